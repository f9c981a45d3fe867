//! What could not be read out of evidence, with its position.

use super::{Page, Span, full, place, places};
use crate::{
    Result,
    handle::{Read, Write, json, parsed},
};
use model::{EvidenceId, Problem};
use rusqlite::params;

const NOUN: &str = "problem";

impl Read<'_> {
    /// A part of the problems of some evidence, in the order in which they were met.
    pub fn page_problems(&self, evidence: EvidenceId, span: Span) -> Result<Page<Problem>> {
        let (first, last) = places(evidence);
        let total = self.rows_of(evidence, "problem")?;
        let sql = "SELECT position, code, message FROM problem WHERE place BETWEEN ?1 AND ?2
            ORDER BY place LIMIT ?4 OFFSET ?3";
        let rows: Vec<(String, String, String)> =
            self.all(sql, params![first, last, span.offset, span.limit], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let problem = |(at, code, message): (String, String, String)| Ok(Problem { at: parsed(NOUN, &at)?, code, message });
        Ok(Page { total, rows: rows.into_iter().map(problem).collect::<Result<_>>()? })
    }
}

impl Write<'_> {
    /// Adds problems after those that the evidence has.
    pub fn insert_problems(&mut self, evidence: EvidenceId, problems: impl IntoIterator<Item = Problem>) -> Result<u64> {
        let mut next = self.next_place(evidence, "problem", |pending| &mut pending.next_problem)?;
        let first = next;
        let done = problems.into_iter().try_for_each(|problem| {
            self.insert_problem(evidence, next, &problem)?;
            next = next.checked_add(1).ok_or_else(|| full(evidence))?;
            Ok(())
        });
        let pending = self.pending(evidence);
        pending.next_problem = Some(next);
        pending.problems += u64::from(next - first);
        done.map(|()| u64::from(next - first))
    }

    fn insert_problem(&self, evidence: EvidenceId, seq: u32, problem: &Problem) -> Result<()> {
        let sql = "INSERT INTO problem (place, evidence, position, code, message) VALUES (?1, ?2, ?3, ?4, ?5)";
        let position = json(NOUN, &problem.at)?;
        let row = params![place(evidence, seq), evidence.0, position, problem.code, problem.message];
        self.change("a problem of evidence", sql, row).map(drop)
    }
}
