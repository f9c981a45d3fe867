//! `tenant-crossed`: did a retrieval, a memory or a tool give out what belongs to another tenant?
//!
//! Population: steps of traces in the window that retrieve or call a tool, and others that gave out what names its tenant.
//! Whose it is: what the documents or results say themselves, else the step. Who asked: the tenant of the trace's root, else
//! of its calls at the gateway. Failed: a tenant was given out that is neither who asked nor common to all. Not determinable:
//! either side is blank or names several, there is no trace, or the gateway and the traces name tenants each in its own way,
//! which shows where not one step agrees.

use crate::{
    dataset::Dataset,
    entries::folded,
    evaluation::{Counts, Draft, conclude, item, rule},
    evaluator::{About, Evaluator, Judge, LogAnswers, Query},
    gateway::{self, literal},
    inputs,
    traces::{self, WHOLE},
    words::{count, grouped, percent},
};
use chrono::NaiveDate;
use model::{Evaluation, Filter, Item, Kind, LogRows, ParameterSpec, State, Step, Terms};

/// Tenants whose content everybody may see.
static COMMON: ParameterSpec = ParameterSpec {
    id: "common-tenants",
    title: "Names in the place of a tenant that stand for content common to all, separated by commas",
    default: "shared, public, common, global, all, *",
    source: "our choice of words",
};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "tenant-crossed",
    version: 1,
    about: About {
        question: "Did every retrieval, memory and tool give out only what belongs to the tenant that asked?",
        why: "One document of another customer in a prompt is a breach, whether or not the answer shows it.",
        reading: "Steps that retrieve or call a tool, by the tenant of what they gave out against the tenant of the root of the trace, else \
                  of its calls at the gateway. A tenant that either side does not tell is not determinable; those are counted, not listed.",
    },
    needs: &[Kind::Span],
    uses: &[Kind::GatewayRow],
    map: false,
    parameters: &[&COMMON],
    judge: Judge::Log { sql: queries, fold: judge },
};

fn queries(terms: &Terms) -> Vec<Query> {
    let of = format!(
        "{} AND {WHOLE} AND (about IN ('retriever', 'tool') OR (about = 'other' AND result_tenant IS NOT NULL))",
        gateway::in_window(terms)
    );
    let steps = steps(terms, &of);
    let counts = format!(
        "SELECT via, own, count(*) AS steps, count(CASE WHEN crossed THEN 1 END) AS crossed, \
         count(CASE WHEN agreed THEN 1 END) AS agreed, count(CASE WHEN crossed IS NULL THEN 1 END) AS untold, \
         count(CASE WHEN crossed IS NULL AND given IS NULL THEN 1 END) AS nameless, \
         count(CASE WHEN crossed IS NULL AND given IS NOT NULL AND asker IS NULL THEN 1 END) AS unasked \
         FROM {steps} GROUP BY via, own ORDER BY via, own"
    );
    let rows = traces::list(&format!("trace_id, span_id, about, name, given, asker, via, own FROM {steps} WHERE crossed"));
    vec![
        gateway::totals(terms),
        Query { name: "all", sql: format!("SELECT count(*) AS steps, count(trace_id) AS traced FROM span WHERE {of}") },
        Query { name: "counts", sql: counts },
        Query { name: "rows", sql: rows },
    ]
}

/// The steps with whose content they gave out and who asked, as a table in SQL.
fn steps(terms: &Terms, of: &str) -> String {
    let slice = gateway::slice("trace_id");
    // What names itself counts before what the step says; a root is not held against itself.
    let given = format!("coalesce({}, CASE WHEN parent_id IS NOT NULL THEN {} END)", folded("result_tenant"), folded("tenant"));
    let others = gateway::by_day(terms, &COMMON, |words| {
        let list = "concat(', ', given, ',')".to_owned();
        words.iter().fold(list, |list, word| format!("replace({list}, {}, ',')", literal(&format!(", {word},"))))
    });
    let one = |table: &str| format!("CASE WHEN {table}.tenant = {table}.other_tenant THEN {table}.tenant END");
    format!(
        "(SELECT *, rest = concat(', ', asker, ',') AND asker IS NOT NULL AS agreed, \
         CASE WHEN given IS NULL THEN NULL WHEN rest = ',' THEN false WHEN asker IS NULL THEN NULL \
         ELSE rest <> concat(', ', asker, ',') END AS crossed \
         FROM (SELECT *, {others} AS rest FROM (SELECT given.*, \
         CASE WHEN roots.tenant IS NOT NULL THEN 'trace' WHEN calls.tenant IS NOT NULL THEN 'log' ELSE '' END AS via, \
         CASE WHEN roots.tenant IS NOT NULL THEN {} ELSE {} END AS asker \
         FROM (SELECT evidence, position, at, day, trace_id, span_id, about, coalesce(tool, name) AS name, {given} AS given, \
         result_tenant IS NOT NULL AS own FROM span WHERE {of} AND trace_id IS NOT NULL AND {slice}) AS given \
         LEFT JOIN {} AS roots ON given.trace_id = roots.trace_id LEFT JOIN {} AS calls ON given.trace_id = calls.trace_id) AS met) AS rest) \
         AS steps",
        one("roots"),
        one("calls"),
        traces::roots(),
        traces::calls()
    )
}

/// Counts of the steps, and of those whose asker only the gateway tells.
#[derive(Default)]
struct Tally {
    crossed: i64,
    untold: i64,
    nameless: i64,
    unasked: i64,
    /// Steps that name their content's tenant themselves.
    own: i64,
    by_log: i64,
    agreed_by_log: i64,
}

