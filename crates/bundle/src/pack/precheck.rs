//! What must hold before anything is written: every reference leads to evidence that is packed.

use crate::{BundleError, Contents, Identity};
use model::EvidenceId;
use std::collections::BTreeSet;

/// The identity may sign at the time of the bundle.
pub(super) fn validity(contents: &Contents, identity: &Identity) -> Result<(), BundleError> {
    let (from, to) = identity.validity();
    let at = contents.prepared_at;
    if identity.valid_at(at) { Ok(()) } else { Err(BundleError::Expired { from, to, at }) }
}

/// No number or evaluator twice, no pointer into nothing.
pub(super) fn contents(contents: &Contents) -> Result<(), BundleError> {
    let mut known = BTreeSet::new();
    for exhibit in &contents.evidence {
        if !known.insert(exhibit.evidence.id) {
            return Err(BundleError::DuplicateEvidence(exhibit.evidence.id));
        }
    }
    let check = |what: &dyn Fn() -> String, id: EvidenceId| {
        if known.contains(&id) { Ok(()) } else { Err(BundleError::Dangling { what: what(), id }) }
    };
    for occurrence in &contents.occurrences {
        for id in &occurrence.evidence {
            check(&|| format!("the occurrence {} of {}", occurrence.period, occurrence.control), *id)?;
        }
    }
    let mut evaluators = BTreeSet::new();
    for tested in &contents.evaluations {
        let evaluation = &tested.evaluation;
        if !evaluators.insert(crate::names::safe(&evaluation.evaluator, 60)) {
            return Err(BundleError::DuplicateEvaluation(evaluation.evaluator.clone()));
        }
        for item in &evaluation.items {
            for pointer in &item.proof {
                check(&|| format!("the result of {} about `{}`", evaluation.evaluator, item.subject), pointer.evidence)?;
            }
        }
        for id in evaluation.inputs.iter().flat_map(|input| &input.evidence) {
            check(&|| format!("an input of {}", evaluation.evaluator), *id)?;
        }
    }
    Ok(())
}
