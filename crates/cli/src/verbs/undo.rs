//! `fieldwork undo`: takes an import back.

use crate::{output, session::VaultArguments};
use anyhow::Context;
use clap::Args;
use std::process::ExitCode;

/// Take an import back: its records, links and original leave the vault; the activity log keeps what was done.
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    vault: VaultArguments,
    /// Print a JSON object: {"undone"}
    #[arg(long)]
    json: bool,
    /// Number of the evidence, such as E-0007 or 7
    evidence: String,
}

/// Undoes it.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let digits = arguments.evidence.trim_start_matches(['E', 'e', '-']);
    let number: u32 = digits.parse().with_context(|| format!("`{}` is no evidence number", arguments.evidence))?;
    app::evidence::undo(&arguments.vault.open()?, number)?;
    if arguments.json {
        output::json(&serde_json::json!({ "undone": number }))?;
    } else {
        output::line(format!("E-{number:04} was taken back."));
    }
    Ok(ExitCode::SUCCESS)
}
