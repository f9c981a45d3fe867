//! Where the header of a table is and what separates its cells.

use super::Known;
use crate::read::time;
use std::collections::{BTreeMap, BTreeSet};

/// Rows of the head that are looked at.
const LOOKED_AT: usize = 60;
/// Rows among which the header is sought.
const HEADER_WITHIN: usize = 25;
/// Delimiters, the usual first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// How a table is laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// What separates cells.
    pub delimiter: u8,
    /// Column names: trimmed, unique, `column 3` where blank.
    pub names: Vec<String>,
    /// What stood before the header, row by row.
    pub preamble: Vec<Vec<String>>,
    /// Records before the first data row: the preamble and the header, if it has one.
    pub skip: usize,
    /// Whether it has a header; if not, the names are `column 1`, `column 2`.
    pub has_header: bool,
    /// The first data rows.
    pub samples: Vec<Vec<String>>,
}

/// Finds the layout in the first text of a file; none where there is no table.
pub fn layout(text: &str, whole: bool, known: Known) -> Option<Layout> {
    let given = text.get(..5).filter(|start| start.get(..4).is_some_and(|sep| sep.eq_ignore_ascii_case("sep=")));
    let candidates: Vec<u8> = match given.and_then(|start| start.as_bytes().get(4).copied()) {
        Some(delimiter) => vec![delimiter],
        None => DELIMITERS.to_vec(),
    };
    let tried = candidates.into_iter().filter_map(|delimiter| attempt(text, whole, delimiter, given.is_some(), known));
    // The first of equals: `max_by` would take the last.
    tried
        .fold(None, |best: Option<(f64, Layout)>, next| match best {
            Some(best) if best.0 >= next.0 => Some(best),
            _ => Some(next),
        })
        .map(|(_, layout)| layout)
}

/// Whether a cell is a column name, runs of blanks aside.
pub(super) fn is_same(cell: &str, name: &str) -> bool {
    cell.split_whitespace().eq(name.split_whitespace())
}

/// The rows among which a header can stand, by each of the delimiters.
pub(crate) fn first_rows(text: &str, whole: bool) -> Vec<Vec<Vec<String>>> {
    let first = |&delimiter: &u8| rows(text, whole, delimiter).into_iter().take(HEADER_WITHIN).collect();
    DELIMITERS.iter().map(first).collect()
}

/// Finds the layout of a table whose header has all of these names; none where no row of the first ones has.
pub(super) fn marked(text: &str, whole: bool, marks: &[&str]) -> Option<Layout> {
    DELIMITERS.iter().find_map(|&delimiter| {
        let rows = rows(text, whole, delimiter);
        let is_header = |row: &Vec<String>| marks.iter().all(|mark| row.iter().any(|cell| is_same(cell, mark)));
        let at = rows.iter().take(HEADER_WITHIN).position(is_header)?;
        let first = rows.get(at)?;
        Some(Layout {
            delimiter,
            names: unique(first, first.len()),
            preamble: rows.get(..at).unwrap_or_default().to_vec(),
            skip: at + 1,
            has_header: true,
            samples: rows.get(at + 1..).unwrap_or_default().to_vec(),
        })
    })
}

fn attempt(text: &str, whole: bool, delimiter: u8, given: bool, known: Known) -> Option<(f64, Layout)> {
    let rows = rows(text, whole, delimiter);
    let width = usual_width(&rows)?;
    let (at, score) = header(&rows, width, usize::from(given), known)?;
    let same = rows.iter().filter(|row| row.len() == width).count();
    let share = ratio(same, rows.len());
    let has_header = score.is_header();
    let skip = if has_header { at + 1 } else { at };
    let first = rows.get(at)?;
    let names = if has_header { unique(first, width) } else { (1..=width).map(|n| format!("column {n}")).collect() };
    let layout = Layout {
        delimiter,
        names,
        preamble: rows.get(..at).unwrap_or_default().to_vec(),
        skip,
        has_header,
        samples: rows.get(skip..).unwrap_or_default().to_vec(),
    };
    Some((share * share * ratio(width, 1).ln() + score.known, layout))
}

