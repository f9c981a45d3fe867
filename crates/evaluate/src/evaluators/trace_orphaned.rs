//! `trace-orphaned`: does everything in the log belong to a whole trace?
//!
//! Population: calls of the gateway in the window, where the traces of an application came in, and spans in the window that
//! name the span around them. Failed: a call whose trace has no span, a span whose parent no file tells. Not determinable:
//! a call that names no trace, and one on a day that no file of spans covers. Spans are looked for in everything that came
//! in, not only in the window.

use crate::{
    dataset::Dataset,
    evaluation::{Counts, Draft, conclude, item, rule},
    evaluator::{About, Evaluator, Judge, LogAnswers, Query},
    gateway, inputs,
    traces::{self, Covered},
    words::{count, grouped, percent},
};
use model::{Evaluation, Filter, Kind, State, Terms};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "trace-orphaned",
    version: 1,
    about: About {
        question: "Does every call belong to a trace, and every span to the span around it?",
        why: "Without its trace nobody can say what a call was for, which tools it led to and who saw the answer.",
        reading: "Calls of the gateway by their trace, and spans by their parent. Calls that name no trace are counted, not listed, and \
                  not determinable.",
    },
    needs: &[Kind::Span],
    uses: &[Kind::GatewayRow],
    map: false,
    parameters: &[],
    judge: Judge::Log { sql: queries, fold: judge },
};

fn queries(terms: &Terms) -> Vec<Query> {
    let inside = gateway::in_window(terms);
    let trace = gateway::slice("trace_id");
    let orphans = format!(
        "FROM (SELECT evidence, position, at, day, span_id, parent_id, trace_id, name FROM span \
         WHERE {inside} AND parent_id IS NOT NULL AND trace_id IS NOT NULL AND NOT coalesce(partial, false) AND {trace}) AS children \
         LEFT ANTI JOIN (SELECT trace_id, span_id FROM span WHERE span_id IS NOT NULL AND trace_id IS NOT NULL AND {trace}) AS parents \
         ON children.trace_id = parents.trace_id AND children.parent_id = parents.span_id"
    );
    let traceless = format!(
        "FROM (SELECT evidence, position, at, day, request_id, trace_id, provider, model FROM gateway \
         WHERE {inside} AND trace_id IS NOT NULL AND {trace}) AS calls \
         LEFT ANTI JOIN (SELECT trace_id FROM span WHERE trace_id IS NOT NULL AND {trace}) AS traced ON calls.trace_id = traced.trace_id"
    );
    vec![
        gateway::totals(terms),
        Query {
            name: "spans",
            sql: format!(
                "SELECT count(*) AS spans, count(CASE WHEN trace_id IS NOT NULL THEN parent_id END) AS children, \
                 count(CASE WHEN trace_id IS NULL THEN parent_id END) AS loose \
                 FROM span WHERE {inside} AND NOT coalesce(partial, false)"
            ),
        },
        Query { name: "calls", sql: format!("SELECT count(*) AS calls, count(trace_id) AS told FROM gateway WHERE {inside}") },
        Query { name: "orphans", sql: format!("SELECT count(*) AS missing {orphans}") },
        Query { name: "orphan-list", sql: traces::list(&format!("span_id, parent_id, trace_id, name {orphans}")) },
        Query {
            name: "traceless",
            sql: format!("SELECT CAST(day AS VARCHAR) AS day, count(*) AS missing {traceless} GROUP BY day"),
        },
        Query { name: "traceless-list", sql: traces::list(&format!("request_id, trace_id, provider, model {traceless}")) },
    ]
}

fn judge(answers: &LogAnswers, dataset: &Dataset, terms: &Terms) -> Evaluation {
    let rows = inputs::is_there(dataset, Kind::GatewayRow);
    let mut draft = if rows { gateway::draft(WHAT, answers) } else { Draft { population_of: WHAT, ..Draft::default() } };
    draft.filters.clear();
    let first = |name, column| gateway::first(answers, name, column);
    let (children, loose) = (first("spans", "children"), first("spans", "loose"));
    let (calls, told) = (first("calls", "calls"), first("calls", "told"));
    let covered = Covered::by(dataset, terms, Kind::Span);
    draft.items = traces::items(answers, "orphan-list", &covered, |rows, row| {
        let told = |column| rows.text(row, column).unwrap_or("not told").to_owned();
        let why = format!(
            "the span {} of trace {} names {} as the span around it, which no file tells",
            told("name"),
            told("trace_id"),
            told("parent_id")
        );
        Some((told("span_id"), why, vec![rule(None, "looked for among all spans of the trace, in every file")]))
    });
    draft.items.extend(traces::items(answers, "traceless-list", &covered, |rows, row| {
        let subject = rows.text(row, "request_id").or_else(|| rows.text(row, "trace_id"))?.to_owned();
        let trace = rows.text(row, "trace_id").unwrap_or_default();
        let why = format!("no span tells of its trace {trace}");
        Some((subject, why, vec![rule(None, "looked for among the traces of all spans, in every file")]))
    }));
    if calls > told {
        let reason = format!("{} without a trace id", count(calls - told, "call"));
        draft.items.push(item("(no trace)", State::NotDeterminable, reason, Vec::new()));
    }
    if loose > 0 {
        let reason = format!("{} with the id of the span around and without one of the trace", count(loose, "span"));
        draft.items.push(item("(no trace)", State::NotDeterminable, reason, Vec::new()));
    }
    draft.items.truncate(Evaluation::LISTED);
    let (failed, open) = traces::split(answers, "traceless", &covered);
    let orphans = gateway::sum(answers, "orphans", "missing");
    draft.counts = Some(Counts {
        population: gateway::unsigned(children + loose + calls),
        exceptions: gateway::unsigned(orphans + failed),
        undetermined: gateway::unsigned(open + calls - told + loose),
    });
    draft.filters.push(Filter {
        kept: "spans in the window that name the span around them, and calls of the gateway".to_owned(),
        before: gateway::unsigned(first("spans", "spans") + calls),
        after: gateway::unsigned(children + loose + calls),
    });
    draft.figures.insert("told".to_owned(), format!("{} of {} with a trace id", percent(told, calls), count(calls, "call")));
    draft.figures.insert(
        "spans".to_owned(),
        format!("{} of {} spans with a parent whose parent is there", grouped(children - orphans), grouped(children)),
    );
    draft.sources = vec![inputs::events(dataset, terms, Kind::Span)];
    if rows {
        draft.sources.push(gateway::source(answers, dataset, terms));
    }
    conclude(&EVALUATOR, terms, draft)
}

const WHAT: &str = "calls of the gateway, and spans that name the span around them";
