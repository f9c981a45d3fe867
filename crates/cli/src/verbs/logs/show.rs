//! `fieldwork logs show`: what the column store holds.

use crate::{output, session::VaultArguments};
use app::{contract::logs::Bucket, logs};
use clap::Args;
use serde_json::json;
use std::{process::ExitCode, sync::atomic::AtomicBool};

/// Show the tables of the log, their columns, and calls by month with the days that are silent.
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    vault: VaultArguments,
    /// Show the columns of every table
    #[arg(long)]
    columns: bool,
    /// Print a JSON object: {"tables":[{"name","rows","bytes","files","first","last","columns"}],"volume":{...}}
    #[arg(long)]
    json: bool,
}

/// Prints it.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let session = arguments.vault.open()?;
    let cancel = AtomicBool::new(false);
    let overview = logs::overview(&session, &cancel)?;
    let volume = logs::volume(&session, Bucket::Month, &cancel)?;
    if arguments.json {
        output::json(&json!({ "tables": overview.tables, "volume": volume }))?;
        return Ok(ExitCode::SUCCESS);
    }
    let days = |table: &app::contract::logs::LogTable| [table.first.clone(), table.last.clone()].map(Option::unwrap_or_default);
    for table in &overview.tables {
        let [first, last] = days(table);
        output::line(format!(
            "{}: {} rows from {} files, {first} to {last}: {}",
            table.name, table.rows, table.files, table.about
        ));
        if arguments.columns {
            let rows: Vec<Vec<String>> =
                table.columns.iter().map(|(name, kind, about)| vec![format!("  {name}"), kind.clone(), about.clone()]).collect();
            output::table(&["  column", "type", "what it holds"], &rows);
        }
    }
    let rows: Vec<Vec<String>> = volume
        .points
        .iter()
        .map(|point| {
            vec![
                point.day.get(..7).unwrap_or_default().to_owned(),
                point.calls.to_string(),
                point.complete.to_string(),
                point.failed.to_string(),
                point.fallback.to_string(),
            ]
        })
        .collect();
    if !rows.is_empty() {
        output::table(&["month", "calls", "complete", "failed", "fallback"], &rows);
    }
    for (first, last) in &volume.silent {
        output::line(format!("no call is logged from {first} to {last}"));
    }
    for (number, what) in [(volume.undated, "tell no time"), (volume.outside, "are outside of the window")] {
        if number > 0 {
            output::line(format!("{number} calls {what}"));
        }
    }
    Ok(ExitCode::SUCCESS)
}
