//! From when to when each prompt, model and provider answered, against the records of its release.

use super::{Asking, between, number};
use crate::{
    AppError, Session,
    contract::logs::{Lived, LogLife, LogLives, SheetRow},
    dataset,
    logs::request::{named, proof, release},
    words::count,
};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use evaluate::{Live, Sourced};
use model::{Kind, LogRows, record::Release};
use std::{collections::BTreeMap, sync::atomic::AtomicBool};

/// Most time lines.
const MOST: usize = 500;

/// The time lines of all prompts, models or providers in the log, with the records of their release.
///
/// # Errors
/// Those of the vault and the column store; [`crate::Code::Cancelled`].
pub fn lives(session: &Session, of: Lived, cancel: &AtomicBool) -> Result<LogLives, AppError> {
    let asking = Asking::new(session)?;
    let (columns, told) = match of {
        Lived::Prompt => (
            "prompt AS name, prompt_version AS version, CAST(NULL AS VARCHAR) AS provider",
            "prompt_version IS NOT NULL OR prompt IS NOT NULL",
        ),
        Lived::Model => ("model AS name, model_version AS version, provider", "model IS NOT NULL"),
        Lived::Provider => {
            ("provider AS name, CAST(NULL AS VARCHAR) AS version, CAST(NULL AS VARCHAR) AS provider", "provider IS NOT NULL")
        }
    };
    let sql = format!(
        "SELECT name, version, provider, min(at) AS first, max(at) AS last, count(*) AS calls, \
         first_value(evidence ORDER BY at, evidence, position) AS evidence, \
         first_value(position ORDER BY at, evidence, position) AS position \
         FROM (SELECT {columns}, at, evidence, position FROM gateway WHERE at IS NOT NULL AND ({told})) \
         GROUP BY name, version, provider ORDER BY first, name, version, provider LIMIT {}",
        MOST + 1
    );
    let rows = asking.query(&sql, cancel)?;
    let weeks = format!(
        "SELECT name, version, provider, CAST(CAST(date_trunc('week', day) AS DATE) AS VARCHAR) AS week, count(*) AS calls \
         FROM (SELECT {columns}, day FROM gateway WHERE {} AND ({told})) GROUP BY name, version, provider, week ORDER BY week",
        between(asking.window())
    );
    let weeks = by_week(&asking.query(&weeks, cancel)?);
    let blank = asking.query(&format!("SELECT count(*) AS n FROM gateway WHERE NOT ({told})"), cancel)?;
    let took = asking.took();
    let data = session.read(|read| dataset::of(read, [Kind::Release], &asking.terms))?;
    let live = Live::new(&data);
    let one = |row: usize| {
        let key = key(&rows, row);
        let (name, version, _) = &key;
        let records = match of {
            Lived::Prompt => live.prompt(&named(name, version.as_deref())),
            Lived::Model => live.model(name, version.as_deref()),
            Lived::Provider => Vec::new(),
        };
        let first = rows.text(row, "first").unwrap_or_default().to_owned();
        LogLife {
            name: name.clone(),
            released_before: before(&records, &first, asking.terms.zone),
            releases: records.iter().map(|record| release(&data, record)).collect::<Vec<SheetRow>>(),
            first_row: rows.text(row, "position").map(|at| proof(&data, number(&rows, row, "evidence"), at)),
            last: rows.text(row, "last").unwrap_or_default().to_owned(),
            calls: number(&rows, row, "calls"),
            weeks: weeks.get(&key).cloned().unwrap_or_default(),
            version: key.1.clone(),
            provider: key.2.clone(),
            first,
        }
    };
    let shown = rows.rows.len().min(MOST);
    Ok(LogLives {
        lives: (0..shown).map(one).collect(),
        more: count(rows.rows.len() - shown),
        blank: number(&blank, 0, "n"),
        took,
    })
}

/// Name, version and provider of a row.
type Key = (String, Option<String>, Option<String>);

fn key(rows: &LogRows, row: usize) -> Key {
    let told = |column| rows.text(row, column).map(str::to_owned);
    (told("name").unwrap_or_default(), told("version"), told("provider"))
}

fn by_week(rows: &LogRows) -> BTreeMap<Key, Vec<(String, u32)>> {
    let mut weeks: BTreeMap<Key, Vec<(String, u32)>> = BTreeMap::new();
    for row in 0..rows.rows.len() {
        let week = rows.text(row, "week").unwrap_or_default().to_owned();
        weeks.entry(key(rows, row)).or_default().push((week, number(rows, row, "calls")));
    }
    weeks
}

/// Whether one of the records was live before the first row; none: no record says since when.
fn before(records: &[&Sourced<Release>], first: &str, zone: Tz) -> Option<bool> {
    let first = DateTime::parse_from_rfc3339(first).ok()?.to_utc();
    let live: Vec<DateTime<Utc>> = records.iter().filter_map(|record| record.value.live).map(|at| at.earliest(zone)).collect();
    if live.is_empty() { None } else { Some(live.iter().any(|at| *at <= first)) }
}
