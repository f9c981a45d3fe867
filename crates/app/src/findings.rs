//! Working on exceptions: management's answer, acceptance as known, assignment, remarks. No result changes by any of it.

use crate::{
    AppError, Code, Session,
    contract::{findings::Answer, map::MemberView},
    dataset, results,
};
use chrono::NaiveDate;
use model::{Evidence, EvidenceId, Item, State, Terms};
use store::{Acceptance, Assignment, Read, Remark, Response};

/// Most items that are worked on at once.
const MOST: usize = 2_000;

/// Keeps management's answer to exceptions. They stay exceptions.
///
/// # Errors
/// [`Code::Invalid`] for an answer that says nothing, a day that is none, or a retest on evidence that is not later;
/// [`Code::NotFound`] for what is no exception.
pub fn respond(session: &Session, evaluator: &str, subjects: &[String], answer: &Answer) -> Result<(), AppError> {
    let [cause, fix, compensating] = [&answer.cause, &answer.fix, &answer.compensating].map(|text| text.trim().to_owned());
    if cause.is_empty() && fix.is_empty() && compensating.is_empty() {
        return Err(invalid("the answer says nothing", "state the cause, the fix or the compensating control"));
    }
    let due = Some(answer.due.trim()).filter(|text| !text.is_empty()).map(day).transpose()?;
    session.change(|write| {
        let terms = dataset::terms(session, write)?;
        for subject in checked(subjects)? {
            let items = judged(write, evaluator, subject, &[State::Exception])?;
            let retest = answer.retest.map(|id| later(write, EvidenceId(id), &items, &terms)).transpose()?;
            write.put_response(&Response {
                evaluator: evaluator.to_owned(),
                subject: subject.clone(),
                cause: cause.clone(),
                fix: fix.clone(),
                compensating: compensating.clone(),
                owner: session.actor().to_owned(),
                due,
                retest,
                at: session.now(),
            })?;
        }
        Ok(())
    })
}

/// Accepts exceptions as known, by a person of the team, until a day. They stay exceptions.
///
/// # Errors
/// [`Code::Invalid`] without a reason, for somebody who is not on the team, or a day that is past; [`Code::NotFound`] for
/// what is no exception.
pub fn accept(
    session: &Session,
    evaluator: &str,
    subjects: &[String],
    reason: &str,
    by: &str,
    until: &str,
) -> Result<(), AppError> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(invalid("an exception is accepted for a reason", "say why it is accepted"));
    }
    session.change(|write| {
        let terms = dataset::terms(session, write)?;
        let (until, by) = (coming(until, &terms)?, on_team(write, by)?);
        for subject in checked(subjects)? {
            judged(write, evaluator, subject, &[State::Exception])?;
            write.put_acceptance(&Acceptance {
                evaluator: evaluator.to_owned(),
                subject: subject.clone(),
                reason: reason.to_owned(),
                by: by.clone(),
                until,
                at: session.now(),
            })?;
        }
        Ok(())
    })
}

/// Takes acceptances back; what is not accepted is left as it is.
///
/// # Errors
/// Those of the vault.
pub fn withdraw(session: &Session, evaluator: &str, subjects: &[String]) -> Result<(), AppError> {
    session.change(|write| {
        for subject in checked(subjects)? {
            if write.acceptance(evaluator, subject)?.is_some() {
                write.remove_acceptance(evaluator, subject)?;
            }
        }
        Ok(())
    })
}

/// Assigns exceptions, or what is not determinable, to a person of the team, by a day.
///
/// # Errors
/// [`Code::Invalid`] for somebody who is not on the team, or a day that is past; [`Code::NotFound`] for what needs no work.
pub fn assign(session: &Session, evaluator: &str, subjects: &[String], member: &str, due: &str) -> Result<(), AppError> {
    session.change(|write| {
        let terms = dataset::terms(session, write)?;
        let (due, member) = (coming(due, &terms)?, on_team(write, member)?);
        for subject in checked(subjects)? {
            judged(write, evaluator, subject, &[State::Exception, State::NotDeterminable])?;
            write.put_assignment(&Assignment {
                evaluator: evaluator.to_owned(),
                subject: subject.clone(),
                member: member.clone(),
                due,
                at: session.now(),
            })?;
        }
        Ok(())
    })
}

/// Takes assignments back; what is not assigned is left as it is.
///
/// # Errors
/// Those of the vault.
pub fn unassign(session: &Session, evaluator: &str, subjects: &[String]) -> Result<(), AppError> {
    session.change(|write| {
        for subject in checked(subjects)? {
            if write.assignment(evaluator, subject)?.is_some() {
                write.remove_assignment(evaluator, subject)?;
            }
        }
        Ok(())
    })
}

