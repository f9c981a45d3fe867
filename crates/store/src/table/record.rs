//! Records, in the order of their files. The activity chain learns how many, not what they say.

use super::{Page, Span, full, pattern, place, places};
use crate::{
    Result, StoreError,
    handle::{Read, Write, json, parsed},
};
use model::{Data, EvidenceId, Kind, Position, Record, Stamp, gateway::Extra};
use rusqlite::{Row, params, types::Value as Sql};
use serde::{Deserialize, Serialize};

const NOUN: &str = "record";
const COLUMNS: &str = "evidence, position, payload";

/// Which records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Records {
    /// Those of one piece of evidence, in the order of the file.
    Of(EvidenceId),
    /// Those of one kind, by evidence and in the order of the file.
    Kind(Kind),
}

/// A record with the evidence that it was read from.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordRow {
    /// The evidence.
    pub evidence: EvidenceId,
    /// The record.
    pub record: Record,
}

#[derive(Deserialize)]
struct Payload {
    data: Data,
    #[serde(default)]
    extra: Extra,
}

#[derive(Serialize)]
struct PayloadRef<'r> {
    data: &'r Data,
    #[serde(skip_serializing_if = "Extra::is_empty")]
    extra: &'r Extra,
}

impl Records {
    /// The condition on a row, over the first two parameters.
    const fn condition(self) -> &'static str {
        match self {
            Self::Of(_) => "place BETWEEN ?1 AND ?2",
            Self::Kind(_) => "kind = ?1 AND ?2 IS NULL",
        }
    }

    fn params(self) -> [Sql; 2] {
        match self {
            Self::Of(evidence) => {
                let (first, last) = places(evidence);
                [Sql::Integer(first), Sql::Integer(last)]
            }
            Self::Kind(kind) => [Sql::Text(kind.id().to_owned()), Sql::Null],
        }
    }
}

impl Read<'_> {
    /// Gives the records one by one, in order; holds one at a time. An error of `each` ends it.
    pub fn each_record<E: From<StoreError>>(
        &self,
        records: Records,
        mut each: impl FnMut(RecordRow) -> Result<(), E>,
    ) -> Result<(), E> {
        let sql = format!("SELECT {COLUMNS} FROM record WHERE {} ORDER BY place", records.condition());
        let mut statement = self.statement(&sql)?;
        let mut rows = statement.query(records.params()).map_err(StoreError::sql("read records"))?;
        while let Some(row) = rows.next().map_err(StoreError::sql("read records"))? {
            each(record(row)?)?;
        }
        Ok(())
    }

    /// Number of records.
    pub fn record_count(&self, records: Records) -> Result<u64> {
        match records {
            Records::Of(evidence) => self.rows_of(evidence, "record"),
            Records::Kind(kind) => self.count("SELECT count(*) FROM record WHERE kind = ?1", [kind.id()]),
        }
    }

    /// A part of the records for a list; with `filter`, of those that hold the text anywhere (ASCII case aside).
    pub fn page_records(&self, records: Records, span: Span, filter: Option<&str>) -> Result<Page<RecordRow>> {
        let (total, chosen) = match filter.filter(|text| !text.is_empty()) {
            None => (self.record_count(records)?, self.places_between(records, span)?),
            Some(text) => {
                let found = self.places_with(records, text)?;
                let offset = usize::try_from(span.offset).unwrap_or(usize::MAX);
                let limit = usize::try_from(span.limit).unwrap_or(usize::MAX);
                (found.len() as u64, found.into_iter().skip(offset).take(limit).collect())
            }
        };
        let rows = chosen.into_iter().filter_map(|place| self.record_in(place).transpose()).collect::<Result<_>>()?;
        Ok(Page { total, rows })
    }

    /// The record of some evidence at a position in its file; the first, where several were read from it.
    pub fn record_at(&self, evidence: EvidenceId, at: &Position) -> Result<Option<RecordRow>> {
        let sql = format!("SELECT {COLUMNS} FROM record WHERE evidence = ?1 AND position = ?2 ORDER BY place LIMIT 1");
        let mut statement = self.statement(&sql)?;
        let key = params![evidence.0, json(NOUN, at)?];
        let mut rows = statement.query(key).map_err(StoreError::sql("read records"))?;
        rows.next().map_err(StoreError::sql("read records"))?.map(record).transpose()
    }

    /// The record in a place; none when it is gone.
    pub(super) fn record_in(&self, place: i64) -> Result<Option<RecordRow>> {
        let mut statement = self.statement(&format!("SELECT {COLUMNS} FROM record WHERE place = ?1"))?;
        let mut rows = statement.query([place]).map_err(StoreError::sql("read records"))?;
        rows.next().map_err(StoreError::sql("read records"))?.map(record).transpose()
    }

    fn places_between(&self, records: Records, span: Span) -> Result<Vec<i64>> {
        match records {
            Records::Of(evidence) => {
                let rows = self.rows_of(evidence, "record")?;
                let end = span.offset.saturating_add(span.limit).min(rows);
                let row = |number| u32::try_from(number).ok().map(|seq| place(evidence, seq));
                Ok((span.offset..end).filter_map(row).collect())
            }
            Records::Kind(kind) => {
                let sql = "SELECT place FROM record WHERE kind = ?1 ORDER BY place LIMIT ?3 OFFSET ?2";
                self.all(sql, params![kind.id(), span.offset, span.limit], |row| row.get(0))
            }
        }
    }

    fn places_with(&self, records: Records, text: &str) -> Result<Vec<i64>> {
        let condition = records.condition();
        let sql = format!("SELECT place FROM record WHERE {condition} AND (payload LIKE ?3 ESCAPE '\\') ORDER BY place");
        let [first, second] = records.params();
        self.all(&sql, params![first, second, pattern(text)], |row| row.get(0))
    }
}

