//! `call-without-row`: did every call go through the gateway's log?
//!
//! Two populations. Days of UTC by provider, model and, where both sides name it, key, as [`crate::tie_out`] meets them:
//! failed where the provider counted more than the log tells, answered and failed together, beyond the tolerance of that
//! day; rows that name no provider may be any of them, which makes a difference not determinable. Calls of models in the
//! traces of applications: failed where the log has no row with the request id, or, for those without one and where the two
//! systems give ids of their own, where the trace has fewer rows than calls. A call whose span tells neither id is not
//! determinable, nor is one on a day that no file of the log covers.

use crate::{
    dataset::Dataset,
    evaluation::{conclude, item, rule},
    evaluator::{About, Evaluator, Judge, LogAnswers, Query},
    gateway, inputs,
    tie_out::{self, Amounts, TOLERANCE, Tie},
    traces,
    words::{count, grouped, percent},
};
use model::{Evaluation, Filter, Item, Kind, State, Terms};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "call-without-row",
    version: 1,
    about: About {
        question: "Did every call to a model leave a row in the gateway's log?",
        why: "A call around the gateway is one that no policy, no guardrail and no review has seen.",
        reading: "The provider's own count by day of UTC and model against the log, and the calls in traces of applications against it. \
                  Without usage reports and without traces nothing can be said.",
    },
    needs: &[Kind::GatewayRow],
    uses: &[Kind::Usage, Kind::Span],
    map: false,
    parameters: &[&TOLERANCE],
    judge: Judge::Log { sql: queries, fold: judge },
};

/// Spans that are calls of a model, told once.
const CALLS: &str = "about = 'llm' AND NOT coalesce(partial, false)";

fn queries(terms: &Terms) -> Vec<Query> {
    let inside = gateway::in_window(terms);
    let counts = format!(
        "SELECT count(*) AS calls, count(request_id) AS requests, count(CASE WHEN request_id IS NULL AND trace_id IS NULL THEN 1 END) AS blank, \
         count(CASE WHEN request_id IS NULL AND trace_id IS NOT NULL THEN 1 END) AS traced FROM span WHERE {inside} AND {CALLS}"
    );
    let (request, trace) = (gateway::slice("request_id"), gateway::slice("trace_id"));
    let by_request = format!(
        "FROM (SELECT evidence, position, at, day, request_id, trace_id, provider, model FROM span \
         WHERE {inside} AND {CALLS} AND request_id IS NOT NULL AND {request}) AS calls \
         LEFT ANTI JOIN (SELECT request_id FROM gateway WHERE request_id IS NOT NULL AND {request}) AS told ON calls.request_id = told.request_id"
    );
    // A trace with fewer rows than calls: which of its calls it is that lacks one, nobody can tell.
    let by_trace = format!(
        "FROM (SELECT trace_id, count(*) AS calls, count(request_id) AS requests, min(at) AS at, min(day) AS day, \
         first_value(evidence ORDER BY at, evidence, position) AS evidence, \
         first_value(position ORDER BY at, evidence, position) AS position FROM span \
         WHERE {inside} AND {CALLS} AND trace_id IS NOT NULL AND {trace} GROUP BY trace_id) AS traces \
         LEFT JOIN (SELECT trace_id AS id, count(*) AS rows FROM gateway WHERE trace_id IS NOT NULL AND {trace} GROUP BY trace_id) AS logged \
         ON traces.trace_id = logged.id"
    );
    let short = "coalesce(rows, 0) < calls";
    vec![
        gateway::totals(terms),
        tie_out::query(terms),
        Query { name: "calls", sql: counts },
        Query { name: "requests", sql: format!("SELECT count(*) AS missing {by_request}") },
        Query { name: "unlogged", sql: traces::list(&format!("request_id, trace_id, provider, model {by_request}")) },
        Query {
            name: "traces",
            sql: format!(
                "SELECT count(*) AS traces, coalesce(sum(CASE WHEN {short} THEN 0 ELSE 1 END), 0) AS whole, \
                 coalesce(sum(CASE WHEN {short} THEN calls - coalesce(rows, 0) ELSE 0 END), 0) AS missing, \
                 coalesce(sum(CASE WHEN {short} AND requests = 0 THEN calls - coalesce(rows, 0) ELSE 0 END), 0) AS nameless {by_trace}"
            ),
        },
        Query {
            name: "short",
            sql: traces::list(&format!("trace_id, calls, requests, coalesce(rows, 0) AS rows {by_trace} WHERE {short}")),
        },
    ]
}

