//! Which container a text is in, for importers of exports that come in several: told by the first character.

use crate::{
    importer::{Input, ReadError},
    read::encoding,
};
use std::io::{Cursor, Read};

/// A container.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// JSON or JSON lines.
    Json,
    /// XML.
    Xml,
    /// Anything else: separated values.
    Table,
}

/// How many bytes are looked at; blank ones may stand before the first character.
const LOOKED_AT: u64 = 1024;

/// Reads with what the container needs; `read` gets the input from its first byte.
///
/// # Errors
/// When the first bytes cannot be had; what `read` fails with.
pub fn with<T>(input: &mut Input<'_>, read: impl FnOnce(Shape, &mut Input<'_>) -> Result<T, ReadError>) -> Result<T, ReadError> {
    let mut first = Vec::new();
    input.reader.take(LOOKED_AT).read_to_end(&mut first)?;
    let shape = match encoding::head(&first).trim_start().chars().next() {
        Some('{' | '[') => Shape::Json,
        Some('<') => Shape::Xml,
        _ => Shape::Table,
    };
    let mut whole = Cursor::new(first).chain(&mut *input.reader);
    read(shape, &mut Input { name: input.name, reader: &mut whole, map: input.map })
}
