//! `trace-sampled`: is a sample shown as if it were everything?
//!
//! Population: the files of spans, and files of calls whose rows tell a rate. Failed: less than all was kept, by a rate in
//! the rows, by the limitation that the map states for the system, or by the share that the company declared, and the sheet
//! of the file does not say that it is a sample. Passed: all was kept, or the sheet says that it is a sample. Not
//! determinable: nothing tells.

use crate::{
    clock,
    dataset::Dataset,
    evaluation::{Draft, conclude, fact, item, rule},
    evaluator::{About, Evaluator, Judge, LogAnswers, Query},
    gateway, inputs,
    words::{count, fold},
};
use model::{Evaluation, Evidence, EvidenceId, Item, Kind, ParameterSpec, Pointer, Position, State, Step, Terms};
use std::collections::BTreeMap;

/// The share that the company declared.
pub(crate) static SHARE: ParameterSpec = ParameterSpec {
    id: "trace-sample-percent",
    title: "Share of traces that the company's tracing is set to keep, in percent",
    default: "",
    source: "none: the setting is the company's own; 100 where everything is kept",
};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "trace-sampled",
    version: 1,
    about: About {
        question: "Does every file of traces hold everything, or say that it is a sample?",
        why: "What a sample does not show did happen all the same: no conclusion about every call can rest on it.",
        reading: "Files of spans by the rate in their rows, the limitation that the map states for their system, and the declared \
                  share. Where none of them tells, the file is not determinable.",
    },
    needs: &[Kind::Span],
    uses: &[Kind::GatewayRow],
    map: true,
    parameters: &[&SHARE],
    judge: Judge::Log { sql: queries, fold: judge },
};

/// How a row tells a rate.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rate {
    /// A share from 0 to 1.
    Share,
    /// One of so many.
    OneOf,
}

/// Keys under which rows tell a rate.
const KEYS: [(&str, Rate); 10] = [
    ("SampleRate", Rate::OneOf),
    ("_dd.agent_psr", Rate::Share),
    ("_dd.rule_psr", Rate::Share),
    ("_sample_rate", Rate::Share),
    ("itemCount", Rate::OneOf),
    ("sample_rate", Rate::Share),
    ("sampler.param", Rate::Share),
    ("sampling.probability", Rate::Share),
    ("sampling_probability", Rate::Share),
    ("sampling_rate", Rate::Share),
];

fn queries(terms: &Terms) -> Vec<Query> {
    let inside = gateway::in_window(terms);
    let mut queries = vec![gateway::totals(terms)];
    for table in ["gateway", "span"] {
        let told = |pick: fn(&str) -> String, other: &str| {
            let cases: Vec<String> =
                KEYS.iter().map(|(key, _)| format!("WHEN extra LIKE '%\"{key}\":%' THEN {}", pick(key))).collect();
            format!("CASE {} {other} END", cases.join(" "))
        };
        let key = told(gateway::literal, "");
        let value = told(|key| format!("split_part(split_part(extra, '\"{key}\":', 2), ',', 1)"), "");
        let sql = format!(
            "SELECT evidence, name, told, count(*) AS rows, first_value(position ORDER BY at, position) AS position \
             FROM (SELECT evidence, position, at, {key} AS name, {value} AS told FROM {table} \
             WHERE {inside} AND (extra ILIKE '%sampl%' OR extra LIKE '%_psr\":%' OR extra LIKE '%\"itemCount\":%')) AS rates \
             WHERE name IS NOT NULL GROUP BY evidence, name, told ORDER BY evidence, name, told LIMIT {}",
            Evaluation::LISTED
        );
        queries.push(Query { name: table, sql });
    }
    queries
}

/// A share that a row tells, with the words for it.
struct Told {
    share: f64,
    words: String,
    row: Option<Pointer>,
}

fn judge(answers: &LogAnswers, dataset: &Dataset, terms: &Terms) -> Evaluation {
    let mut draft = Draft { population_of: "files of traces, and files of calls that tell a rate", ..Draft::default() };
    let mut told: BTreeMap<EvidenceId, Told> = BTreeMap::new();
    for (name, row, rows) in ["gateway", "span"]
        .iter()
        .filter_map(|name| Some((name, gateway::answer(answers, name)?)))
        .flat_map(|(name, rows)| (0..rows.rows.len()).map(move |row| (name, row, rows)))
    {
        let Some(id) = rows.int(row, "evidence").and_then(|id| u32::try_from(id).ok()).map(EvidenceId) else { continue };
        let key = rows.text(row, "name").unwrap_or_default();
        let Some(share) = rows.text(row, "told").and_then(|text| share(key, text)) else { continue };
        let words = format!("{} of {name} tell `{key}` {}", count(rows.int(row, "rows").unwrap_or(0), "row"), worded(share));
        let one = Told { share, words, row: gateway::pointer(rows, row) };
        // The smallest counts: one rate below 1 is enough.
        if told.get(&id).is_none_or(|before| one.share < before.share) {
            told.insert(id, one);
        }
    }
    let spans = inputs::evidence_of(dataset, Kind::Span);
    let calls = inputs::evidence_of(dataset, Kind::GatewayRow)
        .filter(|one| !one.records.contains_key(&Kind::Span) && told.contains_key(&one.id));
    draft.items = spans.chain(calls).map(|evidence| judged(evidence, told.get(&evidence.id), dataset, terms)).collect();
    draft.sources = vec![inputs::supporting(dataset, Kind::Span)];
    conclude(&EVALUATOR, terms, draft)
}

