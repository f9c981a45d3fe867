//! Dependabot: alerts as GitHub's REST API lists them, and as its GraphQL API nests them under repositories.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{
        export::Export,
        fields::{Fields, text_of},
    },
    severity,
    vendor::{github, github_alerts as alerts, scanner},
};
use model::{Data, Kind, record::Vulnerability};
use serde_json::Value;

const TOOL: &str = "Dependabot";

/// Where GraphQL answers hold alerts, or repositories that hold alerts.
const LISTS: &[&str] = &[
    "data.repository.vulnerabilityAlerts.nodes",
    "data.organization.repositories.nodes",
    "data.user.repositories.nodes",
    "data.viewer.repositories.nodes",
    "data.search.nodes",
    "data.search.edges",
];

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "dependabot",
    version: 1,
    about: About {
        vendor: "GitHub",
        title: "Dependabot alerts",
        export: &[
            "With a token that may read Dependabot alerts: \
             `gh api --paginate 'orgs/ORG/dependabot/alerts?per_page=100' > dependabot.json` (or `repos/OWNER/REPO/dependabot/alerts`).",
            "Without a `state` all alerts come: open, fixed and dismissed. GraphQL's `vulnerabilityAlerts` are read too.",
        ],
        covers: "All alerts of a repository or organisation at the moment of the export.",
        retention_days: None,
        source: "https://docs.github.com/en/rest/dependabot/alerts",
    },
    emits: &[Kind::Vulnerability],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let rest = |row: &Value| {
        head::has(row, &["number", "state", "security_advisory"]) && head::has(row, &["security_vulnerability.package"])
    };
    if head.row().is_some_and(rest) {
        return Match::Certain;
    }
    let graphql = |row: &Value| head::has(row, &["vulnerabilityAlerts"]) || head::has(row, &["securityVulnerability"]);
    let nested = LISTS.iter().filter_map(|list| head.row_of(list)).any(|row| graphql(row.get("node").unwrap_or(row)));
    let asked = head.object().is_some_and(|json| head::has(json, &["data.repository.vulnerabilityAlerts"]));
    if nested || asked { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let export = Export { product: github::SYSTEM, report: "Dependabot alerts", snapshot: true, lists: LISTS, ..Export::PLAIN };
    let mut empty = false;
    let whole = export.read_beside(input, sink, &mut |mut row, beside, sink| {
        let holder = ["data.repository.nameWithOwner", "data.repository.name"].iter().find_map(|path| beside.text(path));
        let holder = holder.map(str::to_owned);
        if let Some(node) = row.take("node") {
            row = Fields::new(scanner::inside(row.position(), ".node"), node);
        }
        if !row.has("vulnerabilityAlerts") {
            return alert(row, holder, sink);
        }
        let repository = row.text("nameWithOwner").or_else(|| row.text("name"));
        let more = row.peek("vulnerabilityAlerts.pageInfo.hasNextPage") == Some(&Value::Bool(true));
        let list = if row.has("vulnerabilityAlerts.edges") { "vulnerabilityAlerts.edges" } else { "vulnerabilityAlerts.nodes" };
        let total = row.peek("vulnerabilityAlerts.totalCount").and_then(Value::as_u64);
        let found = scanner::inner(&mut row, list);
        if more || total.is_some_and(|total| total > found.len() as u64) {
            let name = repository.as_deref().unwrap_or("a repository");
            sink.facts.incomplete.push(format!("{name} has more alerts than the {} in the file", found.len()));
        }
        empty |= found.is_empty();
        found.into_iter().try_for_each(|mut found| match found.take("node") {
            Some(node) => alert(Fields::new(scanner::inside(found.position(), ".node"), node), repository.clone(), sink),
            None => alert(found, repository.clone(), sink),
        })
    })?;
    github::note_errors(&whole.beside, sink);
    sink.facts.declared_empty = sink.records() == 0 && (whole.declared_empty || empty);
    Ok(())
}

/// An alert of either form; `holder` is the repository around it.
fn alert(mut row: Fields, holder: Option<String>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    if let Some(host) = row.peek_text("html_url").and_then(github::host) {
        sink.facts.instance.get_or_insert(host);
    }
    // GraphQL: the advisory stands in the vulnerability, or beside it.
    let advisory = ["security_advisory", "securityVulnerability.advisory", "securityAdvisory"];
    let Some(advisory) = advisory.into_iter().find(|path| row.peek(path).is_some()) else {
        row.lacks(sink, "security_advisory");
        return Ok(());
    };
    let under = |key: &str| format!("{advisory}.{key}");
    let listed = row.peek(&under("identifiers")).and_then(Value::as_array).into_iter().flatten();
    let ids: Vec<String> = listed.filter_map(|id| text_of(id.get("value")?)).collect();
    let mut all = [row.text(&under("ghsa_id")), row.text(&under("ghsaId")), row.text(&under("cve_id"))];
    let Some(id) = all.iter_mut().find_map(Option::take).or_else(|| ids.first().cloned()) else {
        row.lacks(sink, "ghsa_id");
        return Ok(());
    };
    let state = row.text("state");
    let reason = row.first_text(&["dismissed_reason", "dismissReason"]);
    let (status, status_word) = alerts::status(state.as_deref(), reason.as_deref());
    let vulnerability = if row.has("security_vulnerability") { "security_vulnerability" } else { "securityVulnerability" };
    let of = |key: &str| format!("{vulnerability}.{key}");
    let installed = row.peek_text("vulnerableRequirements").and_then(|text| text.strip_prefix("= ")).map(str::to_owned);
    let vector = vector(&mut row, &under);
    let mut found = Vulnerability {
        tool: TOOL.to_owned(),
        aliases: scanner::others(all.into_iter().flatten().chain(ids), &id),
        asset: alerts::repository(&mut row).or(holder),
        location: row.first_text(&["dependency.manifest_path", "vulnerableManifestPath", "vulnerableManifestFilename"]),
        package: row.text("dependency.package.name").or_else(|| row.text(&of("package.name"))),
        installed,
        fixed_in: row.text(&of("first_patched_version.identifier")).or_else(|| row.text(&of("firstPatchedVersion.identifier"))),
        title: row.text(&under("summary")),
        status,
        status_word,
        first_seen: row.time("created_at").or_else(|| row.time("createdAt")),
        fixed: row.time("fixed_at").or_else(|| row.time("fixedAt")),
        id,
        ..Vulnerability::default()
    };
    severity::COMMON.rate(row.text(&of("severity")).or_else(|| row.text(&under("severity"))), &mut found);
    if let Some((score, vector)) = vector {
        found.score = score;
        severity::rate_vector(Some(&vector), &mut found);
    }
    row.record(sink, Data::Vulnerability(Box::new(found)))
}

/// The newest CVSS vector and its score. Without a vector GitHub writes the score 0, which is none.
fn vector(row: &mut Fields, under: &dyn Fn(&str) -> String) -> Option<(Option<String>, String)> {
    let places = ["cvss_severities.cvss_v4", "cvss_severities.cvss_v3", "cvss", "cvssSeverities.cvssV4", "cvssSeverities.cvssV3"];
    places.iter().find_map(|place| {
        let place = under(place);
        let vector =
            row.peek_text(&format!("{place}.vector_string")).or_else(|| row.peek_text(&format!("{place}.vectorString")))?;
        let vector = vector.to_owned();
        let score = row.peek(&format!("{place}.score")).and_then(Value::as_f64).filter(|score| *score > 0.0);
        Some((score.map(|score| format!("{score:.1}")), vector))
    })
}
