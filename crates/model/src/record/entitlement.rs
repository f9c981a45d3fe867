//! What accounts may do, on what, from where, and who looked at that: applications, grants, reviews, devices, settings.

use crate::time::Stamp;
use serde::{Deserialize, Serialize};

/// An application that people enter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Application {
    /// The system that lists it (`Okta`).
    pub system: String,
    /// The system's own id.
    pub id: Option<String>,
    /// Name.
    pub name: String,
    /// How people sign on, in the source's word (`SAML_2_0`, `BOOKMARK`).
    pub sign_on_word: Option<String>,
    /// Whether they sign on through the identity provider; none: the source does not say.
    pub sso: Option<bool>,
    /// Whether it can be entered; none: the source does not say.
    pub active: Option<bool>,
    /// The source's word for that.
    pub status_word: Option<String>,
    /// Who owns it.
    pub owner: Option<String>,
    /// When it was added.
    pub created: Option<Stamp>,
    /// When it was last changed.
    pub changed: Option<Stamp>,
}

/// A role, permission or group membership that an account, group or program holds at the moment of the export.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Grant {
    /// The system.
    pub system: String,
    /// The grant's own id.
    pub id: Option<String>,
    /// Who holds it: the log-in where told, else the id.
    pub principal: String,
    /// The holder's own id.
    pub principal_id: Option<String>,
    /// What the holder is, in the source's word (`user`, `group`, `servicePrincipal`).
    pub principal_word: Option<String>,
    /// The role or permission.
    pub role: String,
    /// On what it holds.
    pub scope: Option<String>,
    /// Whether it gives administrative rights; none: the source does not say.
    pub privileged: Option<bool>,
    /// The source's word for its state (`Provisioned`, `eligible`).
    pub status_word: Option<String>,
    /// Since when.
    pub from: Option<Stamp>,
    /// Until when; none: until taken away.
    pub to: Option<Stamp>,
    /// Who gave it.
    pub by: Option<String>,
    /// Why, as written.
    pub reason: Option<String>,
}

/// What a reviewer decided about one holder of one access.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Decision {
    /// The access stays.
    Kept,
    /// The access goes.
    Removed,
    /// The reviewer does not know.
    Undecided,
    /// Not yet looked at.
    #[default]
    Open,
}

/// One decision of an access review.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AccessReview {
    /// The system.
    pub system: String,
    /// The decision's own id.
    pub id: Option<String>,
    /// The review that it belongs to.
    pub review: Option<String>,
    /// Whose access.
    pub subject: String,
    /// That account's own id.
    pub subject_id: Option<String>,
    /// Access to what.
    pub resource: Option<String>,
    /// What was decided.
    pub decision: Decision,
    /// The source's word for that.
    pub decision_word: Option<String>,
    /// Who decided.
    pub reviewer: Option<String>,
    /// When.
    pub at: Option<Stamp>,
    /// By when it had to be decided.
    pub due: Option<Stamp>,
    /// Why, as written.
    pub reason: Option<String>,
    /// When the decision was carried out.
    pub applied: Option<Stamp>,
    /// The source's word for whether it was carried out.
    pub applied_word: Option<String>,
}

/// A device.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Device {
    /// The system that manages or lists it.
    pub system: String,
    /// Its own id.
    pub id: Option<String>,
    /// Name.
    pub name: String,
    /// Who uses it.
    pub owner: Option<String>,
    /// Operating system and version.
    pub platform: Option<String>,
    /// Whether it is managed; none: the source does not say.
    pub managed: Option<bool>,
    /// Whether it meets the rules of the management; none: the source does not say.
    pub compliant: Option<bool>,
    /// Whether its disk is encrypted; none: the source does not say.
    pub encrypted: Option<bool>,
    /// Whether it may be used; none: the source does not say.
    pub enabled: Option<bool>,
    /// When it was enrolled.
    pub created: Option<Stamp>,
    /// When it was last seen.
    pub last_seen: Option<Stamp>,
}

/// A rule or setting of a system at the moment of the export: an access policy, a backup plan, a log retention.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Setting {
    /// The system.
    pub system: String,
    /// Its own id.
    pub id: Option<String>,
    /// Which family of settings (`conditional access policy`, `backup plan`).
    pub family: String,
    /// Name.
    pub name: String,
    /// What it is set to, where it is one value.
    pub value: Option<String>,
    /// Whether it is enforced; none: the source does not say.
    pub enabled: Option<bool>,
    /// The source's word for that.
    pub status_word: Option<String>,
    /// When it was made.
    pub created: Option<Stamp>,
    /// When it was last changed.
    pub changed: Option<Stamp>,
}
