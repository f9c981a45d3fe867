//! The company's own checks: written, tried on a sample, put in force from a day on, and retired; versions stay.

use crate::{
    AppError, Code, Session,
    contract::checks::{CheckDraft, CheckTried, CheckView, TriedRow},
    dataset,
    logs::{Asking, number, place_of},
};
use chrono::NaiveDate;
use logs::Table;
use model::OwnCheck;
use serde::Deserialize;
use std::sync::atomic::AtomicBool;

/// Checks to begin with.
const STARTER: &str = include_str!("../../../assets/checks/starter.toml");
/// Rows on which a check is tried.
const SAMPLE: u32 = 10_000;
/// Rows of a trial that are shown.
const SHOWN: usize = 10;

/// The form of a file of checks.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    check: Vec<OwnCheck>,
}

/// Every version of every check, by id and version.
///
/// # Errors
/// Those of the vault.
pub fn list(session: &Session) -> Result<Vec<CheckView>, AppError> {
    session.read(|read| {
        let (all, today) = (read.own_checks()?, dataset::terms(session, read)?.today());
        Ok(all.iter().map(|check| view(check, &all, today)).collect())
    })
}

/// Checks to begin with; none of them is in force.
///
/// # Errors
/// [`Code::System`] where the program's own file cannot be read.
pub fn starter() -> Result<Vec<CheckDraft>, AppError> {
    Ok(parse(STARTER)?.iter().map(draft).collect())
}

/// The checks of a file in TOML.
///
/// # Errors
/// [`Code::Invalid`] for what is no such file, with the place.
pub fn parse(text: &str) -> Result<Vec<OwnCheck>, AppError> {
    let file: File = toml::from_str(text).map_err(|error| {
        AppError::new(Code::Invalid, format!("the checks cannot be read: {error}"), "the guide shows the form of the file")
    })?;
    if file.check.is_empty() {
        return Err(AppError::new(Code::Invalid, "the file holds no check", "write at least one [[check]]"));
    }
    Ok(file.check)
}

/// The columns that a predicate over the rows of a table uses.
///
/// # Errors
/// [`Code::Invalid`] for a table that there is not and for a predicate that cannot be asked, with the reason.
pub fn validate(table: &str, predicate: &str) -> Result<Vec<String>, AppError> {
    let table = Table::named(table).filter(|table| table.kind.is_some()).ok_or_else(|| {
        AppError::new(Code::Invalid, format!("there is no table called `{table}`"), "known are: gateway, span, score")
    })?;
    if predicate.trim().is_empty() {
        return Err(AppError::new(Code::Invalid, "a check needs a predicate", "write what of a row breaks it"));
    }
    Ok(logs::predicate(table, predicate)?)
}

/// Tries a check on rows of the log, without keeping it.
///
/// # Errors
/// As [`validate`]; those of the column store; [`Code::Cancelled`].
pub fn attempt(session: &Session, check: &CheckDraft, cancel: &AtomicBool) -> Result<CheckTried, AppError> {
    let check = checked(check)?;
    let asking = Asking::new(session)?;
    let sampled = format!("(SELECT * FROM {} LIMIT {SAMPLE}) AS sampled", check.table);
    let judged = format!("(SELECT *, ({}) AS breaks FROM {sampled} WHERE {}) AS judged", check.breaks, check.population());
    let counts = format!(
        "SELECT count(*) AS applies, count(CASE WHEN breaks THEN 1 END) AS broken, \
         count(CASE WHEN breaks IS NULL THEN 1 END) AS untold FROM {judged}"
    );
    let counts = asking.query(&counts, cancel)?;
    let all = asking.query(&format!("SELECT count(*) AS n FROM {sampled}"), cancel)?;
    let rows = format!(
        "SELECT evidence, position, CAST(at AS VARCHAR) AS moment, breaks, {} AS request FROM {judged} \
         WHERE breaks IS NULL OR breaks ORDER BY breaks IS NULL, at, evidence, position LIMIT {SHOWN}",
        if check.table == "score" { "target" } else { "COALESCE(request_id, trace_id)" }
    );
    let rows = asking.query(&rows, cancel)?;
    let data = session.read(dataset::map)?;
    let row = |row: usize| TriedRow {
        proof: place_of(&data, number(&rows, row, "evidence"), rows.text(row, "position").unwrap_or_default()),
        request: rows.text(row, "request").map(str::to_owned),
        at: rows.text(row, "moment").unwrap_or_default().to_owned(),
        breaks: rows.cell(row, "breaks").is_some(),
    };
    Ok(CheckTried {
        rows: number(&all, 0, "n"),
        applies: number(&counts, 0, "applies"),
        broken: number(&counts, 0, "broken"),
        untold: number(&counts, 0, "untold"),
        examples: (0..rows.rows.len()).map(row).collect(),
        took: asking.took(),
    })
}

