//! The starter map holds together: ids resolve, every criterion is covered, every evaluator is used.

use app::{demo, framework, registry};
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn there_are_the_61_criteria() {
    let soc2 = framework::soc2().unwrap();
    let mut series: BTreeMap<String, usize> = BTreeMap::new();
    for criterion in &soc2.criteria {
        let letters: String = criterion.id.chars().take_while(char::is_ascii_alphabetic).collect();
        *series.entry(letters).or_default() += 1;
    }
    let told: Vec<(&str, usize)> = series.iter().map(|(letters, count)| (letters.as_str(), *count)).collect();
    assert_eq!(told, [("A", 3), ("C", 2), ("CC", 33), ("P", 18), ("PI", 5)]);
}

#[test]
fn every_criterion_has_a_control_and_every_mapping_resolves() {
    let soc2 = framework::soc2().unwrap();
    let criteria: BTreeSet<&str> = soc2.criteria.iter().map(|criterion| criterion.id.as_str()).collect();
    let served: BTreeSet<&str> = soc2.controls.iter().flat_map(|control| &control.criteria).map(String::as_str).collect();
    assert_eq!(criteria, served, "left: criteria; right: criteria that controls serve");
    let ids: BTreeSet<&str> = soc2.controls.iter().map(|control| control.id.as_str()).collect();
    assert_eq!(ids.len(), soc2.controls.len(), "a control id is used twice");
}

#[test]
fn every_evaluator_is_used_and_every_use_resolves() {
    let soc2 = framework::soc2().unwrap();
    let used: BTreeSet<String> = soc2.controls.iter().flat_map(|control| control.evaluators.clone()).collect();
    let known: BTreeSet<String> = registry::evaluators().into_iter().map(|evaluator| evaluator.id).collect();
    assert_eq!(used, known, "left: used by controls; right: evaluators");
}

#[test]
fn the_demo_plants_an_exception_for_every_evaluator() {
    let company = demo::company().unwrap();
    let planted: BTreeSet<&str> =
        company.planted.iter().chain(&company.planted_among).map(|fault| fault.evaluator.as_str()).collect();
    let known = registry::evaluators();
    let missing: Vec<&str> = known.iter().map(|evaluator| evaluator.id.as_str()).filter(|id| !planted.contains(id)).collect();
    assert!(missing.is_empty(), "nothing planted for {missing:?}");
}
