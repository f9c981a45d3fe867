//! Argo CD: applications with the history of what was deployed, as `argocd app list`, its interface or kubectl print them.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{
        fields::{Fields, text_of},
        json::{self, Row},
        pages, time,
    },
    table::words,
};
use model::{
    Data, Kind, Position, Stamp,
    gateway::Extra,
    record::{Deploy, DeployOutcome},
};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "argocd-applications",
    version: 2,
    about: About {
        vendor: "Argo CD",
        title: "Applications and their deployment history",
        export: &[
            "With an account that may get applications (role:readonly), run `argocd app list --output json > applications.json`, \
             or `kubectl get applications.argoproj.io --all-namespaces --output json`.",
            "Argo CD keeps the last 10 deployments of an application (spec.revisionHistoryLimit): export often enough.",
        ],
        covers: "The last deployments of each application, and the operation that ran last.",
        retention_days: None,
        source: "https://github.com/argoproj/argo-cd/blob/master/assets/swagger.json (v1alpha1ApplicationList)",
    },
    emits: &[Kind::Deploy],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row_of("items").or_else(|| head.row()) else { return Match::No };
    let typed = row.get("apiVersion").and_then(Value::as_str).is_some_and(|version| version.starts_with("argoproj.io/"))
        && row.get("kind").and_then(Value::as_str) == Some("Application");
    let shaped = head::has(row, &["metadata.name", "spec.destination"])
        && (head::has(row, &["spec.source"]) || head::has(row, &["spec.sources"]));
    if typed || shaped { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.product = Some("Argo CD".to_owned());
    sink.facts.report = Some("Applications".to_owned());
    let mut undeployed = 0_u64;
    let whole = json::rows(input, &["items"], sink, &mut |row, sink| application(row, &mut undeployed, sink))?;
    sink.facts.incomplete.extend(pages::incomplete(&whole));
    if whole.beside.at("metadata.continue").is_some_and(|token| token.as_str() != Some("")) {
        sink.facts.incomplete.push("`metadata.continue` leads to a further page that is not in the file".to_owned());
    }
    sink.facts.control_totals.insert("applications".to_owned(), whole.rows.to_string());
    if undeployed > 0 {
        sink.facts.control_totals.insert("applications without a deployment".to_owned(), undeployed.to_string());
    }
    // Applications that were never deployed are an answer: there was no deployment.
    sink.facts.declared_empty = whole.declared_empty || (sink.records() == 0 && undeployed > 0 && undeployed == whole.rows);
    Ok(())
}

/// What the deployments of an application share.
struct Application {
    name: String,
    environment: Option<String>,
    beside: Extra,
}

fn application(row: Row<'_>, undeployed: &mut u64, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let mut row = Fields::from(row);
    if !row.has("metadata")
        && let Some(message) = row.text("error").or_else(|| row.text("message"))
    {
        return Err(ReadError::SourceError(message));
    }
    let Some(name) = row.text("metadata.name") else {
        row.lacks(sink, "metadata.name");
        return Ok(());
    };
    let environment =
        row.peek_text("metadata.labels.environment").or_else(|| row.peek_text("metadata.labels.env")).map(str::to_owned);
    let of = Application {
        name,
        environment: environment.or_else(|| row.peek_text("spec.destination.namespace").map(str::to_owned)),
        beside: ["metadata.namespace", "spec.project", "spec.destination", "status.health", "status.sync"]
            .into_iter()
            .filter_map(|path| Some((format!("application.{path}"), row.take(path)?)))
            .collect(),
    };
    let root = row.position().clone();
    let inside = |path: String| match &root {
        Position::Path(outer) => Position::Path(format!("{outer}.{path}")),
        other => other.clone(),
    };
    let history = row.take("status.history").and_then(|history| if let Value::Array(all) = history { Some(all) } else { None });
    let operation = row.take("status.operationState");
    let known = history.iter().flatten().filter_map(|entry| stamp(entry.get("deployedAt"))).collect::<Vec<_>>();
    let before = sink.records();
    for (index, entry) in history.into_iter().flatten().enumerate() {
        deployed(Fields::new(inside(format!("status.history[{index}]")), entry), &of, sink)?;
    }
    if let Some(operation) = operation {
        let finished = stamp(operation.get("finishedAt"));
        // A sync that succeeded is the last entry of the history, by a clock that was read a moment sooner or later; one that
        // failed or runs stands here only.
        let near = |at: Stamp, other: &Stamp| {
            let apart = at.earliest(chrono_tz::UTC) - other.earliest(chrono_tz::UTC);
            apart.num_seconds().abs() <= MOMENT
        };
        let told = operation.get("phase").and_then(Value::as_str) == Some("Succeeded")
            && finished.is_some_and(|at| known.iter().any(|other| near(at, other)));
        if !told {
            operated(Fields::new(inside("status.operationState".to_owned()), operation), &of, sink)?;
        }
    }
    *undeployed += u64::from(sink.records() == before);
    Ok(())
}

