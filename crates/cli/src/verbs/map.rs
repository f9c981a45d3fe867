//! `fieldwork map`: the evidence map.

use crate::{output, session::VaultArguments};
use clap::Args;
use std::process::ExitCode;

/// Show the controls with owner, cadence and what of their evidence is there.
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    vault: VaultArguments,
    /// Only controls that contain these words
    #[arg(long, default_value = "")]
    filter: String,
    /// One control, whole
    #[arg(long, value_name = "ID")]
    control: Option<String>,
    /// Print JSON: an array of controls, or one object with --control
    #[arg(long)]
    json: bool,
}

/// Prints the map.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let session = arguments.vault.open()?;
    if let Some(id) = &arguments.control {
        let control = app::map::control(&session, id)?;
        if arguments.json {
            output::json(&control)?;
        } else {
            output::line(format!("{} {}\n{}", control.row.id, control.row.title, control.description));
            for occurrence in &control.occurrences {
                let state = serde_json::to_value(occurrence.state)?;
                output::line(format!(
                    "  {} to {}: {} {}",
                    occurrence.from,
                    occurrence.to,
                    state.as_str().unwrap_or_default(),
                    occurrence.evidence.join(" ")
                ));
            }
        }
        return Ok(ExitCode::SUCCESS);
    }
    let controls = app::map::controls(&session, &arguments.filter)?;
    if arguments.json {
        output::json(&controls)?;
        return Ok(ExitCode::SUCCESS);
    }
    let rows: Vec<Vec<String>> = controls
        .iter()
        .map(|control| {
            let covered = format!("{}/{}", control.evidenced, control.expected);
            vec![
                control.id.clone(),
                control.title.clone(),
                control.criteria.join(" "),
                control.owner.clone(),
                covered,
                control.exceptions.to_string(),
            ]
        })
        .collect();
    output::table(&["control", "title", "criteria", "owner", "evidenced", "exceptions"], &rows);
    Ok(ExitCode::SUCCESS)
}
