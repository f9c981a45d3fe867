//! `policy-unapproved`: was each version of a policy approved before it came into force?
//!
//! Population: the versions in force on some day of the window, and drafts whose effective day has passed while no other
//! version was in force. Failed: approved after the effective day, approved by nobody who is named, or not approved, in a
//! register that tells approvers of others. Not determinable: the register tells no approvers or no days of approval at
//! all, or names an approver and not the day. A version that came into force before the window fails like any other: it is
//! the one that binds people in the window.

use crate::{
    clock,
    dataset::{Dataset, Sourced},
    evaluation::{Draft, conclude, fact, item, rule},
    evaluator::{About, Evaluator, Judge},
    inputs,
    policies::{Document, Register},
    staff::names_nobody,
    words::count,
};
use chrono::NaiveDate;
use model::{Evaluation, EvidenceId, Filter, Item, Kind, State, Terms, record::Policy};
use std::collections::BTreeSet;

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "policy-unapproved",
    version: 1,
    about: About {
        question: "Was each version of a policy approved, by somebody named, on or before the day on which it came into force?",
        why: "A policy that nobody with authority approved binds nobody.",
        reading: "One item per version in force in the window. A blank approver fails where the register names approvers of \
                  other policies; where it names none at all, nothing can be told.",
    },
    needs: &[Kind::Policy],
    uses: &[],
    map: false,
    parameters: &[],
    judge: Judge::Records(judge),
};

/// The registers that tell approvers at all, and those that tell days of approval.
struct Tell {
    approvers: BTreeSet<EvidenceId>,
    days: BTreeSet<EvidenceId>,
}

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let register = Register::new(dataset, terms);
    let mut draft = Draft { population_of: "versions of policies in force in the window", ..Draft::default() };
    let telling = |test: fn(&Policy) -> bool| {
        let rows = dataset.policies.iter().filter(move |row| test(&row.value));
        rows.map(|row| row.pointer.evidence).collect()
    };
    let tell =
        Tell { approvers: telling(|policy| approver(policy).is_some()), days: telling(|policy| policy.approved.is_some()) };
    let all: usize = register.documents.iter().map(|document| document.versions.len() + document.drafts.len()).sum();
    for document in &register.documents {
        draft.items.extend(versions(document, terms).into_iter().map(|(row, start)| judged(row, start, &tell, terms)));
    }
    let kept = "versions in force in the window, and drafts past their effective day without another version".to_owned();
    draft.filters.push(Filter { kept, before: all as u64, after: draft.items.len() as u64 });
    draft.sources = vec![inputs::standing(dataset, terms, Kind::Policy)];
    conclude(&EVALUATOR, terms, draft)
}

/// The versions in the population with the day on which they came into force.
fn versions<'a>(document: &Document<'a>, terms: &Terms) -> Vec<(&'a Sourced<Policy>, Option<NaiveDate>)> {
    let Some(span) = clock::elapsed(terms) else { return Vec::new() };
    let mut found: Vec<_> = document.during(span).map(|one| (one.row, one.start)).collect();
    let overdue = document.drafts.iter().filter_map(|row| {
        let effective = terms.day(row.value.effective?);
        (effective <= span.to && document.on(span.to).is_none()).then_some((*row, Some(effective)))
    });
    found.extend(overdue);
    found
}

fn approver(policy: &Policy) -> Option<&str> {
    policy.approver.as_deref().map(str::trim).filter(|name| !names_nobody(name))
}

fn judged(row: &Sourced<Policy>, start: Option<NaiveDate>, tell: &Tell, terms: &Terms) -> Item {
    let policy = &row.value;
    let approved = policy.approved.map(|at| terms.day(at)).filter(|day| *day <= terms.today());
    let told = |of: &BTreeSet<EvidenceId>| of.contains(&row.pointer.evidence);
    let (state, what) = match (approver(policy), approved) {
        (Some(name), Some(day)) => match start.filter(|start| day > *start) {
            Some(start) => {
                let late = count(clock::between(start, day), "day");
                (State::Exception, format!("approved by {name} on {day}, {late} after it came into force"))
            }
            None => (State::Pass, format!("approved by {name} on {day}")),
        },
        (None, Some(day)) if told(&tell.approvers) => (State::Exception, format!("approved on {day} by nobody who is named")),
        (None, Some(day)) => (State::NotDeterminable, format!("approved on {day}; the register does not say by whom")),
        (Some(name), None) => {
            (State::NotDeterminable, format!("approver {name}; the register does not say when they approved it"))
        }
        (None, None) if told(&tell.approvers) || told(&tell.days) => (State::Exception, "no approval is recorded".to_owned()),
        (None, None) => (State::NotDeterminable, "the register tells no approvals at all".to_owned()),
    };
    let version = policy.version.as_deref().map(|version| format!("version {}, ", version.trim_start_matches(['v', 'V'])));
    let since = start.map_or("in force since a day not told".to_owned(), |start| format!("in force since {start}"));
    let word = policy.status_word.as_deref().map(|word| format!(" (`{word}`)")).unwrap_or_default();
    let reason = format!("{}{since}{word}: {what}", version.unwrap_or_default());
    let mut judged = item(&policy.name, state, reason, vec![row.pointer.clone()]);
    judged.steps.push(fact(policy.effective, "effective day", &row.pointer));
    judged.steps.push(rule(start, "to be approved by somebody named on or before that day"));
    judged.steps.push(fact(policy.approved, format!("approver: {}", approver(policy).unwrap_or("nobody named")), &row.pointer));
    judged
}