/// Seconds that the end of a sync and its entry in the history may lie apart.
const MOMENT: i64 = 5;

fn stamp(value: Option<&Value>) -> Option<Stamp> {
    value.and_then(|value| time::json(value).stamp())
}

/// An entry of the history: it went live.
fn deployed(mut entry: Fields, of: &Application, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(at) = entry.time("deployedAt") else {
        entry.lacks(sink, "deployedAt");
        return Ok(());
    };
    let number = entry.text("id").unwrap_or_else(|| "0".to_owned());
    let by = entry.first_text(&["initiatedBy.username", "initiatedBy.automated"]).map(|by| automated(&by));
    let deploy = Deploy {
        id: format!("{}/{number}", of.name),
        at: Some(at),
        by,
        outcome: DeployOutcome::Succeeded,
        commit: revision(&mut entry, "revision", "revisions"),
        reference: entry.text("source.targetRevision").or_else(|| text_of(entry.peek("sources")?.get(0)?.get("targetRevision")?)),
        ..of.deploy()
    };
    of.record(entry, deploy, sink)
}

/// The operation that ran last, where it is not in the history.
fn operated(mut operation: Fields, of: &Application, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let started = operation.time("startedAt");
    let at = operation.time("finishedAt").or(started);
    let Some(at) = at else {
        operation.lacks(sink, "startedAt");
        return Ok(());
    };
    let word = operation.text("phase");
    let by =
        operation.first_text(&["operation.initiatedBy.username", "operation.initiatedBy.automated"]).map(|by| automated(&by));
    let deploy = Deploy {
        id: format!("{}/operation {at}", of.name),
        at: Some(at),
        by,
        outcome: word.as_deref().map_or(DeployOutcome::Unknown, phase),
        outcome_word: word,
        commit: revision(&mut operation, "syncResult.revision", "syncResult.revisions"),
        reference: operation.first_text(&["syncResult.source.targetRevision", "operation.sync.revision"]),
        ..of.deploy()
    };
    of.record(operation, deploy, sink)
}

/// Running, Terminating, Failed, Error, Succeeded.
fn phase(word: &str) -> DeployOutcome {
    if word == "Terminating" { DeployOutcome::Failed } else { words::deploy_outcome(word) }
}

/// The commit: one, or the first of several sources (the others stay beside).
fn revision(row: &mut Fields, one: &str, several: &str) -> Option<String> {
    row.text(one).or_else(|| text_of(row.peek(several)?.as_array()?.first()?)).filter(|text| !text.is_empty())
}

/// `automated` is a truth value: the controller synchronised without a person.
fn automated(by: &str) -> String {
    if by == "true" { "automated sync".to_owned() } else { by.to_owned() }
}

impl Application {
    fn deploy(&self) -> Deploy {
        Deploy {
            system: "Argo CD".to_owned(),
            service: Some(self.name.clone()),
            environment: self.environment.clone(),
            ..Deploy::default()
        }
    }

    /// Hands a deployment over, with what the application says besides.
    fn record(&self, mut row: Fields, deploy: Deploy, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        for (key, value) in &self.beside {
            row.put(key, value.clone());
        }
        row.record(sink, Data::Deploy(Box::new(deploy)))
    }
}
