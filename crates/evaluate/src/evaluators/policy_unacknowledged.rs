//! `policy-unacknowledged`: did everybody acknowledge the policies that bind them, in the version of the day?
//!
//! Population: for each engagement that touches the window and each policy that must be acknowledged, the versions in
//! force while the person was here. A policy must be acknowledged where the register says so, else where its name is among
//! those of the parameter. The clock starts with the first day of the person, or with the day on which a version came into
//! force while they were here, whichever is later; the days allowed are those in force on that day. A duty that fell due
//! before the window is judged by whether it was met by the end of the window, because lists may keep the last
//! acknowledgement only. Failed: acknowledged late, or not at all. Left out: duties not yet due, persons who left before
//! the day, versions replaced before it. An acknowledgement that names no version is one of the version in force on its
//! day. Not determinable: given on a day not told, a list taken before the due day, or after the person left and without
//! them; an acknowledgement by somebody whom no roster names.

use super::policy_missing::REQUIRED;
use crate::{
    clock,
    dataset::{Dataset, Sourced},
    evaluation::{Draft, conclude, fact, item, keep, rule},
    evaluator::{About, Evaluator, Judge},
    identity::People,
    inputs,
    policies::{Document, Register, Topic, Version, has_predecessor, topics, version_number},
    staff::{self, Post, Rows},
    words::{count, fold},
};
use chrono::NaiveDate;
use model::{Evaluation, Filter, Item, Kind, ParameterSpec, State, Terms, record::Acknowledgement};
use std::collections::{BTreeMap, BTreeSet};

/// Days after the first day.
pub(crate) static HIRE: ParameterSpec = ParameterSpec {
    id: "acknowledgement-new-hire-days",
    title: "Calendar days after the first day within which a new hire acknowledges the policies",
    default: "30",
    source: "common practice: within thirty days of hire",
};

/// Days after a new version.
pub(crate) static VERSION: ParameterSpec = ParameterSpec {
    id: "acknowledgement-new-version-days",
    title: "Calendar days after a version comes into force within which everybody acknowledges it",
    default: "30",
    source: "common practice: within thirty days of publication",
};

/// Policies that must be acknowledged where the register does not say.
pub(crate) static POLICIES: ParameterSpec = ParameterSpec {
    id: "policies-to-acknowledge",
    title: "Policies that everybody acknowledges, where the register does not say of a policy whether people must",
    default: "information security, acceptable use, code of conduct",
    source: "common practice: the policies that bind every person",
};

/// Whether contractors are in.
pub(crate) static CONTRACTORS: ParameterSpec = ParameterSpec {
    id: "acknowledgement-contractors-included",
    title: "Whether contractors acknowledge policies (yes or no)",
    default: "yes",
    source: "common practice: everybody with access to systems, contractors too",
};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "policy-unacknowledged",
    version: 2,
    about: About {
        question: "Did everybody acknowledge each policy that binds them within the agreed days of starting or of a new version?",
        why: "Whoever was never shown a rule can't be held to it.",
        reading: "One item per engagement and version of a policy that must be acknowledged; the subject is the person. \
                  Acknowledgements by persons whom no roster names are shown.",
    },
    needs: &[Kind::Person, Kind::Policy, Kind::Acknowledgement],
    uses: &[],
    map: false,
    parameters: &[&HIRE, &VERSION, &POLICIES, &CONTRACTORS, &REQUIRED],
    judge: Judge::Records(judge),
};

/// The acknowledgements of one person, by policy.
type Given<'a> = BTreeMap<(usize, usize), Vec<&'a Sourced<Acknowledgement>>>;

