//! Bytes to records: recognises exports and reads them.
//!
//! Importers are constants and functions in one sorted list. They see a reader and a sink, nothing else: no file
//! system, database, clock or network. Reading never fails as a whole because of a row.

pub mod importer;
pub mod importers;
pub mod map;
pub mod read;
pub mod sniff;

pub use importer::{About, Head, Importer, Input, Match, ReadError, Receiver, Sink, Stopped};
pub use map::{ColumnMap, Field, Guess};
pub use sniff::{Candidate, recognise};
