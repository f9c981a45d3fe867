//! Rows found by their ids: the same rows as SQL finds, from side files that cannot be changed unnoticed.

use crate::support::{cells, files, open, row, store, text, write};
use logs::LogsError;
use model::GatewayRow;
use std::fs;

/// More rows than a row group holds, so that rows of several groups and blocks are looked for.
const ROWS: u32 = 70_000;

#[test]
fn an_id_finds_the_rows_that_sql_finds() {
    let (_dir, logs) = store();
    let traced = |number: u32| GatewayRow { trace_id: text(&format!("trace-{}", number % 20_000)), ..row(number) };
    let parts = [write(&logs, 1, (0..ROWS).map(traced)), write(&logs, 2, (60_000..60_010).map(traced))];
    for id in ["req-00000000", "req-00065535", "req-00065536", "req-00069999", "req-00060005", "trace-5", "trace-19999"] {
        let sql = format!("SELECT * FROM gateway WHERE request_id = '{id}' OR trace_id = '{id}' ORDER BY evidence, request_id");
        let expected = cells(&logs.query(&parts, &sql, None).unwrap());
        let found = logs.request(&parts, id, 100).unwrap();
        let rows: Vec<_> = found.iter().flat_map(|(_, rows)| cells(rows)).collect();
        assert!(!rows.is_empty(), "{id}");
        assert_eq!(rows, expected, "{id}");
    }
}

#[test]
fn what_no_row_tells_is_not_found() {
    let (_dir, logs) = store();
    let part = write(&logs, 1, (0..10).map(row));
    assert_eq!(logs.request(&[part], "req-00000010", 100).unwrap().len(), 0);
    let without = write(&logs, 2, [GatewayRow::default()]);
    assert_eq!(logs.request(&[without], "req-00000001", 100).unwrap().len(), 0);
}

#[test]
fn an_id_that_every_row_tells_is_cut_where_asked() {
    let (_dir, logs) = store();
    let part = write(&logs, 1, (0..5_000).map(|number| GatewayRow { trace_id: text("one trace"), ..row(number) }));
    let found = logs.request(&[part], "one trace", 700).unwrap();
    assert_eq!(found.iter().map(|(_, rows)| rows.rows.len()).sum::<usize>(), 700);
}

#[test]
fn a_changed_cut_or_missing_side_file_is_an_error_and_no_empty_answer() {
    let (dir, logs) = store();
    let part = write(&logs, 1, (0..10).map(row));
    let path = dir.path().join(format!("{}.ids", part.name));
    let whole = fs::read(&path).unwrap();
    for at in [0, whole.len() / 2, whole.len() - 9] {
        let mut changed = whole.clone();
        changed[at] ^= 1;
        fs::write(&path, changed).unwrap();
        let answer = logs.request(std::slice::from_ref(&part), "req-00000001", 100);
        assert!(matches!(&answer, Err(LogsError::Damaged { name, .. }) if *name == part.name), "{at}: {answer:?}");
        assert!(logs.check(&part, None).is_err(), "{at}");
    }
    fs::write(&path, &whole[..whole.len() - 1]).unwrap();
    assert!(matches!(logs.request(std::slice::from_ref(&part), "req-00000001", 100), Err(LogsError::Damaged { .. })));
    fs::remove_file(&path).unwrap();
    assert!(matches!(logs.request(std::slice::from_ref(&part), "req-00000001", 100), Err(LogsError::Missing { .. })));
    assert!(matches!(logs.check(&part, None), Err(LogsError::Missing { .. })));
    fs::write(&path, &whole).unwrap();
    assert!(matches!(open(dir.path(), [8; 32]).request(&[part], "req-00000001", 100), Err(LogsError::Damaged { .. })));
}

#[test]
fn side_files_go_with_their_parts() {
    let (dir, logs) = store();
    let (kept, undone) = (write(&logs, 1, (0..3).map(row)), write(&logs, 2, (0..3).map(row)));
    let orphan = write(&logs, 3, (0..3).map(row));
    logs.remove(&[&undone.name]).unwrap();
    let removed = logs.remove_orphans(&[&kept.name]).unwrap();
    assert_eq!(removed, [format!("{}.ids", orphan.name), format!("{}.parquet", orphan.name)]);
    assert_eq!(files(dir.path()), [format!("{}.ids", kept.name), format!("{}.parquet", kept.name)]);
}
