//! Changes: pull requests, merge requests, change requests.

use super::{Field, Table, field};
use crate::{
    map::values::Values,
    table::{self, words},
};
use model::Kind;

/// What is read of them.
pub(super) const TABLE: Table =
    Table::of(Kind::Change, FIELDS, table::change::change).in_files("change|changes|pr|prs|pulls|merges|commits|pullrequests");

const FIELDS: &[Field] = &[
    field(
        "id",
        "Change",
        Values::Any,
        14,
        "pr number|pr id|pr|change number|change id|change request|change request number|change request id|\
         change ticket|rfc|rfc number|change ref|mr iid|iid|change reference|pr ref|pr url|change key|cr number|\
         cr id|pull id|pull number|pull|change record|chg number|chg|diff id|revision id|pr key||change|number|id|\
         patch|sys id",
    )
    .one_of("change")
    .avoiding("issue author user reviewer repo base head merge commit project type ticket"),
    field(
        "repository",
        "Repository",
        Values::Text,
        12,
        "repository|repository name|repository fullname|repo name|repository url|codebase|cmdb ci|base repo id|\
         base repository id|repositorium|project path||project|configuration item|service|app|component|\
         affected service|system|affected system",
    )
    .avoiding("head"),
    field(
        "title",
        "Title",
        Values::Text,
        4,
        "pr title|change title|change summary|change description|commit message|change name||title|\
         short description|summary|subject|name|description|message",
    ),
    field(
        "author",
        "Author",
        Values::Any,
        12,
        "author login|author username|pr author|author email|author name|committer|change owner|implementer|\
         requested by value|change author|head userid|head user id||author|opened by|created by|creator|\
         requested by|submitter|requester|developer|user|user login|submitted by|implemented by|owner|requestor|\
         raised by|assignee|initiator|assigned to|engineer|made by",
    )
    .avoiding("merged approved reviewed date at on type association base"),
    field(
        "author-bot",
        "Whether a program wrote it",
        Values::Truth(words::is_truth_or_bot),
        4,
        "author type|author is bot|is bot|bot|user type|automated|is automated",
    ),
    field(
        "created",
        "Opened",
        Values::Date,
        5,
        "||created|opened|pr created|submitted|requested|raised|open|creation|pr opened|change created|\
         sys created|date opened|date created|request",
    )
    .avoiding("by updated"),
    field(
        "merged",
        "Merged or implemented",
        Values::Date,
        28,
        "merged|merge|pr merged|actual end|actual implementation|date merged|change implemented|actual finish|\
         implementation end|closed complete|landed|change completed|integrated|date implemented|\
         actual start||implemented|implementation|completed|deployed|completion|released|\
         go live",
    )
    .avoiding("by planned scheduled"),
    field(
        "merged-by",
        "Merged by",
        Values::Any,
        18,
        "merged by|merger|merged by login|merge user|integrated by|merged by username|merged by email|landed by|\
         who merged||deployed by|implemented by|completed by|released by",
    ),
    field(
        "state",
        "State",
        Values::Words(words::is_change_state),
        10,
        "pr state|pr status|change status|change state|merge status|phase state||state|status|current status|\
         stage|workflow state|disposition",
    )
    .avoiding("approval review ci build check deployment"),
    field(
        "is-merged",
        "Whether it took effect",
        Values::Truth(words::is_truth),
        14,
        "merged|is merged|was merged||implemented|deployed|completed",
    )
    .avoiding("date at by"),
    field(
        "base",
        "Target branch",
        Values::Any,
        16,
        "base branch|target branch|base ref|destination branch|target ref|base ref name|to branch|into branch|\
         merged into||into|base|target|destination|branch",
    ),
    field(
        "head",
        "Source branch",
        Values::Any,
        16,
        "head branch|source branch|head ref|feature branch|from branch|head ref name|source ref||from|head|branch name|\
         source|branch",
    ),
    field(
        "head-commit",
        "Last commit",
        Values::Commit,
        12,
        "head sha|head commit|commit sha|head oid|head ref oid|head commit sha||commit|sha|last commit|commit id|\
         commit hash|revision",
    ).one_of("change"),
    field(
        "merge-commit",
        "Merge commit",
        Values::Commit,
        18,
        "merge commit sha|merge commit|merge sha|merge commit oid|squash commit sha|merged commit|merge commit id|merge commit hash",
    ).one_of("change"),
    field(
        "approver",
        "Approved or reviewed by",
        Values::Any,
        14,
        "code reviewer|approver login|reviewer login|peer reviewer|cab approver|approval by|reviewer username|\
         peer review by|change approver|approving reviewer|pr reviewer|approver username|sign off by|\
         code review by|manager approver|qa approver|second reviewer||approved von|approved by|approver|reviewed by|reviewer|\
         reviewer name|approver name|approver email|reviewer email|authorized by",
    )
    .avoiding("date at on count requested comment status team"),
    field(
        "review-count",
        "Number of approvals",
        Values::Number,
        12,
        "approval count|number of approval|review count|reviewer count|number of approvals|num approval|\
         count of approval|approving review count|number of review|approval number|approvals received|\
         number of reviewer||approval|review",
    ),
    field(
        "review-state",
        "Decision of the review",
        Values::Words(words::is_verdict),
        14,
        "review decision|review state|approval state|review outcome|cab approval|peer reviewed|code review|\
         review approved|approval decision|approval result|cab decision|change approval|cab recommendation|\
         review result|code reviewed|peer review|cab approval status|approval outcome|has approval|was reviewed||\
         approval status|review status|approved|reviewed|approval|is approved|review",
    ),
    field(
        "reviewed",
        "Reviewed or approved at",
        Values::Date,
        8,
        "||approved|reviewed|approval|review|cab|approval granted|authorized|review submitted|review approved|\
         first approval|cab approval|code review",
    ),
    field(
        "ticket",
        "Ticket",
        Values::Any,
        10,
        "jira|jira key|jira ticket|jira ref|jira reference|linked issue|jira issue|linked ticket|related ticket|work item|ticket key|\
         ticket reference|jira id|work item id|story|tracking ticket|ticket ref|linked issue key|jira key id|\
         closes issue|related issue|change ticket||ticket|ticket id|issue key|ticket number|issue|issue id|\
         issue number|request number|change request|change request number",
    )
    .avoiding("type title status url date count"),
    field(
        "labels",
        "Labels",
        Values::Any,
        4,
        "||label|change type|type|category|pr type|risk|risk level|change category|priority|change class|impact",
    )
    .avoiding("base head"),
    field(
        "backout",
        "Back-out plan and other parts of a change request",
        Values::Any,
        14,
        "backout plan|rollback plan|implementation plan|test plan|change plan|risk impact analysis|back out plan|\
         cab required|change window|maintenance window|rollback|emergency change||justification|cab|is emergency|\
         emergency",
    ),
    field(
        "size",
        "Size",
        Values::Number,
        10,
        "additions|deletions|changed files|lines added|lines changed|files changed|lines deleted|commit count|\
         number of commits|loc||commits",
    ),
];
