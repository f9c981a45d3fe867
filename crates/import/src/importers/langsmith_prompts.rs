//! `LangSmith`: commits of prompts, as its API lists them.

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
    id: "langsmith-prompts",
    version: 1,
    about: About {
        vendor: "LangSmith",
        title: "Prompt commits",
        export: &["With a read-only key call GET /api/v1/repos?is_public=false for the prompts, then for each GET \
             /api/v1/commits/OWNER/REPO?limit=100&offset=0, all pages, and save the answers."],
        covers: "All commits of each prompt that was asked for.",
        retention_days: None,
        // Fields as in the client's schema (`CommitWithLookups`); no public export was at hand to check it against.
        source: "https://reference.langchain.com/python/langsmith/schemas/ListedPromptCommit",
    },
    emits: &[Kind::Release],
    sniff,
    read,
};

const EXPORT: Export =
    Export { product: "LangSmith", report: "Prompt commits", lists: &["commits"], snapshot: true, ..Export::PLAIN };

const PROMPTS: Registry = Registry {
    system: "LangSmith",
    family: "prompt",
    name: &["full_name", "repo"],
    version: &["commit_hash"],
    created: &["created_at"],
    author: &["author", "user.full_name", "user.email", "created_by"],
    message: &["description", "commit_message", "message"],
    labels: &["tags", "commit_tags"],
    provider: &[],
    model: &[],
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row_of("commits").or_else(|| head.row()) else { return Match::No };
    let is_hash = row.get("commit_hash").is_some_and(Value::is_string);
    let named = head::has(row, &["full_name"]) || head::has(row, &["owner", "repo"]);
    let marks = ["manifest", "manifest_id", "manifest_sha", "parent_commit_hash", "example_run_ids"]
        .iter()
        .any(|key| row.get(*key).is_some());
    if is_hash && named && marks { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT
        .read(input, sink, &mut |mut row, sink| {
            if let (None, Some(owner), Some(repo)) = (row.peek("full_name"), row.peek_text("owner"), row.peek_text("repo")) {
                let full = format!("{owner}/{repo}");
                row.put("full_name", Value::String(full));
            }
            PROMPTS.put(row, sink)
        })
        .map(drop)
}
