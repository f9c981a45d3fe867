//! The tables of the map, one file each: what a row is, how it is read, how it is written.
//!
//! Every writing method appends to the activity chain. Contents of evidence and secrets stay out of it.

mod approved;
mod bundle;
mod control;
mod control_change;
mod engagement_change;
mod evidence;
mod finding;
mod keyed;
mod link;
mod log_part;
mod mention;
mod named;
mod parameter;
mod past;
mod pending;
mod problem;
mod record;
mod response;
mod run;
mod search;
mod secret;
mod trend;

pub use bundle::Bundle;
pub use control_change::{ControlAction, ControlChange, NewControlChange};
pub use engagement_change::EngagementChange;
pub use finding::{Acceptance, Assignment, Remark};
pub use link::{Link, LinkOrigin};
pub use log_part::{Derived, LogPart};
pub use past::{PastEngagement, PastId};
pub use record::{RecordRow, Records};
pub use response::Response;
pub use run::{ItemFilter, Run, RunId, Show};
pub use trend::RunHead;

pub(crate) use mention::fill as name_records;
pub(crate) use pending::Pending;
use pending::full;

use model::EvidenceId;

/// A part of a list: how many rows to leave out and how many to give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Rows left out.
    pub offset: u64,
    /// Most rows given.
    pub limit: u64,
}

impl Span {
    /// Everything.
    pub const ALL: Self = Self { offset: 0, limit: i64::MAX as u64 };
}

/// A part of a list with the length of the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// Rows of the whole list, as filtered.
    pub total: u64,
    /// The rows asked for.
    pub rows: Vec<T>,
}

/// Number of a row that belongs to evidence: the evidence above, the place within it below.
const fn place(evidence: EvidenceId, seq: u32) -> i64 {
    ((evidence.0 as i64) << 32) | seq as i64
}

/// First and last number that rows of the evidence can have.
const fn places(evidence: EvidenceId) -> (i64, i64) {
    (place(evidence, 0), place(evidence, u32::MAX))
}

/// A text to be found anywhere, as a pattern for `LIKE … ESCAPE '\'`.
fn pattern(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}
