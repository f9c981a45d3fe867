//! Batches of files, and the evidence that came of them.

use crate::{
    AppError, Code, Session,
    contract::evidence::{Batch, Decision, EvidenceDetail, EvidenceRow, FileReport, ImportEvent, IpeView, MapView},
    intake::{self, Intake, stamp},
    plan, registry, report,
    session::parts_of,
    words::{self, count},
};
use model::{Evidence, EvidenceId, Ipe, Kind, Stamp};
use std::{collections::BTreeMap, path::PathBuf, sync::atomic::Ordering};
use store::{LinkOrigin, Read, Span};

pub use crate::plan::map_from_json;

/// Takes files, folders and archives in that were dropped or chosen; nothing is read yet.
pub fn batch(session: &Session, paths: &[PathBuf]) -> Batch {
    session.batches.add(paths)
}

/// Tells of every file (or, with decisions, of those decided) what it is and what would come of it. Changes nothing.
///
/// # Errors
/// Those of the batch, the vault or the system; what is wrong with a file is in its report.
pub fn preview(session: &Session, batch: u32, decisions: &[Decision], hear: &mut dyn FnMut(ImportEvent)) -> Result<(), AppError> {
    each(session, batch, decisions, hear, intake::preview)
}

/// Takes every file of a batch in, each in one transaction.
///
/// # Errors
/// Those of the batch, the vault or the system; what is wrong with a file is in its report.
pub fn import_batch(
    session: &Session,
    batch: u32,
    decisions: &[Decision],
    hear: &mut dyn FnMut(ImportEvent),
) -> Result<(), AppError> {
    each(session, batch, decisions, hear, intake::import)
}

