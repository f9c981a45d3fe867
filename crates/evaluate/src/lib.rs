//! Records to findings: one file per exception.
//!
//! Evaluators are pure: the same dataset and terms give the same bytes. They know no criteria, no database and no
//! clock; the moment of judgement is part of the terms.

pub mod dataset;
pub mod evaluator;
pub mod evaluators;

pub use dataset::{Dataset, Sourced};
pub use evaluator::{About, Evaluator, Judge, LogAnswers, Query};