/// Puts a check in force from its first day on. One with an id that is known becomes its next version.
///
/// # Errors
/// As [`validate`]; [`Code::Invalid`] for a day that is none, or not after the first day of the version before.
pub fn save(session: &Session, check: &CheckDraft) -> Result<CheckView, AppError> {
    put(session, checked(check)?)
}

/// As [`save`], for a check out of a file.
///
/// # Errors
/// As [`save`].
pub fn put(session: &Session, mut check: OwnCheck) -> Result<CheckView, AppError> {
    sound(&check)?;
    session.change(|write| {
        let mut all = write.own_checks()?;
        if let Some(latest) = all.iter().filter(|other| other.id == check.id).max_by_key(|other| other.version) {
            if check.from <= latest.from {
                return Err(AppError::new(
                    Code::Invalid,
                    format!("{} is in force since {}: a new version must begin later", latest.key(), latest.from),
                    "choose a later first day; what was in force then stays as it was judged",
                ));
            }
            check.version = latest.version + 1;
        }
        write.put_own_check(&check)?;
        all.push(check.clone());
        Ok(view(&check, &all, dataset::terms(session, write)?.today()))
    })
}

/// Ends a check after a last day. What it judged until then stays.
///
/// # Errors
/// [`Code::NotFound`] for an id that there is not; [`Code::Invalid`] for a day that is none or before its first.
pub fn retire(session: &Session, id: &str, last: &str) -> Result<(), AppError> {
    let last = day(last)?;
    session.change(|write| {
        let latest = write.own_checks()?.into_iter().filter(|check| check.id == id).max_by_key(|check| check.version);
        let mut check = latest
            .ok_or_else(|| AppError::new(Code::NotFound, format!("there is no check called `{id}`"), "list the checks first"))?;
        if last < check.from {
            let what = format!("{} is in force since {}, after {last}", check.key(), check.from);
            return Err(AppError::new(Code::Invalid, what, "choose a later last day"));
        }
        check.until = Some(last);
        Ok(write.put_own_check(&check)?)
    })
}

/// A draft as a check whose predicates can be asked.
fn checked(draft: &CheckDraft) -> Result<OwnCheck, AppError> {
    let check = OwnCheck {
        id: draft.id.trim().to_owned(),
        version: 1,
        title: draft.title.trim().to_owned(),
        reason: draft.reason.trim().to_owned(),
        criteria: draft.criteria.clone(),
        from: day(&draft.from)?,
        until: None,
        table: draft.table.clone(),
        applies: draft.applies.trim().to_owned(),
        breaks: draft.breaks.trim().to_owned(),
    };
    sound(&check)?;
    Ok(check)
}

fn sound(check: &OwnCheck) -> Result<(), AppError> {
    let is_id = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    if check.id.is_empty() || check.id.len() > 80 || !check.id.chars().all(is_id) {
        let what = format!("`{}` is no id of a check", check.id);
        return Err(AppError::new(Code::Invalid, what, "use small letters, digits and hyphens"));
    }
    for (what, text) in [("title", &check.title), ("reason", &check.reason)] {
        if text.is_empty() {
            return Err(AppError::new(
                Code::Invalid,
                format!("the check {} has no {what}", check.id),
                "an auditor will ask for it",
            ));
        }
    }
    let told =
        |what: &str, error: AppError| AppError::new(error.code, format!("{}, {what}: {}", check.id, error.message), error.hint);
    validate(&check.table, &check.breaks).map_err(|error| told("breaks", error))?;
    if !check.applies.is_empty() {
        validate(&check.table, &check.applies).map_err(|error| told("applies", error))?;
    }
    Ok(())
}

fn day(text: &str) -> Result<NaiveDate, AppError> {
    let refused = || AppError::new(Code::Invalid, format!("`{text}` is not a day"), "write it as 2026-03-31");
    text.trim().parse().ok().ok_or_else(refused)
}

fn draft(check: &OwnCheck) -> CheckDraft {
    CheckDraft {
        id: check.id.clone(),
        title: check.title.clone(),
        reason: check.reason.clone(),
        criteria: check.criteria.clone(),
        from: check.from.to_string(),
        table: check.table.clone(),
        applies: check.applies.clone(),
        breaks: check.breaks.clone(),
    }
}

fn view(check: &OwnCheck, all: &[OwnCheck], today: NaiveDate) -> CheckView {
    let last = check.last_day(all);
    CheckView {
        version: check.version,
        last: last.map(|day| day.to_string()),
        in_force: check.from <= today && last.is_none_or(|last| today <= last),
        draft: draft(check),
    }
}
