//! Changes: pull requests, merge requests, change requests.

use super::{Field, field};
use crate::{map::values::Values, table::words};

pub(super) const FIELDS: &[Field] = &[
    field(
        "id",
        "Change",
        Values::Any,
        8,
        "pr number|pr id|pr|change number|change id|change request|change request number|change request id|change ticket|rfc|rfc number|change ref|mr iid|iid|\
         change|change reference|pr ref|number|id|pr url|change key|cr number|cr id|pull id|pull number|pull|change record|chg number|chg|diff id|revision id|patch|sys id|pr key",
    )
    .required()
    .avoiding("issue author user reviewer repo base head merge commit project type ticket"),
    field("repository", "Repository", Values::Any, 12, "repository|repository name|repository fullname|project|repo name|repository url|codebase|configuration item|cmdb ci|service|app|base repo id|base repository id|component|affected service|system|affected system|repositorium|project path")
        .avoiding("head"),
    field("title", "Title", Values::Text, 4, "title|pr title|change title|short description|summary|subject|name|description|change summary|change description|commit message|message|change name"),
    field("author", "Author", Values::Any, 12, "author|author login|author username|pr author|opened by|created by|creator|requested by|submitter|requester|author email|developer|author name|committer|change owner|user|user login|submitted by|implementer|implemented by|owner|requestor|raised by|requested by value|assignee|change author|initiator|assigned to|engineer|made by|head userid|head user id")
        .avoiding("merged approved reviewed date at on type association base"),
    field("author-bot", "Whether a program wrote it", Values::Truth(words::is_truth_or_bot), 4, "author type|author is bot|is bot|bot|user type|automated|is automated"),
    field("created", "Opened", Values::Date, 5, "created|opened|pr created|submitted|requested|raised|open|creation|pr opened|change created|sys created|date opened|planned start|start|date created|request")
        .avoiding("by updated"),
    field(
        "merged",
        "Merged or implemented",
        Values::Date,
        28,
        "merged|merge|pr merged|implemented|implementation|completed|actual end|actual implementation|date merged|deployed|change implemented|actual finish|\
         completion|implementation end|released|closed complete|landed|change completed|integrated|date implemented|production|go live|change|actual start|production deploy|end",
    )
    .avoiding("by planned scheduled"),
    field("merged-by", "Merged by", Values::Any, 18, "merged by|merger|merged by login|merge user|integrated by|deployed by|implemented by|completed by|merged by username|merged by email|landed by|who merged|released by"),
    field("state", "State", Values::Words(words::is_change_state), 10, "state|status|pr state|pr status|change status|change state|merge status|current status|phase state|stage|workflow state|disposition")
        .avoiding("approval review ci build check deployment"),
    field("is-merged", "Whether it took effect", Values::Truth(words::is_truth), 14, "merged|is merged|was merged|implemented|deployed|completed").avoiding("date at by"),
    field("base", "Target branch", Values::Any, 16, "base branch|target branch|base ref|base|destination branch|target ref|base ref name|to branch|into branch|merged into|target|destination|branch"),
    field("head", "Source branch", Values::Any, 16, "head branch|source branch|head ref|feature branch|from branch|head ref name|head|source ref|branch name|source|branch"),
    field("head-commit", "Last commit", Values::Commit, 12, "head sha|head commit|commit sha|commit|sha|last commit|commit id|commit hash|head oid|head ref oid|revision|head commit sha"),
    field("merge-commit", "Merge commit", Values::Commit, 18, "merge commit sha|merge commit|merge sha|merge commit oid|squash commit sha|merged commit|merge commit id|merge commit hash"),
    field("approver", "Approved or reviewed by", Values::Any, 14, "approved by|approver|reviewed by|reviewer|reviewer name|approver name|code reviewer|approver login|reviewer login|approver email|peer reviewer|reviewer email|cab approver|approval by|reviewer username|peer review by|change approver|approving reviewer|authorized by|pr reviewer|approver username|sign off by|code review by|manager approver|qa approver|second reviewer")
        .avoiding("date at on count requested comment status team"),
    field("review-count", "Number of approvals", Values::Number, 12, "approval count|approval|number of approval|review count|reviewer count|number of approvals|num approval|count of approval|approving review count|number of review|approval number|approvals received|review|number of reviewer"),
    field("review-state", "Decision of the review", Values::Words(words::is_verdict), 14, "review decision|approval status|review status|review state|approved|reviewed|approval|approval state|review outcome|cab approval|is approved|peer reviewed|code review|review|review approved|approval decision|approval result|cab decision|change approval|cab recommendation|review result|code reviewed|peer review|cab approval status|approval outcome|has approval|was reviewed"),
    field("reviewed", "Reviewed or approved at", Values::Date, 8, "approved|reviewed|approval|review|cab|approval granted|authorized|review submitted|review approved|first approval|cab approval|code review"),
    field("ticket", "Ticket", Values::Any, 10, "ticket|ticket id|jira|jira key|jira ticket|issue key|linked issue|ticket number|issue|jira issue|linked ticket|related ticket|work item|issue id|ticket key|issue number|ticket reference|jira id|work item id|story|tracking ticket|ticket ref|linked issue key|request number|jira key id|closes issue|related issue|change request|change request number|change ticket")
        .avoiding("type title status url date count"),
    field("labels", "Labels", Values::Any, 4, "label|change type|type|category|pr type|risk|risk level|change category|priority|change class|impact"),
    field("backout", "Back-out plan and other parts of a change request", Values::Any, 14, "backout plan|rollback plan|implementation plan|test plan|change plan|justification|risk impact analysis|back out plan|cab required|cab|change window|maintenance window|rollback|emergency change|is emergency|emergency"),
    field("size", "Size", Values::Number, 10, "additions|deletions|changed files|lines added|lines changed|files changed|commits|lines deleted|commit count|number of commits|loc"),
];
