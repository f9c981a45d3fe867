//! The matrix of criteria and controls, and every expected occurrence.

use super::{Rows, list, shown, table, word};
use crate::{BundleError, Contents, pack::bag::Bag};
use model::{Control, Criterion, EvidenceId, Occurrence, OccurrenceState, State};
use std::{collections::BTreeSet, io};

const MATRIX: [&str; 21] = [
    "criterion",
    "criterion in our words",
    "control",
    "title",
    "control as described",
    "owner role",
    "owner",
    "source",
    "cadence",
    "nature",
    "effective from",
    "effective to",
    "occurrences expected",
    "evidenced",
    "late",
    "missed",
    "not yet due",
    "evidence",
    "own result",
    "[auditor] test",
    "[auditor] result",
];

pub(super) fn controls(bag: &mut Bag<'_>, contents: &Contents) -> Result<(), BundleError> {
    let categories = contents.engagement.categories();
    table(bag, "data/map/controls.csv", &MATRIX, |rows| {
        for criterion in contents.criteria.iter().filter(|criterion| categories.contains(&criterion.category)) {
            let mut serving = contents.controls.iter().filter(|control| control.criteria.contains(&criterion.id)).peekable();
            if serving.peek().is_none() {
                let mut cells = [const { String::new() }; 21];
                let [id, title, control, ..] = &mut cells;
                (*id, *title) = (criterion.id.clone(), criterion.title.clone());
                "none".clone_into(control);
                rows.add(cells)?;
            }
            for control in serving {
                row(rows, contents, criterion, control)?;
            }
        }
        Ok(())
    })
}

fn row(rows: &mut Rows<'_>, contents: &Contents, criterion: &Criterion, control: &Control) -> io::Result<()> {
    let own: Vec<&Occurrence> = contents.occurrences.iter().filter(|one| one.control == control.id).collect();
    let count = |wanted: OccurrenceState| own.iter().filter(|one| one.state == wanted).count();
    let done = count(OccurrenceState::Evidenced) + count(OccurrenceState::DidNotOccur);
    let linked = contents.evidence.iter().filter(|exhibit| exhibit.controls.contains(&control.id));
    let evidence: BTreeSet<EvidenceId> =
        linked.map(|exhibit| exhibit.evidence.id).chain(own.iter().flat_map(|one| one.evidence.iter().copied())).collect();
    rows.add([
        criterion.id.clone(),
        criterion.title.clone(),
        control.id.clone(),
        control.title.clone(),
        control.description.clone(),
        control.owner_role.clone(),
        control.owner.clone().unwrap_or_default(),
        control.source.clone(),
        word(&control.cadence),
        word(&control.nature),
        shown(control.effective_from),
        shown(control.effective_to),
        own.len().to_string(),
        done.to_string(),
        count(OccurrenceState::Late).to_string(),
        count(OccurrenceState::Missed).to_string(),
        count(OccurrenceState::NotYetDue).to_string(),
        list(&evidence.into_iter().collect::<Vec<_>>()),
        result(contents, control),
        String::new(),
        String::new(),
    ])
}

/// `evaluator: state` for each evaluator of a control.
fn result(contents: &Contents, control: &Control) -> String {
    let state = |id: &str| {
        let found = contents.evaluations.iter().find(|tested| tested.evaluation.evaluator == id);
        found.map_or(State::NotTested, |tested| tested.evaluation.state)
    };
    let parts: Vec<String> = control.evaluators.iter().map(|id| format!("{id}: {}", state(id).id())).collect();
    parts.join("; ")
}

pub(super) fn occurrences(bag: &mut Bag<'_>, contents: &Contents) -> Result<(), BundleError> {
    let head = ["control", "from", "to", "state", "uncovered days", "evidence", "[auditor] remark"];
    table(bag, "data/map/occurrences.csv", &head, |rows| {
        contents.occurrences.iter().try_for_each(|one| {
            rows.add([
                one.control.clone(),
                one.period.from.to_string(),
                one.period.to.to_string(),
                word(&one.state),
                one.uncovered_days.to_string(),
                list(&one.evidence),
                String::new(),
            ])
        })
    })
}
