//! `fieldwork map crosswalk`: which controls serve which entries of another framework.

use crate::{output, session::VaultArguments};
use clap::Args;
use std::{path::PathBuf, process::ExitCode};

/// Show which controls serve which entries of ISO 27001, NIST AI RMF or the OWASP LLM Top 10, by ids and our own words.
#[derive(Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    vault: VaultArguments,
    /// Write it as CSV
    #[arg(long, value_name = "FILE", requires = "framework")]
    csv: Option<PathBuf>,
    /// Print JSON: an array of frameworks, or one object {"framework","note","rows":[{"id","title","part","controls":[...],"criteria":[...]}]}
    #[arg(long)]
    json: bool,
    /// iso-27001, nist-ai-rmf or owasp-llm; without it the frameworks are listed
    framework: Option<String>,
}

/// Prints the crosswalk.
pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let session = arguments.vault.open()?;
    let Some(framework) = &arguments.framework else {
        let frameworks = app::crosswalk::frameworks(&session)?;
        if arguments.json {
            output::json(&frameworks)?;
        } else {
            let row = |one: &app::contract::crosswalk::FrameworkView| {
                vec![one.id.clone(), one.title.clone(), format!("{} of {}", one.served, one.entries)]
            };
            output::table(&["framework", "title", "mapped"], &frameworks.iter().map(row).collect::<Vec<_>>());
        }
        return Ok(ExitCode::SUCCESS);
    };
    if let Some(file) = &arguments.csv {
        app::crosswalk::save_csv(&session, framework, file)?;
    }
    let view = app::crosswalk::crosswalk(&session, framework)?;
    if arguments.json {
        output::json(&view)?;
        return Ok(ExitCode::SUCCESS);
    }
    let rows: Vec<Vec<String>> = view
        .rows
        .iter()
        .map(|row| {
            let controls: Vec<&str> = row.controls.iter().map(|control| control.id.as_str()).collect();
            let near = if controls.is_empty() { format!("none; look at {}", row.criteria.join(" ")) } else { controls.join(" ") };
            vec![row.id.clone(), row.title.clone(), near]
        })
        .collect();
    output::table(&[&view.framework.title, "in our words", "controls"], &rows);
    output::remark(&view.note);
    Ok(ExitCode::SUCCESS)
}
