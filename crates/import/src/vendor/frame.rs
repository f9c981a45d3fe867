//! The frame of an importer: what is said of the file, its rows as JSON or as a table, and what says that it is cut.

use crate::{
    Head,
    importer::{Input, ReadError, Sink},
    read::{
        csv::product,
        encoding,
        fields::Fields,
        json::{self, Whole},
        ndjson, pages,
        source::Source,
    },
};
use model::Stamp;
use serde_json::{Map, Value};
use std::io::{Cursor, Read};

/// What an importer says of its export.
#[derive(Debug)]
pub struct Export {
    /// Product that wrote it.
    pub product: &'static str,
    /// Report, command or end point.
    pub report: &'static str,
    /// Whether it shows the state at one moment.
    pub snapshot: bool,
    /// Dotted paths of the lists of rows in its JSON.
    pub lists: &'static [&'static str],
    /// Whether its JSON is always one value a line, so that lines of text between them can be passed over.
    pub lines: bool,
    /// Columns by which its table is known, one entry a way to write them; empty where it has none.
    pub columns: &'static [&'static [&'static str]],
}

/// Takes a row of JSON or of the table.
pub type Each<'e> = dyn FnMut(Fields, &mut Sink<'_>) -> Result<(), ReadError> + 'e;

/// How much of the beginning is looked at to tell the two forms apart.
const PEEKED: u64 = 16 * 1024;

impl Export {
    /// Whether the head is its table.
    pub fn is_table(&self, head: &Head<'_>) -> bool {
        self.columns.iter().any(|columns| product::is_marked(head, columns))
    }

    /// How the table that begins so writes its columns.
    fn written(&self, start: &str) -> Option<&'static [&'static str]> {
        let found = self.columns.iter().find(|columns| columns.iter().all(|column| start.contains(column)));
        found.or(self.columns.first()).copied()
    }

    /// Whether the text begins with a row in one line, or with a line that is no JSON at all.
    fn is_line(&self, start: &str) -> bool {
        let line = start.trim_start().lines().next().unwrap_or_default().trim();
        match serde_json::from_str::<Map<String, Value>>(line) {
            Ok(object) => !self.lists.iter().any(|list| object.contains_key(*list)),
            Err(_) => !line.starts_with(['{', '[']),
        }
    }

    /// Reads all rows, whichever of the two forms the file has.
    ///
    /// # Errors
    /// What the readers and `each` fail with.
    pub fn read(&self, input: &mut Input<'_>, sink: &mut Sink<'_>, each: &mut Each<'_>) -> Result<Whole, ReadError> {
        sink.facts.product = Some(self.product.to_owned());
        sink.facts.report = Some(self.report.to_owned());
        sink.facts.snapshot = self.snapshot;
        let mut text = encoding::utf8(&mut *input.reader)?;
        let mut first = Vec::new();
        while first.trim_ascii().is_empty() && Read::by_ref(&mut text).take(PEEKED).read_to_end(&mut first)? > 0 {}
        let is_json = matches!(first.trim_ascii_start().first(), None | Some(b'{' | b'['));
        let is_line = self.is_line(&String::from_utf8_lossy(&first));
        let columns = self.written(&String::from_utf8_lossy(&first)).filter(|_| !is_json);
        let mut all = Cursor::new(first).chain(text);
        let mut input = Input { name: input.name, reader: &mut all, map: None };
        if let Some(columns) = columns {
            let around = product::objects(&mut input, columns, sink, each)?;
            return Ok(Whole { rows: around.rows, ..Whole::default() });
        }
        if self.lines && is_line {
            let mut source = Source::new(Box::new(&mut *input.reader));
            let mut whole = Whole::default();
            whole.take_in(ndjson::lines(&mut source, self.lists, sink, &mut |row, sink| each(Fields::from(row), sink))?);
            return Ok(whole);
        }
        let whole = json::rows(&mut input, self.lists, sink, &mut |row, sink| each(Fields::from(row), sink))?;
        sink.facts.declared_empty = whole.declared_empty;
        sink.facts.incomplete.extend(pages::incomplete(&whole));
        Ok(whole)
    }
}

/// The objects among the first lines of a head, for logs that hold other lines too.
pub fn first_lines<'h>(head: &'h Head<'_>) -> impl Iterator<Item = Value> + 'h {
    let lines = head.text().lines().take(200).filter(|line| line.trim_start().starts_with('{'));
    lines.filter_map(|line| serde_json::from_str(line.trim()).ok())
}

/// Takes a time of a source that writes UTC without saying so.
pub fn utc(row: &mut Fields, path: &str) -> Option<Stamp> {
    row.time(path).map(|stamp| match stamp {
        Stamp::Local(local) => Stamp::Instant(local.and_utc()),
        other => other,
    })
}

/// Adds the account, tenant or host of a row to those that the file is from; a few are named, many are not.
pub fn instance(sink: &mut Sink<'_>, name: Option<&str>) {
    let Some(name) = name.map(str::trim).filter(|name| !name.is_empty()) else { return };
    match &mut sink.facts.instance {
        None => sink.facts.instance = Some(name.to_owned()),
        Some(known) if known.split(", ").any(|one| one == name) => {}
        Some(known) if known.len() < 200 => *known = format!("{known}, {name}"),
        Some(_) => {}
    }
}

/// Opens a JSON text inside a value; others stay as they are.
pub fn opened(value: Value) -> Value {
    match &value {
        Value::String(text) if text.trim_start().starts_with(['{', '[']) => serde_json::from_str(text).unwrap_or(value),
        _ => value,
    }
}

/// A count of bytes or seconds.
pub fn count(row: &mut Fields, path: &str) -> Option<u64> {
    row.whole(path).and_then(|count| u64::try_from(count).ok())
}
