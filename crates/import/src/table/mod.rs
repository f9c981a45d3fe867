//! Tables of any origin to records, once it is known which column means what: one file a kind, and what cells mean.

pub(crate) mod access_review;
pub(crate) mod account;
pub(crate) mod acknowledgement;
pub(crate) mod application;
pub(crate) mod approved;
pub(crate) mod background_check;
pub(crate) mod backup;
mod cells;
pub(crate) mod change;
pub(crate) mod deploy;
mod form;
mod gateway;
pub(crate) mod grant;
pub(crate) mod incident;
pub(crate) mod person;
pub(crate) mod policy;
pub(crate) mod product;
pub(crate) mod recovery_test;
mod reference;
pub(crate) mod release;
pub(crate) mod risk_acceptance;
pub(crate) mod scan;
pub(crate) mod ticket;
pub(crate) mod training;
pub(crate) mod vendor;
pub(crate) mod vendor_control;
pub(crate) mod vendor_review;
pub(crate) mod vulnerability;
mod wide;
pub(crate) mod words;

pub(crate) use cells::Cells;
pub(crate) use form::{read_form, sniff_form, with_form};
pub(crate) use gateway::{json_sample, read_gateway, sniff_gateway};

use crate::{
    Head, Input, Match, ReadError, Sink,
    map::{self, Resolved, Sample, Wide},
    read::{
        csv::{self, Row, Rows},
        time,
    },
    vendor::scans::Scans,
};
use model::{Data, Kind, Position};
use std::collections::{BTreeMap, BTreeSet};

/// Whether a file is a table of a kind: the kind that fits best, and others that fit nearly as well with half its score.
pub(crate) fn sniff(head: &Head<'_>, kind: Kind) -> Match {
    rank(head.tables(), kind)
}

/// The place of a kind in a ranking.
pub(crate) fn rank(ranked: &[map::Guess], kind: Kind) -> Match {
    let best = ranked.first().map_or(0, |guess| guess.confidence);
    match ranked.iter().position(|guess| guess.map.kind == kind) {
        Some(0) => Match::Maybe(best.max(1)),
        Some(place) => match ranked.get(place).map(|guess| guess.confidence) {
            Some(near) if u16::from(near) * 4 >= u16::from(best) * 3 => Match::Maybe((near / 2).max(1)),
            _ => Match::No,
        },
        None => Match::No,
    }
}

/// Why a row that could be read is no record of its kind.
pub(crate) struct Refusal {
    /// The code of the problem.
    pub(crate) code: &'static str,
    /// Why.
    pub(crate) why: String,
    /// Whether lists of the kind have many such rows: those are counted by reason, and reported once.
    pub(crate) counted: bool,
}

/// What is remembered from row to row.
#[derive(Default)]
pub(crate) struct Memory {
    /// Persons that were put already.
    persons: BTreeSet<String>,
    /// The map of the persons that an account table tells of.
    people: Option<Resolved>,
    /// The columns that stand for a system each.
    systems: Vec<Wide>,
    /// Rows that are none, by reason.
    refused: BTreeMap<(&'static str, String), Tally>,
    /// The scans that findings tell of.
    scans: Scans,
}

/// Reasons that are counted apart; rows of more reasons are reported each.
const REASONS: usize = 50;

impl Memory {
    /// Notes that a row is none.
    fn refuse(&mut self, at: Position, refusal: Refusal, sink: &mut Sink<'_>) {
        let key = (refusal.code, refusal.why);
        if refusal.counted && (self.refused.len() < REASONS || self.refused.contains_key(&key)) {
            self.refused.entry(key).or_default().note(|| at);
        } else {
            sink.problem(at, key.0, key.1);
        }
    }

    /// Tells what is known at the end of the table.
    pub(crate) fn finish(self, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        for ((code, why), rows) in self.refused {
            rows.report(code, &format!("{why}; such rows were passed over"), sink);
        }
        self.scans.put(sink)
    }
}

/// Reads a whole table as records of one kind.
pub(crate) fn read(input: &mut Input<'_>, sink: &mut Sink<'_>, kind: Kind) -> Result<(), ReadError> {
    let name = input.name;
    let given = input.map;
    let mut rows = csv::open(input.reader, map::is_known)?;
    let sample = Sample::new(rows.layout().names.clone(), rows.layout().samples.clone());
    let mut resolved = map::resolve(&sample, kind, given)?;
    if resolved.system.is_none() {
        resolved.system = product::of(name);
    }
    if kind == Kind::VendorControl && resolved.system.is_none() && !resolved.columns.contains_key("vendor") {
        return Err(ReadError::NeedsMap { missing: vec!["vendor".to_owned()] });
    }
    resolved.heading = product::heading(name, &rows.layout().preamble);
    begin(&rows, &resolved, sink, kind);
    let systems = if matches!(kind, Kind::Account | Kind::Person) { sample.systems().to_vec() } else { Vec::new() };
    let mut memory = Memory { people: account::people(&sample, &resolved), systems, ..Memory::default() };
    let mut odd = Odd::default();
    while let Some(row) = rows.next_row()? {
        if !odd.is_blank(&row) && is_row(&row, &sample.names, sink) {
            put(&Cells::new(&row, &resolved, &sample.names), sink, kind, &mut memory)?;
        }
    }
    odd.report(sink);
    sink.facts.control_totals.insert("rows".to_owned(), rows.number().to_string());
    memory.finish(sink)
}

/// Whether tables of a kind show a moment.
pub(crate) fn is_standing(kind: Kind) -> bool {
    map::table(kind).is_some_and(|table| table.standing)
}

fn begin(rows: &Rows<'_>, resolved: &Resolved, sink: &mut Sink<'_>, kind: Kind) {
    sink.facts.snapshot = is_standing(kind);
    sink.facts.extracted = product::extracted(&rows.layout().preamble);
    for column in &resolved.assumed {
        let message = format!(
            "the dates in `{column}` do not tell whether day or month comes first; month first was assumed: set `day-first` in the column map if not"
        );
        sink.problem(Position::File, "date-order-assumed", message);
    }
    if !rows.layout().has_header {
        sink.problem(Position::File, "no-header", "no header row was found; columns are named by their place");
    }
}

/// Rows of one sort, reported once: the first of them, and how many.
#[derive(Default)]
struct Tally {
    first: Option<Position>,
    count: u64,
}

impl Tally {
    fn note(&mut self, at: impl FnOnce() -> Position) {
        self.first.get_or_insert_with(at);
        self.count += 1;
    }

