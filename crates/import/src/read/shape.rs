//! Which container a text is in, for exports that come in several: told by the first character.

use crate::{
    Head,
    importer::{Input, ReadError},
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

impl Shape {
    /// The container of a file. A table of envelopes is JSON, and so is a blank file: neither is a table of a product.
    pub fn of(head: &Head<'_>) -> Self {
        match head.text().trim_start().as_bytes().first() {
            None | Some(b'{' | b'[') => Self::Json,
            Some(b'<') => Self::Xml,
            Some(_) if head.json().is_some() => Self::Json,
            Some(_) => Self::Table,
        }
    }
}

/// Reads with what the container needs; `read` gets the input from its first byte.
///
/// # Errors
/// As [`by`].
pub fn with<T>(input: &mut Input<'_>, read: impl FnOnce(Shape, &mut Input<'_>) -> Result<T, ReadError>) -> Result<T, ReadError> {
    by(input, Shape::of, read)
}

/// Reads by what `look` finds in the head of the file; `read` gets the input from its first byte.
///
/// # Errors
/// When the first bytes cannot be had; what `read` fails with.
pub fn by<F, T>(
    input: &mut Input<'_>,
    look: impl FnOnce(&Head<'_>) -> F,
    read: impl FnOnce(F, &mut Input<'_>) -> Result<T, ReadError>,
) -> Result<T, ReadError> {
    let mut first = Vec::new();
    Read::by_ref(&mut input.reader).take(Head::LENGTH as u64).read_to_end(&mut first)?;
    let found = look(&Head::new(input.name, &first, first.len() < Head::LENGTH));
    let mut all = Cursor::new(first).chain(&mut *input.reader);
    read(found, &mut Input { name: input.name, reader: &mut all, map: input.map })
}
