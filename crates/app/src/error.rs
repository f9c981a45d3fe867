//! The one error that crosses to the window and the command line.

use serde::Serialize;
use specta::Type;

/// What failed, with a code only where somebody branches on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type, thiserror::Error)]
#[serde(rename_all = "camelCase")]
#[error("{message}")]
pub struct AppError {
    /// What kind of failure.
    pub code: Code,
    /// What happened, to which thing.
    pub message: String,
    /// What to do; blank when the message says it.
    pub hint: String,
}

/// Kinds of failure that a caller branches on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// No vault is open.
    Locked,
    /// Passphrase, recovery code or keychain did not open the vault.
    WrongSecret,
    /// There is no vault, or not one that this version can open.
    NoVault,
    /// The vault is open in another process.
    Busy,
    /// What was asked for does not exist.
    NotFound,
    /// What was given cannot be used.
    Invalid,
    /// The user stopped it.
    Cancelled,
    /// Something is damaged or was altered.
    Integrity,
    /// The system failed: disk, keychain, permissions.
    System,
}

impl AppError {
    /// A failure with a hint.
    pub fn new(code: Code, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { code, message: message.into(), hint: hint.into() }
    }

    /// The system failed while something was attempted.
    pub fn system(attempt: &str, cause: &dyn std::error::Error) -> Self {
        Self::new(Code::System, format!("{attempt}: {}", chain(cause)), "")
    }
}

/// An error and its causes in one line.
pub(crate) fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let next = cause.to_string();
        if !text.ends_with(&next) {
            text = format!("{text}: {next}");
        }
        source = cause.source();
    }
    text
}
