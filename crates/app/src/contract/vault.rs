//! First start, unlocking, the engagement, the activity log.

use chrono::NaiveDate;
use model::{AuditType, Category};
use serde::{Deserialize, Serialize};
use specta::Type;

/// What the window shows first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase", tag = "status")]
pub enum VaultState {
    /// There is no vault in the folder: first start.
    Absent {
        /// Name of the folder that a new vault would be made in.
        folder: String,
        /// Whether the system has a keychain that can be used.
        keychain: bool,
    },
    /// There is a vault and it is locked.
    Locked {
        /// Name of its folder.
        folder: String,
        /// Whether the keychain can open it.
        keychain: bool,
        /// Whether it has a passphrase.
        passphrase: bool,
    },
    /// It is open.
    Open {
        /// The engagement.
        engagement: EngagementView,
    },
}

/// The engagement as shown everywhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EngagementView {
    /// Company.
    pub company: String,
    /// Type I or II.
    pub audit_type: AuditType,
    /// First day.
    #[specta(type = String)]
    pub from: NaiveDate,
    /// Last day.
    #[specta(type = String)]
    pub to: NaiveDate,
    /// Time zone, IANA.
    pub zone: String,
    /// All categories.
    pub scope: Vec<ScopeView>,
    /// The day of judgement, in the company's zone.
    #[specta(type = String)]
    pub today: NaiveDate,
}

/// A category, in or out, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ScopeView {
    /// The category.
    pub category: Category,
    /// In or out.
    pub included: bool,
    /// Why.
    pub reason: String,
}

/// What first start asks.
#[derive(Clone, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CreateVault {
    /// Company.
    pub company: String,
    /// Type I or II.
    pub audit_type: AuditType,
    /// First day.
    #[specta(type = String)]
    pub from: NaiveDate,
    /// Last day.
    #[specta(type = String)]
    pub to: NaiveDate,
    /// Time zone, IANA.
    pub zone: String,
    /// Categories with reasons.
    pub scope: Vec<ScopeView>,
    /// The passphrase; blank only where the keychain is used.
    pub passphrase: String,
    /// Whether the keychain keeps the key too.
    pub keychain: bool,
}

/// A new vault was made.
#[derive(Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Created {
    /// Opens the vault when everything else is lost; shown this once.
    pub recovery_code: String,
}

/// How to unlock.
#[derive(Clone, Deserialize, Type)]
#[serde(rename_all = "camelCase", tag = "with", content = "secret")]
pub enum UnlockWith {
    /// The system's keychain.
    Keychain,
    /// The passphrase.
    Passphrase(String),
    /// The recovery code.
    Recovery(String),
}

/// One entry of the activity log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ActivityView {
    /// Its number.
    pub sequence: u32,
    /// When, RFC 3339, UTC.
    pub at: String,
    /// Who.
    pub actor: String,
    /// What was done.
    pub action: String,
    /// To which thing.
    pub subject: String,
    /// What changed, in words; blank when the action says it all.
    pub detail: String,
}

/// A page of the activity log, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ActivityPage {
    /// Entries in all that match.
    pub total: u32,
    /// The page.
    pub rows: Vec<ActivityView>,
}

/// What checking the chain found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ChainView {
    /// Whether every entry follows from the one before.
    pub intact: bool,
    /// Entries checked.
    pub entries: u32,
    /// The newest hash, hexadecimal.
    pub head: String,
    /// What is wrong, when it is not intact.
    pub problem: Option<String>,
}
