//! `privacy-rule-broken`: did every call keep what the company promised about data?
//!
//! Two populations. Calls in the window that a rule is about: providers, regions and purposes that a class of data allows,
//! and training on what somebody refused; failed where one of them is broken on that day, not determinable where none is and
//! the row does not tell enough for one. Answers of which the row says that redaction was due, because a guardrail that
//! redacts is told: failed where the detectors find in the answer what is not tolerated, not determinable where the log holds
//! no answer. Without any list by class nobody has entered what was promised, which is said and is never a pass.

use crate::{
    clock,
    dataset::Dataset,
    entries::Entries,
    evaluation::{Counts, Draft, conclude, item, rule},
    evaluator::{About, Evaluator, Judge, LogAnswers, Query},
    exposed::{self, LEAST, TOLERATED},
    gateway::{self, ANSWERED, first, literal, rates},
    privacy::{PROVIDERS, PURPOSES, REGIONS, RULES, TRAINING},
    words::{count, grouped, percent},
};
use chrono::NaiveDate;
use model::{Evaluation, Filter, Item, Kind, LogRows, ParameterSpec, State, Step, Terms};

/// Words by which a guardrail is known to redact.
static REDACTION: ParameterSpec = ParameterSpec {
    id: "redaction-words",
    title: "Words in the decision of a guardrail that say that the answer had to be redacted, separated by commas",
    default: "redact, mask, anonymi",
    source: "our choice: as the usual guardrails are called",
};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "privacy-rule-broken",
    version: 1,
    about: About {
        question: "Did every call keep the company's rules on recipients, regions, purposes, training and redaction?",
        why: "What was promised about a customer's data binds each single call, whoever built the feature that made it.",
        reading: "Calls that a rule is about, by the rules of their day, and answers that had to be redacted. A call that does not tell \
                  the class of its data, its purpose or the will of the person is not determinable. Without lists by class nothing passes.",
    },
    needs: &[Kind::GatewayRow],
    uses: &[],
    map: false,
    parameters: &[&PROVIDERS, &PURPOSES, &REGIONS, &LEAST, &TOLERATED, &REDACTION, &TRAINING],
    judge: Judge::Log { sql: queries, fold: judge },
};

fn queries(terms: &Terms) -> Vec<Query> {
    let inside = gateway::in_window(terms);
    let judged: Vec<String> = RULES
        .iter()
        .map(|rule| format!("({}) AS about_{1}, ({2}) AS {1}", rule.about(terms), rule.id, rule.breaks(terms)))
        .collect();
    let all = |word: &str, of: &dyn Fn(&str) -> String| RULES.map(|rule| of(rule.id)).join(word);
    let ruled = format!(
        "(SELECT evidence, position, at, day, request_id, trace_id, route, provider, model, region, data_class, purpose, consent, \
         training_opt_out, {} FROM gateway WHERE {inside}) AS ruled",
        judged.join(", ")
    );
    let (about, breaks) = (all(" OR ", &|id| format!("about_{id}")), all(" OR ", &str::to_owned));
    let counted = all(", ", &|id| {
        format!(
            "count(CASE WHEN about_{id} THEN 1 END) AS of_{id}, count(CASE WHEN {id} THEN 1 END) AS broken_{id}, \
             count(CASE WHEN {id} IS NULL THEN 1 END) AS untold_{id}"
        )
    });
    let counts = format!(
        "SELECT count(*) AS calls, count(CASE WHEN {breaks} THEN 1 END) AS broken, \
         count(CASE WHEN ({breaks}) IS NULL THEN 1 END) AS untold, {counted} FROM {ruled} WHERE {about}"
    );
    let listed = format!(
        "SELECT evidence, position, request_id, trace_id, CAST(at AS VARCHAR) AS moment, CAST(day AS VARCHAR) AS day, provider, \
         region, data_class, purpose, consent, training_opt_out, {} FROM {ruled} WHERE {breaks} \
         ORDER BY at, evidence, position LIMIT {}",
        all(", ", &str::to_owned),
        Evaluation::LISTED
    );
    let (due, found) = redaction(terms);
    vec![
        gateway::totals(terms),
        Query { name: "counts", sql: counts },
        Query { name: "rows", sql: listed },
        rates::query(&ruled, &about, &breaks, terms),
        Query {
            name: "due",
            sql: format!(
                "SELECT count(*) AS answers, count(CASE WHEN output_bytes IS NULL THEN 1 END) AS silent FROM gateway WHERE {due}"
            ),
        },
        Query {
            name: "unredacted",
            sql: format!("SELECT pattern, other, count(*) AS answers {found} GROUP BY pattern, other ORDER BY pattern, other"),
        },
        Query {
            name: "unredacted-list",
            sql: format!(
                "SELECT answers.evidence AS evidence, answers.position AS position, request_id, trace_id, CAST(at AS VARCHAR) AS moment, \
                 guardrail, kind, masked, hits, pattern, other {found} ORDER BY at, answers.evidence, answers.position LIMIT {}",
                Evaluation::LISTED
            ),
        },
    ]
}

