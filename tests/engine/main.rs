//! Every case of every evaluator that asks the log, over real rows: they are written into an encrypted store, the
//! evaluator's SQL runs in the engine, its fold judges, and the judgement is compared with a reviewed snapshot.

#![expect(clippy::expect_used, clippy::panic, reason = "a fixture that cannot be read ends the test")]

#[path = "../../crates/evaluate/tests/support/mod.rs"]
mod support;

use evaluate::{Evaluator, Judge, LogAnswers, evaluate, evaluators};
use logs::{Logs, Part};
use model::{Evaluation, EvidenceId, Position, Record, Secret};
use std::{
    collections::BTreeMap,
    sync::{Mutex, atomic::AtomicBool},
    thread,
};
use support::{Case, cases, expected};

/// The evaluators that ask the log.
fn of_logs() -> Vec<&'static Evaluator> {
    evaluators::ALL.iter().copied().filter(|evaluator| matches!(evaluator.judge, Judge::Log { .. })).collect()
}

/// The answer of an evaluator to a case, its rows in a store of their own.
fn judged(evaluator: &Evaluator, case: &Case) -> Evaluation {
    let folder = tempfile::tempdir().expect("a folder");
    let terms = case.terms();
    let logs = Logs::open(folder.path().to_owned(), Secret::new([7; 32]), terms.zone).expect("a store");
    let parts = parts(&logs, case);
    let Judge::Log { sql, .. } = &evaluator.judge else { panic!("{} asks no log", evaluator.id) };
    let ask = |query: evaluate::Query| {
        let rows = logs.query(&parts, &query.sql, None);
        (query.name, rows.unwrap_or_else(|error| panic!("{}, query {}: {error}\n{}", evaluator.id, query.name, query.sql)))
    };
    let answers: LogAnswers = sql(&terms).into_iter().map(ask).collect();
    let mut dataset = case.dataset();
    evaluate::join(&mut dataset, &terms);
    evaluate(evaluator, &dataset, Some(&answers), &terms)
}

fn parts(logs: &Logs, case: &Case) -> Vec<Part> {
    let mut parts = Vec::new();
    for (number, evidence) in (1..).zip(&case.evidence) {
        let mut writer = logs.writer(EvidenceId(number));
        for (row, data) in (1..).zip(&evidence.records).filter(|(_, data)| data.kind().is_log()) {
            let record = Record { at: Position::Row(row), data: data.clone(), extra: BTreeMap::new() };
            writer.push(&record).expect("a row");
        }
        for part in writer.finish().expect("parts") {
            parts.push(logs.find(&part, true, &AtomicBool::new(false)).expect("findings"));
            parts.push(part);
        }
    }
    parts
}

/// Runs a check over all evaluators, on as many threads as there are cores.
fn each(check: impl Fn(&'static Evaluator) + Sync) {
    let left = Mutex::new(of_logs());
    let next = || left.lock().expect("a list").pop();
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some(evaluator) = next() {
                    check(evaluator);
                }
            });
        }
    });
}

#[test]
fn each_case_is_judged_as_reviewed() {
    each(|evaluator| {
        for (name, case) in cases(evaluator.id) {
            let answer = judged(evaluator, &case);
            assert_eq!(answer.state.id(), expected(&name), "{}/{name}: {}\n{answer:#?}", evaluator.id, case.about);
            insta::with_settings!({ description => case.about.clone(), omit_expression => true, prepend_module_to_snapshot => false }, {
                insta::assert_json_snapshot!(format!("{}__{name}", evaluator.id), answer);
            });
        }
    });
}

/// Which answers are kept when something changes rests on what an evaluator names.
#[test]
fn each_evaluator_names_all_that_it_looks_at() {
    each(|evaluator| {
        for (name, case) in cases(evaluator.id) {
            let named = judged(evaluator, &case.named(evaluator));
            assert_eq!(named, judged(evaluator, &case), "{}/{name}: it looks at what it does not name", evaluator.id);
        }
    });
}
