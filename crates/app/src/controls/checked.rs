//! A control as a person wrote it, checked: only what is checked becomes a version.

use crate::{AppError, Code, contract::controls::ControlDraft, crosswalk, registry};
use import::control_set::{Reference, reference};
use model::Control;
use store::Read;

/// Longest id of a control.
const LONGEST_ID: usize = 40;

/// The control of a draft, without its days.
///
/// # Errors
/// [`Code::Invalid`] with the field that cannot be used, and why.
pub(crate) fn checked(read: &Read<'_>, draft: &ControlDraft) -> Result<Control, AppError> {
    let invalid = |message: String, hint: &str| AppError::new(Code::Invalid, message, hint);
    let id = draft.id.trim();
    if id.is_empty() || id.len() > LONGEST_ID || id.chars().any(|c| c.is_whitespace() || c.is_control() || c == '/') {
        return Err(invalid(format!("`{id}` cannot be the id of a control"), "take a short one without blanks, such as AC-03"));
    }
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (title, description) = (line(&draft.title), draft.description.trim().to_owned());
    if title.is_empty() || description.is_empty() {
        return Err(invalid(
            format!("{id} needs a title and a description"),
            "the description is the sentence that an auditor tests, as it stands in the system description",
        ));
    }
    let (criteria, also) = references(read, draft)?;
    let owner = draft.owner.trim().to_lowercase();
    if !owner.is_empty() && !read.team()?.iter().any(|member| member.email.eq_ignore_ascii_case(&owner)) {
        return Err(invalid(format!("`{owner}` is not on the team"), "add the person in the settings first"));
    }
    if let Some(unknown) = draft.evaluators.iter().find(|evaluator| registry::evaluator(evaluator).is_none()) {
        return Err(invalid(format!("there is no evaluator called `{unknown}`"), "`fieldwork evaluators` lists them"));
    }
    let mut kinds = Vec::new();
    draft.kinds.iter().for_each(|kind| add(&mut kinds, *kind));
    let list = |texts: &[String]| texts.iter().map(|text| line(text)).filter(|text| !text.is_empty()).collect();
    Ok(Control {
        id: id.to_owned(),
        title,
        description,
        criteria,
        also,
        owner_role: line(&draft.owner_role),
        owner: Some(owner).filter(|owner| !owner.is_empty()),
        source: line(&draft.source),
        cadence: draft.cadence,
        nature: draft.nature,
        evidence: list(&draft.expects),
        kinds,
        evaluators: list(&draft.evaluators),
        effective_from: None,
        effective_to: None,
    })
}

/// Criteria and entries of other frameworks, whichever field they were written in.
fn references(read: &Read<'_>, draft: &ControlDraft) -> Result<(Vec<String>, Vec<String>), AppError> {
    let known = read.criteria()?;
    let (mut criteria, mut also) = (Vec::new(), Vec::new());
    let invalid = |text: &str| {
        let message =
            format!("`{text}` is no id of a criterion, of ISO 27001:2022 Annex A, of NIST AI RMF or of the OWASP LLM Top 10");
        AppError::new(Code::Invalid, message, "write it like CC6.1, A.5.15, MEASURE 2.7 or LLM01")
    };
    for text in draft.criteria.iter().chain(&draft.also).map(|text| text.trim()).filter(|text| !text.is_empty()) {
        let found = reference::find(text, false);
        if let Some(unknown) = found.unknown.first() {
            return Err(invalid(unknown));
        }
        if found.references.is_empty() {
            return Err(invalid(text));
        }
        for (_, reference) in found.references {
            match reference {
                Reference::Criterion(id) if known.iter().any(|criterion| criterion.id == id) => add(&mut criteria, id),
                Reference::Other(id) if crosswalk::knows(&id)? => add(&mut also, id),
                other => return Err(invalid(other.id())),
            }
        }
    }
    Ok((criteria, also))
}

fn add<T: PartialEq>(to: &mut Vec<T>, one: T) {
    if !to.contains(&one) {
        to.push(one);
    }
}