fn judge(answers: &LogAnswers, dataset: &Dataset, terms: &Terms) -> Evaluation {
    let mut draft = gateway::draft("days of UTC by provider, model and key, and calls in traces", answers);
    draft.filters.clear();
    draft.sources = vec![gateway::source(answers, dataset, terms)];
    let (reports, spans) = (inputs::is_there(dataset, Kind::Usage), inputs::is_there(dataset, Kind::Span));
    if reports {
        let tie = tie_out::tie(answers, dataset, terms);
        draft.items.extend(counted(&tie, terms));
        draft.items.extend(tie_out::untold(&tie));
        let sum = |of: fn(&tie_out::Cell) -> i64| tie.cells.values().map(of).sum::<i64>();
        let (counted, logged) = (sum(|cell| cell.counted.unwrap_or(0)), sum(|cell| cell.logged));
        let rate =
            format!("the log has {} of {} that the providers counted", percent(logged.min(counted), counted), grouped(counted));
        draft.figures.insert("calls of providers".to_owned(), rate);
        draft.sources.push(inputs::supporting(dataset, Kind::Usage));
    }
    if spans {
        let calls = gateway::first(answers, "calls", "calls");
        let (items, missing) = traced(answers, dataset, terms);
        draft.items.extend(items);
        let kept = "calls of models in traces, in the window".to_owned();
        let all = inputs::evidence_of(dataset, Kind::Span).filter_map(|one| one.records.get(&Kind::Span)).sum();
        draft.filters.push(Filter { kept, before: all, after: gateway::unsigned(calls) });
        draft.figures.extend(missing.map(|missing| {
            ("calls in traces".to_owned(), format!("{} of {} with a row", percent(calls - missing, calls), count(calls, "call")))
        }));
        draft.sources.push(inputs::events(dataset, terms, Kind::Span));
    }
    if !reports && !spans {
        draft.sources.push(inputs::Source::absent(Kind::Usage));
        draft.notes.push("Import a usage report of a provider, or the traces of an application.".to_owned());
    }
    conclude(&EVALUATOR, terms, draft)
}

/// The days of providers.
fn counted<'a>(tie: &'a Tie, terms: &'a Terms) -> impl Iterator<Item = Item> + 'a {
    tie.cells.iter().map(|(place, cell)| {
        let amounts = Amounts::of(place, cell, tie, terms);
        let logged = cell.logged + if tie.by_tokens.contains(&place.provider) { 0 } else { cell.failed };
        let nameless = tie.nameless.get(&place.day).copied().unwrap_or(0);
        let beyond = amounts.counted > logged + amounts.allowed;
        let (state, why) = match () {
            () if beyond && cell.untold > 0 => (State::NotDeterminable, "some rows of the log tell no tokens"),
            () if beyond && amounts.counted <= logged + nameless + amounts.allowed => {
                (State::NotDeterminable, "rows of that day that name no provider may be the others")
            }
            () if beyond => (State::Exception, "more than the log tells"),
            () => (State::Pass, "the log tells of all"),
        };
        amounts.judged(place, cell, state, why, terms)
    })
}

/// The calls in traces that lack a row, as items, and their number where it can be told.
fn traced(answers: &LogAnswers, dataset: &Dataset, terms: &Terms) -> (Vec<Item>, Option<i64>) {
    let calls = |column| gateway::first(answers, "calls", column);
    let (requests, missing) = (calls("requests"), gateway::sum(answers, "requests", "missing"));
    let (traces, whole) = (gateway::sum(answers, "traces", "traces"), gateway::sum(answers, "traces", "whole"));
    let covered = traces::Covered::by(dataset, terms, Kind::GatewayRow);
    // Where not one request of the traces is in the log, the two systems give ids of their own.
    let by_request = requests > missing;
    let mut items = Vec::new();
    let mut lacking = 0;
    if by_request {
        lacking += missing;
        items.extend(traces::items(answers, "unlogged", &covered, |rows, row| {
            let told = |column| rows.text(row, column).unwrap_or("not told");
            let why =
                format!("a call of {} {} in a trace, and no row of the log has its request id", told("provider"), told("model"));
            let looked = vec![rule(None, "looked for among all request ids of the log")];
            Some((rows.text(row, "request_id").unwrap_or_default().to_owned(), why, looked))
        }));
    }
    if !by_request && whole == 0 && traces + requests > 0 {
        let reason = format!(
            "{} in traces, and the log knows neither a request id nor a trace id of them: both systems must share one",
            count(calls("calls"), "call")
        );
        items.push(item("traces", State::NotDeterminable, reason, Vec::new()));
        return (items, None);
    }
    lacking += gateway::sum(answers, "traces", if by_request { "nameless" } else { "missing" });
    let short = traces::items(answers, "short", &covered, |rows, row| {
        let number = |column| rows.int(row, column).unwrap_or(0);
        let why = format!(
            "{} of models in the trace, and {} of the log with its id",
            count(number("calls"), "call"),
            count(number("rows"), "row")
        );
        let counted = vec![rule(None, "counted by trace, because request ids do not tell")];
        // Calls with a request id were looked for by it.
        (!by_request || number("requests") == 0)
            .then(|| (rows.text(row, "trace_id").unwrap_or_default().to_owned(), why, counted))
    });
    items.extend(short);
    if calls("blank") > 0 {
        let reason = format!("{} in traces without a request id and without a trace id", count(calls("blank"), "call"));
        items.push(item("(no id)", State::NotDeterminable, reason, Vec::new()));
    }
    (items, Some(lacking))
}
