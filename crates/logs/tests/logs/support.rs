//! What the tests share: a store in a folder of its own, and rows.

use logs::{Logs, Part};
use model::{Cell, Data, EvidenceId, GatewayRow, LogRows, Position, Record, Secret, gateway::Extra};
use std::path::Path;
use tempfile::TempDir;

pub(crate) const KEY: [u8; 32] = [7; 32];
pub(crate) const ZONE: chrono_tz::Tz = chrono_tz::Europe::Berlin;

pub(crate) fn store() -> (TempDir, Logs) {
    let dir = tempfile::tempdir().unwrap();
    let logs = open(dir.path(), KEY);
    (dir, logs)
}

pub(crate) fn open(dir: &Path, key: [u8; 32]) -> Logs {
    Logs::open(dir.to_owned(), Secret::new(key), ZONE).unwrap()
}

pub(crate) fn write(logs: &Logs, evidence: u32, rows: impl IntoIterator<Item = GatewayRow>) -> Part {
    let records = rows.into_iter().zip(1..).map(|(row, line)| record(line, row, Extra::new()));
    let [part] = &write_all(logs, evidence, records)[..] else { panic!("rows of one table make one part") };
    part.clone()
}

pub(crate) fn write_all(logs: &Logs, evidence: u32, records: impl IntoIterator<Item = Record>) -> Vec<Part> {
    let mut writer = logs.writer(EvidenceId(evidence));
    records.into_iter().for_each(|record| writer.push(&record).unwrap());
    writer.finish().unwrap()
}

pub(crate) fn record(line: u64, row: GatewayRow, extra: Extra) -> Record {
    Record { at: Position::Line(line), data: Data::GatewayRow(Box::new(row)), extra }
}

/// Text of a field.
#[expect(clippy::unnecessary_wraps, reason = "fields are optional")]
pub(crate) fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// A row that differs with its number.
pub(crate) fn row(number: u32) -> GatewayRow {
    let provider = ["openai", "anthropic", "bedrock"][number as usize % 3];
    GatewayRow {
        at: Some(format!("2026-03-{:02}T10:00:00Z", 1 + number % 28).parse().unwrap()),
        request_id: text(&format!("req-{number:08}")),
        user: (!number.is_multiple_of(10)).then(|| format!("user-{}@example.com", number % 50)),
        provider: text(provider),
        model: text(&format!("{provider}-large")),
        model_version: (!number.is_multiple_of(4)).then(|| "2026-01-15".to_owned()),
        fallback: Some(number.is_multiple_of(7)),
        fallback_reason: number.is_multiple_of(14).then(|| "timeout".to_owned()),
        tokens_in: Some(i64::from(number)),
        cost: Some(f64::from(number) / 4.0),
        input: text(&format!("Summarise the contract of customer {number}.")),
        ..GatewayRow::default()
    }
}

pub(crate) fn cells(rows: &LogRows) -> Vec<Vec<String>> {
    rows.rows.iter().map(|row| row.iter().map(shown).collect()).collect()
}

fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Null => "-".to_owned(),
        Cell::Bool(value) => value.to_string(),
        Cell::Int(value) => value.to_string(),
        Cell::Float(value) => format!("{value:?}"),
        Cell::Text(value) => value.clone(),
    }
}

pub(crate) fn files(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}
