//! What a gateway's log saw for the first time, and whether a release record that says enough came before it.
//!
//! Each name and version that the log tells is one item, with the first row of it. The release record that it means is
//! found by name and version; of several the one counts that says most for it.

use crate::{
    clock,
    dataset::{Dataset, Sourced},
    evaluation::{conclude, fact, item, rule},
    evaluator::{Evaluator, LogAnswers, Query},
    gateway::{self, ANSWERED},
    inputs,
    releases::{Index, Registry, index, is_draft, subject},
    words::{count, grouped, percent, told},
};
use model::{Evaluation, Item, Kind, LogRows, Pointer, Stamp, State, Step, Terms, record::Release};
use std::collections::{BTreeMap, BTreeSet};

/// What is looked for in the log, and how a release of it is known.
pub(crate) struct Question {
    /// What an item is.
    pub population_of: &'static str,
    /// The column of its name, or of name and version in one text.
    pub name: &'static str,
    /// The column of its version, where it has one of its own.
    pub version: Option<&'static str>,
    /// The condition in SQL under which a row tells it.
    pub told: &'static str,
    /// What the others do, after `of calls`.
    pub coverage: &'static str,
    /// What happened at first (`answered`).
    pub verb: &'static str,
    /// Whether a release is one of it.
    pub is: fn(&Release) -> bool,
    /// The names under which the log can know a release.
    pub keys_of: fn(&Release) -> BTreeSet<String>,
    /// The records that a row of the log means; words where it does not tell enough.
    pub find: for<'a> fn(&Index<'a>, Option<&str>, Option<&str>) -> Found<'a>,
}

/// What a search for a release record found.
pub(crate) enum Found<'a> {
    /// These fit.
    Records(Vec<&'a Sourced<Release>>),
    /// The log does not tell enough to say which.
    Unclear(String),
}

impl Question {
    /// Names and versions with their first row, and how many calls tell them.
    pub(crate) fn queries(&self, terms: &Terms) -> Vec<Query> {
        let told = self.told;
        let text = |column: &str| format!("CASE WHEN {column} IS NULL THEN '' ELSE {column} END");
        let (name, version) = (text(self.name), self.version.map_or_else(|| "''".to_owned(), text));
        let groups = self.version.map_or_else(|| self.name.to_owned(), |version| format!("{}, {version}", self.name));
        let (until, from) = (gateway::date(clock::horizon(terms)), gateway::date(terms.window.from));
        let grouped = format!(
            "SELECT {name} AS name, {version} AS version, count(*) AS calls, min(at) AS first_at, max(day) AS last_day \
             FROM gateway WHERE day <= DATE '{until}' AND ({told}) AND ({ANSWERED}) GROUP BY {groups}"
        );
        let seen = format!(
            "SELECT seen.name AS name, seen.version AS version, seen.calls AS calls, CAST(seen.first_at AS VARCHAR) AS moment, \
             CAST(seen.last_day AS VARCHAR) AS last_day, calls.evidence AS evidence, calls.position AS position \
             FROM ({grouped}) AS seen JOIN (SELECT {name} AS name, {version} AS version, at, evidence, position FROM gateway \
             WHERE ({told}) AND ({ANSWERED})) AS calls \
             ON seen.first_at = calls.at AND seen.name = calls.name AND seen.version = calls.version \
             WHERE seen.last_day >= DATE '{from}' \
             ORDER BY seen.name, seen.version, calls.evidence, calls.position LIMIT {}",
            Evaluation::LISTED
        );
        let inside = gateway::in_window(terms);
        let coverage = format!(
            "SELECT count(*) AS calls, count(CASE WHEN {told} THEN 1 END) AS told FROM gateway WHERE {inside} AND ({ANSWERED})"
        );
        vec![gateway::totals(terms), Query { name: "seen", sql: seen }, Query { name: "told", sql: coverage }]
    }

    /// The judgement.
    pub(crate) fn judge(&self, evaluator: &Evaluator, answers: &LogAnswers, dataset: &Dataset, terms: &Terms) -> Evaluation {
        let mut draft = gateway::draft(self.population_of, answers);
        let registry = Registry::new(dataset);
        let index = index(&dataset.releases, self.is, self.keys_of);
        if let Some(rows) = gateway::answer(answers, "seen") {
            let mut first: BTreeMap<(&str, &str), usize> = BTreeMap::new();
            for row in 0..rows.rows.len() {
                let key = (rows.text(row, "name").unwrap_or_default(), rows.text(row, "version").unwrap_or_default());
                first.entry(key).or_insert(row);
            }
            draft.items = first.into_values().map(|row| self.item(rows, row, &registry, &index, terms)).collect();
        }
        let (calls, told) = (gateway::first(answers, "told", "calls"), gateway::first(answers, "told", "told"));
        let figure = format!("{} of {} answered calls {}", percent(told, calls), grouped(calls), self.coverage);
        draft.figures.insert("told".to_owned(), figure);
        let mut log = gateway::source(answers, dataset, terms);
        if told < calls {
            log.incomplete = true;
            let blank = count(calls - told, "answered call");
            log.input.gaps.push(format!("{blank} of which the log does not tell it, and which may be of anything"));
        }
        draft.sources = vec![log, inputs::standing(dataset, terms, Kind::Release)];
        if inputs::is_there(dataset, Kind::Ticket) {
            draft.sources.push(inputs::supporting(dataset, Kind::Ticket));
        }
        conclude(evaluator, terms, draft)
    }

