//! Spans and scores: taken in, shown, taken back, as the rows of a gateway are.

use crate::Bench;
use app::{
    Code,
    contract::{PageRequest, evidence::ImportStatus},
    evidence, records,
};
use model::Kind;
use std::sync::atomic::AtomicBool;

/// One trace with two steps and what was judged of it.
const TRACE: &str = r#"{
  "trace": {"id": "t-1", "projectId": "p-1", "userId": "ada@example.com", "timestamp": "2026-03-02T10:00:00Z"},
  "observations": [
    {"id": "o-1", "traceId": "t-1", "type": "GENERATION", "name": "answer", "startTime": "2026-03-02T10:00:00Z",
     "endTime": "2026-03-02T10:00:02Z", "model": "large-2", "input": "What's 100% of it?", "output": "All."},
    {"id": "o-2", "traceId": "t-1", "type": "TOOL", "name": "search_orders", "parentObservationId": "o-1",
     "startTime": "2026-03-02T10:00:01Z", "input": {"order": 7}}
  ],
  "scores": [{"id": "s-1", "name": "helpful", "traceId": "t-1", "value": 0.9, "timestamp": "2026-03-02T11:00:00Z"}]
}"#;

fn asked(filter: &str) -> PageRequest {
    PageRequest { offset: 0, limit: 10, filter: filter.to_owned() }
}

#[test]
fn spans_and_scores_are_shown_together_and_undone() {
    let bench = Bench::new();
    let report = bench.import(&[bench.file("trace.json", TRACE)]).remove(0);
    assert_eq!((report.status, report.kind, report.records), (ImportStatus::Imported, Some(Kind::Span), 2), "{}", report.message);
    let id = report.evidence.unwrap();

    let page = records::page(&bench.session, id, &asked(""), &AtomicBool::new(false)).unwrap();
    let kinds: Vec<Kind> = page.rows.iter().map(|row| row.kind).collect();
    assert_eq!((page.total, kinds), (3, vec![Kind::Span, Kind::Span, Kind::Score]));
    let cell = |row: usize, column: &str| {
        let place = page.columns.iter().position(|name| name == column).unwrap();
        page.rows[row].cells[place].as_str()
    };
    assert_eq!((cell(0, "duration_ms"), cell(1, "tool"), cell(2, "evaluator")), ("2000", "search_orders", "helpful"));
    assert_eq!((cell(2, "tool"), cell(0, "evaluator")), ("", ""));
    for (filter, expected) in [("score", 1), ("SEARCH t-1", 1), ("o-1 answer", 1), ("100%", 0), ("'", 0)] {
        assert_eq!(
            records::page(&bench.session, id, &asked(filter), &AtomicBool::new(false)).unwrap().total,
            expected,
            "{filter}"
        );
    }

    let cancelled = records::page(&bench.session, id, &asked(""), &AtomicBool::new(true)).unwrap_err();
    assert_eq!(cancelled.code, Code::Cancelled);

    let detail = records::detail(&bench.session, id, &page.rows[0].at).unwrap();
    assert_eq!((detail.kind, detail.neighbours.rows.len()), (Kind::Span, 3));
    let said = |name: &str, value: &str| detail.fields.iter().any(|field| field == &(name.to_owned(), value.to_owned()));
    assert!(said("input", "What's 100% of it?") && said("user_id", "ada@example.com"), "{:?}", detail.fields);
    let nowhere = records::detail(&bench.session, id, "$.observations[9]").unwrap_err();
    assert_eq!(nowhere.code, Code::NotFound);

    let files = || {
        let entries = std::fs::read_dir(bench.path("vault").join("logs")).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(files().iter().filter(|name| name.ends_with(".parquet")).count(), 2, "a part for each table");
    evidence::undo(&bench.session, id).unwrap();
    assert!(files().is_empty(), "{:?}", files());
    assert!(evidence::list(&bench.session, "").unwrap().is_empty());
}

/// The rows as a Parquet file.
fn parquet(lines: &str) -> Vec<u8> {
    let (schema, _) = arrow_json::reader::infer_json_schema(lines.as_bytes(), None).unwrap();
    let schema = std::sync::Arc::new(schema);
    let rows = arrow_json::ReaderBuilder::new(schema.clone()).build(lines.as_bytes()).unwrap();
    let mut writer = parquet::arrow::ArrowWriter::try_new(Vec::new(), schema, None).unwrap();
    rows.for_each(|batch| writer.write(&batch.unwrap()).unwrap());
    writer.into_inner().unwrap()
}

#[test]
fn a_parquet_export_is_previewed_imported_and_leads_back_to_its_row() {
    let bench = Bench::new();
    let line = |number: u32| {
        format!(
            r#"{{"request_id":"r{number}","call_type":"completion","spend":0.1,"startTime":"2026-02-03 04:05:06","custom_llm_provider":"openai","model":"large","model_group":"chat","user":"ada"}}"#
        )
    };
    let lines: Vec<String> = (1..=3_000).map(line).collect();
    let path = bench.path("spend.parquet");
    std::fs::write(&path, parquet(&lines.join("\n"))).unwrap();
    let report = bench.import(&[path]).remove(0);
    assert_eq!((report.status, report.records), (ImportStatus::Imported, 3_000), "{}", report.message);
    assert_eq!(report.importer.as_deref(), Some("litellm-spend-logs"));
    let detail = records::detail(&bench.session, report.evidence.unwrap(), "line 2718").unwrap();
    assert!(detail.fields.contains(&("request_id".to_owned(), "r2718".to_owned())), "{:?}", detail.fields);

    let cut = bench.path("cut.parquet");
    std::fs::write(&cut, &parquet(&lines.join("\n"))[..900]).unwrap();
    let refused = bench.import(&[cut]).remove(0);
    assert_eq!(refused.status, ImportStatus::Refused, "{}", refused.message);
}

#[test]
fn a_second_session_cannot_open_the_vault_that_the_first_one_writes() {
    let bench = Bench::new();
    bench.import(&[bench.file("trace.json", TRACE)]);
    let other = crate::session(&bench.path("vault"));
    let unlock = || app::vault::unlock(&other, app::contract::vault::UnlockWith::Passphrase(crate::PASSPHRASE.to_owned()));
    assert_eq!(unlock().unwrap_err().code, Code::Busy);
    app::vault::lock(&bench.session);
    unlock().unwrap();
    assert_eq!(records::page(&other, 1, &asked(""), &AtomicBool::new(false)).unwrap().total, 3);
}