    fn report(self, code: &'static str, what: &str, sink: &mut Sink<'_>) {
        if let Some(first) = self.first {
            sink.problem(first, code, format!("{what}: {}", self.count));
        }
    }
}

/// Rows without anything in them, and rows in another encoding, as whole files are.
#[derive(Default)]
struct Odd {
    blank: Tally,
    encoded: Tally,
}

impl Odd {
    /// Notes the row if it is odd; whether it is blank.
    fn is_blank(&mut self, row: &Row) -> bool {
        if row.damaged {
            self.encoded.note(|| row.at());
        }
        let blank = row.is_empty();
        if blank {
            self.blank.note(|| row.at());
        }
        blank
    }

    fn report(self, sink: &mut Sink<'_>) {
        self.encoded.report("not-utf-8", "bytes that are no UTF-8 were read as Windows-1252; such rows", sink);
        self.blank.report("blank-row", "rows with nothing in them were passed over", sink);
    }
}

/// Whether a row is one: repeated headers and footers are not; ragged rows are, and reported.
fn is_row(row: &Row, names: &[String], sink: &mut Sink<'_>) -> bool {
    if row.len() > 1 && row.cells().zip(names).all(|(cell, name)| cell.trim() == name) {
        sink.problem(row.at(), "repeated-header", "the header stands here again; the row was passed over");
        return false;
    }
    let footer = row.cells().find(|cell| !cell.trim().is_empty()).is_some_and(|cell| cell.contains([' ', ':']));
    if row.filled() == 1 && names.len() > 2 && (row.len() != names.len() || footer) {
        sink.problem(row.at(), "not-a-row", "the row has one cell only, as a remark or a total has; it was passed over");
        return false;
    }
    let beyond = row.cells().skip(names.len()).any(|cell| !cell.trim().is_empty());
    if beyond || row.len() < names.len() {
        let message = format!("the row has {} cells, the header {}; it was read by position", row.len(), names.len());
        sink.problem(row.at(), "ragged-row", message);
    }
    if row.cells().any(|cell| {
        cell.len() > 4096 && cell.matches('\n').count() > 20 && cell.matches(',').count() > cell.matches('\n').count()
    }) {
        sink.problem(row.at(), "open-quote", "a quote seems never to be closed: rows may have been swallowed by this one");
    }
    true
}

fn put(cells: &Cells<'_>, sink: &mut Sink<'_>, kind: Kind, memory: &mut Memory) -> Result<(), ReadError> {
    let Some(table) = map::table(kind) else { return Ok(()) };
    if let Some(refusal) = table.refuse.and_then(|refuse| refuse(cells)) {
        memory.refuse(cells.row.at(), refusal, sink);
        return Ok(());
    }
    let made = (table.make)(cells);
    if cells.seems_shifted() {
        let message = "the row has more cells than the header and they do not fit their columns: a separator stands unquoted in it; it was not read";
        sink.problem(cells.row.at(), "shifted-row", message);
        return Ok(());
    }
    cells.report(sink);
    let Some(data) = made else {
        sink.problem(cells.row.at(), "missing-field", "the row has nothing to know it by; it was not read");
        return Ok(());
    };
    if let Data::Vulnerability(found) = &data {
        vulnerability::note(found, &cells.row.at(), &mut memory.scans);
    }
    // A row with a column for each system tells of the accounts in them, not of one more without a system.
    if memory.systems.is_empty() || kind != Kind::Account {
        let all = table.several.map_or_else(|| vec![data.clone()], |several| several(cells, data.clone()));
        for data in all {
            cells.record(sink, data)?;
        }
    }
    wide::put(cells, &memory.systems, sink)?;
    account::put_person(cells, sink, memory)
}

/// Whether a cell says nothing.
pub(crate) fn blank(cell: &str) -> bool {
    time::is_blank(cell)
}
