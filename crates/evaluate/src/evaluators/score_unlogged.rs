//! `score-unlogged`: does the log hold everything that was scored, and a score for everything that had to be?
//!
//! Two populations. Scores in the window that judge what production did: failed where neither a call nor a span has the
//! request, trace, span or session that it names. Scores of test runs are left out: what they judge is no call of
//! production. Answered calls of the routes that the company has declared to be scored: failed where no score names their
//! request, their trace or a span of it. Not determinable: a score that names nothing, and one on a day that no file of
//! calls or spans covers.

use crate::{
    dataset::Dataset,
    evaluation::{Counts, Draft, conclude, item, rule},
    evaluator::{About, Evaluator, Judge, LogAnswers, Query},
    gateway::{self, ANSWERED, literal},
    inputs,
    traces::{self, Covered},
    words::{count, grouped, percent},
};
use model::{Evaluation, Filter, Kind, ParameterSpec, State, Terms};

/// Routes whose calls must be scored.
pub(crate) static SCORED: ParameterSpec = ParameterSpec {
    id: "scored-routes",
    title: "Routes or applications of which every answered call must be scored, separated by commas",
    default: "",
    source: "none unless the company has declared it",
};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "score-unlogged",
    version: 1,
    about: About {
        question: "Is everything that was scored in the log, and scored what had to be?",
        why: "A score of something that nobody can look up proves nothing, and a rate over a part of the calls is a guess.",
        reading: "Scores of production by what they judge, and answered calls of the routes that must be scored. Scores of test runs are \
                  left out.",
    },
    needs: &[Kind::Score],
    uses: &[Kind::GatewayRow, Kind::Span],
    map: false,
    parameters: &[&SCORED],
    judge: Judge::Log { sql: queries, fold: judge },
};

fn queries(terms: &Terms) -> Vec<Query> {
    let (inside, id) = (gateway::in_window(terms), gateway::slice("id"));
    let told = [
        ("request_id", "gateway"),
        ("trace_id", "gateway"),
        ("session", "gateway"),
        ("span_id", "span"),
        ("trace_id", "span"),
        ("request_id", "span"),
        ("session", "span"),
    ];
    let ids: Vec<String> =
        told.iter().map(|(column, table)| format!("SELECT {column} AS id FROM {table} WHERE {column} IS NOT NULL")).collect();
    let unknown = format!(
        "FROM (SELECT * FROM (SELECT evidence, position, at, day, target AS id, evaluator, system FROM score \
         WHERE {inside} AND run IS NULL AND target IS NOT NULL) AS judged WHERE {id}) AS scores \
         LEFT ANTI JOIN (SELECT id FROM ({}) AS ids WHERE {id}) AS known ON scores.id = known.id",
        ids.join(" UNION ALL ")
    );
    let due = gateway::by_day(terms, &SCORED, |routes| {
        let routes: Vec<String> = routes.iter().map(|route| literal(route)).collect();
        let routes = routes.join(", ");
        if routes.is_empty() {
            "false".to_owned()
        } else {
            format!("lower(trim(route)) IN ({routes}) OR lower(trim(application)) IN ({routes})")
        }
    });
    let scored = "SELECT target AS id FROM score WHERE target IS NOT NULL UNION ALL \
                  SELECT span.trace_id AS id FROM span JOIN score ON span.span_id = score.target WHERE span.trace_id IS NOT NULL";
    let owed = format!("FROM gateway WHERE {inside} AND ({ANSWERED}) AND ({due})");
    let missing = format!(
        "FROM (SELECT evidence, position, at, day, request_id, trace_id, route, application {owed}) AS owed \
         LEFT ANTI JOIN ({scored}) AS requests ON owed.request_id = requests.id LEFT ANTI JOIN ({scored}) AS traced ON owed.trace_id = traced.id"
    );
    vec![
        gateway::totals(terms),
        Query {
            name: "scores",
            sql: format!(
                "SELECT count(*) AS scores, count(run) AS tests, count(CASE WHEN run IS NULL THEN target END) AS told FROM score WHERE {inside}"
            ),
        },
        Query { name: "unknown", sql: format!("SELECT CAST(day AS VARCHAR) AS day, count(*) AS missing {unknown} GROUP BY day") },
        Query { name: "unknown-list", sql: traces::list(&format!("scores.id AS target, evaluator, system {unknown}")) },
        Query { name: "owed", sql: format!("SELECT count(*) AS calls {owed}") },
        Query { name: "missing", sql: format!("SELECT CAST(day AS VARCHAR) AS day, count(*) AS missing {missing} GROUP BY day") },
        Query { name: "missing-list", sql: traces::list(&format!("request_id, trace_id, route, application {missing}")) },
    ]
}

