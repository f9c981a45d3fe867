//! The engagement after it was set up: changed for a reason, rolled forward into the next, looked back at.
//!
//! Rolling forward moves the window only. Controls, owners, parameters, approved lists and systems stay with their days,
//! evidence is placed by what it covers; results and responses of the engagement that is over are put away for reading.

mod past;

use crate::{
    AppError, Code, Session,
    contract::{
        engagement::{EngagementChangeView, EngagementDetail, EngagementDraft, RollForward},
        vault::ScopeView,
    },
    controls, dataset, history, session,
    words::{self, count},
};
use chrono::{Days, Months, NaiveDate};
use model::{Category, Engagement, Evidence, Period, Scope, State};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use store::{Read, Write};

pub use past::{past, past_items};

/// The engagement with what was changed of it and what came before it.
///
/// # Errors
/// Those of reading the vault.
pub fn detail(session: &Session) -> Result<EngagementDetail, AppError> {
    session.read(|read| {
        let engagement = session::engagement(read)?;
        let changes = read.engagement_changes()?;
        let view = |change: &store::EngagementChange| EngagementChangeView {
            at: words::seconds(change.at),
            actor: change.actor.clone(),
            reason: change.reason.clone(),
            changes: history::of_engagement(&draft(&change.before), &draft(&change.after)),
        };
        let next = following(engagement.window);
        Ok(EngagementDetail {
            draft: draft(&engagement),
            history: changes.iter().rev().map(view).collect(),
            past: past::rows(read)?,
            next: (next.from.to_string(), next.to.to_string()),
        })
    })
}

/// The window that usually follows: whole months as long as this one where it has whole months, else as many days.
fn following(window: Period) -> Period {
    let from = window.to.succ_opt().unwrap_or(window.to);
    let whole = (1..=36).find(|months| window.from.checked_add_months(Months::new(*months)) == Some(from));
    let to = match whole {
        Some(months) => from.checked_add_months(Months::new(months)).and_then(|day| day.pred_opt()),
        None => from.checked_add_days(Days::new(window.days() - 1)),
    };
    Period::new(from, to.unwrap_or(from)).unwrap_or(window)
}

/// An engagement as a person edits it.
pub(crate) fn draft(engagement: &Engagement) -> EngagementDraft {
    let scope = Category::ALL.map(|category| {
        let scope = engagement.scope.get(&category);
        ScopeView {
            category,
            included: category == Category::Security || scope.is_some_and(|scope| scope.included),
            reason: scope.map(|scope| scope.reason.clone()).unwrap_or_default(),
        }
    });
    EngagementDraft {
        company: engagement.company.clone(),
        audit_type: engagement.audit_type,
        from: engagement.window.from,
        to: engagement.window.to,
        zone: engagement.zone.clone(),
        scope: scope.to_vec(),
        auditor: engagement.auditor.clone().unwrap_or_default(),
        holidays: engagement.holidays.iter().map(ToString::to_string).collect(),
    }
}

/// The engagement of a draft.
fn checked(draft: &EngagementDraft) -> Result<Engagement, AppError> {
    let invalid = |message: String, hint: &str| AppError::new(Code::Invalid, message, hint);
    if draft.company.trim().is_empty() {
        return Err(invalid("the company has no name".to_owned(), "give the name that the report shall carry"));
    }
    if draft.zone.parse::<chrono_tz::Tz>().is_err() {
        return Err(invalid(format!("`{}` is no time zone", draft.zone), "give an IANA name such as Europe/Berlin"));
    }
    let holidays: Vec<&String> = draft.holidays.iter().filter(|text| !text.trim().is_empty()).collect();
    let holidays: BTreeSet<NaiveDate> = holidays.into_iter().map(|text| crate::terms::day(text)).collect::<Result<_, _>>()?;
    let scope: BTreeMap<Category, Scope> = draft
        .scope
        .iter()
        .map(|entry| {
            let included = entry.included || entry.category == Category::Security;
            (entry.category, Scope { included, reason: entry.reason.trim().to_owned() })
        })
        .collect();
    Ok(Engagement {
        company: draft.company.trim().to_owned(),
        audit_type: draft.audit_type,
        window: window(draft.from, draft.to)?,
        zone: draft.zone.clone(),
        scope,
        auditor: Some(draft.auditor.trim().to_owned()).filter(|auditor| !auditor.is_empty()),
        holidays,
    })
}

fn window(from: NaiveDate, to: NaiveDate) -> Result<Period, AppError> {
    Period::new(from, to)
        .ok_or_else(|| AppError::new(Code::Invalid, "the window ends before it begins", "put the earlier day first"))
}

fn given(reason: &str) -> Result<&str, AppError> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(AppError::new(Code::Invalid, "a change of the engagement needs a reason", "say why, and who decided it"));
    }
    Ok(reason)
}

/// Changes the engagement. Results computed before are stale afterwards; nothing else is touched.
///
/// # Errors
/// [`Code::Invalid`] for what cannot be an engagement, without a reason, when nothing is different, and for another time
/// zone once gateway logs were read in the old one.
pub fn change(session: &Session, draft: &EngagementDraft, reason: &str) -> Result<(), AppError> {
    let (after, reason) = (checked(draft)?, given(reason)?);
    session.change(|write| {
        let before = session::engagement(write)?;
        let told = history::of_engagement(&self::draft(&before), &self::draft(&after));
        if told.is_empty() {
            return Err(AppError::new(Code::Invalid, "nothing is different", "change something, or leave it"));
        }
        let logs = write.log_parts()?.len();
        if before.zone != after.zone && logs > 0 {
            let message = format!("the days of {logs} imported gateway logs were read in {}", before.zone);
            return Err(AppError::new(Code::Invalid, message, "undo those imports, change the zone, and import them again"));
        }
        Ok(write.change_engagement(&before, &after, reason)?)
    })?;
    session.open()?.logs.set_zone(after.tz());
    Ok(())
}

