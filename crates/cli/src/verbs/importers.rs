//! `fieldwork importers`: what can be read.

use crate::output;
use clap::Args;
use std::process::ExitCode;

/// List the importers: vendor, what they read, how long the source keeps it.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Print a JSON array: [{"id","vendor","title","export","covers","retentionDays","emits"}]
    #[arg(long)]
    json: bool,
}

/// Lists them.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let importers = app::registry::importers();
    if arguments.json {
        output::json(&importers)?;
        return Ok(ExitCode::SUCCESS);
    }
    let rows: Vec<Vec<String>> = importers
        .iter()
        .map(|importer| {
            let kept = importer.retention_days.map(|days| format!("{days} days")).unwrap_or_default();
            vec![importer.id.clone(), importer.vendor.clone(), importer.title.clone(), importer.emits.join(", "), kept]
        })
        .collect();
    output::table(&["importer", "vendor", "reads", "records", "kept at the source"], &rows);
    Ok(ExitCode::SUCCESS)
}
