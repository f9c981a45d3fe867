//! `tool-unauthorised`: was each tool call granted, and made for the user or tenant who asked?
//!
//! Population: calls of tools in the traces of the window. Failed: the tool is granted neither to the agent that called it
//! nor, where the list does not name the agent, to the route or application of the trace's calls at the gateway, on that
//! day; or the call carries no user, or no tenant where only a tenant asked, or another user than the root of its trace, so
//! that it was made with the agent's own rights. Not determinable: the tool, or all of agent, route and application, are not
//! told; several agents may have called; nothing tells who asked; no grants are entered.

use crate::{
    clock,
    dataset::Dataset,
    entries::{Entries, folded, one_of},
    evaluation::{Counts, Draft, conclude, item, rule},
    evaluator::{About, Evaluator, Judge, LogAnswers, Query},
    gateway::{self, literal},
    inputs,
    traces::{self, AGENT, WHOLE},
    words::{count, grouped, percent},
};
use chrono::NaiveDate;
use model::{Evaluation, Filter, Item, Kind, LogRows, ParameterSpec, State, Step, Terms};

/// The tools granted.
static GRANTS: ParameterSpec = ParameterSpec {
    id: "tool-grants",
    title: "Tools granted to an agent, a route or an application, as `name: tool, tool; name: tool`; the name * grants to all, the \
            tool * is any, `search_*` every tool that begins so",
    default: "",
    source: "none: what is granted is the company's own decision",
};

/// Whose identity a call of a tool must carry.
static IDENTITY: ParameterSpec = ParameterSpec {
    id: "tool-identity",
    title: "Whose identity a call of a tool must carry where the request tells it: user, tenant, or none, separated by commas",
    default: "user, tenant",
    source: "our choice: a tool acts for whoever asked, with no more rights than theirs",
};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "tool-unauthorised",
    version: 1,
    about: About {
        question: "Was each tool that was called granted, and called for the user or tenant who asked?",
        why: "An agent with rights of its own does for anybody what only some may do.",
        reading: "Calls of tools in traces, by the grants of their day to agent, route or application, and by the user or tenant of the \
                  call against those of the root of the trace and of its calls at the gateway. Blank names are not determinable.",
    },
    needs: &[Kind::Span],
    uses: &[Kind::GatewayRow],
    map: false,
    parameters: &[&GRANTS, &IDENTITY],
    judge: Judge::Log { sql: queries, fold: judge },
};

fn queries(terms: &Terms) -> Vec<Query> {
    let of = format!("{} AND {WHOLE} AND about = 'tool'", gateway::in_window(terms));
    let calls = calls(terms, &of);
    let counts = format!(
        "SELECT count(*) AS calls, count(CASE WHEN breaks THEN 1 END) AS broken, count(CASE WHEN breaks IS NULL THEN 1 END) AS untold, \
         count(CASE WHEN NOT granted THEN 1 END) AS ungranted, count(CASE WHEN granted IS NULL THEN 1 END) AS unclear, \
         count(CASE WHEN alone THEN 1 END) AS alone, count(CASE WHEN alone IS NULL THEN 1 END) AS unasked, \
         count(CASE WHEN granted IS NULL AND tool IS NULL THEN 1 END) AS nameless FROM {calls}"
    );
    let rows = traces::list(&format!(
        "trace_id, span_id, tool, user_id, tenant, agent, route, application, asking_user, asking_tenant, granted, alone \
         FROM {calls} WHERE breaks"
    ));
    vec![
        gateway::totals(terms),
        Query { name: "all", sql: format!("SELECT count(*) AS calls, count(trace_id) AS traced FROM span WHERE {of}") },
        Query { name: "counts", sql: counts },
        Query { name: "rows", sql: rows },
    ]
}

