//! The first JSON document of a text that may be cut off or broken somewhere: what stands before that place.
//!
//! For recognition only. Records are never made of an outline.

use serde_json::Value;

/// The first array or object of a text, without what is incomplete at its end; none where the text begins otherwise.
pub fn outline(text: &str) -> Option<Value> {
    let text = text.trim_start();
    if !text.starts_with(['{', '[']) {
        return None;
    }
    let (document, whole) = first_document(text);
    if whole {
        match serde_json::from_str(document) {
            Ok(value) => return Some(value),
            Err(error) => return parse(document.get(..offset(document, &error)).unwrap_or_default()),
        }
    }
    parse(document).or_else(|| {
        let error = serde_json::from_str::<Value>(document).err()?;
        parse(document.get(..offset(document, &error)).unwrap_or_default())
    })
}

/// The second line of JSON lines whose first line is broken; none for any other text.
pub fn second_line(text: &str) -> Option<Value> {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let (first, second) = (lines.next()?, lines.next()?);
    if !first.starts_with('{') || !second.starts_with('{') || serde_json::from_str::<Value>(first).is_ok() {
        return None;
    }
    serde_json::from_str(second).ok()
}

/// The text up to the end of the first document, and whether that end was found.
fn first_document(text: &str) -> (&str, bool) {
    let mut scan = Scan::default();
    for (index, byte) in text.bytes().enumerate() {
        scan.step(byte);
        if scan.open.is_empty() {
            return (text.get(..=index).unwrap_or(text), true);
        }
    }
    (text, false)
}

/// Parses what is complete of a text: cut after the last complete value, every open bracket closed.
fn parse(text: &str) -> Option<Value> {
    let mut scan = Scan::default();
    let mut cut = 0;
    for (index, byte) in text.bytes().enumerate() {
        let inside = scan.string;
        scan.step(byte);
        match byte {
            b',' if !inside => cut = index,
            b'{' | b'[' | b'}' | b']' if !inside => cut = index + 1,
            _ => {}
        }
    }
    let kept = text.get(..cut)?;
    let mut scan = Scan::default();
    kept.bytes().for_each(|byte| scan.step(byte));
    let closers: String = scan.open.iter().rev().map(|byte| char::from(*byte)).collect();
    serde_json::from_str(&format!("{kept}{closers}")).ok()
}

/// Brackets that are open, and whether the scan is inside a string.
#[derive(Default)]
struct Scan {
    open: Vec<u8>,
    string: bool,
    escaped: bool,
}

impl Scan {
    fn step(&mut self, byte: u8) {
        if self.escaped {
            self.escaped = false;
            return;
        }
        match byte {
            b'\\' if self.string => self.escaped = true,
            b'"' => self.string = !self.string,
            _ if self.string => {}
            b'{' => self.open.push(b'}'),
            b'[' => self.open.push(b']'),
            b'}' | b']' => drop(self.open.pop()),
            _ => {}
        }
    }
}

/// Where in a text an error stands, in bytes; its beginning where that cannot be told.
fn offset(text: &str, error: &serde_json::Error) -> usize {
    let lines = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len);
    let mut offset = (lines.sum::<usize>() + error.column().saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}
