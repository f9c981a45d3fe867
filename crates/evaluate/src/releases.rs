//! Releases of prompts, models and applications: what a release record must name, and which record a log means.

use crate::{
    approvals::{PROGRAMS, is_program},
    clock,
    dataset::{Dataset, Sourced},
    evaluation::{fact, rule},
    first_seen::Found,
    identity::People,
    tickets::{self, Tickets},
    words::{fold, tokens, told},
};
use model::{
    ParameterSpec, Pointer, Step, Terms,
    record::{Release, Ticket},
};
use std::collections::{BTreeMap, BTreeSet};

/// Labels that say that a version is live.
pub(crate) static LIVE_LABELS: ParameterSpec = ParameterSpec {
    id: "release-live-labels",
    title: "Labels and stages of a registry that say that a version is live, separated by commas",
    default: "production,prod,live,champion,stable,released,deployed",
    source: "usual labels of prompt and model registries",
};

/// What must have passed an evaluation.
pub(crate) static EVALUATED: ParameterSpec = ParameterSpec {
    id: "release-evaluation-families",
    title: "Families of releases whose record names the evaluation that they passed, separated by commas",
    default: "prompt,model,agent",
    source: "usual practice for AI products: no new prompt or model goes live unevaluated",
};

/// Releases by the names under which a log can know them.
pub(crate) type Index<'a> = BTreeMap<String, Vec<&'a Sourced<Release>>>;

/// All releases with what their soundness is judged by.
pub(crate) struct Registry<'a> {
    tickets: Tickets<'a>,
    people: People<'a>,
    /// Registries that name the approver of at least one version.
    names_approvers: BTreeSet<String>,
    /// Registries that name the evaluation of at least one version.
    names_evaluations: BTreeSet<String>,
}

/// What a release record proves.
#[derive(Debug, Default)]
pub(crate) struct Soundness {
    /// What is missing or wrong.
    pub lacks: Vec<String>,
    /// What cannot be told.
    pub unknown: Vec<String>,
    /// The path to that.
    pub steps: Vec<Step>,
    /// Rows that it rests on besides the release.
    pub proof: Vec<Pointer>,
}

impl<'a> Registry<'a> {
    /// Reads all registries.
    pub(crate) fn new(dataset: &'a Dataset) -> Self {
        let naming = |field: fn(&Release) -> &Option<String>| {
            let told = dataset.releases.iter().filter(move |row| told(field(&row.value).as_deref()).is_some());
            told.map(|row| fold(&row.value.system)).collect()
        };
        Self {
            tickets: Tickets::new(dataset),
            people: People::new(dataset),
            names_approvers: naming(|release| &release.approver),
            names_evaluations: naming(|release| &release.evaluation),
        }
    }

    /// Whether a release names a ticket that exists, an approver who is not its author, and the evaluation that it passed.
    pub(crate) fn soundness(&self, row: &Sourced<Release>, terms: &Terms) -> Soundness {
        let mut found = Soundness::default();
        let ticket = self.ticket(row, &mut found);
        self.approver(row, ticket, terms, &mut found);
        self.evaluation(row, terms, &mut found);
        found
    }

