//! `policy-missing`: was there an approved policy on everything that needs one, through the whole window?
//!
//! Population: what must have a policy, by the parameter `policies-required`, each with the names under which companies
//! know it; one policy may serve several (`Business Continuity and Disaster Recovery`). Failed: no policy of the register
//! is one on it, only a draft is, or there are days of the window on which none was in force, because the first version
//! began or the last one ended in it. Not determinable: the register does not say since when or until when a version was
//! in force, or lists a later version alone; a register that is stale or incomplete proves nothing missing.

use crate::{
    clock,
    dataset::Dataset,
    evaluation::{Draft, conclude, fact, item, rule},
    evaluator::{About, Evaluator, Judge},
    inputs::{self, holes},
    policies::{Document, Register, Topic, Version, has_predecessor, topics},
    words::count,
};
use chrono::NaiveDate;
use model::{Evaluation, Item, Kind, ParameterSpec, Period, Pointer, Stamp, State, Step, Terms};
use std::collections::{BTreeMap, BTreeSet};

/// What must have a policy.
pub(crate) static REQUIRED: ParameterSpec = ParameterSpec {
    id: "policies-required",
    title: "What must have a policy in force; after `=` other names, of which `only` asks for the whole name and `not` rules \
            words out; the first that fits a name counts",
    default: "incident response = incident / ir / irp / csirp / breach response, \
              vendor management = vendor / third party / 3rd party / supplier / subprocessor / tprm / outsourcing, \
              business continuity = continuity / disaster recovery / bcp / bcdr / bcm / drp / dr / bc, \
              change management = change / sdlc / software development / release management, \
              acceptable use = acceptable usage / appropriate use / aup, \
              code of conduct = conduct / ethics, \
              access control = access management / user access / logical access / identity management / iam / only access / not physical, \
              data classification = data handling / data management / data protection / information classification / information handling, \
              risk management = risk assessment / only risk / only enterprise risk, \
              information security = infosec / isms / information systems security / it security / cybersecurity / cyber security / \
              only security / only isp / only is / not awareness / not training / not physical / not role",
    source: "the policies that auditors ask for first (information security, access, change, incidents, risk, vendors, \
             continuity), with the three that criteria on conduct and data presuppose",
};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "policy-missing",
    version: 1,
    about: About {
        question: "Was a policy in force on everything that needs one, through the whole window?",
        why: "What is not written down and in force binds nobody; an auditor tests against the policy of the day.",
        reading: "One item per required policy, found by the words of its name; a draft is no policy. Days before the first \
                  version listed are not determinable where its number tells of an earlier one.",
    },
    needs: &[Kind::Policy],
    uses: &[],
    map: false,
    parameters: &[&REQUIRED],
    judge: Judge::Records(judge),
};

/// Something that must have a policy: on which days of the window, and which policies are one.
#[derive(Default)]
struct Wanted {
    days: Vec<Period>,
    serving: BTreeSet<usize>,
}

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let register = Register::new(dataset, terms);
    let mut draft = Draft { population_of: "policies that must be in force", ..Draft::default() };
    let source = inputs::standing(dataset, terms, Kind::Policy);
    let wanted = wanted(&register, terms);
    draft.items = wanted.iter().map(|(name, one)| judged(name, one, &register, source.sound(), terms)).collect();
    let serving: BTreeSet<usize> = wanted.values().flat_map(|one| one.serving.iter().copied()).collect();
    let others: Vec<&str> =
        register.documents.iter().enumerate().filter(|(place, _)| !serving.contains(place)).map(|(_, one)| one.name).collect();
    if !others.is_empty() {
        draft.notes.push(format!("Policies that no requirement asks for: {}.", others.join(", ")));
    }
    draft.sources = vec![source];
    conclude(&EVALUATOR, terms, draft)
}

/// The requirements in force on the days of the window.
fn wanted(register: &Register<'_>, terms: &Terms) -> BTreeMap<String, Wanted> {
    let mut found: BTreeMap<String, Wanted> = BTreeMap::new();
    let Some(span) = clock::elapsed(terms) else { return found };
    let set = terms.parameters.get(REQUIRED.id).into_iter().flatten().map(|one| one.from);
    let starts: BTreeSet<NaiveDate> = set.filter(|day| span.contains(*day)).chain([span.from]).collect();
    for start in &starts {
        let next = starts.range(clock::plus(*start, 1)..).next();
        let Some(days) = Period::new(*start, next.map_or(span.to, |next| clock::minus(*next, 1))) else { continue };
        let topics: Vec<Topic> = topics(&terms.words(&REQUIRED, *start));
        let about = register.about(&topics);
        for (place, topic) in topics.iter().enumerate() {
            let wanted = found.entry(topic.name.clone()).or_default();
            wanted.days.push(days);
            let serving = about.iter().enumerate().filter(|(_, about)| about.contains(&place));
            wanted.serving.extend(serving.map(|(document, _)| document));
        }
    }
    found
}

