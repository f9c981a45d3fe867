//! A row of a table through its map: cells by field, typed, with what could not be read as problems.

use crate::{
    importer::{ReadError, Sink},
    map::Resolved,
    read::{
        csv::Row,
        time::{self, Order, Reading},
    },
    table::{product, words},
    unpack::SHEET,
};
use chrono::{TimeZone, Utc};
use chrono_tz::Tz;
use model::{Data, Stamp, gateway::Extra};
use serde_json::Value;
use std::cell::RefCell;

/// A row with the columns of its fields.
pub(crate) struct Cells<'r> {
    /// The row.
    pub(crate) row: &'r Row,
    map: &'r Resolved,
    names: &'r [String],
    kept: RefCell<Vec<usize>>,
    dropped: RefCell<Vec<usize>>,
    problems: RefCell<Vec<(&'static str, String)>>,
}

impl<'r> Cells<'r> {
    /// A row of a table with these column names.
    pub(crate) fn new(row: &'r Row, map: &'r Resolved, names: &'r [String]) -> Self {
        Self { row, map, names, kept: RefCell::default(), dropped: RefCell::default(), problems: RefCell::default() }
    }

    /// The same row through another map.
    pub(crate) fn through(&self, map: &'r Resolved) -> Self {
        Self::new(self.row, map, self.names)
    }

    /// Whether a column means the field.
    pub(crate) fn has(&self, id: &str) -> bool {
        self.map.columns.contains_key(id)
    }

    /// Whether a column means any of the fields.
    pub(crate) fn has_any(&self, ids: &[&str]) -> bool {
        ids.iter().any(|id| self.has(id))
    }

