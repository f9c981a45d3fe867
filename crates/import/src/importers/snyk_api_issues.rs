//! Snyk API: the issues of an organisation or group as its REST interface lists them (JSON:API).

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{
        fields::{Fields, text_of},
        json, pages,
    },
    severity,
    vendor::scanner::{self, Held},
};
use model::{
    Data, Kind,
    record::{Vulnerability, VulnerabilityStatus},
};
use serde_json::Value;
use std::collections::BTreeMap;

const TOOL: &str = "Snyk";

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "snyk-api-issues",
    version: 1,
    about: About {
        vendor: "Snyk",
        title: "Issues (REST API)",
        export: &[
            "With a service account that may read issues, call GET https://api.snyk.io/rest/orgs/ORG/issues?version=2024-10-15&limit=100 \
             and follow `links.next` until there is none.",
            "Save each page as a JSON file. Leave `status` and `ignored` out of the query, so that resolved and ignored issues come too.",
        ],
        covers: "All issues of an organisation or group at the moment of the export.",
        retention_days: None,
        // Checked against public test files of other readers; no export of a real organisation was at hand.
        source: "https://docs.snyk.io/snyk-api/reference/issues",
    },
    emits: &[Kind::Vulnerability],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let empty = head.object().filter(|json| json.get("data").and_then(Value::as_array).is_some_and(Vec::is_empty));
    if let Some(empty) = empty.filter(|json| json.get("jsonapi").is_some()) {
        let own = head::at(empty, "links.self").and_then(Value::as_str);
        return match own {
            Some(own) if own.contains("/issues?") && own.contains("version=") => Match::Certain,
            Some(_) => Match::No,
            None => Match::Maybe(40),
        };
    }
    let Some(row) = head.row_of("data").or_else(|| head.row()) else { return Match::No };
    let is_issue = row.get("type").and_then(Value::as_str) == Some("issue");
    if is_issue && head::has(row, &["attributes.effective_severity_level"]) {
        return Match::Certain;
    }
    if is_issue && head::has(row, &["attributes.key", "attributes.status"]) { Match::Maybe(80) } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.product = Some(TOOL.to_owned());
    sink.facts.report = Some("Issues (GET /rest/orgs/ORG/issues)".to_owned());
    sink.facts.snapshot = true;
    let mut held = Held::default();
    // Of what is included only the names of projects are needed, one a project.
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    let whole = json::rows(input, &["data", "included"], sink, &mut |row, _| {
        if let Some(error) = row.value.get("errors").and_then(|errors| errors.get(0)) {
            let told = error.get("detail").or_else(|| error.get("title")).and_then(text_of);
            return Err(ReadError::SourceError(told.unwrap_or_else(|| "Snyk gave an error".to_owned())));
        }
        if row.list != "included" {
            return held.push(row);
        }
        let id = row.value.get("id").and_then(text_of);
        let name = head::at(&row.value, "attributes.name").and_then(text_of);
        names.extend(id.zip(name));
        Ok(())
    })?;
    sink.facts.incomplete = pages::incomplete(&whole);
    sink.facts.filters = whole.beside.text("links.self").and_then(|own| own.split_once('?')).map(|(_, query)| query.to_owned());
    if whole.beside.at("links.next.href").is_some() {
        sink.facts.incomplete.push("`links.next` leads to a further page that is not in the file".to_owned());
    }
    sink.facts.declared_empty = held.is_empty() && whole.declared_empty;
    for (row, _) in held.rows() {
        issue(row, &names, sink)?;
    }
    Ok(())
}

fn issue(mut row: Fields, names: &BTreeMap<String, String>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(id) = row.text("attributes.key").or_else(|| row.text("id")) else {
        row.lacks(sink, "attributes.key");
        return Ok(());
    };
    if let Some(organization) = row.peek_text("relationships.organization.data.id").map(str::to_owned) {
        sink.facts.instance.get_or_insert(organization);
    }
    let problems = row.peek("attributes.problems").and_then(Value::as_array).into_iter().flatten();
    let is_weakness = |problem: &&Value| problem.get("type").and_then(Value::as_str) == Some("weakness");
    let problems = problems.filter(|problem| !is_weakness(problem)).filter_map(|problem| text_of(problem.get("id")?));
    let aliases = scanner::others(problems.collect::<Vec<_>>(), &id);
    let item = row.peek_text("relationships.scan_item.data.id").map(str::to_owned);
    let (status, status_word) = status(&mut row);
    let place = Place::of(&row);
    let mut found = Vulnerability {
        tool: TOOL.to_owned(),
        aliases,
        // Without its name the project is known by its id.
        asset: item.map(|item| names.get(&item).cloned().unwrap_or(item)),
        location: place.location,
        package: place.package,
        installed: place.version,
        title: row.text("attributes.title"),
        status,
        status_word,
        first_seen: row.time("attributes.created_at"),
        fixed: if status == VulnerabilityStatus::Fixed { row.time("attributes.resolution.resolved_at") } else { None },
        id,
        ..Vulnerability::default()
    };
    severity::COMMON.rate(row.text("attributes.effective_severity_level"), &mut found);
    let rated = row.peek("attributes.severities").and_then(Value::as_array).into_iter().flatten();
    let mut rated: Vec<(Option<String>, Option<String>)> =
        rated.map(|one| (one.get("score").and_then(text_of), one.get("vector").and_then(text_of))).collect();
    if !rated.is_empty() {
        let (score, vector) = rated.swap_remove(0);
        found.score = score;
        severity::rate_vector(vector.as_deref(), &mut found);
    }
    row.record(sink, Data::Vulnerability(Box::new(found)))
}

/// Open or resolved; what is ignored is open and accepted.
fn status(row: &mut Fields) -> (VulnerabilityStatus, Option<String>) {
    let word = row.text("attributes.status");
    let ignored = row.truth("attributes.ignored") == Some(true);
    match (word.as_deref(), ignored) {
        (Some("resolved"), _) => (VulnerabilityStatus::Fixed, word),
        (_, true) => (VulnerabilityStatus::Accepted, Some("ignored".to_owned())),
        _ => (VulnerabilityStatus::Open, word),
    }
}

/// Where an issue is: the first package, file or resource that its coordinates name.
#[derive(Default)]
struct Place {
    package: Option<String>,
    version: Option<String>,
    location: Option<String>,
}

impl Place {
    fn of(row: &Fields) -> Self {
        let coordinates = row.peek("attributes.coordinates").and_then(Value::as_array).into_iter().flatten();
        let all = coordinates.filter_map(|one| one.get("representations")?.as_array()).flatten();
        all.fold(Self::default(), |place, one| {
            let at = |path: &str| head::at(one, path).and_then(text_of);
            let line = head::at(one, "sourceLocation.region.start.line").and_then(Value::as_i64);
            let location = scanner::place(at("sourceLocation.file"), line);
            Self {
                package: place.package.or_else(|| at("dependency.package_name")),
                version: place.version.or_else(|| at("dependency.package_version")),
                location: place
                    .location
                    .or(location)
                    .or_else(|| at("resourcePath"))
                    .or_else(|| at("cloud_resource.resource.name")),
            }
        })
    }
}
