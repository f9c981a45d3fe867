//! JSON lines: one value a line. A line that is broken is a problem; the others are read.

use crate::{
    importer::{ReadError, Sink},
    read::{
        encoding,
        envelope::{self, Held},
        json::{Beside, Each, Row},
        source::{Line, Source},
    },
};
use model::Position;
use serde_json::Value;

/// Reads the lines that are left in `source`, each an object; gives what they held.
///
/// # Errors
/// When the bytes cannot be had, and what `each` fails with.
pub fn lines(
    source: &mut Source<'_>,
    lists: &[&'static str],
    sink: &mut Sink<'_>,
    each: &mut Each<'_>,
) -> Result<Held, ReadError> {
    let mut all = Held::default();
    while source.line(&mut |number, line| match line {
        Line::Bytes(bytes) => one(number, bytes, lists, sink, each, &mut all),
        Line::TooLarge => {
            too_large(number, sink);
            Ok(())
        }
    })? {}
    Ok(all)
}

pub(super) fn too_large(number: u64, sink: &mut Sink<'_>) {
    sink.problem(Position::Line(number), "too-large", "the line is larger than 64 MiB and was passed over");
}

/// Reads one line; adds what it held.
pub(super) fn one(
    number: u64,
    line: &[u8],
    lists: &[&'static str],
    sink: &mut Sink<'_>,
    each: &mut Each<'_>,
    all: &mut Held,
) -> Result<(), ReadError> {
    let bytes = line.trim_ascii();
    if bytes.is_empty() {
        return Ok(());
    }
    let at = Position::Line(number);
    let Some(value) = value(bytes, &at, sink) else { return Ok(()) };
    let beside = Beside::default();
    let (is_one, is_page) = (envelope::is_one(&value), envelope::is_page(&value, lists));
    let row = Row { at, list: "", value, beside: &beside };
    if is_one {
        all.add(envelope::open(row, lists, sink, each)?);
    } else if is_page {
        all.add(envelope::page(row, lists, sink, each)?);
    } else {
        all.rows += 1;
        each(row, sink)?;
    }
    Ok(())
}

/// The object of a line; what is none is a problem.
fn value(bytes: &[u8], at: &Position, sink: &mut Sink<'_>) -> Option<Value> {
    let parsed = serde_json::from_slice(bytes).or_else(|error| {
        let (text, damaged) = encoding::text(bytes);
        if !damaged {
            return Err(error);
        }
        sink.problem(at.clone(), "damaged-text", "bytes that are no UTF-8 were replaced by \u{FFFD}");
        serde_json::from_str(&text)
    });
    match parsed {
        Ok(value @ Value::Object(_)) => Some(value),
        Ok(_) => {
            sink.problem(at.clone(), "not-a-row", "the line is JSON but no object; it was passed over");
            None
        }
        Err(error) => {
            sink.problem(at.clone(), "not-json", format!("the line is no JSON and was passed over: {error}"));
            None
        }
    }
}
