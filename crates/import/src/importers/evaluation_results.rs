//! Results of any evaluation: a table or JSON with a row for each score, for each case with its metrics, or with a
//! column for each metric.

use crate::{
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{
        export::Export,
        fields::{Fields, plain, truth},
    },
    vendor::{calls, genai},
};
use model::{Data, Kind, record::Score};
use serde_json::{Map, Value};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "evaluation-results",
    version: 1,
    about: About {
        vendor: "Any",
        title: "Results of an evaluation",
        export: &[
            "Save one row a score, with evaluator, score, passed, reason, target (trace or test case), timestamp, run and model, as CSV or \
             JSON lines.",
            "DeepEval: save the test cases with their metricsData as JSON. Ragas: `result.to_pandas().to_csv(\"results.csv\")`.",
        ],
        covers: "One run, or the runs of a period.",
        retention_days: None,
        source: "https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-events/",
    },
    emits: &[Kind::Score],
    sniff,
    read,
};

const EXPORT: Export = Export {
    report: "Results",
    lists: &["testCases", "test_cases", "test_results", "results", "data", "scores", "evaluations", "rows", "items"],
    any_table: true,
    ..Export::PLAIN
};

/// Names of the column that says which evaluator it was; the last few only count beside a score.
const EVALUATOR: &[&str] =
    &["evaluator", "evaluatorname", "metric", "metricname", "evaluation", "evaluationname", "evalname", "scorer", "assertion"];
const ALSO_EVALUATOR: &[&str] = &["eval", "check", "testname", "test", "criterion", "name"];
const VALUE: &[&str] = &["score", "scorevalue", "value", "rating"];
const PASSED: &[&str] = &["passed", "pass", "success", "issuccess", "ispassed", "verdict", "result", "outcome", "status"];
const LABEL: &[&str] = &["label", "scorelabel", "grade", "category", "verdict", "result", "outcome"];
const REASON: &[&str] = &["reason", "explanation", "rationale", "justification", "comment", "feedback", "details"];
const TARGET: &[&str] = &[
    "traceid",
    "requestid",
    "spanid",
    "observationid",
    "testcase",
    "testcaseid",
    "caseid",
    "exampleid",
    "itemid",
    "target",
    "sampleid",
    "case",
];
const AT: &[&str] = &["timestamp", "evaluatedat", "createdat", "scoredat", "date", "time", "runat"];
const RUN: &[&str] = &["runid", "run", "evalid", "experiment", "experimentid", "suite", "evalrun", "testrun"];
const BY: &[&str] = &["by", "judge", "judgemodel", "evaluationmodel", "annotator", "scoredby", "source", "evaluatortype"];
const TEXTS: &[&str] = &["input", "output", "question", "answer", "userinput", "response", "actualoutput", "query", "completion"];
const LISTS: &[&str] = &["metricsdata", "metrics", "evaluations", "scores"];

/// Metrics that tools write as a column each.
const METRICS: &[&str] = &[
    "faithfulness",
    "answerrelevancy",
    "answerrelevance",
    "contextprecision",
    "contextrecall",
    "contextrelevancy",
    "contextrelevance",
    "contextutilization",
    "answercorrectness",
    "answersimilarity",
    "semanticsimilarity",
    "factualcorrectness",
    "toxicity",
    "bias",
    "hallucination",
    "groundedness",
    "relevance",
    "coherence",
    "fluency",
    "similarity",
    "harmfulness",
    "conciseness",
    "helpfulness",
    "correctness",
    "maliciousness",
];

fn sniff(head: &Head<'_>) -> Match {
    let names: Vec<String> = EXPORT.lists.iter().find_map(|list| head.row_of(list)?.as_object()).map_or_else(
        || head.columns().iter().map(|name| plain(name)).collect(),
        |row| row.keys().map(|key| plain(key)).collect(),
    );
    let any = |list: &[&str]| list.iter().any(|name| names.iter().any(|found| found == name));
    let told = any(VALUE) || any(&["passed", "pass", "success", "verdict", "label"]);
    let more = [REASON, TARGET, TEXTS, RUN, BY].iter().filter(|list| any(list)).count();
    let wide = METRICS.iter().filter(|metric| names.iter().any(|found| found == *metric)).count();
    match () {
        () if any(&["metricsdata"]) && any(TEXTS) => Match::Maybe(85),
        () if any(EVALUATOR) && told && more >= 1 => Match::Maybe(70),
        () if wide >= 2 && any(TEXTS) => Match::Maybe(70),
        () => Match::No,
    }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT.read(input, sink, &mut case).map(drop)
}