    fn ticket(&self, row: &Sourced<Release>, found: &mut Soundness) -> Option<&'a Sourced<Ticket>> {
        let named = tickets::references(&row.value.tickets);
        let Some(first) = named.first() else {
            found.steps.push(fact(None, "names no ticket", &row.pointer));
            found.lacks.push("names no ticket".to_owned());
            return None;
        };
        let held = named.iter().find_map(|ticket| self.tickets.named(ticket, Some(&row.value.name)));
        match held {
            Some(ticket) => {
                let what = format!("names ticket {}, which a ticket export holds", ticket.value.id);
                found.steps.push(fact(ticket.value.created, what, &ticket.pointer));
                found.proof.push(ticket.pointer.clone());
            }
            None if self.tickets.is_empty() => {
                found.unknown.push(format!("names ticket {first}; there is no ticket export to check that by"));
            }
            None if self.tickets.is_older(first) => {
                found
                    .unknown
                    .push(format!("names ticket {first}, which is older than every one of its series in the ticket exports"));
            }
            None => found.lacks.push(format!("names ticket {first}, which is in no ticket export")),
        }
        held
    }

    /// The approver of the record, else the one of its ticket.
    fn approver(&self, row: &Sourced<Release>, ticket: Option<&Sourced<Ticket>>, terms: &Terms, found: &mut Soundness) {
        let release = &row.value;
        let of_ticket = ticket.and_then(|ticket| Some((told(ticket.value.approver.as_deref())?, ticket)));
        let (approver, at, pointer) = match (told(release.approver.as_deref()), of_ticket) {
            (Some(approver), _) => (approver, None, &row.pointer),
            (None, Some((approver, ticket))) => (approver, ticket.value.approved, &ticket.pointer),
            (None, None) if self.names_approvers.contains(&fold(&release.system)) => {
                found.steps.push(fact(None, "names no approver", &row.pointer));
                return found.lacks.push("names no approver".to_owned());
            }
            (None, None) => return found.unknown.push("is in a registry that names the approver of no version".to_owned()),
        };
        let by = if pointer == &row.pointer { "approved by" } else { "its ticket approved by" };
        found.steps.push(fact(at, format!("{by} {approver}"), pointer));
        let live = release.live.or(release.created);
        let programs = terms.words(&PROGRAMS, live.map_or_else(|| clock::horizon(terms), |live| terms.day(live)));
        let late = at.zip(live).is_some_and(|(at, live)| at.earliest(terms.zone) > live.latest(terms.zone));
        match told(release.author.as_deref()) {
            Some(author) if self.people.same(author, approver) => {
                found.lacks.push(format!("was approved by {approver}, its author"));
            }
            _ if is_program(approver, &programs) => {
                found.lacks.push(format!("was approved by {approver} only, which is a program"));
            }
            None => found.unknown.push(format!("names no author, so whether {approver} is another is unknown")),
            Some(_) if late => found.lacks.push(format!("was approved by {approver} only after it went live")),
            Some(_) => {}
        }
    }

    fn evaluation(&self, row: &Sourced<Release>, terms: &Terms, found: &mut Soundness) {
        let release = &row.value;
        if let Some(named) = told(release.evaluation.as_deref()) {
            found.steps.push(fact(None, format!("names evaluation {named}"), &row.pointer));
            if !passed(named) {
                found.lacks.push(format!("names evaluation `{named}`, which it did not pass"));
            }
            return;
        }
        let day = release.live.or(release.created).map_or_else(|| clock::horizon(terms), |at| terms.day(at));
        if !is_of(release, &terms.words(&EVALUATED, day)) {
            return;
        }
        let families = terms.value(&EVALUATED, day);
        found.steps.push(rule(Some(day), format!("names no evaluation; `{}` was {families}", EVALUATED.id)));
        if self.names_evaluations.contains(&fold(&release.system)) {
            found.lacks.push("names no evaluation that it passed".to_owned());
        } else {
            found.unknown.push("is in a registry that names the evaluation of no version".to_owned());
        }
    }
}

/// The releases of some families by the names under which a log can know them.
pub(crate) fn index(rows: &[Sourced<Release>], is: fn(&Release) -> bool, keys: fn(&Release) -> BTreeSet<String>) -> Index<'_> {
    let mut all = Index::new();
    for row in rows.iter().filter(|row| is(&row.value)) {
        for key in keys(&row.value) {
            all.entry(key).or_default().push(row);
        }
    }
    all
}

