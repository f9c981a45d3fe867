//! Large logs as encrypted columns, with SQL over them.
//!
//! Why it exists: a gateway log has millions of rows with prompts in full. Rows of that number are scanned, never looked
//! up one by one, so they live as columns in encrypted Parquet files beside the vault, and evaluators say in SQL what
//! they look for. Where the SQL runs is decided here and nowhere else.
//!
//! What it must not do: know evaluators, criteria or the vault's database (which parts exist is the caller's to
//! remember), write plaintext to disk in any form, draw a time, or open a socket. No other crate names the engine.
//!
//! # Files
//! A part holds rows of one piece of evidence in one table ([`TABLES`]); many rows are in several. It is one file `<name>.parquet`: Parquet
//! modular encryption, AES-256-GCM, with the footer encrypted too, so that not even column names or counts can be read. Each
//! part has a key of its own, derived by HKDF-SHA256 from the store's
//! key and the part's random name; the name is also authenticated with every page, so parts cannot be exchanged or
//! renamed. A file being written is called `<name>.partial` and becomes a part by a rename after it is on disk.
//! Beside each part lies `<name>.ids`, which tells in which rows an id stands.
//! Key material inside the Parquet library is plain memory that it does not wipe.
//!
//! # Memory
//! Writing holds one row group of each table and encodes on a thread of its own. Queries share one limit. What sorting and grouping need beyond it goes to
//! `<name>.spill`, encrypted under a key that is never stored; what cannot be put aside (the smaller side of a join, an answer
//! with too many rows) is refused with [`LogsError::Memory`].
//!
//! # Answers
//! Rows come in no order unless the query says `ORDER BY`; sums of floating-point columns can differ in the last digit
//! between runs. There is no clock and no randomness in the SQL: `now()`, `current_date`, `random()` and the like are
//! unknown functions.

mod answer;
mod check;
mod columns;
mod derive;
mod detect;
mod engine;
mod error;
mod few;
mod finds;
mod functions;
mod ids;
mod key;
mod lookup;
mod part;
mod plain;
mod predicate;
mod schema;
mod spill;
mod store;
mod texts;
mod writer;

pub use error::LogsError;
pub use functions::functions;
pub use part::Part;
pub use plain::{PlainFile, PlainLogs, PlainTable, engine};
pub use predicate::predicate;
pub use schema::{Column, FINDING, TABLES, Table};
pub use store::{Logs, Settings};
pub use writer::Writer;
