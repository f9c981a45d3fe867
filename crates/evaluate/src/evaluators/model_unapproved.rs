//! `model-unapproved`: were provider, model and version that answered each call on the approved list of that day?
//!
//! Population: each provider, model and version that answered calls in the window, by what answered and never by what was
//! asked for; calls that the log calls failed, and those that a cache answered for no provider, are left out. Failed: on at
//! least one day no approval in force covers it. Not determinable: the provider or the model is blank, or the list approves
//! versions and the log tells none; a blank is an exception only where nothing on the list could cover it. Without any
//! approved list nothing is judged. Calls that a fallback answered are counted apart.

use crate::{
    approved::{Answerer, List, Verdict},
    dataset::Dataset,
    evaluation::{Draft, conclude, item, rule},
    evaluator::{About, Evaluator, Judge, LogAnswers, Query},
    gateway::{self, ANSWERED},
    words::{count, grouped, percent},
};
use chrono::NaiveDate;
use model::{Evaluation, Filter, Item, Kind, LogRows, State, Step, Terms};
use std::collections::BTreeMap;

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "model-unapproved",
    version: 1,
    about: About {
        question: "Were the provider, the model and the version that answered each call approved on that day?",
        why: "An approval rests on what was looked at: another model, or another version, has passed nobody's evaluation.",
        reading: "Each provider, model and version that answered in the window, with its calls; fallbacks are counted apart. An \
                  approval without a version covers every version. A blank is not determinable; without an approved list nothing is.",
    },
    needs: &[Kind::GatewayRow],
    uses: &[],
    map: false,
    parameters: &[],
    judge: Judge::Log { sql: queries, fold: judge },
};

/// Calls that a provider answered: what comes out of a cache may name none.
const POPULATION: &str = "NOT (cache_hit IS TRUE AND provider IS NULL)";

fn queries(terms: &Terms) -> Vec<Query> {
    let inside = gateway::in_window(terms);
    let sql = format!(
        "SELECT provider, model, model_version, CAST(day AS VARCHAR) AS day, count(*) AS calls, \
         count(CASE WHEN fallback THEN 1 END) AS fallbacks, CAST(min(at) AS VARCHAR) AS moment, \
         first_value(evidence ORDER BY at, evidence, position) AS evidence, \
         first_value(position ORDER BY at, evidence, position) AS position \
         FROM gateway WHERE {inside} AND ({ANSWERED}) AND {POPULATION} GROUP BY provider, model, model_version, day \
         ORDER BY provider, model, model_version, day"
    );
    vec![gateway::totals(terms), Query { name: "answered", sql }]
}

/// Calls of one verdict.
#[derive(Default)]
struct Tally {
    calls: i64,
    fallbacks: i64,
    days: Vec<NaiveDate>,
    /// The row of the answer that tells the first of them.
    first: Option<usize>,
    why: &'static str,
}

/// The calls of one answerer: approved, not approved, not to be told.
type Tallies = [Tally; 3];

fn judge(answers: &LogAnswers, dataset: &Dataset, terms: &Terms) -> Evaluation {
    let mut draft = gateway::draft("providers, models and versions that answered", answers);
    draft.sources = vec![gateway::source(answers, dataset, terms)];
    let Some(rows) = gateway::answer(answers, "answered") else { return conclude(&EVALUATOR, terms, draft) };
    let list = List::new(terms);
    let mut all: BTreeMap<Answerer<'_>, Tallies> = BTreeMap::new();
    for row in 0..rows.rows.len() {
        let of = Answerer {
            provider: rows.text(row, "provider"),
            model: rows.text(row, "model"),
            version: rows.text(row, "model_version"),
        };
        let Some(day) = rows.text(row, "day").and_then(|day| day.parse().ok()) else { continue };
        add(all.entry(of).or_default(), rows, row, day, if terms.approved.is_empty() { NO_LIST } else { list.verdict(of, day) });
    }
    draft.items = all.iter().map(|(of, tallies)| judged(*of, tallies, rows, &list)).collect();
    if terms.approved.is_empty() {
        draft.notes.push(
            "No approved list was given: enter the approved providers, models and versions with their first days.".to_owned(),
        );
    }
    figures(&all, answers, &mut draft);
    conclude(&EVALUATOR, terms, draft)
}

