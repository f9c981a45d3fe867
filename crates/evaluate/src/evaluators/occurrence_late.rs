//! `occurrence-late`: was the evidence of each performance produced in time?
//!
//! Population: occurrences of periodic controls that evidence covers. Minutes, sign-offs and other documents were written
//! by somebody on the day that they state; exports of systems tell what happened whenever they are taken, and are never
//! late. Failed: every document was produced after the grace that followed the end of the occurrence, by the days in force
//! at that end; one in time is enough. Not determinable: the documents do not state when they were produced. Left out:
//! what no evidence covers (`occurrence-missed` finds that), continuous and per-event controls.

use super::occurrence_missed::{map, steps};
use crate::{
    clock,
    dataset::Dataset,
    evaluation::{Draft, conclude, item, keep},
    evaluator::{About, Evaluator, Judge},
    occurrences::{GRACE, occurrences, version_of},
    words::count,
};
use chrono::NaiveDate;
use model::{Cadence, Evaluation, Evidence, Item, Occurrence, OccurrenceState, Pointer, Position, State, Terms};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "occurrence-late",
    version: 1,
    about: About {
        question: "Was the evidence of each performance of a control produced in time?",
        why: "A review that is written down months later was not done when it should have been.",
        reading: "One item per occurrence that evidence covers. Only documents can be late, by the day on which they say that \
                  they were produced; the day on which they came in counts for nothing.",
    },
    needs: &[],
    uses: &[],
    map: true,
    parameters: &[&GRACE],
    judge: Judge::Records(judge),
};

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let mut draft = Draft { population_of: "occurrences that evidence covers", ..Draft::default() };
    let covered = keep(occurrences(dataset, terms), "that evidence covers", &mut draft.filters, |one| {
        matches!(one.state, OccurrenceState::Evidenced | OccurrenceState::Late)
    });
    let periodic = keep(covered, "of periodic controls", &mut draft.filters, |one| {
        let cadence = version_of(dataset, one).map(|control| control.cadence);
        !matches!(cadence, Some(Cadence::Continuous | Cadence::PerEvent))
    });
    draft.items = periodic.iter().map(|one| judged(one, dataset, terms)).collect();
    draft.sources = vec![map(dataset)];
    conclude(&EVALUATOR, terms, draft)
}

fn judged(one: &Occurrence, dataset: &Dataset, terms: &Terms) -> Item {
    let period = one.period;
    let last = clock::plus(period.to, terms.number(&GRACE, period.to));
    let pieces: Vec<&Evidence> = one.evidence.iter().filter_map(|id| dataset.evidence.get(id)).collect();
    let produced = |piece: &Evidence| piece.dates.extracted.map(|at| terms.day(at));
    let export = pieces.iter().find(|piece| piece.importer.is_some());
    let first: Option<(NaiveDate, &Evidence)> =
        pieces.iter().filter_map(|piece| Some((produced(piece)?, *piece))).min_by_key(|(day, piece)| (*day, piece.id));
    let undated = pieces.iter().find(|piece| produced(piece).is_none());
    let (state, what) = match (first, export, undated) {
        (Some((day, piece)), _, _) if day <= last && piece.importer.is_none() => {
            (State::Pass, format!("{} was produced on {day}", piece.id))
        }
        (_, Some(piece), _) => (State::Pass, format!("{} tells what happened at the time", piece.id)),
        (_, None, Some(piece)) => (State::NotDeterminable, format!("{} does not state when it was produced", piece.id)),
        (Some((day, piece)), None, None) => {
            let late = count(clock::between(last, day), "day");
            (State::Exception, format!("{} was produced on {day}, {late} late", piece.id))
        }
        (None, None, None) => (State::NotDeterminable, "no evidence is there any more".to_owned()),
    };
    let mut ids: Vec<_> = pieces.iter().map(|piece| piece.id).collect();
    ids.sort_by_key(|id| (first.is_none_or(|(_, piece)| piece.id != *id), *id));
    let proof = ids.into_iter().map(|evidence| Pointer { evidence, at: Position::File }).collect();
    let mut judged = item(&one.control, state, format!("{period}, evidence due by {last}: {what}"), proof);
    judged.steps = steps(one, version_of(dataset, one), dataset, terms);
    judged
}
