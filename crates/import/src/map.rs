//! Column maps: which column of a table of any origin means which field.
//!
//! A map is guessed from headers and values, shown, changed by the user, and remembered by the header's
//! [`fingerprint`]. It may also be given as JSON:
//!
//! ```json
//! { "kind": "person",
//!   "columns": { "email": "Work E-Mail", "end": "Last Day", "title": "" },
//!   "day-first": true, "system": "Okta" }
//! ```
//!
//! `columns` goes from field id ([`fields`] lists them) to header. A column that the table does not have, or a field
//! that the kind does not have, is an error that names it. Fields that the map does not name are guessed among the
//! columns that it leaves; a blank header says that no column means the field. This module decides what columns mean;
//! what cells mean is decided in `table`.

mod assign;
mod fields;
mod header;
mod resolve;
mod values;
mod wide;

pub(crate) use fields::table;
pub use fields::{fields, mappable};
pub use resolve::{Resolved, resolve};
pub(crate) use wide::Wide;

use crate::{Head, table};
use assign::Header;
use model::Kind;
use serde::{Deserialize, Serialize};
use std::{cell::OnceCell, collections::BTreeMap};
use values::Values;

/// Which column means which field, for a table of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ColumnMap {
    /// What a row is.
    pub kind: Kind,
    /// Column header by field id (`email` to `Work E-Mail`); blank: no column means the field.
    #[serde(default)]
    pub columns: BTreeMap<String, String>,
    /// Whether a date such as 03/04/2026 has the day first; none: decided by the values, month first where they do not tell.
    #[serde(default)]
    pub day_first: Option<bool>,
    /// The system that the rows are from, where no column tells (`Okta`).
    #[serde(default)]
    pub system: Option<String>,
}

/// A field that a column can mean.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Stable kebab-case id (`login`).
    pub id: &'static str,
    /// What people read.
    pub title: &'static str,
    /// Whether rows mean nothing without it, or without another of the same [`Field::one_of`].
    pub required: bool,
    /// Name of the group of fields of which one is enough (`identity`); none: this one itself.
    pub one_of: Option<&'static str>,
    /// Headers that mean it, normalised, separated by `|`.
    pub(crate) names: &'static str,
    /// Words that show that a header means something else.
    pub(crate) avoid: &'static str,
    /// What its cells look like.
    pub(crate) values: Values,
    /// How much it tells that a table is of this kind.
    pub(crate) weight: u8,
}

/// A column of a table, as it is shown beside its field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its header: trimmed, unique.
    pub name: String,
    /// Its first cells.
    pub samples: Vec<String>,
}

/// A guessed map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    /// The map.
    pub map: ColumnMap,
    /// From 0 to 100: how sure the guess of the kind is.
    pub confidence: u8,
    /// Required fields without a column.
    pub missing: Vec<&'static str>,
    /// Columns that mean no field; they are kept in each record's `extra`.
    pub unused: Vec<String>,
}

/// Guesses kinds below this confidence are not offered.
pub const FLOOR: u8 = 34;

/// Cells of a column that are shown.
const SHOWN: usize = 5;

/// The table that a file begins with: its column names and first rows.
#[derive(Debug, Clone)]
pub struct Sample {
    /// Column names.
    pub names: Vec<String>,
    /// First rows.
    pub rows: Vec<Vec<String>>,
    headers: OnceCell<Vec<Header>>,
    systems: OnceCell<Vec<Wide>>,
}

impl Sample {
    /// A sample of these columns and rows.
    pub fn new(names: Vec<String>, rows: Vec<Vec<String>>) -> Self {
        Self { names, rows, headers: OnceCell::new(), systems: OnceCell::new() }
    }

    /// The sample of a file; none where it does not begin with a table.
    pub fn of(head: &Head<'_>) -> Option<Self> {
        head.layout().map(|layout| Self::new(layout.names.clone(), layout.samples.clone()))
    }

    /// The sample of a table, or of JSON with a column for each path.
    fn any(head: &Head<'_>) -> Option<Self> {
        let json = || head.json().map(|_| table::json_sample(head)).filter(|sample| !sample.names.is_empty());
        Self::of(head).or_else(json)
    }

