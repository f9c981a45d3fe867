//! `output-unreviewed`: did a person decide on each output of high risk?
//!
//! Population: answered calls of the window whose risk is of a level that the company calls high, as far as their review is
//! due. Reviewed: the row names a person, or a person scored the request, its trace or a span of it. Failed: nobody did in
//! time, or only the user who asked did. Not determinable: the row does not tell its risk; a reviewer is named and not the
//! user who asked; a deadline is in force and the row does not tell when it was reviewed. What is not due yet is neither.

use crate::{
    clock,
    dataset::Dataset,
    entries::folded,
    evaluation::{Counts, conclude, item, rule},
    evaluator::{About, Evaluator, Judge, LogAnswers, Query},
    gateway::{self, ANSWERED, first, literal},
    identity::People,
    inputs, traces,
    words::{count, grouped, percent},
};
use model::{Evaluation, Filter, Item, Kind, LogRows, ParameterSpec, State, Step, Terms};

/// Levels of risk that a person must decide on.
static LEVELS: ParameterSpec = ParameterSpec {
    id: "high-risk-levels",
    title: "Levels of risk of which a person decides on each output, separated by commas",
    default: "high, very high, critical, severe, unacceptable",
    source: "our choice of words; what counts as high is the company's own",
};

/// Days until a review is due.
static DEADLINE: ParameterSpec = ParameterSpec {
    id: "output-review-days",
    title: "Calendar days after the call by whose end an output of high risk must be reviewed; blank: before it is used, so that a \
            review without a time counts and a missing one is an exception at once",
    default: "",
    source: "none: a deadline is the company's own decision",
};

/// Words for a judge who is a person.
static PERSONS: ParameterSpec = ParameterSpec {
    id: "score-by-person-words",
    title: "Words of the scores for a judge who is a person, separated by commas; an e-mail address is one",
    default: "human, person, manual, annotation, annotator, reviewer, expert, staff, app",
    source: "the words of Langfuse (ANNOTATION), LangSmith (app) and our own",
};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "output-unreviewed",
    version: 1,
    about: About {
        question: "Did a person other than the one who asked decide on each output of high risk?",
        why: "An answer on which much depends must not reach anybody because nobody looked at it.",
        reading: "Answered calls of high risk whose review is due, by the reviewer in the row or a person's score of the request, the \
                  trace or a span of it. Calls that do not tell their risk are counted, not listed, and not determinable.",
    },
    needs: &[Kind::GatewayRow],
    uses: &[Kind::Score, Kind::Span, Kind::Person],
    map: false,
    parameters: &[&LEVELS, &DEADLINE, &PERSONS],
    judge: Judge::Log { sql: queries, fold: judge },
};

/// Words in the place of a reviewer that name no person.
const NOBODY: &str = "'-', 'n/a', 'na', 'none', 'null', 'no', 'false', 'nobody', 'pending', 'unreviewed', 'tbd', 'unknown', 'auto', \
     'automatic', 'automated', 'system', 'model', 'llm', 'ai', 'bot'";
/// Most pairs of reviewer and user that are compared by name.
const PAIRS: usize = 20_000;

