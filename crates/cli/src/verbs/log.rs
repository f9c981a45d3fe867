//! `fieldwork log`: what was done in the vault, and whether the chain that says so is whole.

use crate::{output, session::VaultArguments};
use app::contract::PageRequest;
use clap::Args;
use std::process::ExitCode;

/// Show the activity log, newest first, or check its chain; exit with 1 when the chain is broken.
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    vault: VaultArguments,
    /// Check that every entry follows from the one before
    #[arg(long)]
    check: bool,
    /// Only entries that contain these words
    #[arg(long, default_value = "")]
    filter: String,
    /// How many entries
    #[arg(long, default_value_t = 50)]
    limit: u32,
    /// Print JSON: an array of entries, or {"intact","entries","head","problem"} with --check
    #[arg(long)]
    json: bool,
}

/// Prints or checks the log.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let session = arguments.vault.open()?;
    if arguments.check {
        let chain = app::vault::check_chain(&session)?;
        if arguments.json {
            output::json(&chain)?;
        } else {
            let verdict = chain.problem.clone().unwrap_or_else(|| "every entry follows from the one before".to_owned());
            output::line(format!("{} entries, head {}: {verdict}", chain.entries, chain.head));
        }
        return Ok(if chain.intact { ExitCode::SUCCESS } else { ExitCode::from(1) });
    }
    let request = PageRequest { offset: 0, limit: arguments.limit, filter: arguments.filter.clone() };
    let page = app::vault::activity(&session, &request)?;
    if arguments.json {
        output::json(&page.rows)?;
        return Ok(ExitCode::SUCCESS);
    }
    for entry in &page.rows {
        output::line(format!(
            "{:>6}  {}  {}  {} {} {}",
            entry.sequence, entry.at, entry.actor, entry.action, entry.subject, entry.detail
        ));
    }
    Ok(ExitCode::SUCCESS)
}
