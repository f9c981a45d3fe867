//! Records by the names that they tell: how records of different sources are found to be about the same subject.

use super::{RecordRow, place, places, record};
use crate::{
    Result, StoreError,
    handle::{Read, Write, parsed},
};
use model::{EvidenceId, Kind, Record, record::names::Name};
use rusqlite::{Connection, params};

impl Read<'_> {
    /// How many records of each kind are found by a name.
    pub fn mentions(&self, name: &Name) -> Result<Vec<(Kind, u64)>> {
        let sql = "SELECT kind, count(*) FROM mention WHERE name = ?1 GROUP BY kind ORDER BY kind";
        let found: Vec<(String, u64)> = self.all(sql, [name.key()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        found.into_iter().map(|(kind, count)| Ok((parsed("kind", &format!("\"{kind}\""))?, count))).collect()
    }

    /// The records of a kind that are found by a name, those nearest to a time first; `around` sorts as times in columns
    /// do (`2026-03-02`, `2026-03-02T10:00:00Z`).
    pub fn mentioned(&self, name: &Name, kind: Kind, around: &str, most: u64) -> Result<Vec<RecordRow>> {
        let side = |compare, order| {
            format!(
                "SELECT place FROM (SELECT place FROM mention WHERE name = ?1 AND kind = ?2 AND at {compare} ?3
                 ORDER BY at {order}, place {order} LIMIT ?4)"
            )
        };
        let read = |sql: &str| self.all(sql, params![name.key(), kind.id(), around, most], |row| row.get::<_, i64>(0));
        let (mut after, mut before) = (read(&side(">=", "ASC"))?.into_iter(), read(&side("<", "DESC"))?.into_iter());
        let turns = std::iter::from_fn(|| {
            let turn: Vec<i64> = after.next().into_iter().chain(before.next()).collect();
            (!turn.is_empty()).then_some(turn)
        });
        let places = turns.flatten().take(usize::try_from(most).unwrap_or(usize::MAX));
        places.filter_map(|place| self.record_in(place).transpose()).collect()
    }
}

impl Write<'_> {
    /// Names a record that was added.
    pub(super) fn insert_mentions(&self, evidence: EvidenceId, seq: u32, record: &Record, at: Option<&str>) -> Result<()> {
        insert(self.connection(), place(evidence, seq), record, at)
    }

    /// Forgets the names of the records of some evidence.
    pub(super) fn remove_mentions(&self, evidence: EvidenceId) -> Result<()> {
        self.change("mention", "DELETE FROM mention WHERE place BETWEEN ?1 AND ?2", places(evidence)).map(drop)
    }
}

fn insert(connection: &Connection, place: i64, record: &Record, at: Option<&str>) -> Result<()> {
    let names = record.data.names().indexed;
    if names.is_empty() {
        return Ok(());
    }
    let sql = "INSERT OR IGNORE INTO mention (name, kind, at, place) VALUES (?1, ?2, ?3, ?4)";
    let mut statement = connection.prepare_cached(sql).map_err(StoreError::sql("prepare a statement"))?;
    let kind = record.data.kind().id();
    names.iter().try_for_each(|name| {
        let row = params![name.key(), kind, at.unwrap_or_default(), place];
        statement.execute(row).map(drop).map_err(StoreError::sql("name a record"))
    })
}

/// Names the records that were there before names were kept.
pub(crate) fn fill(connection: &Connection) -> Result<()> {
    let failed = || StoreError::sql("name records");
    let sql = "SELECT evidence, position, payload, at, place FROM record";
    let mut statement = connection.prepare(sql).map_err(failed())?;
    let mut rows = statement.query([]).map_err(failed())?;
    while let Some(row) = rows.next().map_err(failed())? {
        let at: Option<String> = row.get(3).map_err(failed())?;
        let place = row.get(4).map_err(failed())?;
        insert(connection, place, &record::record(row)?.record, at.as_deref())?;
    }
    Ok(())
}