/// Whether the text that names an evaluation says that it was passed; a name alone does.
fn passed(text: &str) -> bool {
    const FAILING: [&str; 10] =
        ["fail", "failed", "failing", "rejected", "pending", "running", "skipped", "planned", "todo", "aborted"];
    let words = tokens(text);
    let word = |at: usize| words.get(at).map_or("", String::as_str);
    let before = |at: usize| at.checked_sub(1).map_or("", word);
    (0..words.len()).all(|at| {
        let fails = FAILING.contains(&word(at)) && !matches!(before(at), "0" | "no" | "none");
        let denied = matches!(word(at), "passed" | "pass" | "run" | "started") && matches!(before(at), "not" | "never");
        !fails && !denied
    })
}

/// Whether a release is of one of some families.
pub(crate) fn is_of(release: &Release, families: &[String]) -> bool {
    let family = fold(&release.family);
    families.iter().any(|word| family.contains(word.as_str()))
}

/// Whether its labels say that it is no release yet.
pub(crate) fn is_draft(release: &Release) -> bool {
    release.labels.iter().any(|label| matches!(fold(label).as_str(), "draft" | "upcoming"))
}

/// Whether it went live, by a date or a label of the day; none: the registry does not say.
pub(crate) fn went_live(release: &Release, terms: &Terms) -> Option<bool> {
    let day = release.created.map_or_else(|| clock::horizon(terms), |at| terms.day(at));
    let words = terms.words(&LIVE_LABELS, day);
    // `production`, `stage: production`, not `pre-production`.
    let value = |label: &str| fold(label.rsplit([':', '=', '/']).next().unwrap_or_default());
    let labelled = release.labels.iter().any(|label| words.contains(&value(label)));
    match release.live {
        Some(live) => Some(live.earliest(terms.zone) <= terms.as_of),
        None if labelled => Some(true),
        None => None,
    }
}

/// A release with its version, as people name it.
pub(crate) fn subject(release: &Release) -> String {
    let version = told(release.version.as_deref());
    version.map_or_else(|| release.name.clone(), |version| format!("{} {version}", release.name))
}