fn judged(name: &str, wanted: &Wanted, register: &Register<'_>, sound: bool, terms: &Terms) -> Item {
    let documents: Vec<&Document<'_>> = wanted.serving.iter().filter_map(|place| register.documents.get(*place)).collect();
    let versions = || documents.iter().flat_map(|document| document.versions.iter().map(move |one| (*document, one)));
    let sure: Vec<Period> = versions().filter_map(|(_, one)| one.sure()).collect();
    let mut possible: Vec<Period> = versions().filter_map(|(_, one)| one.possible()).collect();
    possible.extend(documents.iter().filter_map(|document| before(document)));
    let open = |covered: &[Period]| wanted.days.iter().flat_map(|span| holes(*span, covered)).collect::<Vec<Period>>();
    let (gaps, doubtful) = (open(&possible), open(&sure));
    let told = told(&documents, wanted, register);
    let (state, reason) = match (gaps.is_empty(), doubtful.is_empty()) {
        (_, true) => (State::Pass, told),
        (true, false) => (State::NotDeterminable, format!("{told}; nothing tells whether one was in force {}", days(&doubtful))),
        (false, _) if sound => (State::Exception, format!("{told}: none in force {}", days(&gaps))),
        (false, _) => (State::NotDeterminable, format!("{told}; the register is stale or incomplete")),
    };
    let drafts = documents.iter().flat_map(|document| document.drafts.iter().map(|row| row.pointer.clone()));
    let proof: Vec<Pointer> = versions().map(|(_, one)| one.row.pointer.clone()).chain(drafts).collect();
    let mut judged = item(name, state, reason, proof);
    judged.steps = steps(&documents, if gaps.is_empty() { &doubtful } else { &gaps }, wanted, terms);
    judged
}

/// The days before the first version, where its number tells that there was one.
fn before(document: &Document<'_>) -> Option<Period> {
    let first = document.versions.first()?;
    let later = first.row.value.version.as_deref().is_some_and(has_predecessor);
    Period::new(NaiveDate::MIN, clock::minus(first.start?, 1)).filter(|_| later)
}

/// Which policies there are, with their versions.
fn told(documents: &[&Document<'_>], wanted: &Wanted, register: &Register<'_>) -> String {
    let within = |one: &&Version<'_>| {
        let touches = |days: &Period| one.possible().is_some_and(|possible| possible.intersection(days).is_some());
        wanted.days.iter().any(touches)
    };
    let one = |document: &&Document<'_>| {
        let versions: Vec<&Version<'_>> = document.versions.iter().filter(within).collect();
        let last = versions.is_empty().then(|| document.versions.last()).flatten();
        let listed: Vec<String> = versions.into_iter().chain(last).map(words).collect();
        let draft = document.drafts.last().map(|row| row.value.status_word.as_deref().unwrap_or("draft"));
        match (listed.is_empty(), draft) {
            (true, Some(word)) => format!("{} is a draft only (`{word}`)", document.name),
            _ => format!("{}, {}", document.name, listed.join(", then ")),
        }
    };
    let listed: Vec<String> = documents.iter().map(one).collect();
    match (listed.is_empty(), register.newest) {
        (false, _) => listed.join("; "),
        (true, Some(day)) => format!("no policy in the register of {day} is about it"),
        (true, None) => "no register tells of any policy".to_owned(),
    }
}

fn words(version: &Version<'_>) -> String {
    let end = match (version.end, version.ended) {
        (Some(day), _) => format!(" until {day}"),
        (None, true) => format!(", `{}` since a day not told", version.row.value.status_word.as_deref().unwrap_or("over")),
        (None, false) => String::new(),
    };
    format!("{}{end}", version.words())
}

fn days(holes: &[Period]) -> String {
    let total: u64 = holes.iter().map(Period::days).sum();
    let listed: Vec<String> = holes.iter().map(|hole| format!("from {} to {}", hole.from, hole.to)).collect();
    format!("{} ({})", listed.join(" and "), count(total, "day"))
}

fn steps(documents: &[&Document<'_>], open: &[Period], wanted: &Wanted, terms: &Terms) -> Vec<Step> {
    let asked = |days: &Period| rule(Some(days.from), format!("`{}` asks for it until {}", REQUIRED.id, days.to));
    let mut steps: Vec<Step> = wanted.days.iter().map(asked).collect();
    for document in documents {
        let versions = document.versions.iter();
        steps.extend(
            versions.map(|one| fact(one.start.map(Stamp::Day), format!("{}: {}", document.name, words(one)), &one.row.pointer)),
        );
        steps.extend(
            document.drafts.iter().map(|row| fact(None, format!("{}: a draft is no policy", document.name), &row.pointer)),
        );
    }
    match open.first() {
        Some(first) => steps.push(rule(Some(first.from), "first day on which none is shown in force")),
        None => steps.push(rule(Some(clock::horizon(terms)), "no day of the window without one")),
    }
    steps
}
