//! The log store as its callers use it: real files, the real engine.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

mod asking;
mod lookup;
mod safety;
mod support;
mod tables;
mod writing;
