//! The engagement: whose audit, of which type, over which window, with which categories in scope and why.

use crate::{control::Category, time::Period};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Type of the report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "kebab-case")]
pub enum AuditType {
    /// Design, as of a date.
    TypeI,
    /// Design and operation, over a period.
    #[default]
    #[serde(rename = "type-ii")]
    TypeII,
}

/// Whether a category is in scope, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "kebab-case")]
pub struct Scope {
    /// In or out.
    pub included: bool,
    /// The reason, a sentence; blank until somebody gives one.
    pub reason: String,
}

/// An engagement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Engagement {
    /// The company's name.
    pub company: String,
    /// Type of the report.
    pub audit_type: AuditType,
    /// The period (type I: from and to are the same day).
    pub window: Period,
    /// The company's time zone, an IANA name.
    pub zone: String,
    /// Every category, in or out.
    pub scope: BTreeMap<Category, Scope>,
    /// The service auditor, once named.
    #[serde(default)]
    pub auditor: Option<String>,
    /// Days that are no business days beside weekends.
    #[serde(default)]
    pub holidays: BTreeSet<NaiveDate>,
}

impl Engagement {
    /// The categories in scope; security always is.
    pub fn categories(&self) -> BTreeSet<Category> {
        let included = self.scope.iter().filter_map(|(category, scope)| scope.included.then_some(*category));
        included.chain([Category::Security]).collect()
    }

    /// The time zone; UTC where the name is none.
    pub fn tz(&self) -> chrono_tz::Tz {
        self.zone.parse().unwrap_or(chrono_tz::UTC)
    }
}

/// A person of the company who owns controls or extracts evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct TeamMember {
    /// E-mail address; the key.
    pub email: String,
    /// Name.
    pub name: String,
    /// Roles that the person fills (`Head of Engineering`).
    pub roles: Vec<String>,
}

/// What somebody decided about whose account it is, where matching by names and addresses does not tell or errs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct IdentityDecision {
    /// The system of the account, compared without case.
    pub system: String,
    /// Its log-in, compared without case.
    pub login: String,
    /// The person that it belongs to, by e-mail address, employee number or name on the roster; none: to nobody.
    #[serde(default)]
    pub person: Option<String>,
    /// Who answers for it, where it is a service or shared account.
    #[serde(default)]
    pub owner: Option<String>,
    /// Why.
    pub reason: String,
    /// Who decided.
    pub by: String,
    /// When, UTC.
    pub at: DateTime<Utc>,
}

/// A pattern of the detectors that somebody marked as a false finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Dismissal {
    /// The pattern and the place, as the evaluators name it (`0f3a… input`).
    pub pattern: String,
    /// Why.
    pub reason: String,
    /// Who decided.
    pub by: String,
    /// When, UTC.
    pub at: DateTime<Utc>,
}

/// A system that evidence comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct SourceSystem {
    /// Its name (`Okta`); the key.
    pub name: String,
    /// What it is (`identity provider`), the word that controls use in `source`.
    pub role: String,
    /// Days for which it keeps its logs under the company's plan; none: as its vendor says, or until deleted.
    pub retention_days: Option<u32>,
    /// Who can export from it.
    pub owner: Option<String>,
    /// The exports that are taken from it, by importer id (`okta-system-log`).
    pub exports: Vec<String>,
    /// What it cannot give (`keeps no log of sign-ins`), as the auditor is told.
    pub limitation: Option<String>,
}