/// The calls of tools with who called and who asked, and whether they are granted and made for nobody, as a table in SQL.
fn calls(terms: &Terms, of: &str) -> String {
    let slice = gateway::slice("trace_id");
    let parents = format!(
        "(SELECT trace_id, span_id, min({AGENT}) AS agent FROM span \
         WHERE about = 'agent' AND span_id IS NOT NULL AND trace_id IS NOT NULL AND {slice} GROUP BY trace_id, span_id)"
    );
    let only = |column: &str| format!("CASE WHEN told.{column} = told.other_{column} THEN told.{column} END AS {column}");
    format!(
        "(SELECT *, (NOT granted) OR alone AS breaks FROM (SELECT *, {} AS granted, {} AS alone FROM (SELECT used.*, \
         coalesce(used.own_agent, parents.agent, CASE WHEN roots.agent = roots.other_agent THEN roots.agent END) AS agent, \
         coalesce(used.own_agent, parents.agent) IS NULL AND coalesce(roots.agent <> roots.other_agent, false) AS torn, {}, {}, \
         roots.user_id AS root_user, roots.other_user AS other_user, coalesce(roots.user_id, told.user_id) AS asking_user, \
         coalesce(roots.tenant, told.tenant) AS asking_tenant \
         FROM (SELECT evidence, position, at, day, trace_id, span_id, parent_id, tool, user_id, tenant, agent AS own_agent FROM span \
         WHERE {of} AND trace_id IS NOT NULL AND {slice}) AS used \
         LEFT JOIN {parents} AS parents ON used.trace_id = parents.trace_id AND used.parent_id = parents.span_id \
         LEFT JOIN {} AS roots ON used.trace_id = roots.trace_id LEFT JOIN {} AS told ON used.trace_id = told.trace_id) AS met) AS judged) \
         AS calls",
        granted(terms),
        alone(terms),
        only("route"),
        only("application"),
        traces::roots(),
        traces::calls()
    )
}

/// Whether a tool is granted; null where the list is empty or the names that it goes by are not told.
fn granted(terms: &Terms) -> String {
    let tool = folded("tool");
    gateway::by_date(terms, &GRANTS, |day| {
        let entries = Entries::of(terms, &GRANTS, day);
        if entries.is_empty() {
            return "CAST(NULL AS BOOLEAN)".to_owned();
        }
        let all = entries.others().map_or_else(|| "false".to_owned(), |tools| one_of(&tool, tools));
        let listed: Vec<(&str, String)> = entries.named().map(|(name, tools)| (name, one_of(&tool, tools))).collect();
        let by = |column: &str| {
            let column = folded(column);
            let cases: Vec<String> =
                listed.iter().map(|(name, tools)| format!("WHEN {column} = {} THEN {tools} ", literal(name))).collect();
            cases.concat()
        };
        // The agent is nearest to the call, then the route.
        let named: String = ["agent", "route", "application"].map(by).concat();
        format!(
            "CASE WHEN {tool} IS NULL THEN NULL WHEN {all} THEN true WHEN torn THEN NULL {named}\
             WHEN agent IS NULL AND route IS NULL AND application IS NULL THEN NULL ELSE false END"
        )
    })
}

/// Whether a call was made for nobody though somebody asked; null where nothing tells who asked.
fn alone(terms: &Terms) -> String {
    let user = folded("user_id");
    gateway::by_day(terms, &IDENTITY, |words| {
        let due = |what: &str| words.iter().any(|word| word == what);
        let by_user = format!(
            "WHEN asking_user IS NOT NULL THEN {user} IS NULL OR (root_user IS NOT NULL AND {user} <> root_user AND {user} <> other_user) \
             OR coalesce({user} IN ({}, {}, {}), false) ",
            folded("agent"),
            folded("route"),
            folded("application")
        );
        let by_tenant = format!("WHEN asking_tenant IS NOT NULL THEN {} IS NULL ", folded("tenant"));
        let rules = [("user", by_user), ("tenant", by_tenant)].into_iter().filter(|(what, _)| due(what));
        let rules: String = rules.map(|(_, rule)| rule).collect();
        if rules.is_empty() { "false".to_owned() } else { format!("CASE {rules}ELSE NULL END") }
    })
}

