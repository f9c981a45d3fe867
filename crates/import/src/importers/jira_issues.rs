//! Jira: issues as its REST API gives them, pages or a bare array, with or without their changelog, and requests of a
//! service desk.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{
        fields::{Fields, text_of},
        json::{self, Row, Whole},
        time,
    },
};
use model::{Data, Kind, Stamp, record::Ticket};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "jira-issues",
    version: 3,
    about: About {
        vendor: "Atlassian",
        title: "Jira issues",
        export: &[
            "Call GET /rest/api/3/search/jql?jql=project=OPS AND created >= 2026-01-01&fields=*all&expand=changelog and follow \
             nextPageToken to the last page (Data Center: /rest/api/2/search with startAt).",
            "Requests of a service desk are read too: GET /rest/servicedeskapi/request?requestStatus=ALL_REQUESTS and start to the last page.",
            "Save each page as a JSON file, or all issues in one array. Without expand=changelog it is not known who approved.",
        ],
        covers: "The issues that the query selects, at the moment of the export.",
        retention_days: None,
        source: "https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-search/",
    },
    emits: &[Kind::Ticket],
    sniff,
    read,
};

/// Lists of the search, and of the requests of a service desk.
const LISTS: &[&str] = &["issues", "values"];

fn sniff(head: &Head<'_>) -> Match {
    // A search that found nothing is known by what stands beside the list.
    let empty = head.object().is_some_and(|page| {
        let told = head::has(page, &["isLast"]) || head::has(page, &["startAt", "maxResults", "total"]);
        told && page.get("issues").and_then(Value::as_array).is_some_and(Vec::is_empty)
    });
    if empty {
        return Match::Certain;
    }
    let Some(row) = LISTS.iter().find_map(|list| head.row_of(list)).or_else(|| head.row()) else { return Match::No };
    if head::has(row, &["issueKey", "requestTypeId", "serviceDeskId", "currentStatus"]) {
        return Match::Certain;
    }
    let issue = head::has(row, &["key", "fields"]) && row.get("fields").is_some_and(Value::is_object);
    let jira = row.get("self").and_then(Value::as_str).is_some_and(|address| address.contains("/rest/"));
    let fields =
        ["fields.summary", "fields.status", "fields.issuetype", "fields.created"].iter().any(|path| head::has(row, &[path]));
    match (issue, jira, fields) {
        (true, true, _) => Match::Certain,
        (true, false, true) => Match::Maybe(80),
        _ => Match::No,
    }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.product = Some("Jira".to_owned());
    sink.facts.report = Some("Issues (search)".to_owned());
    sink.facts.snapshot = true;
    let whole = json::rows(input, LISTS, sink, &mut issue)?;
    completeness(&whole, sink);
    sink.facts.declared_empty = whole.declared_empty;
    Ok(())
}

/// What the page says of the pages besides it.
fn completeness(whole: &Whole, sink: &mut Sink<'_>) {
    if let Some(total) = whole.beside.count("total") {
        sink.facts.control_totals.insert("total".to_owned(), total.to_string());
        if total > whole.rows {
            sink.facts.incomplete.push(format!("the query found {total} issues and the export holds {}", whole.rows));
        }
    }
    let last = ["isLast", "isLastPage"].iter().find_map(|name| whole.beside.at(name));
    if whole.beside.text("nextPageToken").is_some() || last == Some(&Value::Bool(false)) {
        sink.facts.incomplete.push("the export says that there is a next page; export all pages".to_owned());
    }
}

fn refuse_error(row: &Row<'_>) -> Result<(), ReadError> {
    let Some(messages) = row.value.get("errorMessages").and_then(Value::as_array) else { return Ok(()) };
    let fields = row.value.get("errors").and_then(Value::as_object).into_iter().flatten().map(|(_, message)| message);
    let messages: Vec<String> = messages.iter().chain(fields).filter_map(text_of).collect();
    Err(ReadError::SourceError(messages.join("; ")))
}

fn issue(row: Row<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    refuse_error(&row)?;
    let mut row = Fields::from(row);
    let address = row.peek_text("self").or_else(|| row.peek_text("_links.jiraRest"));
    let host = address.and_then(|address| Some(address.split_once("://")?.1.split('/').next()?.to_owned()));
    if let Some(host) = host {
        sink.facts.instance.get_or_insert(host);
    }
    if row.has("issueKey") {
        return request(row, sink);
    }
    let Some(id) = row.text("key") else {
        row.lacks(sink, "key");
        return Ok(());
    };
    let (approver, when) = approval(&row).unwrap_or_default();
    note_changelog(&mut row, sink);
    describe(&mut row);
    let category = row.text("fields.status.statusCategory.key");
    let resolved = row.time("fields.resolutiondate");
    let ticket = Ticket {
        system: "Jira".to_owned(),
        id,
        title: row.text("fields.summary"),
        type_word: row.text("fields.issuetype.name"),
        status_word: row.text("fields.status.name"),
        done: category.map(|key| key == "done").or(resolved.map(|_| true)),
        created: row.time("fields.created"),
        resolved,
        requester: person(&mut row, "fields.reporter"),
        assignee: person(&mut row, "fields.assignee"),
        approver,
        approved: when,
        priority: row.text("fields.priority.name"),
        about: None,
        labels: row.texts("fields.labels", "name"),
        ..Ticket::default()
    };
    row.record(sink, Data::Ticket(Box::new(ticket)))
}

