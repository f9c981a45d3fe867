//! Controls, the criteria that they serve, and the occurrences that a cadence makes due.

use crate::{record::Kind, time::Period};
use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A category of the Trust Services Criteria (TSP section 100).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "kebab-case")]
pub enum Category {
    /// The common criteria, always in scope.
    Security,
    /// A series.
    Availability,
    /// PI series.
    ProcessingIntegrity,
    /// C series.
    Confidentiality,
    /// P series.
    Privacy,
}

impl Category {
    /// All five, in the order of the criteria.
    pub const ALL: [Self; 5] =
        [Self::Security, Self::Availability, Self::ProcessingIntegrity, Self::Confidentiality, Self::Privacy];

    /// The kebab-case word used in files and on the command line.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Security => "security",
            Self::Availability => "availability",
            Self::ProcessingIntegrity => "processing-integrity",
            Self::Confidentiality => "confidentiality",
            Self::Privacy => "privacy",
        }
    }
}

impl fmt::Display for Category {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// One criterion: its id and our own paraphrase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "kebab-case")]
pub struct Criterion {
    /// `CC6.1`.
    pub id: String,
    /// The category whose scope brings it in.
    pub category: Category,
    /// Our words.
    pub title: String,
}

/// Whether people or systems perform a control.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "kebab-case")]
pub enum Nature {
    /// Performed by people.
    Manual,
    /// Performed by a system.
    Automated,
}

/// How often a control is performed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "kebab-case")]
pub enum Cadence {
    /// All the time: evidence must tile the window.
    Continuous,
    /// Every day.
    Daily,
    /// Every ISO week, Monday to Sunday.
    Weekly,
    /// Every calendar month.
    Monthly,
    /// Every calendar quarter.
    Quarterly,
    /// Every half of a calendar year.
    HalfYearly,
    /// Once in every calendar year that the window touches.
    Yearly,
    /// Whenever the event happens.
    PerEvent,
}

impl Cadence {
    /// The periods of the cadence that the window touches, clipped to it and to the control's life, in order.
    /// Continuous and per-event controls have one: what of the window the control was in force.
    pub fn occurrences(self, window: &Period, in_force: &Period) -> Vec<Period> {
        let Some(span) = window.intersection(in_force) else { return Vec::new() };
        let mut found = Vec::new();
        let mut day = span.from;
        while day <= span.to {
            let whole = self.around(day).unwrap_or(span);
            found.extend(whole.intersection(&span));
            match whole.to.succ_opt() {
                Some(next) => day = next,
                None => break,
            }
        }
        found
    }

    /// The calendar period of the cadence that holds `day`; none for continuous and per-event.
    pub fn around(self, day: NaiveDate) -> Option<Period> {
        let months = |length: u32| {
            let first = NaiveDate::from_ymd_opt(day.year(), (day.month0() / length) * length + 1, 1)?;
            Period::new(first, first.checked_add_months(Months::new(length))?.pred_opt()?)
        };
        match self {
            Self::Continuous | Self::PerEvent => None,
            Self::Daily => Period::new(day, day),
            Self::Weekly => {
                let monday = day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday())))?;
                Period::new(monday, monday.checked_add_days(Days::new(6))?)
            }
            Self::Monthly => months(1),
            Self::Quarterly => months(3),
            Self::HalfYearly => months(6),
            Self::Yearly => months(12),
        }
    }
}

/// A control as it stands from a day on. A change makes a new version; what was true before stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Control {
    /// `AC-03`, never reused.
    pub id: String,
    /// A few words.
    pub title: String,
    /// A testable sentence, as in the system description.
    pub description: String,
    /// Criterion ids.
    pub criteria: Vec<String>,
    /// Ids of other frameworks that it serves beside what the crosswalks say (`A.5.15`, `MEASURE 2.7`, `LLM01`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// The role that owns it (`Head of Engineering`).
    pub owner_role: String,
    /// The person who owns it, once named.
    #[serde(default)]
    pub owner: Option<String>,
    /// The kind of system that its evidence comes from (`identity provider`).
    pub source: String,
    /// How often.
    pub cadence: Cadence,
    /// By people or systems.
    pub nature: Nature,
    /// What evidence is expected, in words.
    pub evidence: Vec<String>,
    /// Record kinds that serve as its evidence; an import of such a kind is linked to it.
    #[serde(default)]
    pub kinds: Vec<Kind>,
    /// Evaluators that test it.
    #[serde(default)]
    pub evaluators: Vec<String>,
    /// First day of this version; none: in force since before the window.
    #[serde(default)]
    pub effective_from: Option<NaiveDate>,
    /// Last day of this version; none: until further notice.
    #[serde(default)]
    pub effective_to: Option<NaiveDate>,
}

impl Control {
    /// The days on which this version is in force.
    pub fn in_force(&self) -> Period {
        Period { from: self.effective_from.unwrap_or(NaiveDate::MIN), to: self.effective_to.unwrap_or(NaiveDate::MAX) }
    }
}

/// How an expected occurrence stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "kebab-case")]
pub enum OccurrenceState {
    /// Evidence covers it.
    Evidenced,
    /// Evidence covers it, but it was produced after the grace period.
    Late,
    /// It is over and nothing covers it.
    Missed,
    /// It is not over yet.
    NotYetDue,
    /// A per-event control whose event did not happen; the empty population is the evidence.
    DidNotOccur,
}

/// One expected performance of a control.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Occurrence {
    /// The control.
    pub control: String,
    /// The part of the window that it is about.
    pub period: Period,
    /// How it stands.
    pub state: OccurrenceState,
    /// The evidence that covers it or a part of it.
    pub evidence: Vec<crate::evidence::EvidenceId>,
    /// Days inside the period that no evidence covers.
    pub uncovered_days: u64,
}