type Work = fn(&Session, &Intake<'_>, &mut dyn FnMut(u32, u32)) -> Result<FileReport, AppError>;

fn each(
    session: &Session,
    batch: u32,
    decisions: &[Decision],
    hear: &mut dyn FnMut(ImportEvent),
    work: Work,
) -> Result<(), AppError> {
    let waiting = session.batches.get(batch)?;
    waiting.cancel.store(false, Ordering::Relaxed);
    let by_index: BTreeMap<u32, &Decision> = decisions.iter().map(|decision| (decision.index, decision)).collect();
    for (index, file) in waiting.files() {
        let decision = by_index.get(&index).copied();
        if !decisions.is_empty() && decision.is_none() {
            continue;
        }
        hear(ImportEvent::Reading { index, permille: 0, records: 0 });
        let intake = Intake { index, file, decision, cancel: &waiting.cancel };
        let done = work(session, &intake, &mut |permille, records| hear(ImportEvent::Reading { index, permille, records }));
        match done {
            Ok(report) => hear(ImportEvent::File(Box::new(report))),
            Err(error) => {
                hear(ImportEvent::File(Box::new(report::refused(&intake, &error))));
                hear(ImportEvent::Finished);
                return Err(error);
            }
        }
        if waiting.cancel.load(Ordering::Relaxed) {
            break;
        }
    }
    hear(ImportEvent::Finished);
    Ok(())
}

/// Stops what is being done with a batch: the file at hand leaves nothing, those before it stay.
///
/// # Errors
/// [`Code::NotFound`] for a batch that is gone.
pub fn cancel_batch(session: &Session, batch: u32) -> Result<(), AppError> {
    session.batches.get(batch)?.cancel.store(true, Ordering::Relaxed);
    Ok(())
}

/// Forgets a batch.
///
/// # Errors
/// None today.
pub fn dismiss_batch(session: &Session, batch: u32) -> Result<(), AppError> {
    session.batches.remove(batch);
    Ok(())
}

/// The path of a file of a batch, for what is not imported.
///
/// # Errors
/// [`Code::NotFound`] for a batch or file that is gone, [`Code::Invalid`] for one inside an archive.
pub fn path_of(session: &Session, batch: u32, index: u32) -> Result<PathBuf, AppError> {
    let waiting = session.batches.get(batch)?;
    let file = waiting.file(index)?;
    let inside = || AppError::new(Code::Invalid, format!("`{}` lies in an archive", file.name), "unpack it first");
    file.path().map(PathBuf::from).ok_or_else(inside)
}

/// Where every file of a batch is, by index; files of archives with the way inside. For the command line only.
///
/// # Errors
/// [`Code::NotFound`] for a batch that is gone.
pub fn places(session: &Session, batch: u32) -> Result<Vec<String>, AppError> {
    Ok(session.batches.get(batch)?.files.iter().map(|file| file.place.clone()).collect())
}

/// The columns of a table and what they would mean if its rows were of a kind.
///
/// # Errors
/// [`Code::Invalid`] when the file is no table.
pub fn guess_map(session: &Session, batch: u32, index: u32, kind: Kind) -> Result<MapView, AppError> {
    let waiting = session.batches.get(batch)?;
    let opened = intake::open(waiting.file(index)?)?;
    plan::table_importer(kind)?;
    let view = plan::map_view(&opened.head(), Some(kind), None);
    view.ok_or_else(|| AppError::new(Code::Invalid, format!("`{}` is no table", opened.name), "keep it as a document"))
}

/// Takes an import back.
///
/// # Errors
/// [`Code::NotFound`] for evidence that is not there.
pub fn undo(session: &Session, evidence: u32) -> Result<(), AppError> {
    let id = EvidenceId(evidence);
    let open = session.open()?;
    let parts = session.read(|read| parts_of(read, id))?;
    session.change(|write| Ok(write.remove_evidence(id).map(drop)?))?;
    // What cannot be deleted now goes when the vault is next opened: the change itself stands.
    let _ = open.logs.remove(&parts.iter().map(|part| part.name.as_str()).collect::<Vec<_>>());
    Ok(())
}

/// All evidence that contains the words, newest first.
///
/// # Errors
/// Those of reading the vault.
pub fn list(session: &Session, filter: &str) -> Result<Vec<EvidenceRow>, AppError> {
    let words: Vec<String> = filter.split_whitespace().map(str::to_lowercase).collect();
    session.read(|read| {
        let links = links(read)?;
        let rows = read.all_evidence()?.into_iter().rev().map(|evidence| row(&evidence, &links));
        let holds = |row: &EvidenceRow| {
            let text =
                format!("{} {} {} {} {}", row.label, row.file, row.what, row.covers, row.controls.join(" ")).to_lowercase();
            words.iter().all(|word| text.contains(word.as_str()))
        };
        Ok(rows.filter(holds).collect())
    })
}

/// The controls that each piece of evidence serves.
pub(crate) fn links(read: &Read<'_>) -> Result<BTreeMap<EvidenceId, Vec<String>>, AppError> {
    let mut found: BTreeMap<EvidenceId, Vec<String>> = BTreeMap::new();
    for link in read.links()? {
        found.entry(link.evidence).or_default().push(link.control);
    }
    Ok(found)
}

/// A row of the list.
pub(crate) fn row(evidence: &Evidence, links: &BTreeMap<EvidenceId, Vec<String>>) -> EvidenceRow {
    let importer = evidence.importer.as_deref().and_then(registry::importer);
    EvidenceRow {
        id: evidence.id.0,
        label: evidence.id.to_string(),
        file: evidence.file_name.clone(),
        what: importer.map_or_else(|| "Document".to_owned(), registry::title),
        records: count(evidence.record_count()),
        problems: count(evidence.problems),
        covers: words::covered_by(evidence),
        extracted: stamp(evidence.dates.extracted).unwrap_or_default(),
        received: words::seconds(evidence.dates.received),
        size: words::size(evidence.bytes),
        controls: links.get(&evidence.id).cloned().unwrap_or_default(),
        ipe_blanks: count(evidence.ipe.blanks().len()),
        incomplete: evidence.incomplete.clone(),
    }
}

/// One piece of evidence, whole.
///
/// # Errors
/// [`Code::NotFound`] for evidence that is not there.
pub fn detail(session: &Session, id: u32) -> Result<EvidenceDetail, AppError> {
    session.read(|read| {
        let evidence = read.evidence(EvidenceId(id))?;
        let problems = read.page_problems(evidence.id, Span { offset: 0, limit: 200 })?;
        Ok(EvidenceDetail {
            row: row(&evidence, &links(read)?),
            sha256: evidence.sha256.to_string(),
            importer: evidence.importer.as_ref().map(|id| format!("{id} {}", evidence.importer_version)),
            counts: evidence.records.iter().map(|(kind, number)| (kind.id().to_owned(), count(*number))).collect(),
            covers_from: stamp(evidence.dates.covers_from),
            covers_to: stamp(evidence.dates.covers_to),
            snapshot: evidence.snapshot,
            ipe: ipe_view(&evidence.ipe),
            problems: problems.rows.iter().map(report::problem).collect(),
        })
    })
}

fn ipe_view(ipe: &Ipe) -> IpeView {
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    IpeView {
        system: text(&ipe.system),
        instance: text(&ipe.instance),
        report: text(&ipe.report),
        filters: text(&ipe.filters),
        extracted_by: text(&ipe.extracted_by),
        extracted_at: stamp(ipe.extracted_at).unwrap_or_default(),
        time_zone: text(&ipe.time_zone),
        completeness: text(&ipe.completeness),
        accuracy: text(&ipe.accuracy),
        row_count: ipe.row_count.map(|rows| rows.to_string()).unwrap_or_default(),
        control_totals: ipe.control_totals.clone(),
    }
}

/// Sets the IPE sheet as a person filled it in; row count and totals stay what the import counted.
///
/// # Errors
/// [`Code::Invalid`] when the moment of extraction is no time.
pub fn set_ipe(session: &Session, evidence: u32, view: IpeView) -> Result<(), AppError> {
    let text = |field: String| Some(field.trim().to_owned()).filter(|field| !field.is_empty());
    let extracted_at = text(view.extracted_at).map(|field| field.parse::<Stamp>()).transpose();
    let extracted_at = extracted_at.map_err(|error| AppError::new(Code::Invalid, error.to_string(), ""))?;
    let stated = Ipe {
        system: text(view.system),
        instance: text(view.instance),
        report: text(view.report),
        filters: text(view.filters),
        extracted_by: text(view.extracted_by),
        extracted_at,
        time_zone: text(view.time_zone),
        completeness: text(view.completeness),
        accuracy: text(view.accuracy),
        ..Ipe::default()
    };
    session.change(|write| {
        let before = write.evidence(EvidenceId(evidence))?;
        let ipe = Ipe { row_count: before.ipe.row_count, control_totals: before.ipe.control_totals.clone(), ..stated };
        Ok(write.update_evidence(&dated(Evidence { ipe, ..before }))?)
    })
}

/// Adds what a person states to the IPE sheet; blank fields leave what is there.
pub(crate) fn state(session: &Session, evidence: u32, stated: &Ipe) -> Result<(), AppError> {
    session.change(|write| {
        let before = write.evidence(EvidenceId(evidence))?;
        let ipe = Ipe {
            system: stated.system.clone().or(before.ipe.system),
            report: stated.report.clone().or(before.ipe.report),
            extracted_by: stated.extracted_by.clone().or(before.ipe.extracted_by),
            extracted_at: before.ipe.extracted_at.or(stated.extracted_at),
            ..before.ipe
        };
        Ok(write.update_evidence(&dated(Evidence { ipe, ..before }))?)
    })
}

/// States the days that a document covers; blank takes the statement back. What importers read speaks for itself.
///
/// # Errors
/// [`Code::Invalid`] for evidence that is no document, for days that are none, or the wrong way round.
pub fn set_covers(session: &Session, evidence: u32, from: &str, to: &str) -> Result<(), AppError> {
    let day = |text: &str| (!text.trim().is_empty()).then(|| crate::terms::day(text)).transpose();
    let (from, to) = (day(from)?, day(to)?);
    if from > to {
        return Err(AppError::new(
            Code::Invalid,
            "the document ends before it begins",
            "put the earlier day first, and give both",
        ));
    }
    session.change(|write| {
        let mut found = write.evidence(EvidenceId(evidence))?;
        if found.importer.is_some() {
            let message = format!("what {} covers is computed from its records", found.id);
            return Err(AppError::new(Code::Invalid, message, "only documents are given a period by hand"));
        }
        (found.dates.covers_from, found.dates.covers_to) = (from.map(Stamp::Day), to.map(Stamp::Day));
        Ok(write.update_evidence(&found)?)
    })
}

/// Evidence whose dates follow from its sheet: the moment of extraction, which for a snapshot is what it covers.
fn dated(mut evidence: Evidence) -> Evidence {
    let extracted = evidence.ipe.extracted_at;
    if evidence.snapshot && evidence.dates.covers_to == evidence.dates.extracted {
        (evidence.dates.covers_from, evidence.dates.covers_to) = (extracted, extracted);
    }
    evidence.dates.extracted = extracted;
    evidence
}

/// Says that evidence serves a control.
///
/// # Errors
/// [`Code::NotFound`] for evidence or a control that is not there.
pub fn link(session: &Session, evidence: u32, control: &str) -> Result<(), AppError> {
    link_because(session, evidence, control, "linked by hand")
}

/// Says that evidence serves a control, and why.
///
/// # Errors
/// [`Code::NotFound`] for evidence or a control that is not there.
pub fn link_because(session: &Session, evidence: u32, control: &str, reason: &str) -> Result<(), AppError> {
    let reason = if reason.trim().is_empty() { "linked by hand" } else { reason.trim() };
    let origin = LinkOrigin::Person { name: session.actor().to_owned(), reason: reason.to_owned() };
    session.change(|write| Ok(write.link(EvidenceId(evidence), control, &origin)?))
}

/// Takes that back.
///
/// # Errors
/// [`Code::NotFound`] for a link that is not there.
pub fn unlink(session: &Session, evidence: u32, control: &str) -> Result<(), AppError> {
    session.change(|write| Ok(write.unlink(EvidenceId(evidence), control)?))
}
