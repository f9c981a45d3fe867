//! `ticket-without-change`: was every finished change ticket carried out by a change, a deployment or a release on record?
//!
//! Population: tickets of the change types that were finished in the window; those that were declined or withdrawn were
//! not carried out and are left out. Failed: no change that took effect, no deployment to production and no release names
//! the ticket. Not determinable: there is no export of any of them, or every export of changes was taken before the
//! ticket was finished. Tickets that tell no type may be change tickets, which keeps the whole from passing. No ticket of
//! those types at all may be another word of the system, which proves nothing.

use crate::{
    changes::{Effect, Joined, effect, in_window},
    dataset::{Dataset, Sourced},
    deploys,
    evaluation::{Draft, conclude, fact, item, keep, rule},
    evaluator::{About, Evaluator, Judge},
    inputs::{self, Source},
    reconcile::{Naming, Reconciled},
    releases,
    words::{count, tokens, told},
};
use chrono::NaiveDate;
use model::{Evaluation, Item, Kind, ParameterSpec, Pointer, Stamp, State, Terms, record::Ticket};

/// Types of tickets that ask for a change.
pub(crate) static TYPES: ParameterSpec = ParameterSpec {
    id: "change-ticket-types",
    title: "Types or labels of tickets that ask for a change to production, separated by commas",
    default: "change,change request,normal change,standard change,emergency change,production change,rfc,release",
    source: "usual words of ticket systems; add those of your own",
};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "ticket-without-change",
    version: 2,
    about: About {
        question: "Was every finished change ticket carried out by a change, a deployment or a release that is on record?",
        why: "A change that was asked for and reported as done, with nothing that shows it, went past review or was never made.",
        reading: "Tickets of the change types that were finished in the window and not declined. They are matched by the changes, \
                  deployments and releases that name them in fields, titles, branches or messages.",
    },
    needs: &[Kind::Ticket],
    uses: &[Kind::Change, Kind::Deploy, Kind::Release],
    map: false,
    parameters: &[&TYPES, &deploys::ENVIRONMENTS, &crate::changes::PRODUCTION_BRANCHES],
    judge: Judge::Records(judge),
};

type Row<'a> = &'a Sourced<Ticket>;

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let mut draft = Draft { population_of: "finished change tickets", ..Draft::default() };
    let all: Vec<Row<'_>> = dataset.tickets.iter().collect();
    let finished = keep(all, "that are finished", &mut draft.filters, |row| is_finished(&row.value));
    let finished = keep(finished, "that were not declined or withdrawn", &mut draft.filters, |row| !is_declined(&row.value));
    let inside = keep(finished, "finished in the window, or without any date", &mut draft.filters, |row| {
        in_window(when(&row.value), terms)
    });
    let untyped =
        inside.iter().filter(|row| told(row.value.type_word.as_deref()).is_none() && !is_change(&row.value, terms)).count();
    let population = keep(inside, "of the types or labels of changes", &mut draft.filters, |row| is_change(&row.value, terms));
    let all = Reconciled::new(dataset, terms);
    let namings = all.namings(dataset, terms);
    let kinds = [Kind::Change, Kind::Deploy, Kind::Release];
    let others: Vec<Kind> = kinds.into_iter().filter(|kind| inputs::is_there(dataset, *kind)).collect();
    let judged = |row: &Row<'_>| {
        let names = namings.get(&row.pointer).map(Vec::as_slice).unwrap_or_default();
        judged(row, names, &all, !others.is_empty(), terms)
    };
    draft.items = population.iter().map(judged).collect();
    let mut tickets = inputs::events(dataset, terms, Kind::Ticket);
    unknown_types(untyped, dataset, terms, &mut tickets);
    draft.sources = vec![tickets];
    draft.sources.extend(others.into_iter().map(|kind| inputs::supporting(dataset, kind)));
    conclude(&EVALUATOR, terms, draft)
}

/// Tickets without a type may be change tickets; where no ticket has one of the types, another word may be in use.
fn unknown_types(untyped: usize, dataset: &Dataset, terms: &Terms, source: &mut Source) {
    if untyped > 0 {
        source.incomplete = true;
        let tickets = count(untyped, "finished ticket");
        source.input.gaps.push(format!("{tickets} in the window with no type: whether a change was asked for is unknown"));
    }
    if !dataset.tickets.iter().any(|row| is_change(&row.value, terms)) {
        source.covers = false;
        source.input.gaps.push(format!("no ticket has one of the types of `{}`: the system may use other words", TYPES.id));
    }
}

/// When it was finished, else when it was opened.
fn when(ticket: &Ticket) -> Option<Stamp> {
    ticket.resolved.or(ticket.created)
}

