//! What could not be read out of evidence, with its position.

use super::{Page, Span, place, places};
use crate::{
    Result,
    handle::{Read, Write, json, parsed, refusal},
};
use model::{EvidenceId, Problem};
use rusqlite::params;

const NOUN: &str = "problem";

impl Read<'_> {
    /// A part of the problems of some evidence, in the order in which they were met.
    pub fn page_problems(&self, evidence: EvidenceId, span: Span) -> Result<Page<Problem>> {
        let (first, last) = places(evidence);
        let total = self.count("SELECT count(*) FROM problem WHERE place BETWEEN ?1 AND ?2", [first, last])?;
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
        let first = self.next_place(evidence, "problem", |pending| &mut pending.next_problem)?;
        let mut next = first;
        let sql = "INSERT INTO problem (place, evidence, position, code, message) VALUES (?1, ?2, ?3, ?4, ?5)";
        let mut statement = self.statement(sql)?;
        for problem in problems {
            let position = json(NOUN, &problem.at)?;
            let row = params![place(evidence, next), evidence.0, position, problem.code, problem.message];
            statement.execute(row).map_err(|source| refusal("a problem of evidence", source))?;
            next = next.checked_add(1).ok_or_else(|| super::full(evidence))?;
        }
        drop(statement);
        self.pending(evidence).next_problem = Some(next);
        self.pending(evidence).problems += u64::from(next - first);
        Ok(u64::from(next - first))
    }
}
