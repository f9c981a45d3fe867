//! Providers and models that the company has approved.

use super::{Field, Table, field};
use crate::{
    map::values::Values,
    table::{self, words},
};
use model::Kind;

/// What is read of them.
pub(super) const TABLE: Table = Table::of(Kind::ApprovedModel, FIELDS, table::approved::approved)
    .in_files("models|model|approved|allowlist|whitelist|providers|llms")
    .standing()
    .refusing(table::approved::refusal);

const FIELDS: &[Field] = &[
    field(
        "provider",
        "Provider",
        Values::Text,
        16,
        "approved provider|model provider|llm provider|ai provider|provider|model vendor|ai vendor|provider name|llm vendor||vendor|\
         supplier|hosted by|company|platform",
    )
    .one_of("provider or model")
    .avoiding("id status type"),
    field(
        "model",
        "Model",
        Values::Any,
        18,
        "approved model|approved models|allowed model|model|model name|llm|ai model|foundation model|llm model|base model|model family||\
         model id|engine|models",
    )
    .one_of("provider or model")
    .avoiding("version status owner card price cost requested requests tokens"),
    field(
        "version",
        "Version",
        Values::Any,
        12,
        "model version|approved version|pinned version|model snapshot|allowed version||version|snapshot|revision",
    ),
    field(
        "aliases",
        "Other names",
        Values::Any,
        18,
        "alias|aliases|model alias|model aliases|also known as|other names|deployment names|api names|aka||deploy name|other name|api name|names",
    ),
    field(
        "from",
        "First day",
        Values::Date,
        22,
        "approved from|approved since|effective from|valid from|approval date|approved on|date approved|effective|approved|allowed from|\
         approval granted|effective since||from|start|since|starts|date|added",
    )
    .avoiding("to until by expires"),
    field(
        "to",
        "Last day",
        Values::Date,
        18,
        "approved until|approved to|effective to|effective until|valid to|valid until|allowed until|approval expires|approval expiration|\
         sunset|withdrawn|approval end||to|until|end|expiration|retired|revoked|through|ends",
    ),
    field(
        "approver",
        "Approved by",
        Values::Any,
        22,
        "approved by|approver|approval by|authorized by|authorised by|signed off by|approving manager||owner|by|reviewer",
    )
    .avoiding("date on"),
    field(
        "reason",
        "Why, or with which conditions",
        Values::Any,
        10,
        "approval reason|conditions|approved use|approved use cases|permitted use|justification|allowed data||reason|rationale|use case|purpose|notes|comment|comments|scope",
    ),
    field(
        "status",
        "Status",
        Values::Words(words::is_approval_state),
        8,
        "approval status|approval state||status|state|decision|is approved|allowed",
    ),
];