/// The share in a piece of JSON.
fn share(key: &str, text: &str) -> Option<f64> {
    let number: f64 = text.trim_matches(|letter: char| letter.is_whitespace() || "\"{}[]\\".contains(letter)).parse().ok()?;
    match KEYS.iter().find(|(name, _)| *name == key)?.1 {
        Rate::Share if (0.0..=1.0).contains(&number) => Some(number),
        Rate::OneOf if number >= 1.0 => Some(1.0 / number),
        Rate::Share | Rate::OneOf => None,
    }
}

fn worded(share: f64) -> String {
    let percent = format!("{:.2}", share * 100.0);
    format!("{} %", percent.trim_end_matches('0').trim_end_matches('.'))
}

fn judged(evidence: &Evidence, told: Option<&Told>, dataset: &Dataset, terms: &Terms) -> Item {
    let file = Pointer { evidence: evidence.id, at: Position::File };
    let day = evidence.dates.covers_to.map_or_else(|| clock::horizon(terms), |at| terms.day(at).min(clock::horizon(terms)));
    let mut steps: Vec<Step> = vec![fact(None, "a file of the log", &file)];
    let mut proof: Vec<Pointer> = vec![file.clone()];
    let mut lowest: Option<(f64, String)> = None;
    let mut says = |share: f64, words: String| {
        if lowest.as_ref().is_none_or(|(before, _)| share < *before) {
            lowest = Some((share, words));
        }
    };
    if let Some(told) = told {
        proof.splice(0..0, told.row.clone());
        steps.push(Step { at: None, what: told.words.clone(), proof: told.row.clone() });
        says(told.share, told.words.clone());
    }
    for system in dataset.systems.iter().filter(|system| evidence.importer.as_ref().is_some_and(|id| system.exports.contains(id)))
    {
        if let Some(limitation) = system.limitation.as_deref().filter(|text| fold(text).contains("sampl")) {
            steps.push(rule(None, format!("the map says of {}: {limitation}", system.name)));
            says(percent_in(limitation).unwrap_or(0.0), format!("the map says of {}: {limitation}", system.name));
        }
    }
    if let Ok(percent) = terms.value(&SHARE, day).trim().trim_end_matches('%').trim().parse::<f64>() {
        steps.push(rule(Some(day), format!("`{}` was {percent} on that day", SHARE.id)));
        says(percent / 100.0, format!("declared is a share of {percent} %"));
    }
    let sheet = [&evidence.ipe.filters, &evidence.ipe.completeness, &evidence.ipe.report];
    let sheet = sheet.into_iter().filter_map(Option::as_deref).chain(evidence.incomplete.iter().map(String::as_str));
    let disclosed = sheet.into_iter().any(|text| fold(text).contains("sampl"));
    let (state, reason) = match lowest {
        Some((share, words)) if share < 1.0 && disclosed => {
            (State::Pass, format!("{words}, and the sheet of the file says that it is a sample"))
        }
        Some((share, words)) if share < 1.0 => {
            (State::Exception, format!("{words}, and nothing on the sheet of the file says so"))
        }
        Some((_, words)) => (State::Pass, format!("{words}: everything is kept")),
        None => (
            State::NotDeterminable,
            "neither its rows, nor the limitation of its system, nor the declared share tell whether everything is kept"
                .to_owned(),
        ),
    };
    let mut judged = item(&evidence.file_name, state, reason, proof);
    judged.steps = steps;
    judged
}

/// The share that a sentence names in percent.
fn percent_in(text: &str) -> Option<f64> {
    let text = fold(text).replace('%', " percent ");
    let words: Vec<&str> = text.split_whitespace().collect();
    let at = words.iter().position(|word| word.starts_with("percent"))?;
    let number: f64 = words.get(at.checked_sub(1)?)?.parse().ok()?;
    Some(number / 100.0)
}
