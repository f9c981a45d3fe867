//! The evidence map: controls, their owners, and how their occurrences stand.

use crate::{
    AppError, Code, Session,
    contract::map::{ControlDetail, ControlRow, MemberView, OccurrenceView},
    controls::{self, Scene, Why},
    crosswalk, dataset, evidence, history, results,
    session::engagement,
    words::count,
};
use model::{Category, Control, Criterion, Evaluation, Occurrence, OccurrenceState, State, TeamMember, Terms};
use std::collections::BTreeMap;
use store::{ControlChange, Link, LinkOrigin, Read};

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
        let role = || if control.owner_role.is_empty() { "(nobody)".to_owned() } else { format!("({})", control.owner_role) };
        name.unwrap_or_else(role)
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

/// One control, whole: as it is in force, else as it was last, else as it will be.
///
/// # Errors
/// [`Code::NotFound`] for a control that never was.
pub fn control(session: &Session, id: &str) -> Result<ControlDetail, AppError> {
    session.read(|read| {
        let standing = Standing::read(session, read)?;
        let versions = read.control_versions(id)?;
        let (control, life) = controls::standing(&versions, standing.terms.today()).ok_or_else(|| no_control(id))?;
        let links = evidence::links(read)?;
        let serving = read
            .all_evidence()?
            .into_iter()
            .filter(|evidence| links.get(&evidence.id).is_some_and(|controls| controls.iter().any(|of| of == id)));
        let criteria = control
            .criteria
            .iter()
            .map(|id| (id.clone(), standing.criteria.get(id).map_or_else(String::new, |criterion| criterion.title.clone())));
        let zone = engagement(read)?.tz();
        let shown = |change: &ControlChange| history::change(change, standing.terms.window, zone);
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
            life,
            draft: history::draft(control),
            versions: versions.iter().map(history::version).collect(),
            history: read.control_changes(id)?.iter().rev().map(shown).collect(),
            links: read.links_of_control(id)?.iter().map(|link| (link.evidence.0, linked_by(link))).collect(),
            serves: crosswalk::served_by(control)?,
        })
    })
}

/// Who linked evidence, and why.
fn linked_by(link: &Link) -> String {
    match &link.origin {
        LinkOrigin::Automatic(kind) => format!("its records of kind `{kind}` serve the control"),
        LinkOrigin::Person { name, reason } => format!("{name}, {}: {reason}", link.at.date_naive()),
    }
}

fn no_control(id: &str) -> AppError {
    AppError::new(Code::NotFound, format!("there is no control `{id}`"), "`fieldwork map` lists them")
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

/// Names the person who owns a control from today on; a blank address takes the name away.
///
/// # Errors
/// [`Code::NotFound`] for a control that is not in force, [`Code::Invalid`] for a person who is not on the team.
pub fn set_owner(session: &Session, control: &str, email: &str) -> Result<(), AppError> {
    let email = email.trim();
    session.change(|write| {
        let mut scene = Scene::read(session, write)?;
        let today = dataset::terms(session, write)?.today();
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
        let reason =
            if owner.is_some() { "named as owner on the control's page" } else { "taken away as owner on the control's page" };
        let why = Why { from: Some(today), reason };
        controls::put(write, &mut scene, Control { owner, ..current }, why).map(drop)
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
