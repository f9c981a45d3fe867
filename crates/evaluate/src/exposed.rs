//! What the evaluators over the detectors' findings share: patterns found in the texts of the log, by place.
//!
//! A pattern is values of one form that one rule found as one kind. Items are patterns by place, not rows, so that a
//! habit of a million prompts is one item with its count. What a company tolerates and what somebody marked as a false
//! finding is counted and shown beside the rest, never dropped.

use crate::{
    Dataset,
    evaluation::{Draft, conclude, item, rule},
    evaluator::{Evaluator, LogAnswers, Query},
    gateway::{self, answer, first, in_window, literal},
    words::{count, grouped},
};
use model::{Evaluation, Item, LogRows, ParameterSpec, State, Step, Terms};

/// The evaluator for which the originals of evidence are looked through.
pub const CREDENTIAL_IN_EVIDENCE: &str = "credential-in-evidence";

/// The least score of a finding that counts.
pub(crate) static LEAST: ParameterSpec = ParameterSpec {
    id: "finding-least-score",
    title: "The least score, 1 to 100, at which a finding of the detectors counts: 90 has a checksum or a provider's own form",
    default: "60",
    source: "our choice: words around the value or a checksum must speak for it",
};

/// Kinds of personal data that may be in calls.
pub(crate) static TOLERATED: ParameterSpec = ParameterSpec {
    id: "personal-data-tolerated",
    title: "Kinds of personal data that are tolerated in calls, separated by commas (`PERSON`, `EMAIL`)",
    default: "PERSON,LOCATION,DATE,AGE,TITLE,NRP,SEX,URL,IP,MAC,USERNAME,ZIP",
    source: "our choice: what hardly identifies anybody by itself; every other kind is an exception until somebody decides",
};

/// Findings that count on their day, in SQL.
pub(crate) fn counting(terms: &Terms) -> String {
    gateway::by_day(terms, &LEAST, |words| {
        let least = words.first().and_then(|word| word.parse::<u8>().ok()).unwrap_or(0);
        format!("score >= {least}")
    })
}

/// Findings of a kind that a parameter lists on their day, in SQL.
pub(crate) fn tolerated(terms: &Terms, spec: &ParameterSpec) -> String {
    gateway::by_day(terms, spec, |words| {
        let kinds: Vec<String> = words.iter().map(|word| literal(&word.to_uppercase())).collect();
        if kinds.is_empty() { "false".to_owned() } else { format!("kind IN ({})", kinds.join(", ")) }
    })
}

/// Most kinds and places whose rates are printed.
const RATES: usize = 60;

/// A judgement over findings.
pub(crate) struct Exposed {
    /// What an item is.
    pub population_of: &'static str,
    /// Which findings, in SQL.
    pub of: &'static str,
    /// Kinds that are tolerated, where the company may say so.
    pub tolerated: Option<&'static ParameterSpec>,
}

impl Exposed {
    /// Patterns with their first row, hits by place and kind, and calls whose texts the log does not hold.
    pub(crate) fn queries(&self, terms: &Terms) -> Vec<Query> {
        let (inside, of) = (in_window(terms), self.of);
        let counts = counting(terms);
        let tolerated = self.tolerated.map_or_else(|| "false".to_owned(), |spec| tolerated(terms, spec));
        let found = format!("SELECT *, ({tolerated}) AS tolerated FROM finding WHERE {inside} AND ({of}) AND ({counts})");
        let order = "ORDER BY at, evidence, position, begins";
        let patterns = format!(
            "SELECT kind, rule, place, pattern, tolerated, count(*) AS hits, CAST(min(at) AS VARCHAR) AS moment, \
             CAST(max(at) AS VARCHAR) AS last, first_value(evidence {order}) AS evidence, first_value(position {order}) AS position, \
             first_value(masked {order}) AS masked FROM ({found}) AS counted GROUP BY kind, rule, place, pattern, tolerated \
             ORDER BY tolerated, hits DESC, kind, rule, place, pattern LIMIT {}",
            Evaluation::LISTED
        );
        let rates = format!(
            "SELECT place, kind, count(*) AS hits FROM ({found}) AS counted GROUP BY place, kind ORDER BY hits DESC, place, kind \
             LIMIT {RATES}"
        );
        let patterns_in_all = format!(
            "SELECT count(*) AS patterns FROM (SELECT DISTINCT kind, rule, place, pattern, tolerated FROM ({found}) AS counted) AS patterns"
        );
        let texts = format!(
            "SELECT count(CASE WHEN input_bytes IS NULL AND output_bytes IS NULL THEN 1 END) AS without FROM gateway WHERE {inside}"
        );
        vec![
            gateway::totals(terms),
            Query { name: "patterns", sql: patterns },
            Query { name: "number", sql: patterns_in_all },
            Query { name: "hits", sql: rates },
            Query { name: "texts", sql: texts },
        ]
    }

