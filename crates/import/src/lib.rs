//! Bytes to records: recognises exports and reads them.
//!
//! Importers are constants and functions in one sorted list. They see a reader and a sink, nothing else: no file
//! system, database, clock or network. Reading never fails as a whole because of a row.

pub mod control_set;
pub mod head;
pub mod importer;
pub mod importers;
pub mod map;
pub mod read;
pub mod severity;
pub mod sniff;
mod table;
pub mod unpack;
pub mod vendor;

pub use head::Head;
pub use importer::{About, Importer, Input, Match, ReadError, Receiver, Sink, Stopped};
pub use map::{ColumnMap, Field, Guess};
pub use sniff::{Candidate, recognise};

use std::num::NonZero;

/// Reads a whole file with an importer into a receiver and tells what was learnt of the file.
///
/// # Errors
/// See [`ReadError`]. After an error nothing that the receiver took may be kept. A file that gives no record is
/// [`ReadError::NothingRead`] unless it says of itself that it is empty ([`model::Facts::declared_empty`]).
pub fn read(importer: &Importer, input: &mut Input<'_>, receiver: &mut dyn Receiver) -> Result<model::Facts, ReadError> {
    read_on(NonZero::<usize>::MIN, importer, input, receiver)
}

/// Reads as [`read`] does, on so many threads where the importer's rows say nothing about each other. The receiver is called
/// on this thread and gets the same in the same order, however many there are.
///
/// # Errors
/// As [`read`].
pub fn read_on(
    threads: NonZero<usize>,
    importer: &Importer,
    input: &mut Input<'_>,
    receiver: &mut dyn Receiver,
) -> Result<model::Facts, ReadError> {
    let mut sink = Sink::new(receiver);
    sink.threads = threads;
    (importer.read)(input, &mut sink)?;
    if sink.records() == 0 && !sink.facts.declared_empty {
        return Err(ReadError::NothingRead);
    }
    sink.date_by_name(input.name);
    Ok(sink.facts)
}
