//! `fieldwork logs evaluate`: the evaluators over the logs.

use crate::{session::VaultArguments, verbs};
use clap::Args;
use std::process::ExitCode;

/// Judge every row of the logs, as `fieldwork evaluate` does with everything.
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    vault: VaultArguments,
    /// Exit with 1 when there is an exception, for use as a gate
    #[arg(long)]
    fail_on_exception: bool,
    /// Print a JSON object as `fieldwork evaluate --json` does
    #[arg(long)]
    json: bool,
}

/// Evaluates and prints.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let session = arguments.vault.open()?;
    verbs::evaluate::judge(&session, &app::logs::evaluators(), arguments.json, arguments.fail_on_exception)
}