const NO_LIST: Verdict = Verdict::Unclear("no approved list was given");

fn add(tallies: &mut Tallies, rows: &LogRows, row: usize, day: NaiveDate, verdict: Verdict) {
    let [approved, unapproved, unclear] = tallies;
    let (tally, why) = match verdict {
        Verdict::Approved => (approved, ""),
        Verdict::Unapproved(why) => (unapproved, why),
        Verdict::Unclear(why) => (unclear, why),
    };
    tally.calls += rows.int(row, "calls").unwrap_or(0);
    tally.fallbacks += rows.int(row, "fallbacks").unwrap_or(0);
    tally.days.push(day);
    if tally.first.is_none() {
        (tally.first, tally.why) = (Some(row), why);
    }
}

fn judged(of: Answerer<'_>, tallies: &Tallies, rows: &LogRows, list: &List<'_>) -> Item {
    let [approved, unapproved, unclear] = tallies;
    let (state, tally) = if unapproved.calls > 0 {
        (State::Exception, unapproved)
    } else if unclear.calls > 0 {
        (State::NotDeterminable, unclear)
    } else {
        (State::Pass, approved)
    };
    let subject = [of.provider.unwrap_or("(no provider)"), of.model.unwrap_or("(no model)")].into_iter().chain(of.version);
    let row = tally.first.unwrap_or_default();
    let proof = gateway::pointer(rows, row);
    let first = tally.days.first().copied();
    let days = match &tally.days[..] {
        [one, .., latest] if one != latest => format!("from {one} to {latest}"),
        [one, ..] => format!("on {one}"),
        [] => String::new(),
    };
    let fallbacks =
        if tally.fallbacks > 0 { format!(", {} of them by fallback", grouped(tally.fallbacks)) } else { String::new() };
    let why = if tally.why.is_empty() { "approved on each day" } else { tally.why };
    let reason = format!("answered {} {days}{fallbacks}: {why}", count(tally.calls, "call"));
    let mut judged = item(subject.collect::<Vec<_>>().join(" "), state, reason, proof.iter().cloned().collect());
    let what = if state == State::Pass { "first call that it answered" } else { "first such call" };
    judged.steps = vec![Step { at: gateway::moment(rows, row, "moment"), what: what.to_owned(), proof }];
    let entries = list.worded(of.provider);
    judged.steps.extend(entries.iter().take(4).map(|entry| rule(first, entry.clone())));
    if entries.is_empty() {
        judged.steps.push(rule(first, "the list names no such provider"));
    }
    judged
}

fn figures(all: &BTreeMap<Answerer<'_>, Tallies>, answers: &LogAnswers, draft: &mut Draft) {
    let sum = |of: fn(&Tallies) -> i64| all.values().map(of).sum::<i64>();
    let calls = sum(|tallies| tallies.iter().map(|tally| tally.calls).sum());
    let unapproved = sum(|[_, unapproved, _]| unapproved.calls);
    let unclear = sum(|[_, _, unclear]| unclear.calls);
    let before = gateway::unsigned(gateway::first(answers, "totals", "inside"));
    draft.filters.push(Filter { kept: "calls that a provider answered".to_owned(), before, after: gateway::unsigned(calls) });
    let told = calls - unclear;
    draft
        .figures
        .insert("told".to_owned(), format!("{} of {} answered calls could be judged", percent(told, calls), grouped(calls)));
    if told > 0 {
        let rate =
            format!("{} of {} such calls were answered by what was not approved", percent(unapproved, told), grouped(told));
        draft.figures.insert("rate".to_owned(), rate);
        let (by_fallback, failed) =
            (sum(|tallies| tallies.iter().map(|tally| tally.fallbacks).sum()), sum(|[_, unapproved, _]| unapproved.fallbacks));
        let fallback = format!(
            "{} answered by a fallback, {} of them by what was not approved",
            count(by_fallback, "call"),
            grouped(failed)
        );
        draft.figures.insert("fallback".to_owned(), fallback);
    }
}
