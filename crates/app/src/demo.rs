//! The demo company: the main job on exports that we made up, with faults planted to be found.

pub mod log;
mod numbers;
mod traffic;
mod weave;
mod words;

use crate::{
    AppError, Code, Session, bundle,
    contract::{
        Progress,
        evidence::{Decision, FileReport, ImportEvent, ImportStatus},
    },
    evaluation, evidence, framework,
};
use chrono::{DateTime, NaiveDate, Utc};
use include_dir::{Dir, include_dir};
use model::{Approved, Effective, Engagement, Ipe, OwnCheck, Secret, SourceSystem, Stamp, TeamMember};
use serde::{Deserialize, Serialize};
use std::{
    fs::{self, File},
    io::{self, BufWriter, Write as _},
    path::Path,
};

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../assets/demo");

/// Opens the demo vault; it protects nothing but invented data.
const PASSPHRASE: &str = "larkspur demo passphrase";

/// The demo company as `assets/demo/demo.toml` tells it.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Company {
    /// The moment of judgement.
    pub as_of: DateTime<Utc>,
    /// Controls of the starter map that the company took out.
    #[serde(default)]
    pub left_out: Vec<String>,
    /// The engagement.
    pub engagement: Engagement,
    /// Its people.
    #[serde(rename = "member")]
    pub members: Vec<TeamMember>,
    /// Its systems.
    #[serde(rename = "source")]
    pub sources: Vec<SourceSystem>,
    /// Approved providers and models.
    pub approved: Vec<Approved>,
    /// Parameters set besides the defaults.
    #[serde(default, rename = "parameter")]
    pub parameters: Vec<Parameter>,
    /// Its own checks over the log.
    #[serde(default, rename = "check")]
    pub checks: Vec<OwnCheck>,
    /// The traffic of its gateway.
    pub traffic: Woven,
    /// The exports, in the order of import.
    #[serde(rename = "file")]
    pub files: Vec<Export>,
    /// What must be found, no more and no less.
    pub planted: Vec<Planted>,
    /// What must be among the many that an evaluator finds.
    #[serde(default)]
    pub planted_among: Vec<Planted>,
}

/// A parameter that the company set.
#[derive(Debug, Clone, Deserialize)]
pub struct Parameter {
    /// Its id.
    pub id: String,
    /// The value.
    #[serde(flatten)]
    pub value: Effective,
}

/// The company's log: an export with planted faults, to which traffic without any is added, and the report of what a
/// provider counted of both.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Woven {
    /// The export in `assets/demo` and of the demo.
    pub log: String,
    /// Says all that looks drawn.
    pub seed: u64,
    /// Persons at customers.
    pub people: u32,
    /// Name of the report, made from the rows.
    pub usage: String,
    /// The provider that reports.
    pub provider: String,
    /// First day of the report.
    pub usage_from: NaiveDate,
    /// Days of the report.
    pub usage_days: u32,
}

/// One export of the demo company.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Export {
    /// File name in `assets/demo`.
    pub name: String,
    /// The importer that recognises it; none: kept as a document.
    #[serde(default)]
    pub importer: Option<String>,
    /// Records of the importer's first kind.
    #[serde(default)]
    pub records: u32,
    /// When it was extracted, as the person who did it states.
    #[serde(default)]
    pub extracted: Option<DateTime<Utc>>,
    /// Who extracted it.
    #[serde(default)]
    pub by: Option<String>,
    /// Out of which system.
    #[serde(default)]
    pub source: Option<String>,
    /// By which report or query.
    #[serde(default)]
    pub report: Option<String>,
    /// First day that a document covers.
    #[serde(default)]
    pub covers_from: Option<String>,
    /// Last day that a document covers.
    #[serde(default)]
    pub covers_to: Option<String>,
    /// Controls that a document serves.
    #[serde(default)]
    pub controls: Vec<String>,
}

/// A fault planted in the demo data.
#[derive(Debug, Clone, Deserialize)]
pub struct Planted {
    /// The evaluator that must find it.
    pub evaluator: String,
    /// The subject that it must name.
    pub subject: String,
}

