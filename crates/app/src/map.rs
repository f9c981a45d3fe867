//! The evidence map: controls, their owners, and how their occurrences stand.

use crate::{
    AppError, Code, Session,
    contract::map::{ControlDetail, ControlRow, MemberView, OccurrenceView},
    dataset, evidence, results,
    words::count,
};
use model::{Category, Control, Criterion, Evaluation, Occurrence, OccurrenceState, State, TeamMember, Terms};
use std::collections::BTreeMap;
use store::Read;

/// The map as it stands at the moment of judgement.
pub(crate) struct Standing {
    /// Controls in force on the day of judgement.
    pub(crate) controls: Vec<Control>,
    /// All occurrences of the window.
    pub(crate) occurrences: Vec<Occurrence>,
    /// The latest evaluations; none: never evaluated.
    pub(crate) evaluations: Vec<Evaluation>,
    /// Names by e-mail address.
    pub(crate) names: BTreeMap<String, String>,
    /// Pieces of evidence by control.
    pub(crate) linked: BTreeMap<String, usize>,
    /// Criteria by id.
    pub(crate) criteria: BTreeMap<String, Criterion>,
    /// The terms.
    pub(crate) terms: Terms,
}

impl Standing {
    pub(crate) fn read(session: &Session, read: &Read<'_>) -> Result<Self, AppError> {
        let data = dataset::map(read)?;
        let terms = dataset::terms(session, read)?;
        let day = terms.today();
        let evaluations = read.latest_run()?.map(|(id, _)| read.evaluations(id)).transpose()?.unwrap_or_default();
        Ok(Self {
            controls: read.controls_at(day)?,
            occurrences: evaluate::occurrences(&data, &terms),
            evaluations,
            names: read.team()?.into_iter().map(|member| (member.email, member.name)).collect(),
            linked: data.links.iter().map(|(control, evidence)| (control.clone(), evidence.len())).collect(),
            criteria: data.criteria.into_iter().map(|criterion| (criterion.id.clone(), criterion)).collect(),
            terms,
        })
    }

    /// The occurrences of a control.
    pub(crate) fn occurrences_of<'s>(&'s self, control: &'s str) -> impl Iterator<Item = &'s Occurrence> {
        self.occurrences.iter().filter(move |occurrence| occurrence.control == control)
    }

    /// The evaluations that test a control.
    pub(crate) fn evaluations_of<'s>(&'s self, control: &'s Control) -> impl Iterator<Item = &'s Evaluation> {
        self.evaluations.iter().filter(|evaluation| control.evaluators.contains(&evaluation.evaluator))
    }

    /// Exceptions of a control's evaluators, and the worst of their states.
    pub(crate) fn result_of(&self, control: &Control) -> (u32, Option<State>) {
        let exceptions = self.evaluations_of(control).map(|evaluation| evaluation.exceptions).sum::<u64>();
        let worst = self.evaluations_of(control).map(|evaluation| evaluation.state).min_by_key(|state| results::rank(*state));
        (count(exceptions), worst)
    }

    /// Who owns a control: the person's name, else the role in brackets.
    pub(crate) fn owner_of(&self, control: &Control) -> String {
        let name = control.owner.as_ref().map(|email| self.names.get(email).unwrap_or(email).clone());
        name.unwrap_or_else(|| format!("({})", control.owner_role))
    }