    /// The header of a field's column.
    pub(crate) fn header(&self, id: &str) -> &'r str {
        self.map.columns.get(id).and_then(|column| self.names.get(*column)).map_or("", String::as_str)
    }

    /// The cell as it stands, trimmed; none where no column means the field.
    pub(crate) fn raw(&self, id: &str) -> Option<&'r str> {
        self.map.columns.get(id).map(|column| self.row.cell(*column))
    }

    /// The cell, unless it says nothing.
    pub(crate) fn word(&self, id: &str) -> Option<&'r str> {
        self.raw(id).filter(|cell| !time::is_blank(cell))
    }

    /// The cell as owned text, unless it says nothing.
    pub(crate) fn text(&self, id: &str) -> Option<String> {
        self.word(id).map(str::to_owned)
    }

    /// A truth value; another word is kept among the extras.
    pub(crate) fn truth(&self, id: &str) -> Option<bool> {
        self.reads(id, words::boolean)
    }

    /// What a function makes of the cell; where it makes nothing of it, the cell is kept among the extras.
    pub(crate) fn reads<T>(&self, id: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let cell = self.raw(id).filter(|cell| !cell.is_empty())?;
        let found = read(cell);
        if found.is_none() || words::boolean(cell).is_none() {
            self.keep(id);
        }
        found
    }

    /// A time; one that cannot be read is a problem and kept among the extras.
    pub(crate) fn stamp(&self, id: &str) -> Option<Stamp> {
        let column = *self.map.columns.get(id)?;
        let cell = self.row.cell(column);
        match time::read(cell, self.map.orders.get(column).copied().unwrap_or(Order::MonthFirst)) {
            Reading::At(stamp) => Some(self.zoned(column, stamp)),
            Reading::Blank => None,
            Reading::Unreadable => {
                let message = format!("column `{}` holds no time that can be read; it was left blank", self.header(id));
                self.problem("bad-date", message);
                self.keep(id);
                None
            }
        }
    }

    /// A time, in a column where words may stand for whether it came (`overdue`, `yes`): these are kept among the extras.
    pub(crate) fn stamp_or(&self, id: &str, is_word: fn(&str) -> bool) -> Option<Stamp> {
        if self.word(id).is_some_and(|cell| is_word(cell) && time::stamp(cell).is_none()) {
            self.keep(id);
            return None;
        }
        self.stamp(id)
    }

    /// The text of a cell where a day may stand for a link or a yes: the day in the order of ISO 8601.
    pub(crate) fn text_or_day(&self, id: &str) -> Option<String> {
        let column = *self.map.columns.get(id)?;
        let iso = |stamp: Stamp| match stamp {
            Stamp::Day(day) => day.to_string(),
            Stamp::Local(local) => local.format("%Y-%m-%dT%H:%M:%S").to_string(),
            Stamp::Instant(instant) => instant.to_rfc3339(),
        };
        let text = self.word(id)?;
        if text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some(text.to_owned());
        }
        let found = self.time_of(column);
        if found.is_some() {
            self.keep(id);
        }
        Some(found.map_or_else(|| text.to_owned(), iso))
    }

    /// The word of a cell; one that says nothing without its header (`yes`) with it.
    pub(crate) fn said(&self, id: &str) -> Option<String> {
        let word = self.word(id)?;
        Some(if words::is_bare_truth(word) { format!("{}: {word}", self.header(id)) } else { word.to_owned() })
    }

    /// The name of a column.
    pub(crate) fn name(&self, column: usize) -> &'r str {
        self.names.get(column).map_or("", String::as_str)
    }

    /// The time in a column; one that cannot be read is none.
    pub(crate) fn time_of(&self, column: usize) -> Option<Stamp> {
        let stamp = time::read(self.row.cell(column), self.map.orders.get(column).copied().unwrap_or(Order::MonthFirst)).stamp();
        stamp.map(|stamp| self.zoned(column, stamp))
    }

    /// A time without a zone under a header that names UTC (`Last Login(UTC)`) is of UTC, and one under a header that names
    /// the wall clock of a part of North America (`Finished (PT)`) is of that. `EST` and the like may mean either.
    fn zoned(&self, column: usize, stamp: Stamp) -> Stamp {
        let Stamp::Local(local) = stamp else { return stamp };
        let zone = self.name(column).split(|c: char| !c.is_ascii_alphanumeric()).find_map(|word| match word {
            "UTC" | "utc" | "GMT" => Some(Tz::UTC),
            "ET" => Some(Tz::America__New_York),
            "CT" => Some(Tz::America__Chicago),
            "MT" => Some(Tz::America__Denver),
            "PT" => Some(Tz::America__Los_Angeles),
            _ => None,
        });
        // In the hour that a clock change leaves out, no moment is meant.
        let moment = zone.and_then(|zone| zone.from_local_datetime(&local).earliest());
        moment.map_or(stamp, |moment| Stamp::Instant(moment.with_timezone(&Utc)))
    }

    /// Several words in one cell, separated by comma, semicolon, bar or line break, brackets and quotes taken off.
    pub(crate) fn list(&self, id: &str) -> Vec<String> {
        let Some(cell) = self.word(id) else { return Vec::new() };
        split(cell).map(str::to_owned).collect()
    }

    /// Several names of persons in one cell; `Last, First` is one.
    pub(crate) fn names(&self, id: &str) -> Vec<String> {
        let Some(cell) = self.word(id) else { return Vec::new() };
        let parts = cell
            .split([';', '|', '\n', '\r'])
            .flat_map(|part| if is_turned(part) { vec![part.trim()] } else { split(part).collect() });
        parts.filter(|part| !time::is_blank(part)).map(str::to_owned).collect()
    }

    /// A number.
    pub(crate) fn number(&self, id: &str) -> Option<f64> {
        self.word(id).and_then(words::number)
    }

    /// Keeps the cell of a field among the extras, beside what was made of it.
    pub(crate) fn keep(&self, id: &str) {
        self.kept.borrow_mut().extend(self.map.columns.get(id));
    }

    /// Keeps no cell of columns that no field takes and whose headers a function names.
    pub(crate) fn drop_columns(&self, named: impl Fn(&str) -> bool) {
        self.dropped.borrow_mut().extend((0..self.names.len()).filter(|column| named(self.name(*column))));
    }

    /// The columns that stand for a thing each: a course, in a table of persons and courses.
    pub(crate) fn wide(&self) -> &'r [usize] {
        &self.map.wide
    }

    /// Whether there are any.
    pub(crate) fn is_wide(&self) -> bool {
        !self.map.wide.is_empty()
    }

    /// Keeps the cell of a column among the extras.
    pub(crate) fn keep_column(&self, column: usize) {
        self.kept.borrow_mut().push(column);
    }

    /// Whether the row has more cells than the header and some of them do not fit: an unquoted separator moved them.
    pub(crate) fn seems_shifted(&self) -> bool {
        let beyond = self.row.cells().skip(self.names.len()).any(|cell| !cell.trim().is_empty());
        let no_address = self.word("email").is_some_and(|cell| !cell.contains('@'));
        beyond && (no_address || !self.problems.borrow().is_empty())
    }

    /// Notes a problem of the row.
    pub(crate) fn problem(&self, code: &'static str, message: String) {
        self.problems.borrow_mut().push((code, message));
    }

    /// The system that the row is from: by column, by the product that its sheet names, as known of the file, else by the
    /// words of its sheet.
    pub(crate) fn system(&self) -> String {
        let by_sheet = || self.sheet().and_then(product::of);
        let found = self.text("system").or_else(by_sheet).or_else(|| self.map.system.clone());
        found.or_else(|| self.sheet().and_then(model::system_in)).unwrap_or_default()
    }

    /// The sheet that the row stands in, where a workbook has several of the same columns.
    pub(crate) fn sheet(&self) -> Option<&'r str> {
        let column = self.names.iter().position(|name| name == SHEET)?;
        Some(self.row.cell(column)).filter(|sheet| !sheet.is_empty())
    }

    /// What the file says of itself in its name and above its header.
    pub(crate) fn heading(&self) -> &'r str {
        &self.map.heading
    }

    /// Hands a record over, without its problems.
    pub(crate) fn record(&self, sink: &mut Sink<'_>, data: Data) -> Result<(), ReadError> {
        sink.record(self.row.at(), data, self.extra())
    }

    /// Hands the problems of the row over.
    pub(crate) fn report(&self, sink: &mut Sink<'_>) {
        for (code, message) in self.problems.take() {
            sink.problem(self.row.at(), code, message);
        }
    }

    /// What no field means, by column name.
    fn extra(&self) -> Extra {
        let kept = self.kept.borrow();
        let mut extra = Extra::new();
        for (column, cell) in self.row.cells().enumerate().filter(|(_, cell)| !cell.trim().is_empty()) {
            if self.map.is_consumed(column) && !kept.contains(&column) || self.dropped.borrow().contains(&column) {
                continue;
            }
            let name = self.names.get(column).cloned().unwrap_or_else(|| format!("column {}", column + 1));
            if is_secret(&name, cell) {
                continue;
            }
            extra.insert(name, Value::String(cell.trim().to_owned()));
        }
        extra
    }
}

