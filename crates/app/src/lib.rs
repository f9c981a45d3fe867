//! Use cases: the only crate that combines the others.
//!
//! Each use case is a function over a [`Session`] with plain arguments and a plain answer; the command line and the
//! window are adapters over them. What crosses to the window is declared in [`contract`]. This crate draws nothing,
//! prints nothing and opens no window.

pub mod answers;
mod asks;
mod batch;
pub mod bundle;
mod cells;
pub mod contract;
pub mod control_set;
pub mod controls;
pub mod crosswalk;
mod dataset;
pub mod demo;
mod dropped;
pub mod engagement;
pub mod error;
pub mod evaluation;
pub mod evidence;
pub mod explain;
mod failure;
pub mod findings;
pub mod framework;
mod history;
mod intake;
mod items;
pub mod logs;
pub mod map;
mod moments;
mod originals;
pub mod overview;
pub mod own_checks;
pub mod people;
mod plan;
pub mod preview;
pub mod records;
pub mod registry;
mod report;
pub mod results;
pub mod scanning;
mod session;
pub mod sources;
mod storing;
mod tally;
pub mod terms;
mod timeline;
pub mod vault;
mod words;

pub use error::{AppError, Code};
pub use session::Session;
