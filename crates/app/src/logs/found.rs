//! What the detectors find in the texts of the log, looked for once in every part.

use crate::{AppError, Session, contract::Progress, session::part_name, words::count};
use logs::{FINDING, Part};
use std::sync::atomic::AtomicBool;
use store::{Derived, LogPart};

/// Looks through the parts that no detector of this version has seen, and keeps what is found. What an older version found
/// is forgotten. Each part is a transaction of its own, so that an interrupted run goes on where it stopped.
///
/// # Errors
/// Those of the vault and the column store; [`crate::Code::Cancelled`].
pub(crate) fn look_through(
    session: &Session,
    names: bool,
    cancel: &AtomicBool,
    hear: &mut dyn FnMut(Progress),
) -> Result<(), AppError> {
    let by = format!("{} {}", scan::VERSION, if names { "with names" } else { "without names" });
    let open = session.open()?;
    let all = session.read(|read| Ok(read.log_parts()?))?;
    let is_current = |part: &&LogPart| part.derived.as_ref().is_some_and(|derived| derived.by == by);
    let seen: Vec<&str> =
        all.iter().filter(is_current).filter_map(|part| part.derived.as_ref()).map(|derived| derived.from.as_str()).collect();
    let has_texts = |part: &&LogPart| part.derived.is_none() && matches!(part.table.as_str(), "gateway" | "span");
    let unseen: Vec<&LogPart> = all.iter().filter(has_texts).filter(|part| !seen.contains(&part.file.as_str())).collect();
    for (done, part) in unseen.iter().enumerate() {
        let permille = Some(count((done * 1000).checked_div(unseen.len()).unwrap_or(0)));
        hear(Progress { what: "looking for personal data".to_owned(), permille, count: count(done), done: false });
        let of_it =
            Part { table: part.table.clone(), name: part_name(&part.file).to_owned(), rows: part.rows, bytes: part.bytes };
        let found = open.logs.find(&of_it, names, cancel)?;
        let derived = Some(Derived { from: part.file.clone(), by: by.clone() });
        let older = all.iter().filter(|other| other.derived.as_ref().is_some_and(|derived| derived.from == part.file));
        session.change(|write| {
            older.clone().try_for_each(|other| write.remove_derived_part(&other.file))?;
            Ok(write.insert_log_part(&LogPart {
                evidence: part.evidence,
                table: FINDING.name.to_owned(),
                file: format!("{}.parquet", found.name),
                rows: found.rows,
                bytes: found.bytes,
                derived,
            })?)
        })?;
        let gone: Vec<&str> = older.map(|other| part_name(&other.file)).collect();
        open.logs.remove(&gone)?;
    }
    Ok(())
}
