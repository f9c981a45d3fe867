//! Errors of the other crates as errors of a use case: which of them a caller branches on is decided here.

use crate::{AppError, Code, error::chain};
use bundle::{BundleError, IdentityError};
use logs::LogsError;
use store::StoreError;

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        let code = match &error {
            StoreError::NotAVault(_) | StoreError::Newer { .. } => Code::NoVault,
            StoreError::WrongPassphrase
            | StoreError::WrongRecoveryCode
            | StoreError::MistypedRecoveryCode
            | StoreError::MissingSlot(_)
            | StoreError::Keychain(_)
            | StoreError::WrongKeychainEntry => Code::WrongSecret,
            StoreError::OpenElsewhere(_) => Code::Busy,
            StoreError::Exists(_)
            | StoreError::NotEmpty(_)
            | StoreError::NoSlot
            | StoreError::EmptyPassphrase
            | StoreError::LastSlot(_)
            | StoreError::Refused { .. } => Code::Invalid,
            StoreError::NotFound { .. } => Code::NotFound,
            StoreError::Damaged { .. }
            | StoreError::RolledBack { .. }
            | StoreError::BrokenChain { .. }
            | StoreError::Shape { .. } => Code::Integrity,
            StoreError::Io { .. } | StoreError::Sql { .. } | StoreError::Crypto(_) => Code::System,
        };
        // The store's messages end with what to do, after a colon or semicolon.
        Self::new(code, chain(&error), "")
    }
}

impl From<LogsError> for AppError {
    fn from(error: LogsError) -> Self {
        let code = match &error {
            LogsError::Cancelled => Code::Cancelled,
            LogsError::Query { .. } | LogsError::Memory { .. } => Code::Invalid,
            LogsError::Missing { .. } | LogsError::Damaged { .. } => Code::Integrity,
            _ => Code::System,
        };
        Self::new(code, chain(&error), "")
    }
}

impl From<BundleError> for AppError {
    fn from(error: BundleError) -> Self {
        let code = if matches!(error, BundleError::Cancelled) { Code::Cancelled } else { Code::System };
        Self::new(code, chain(&error), "")
    }
}

impl From<IdentityError> for AppError {
    fn from(error: IdentityError) -> Self {
        Self::new(Code::Integrity, chain(&error), "")
    }
}
