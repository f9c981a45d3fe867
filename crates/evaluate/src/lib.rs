//! Records to findings: one file per exception.
//!
//! Evaluators are pure: the same dataset and terms give the same bytes. They know no criteria, no database and no
//! clock; the moment of judgement is part of the terms.

mod accepted;
mod accounts;
mod assets;
mod backups;
mod changes;
mod clock;
pub mod dataset;
mod evaluation;
pub mod evaluator;
pub mod evaluators;
mod gateway;
pub mod identity;
mod inputs;
mod join;
mod leavers;
mod numbers;
pub mod occurrences;
mod recovery;
mod rhythm;
mod run;
mod scanning;
mod tenure;
mod tickets;
mod vulnerabilities;
mod words;

pub use clock::{minus, plus};
pub use dataset::{Dataset, Sourced};
pub use evaluator::{About, Evaluator, Judge, LogAnswers, Query};
pub use identity::{IdentityMatch, identity_matches};
pub use inputs::{covered_days, holes};
pub use join::{Joins, join};
pub use occurrences::occurrences;
pub use run::{evaluate, parameters};