    fn item(&self, rows: &LogRows, row: usize, registry: &Registry<'_>, index: &Index<'_>, terms: &Terms) -> Item {
        let name = told(rows.text(row, "name"));
        let version = told(rows.text(row, "version"));
        let subject = [name, version].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let first: Option<Stamp> = rows.text(row, "moment").and_then(|moment| moment.parse().ok());
        let at = rows.text(row, "moment").unwrap_or("an unknown time");
        let calls = count(rows.int(row, "calls").unwrap_or(0), "call");
        let lead = format!("first {} on {at} ({calls} until {})", self.verb, rows.text(row, "last_day").unwrap_or("?"));
        let pointer = gateway::pointer(rows, row);
        let opening = format!("first {}", self.verb);
        let mut steps = vec![Step { at: first, what: opening, proof: pointer.clone() }];
        let (state, reason, proof) = match (self.find)(index, name, version) {
            Found::Unclear(why) => (State::NotDeterminable, why, Vec::new()),
            Found::Records(records) => match answer(registry, &records, first, terms) {
                None => {
                    steps.push(rule(None, "no release record has that name and version"));
                    (State::Exception, "no release record names it".to_owned(), Vec::new())
                }
                Some(answer) => {
                    steps.extend(answer.steps);
                    (answer.state, answer.reason, answer.proof)
                }
            },
        };
        let proof = pointer.into_iter().chain(proof).collect();
        let mut item = item(subject, state, format!("{lead}: {reason}"), proof);
        item.steps = steps;
        item
    }
}

/// What one release record says of something first seen in the log.
struct Answer {
    state: State,
    reason: String,
    proof: Vec<Pointer>,
    steps: Vec<Step>,
}

/// Whether a record is sound and came before the first call; of several the one that says most for it.
fn answer(registry: &Registry<'_>, records: &[&Sourced<Release>], first: Option<Stamp>, terms: &Terms) -> Option<Answer> {
    let answers = records.iter().map(|row| one(registry, row, first, terms));
    answers.min_by_key(|answer| match answer.state {
        State::Pass => 0,
        State::NotDeterminable => 1,
        State::Exception | State::NoOccurrence | State::NotTested => 2,
    })
}

fn one(registry: &Registry<'_>, row: &Sourced<Release>, first: Option<Stamp>, terms: &Terms) -> Answer {
    let release = &row.value;
    let mut sound = registry.soundness(row, terms);
    let dates: Vec<Stamp> = [release.created, release.live].into_iter().flatten().collect();
    let last = dates.iter().map(|at| terms.day(*at)).max();
    let after = |at: &Stamp| first.is_some_and(|first| at.earliest(terms.zone) > first.latest(terms.zone));
    if dates.iter().any(after) {
        let day = last.map(|day| format!(", on {day}")).unwrap_or_default();
        sound.lacks.insert(0, format!("came only after the first call{day}"));
    } else if dates.is_empty() || first.is_none() {
        sound.unknown.insert(0, "cannot be placed before or after the first call: a date is missing".to_owned());
    }
    if is_draft(release) {
        sound.lacks.push("is a draft".to_owned());
    }
    let name = subject(release);
    let (state, reason) = match (sound.lacks.is_empty(), sound.unknown.is_empty()) {
        (false, _) => (State::Exception, format!("its release record {name} {}", sound.lacks.join("; "))),
        (true, false) => (State::NotDeterminable, format!("its release record {name} {}", sound.unknown.join("; "))),
        (true, true) => {
            let day = last.map(|day| format!(" on {day}")).unwrap_or_default();
            (State::Pass, format!("released as {name}{day}, with ticket, approver and what it had to pass"))
        }
    };
    let mut steps = vec![fact(release.live.or(release.created), format!("release record {name}"), &row.pointer)];
    steps.append(&mut sound.steps);
    let proof = [row.pointer.clone()].into_iter().chain(sound.proof).collect();
    Answer { state, reason, proof, steps }
}