/// A version that a person has to acknowledge.
struct Duty<'d, 'a> {
    post: &'d Post<'a>,
    place: usize,
    document: &'d Document<'a>,
    version: &'d Version<'a>,
    due: NaiveDate,
    clock: String,
}

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let people = People::new(dataset);
    let register = Register::new(dataset, terms);
    let topics = topics(&terms.words(&REQUIRED, terms.window.from));
    let mut draft = Draft { population_of: "versions of policies that persons had to acknowledge", ..Draft::default() };
    let bound = bound(&register, &topics, terms);
    let kept = "policies that must be acknowledged".to_owned();
    draft.filters.push(Filter { kept, before: register.documents.len() as u64, after: bound.len() as u64 });
    let posts = staff::posts(&people, dataset, terms, &CONTRACTORS, &mut draft.filters);
    let rows = Rows::new(&people, dataset, terms, &dataset.acknowledgements, |given: &Acknowledgement| &given.person);
    let given = given(&rows, &register, &topics, &mut draft.notes);
    let listed = listed(dataset, &register, &topics);
    let duties: Vec<Duty<'_, '_>> = posts.iter().flat_map(|post| duties(post, &bound, &register, terms)).collect();
    let duties = keep(duties, "that have fallen due while the person was here", &mut draft.filters, |duty| {
        clock::is_over(duty.due, terms) && duty.post.end.is_none_or(|end| end > duty.due)
    });
    let newest = staff::newest(dataset, terms, Kind::Acknowledgement);
    let unlisted = |duty: &Duty<'_, '_>| match (rows.of(duty.post.member).is_empty(), listed.contains(&duty.place)) {
        (_, false) if duty.version.row.value.must_acknowledge.is_none() => Unlisted::Policy,
        (true, _) => Unlisted::Person,
        (false, _) => Unlisted::Neither,
    };
    draft.items = duties.iter().map(|duty| judged(duty, &given, unlisted(duty), newest, terms)).collect();
    draft.items.extend(strangers(&rows, terms));
    draft.sources = [Kind::Person, Kind::Policy, Kind::Acknowledgement].map(|kind| inputs::standing(dataset, terms, kind)).into();
    conclude(&EVALUATOR, terms, draft)
}

/// What no list of acknowledgements names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unlisted {
    /// The policy, for anybody, where the register does not ask for it either: its list may not be imported.
    Policy,
    /// The person.
    Person,
    /// Nothing that matters.
    Neither,
}

/// The policies that any list of acknowledgements names.
fn listed(dataset: &Dataset, register: &Register<'_>, topics: &[Topic]) -> BTreeSet<usize> {
    let names: BTreeSet<&str> = dataset.acknowledgements.iter().map(|row| row.value.policy.as_str()).collect();
    names.into_iter().filter_map(|name| register.named(name, topics)).collect()
}

/// The policies that must be acknowledged.
fn bound(register: &Register<'_>, topics: &[Topic], terms: &Terms) -> Vec<usize> {
    let wanted: BTreeSet<String> = terms.words(&POLICIES, terms.window.from).into_iter().collect();
    let known: Vec<Topic> = topics.to_vec();
    let own: Vec<Topic> = crate::policies::topics(&wanted.iter().cloned().collect::<Vec<_>>());
    let about = register.about(&known);
    let must = |place: usize, document: &Document<'_>| {
        let said = document.versions.last().and_then(|version| version.row.value.must_acknowledge);
        said.unwrap_or_else(|| {
            let named = about.get(place).into_iter().flatten().filter_map(|at| known.get(*at));
            named.into_iter().any(|topic| wanted.contains(&topic.name)) || !Topic::of(&own, document.name).is_empty()
        })
    };
    let all = register.documents.iter().enumerate();
    all.filter(|(place, document)| !document.versions.is_empty() && must(*place, document)).map(|(place, _)| place).collect()
}

/// The acknowledgements by person and policy; what names no policy of the register is counted in a note.
fn given<'a>(rows: &Rows<'a, Acknowledgement>, register: &Register<'_>, topics: &[Topic], notes: &mut Vec<String>) -> Given<'a> {
    let mut given: Given<'a> = BTreeMap::new();
    let mut known: BTreeMap<&'a str, Option<usize>> = BTreeMap::new();
    let mut unknown: BTreeSet<&'a str> = BTreeSet::new();
    for (member, rows) in &rows.of {
        for row in rows {
            let name = row.value.policy.as_str();
            match *known.entry(name).or_insert_with(|| register.named(name, topics)) {
                Some(place) => given.entry((*member, place)).or_default().push(row),
                None => {
                    unknown.insert(name);
                }
            }
        }
    }
    if !unknown.is_empty() {
        let names: Vec<String> = unknown.iter().take(10).map(|name| format!("`{name}`")).collect();
        notes.push(format!("Acknowledgements of what is no policy of the register, or of more than one: {}.", names.join(", ")));
    }
    given
}

