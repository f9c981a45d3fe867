//! What the evaluators share that hold the traces of applications against the gateway's log.

use crate::{dataset::Dataset, entries::folded, evaluation::item, evaluator::LogAnswers, gateway, inputs};
use chrono::NaiveDate;
use model::{Evaluation, Item, Kind, LogRows, Period, State, Step, Terms};

/// A listing of rows with their day, in order of time.
pub(crate) fn list(rest: &str) -> String {
    format!(
        "SELECT evidence, position, CAST(at AS VARCHAR) AS moment, CAST(day AS VARCHAR) AS day, {rest} \
         ORDER BY at, evidence, position LIMIT {}",
        Evaluation::LISTED
    )
}

/// Spans that are told once.
pub(crate) const WHOLE: &str = "NOT coalesce(partial, false)";

/// What each trace's root says of who asked, in SQL: the first and the last user and tenant by name, and the agents of the
/// trace likewise. A root is a span that names none around it; parts of it count too.
pub(crate) fn roots() -> String {
    let (user, tenant, slice) = (folded("user_id"), folded("tenant"), gateway::slice("trace_id"));
    let root = |value: &str| format!("CASE WHEN parent_id IS NULL THEN {value} END");
    let agent = format!("CASE WHEN about = 'agent' THEN {AGENT} END");
    format!(
        "(SELECT trace_id, min({0}) AS user_id, max({0}) AS other_user, min({1}) AS tenant, max({1}) AS other_tenant, \
         min({agent}) AS agent, max({agent}) AS other_agent FROM span \
         WHERE trace_id IS NOT NULL AND {slice} AND (parent_id IS NULL OR about = 'agent') GROUP BY trace_id)",
        root(&user),
        root(&tenant)
    )
}

/// The name of the agent that a span of an agent is about.
pub(crate) const AGENT: &str =
    "coalesce(agent, CASE WHEN starts_with(name, 'invoke_agent ') THEN substr(name, 14) ELSE name END)";

/// What the gateway's log says of each trace, likewise: users, tenants, routes and applications of its calls.
pub(crate) fn calls() -> String {
    let (user, tenant, slice) = (folded("user_id"), folded("tenant"), gateway::slice("trace_id"));
    format!(
        "(SELECT trace_id, min({user}) AS user_id, max({user}) AS other_user, min({tenant}) AS tenant, max({tenant}) AS other_tenant, \
         min(route) AS route, max(route) AS other_route, min(application) AS application, max(application) AS other_application \
         FROM gateway WHERE trace_id IS NOT NULL AND {slice} GROUP BY trace_id)"
    )
}

/// The days that the evidence of a kind speaks about.
pub(crate) struct Covered(Vec<Period>);

impl Covered {
    /// The days of a kind.
    pub(crate) fn by(dataset: &Dataset, terms: &Terms, kind: Kind) -> Self {
        Self::of(dataset, terms, &[kind])
    }

    /// The days of any of some kinds.
    pub(crate) fn of(dataset: &Dataset, terms: &Terms, kinds: &[Kind]) -> Self {
        let evidence = kinds.iter().flat_map(|kind| inputs::evidence_of(dataset, *kind));
        Self(evidence.filter_map(|evidence| inputs::covered_days(evidence, terms)).collect())
    }

    fn has(&self, day: Option<NaiveDate>) -> bool {
        day.is_some_and(|day| self.0.iter().any(|period| period.contains(day)))
    }
}

/// The column `missing` of an answer by day: on days that the other side covers, and on others.
pub(crate) fn split(answers: &LogAnswers, name: &str, other: &Covered) -> (i64, i64) {
    let Some(rows) = gateway::answer(answers, name) else { return (0, 0) };
    (0..rows.rows.len()).fold((0, 0), |(failed, open), row| {
        let missing = rows.int(row, "missing").unwrap_or(0);
        let day = rows.text(row, "day").and_then(|day| day.parse().ok());
        if other.has(day) { (failed + missing, open) } else { (failed, open + missing) }
    })
}

/// Subject, reason and the steps behind the row.
pub(crate) type Why = (String, String, Vec<Step>);

/// An item for each row of a listing that lacks its counterpart: an exception on days that the other side covers.
pub(crate) fn items(
    answers: &LogAnswers,
    name: &str,
    other: &Covered,
    why: impl Fn(&LogRows, usize) -> Option<Why>,
) -> Vec<Item> {
    let Some(rows) = gateway::answer(answers, name) else { return Vec::new() };
    let one = |row: usize| {
        let (subject, reason, steps) = why(rows, row)?;
        let covered = other.has(rows.text(row, "day").and_then(|day| day.parse().ok()));
        let (state, open) =
            if covered { (State::Exception, "") } else { (State::NotDeterminable, "; no file of the other side covers the day") };
        let proof = gateway::pointer(rows, row);
        let when = rows.text(row, "moment").map(|at| format!("{at}: ")).unwrap_or_default();
        let mut judged = item(subject, state, format!("{when}{reason}{open}"), proof.iter().cloned().collect());
        let first = Step { at: gateway::moment(rows, row, "moment"), what: "a row in the window".to_owned(), proof };
        judged.steps = [first].into_iter().chain(steps).collect();
        Some(judged)
    };
    (0..rows.rows.len()).filter_map(one).collect()
}
