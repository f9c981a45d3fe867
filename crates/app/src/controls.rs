//! Editing controls. Each change has a first day and a reason and makes a version; what was true before stays as it was,
//! and what a change does to occurrences that were due already is told before it is made and kept with it.

mod checked;

use crate::{
    AppError, Code, Session,
    contract::controls::{Because, ChangeEffect, ControlChoices, ControlDraft, RestingControl},
    contract::map::Life,
    dataset, history, registry,
    session::engagement,
    terms,
    words::count,
};
use chrono::NaiveDate;
use evaluate::Dataset;
use model::{Control, Kind, OccurrenceState, Period, Terms};
use std::collections::{BTreeMap, BTreeSet};
use store::{ControlAction, LinkOrigin, NewControlChange, Read, Write};

pub use crate::contract::controls::ControlEdit;
pub(crate) use checked::checked;

/// Adds, changes or retires a control; a rehearsal tells what that would do and leaves everything as it is.
///
/// # Errors
/// [`Code::Invalid`] for a day that is none, a missing reason, and fields that do not hold together;
/// [`Code::NotFound`] for a control that is not there.
pub fn edit(session: &Session, edit: &ControlEdit, because: &Because, rehearse: bool) -> Result<ChangeEffect, AppError> {
    let reason = because.reason.trim();
    if reason.is_empty() && !rehearse {
        return Err(AppError::new(Code::Invalid, "a change needs a reason", "say why it is made, and who decided it"));
    }
    let from = match because.from.trim() {
        "" => None,
        text => Some(terms::day(text)?),
    };
    let why = Why { from, reason: if reason.is_empty() { "a rehearsal" } else { reason } };
    let work = |write: &mut Write<'_>| {
        let mut scene = Scene::read(session, write)?;
        let effect = match edit {
            ControlEdit::Add { control } => add(write, &mut scene, control, why)?,
            ControlEdit::Change { control } => change(write, &mut scene, control, why)?,
            ControlEdit::Retire { id } => retire(write, &mut scene, id, why)?,
        };
        Ok(effect)
    };
    if rehearse { session.rehearse(work) } else { session.change(work) }
}

/// From which day on, and why.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Why<'w> {
    /// First day; none: since before the window.
    pub(crate) from: Option<NaiveDate>,
    /// Why.
    pub(crate) reason: &'w str,
}

/// What does not change while controls do.
pub(crate) struct Scene {
    data: Dataset,
    terms: Terms,
    today: NaiveDate,
    window: Period,
}

impl Scene {
    pub(crate) fn read(session: &Session, read: &Read<'_>) -> Result<Self, AppError> {
        let terms = dataset::terms(session, read)?;
        let engagement = engagement(read)?;
        let today = session.now().with_timezone(&engagement.tz()).date_naive();
        Ok(Self { data: dataset::map(read)?, terms, today, window: engagement.window })
    }

    /// How the occurrences of a control that are due stand now.
    fn due(&mut self, read: &Read<'_>, control: &str) -> Result<Due, AppError> {
        self.data.controls = read.control_versions(control)?;
        let linked = read.links_of_control(control)?.into_iter().map(|link| link.evidence);
        self.data.links = BTreeMap::from([(control.to_owned(), linked.collect())]);
        let mut due = Due::default();
        for one in evaluate::occurrences(&self.data, &self.terms).iter().filter(|one| one.state != OccurrenceState::NotYetDue) {
            due.expected += 1;
            due.missed += u32::from(one.state == OccurrenceState::Missed);
            due.late += u32::from(one.state == OccurrenceState::Late);
        }
        Ok(due)
    }
}

/// Occurrences of one control that are due.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Due {
    expected: u32,
    missed: u32,
    late: u32,
}

impl std::fmt::Display for Due {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} expected, {} missed, {} late", self.expected, self.missed, self.late)
    }
}

/// What a change did to occurrences that are due; blank: nothing.
fn effect(before: Due, after: Due) -> String {
    if before == after { String::new() } else { format!("occurrences due so far: {before}; with the change: {after}") }
}

fn add(write: &mut Write<'_>, scene: &mut Scene, draft: &ControlDraft, why: Why<'_>) -> Result<ChangeEffect, AppError> {
    let new = checked(write, draft)?;
    let same = |known: &Control| known.id.eq_ignore_ascii_case(&new.id);
    if let Some(known) = write.all_control_versions()?.iter().find(|known| same(known)) {
        let message = format!("there is a control {} already: {}", known.id, known.title);
        return Err(AppError::new(Code::Invalid, message, "ids are never used again; give another, or change that control"));
    }
    finish(write, scene, None, new, ControlAction::Added, why)
}

