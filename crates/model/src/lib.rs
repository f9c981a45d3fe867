//! The nouns of Fieldwork: evidence, records, controls, findings, time.
//!
//! Every other crate speaks in these types, so they live where nothing else can be reached from: no file, clock,
//! network, database or window. What is here must be plain data that can be compared, printed and serialised.

pub mod check;
pub mod control;
pub mod engagement;
pub mod evidence;
pub mod finding;
pub mod gateway;
pub mod naming;
pub mod position;
pub mod record;
pub mod search;
pub mod secret;
pub mod terms;
pub mod time;

pub use check::OwnCheck;
pub use control::{Cadence, Category, Control, Criterion, Nature, Occurrence, OccurrenceState};
pub use engagement::{AuditType, Dismissal, Engagement, IdentityDecision, Scope, SourceSystem, TeamMember};
pub use evidence::{Evidence, EvidenceId, Facts, FourDates, Ipe, Problem, Sha256};
pub use finding::{Evaluation, Filter, Input, Item, State, Step, UsedParameter};
pub use gateway::{Cell, GatewayRow, LogRows};
pub use naming::system_in;
pub use position::{Pointer, Position};
pub use record::{Data, Kind, Record};
pub use search::{CredentialSearch, FoundCredential};
pub use secret::Secret;
pub use terms::{Approved, Effective, ParameterSpec, Terms};
pub use time::{Period, Stamp};