    /// The words of the headers.
    fn headers(&self) -> &[Header] {
        self.headers.get_or_init(|| self.names.iter().map(|name| Header::of(name)).collect())
    }

    /// The columns that stand for a system each.
    pub(crate) fn systems(&self) -> &[Wide] {
        self.systems.get_or_init(|| wide::systems(self))
    }

    /// The cells of a column that are not blank.
    pub(crate) fn cells(&self, column: usize) -> impl Iterator<Item = &str> {
        self.rows.iter().filter_map(move |row| row.get(column)).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
    }
}

/// The best guess for a file: of the kind given, or of the kind that fits best if none is; none where nothing fits.
pub fn guess(head: &Head<'_>, kind: Option<Kind>) -> Option<Guess> {
    match (kind, Sample::of(head)) {
        (Some(kind), Some(sample)) => guess_as(&sample, kind),
        (None, Some(sample)) => ranked(&sample, head.name).into_iter().next(),
        // Of JSON only the logs of gateways are read through a map; their columns are dotted paths.
        (Some(Kind::GatewayRow), None) => guess_as(&Sample::any(head)?, Kind::GatewayRow),
        (_, None) => None,
    }
}

/// The map of a sample as one kind, whatever the confidence; none for kinds that have no fields.
pub fn guess_as(sample: &Sample, kind: Kind) -> Option<Guess> {
    (!fields(kind).is_empty()).then(|| assign::guess(sample, kind))
}

/// The kinds that a sample may be, the surest first; empty where it fits something that is not read as a table.
pub fn ranked(sample: &Sample, file_name: &str) -> Vec<Guess> {
    ranked_among(sample, file_name, mappable())
}

/// As [`ranked`], of some kinds only: each costs a look at every column.
pub(crate) fn ranked_among(sample: &Sample, file_name: &str, kinds: &[Kind]) -> Vec<Guess> {
    let mut guesses: Vec<Guess> = kinds.iter().filter_map(|kind| guess_as(sample, *kind)).collect();
    // By its columns alone it is something else: no file name makes it one of ours.
    let best = guesses.iter().map(|guess| guess.confidence).max().unwrap_or(0);
    if assign::other(sample) > best {
        return Vec::new();
    }
    for guess in &mut guesses {
        // A name alone makes no table of prose with bars and commas in it.
        let enough = if guess.missing.is_empty() { 12 } else { 20 };
        let named =
            guess.confidence >= enough && table(guess.map.kind).is_some_and(|table| header::is_named(file_name, table.files));
        guess.confidence = guess.confidence.saturating_add(if named { 22 } else { 0 }).min(99);
    }
    guesses.retain(|guess| guess.confidence >= FLOOR);
    guesses.sort_by_key(|guess| (std::cmp::Reverse(guess.confidence), guess.missing.len()));
    guesses
}

/// The columns of a file with their first cells.
pub fn columns(head: &Head<'_>) -> Vec<Column> {
    let Some(sample) = Sample::any(head) else { return Vec::new() };
    let shown = |(index, name): (usize, &String)| Column {
        name: name.clone(),
        samples: sample.rows.iter().take(SHOWN).map(|row| row.get(index).map_or("", |cell| cell.trim()).to_owned()).collect(),
    };
    sample.names.iter().enumerate().map(shown).collect()
}

/// What a map is remembered by: the column names, whatever their order, case and padding; none where there is no table.
pub fn fingerprint(head: &Head<'_>) -> Option<String> {
    let sample = Sample::any(head)?;
    let mut names: Vec<String> = sample.names.iter().map(|name| name.to_lowercase()).collect();
    names.sort_unstable();
    // FNV-1a: remembered for convenience, nothing rests on it.
    let hash = names
        .join("\u{1f}")
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    Some(format!("{hash:016x}"))
}

/// Whether any field of any kind goes by a header: helps to tell a header from preamble and data.
pub(crate) fn is_known(header: &str) -> bool {
    assign::is_known(header)
}
