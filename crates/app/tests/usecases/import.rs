//! Importing: what comes of a file, and that nothing stays of one that did not.

use crate::{ACCOUNTS, Bench, ROSTER};
use app::{
    contract::{
        PageRequest,
        evidence::{Decision, ImportEvent, ImportStatus, MapChoice},
    },
    evidence, records,
};
use model::Kind;
use std::{collections::BTreeMap, fmt::Write, sync::atomic::AtomicBool};

fn everything() -> PageRequest {
    PageRequest { offset: 0, limit: 500, filter: String::new() }
}

#[test]
fn a_table_of_any_column_names_is_read_linked_and_undone() {
    let bench = Bench::new();
    let roster = bench.file("people.csv", ROSTER);
    let report = bench.import(std::slice::from_ref(&roster)).remove(0);
    assert_eq!(
        (report.status, report.kind, report.records),
        (ImportStatus::Imported, Some(Kind::Person), 3),
        "{}",
        report.message
    );
    assert!(!report.controls.is_empty());
    let again = bench.import(&[roster]).remove(0);
    assert_eq!((again.status, again.evidence), (ImportStatus::AlreadyImported, report.evidence));
    let id = report.evidence.unwrap();
    let page = records::page(&bench.session, id, &everything(), &AtomicBool::new(false)).unwrap();
    assert_eq!(page.total, 3);
    let detail = records::detail(&bench.session, id, "row 2").unwrap();
    assert!(detail.fields.iter().any(|(_, value)| value == "ben@example.com"), "{:?}", detail.fields);
    assert_eq!(detail.neighbours.rows.len(), 3);
    evidence::undo(&bench.session, id).unwrap();
    assert!(evidence::list(&bench.session, "").unwrap().is_empty());
    let originals = walk(&bench.path("vault").join("evidence"));
    assert!(originals.is_empty(), "{originals:?}");
}

/// All files below a folder.
fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}

#[test]
fn what_nothing_recognises_is_kept_as_a_document_and_given_a_period() {
    let bench = Bench::new();
    let minutes = bench.file("minutes.md", "# Access review\nAll managers signed.\n");
    let roster = bench.file("people.csv", ROSTER);
    let reports = bench.import(&[minutes, roster]);
    let (document, table) = (reports[0].evidence.unwrap(), reports[1].evidence.unwrap());
    assert_eq!(reports[0].status, ImportStatus::Document);
    evidence::set_covers(&bench.session, document, "2026-01-01", "2026-03-31").unwrap();
    assert_eq!(evidence::detail(&bench.session, document).unwrap().row.covers, "2026-01-01 to 2026-03-31");
    assert!(evidence::set_covers(&bench.session, document, "2026-03-31", "2026-01-01").is_err());
    assert!(evidence::set_covers(&bench.session, table, "2026-01-01", "2026-03-31").is_err());
}

#[test]
fn broken_and_empty_files_are_refused_and_leave_nothing() {
    let bench = Bench::new();
    let broken = bench.file(
        "okta.json",
        r#"[{"id":"1","status":"ACTIVE","profile":{"login":"a@example.com"},"_links":{},"passwordChanged":null},"#,
    );
    let empty = bench.file("empty.csv", "");
    let reports = bench.import(&[broken, empty]);
    for report in &reports {
        assert_eq!(report.status, ImportStatus::Refused, "{}: {}", report.file, report.message);
        assert!(!report.message.is_empty());
    }
    assert!(evidence::list(&bench.session, "").unwrap().is_empty());
    assert!(walk(&bench.path("vault").join("evidence")).is_empty());
}

#[test]
fn a_map_that_the_user_set_is_remembered_for_the_next_file() {
    let bench = Bench::new();
    let text = |login: &str| format!("A1,B2,C3\n{login},x,y\n");
    let columns = BTreeMap::from([("login".to_owned(), "A1".to_owned())]);
    let map = MapChoice { kind: Kind::Account, columns, day_first: None, system: Some("Ledger".to_owned()) };
    let decision = Decision { index: 0, importer: None, as_document: false, map: Some(map) };
    let first = bench.import_decided(&[bench.file("one.csv", &text("ada"))], &[decision]).remove(0);
    assert_eq!((first.status, first.records), (ImportStatus::Imported, 1), "{}", first.message);
    let second = bench.import(&[bench.file("two.csv", &text("ben"))]).remove(0);
    assert_eq!((second.status, second.kind), (ImportStatus::Imported, Some(Kind::Account)), "{}", second.message);
    assert!(second.because.contains("remembered"), "{}", second.because);
}

