//! garak: the report of a scan of a model (one score a probe and detector) and its hit log (one a hit).

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields},
};
use model::{Data, Kind, Stamp, record::Score};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "garak-report",
    version: 1,
    about: About {
        vendor: "NVIDIA",
        title: "garak report and hit log",
        export: &[
            "Run `garak --target_type openai --target_name MODEL --report_prefix scan`.",
            "Keep scan.report.jsonl, which tells of the probes that passed too, and scan.hitlog.jsonl, which has the hits with their texts.",
        ],
        covers: "One scan of one model.",
        retention_days: None,
        source: "https://github.com/NVIDIA/garak/blob/main/docs/source/reporting.rst",
    },
    emits: &[Kind::Score],
    sniff,
    read,
};

const EXPORT: Export = Export { product: "garak", report: "Report", ..Export::PLAIN };

/// Kinds of rows that every report has.
const ENTRIES: &[&str] = &["start_run setup", "init", "attempt", "eval", "completion", "digest", "setup", "payloads"];

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row() else { return Match::No };
    let is_hit = head::has(row, &["probe", "detector", "score"])
        && ["attempt_id", "triggers", "generator"].iter().any(|key| row.get(*key).is_some());
    let is_entry = row.get("entry_type").and_then(Value::as_str).is_some_and(|kind| ENTRIES.contains(&kind));
    if is_hit || is_entry { Match::Certain } else { Match::No }
}

/// What the report says of its run before its results.
#[derive(Default)]
struct Run {
    id: Option<String>,
    began: Option<Stamp>,
    target: (Option<String>, Option<String>),
    attempts: u64,
    hits: bool,
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let mut run = Run::default();
    EXPORT.read(input, sink, &mut |row, sink| entry(row, &mut run, sink))?;
    if run.attempts > 0 {
        sink.facts.control_totals.insert("attempts".to_owned(), run.attempts.to_string());
    }
    if run.hits {
        sink.facts.report = Some("Hit log".to_owned());
        sink.facts.filters = Some("hits only: what passed is in the report, not here".to_owned());
    }
    Ok(())
}

fn entry(mut row: Fields, run: &mut Run, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let kind = row.text("entry_type").unwrap_or_default();
    match kind.as_str() {
        "eval" => evaluated(row, run, sink),
        "" => hit(row, run, sink),
        "attempt" => {
            // Seen twice, before and after it was judged; the results of all are in the entries of `eval`.
            run.attempts += u64::from(row.whole("status") == Some(2));
            Ok(())
        }
        "init" | "start_run setup" | "setup" => {
            if let Some(version) = row.first_text(&["garak_version", "_config.version"]) {
                sink.facts.product = Some(format!("garak {version}"));
            }
            run.id = run.id.take().or_else(|| row.first_text(&["run", "transient.run_id"]));
            run.began = run.began.or_else(|| row.time("start_time")).or_else(|| row.time("transient.starttime_iso"));
            let provider = row.first_text(&["plugins.target_type", "plugins.model_type"]);
            let model = row.first_text(&["plugins.target_name", "plugins.model_name"]);
            run.target = (run.target.0.take().or(provider), run.target.1.take().or(model));
            Ok(())
        }
        "completion" => {
            let ended = row.time("end_time");
            sink.facts.extracted = ended;
            sink.facts.covers = run.began.zip(ended);
            Ok(())
        }
        _ => Ok(()),
    }
}

/// What a detector made of all attempts of a probe. The probe is passed when every one of them did.
fn evaluated(mut row: Fields, run: &Run, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let total = ["total_evaluated", "total"].iter().find_map(|name| row.peek(name).and_then(Value::as_i64));
    let passed = row.peek("passed").and_then(Value::as_i64);
    let Some(evaluator) = evaluator(&row) else {
        row.lacks(sink, "probe and detector");
        return Ok(());
    };
    let counts = passed.zip(total);
    let score = Score {
        system: "garak".to_owned(),
        run: row.text("run").or_else(|| run.id.clone()),
        evaluator,
        at: run.began,
        #[expect(clippy::cast_precision_loss, reason = "counts of attempts")]
        value: counts.filter(|(_, total)| *total > 0).map(|(passed, total)| passed as f64 / total as f64),
        label: counts.map(|(passed, total)| format!("{passed}/{total}")),
        passed: counts.filter(|(_, total)| *total > 0).map(|(passed, total)| passed == total),
        provider: run.target.0.clone(),
        model: run.target.1.clone(),
        ..Score::default()
    };
    row.record(sink, Data::Score(Box::new(score)))
}

/// A hit: the attack succeeded, so the model failed.
fn hit(mut row: Fields, run: &mut Run, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    run.hits = true;
    let Some(evaluator) = evaluator(&row) else {
        row.lacks(sink, "probe and detector");
        return Ok(());
    };
    let generator = row.text("generator");
    let (provider, model) = generator.as_deref().and_then(|name| name.split_once(' ')).unzip();
    let triggers = row.peek("triggers").and_then(Value::as_array).filter(|list| !list.is_empty());
    let triggers = triggers
        .map(|list| list.iter().map(|item| item.as_str().map_or_else(|| item.to_string(), str::to_owned)).collect::<Vec<_>>());
    let score = Score {
        system: "garak".to_owned(),
        run: row.text("run_id"),
        evaluator,
        target: row.text("attempt_id"),
        value: row.number("score"),
        passed: Some(false),
        reason: triggers.map(|triggers| format!("triggered by {}", triggers.join(", "))),
        model: model.map(str::to_owned).or_else(|| generator.clone()),
        provider: provider.map(str::to_owned),
        ..Score::default()
    };
    row.record(sink, Data::Score(Box::new(score)))
}

/// Probe and detector together name what was judged; both stay.
fn evaluator(row: &Fields) -> Option<String> {
    let detector = row.peek_text("detector")?;
    Some(
        row.peek_text("probe")
            .map_or_else(|| detector.to_owned(), |probe| format!("{probe} / {}", detector.trim_start_matches("detector/"))),
    )
}