/// Says something about items, for good.
///
/// # Errors
/// [`Code::Invalid`] for a remark that says nothing, [`Code::NotFound`] for what is no item of the evaluator.
pub fn remark(session: &Session, evaluator: &str, subjects: &[String], text: &str) -> Result<(), AppError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(invalid("the remark says nothing", "write it, then add it"));
    }
    session.change(|write| {
        for subject in checked(subjects)? {
            judged(write, evaluator, subject, &[State::Exception, State::NotDeterminable, State::Pass])?;
            write.add_remark(&Remark {
                evaluator: evaluator.to_owned(),
                subject: subject.clone(),
                text: text.to_owned(),
                author: session.actor().to_owned(),
                at: session.now(),
            })?;
        }
        Ok(())
    })
}

/// Who of the team acts in this session; none: nobody of that address or name is on it.
///
/// # Errors
/// Those of reading the vault.
pub fn me(session: &Session) -> Result<Option<MemberView>, AppError> {
    let actor = session.actor().to_lowercase();
    let team = session.read(|read| Ok(read.team()?))?;
    let local = |email: &str| email.split('@').next().unwrap_or_default().to_lowercase();
    let is_it = [
        team.iter().filter(|member| member.email.to_lowercase() == actor).collect::<Vec<_>>(),
        team.iter().filter(|member| member.name.to_lowercase() == actor).collect(),
        team.iter().filter(|member| local(&member.email) == actor).collect(),
    ];
    // Two who fit equally well are nobody.
    let found = is_it.into_iter().find(|found| !found.is_empty()).filter(|found| found.len() == 1);
    let view = |member: &model::TeamMember| MemberView {
        email: member.email.clone(),
        name: member.name.clone(),
        roles: member.roles.clone(),
    };
    Ok(found.and_then(|found| found.first().map(|member| view(member))))
}

fn invalid(message: impl Into<String>, hint: &str) -> AppError {
    AppError::new(Code::Invalid, message, hint)
}

fn checked(subjects: &[String]) -> Result<&[String], AppError> {
    match subjects.len() {
        0 => Err(invalid("no item was chosen", "choose at least one")),
        many if many > MOST => Err(invalid(format!("{many} items were chosen"), "choose at most 2,000 at once")),
        _ => Ok(subjects),
    }
}

fn day(text: &str) -> Result<NaiveDate, AppError> {
    text.trim().parse().ok().ok_or_else(|| invalid(format!("`{text}` is no day"), "write it as 2026-03-31"))
}

/// A day that is not past.
fn coming(text: &str, terms: &Terms) -> Result<NaiveDate, AppError> {
    let day = day(text)?;
    let today = terms.today();
    if day < today {
        return Err(invalid(format!("{day} is past"), &format!("give {today} or a later day")));
    }
    Ok(day)
}

fn on_team(read: &Read<'_>, email: &str) -> Result<String, AppError> {
    let email = email.trim();
    let found = read.team()?.into_iter().find(|member| member.email.eq_ignore_ascii_case(email));
    found
        .map(|member| member.email)
        .ok_or_else(|| invalid(format!("`{email}` is not on the team"), "add the person in the settings first"))
}

/// The items of the latest results with a subject, one of which has one of the states.
fn judged(read: &Read<'_>, evaluator: &str, subject: &str, states: &[State]) -> Result<Vec<Item>, AppError> {
    let (run, _) = read.latest_run()?.ok_or_else(|| results::nothing(evaluator))?;
    let items: Vec<Item> = read.items_of(run, evaluator, subject)?.into_iter().map(|(_, item)| item).collect();
    if items.iter().any(|item| states.contains(&item.state)) {
        return Ok(items);
    }
    let wanted = states.first().map_or("item", |state| state.title());
    Err(AppError::new(
        Code::NotFound,
        format!("`{subject}` is no {wanted} of `{evaluator}` in the latest results"),
        "evaluate again, then look at the list",
    ))
}

/// Evidence that shows a later moment than all that proved the exception.
fn later(read: &Read<'_>, id: EvidenceId, items: &[Item], terms: &Terms) -> Result<EvidenceId, AppError> {
    let shown = |evidence: &Evidence| evidence.shown_at().latest(terms.zone);
    let retest = read.evidence(id)?;
    for pointer in items.iter().flat_map(|item| &item.proof) {
        let proof = read.evidence(pointer.evidence)?;
        if shown(&proof) >= shown(&retest) {
            return Err(invalid(
                format!("{id} ({}) is not later than {} ({})", retest.file_name, proof.id, proof.file_name),
                "a retest points to evidence that was taken after the exception",
            ));
        }
    }
    Ok(id)
}
