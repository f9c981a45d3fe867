//! A signed file of answers into the vault, as evidence that stands for the rows that it is about.

use super::{Answers, IMPORTER, form, hash, hash_of};
use crate::{AppError, Code, Session, report};
use logs::Table;
use model::{Evidence, EvidenceId, FourDates, Ipe, Kind, Stamp};
use std::{collections::BTreeMap, fs, io::Write as _, path::Path};
use store::LinkOrigin;

/// A file of answers that came in.
#[derive(Debug, Clone)]
pub struct Adopted {
    /// Its number as evidence.
    pub evidence: EvidenceId,
    /// The file was in the vault already.
    pub already: bool,
    /// What it says.
    pub answers: Answers,
    /// The controls that it was linked to.
    pub controls: Vec<String>,
}

/// Takes a file of answers into the vault if it was signed by the key of this fingerprint (`SHA256:…`, as `ssh-keygen -l`
/// prints it) and is whole. From then on the log evaluators judge by it.
///
/// # Errors
/// [`Code::Integrity`] when the signature is another's or does not fit, or the file contradicts itself; [`Code::Invalid`]
/// when it holds no answers.
pub fn adopt(session: &Session, from: &Path, signer: &str) -> Result<Adopted, AppError> {
    let name = crate::dropped::name(from);
    let bytes = fs::read(from).map_err(|error| AppError::system(&format!("{} could not be read", from.display()), &error))?;
    let (answers, signed_by) =
        form::read(&bytes).map_err(|error| AppError { message: format!("{name}: {}", error.message), ..error })?;
    if signed_by != signer.trim() {
        let message = format!("{name} was signed by the key {signed_by}, not by {}", signer.trim());
        return Err(AppError::new(
            Code::Integrity,
            message,
            "ask who ran it for the fingerprint of the key, by another way than the file",
        ));
    }
    check(&answers)
        .map_err(|why| AppError::new(Code::Integrity, format!("{name} contradicts itself: {why}"), "have it made again"))?;
    let open = session.open()?;
    let failed = |error| AppError::system(&format!("`{name}` could not be copied into the vault"), &error);
    if let Some(evidence) = session.read(|read| Ok(read.evidence_by_hash(&hash(&bytes))?))? {
        return Ok(Adopted { evidence: evidence.id, already: true, answers, controls: Vec::new() });
    }
    let mut writer = open.blobs.writer()?;
    writer.write_all(&bytes).map_err(failed)?;
    let stored = writer.finish()?;
    let draft = Evidence { sha256: stored.sha256, bytes: bytes.len() as u64, ..evidence(name, &answers, signed_by, session) };
    let written = session.change(|write| {
        let id = write.insert_evidence(&draft)?;
        let serves = report::serves(&write.all_control_versions()?, &draft.records);
        for (control, kind) in &serves {
            write.link(id, control, &LinkOrigin::Automatic(*kind))?;
        }
        Ok((id, serves.into_keys().collect()))
    });
    match written {
        Ok((evidence, controls)) => Ok(Adopted { evidence, already: false, answers, controls }),
        Err(error) => {
            open.blobs.remove(&stored.sha256)?;
            Err(error)
        }
    }
}

/// Whether hashes fit what they are hashes of, and every table is one of ours.
fn check(answers: &Answers) -> Result<(), String> {
    if hash_of(&answers.terms).ok() != Some(answers.terms_sha256) {
        return Err("the hash of its terms is another".to_owned());
    }
    if let Some(other) = answers.answers.iter().find(|answer| hash(answer.sql.as_bytes()) != answer.sql_sha256) {
        return Err(format!("the hash of the query {} of {} is another", other.query, other.evaluator));
    }
    match answers.tables.iter().find(|table| Table::named(&table.name).is_none()) {
        Some(unknown) => Err(format!("this version knows no table `{}`", unknown.name)),
        None => Ok(()),
    }
}

/// The evidence that stands for the rows.
fn evidence(file_name: String, answers: &Answers, signed_by: String, session: &Session) -> Evidence {
    let kind = |name: &str| Table::named(name).and_then(|table| table.kind);
    let records: BTreeMap<Kind, u64> =
        answers.tables.iter().filter_map(|table| Some((kind(&table.name)?, table.rows))).filter(|(_, rows)| *rows > 0).collect();
    let rows = answers.tables.iter().map(|table| table.rows).sum();
    let mut control_totals: BTreeMap<String, String> =
        answers.tables.iter().map(|table| (format!("rows of {}", table.name), table.rows.to_string())).collect();
    control_totals.insert("signed by".to_owned(), signed_by);
    let incomplete =
        |source: &super::Source| source.incomplete.iter().map(|why| format!("{}: {why}", source.name)).collect::<Vec<_>>();
    Evidence {
        id: EvidenceId(0),
        sha256: model::Sha256([0; 32]),
        file_name,
        bytes: 0,
        importer: Some(IMPORTER.to_owned()),
        importer_version: 1,
        records,
        problems: answers.sources.iter().map(|source| source.problems).sum(),
        snapshot: false,
        dates: FourDates {
            covers_from: answers.tables.iter().filter_map(|table| table.from).min().map(Stamp::Day),
            covers_to: answers.tables.iter().filter_map(|table| table.to).max().map(Stamp::Day),
            extracted: None,
            received: session.now(),
        },
        file_modified: None,
        ipe: Ipe {
            system: Some(answers.engine.clone()),
            instance: Some(answers.data.clone()),
            report: Some("answers to the log evaluators".to_owned()),
            filters: Some(format!("terms {}", answers.terms_sha256)),
            extracted_by: Some(answers.by.clone()),
            extracted_at: Some(Stamp::Instant(answers.at)),
            row_count: Some(rows),
            control_totals,
            ..Ipe::default()
        },
        incomplete: answers.sources.iter().flat_map(incomplete).collect(),
    }
}
