//! Crosswalks by ids and our own words.

use crate::Bench;
use app::{
    Code,
    contract::controls::{Because, ControlEdit},
    controls, crosswalk, framework,
};
use std::collections::BTreeSet;

#[test]
fn every_mapping_resolves_and_every_framework_is_whole() {
    let soc2 = framework::soc2().unwrap();
    let controls: BTreeSet<&str> = soc2.controls.iter().map(|control| control.id.as_str()).collect();
    let criteria: BTreeSet<&str> = soc2.criteria.iter().map(|criterion| criterion.id.as_str()).collect();
    let mut counts = Vec::new();
    for each in crosswalk::all().unwrap() {
        let entries: Vec<_> = each.parts.iter().flat_map(|part| &part.entries).collect();
        let ids: BTreeSet<&str> = entries.iter().map(|entry| entry.id.as_str()).collect();
        assert_eq!(ids.len(), entries.len(), "{}: an id stands twice", each.id);
        for entry in &entries {
            let unknown = entry.controls.iter().find(|id| !controls.contains(id.as_str()));
            assert!(unknown.is_none(), "{}: {unknown:?}", entry.id);
            let unknown = entry.criteria.iter().find(|id| !criteria.contains(id.as_str()));
            assert!(unknown.is_none(), "{}: {unknown:?}", entry.id);
            assert!(entry.title.split_whitespace().count() <= 10, "{}: a few words are enough", entry.id);
        }
        counts.push((each.id.as_str(), entries.len()));
    }
    assert_eq!(counts, [("iso-27001", 93), ("nist-ai-rmf", 72), ("owasp-llm", 10)]);
}

#[test]
fn a_framework_shows_the_controls_in_force_and_what_a_control_says_itself() {
    let bench = Bench::new();
    let of = |framework: &str, id: &str| {
        let view = crosswalk::crosswalk(&bench.session, framework).unwrap();
        let row = view.rows.into_iter().find(|row| row.id == id).unwrap();
        row.controls.into_iter().map(|control| format!("{} {}", control.id, control.by)).collect::<Vec<_>>()
    };
    assert!(of("iso-27001", "A.5.15").contains(&"AC-01 crosswalk".to_owned()));
    assert!(of("nist-ai-rmf", "MEASURE 2.7").contains(&"AI-08 crosswalk".to_owned()));
    assert!(of("owasp-llm", "LLM01").contains(&"AI-08 crosswalk".to_owned()));
    assert!(of("nist", "MEASURE 2.12").is_empty());
    let because = Because { from: "2026-07-01".to_owned(), reason: "the report on energy counts".to_owned() };
    let mut control = app::map::control(&bench.session, "GOV-02").unwrap().draft;
    control.also = vec!["measure-2.12".to_owned()];
    controls::edit(&bench.session, &ControlEdit::Change { control }, &because, false).unwrap();
    assert_eq!(of("nist-ai-rmf", "MEASURE 2.12"), ["GOV-02 control"]);
    controls::edit(&bench.session, &ControlEdit::Retire { id: "AI-08".to_owned() }, &because, false).unwrap();
    assert!(!of("owasp-llm", "LLM01").contains(&"AI-08 crosswalk".to_owned()), "a retired control serves nothing");
    assert_eq!(crosswalk::crosswalk(&bench.session, "hipaa").unwrap_err().code, Code::NotFound);
    let csv = crosswalk::csv(&bench.session, "iso-27001").unwrap();
    assert!(csv.starts_with("framework,id,") && csv.contains("A.5.15,Rules for who gets at what,AC-01,"), "{csv}");
    let frameworks = crosswalk::frameworks(&bench.session).unwrap();
    assert!(frameworks.iter().all(|framework| framework.served <= framework.entries && framework.served > 0));
}
