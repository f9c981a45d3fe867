//! Records to findings: one file per exception.
//!
//! Evaluators are pure: the same dataset and terms give the same bytes. They know no criteria, no database and no
//! clock; the moment of judgement is part of the terms.

mod accepted;
mod accesses;
mod accounts;
mod approvals;
mod approved;
mod assets;
mod backups;
mod changes;
mod clock;
mod criteria;
pub mod dataset;
mod deploys;
mod entries;
mod evaluation;
pub mod evaluator;
pub mod evaluators;
mod exposed;
mod first_seen;
mod gateway;
mod held;
mod holders;
pub mod identity;
mod incidents;
mod inputs;
mod join;
mod leavers;
mod live;
mod numbers;
pub mod occurrences;
mod policies;
mod privacy;
mod reconcile;
mod recovery;
mod references;
mod releases;
mod requests;
mod retention;
mod reviews;
mod rhythm;
mod run;
mod scanning;
mod staff;
mod tenure;
mod tickets;
mod tie_out;
mod traces;
mod vendors;
mod vulnerabilities;
mod words;

pub use clock::{minus, plus};
pub use dataset::{Dataset, Sourced};
pub use evaluator::{About, Evaluator, Judge, LogAnswers, Query};
pub use exposed::CREDENTIAL_IN_EVIDENCE;
pub use gateway::FAILED;
pub use identity::{IdentityMatch, identity_matches};
pub use inputs::{covered_days, holes};
pub use join::{Joins, join};
pub use live::Live;
pub use occurrences::occurrences;
pub use run::{evaluate, parameters};