/// Answers that had to be redacted, and those of them in which something was found.
fn redaction(terms: &Terms) -> (String, String) {
    let inside = gateway::in_window(terms);
    let says = gateway::by_day(terms, &REDACTION, |words| {
        let any: Vec<String> = words.iter().map(|word| format!("strpos(lower(guardrail), {}) > 0", literal(word))).collect();
        if any.is_empty() { "false".to_owned() } else { any.join(" OR ") }
    });
    let due = format!("{inside} AND ({ANSWERED}) AND guardrail IS NOT NULL AND ({says})");
    let (counting, tolerated, slice) =
        (exposed::counting(terms), exposed::tolerated(terms, &TOLERATED), gateway::slice("position"));
    let found = format!(
        "FROM (SELECT evidence, position, at, request_id, trace_id, guardrail FROM gateway WHERE {due} AND {slice}) AS answers \
         JOIN (SELECT evidence, position, min(kind) AS kind, min(masked) AS masked, \
         min(pattern) AS pattern, \
         CASE WHEN count(DISTINCT pattern) > 2 THEN '' ELSE max(pattern) END AS other, count(*) AS hits FROM finding \
         WHERE {inside} AND source = 'gateway' AND place = 'output' AND ({counting}) AND NOT ({tolerated}) AND {slice} \
         GROUP BY evidence, position) AS told ON answers.evidence = told.evidence AND answers.position = told.position"
    );
    (due, found)
}

fn judge(answers: &LogAnswers, dataset: &Dataset, terms: &Terms) -> Evaluation {
    let mut draft = gateway::draft("calls that a rule is about, and answers that had to be redacted", answers);
    let counted = |column: &str| first(answers, "counts", column);
    let (calls, broken, untold) = (counted("calls"), counted("broken"), counted("untold"));
    let (due, silent) = (first(answers, "due", "answers"), first(answers, "due", "silent"));
    let unredacted = gateway::answer(answers, "unredacted")
        .map(|rows| undismissed(rows, dataset))
        .map_or(0, |rows| (0..rows.rows.len()).filter_map(|row| rows.int(row, "answers")).sum());
    let mut items = gateway::answer(answers, "rows").map_or_else(Vec::new, |rows| listed(rows, terms));
    let listed = gateway::answer(answers, "unredacted-list").map(|rows| undismissed(rows, dataset));
    items.extend(gateway::explained(listed.as_ref(), State::Exception, |rows, row| {
        let told = |column| rows.text(row, column).unwrap_or("not told");
        let hits = rows.int(row, "hits").unwrap_or(0);
        let why = format!(
            "redaction was due ({}), and the answer has {} in {}, such as {}",
            told("guardrail"),
            told("kind"),
            count(hits, "place"),
            told("masked")
        );
        (why, vec![rule(None, "looked for by the detectors in the answer; kinds that are tolerated on that day are left out")])
    }));
    items.truncate(Evaluation::LISTED);
    items.extend(untold_by_rule(answers, silent));
    draft.items = items;
    let missing = unruled(terms, &mut draft);
    let before = gateway::unsigned(first(answers, "totals", "inside"));
    draft.filters.push(Filter { kept: "calls that a rule is about".to_owned(), before, after: gateway::unsigned(calls) });
    draft.counts = Some(Counts {
        population: gateway::unsigned(calls + due) + missing,
        exceptions: gateway::unsigned(broken + unredacted),
        undetermined: gateway::unsigned(untold + silent) + missing,
    });
    figures(answers, unredacted, &mut draft);
    draft.sources = vec![gateway::source(answers, dataset, terms)];
    conclude(&EVALUATOR, terms, draft)
}