fn case(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    // Each of a case's metrics in a list.
    if let Some(list) = row.called(LISTS).filter(|list| row.peek(list).is_some_and(Value::is_array))
        && let Some(Value::Array(metrics)) = row.take(&list)
    {
        let mut base = about(&mut row);
        base.target = base.target.or_else(|| row.called(ALSO_EVALUATOR).and_then(|name| row.text(&name)));
        return spread(row, &base, metrics, sink);
    }
    let evaluator = row.called(EVALUATOR).or_else(|| row.called(ALSO_EVALUATOR).filter(|_| row.called(VALUE).is_some()));
    if let Some(evaluator) = evaluator.and_then(|name| row.text(&name)) {
        let base = about(&mut row);
        let score = judged(&mut row, Score { evaluator, ..base });
        return row.record(sink, Data::Score(Box::new(score)));
    }
    // A column for each metric.
    let metrics = row.take_all(|key| METRICS.contains(&plain(key).as_str()).then(|| key.to_owned()));
    if metrics.is_empty() {
        row.lacks(sink, "evaluator");
        return Ok(());
    }
    let base = about(&mut row);
    let metrics = metrics.into_iter().map(|(name, value)| serde_json::json!({ "name": name, "score": value })).collect();
    spread(row, &base, metrics, sink)
}

/// One score for each metric; what the case says besides stays with the first.
fn spread(row: Fields, base: &Score, metrics: Vec<Value>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let at = row.position().clone();
    let mut row = Some(row);
    for metric in metrics {
        let mut inner = Fields::new(at.clone(), metric);
        let name = inner.called(EVALUATOR).or_else(|| inner.called(&["name"])).and_then(|name| inner.text(&name));
        let Some(evaluator) = name else {
            inner.lacks(sink, "name of a metric");
            continue;
        };
        let score = judged(&mut inner, Score { evaluator, ..base.clone() });
        let mut kept = row.take().unwrap_or_else(|| Fields::new(at.clone(), Value::Object(Map::new())));
        genai::keep(&mut kept, "metric", inner);
        kept.record(sink, Data::Score(Box::new(score)))?;
    }
    Ok(())
}

/// What a row says of the case.
fn about(row: &mut Fields) -> Score {
    let mut text = |names: &[&str]| row.called(names).and_then(|name| row.text(&name));
    let mut score = Score {
        id: text(&["id", "scoreid", "resultid"]),
        run: text(RUN),
        target: text(TARGET),
        evaluator_version: text(&["evaluatorversion", "metricversion"]),
        provider: text(&["provider"]),
        model: text(&["model", "modelname", "targetmodel"]),
        prompt: text(&["prompt", "promptname", "promptversion"]),
        by: text(BY),
        ..Score::default()
    };
    score.at = row.called(AT).and_then(|name| row.time(&name));
    score
}

/// What a row or metric says of the judgement.
fn judged(row: &mut Fields, base: Score) -> Score {
    let value = row.called(VALUE).and_then(|name| row.number(&name));
    let passed = row.called(PASSED).and_then(|name| {
        let read =
            row.truth(&name).or_else(|| row.peek_text(&name).and_then(|word| truth(word).or_else(|| genai::passed(word))))?;
        row.take(&name).map(|_| read)
    });
    let label = row.called(LABEL).and_then(|name| row.text(&name)).or_else(|| row.called(VALUE).and_then(|name| row.text(&name)));
    let by = base.by.clone().or_else(|| row.called(BY).and_then(|name| row.text(&name)));
    let reason = row.called(REASON).and_then(|name| row.take(&name)).and_then(calls::said);
    Score { value, passed, reason, label, by, ..base }
}
