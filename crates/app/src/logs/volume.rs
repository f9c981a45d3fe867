//! How many calls there are when, and on which days none.

use super::{
    Asking, GROUPINGS, between, day,
    measures::{self, COMPLETE},
    number,
};
use crate::{
    AppError, Session,
    contract::logs::{Bucket, LogMeasure, LogOverview, LogPoint, LogTable, LogVolume},
};
use chrono::{Days, NaiveDate};
use evaluate::FAILED;
use logs::TABLES;
use model::Period;
use std::{collections::BTreeSet, sync::atomic::AtomicBool};

/// What the column store holds, table by table.
///
/// # Errors
/// Those of the vault and the column store.
pub fn overview(session: &Session, cancel: &AtomicBool) -> Result<LogOverview, AppError> {
    let asking = Asking::new(session)?;
    let mut tables = Vec::new();
    for table in TABLES {
        let of_it = || asking.parts.iter().filter(|part| part.table == table.name);
        let rows: u64 = of_it().map(|part| part.rows).sum();
        let bytes: u64 = of_it().map(|part| part.bytes).sum();
        let sql = format!("SELECT min(day) AS first, max(day) AS last, count(DISTINCT evidence) AS files FROM {}", table.name);
        let days = asking.query(&sql, cancel)?;
        tables.push(LogTable {
            name: table.name.to_owned(),
            about: table.about.to_owned(),
            rows: rows.to_string(),
            bytes: bytes.to_string(),
            files: number(&days, 0, "files"),
            first: day(&days, 0, "first").map(|day| day.to_string()),
            last: day(&days, 0, "last").map(|day| day.to_string()),
            columns: table
                .columns()
                .map(|column| (column.name.to_owned(), column.sql_type().to_owned(), column.about.to_owned()))
                .collect(),
        });
    }
    let measure = |one: measures::Measure| LogMeasure { id: one.id, title: one.title };
    Ok(LogOverview {
        tables,
        measures: measures::all(&asking.terms).into_iter().map(measure).collect(),
        groupings: GROUPINGS.iter().map(|&column| column.to_owned()).collect(),
    })
}

/// Calls in the window by day, week or month, and the days without any.
///
/// # Errors
/// Those of the vault and the column store; [`crate::Code::Cancelled`].
pub fn volume(session: &Session, bucket: Bucket, cancel: &AtomicBool) -> Result<LogVolume, AppError> {
    let asking = Asking::new(session)?;
    let window = asking.window();
    let inside = between(window);
    let begin = match bucket {
        Bucket::Day => "day",
        Bucket::Week => "CAST(date_trunc('week', day) AS DATE)",
        Bucket::Month => "CAST(date_trunc('month', day) AS DATE)",
    };
    let of = |condition: &str| format!("count(CASE WHEN {condition} THEN 1 END)");
    let sql = format!(
        "SELECT {begin} AS begin, count(*) AS calls, {} AS complete, {} AS failed, {} AS fallback FROM gateway \
         WHERE {inside} GROUP BY {begin} ORDER BY begin",
        of(COMPLETE),
        of(FAILED),
        of("fallback"),
    );
    let rows = asking.query(&sql, cancel)?;
    let point = |row| {
        Some(LogPoint {
            day: day(&rows, row, "begin")?.to_string(),
            calls: number(&rows, row, "calls"),
            complete: number(&rows, row, "complete"),
            failed: number(&rows, row, "failed"),
            fallback: number(&rows, row, "fallback"),
        })
    };
    let points: Vec<LogPoint> = (0..rows.rows.len()).filter_map(point).collect();
    let days = asking.query(&format!("SELECT DISTINCT day FROM gateway WHERE {inside} ORDER BY day"), cancel)?;
    let told: BTreeSet<NaiveDate> = (0..days.rows.len()).filter_map(|row| day(&days, row, "day")).collect();
    let rest = format!("SELECT {} AS undated, {} AS outside FROM gateway", of("day IS NULL"), of(&format!("NOT ({inside})")));
    let rest = asking.query(&rest, cancel)?;
    Ok(LogVolume {
        from: window.from.to_string(),
        to: window.to.to_string(),
        bucket,
        points,
        silent: if told.is_empty() { Vec::new() } else { silent(window, &told) },
        undated: number(&rest, 0, "undated"),
        outside: number(&rest, 0, "outside"),
        took: asking.took(),
    })
}

/// Stretches of days that are not among those told.
fn silent(window: Period, told: &BTreeSet<NaiveDate>) -> Vec<(String, String)> {
    let mut stretches: Vec<(NaiveDate, NaiveDate)> = Vec::new();
    for day in window.from.iter_days().take_while(|day| *day <= window.to).filter(|day| !told.contains(day)) {
        match stretches.last_mut() {
            Some((_, last)) if last.checked_add_days(Days::new(1)) == Some(day) => *last = day,
            _ => stretches.push((day, day)),
        }
    }
    stretches.into_iter().map(|(first, last)| (first.to_string(), last.to_string())).collect()
}
