//! What becomes of each control of a set: matched with what is there, its people and criteria found.

use crate::{AppError, crosswalk, history};
use chrono::NaiveDate;
use import::control_set::{ControlSet, Entry, Reference, Remark};
use model::{Cadence, Control, Criterion, Nature, TeamMember};
use std::collections::BTreeSet;
use store::Read;

/// What is to be done with a set.
pub(super) struct Plan {
    /// One entry a control of the file.
    pub(super) rows: Vec<Planned>,
    /// Controls in force that the file does not name.
    pub(super) absent: Vec<(String, String)>,
    /// People to be added to the team.
    pub(super) people: Vec<TeamMember>,
    /// What was not understood, beside what the reading told.
    pub(super) remarks: Vec<Remark>,
}

/// What is to be done with one control.
pub(super) struct Planned {
    /// Its row.
    pub(super) row: u64,
    /// Its id.
    pub(super) id: String,
    /// Its title.
    pub(super) title: String,
    /// The control as it becomes, or why it is left out.
    pub(super) outcome: Result<Control, String>,
}

/// What there is already.
struct Present {
    controls: Vec<Control>,
    criteria: Vec<Criterion>,
    team: Vec<TeamMember>,
    roles: BTreeSet<String>,
}

/// Plans the import of a set.
pub(super) fn plan(
    read: &Read<'_>,
    set: &ControlSet,
    cadence: Option<Cadence>,
    from: Option<NaiveDate>,
) -> Result<Plan, AppError> {
    let controls = read.all_control_versions()?;
    let team = read.team()?;
    let roles =
        controls.iter().map(|control| control.owner_role.clone()).chain(team.iter().flat_map(|member| member.roles.clone()));
    let mut present =
        Present { roles: roles.map(|role| role.to_lowercase()).collect(), controls, criteria: read.criteria()?, team };
    let mut plan = Plan { rows: Vec::new(), absent: Vec::new(), people: Vec::new(), remarks: Vec::new() };
    for entry in &set.entries {
        let base = present.matching(entry, from).cloned();
        let id = base.as_ref().map_or_else(|| present.id(entry, &plan, set), |base| base.id.clone());
        let outcome = control(entry, &id, base.as_ref(), cadence, &mut present, &mut plan)?;
        plan.rows.push(Planned { row: entry.row, id, title: entry.title.clone(), outcome });
    }
    let named: BTreeSet<&str> = plan.rows.iter().map(|row| row.id.as_str()).collect();
    let open = |control: &&Control| control.effective_to.is_none() && !named.contains(control.id.as_str());
    plan.absent = present.controls.iter().filter(open).map(|control| (control.id.clone(), control.title.clone())).collect();
    Ok(plan)
}

