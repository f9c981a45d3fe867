//! SQL over the log: what evaluators ask, and what is refused.

use crate::support::{KEY, ZONE, cells, files, open, row, store, write};
use logs::{Logs, LogsError, Part, Settings, TABLES};
use model::Secret;
use std::{
    slice::from_ref,
    sync::atomic::{AtomicBool, Ordering},
};

#[test]
fn evaluators_questions_are_answered() {
    let (_dir, logs) = store();
    let part = write(&logs, 4, (0..1000).map(row));
    let ask = |sql: &str| cells(&logs.query(from_ref(&part), sql, None).unwrap());
    assert_eq!(
        ask("select provider, model, count(*) as n from gateway group by provider, model order by provider"),
        [["anthropic", "anthropic-large", "333"], ["bedrock", "bedrock-large", "333"], ["openai", "openai-large", "334"]]
    );
    assert_eq!(
        ask("select count(*) as n, count(*) filter (where user_id is null) as no_user, \
             count(*) filter (where model_version is null) as no_version, \
             count(*) filter (where fallback and fallback_reason is null) as no_reason from gateway"),
        [["1000", "100", "250", "71"]]
    );
    assert_eq!(
        ask("select day, provider, model, count(*) as n, min(at) as first, max(at) as last from gateway \
             where day >= date '2026-03-28' and provider <> 'openai' group by day, provider, model order by day, provider"),
        [
            ["2026-03-28", "anthropic", "anthropic-large", "12", "2026-03-28T10:00:00Z", "2026-03-28T10:00:00Z"],
            ["2026-03-28", "bedrock", "bedrock-large", "11", "2026-03-28T10:00:00Z", "2026-03-28T10:00:00Z"],
        ]
    );
    assert_eq!(
        ask("select evidence, position, request_id from gateway where fallback and fallback_reason is null \
             order by evidence, request_id limit 2"),
        [["4", "line 8", "req-00000007"], ["4", "line 22", "req-00000021"]]
    );
    assert_eq!(ask("select count(*) from gateway where at < timestamp '2026-03-02T00:00:00Z'"), [["36"]]);
    assert_eq!(ask("select count(*) from gateway where lower(trim(provider)) in ('openai', 'bedrock')"), [["667"]]);
}

#[test]
fn an_empty_list_of_parts_is_an_empty_table() {
    let (_dir, logs) = store();
    for table in TABLES {
        let all = logs.query(&[], &format!("select * from {}", table.name), None).unwrap();
        assert_eq!((all.columns.len(), all.rows.len()), (table.columns().count(), 0));
    }
    assert_eq!(cells(&logs.query(&[], "select count(*), min(at) from gateway", None).unwrap()), [["0", "-"]]);
}

#[test]
fn cells_of_all_kinds() {
    let (_dir, logs) = store();
    let sql = "select 1 as i, cast(18446744073709551615 as bigint unsigned) as big, cast(7 as bigint unsigned) as small, 1.5 as f, \
               true as b, null as n, date '2024-02-29' as d, timestamp '2026-03-01T10:00:00' as t, \
               cast(12.345 as decimal(10, 3)) as dec, [1, 2] as list, interval '2 days' as span";
    let answer = logs.query(&[], sql, None).unwrap();
    let expected = [
        "1",
        "18446744073709551615",
        "7",
        "1.5",
        "true",
        "-",
        "2024-02-29",
        "2026-03-01T10:00:00Z",
        "12.345",
        "[1, 2]",
        "2 days",
    ];
    assert_eq!(cells(&answer), [expected]);
}

