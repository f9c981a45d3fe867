//! The rows of a file of answers as the window shows those of any evidence, so that a pointer into it leads somewhere.

use super::{Answers, IMPORTER, standing::load};
use crate::{
    AppError,
    contract::{
        PageRequest,
        evidence::{RecordPage, RecordRow},
    },
    logs::listing::text,
    session::Open,
    words::count,
};
use model::{Cell, Evidence, Kind};

/// What is shown of a row.
const COLUMNS: [&str; 5] = ["evaluator", "query", "export", "position", "answer"];
/// Rows shown before and after the one that was asked for.
const AROUND: usize = 3;

/// A page of the rows; none for evidence that is no file of answers.
pub(crate) fn page(open: &Open, evidence: &Evidence, request: &PageRequest, most: u32) -> Result<Option<RecordPage>, AppError> {
    let Some(rows) = rows(open, evidence)? else { return Ok(None) };
    let words: Vec<String> = request.filter.split_whitespace().map(str::to_lowercase).collect();
    let has = |row: &RecordRow| {
        let text = row.cells.join(" ").to_lowercase();
        words.iter().all(|word| text.contains(word))
    };
    let rows: Vec<RecordRow> = rows.into_iter().filter(has).collect();
    let total = count(rows.len());
    let (offset, limit) = (request.offset as usize, request.limit.min(most) as usize);
    Ok(Some(of(rows.into_iter().skip(offset).take(limit).collect(), total)))
}

/// A row with those around it, as its kind, fields and neighbours.
pub(crate) type Detail = (Kind, Vec<(String, String)>, RecordPage);

/// The row at a place; none for evidence that is no file of answers, or has no such row.
pub(crate) fn detail(open: &Open, evidence: &Evidence, at: &str) -> Result<Option<Detail>, AppError> {
    let Some(rows) = rows(open, evidence)? else { return Ok(None) };
    let Some(index) = rows.iter().position(|row| row.at == at) else { return Ok(None) };
    let total = count(rows.len());
    let Some(row) = rows.get(index) else { return Ok(None) };
    let (kind, cells) = (row.kind, row.cells.clone());
    let fields = COLUMNS.iter().map(|name| (*name).to_owned()).zip(cells).collect();
    let near = rows.into_iter().skip(index.saturating_sub(AROUND)).take(2 * AROUND + 1).collect();
    Ok(Some((kind, fields, of(near, total))))
}

fn of(rows: Vec<RecordRow>, total: u32) -> RecordPage {
    RecordPage { total, columns: COLUMNS.iter().map(|name| (*name).to_owned()).collect(), rows }
}

/// All rows of all answers.
fn rows(open: &Open, evidence: &Evidence) -> Result<Option<Vec<RecordRow>>, AppError> {
    if evidence.importer.as_deref() != Some(IMPORTER) {
        return Ok(None);
    }
    let answers = load(open, evidence.sha256)?;
    let kind = evidence.records.keys().next().copied().unwrap_or(Kind::GatewayRow);
    let all = answers.answers.iter().enumerate().flat_map(|(answer, answered)| {
        let at = move |row: usize| format!("$.answers[{answer}].rows[{row}]");
        let row = |cells: &Vec<Cell>| shown(&answers, &answered.evaluator, &answered.query, &answered.columns, cells);
        answered
            .rows
            .iter()
            .enumerate()
            .map(|(number, cells)| RecordRow { at: at(number), kind, cells: row(cells) })
            .collect::<Vec<_>>()
    });
    Ok(Some(all.collect()))
}

fn shown(answers: &Answers, evaluator: &str, query: &str, columns: &[String], cells: &[Cell]) -> Vec<String> {
    let told = |name: &str| columns.iter().position(|column| column == name).and_then(|column| cells.get(column));
    let export = match told("evidence") {
        Some(Cell::Int(number)) => answers.sources.iter().find(|source| i64::from(source.evidence) == *number),
        _ => None,
    };
    let position = if let Some(Cell::Text(position)) = told("position") { position.clone() } else { String::new() };
    let filled = columns.iter().zip(cells).filter(|(_, cell)| **cell != Cell::Null);
    let answer: Vec<String> = filled.map(|(column, cell)| format!("{column}: {}", text(cell))).collect();
    let export = export.map(|source| source.name.clone()).unwrap_or_default();
    vec![evaluator.to_owned(), query.to_owned(), export, position, answer.join("; ")]
}