    /// The judgement.
    pub(crate) fn judge(&self, evaluator: &Evaluator, answers: &LogAnswers, dataset: &Dataset, terms: &Terms) -> Evaluation {
        let mut draft = gateway::draft(self.population_of, answers);
        if let Some(rows) = answer(answers, "patterns") {
            draft.items = (0..rows.rows.len()).map(|row| pattern(rows, row, dataset)).collect();
        }
        let listed = i64::try_from(draft.items.len()).unwrap_or(i64::MAX);
        let unlisted = first(answers, "number", "patterns") - listed;
        if unlisted > 0 {
            draft.notes.push(format!("{} found less often are not listed.", count(unlisted, "pattern")));
        }
        figures(&mut draft, answers);
        let mut log = gateway::source(answers, dataset, terms);
        let without = first(answers, "texts", "without");
        if without > 0 {
            log.incomplete = true;
            log.input
                .gaps
                .push(format!("{} of which the log holds no text, in which nothing can be looked for", count(without, "call")));
        }
        draft.sources = vec![log];
        conclude(evaluator, terms, draft)
    }
}

/// A pattern in one place as an item.
fn pattern(rows: &LogRows, row: usize, dataset: &Dataset) -> Item {
    let told = |column| rows.text(row, column).unwrap_or("not told");
    let (kind, place, id) = (told("kind"), told("place"), told("rule"));
    let hits = rows.int(row, "hits").unwrap_or(0);
    let key = format!("{} {place}", told("pattern"));
    let subject = format!("{kind} in {place}, {id}, pattern {key}");
    let seen = format!("found {} in {place}, first as {}", count(hits, "time"), told("masked"));
    let proof = gateway::pointer(rows, row);
    let step = Step { at: gateway::moment(rows, row, "moment"), what: format!("first found in {place}"), proof: proof.clone() };
    let mut steps = vec![step, rule(None, format!("the rule {id} takes it for {kind}"))];
    let dismissed = dataset.dismissals.iter().find(|one| one.pattern == key);
    let (state, reason) = match dismissed {
        Some(one) => {
            steps.push(rule(None, format!("{} marked the pattern as a false finding: {}", one.by, one.reason)));
            (State::Pass, format!("{seen}; marked as a false finding by {}: {}", one.by, one.reason))
        }
        None if gateway::truth(rows, row, "tolerated") == Some(true) => {
            steps.push(rule(None, format!("{kind} was tolerated in calls on those days")));
            (State::Pass, format!("{seen}; tolerated on those days"))
        }
        None => (State::Exception, format!("{seen}, last on {}", told("last"))),
    };
    let mut item = item(&subject, state, reason, proof.into_iter().collect());
    item.steps = steps;
    item
}

/// Hits per 1,000 calls by place and kind.
fn figures(draft: &mut Draft, answers: &LogAnswers) {
    let calls = first(answers, "totals", "inside");
    let Some(rows) = answer(answers, "hits") else { return };
    for row in 0..rows.rows.len() {
        let told = |column| rows.text(row, column).unwrap_or("not told");
        let hits = rows.int(row, "hits").unwrap_or(0);
        let tenths = (hits * 10_000).checked_div(calls).unwrap_or(0);
        let rate = format!("{}.{} per 1,000 calls ({})", grouped(tenths / 10), tenths % 10, count(hits, "hit"));
        draft.figures.insert(format!("{} {}", told("place"), told("kind")), rate);
    }
}
