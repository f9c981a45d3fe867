//! The results: one table per evaluator with every item, and all of them as JSON.

use super::{Rows, json, table};
use crate::{BundleError, Contents, names, pack::bag::Bag};
use model::{Evaluation, Item, Pointer};
use serde::Serialize;
use std::io;

const HEAD: [&str; 8] =
    ["subject", "state", "reason", "evidence", "position", "further proof", "[auditor] test", "[auditor] result"];

/// An evaluation with its question.
#[derive(Serialize)]
struct Asked<'a> {
    question: &'a str,
    #[serde(flatten)]
    evaluation: &'a Evaluation,
}

pub(super) fn all(bag: &mut Bag<'_>, contents: &Contents) -> Result<(), BundleError> {
    for tested in &contents.evaluations {
        let path = format!("data/results/{}.csv", names::safe(&tested.evaluation.evaluator, 60));
        table(bag, &path, &HEAD, |rows| tested.evaluation.items.iter().try_for_each(|item| row(rows, item)))?;
    }
    let asked: Vec<Asked<'_>> =
        contents.evaluations.iter().map(|tested| Asked { question: &tested.question, evaluation: &tested.evaluation }).collect();
    json(bag, "data/results.json", &asked)
}

fn row(rows: &mut Rows<'_>, item: &Item) -> io::Result<()> {
    let first = item.proof.first();
    let further: Vec<String> = item.proof.iter().skip(1).map(|Pointer { evidence, at }| format!("{evidence} {at}")).collect();
    rows.add([
        item.subject.clone(),
        item.state.id().to_owned(),
        item.reason.clone(),
        first.map(|proof| proof.evidence.to_string()).unwrap_or_default(),
        first.map(|proof| proof.at.to_string()).unwrap_or_default(),
        further.join("; "),
        String::new(),
        String::new(),
    ])
}
