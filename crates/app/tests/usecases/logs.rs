//! Spans and scores: taken in, shown, taken back, as the rows of a gateway are.

use crate::Bench;
use app::{
    Code,
    contract::{PageRequest, evidence::ImportStatus},
    evidence, records,
};
use model::Kind;

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

    let page = records::page(&bench.session, id, &asked("")).unwrap();
    let kinds: Vec<Kind> = page.rows.iter().map(|row| row.kind).collect();
    assert_eq!((page.total, kinds), (3, vec![Kind::Span, Kind::Span, Kind::Score]));
    let cell = |row: usize, column: &str| {
        let place = page.columns.iter().position(|name| name == column).unwrap();
        page.rows[row].cells[place].as_str()
    };
    assert_eq!((cell(0, "duration_ms"), cell(1, "tool"), cell(2, "evaluator")), ("2000", "search_orders", "helpful"));
    assert_eq!((cell(2, "tool"), cell(0, "evaluator")), ("", ""));
    for (filter, expected) in [("score", 1), ("SEARCH t-1", 1), ("o-1 answer", 1), ("100%", 0), ("'", 0)] {
        assert_eq!(records::page(&bench.session, id, &asked(filter)).unwrap().total, expected, "{filter}");
    }

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
