//! Deployments.

use super::{Field, field};
use crate::{map::values::Values, table::words};

pub(super) const FIELDS: &[Field] = &[
    field(
        "id",
        "Deployment",
        Values::Any,
        8,
        "deploy id|deploy number|deploy|run id|build number|release id|pipeline id|build id|job id|execution id|pipeline run id|release number|run number|\
         workflow run id|id|number|deploy ref|deploy key|rollout id|pipeline number|job number|deploy uuid|change id",
    )
    .one_of("deployment")
    .avoiding("user commit environment service project pr ticket"),
    field("system", "System", Values::Text, 3, "tool|ci system|platform|cd tool|pipeline tool|deploy tool|source system|ci tool"),
    field("service", "Service", Values::Any, 12, "service|service name|app|app name|repository|component|project|repository name|project name|microservice|product|module|package|workload|artifact|artifact name|component name|deploy name|stack|system|name|workflow|job|pipeline|job name|pipeline name|workflow name|image|function")
        .one_of("deployment")
        .avoiding("user owner id account"),
    field("environment", "Environment", Values::Words(words::is_environment), 26, "environment|target environment|deploy environment|stage|environment name|target|cluster|deployed to|destination|tier|umgebung|namespace|region|landscape|deploy target|space"),
    field("at", "Went live", Values::Date, 18, "deployed|deploy|finished|completed|deploy finished|deploy completed|ended|end|released|release|deploy end|completion|rollout|went live|go live|deployed on|published|finish|stopped|pushed|live|production|date|timestamp|time|created|executed|run|deploy time|rolled out")
        .one_of("time")
        .avoiding("by planned commit duration scheduled"),
    field("started", "Started", Values::Date, 10, "started|start|deploy started|triggered|queued|begin|created|initiated|began|deploy start|run started")
        .one_of("time")
        .avoiding("by duration"),
    field("by", "Started by", Values::Any, 14, "deployed by|triggered by|started by|actor|deployer|released by|initiated by|executed by|user|run by|author|username|created by|deploy user|performed by|initiator|approved and deployed by|owner|operator|pushed by|requested by|engineer|deploy author|who")
        .avoiding("date at approved type id"),
    field("outcome", "Outcome", Values::Words(words::is_deploy_state), 12, "outcome|result|status|conclusion|state|deploy status|deploy state|build status|deploy result|success|succeeded|run status|deploy outcome|pipeline status|is success|final status|successful|final state")
        .avoiding("approval review ticket change"),
    field("commit", "Commit", Values::Commit, 18, "commit|commit sha|sha|git sha|revision|git commit|commit hash|commit id|head sha|git revision|deployed commit|deployed sha|git hash|hash|changeset|deploy sha|source revision|deploy commit|commit oid"),
    field("reference", "Branch, tag or version", Values::Any, 10, "version|tag|ref|branch|release|release version|git ref|image tag|artifact version|release tag|build version|release name|app version|deployed version|head branch|git tag|git branch|build|semver|deploy version|version deployed|chart version|branch or tag|package version")
        .avoiding("previous"),
    field("change", "Change", Values::Any, 12, "pr|pr number|pr id|change request|change request id|change id|change number|change|rfc|chg|change ref|change ticket|merged pr|pull|cr number|pr url|source pr|linked pr|change request number|associated change|cr id|linked change|related pr|related change"),
    field("ticket", "Ticket", Values::Any, 8, "ticket|ticket id|jira|jira ticket|issue|jira key|issue key|linked ticket|work item|ticket number|related ticket|issue id|ticket key|jira issue|tracking ticket|approval ticket|ticket reference|ticket ref")
        .avoiding("type status"),
    field("rollback", "Roll-back and other parts of a deployment", Values::Any, 10, "rollback|is rollback|rolled back|deploy type|deploy duration|duration|strategy|deploy strategy|canary|previous version|deploy method|duration seconds|duration s|duration sec|hotfix|is hotfix"),
];
