//! Versions of prompts, models and agents. Their importer recognises them by itself, in tables and JSON alike: here the
//! fields weigh little, and only say which column is which.

use super::{Field, Table, field};
use crate::{map::values::Values, table};
use model::Kind;

/// What is read of them.
pub(super) const TABLE: Table = Table::of(Kind::Release, FIELDS, table::release::release).standing();

const FIELDS: &[Field] = &[
    field(
        "name",
        "What it is a version of",
        Values::Any,
        1,
        "prompt name|model name|release name|artifact name|agent name|name|prompt|artifact|agent|release|component|registered model",
    )
    .required()
    .avoiding("version author owner approver id provider created"),
    field("version", "Version", Values::Any, 1, "version|prompt version|model version|release version|version number|commit hash|revision|tag")
        .avoiding("date created author"),
    field("created", "Made on", Values::Date, 1, "created|creation|committed|release|registered|timestamp|date").avoiding("by live"),
    field("live", "Live since", Values::Date, 1, "live|live since|go live|deployed|released|effective from|published|promoted|in production since")
        .avoiding("by until"),
    field("author", "Author", Values::Any, 1, "author|created by|committed by|owner|changed by|editor|modified by").avoiding("date at on"),
    field("approver", "Approved by", Values::Any, 1, "approver|approved by|reviewer|reviewed by|signed off by").avoiding("date at on"),
    field(
        "message",
        "What was written about it",
        Values::Any,
        1,
        "message|commit message|change log|changelog|release notes|notes|description|comment|change|reason",
    ),
    field("labels", "Labels", Values::Any, 1, "labels|label|stage|environment|aliases|alias"),
    field("tickets", "Tickets", Values::Any, 1, "ticket|tickets|ticket id|issue|jira|change ticket|change request"),
    field("evaluation", "Evaluation", Values::Any, 1, "evaluation|evaluation run|eval run|eval id|eval|evaluation id|test run|eval result|evaluation result|eval status|eval suite"),
    field("family", "Kind of thing", Values::Any, 1, "family|kind|artifact type|type|asset type"),
    field("provider", "Provider", Values::Any, 1, "provider|model provider|vendor"),
    field("model", "Model", Values::Any, 1, "model|base model|llm|model id").avoiding("version"),
    field("system", "Registry", Values::Any, 1, "system|registry|source"),
];
