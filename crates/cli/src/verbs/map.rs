//! `fieldwork map`: the evidence map, and changing it.

mod crosswalk;
mod edit;
mod import;
mod links;
mod show;

use crate::{output, session::VaultArguments};
use anyhow::{Context, bail};
use app::{Session, contract::vault::VaultState};
use clap::{Args, Subcommand};
use std::process::ExitCode;

/// Show the controls with owner, cadence and what of their evidence is there, or change them.
#[derive(Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(crate) struct Arguments {
    #[command(flatten)]
    vault: Option<VaultArguments>,
    /// Only controls that contain these words
    #[arg(long, value_name = "WORDS")]
    filter: Option<String>,
    /// One control, whole
    #[arg(long, value_name = "ID")]
    control: Option<String>,
    /// Print JSON: an array of controls, or one object with --control
    #[arg(long)]
    json: bool,
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Subcommand)]
enum Action {
    Add(edit::Add),
    Change(edit::Change),
    Retire(edit::Retire),
    History(show::History),
    Import(import::Arguments),
    Link(links::Link),
    Unlink(links::Unlink),
    Crosswalk(crosswalk::Arguments),
}

/// From which day on, and why: what every change of a control needs.
#[derive(Args)]
struct BecauseArguments {
    /// First day of the change; `before-window`: since before the window. Without it: today
    #[arg(long, value_name = "DATE")]
    effective: Option<String>,
    /// Why, and who decided it
    #[arg(long, value_name = "TEXT", default_value = "")]
    reason: String,
    /// Show what it would do; change nothing
    #[arg(long)]
    dry_run: bool,
}

impl BecauseArguments {
    /// The first day as the use cases take it.
    fn from(&self, session: &Session) -> anyhow::Result<String> {
        match self.effective.as_deref() {
            Some("before-window") => Ok(String::new()),
            Some(day) => Ok(day.to_owned()),
            None => match app::vault::state(session)? {
                VaultState::Open { engagement } => Ok(engagement.today.to_string()),
                _ => bail!("the vault is locked"),
            },
        }
    }
}

/// The number of evidence such as `E-0007` or `7`.
fn evidence_number(text: &str) -> anyhow::Result<u32> {
    text.trim_start_matches(['E', 'e', '-']).parse().with_context(|| format!("`{text}` is no evidence number"))
}

/// Shows or changes the map.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    match &arguments.action {
        None => {
            let Some(vault) = &arguments.vault else { bail!("--vault is needed: the folder of the vault") };
            show::run(vault, arguments.control.as_deref(), arguments.filter.as_deref().unwrap_or_default(), arguments.json)
        }
        Some(Action::Add(action)) => edit::add(action),
        Some(Action::Change(action)) => edit::change(action),
        Some(Action::Retire(action)) => edit::retire(action),
        Some(Action::History(action)) => show::history(action),
        Some(Action::Import(action)) => import::run(action),
        Some(Action::Link(action)) => links::link(action),
        Some(Action::Unlink(action)) => links::unlink(action),
        Some(Action::Crosswalk(action)) => crosswalk::run(action),
    }
}

/// A field change as a line.
fn told(change: &app::contract::controls::FieldChange) -> String {
    let shown = |text: &str| if text.is_empty() { "nothing".to_owned() } else { format!("\"{text}\"") };
    format!("  {}: {} -> {}", change.field, shown(&change.before), shown(&change.after))
}

/// Prints what a change does.
fn effect(effect: &app::contract::controls::ChangeEffect, json: bool, dry: bool) -> anyhow::Result<ExitCode> {
    if json {
        output::json(effect)?;
        return Ok(ExitCode::SUCCESS);
    }
    let from = if effect.from.is_empty() { "since before the window".to_owned() } else { format!("from {}", effect.from) };
    let verb = if dry { "would be" } else { "is" };
    output::line(format!("{} {verb} {} {from}.", effect.control, effect.action));
    effect.changes.iter().for_each(|change| output::line(told(change)));
    if !effect.to.is_empty() {
        output::line(format!("  A later version follows: this one ends on {}.", effect.to));
    }
    if effect.after_the_fact_days > 0 {
        output::line(format!("  It is entered {} days after its first day; the history says so.", effect.after_the_fact_days));
    }
    if !effect.effect.is_empty() {
        output::line(format!("  {}", effect.effect));
    }
    if effect.linked > 0 {
        output::line(format!("  {} pieces of evidence that came in before serve it now.", effect.linked));
    }
    Ok(ExitCode::SUCCESS)
}
