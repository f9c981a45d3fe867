//! `fieldwork map import`: an existing control set.

use super::{BecauseArguments, edit::word, told};
use crate::{output, session::VaultArguments};
use app::contract::controls::{SetAction, SetOptions, SetReport};
use clap::Args;
use std::{path::PathBuf, process::ExitCode};

/// Take an existing control set in (CSV, XLSX), in one step; exit with 2 when a row could not be taken.
#[derive(Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    vault: VaultArguments,
    #[command(flatten)]
    because: BecauseArguments,
    /// Cadence of new controls for which the file gives none; without it such rows are left out
    #[arg(long, value_name = "CADENCE")]
    cadence: Option<String>,
    /// Retire the controls that the file does not name, from the first day on
    #[arg(long)]
    retire_others: bool,
    /// Print a JSON object: {"file","done","added","changed","same","leftOut","retired","rows":[...],"absent":[...],"people":[...],"problems":[{"row","column","value","code","message"}],...}
    #[arg(long)]
    json: bool,
    /// The file
    file: PathBuf,
}

/// Takes the set in, or shows what that would do.
pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let session = arguments.vault.open()?;
    let options = SetOptions {
        from: arguments.because.from(&session)?,
        reason: arguments.because.reason.clone(),
        cadence: arguments.cadence.as_deref().map(|text| word(text, "cadence")).transpose()?,
        retire_others: arguments.retire_others,
    };
    let report = if arguments.because.dry_run {
        app::control_set::preview(&session, &arguments.file, &options)?
    } else {
        app::control_set::import(&session, &arguments.file, &options)?
    };
    if arguments.json {
        output::json(&report)?;
    } else {
        print(&report);
    }
    Ok(if report.left_out > 0 { ExitCode::from(2) } else { ExitCode::SUCCESS })
}

fn print(report: &SetReport) {
    for row in &report.rows {
        let what = match row.action {
            SetAction::Added => "added",
            SetAction::Changed => "changed",
            SetAction::Reinstated => "reinstated",
            SetAction::Same => continue,
            SetAction::LeftOut => "left out",
        };
        let why = if row.why.is_empty() { String::new() } else { format!(": {}", row.why) };
        output::line(format!("{what} {} {}{why}", row.id, row.title));
        if row.action != SetAction::Added {
            row.changes.iter().for_each(|change| output::line(told(change)));
        }
    }
    for problem in &report.problems {
        let column = if problem.column.is_empty() { String::new() } else { format!(", column {}", problem.column) };
        output::remark(format!("row {}{column}: {}", problem.row, problem.message));
    }
    if !report.unread.is_empty() {
        output::remark(format!("columns not read: {}", report.unread.join(", ")));
    }
    let done = if report.done { "" } else { " (nothing was changed yet)" };
    output::line(format!(
        "{} added, {} changed, {} as they are, {} left out, {} retired; {} in the map are not in the file{done}",
        report.added,
        report.changed,
        report.same,
        report.left_out,
        report.retired,
        report.absent.len()
    ));
}