/// The first records; the last one is left out where the text may be cut off in it.
fn rows(text: &str, whole: bool, delimiter: u8) -> Vec<Vec<String>> {
    let mut reader = super::builder(delimiter).from_reader(text.as_bytes());
    let records = reader.records().map_while(Result::ok).take(LOOKED_AT);
    let mut rows: Vec<Vec<String>> = records.map(|record| record.iter().map(str::to_owned).collect()).collect();
    if !whole && rows.len() < LOOKED_AT && rows.len() > 1 {
        rows.pop();
    }
    rows
}

/// The number of cells that most rows have, the greater where two are as frequent.
fn usual_width(rows: &[Vec<String>]) -> Option<usize> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty())) {
        *counts.entry(row.len()).or_default() += 1;
    }
    counts.into_iter().max_by_key(|&(width, count)| (count, width)).map(|(width, _)| width)
}

/// How much a row looks like a header.
#[derive(Debug, Clone, Copy)]
struct Looks {
    filled: f64,
    alike: f64,
    known: f64,
}

impl Looks {
    fn total(self) -> f64 {
        self.filled + self.alike + 1.5 * self.known
    }

    fn is_header(self) -> bool {
        self.known > 0.0 && self.alike > 0.3 || self.alike > 0.65
    }
}

fn header(rows: &[Vec<String>], width: usize, from: usize, known: Known) -> Option<(usize, Looks)> {
    let mut best: Option<(usize, Looks, f64)> = None;
    for (at, row) in rows.iter().enumerate().take(HEADER_WITHIN).skip(from) {
        let looks = looks(row, width, known);
        let total = looks.total() - 0.02 * ratio(at, 1);
        if best.as_ref().is_none_or(|(_, _, most)| total > *most) {
            best = Some((at, looks, total));
        }
    }
    best.map(|(at, looks, _)| (at, looks))
}

fn looks(row: &[String], width: usize, known: Known) -> Looks {
    let filled: Vec<&str> = row.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
    let alike = filled.iter().filter(|cell| is_like_a_name(cell)).count();
    let hits = filled.iter().filter(|cell| known(cell)).count();
    let distinct = filled.iter().collect::<BTreeSet<_>>().len();
    Looks {
        filled: ratio(filled.len(), width).min(1.0),
        alike: ratio(alike.min(distinct), filled.len()),
        known: ratio(hits, filled.len()),
    }
}

/// Whether a cell could name a column: short words, no number, date, address or truth value.
fn is_like_a_name(cell: &str) -> bool {
    let is_value = cell.len() > 80
        || cell.contains(['@', '\\'])
        || cell.contains("://")
        || !cell.chars().any(char::is_alphabetic)
        || ["true", "false", "yes", "no"].iter().any(|word| word.eq_ignore_ascii_case(cell));
    !is_value && time::read(cell, time::Order::MonthFirst).stamp().is_none()
}

fn unique(cells: &[String], width: usize) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let blank = String::new();
    let padded = cells.iter().chain(std::iter::repeat_n(&blank, width.saturating_sub(cells.len())));
    let mut names = Vec::new();
    for (index, cell) in padded.enumerate() {
        let trimmed = cell.split_whitespace().collect::<Vec<_>>().join(" ").trim_matches('"').to_owned();
        let name = if trimmed.is_empty() { format!("column {}", index + 1) } else { trimmed };
        let count = seen.entry(name.clone()).or_default();
        *count += 1;
        names.push(if *count == 1 { name } else { format!("{name} ({count})") });
    }
    names
}

#[expect(clippy::cast_precision_loss, reason = "small counts")]
fn ratio(part: usize, of: usize) -> f64 {
    if of == 0 { 0.0 } else { part as f64 / of as f64 }
}
