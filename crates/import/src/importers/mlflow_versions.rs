//! `MLflow`: versions of models and prompts in its registry, as its API lists them.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{
        export::Export,
        fields::{Fields, text_of},
        place::below,
    },
    vendor::{reference, registry::Registry},
};
use model::{Data, Kind};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "mlflow-versions",
    version: 1,
    about: About {
        vendor: "MLflow",
        title: "Versions of models and prompts",
        export: &[
            "Call GET /api/2.0/mlflow/model-versions/search?max_results=10000, following `next_page_token`, for all versions.",
            "Call GET /api/2.0/mlflow/registered-models/search?max_results=1000 for the aliases of that moment.",
        ],
        covers: "The versions of the query, with the aliases of that moment.",
        retention_days: None,
        source: "https://mlflow.org/docs/latest/api_reference/rest-api.html#modelversion",
    },
    emits: &[Kind::Release],
    sniff,
    read,
};

const LISTS: &[&str] = &["model_versions", "registered_models"];

const EXPORT: Export = Export { product: "MLflow", report: "Model registry", lists: LISTS, snapshot: true, ..Export::PLAIN };

const VERSIONS: Registry = Registry {
    system: "MLflow",
    family: "model",
    name: &["name"],
    version: &["version"],
    created: &["creation_timestamp"],
    author: &["user_id", "created_by"],
    message: &["description"],
    labels: &["aliases"],
    provider: &[],
    model: &[],
};

fn sniff(head: &Head<'_>) -> Match {
    let row = LISTS.iter().find_map(|list| head.row_of(list)).or_else(|| head.row());
    let Some(row) = row.map(|row| row.get("model_version").or_else(|| row.get("registered_model")).unwrap_or(row)) else {
        return Match::No;
    };
    let core = head::has(row, &["name", "creation_timestamp"]);
    let marks = ["current_stage", "run_id", "latest_versions", "last_updated_timestamp", "aliases", "source"];
    let found = marks.iter().filter(|key| row.get(**key).is_some()).count();
    if core && found >= 2 { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT
        .read(input, sink, &mut |mut row, sink| {
            let (at, list) = (row.position().clone(), row.list());
            if let Some(inner) = row.take("model_version").or_else(|| row.take("registered_model")) {
                row = Fields::new(at, inner);
            }
            if list == "registered_models" || row.has("latest_versions") {
                registered(row, sink)
            } else {
                version(row, Vec::new(), sink)
            }
        })
        .map(drop)
}

/// A registered model tells of its latest versions, and which aliases lead to which version.
fn registered(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let aliases = row.peek("aliases").and_then(Value::as_array).cloned().unwrap_or_default();
    let Some(Value::Array(versions)) = row.take("latest_versions") else {
        row.lacks(sink, "latest_versions");
        return Ok(());
    };
    for (index, value) in versions.into_iter().enumerate() {
        let at = below(row.position(), "latest_versions", index);
        let number = value.get("version").and_then(text_of);
        let leads = |alias: &&Value| alias.get("version").and_then(text_of) == number && number.is_some();
        let labels = aliases.iter().filter(leads).filter_map(|alias| alias.get("alias").and_then(text_of)).collect();
        version(Fields::new(at, value), labels, sink)?;
    }
    Ok(())
}

fn version(mut row: Fields, labels: Vec<String>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(mut release) = VERSIONS.release(&mut row) else {
        row.lacks(sink, "name");
        return Ok(());
    };
    let stage = row.text("current_stage").filter(|stage| stage != "None");
    release.labels.extend(labels.into_iter().chain(stage).collect::<Vec<_>>());
    let tag = |name: &str| {
        let tags = row.peek("tags").and_then(Value::as_array)?;
        let found = tags.iter().find(|tag| tag.get("key").and_then(Value::as_str) == Some(name))?;
        found.get("value").and_then(text_of)
    };
    if tag("mlflow.prompt.is_prompt").is_some() || tag("mlflow.prompt.text").is_some() {
        "prompt".clone_into(&mut release.family);
    }
    let texts = [release.message.clone(), tag("ticket"), tag("jira")];
    release.tickets = reference::tickets(texts.iter().flatten().map(String::as_str));
    row.record(sink, Data::Release(Box::new(release)))
}
