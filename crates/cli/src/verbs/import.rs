//! `fieldwork import`: exports and documents into the vault.

use crate::{output, session::VaultArguments};
use anyhow::Context;
use app::contract::evidence::{Decision, FileReport, ImportEvent, ImportStatus, MapChoice, ProblemView};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Read exports into the vault; what is not recognised is kept as a document.
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    vault: VaultArguments,
    /// Read every file with this importer (see `fieldwork importers`)
    #[arg(long = "as", value_name = "IMPORTER")]
    importer: Option<String>,
    /// JSON file with a column map: {"kind","columns":{field: column},"day-first","system"}
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
    /// Show what would be read and why; change nothing
    #[arg(long)]
    dry_run: bool,
    /// Print one JSON object a file: {"file","sha256","importer","kind","records","problems","status",...}
    #[arg(long)]
    json: bool,
    /// Files, folders or ZIP archives
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// One file, as `--json` prints it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Line<'a> {
    file: String,
    sha256: &'a str,
    importer: &'a Option<String>,
    kind: Option<model::Kind>,
    records: u32,
    problems: &'a [ProblemView],
    status: ImportStatus,
    problem_count: u32,
    counts: &'a std::collections::BTreeMap<String, u32>,
    covers: &'a str,
    incomplete: &'a [String],
    controls: &'a [String],
    evidence: Option<u32>,
    because: &'a str,
    message: &'a str,
    map: Option<serde_json::Value>,
}

/// Imports the files; refused ones and those that need a map make the exit code 2.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let session = arguments.vault.open()?;
    let map = arguments.map.as_deref().map(read_map).transpose()?;
    let batch = app::evidence::batch(&session, &arguments.files);
    let places = app::evidence::places(&session, batch.id)?;
    let bar = ProgressBar::new(1000).with_style(ProgressStyle::with_template("{msg} {wide_bar} {percent}%")?);
    let mut incomplete = false;
    let mut printed = Ok(());
    let mut hear = |event: ImportEvent| match event {
        ImportEvent::Reading { index, permille, records } => {
            bar.set_position(permille.into());
            bar.set_message(format!("{} · {records} records", batch.files.get(index as usize).map_or("", String::as_str)));
        }
        ImportEvent::File(report) => {
            incomplete |= matches!(report.status, ImportStatus::Refused | ImportStatus::NeedsMap | ImportStatus::Cancelled);
            let place = places.get(report.index as usize).map_or("", String::as_str);
            let shown = bar.suspend(|| print(arguments, place, &report));
            printed = std::mem::replace(&mut printed, Ok(())).and(shown);
        }
        ImportEvent::Finished => bar.finish_and_clear(),
    };
    let decide = |index: usize| Decision {
        index: u32::try_from(index).unwrap_or(u32::MAX),
        importer: arguments.importer.clone(),
        as_document: false,
        map: map.clone(),
    };
    let decisions: Vec<Decision> = (0..batch.files.len()).map(decide).collect();
    if arguments.dry_run {
        app::evidence::preview(&session, batch.id, &decisions, &mut hear)?;
    } else {
        app::evidence::import_batch(&session, batch.id, &decisions, &mut hear)?;
    }
    printed?;
    Ok(if incomplete { ExitCode::from(2) } else { ExitCode::SUCCESS })
}

fn read_map(file: &Path) -> anyhow::Result<MapChoice> {
    let text = std::fs::read_to_string(file).with_context(|| format!("the column map {} could not be read", file.display()))?;
    app::evidence::map_from_json(&text).with_context(|| file.display().to_string())
}

fn print(arguments: &Arguments, place: &str, report: &FileReport) -> anyhow::Result<()> {
    if arguments.json {
        return output::json(&Line {
            file: place.to_owned(),
            sha256: &report.sha256,
            importer: &report.importer,
            kind: report.kind,
            records: report.records,
            problems: &report.problems,
            status: report.status,
            problem_count: report.problem_count,
            counts: &report.counts,
            covers: &report.covers,
            incomplete: &report.incomplete,
            controls: &report.controls,
            evidence: report.evidence,
            because: &report.because,
            message: &report.message,
            map: report
                .map
                .as_ref()
                .map(|map| serde_json::json!({"kind": map.kind, "columns": map.columns, "missing": map.missing})),
        });
    }
    output::line(format!("{place}: {}", summary(report)));
    if arguments.dry_run && !report.because.is_empty() {
        output::line(format!("    recognised: {}", report.because));
    }
    if let Some(map) = report.map.as_ref().filter(|map| !map.columns.is_empty()) {
        let pairs: Vec<String> = map.columns.iter().map(|(field, column)| format!("{field} = {column}")).collect();
        output::line(format!("    columns: {}", pairs.join(", ")));
    }
    report.incomplete.iter().for_each(|reason| output::line(format!("    incomplete: {reason}")));
    report.problems.iter().take(5).for_each(|problem| output::line(format!("    {}: {}", problem.at, problem.message)));
    if report.problem_count > 5 {
        output::line(format!("    … {} problems in all", report.problem_count));
    }
    Ok(())
}

fn summary(report: &FileReport) -> String {
    let what = report.importer_title.as_deref().unwrap_or("document");
    let evidence = report.evidence.map(|number| format!(" as E-{number:04}")).unwrap_or_default();
    match report.status {
        ImportStatus::Imported => format!("{what}, {} records, {}{evidence}", report.records, report.covers),
        ImportStatus::AlreadyImported => format!("already imported{evidence}"),
        ImportStatus::Document => format!("kept as a document{evidence}. {}", report.message),
        ImportStatus::NeedsMap | ImportStatus::Refused | ImportStatus::Bundle | ImportStatus::Cancelled => report.message.clone(),
    }
}
