//! Exports that come as JSON and as a table: the first bytes tell which, and the rows are handed over alike.

use crate::{
    Head, ReadError, Sink,
    importer::Input,
    read::{
        csv::product,
        fields::Fields,
        json::{self, Whole},
    },
};
use std::io::{Cursor, Read};

/// Reads JSON with rows in any of `lists`, or a table whose header has all names of one of the sets of `marks`.
///
/// # Errors
/// Those of [`json::rows`] and [`product::objects`].
pub fn rows(
    input: &mut Input<'_>,
    lists: &'static [&'static str],
    marks: &[&[&str]],
    sink: &mut Sink<'_>,
    each: &mut product::Each<'_>,
) -> Result<Whole, ReadError> {
    let mut first = Vec::new();
    Read::by_ref(&mut input.reader).take(Head::LENGTH as u64).read_to_end(&mut first)?;
    let whole = first.len() < Head::LENGTH;
    let head = Head::new(input.name, &first, whole);
    // A table of envelopes is JSON inside of a table.
    let is_json = matches!(head.text().trim_start().as_bytes().first(), None | Some(b'{' | b'[')) || head.json().is_some();
    let known = marks.iter().find(|marks| !is_json && product::is_marked(&head, marks)).or(marks.first()).copied();
    let mut all = Cursor::new(first).chain(&mut *input.reader);
    let mut input = Input { name: input.name, reader: &mut all, map: input.map };
    match known {
        Some(marks) if !is_json => {
            let around = product::objects(&mut input, marks, sink, each)?;
            Ok(Whole { rows: around.rows, ..Whole::default() })
        }
        _ => json::rows(&mut input, lists, sink, &mut |row, sink| each(Fields::from(row), sink)),
    }
}
