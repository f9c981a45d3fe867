//! `block-without-policy`: does every decision of a guardrail that blocked or redacted name the policy behind it?
//!
//! Population: calls and spans in the window of which a guardrail blocked or changed something, by its decision (`name:
//! status`, a word, or JSON) or by the status of the call. Failed: no policy, rule or guardrail is named with it. Not
//! determinable: one triggered, and the log tells neither which nor what it did. Names of guardrails that were merely
//! applied are no decisions. Where nothing tells any decision, the log does not show that nothing was blocked.

use crate::{
    dataset::Dataset,
    evaluation::{Counts, conclude, rule},
    evaluator::{About, Evaluator, Judge, LogAnswers, Query},
    gateway::{self, rates},
    inputs,
    words::{count, grouped, percent},
};
use model::{Evaluation, Item, Kind, LogRows, State, Terms};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "block-without-policy",
    version: 1,
    about: About {
        question: "Does every block and every redaction by a guardrail name the policy that asked for it?",
        why: "A block that rests on no policy cannot be told from a fault, and nobody can appeal against it.",
        reading: "Calls and spans that a guardrail blocked or changed. A bare `triggered` is not determinable; the names of \
                  guardrails that ran without a decision are left out.",
    },
    needs: &[Kind::GatewayRow],
    uses: &[Kind::Span],
    map: false,
    parameters: &[],
    judge: Judge::Log { sql: queries, fold: judge },
};

/// Those of them that are also keys of JSON, with a truth value.
const KEYS: [&str; 3] = ["blocked", "masked", "redacted"];
/// Words of a decision that blocks or changes.
const ACTS: [&str; 20] = [
    "anonymised",
    "anonymized",
    "block",
    "blocked",
    "content_filter",
    "content_filtered",
    "denied",
    "deny",
    "filtered",
    "guardrail_intervened",
    "intervened",
    "mask",
    "masked",
    "redact",
    "redacted",
    "refused",
    "reject",
    "rejected",
    "stopped",
    "violation",
];
/// Words that say that something happened and not what.
const VAGUE: [&str; 6] = ["1", "flagged", "hit", "triggered", "true", "yes"];
/// Keys of JSON under which a policy is named.
const NAMES: [&str; 8] = ["check", "detector", "guardrail", "guardrail_id", "guardrail_name", "name", "policy", "rule"];

/// The decision without case.
const TEXT: &str = "lower(trim(guardrail))";

fn queries(terms: &Terms) -> Vec<Query> {
    let mut queries = vec![gateway::totals(terms)];
    for (table, counts, unnamed, vague) in
        [("gateway", "calls", "unnamed", "vague"), ("span", "spans", "unnamed-spans", "vague-spans")]
    {
        let inside = gateway::in_window(terms);
        let acted = acted();
        // Names are looked for where something was blocked only, which is seldom.
        let is_unnamed = format!("CASE WHEN {acted} THEN NOT ({}) ELSE false END", named(table));
        let is_vague = format!("guardrail IS NOT NULL AND {TEXT} IN ({})", list(&VAGUE));
        let sql = format!(
            "SELECT count(*) AS calls, count(guardrail) AS told, count(CASE WHEN {acted} THEN 1 END) AS acted, \
             count(CASE WHEN {is_unnamed} THEN 1 END) AS unnamed, count(CASE WHEN {is_vague} THEN 1 END) AS vague \
             FROM {table} WHERE {inside}"
        );
        let columns = ", guardrail, status";
        queries.push(Query { name: counts, sql });
        queries.push(gateway::listing_from(table, unnamed, columns, &is_unnamed, terms));
        queries.push(gateway::listing_from(table, vague, columns, &is_vague, terms));
    }
    queries.push(rates::query("gateway", &acted(), &format!("NOT ({})", named("gateway")), terms));
    queries
}

fn list(words: &[&str]) -> String {
    words.iter().map(|word| gateway::literal(word)).collect::<Vec<_>>().join(", ")
}

