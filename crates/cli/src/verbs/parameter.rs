//! `fieldwork parameter`: what the evaluators go by.

use crate::{output, session::VaultArguments};
use app::contract::{map::EffectiveView, results::EvaluationChange};
use chrono::NaiveDate;
use clap::Args;
use model::State;
use std::process::ExitCode;

/// Show the parameters of the evaluators; set one from a day on, or see what that would change.
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    vault: VaultArguments,
    /// The parameter to set; without it all are shown
    #[arg(value_name = "ID", requires_all = ["value", "from"])]
    id: Option<String>,
    /// Its value: a whole number, or words separated by commas
    #[arg(value_name = "VALUE")]
    value: Option<String>,
    /// First day on which it is in force
    #[arg(long, value_name = "DATE")]
    from: Option<NaiveDate>,
    /// Why, and who decided it
    #[arg(long, value_name = "TEXT", default_value = "")]
    reason: String,
    /// Only show what would be judged otherwise, and set nothing
    #[arg(long, requires = "id")]
    preview: bool,
    /// Print a JSON array: [{"id","title","default","source","values":[{"from","value","reason"}]}], with --preview
    /// [{"before","after","total","items":[{"subject","before","after","reason"}]}]
    #[arg(long)]
    json: bool,
}

/// Prints, previews or sets.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let session = arguments.vault.open()?;
    let (Some(id), Some(value), Some(from)) = (&arguments.id, &arguments.value, arguments.from) else {
        let parameters = app::terms::parameters(&session)?;
        if arguments.json {
            output::json(&parameters)?;
            return Ok(ExitCode::SUCCESS);
        }
        let row =
            |id: &str, from: &str, value: &str, why: &str| vec![id.to_owned(), from.to_owned(), value.to_owned(), why.to_owned()];
        let rows: Vec<Vec<String>> = parameters
            .iter()
            .flat_map(|one| {
                let set = one.values.iter().map(|value| row(&one.id, &value.from, &value.value, &value.reason));
                std::iter::once(row(&one.id, "default", &one.default, &one.source)).chain(set)
            })
            .collect();
        output::table(&["parameter", "from", "value", "why"], &rows);
        return Ok(ExitCode::SUCCESS);
    };
    let value = EffectiveView { from: from.to_string(), value: value.clone(), reason: arguments.reason.clone() };
    if !arguments.preview {
        app::terms::set_parameter(&session, id, &value)?;
        return Ok(ExitCode::SUCCESS);
    }
    let changes = app::preview::parameter(&session, id, &value)?;
    if arguments.json {
        output::json(&changes)?;
    } else {
        changes.iter().for_each(print);
    }
    Ok(ExitCode::SUCCESS)
}

fn print(change: &EvaluationChange) {
    output::line(format!(
        "{}: exceptions {} -> {}, population {} -> {}, {} judged otherwise",
        change.after.evaluator,
        change.before.exceptions,
        change.after.exceptions,
        change.before.population,
        change.after.population,
        change.total
    ));
    let word = |state: Option<State>| state.map_or("not in the population", State::title);
    for item in &change.items {
        output::line(format!("  {}: {} -> {}: {}", item.subject, word(item.before), word(item.after), item.reason));
    }
}