/// A text by its letters and digits alone.
fn letters(text: &str) -> String {
    fold(text).chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// A model's name without the provider, region or revision that platforms put around it, by its letters and digits:
/// `eu.anthropic.claude-x-20250929-v1:0`, `openai/gpt-x`, `claude-x@20250929`.
pub(crate) fn model_key(name: &str) -> String {
    let name = fold(name);
    let name = name.rsplit('/').next().unwrap_or_default();
    let provider = |word: &str| word.len() > 1 && word.chars().all(char::is_alphabetic);
    let mut bare = name;
    while let Some((lead, rest)) = bare.split_once('.') {
        if !provider(lead) {
            break;
        }
        bare = rest;
    }
    let bare = match bare.rsplit_once("-v") {
        Some((head, revision)) if revision.contains(':') => head,
        _ => bare,
    };
    letters(bare)
}

/// The name and the version that a log or a register tells of a model, as keys: a version inside of the name counts once.
pub(crate) fn model_keys(name: &str, version: Option<&str>) -> BTreeSet<String> {
    let (name, version) = (model_key(name), told(version).map(model_key).unwrap_or_default());
    let bare = version.strip_prefix('v').unwrap_or(&version);
    if version.is_empty() || name.ends_with(bare) {
        return BTreeSet::from([name]);
    }
    // Some gateways tell the whole name that was served as the version.
    if version.starts_with(&name) {
        return BTreeSet::from([version]);
    }
    BTreeSet::from([format!("{name}{bare}"), format!("{name}{version}")])
}

/// Whether it is a release of a model.
pub(crate) fn is_model(release: &Release) -> bool {
    let family = fold(&release.family);
    family.contains("model") || family.contains("llm") || (family.is_empty() && release.model.is_some())
}

/// The names under which a log can know a released model.
pub(crate) fn keys_of_model(release: &Release) -> BTreeSet<String> {
    let version = release.version.as_deref();
    let mut keys = model_keys(&release.name, version);
    if let Some(model) = told(release.model.as_deref()) {
        keys.extend(model_keys(model, version));
        // A name that ends in a date or number is a version by itself, whatever the register counts.
        if told(version).is_none() || model_key(model).ends_with(|letter: char| letter.is_ascii_digit()) {
            keys.insert(model_key(model));
        }
    }
    keys
}

/// A prompt with its version by letters and digits; `v14`, `V14` and `14` are one version.
pub(crate) fn prompt_key(name: Option<&str>, version: &str) -> String {
    let mut words = told(name).map(tokens).unwrap_or_default();
    let versions = tokens(version);
    // Some logs tell prompt and version in one text.
    if !versions.starts_with(&words) || words.is_empty() {
        words.extend(versions);
    } else {
        words = versions;
    }
    let number = |word: &String| {
        let bare = word.strip_prefix("version").or_else(|| word.strip_prefix('v')).unwrap_or(word);
        if !bare.is_empty() && bare.chars().all(|letter| letter.is_ascii_digit()) { bare.to_owned() } else { word.clone() }
    };
    words.iter().map(number).filter(|word| word != "version" && word != "v").collect::<Vec<_>>().join(" ")
}

/// Whether it is a release of a prompt.
pub(crate) fn is_prompt(release: &Release) -> bool {
    fold(&release.family).contains("prompt")
}

/// The names under which a log can know a released prompt: name and version, and the version alone.
pub(crate) fn keys_of_prompt(release: &Release) -> BTreeSet<String> {
    let Some(version) = told(release.version.as_deref()) else { return BTreeSet::from([prompt_key(None, &release.name)]) };
    BTreeSet::from([prompt_key(Some(&release.name), version), prompt_key(None, version)])
}

/// The records of a model and version; a name without its version can be any of the versions released.
pub(crate) fn find_model<'a>(index: &Index<'a>, name: Option<&str>, version: Option<&str>) -> Found<'a> {
    let keys = model_keys(name.unwrap_or_default(), version);
    let records: Vec<_> = keys.iter().filter_map(|key| index.get(key)).flatten().copied().collect();
    if !records.is_empty() {
        return Found::Records(records);
    }
    let numbered = |key: &String| {
        let rest = |full: &str| {
            full.strip_prefix(key.as_str())
                .is_some_and(|rest| rest.len() >= 4 && rest.chars().all(|digit| digit.is_ascii_digit()))
        };
        index.range(key.clone()..).take_while(|(full, _)| full.starts_with(key.as_str())).any(|(full, _)| rest(full))
    };
    if version.is_none() && keys.iter().any(numbered) {
        return Found::Unclear("the log tells no version, and release records name versions of it".to_owned());
    }
    Found::Records(records)
}

/// The records of a prompt and version: the log tells both in one text, or the version alone.
pub(crate) fn find_prompt<'a>(index: &Index<'a>, text: Option<&str>, _: Option<&str>) -> Found<'a> {
    let key = prompt_key(None, text.unwrap_or_default());
    let hash = key.len() >= 7 && key.chars().all(|digit| digit.is_ascii_hexdigit());
    let longer = index.range(key.clone()..).take_while(|(full, _)| full.starts_with(&key));
    let fitting = longer.filter(|(full, _)| **full == key || hash);
    let records: Vec<_> = fitting.flat_map(|(_, rows)| rows.iter().copied()).collect();
    let prompts: BTreeSet<String> = records.iter().map(|row| fold(&row.value.name)).collect();
    if prompts.len() > 1 {
        let prompts: Vec<String> = prompts.into_iter().collect();
        return Found::Unclear(format!(
            "the log does not name the prompt, and several have that version: {}",
            prompts.join(", ")
        ));
    }
    let versions = format!("{key} ");
    let of_prompt = |(full, _): (&String, &Vec<_>)| full.starts_with(&versions);
    if records.is_empty() && index.range(versions.clone()..).next().is_some_and(of_prompt) {
        return Found::Unclear("the log tells no version, and release records name versions of it".to_owned());
    }
    Found::Records(records)
}