/// The rows of an answer but those whose patterns somebody marked as false findings.
fn undismissed(rows: &LogRows, dataset: &Dataset) -> LogRows {
    let is_false = |row, column| {
        let key = format!("{} output", rows.text(row, column).unwrap_or_default());
        dataset.dismissals.iter().any(|one| one.pattern == key)
    };
    let mut kept = rows.clone();
    kept.rows = rows
        .rows
        .iter()
        .enumerate()
        .filter(|(row, _)| !(is_false(*row, "pattern") && is_false(*row, "other")))
        .map(|(_, cells)| cells.clone())
        .collect();
    kept
}

/// The rows that break a rule.
fn listed(rows: &LogRows, terms: &Terms) -> Vec<Item> {
    gateway::explained(Some(rows), State::Exception, |rows, row| {
        let day: NaiveDate = rows.text(row, "day").and_then(|day| day.parse().ok()).unwrap_or(clock::horizon(terms));
        let broken = RULES.iter().filter(|rule| gateway::truth(rows, row, rule.id) == Some(true));
        let (reasons, steps): (Vec<String>, Vec<Step>) =
            broken.map(|one| (one.reason(rows, row), rule(Some(day), one.held(rows, row, day, terms)))).unzip();
        (reasons.join("; "), steps)
    })
}

/// What rows do not tell, by rule.
fn untold_by_rule(answers: &LogAnswers, silent: i64) -> Vec<Item> {
    let mut items: Vec<Item> = RULES
        .iter()
        .filter_map(|rule| {
            let untold = first(answers, "counts", &format!("untold_{}", rule.id));
            let why = format!("{} under the rule cannot be judged: it takes {}", count(untold, "call"), rule.tells);
            (untold > 0).then(|| item(format!("({})", rule.id), State::NotDeterminable, why, Vec::new()))
        })
        .collect();
    if silent > 0 {
        let why = format!("{} that had to be redacted, and the log does not hold what was answered", count(silent, "answer"));
        items.push(item("(redaction)", State::NotDeterminable, why, Vec::new()));
    }
    items
}

/// Says so where no list by class was in force on any day: 1 for what cannot be judged.
fn unruled(terms: &Terms, draft: &mut Draft) -> u64 {
    let days = |list: &ParameterSpec| {
        let set = terms.parameters.get(list.id).into_iter().flatten().map(|one| one.from);
        set.filter(|day| *day <= clock::horizon(terms)).chain([terms.window.from]).collect::<Vec<_>>()
    };
    let lists = [&PROVIDERS, &PURPOSES, &REGIONS];
    let lacking: Vec<String> = lists
        .iter()
        .filter(|list| days(list).into_iter().all(|day| Entries::of(terms, list, day).is_empty()))
        .map(|list| format!("`{}`", list.id))
        .collect();
    if lacking.is_empty() {
        return 0;
    }
    draft
        .notes
        .push(format!("No rule is entered in {}: what a class of data allows there was not looked at.", lacking.join(", ")));
    if lacking.len() < lists.len() {
        return 0;
    }
    let why =
        format!("no rule says where data of a class may go and for what: enter {}, each with its first day", lacking.join(", "));
    draft.items.push(item("(no rule)", State::NotDeterminable, why, Vec::new()));
    1
}

/// Rates by rule, with how many calls tell enough for it.
fn figures(answers: &LogAnswers, unredacted: i64, draft: &mut Draft) {
    for rule in &RULES {
        let number = |what: &str| first(answers, "counts", &format!("{what}_{}", rule.id));
        let (of, broken, untold) = (number("of"), number("broken"), number("untold"));
        if of > 0 {
            let told = of - untold;
            let rate = format!(
                "{} of {} that tell {} {} ({}); {} of {} tell it",
                grouped(broken),
                count(told, "call"),
                rule.tells,
                rule.broken,
                percent(broken, told),
                percent(told, of),
                grouped(of)
            );
            draft.figures.insert(format!("rule {}", rule.id), rate);
        }
    }
    let (due, silent) = (first(answers, "due", "answers"), first(answers, "due", "silent"));
    if due > 0 {
        let told = due - silent;
        let rate = format!(
            "{} of {} that had to be redacted and are in the log were not ({}); {} of {} are in the log",
            grouped(unredacted),
            count(told, "answer"),
            percent(unredacted, told),
            percent(told, due),
            grouped(due)
        );
        draft.figures.insert("rule redaction".to_owned(), rate);
    }
    draft.figures.extend(rates::figures(answers));
}
