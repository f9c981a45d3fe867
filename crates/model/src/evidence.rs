//! Evidence: one original file, what it is, what it covers, and what is known of how it was produced.

use crate::{position::Position, record::Kind, time::Stamp};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt, str::FromStr};

/// The number of a piece of evidence within its vault; written `E-0007` wherever people read it. Never reused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EvidenceId(pub u32);

impl fmt::Display for EvidenceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "E-{:04}", self.0)
    }
}

/// The SHA-256 of a file's original bytes; written as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sha256(pub [u8; 32]);

impl fmt::Display for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A text that is not 64 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a SHA-256: expected 64 hexadecimal digits")]
pub struct NotASha256(pub String);

impl FromStr for Sha256 {
    type Err = NotASha256;

    fn from_str(text: &str) -> Result<Self, NotASha256> {
        let wrong = || NotASha256(text.to_owned());
        if text.len() != 64 || !text.is_ascii() {
            return Err(wrong());
        }
        let mut bytes = [0_u8; 32];
        for (index, byte) in bytes.iter_mut().enumerate() {
            let digits = text.get(index * 2..index * 2 + 2).ok_or_else(wrong)?;
            *byte = u8::from_str_radix(digits, 16).ok().ok_or_else(wrong)?;
        }
        Ok(Self(bytes))
    }
}

impl Serialize for Sha256 {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Sha256 {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// The four dates of evidence. Only the first two place it in the window.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FourDates {
    /// First moment that the content speaks about; for a snapshot the moment it was taken, if known.
    pub covers_from: Option<Stamp>,
    /// Last moment that the content speaks about.
    pub covers_to: Option<Stamp>,
    /// When the source produced the export, as the file or a person states it; blank when neither does.
    pub extracted: Option<Stamp>,
    /// When it came into the vault, UTC.
    pub received: DateTime<Utc>,
}

/// One piece of evidence as the map keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Its number.
    pub id: EvidenceId,
    /// Hash of the original bytes, which is also their address in the vault.
    pub sha256: Sha256,
    /// File name as dropped, without folders.
    pub file_name: String,
    /// Size of the original in bytes.
    pub bytes: u64,
    /// The importer that read it (`okta-users`); none for a document.
    pub importer: Option<String>,
    /// Version of that importer.
    pub importer_version: u32,
    /// Records read, by kind.
    pub records: BTreeMap<Kind, u64>,
    /// Number of problems met while reading.
    pub problems: u64,
    /// Whether the content is the state at one moment (an account list) rather than what happened over time (a log).
    pub snapshot: bool,
    /// The four dates.
    pub dates: FourDates,
    /// Last modification of the file as the file system told, UTC: a hint, never a date of evidence.
    pub file_modified: Option<DateTime<Utc>>,
    /// The IPE sheet.
    pub ipe: Ipe,
    /// Why the export is incomplete by its own words; empty when it does not say so.
    pub incomplete: Vec<String>,
}

impl Evidence {
    /// The moment that a snapshot is taken to show: as stated, else the file's modification, else when it came in.
    /// The last two are upper bounds, not statements of the source; whoever judges by them must say so.
    pub fn shown_at(&self) -> Stamp {
        let stated = self.dates.covers_to.or(self.dates.extracted);
        stated.unwrap_or_else(|| Stamp::Instant(self.file_modified.unwrap_or(self.dates.received).min(self.dates.received)))
    }

    /// Whether it holds a log of calls, whose rows are kept apart from the map.
    pub fn is_log(&self) -> bool {
        self.records.keys().any(|kind| kind.is_log())
    }

    /// Records of all kinds together.
    pub fn record_count(&self) -> u64 {
        self.records.values().sum()
    }
}

/// The sheet for information produced by the entity: who took which report out of which system, how, and how it is
/// known to be complete and accurate. A blank field keeps the evidence from being ready.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Ipe {
    /// Source system and version.
    pub system: Option<String>,
    /// Instance, tenant or account.
    pub instance: Option<String>,
    /// Report or query.
    pub report: Option<String>,
    /// Parameters and filters of the report.
    pub filters: Option<String>,
    /// Person who extracted it.
    pub extracted_by: Option<String>,
    /// When it was extracted.
    pub extracted_at: Option<Stamp>,
    /// Time zone of its times.
    pub time_zone: Option<String>,
    /// Rows in the file.
    pub row_count: Option<u64>,
    /// Totals that the source states, or that were computed, by name.
    pub control_totals: BTreeMap<String, String>,
    /// How completeness was checked (a second source, the count on the console).
    pub completeness: Option<String>,
    /// How accuracy was checked (rows traced back to the source).
    pub accuracy: Option<String>,
}

impl Ipe {
    /// The fields that are still blank, by the name people see.
    pub fn blanks(&self) -> Vec<&'static str> {
        [
            ("system", self.system.is_none()),
            ("instance", self.instance.is_none()),
            ("report or query", self.report.is_none()),
            ("filters", self.filters.is_none()),
            ("extracted by", self.extracted_by.is_none()),
            ("extracted at", self.extracted_at.is_none()),
            ("row count", self.row_count.is_none()),
            ("completeness check", self.completeness.is_none()),
            ("accuracy check", self.accuracy.is_none()),
        ]
        .into_iter()
        .filter_map(|(name, blank)| blank.then_some(name))
        .collect()
    }
}

/// What an importer learns of the file as a whole while reading it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// Product that wrote it, with version where told.
    pub product: Option<String>,
    /// Instance, tenant, account or host that it was taken from.
    pub instance: Option<String>,
    /// Report, query or end point.
    pub report: Option<String>,
    /// When the source produced it.
    pub extracted: Option<Stamp>,
    /// Period that the file itself says it covers.
    pub covers: Option<(Stamp, Stamp)>,
    /// Whether it shows the state at one moment.
    pub snapshot: bool,
    /// Filters that the file itself names.
    pub filters: Option<String>,
    /// Time zone that the file itself names.
    pub time_zone: Option<String>,
    /// Totals that the file itself states.
    pub control_totals: BTreeMap<String, String>,
    /// Why it is incomplete by its own words.
    pub incomplete: Vec<String>,
    /// The file says of itself that there is nothing to list (an empty result, not an unread one).
    pub declared_empty: bool,
}

/// Something that could not be read, or not as meant. Reading goes on after it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Where.
    pub at: Position,
    /// What kind, kebab-case and stable: `bad-date`, `missing-field`, `duplicate`, `not-json`.
    pub code: String,
    /// What happened and what to do, one sentence.
    pub message: String,
}
