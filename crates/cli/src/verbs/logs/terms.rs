//! `fieldwork logs terms`: by what is judged, out of the vault.

use crate::session::VaultArguments;
use clap::Args;
use std::{path::PathBuf, process::ExitCode};

/// Write by what is judged (window, zone, moment, parameters, approved models) for `logs convert` and `logs evaluate`.
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    vault: VaultArguments,
    /// The JSON file to write
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

/// Writes them.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    app::answers::write_terms(&arguments.vault.open()?, &arguments.out)?;
    Ok(ExitCode::SUCCESS)
}
