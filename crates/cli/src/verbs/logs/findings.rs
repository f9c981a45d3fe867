//! `fieldwork logs findings`: what the detectors found, and marking what they got wrong.

use crate::{output, session::VaultArguments};
use clap::Args;
use std::{process::ExitCode, sync::atomic::AtomicBool};

/// Show personal data and credentials found in the logs, one line a pattern and place, with masked examples.
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    vault: VaultArguments,
    /// Mark this pattern and place as a false finding, as the list writes it (`0f3a… input`)
    #[arg(long, value_name = "PATTERN", requires = "reason", conflicts_with = "unmark")]
    mark: Option<String>,
    /// Take it back that this pattern is a false finding
    #[arg(long, value_name = "PATTERN")]
    unmark: Option<String>,
    /// Why it is a false finding
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    /// Print one JSON object a pattern: {"key","kind","place","rule","score","hits","masked","firstRow","request","dismissed",...}
    #[arg(long)]
    json: bool,
}

/// Marks, or prints the patterns.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let session = arguments.vault.open()?;
    if let Some(key) = &arguments.mark {
        app::logs::dismiss(&session, key, arguments.reason.as_deref().unwrap_or_default())?;
    }
    if let Some(key) = &arguments.unmark {
        app::logs::undismiss(&session, key)?;
    }
    if arguments.mark.is_some() || arguments.unmark.is_some() {
        return Ok(ExitCode::SUCCESS);
    }
    let found = app::logs::patterns(&session, &AtomicBool::new(false), &mut |progress| output::progress(&progress))?;
    if arguments.json {
        found.patterns.iter().try_for_each(output::json)?;
    } else {
        let rows: Vec<Vec<String>> = found
            .patterns
            .iter()
            .map(|one| {
                let dismissed = one.dismissed.as_ref().map(|why| format!("false: {}", why.reason)).unwrap_or_default();
                let place = format!("{} {}", one.first_row.evidence_label, one.first_row.at);
                vec![
                    one.hits.to_string(),
                    one.kind.clone(),
                    one.masked.clone(),
                    one.rule.clone(),
                    one.key.clone(),
                    place,
                    dismissed,
                ]
            })
            .collect();
        output::table(&["hits", "type", "example", "rule", "pattern", "first at", ""], &rows);
    }
    let more = if found.more > 0 { format!(", {} more are not shown", found.more) } else { String::new() };
    output::remark(format!("{} patterns in {} ms{more}", found.patterns.len(), found.took));
    Ok(ExitCode::SUCCESS)
}
