//! Every case of every evaluator, compared with a reviewed snapshot; and that none is forgotten. The cases of evaluators
//! that ask the log are judged where there is a log: in `tests/engine`.

#![expect(clippy::expect_used, clippy::panic, reason = "a fixture that cannot be read ends the test")]

mod support;

use evaluate::{Evaluator, Judge, evaluate, evaluators, parameters};
use std::{collections::BTreeSet, fs};
use support::{Case, cases, expected, folder};

/// The evaluators that judge records in memory.
fn of_records() -> impl Iterator<Item = &'static Evaluator> {
    evaluators::ALL.iter().copied().filter(|evaluator| matches!(evaluator.judge, Judge::Records(_)))
}

#[test]
fn each_case_is_judged_as_reviewed() {
    for evaluator in of_records() {
        for (name, case) in cases(evaluator.id) {
            let answer = evaluate(evaluator, &case.dataset(), None, &case.terms());
            let why = serde_json::to_string_pretty(&answer).expect("json");
            assert_eq!(answer.state.id(), expected(&name), "{}/{name}: {}\n{why}", evaluator.id, case.about);
            insta::with_settings!({ description => case.about.clone(), omit_expression => true, prepend_module_to_snapshot => false }, {
                insta::assert_json_snapshot!(format!("{}__{name}", evaluator.id), answer);
            });
        }
    }
}

#[test]
fn each_evaluator_has_its_three_cases() {
    for evaluator in evaluators::ALL {
        let names: BTreeSet<String> = cases(evaluator.id).into_iter().map(|(name, _)| name).collect();
        for wanted in ["pass", "exception", "undetermined"] {
            assert!(names.contains(wanted), "{} has no {wanted}.json", evaluator.id);
        }
    }
}

#[test]
fn no_fixture_is_left_behind() {
    let known: BTreeSet<&str> = evaluators::ALL.iter().map(|evaluator| evaluator.id).collect();
    for entry in fs::read_dir(folder()).expect("fixtures") {
        let name = entry.expect("a folder").file_name().to_string_lossy().into_owned();
        assert!(known.contains(name.as_str()), "{name} is the folder of no evaluator");
    }
}

#[test]
fn the_list_is_sorted_and_complete() {
    let ids: Vec<&str> = evaluators::ALL.iter().map(|evaluator| evaluator.id).collect();
    assert!(ids.is_sorted(), "the list of evaluators is not sorted");
    insta::assert_json_snapshot!("ids", ids);
    let specs: Vec<_> = parameters().into_iter().map(|spec| (spec.id, spec.default)).collect();
    insta::assert_json_snapshot!("parameters", specs);
}

#[test]
fn the_questions_to_the_log_are_as_reviewed() {
    let mut case = Case { about: String::new(), ..serde_json::from_str(r#"{"about": "sql"}"#).expect("a case") };
    let approved = r#"[
        {"provider": "OpenAI", "aliases": ["azure"], "from": "2026-01-01", "reason": "review 7"},
        {"provider": "O'Model", "from": "2026-02-01", "to": "2026-03-31", "reason": "trial"}
    ]"#;
    case.terms.approved = serde_json::from_str(approved).expect("approvals");
    for evaluator in evaluators::ALL {
        if let Judge::Log { sql, .. } = &evaluator.judge {
            let text: Vec<String> = sql(&case.terms()).iter().map(|query| format!("{}:\n{}\n", query.name, query.sql)).collect();
            insta::assert_snapshot!(format!("sql__{}", evaluator.id), text.join("\n"));
        }
    }
}

/// A judgement over what an evaluator names is the judgement over everything: what it does not name it does not look at.
/// Which answers are kept when something changes rests on that.
#[test]
fn each_evaluator_names_all_that_it_looks_at() {
    for evaluator in of_records() {
        for (name, case) in cases(evaluator.id) {
            let judged = |case: &Case| {
                let (mut dataset, terms) = (case.dataset(), case.terms());
                evaluate::join(&mut dataset, &terms);
                evaluate(evaluator, &dataset, None, &terms)
            };
            assert_eq!(
                judged(&case.named(evaluator)),
                judged(&case),
                "{}/{name}: it looks at what it does not name",
                evaluator.id
            );
        }
    }
}
