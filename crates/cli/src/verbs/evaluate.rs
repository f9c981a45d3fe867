//! `fieldwork evaluate`: what an auditor would find.

use crate::{output, session::VaultArguments};
use app::evaluation::Run;
use clap::Args;
use model::{Evaluation, Item};
use serde_json::{Value, json};
use std::process::ExitCode;

/// Judge the whole population of everything imported, offline.
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    vault: VaultArguments,
    /// Run only this evaluator; may be given several times
    #[arg(long, value_name = "EVALUATOR")]
    only: Vec<String>,
    /// Exit with 1 when there is an exception, for use as a gate
    #[arg(long)]
    fail_on_exception: bool,
    /// Print a JSON object: {"evaluations":[{"evaluator","state","population","tested","exceptions":[...],...}]}
    #[arg(long)]
    json: bool,
}

/// Evaluates and prints.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let session = arguments.vault.open()?;
    let run = app::evaluation::run(&session, &arguments.only, &mut |progress| output::progress(&progress))?;
    if arguments.json {
        let evaluations: Vec<Value> = run.evaluations.iter().map(|evaluation| shape(evaluation, &run)).collect();
        output::json(&json!({ "asOf": run.as_of, "evaluations": evaluations }))?;
    } else {
        print(&run);
    }
    let failed = run.evaluations.iter().any(|evaluation| evaluation.exceptions > 0);
    Ok(if failed && arguments.fail_on_exception { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// The documented shape of one evaluation.
fn shape(evaluation: &Evaluation, run: &Run) -> Value {
    let listed = |state| -> Vec<Value> {
        evaluation.items.iter().filter(|item| item.state == state).map(|item| item_shape(item, run)).collect()
    };
    json!({
        "evaluator": evaluation.evaluator,
        "version": evaluation.version,
        "state": evaluation.state,
        "populationOf": evaluation.population_of,
        "population": evaluation.population,
        "tested": evaluation.tested,
        "exceptionCount": evaluation.exceptions,
        "undeterminedCount": evaluation.undetermined,
        "exceptions": listed(model::State::Exception),
        "undetermined": listed(model::State::NotDeterminable),
        "filters": evaluation.filters,
        "inputs": evaluation.inputs,
        "parameters": evaluation.parameters,
        "figures": evaluation.figures,
        "notes": evaluation.notes,
    })
}

/// `evidence` is the SHA-256 that `import` printed; `at` the place in that file.
fn item_shape(item: &Item, run: &Run) -> Value {
    let first = item.proof.first();
    let file = first.and_then(|proof| run.files.get(&proof.evidence));
    let proof = |pointer: &model::Pointer| {
        let sha256 = run.files.get(&pointer.evidence).map(|file| file.sha256.to_string());
        json!({ "evidence": sha256, "at": pointer.at.to_string() })
    };
    json!({
        "subject": item.subject,
        "reason": item.reason,
        "evidence": file.map(|file| file.sha256.to_string()),
        "file": file.map(|file| file.name.clone()),
        "at": first.map(|proof| proof.at.to_string()),
        "proof": item.proof.iter().map(proof).collect::<Vec<_>>(),
    })
}

fn print(run: &Run) {
    let row = |evaluation: &Evaluation| {
        vec![
            evaluation.evaluator.clone(),
            evaluation.state.title().to_owned(),
            evaluation.population.to_string(),
            evaluation.tested.to_string(),
            evaluation.exceptions.to_string(),
            evaluation.undetermined.to_string(),
        ]
    };
    let rows: Vec<Vec<String>> = run.evaluations.iter().map(row).collect();
    output::table(&["evaluator", "state", "population", "tested", "exceptions", "not determinable"], &rows);
    for evaluation in run.evaluations.iter().filter(|evaluation| evaluation.exceptions > 0) {
        output::line(format!(
            "\n{}: {} of {} (population {})",
            evaluation.evaluator, evaluation.exceptions, evaluation.tested, evaluation.population
        ));
        for item in evaluation.failed().take(SHOWN) {
            let place = item.proof.first().map(|proof| format!(" [{} {}]", proof.evidence, proof.at)).unwrap_or_default();
            output::line(format!("  {}: {}{place}", item.subject, item.reason));
        }
        let more = usize::try_from(evaluation.exceptions).unwrap_or(usize::MAX).saturating_sub(SHOWN);
        if more > 0 {
            output::line(format!("  … {more} more; --json lists them"));
        }
    }
}

/// Exceptions of one evaluator that are printed for people; all of them are in `--json`.
const SHOWN: usize = 20;