/// Puts a version of a control, be it new or there.
pub(crate) fn put_or_add(write: &mut Write<'_>, scene: &mut Scene, new: Control, why: Why<'_>) -> Result<ChangeEffect, AppError> {
    if write.control_versions(&new.id)?.is_empty() {
        return finish(write, scene, None, new, ControlAction::Added, why);
    }
    put(write, scene, new, why)
}

fn change(write: &mut Write<'_>, scene: &mut Scene, draft: &ControlDraft, why: Why<'_>) -> Result<ChangeEffect, AppError> {
    let new = checked(write, draft)?;
    put(write, scene, new, why)
}

/// Puts a version of a control that is there.
pub(crate) fn put(write: &mut Write<'_>, scene: &mut Scene, new: Control, why: Why<'_>) -> Result<ChangeEffect, AppError> {
    let versions = write.control_versions(&new.id)?;
    let base = at(&versions, why.from).ok_or_else(|| unknown(&new.id))?;
    let in_force = base.effective_to.is_none_or(|to| why.from.is_none_or(|from| from <= to));
    let action = if in_force { ControlAction::Changed } else { ControlAction::Reinstated };
    finish(write, scene, Some(base), new, action, why)
}

/// The version in force on a day, else the last before it, else the first.
fn at(versions: &[Control], from: Option<NaiveDate>) -> Option<&Control> {
    versions.iter().rev().find(|version| version.effective_from <= from).or(versions.first())
}

/// Makes the version, links what serves it now, and keeps who changed what from when on and why.
fn finish(
    write: &mut Write<'_>,
    scene: &mut Scene,
    base: Option<&Control>,
    new: Control,
    action: ControlAction,
    why: Why<'_>,
) -> Result<ChangeEffect, AppError> {
    let changes = history::of_control(base, Some(&new));
    let until = base.filter(|_| action == ControlAction::Changed).and_then(|base| base.effective_to);
    let unchanged = changes.is_empty() && action == ControlAction::Changed;
    let mut told = ChangeEffect {
        control: new.id.clone(),
        action: if unchanged { "unchanged" } else { action.id() }.to_owned(),
        from: history::day(why.from),
        to: String::new(),
        changes,
        after_the_fact_days: history::after_the_fact(why.from, scene.today, scene.window),
        effect: String::new(),
        linked: 0,
    };
    if unchanged {
        return Ok(told);
    }
    let version = Control { effective_from: why.from, effective_to: until, ..new };
    let due = scene.due(write, &version.id)?;
    write.put_control(&version)?;
    let made = write.control_versions(&version.id)?.into_iter().find(|made| made.effective_from == why.from);
    told.to = history::day(made.as_ref().and_then(|made| made.effective_to));
    told.linked = link(write, base, &version)?;
    told.effect = effect(due, scene.due(write, &version.id)?);
    let change = NewControlChange {
        control: &version.id,
        action,
        from: why.from,
        reason: why.reason,
        effect: &told.effect,
        before: base,
        after: made.as_ref(),
    };
    write.insert_control_change(&change)?;
    Ok(told)
}

/// Links evidence that came in before to a control that names its kind of records now.
fn link(write: &mut Write<'_>, base: Option<&Control>, new: &Control) -> Result<u32, AppError> {
    let named = |kind: &&Kind| !base.is_some_and(|base| base.kinds.contains(kind));
    let fresh: Vec<Kind> = new.kinds.iter().filter(named).copied().collect();
    let linked: BTreeSet<_> = write.links_of_control(&new.id)?.into_iter().map(|link| link.evidence).collect();
    let mut made = 0;
    for evidence in write.all_evidence()?.into_iter().filter(|evidence| !linked.contains(&evidence.id)) {
        let kind = fresh.iter().find(|kind| evidence.records.get(kind).is_some_and(|records| *records > 0));
        if let Some(kind) = kind {
            write.link(evidence.id, &new.id, &LinkOrigin::Automatic(*kind))?;
            made += 1;
        }
    }
    Ok(made)
}