fn tally(answers: &LogAnswers) -> Tally {
    let mut tally = Tally::default();
    let Some(rows) = gateway::answer(answers, "counts") else { return tally };
    for row in 0..rows.rows.len() {
        let number = |column| rows.int(row, column).unwrap_or(0);
        tally.crossed += number("crossed");
        tally.untold += number("untold");
        tally.nameless += number("nameless");
        tally.unasked += number("unasked");
        if gateway::truth(rows, row, "own") == Some(true) {
            tally.own += number("steps") - number("untold");
        }
        if rows.text(row, "via") == Some("log") {
            tally.by_log += number("crossed");
            tally.agreed_by_log += number("agreed");
        }
    }
    tally
}

fn judge(answers: &LogAnswers, dataset: &Dataset, terms: &Terms) -> Evaluation {
    let rows = inputs::is_there(dataset, Kind::GatewayRow);
    let mut draft = if rows { gateway::draft(WHAT, answers) } else { Draft { population_of: WHAT, ..Draft::default() } };
    draft.filters.clear();
    let all = |column| gateway::first(answers, "all", column);
    let (steps, traced) = (all("steps"), all("traced"));
    let tally = tally(answers);
    // Where not one step agrees with the gateway, the two name tenants each in its own way.
    let strange = if tally.agreed_by_log == 0 { tally.by_log } else { 0 };
    let listed = |rows: &LogRows| -> Vec<Item> {
        let kept = |row: &usize| strange == 0 || rows.text(*row, "via") != Some("log");
        (0..rows.rows.len()).filter(kept).map(|row| crossed(rows, row, terms)).collect()
    };
    draft.items = gateway::answer(answers, "rows").map_or_else(Vec::new, listed);
    draft.items.truncate(Evaluation::LISTED);
    let torn = tally.untold - tally.nameless - tally.unasked;
    for (number, subject, why) in [
        (tally.nameless, "(no tenant given out)", "without a word of whose it is what was given out"),
        (tally.unasked, "(no tenant that asked)", "without one tenant at the root of the trace or at the gateway that asked"),
        (torn, "(not told)", "without enough to tell"),
        (steps - traced, "(no trace)", "without a trace id, so that nobody can say who asked"),
        (
            strange,
            "(other names)",
            "with tenants by names of which not one is that of a tenant at the gateway: both must name them alike",
        ),
    ] {
        if number > 0 {
            draft.items.push(item(subject, State::NotDeterminable, format!("{} {why}", count(number, "step")), Vec::new()));
        }
    }
    let open = tally.untold + strange + steps - traced;
    let failed = tally.crossed - strange;
    draft.counts = Some(Counts {
        population: gateway::unsigned(steps),
        exceptions: gateway::unsigned(failed),
        undetermined: gateway::unsigned(open),
    });
    let spans: u64 = inputs::evidence_of(dataset, Kind::Span).filter_map(|one| one.records.get(&Kind::Span)).sum();
    let kept = "steps in the window that retrieve, call a tool or give out what names its tenant".to_owned();
    draft.filters.push(Filter { kept, before: spans, after: gateway::unsigned(steps) });
    let told = steps - open;
    if steps > 0 {
        draft.figures.insert(
            "told".to_owned(),
            format!(
                "{} of {} tell both tenants; {} by the content itself, the others by the step",
                percent(told, steps),
                count(steps, "step"),
                grouped(tally.own)
            ),
        );
    }
    if told > 0 {
        let rate = format!(
            "{} of {} gave out what belongs to another tenant ({})",
            grouped(failed),
            count(told, "step"),
            percent(failed, told)
        );
        draft.figures.insert("rate".to_owned(), rate);
    }
    draft.sources = vec![inputs::events(dataset, terms, Kind::Span)];
    if rows {
        draft.sources.push(gateway::source(answers, dataset, terms));
    }
    conclude(&EVALUATOR, terms, draft)
}

const WHAT: &str = "steps that retrieve, call a tool or give out what names its tenant";

/// A step that gave out another tenant's content.
fn crossed(rows: &LogRows, row: usize, terms: &Terms) -> Item {
    let told = |column| rows.text(row, column).unwrap_or("not told");
    let (given, asker) = (told("given"), told("asker"));
    let what = match told("about") {
        "retriever" => "a retrieval",
        "tool" => "a tool",
        _ => "a step",
    };
    let by = if gateway::truth(rows, row, "own") == Some(true) { "by what it says itself" } else { "by the step" };
    let source = if told("via") == "log" { "a call of its trace at the gateway" } else { "the root of its trace" };
    let when = rows.text(row, "moment").map(|at| format!("{at}: ")).unwrap_or_default();
    let why = format!("{when}{what}, {}, gave out content of {given} to {asker}", told("name"));
    let proof = gateway::pointer(rows, row);
    let subject = rows.text(row, "span_id").unwrap_or(told("trace_id"));
    let mut item = item(subject, State::Exception, why, proof.iter().cloned().collect());
    let day: Option<NaiveDate> = rows.text(row, "day").and_then(|day| day.parse().ok());
    let common = day.map(|day| rule(Some(day), format!("`{}` was {} on that day", COMMON.id, terms.value(&COMMON, day))));
    item.steps = vec![
        Step {
            at: gateway::moment(rows, row, "moment"),
            what: format!("{what} of trace {}, content of {given} {by}", told("trace_id")),
            proof,
        },
        rule(None, format!("{asker} asked, by {source}")),
    ];
    item.steps.extend(common);
    item
}
