//! `occurrence-missed`: is every expected performance of every control evidenced?
//!
//! Population: the occurrences that the cadences of the controls make due up to the moment of judgement, by the four dates
//! of the evidence linked (see `occurrences`). Failed: the occurrence and its grace are over and nothing covers it, or the
//! evidence of a continuous control leaves days open. A per-event control without covering evidence is not determinable:
//! whether its event happened is what nobody can tell.

use crate::{
    clock,
    dataset::Dataset,
    evaluation::{Draft, conclude, fact, item, keep, rule},
    evaluator::{About, Evaluator, Judge},
    inputs::{Source, covered_days, holes},
    occurrences::{self, GRACE, occurrences, version_of},
    words::count,
};
use model::{
    Cadence, Control, Evaluation, Evidence, Input, Item, Occurrence, OccurrenceState, Period, Pointer, Position, Stamp, State,
    Step, Terms,
};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "occurrence-missed",
    version: 2,
    about: About {
        question: "Is there evidence for every performance that the controls' cadences make due?",
        why: "A control that is not evidenced did not operate, as far as an auditor can tell.",
        reading: "One item per expected occurrence that is due. Evidence counts where it covers, not where it came in, several \
                  pieces together where each covers a part; a piece without dates counts nowhere until its dates are stated.",
    },
    needs: &[],
    uses: &[],
    map: true,
    parameters: &[&GRACE],
    judge: Judge::Records(judge),
};

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let mut draft = Draft { population_of: "occurrences of controls that are due", ..Draft::default() };
    let expected = occurrences(dataset, terms);
    let due =
        keep(expected, "that are due, or evidenced before", &mut draft.filters, |one| one.state != OccurrenceState::NotYetDue);
    draft.items = due.iter().map(|one| judged(one, dataset, terms)).collect();
    let mut map = map(dataset);
    let unplaced = occurrences::unplaced(dataset, terms);
    map.input
        .gaps
        .extend(unplaced.iter().map(|id| format!("{id} is linked and states no date: it counts nowhere until one is stated")));
    draft.sources = vec![map];
    conclude(&EVALUATOR, terms, draft)
}

fn judged(one: &Occurrence, dataset: &Dataset, terms: &Terms) -> Item {
    let period = one.period;
    let version = version_of(dataset, one);
    let files = || one.evidence.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let (state, reason) = match (one.state, version.map(|control| control.cadence)) {
        (OccurrenceState::Evidenced, _) => (State::Pass, format!("{period}: evidenced by {}", files())),
        (OccurrenceState::Late, _) => (State::Pass, format!("{period}: evidenced late by {}", files())),
        (OccurrenceState::DidNotOccur, _) => (State::Pass, format!("{period}: the event did not happen, as {} shows", files())),
        (OccurrenceState::NotYetDue, _) => (State::NotDeterminable, format!("{period}: not due yet")),
        (OccurrenceState::Missed, Some(Cadence::PerEvent)) => {
            (State::NotDeterminable, format!("{period}: no evidence tells whether the event happened"))
        }
        (OccurrenceState::Missed, Some(Cadence::Continuous)) => (State::Exception, open_days(one, dataset, terms)),
        (OccurrenceState::Missed, _) => (State::Exception, format!("{period}: no evidence")),
    };
    let proof = one.evidence.iter().map(|id| Pointer { evidence: *id, at: Position::File }).collect();
    let mut judged = item(&one.control, state, reason, proof);
    judged.steps = steps(one, version, dataset, terms);
    judged
}

/// The days of a continuous control that no evidence covers, the first of them by name.
fn open_days(one: &Occurrence, dataset: &Dataset, terms: &Terms) -> String {
    let covered: Vec<Period> = evidence(one, dataset).filter_map(|piece| covered_days(piece, terms)).collect();
    let begun = Period::new(one.period.from, clock::horizon(terms).min(one.period.to)).unwrap_or(one.period);
    let open = holes(begun, &covered);
    let days = count(open.iter().map(Period::days).sum::<u64>(), "day");
    let listed: Vec<String> = open.iter().take(5).map(|hole| clock::worded(*hole)).collect();
    let more = if open.len() > 5 { " and more" } else { "" };
    format!("{}: {days} not covered by evidence: {}{more}", one.period, listed.join(", "))
}

fn evidence<'a>(one: &'a Occurrence, dataset: &'a Dataset) -> impl Iterator<Item = &'a Evidence> {
    one.evidence.iter().filter_map(|id| dataset.evidence.get(id))
}

/// What makes the occurrence due, what covers it, and until when it may be evidenced.
pub(crate) fn steps(one: &Occurrence, version: Option<&Control>, dataset: &Dataset, terms: &Terms) -> Vec<Step> {
    let cadence = version.map_or("no version", |control| words(control.cadence));
    let mut steps = vec![rule(Some(one.period.from), format!("{cadence} control: expected for {}", one.period))];
    for piece in evidence(one, dataset).take(4) {
        let pointer = Pointer { evidence: piece.id, at: Position::File };
        let covers = match (piece.snapshot, piece.dates.covers_from, piece.dates.covers_to) {
            (false, Some(from), Some(to)) => {
                let days = Period::new(terms.day(from), terms.day(to)).map(clock::worded);
                format!("covers {}", days.unwrap_or_default())
            }
            (true, _, Some(at)) | (false, Some(at), None) | (false, None, Some(at)) => format!("shows {}", terms.day(at)),
            _ => "was produced".to_owned(),
        };
        let name = &piece.file_name;
        steps.push(fact(
            piece.dates.extracted.map(|at| Stamp::Day(terms.day(at))),
            format!("{} ({name}) {covers}", piece.id),
            &pointer,
        ));
    }
    let grace = terms.number(&GRACE, one.period.to);
    let last = clock::plus(one.period.to, grace);
    steps.push(rule(Some(last), format!("last day for its evidence; `{}` was {grace} on {}", GRACE.id, one.period.to)));
    steps
}

fn words(cadence: Cadence) -> &'static str {
    match cadence {
        Cadence::Continuous => "continuous",
        Cadence::Daily => "daily",
        Cadence::Weekly => "weekly",
        Cadence::Monthly => "monthly",
        Cadence::Quarterly => "quarterly",
        Cadence::HalfYearly => "half-yearly",
        Cadence::Yearly => "yearly",
        Cadence::PerEvent => "per-event",
    }
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