/// Whether a cell holds a password, its hash or a key: these are no evidence and are not kept.
fn is_secret(name: &str, cell: &str) -> bool {
    const SECRETS: &[&str] = &[
        "passwd",
        "password",
        "pwd",
        "passwordhash",
        "hashedpassword",
        "encryptedpassword",
        "passwordsalt",
        "userpassword",
        "rolpassword",
        "authenticationstring",
        "temporarypassword",
        "secret",
        "secretkey",
        "apikey",
        "apitoken",
        "accesstoken",
        "privatekey",
        "totpsecret",
        "mfasecret",
        "otpsecret",
    ];
    let plain: String = name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
    SECRETS.contains(&plain.as_str())
        && words::boolean(cell).is_none()
        && time::stamp(cell).is_none()
        && words::number(cell).is_none()
}

/// Whether a text is one name, the last name first: `Doe, Jane`, `van Dyke, Anna Maria`. What has signs of log-ins or
/// addresses, or more than one comma, is a list.
fn is_turned(text: &str) -> bool {
    let Some((last, first)) = text.split_once(',') else { return false };
    let words = |part: &str| part.split_whitespace().count();
    let is_name = |part: &str| {
        let letters = part.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '.' | '\u{2019}'));
        letters && part.split_whitespace().last().is_some_and(|word| word.starts_with(char::is_uppercase))
    };
    // `Jane Doe, John Roe` are two: whoever turns names writes one or two words before the comma, the first of two small.
    let single = words(last) == 1 || last.trim().starts_with(char::is_lowercase);
    single && (1..=2).contains(&words(first)) && is_name(last) && is_name(first)
}

/// The parts of a cell that holds a list.
pub(crate) fn split(cell: &str) -> impl Iterator<Item = &str> {
    let parts = cell.split([',', ';', '|', '\n', '\r']);
    parts
        .map(|part| {
            // The brackets of a list, not those of `renovate[bot]`.
            let part = part.trim_matches([' ', '"', '\'', '\t', '\u{a0}']);
            let part = part.trim_start_matches('[');
            let part = if part.contains('[') { part.trim_end_matches("]]") } else { part.trim_end_matches(']') };
            part.trim_matches([' ', '"', '\'', '\t', '\u{a0}'])
        })
        .filter(|part| !part.is_empty() && !time::is_blank(part))
}