/// Rolls the window forward into the next engagement; a rehearsal tells what that would do and changes nothing.
///
/// # Errors
/// [`Code::Invalid`] without a reason, and for a window that does not come after the one that is over.
pub fn roll_forward(session: &Session, from: &str, to: &str, reason: &str, rehearse: bool) -> Result<RollForward, AppError> {
    let next = window(crate::terms::day(from)?, crate::terms::day(to)?)?;
    let reason = if rehearse { "a rehearsal" } else { given(reason)? };
    let work = |write: &mut Write<'_>| {
        let done = roll(session, write, next, reason)?;
        Ok(if rehearse { RollForward { past: None, ..done } } else { done })
    };
    if rehearse { session.rehearse(work) } else { session.change(work) }
}

fn roll(session: &Session, write: &mut Write<'_>, next: Period, reason: &str) -> Result<RollForward, AppError> {
    let before = session::engagement(write)?;
    if next.from <= before.window.from || next.to <= before.window.to {
        let message = format!("{next} does not come after the window of now, {}", before.window);
        return Err(AppError::new(Code::Invalid, message, "the next window begins and ends later"));
    }
    let mut told = standing(write, &before, next)?;
    told.notes.extend(notes(session, write, &before, next)?);
    let summary = summary(session, write, &told)?;
    let past = write.close_engagement(&before, reason, &summary)?;
    let after = Engagement { window: next, ..before.clone() };
    write.change_engagement(&before, &after, reason)?;
    Ok(RollForward { past: Some(past.0), ..told })
}

/// What is put away and what stays.
fn standing(read: &Read<'_>, before: &Engagement, next: Period) -> Result<RollForward, AppError> {
    let responses = read.responses()?;
    let answered: BTreeSet<(&str, &str)> =
        responses.iter().map(|response| (response.evaluator.as_str(), response.subject.as_str())).collect();
    let (mut results, mut exceptions, mut unanswered) = (0, 0, 0);
    if let Some((run, _)) = read.latest_run()? {
        let filter = store::ItemFilter { state: Some(State::Exception), ..store::ItemFilter::default() };
        for evaluation in read.evaluations(run)? {
            results += 1;
            exceptions += evaluation.exceptions;
            let failed = read.page_items(run, &evaluation.evaluator, filter, store::Span::ALL)?;
            let open = |item: &model::Item| !answered.contains(&(evaluation.evaluator.as_str(), item.subject.as_str()));
            unanswered += failed.rows.iter().filter(|(_, item)| open(item)).count();
        }
    }
    let zone = before.tz();
    let inside = |evidence: &Evidence| {
        let (from, to) = (evidence.dates.covers_from, evidence.dates.covers_to);
        let (from, to) = (from.or(to), to.or(from));
        match (from, to) {
            (Some(from), Some(to)) => {
                Period::new(from.day(zone), to.day(zone)).is_some_and(|days| days.intersection(&next).is_some())
            }
            _ => false,
        }
    };
    Ok(RollForward {
        past: None,
        from: next.from.to_string(),
        to: next.to.to_string(),
        results,
        exceptions: count(exceptions),
        unanswered: count(unanswered),
        responses: count(responses.len()),
        controls: controls::in_force(read, next.from)?,
        evidence: count(read.all_evidence()?.iter().filter(|evidence| inside(evidence)).count()),
        notes: Vec::new(),
    })
}

/// What to know before the window is moved.
fn notes(session: &Session, read: &Read<'_>, before: &Engagement, next: Period) -> Result<Vec<String>, AppError> {
    let mut notes = Vec::new();
    let today = session.as_of(before).with_timezone(&before.tz()).date_naive();
    if today <= before.window.to {
        notes.push(format!("The window of now is not over: it ends on {}.", before.window.to));
    }
    let day_after = before.window.to.succ_opt().unwrap_or(before.window.to);
    if next.from > day_after {
        let gap = Period { from: day_after, to: next.from.pred_opt().unwrap_or(next.from) };
        notes.push(format!("{} days lie in neither window: {gap}.", gap.days()));
    }
    if next.from < day_after {
        let both = Period { from: next.from, to: before.window.to };
        notes.push(format!("{} days lie in both windows: {both}.", both.days()));
    }
    match read.latest_run()? {
        None => notes.push("Nothing was evaluated: the engagement that is over has no results to keep.".to_owned()),
        Some((_, run)) if run.dataset != dataset::fingerprint(read)? => notes.push(format!(
            "The results that are kept are those of {}; evidence or terms changed since. Evaluate first to keep newer ones.",
            words::seconds(run.at)
        )),
        Some(_) => {}
    }
    Ok(notes)
}

/// What stood at the end of an engagement: counts by words.
fn summary(session: &Session, read: &Read<'_>, told: &RollForward) -> Result<serde_json::Value, AppError> {
    let data = dataset::map(read)?;
    let terms = dataset::terms(session, read)?;
    let mut occurrences: BTreeMap<String, u32> = BTreeMap::new();
    for occurrence in evaluate::occurrences(&data, &terms) {
        *occurrences.entry(history::word(&occurrence.state)).or_default() += 1;
    }
    Ok(json!({
        "controls": controls::in_force(read, terms.window.to)?, "evidence": data.evidence.len(), "occurrences": occurrences,
        "results": told.results, "exceptions": told.exceptions, "unanswered": told.unanswered, "responses": told.responses,
    }))
}
