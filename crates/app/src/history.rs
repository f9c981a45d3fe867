//! What is different between two versions of a thing, field by field, in words.

use crate::contract::{
    controls::{ControlChangeView, ControlDraft, FieldChange, VersionView},
    engagement::EngagementDraft,
};
use chrono::NaiveDate;
use model::{Control, Kind, Period};
use serde::Serialize;
use store::ControlChange;

/// The word of a value that is a word in JSON (`half-yearly`), its dashes as blanks.
pub(crate) fn word(value: &impl Serialize) -> String {
    let text = serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned));
    text.unwrap_or_default().replace('-', " ")
}

/// A day, blank where there is none.
pub(crate) fn day(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// A control as a person edits it.
pub(crate) fn draft(control: &Control) -> ControlDraft {
    ControlDraft {
        id: control.id.clone(),
        title: control.title.clone(),
        description: control.description.clone(),
        criteria: control.criteria.clone(),
        also: control.also.clone(),
        owner_role: control.owner_role.clone(),
        owner: control.owner.clone().unwrap_or_default(),
        source: control.source.clone(),
        cadence: control.cadence,
        nature: control.nature,
        expects: control.evidence.clone(),
        kinds: control.kinds.clone(),
        evaluators: control.evaluators.clone(),
    }
}

/// The fields of a control that differ.
pub(crate) fn of_control(before: Option<&Control>, after: Option<&Control>) -> Vec<FieldChange> {
    let fields = |control: Option<&Control>| control.map(|control| told(&draft(control))).unwrap_or_default();
    differences(&fields(before), &fields(after))
}

/// The fields of an engagement that differ.
pub(crate) fn of_engagement(before: &EngagementDraft, after: &EngagementDraft) -> Vec<FieldChange> {
    differences(&engagement(before), &engagement(after))
}

type Fields = Vec<(&'static str, String)>;

fn told(draft: &ControlDraft) -> Fields {
    let kinds: Vec<&str> = draft.kinds.iter().copied().map(Kind::id).collect();
    vec![
        ("title", draft.title.clone()),
        ("description", draft.description.clone()),
        ("criteria", draft.criteria.join(", ")),
        ("also serves", draft.also.join(", ")),
        ("owner role", draft.owner_role.clone()),
        ("owner", draft.owner.clone()),
        ("source", draft.source.clone()),
        ("cadence", word(&draft.cadence)),
        ("nature", word(&draft.nature)),
        ("expected evidence", draft.expects.join("; ")),
        ("kinds of records", kinds.join(", ")),
        ("evaluators", draft.evaluators.join(", ")),
    ]
}

fn engagement(draft: &EngagementDraft) -> Fields {
    let window = Period { from: draft.from, to: draft.to };
    let scoped = draft.scope.iter().filter(|entry| entry.included).map(|entry| entry.category.id());
    let reasons = draft.scope.iter().filter(|entry| !entry.reason.trim().is_empty());
    let reasons = reasons.map(|entry| format!("{}: {}", entry.category, entry.reason));
    vec![
        ("company", draft.company.clone()),
        ("type of report", word(&draft.audit_type)),
        ("window", window.to_string()),
        ("time zone", draft.zone.clone()),
        ("categories in scope", scoped.collect::<Vec<_>>().join(", ")),
        ("reasons for the scope", reasons.collect::<Vec<_>>().join("; ")),
        ("service auditor", draft.auditor.clone()),
        ("holidays", draft.holidays.join(", ")),
    ]
}

fn differences(before: &Fields, after: &Fields) -> Vec<FieldChange> {
    let names: Vec<&'static str> = if after.is_empty() { before } else { after }.iter().map(|(name, _)| *name).collect();
    let value = |fields: &Fields, name: &str| {
        fields.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let change = |name: &'static str| {
        let (before, after) = (value(before, name), value(after, name));
        (before != after).then(|| FieldChange { field: name.to_owned(), before, after })
    };
    names.into_iter().filter_map(change).collect()
}

/// A change of a control as it is shown; `window` begins what "since before the window" means.
pub(crate) fn change(change: &ControlChange, window: Period, zone: chrono_tz::Tz) -> ControlChangeView {
    let made = change.at.with_timezone(&zone).date_naive();
    let changes = match change.action {
        store::ControlAction::Retired => Vec::new(),
        _ => of_control(change.before.as_ref(), change.after.as_ref()),
    };
    ControlChangeView {
        at: crate::words::seconds(change.at),
        actor: change.actor.clone(),
        action: change.action.id().to_owned(),
        from: day(change.from),
        reason: change.reason.clone(),
        effect: change.effect.clone(),
        after_the_fact_days: after_the_fact(change.from, made, window),
        changes,
    }
}

/// Days between the first day of a change and the day on which it is made.
pub(crate) fn after_the_fact(from: Option<NaiveDate>, made: NaiveDate, window: Period) -> u32 {
    crate::words::count((made - from.unwrap_or(window.from)).num_days().max(0))
}

/// A version of a control.
pub(crate) fn version(control: &Control) -> VersionView {
    VersionView { from: day(control.effective_from), to: day(control.effective_to), control: draft(control) }
}