fn queries(terms: &Terms) -> Vec<Query> {
    let answered = format!("{} AND ({ANSWERED})", gateway::in_window(terms));
    let risk = folded("risk");
    let high = gateway::by_day(terms, &LEVELS, |words| {
        let levels: Vec<String> = words.iter().map(|word| literal(word)).collect();
        if levels.is_empty() { "false".to_owned() } else { format!("{risk} IN ({})", levels.join(", ")) }
    });
    let levels = format!(
        "SELECT count(*) AS answered, count(CASE WHEN {high} THEN 1 END) AS high, count(CASE WHEN {risk} IS NULL THEN 1 END) AS blank \
         FROM gateway WHERE {answered}"
    );
    let judged = judged(terms, &format!("{answered} AND ({high})"));
    let counts = format!("SELECT verdict, count(*) AS outputs FROM {judged} GROUP BY verdict ORDER BY verdict");
    let list = traces::list(&format!(
        "request_id, trace_id, user_id, risk, reviewer, CAST(reviewed_on AS VARCHAR) AS reviewed_on, CAST(scored AS VARCHAR) AS scored, \
         verdict, verdict IN ('undated', 'nameless') AS open FROM {judged} WHERE verdict NOT IN ('reviewed', 'waiting')"
    ));
    let order = "ORDER BY at, evidence, position";
    let pairs = format!(
        "SELECT reviewer, user_id, count(*) AS outputs, CAST(min(at) AS VARCHAR) AS moment, first_value(request_id {order}) AS request_id, \
         first_value(evidence {order}) AS evidence, first_value(position {order}) AS position FROM {judged} \
         WHERE verdict = 'reviewed' AND reviewer IS NOT NULL AND scored IS NULL GROUP BY reviewer, user_id \
         ORDER BY outputs DESC, reviewer, user_id LIMIT {PAIRS}"
    );
    vec![
        gateway::totals(terms),
        Query { name: "levels", sql: levels },
        Query { name: "counts", sql: counts },
        Query { name: "rows", sql: list.replace("ORDER BY at,", "ORDER BY open, at,") },
        Query { name: "pairs", sql: pairs },
    ]
}

/// The outputs of a population with what became of them, as a table in SQL.
fn judged(terms: &Terms, population: &str) -> String {
    let today = format!("DATE '{}'", gateway::date(terms.today()));
    let limit = gateway::by_date(terms, &DEADLINE, |day| {
        let days = terms.value(&DEADLINE, day).trim().parse::<u32>();
        days.map_or_else(|_| "CAST(NULL AS INT)".to_owned(), |days| days.min(36_500).to_string())
    });
    let person = gateway::by_day(terms, &PERSONS, |words| {
        let words: Vec<String> = words.iter().map(|word| literal(word)).collect();
        let named =
            if words.is_empty() { "false".to_owned() } else { format!("lower(trim(judged_by)) IN ({})", words.join(", ")) };
        format!("{named} OR judged_by LIKE '%@%'")
    });
    // Who judged is told where it is an address; a word stands for somebody.
    let one = "CASE WHEN judged_by LIKE '%@%' THEN lower(trim(judged_by)) ELSE '' END";
    let by = format!("SELECT target, day, {one} AS judge FROM score WHERE target IS NOT NULL AND day <= {today} AND ({person})");
    let told = "min(day) AS first, min(judge) AS judge, max(judge) AS other";
    let requests = format!("(SELECT target AS id, {told} FROM ({by}) AS scores GROUP BY target)");
    let spans = format!(
        "SELECT span.trace_id AS id, scores.day AS day, scores.judge AS judge FROM span JOIN ({by}) AS scores ON span.span_id = scores.target \
         WHERE span.trace_id IS NOT NULL"
    );
    let traced = format!(
        "(SELECT id, {told} FROM (SELECT target AS id, day, judge FROM ({by}) AS scores UNION ALL {spans}) AS scores GROUP BY id)"
    );
    let by_others = |table: &str| {
        format!("CASE WHEN {table}.judge = {table}.other AND {table}.judge = asker THEN NULL ELSE {table}.first END")
    };
    let reviewer = folded("reviewed_by");
    format!(
        "(SELECT *, CASE \
         WHEN scored IS NOT NULL AND (due IS NULL OR CAST(scored AS INT) <= due) THEN 'reviewed' \
         WHEN lower(reviewer) = asker THEN CASE WHEN due >= CAST({today} AS INT) THEN 'waiting' ELSE 'self' END \
         WHEN reviewer IS NOT NULL AND due IS NOT NULL AND CAST(reviewed_on AS INT) > due THEN 'late' \
         WHEN reviewer IS NOT NULL AND asker IS NULL THEN 'nameless' \
         WHEN reviewer IS NOT NULL AND due IS NOT NULL AND reviewed_on IS NULL THEN 'undated' \
         WHEN reviewer IS NOT NULL THEN 'reviewed' \
         WHEN scored IS NOT NULL THEN 'late' \
         WHEN due >= CAST({today} AS INT) THEN 'waiting' ELSE 'missing' END AS verdict \
         FROM (SELECT outputs.*, least({}, {}) AS scored \
         FROM (SELECT evidence, position, at, day, request_id, trace_id, user_id, risk, reviewed_on, {} AS asker, \
         CASE WHEN {reviewer} IN ({NOBODY}) OR reviewed_on > {today} THEN NULL ELSE nullif(trim(reviewed_by), '') END AS reviewer, \
         CAST(day AS INT) + ({limit}) AS due FROM gateway WHERE {population}) AS outputs \
         LEFT JOIN {requests} AS asked ON outputs.request_id = asked.id LEFT JOIN {traced} AS traced ON outputs.trace_id = traced.id) \
         AS scored) AS judged",
        by_others("asked"),
        by_others("traced"),
        folded("user_id"),
    )
}

