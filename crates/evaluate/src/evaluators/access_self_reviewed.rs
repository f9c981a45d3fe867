//! `access-self-reviewed`: did nobody review their own access?
//!
//! Population: decisions of access reviews made in the window, and decided ones without a date. Failed: the reviewer and
//! whose access it is are one person, by the roster, by the accounts that the decision names, or by the log-in itself. The
//! owner of a service account who reviews it is no such case. Not determinable: no reviewer is named, or one of the two is
//! found neither on the roster nor among the accounts, so that two names may hide one person.

use crate::{
    accounts, clock,
    dataset::Dataset,
    evaluation::{Draft, conclude, fact, item, keep, rule},
    evaluator::{About, Evaluator, Judge},
    holders::Holders,
    identity::People,
    inputs,
    reviews::{self, Decided, decisions, is_decided},
    words::written,
};
use model::{
    Evaluation, Item, Kind, State, Terms,
    record::{AccountNature, Decision},
};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "access-self-reviewed",
    version: 1,
    about: About {
        question: "Was each access reviewed by somebody other than its holder?",
        why: "Who judges their own rights keeps them; the review is worth something only through the second pair of eyes.",
        reading: "One item per decision made in the window. Holder and reviewer are compared as persons, not as names; where one \
                  of them is found nowhere, or no reviewer is named, the item is not determinable.",
    },
    needs: &[Kind::AccessReview],
    uses: &[Kind::Person, Kind::Account, Kind::Grant],
    map: false,
    parameters: &[],
    judge: Judge::Records(judge),
};

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let people = People::new(dataset);
    let histories = accounts::histories(dataset, terms);
    let holders = Holders::new(&people, &histories);
    let mut draft = Draft { population_of: "decisions of access reviews", ..Draft::default() };
    let all = decisions(dataset, terms);
    let window = clock::elapsed(terms);
    let all = keep(all, "that were made", &mut draft.filters, |one| is_decided(one.review()));
    let all = keep(all, "in the window, or without a date", &mut draft.filters, |one| {
        one.day(terms).is_none_or(|day| window.is_some_and(|window| window.contains(day)))
    });
    draft.items = all.iter().map(|one| judged(one, &holders, terms)).collect();
    draft.sources = vec![inputs::events(dataset, terms, Kind::AccessReview)];
    if inputs::is_there(dataset, Kind::Person) {
        draft.sources.push(inputs::supporting(dataset, Kind::Person));
    } else {
        draft.notes.push("No roster was imported: two log-ins of one person cannot be told from two persons.".to_owned());
    }
    conclude(&EVALUATOR, terms, draft)
}

fn judged(decided: &Decided<'_>, holders: &Holders<'_, '_>, terms: &Terms) -> Item {
    let review = decided.review();
    let system = reviews::system(review);
    let subject = holders.who(&review.system, &[Some(&review.subject), review.subject_id.as_deref()]);
    let reviewer = written(review.reviewer.as_deref());
    let nature = subject.account.and_then(|account| holders.history(account)?.latest()).map(|seen| seen.account.nature);
    let program = matches!(nature, Some(AccountNature::Service));
    let (state, what, by) = match reviewer {
        None => (State::NotDeterminable, "no reviewer is named".to_owned(), None),
        Some(name) => {
            let by = holders.who("", &[Some(name)]);
            let same = by.is(&subject) || holders.people.same(&review.subject, name);
            let (state, what) = match (subject.member, by.member) {
                (_, Some(_)) if program => (State::Pass, format!("an account of a program, reviewed by {name}")),
                (Some(one), Some(other)) if one != other => (State::Pass, format!("reviewed by {name}")),
                (Some(_), Some(_)) => (State::Exception, format!("{name} reviewed their own access")),
                _ if same => (State::Exception, format!("{name} reviewed their own access")),
                (None, Some(_)) => {
                    (State::NotDeterminable, format!("reviewed by {name}; whose access it is, is found on no roster"))
                }
                (_, None) => (State::NotDeterminable, format!("reviewed by {name}, who is found on no roster")),
            };
            (state, what, by.member)
        }
    };
    let day = decided.day(terms).map_or_else(|| "on a day that is not told".to_owned(), |day| format!("on {day}"));
    let of = review.resource.as_deref().filter(|resource| *resource != system).map(|resource| format!(" ({resource})"));
    let reason = format!("access to {system}{} decided {day}: {what}", of.unwrap_or_default());
    let row = |member: Option<usize>| member.and_then(|member| holders.people.row(member));
    let others = [row(subject.member), row(by)].into_iter().flatten().map(|row| row.pointer.clone());
    let mut proof = vec![decided.row.pointer.clone()];
    proof.extend(others);
    proof.dedup();
    let mut judged = item(&review.subject, state, reason, proof);
    let word = review.decision_word.as_deref().unwrap_or(match review.decision {
        Decision::Kept => "kept",
        Decision::Removed => "removed",
        Decision::Undecided => "undecided",
        Decision::Open => "open",
    });
    judged.steps =
        vec![fact(review.at, format!("decision `{word}` by {}", reviewer.unwrap_or("nobody named")), &decided.row.pointer)];
    let person = |who: Option<usize>, whose: &str| {
        row(who).map(|row| fact(None, format!("{whose} is {}", holders.people.label(who.unwrap_or_default())), &row.pointer))
    };
    judged.steps.extend(person(subject.member, "the holder"));
    judged.steps.extend(person(by, "the reviewer"));
    judged.steps.push(rule(
        None,
        match state {
            State::Exception => "one person".to_owned(),
            State::Pass if !program => "two persons".to_owned(),
            _ => what,
        },
    ));
    judged
}