fn duties<'d, 'a>(post: &'d Post<'a>, bound: &[usize], register: &'d Register<'a>, terms: &Terms) -> Vec<Duty<'d, 'a>> {
    let mut found = Vec::new();
    let Some(span) = clock::elapsed(terms) else { return found };
    for (place, document) in bound.iter().filter_map(|place| Some((*place, register.documents.get(*place)?))) {
        for version in document.during(span) {
            let (start, since) = (post.start.unwrap_or(NaiveDate::MIN), version.start.unwrap_or(NaiveDate::MIN));
            let (day, spec, what) = if since > start { (since, &VERSION, "came into force") } else { (start, &HIRE, "started") };
            let days = terms.number(spec, day);
            let due = if day == NaiveDate::MIN { terms.window.from } else { clock::plus(day, days) };
            let here = version.end.is_none_or(|end| end > due) && day <= span.to;
            if here && post.end.is_none_or(|end| end >= since) {
                let clock = if day == NaiveDate::MIN {
                    "no first day is told".to_owned()
                } else {
                    format!("{what} on {day}; `{}` was {days} on that day", spec.id)
                };
                found.push(Duty { post, place, document, version, due, clock });
            }
        }
    }
    found
}

fn judged(duty: &Duty<'_, '_>, given: &Given<'_>, unlisted: Unlisted, newest: Option<NaiveDate>, terms: &Terms) -> Item {
    let Duty { post, document, version, due, .. } = duty;
    let rows = given.get(&(post.member, duty.place)).map(Vec::as_slice).unwrap_or_default();
    let of_version = |row: &&&Sourced<Acknowledgement>| is_of(&row.value, duty, terms);
    let day = |row: &Sourced<Acknowledgement>| row.value.at.map(|at| terms.day(at)).filter(|day| *day <= terms.today());
    let accepted: Vec<_> = rows.iter().filter(|row| is_given(&row.value)).filter(of_version).collect();
    let first = accepted.iter().filter_map(|row| Some((day(row)?, **row))).min_by_key(|(day, row)| (*day, row.pointer.clone()));
    let undated = accepted.iter().find(|row| row.value.at.is_none()).map(|row| **row);
    let gone = post.end.is_some_and(|end| newest.is_some_and(|newest| newest > end));
    let met = |day: NaiveDate| day <= *due || *due < terms.window.from && day <= terms.window.to;
    let (state, what) = match (first, undated) {
        (Some((day, _)), _) if met(day) => {
            let late = if day > *due { ", late, for a duty from before the window" } else { "" };
            (State::Pass, format!("acknowledged on {day}{late}"))
        }
        (_, Some(_)) => (State::NotDeterminable, "acknowledged on a day not told".to_owned()),
        (Some((day, _)), None) => {
            (State::Exception, format!("acknowledged on {day}, {} late", count(clock::between(*due, day), "day")))
        }
        (None, None) if unlisted == Unlisted::Policy => {
            (State::NotDeterminable, "no list of acknowledgements names it, for anybody".to_owned())
        }
        (None, None) if gone && unlisted == Unlisted::Person => {
            (State::NotDeterminable, "the list was taken after they left and does not name them".to_owned())
        }
        (None, None) if newest.is_none_or(|newest| newest <= *due) => {
            (State::NotDeterminable, "the newest list was taken before that day was over".to_owned())
        }
        (None, None) if post.left || post.start.is_none() => {
            (State::NotDeterminable, "not acknowledged, and the roster does not say from when to when they were here".to_owned())
        }
        (None, None) => (State::Exception, "not acknowledged".to_owned()),
    };
    let row = first.map(|(_, row)| row).or(undated).or(rows.last().copied());
    let other = match (row, first.is_none() && undated.is_none()) {
        (Some(row), true) => format!(": {}", what_else(row, terms)),
        _ => String::new(),
    };
    let started = post.start.map_or(String::new(), |start| format!(", who started on {start}"));
    let reason = format!("{}, {}: due from {}{started}, by {due}; {what}{other}", document.name, version.words(), post.label);
    let proof = row.map(|row| row.pointer.clone()).into_iter();
    let proof = proof.chain([post.row.pointer.clone(), version.row.pointer.clone()]).collect();
    let mut judged = item(post.label, state, reason, proof);
    judged.steps.push(fact(post.row.value.start, "first day", &post.row.pointer));
    judged.steps.push(fact(version.row.value.effective, format!("{}, {}", document.name, version.words()), &version.row.pointer));
    judged.steps.push(rule(Some(*due), format!("due: {}", duty.clock)));
    judged.steps.extend(row.map(|row| fact(row.value.at, what_else(row, terms), &row.pointer)));
    judged
}