/// An id or title as it is compared.
fn fold(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

impl Present {
    /// The version of the control that an entry is about: by its id, else by its title.
    fn matching(&self, entry: &Entry, from: Option<NaiveDate>) -> Option<&Control> {
        let same = |control: &&Control| match entry.id.as_str() {
            "" => fold(&control.title) == fold(&entry.title),
            id => fold(&control.id) == fold(id),
        };
        let versions: Vec<&Control> = self.controls.iter().filter(same).collect();
        let before = versions.iter().rev().find(|version| version.effective_from <= from);
        before.or(versions.first()).copied()
    }

    /// The id of a new control: that of the file, else the next number that nobody has.
    fn id(&self, entry: &Entry, plan: &Plan, set: &ControlSet) -> String {
        if !entry.id.is_empty() {
            return entry.id.split_whitespace().collect::<Vec<_>>().join("-").replace('/', "-");
        }
        let taken = |id: &str| {
            let of_map = self.controls.iter().any(|control| control.id.eq_ignore_ascii_case(id));
            of_map || plan.rows.iter().any(|row| row.id == id) || set.entries.iter().any(|other| other.id == id)
        };
        (1..10_000).map(|number| format!("CTL-{number:03}")).find(|id| !taken(id)).unwrap_or_default()
    }
}

fn control(
    entry: &Entry,
    id: &str,
    base: Option<&Control>,
    cadence: Option<Cadence>,
    present: &mut Present,
    plan: &mut Plan,
) -> Result<Result<Control, String>, AppError> {
    if !entry.ended.is_empty() {
        return Ok(Err(format!("{}: it is no control in force", entry.ended)));
    }
    if base.is_none() && (entry.title.is_empty() || id.is_empty() || id.chars().count() > 40) {
        return Ok(Err("a control needs a title or description, and an id of at most 40 characters".to_owned()));
    }
    let Some(cadence) = entry.cadence.or(base.map(|base| base.cadence)).or(cadence) else {
        return Ok(Err(
            "the file gives no cadence that occurrences can be counted by; choose one for such controls, or add it to the file"
                .to_owned(),
        ));
    };
    if entry.cadence.is_none() && base.is_none() {
        let message = format!("the file gives no cadence; {} was chosen for such controls", history::word(&cadence));
        remark(plan, entry.row, "cadence-chosen", id, message);
    }
    let (criteria, also) = references(entry, present, plan)?;
    if criteria.is_empty() && base.is_none_or(|base| base.criteria.is_empty()) {
        remark(plan, entry.row, "serves-no-criterion", id, "it serves no criterion, so no auditor will test it".to_owned());
    }
    let (owner, role) = people(entry, present, plan);
    let given =
        |text: &str, old: Option<&String>| if text.is_empty() { old.cloned().unwrap_or_default() } else { text.to_owned() };
    let list = |new: Vec<String>, old: Option<&Vec<String>>| if new.is_empty() { old.cloned().unwrap_or_default() } else { new };
    Ok(Ok(Control {
        id: id.to_owned(),
        title: given(&entry.title, base.map(|base| &base.title)),
        description: given(&entry.description, base.map(|base| &base.description)),
        criteria: list(criteria, base.map(|base| &base.criteria)),
        also: list(also, base.map(|base| &base.also)),
        owner_role: given(&role, base.map(|base| &base.owner_role)),
        owner: owner.or_else(|| base.and_then(|base| base.owner.clone())),
        source: given(&entry.source, base.map(|base| &base.source)),
        cadence,
        nature: entry.nature.or(base.map(|base| base.nature)).unwrap_or(Nature::Manual),
        evidence: list(entry.expects.clone(), base.map(|base| &base.evidence)),
        kinds: base.map(|base| base.kinds.clone()).unwrap_or_default(),
        evaluators: base.map(|base| base.evaluators.clone()).unwrap_or_default(),
        effective_from: None,
        effective_to: None,
    }))
}

fn remark(plan: &mut Plan, row: u64, code: &'static str, value: &str, message: String) {
    plan.remarks.push(Remark { row, column: String::new(), value: value.to_owned(), code, message });
}

/// Criteria and entries of other frameworks; what there is not is told with row and column.
fn references(entry: &Entry, present: &Present, plan: &mut Plan) -> Result<(Vec<String>, Vec<String>), AppError> {
    let (mut criteria, mut also) = (Vec::new(), Vec::new());
    for named in &entry.references {
        match &named.reference {
            Reference::Criterion(id) if present.criteria.iter().any(|criterion| criterion.id == *id) => criteria.push(id.clone()),
            Reference::Other(id) if crosswalk::knows(id)? => also.push(id.clone()),
            unknown => plan.remarks.push(Remark {
                row: named.row,
                column: named.column.clone(),
                value: named.text.clone(),
                code: "id-unknown",
                message: format!("there is no `{}` in its framework; it was not mapped", unknown.id()),
            }),
        }
    }
    Ok((criteria, also))
}

/// The owner's address and the role, as far as the file tells.
fn people(entry: &Entry, present: &mut Present, plan: &mut Plan) -> (Option<String>, String) {
    let (mut owner, mut role) = (None, entry.role.clone());
    for text in &entry.owners {
        let found = match address(text) {
            Some((name, email)) => {
                if !present.team.iter().any(|member| member.email.eq_ignore_ascii_case(&email)) {
                    let member = TeamMember { email: email.clone(), name, roles: Vec::new() };
                    present.team.push(member.clone());
                    plan.people.push(member);
                }
                Some(email)
            }
            None => present.team.iter().find(|member| fold(&member.name) == fold(text)).map(|member| member.email.clone()),
        };
        match (found, &owner) {
            (Some(email), None) => owner = Some(email),
            (Some(_), Some(first)) => {
                let message = format!("a control has one owner; {first} is, `{text}` is not");
                remark(plan, entry.row, "second-owner", text, message);
            }
            (None, _) if role.is_empty() && is_role(text, present) => role.clone_from(text),
            (None, _) => {
                let message = format!("`{text}` is nobody on the team and no role; give the e-mail address");
                remark(plan, entry.row, "owner-unknown", text, message);
            }
        }
    }
    (owner, role)
}

/// `Ada Ray <ada@example.com>`, `ada@example.com`: name and address.
fn address(text: &str) -> Option<(String, String)> {
    let word = text
        .split([' ', '<', '>', '(', ')'])
        .find(|word| word.split_once('@').is_some_and(|(before, after)| !before.is_empty() && after.contains('.')))?;
    let email = word.to_lowercase();
    let rest: String = text.replace(word, "").chars().filter(|c| !"<>()".contains(*c)).collect();
    let name = rest.split_whitespace().collect::<Vec<_>>().join(" ");
    Some((if name.is_empty() { email.clone() } else { name }, email))
}

/// Whether a text names a role rather than a person.
fn is_role(text: &str, present: &Present) -> bool {
    const WORDS: &[&str] = &[
        "head",
        "chief",
        "officer",
        "manager",
        "lead",
        "director",
        "engineer",
        "engineering",
        "team",
        "owner",
        "cto",
        "ciso",
        "ceo",
        "cfo",
        "coo",
        "cpo",
        "vp",
        "president",
        "administrator",
        "admin",
        "hr",
        "it",
        "people",
        "security",
        "compliance",
        "legal",
        "finance",
        "operations",
        "devops",
        "sre",
        "infrastructure",
        "product",
        "board",
        "management",
        "counsel",
        "committee",
        "dpo",
        "support",
    ];
    let plain = text.to_lowercase();
    present.roles.contains(&plain) || plain.split(|c: char| !c.is_alphanumeric()).any(|word| WORDS.contains(&word))
}
