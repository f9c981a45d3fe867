//! `fieldwork evaluate`: what an auditor would find.

use crate::{output, session::VaultArguments};
use anyhow::bail;
use app::{
    Session,
    evaluation::{Reuse, Run},
};
use clap::Args;
use model::{Evaluation, Item, Pointer, Step};
use serde_json::{Value, json};
use std::{collections::BTreeSet, process::ExitCode};

/// Judge the whole population of everything imported, offline.
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    vault: VaultArguments,
    /// Run only this evaluator; may be given several times
    #[arg(long, value_name = "EVALUATOR")]
    only: Vec<String>,
    /// Show how the judgement of this subject came about, step by step; the evaluators are those of `--only`, or all
    #[arg(long, value_name = "SUBJECT")]
    explain: Option<String>,
    /// Judge everything again, also what depends on nothing that changed since the latest run
    #[arg(long)]
    fresh: bool,
    /// Exit with 1 when there is an exception, for use as a gate
    #[arg(long)]
    fail_on_exception: bool,
    /// Print a JSON object: {"evaluations":[{"evaluator","state","population","tested","exceptions":[...],...}]};
    /// with `--explain` {"explained":[{"evaluator","subject","state","reason","steps":[{"at","what","file","position"}]}]}
    #[arg(long)]
    json: bool,
}

/// Evaluates and prints.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let session = arguments.vault.open()?;
    let reuse = if arguments.fresh { Reuse::Nothing } else { Reuse::Unchanged };
    let run = app::evaluation::run(&session, &arguments.only, reuse, &mut |progress| output::progress(&progress))?;
    if let Some(subject) = &arguments.explain {
        return explain(subject, &run, arguments.json);
    }
    tell(&run, arguments.json, arguments.fail_on_exception)
}

/// Judges with these evaluators and prints.
pub(crate) fn judge(session: &Session, only: &[String], json: bool, fail_on_exception: bool) -> anyhow::Result<ExitCode> {
    let run = app::evaluation::run(session, only, Reuse::Unchanged, &mut |progress| output::progress(&progress))?;
    tell(&run, json, fail_on_exception)
}

/// Prints a run; its exceptions make the exit code 1 where that is asked for.
fn tell(run: &Run, json: bool, fail_on_exception: bool) -> anyhow::Result<ExitCode> {
    if json {
        let evaluations: Vec<Value> = run.evaluations.iter().map(|evaluation| shape(evaluation, run)).collect();
        output::json(&json!({ "asOf": run.as_of, "evaluations": evaluations }))?;
    } else {
        print(run);
    }
    let failed = run.evaluations.iter().any(|evaluation| evaluation.exceptions > 0);
    Ok(if failed && fail_on_exception { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// Prints every judgement of a subject with its steps.
fn explain(subject: &str, run: &Run, json: bool) -> anyhow::Result<ExitCode> {
    let wanted = subject.trim().to_lowercase();
    let all = || run.evaluations.iter().flat_map(|evaluation| evaluation.items.iter().map(move |item| (evaluation, item)));
    let found: Vec<(&Evaluation, &Item)> = all().filter(|(_, item)| item.subject.to_lowercase() == wanted).collect();
    if found.is_empty() {
        let near: BTreeSet<&str> =
            all().map(|(_, item)| item.subject.as_str()).filter(|name| name.to_lowercase().contains(&wanted)).take(5).collect();
        let near = near.into_iter().collect::<Vec<_>>().join(", ");
        let hint = if near.is_empty() { String::new() } else { format!("; close to it: {near}") };
        bail!("no item that was judged is called `{subject}`{hint}");
    }
    if json {
        let shapes: Vec<Value> = found.iter().map(|(evaluation, item)| steps_shape(evaluation, item, run)).collect();
        output::json(&json!({ "asOf": run.as_of, "explained": shapes }))?;
        return Ok(ExitCode::SUCCESS);
    }
    for (evaluation, item) in found {
        output::line(format!("{}: {}: {}", evaluation.evaluator, item.subject, item.state.title()));
        output::line(format!("  {}", item.reason));
        for (number, step) in (1..).zip(&item.steps) {
            let at = step.at.map(|at| format!("{at}: ")).unwrap_or_default();
            let place = step.proof.as_ref().map(|proof| format!(" [{}]", place(proof, run))).unwrap_or_default();
            output::line(format!("  {number}. {at}{}{place}", step.what));
        }
        for proof in item.proof.iter().filter(|proof| !item.steps.iter().any(|step| step.proof.as_ref() == Some(proof))) {
            output::line(format!("  see {}", place(proof, run)));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// A file and the place in it.
fn place(proof: &Pointer, run: &Run) -> String {
    let name = run.files.get(&proof.evidence).map_or("", |file| file.name.as_str());
    format!("{} {name}, {}", proof.evidence, proof.at)
}

/// The documented shape of one explained judgement.
fn steps_shape(evaluation: &Evaluation, item: &Item, run: &Run) -> Value {
    let step = |step: &Step| {
        let file = step.proof.as_ref().and_then(|proof| run.files.get(&proof.evidence));
        json!({
            "at": step.at,
            "what": step.what,
            "evidence": file.map(|file| file.sha256.to_string()),
            "file": file.map(|file| file.name.clone()),
            "position": step.proof.as_ref().map(|proof| proof.at.to_string()),
        })
    };
    let mut shape = item_shape(item, run);
    if let Some(shape) = shape.as_object_mut() {
        shape.insert("evaluator".to_owned(), json!(evaluation.evaluator));
        shape.insert("state".to_owned(), json!(item.state));
        shape.insert("steps".to_owned(), item.steps.iter().map(step).collect());
    }
    shape
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
    let proof = |pointer: &Pointer| {
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
