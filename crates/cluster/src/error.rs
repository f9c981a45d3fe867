//! What can go wrong with a cluster, in words that say what to do.

use std::{io, path::PathBuf};

/// A failure of a part of a cluster. A query that does not end is never turned into an answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ClusterError {
    /// A file could not be read or a folder not made.
    #[error("could not {attempt} {path}: {source}")]
    Io {
        /// What was attempted.
        attempt: &'static str,
        /// On which file or folder.
        path: PathBuf,
        /// The system's words.
        #[source]
        source: io::Error,
    },
    /// The token is too easy to guess.
    #[error("the token in {0} is too short: give every part a file with the same 32 random characters or more in its first line")]
    Token(PathBuf),
    /// Certificate, key and authority do not make a connection.
    #[error(
        "the certificate, its key or the authority cannot be used ({0}): all three are PEM files; the certificate names this host"
    )]
    Certificate(String),
    /// An address is not one.
    #[error("`{0}` is not the address of a scheduler: write it like https://scheduler.example.com:50050")]
    Address(String),
    /// A part could not listen.
    #[error("nothing can listen on {address}: {source}; is it in use, or not this machine's?")]
    Listen {
        /// Where.
        address: std::net::SocketAddr,
        /// The system's words.
        #[source]
        source: io::Error,
    },
    /// The scheduler does not answer.
    #[error(
        "the scheduler at {address} cannot be reached ({reason}): is it running, and are certificate, authority and token the same?"
    )]
    Unreachable {
        /// Its address.
        address: String,
        /// Why.
        reason: String,
    },
    /// The logs could not be opened.
    #[error(transparent)]
    Logs(#[from] logs::LogsError),
    /// The engine failed.
    #[error("the cluster's engine failed: {0}")]
    Engine(String),
}

impl ClusterError {
    /// For `map_err` on file operations.
    pub(crate) fn io(attempt: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { attempt, path, source }
    }

    /// For `map_err` on the engine's own errors.
    pub(crate) fn engine(error: impl std::fmt::Display) -> Self {
        Self::Engine(error.to_string())
    }
}

/// An error with its causes: those of the transport say by themselves only that it failed.
pub(crate) fn causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    text
}
