//! promptfoo: results of an evaluation or a red-team run, one score an assertion.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields, time},
};
use model::{Data, Kind, Stamp, record::Score};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "promptfoo-results",
    version: 1,
    about: About {
        vendor: "promptfoo",
        title: "Results of an evaluation",
        export: &[
            "Run `promptfoo eval --output results.json` (or results.jsonl), or for an earlier run `promptfoo export eval EVAL_ID \
             --output results.json`.",
            "Red team: `promptfoo redteam run`, then export the same way. Keep the runs that passed too.",
        ],
        covers: "One evaluation with all its test cases.",
        retention_days: None,
        source: "https://www.promptfoo.dev/docs/configuration/outputs/",
    },
    emits: &[Kind::Score],
    sniff,
    read,
};

const EXPORT: Export = Export {
    product: "promptfoo",
    report: "Results of an evaluation",
    lists: &["results.results", "results.outputs", "results"],
    ..Export::PLAIN
};

fn sniff(head: &Head<'_>) -> Match {
    let row = ["results.results", "results"].iter().find_map(|list| head.row_of(list)).or_else(|| head.row());
    let is_result = row.is_some_and(|row| {
        let core = head::has(row, &["gradingResult"]) || head::has(row, &["success", "score"]);
        let marks = ["promptIdx", "testIdx", "testCase", "namedScores", "vars", "promptId"]
            .iter()
            .filter(|key| row.get(**key).is_some())
            .count();
        core && marks >= 2
    });
    let whole = head.object().is_some_and(|json| head::has(json, &["evalId", "results"]) && json.get("config").is_some());
    if is_result || whole { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let whole = EXPORT.read_beside(input, sink, &mut |row, beside, sink| {
        let at = beside.text("results.timestamp").and_then(time::stamp);
        result(row, at, beside.text("evalId"), sink)
    })?;
    let beside = &whole.beside;
    if let Some(version) = beside.text("metadata.promptfooVersion") {
        sink.facts.product = Some(format!("promptfoo {version}"));
    }
    sink.facts.extracted = ["metadata.exportedAt", "results.timestamp"].iter().find_map(|path| time::stamp(beside.text(path)?));
    for name in ["successes", "failures", "errors"] {
        if let Some(count) = beside.count(&format!("results.stats.{name}")) {
            sink.facts.control_totals.insert(name.to_owned(), count.to_string());
        }
    }
    Ok(())
}

/// A result: a score for each assertion, or one for all where it has none (an error, a run without assertions).
fn result(mut row: Fields, at: Option<Stamp>, run: Option<&str>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let (provider, model) = asked(&mut row);
    let overall = row.text("error").filter(|_| row.peek("gradingResult").is_none());
    let base = Score {
        system: "promptfoo".to_owned(),
        id: row.text("id"),
        run: run.map(str::to_owned).or_else(|| row.text("evalId")),
        target: target(&row),
        at: row.time("timestamp").or_else(|| row.time("createdAt")).or(at),
        provider,
        model,
        prompt: row.first_text(&["prompt.label", "prompt.display", "promptId"]),
        ..Score::default()
    };
    if !row.has("success") && !row.has("gradingResult") && !row.has("score") {
        row.lacks(sink, "gradingResult");
        return Ok(());
    }
    let components = row.take("gradingResult.componentResults");
    let components: Vec<Value> = components.and_then(|found| found.as_array().cloned()).unwrap_or_default();
    let plugin = row.peek_text("metadata.pluginId").or_else(|| row.peek_text("testCase.metadata.pluginId")).map(str::to_owned);
    if components.is_empty() {
        let score = Score {
            evaluator: plugin.unwrap_or_else(|| "promptfoo".to_owned()),
            value: row.number("gradingResult.score").or_else(|| row.number("score")),
            passed: row.truth("gradingResult.pass").or_else(|| row.truth("success")),
            reason: row.text("gradingResult.reason").or(overall),
            ..base
        };
        return row.record(sink, Data::Score(Box::new(score)));
    }
    let place = row.position().clone();
    let mut row = Some(row);
    for component in components {
        let mut inner = Fields::new(place.clone(), component);
        let kind = inner.peek_text("assertion.type").map(str::to_owned);
        let score = Score {
            evaluator: inner
                .text("assertion.metric")
                .or(kind)
                .or_else(|| plugin.clone())
                .unwrap_or_else(|| "promptfoo".to_owned()),
            value: inner.number("score"),
            passed: inner.truth("pass"),
            reason: inner.text("reason"),
            ..base.clone()
        };
        // What the result says besides stays with its first assertion.
        let mut kept = row.take().unwrap_or_else(|| Fields::new(place.clone(), Value::Object(serde_json::Map::new())));
        crate::vendor::genai::keep(&mut kept, "component", inner);
        kept.record(sink, Data::Score(Box::new(score)))?;
    }
    Ok(())
}

/// What was judged: a test case by its description, else by its number.
fn target(row: &Fields) -> Option<String> {
    let named = row.peek_text("testCase.description").or_else(|| row.peek_text("description")).map(str::to_owned);
    named.or_else(|| row.peek("testIdx").map(|index| format!("test {index}")))
}

/// Provider and model of a target such as `openai:chat:gpt-4o`; a file or an address is the provider as a whole.
fn asked(row: &mut Fields) -> (Option<String>, Option<String>) {
    let Some(target) = row.text("provider.id").or_else(|| row.text("provider")) else { return (None, None) };
    if ["://", "/", "\\"].iter().any(|sign| target.contains(sign)) {
        return (Some(target), None);
    }
    let mut parts = target.split(':');
    let provider = parts.next().map(str::to_owned);
    let model = target.rsplit_once(':').map(|(_, model)| model.to_owned());
    if model.is_some() {
        row.put("target", Value::String(target.clone()));
    }
    (provider, model)
}