/// Reads a request of a service desk: an issue as customers see it. Its approvals stand in lists of their own.
fn request(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(id) = row.text("issueKey") else {
        row.lacks(sink, "issueKey");
        return Ok(());
    };
    let summary = row.peek("requestFieldValues").and_then(Value::as_array).and_then(|fields| {
        let is = |field: &&Value| field.get("fieldId").and_then(Value::as_str) == Some("summary");
        text_of(fields.iter().find(is)?.get("value")?)
    });
    let done = row.text("currentStatus.statusCategory").and_then(|word| match word.as_str() {
        "DONE" => Some(true),
        "NEW" | "INDETERMINATE" => Some(false),
        _ => None,
    });
    let at = row.time("currentStatus.statusDate.iso8601");
    let ticket = Ticket {
        system: "Jira".to_owned(),
        id,
        title: row.text("summary").or(summary),
        type_word: row.text("requestType.name"),
        status_word: row.text("currentStatus.status"),
        done,
        created: row.time("createdDate.iso8601"),
        resolved: at.filter(|_| done == Some(true)),
        requester: person(&mut row, "reporter"),
        ..Ticket::default()
    };
    row.record(sink, Data::Ticket(Box::new(ticket)))
}

/// Takes a person, by e-mail where the site shows it.
fn person(row: &mut Fields, path: &str) -> Option<String> {
    ["emailAddress", "displayName", "name", "accountId", "key"].iter().find_map(|key| row.text(&format!("{path}.{key}")))
}

/// Who approved and when: by a service desk's approval, else by the last move to an approved state.
fn approval(row: &Fields) -> Option<(Option<String>, Option<Stamp>)> {
    service_desk(row).or_else(|| changelog(row))
}

/// The last approval of a service desk: a list of rounds in some custom field.
fn service_desk(row: &Fields) -> Option<(Option<String>, Option<Stamp>)> {
    let fields = row.peek("fields")?.as_object()?;
    let mut rounds = fields.values().filter_map(Value::as_array).flatten();
    let text = |value: &Value, path: &str| head::at(value, path).and_then(Value::as_str).map(str::to_lowercase);
    let round = rounds.rfind(|round| text(round, "finalDecision").as_deref() == Some("approved"))?;
    let approvers = round.get("approvers").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let approver = approvers.iter().find(|approver| text(approver, "approverDecision").as_deref() == Some("approved"));
    let when = ["completedDate.iso8601", "completedDate"].iter().find_map(|path| head::at(round, path));
    Some((approver.and_then(|approver| named(approver.get("approver")?)), when.and_then(|when| time::json(when).stamp())))
}

/// The last move to a state that is called approved.
fn changelog(row: &Fields) -> Option<(Option<String>, Option<Stamp>)> {
    let histories = row.peek("changelog.histories")?.as_array()?;
    let moves = histories.iter().filter(|history| {
        let items = history.get("items").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        items.iter().any(|item| {
            let is = |key: &str| item.get(key).and_then(Value::as_str).unwrap_or_default().to_lowercase();
            is("field") == "status" && is_approved(&is("toString"))
        })
    });
    let dated = moves.map(|history| (history.get("created").and_then(|created| time::json(created).stamp()), history));
    let (at, last) = dated.max_by_key(|(at, _)| at.map(|at| at.earliest(chrono_tz::UTC)))?;
    Some((last.get("author").and_then(named), at))
}

/// Whether a state's name says that something was approved.
fn is_approved(state: &str) -> bool {
    let negated = ["not approved", "unapproved", "to be approved", "disapproved"].iter().any(|word| state.contains(word));
    state.contains("approved") && !negated
}

/// A person, by e-mail where the site shows it.
fn named(person: &Value) -> Option<String> {
    let found = ["emailAddress", "displayName", "name", "accountId", "key"].iter().find_map(|key| person.get(key)?.as_str());
    found.filter(|name| !name.is_empty()).map(str::to_owned)
}

/// A changelog that Jira cut off: approvals may be missing.
fn note_changelog(row: &mut Fields, sink: &mut Sink<'_>) {
    let told = row.peek("changelog.total").and_then(Value::as_u64);
    let held = row.peek("changelog.histories").and_then(Value::as_array).map(Vec::len);
    if let (Some(told), Some(held)) = (told, held)
        && told > held as u64
    {
        row.problem("incomplete-changelog", format!("the changelog counts {told} entries and holds {held}; export it in full"));
        let reason = "changelogs are cut off: approvals may be missing";
        if !sink.facts.incomplete.iter().any(|known| known == reason) {
            sink.facts.incomplete.push(reason.to_owned());
        }
    }
}

/// Adds the plain text of a description that is a document (ADF).
fn describe(row: &mut Fields) {
    let mut text = String::new();
    if let Some(document @ Value::Object(_)) = row.peek("fields.description") {
        plain(document, 0, &mut text);
    }
    if !text.trim().is_empty() {
        row.put("description-text", Value::String(text.trim().to_owned()));
    }
}

/// The text of a document's node: paragraphs become lines.
fn plain(node: &Value, depth: u8, text: &mut String) {
    let kind = node.get("type").and_then(Value::as_str).unwrap_or_default();
    text.push_str(node.get("text").and_then(Value::as_str).unwrap_or_default());
    if kind == "hardBreak" {
        text.push('\n');
    }
    for child in node.get("content").and_then(Value::as_array).into_iter().flatten().take_while(|_| depth < 100) {
        plain(child, depth + 1, text);
    }
    if matches!(kind, "paragraph" | "heading" | "listItem" | "codeBlock") && !text.ends_with('\n') {
        text.push('\n');
    }
}
