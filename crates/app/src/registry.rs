//! What can be read and what is tested, told from the registries themselves.

use crate::contract::results::ImporterView;
use serde::Serialize;

/// Every importer, by id.
pub fn importers() -> Vec<ImporterView> {
    let view = |importer: &&import::Importer| ImporterView {
        id: importer.id.to_owned(),
        vendor: importer.about.vendor.to_owned(),
        title: importer.about.title.to_owned(),
        export: importer.about.export.iter().map(|&step| step.to_owned()).collect(),
        covers: importer.about.covers.to_owned(),
        retention_days: importer.about.retention_days,
        emits: importer.emits.iter().map(|kind| kind.id().to_owned()).collect(),
    };
    import::importers::ALL.iter().map(view).collect()
}

/// The importer with an id.
pub(crate) fn importer(id: &str) -> Option<&'static import::Importer> {
    import::importers::ALL.iter().find(|importer| importer.id == id).copied()
}

/// How people read an importer's name (`Okta: System Log`).
pub(crate) fn title(importer: &import::Importer) -> String {
    if importer.about.vendor == "Any" {
        importer.about.title.to_owned()
    } else {
        format!("{}: {}", importer.about.vendor, importer.about.title)
    }
}

/// An evaluator, told.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EvaluatorView {
    /// Id: the exception that it finds.
    pub id: String,
    /// Version.
    pub version: u32,
    /// The question.
    pub question: String,
    /// Why it matters.
    pub why: String,
    /// How to read the answer.
    pub reading: String,
    /// Kinds of records needed.
    pub needs: Vec<String>,
    /// Parameters read.
    pub parameters: Vec<String>,
}

/// Every evaluator, by id.
pub fn evaluators() -> Vec<EvaluatorView> {
    let view = |evaluator: &&evaluate::Evaluator| EvaluatorView {
        id: evaluator.id.to_owned(),
        version: evaluator.version,
        question: evaluator.about.question.to_owned(),
        why: evaluator.about.why.to_owned(),
        reading: evaluator.about.reading.to_owned(),
        needs: evaluator.needs.iter().map(|kind| kind.id().to_owned()).collect(),
        parameters: evaluator.parameters.iter().map(|parameter| parameter.id.to_owned()).collect(),
    };
    evaluate::evaluators::ALL.iter().map(view).collect()
}

/// The evaluator with an id.
pub(crate) fn evaluator(id: &str) -> Option<&'static evaluate::Evaluator> {
    evaluate::evaluators::ALL.iter().find(|evaluator| evaluator.id == id).copied()
}
