//! The table `score`: results of evaluations.

use super::{
    Column, Line,
    Read::{Float, Text, Truth},
    Table,
    Values::{Few, Id, Many, Prose},
    column,
};
use model::{Data, Kind, record::Score};

/// See the module.
pub(super) const TABLE: Table = Table {
    name: "score",
    about: "One result of an evaluation; `target` is the `request_id`, `trace_id`, `span_id` or test case that was judged.",
    kind: Some(Kind::Score),
    own: COLUMNS,
};

const fn score<'a>(line: &Line<'a>) -> Option<&'a Score> {
    if let Data::Score(score) = line.data { Some(score) } else { None }
}

const COLUMNS: &[Column] = &[
    column("system", "The system that recorded it.", Few, Text(|line| Some(score(line)?.system.as_str()))),
    column("id", "The result's own id.", Many, Text(|line| score(line)?.id.as_deref())),
    column("run", "The run that it belongs to.", Few, Text(|line| score(line)?.run.as_deref())),
    column("evaluator", "Evaluator, metric, probe or assertion.", Few, Text(|line| Some(score(line)?.evaluator.as_str()))),
    column("evaluator_version", "Version of the evaluator.", Few, Text(|line| score(line)?.evaluator_version.as_deref())),
    column("target", "What was judged: a request, trace, span or test case.", Id, Text(|line| score(line)?.target.as_deref())),
    column("value", "The score as a number.", Many, Float(|line| score(line)?.value)),
    column("label", "The score as a word.", Few, Text(|line| score(line)?.label.as_deref())),
    column("passed", "Whether it passed; null: the source does not say.", Few, Truth(|line| score(line)?.passed)),
    column("reason", "Why, as the evaluator says.", Prose, Text(|line| score(line)?.reason.as_deref())),
    column(
        "judged_by",
        "Whether a person, a program or a model judged, in the source's word.",
        Few,
        Text(|line| score(line)?.by.as_deref()),
    ),
    column("provider", "Provider of the model that was judged.", Few, Text(|line| score(line)?.provider.as_deref())),
    column("model", "Model that was judged.", Few, Text(|line| score(line)?.model.as_deref())),
    column("prompt", "Prompt that was judged, with version where told.", Few, Text(|line| score(line)?.prompt.as_deref())),
];
