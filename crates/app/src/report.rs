//! What is told of one file: what it is, what it covers, what came of it, or why nothing did.

use crate::{
    AppError,
    contract::evidence::{FileReport, ImportStatus, ProblemView},
    intake::{self, Intake, Opened},
    plan::{self, Plan},
    registry,
    tally::Counted,
    words::{self, count},
};
use import::ReadError;
use model::{Control, Evidence, EvidenceId, Kind, Problem, Sha256};
use std::collections::BTreeMap;

/// What the vault knows of a file that was read.
pub(crate) struct Known {
    pub(crate) evidence: Option<EvidenceId>,
    pub(crate) controls: Vec<String>,
    pub(crate) sha256: Option<Sha256>,
}

/// A file that was read, or kept as a document.
pub(crate) fn read(
    intake: &Intake<'_>,
    opened: &Opened,
    plan: &Plan,
    counted: &Counted,
    evidence: &Evidence,
    known: Known,
) -> FileReport {
    let kind = plan.importer.and_then(|importer| intake::main_kind(importer, &counted.counts));
    let counts = counted.counts.iter().map(|(kind, number)| (kind.id().to_owned(), count(*number))).collect();
    let head = opened.head();
    FileReport {
        status: intake::status(plan),
        kind,
        records: count(kind.and_then(|kind| counted.counts.get(&kind)).copied().unwrap_or(0)),
        counts,
        covers: words::covered_by(evidence),
        incomplete: evidence.incomplete.clone(),
        problem_count: count(counted.problem_count),
        problems: counted.problems.iter().map(problem).collect(),
        evidence: known.evidence.map(|id| id.0),
        controls: known.controls,
        map: table_kind(plan).and_then(|kind| plan::map_view(&head, Some(kind), plan.map.as_ref())),
        message: if plan.importer.is_none() {
            "It is kept as it is and can be linked to controls.".to_owned()
        } else {
            String::new()
        },
        ..planned(intake, opened, plan, known.sha256)
    }
}

/// A file that its importer could not read.
pub(crate) fn unread(intake: &Intake<'_>, opened: &Opened, plan: &Plan, error: &ReadError, sha256: Option<Sha256>) -> FileReport {
    let head = opened.head();
    let status = match error {
        ReadError::NeedsMap { .. } => ImportStatus::NeedsMap,
        ReadError::Stopped => ImportStatus::Cancelled,
        ReadError::Io(_) | ReadError::Container { .. } | ReadError::SourceError(_) | ReadError::NothingRead => {
            ImportStatus::Refused
        }
    };
    let map =
        if status == ImportStatus::NeedsMap { plan::map_view(&head, intake::first_kind(plan), plan.map.as_ref()) } else { None };
    let message = match error {
        ReadError::Stopped => "stopped; nothing of it was kept".to_owned(),
        other => other.to_string(),
    };
    FileReport { status, message, map, ..planned(intake, opened, plan, sha256) }
}

/// A file that is in the vault already.
pub(crate) fn already(intake: &Intake<'_>, opened: &Opened, evidence: &Evidence) -> FileReport {
    let importer = evidence.importer.as_deref().and_then(registry::importer);
    let kind = importer.and_then(|importer| intake::main_kind(importer, &evidence.records));
    FileReport {
        status: ImportStatus::AlreadyImported,
        sha256: evidence.sha256.to_string(),
        importer: evidence.importer.clone(),
        importer_title: importer.map(registry::title),
        kind,
        records: count(kind.and_then(|kind| evidence.records.get(&kind)).copied().unwrap_or(0)),
        counts: evidence.records.iter().map(|(kind, number)| (kind.id().to_owned(), count(*number))).collect(),
        covers: words::covered_by(evidence),
        problem_count: count(evidence.problems),
        evidence: Some(evidence.id.0),
        message: format!("the same bytes are in the vault as {} ({})", evidence.id, evidence.file_name),
        ..blank(intake, &opened.name, opened.size)
    }
}

/// A file that cannot be taken at all.
pub(crate) fn refused(intake: &Intake<'_>, error: &AppError) -> FileReport {
    let message = if error.hint.is_empty() { error.message.clone() } else { format!("{}: {}", error.message, error.hint) };
    FileReport { message, ..blank(intake, &intake.file.name, 0) }
}

/// A bundle of ours.
pub(crate) fn bundle(intake: &Intake<'_>, opened: &Opened) -> FileReport {
    let message = "this is a Fieldwork bundle: verify it instead of importing it".to_owned();
    FileReport { status: ImportStatus::Bundle, message, ..blank(intake, &opened.name, opened.size) }
}

/// A file that the user stopped.
pub(crate) fn cancelled(intake: &Intake<'_>, opened: &Opened) -> FileReport {
    let message = "stopped; nothing of it was kept".to_owned();
    FileReport { status: ImportStatus::Cancelled, message, ..blank(intake, &opened.name, opened.size) }
}

/// Whether a file begins as our bundles do: a ZIP whose first entries name the bag.
pub(crate) fn is_bundle(head: &[u8]) -> bool {
    let holds = |needle: &[u8]| head.windows(needle.len()).any(|window| window == needle);
    head.starts_with(b"PK\x03\x04") && holds(b"/bagit.txt") && holds(b"fieldwork-")
}

/// The controls that records of these kinds serve, with the kind that links them.
pub(crate) fn serves(controls: &[Control], counts: &BTreeMap<Kind, u64>) -> BTreeMap<String, Kind> {
    let serving = |control: &Control| {
        let kind = control.kinds.iter().find(|kind| counts.contains_key(kind))?;
        Some((control.id.clone(), *kind))
    };
    controls.iter().filter_map(serving).collect()
}

/// A problem as shown.
pub(crate) fn problem(problem: &Problem) -> ProblemView {
    ProblemView { at: problem.at.to_string(), code: problem.code.clone(), message: problem.message.clone() }
}

/// The kind of the table, where the importer reads tables by column map.
fn table_kind(plan: &Plan) -> Option<Kind> {
    let kind = intake::first_kind(plan)?;
    let table = plan::table_importer(kind).ok()?;
    plan.importer.filter(|importer| importer.id == table.id).map(|_| kind)
}

fn planned(intake: &Intake<'_>, opened: &Opened, plan: &Plan, sha256: Option<Sha256>) -> FileReport {
    FileReport {
        sha256: sha256.map(|hash| hash.to_string()).unwrap_or_default(),
        importer: plan.importer.map(|importer| importer.id.to_owned()),
        importer_title: plan.importer.map(registry::title),
        because: plan.because.clone(),
        alternatives: plan.alternatives.clone(),
        kind: intake::first_kind(plan),
        ..blank(intake, &opened.name, opened.size)
    }
}

fn blank(intake: &Intake<'_>, name: &str, bytes: u64) -> FileReport {
    FileReport {
        index: intake.index,
        file: name.to_owned(),
        sha256: String::new(),
        size: words::size(bytes),
        status: ImportStatus::Refused,
        importer: None,
        importer_title: None,
        because: String::new(),
        alternatives: Vec::new(),
        kind: None,
        records: 0,
        counts: BTreeMap::new(),
        covers: String::new(),
        incomplete: Vec::new(),
        problem_count: 0,
        problems: Vec::new(),
        message: String::new(),
        evidence: None,
        controls: Vec::new(),
        map: None,
    }
}
