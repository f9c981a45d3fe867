//! The import of an existing control set: shown first, carried out in one transaction when it is confirmed.
//!
//! A rehearsal does everything and takes it back, so that what is shown is what would happen.

mod plan;

use crate::{
    AppError, Code, Session,
    contract::controls::{ChangeEffect, SetAction, SetOptions, SetProblem, SetReport, SetRow},
    controls::{self, Scene, Why},
    history, terms,
    words::count,
};
use import::{
    ReadError,
    control_set::{self, ControlSet, Remark},
};
use model::{Control, TeamMember};
use plan::{Plan, Planned};
use serde_json::json;
use std::{fs::File, path::Path};
use store::Write;

/// Tells what a control set would add and change, and what of it is not understood. Changes nothing.
///
/// # Errors
/// [`Code::Invalid`] for a file that is no control set or a day that is none; [`Code::System`] when it cannot be read.
pub fn preview(session: &Session, path: &Path, options: &SetOptions) -> Result<SetReport, AppError> {
    let (name, set) = read(path)?;
    session.rehearse(|write| carry_out(session, write, &name, &set, options, "a rehearsal"))
}

/// Takes a control set in.
///
/// # Errors
/// As [`preview`]; [`Code::Invalid`] without a reason, and when nothing of the file could be taken.
pub fn import(session: &Session, path: &Path, options: &SetOptions) -> Result<SetReport, AppError> {
    let reason = options.reason.trim();
    if reason.is_empty() {
        return Err(AppError::new(Code::Invalid, "the import of a control set needs a reason", "say why, and who decided it"));
    }
    let (name, set) = read(path)?;
    session.change(|write| {
        let report = carry_out(session, write, &name, &set, options, reason)?;
        if report.rows.iter().all(|row| row.action == SetAction::LeftOut) {
            let first = report.rows.first().map(|row| format!("; row {}: {}", row.row, row.why)).unwrap_or_default();
            return Err(AppError::new(
                Code::Invalid,
                format!("no control of `{name}` could be taken{first}"),
                "look at the preview",
            ));
        }
        Ok(SetReport { done: true, ..report })
    })
}

fn read(path: &Path) -> Result<(String, ControlSet), AppError> {
    let name = crate::dropped::name(path);
    let file = File::open(path).map_err(|error| AppError::system(&format!("`{name}` could not be read"), &error))?;
    let set = control_set::read(&name, Box::new(file));
    set.map(|set| (name.clone(), set)).map_err(|error| match error {
        ReadError::Io(error) => AppError::system(&format!("`{name}` could not be read"), &error),
        ReadError::NothingRead => {
            AppError::new(Code::Invalid, format!("there is no control in `{name}`"), "choose the file or sheet with the controls")
        }
        other => AppError::new(
            Code::Invalid,
            format!("`{name}` is no control set: {other}"),
            "save the sheet with the controls as CSV or XLSX",
        ),
    })
}

fn carry_out(
    session: &Session,
    write: &mut Write<'_>,
    name: &str,
    set: &ControlSet,
    options: &SetOptions,
    reason: &str,
) -> Result<SetReport, AppError> {
    let from = Some(options.from.trim()).filter(|text| !text.is_empty()).map(terms::day).transpose()?;
    let why = Why { from, reason };
    let mut scene = Scene::read(session, write)?;
    let plan = plan::plan(write, set, options.cadence, from)?;
    for member in &plan.people {
        write.put_team_member(member)?;
    }
    let mut rows = Vec::new();
    for planned in &plan.rows {
        rows.push(put(write, &mut scene, planned, why)?);
    }
    let mut retired = 0;
    if options.retire_others {
        for (id, _) in &plan.absent {
            controls::retire(write, &mut scene, id, why)?;
            retired += 1;
        }
    }
    let tally = |actions: &[SetAction]| count(rows.iter().filter(|row| actions.contains(&row.action)).count());
    let (added, changed) = (tally(&[SetAction::Added]), tally(&[SetAction::Changed, SetAction::Reinstated]));
    let told = json!({ "reason": reason, "effective-from": from, "added": added, "changed": changed, "retired": retired });
    write.note("control set imported", name, None, Some(told))?;
    Ok(SetReport {
        file: name.to_owned(),
        done: false,
        columns: set.columns.clone(),
        unread: set.unread.clone(),
        added,
        changed,
        same: tally(&[SetAction::Same]),
        left_out: tally(&[SetAction::LeftOut]),
        retired,
        problems: problems(set, &plan),
        people: plan.people.iter().map(|member: &TeamMember| member.email.clone()).collect(),
        absent: plan.absent,
        rows,
    })
}

fn put(write: &mut Write<'_>, scene: &mut Scene, planned: &Planned, why: Why<'_>) -> Result<SetRow, AppError> {
    let row = |action, effect: ChangeEffect, why: String| SetRow {
        row: count(planned.row),
        id: planned.id.clone(),
        title: planned.title.clone(),
        action,
        changes: effect.changes,
        effect: effect.effect,
        why,
    };
    let nothing = || ChangeEffect {
        control: planned.id.clone(),
        action: String::new(),
        from: history::day(why.from),
        to: String::new(),
        changes: Vec::new(),
        after_the_fact_days: 0,
        effect: String::new(),
        linked: 0,
    };
    let control: &Control = match &planned.outcome {
        Err(refusal) => return Ok(row(SetAction::LeftOut, nothing(), refusal.clone())),
        Ok(control) => control,
    };
    let effect = controls::put_or_add(write, scene, control.clone(), why)?;
    let action = match effect.action.as_str() {
        "added" => SetAction::Added,
        "reinstated" => SetAction::Reinstated,
        "unchanged" => SetAction::Same,
        _ => SetAction::Changed,
    };
    Ok(row(action, effect, String::new()))
}

fn problems(set: &ControlSet, plan: &Plan) -> Vec<SetProblem> {
    let view = |remark: &Remark| SetProblem {
        row: count(remark.row),
        column: remark.column.clone(),
        value: remark.value.clone(),
        code: remark.code.to_owned(),
        message: remark.message.clone(),
    };
    let mut all: Vec<SetProblem> = set.remarks.iter().chain(&plan.remarks).map(view).collect();
    all.sort_by_key(|one| one.row);
    all
}