fn judge(answers: &LogAnswers, dataset: &Dataset, terms: &Terms) -> Evaluation {
    let mut draft = gateway::draft("answered calls of high risk whose review is due", answers);
    let level = |column| first(answers, "levels", column);
    let outputs = |verdict: &str| -> i64 {
        let rows = gateway::answer(answers, "counts");
        let of = |rows: &LogRows, row| if rows.text(row, "verdict") == Some(verdict) { rows.int(row, "outputs") } else { None };
        rows.map_or(0, |rows| (0..rows.rows.len()).filter_map(|row| of(rows, row)).sum())
    };
    let (high, blank, waiting) = (level("high"), level("blank"), outputs("waiting"));
    let (own, same) = gateway::answer(answers, "pairs").map_or_else(Default::default, |rows| by_name(rows, dataset));
    let failed = outputs("missing") + outputs("late") + outputs("self") + same;
    let open = outputs("undated") + outputs("nameless");
    draft.items = gateway::answer(answers, "rows")
        .map_or_else(Vec::new, |rows| (0..rows.rows.len()).map(|row| listed(rows, row, terms)).collect());
    draft.items.extend(own);
    draft.items.truncate(Evaluation::LISTED);
    if blank > 0 {
        let why = format!("{} without a word of how much is at stake", count(blank, "answered call"));
        draft.items.push(item("(no risk)", State::NotDeterminable, why, Vec::new()));
    }
    let filter = |kept: &str, before, after| Filter {
        kept: kept.to_owned(),
        before: gateway::unsigned(before),
        after: gateway::unsigned(after),
    };
    let (answered, due) = (level("answered"), high + blank - waiting);
    draft.filters.push(filter("answered calls", first(answers, "totals", "inside"), answered));
    draft.filters.push(filter("calls of high risk, and those that do not tell their risk", answered, high + blank));
    draft.filters.push(filter("calls whose review is due", high + blank, due));
    draft.counts = Some(Counts {
        population: gateway::unsigned(due),
        exceptions: gateway::unsigned(failed),
        undetermined: gateway::unsigned(open + blank),
    });
    let told = answered - blank;
    draft.figures.insert(
        "risk".to_owned(),
        format!("{} of {} tell their risk", percent(told, answered), count(answered, "answered call")),
    );
    let tested = high - waiting - open;
    if tested > 0 {
        let rate = format!(
            "{} of {} of high risk that could be judged were reviewed",
            percent(tested - failed, tested),
            grouped(tested)
        );
        draft.figures.insert("reviewed".to_owned(), rate);
    }
    if high > 0 && outputs("reviewed") + outputs("late") + outputs("self") + open == 0 {
        draft.notes.push("No row and no score names a person: if decisions are kept elsewhere, import them.".to_owned());
    }
    draft.sources = vec![gateway::source(answers, dataset, terms)];
    if inputs::is_there(dataset, Kind::Score) {
        draft.sources.push(inputs::supporting(dataset, Kind::Score));
    }
    conclude(&EVALUATOR, terms, draft)
}

