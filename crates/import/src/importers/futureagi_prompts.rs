//! `FutureAGI`: versions of prompts, as its API lists them.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::export::Export,
    vendor::registry::Registry,
};
use model::Kind;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "futureagi-prompts",
    version: 1,
    about: About {
        vendor: "Future AGI",
        title: "Prompt versions",
        export: &[
            "With an API key call GET /model-hub/prompt-history-executions/?template_id=TEMPLATE for each prompt, all pages, and save the \
             answers.",
        ],
        covers: "All versions of each prompt that was asked for, drafts too, with the labels of that moment.",
        retention_days: None,
        // Fields as in its serializer of prompt versions; no public export was at hand to check it against.
        source: "https://github.com/future-agi/future-agi/blob/main/futureagi/model_hub/models/run_prompt.py",
    },
    emits: &[Kind::Release],
    sniff,
    read,
};

const LISTS: &[&str] = &["results", "result.results", "result.data", "result", "data"];

const EXPORT: Export = Export { product: "Future AGI", report: "Prompt versions", lists: LISTS, snapshot: true, ..Export::PLAIN };

const PROMPTS: Registry = Registry {
    system: "Future AGI",
    family: "prompt",
    name: &["template_name", "name", "original_template"],
    version: &["template_version"],
    created: &["created_at"],
    author: &["created_by.email", "created_by.name", "created_by"],
    message: &["commit_message"],
    labels: &["labels"],
    provider: &["prompt_config_snapshot.configuration.providers", "prompt_config_snapshot.providers"],
    model: &["prompt_config_snapshot.configuration.model", "prompt_config_snapshot.model"],
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = LISTS.iter().find_map(|list| head.row_of(list)).or_else(|| head.row()) else { return Match::No };
    let is_version = head::has(row, &["template_version"]);
    let marks = ["template_name", "original_template", "prompt_config_snapshot", "is_draft", "commit_message"]
        .iter()
        .filter(|key| row.get(**key).is_some())
        .count();
    if is_version && marks >= 2 { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT
        .read(input, sink, &mut |mut row, sink| {
            // One configuration in a list is one configuration.
            if let Some([one]) = row.peek("prompt_config_snapshot").and_then(|found| found.as_array()).map(Vec::as_slice) {
                let one = one.clone();
                row.put("prompt_config_snapshot", one);
            }
            PROMPTS.put(row, sink)
        })
        .map(drop)
}
