//! Every case of every evaluator that asks the log, over real rows: they are written into an encrypted store, the
//! evaluator's SQL runs in the engine, its fold judges, and the judgement is compared with a reviewed snapshot.

#![expect(clippy::expect_used, clippy::panic, reason = "a fixture that cannot be read ends the test")]

#[path = "../../crates/evaluate/tests/support/mod.rs"]
mod support;

use evaluate::{Evaluator, Judge, LogAnswers, Query, evaluate, evaluators};
use logs::{Logs, Part};
use model::{Data, Evaluation, EvidenceId, LogRows, Position, Record, Secret};
use std::{
    sync::{Mutex, atomic::AtomicBool},
    thread,
};
use support::{Case, cases, expected};

/// The evaluators that ask the log.
fn of_logs() -> Vec<&'static Evaluator> {
    evaluators::ALL.iter().copied().filter(|evaluator| matches!(evaluator.judge, Judge::Log { .. })).collect()
}

/// What the log answers to an evaluator in a case, its rows in a store of their own.
fn asked(evaluator: &Evaluator, case: &Case, rows: u64) -> LogAnswers {
    let folder = tempfile::tempdir().expect("a folder");
    let logs = Logs::open(folder.path().to_owned(), Secret::new([7; 32]), case.terms().zone).expect("a store");
    let parts = parts(&logs, case);
    let ask = |query: Query| {
        let mut answer = LogRows::default();
        for sql in query.slices(rows) {
            let rows = logs.query(&parts, &sql, None);
            let rows = rows.unwrap_or_else(|error| panic!("{}, query {}: {error}\n{sql}", evaluator.id, query.name));
            answer.columns = rows.columns;
            answer.rows.extend(rows.rows);
        }
        (query.name, answer)
    };
    queries(evaluator, case).into_iter().map(ask).collect()
}

fn queries(evaluator: &Evaluator, case: &Case) -> Vec<Query> {
    let Judge::Log { sql, .. } = &evaluator.judge else { panic!("{} asks no log", evaluator.id) };
    sql(&case.terms())
}

fn judged(evaluator: &Evaluator, case: &Case, answers: &LogAnswers) -> Evaluation {
    let (mut dataset, terms) = (case.dataset(), case.terms());
    evaluate::join(&mut dataset, &terms);
    evaluate(evaluator, &dataset, Some(answers), &terms)
}

fn parts(logs: &Logs, case: &Case) -> Vec<Part> {
    let mut parts = Vec::new();
    for (number, evidence) in (1..).zip(&case.evidence) {
        let mut writer = logs.writer(EvidenceId(number));
        for (row, data) in (1..).zip(&evidence.records).filter(|(_, data)| data.kind().is_log()) {
            let record = Record {
                at: Position::Row(row),
                data: data.clone(),
                extra: evidence.extras.get(&row).cloned().unwrap_or_default(),
            };
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
    let wrong = Mutex::new(Vec::new());
    each(|evaluator| {
        for (name, case) in cases(evaluator.id) {
            let answers = asked(evaluator, &case, 0);
            let answer = judged(evaluator, &case, &answers);
            if answer.state.id() != expected(&name) {
                wrong.lock().expect("a list").push(format!("{}/{name} is {}: {}", evaluator.id, answer.state.id(), case.about));
            }
            let named = case.named(evaluator);
            let same = queries(evaluator, &named) == queries(evaluator, &case) && rows(&named).eq(rows(&case));
            let answers = if same { answers } else { asked(evaluator, &named, 0) };
            assert_eq!(judged(evaluator, &named, &answers), answer, "{}/{name}: it looks at what it does not name", evaluator.id);
            insta::with_settings!({ description => case.about.clone(), omit_expression => true, prepend_module_to_snapshot => false }, {
                insta::assert_json_snapshot!(format!("{}__{name}", evaluator.id), answer);
            });
        }
    });
    let wrong = wrong.into_inner().expect("a list");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn rows(case: &Case) -> impl Iterator<Item = &Data> {
    case.evidence.iter().flat_map(|evidence| &evidence.records).filter(|data| data.kind().is_log())
}

/// A log of any size gives the same answers: in slices or at once.
#[test]
fn slices_are_judged_as_the_whole() {
    each(|evaluator| {
        let (name, case) = cases(evaluator.id).into_iter().find(|(name, _)| name == "exception").expect("an exception");
        if queries(evaluator, &case).iter().any(|query| query.slices(30_000_000).len() > 1) {
            let [whole, sliced] = [0, 30_000_000].map(|rows| judged(evaluator, &case, &asked(evaluator, &case, rows)));
            assert_eq!(sliced, whole, "{}/{name}", evaluator.id);
        }
    });
}