/// A row that is not known to be reviewed in time by somebody else.
fn listed(rows: &LogRows, row: usize, terms: &Terms) -> Item {
    let told = |column| rows.text(row, column).unwrap_or("not told");
    let (risk, user) = (told("risk"), told("user_id"));
    let day = rows.text(row, "day").and_then(|day| day.parse().ok()).unwrap_or(clock::horizon(terms));
    let days = terms.value(&DEADLINE, day).trim().parse::<u32>().ok();
    let due = days.map(|days| clock::plus(day, days));
    let by = due.map_or_else(String::new, |due| format!(", due by the end of {due}"));
    let when = rows.text(row, "reviewed_on").or_else(|| rows.text(row, "scored")).unwrap_or("a day that is not told");
    let (state, why) = match told("verdict") {
        "self" => (State::Exception, format!("{} asked for it and reviewed it", told("reviewer"))),
        "late" => (State::Exception, format!("reviewed on {when}{by}")),
        "undated" => (State::NotDeterminable, format!("{} reviewed it{by}, and the row does not tell when", told("reviewer"))),
        "nameless" => (
            State::NotDeterminable,
            format!("{} reviewed it, and the row does not tell who asked: it may be the same person", told("reviewer")),
        ),
        _ => (State::Exception, format!("asked for by {user}, and no person has decided on it{by}")),
    };
    let proof = gateway::pointer(rows, row);
    let moment = rows.text(row, "moment").map(|at| format!("{at}: ")).unwrap_or_default();
    let subject = rows.text(row, "request_id").or_else(|| rows.text(row, "trace_id")).unwrap_or(told("position"));
    let mut item = item(subject, state, format!("{moment}risk {risk}: {why}"), proof.iter().cloned().collect());
    item.steps = vec![
        Step { at: gateway::moment(rows, row, "moment"), what: format!("an output of risk {risk}"), proof },
        rule(Some(day), format!("`{}` was {} on that day", LEVELS.id, terms.value(&LEVELS, day))),
    ];
    item.steps.extend(days.map(|days| rule(due, format!("due: `{}` was {days} on the day of the call", DEADLINE.id))));
    item.steps.push(rule(None, "looked for in the row, and among the scores of its request, its trace and the spans of it"));
    item
}

/// Reviewers who are the users by another name, with the number of outputs.
fn by_name(rows: &LogRows, dataset: &Dataset) -> (Vec<Item>, i64) {
    let people = People::new(dataset);
    let one = |row: usize| {
        let (reviewer, user) = (rows.text(row, "reviewer")?, rows.text(row, "user_id")?);
        let outputs = rows.int(row, "outputs").unwrap_or(0);
        let subject = rows.text(row, "request_id").or_else(|| rows.text(row, "position"))?;
        let lead =
            if outputs == 1 { String::new() } else { format!("{}, the first of them this one: ", count(outputs, "output")) };
        let why = format!("{lead}{user} asked, and {reviewer}, who is the same person, reviewed");
        let proof = gateway::pointer(rows, row);
        let mut item = item(subject, State::Exception, why, proof.iter().cloned().collect());
        item.steps = vec![
            Step { at: gateway::moment(rows, row, "moment"), what: "an output of high risk with its reviewer".to_owned(), proof },
            rule(None, format!("{reviewer} and {user} name the same person")),
        ];
        people.same(reviewer, user).then_some((item, outputs))
    };
    let (items, outputs): (Vec<Item>, Vec<i64>) = (0..rows.rows.len()).filter_map(one).unzip();
    (items, outputs.into_iter().sum())
}
