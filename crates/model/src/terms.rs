//! The terms of a judgement: window, zone, calendar, parameters and approved lists, each in force from a day on.

use crate::{
    check::OwnCheck,
    control::Category,
    time::{Period, Stamp},
};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A parameter that an evaluator reads, declared beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParameterSpec {
    /// Stable id, kebab-case, with the unit last (`termination-sla-business-days`).
    pub id: &'static str,
    /// What it decides, one sentence.
    pub title: &'static str,
    /// Value where none is set: a number, or words separated by commas.
    pub default: &'static str,
    /// Where the default comes from.
    pub source: &'static str,
}

/// A value with the first day on which it is in force and the reason for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effective {
    /// First day in force.
    pub from: NaiveDate,
    /// The value, as typed.
    pub value: String,
    /// Why it was set.
    pub reason: String,
}

/// A provider, and optionally one model and version of it, that may answer in production during a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approved {
    /// Provider as the gateway names it, compared without case.
    pub provider: String,
    /// Model; none: every model of the provider.
    #[serde(default)]
    pub model: Option<String>,
    /// Version of the model; none: every version, or the one that the model's name pins.
    #[serde(default)]
    pub version: Option<String>,
    /// Other spellings of the provider or model (a deployment name, a region prefix).
    #[serde(default)]
    pub aliases: Vec<String>,
    /// First day of the approval.
    pub from: NaiveDate,
    /// Last day; none: until further notice.
    #[serde(default)]
    pub to: Option<NaiveDate>,
    /// Who approved and where it is recorded.
    pub reason: String,
}

/// Everything besides the records that a judgement depends on. The same dataset and terms give the same bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// The window of the engagement.
    pub window: Period,
    /// The company's time zone.
    #[serde(with = "zone")]
    pub zone: Tz,
    /// The moment of judgement, UTC: later facts are unknown, later duties not yet due.
    pub as_of: DateTime<Utc>,
    /// Days that are no business days beside weekends.
    pub holidays: BTreeSet<NaiveDate>,
    /// Categories in scope.
    pub categories: BTreeSet<Category>,
    /// Parameters set for the engagement, by id, in order of `from`.
    pub parameters: BTreeMap<String, Vec<Effective>>,
    /// The approved providers and models. Empty: no list was given, which is not the same as nothing approved.
    pub approved: Vec<Approved>,
    /// The company's own checks, every version.
    pub checks: Vec<OwnCheck>,
}

impl Terms {
    /// The value of a parameter in force on a day.
    pub fn value(&self, spec: &ParameterSpec, day: NaiveDate) -> &str {
        let set = self.parameters.get(spec.id).into_iter().flatten();
        set.filter(|effective| effective.from <= day)
            .max_by_key(|effective| effective.from)
            .map_or(spec.default, |effective| effective.value.as_str())
    }

    /// The value as a whole number; a value that is none falls back to the default.
    pub fn number(&self, spec: &ParameterSpec, day: NaiveDate) -> u32 {
        let value = self.value(spec, day).trim();
        value.parse().or_else(|_| spec.default.trim().parse()).unwrap_or(0)
    }

    /// The value as words separated by commas, in lower case.
    pub fn words(&self, spec: &ParameterSpec, day: NaiveDate) -> Vec<String> {
        let words = self.value(spec, day).split(',').map(|word| word.trim().to_lowercase());
        words.filter(|word| !word.is_empty()).collect()
    }

    /// The day of judgement in the company's zone.
    pub fn today(&self) -> NaiveDate {
        self.as_of.with_timezone(&self.zone).date_naive()
    }

    /// The day of a time in the company's zone.
    pub fn day(&self, at: Stamp) -> NaiveDate {
        at.day(self.zone)
    }
}

/// A time zone by its name.
mod zone {
    use chrono_tz::Tz;
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for this signature")]
    pub(super) fn serialize<S: Serializer>(zone: &Tz, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(zone.name())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Tz, D::Error> {
        String::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}