    /// The categories of a control's criteria.
    pub(crate) fn categories_of(&self, control: &Control) -> Vec<Category> {
        let mut found: Vec<Category> =
            control.criteria.iter().filter_map(|id| self.criteria.get(id)).map(|criterion| criterion.category).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    fn row(&self, control: &Control) -> ControlRow {
        let (exceptions, result) = self.result_of(control);
        let due = self.occurrences_of(&control.id).filter(|occurrence| occurrence.state != OccurrenceState::NotYetDue);
        let evidenced =
            |state| matches!(state, OccurrenceState::Evidenced | OccurrenceState::Late | OccurrenceState::DidNotOccur);
        let (mut expected, mut covered) = (0, 0);
        due.for_each(|occurrence| {
            expected += 1;
            covered += u32::from(evidenced(occurrence.state));
        });
        ControlRow {
            id: control.id.clone(),
            title: control.title.clone(),
            criteria: control.criteria.clone(),
            categories: self.categories_of(control),
            source: control.source.clone(),
            cadence: control.cadence,
            nature: control.nature,
            owner: self.owner_of(control),
            owned: control.owner.is_some(),
            expected,
            evidenced: covered,
            evidence: count(self.linked.get(&control.id).copied().unwrap_or(0)),
            exceptions,
            result,
        }
    }
}

/// The controls that contain all the words.
///
/// # Errors
/// Those of reading the vault.
pub fn controls(session: &Session, filter: &str) -> Result<Vec<ControlRow>, AppError> {
    let words: Vec<String> = filter.split_whitespace().map(str::to_lowercase).collect();
    session.read(|read| {
        let standing = Standing::read(session, read)?;
        let holds = |row: &ControlRow| {
            let text = format!("{} {} {} {} {}", row.id, row.title, row.criteria.join(" "), row.source, row.owner).to_lowercase();
            words.iter().all(|word| text.contains(word.as_str()))
        };
        Ok(standing.controls.iter().map(|control| standing.row(control)).filter(holds).collect())
    })
}

/// One control, whole.
///
/// # Errors
/// [`Code::NotFound`] for a control that is not in force.
pub fn control(session: &Session, id: &str) -> Result<ControlDetail, AppError> {
    session.read(|read| {
        let standing = Standing::read(session, read)?;
        let control = standing.controls.iter().find(|control| control.id == id).ok_or_else(|| no_control(id))?;
        let links = evidence::links(read)?;
        let serving = read
            .all_evidence()?
            .into_iter()
            .filter(|evidence| links.get(&evidence.id).is_some_and(|controls| controls.iter().any(|of| of == id)));
        let criteria = control
            .criteria
            .iter()
            .map(|id| (id.clone(), standing.criteria.get(id).map_or_else(String::new, |criterion| criterion.title.clone())));
        Ok(ControlDetail {
            row: standing.row(control),
            description: control.description.clone(),
            owner_role: control.owner_role.clone(),
            owner: control.owner.clone(),
            expects: control.evidence.clone(),
            effective_from: control.effective_from.map(|day| day.to_string()),
            criteria: criteria.collect(),
            occurrences: standing.occurrences_of(id).map(occurrence).collect(),
            evidence: serving.map(|evidence| evidence::row(&evidence, &links)).collect(),
            evaluations: standing
                .evaluations_of(control)
                .map(|evaluation| results::row(evaluation, &standing.controls))
                .collect(),
            history: history(&read.control_versions(id)?),
        })
    })
}

fn no_control(id: &str) -> AppError {
    AppError::new(Code::NotFound, format!("there is no control `{id}` in force"), "")
}

fn occurrence(occurrence: &Occurrence) -> OccurrenceView {
    OccurrenceView {
        from: occurrence.period.from.to_string(),
        to: occurrence.period.to.to_string(),
        state: occurrence.state,
        evidence: occurrence.evidence.iter().map(ToString::to_string).collect(),
        uncovered_days: count(occurrence.uncovered_days),
    }
}

/// Earlier versions: until when, and what was different from the next.
fn history(versions: &[Control]) -> Vec<(String, String)> {
    let pairs = versions.iter().zip(versions.iter().skip(1));
    let told = |(old, new): (&Control, &Control)| {
        let until = old.effective_to.map_or_else(|| "open".to_owned(), |day| day.to_string());
        let mut changes = Vec::new();
        if old.owner != new.owner {
            changes.push(format!("owner was {}", old.owner.as_deref().unwrap_or("nobody")));
        }
        if old.description != new.description {
            changes.push(format!("read: {}", old.description));
        }
        if old.cadence != new.cadence {
            changes.push(format!("cadence was {:?}", old.cadence).to_lowercase());
        }
        (until, changes.join("; "))
    };
    pairs.map(told).collect()
}

/// Names the person who owns a control from today on; a blank address takes the name away.
///
/// # Errors
/// [`Code::NotFound`] for a control that is not in force, [`Code::Invalid`] for a person who is not on the team.
pub fn set_owner(session: &Session, control: &str, email: &str) -> Result<(), AppError> {
    let email = email.trim();
    session.change(|write| {
        let terms = dataset::terms(session, write)?;
        let today = terms.today();
        if !email.is_empty() && !write.team()?.iter().any(|member| member.email == email) {
            return Err(AppError::new(
                Code::Invalid,
                format!("`{email}` is not on the team"),
                "add the person in the settings first",
            ));
        }
        let current =
            write.controls_at(today)?.into_iter().find(|version| version.id == control).ok_or_else(|| no_control(control))?;
        let owner = Some(email.to_owned()).filter(|email| !email.is_empty());
        if current.owner == owner {
            return Ok(());
        }
        Ok(write.put_control(&Control { owner, effective_from: Some(today), ..current })?)
    })
}

/// The people who can own controls.
///
/// # Errors
/// Those of reading the vault.
pub fn members(session: &Session) -> Result<Vec<MemberView>, AppError> {
    let view = |member: TeamMember| MemberView { email: member.email, name: member.name, roles: member.roles };
    session.read(|read| Ok(read.team()?.into_iter().map(view).collect()))
}

/// Adds a person, or changes one.
///
/// # Errors
/// [`Code::Invalid`] without an e-mail address.
pub fn set_member(session: &Session, member: MemberView) -> Result<(), AppError> {
    if !member.email.contains('@') {
        return Err(AppError::new(Code::Invalid, format!("`{}` is no e-mail address", member.email), ""));
    }
    let member =
        TeamMember { email: member.email.trim().to_lowercase(), name: member.name.trim().to_owned(), roles: member.roles };
    session.change(|write| Ok(write.put_team_member(&member)?))
}