fn judge(answers: &LogAnswers, dataset: &Dataset, terms: &Terms) -> Evaluation {
    let rows = inputs::is_there(dataset, Kind::GatewayRow);
    let mut draft = if rows { gateway::draft(WHAT, answers) } else { Draft { population_of: WHAT, ..Draft::default() } };
    draft.filters.clear();
    let all = |column| gateway::first(answers, "all", column);
    let number = |column| gateway::sum(answers, "counts", column);
    let (calls, loose) = (all("calls"), all("calls") - all("traced"));
    draft.items = gateway::answer(answers, "rows")
        .map_or_else(Vec::new, |rows| (0..rows.rows.len()).map(|row| listed(rows, row, terms)).collect());
    draft.items.truncate(Evaluation::LISTED);
    for (number, subject, why) in [
        (number("nameless"), "(no tool)", "without the name of the tool"),
        (
            number("unclear") - number("nameless"),
            "(no grant)",
            "without grants in force, or without one agent, route or application by which they are granted",
        ),
        (number("unasked"), "(nobody asked)", "without anything at the root of the trace or at the gateway that tells who asked"),
        (loose, "(no trace)", "without a trace id, so that nobody can say who called and who asked"),
    ] {
        if number > 0 {
            let reason = format!("{} {why}", count(number, "tool call"));
            draft.items.push(item(subject, State::NotDeterminable, reason, Vec::new()));
        }
    }
    if Entries::of(terms, &GRANTS, clock::horizon(terms)).is_empty() {
        draft.notes.push(format!("No grants of tools are entered: set `{}` with the day from which they hold.", GRANTS.id));
    }
    draft.counts = Some(Counts {
        population: gateway::unsigned(calls),
        exceptions: gateway::unsigned(number("broken")),
        undetermined: gateway::unsigned(number("untold") + loose),
    });
    let spans: u64 = inputs::evidence_of(dataset, Kind::Span).filter_map(|one| one.records.get(&Kind::Span)).sum();
    draft.filters.push(Filter {
        kept: "calls of tools in the window".to_owned(),
        before: spans,
        after: gateway::unsigned(calls),
    });
    let rate = |failed: i64, told: i64, what: &str| {
        format!(
            "{} of {} that tell enough {what} ({}); {} of {} tell it",
            grouped(failed),
            count(told, "call"),
            percent(failed, told),
            percent(told, calls),
            grouped(calls)
        )
    };
    let (granted, asked) = (calls - loose - number("unclear"), calls - loose - number("unasked"));
    if calls > 0 {
        draft.figures.insert("grants".to_owned(), rate(number("ungranted"), granted, "were of a tool that was not granted"));
        draft.figures.insert("identity".to_owned(), rate(number("alone"), asked, "were not made for whoever asked"));
    }
    draft.sources = vec![inputs::events(dataset, terms, Kind::Span)];
    if rows {
        draft.sources.push(gateway::source(answers, dataset, terms));
    }
    conclude(&EVALUATOR, terms, draft)
}

const WHAT: &str = "calls of tools in traces";

/// A call of a tool that was not granted or made for nobody.
fn listed(rows: &LogRows, row: usize, terms: &Terms) -> Item {
    let text = |column| rows.text(row, column);
    let tool = text("tool").unwrap_or("(no tool)");
    let day: Option<NaiveDate> = text("day").and_then(|day| day.parse().ok());
    let callers: Vec<String> =
        ["agent", "route", "application"].into_iter().filter_map(|what| Some(format!("{what} {}", text(what)?))).collect();
    let mut why = Vec::new();
    let proof = gateway::pointer(rows, row);
    let mut steps = vec![Step {
        at: gateway::moment(rows, row, "moment"),
        what: format!("a call of {tool} in trace {}", text("trace_id").unwrap_or_default()),
        proof: proof.clone(),
    }];
    if gateway::truth(rows, row, "granted") == Some(false) {
        why.push(format!("{tool} was not granted to {}", callers.join(", ")));
        let value = day.map(|day| terms.value(&GRANTS, day)).unwrap_or_default();
        steps.push(rule(day, format!("`{}` was `{value}` on that day", GRANTS.id)));
    }
    if gateway::truth(rows, row, "alone") == Some(true) {
        let (asking, made) = match (text("asking_user"), text("user_id"), text("asking_tenant")) {
            (Some(user), Some(other), _) if is_user_due(day, terms) => (format!("user {user}"), format!("as {other}")),
            (Some(user), None, _) if is_user_due(day, terms) => {
                let and = text("asking_tenant").filter(|_| text("tenant").is_none()).map_or("", |_| " and without a tenant");
                (format!("user {user}"), format!("without a user{and}"))
            }
            (_, _, tenant) => (format!("tenant {}", tenant.unwrap_or_default()), "without a tenant".to_owned()),
        };
        why.push(format!("{tool} was called {made}, with the agent's own identity, while its request names {asking}"));
        steps.push(rule(None, format!("{asking} asked, by the root of the trace or its calls at the gateway")));
        let value = day.map(|day| terms.value(&IDENTITY, day)).unwrap_or_default();
        steps.push(rule(day, format!("`{}` was `{value}` on that day", IDENTITY.id)));
    }
    let when = text("moment").map(|at| format!("{at}: ")).unwrap_or_default();
    let subject = text("span_id").or_else(|| text("trace_id")).unwrap_or(tool);
    let mut item = item(subject, State::Exception, format!("{when}{}", why.join("; ")), proof.into_iter().collect());
    item.steps = steps;
    item
}

fn is_user_due(day: Option<NaiveDate>, terms: &Terms) -> bool {
    terms.words(&IDENTITY, day.unwrap_or(clock::horizon(terms))).iter().any(|word| word == "user")
}
