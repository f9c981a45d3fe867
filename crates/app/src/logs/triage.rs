//! What the detectors found, pattern by pattern, and marking what they got wrong.

use super::{Asking, between, found, number, request::proof};
use crate::{
    AppError, Code, Session,
    contract::{
        Progress,
        logs::{DismissedView, FindingPattern, FindingPatterns},
    },
    dataset, originals,
    words::{count, seconds},
};
use evaluate::Dataset;
use model::{Dismissal, FoundCredential, LogRows};
use std::{collections::BTreeMap, sync::atomic::AtomicBool};

/// Most patterns that are told.
const MOST: usize = 500;

/// The patterns found in the window and in the originals of evidence, after rows and files that no detector has seen yet were looked through.
///
/// # Errors
/// Those of the vault and the column store; [`Code::Cancelled`].
pub fn patterns(session: &Session, cancel: &AtomicBool, hear: &mut dyn FnMut(Progress)) -> Result<FindingPatterns, AppError> {
    let before = Asking::new(session)?;
    found::look_through(session, true, cancel, hear)?;
    originals::look_through(session, cancel, hear)?;
    let asking = Asking { began: before.began, ..Asking::new(session)? };
    let data = session.read(dataset::map)?;
    let order = "ORDER BY at, evidence, position, begins";
    let sql = format!(
        "SELECT kind, rule, place, pattern, count(*) AS hits, max(score) AS score, CAST(min(at) AS VARCHAR) AS first, \
         CAST(max(at) AS VARCHAR) AS last, first_value(evidence {order}) AS evidence, first_value(position {order}) AS position, \
         first_value(masked {order}) AS masked, first_value(COALESCE(request_id, trace_id) {order}) AS request, min(source) AS source \
         FROM finding WHERE {} GROUP BY kind, rule, place, pattern ORDER BY hits DESC, kind, rule, place, pattern LIMIT {}",
        between(asking.window()),
        MOST + 1
    );
    let rows = asking.query(&sql, cancel)?;
    let pattern = |row: usize| {
        let told = |column| rows.text(row, column).unwrap_or_default().to_owned();
        let key = key(&rows, row);
        FindingPattern {
            dismissed: data.dismissals.iter().find(|one| one.pattern == key).map(view),
            kind: told("kind"),
            place: told("place"),
            rule: told("rule"),
            score: number(&rows, row, "score"),
            hits: number(&rows, row, "hits"),
            masked: told("masked"),
            first_row: proof(&data, number(&rows, row, "evidence"), rows.text(row, "position").unwrap_or_default()),
            request: rows.text(row, "request").map(str::to_owned),
            table: rows.text(row, "source").map(str::to_owned),
            first: rows.text(row, "first").map(str::to_owned),
            last: rows.text(row, "last").map(str::to_owned),
            key,
        }
    };
    let shown = rows.rows.len().min(MOST);
    let mut patterns = in_originals(&data);
    patterns.extend((0..shown).map(pattern));
    patterns.sort_by_key(|pattern| pattern.dismissed.is_some());
    Ok(FindingPatterns { patterns, more: count(rows.rows.len() - shown), took: asking.took() })
}

/// Credentials in the originals of evidence, one for each form.
fn in_originals(data: &Dataset) -> Vec<FindingPattern> {
    let mut patterns = BTreeMap::<String, FindingPattern>::new();
    for (evidence, search) in &data.searches {
        for found in &search.found {
            let key = found.key();
            let known = patterns.entry(key.clone()).or_insert_with(|| FindingPattern {
                dismissed: data.dismissals.iter().find(|one| one.pattern == key).map(view),
                kind: "SECRET".to_owned(),
                place: FoundCredential::PLACE.to_owned(),
                rule: found.rule.clone(),
                score: found.score.into(),
                hits: 0,
                masked: found.masked.clone(),
                first_row: proof(data, evidence.0, &found.at.to_string()),
                request: None,
                table: None,
                first: None,
                last: None,
                key,
            });
            known.hits = known.hits.saturating_add(count(found.hits));
            known.score = known.score.max(found.score.into());
        }
    }
    patterns.into_values().collect()
}

/// The pattern and the place, as evaluators name them.
fn key(rows: &LogRows, row: usize) -> String {
    let told = |column| rows.text(row, column).unwrap_or_default();
    format!("{} {}", told("pattern"), told("place"))
}

fn view(dismissal: &Dismissal) -> DismissedView {
    DismissedView { reason: dismissal.reason.clone(), by: dismissal.by.clone(), at: seconds(dismissal.at) }
}

/// Marks a pattern as a false finding, with a reason. It is counted apart from then on, never dropped.
///
/// # Errors
/// [`Code::Invalid`] without a reason or for a key that names no pattern and place.
pub fn dismiss(session: &Session, key: &str, reason: &str) -> Result<(), AppError> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(AppError::new(
            Code::Invalid,
            "a false finding needs a reason",
            "say why it is none: the auditor will read it",
        ));
    }
    let known = key.split_once(' ').is_some_and(|(pattern, place)| {
        pattern.len() == 16 && pattern.bytes().all(|byte| byte.is_ascii_hexdigit()) && !place.is_empty()
    });
    if !known {
        let what = format!("`{key}` names no pattern and place");
        return Err(AppError::new(Code::Invalid, what, "copy it from the list of findings"));
    }
    let dismissal =
        Dismissal { pattern: key.to_owned(), reason: reason.to_owned(), by: session.actor().to_owned(), at: session.now() };
    session.change(|write| Ok(write.put_dismissal(&dismissal)?))
}

/// Takes it back that a pattern is a false finding.
///
/// # Errors
/// [`Code::NotFound`] for one that was not marked.
pub fn undismiss(session: &Session, key: &str) -> Result<(), AppError> {
    session.change(|write| Ok(write.remove_dismissal(key)?))
}
