//! Every case of every evaluator, compared with a reviewed snapshot; and that none is forgotten.

#![expect(clippy::expect_used, clippy::panic, reason = "a fixture that cannot be read ends the test")]

mod support;

use evaluate::{Judge, evaluate, evaluators, parameters};
use model::{Effective, Kind};
use std::{collections::BTreeSet, fs, path::PathBuf};
use support::Case;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

fn cases(evaluator: &str) -> Vec<(String, Case)> {
    let folder = folder().join(evaluator);
    let mut found = Vec::new();
    for entry in fs::read_dir(&folder).unwrap_or_else(|error| panic!("{} has no fixtures: {error}", folder.display())) {
        let path = entry.expect("a file").path();
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).expect("a text");
        let case = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        found.push((name, case));
    }
    found.sort_by(|one, other| one.0.cmp(&other.0));
    found
}

#[test]
fn each_case_is_judged_as_reviewed() {
    for evaluator in evaluators::ALL {
        for (name, case) in cases(evaluator.id) {
            let answer = evaluate(evaluator, &case.dataset(), case.answers().as_ref(), &case.terms());
            let expected = match name.split('-').next().unwrap_or_default() {
                "pass" => "pass",
                "exception" => "exception",
                "undetermined" => "not-determinable",
                "none" => "no-occurrence",
                other => panic!("{}/{name}: a case begins with pass, exception, undetermined or none, not {other}", evaluator.id),
            };
            let why = serde_json::to_string_pretty(&answer).expect("json");
            assert_eq!(answer.state.id(), expected, "{}/{name}: {}\n{why}", evaluator.id, case.about);
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
    let all = parameters();
    for evaluator in evaluators::ALL {
        let named = |kind: &Kind| evaluator.needs.contains(kind) || evaluator.uses.contains(kind);
        let others = all.iter().filter(|spec| !evaluator.parameters.iter().any(|own| own.id == spec.id));
        let strange = Effective { from: chrono::NaiveDate::MIN, value: "3".to_owned(), reason: String::new() };
        for (name, case) in cases(evaluator.id) {
            let judged = |case: &Case| {
                let (mut dataset, terms) = (case.dataset(), case.terms());
                evaluate::join(&mut dataset, &terms);
                evaluate(evaluator, &dataset, case.answers().as_ref(), &terms)
            };
            let mut less = case.clone();
            for evidence in less.evidence.iter_mut().filter(|_| !evaluator.map) {
                evidence.records.retain(|data| named(&data.kind()));
                evidence.kinds.retain(|kind, _| named(kind));
            }
            if !evaluator.map {
                less.controls.clear();
                less.criteria.clear();
                less.systems.clear();
                less.links.clear();
            }
            less.terms.parameters.extend(others.clone().map(|spec| (spec.id.to_owned(), vec![strange.clone()])));
            assert_eq!(judged(&less), judged(&case), "{}/{name}: it looks at what it does not name", evaluator.id);
        }
    }
}
