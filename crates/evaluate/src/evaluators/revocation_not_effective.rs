//! `revocation-not-effective`: is what a review took away gone in fact, and in time?
//!
//! Population: decisions to remove, made in the window, or before it with a deadline in it; one item each. The deadline is
//! the day that lies the agreed number of days after the decision, by the value in force on it. What counts is what later
//! lists of accounts and grants and the audit log show of the same holder in the same system, never the review's own word
//! that it was carried out; that word only dates what a later list proves. Failed: still there in a list after the deadline,
//! or taken away later than it. Not determinable: no later list and no log line, a list that does not tell of what was
//! reviewed, or one after the deadline that no longer shows it with nothing that says since when. Given again after it was
//! taken away in time is another grant. A deadline that has not passed is no item.

use crate::{
    accounts::{self, History},
    clock,
    dataset::Dataset,
    evaluation::{Draft, conclude, fact, item, keep, rule},
    evaluator::{About, Evaluator, Judge},
    held::{Held, Shown},
    holders::{Holder, Holders},
    identity::People,
    inputs,
    reviews::{Decided, decisions, system},
    words::{count, fold, written},
};
use chrono::NaiveDate;
use model::{Evaluation, Item, Kind, ParameterSpec, Pointer, State, Step, Terms, record::Decision};

/// Days within which a decision to remove is carried out.
pub(crate) static SLA: ParameterSpec = ParameterSpec {
    id: "revocation-sla-days",
    title: "Days after a review's decision within which the access is removed",
    default: "7",
    source: "common practice: within a week of the decision",
};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "revocation-not-effective",
    version: 1,
    about: About {
        question: "Was every access that a review took away gone in fact, within the agreed time?",
        why: "A review that ends on paper changes nothing; only a later list shows that somebody acted on it.",
        reading: "One item per decision to remove. Later lists of accounts and grants and the audit log decide; without any of \
                  them the item is not determinable, whatever the review says of itself.",
    },
    needs: &[Kind::AccessReview],
    uses: &[Kind::Person, Kind::Account, Kind::Grant, Kind::AuditEvent],
    map: false,
    parameters: &[&SLA],
    judge: Judge::Records(judge),
};

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let people = People::new(dataset);
    let histories = accounts::histories(dataset, terms);
    let holders = Holders::new(&people, &histories);
    let held = Held::new(dataset, &holders, terms);
    let mut draft = Draft { population_of: "decisions to remove access", ..Draft::default() };
    let horizon = clock::horizon(terms);
    let all = decisions(dataset, terms);
    let all = keep(all, "decisions to remove", &mut draft.filters, |one| one.review().decision == Decision::Removed);
    let all = keep(all, "decided in the window, due in it, or without a date", &mut draft.filters, |one| {
        one.day(terms).is_none_or(|day| day <= horizon && deadline(day, terms) >= terms.window.from)
    });
    let all = keep(all, "whose deadline has passed", &mut draft.filters, |one| {
        one.day(terms).is_none_or(|day| clock::is_over(deadline(day, terms), terms))
    });
    draft.items = all.iter().map(|one| Case::new(one, &holders, &held, terms).item()).collect();
    draft.sources = vec![inputs::events(dataset, terms, Kind::AccessReview)];
    for kind in [Kind::Account, Kind::Grant, Kind::AuditEvent] {
        if inputs::is_there(dataset, kind) {
            draft.sources.push(inputs::supporting(dataset, kind));
        }
    }
    conclude(&EVALUATOR, terms, draft)
}

fn deadline(decided: NaiveDate, terms: &Terms) -> NaiveDate {
    clock::plus(decided, terms.number(&SLA, decided))
}

struct Case<'c, 'h, 'a> {
    decided: &'c Decided<'a>,
    held: &'c Held<'a>,
    terms: &'c Terms,
    holder: Holder,
    histories: Vec<&'h History<'a>>,
    /// What was taken away; none: the whole account.
    role: Option<&'c str>,
    system: String,
}

struct Answer {
    state: State,
    what: String,
    seen: Option<(NaiveDate, Pointer)>,
}

impl Answer {
    /// What a list shows.
    fn by(state: State, what: String, shown: &Shown) -> Self {
        Self { state, what, seen: Some((shown.day, shown.pointer.clone())) }
    }
}

impl<'c, 'h, 'a> Case<'c, 'h, 'a> {
    fn new(decided: &'c Decided<'a>, holders: &'c Holders<'h, 'a>, held: &'c Held<'a>, terms: &'c Terms) -> Self {
        let review = decided.review();
        let names = [Some(review.subject.as_str()), review.subject_id.as_deref()];
        let resource = written(review.resource.as_deref());
        // `AWS: Administrators` names both. Where the tool of the review is named as the system, the resource may be the
        // system whose account it is.
        let both = resource.and_then(|resource| resource.split_once(": "));
        let both = both.filter(|(place, _)| fold(place) == fold(system(review)) || held.place(place).is_some());
        let told = both.map(|(place, _)| place).or(resource).and_then(|place| held.place(place));
        let own = system(review);
        let system = told.or_else(|| held.system(own)).filter(|system| *system != fold(own)).unwrap_or(own).to_owned();
        let is_whole = |role: &&str| fold(role) == fold(&system) || held.place(role) == Some(&fold(&system));
        let role = both.map(|(_, role)| role).or(resource.filter(|resource| !is_whole(resource)));
        let holder = holders.who(&system, &names);
        // A review names people, a list their log-ins.
        let own = holder.member.map(|member| holders.accounts_of(member)).into_iter().flatten();
        let here = own.filter(|account| holders.system(*account) == fold(&system));
        let accounts: Vec<usize> = holder.account.map_or_else(|| here.collect(), |account| vec![account]);
        let histories = accounts.into_iter().filter_map(|account| holders.history(account)).collect();
        Self { decided, held, terms, holder, histories, role, system }
    }

