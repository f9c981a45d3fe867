//! Engagements that are over: for reading only, with how their exceptions stand in the results of now.

use super::draft;
use crate::{
    AppError, Code, Session,
    contract::engagement::{CarriedView, PastDetail, PastRow},
    results,
    words::{self, count},
};
use model::{Evaluation, Item, State};
use serde_json::Value;
use std::collections::BTreeMap;
use store::{ItemFilter, PastEngagement, PastId, Read, Span};

/// The engagements that are over, the newest first.
pub(super) fn rows(read: &Read<'_>) -> Result<Vec<PastRow>, AppError> {
    read.past_engagements()?.iter().map(|past| row(read, past)).collect()
}

fn row(read: &Read<'_>, past: &PastEngagement) -> Result<PastRow, AppError> {
    let exceptions: u64 = read.past_evaluations(past.id)?.iter().map(|evaluation| evaluation.exceptions).sum();
    Ok(PastRow {
        id: past.id.0,
        from: past.engagement.window.from.to_string(),
        to: past.engagement.window.to.to_string(),
        audit_type: past.engagement.audit_type,
        at: words::seconds(past.at),
        actor: past.actor.clone(),
        reason: past.reason.clone(),
        results_as_of: past.run.map(|(_, as_of)| words::seconds(as_of)),
        exceptions: count(exceptions),
        responses: count(read.past_responses(past.id)?.iter().filter(|(.., kept)| kept.get("response").is_some()).count()),
    })
}

/// An engagement that is over, whole.
///
/// # Errors
/// [`Code::NotFound`] for one that is not there.
pub fn past(session: &Session, id: u32) -> Result<PastDetail, AppError> {
    session.read(|read| {
        let past = find(read, id)?;
        let controls = read.all_control_versions()?;
        let evaluations = read.past_evaluations(past.id)?;
        let mut found: Vec<_> = evaluations.iter().map(|evaluation| results::row(evaluation, &controls)).collect();
        found.sort_by(|one, other| {
            results::rank(one.state).cmp(&results::rank(other.state)).then(one.evaluator.cmp(&other.evaluator))
        });
        Ok(PastDetail {
            row: row(read, &past)?,
            draft: draft(&past.engagement),
            summary: told(&past.summary),
            results: found,
            exceptions: carried(read, &past, &evaluations)?,
        })
    })
}

fn find(read: &Read<'_>, id: u32) -> Result<PastEngagement, AppError> {
    let found = read.past_engagements()?.into_iter().find(|past| past.id == PastId(id));
    found.ok_or_else(|| {
        AppError::new(Code::NotFound, format!("there is no past engagement {id}"), "`fieldwork engagement` lists them")
    })
}

/// The items of one result of an engagement that is over, those of a state or all.
///
/// # Errors
/// [`Code::NotFound`] for one that is not there.
pub fn past_items(session: &Session, id: u32, evaluator: &str, state: Option<State>) -> Result<Vec<Item>, AppError> {
    session.read(|read| {
        let past = find(read, id)?;
        Ok(read.past_items(past.id, evaluator, ItemFilter { state, ..ItemFilter::default() }, Span::ALL)?.rows)
    })
}

/// The exceptions with what was answered and how the same items stand now.
fn carried(read: &Read<'_>, past: &PastEngagement, evaluations: &[Evaluation]) -> Result<Vec<CarriedView>, AppError> {
    let mut answers: BTreeMap<(String, String), Answered> = BTreeMap::new();
    for (evaluator, subject, kept) in read.past_responses(past.id)? {
        answers.insert((evaluator, subject), answered(&kept));
    }
    let run = read.latest_run()?.map(|(id, _)| id);
    let mut found = Vec::new();
    for evaluation in evaluations.iter().filter(|evaluation| evaluation.exceptions > 0) {
        let id = evaluation.evaluator.as_str();
        let filter = ItemFilter { state: Some(State::Exception), ..ItemFilter::default() };
        let left = PastDetail::LISTED.saturating_sub(found.len());
        let failed = read.past_items(past.id, id, filter, Span { offset: 0, limit: left as u64 })?.rows;
        let now: BTreeMap<String, State> = match run {
            Some(run) => {
                let items = read.page_items(run, id, ItemFilter::default(), Span::ALL)?.rows;
                items.into_iter().map(|(_, item)| (item.subject, item.state)).collect()
            }
            None => BTreeMap::new(),
        };
        found.extend(failed.into_iter().map(|item| {
            let Answered { response, by, accepted } = answers.remove(&(id.to_owned(), item.subject.clone())).unwrap_or_default();
            let now = now.get(&item.subject).copied();
            CarriedView {
                evaluator: id.to_owned(),
                subject: item.subject,
                reason: item.reason,
                response,
                response_by: by,
                accepted,
                now,
            }
        }));
    }
    Ok(found)
}

/// What management made of an exception.
#[derive(Default)]
struct Answered {
    response: String,
    by: String,
    accepted: String,
}

fn answered(kept: &Value) -> Answered {
    let field =
        |of: &str, name: &str| kept.get(of).and_then(|of| of.get(name)).and_then(Value::as_str).unwrap_or_default().to_owned();
    let parts = ["cause", "fix", "compensating"].map(|name| field("response", name));
    let told: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    let accepted = match field("acceptance", "by") {
        by if by.is_empty() => String::new(),
        by => format!("by {by} until {}: {}", field("acceptance", "until"), field("acceptance", "reason")),
    };
    Answered { response: told.join(" "), by: field("response", "owner"), accepted }
}

/// What stood at the end, in words.
fn told(summary: &Value) -> Vec<(String, String)> {
    let flat = |value: &Value| match value {
        Value::Object(fields) => {
            let parts: Vec<String> = fields.iter().map(|(name, value)| format!("{value} {name}")).collect();
            parts.join(", ")
        }
        other => other.to_string(),
    };
    summary.as_object().into_iter().flatten().map(|(name, value)| (name.clone(), flat(value))).collect()
}
