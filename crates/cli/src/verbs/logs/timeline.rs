//! `fieldwork logs timeline`: what answered from when to when.

use crate::{output, session::VaultArguments};
use app::contract::logs::{Lived, LogLife};
use clap::{Args, ValueEnum};
use std::{process::ExitCode, sync::atomic::AtomicBool};

/// Show from when to when every prompt, model or provider answered, how often, and which release record names it.
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    vault: VaultArguments,
    /// Of what
    #[arg(value_enum)]
    of: Of,
    /// Only those whose name or version contains this
    #[arg(long, default_value = "")]
    filter: String,
    /// Print one JSON object each: {"name","version","provider","first","last","calls","weeks","releases","releasedBefore"}
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Of {
    /// Prompts and their versions
    Prompt,
    /// Models and their versions
    Model,
    /// Providers
    Provider,
}

/// Prints the time lines.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let session = arguments.vault.open()?;
    let of = match arguments.of {
        Of::Prompt => Lived::Prompt,
        Of::Model => Lived::Model,
        Of::Provider => Lived::Provider,
    };
    let found = app::logs::lives(&session, of, &AtomicBool::new(false))?;
    let wanted = arguments.filter.to_lowercase();
    let named = |life: &&LogLife| {
        format!("{} {}", life.name, life.version.as_deref().unwrap_or_default()).to_lowercase().contains(&wanted)
    };
    let shown: Vec<&LogLife> = found.lives.iter().filter(named).collect();
    if arguments.json {
        for life in &shown {
            output::json(life)?;
        }
    } else {
        let rows: Vec<Vec<String>> = shown.iter().map(|life| row(life)).collect();
        output::table(&["name", "version", "provider", "first", "last", "calls", "released"], &rows);
    }
    let more = if found.more > 0 { format!("; {} more are not shown", found.more) } else { String::new() };
    output::remark(format!(
        "{} of {} in {} ms; {} calls tell none{more}",
        shown.len(),
        found.lives.len(),
        found.took,
        found.blank
    ));
    Ok(ExitCode::SUCCESS)
}

fn row(life: &LogLife) -> Vec<String> {
    let released = match (life.releases.is_empty(), life.released_before) {
        (true, _) => "no record".to_owned(),
        (false, Some(true)) => "before".to_owned(),
        (false, Some(false)) => "after the first call".to_owned(),
        (false, None) => "record without a date".to_owned(),
    };
    let told = |text: &Option<String>| text.clone().unwrap_or_default();
    vec![
        life.name.clone(),
        told(&life.version),
        told(&life.provider),
        life.first.clone(),
        life.last.clone(),
        life.calls.to_string(),
        released,
    ]
}