    fn item(&self) -> Item {
        let review = self.decided.review();
        let place = system(review);
        let of = self.role.map_or_else(|| format!("the access to {place}"), |role| format!("{role} in {place}"));
        let Some(day) = self.decided.day(self.terms) else {
            let reason = format!("{of} was to be removed; nothing tells when that was decided");
            return item(&review.subject, State::NotDeterminable, reason, vec![self.decided.row.pointer.clone()]);
        };
        let due = deadline(day, self.terms);
        let Answer { state, what, seen } = self.answer(day, due);
        let mut proof: Vec<Pointer> = seen.iter().map(|(_, pointer)| pointer.clone()).collect();
        proof.push(self.decided.row.pointer.clone());
        let reason = format!("{of} to be removed by decision of {day}, due by {due}: {what}");
        let mut judged = item(&review.subject, state, reason, proof);
        judged.steps = self.steps(day, due, &what, seen.as_ref());
        judged
    }

    fn steps(&self, day: NaiveDate, due: NaiveDate, what: &str, seen: Option<&(NaiveDate, Pointer)>) -> Vec<Step> {
        let review = self.decided.review();
        let by = review.reviewer.as_deref().unwrap_or("nobody named");
        let days = self.terms.number(&SLA, day);
        let mut steps = vec![
            fact(review.at, format!("{by} decided to remove it"), &self.decided.row.pointer),
            rule(Some(due), format!("last day in time; `{}` was {days} on {day}", SLA.id)),
        ];
        steps.extend(
            review.applied.map(|at| fact(Some(at), "carried out, as the review says of itself", &self.decided.row.pointer)),
        );
        steps.push(match seen {
            Some((seen, pointer)) => fact(Some(model::Stamp::Day(*seen)), what.to_owned(), pointer),
            None => rule(None, what.to_owned()),
        });
        steps
    }

    fn answer(&self, day: NaiveDate, due: NaiveDate) -> Answer {
        let events = self.held.taken(&self.system, &self.holder, self.role, day);
        let in_time = events.iter().find(|(at, _)| *at <= due);
        if let Some((at, pointer)) = in_time {
            return Answer {
                state: State::Pass,
                what: format!("taken away on {at}, as the log tells"),
                seen: Some((*at, pointer.clone())),
            };
        }
        let shown = self.shown(day);
        let gone = shown.iter().find(|shown| !shown.there && shown.stated);
        let before_gone = |shown: &&Shown| gone.is_none_or(|gone| shown.day < gone.day);
        let late = shown.iter().filter(before_gone).find(|shown| shown.there && shown.stated && shown.day > due);
        let first = events.first();
        match (gone, late, first) {
            (Some(gone), _, _) if gone.day <= due => Answer::by(State::Pass, format!("no longer in {}", gone.list), gone),
            (_, _, Some((at, pointer))) => {
                let what = format!("taken away on {at}, {} late, as the log tells", count(clock::between(due, *at), "day"));
                Answer { state: State::Exception, what, seen: Some((*at, pointer.clone())) }
            }
            (_, Some(late), _) => Answer::by(State::Exception, format!("still there in {}", late.list), late),
            (Some(gone), None, None) => self.dated_by_review(gone, due),
            (None, None, None) => self.without(shown.last()),
        }
    }

    /// Gone in a list after the deadline: the review's own word tells since when.
    fn dated_by_review(&self, gone: &Shown, due: NaiveDate) -> Answer {
        match self.decided.review().applied.map(|at| self.terms.day(at)) {
            Some(at) if at <= due => {
                Answer::by(State::Pass, format!("carried out on {at} by the review's own word, and gone in {}", gone.list), gone)
            }
            Some(at) => {
                let late = count(clock::between(due, at), "day");
                Answer::by(State::Exception, format!("carried out on {at}, {late} late, by the review's own word"), gone)
            }
            None => Answer::by(State::NotDeterminable, format!("gone in {}, and nothing tells since when", gone.list), gone),
        }
    }

    fn without(&self, last: Option<&Shown>) -> Answer {
        if let Some(last) = last {
            let what = if last.there { "still there" } else { "gone" };
            return Answer::by(
                State::NotDeterminable,
                format!("{what} in {}; no later list with a date shows more", last.list),
                last,
            );
        }
        let said = self.decided.review().applied.map(|at| self.terms.day(at));
        let said = said.map(|day| format!("carried out on {day} by the review's own word, but ")).unwrap_or_default();
        let what = format!("{said}no later list or log line shows whether it is gone");
        Answer { state: State::NotDeterminable, what, seen: None }
    }

    /// What lists later than the decision show of it, oldest first.
    fn shown(&self, day: NaiveDate) -> Vec<Shown> {
        if !self.held.knows(&self.system, &self.holder) {
            return Vec::new();
        }
        let mut found = self.held.accounts(&self.system, &self.histories, day);
        if let Some(role) = self.role {
            let closed: Vec<Shown> = found.into_iter().filter(|shown| !shown.there).collect();
            found = self.held.roles(&self.system, &self.holder, &self.histories, role, day);
            found.extend(closed);
            found.sort_by_key(|shown| shown.day);
        }
        found
    }
}