impl Write<'_> {
    /// Adds records after those that the evidence has. May be called again and again with batches: the activity chain
    /// gets one entry for all of them. Records of logs are refused: they belong into the column store.
    pub fn insert_records(&mut self, evidence: EvidenceId, records: impl IntoIterator<Item = Record>) -> Result<u64> {
        let mut next = self.next_place(evidence, "record", |pending| &mut pending.next_record)?;
        let first = next;
        let done = records.into_iter().try_for_each(|record| {
            self.insert_record(evidence, next, &record)?;
            next = next.checked_add(1).ok_or_else(|| full(evidence))?;
            Ok(())
        });
        let pending = self.pending(evidence);
        pending.next_record = Some(next);
        pending.records += u64::from(next - first);
        done.map(|()| u64::from(next - first))
    }

    fn insert_record(&self, evidence: EvidenceId, seq: u32, record: &Record) -> Result<()> {
        let kind = record.data.kind();
        if kind.is_log() {
            let why = format!("records of the kind `{kind}` belong into the column store of `logs`");
            return Err(StoreError::Refused { what: format!("the record at {}", record.at), why });
        }
        let sql =
            "INSERT INTO record (place, evidence, kind, at, subject, position, payload) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        let payload = json(NOUN, &PayloadRef { data: &record.data, extra: &record.extra })?;
        let (at, position) = (record.data.at().map(sortable), json(NOUN, &record.at)?);
        let row = params![place(evidence, seq), evidence.0, kind.id(), at, record.data.subject(), position, payload];
        self.change("a record of evidence", sql, row)?;
        self.insert_mentions(evidence, seq, record, at.as_deref())
    }
}

/// A time as text that sorts: instants to the microsecond, days and zoneless times as they are.
fn sortable(at: Stamp) -> String {
    match at {
        Stamp::Instant(at) => crate::handle::utc(at),
        Stamp::Local(_) | Stamp::Day(_) => at.to_string(),
    }
}

pub(super) fn record(row: &Row<'_>) -> Result<RecordRow> {
    let column = |index| row.get_ref(index).and_then(|value| Ok(value.as_str()?)).map_err(StoreError::sql("read records"));
    let evidence = row.get(0).map_err(StoreError::sql("read records"))?;
    let at: Position = parsed(NOUN, column(1)?)?;
    let Payload { data, extra } = parsed(NOUN, column(2)?)?;
    Ok(RecordRow { evidence: EvidenceId(evidence), record: Record { at, data, extra } })
}
