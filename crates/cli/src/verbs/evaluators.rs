//! `fieldwork evaluators`: what is tested.

use crate::output;
use clap::Args;
use std::process::ExitCode;

/// List the evaluators: the exception that each finds, its question, the records that it needs.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Print a JSON array: [{"id","version","question","why","reading","needs","parameters"}]
    #[arg(long)]
    json: bool,
}

/// Lists them.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let evaluators = app::registry::evaluators();
    if arguments.json {
        output::json(&evaluators)?;
        return Ok(ExitCode::SUCCESS);
    }
    let rows: Vec<Vec<String>> = evaluators
        .iter()
        .map(|evaluator| vec![evaluator.id.clone(), evaluator.question.clone(), evaluator.needs.join(", ")])
        .collect();
    output::table(&["evaluator", "question", "needs"], &rows);
    Ok(ExitCode::SUCCESS)
}