/// Ends a control: the day named is the first on which it is not in force.
pub(crate) fn retire(write: &mut Write<'_>, scene: &mut Scene, id: &str, why: Why<'_>) -> Result<ChangeEffect, AppError> {
    let versions = write.control_versions(id)?;
    let last = versions.last().ok_or_else(|| unknown(id))?;
    let invalid = |message: String, hint: &str| AppError::new(Code::Invalid, message, hint);
    let Some(from) = why.from else {
        return Err(invalid(
            format!("{id} needs a day from which on it is retired"),
            "give the first day on which it is not performed any more",
        ));
    };
    let until = from.pred_opt().unwrap_or(from);
    if let Some(ended) = last.effective_to.filter(|ended| *ended <= until) {
        return Err(invalid(format!("{id} has ended on {ended} already"), ""));
    }
    if let Some(begun) = last.effective_from.filter(|begun| *begun > until) {
        return Err(invalid(
            format!("a version of {id} begins on {begun}, which would never be in force"),
            "retire it from a later day",
        ));
    }
    let due = scene.due(write, id)?;
    write.put_control(&Control { effective_to: Some(until), ..last.clone() })?;
    let effect = effect(due, scene.due(write, id)?);
    let change = NewControlChange {
        control: id,
        action: ControlAction::Retired,
        from: why.from,
        reason: why.reason,
        effect: &effect,
        before: Some(last),
        after: None,
    };
    write.insert_control_change(&change)?;
    Ok(ChangeEffect {
        control: id.to_owned(),
        action: ControlAction::Retired.id().to_owned(),
        from: history::day(why.from),
        to: String::new(),
        changes: Vec::new(),
        after_the_fact_days: history::after_the_fact(why.from, scene.today, scene.window),
        effect,
        linked: 0,
    })
}

fn unknown(id: &str) -> AppError {
    AppError::new(Code::NotFound, format!("there is no control `{id}`"), "`fieldwork map` lists them")
}

/// The controls that are not in force on the day of judgement: retired ones, and those whose first day is to come.
///
/// # Errors
/// Those of reading the vault.
pub fn resting(session: &Session) -> Result<Vec<RestingControl>, AppError> {
    session.read(|read| {
        let today = dataset::terms(session, read)?.today();
        let mut by_id: BTreeMap<String, Vec<Control>> = BTreeMap::new();
        for version in read.all_control_versions()? {
            by_id.entry(version.id.clone()).or_default().push(version);
        }
        let rest = |versions: &Vec<Control>| {
            let (version, life) = standing(versions, today)?;
            let day = if life == Life::Planned { version.effective_from } else { version.effective_to };
            let (id, title) = (version.id.clone(), version.title.clone());
            (life != Life::InForce).then(|| RestingControl { id, title, life, day: history::day(day) })
        };
        Ok(by_id.values().filter_map(rest).collect())
    })
}

/// The version by which a control is shown on a day, and how it stands.
pub(crate) fn standing(versions: &[Control], today: NaiveDate) -> Option<(&Control, Life)> {
    let in_force = versions.iter().find(|version| version.in_force().contains(today));
    let ended = versions.iter().rev().find(|version| version.effective_to.is_some_and(|to| to < today));
    let found = in_force.map(|version| (version, Life::InForce)).or_else(|| ended.map(|version| (version, Life::Retired)));
    found.or_else(|| versions.first().map(|version| (version, Life::Planned)))
}

/// What a form for a control offers.
///
/// # Errors
/// Those of reading the vault.
pub fn choices(session: &Session) -> Result<ControlChoices, AppError> {
    session.read(|read| {
        let controls = read.all_control_versions()?;
        let team = read.team()?;
        let distinct = |words: &mut dyn Iterator<Item = String>| -> Vec<String> {
            let found: BTreeSet<String> = words.filter(|word| !word.trim().is_empty()).collect();
            found.into_iter().collect()
        };
        let roles = controls.iter().map(|control| control.owner_role.clone());
        Ok(ControlChoices {
            criteria: read.criteria()?.into_iter().map(|criterion| (criterion.id, criterion.title)).collect(),
            evaluators: registry::evaluators().into_iter().map(|evaluator| (evaluator.id, evaluator.question)).collect(),
            kinds: Kind::ALL.to_vec(),
            roles: distinct(&mut roles.chain(team.into_iter().flat_map(|member| member.roles))),
            sources: distinct(&mut controls.iter().map(|control| control.source.clone())),
        })
    })
}

/// How many controls are in force on a day.
pub(crate) fn in_force(read: &Read<'_>, day: NaiveDate) -> Result<u32, AppError> {
    Ok(count(read.controls_at(day)?.len()))
}
