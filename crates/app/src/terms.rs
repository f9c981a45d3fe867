//! Parameters and the approved list: what judgements go by, each in force from a day on.

use crate::{
    AppError, Code, Session,
    contract::map::{ApprovedView, EffectiveView, ParameterView},
};
use chrono::NaiveDate;
use model::{Approved, Effective, ParameterSpec};

/// Every parameter with its default and what was set.
///
/// # Errors
/// Those of reading the vault.
pub fn parameters(session: &Session) -> Result<Vec<ParameterView>, AppError> {
    let set = session.read(|read| Ok(read.parameters()?))?;
    let value = |effective: &Effective| EffectiveView {
        from: effective.from.to_string(),
        value: effective.value.clone(),
        reason: effective.reason.clone(),
    };
    let view = |spec: &&ParameterSpec| ParameterView {
        id: spec.id.to_owned(),
        title: spec.title.to_owned(),
        default: spec.default.to_owned(),
        source: spec.source.to_owned(),
        values: set.get(spec.id).into_iter().flatten().map(value).collect(),
    };
    Ok(evaluate::parameters().iter().map(view).collect())
}

/// Sets a parameter from a day on; what was judged by the old value before that day stays.
///
/// # Errors
/// [`Code::Invalid`] for an unknown parameter, a day that is none, a missing reason, or words where a number is due.
pub fn set_parameter(session: &Session, id: &str, value: &EffectiveView) -> Result<(), AppError> {
    let effective = effective(id, value)?;
    if effective.reason.is_empty() {
        return Err(AppError::new(Code::Invalid, "a change needs a reason", "say why the value is set, and who decided it"));
    }
    session.change(|write| Ok(write.put_parameter(id, &effective)?))
}

/// A value of a parameter as it would be in force.
pub(crate) fn effective(id: &str, value: &EffectiveView) -> Result<Effective, AppError> {
    let specs = evaluate::parameters();
    let spec = specs.iter().find(|spec| spec.id == id);
    let spec = spec.ok_or_else(|| AppError::new(Code::Invalid, format!("there is no parameter called `{id}`"), ""))?;
    let is_number = |text: &str| text.trim().parse::<u32>().is_ok();
    if is_number(spec.default) && !is_number(&value.value) {
        return Err(AppError::new(
            Code::Invalid,
            format!("`{}` is not a whole number", value.value),
            format!("{}: {}", spec.id, spec.title),
        ));
    }
    Ok(Effective { from: day(&value.from)?, value: value.value.trim().to_owned(), reason: value.reason.trim().to_owned() })
}

/// The approved providers and models.
///
/// # Errors
/// Those of reading the vault.
pub fn approved(session: &Session) -> Result<Vec<ApprovedView>, AppError> {
    let view = |approved: Approved| ApprovedView {
        provider: approved.provider,
        model: approved.model.unwrap_or_default(),
        aliases: approved.aliases,
        from: approved.from.to_string(),
        to: approved.to.map(|day| day.to_string()).unwrap_or_default(),
        reason: approved.reason,
    };
    session.read(|read| Ok(read.approved()?.into_iter().map(view).collect()))
}

/// Sets the whole approved list.
///
/// # Errors
/// [`Code::Invalid`] for a blank provider or a day that is none.
pub fn set_approved(session: &Session, list: Vec<ApprovedView>) -> Result<(), AppError> {
    let entries: Vec<Approved> = list.into_iter().map(entry).collect::<Result<_, _>>()?;
    put_approved(session, &entries)
}

/// Puts a list in place of the one that was there.
pub(crate) fn put_approved(session: &Session, entries: &[Approved]) -> Result<(), AppError> {
    session.change(|write| {
        let before = write.approved()?;
        let key = |entry: &Approved| (entry.provider.to_lowercase(), entry.model.as_deref().map(str::to_lowercase), entry.from);
        for gone in before.iter().filter(|old| !entries.iter().any(|new| key(new) == key(old))) {
            write.remove_approved(&gone.provider, gone.model.as_deref(), gone.from)?;
        }
        entries.iter().try_for_each(|entry| write.put_approved(entry))?;
        Ok(())
    })
}

fn entry(view: ApprovedView) -> Result<Approved, AppError> {
    if view.provider.trim().is_empty() {
        return Err(AppError::new(Code::Invalid, "an approval names no provider", "give the provider as the gateway names it"));
    }
    let text = |field: String| Some(field.trim().to_owned()).filter(|field| !field.is_empty());
    Ok(Approved {
        provider: view.provider.trim().to_owned(),
        model: text(view.model),
        version: None,
        aliases: view.aliases.into_iter().filter_map(text).collect(),
        from: day(&view.from)?,
        to: text(view.to).map(|to| day(&to)).transpose()?,
        reason: view.reason,
    })
}

/// A day, ISO.
pub(crate) fn day(text: &str) -> Result<NaiveDate, AppError> {
    let not_a_day = |error: chrono::ParseError| {
        AppError::new(Code::Invalid, format!("`{text}` is not a day: {error}"), "write it like 2026-03-31")
    };
    text.trim().parse().map_err(not_a_day)
}
