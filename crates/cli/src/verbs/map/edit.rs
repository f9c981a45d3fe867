//! Adding, changing and retiring a control.

use super::{BecauseArguments, effect};
use crate::session::VaultArguments;
use anyhow::{Context, bail};
use app::{
    Session,
    contract::controls::{Because, ControlDraft, ControlEdit},
};
use clap::Args;
use model::{Cadence, Kind, Nature};
use serde::de::DeserializeOwned;
use std::process::ExitCode;

/// Add a control from a day on.
#[derive(Args)]
pub(super) struct Add {
    #[command(flatten)]
    vault: VaultArguments,
    #[command(flatten)]
    because: BecauseArguments,
    #[command(flatten)]
    fields: Fields,
    /// Print a JSON object: {"control","action","from","to","changes":[...],"afterTheFactDays","effect","linked"}
    #[arg(long)]
    json: bool,
    /// Id of the new control, such as AC-11; never used again for another
    id: String,
}

/// Change a control from a day on; what is not given stays as it is, and what was true before stays true.
#[derive(Args)]
pub(super) struct Change {
    #[command(flatten)]
    vault: VaultArguments,
    #[command(flatten)]
    because: BecauseArguments,
    #[command(flatten)]
    fields: Fields,
    /// Print a JSON object: {"control","action","from","to","changes":[...],"afterTheFactDays","effect","linked"}
    #[arg(long)]
    json: bool,
    /// Id of the control
    id: String,
}

/// End a control: the first day named is the first on which it is not in force; its history stays.
#[derive(Args)]
pub(super) struct Retire {
    #[command(flatten)]
    vault: VaultArguments,
    #[command(flatten)]
    because: BecauseArguments,
    /// Print a JSON object: {"control","action","from","to","changes":[...],"afterTheFactDays","effect","linked"}
    #[arg(long)]
    json: bool,
    /// Id of the control
    id: String,
}

/// The fields of a control.
#[derive(Args)]
struct Fields {
    /// A few words
    #[arg(long)]
    title: Option<String>,
    /// The testable sentence, as in the system description
    #[arg(long)]
    description: Option<String>,
    /// Criteria, separated by commas (CC6.1,CC6.2)
    #[arg(long, value_delimiter = ',')]
    criteria: Option<Vec<String>>,
    /// Ids of other frameworks, separated by commas (A.5.15,LLM01)
    #[arg(long, value_delimiter = ',')]
    also: Option<Vec<String>>,
    /// The role that owns it
    #[arg(long)]
    owner_role: Option<String>,
    /// E-mail address of the owner; blank takes the name away
    #[arg(long)]
    owner: Option<String>,
    /// The kind of system that its evidence comes from
    #[arg(long)]
    source: Option<String>,
    /// continuous, daily, weekly, monthly, quarterly, half-yearly, yearly or per-event
    #[arg(long)]
    cadence: Option<String>,
    /// manual or automated
    #[arg(long)]
    nature: Option<String>,
    /// Evidence expected, in words; may be given several times
    #[arg(long)]
    expects: Option<Vec<String>>,
    /// Kinds of records that serve as evidence, separated by commas
    #[arg(long, value_delimiter = ',')]
    kinds: Option<Vec<String>>,
    /// Evaluators that test it, separated by commas
    #[arg(long, value_delimiter = ',')]
    evaluators: Option<Vec<String>>,
}

/// Adds a control.
pub(super) fn add(arguments: &Add) -> anyhow::Result<ExitCode> {
    if arguments.fields.cadence.is_none() {
        bail!("--cadence is needed: how often the control is performed");
    }
    let blank = ControlDraft {
        id: arguments.id.clone(),
        title: String::new(),
        description: String::new(),
        criteria: Vec::new(),
        also: Vec::new(),
        owner_role: String::new(),
        owner: String::new(),
        source: String::new(),
        cadence: Cadence::Yearly,
        nature: Nature::Manual,
        expects: Vec::new(),
        kinds: Vec::new(),
        evaluators: Vec::new(),
    };
    let session = arguments.vault.open()?;
    let control = arguments.fields.over(blank)?;
    done(&session, &ControlEdit::Add { control }, &arguments.because, arguments.json)
}

/// Changes a control.
pub(super) fn change(arguments: &Change) -> anyhow::Result<ExitCode> {
    let session = arguments.vault.open()?;
    let because = arguments.because.from(&session)?;
    let known = app::map::control(&session, &arguments.id)?;
    // The version that the change follows is the one in force on its first day.
    let base = known.versions.iter().rev().find(|version| version.from <= because).map(|version| version.control.clone());
    let control = arguments.fields.over(base.unwrap_or(known.draft))?;
    done(&session, &ControlEdit::Change { control }, &arguments.because, arguments.json)
}

/// Retires a control.
pub(super) fn retire(arguments: &Retire) -> anyhow::Result<ExitCode> {
    let session = arguments.vault.open()?;
    done(&session, &ControlEdit::Retire { id: arguments.id.clone() }, &arguments.because, arguments.json)
}

fn done(session: &Session, edit: &ControlEdit, because: &BecauseArguments, json: bool) -> anyhow::Result<ExitCode> {
    let why = Because { from: because.from(session)?, reason: because.reason.clone() };
    effect(&app::controls::edit(session, edit, &why, because.dry_run)?, json, because.dry_run)
}

impl Fields {
    /// A control with what was given over what is there.
    fn over(&self, base: ControlDraft) -> anyhow::Result<ControlDraft> {
        let text = |given: &Option<String>, base: String| given.clone().unwrap_or(base);
        let list = |given: &Option<Vec<String>>, base: Vec<String>| given.clone().unwrap_or(base);
        Ok(ControlDraft {
            title: text(&self.title, base.title),
            description: text(&self.description, base.description),
            criteria: list(&self.criteria, base.criteria),
            also: list(&self.also, base.also),
            owner_role: text(&self.owner_role, base.owner_role),
            owner: text(&self.owner, base.owner),
            source: text(&self.source, base.source),
            cadence: self.cadence.as_deref().map(|given| word(given, "cadence")).transpose()?.unwrap_or(base.cadence),
            nature: self.nature.as_deref().map(|given| word(given, "nature")).transpose()?.unwrap_or(base.nature),
            expects: list(&self.expects, base.expects),
            kinds: match &self.kinds {
                Some(given) => kinds(given)?,
                None => base.kinds,
            },
            evaluators: list(&self.evaluators, base.evaluators).into_iter().filter(|id| !id.trim().is_empty()).collect(),
            id: base.id,
        })
    }
}

fn kinds(given: &[String]) -> anyhow::Result<Vec<Kind>> {
    given.iter().filter(|text| !text.trim().is_empty()).map(|text| word(text, "kind of records")).collect()
}

/// A word of the model, in any usual spelling.
pub(super) fn word<T: DeserializeOwned>(text: &str, what: &str) -> anyhow::Result<T> {
    let plain = text.trim().to_lowercase().replace(['_', ' '], "-");
    serde_json::from_value(plain.into()).with_context(|| format!("`{text}` is no {what}"))
}
