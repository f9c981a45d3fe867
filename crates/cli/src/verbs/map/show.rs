//! Showing the map, one control, and its history.

use super::told;
use crate::{output, session::VaultArguments};
use clap::Args;
use std::process::ExitCode;

/// Show what was changed of a control: when, by whom, from which day on, and why.
#[derive(Args)]
pub(super) struct History {
    #[command(flatten)]
    vault: VaultArguments,
    /// Print a JSON object: {"id","life","versions":[{"from","to","control"}],"history":[{"at","actor","action","from","reason",...}]}
    #[arg(long)]
    json: bool,
    /// Id of the control
    control: String,
}

/// Prints the map or one control.
pub(super) fn run(vault: &VaultArguments, control: Option<&str>, filter: &str, json: bool) -> anyhow::Result<ExitCode> {
    let session = vault.open()?;
    if let Some(id) = control {
        let control = app::map::control(&session, id)?;
        if json {
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
    let controls = app::map::controls(&session, filter)?;
    if json {
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

/// Prints the history of a control.
pub(super) fn history(arguments: &History) -> anyhow::Result<ExitCode> {
    let control = app::map::control(&arguments.vault.open()?, &arguments.control)?;
    if arguments.json {
        output::json(&serde_json::json!({
            "id": control.row.id, "life": control.life, "versions": control.versions, "history": control.history,
        }))?;
        return Ok(ExitCode::SUCCESS);
    }
    let day = |day: &str, blank: &str| if day.is_empty() { blank.to_owned() } else { day.to_owned() };
    for version in &control.versions {
        let (from, to) = (day(&version.from, "before the window"), day(&version.to, "until further notice"));
        output::line(format!("{from} to {to}: {}", version.control.title));
    }
    for change in &control.history {
        let from = day(&change.from, "before the window");
        output::line(format!("{} {} {} it from {from}: {}", change.at, change.actor, change.action, change.reason));
        change.changes.iter().for_each(|change| output::line(told(change)));
        if change.after_the_fact_days > 0 {
            output::line(format!("  entered {} days after its first day", change.after_the_fact_days));
        }
        if !change.effect.is_empty() {
            output::line(format!("  {}", change.effect));
        }
    }
    Ok(ExitCode::SUCCESS)
}