/// Whether a guardrail blocked or changed something.
fn acted() -> String {
    let status = "guardrail IS NULL AND regexp_like(status, '(?i)block|guardrail_interven|^content_filter')";
    // One look for all words: the key of a JSON object counts unless it says false.
    let (words, other) = (ACTS.join("|"), ACTS.iter().filter(|word| !KEYS.contains(word)).copied().collect::<Vec<_>>().join("|"));
    let keys = KEYS.join("|");
    format!(
        "coalesce(({status}) OR regexp_like(guardrail, \
         '(?i)^ *({words}) *$|: ({words})(;| *$)|\"({other})\"|\"({keys})\"($|[^:]|:($|[^f]))'), false)"
    )
}

/// Whether it is named with the decision: `name: status`, in JSON, or as the name of a guardrail's own span.
fn named(table: &str) -> String {
    let json = NAMES.map(|key| {
        format!("({TEXT} LIKE '%\"{key}\":%' AND NOT {TEXT} LIKE '%\"{key}\":null%' AND NOT {TEXT} LIKE '%\"{key}\":\"\"%')")
    });
    let span = if table == "span" { " OR (about = 'guardrail' AND name IS NOT NULL)" } else { "" };
    format!(
        "coalesce(({TEXT} LIKE '_%: %' AND NOT {TEXT} LIKE '{{%' AND NOT {TEXT} LIKE '[%') OR {}{span}, false)",
        json.join(" OR ")
    )
}

fn judge(answers: &LogAnswers, dataset: &Dataset, terms: &Terms) -> Evaluation {
    let mut draft = gateway::draft("calls and spans that a guardrail blocked or changed, or may have", answers);
    let both = |column| gateway::first(answers, "calls", column) + gateway::first(answers, "spans", column);
    let (all, told, acted, unnamed, vague) = (both("calls"), both("told"), both("acted"), both("unnamed"), both("vague"));
    let kept = "with a decision that blocked or changed, or one that does not say".to_owned();
    draft.filters.push(model::Filter { kept, before: gateway::unsigned(all), after: gateway::unsigned(acted + vague) });
    for name in ["unnamed", "unnamed-spans"] {
        draft.items.extend(exceptions(gateway::answer(answers, name)));
    }
    for name in ["vague", "vague-spans"] {
        draft.items.extend(gateway::items(gateway::answer(answers, name), State::NotDeterminable, |_, _| {
            "a guardrail triggered, and the log tells neither which nor what it did".to_owned()
        }));
    }
    draft.items.truncate(Evaluation::LISTED);
    draft.counts = Some(Counts {
        population: gateway::unsigned(acted + vague),
        exceptions: gateway::unsigned(unnamed),
        undetermined: gateway::unsigned(vague),
    });
    draft.figures.insert(
        "told".to_owned(),
        format!("{} of {} calls and spans tell what guardrails did", percent(told, all), grouped(all)),
    );
    if acted > 0 {
        let rate = format!("{} of {} name no policy", percent(unnamed, acted), count(acted, "decision"));
        draft.figures.insert("rate".to_owned(), rate);
    }
    draft.figures.extend(rates::figures(answers));
    let mut log = gateway::source(answers, dataset, terms);
    if told + acted == 0 && all > 0 {
        log.incomplete = true;
        log.input.gaps.push("no call and no span tells what a guardrail decided".to_owned());
    }
    draft.sources = vec![log];
    if inputs::is_there(dataset, Kind::Span) {
        draft.sources.push(inputs::events(dataset, terms, Kind::Span));
    }
    conclude(&EVALUATOR, terms, draft)
}

fn exceptions(rows: Option<&LogRows>) -> Vec<Item> {
    gateway::explained(rows, State::Exception, |rows, row| {
        let told = rows.text(row, "guardrail");
        let said = told.map_or_else(
            || format!("the status {}", rows.text(row, "status").unwrap_or_default()),
            |told| format!("the decision `{}`", told.chars().take(80).collect::<String>()),
        );
        (
            format!("a guardrail stepped in ({said}), and nothing names its policy or rule"),
            vec![rule(None, "looked for beside the decision")],
        )
    })
}