/// What the demo made and found.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Demo {
    /// The company.
    pub company: String,
    /// Folder of the vault.
    pub vault: String,
    /// File with its passphrase.
    pub passphrase_file: String,
    /// The bundle.
    pub bundle: String,
    /// Exports imported.
    pub imported: u32,
    /// Records read.
    pub records: u32,
    /// One line an evaluator.
    pub findings: Vec<Line>,
    /// Exceptions in all.
    pub exceptions: u32,
    /// Whether the bundle verifies.
    pub valid: bool,
}

/// What one evaluator found.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Line {
    /// The evaluator.
    pub evaluator: String,
    /// Its state.
    pub state: String,
    /// Exceptions, tested and population in words.
    pub summary: String,
}

/// The demo company.
///
/// # Errors
/// [`Code::System`] when `demo.toml` is not as expected; a test keeps that from happening.
pub fn company() -> Result<Company, AppError> {
    let text = FILES.get_file("demo.toml").and_then(|file| file.contents_utf8()).unwrap_or_default();
    toml::from_str(text)
        .map_err(|error| AppError::new(Code::System, format!("the demo company is damaged: {error}"), "reinstall Fieldwork"))
}

/// Makes the demo vault, exports and bundle below `out`; what an earlier demo made there is made anew. The gateway's log has
/// so many `rows` besides those with planted faults.
///
/// # Errors
/// What any of the steps may fail with.
pub fn run(out: &Path, rows: u64, hear: &mut dyn FnMut(Progress)) -> Result<Demo, AppError> {
    let company = company()?;
    let folder = |name: &str| out.join(name);
    prepare(&company, rows, out)?;
    let session = open(&company, &folder("vault"))?;
    let reports = import(&session, &company, &folder("exports"), hear)?;
    let path = folder("bundle.zip");
    bundle::export(&session, &path, hear)?;
    let verdict = bundle::verify(&path, None)?;
    // The bundle judged everything anew; its answers stand.
    let run = evaluation::run(&session, &[], evaluation::Reuse::Unchanged, hear)?;
    let line = |evaluation: &model::Evaluation| Line {
        evaluator: evaluation.evaluator.clone(),
        state: evaluation.state.title().to_owned(),
        summary: format!("{} of {} (population {})", evaluation.exceptions, evaluation.tested, evaluation.population),
    };
    Ok(Demo {
        company: company.engagement.company,
        vault: folder("vault").display().to_string(),
        passphrase_file: folder("passphrase.txt").display().to_string(),
        bundle: path.display().to_string(),
        imported: crate::words::count(reports.iter().filter(|report| report.evidence.is_some()).count()),
        records: reports.iter().flat_map(|report| report.counts.values()).sum(),
        findings: run.evaluations.iter().map(line).collect(),
        exceptions: crate::words::count(run.evaluations.iter().map(|evaluation| evaluation.exceptions).sum::<u64>()),
        valid: verdict.valid,
    })
}

/// Lays out the folder: only names that a demo makes are removed.
fn prepare(company: &Company, rows: u64, out: &Path) -> Result<(), AppError> {
    let failed = |attempt: &'static str| move |error: io::Error| AppError::system(attempt, &error);
    fs::create_dir_all(out).map_err(failed("the demo's folder could not be made"))?;
    let is_ours = fs::read_to_string(out.join("passphrase.txt")).is_ok_and(|text| text.trim_end() == PASSPHRASE);
    for name in ["vault", "exports"] {
        if is_ours && out.join(name).exists() {
            fs::remove_dir_all(out.join(name)).map_err(failed("the earlier demo could not be removed"))?;
        }
    }
    fs::write(out.join("passphrase.txt"), format!("{PASSPHRASE}\n"))
        .map_err(failed("the passphrase file could not be written"))?;
    let exports = out.join("exports");
    fs::create_dir_all(&exports)
        .and_then(|()| FILES.extract(&exports))
        .and_then(|()| weave(company, rows, &exports))
        .map_err(failed("the demo's exports could not be written"))
}

