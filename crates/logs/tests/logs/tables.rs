//! The tables themselves: every field of a record has a column, every column the type and the words that it claims.

use crate::support::{cells, store, write_all};
use logs::{Column, LogsError, Part, TABLES, Table};
use model::{Cell, Data, Kind, Position, Record, gateway::Extra};
use serde_json::{Map, Value, json};

const AT: &str = "2026-03-01T10:00:00.25Z";
const ENDED: &str = "2026-03-01T10:00:01.75Z";

/// Fields that SQL calls otherwise: by words of its own, or because their text is a column beside.
fn column_of(field: &str) -> &str {
    match field {
        "user" => "user_id",
        "by" => "judged_by",
        "at" => "at_text",
        "ended" => "ended_text",
        "reviewed_at" => "reviewed_on",
        other => other,
    }
}

fn named<'t>(table: &'t Table, name: &str) -> &'t Column {
    let found = table.columns().find(|column| column.name == name);
    found.unwrap_or_else(|| panic!("{} has no column {name}", table.name))
}

/// The tables whose rows are records.
fn recorded() -> impl Iterator<Item = (&'static Table, Kind)> {
    TABLES.iter().filter_map(|table| Some((table, table.kind?)))
}

/// A record of a table with every field set, each to a value of its own where it can have one.
fn full((table, kind): (&Table, Kind)) -> (Record, Map<String, Value>) {
    let Value::Object(mut fields) = serde_json::to_value(Data::empty(kind)).unwrap() else { panic!("an object") };
    for (number, (name, value)) in fields.iter_mut().filter(|(name, _)| *name != "kind").enumerate() {
        *value = match (name.as_str(), named(table, column_of(name)).sql_type()) {
            ("at" | "reviewed_at", _) => json!(AT),
            ("ended", _) => json!(ENDED),
            ("about", _) => json!("tool"),
            (_, "VARCHAR") => json!(format!("the {name}")),
            (_, "BIGINT") => json!(number),
            (_, "DOUBLE") => json!(f64::from(u32::try_from(number).unwrap()) + 0.5),
            (_, "BOOLEAN") => json!(true),
            (_, other) => panic!("{name} is {other}"),
        };
    }
    let data = serde_json::from_value(Value::Object(fields.clone())).unwrap();
    let extra = Extra::from([("team".into(), json!("research"))]);
    fields.shift_remove("kind");
    (Record { at: Position::Row(3), data, extra }, fields)
}

fn cell_of(cell: &Cell) -> Value {
    serde_json::to_value(cell).unwrap()
}

#[test]
fn every_field_of_every_record_has_a_column() {
    let (_dir, logs) = store();
    let (records, fields): (Vec<Record>, Vec<_>) = recorded().map(full).unzip();
    let parts = write_all(&logs, 5, records);
    assert_eq!(parts.len(), fields.len());
    for ((table, _), fields) in recorded().zip(fields) {
        let answer = logs.query(&parts, &format!("select * from {}", table.name), None).unwrap();
        assert_eq!(answer.rows.len(), 1, "{}", table.name);
        let said = |column: &str| answer.cell(0, column).map_or(Value::Null, cell_of);
        for (name, value) in &fields {
            let expected = match name.as_str() {
                "at" => json!("2026-03-01T10:00:00.250Z"),
                "reviewed_at" => json!("2026-03-01"),
                "ended" => json!("2026-03-01T10:00:01.750Z"),
                _ => value.clone(),
            };
            assert_eq!(said(column_of(name)), expected, "{}.{name}", table.name);
        }
        let common = ["evidence", "position", "at", "day", "extra"].map(said);
        let expected =
            [json!(5), json!("row 3"), json!("2026-03-01T10:00:00.250Z"), json!("2026-03-01"), json!(r#"{"team":"research"}"#)];
        assert_eq!(common, expected);
        let none: Vec<&str> = table.columns().map(|column| column.name).filter(|name| said(name).is_null()).collect();
        assert!(none.is_empty(), "columns of {} that no field fills: {none:?}", table.name);
    }
    let times = logs.query(&parts, "select ended, duration_ms from span", None).unwrap();
    assert_eq!(cells(&times), [["2026-03-01T10:00:01.750Z", "1500.0"]]);
}

#[test]
fn the_described_types_are_the_real_ones() {
    let (_dir, logs) = store();
    let parts = write_all(&logs, 1, recorded().map(|table| full(table).0));
    let ask = |sql: &str| cells(&logs.query(&parts, sql, None).unwrap());
    for (table, _) in recorded() {
        for column in table.columns() {
            let (name, kind) = (column.name, column.sql_type());
            let sql = format!("select count(*) from {} where cast({name} as {kind}) is not distinct from {name}", table.name);
            assert_eq!(ask(&sql), [["1"]], "{name}");
            let expected = match kind {
                "VARCHAR" => "Utf8View",
                "BIGINT" => "Int64",
                "DOUBLE" => "Float64",
                "BOOLEAN" => "Boolean",
                "DATE" => "Date32",
                _ => "Timestamp(µs, \"UTC\")",
            };
            assert_eq!(ask(&format!("select arrow_typeof({name}) from {}", table.name)), [[expected]], "{name}");
            assert!(!column.about.is_empty() && !table.about.is_empty());
        }
    }
}

#[test]
fn tables_are_joined_and_kept_apart() {
    let (_dir, logs) = store();
    let parts = write_all(&logs, 1, recorded().map(|table| full(table).0));
    let sql = "select g.position, s.tool, c.evaluator from gateway g join span s on g.trace_id = s.trace_id, score c";
    assert_eq!(cells(&logs.query(&parts, sql, None).unwrap()), [["row 3", "the tool", "the evaluator"]]);
    let spans: Vec<Part> = parts.into_iter().filter(|part| part.table == "span").collect();
    let sql = "select (select count(*) from gateway) as g, (select count(*) from span) as s, (select count(*) from score) as c";
    assert_eq!(cells(&logs.query(&spans, sql, None).unwrap()), [["0", "1", "0"]]);
}

#[test]
fn a_record_of_the_map_and_a_table_of_the_future_are_refused() {
    let (dir, logs) = store();
    let mut writer = logs.writer(model::EvidenceId(1));
    let record = Record { at: Position::File, data: Data::empty(Kind::Usage), extra: Extra::new() };
    assert!(matches!(writer.push(&record), Err(LogsError::NoTable(Kind::Usage))));
    drop(writer);
    assert!(crate::support::files(dir.path()).is_empty());
    let part = Part { table: "verdict".to_owned(), name: "ab".repeat(16), rows: 1, bytes: 1 };
    assert!(matches!(logs.query(&[part], "select 1", None), Err(LogsError::UnknownTable { table, .. }) if table == "verdict"));
    assert!(Kind::ALL.iter().all(|kind| kind.is_log() == Table::of(*kind).is_some()));
}
