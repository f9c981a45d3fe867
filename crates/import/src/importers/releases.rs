//! Releases of prompts, models and agents as a company keeps them itself: a table or JSON with a row each.

use crate::{
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{
        export::Export,
        fields::{Fields, plain},
    },
    table,
    vendor::reference,
};
use model::{Data, Kind, record::Release};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "releases",
    version: 1,
    about: About {
        vendor: "Any",
        title: "Releases of prompts and models",
        export: &[
            "Keep one row a version: kind, name, version, created, live since, author, approver, message, labels, ticket, evaluation, \
             provider and model.",
            "Save it as CSV or JSON lines. Names do not matter much: common ones are known.",
        ],
        covers: "The versions that the register lists.",
        retention_days: None,
        source: "https://opentelemetry.io/docs/specs/semconv/registry/attributes/gen-ai/",
    },
    emits: &[Kind::Release],
    sniff,
    read,
};

const EXPORT: Export = Export {
    report: "Releases",
    lists: &["releases", "versions", "prompts", "data", "items", "results", "rows"],
    any_table: true,
    snapshot: true,
    ..Export::PLAIN
};

const NAME: &[&str] =
    &["promptname", "modelname", "releasename", "artifactname", "name", "prompt", "artifact", "agent", "release", "component"];
const VERSION: &[&str] =
    &["version", "promptversion", "modelversion", "releaseversion", "versionnumber", "commithash", "revision", "tag"];
const CREATED: &[&str] =
    &["created", "createdat", "createdon", "creationdate", "date", "timestamp", "committedat", "releasedate"];
const LIVE: &[&str] = &[
    "live",
    "livesince",
    "liveat",
    "golive",
    "golivedate",
    "deployed",
    "deployedat",
    "releasedat",
    "effectivefrom",
    "publishedat",
];
const AUTHOR: &[&str] = &["author", "createdby", "committedby", "owner", "changedby", "editor"];
const APPROVER: &[&str] = &["approver", "approvedby", "reviewer", "reviewedby", "signedoffby"];
const MESSAGE: &[&str] =
    &["message", "commitmessage", "changelog", "releasenotes", "notes", "description", "comment", "change", "reason"];
const LABELS: &[&str] = &["labels", "label", "tags", "stage", "environment", "aliases", "alias"];
const TICKETS: &[&str] = &["ticket", "tickets", "ticketid", "issue", "jira", "changeticket", "changerequest"];
const EVALUATION: &[&str] = &["evaluation", "evaluationrun", "evalrun", "evalid", "eval", "evaluationid", "testrun"];
const FAMILY: &[&str] = &["family", "kind", "artifacttype", "type", "assettype"];
const PROVIDER: &[&str] = &["provider", "modelprovider", "vendor"];
const MODEL: &[&str] = &["model", "basemodel", "llm", "modelid"];

fn sniff(head: &Head<'_>) -> Match {
    let names: Vec<String> = EXPORT.lists.iter().find_map(|list| head.row_of(list)?.as_object()).map_or_else(
        || head.columns().iter().map(|name| plain(name)).collect(),
        |row| row.keys().map(|key| plain(key)).collect(),
    );
    let any = |list: &[&str]| list.iter().any(|name| names.iter().any(|found| found == name));
    let core = any(NAME) && any(VERSION) && (any(CREATED) || any(LIVE));
    let more = [AUTHOR, APPROVER, MESSAGE, LABELS, TICKETS, EVALUATION].iter().filter(|list| any(list)).count();
    // A word that tells a release of an AI product from a deployment, a package or a document.
    let of_ai =
        names.iter().any(|name| ["prompt", "model", "llm", "evaluation", "eval", "agent"].iter().any(|word| name.contains(word)));
    match (core && of_ai, more) {
        (true, 3..) => Match::Maybe(80),
        (true, 2) => Match::Maybe(60),
        _ => Match::No,
    }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    table::with_form(input, |input, is_json| {
        if is_json {
            return EXPORT.read(input, sink, &mut release).map(drop);
        }
        sink.facts.report = Some(EXPORT.report.to_owned());
        table::read(input, sink, Kind::Release)
    })
}

fn release(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(name) = row.called(NAME).and_then(|key| row.text(&key)) else {
        row.lacks(sink, "name");
        return Ok(());
    };
    let created = row.called(CREATED).and_then(|key| row.time(&key));
    let live = row.called(LIVE).and_then(|key| row.time(&key));
    let listed = |row: &mut Fields, names: &[&str]| {
        let Some(key) = row.called(names) else { return Vec::new() };
        let found = row.texts(&key, "name");
        if !found.is_empty() {
            return found;
        }
        let cell = row.text(&key).unwrap_or_default();
        cell.split([',', ';', '|']).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
    };
    let labels = listed(&mut row, LABELS);
    let mut tickets = listed(&mut row, TICKETS);
    let mut text = |names: &[&str]| row.called(names).and_then(|key| row.text(&key));
    let message = text(MESSAGE);
    for ticket in reference::tickets(message.as_deref()) {
        if !tickets.contains(&ticket) {
            tickets.push(ticket);
        }
    }
    let release = Release {
        family: text(FAMILY).unwrap_or_default(),
        version: text(VERSION),
        author: text(AUTHOR),
        approver: text(APPROVER),
        evaluation: text(EVALUATION),
        provider: text(PROVIDER),
        model: text(MODEL),
        system: text(&["system", "registry", "source"]).unwrap_or_default(),
        created,
        live,
        message,
        labels,
        tickets,
        name,
    };
    row.record(sink, Data::Release(Box::new(release)))
}