#[test]
fn a_preview_changes_nothing_and_says_the_same() {
    let bench = Bench::new();
    let path = bench.file("users.csv", ACCOUNTS);
    let batch = evidence::batch(&bench.session, std::slice::from_ref(&path));
    let mut previewed = None;
    let mut hear = |event| {
        if let ImportEvent::File(report) = event {
            previewed = Some(*report);
        }
    };
    evidence::preview(&bench.session, batch.id, &[], &mut hear).unwrap();
    let previewed = previewed.unwrap();
    assert!(evidence::list(&bench.session, "").unwrap().is_empty());
    let imported = bench.import(&[path]).remove(0);
    assert_eq!((previewed.status, previewed.records, &previewed.counts), (imported.status, imported.records, &imported.counts));
    assert_eq!(previewed.sha256, imported.sha256);
}

#[test]
fn a_cancelled_import_leaves_nothing() {
    let bench = Bench::new();
    let mut log = String::new();
    for number in 0..20_000 {
        writeln!(log, r#"{{"request_id":"r{number}","call_type":"completion","spend":0.1,"startTime":"2026-02-03 04:05:06","endTime":"2026-02-03 04:05:07","custom_llm_provider":"openai","model":"gpt-x","model_group":"chat","user":"ada","metadata":"{{}}"}}"#).unwrap();
    }
    let path = bench.file("spend.jsonl", &log);
    let batch = evidence::batch(&bench.session, std::slice::from_ref(&path));
    let mut status = None;
    let mut hear = |event| match event {
        ImportEvent::Reading { records, .. } if records > 0 => evidence::cancel_batch(&bench.session, batch.id).unwrap(),
        ImportEvent::File(report) => status = Some(report.status),
        ImportEvent::Reading { .. } | ImportEvent::Finished => {}
    };
    evidence::import_batch(&bench.session, batch.id, &[], &mut hear).unwrap();
    assert_eq!(status, Some(ImportStatus::Cancelled));
    assert!(evidence::list(&bench.session, "").unwrap().is_empty());
    assert!(walk(&bench.path("vault").join("logs")).is_empty());
    let report = bench.import(&[path]).remove(0);
    assert_eq!((report.status, report.records), (ImportStatus::Imported, 20_000), "{}", report.message);
    let page = records::page(
        &bench.session,
        report.evidence.unwrap(),
        &PageRequest { offset: 5, limit: 3, filter: "openai".to_owned() },
        &AtomicBool::new(false),
    )
    .unwrap();
    assert_eq!((page.total, page.rows.len()), (20_000, 3));
    let at = page.rows[1].at.clone();
    let detail = records::detail(&bench.session, report.evidence.unwrap(), &at).unwrap();
    assert!(detail.fields.iter().any(|(name, value)| name == "provider" && value == "openai"), "{:?}", detail.fields);
}

#[test]
fn a_second_import_does_not_block_reading() {
    let bench = Bench::new();
    let path = bench.file("users.csv", ACCOUNTS);
    let batch = evidence::batch(&bench.session, &[path]);
    let mut seen = Vec::new();
    let mut hear = |event| {
        if matches!(event, ImportEvent::Reading { .. }) {
            seen.push(evidence::list(&bench.session, "").unwrap().len());
        }
    };
    evidence::import_batch(&bench.session, batch.id, &[], &mut hear).unwrap();
    assert_eq!(seen.first(), Some(&0));
    assert_eq!(evidence::list(&bench.session, "users").unwrap().len(), 1);
}

#[test]
fn a_file_is_counted_by_what_it_holds() {
    let bench = Bench::new();
    // An importer of checks and vulnerabilities; this file has a vulnerability only.
    let finding = r#"{"Findings":[{"SchemaVersion":"2018-10-08","Id":"arn:f1","ProductArn":"arn:aws:securityhub:eu-central-1::product/aws/inspector","GeneratorId":"CVE-2026-0001","AwsAccountId":"111122223333","Types":["Software and Configuration Checks/Vulnerabilities/CVE"],"CreatedAt":"2026-03-01T10:00:00Z","UpdatedAt":"2026-03-02T10:00:00Z","Severity":{"Label":"HIGH"},"Title":"CVE-2026-0001 in left","Resources":[{"Type":"AwsEc2Instance","Id":"i-1"}],"RecordState":"ACTIVE"}]}"#;
    let report = bench.import(&[bench.file("hub.json", finding)]).remove(0);
    assert_eq!((report.kind, report.records), (Some(Kind::Vulnerability), 1), "{}", report.message);
}
