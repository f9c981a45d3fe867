//! `fieldwork roll-forward`: the window moves on into the next engagement.

use crate::{output, session::VaultArguments};
use app::contract::engagement::RollForward;
use clap::Args;
use std::process::ExitCode;

/// Roll the window forward into the next engagement: the map stays, results and responses so far are kept for reading.
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    vault: VaultArguments,
    /// First day of the next window
    #[arg(long, value_name = "DATE")]
    from: String,
    /// Last day of the next window
    #[arg(long, value_name = "DATE")]
    to: String,
    /// Why, and who decided it
    #[arg(long, value_name = "TEXT", required_unless_present = "dry_run")]
    reason: Option<String>,
    /// Show what it would do; change nothing
    #[arg(long)]
    dry_run: bool,
    /// Print a JSON object: {"past","from","to","results","exceptions","unanswered","responses","controls","evidence","notes"}
    #[arg(long)]
    json: bool,
}

/// Rolls forward.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let session = arguments.vault.open()?;
    let reason = arguments.reason.as_deref().unwrap_or_default();
    let done = app::engagement::roll_forward(&session, &arguments.from, &arguments.to, reason, arguments.dry_run)?;
    if arguments.json {
        output::json(&done)?;
    } else {
        print(&done);
    }
    Ok(ExitCode::SUCCESS)
}

fn print(done: &RollForward) {
    done.notes.iter().for_each(output::remark);
    output::line(format!("The window {} {} to {}.", if done.past.is_some() { "is now" } else { "would be" }, done.from, done.to));
    output::line(format!(
        "  {} controls are in force on its first day; {} pieces of evidence lie in it.",
        done.controls, done.evidence
    ));
    output::line(format!(
        "  {} results, {} exceptions ({} not answered) and {} responses {} kept with the engagement that is over{}.",
        done.results,
        done.exceptions,
        done.unanswered,
        done.responses,
        if done.past.is_some() { "are" } else { "would be" },
        done.past.map(|number| format!(" (`fieldwork engagement --past {number}`)")).unwrap_or_default()
    ));
}
