//! JSON lines: one value a line. A line that is broken is a problem; the others are read.

use crate::{
    importer::{ReadError, Sink},
    read::{
        encoding, envelope,
        json::{Beside, Each, Row},
        source::{Line, Source},
    },
};
use model::Position;
use serde_json::Value;

/// Reads the lines that are left in `source`, each an object; gives how many rows there were.
///
/// # Errors
/// When the bytes cannot be had, and what `each` fails with.
pub fn lines(
    source: &mut Source<'_>,
    lists: &[&'static str],
    sink: &mut Sink<'_>,
    each: &mut Each<'_>,
) -> Result<u64, ReadError> {
    let beside = Beside::default();
    let mut rows = 0;
    let mut take = |number: u64, line: Line<'_>| {
        let Line::Bytes(bytes) = line else {
            sink.problem(Position::Line(number), "too-large", "the line is larger than 64 MiB and was passed over");
            return Ok(());
        };
        let bytes = bytes.trim_ascii();
        if bytes.is_empty() {
            return Ok(());
        }
        let at = Position::Line(number);
        match value(bytes, &at, sink) {
            Some(value) if envelope::is_one(&value) => {
                rows += envelope::open(Row { at, list: "", value, beside: &beside }, lists, sink, each)?;
                Ok(())
            }
            Some(value) if envelope::is_page(&value, lists) => {
                rows += envelope::page(Row { at, list: "", value, beside: &beside }, lists, sink, each)?;
                Ok(())
            }
            Some(value) => {
                rows += 1;
                each(Row { at, list: "", value, beside: &beside }, sink)
            }
            None => Ok(()),
        }
    };
    while source.line(&mut take)? {}
    Ok(rows)
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
