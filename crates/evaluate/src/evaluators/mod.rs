//! One file per exception, and the list of all.

use crate::evaluator::Evaluator;

/// Every evaluator, sorted by id.
pub const ALL: &[&Evaluator] = &[];
