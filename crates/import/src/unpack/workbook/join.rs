//! Sheets of one workbook that have the same columns, as one table.

use super::{Sheet, broken, head};
use crate::{Head, ReadError, map, read::csv};
use model::{Position, Problem};
use std::collections::{BTreeMap, BTreeSet};

/// The column that tells of which sheet a row is.
pub(crate) const SHEET: &str = "Sheet of the workbook";

/// The text of a table and what is not in it.
pub(super) struct Joined {
    /// Separated values.
    pub(super) text: Vec<u8>,
    /// What is to be told.
    pub(super) problems: Vec<Problem>,
}

/// The rows of a sheet under its header.
struct Table {
    names: Vec<String>,
    before: Vec<csv::Row>,
    rows: Vec<csv::Row>,
}

/// The chosen sheet with the rows of those that have its columns behind its own.
pub(super) fn join(name: &str, chosen: Sheet, others: Vec<Sheet>) -> Result<Joined, ReadError> {
    let header = header(&head(name, &chosen.text));
    let is_like = |sheet: &Sheet| {
        let Some(header) = &header else { return false };
        let theirs = self::header(&head(name, &sheet.text));
        sheet.how > crate::Match::No && theirs.is_some_and(|theirs| are_alike(header, &theirs))
    };
    let (alike, unlike): (Vec<Sheet>, Vec<Sheet>) = others.into_iter().partition(is_like);
    let mut problems: Vec<Problem> = unlike.iter().map(|sheet| unread(sheet, &chosen)).collect();
    if alike.is_empty() {
        return Ok(Joined { text: chosen.text, problems });
    }
    let first = table(&chosen)?;
    let mut names = first.names.clone();
    let mut all = vec![(chosen.name.clone(), first.rows, (0..names.len()).collect::<Vec<usize>>())];
    let mut next = all.iter().map(|(_, rows, _)| rows.len()).sum::<usize>() + 1;
    for sheet in &alike {
        let Table { names: theirs, rows, .. } = table(sheet)?;
        let rows: Vec<csv::Row> = rows.into_iter().filter(|row| !row.is_empty()).collect();
        problems.push(added(sheet, &chosen, rows.len(), next));
        next += rows.len();
        all.push((sheet.name.clone(), rows, places(&theirs, &mut names)));
    }
    Ok(Joined { text: written(&first.before, &names, &all)?, problems })
}

/// The place of each column among all names; those that are new come last.
fn places(theirs: &[String], names: &mut Vec<String>) -> Vec<usize> {
    let mut known: BTreeMap<String, usize> = names.iter().enumerate().map(|(at, name)| (folded(name), at)).collect();
    let place = |name: &String| {
        *known.entry(folded(name)).or_insert_with(|| {
            names.push(name.clone());
            names.len() - 1
        })
    };
    theirs.iter().map(place).collect()
}

fn written(before: &[csv::Row], names: &[String], all: &[(String, Vec<csv::Row>, Vec<usize>)]) -> Result<Vec<u8>, ReadError> {
    let failed = |error: ::csv::Error| broken(&error.to_string());
    let mut out = ::csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for row in before {
        out.write_record(row.cells()).map_err(failed)?;
    }
    out.write_record(names.iter().map(String::as_str).chain([SHEET])).map_err(failed)?;
    for (sheet, rows, places) in all {
        for row in rows {
            // Blank rows stay, so that numbers agree.
            if row.is_empty() {
                out.write_record([""]).map_err(failed)?;
                continue;
            }
            let mut line = vec![""; names.len() + 1];
            for (cell, place) in row.cells().zip(places) {
                if let Some(slot) = line.get_mut(*place) {
                    *slot = cell;
                }
            }
            if let Some(slot) = line.last_mut() {
                *slot = sheet;
            }
            out.write_record(line).map_err(failed)?;
        }
    }
    out.into_inner().map_err(|error| broken(&error.to_string()))
}

fn table(sheet: &Sheet) -> Result<Table, ReadError> {
    let mut reader = sheet.text.as_slice();
    let (layout, before, rows) = csv::whole(&mut reader, map::is_known)?;
    Ok(Table { names: layout.names, before, rows })
}

/// The words of a sheet's column names; none where it has no header.
fn header(head: &Head<'_>) -> Option<BTreeSet<String>> {
    let layout = head.layout().filter(|layout| layout.has_header && layout.names.len() > 1)?;
    Some(layout.names.iter().map(|name| folded(name)).collect())
}

fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Whether two headers are of one form: most names of the longer one are in both.
fn are_alike(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    one.intersection(other).count() * 3 >= one.len().max(other.len()) * 2
}

fn added(sheet: &Sheet, chosen: &Sheet, rows: usize, from: usize) -> Problem {
    let message = format!(
        "sheet `{}` has the columns of sheet `{}`: its {rows} rows were read with it and are counted from row {from} on",
        sheet.name, chosen.name
    );
    Problem { at: Position::File, code: "sheet-added".to_owned(), message }
}

fn unread(sheet: &Sheet, chosen: &Sheet) -> Problem {
    let message = format!(
        "sheet `{}` has {} rows and was not read, sheet `{}` was: save it as a file of its own if it matters",
        sheet.name, sheet.rows, chosen.name
    );
    Problem { at: Position::File, code: "sheet-not-read".to_owned(), message }
}
