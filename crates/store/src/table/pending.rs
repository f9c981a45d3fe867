//! Rows of evidence come in batches; the activity chain gets one entry for all batches of a transaction.

use super::places;
use crate::{
    Result, StoreError,
    handle::{Read, Write},
};
use model::EvidenceId;
use serde_json::json;
use std::collections::BTreeMap;

/// What was added to evidence in this transaction and is not in the activity chain yet.
#[derive(Debug, Default)]
pub(crate) struct Added {
    pub(super) records: u64,
    pub(super) problems: u64,
    pub(super) next_record: Option<u32>,
    pub(super) next_problem: Option<u32>,
}

/// By evidence.
pub(crate) type Pending = BTreeMap<EvidenceId, Added>;

impl Read<'_> {
    /// Number of rows of some evidence in a table. They are numbered without gaps, so the last one tells.
    pub(super) fn rows_of(&self, evidence: EvidenceId, table: &str) -> Result<u64> {
        let sql = format!("SELECT max(place) & 4294967295 FROM {table} WHERE place BETWEEN ?1 AND ?2");
        let last: Option<u64> = self.one(&sql, places(evidence), |row| row.get(0))?.flatten();
        Ok(last.map_or(0, |last| last + 1))
    }
}

impl Write<'_> {
    pub(super) fn pending(&mut self, evidence: EvidenceId) -> &mut Added {
        self.added.entry(evidence).or_default()
    }

    pub(super) fn forget_pending(&mut self, evidence: EvidenceId) {
        self.added.remove(&evidence);
    }

    /// The place of the next row of a table; asks the table only once in a transaction.
    pub(super) fn next_place(
        &mut self,
        evidence: EvidenceId,
        table: &str,
        known: impl Fn(&mut Added) -> &mut Option<u32>,
    ) -> Result<u32> {
        if let Some(next) = *known(self.pending(evidence)) {
            return Ok(next);
        }
        u32::try_from(self.rows_of(evidence, table)?).ok().ok_or_else(|| full(evidence))
    }

    /// Puts into the activity chain what was added and is not in it yet.
    pub(crate) fn flush(&mut self) -> Result<()> {
        for (evidence, added) in std::mem::take(&mut self.added) {
            if added.records + added.problems > 0 {
                let after = json!({ "records": added.records, "problems": added.problems });
                self.note("rows read", &evidence.to_string(), None, Some(after))?;
            }
        }
        Ok(())
    }
}

pub(super) fn full(evidence: EvidenceId) -> StoreError {
    let why = "a piece of evidence holds at most 4,294,967,295 rows; split the export".to_owned();
    StoreError::Refused { what: format!("a row of {evidence}"), why }
}
