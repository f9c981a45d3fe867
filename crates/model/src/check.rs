//! The company's own checks: what no row of a log may be, in SQL, with a version and the days on which it is in force.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One version of a check. Versions are never changed: an edit makes a new one with a later first day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct OwnCheck {
    /// Stable id, kebab-case.
    pub id: String,
    /// Its version, from 1.
    #[serde(default = "first")]
    pub version: u32,
    /// What it demands, one sentence.
    pub title: String,
    /// Why the company demands it, and where that is written.
    pub reason: String,
    /// Criteria that it serves (`CC6.7`).
    #[serde(default)]
    pub criteria: Vec<String>,
    /// First day in force.
    pub from: NaiveDate,
    /// Last day in force; none: until a later version, or until further notice.
    #[serde(default)]
    pub until: Option<NaiveDate>,
    /// The table whose rows are judged: `gateway`, `span` or `score`.
    #[serde(default = "gateway")]
    pub table: String,
    /// Which rows it is about, a predicate in SQL; blank: all.
    #[serde(default)]
    pub applies: String,
    /// What breaks it, a predicate in SQL over one row. Null: the row does not tell enough, which is never a pass.
    pub breaks: String,
}

const fn first() -> u32 {
    1
}

fn gateway() -> String {
    "gateway".to_owned()
}

impl OwnCheck {
    /// The id with the version: `region-stays@2`.
    pub fn key(&self) -> String {
        format!("{}@{}", self.id, self.version)
    }

    /// Which rows it is about, as a predicate.
    pub fn population(&self) -> &str {
        if self.applies.trim().is_empty() { "true" } else { &self.applies }
    }

    /// The last day on which this version is in force among all versions: the day before the next version's first.
    pub fn last_day(&self, all: &[Self]) -> Option<NaiveDate> {
        let later = all.iter().filter(|other| other.id == self.id && other.version > self.version).map(|other| other.from);
        later.min().and_then(|day| day.pred_opt()).into_iter().chain(self.until).min()
    }
}