/// Writes the company's log and what its provider counted.
fn weave(company: &Company, rows: u64, exports: &Path) -> io::Result<()> {
    let Woven { log, seed, people, usage, provider, usage_from, usage_days } = &company.traffic;
    let given = FILES.get_file(log).and_then(|file| file.contents_utf8()).unwrap_or_default();
    let window = company.engagement.window;
    let days = (window.to - window.from).num_days() + 1;
    let traffic = log::Traffic {
        seed: *seed,
        rows,
        from: window.from,
        days: u32::try_from(days).unwrap_or_default(),
        people: *people,
        traces: false,
        faults: 0,
    };
    let mut counted = weave::Usage::new(provider, *usage_from, *usage_days);
    let mut out = BufWriter::new(File::create(exports.join(log))?);
    weave::write(given, &traffic, &mut counted, &mut out)?;
    out.flush()?;
    fs::write(exports.join(usage), counted.report())
}

/// A vault with the company's engagement, people, systems, map and approved list; its clock stands at the company's day.
fn open(company: &Company, folder: &Path) -> Result<Session, AppError> {
    let session = Session::at(folder.to_owned(), company.as_of, "demo".to_owned());
    let mut framework = framework::soc2()?;
    framework.controls.retain(|control| !company.left_out.contains(&control.id));
    for control in &mut framework.controls {
        let holder = company.members.iter().find(|member| member.roles.contains(&control.owner_role));
        control.owner = holder.map(|member| member.email.clone());
    }
    crate::vault::create_with(&session, &company.engagement, &framework, Some(Secret::new(PASSPHRASE.to_owned())), false)?;
    session.change(|write| {
        company.members.iter().try_for_each(|member| write.put_team_member(member))?;
        company.sources.iter().try_for_each(|source| write.put_source_system(source))?;
        company.parameters.iter().try_for_each(|parameter| write.put_parameter(&parameter.id, &parameter.value))?;
        Ok(())
    })?;
    crate::terms::put_approved(&session, &company.approved)?;
    company.checks.iter().try_for_each(|check| crate::own_checks::put(&session, check.clone()).map(drop))?;
    Ok(session)
}

/// Imports the exports in order and fills in what the persons who took them state.
fn import(
    session: &Session,
    company: &Company,
    folder: &Path,
    hear: &mut dyn FnMut(Progress),
) -> Result<Vec<FileReport>, AppError> {
    let paths: Vec<_> = company.files.iter().map(|file| folder.join(&file.name)).collect();
    let batch = evidence::batch(session, &paths);
    let mut reports = Vec::new();
    evidence::import_batch(session, batch.id, &[] as &[Decision], &mut |event| {
        if let ImportEvent::File(report) = event {
            let what = format!("imported {}", report.file);
            hear(Progress { what, permille: None, count: report.index + 1, done: false });
            reports.push(*report);
        }
    })?;
    for (report, file) in reports.iter().zip(&company.files) {
        let Some(number) = report.evidence.filter(|_| matches!(report.status, ImportStatus::Imported | ImportStatus::Document))
        else {
            let message = format!("the demo's {} was not imported: {}", file.name, report.message);
            return Err(AppError::new(Code::Integrity, message, ""));
        };
        evidence::state(session, number, &stated(file))?;
        if let (Some(from), Some(to)) = (&file.covers_from, &file.covers_to) {
            evidence::set_covers(session, number, from, to)?;
        }
        file.controls.iter().try_for_each(|control| evidence::link(session, number, control))?;
    }
    Ok(reports)
}

/// What the person who took the export states on the IPE sheet.
fn stated(file: &Export) -> Ipe {
    Ipe {
        system: file.source.clone(),
        report: file.report.clone(),
        extracted_by: file.by.clone(),
        extracted_at: file.extracted.map(Stamp::Instant),
        ..Ipe::default()
    }
}