fn judge(answers: &LogAnswers, dataset: &Dataset, terms: &Terms) -> Evaluation {
    let first = |name, column| gateway::first(answers, name, column);
    let (scores, tests, told) = (first("scores", "scores"), first("scores", "tests"), first("scores", "told"));
    let owed = first("owed", "calls");
    let mut draft = Draft { population_of: "scores of production, and calls that must be scored", ..Draft::default() };
    let kept = "scores of production, not of test runs".to_owned();
    draft.filters.push(Filter { kept, before: gateway::unsigned(scores), after: gateway::unsigned(scores - tests) });
    let log = Covered::of(dataset, terms, &[Kind::GatewayRow, Kind::Span]);
    let judged = Covered::by(dataset, terms, Kind::Score);
    draft.items = traces::items(answers, "unknown-list", &log, |rows, row| {
        let told = |column| rows.text(row, column).unwrap_or("not told");
        let why = format!("{} scored it, and neither a call nor a span of the log has it", told("evaluator"));
        let looked = vec![rule(None, "looked for among requests, traces, spans and sessions, in every file")];
        Some((told("target").to_owned(), why, looked))
    });
    draft.items.extend(traces::items(answers, "missing-list", &judged, |rows, row| {
        let subject =
            rows.text(row, "request_id").or_else(|| rows.text(row, "trace_id")).or_else(|| rows.text(row, "position"))?;
        let route = rows.text(row, "route").or_else(|| rows.text(row, "application")).unwrap_or_default();
        let day = rows.text(row, "day").and_then(|day| day.parse().ok());
        let value = day.map(|day| terms.value(&SCORED, day)).unwrap_or_default();
        let steps = vec![
            rule(day, format!("`{}` was {value} on that day", SCORED.id)),
            rule(None, "no score names its request, its trace or a span of it"),
        ];
        Some((subject.to_owned(), format!("a call of {route}, which must be scored, has no score"), steps))
    }));
    let blank = scores - tests - told;
    if blank > 0 {
        let reason = format!("{} of production without a word of what was judged", count(blank, "score"));
        draft.items.push(item("(no target)", State::NotDeterminable, reason, Vec::new()));
    }
    draft.items.truncate(Evaluation::LISTED);
    let (unknown, unsure) = traces::split(answers, "unknown", &log);
    let (missing, unread) = traces::split(answers, "missing", &judged);
    draft.counts = Some(Counts {
        population: gateway::unsigned(scores - tests + owed),
        exceptions: gateway::unsigned(unknown + missing),
        undetermined: gateway::unsigned(unsure + unread + blank),
    });
    draft.figures.insert("test runs".to_owned(), format!("{} left out", count(tests, "score")));
    if owed > 0 {
        let rate = format!("{} of {} that must be have a score", percent(owed - missing - unread, owed), grouped(owed));
        draft.figures.insert("scored calls".to_owned(), rate);
    }
    draft.sources = vec![inputs::events(dataset, terms, Kind::Score)];
    let present = [Kind::GatewayRow, Kind::Span].into_iter().filter(|kind| inputs::is_there(dataset, *kind));
    draft.sources.extend(present.map(|kind| inputs::events(dataset, terms, kind)));
    conclude(&EVALUATOR, terms, draft)
}
