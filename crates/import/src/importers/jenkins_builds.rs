//! Jenkins: builds of jobs, as its remote access interface gives them.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{
        fields::{Fields, text_of},
        json::{self, Beside},
    },
    table::words,
};
use model::{
    Data, Kind, Position, Stamp,
    record::{DeployOutcome, PipelineRun},
};
use serde_json::Value;

/// Lists of builds, and of jobs that each hold such lists.
const LISTS: &[&str] = &["builds", "allBuilds", "jobs"];

/// How deep folders of jobs are followed.
const DEEPEST: u8 = 20;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "jenkins-builds",
    version: 1,
    about: About {
        vendor: "Jenkins",
        title: "Builds",
        export: &[
            "With a user who may read the job, create an API token (your name, Security, API Token).",
            "Call GET JENKINS/job/NAME/api/json?tree=fullName,allBuilds[number,url,fullDisplayName,result,building,timestamp,\
             duration,actions[causes[*],lastBuiltRevision[SHA1,branch[name]],remoteUrls]] and save the answer.",
            "Without tree= Jenkins names the last 100 builds only, and no results.",
        ],
        covers: "The builds of a job that Jenkins still keeps.",
        retention_days: None,
        source: "https://www.jenkins.io/doc/book/using/remote-access-api/",
    },
    emits: &[Kind::PipelineRun],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let listed = LISTS.iter().find_map(|list| head.row_of(list));
    let Some(row) = listed.or_else(|| head.row()) else { return Match::No };
    let class = |value: &Value| value.get("_class").and_then(Value::as_str).unwrap_or_default().to_owned();
    let jenkins =
        |class: &str| ["hudson.", "org.jenkinsci.", "jenkins.", "com.cloudbees."].iter().any(|own| class.starts_with(own));
    let full = head::has(row, &["number", "result", "timestamp"]);
    let of_jenkins = jenkins(&class(row)) || head.json().is_some_and(|json| jenkins(&class(json)));
    match (full, of_jenkins) {
        (true, true) => Match::Certain,
        (true, false) if head::has(row, &["duration", "fullDisplayName"]) => Match::Certain,
        (false, true) if head::has(row, &["number", "url"]) || head::has(row, &["builds"]) || head::has(row, &["jobs"]) => {
            Match::Certain
        }
        _ => Match::No,
    }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.product = Some("Jenkins".to_owned());
    sink.facts.report = Some("Builds (api/json)".to_owned());
    let whole = json::rows(input, LISTS, sink, &mut |row, sink| {
        let name = job_name(row.beside);
        let is_job = row.list == "jobs";
        let row = Fields::from(row);
        if is_job { job(row, DEEPEST, sink) } else { build(row, name.as_deref(), sink) }
    })?;
    sink.facts.declared_empty = whole.declared_empty;
    Ok(())
}

fn job_name(beside: &Beside) -> Option<String> {
    ["fullName", "name", "fullDisplayName"].iter().find_map(|key| beside.text(key)).map(str::to_owned)
}

/// A job or folder in a list of jobs: its builds, and those of the jobs in it. It is held in memory whole.
fn job(mut row: Fields, deepest: u8, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let name = row.first_text(&["fullName", "name"]);
    let root = row.position().clone();
    let inner = |list: &str, index: usize| match &root {
        Position::Path(path) => Position::Path(format!("{path}.{list}[{index}]")),
        other => other.clone(),
    };
    for list in LISTS {
        let Some(Value::Array(items)) = row.take(list) else { continue };
        for (index, item) in items.into_iter().enumerate() {
            let item = Fields::new(inner(list, index), item);
            match *list {
                "jobs" if deepest > 0 => job(item, deepest - 1, sink)?,
                "jobs" => sink.problem(item.position().clone(), "too-deep", "folders in folders without end; not read"),
                _ => build(item, name.as_deref(), sink)?,
            }
        }
    }
    Ok(())
}

fn build(mut row: Fields, job: Option<&str>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(number) = row.text("number").or_else(|| row.text("id")) else {
        row.lacks(sink, "number");
        return Ok(());
    };
    if let Some(host) = row.peek_text("url").and_then(|url| url.split_once("://")?.1.split('/').next()) {
        sink.facts.instance.get_or_insert(host.to_owned());
    }
    if !row.has("timestamp") && !row.has("result") {
        note_bare(sink);
    }
    let full = row.text("fullDisplayName");
    // A build may be given a name of its own: then the job stands before it all the same, but no number ends it.
    let of_full = full.as_deref().and_then(|full| full.strip_suffix(&format!(" #{number}"))).map(str::to_owned);
    let name = of_full.or_else(|| job.map(str::to_owned));
    let at = row.time("timestamp");
    let building = row.truth("building");
    let outcome_word = row.text("result");
    let outcome = match outcome_word.as_deref() {
        // Unstable: built, and tests failed. Not built: something before it failed; some tools write it without its last letter.
        Some("UNSTABLE" | "NOT_BUILT" | "NOT_BUILD") => DeployOutcome::Failed,
        Some(word) => words::deploy_outcome(word),
        None if building == Some(true) => DeployOutcome::Pending,
        None => DeployOutcome::Unknown,
    };
    let duration = row.peek("duration").and_then(Value::as_i64).filter(|_| building != Some(true) && outcome_word.is_some());
    let run = PipelineRun {
        system: "Jenkins".to_owned(),
        id: full.unwrap_or_else(|| job.map_or_else(|| format!("#{number}"), |job| format!("{job} #{number}"))),
        name,
        repository: of_actions(&row, "remoteUrls").and_then(|urls| text_of(urls.get(0)?)),
        finished: at.zip(duration).and_then(|(at, length)| after(at, length)),
        at,
        outcome,
        outcome_word,
        trigger: cause(&row, "shortDescription"),
        by: cause(&row, "userId").or_else(|| cause(&row, "userName")),
        commit: of_actions(&row, "lastBuiltRevision").and_then(|revision| text_of(revision.get("SHA1")?)),
        reference: of_actions(&row, "lastBuiltRevision")
            .and_then(|revision| text_of(revision.get("branch")?.get(0)?.get("name")?)),
        ..PipelineRun::default()
    };
    row.record(sink, Data::PipelineRun(Box::new(run)))
}

/// The list names builds and says nothing of them.
fn note_bare(sink: &mut Sink<'_>) {
    let reason = "builds are named without time and result: export them with tree=";
    if !sink.facts.incomplete.iter().any(|known| known == reason) {
        sink.facts.incomplete.push(reason.to_owned());
    }
}

/// The end of a build: Jenkins gives its beginning and its length in milliseconds.
fn after(at: Stamp, milliseconds: i64) -> Option<Stamp> {
    let Stamp::Instant(at) = at else { return None };
    at.checked_add_signed(chrono::TimeDelta::try_milliseconds(milliseconds).filter(|length| *length > chrono::TimeDelta::zero())?)
        .map(Stamp::Instant)
}

/// The first of the build's actions that has a key: there is one for each plugin, the first repository first.
fn of_actions<'f>(row: &'f Fields, key: &str) -> Option<&'f Value> {
    row.peek("actions")?.as_array()?.iter().find_map(|action| action.get(key))
}

/// What set the build off.
fn cause(row: &Fields, key: &str) -> Option<String> {
    let causes = of_actions(row, "causes")?.as_array()?;
    causes.iter().find_map(|cause| text_of(cause.get(key)?)).filter(|text| !text.is_empty())
}
