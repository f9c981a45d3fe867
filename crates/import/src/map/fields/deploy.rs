//! Deployments.

use super::{Field, Table, field};
use crate::{
    map::values::Values,
    table::{self, words},
};
use model::Kind;

/// What is read of them.
pub(super) const TABLE: Table = Table::of(Kind::Deploy, FIELDS, table::deploy::deploy)
    .in_files("deploy|deploys|deployments|release|releases|pipeline|pipelines");

const FIELDS: &[Field] = &[
    field(
        "id",
        "Deployment",
        Values::Any,
        8,
        "deploy id|deploy number|deploy|build number|release id|pipeline id|build id|pipeline run id|\
         release number|run number|workflow run id|deploy ref|deploy key|rollout id|pipeline number|deploy uuid||\
         run id|job id|execution id|id|number|job number|change id",
    )
    .one_of("deployment")
    .avoiding("user commit environment service project pr ticket"),
    field(
        "system",
        "System",
        Values::Text,
        3,
        "||tool|ci system|platform|cd tool|pipeline tool|deploy tool|source system|ci tool",
    ),
    field(
        "service",
        "Service",
        Values::Any,
        12,
        "service name|app name|microservice|workload|artifact|artifact name|component name|deploy name|stack|\
         workflow|pipeline|job name|pipeline name|workflow name||service|app|repository|component|project|\
         repository name|project name|product|module|package|system|name|job|image|function",
    )
    .one_of("deployment")
    .avoiding("user owner id account"),
    field(
        "environment",
        "Environment",
        Values::Words(words::is_environment),
        26,
        "environment|target environment|deploy environment|environment name|deployed to|umgebung|landscape|\
         deploy target||stage|target|cluster|destination|tier|namespace|region|space",
    ),
    field(
        "at",
        "Went live",
        Values::Date,
        18,
        "deployed|deploy|deploy finished|deploy completed|released|release|deploy end|rollout|went live|go live|\
         deployed on|pushed|deploy time|rolled out||when|finished|completed|ended|end|completion|published|finish|\
         stopped|live|production|date|timestamp|time|created|executed|run",
    )
    .one_of("time")
    .avoiding("by planned commit duration scheduled"),
    field(
        "started",
        "Started",
        Values::Date,
        10,
        "||started|start|deploy started|triggered|queued|begin|created|initiated|began|deploy start|run started",
    )
    .one_of("time")
    .avoiding("by duration"),
    field(
        "by",
        "Started by",
        Values::Any,
        14,
        "deployed by|triggered by|deployer|released by|run by|deploy user|approved and deployed by|pushed by|\
         deploy author||started by|actor|initiated by|executed by|user|author|username|created by|performed by|\
         initiator|owner|operator|requested by|engineer|who",
    )
    .avoiding("date at approved type id"),
    field(
        "outcome",
        "Outcome",
        Values::Words(words::is_deploy_state),
        12,
        "conclusion|deploy status|deploy state|build status|deploy result|succeeded|run status|deploy outcome|\
         pipeline status||outcome|result|status|state|success|is success|final status|successful|final state",
    )
    .avoiding("approval review ticket change"),
    field(
        "commit",
        "Commit",
        Values::Commit,
        18,
        "commit|commit sha|sha|git sha|git commit|head sha|git revision|deployed commit|deployed sha|git hash|\
         changeset|deploy sha|source revision|deploy commit|commit oid||revision|commit hash|commit id|hash",
    ),
    field(
        "reference",
        "Branch, tag or version",
        Values::Any,
        10,
        "release version|git ref|image tag|artifact version|release tag|build version|release name|app version|\
         deployed version|head branch|git tag|git branch|semver|deploy version|version deployed|chart version|\
         branch or tag|package version||version|tag|ref|branch|release|build",
    )
    .avoiding("previous"),
    field(
        "change",
        "Change",
        Values::Any,
        12,
        "pr|pr number|pr id|pr url|merged pr|pull|source pr|linked pr|related pr|rfc|chg|change ref|cr number|cr id|associated change|linked change|\
         related change||change request|change request id|change request number|change id|change number|change|change ticket",
    ),
    field(
        "ticket",
        "Ticket",
        Values::Any,
        8,
        "||change ticket|ticket|ticket id|jira|jira ticket|issue|jira key|issue key|linked ticket|work item|ticket number|\
         related ticket|issue id|ticket key|jira issue|tracking ticket|approval ticket|ticket reference|ticket ref",
    )
    .avoiding("type status"),
    field(
        "rollback",
        "Roll-back and other parts of a deployment",
        Values::Any,
        10,
        "rollback|is rollback|rolled back|deploy type|deploy duration|deploy strategy|canary|previous version|\
         deploy method|duration sec|hotfix|is hotfix||duration|strategy|duration seconds|duration s",
    ),
];