/// Whether an acknowledgement is one of the version of the duty.
fn is_of(given: &Acknowledgement, duty: &Duty<'_, '_>, terms: &Terms) -> bool {
    let number = |text: &Option<String>| text.as_deref().map(version_number).filter(|number| !number.is_empty());
    let wanted = number(&duty.version.row.value.version);
    let day = given.at.map(|at| terms.day(at));
    match (number(&given.version), wanted, day) {
        (Some(told), Some(wanted), _) => told == wanted || later(&told, duty),
        (_, _, Some(day)) => duty.version.start.is_none_or(|start| day >= start) || is_first(duty),
        (_, _, None) => true,
    }
}

/// Whether there was no version before, so that whatever was acknowledged earlier was this one.
fn is_first(duty: &Duty<'_, '_>) -> bool {
    let number = duty.version.row.value.version.as_deref();
    let listed = duty.document.versions.first().is_some_and(|first| first.row.pointer == duty.version.row.pointer);
    listed && number.is_some_and(|number| !has_predecessor(number))
}

/// A later version stands for the ones before.
fn later(told: &str, duty: &Duty<'_, '_>) -> bool {
    let newer = duty.document.versions.iter().filter(|one| one.start > duty.version.start);
    newer.filter_map(|one| one.row.value.version.as_deref()).any(|version| version_number(version) == told)
}

fn is_given(given: &Acknowledgement) -> bool {
    let word = given.status_word.as_deref().map(fold).unwrap_or_default();
    let open = [
        "pending",
        "declined",
        "rejected",
        "not ",
        "overdue",
        "sent",
        "refused",
        "outstanding",
        "unsigned",
        "requested",
        "delivered",
        "voided",
    ];
    let denied = open.iter().any(|one| word.contains(one)) || matches!(word.as_str(), "no" | "false" | "open");
    let done = ["acknowledged", "accepted", "signed", "completed", "complete", "agreed", "yes", "true", "attested", "read"];
    match given.given {
        Some(given) => given,
        None if denied => false,
        None => given.at.is_some() || done.iter().any(|one| word.contains(one)),
    }
}

fn what_else(row: &Sourced<Acknowledgement>, terms: &Terms) -> String {
    let version = row.value.version.as_deref().map(|version| version.trim_start_matches(['v', 'V']));
    let of = version.map(|version| format!(" of version {version}")).unwrap_or_default();
    let asked = version.map_or("asked for".to_owned(), |version| format!("asked for version {version}"));
    let word = row.value.status_word.as_deref().map(|word| format!(" (`{word}`)")).unwrap_or_default();
    match (is_given(&row.value), row.value.at, row.value.requested) {
        (true, Some(at), _) => format!("acknowledgement{of} given on {}", terms.day(at)),
        (true, None, _) => format!("acknowledgement{of} given, no day told"),
        (false, _, Some(at)) => format!("{asked} on {}, not given{word}", terms.day(at)),
        (false, _, None) => format!("{asked}, not given{word}"),
    }
}

/// Acknowledgements in the window by persons whom no roster names.
fn strangers(rows: &Rows<'_, Acknowledgement>, terms: &Terms) -> Vec<Item> {
    let mut items = Vec::new();
    for (name, rows) in &rows.strangers {
        let day = |row: &&&Sourced<Acknowledgement>| row.value.at.or(row.value.requested).map(|at| terms.day(at));
        let within = rows.iter().filter(|row| day(row).is_some_and(|day| terms.window.contains(day) && day <= terms.today()));
        let Some(row) = within.max_by_key(|row| (day(row), row.pointer.clone())) else { continue };
        let name = if name.trim().is_empty() { "(nobody named)" } else { name };
        let policy = &row.value.policy;
        let reason = format!("the list names {name} for {policy}, and no roster does: whether they owed it is not told");
        let mut judged = item(name, State::NotDeterminable, reason, vec![row.pointer.clone()]);
        judged.steps.push(fact(row.value.at.or(row.value.requested), what_else(row, terms), &row.pointer));
        items.push(judged);
    }
    items
}
