//! One result of a run.

use super::rules::{Rule, Rules};
use crate::{
    head,
    importer::{ReadError, Sink},
    read::fields::{Fields, text_of},
    severity,
    vendor::scanner::{self, LEVELS},
};
use model::{
    Data, Stamp,
    record::{Severity, Vulnerability, VulnerabilityStatus},
};
use serde_json::Value;

/// What the results of a run share.
pub(super) struct Run<'r> {
    pub(super) tool: &'r str,
    pub(super) asset: Option<&'r str>,
    pub(super) when: Option<Stamp>,
    pub(super) rules: &'r Rules,
    pub(super) artifacts: &'r Value,
}

/// Whether a result says that something is wrong; others say that a check passed or does not apply.
pub(super) fn is_finding(result: &Fields) -> bool {
    !matches!(result.peek_text("kind"), Some("pass" | "notApplicable" | "informational"))
}

impl Run<'_> {
    /// Reads a result.
    pub(super) fn result(&self, mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        let Some(id) = self.rules.id(&row) else {
            row.lacks(sink, "ruleId");
            return Ok(());
        };
        row.take("ruleId");
        let rule = self.rules.get(&id);
        if scanner::is_about_secrets(&[self.tool, &id, &rule.tags.join(" ")]) {
            without_snippets(&mut row);
        }
        let (status, status_word) = status(&mut row);
        let mut found = Vulnerability {
            tool: self.tool.to_owned(),
            aliases: scanner::others(scanner::advisory(&id), &id),
            asset: self.asset.map(str::to_owned),
            location: self.location(&row),
            title: rule.title.clone().or_else(|| row.peek_text("message.text").map(str::to_owned)),
            status,
            status_word,
            first_seen: row.time("provenance.firstDetectionTimeUtc"),
            scanned: self.when,
            id,
            ..Vulnerability::default()
        };
        rate(&mut row, &rule, &mut found);
        if let Some(help) = rule.help {
            row.put("rule-help", Value::String(help));
        }
        row.record(sink, Data::Vulnerability(Box::new(found)))
    }

    /// The first place: a line of a file, which may be named by its number in the list of artifacts.
    fn location(&self, row: &Fields) -> Option<String> {
        let first = row.peek("locations")?.get(0)?;
        let physical = first.get("physicalLocation");
        let named = physical.and_then(|place| head::at(place, "artifactLocation.uri").and_then(text_of));
        let numbered = || {
            let index = usize::try_from(head::at(physical?, "artifactLocation.index")?.as_u64()?).ok()?;
            head::at(self.artifacts.get(index)?, "location.uri").and_then(text_of)
        };
        let line = physical.and_then(|place| head::at(place, "region.startLine")?.as_i64());
        let logical = || {
            let place = first.get("logicalLocations")?.get(0)?;
            ["fullyQualifiedName", "name"].iter().find_map(|key| place.get(key).and_then(text_of))
        };
        scanner::place(named.or_else(numbered), line).or_else(logical)
    }
}

/// What is gone since the baseline is fixed; what somebody suppressed, in the code or outside, is accepted.
fn status(row: &mut Fields) -> (VulnerabilityStatus, Option<String>) {
    let baseline = row.text("baselineState");
    if baseline.as_deref() == Some("absent") {
        return (VulnerabilityStatus::Fixed, baseline);
    }
    let suppressions = row.peek("suppressions").and_then(Value::as_array).into_iter().flatten();
    let holds = |one: &&Value| matches!(one.get("status").and_then(Value::as_str), None | Some("accepted"));
    let kind = suppressions.filter(holds).map(|one| one.get("kind").and_then(text_of)).next();
    match kind {
        Some(kind) => (
            VulnerabilityStatus::Accepted,
            Some(kind.map_or_else(|| "suppressed".to_owned(), |kind| format!("suppressed: {kind}"))),
        ),
        None => (VulnerabilityStatus::Open, baseline),
    }
}

/// The security severity, a number on the scale of CVSS, counts before the level. Without a level the rule's holds, and
/// without that `warning` (section 3.27.10 of the standard).
fn rate(row: &mut Fields, rule: &Rule, into: &mut Vulnerability) {
    let level = row.text("level").or_else(|| rule.level.clone()).unwrap_or_else(|| "warning".to_owned());
    let score = row.text("properties.security-severity").or_else(|| rule.security_severity.clone());
    // Scanners write 0.0 where they know of no score; the level says more.
    severity::rate_score(score.filter(|score| score.parse() != Ok(0.0)), into);
    if into.severity == Severity::Unknown {
        LEVELS.rate(Some(level), into);
    } else {
        into.severity_word = Some(level);
    }
}

/// Takes the quoted code away, where it may be a secret, and what tools write of the secret itself.
fn without_snippets(row: &mut Fields) {
    for key in ["locations", "relatedLocations", "codeFlows", "fixes", "properties"] {
        if let Some(mut value) = row.take(key) {
            strip(&mut value);
            row.put(key, value);
        }
    }
}

const SENSITIVE: &[&str] =
    &["snippet", "contextRegion", "insertedContent", "offender", "secret", "match", "matched", "raw", "rawV2", "line", "lines"];

fn strip(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.retain(|key, _| !SENSITIVE.iter().any(|sensitive| key.eq_ignore_ascii_case(sensitive)));
            map.values_mut().for_each(strip);
        }
        Value::Array(items) => items.iter_mut().for_each(strip),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
