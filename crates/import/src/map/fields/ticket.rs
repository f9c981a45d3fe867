//! Tickets.

use super::{Field, field};
use crate::{map::values::Values, table::words};

pub(super) const FIELDS: &[Field] = &[
    field(
        "id",
        "Ticket",
        Values::Any,
        10,
        "issue key|ticket id|ticket number|ticket|key|case number|issue id|issue number|number|request number|request id|case id|incident number|\
         ticket key|ref|reference|id|reference number|issue|case|work item id|story id|task id|ritm|task number|request|incident id|ticket ref|\
         ticketnummer|vorgang|task|display id|short id|change number",
    )
    .required()
    .avoiding("parent project epic user requester assignee account customer epic link linked sprint reporter creator"),
    field("title", "Title", Values::Text, 8, "summary|short description|title|subject|ticket title|issue title|name|description|request summary|ticket subject|headline|betreff|sujet|ticket name|topic|ticket summary|task name")
        .avoiding("project status assignee"),
    field("type", "Type", Values::Text, 8, "issue type|ticket type|type|request type|category|work item type|item type|case type|record type|work type|tracker|class|request category|catalog item|service request type|ticket category|kind")
        .avoiding("user account contact"),
    field("status", "Status", Values::Words(words::is_ticket_state), 10, "status|ticket status|issue status|state|ticket state|workflow state|current status|request status|case status|column|list|stage|resolution status|incident state")
        .avoiding("approval account mfa employment sla user"),
    field("created", "Opened", Values::Date, 8, "created|opened|ticket created|submitted|reported|requested|raised|open|create|logged|creation|issue created|received|submission|request|erstellt|date opened|date submitted|date created|date raised|request created|ticket opened")
        .avoiding("by updated"),
    field("resolved", "Resolved", Values::Date, 14, "resolved|closed|resolution|completed|completion|done|finished|closed complete|fulfilled|date resolved|date closed|solved|close|ticket closed|ticket resolved|actual end|implemented|closure|issue resolved|date completed|fulfillment|granted")
        .avoiding("by sla due breach time-to duration"),
    field("requester", "Requester", Values::Any, 10, "reporter|requester|requested by|opened by|creator|submitter|created by|requestor|raised by|caller|submitted by|customer|author|request by|requester email|reporter email|reporter name|contact|initiator|requester name|opened|reported by|melder|demandeur|requested")
        .avoiding("date at on id"),
    field("assignee", "Assignee", Values::Any, 12, "assignee|assigned to|assigned|agent|assignee name|assignee email|handled by|fulfiller|resolver|implementer|resolved by|closed by|bearbeiter|technician|responsible|assigned agent|completed by|performed by|implemented by|processor|provisioned by|engineer")
        .avoiding("date group team id at"),
    field("approver", "Approver", Values::Any, 12, "approver|approved by|approval by|approver name|approver email|manager approval|approving manager|authorized by|approval manager|approval|approved|authoriser|authorizer|sign off by|genehmigt von|approved manager")
        .avoiding("date status at on group"),
    field("approved", "Approved at", Values::Date, 10, "approved|approval|approval granted|authorized|manager approved|approved timestamp|sign off"),
    field("priority", "Priority", Values::Any, 8, "priority|urgency|severity|ticket priority|prio|impact|importance"),
    field("about", "Person or account it is about", Values::Any, 8, "requested for|affected user|for user|employee|subject user|beneficiary|user|new hire|target user|account|end user|access for|employee email|username|user email|user name|requested user|onboarding employee|grantee|affected person|employee id|person")
        .avoiding("created group agent"),
    field("labels", "Labels", Values::Any, 4, "label|labels|component|keyword|component s"),
    field("project", "Project or queue", Values::Any, 5, "project|project key|project name|queue|assignment group|board|team|group|sprint|epic|epic link|squad|service desk|milestone|cycle name"),
    field("updated", "Updated", Values::Date, 5, "updated|last updated|modified|last modified|status category changed|last viewed|due|last update"),
    field("resolution", "Resolution", Values::Text, 6, "resolution|close code|resolution code|close notes|resolution notes|closure code|resolution type|outcome"),
];
