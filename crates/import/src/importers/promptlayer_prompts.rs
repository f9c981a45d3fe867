//! `PromptLayer`: prompt templates with their versions, as its API lists them.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::export::Export,
    vendor::registry::Registry,
};
use model::Kind;
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "promptlayer-prompts",
    version: 1,
    about: About {
        vendor: "PromptLayer",
        title: "Prompt versions",
        export: &[
            "With an API key call GET https://api.promptlayer.com/prompt-templates?per_page=100&page=N, all pages: it lists the latest version \
             of each prompt; add label=prod for those that are labelled so.",
            "For an earlier version call POST /prompt-templates/NAME with its version, and save the answers as JSON lines.",
        ],
        covers: "The versions that were asked for.",
        retention_days: None,
        source: "https://docs.promptlayer.com/reference/list-prompt-templates",
    },
    emits: &[Kind::Release],
    sniff,
    read,
};

const EXPORT: Export = Export {
    product: "PromptLayer",
    report: "Prompt templates",
    lists: &["items", "prompt_templates", "prompt_versions"],
    snapshot: true,
    ..Export::PLAIN
};

const PROMPTS: Registry = Registry {
    system: "PromptLayer",
    family: "prompt",
    name: &["prompt_name"],
    version: &["version", "version_number", "prompt_version_number"],
    created: &["created_at"],
    author: &["author", "created_by", "user_email"],
    message: &["commit_message"],
    labels: &["release_labels", "labels"],
    provider: &["metadata.model.provider", "provider"],
    model: &["metadata.model.name"],
};

fn sniff(head: &Head<'_>) -> Match {
    let row = EXPORT.lists.iter().find_map(|list| head.row_of(list)).or_else(|| head.row());
    let is_version = row.is_some_and(|row| {
        head::has(row, &["prompt_name"]) && ["prompt_template", "llm_kwargs"].iter().any(|key| row.get(*key).is_some())
    });
    if is_version { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let whole = EXPORT.read(input, sink, &mut |row, sink| PROMPTS.put(row, sink))?;
    if whole.beside.at("has_next").and_then(Value::as_bool) == Some(true) {
        sink.facts.incomplete.push("`has_next` says that a further page follows that is not in the file".to_owned());
    }
    Ok(())
}
