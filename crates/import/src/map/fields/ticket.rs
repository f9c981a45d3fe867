//! Tickets.

use super::{Field, Table, field};
use crate::{
    map::values::Values,
    table::{self, words},
};
use model::Kind;

/// What is read of them.
pub(super) const TABLE: Table = Table::of(Kind::Ticket, FIELDS, table::ticket::ticket)
    .in_files("ticket|tickets|issue|issues|requests|request|jira|provisioning");

const FIELDS: &[Field] = &[
    field(
        "id",
        "Ticket",
        Values::Any,
        10,
        "issue key|ticket id|ticket number|ticket|case number|issue id|issue number|request number|request id|\
         case id|ticket key|issue|case|work item id|story id|ritm|ticket ref|ticketnummer|vorgang||key|number|\
         incident number|ref|reference|id|reference number|task id|task number|request|incident id|task|\
         display id|short id|change number",
    )
    .required()
    .avoiding("parent project epic user requester assignee account customer epic link linked sprint reporter creator"),
    field(
        "title",
        "Title",
        Values::Text,
        8,
        "summary|short description|ticket title|issue title|request summary|ticket subject|betreff|sujet|\
         ticket name|ticket summary|task name||title|subject|name|description|headline|topic",
    )
    .avoiding("project status assignee"),
    field(
        "type",
        "Type",
        Values::Text,
        8,
        "issue type|ticket type|request type|work item type|item type|case type|work type|request category|\
         catalog item|service request type|ticket category||type|category|record type|tracker|class|kind",
    )
    .avoiding("user account contact"),
    field(
        "status",
        "Status",
        Values::Words(words::is_ticket_state),
        10,
        "ticket status|issue status|ticket state|workflow state|request status|case status|resolution status|\
         incident state||status|state|current status|column|list|stage",
    )
    .avoiding("approval account mfa employment sla user"),
    field(
        "created",
        "Opened",
        Values::Date,
        8,
        "||created|opened|ticket created|submitted|reported|requested|raised|open|create|logged|creation|\
         issue created|received|submission|request|erstellt|date opened|date submitted|date created|date raised|\
         request created|ticket opened",
    )
    .avoiding("by updated"),
    field(
        "resolved",
        "Resolved",
        Values::Date,
        14,
        "resolved|resolution|closed complete|fulfilled|date resolved|date closed|solved|ticket closed|\
         ticket resolved|actual end|issue resolved|date completed|fulfillment||closed|completed|completion|done|\
         finished|close|implemented|closure|granted|behoben|erledigt",
    )
    .avoiding("by sla due breach time-to duration"),
    field(
        "requester",
        "Requester",
        Values::Any,
        10,
        "reporter|requester|requested by|opened by|requestor|raised by|caller|submitted by|request by|\
         requester email|reporter email|reporter name|requester name|reported by|melder|demandeur||creator|\
         submitter|created by|customer|author|contact|initiator|opened|requested",
    )
    .avoiding("date at on id"),
    field(
        "assignee",
        "Assignee",
        Values::Any,
        12,
        "assignee|assigned to|assignee name|assignee email|handled by|fulfiller|resolver|implementer|resolved by|\
         bearbeiter|assigned agent|provisioned by||assigned|agent|closed by|technician|responsible|completed by|\
         performed by|implemented by|processor|engineer",
    )
    .avoiding("date group team id at"),
    field(
        "approver",
        "Approver",
        Values::Any,
        12,
        "approval by|approver name|approver email|manager approval|approving manager|authorized by|\
         approval manager|authoriser|authorizer|sign off by|genehmigt von|approved manager||approver|approved by|\
         approval|approved",
    )
    .avoiding("date status at on group"),
    field(
        "approval",
        "What was decided",
        Values::Words(words::is_verdict),
        12,
        "approval status|approval decision|approval state|approval result|approval outcome|manager decision|request decision|approver decision||decision|verdict|\
         approval|approved|outcome",
    )
    .avoiding("date at by on time comment notes reason"),
    field(
        "approved",
        "Approved at",
        Values::Date,
        10,
        "approval granted|authorized|manager approved|approved timestamp|sign off||approved|approval|decision|decided|signed off",
    )
    .avoiding("by status comment"),
    field("priority", "Priority", Values::Any, 8, "priority|urgency|ticket priority|prio||severity|impact|importance"),
    field(
        "about",
        "Person or account it is about",
        Values::Any,
        14,
        "requested for|request for|access requested for|recipient of access|joiner|starter|affected user|for user|subject user|beneficiary|new hire|target user|end user|access for|\
         requested user|onboarding employee|grantee|affected person|beneficiary email|beneficiary name||employee|user|account|employee email|\
         username|user email|user name|employee id|person",
    )
    .avoiding("created group agent"),
    field(
        "asks",
        "Access that is asked for",
        Values::Any,
        10,
        "access requested|requested access|requested role|role requested|requested entitlement|requested application|application requested|\
         system requested|requested system|permission requested|entitlement requested|requested permission||entitlement|access level|\
         access type|role|permission|group|access|profile",
    )
    .avoiding("date by at status approver id requester manager"),
    field("asks-in", "System that access is asked for in", Values::Text, 6, "requested system|target system|target application||application|app|system|tool|platform|resource")
        .avoiding("date by at status approver id requester manager owner"),
    field("labels", "Labels", Values::Any, 4, "labels|component s||label|component|keyword"),
    field(
        "project",
        "Project or queue",
        Values::Any,
        5,
        "project key|queue|assignment group|sprint|epic|epic link|squad|service desk|cycle name||project|\
         project name|board|team|group|milestone",
    ),
    field(
        "updated",
        "Updated",
        Values::Date,
        5,
        "||updated|last updated|modified|last modified|status category changed|last viewed|due|last update",
    ),
    field(
        "resolution",
        "Resolution",
        Values::Text,
        6,
        "resolution|close code|resolution code|closure code|resolution type||close notes|resolution notes|outcome",
    ),
];
