//! `fieldwork logs check`: the company's own checks over the rows of the log.

use crate::{output, session::VaultArguments};
use anyhow::Context;
use app::{
    contract::checks::{CheckDraft, CheckView},
    own_checks,
};
use clap::{Args, Subcommand};
use std::{fs, path::PathBuf, process::ExitCode, sync::atomic::AtomicBool};

/// List, try, add or retire the company's own checks: SQL over one row that says what breaks them.
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// List every version of every check
    List {
        #[command(flatten)]
        vault: VaultArguments,
        /// Print one JSON object a version: {"draft":{...},"version","last","inForce"}
        #[arg(long)]
        json: bool,
    },
    /// Print checks to begin with, as JSON; none of them is in force
    Starter,
    /// Try the checks of a file on rows of the log; keep nothing
    Try {
        #[command(flatten)]
        vault: VaultArguments,
        /// TOML file with [[check]] entries
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Print one JSON object a check: {"id","rows","applies","broken","untold","examples","took"}
        #[arg(long)]
        json: bool,
    },
    /// Put the checks of a file in force; one with a known id becomes its next version
    Add {
        #[command(flatten)]
        vault: VaultArguments,
        /// TOML file with [[check]] entries
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// End a check after a last day
    Retire {
        #[command(flatten)]
        vault: VaultArguments,
        /// Id of the check
        #[arg(value_name = "ID")]
        id: String,
        /// Last day in force
        #[arg(long, value_name = "DATE")]
        last: String,
    },
}

/// Does it.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    match &arguments.action {
        Action::List { vault, json } => print(&own_checks::list(&vault.open()?)?, *json)?,
        Action::Starter => own_checks::starter()?.iter().try_for_each(output::json)?,
        Action::Try { vault, file, json } => attempt(vault, file, *json)?,
        Action::Add { vault, file } => {
            let checks = read(file)?;
            let session = vault.open()?;
            for check in checks {
                let kept = own_checks::put(&session, check)?;
                output::line(format!("{}@{} is in force from {} on", kept.draft.id, kept.version, kept.draft.from));
            }
        }
        Action::Retire { vault, id, last } => own_checks::retire(&vault.open()?, id, last)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn read(file: &PathBuf) -> anyhow::Result<Vec<model::OwnCheck>> {
    let text = fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    own_checks::parse(&text).with_context(|| file.display().to_string())
}

fn attempt(vault: &VaultArguments, file: &PathBuf, json: bool) -> anyhow::Result<()> {
    let checks = read(file)?;
    let session = vault.open()?;
    for check in checks {
        let draft = CheckDraft {
            id: check.id.clone(),
            title: check.title,
            reason: check.reason,
            criteria: check.criteria,
            from: check.from.to_string(),
            table: check.table,
            applies: check.applies,
            breaks: check.breaks,
        };
        let tried = own_checks::attempt(&session, &draft, &AtomicBool::new(false))?;
        if json {
            let mut shape = serde_json::to_value(&tried)?;
            if let Some(shape) = shape.as_object_mut() {
                shape.insert("id".to_owned(), check.id.into());
            }
            output::json(&shape)?;
            continue;
        }
        output::line(format!(
            "{}: of {} rows it is about {}; {} break it, {} do not tell enough",
            check.id, tried.rows, tried.applies, tried.broken, tried.untold
        ));
        for row in &tried.examples {
            let what = if row.breaks { "breaks it" } else { "does not tell enough" };
            output::line(format!("  {} {} [{} {}, {}]", row.at, what, row.proof.evidence_label, row.proof.file, row.proof.at));
        }
    }
    Ok(())
}

fn print(checks: &[CheckView], json: bool) -> anyhow::Result<()> {
    if json {
        return checks.iter().try_for_each(output::json);
    }
    let row = |check: &CheckView| {
        let state = if check.in_force { "in force" } else { "" };
        let key = format!("{}@{}", check.draft.id, check.version);
        let until = check.last.clone().unwrap_or_default();
        vec![key, check.draft.from.clone(), until, state.to_owned(), check.draft.title.clone()]
    };
    output::table(&["check", "from", "until", "", "demands"], &checks.iter().map(row).collect::<Vec<_>>());
    Ok(())
}
