//! `occurrence-missed`: is every expected performance of every control evidenced?
//!
//! Population: the occurrences that the cadences of the controls make due up to the moment of judgement, by the four dates
//! of the evidence linked (see `occurrences`). Failed: the occurrence and its grace are over and nothing covers it, or the
//! evidence of a continuous control leaves days open. A per-event control without covering evidence is not determinable:
//! whether its event happened is what nobody can tell.

use crate::{
    dataset::Dataset,
    evaluation::{Draft, conclude, item, keep},
    evaluator::{About, Evaluator, Judge},
    inputs::Source,
    occurrences::{self, occurrences},
    words::count,
};
use model::{Cadence, Evaluation, Input, Item, Occurrence, OccurrenceState, Pointer, Position, State, Terms};
use std::collections::BTreeMap;

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "occurrence-missed",
    version: 1,
    about: About {
        question: "Is there evidence for every performance that the controls' cadences make due?",
        why: "A control that is not evidenced did not operate, as far as an auditor can tell.",
        reading: "One item per expected occurrence that is due. Evidence counts where it covers, not where it came in; a \
                  piece without dates counts nowhere until its dates are stated.",
    },
    needs: &[],
    uses: &[],
    map: true,
    parameters: &[&occurrences::GRACE],
    judge: Judge::Records(judge),
};

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let mut draft = Draft { population_of: "occurrences of controls that are due", ..Draft::default() };
    let expected = occurrences(dataset, terms);
    let due =
        keep(expected, "that are due, or evidenced before", &mut draft.filters, |one| one.state != OccurrenceState::NotYetDue);
    let cadences: BTreeMap<&str, Cadence> =
        dataset.controls.iter().map(|control| (control.id.as_str(), control.cadence)).collect();
    draft.items = due.iter().map(|one| judged(one, cadences.get(one.control.as_str()).copied())).collect();
    let mut map = map(dataset);
    let unplaced = occurrences::unplaced(dataset, terms);
    map.input
        .gaps
        .extend(unplaced.iter().map(|id| format!("{id} is linked and states no date: it counts nowhere until one is stated")));
    draft.sources = vec![map];
    conclude(&EVALUATOR, terms, draft)
}

fn judged(one: &Occurrence, cadence: Option<Cadence>) -> Item {
    let period = one.period;
    let open = count(i64::try_from(one.uncovered_days).unwrap_or(i64::MAX), "day");
    let files = || one.evidence.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let (state, reason) = match (one.state, cadence) {
        (OccurrenceState::Evidenced, _) => (State::Pass, format!("{period}: evidenced by {}", files())),
        (OccurrenceState::Late, _) => (State::Pass, format!("{period}: evidenced late by {}", files())),
        (OccurrenceState::DidNotOccur, _) => (State::Pass, format!("{period}: the event did not happen, as {} shows", files())),
        (OccurrenceState::NotYetDue, _) => (State::NotDeterminable, format!("{period}: not due yet")),
        (OccurrenceState::Missed, Some(Cadence::PerEvent)) => {
            (State::NotDeterminable, format!("{period}: no evidence tells whether the event happened"))
        }
        (OccurrenceState::Missed, Some(Cadence::Continuous)) => {
            (State::Exception, format!("{period}: {open} not covered by evidence"))
        }
        (OccurrenceState::Missed, _) => (State::Exception, format!("{period}: no evidence")),
    };
    let proof = one.evidence.iter().map(|id| Pointer { evidence: *id, at: Position::File }).collect();
    item(&one.control, state, reason, proof)
}

/// The map itself as an input.
pub(crate) fn map(dataset: &Dataset) -> Source {
    let present = !dataset.controls.is_empty();
    let gaps =
        if present { Vec::new() } else { vec!["the map holds no controls: add them, or start from the starter map".to_owned()] };
    let records = dataset.controls.len() as u64;
    let input = Input { name: "controls of the map".to_owned(), evidence: Vec::new(), records, gaps };
    Source { input, present, stale: false, incomplete: false, covers: present }
}
