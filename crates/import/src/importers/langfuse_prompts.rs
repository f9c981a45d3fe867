//! Langfuse: versions of prompts, as its API gives them.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{
        export::Export,
        fields::{Fields, text_of},
    },
    vendor::registry::Registry,
};
use model::{Data, Kind, record::Release};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "langfuse-prompts",
    version: 1,
    about: About {
        vendor: "Langfuse",
        title: "Prompt versions",
        export: &[
            "With a project's keys call GET /api/public/v2/prompts?limit=100, all pages: it lists the prompts with the numbers of their versions.",
            "For each version call GET /api/public/v2/prompts/NAME?version=N, and save the answers as JSON lines: only they tell commit \
             message, labels, author and time.",
        ],
        covers: "The versions that were asked for, with the labels of that moment.",
        retention_days: None,
        source: "https://langfuse.com/docs/prompt-management/data-model",
    },
    emits: &[Kind::Release],
    sniff,
    read,
};

const EXPORT: Export =
    Export { product: "Langfuse", report: "Prompts", lists: &["data", "prompts"], snapshot: true, ..Export::PLAIN };

const PROMPTS: Registry = Registry {
    system: "Langfuse",
    family: "prompt",
    name: &["name"],
    version: &["version"],
    created: &["createdAt", "created_at"],
    author: &["createdBy", "created_by", "creator"],
    message: &["commitMessage", "commit_message"],
    labels: &["labels"],
    provider: &["config.provider"],
    model: &["config.model", "config.model_name"],
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = ["data", "prompts"].iter().find_map(|list| head.row_of(list)).or_else(|| head.row()) else {
        return Match::No;
    };
    let version = head::has(row, &["name", "version", "labels", "prompt"])
        && (row.get("config").is_some() || row.get("commitMessage").is_some());
    let list = head::has(row, &["name", "versions", "labels", "lastUpdatedAt"]);
    if version || list { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT
        .read(input, sink, &mut |row, sink| if row.has("versions") { listed(row, sink) } else { PROMPTS.put(row, sink) })
        .map(drop)
}

/// A row of the list names the versions of a prompt; whose the labels are, it does not say, so they stay.
fn listed(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let versions = row.take("versions").and_then(|found| found.as_array().cloned()).unwrap_or_default();
    let Some(name) = row.text("name") else {
        row.lacks(sink, "name");
        return Ok(());
    };
    let (at, left) = (row.position().clone(), row.into_left());
    for version in versions.iter().filter_map(text_of) {
        let release = Release {
            system: PROMPTS.system.to_owned(),
            family: PROMPTS.family.to_owned(),
            name: name.clone(),
            version: Some(version),
            ..Release::default()
        };
        Fields::new(at.clone(), Value::clone(&left)).record(sink, Data::Release(Box::new(release)))?;
    }
    Ok(())
}
