//! `fieldwork sources`: what came in of each source, and by when the next export must be made.

use crate::{output, session::VaultArguments};
use clap::Args;
use std::{path::PathBuf, process::ExitCode};

/// List the sources in scope: what came in last, which days are covered, by when to export next.
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    vault: VaultArguments,
    /// Write the days by which to export as a calendar (RFC 5545)
    #[arg(long, value_name = "FILE.ics")]
    ics: Option<PathBuf>,
    /// Print a JSON object: {"window","today","exports":[{"system","importer","covered","missing","lost","next",...}],"systems"}
    #[arg(long)]
    json: bool,
}

/// Lists them.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let session = arguments.vault.open()?;
    let sources = app::sources::sources(&session)?;
    if let Some(file) = &arguments.ics {
        app::sources::save_calendar(&session, file)?;
    }
    if arguments.json {
        output::json(&sources)?;
        return Ok(ExitCode::SUCCESS);
    }
    let spans = |spans: &[(String, String)]| {
        let told: Vec<String> = spans.iter().map(|(from, to)| format!("{from} to {to}")).collect();
        told.join(", ")
    };
    let rows: Vec<Vec<String>> = sources
        .exports
        .iter()
        .map(|export| {
            let next = export.next.as_ref().map(|next| format!("{}: {}", next.by, next.because)).unwrap_or_default();
            let last = export.last.as_ref().map(|(_, label)| label.clone()).unwrap_or_default();
            vec![export.system.clone(), export.title.clone(), last, spans(&export.missing), spans(&export.lost), next]
        })
        .collect();
    output::table(&["system", "export", "last", "not covered", "forgotten by the source", "export by"], &rows);
    Ok(ExitCode::SUCCESS)
}