#[test]
fn nothing_but_reading_is_allowed() {
    let (dir, logs) = store();
    let part = write(&logs, 1, [row(1)]);
    let before = files(dir.path());
    for sql in [
        "create table t as select * from gateway",
        "create view v as select 1",
        "drop table gateway",
        "insert into gateway select * from gateway",
        "delete from gateway",
        "update gateway set provider = 'openai'",
        "copy gateway to 'out.csv'",
        "create external table x stored as parquet location '/'",
        "set datafusion.execution.batch_size = 1",
        "select 1; select 2",
        "select * from 'gateway.parquet'",
        "select nothing from gateway",
        "selec 1",
        "",
        "select now()",
        "select current_date",
        "select current_timestamp",
        "select today()",
        "select current_time",
        "select random()",
        "select uuid()",
        "select 1 / 0 from gateway",
    ] {
        let refused = logs.query(from_ref(&part), sql, None).unwrap_err();
        assert!(matches!(&refused, LogsError::Query { reason } if !reason.is_empty()), "{sql}: {refused}");
    }
    assert_eq!(files(dir.path()), before);
}

#[test]
fn a_query_can_be_cut_short_after_some_rows() {
    let (_dir, logs) = store();
    let part = write(&logs, 1, (0..100).map(row));
    let sql = "select request_id from gateway order by request_id desc";
    let rows = logs.query_at_most(from_ref(&part), sql, Some(2), None).unwrap();
    assert_eq!(cells(&rows), [["req-00000099"], ["req-00000098"]]);
}

fn small(memory: usize) -> (tempfile::TempDir, Logs, Part) {
    let dir = tempfile::tempdir().unwrap();
    let settings = Settings { memory, threads: 1 };
    let logs = Logs::open_with(dir.path().to_owned(), Secret::new(KEY), ZONE, settings).unwrap();
    let part = write(&logs, 1, (0..50_000).map(row));
    (dir, logs, part)
}

#[test]
fn a_query_that_needs_too_much_memory_is_refused_and_spills_nothing() {
    let (_dir, logs, part) = small(1 << 20);
    for sql in [
        "select request_id, count(*) as n from gateway group by request_id order by n desc",
        "select * from gateway order by input",
        "select request_id from gateway",
    ] {
        let refused = logs.query(from_ref(&part), sql, None).unwrap_err();
        assert!(matches!(refused, LogsError::Memory { limit } if limit == 1 << 20), "{sql}: {refused}");
    }
    assert_eq!(cells(&logs.query(&[part], "select count(*) from gateway", None).unwrap()), [["50000"]]);
}

#[test]
fn a_cancelled_query_ends_and_others_go_on() {
    let (_dir, logs, part) = small(256 << 20);
    let cancel = AtomicBool::new(true);
    let sql = "select sum(a.tokens_in * b.tokens_in) from gateway a cross join gateway b";
    assert!(matches!(logs.query(from_ref(&part), sql, Some(&cancel)), Err(LogsError::Cancelled)));
    assert!(matches!(logs.check(&part, Some(&cancel)), Err(LogsError::Cancelled)));

    cancel.store(false, Ordering::Relaxed);
    std::thread::scope(|threads| {
        threads.spawn(|| {
            // Other work, so that the endless query has begun when it is cancelled.
            let (_dir, logs) = store();
            let _ = write(&logs, 1, (0..1000).map(row));
            cancel.store(true, Ordering::Relaxed);
        });
        assert!(matches!(logs.query(from_ref(&part), sql, Some(&cancel)), Err(LogsError::Cancelled)));
    });
    let after = logs.query(&[part], "select max(tokens_in) from gateway", None).unwrap();
    assert_eq!(cells(&after), [["49999"]]);
}

#[test]
fn it_may_be_shared_and_called_from_asynchronous_code() {
    fn shared<T: Send + Sync>(_: &T) {}
    let (_dir, logs) = store();
    shared(&logs);
    let part = write(&logs, 1, (0..10).map(row));
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let count = runtime.block_on(async move { logs.query(&[part], "select count(*) from gateway", None) });
    assert_eq!(cells(&count.unwrap()), [["10"]]);
}

#[test]
fn a_folder_of_any_name_serves() {
    let dir = tempfile::tempdir().unwrap();
    let odd = dir.path().join("Müller & Söhne [2026] %20 #1 {a,b}");
    let logs = open(&odd, KEY);
    let part = write(&logs, 1, [row(1)]);
    assert_eq!(cells(&logs.query(&[part], "select request_id from gateway", None).unwrap()), [["req-00000001"]]);
}