fn is_finished(ticket: &Ticket) -> bool {
    ticket.done == Some(true) || (ticket.done.is_none() && ticket.resolved.is_some())
}

/// Finished without being carried out, by the source's word.
fn is_declined(ticket: &Ticket) -> bool {
    const WORDS: [&str; 14] = [
        "cancelled",
        "canceled",
        "cancel",
        "rejected",
        "declined",
        "withdrawn",
        "duplicate",
        "denied",
        "abandoned",
        "obsolete",
        "invalid",
        "wontfix",
        "wont",
        "won",
    ];
    let status = ticket.status_word.as_deref().map(tokens).unwrap_or_default();
    status.iter().any(|word| WORDS.contains(&word.as_str()))
}

fn is_change(ticket: &Ticket, terms: &Terms) -> bool {
    let day = when(ticket).map_or_else(|| crate::clock::horizon(terms), |at| terms.day(at));
    let words = terms.words(&TYPES, day);
    let is = |text: &str| {
        let text = tokens(text).join(" ");
        words.iter().any(|word| tokens(word).join(" ") == text)
    };
    ticket.type_word.as_deref().is_some_and(is) || ticket.labels.iter().any(|label| is(label))
}

fn judged(row: Row<'_>, names: &[Naming<'_>], all: &Reconciled<'_>, any: bool, terms: &Terms) -> Item {
    let ticket = &row.value;
    let day = ticket.resolved.map(|at| terms.day(at));
    let lead = day.map_or_else(|| "finished, no date given".to_owned(), |day| format!("finished on {day}"));
    let mut steps = vec![fact(ticket.resolved, opening(ticket), &row.pointer)];
    let effective = names.iter().find(|naming| took_effect(naming, all));
    let (state, reason, other) = if let Some(naming) = effective.or(names.first()) {
        let (what, pointer, at) = words_of(naming, all);
        let (state, reason) = match effective {
            Some(_) => (State::Pass, format!("named by {what}")),
            None => (State::Exception, format!("named only by {what}, which did not take effect")),
        };
        steps.extend(pointer.map(|pointer| fact(at, format!("{what} names it"), pointer)));
        (state, reason, pointer.cloned())
    } else {
        steps.push(rule(None, "no change, deployment to production or release names it in fields, title, branch or message"));
        let (state, reason) = unnamed(day, all, any);
        (state, reason, None)
    };
    let proof = [row.pointer.clone()].into_iter().chain(other).collect();
    let mut item = item(&ticket.id, state, format!("{lead}: {reason}"), proof);
    item.steps = steps;
    item
}

fn opening(ticket: &Ticket) -> String {
    let kind = told(ticket.type_word.as_deref()).map_or_else(|| "by its label".to_owned(), |word| format!("type {word}"));
    let status = told(ticket.status_word.as_deref()).map(|word| format!(", status {word}")).unwrap_or_default();
    format!("a finished change ticket: {kind}{status}")
}

fn took_effect(naming: &Naming<'_>, all: &Reconciled<'_>) -> bool {
    match naming {
        Naming::Change(at) => all.changes.get(*at).is_some_and(|joined| effect(joined.change) != Effect::No),
        Naming::Deploy(_) | Naming::Release(_) => true,
    }
}

/// Who names a ticket, where and when.
fn words_of<'a>(naming: &Naming<'a>, all: &Reconciled<'a>) -> (String, Option<&'a Pointer>, Option<Stamp>) {
    match naming {
        Naming::Change(at) => {
            let joined = all.changes.get(*at);
            let what = format!("change {}", all.subject(*at));
            (what, joined.map(|joined| joined.pointer), joined.and_then(Joined::when))
        }
        Naming::Deploy(row) => {
            let what = format!("deployment {}", deploys::subject(&row.value));
            (what, Some(&row.pointer), row.value.at)
        }
        Naming::Release(row) => {
            let what = format!("release {}", releases::subject(&row.value));
            (what, Some(&row.pointer), row.value.live.or(row.value.created))
        }
    }
}

fn unnamed(day: Option<NaiveDate>, all: &Reconciled<'_>, any: bool) -> (State, String) {
    if !any {
        let reason = "there is no export of changes, deployments or releases that could name it".to_owned();
        return (State::NotDeterminable, reason);
    }
    match (all.changes_until, day) {
        (Some(until), Some(day)) if all.has_changes && until < day => {
            let reason = format!("no change, deployment or release names it; the newest export of changes was taken on {until}");
            (State::NotDeterminable, reason)
        }
        _ => (State::Exception, "no change, deployment or release names it".to_owned()),
    }
}
