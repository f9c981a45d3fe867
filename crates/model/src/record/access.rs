//! Who may enter, who works here, and what was done to accounts.

use crate::time::Stamp;
use serde::{Deserialize, Serialize};

/// Whether an account can be used, normalised from the source's word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AccountStatus {
    /// It can be used, or could after a password reset.
    Active,
    /// It exists and cannot be used.
    Disabled,
    /// It was never activated.
    Pending,
    /// It is gone.
    Deleted,
    /// The source does not say.
    #[default]
    Unknown,
}

/// What kind of subject an account stands for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AccountNature {
    /// A person.
    Person,
    /// A program.
    Service,
    /// Several persons.
    Shared,
    /// The root or break-glass account of a system.
    Root,
    /// A person of another organisation.
    Guest,
    /// The source does not say.
    #[default]
    Unknown,
}

impl AccountStatus {
    /// The word.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Disabled => "disabled",
            Self::Pending => "pending",
            Self::Deleted => "deleted",
            Self::Unknown => "unknown",
        }
    }
}

impl AccountNature {
    /// The word.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Service => "service",
            Self::Shared => "shared",
            Self::Root => "root",
            Self::Guest => "guest",
            Self::Unknown => "unknown",
        }
    }
}

/// An access key of an account.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessKey {
    /// Which one (`access key 1`); never the secret.
    pub name: String,
    /// Whether it can be used.
    pub active: bool,
    /// When it was made or last rotated.
    pub rotated: Option<Stamp>,
    /// When it was last used.
    pub last_used: Option<Stamp>,
}

/// An account in a system, at the moment of the snapshot.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Account {
    /// The system that it is in (`Okta`, or what a column says).
    pub system: String,
    /// The system's own id.
    pub id: Option<String>,
    /// The name to log in with: the identifier that people see.
    pub login: String,
    /// E-mail address.
    pub email: Option<String>,
    /// Name of the person or thing.
    pub name: Option<String>,
    /// Employee number, where the system carries it.
    pub employee_number: Option<String>,
    /// Whether it can be used.
    pub status: AccountStatus,
    /// The source's word for that.
    pub status_word: Option<String>,
    /// What it stands for.
    pub nature: AccountNature,
    /// Owner of a service or shared account.
    pub owner: Option<String>,
    /// When it was made.
    pub created: Option<Stamp>,
    /// When it was disabled or deleted.
    pub disabled: Option<Stamp>,
    /// Last log-in; none: never, or not told (see `last_login_known`).
    pub last_login: Option<Stamp>,
    /// Whether the source tells last log-ins at all, so that a blank one means "never".
    pub last_login_known: bool,
    /// Whether a second factor is registered; none: the source does not say.
    pub mfa: Option<bool>,
    /// Whether a person can enter with a password (false for key-only accounts, where a second factor has no place).
    pub password_login: Option<bool>,
    /// Whether it has administrative rights; none: the source does not say.
    pub admin: Option<bool>,
    /// Roles and groups.
    pub roles: Vec<String>,
    /// Last change of the password.
    pub password_changed: Option<Stamp>,
    /// Access keys.
    pub keys: Vec<AccessKey>,
    /// The export tells only some facts of the account (its factors, its roles): they complete the account of the same
    /// system with the same id or log-in, whichever file came first.
    pub partial: bool,
}

/// How a person is engaged.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Employment {
    /// Employed.
    Employee,
    /// Contractor, consultant, temporary.
    Contractor,
    /// The source does not say.
    #[default]
    Unknown,
}

/// A person on the company's roster.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    /// Employee number or the roster's own id.
    pub employee_number: Option<String>,
    /// The roster's own id, where it is another than the employee number: other files of the same roster name the person by it.
    pub id: Option<String>,
    /// Full name.
    pub name: Option<String>,
    /// Work e-mail address.
    pub email: Option<String>,
    /// Other addresses and log-in names that the roster gives.
    pub aliases: Vec<String>,
    /// The roster's word for the state of employment.
    pub status_word: Option<String>,
    /// Whether the roster calls the person employed now; none: it does not say.
    pub employed: Option<bool>,
    /// First day.
    pub start: Option<Stamp>,
    /// Last day of employment.
    pub end: Option<Stamp>,
    /// How engaged.
    pub employment: Employment,
    /// Manager, as the roster names them.
    pub manager: Option<String>,
    /// Department or team.
    pub department: Option<String>,
    /// Job title.
    pub title: Option<String>,
    /// The export tells only some facts of the person: they complete the person with the same id or employee number.
    pub partial: bool,
}

impl Person {
    /// The identifier that people see: e-mail, else employee number, else name.
    pub fn label(&self) -> &str {
        self.email.as_deref().or(self.employee_number.as_deref()).or(self.name.as_deref()).unwrap_or_default()
    }
}

/// What an event in an audit log did, normalised.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// An account was made or activated.
    AccountEnabled,
    /// An account was suspended, deactivated or deleted.
    AccountDisabled,
    /// A role, group or application was given.
    Granted,
    /// A role, group or application was taken away.
    Revoked,
    /// Somebody logged in.
    LoggedIn,
    /// A second factor was added, reset or removed.
    FactorChanged,
    /// A rule of the system itself was changed.
    PolicyChanged,
    /// Anything else.
    #[default]
    Other,
}

/// One line of an audit log.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AuditEvent {
    /// The system.
    pub system: String,
    /// The event's own id.
    pub id: Option<String>,
    /// When.
    pub at: Option<Stamp>,
    /// What, normalised.
    pub action: Action,
    /// What, in the source's word (`user.lifecycle.deactivate`).
    pub action_word: String,
    /// Who did it.
    pub actor: Option<String>,
    /// The account that it was done to.
    pub target: Option<String>,
    /// That account's own id.
    pub target_id: Option<String>,
    /// What was given or taken (group, role, application).
    pub object: Option<String>,
    /// Whether it succeeded; none: the source does not say.
    pub succeeded: Option<bool>,
    /// The part of the system that it happened in (`iam.amazonaws.com`, `Exchange`), where the log holds several.
    pub service: Option<String>,
    /// The address that it came from.
    pub address: Option<String>,
    /// Whether a second factor was given; none: the source does not say.
    pub mfa: Option<bool>,
}
