//! The two handles on the map: one that can only read, one that is a use case and can also write.
//!
//! The operations themselves are in `table/`, one file per table, as methods of these two types.

use crate::{
    Result, StoreError,
    chain::{self, Entry},
    table::Pending,
};
use chrono::{DateTime, Utc};
use model::Sha256;
use rusqlite::{CachedStatement, Connection, OptionalExtension as _, Params, Row};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use std::{collections::BTreeSet, ops::Deref};

/// Reads the map, as it stands in one transaction.
pub struct Read<'c> {
    connection: &'c Connection,
}

/// Changes the map within one transaction. Reads what it has written.
pub struct Write<'c> {
    read: Read<'c>,
    actor: String,
    at: DateTime<Utc>,
    pub(crate) tail: chain::Tail,
    /// Originals that new evidence names: they must be there when this is committed.
    pub(crate) named: BTreeSet<Sha256>,
    pub(crate) freed: Freed,
    pub(crate) added: Pending,
}

/// Files that nothing names any more once the transaction is committed.
#[derive(Debug, Default)]
pub(crate) struct Freed {
    pub(crate) blobs: BTreeSet<Sha256>,
    pub(crate) logs: BTreeSet<String>,
}

impl Freed {
    pub(crate) fn is_empty(&self) -> bool {
        self.blobs.is_empty() && self.logs.is_empty()
    }
}

impl<'c> Deref for Write<'c> {
    type Target = Read<'c>;

    fn deref(&self) -> &Read<'c> {
        &self.read
    }
}

impl<'c> Read<'c> {
    pub(crate) const fn new(connection: &'c Connection) -> Self {
        Self { connection }
    }

    pub(crate) const fn connection(&self) -> &'c Connection {
        self.connection
    }

    pub(crate) fn statement(&self, sql: &str) -> Result<CachedStatement<'c>> {
        self.connection.prepare_cached(sql).map_err(StoreError::sql("prepare a statement"))
    }

    /// The one row of a query, if there is one.
    pub(crate) fn one<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>> {
        self.statement(sql)?.query_row(params, read).optional().map_err(StoreError::sql("be read"))
    }

    /// All rows of a query, in its order.
    pub(crate) fn all<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let mut statement = self.statement(sql)?;
        let rows = statement.query_map(params, read).map_err(StoreError::sql("be read"))?;
        rows.collect::<rusqlite::Result<_>>().map_err(StoreError::sql("be read"))
    }

    /// A count.
    pub(crate) fn count(&self, sql: &str, params: impl Params) -> Result<u64> {
        Ok(self.one(sql, params, |row| row.get(0))?.unwrap_or(0))
    }
}

impl<'c> Write<'c> {
    pub(crate) fn new(read: Read<'c>, actor: &str, at: DateTime<Utc>, tail: chain::Tail) -> Self {
        Self { read, actor: actor.to_owned(), at, tail, named: BTreeSet::new(), freed: Freed::default(), added: Pending::new() }
    }

    /// The person or program in whose name this transaction is made.
    pub fn actor(&self) -> &str {
        &self.actor
    }

    /// The time that was given for this transaction.
    pub const fn at(&self) -> DateTime<Utc> {
        self.at
    }

    /// Appends an entry to the activity chain that no table writes: something done with the vault, not in it.
    /// What is given as `before` and `after` stays readable for ever: nothing secret, no content of evidence.
    pub fn note(&mut self, action: &str, subject: &str, before: Option<Value>, after: Option<Value>) -> Result<()> {
        let entry = Entry { at: self.at, actor: &self.actor, action, subject, before, after };
        self.tail = chain::append(self.read.connection, self.tail, &entry)?;
        Ok(())
    }

    /// Runs one changing statement and gives the number of rows changed.
    pub(crate) fn change(&self, what: &str, sql: &str, params: impl Params) -> Result<usize> {
        self.statement(sql)?.execute(params).map_err(|source| refusal(what, source))
    }
}

/// A constraint of the schema is the caller's to mend; anything else is the database's.
fn refusal(what: &str, source: rusqlite::Error) -> StoreError {
    if source.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation) {
        let why = format!("it does not fit what is there ({source}); check that what it refers to exists");
        return StoreError::Refused { what: what.to_owned(), why };
    }
    StoreError::sql("be changed")(source)
}

/// A value as the JSON text of a column.
pub(crate) fn json(what: &'static str, value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(StoreError::shape(what))
}

/// A value as JSON for the activity chain.
pub(crate) fn value(what: &'static str, value: &impl Serialize) -> Result<Value> {
    serde_json::to_value(value).map_err(StoreError::shape(what))
}

/// A value out of the JSON text of a column.
pub(crate) fn parsed<T: DeserializeOwned>(what: &'static str, text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(StoreError::shape(what))
}

/// A time as columns hold it: UTC, microseconds, sorts as text.
pub(crate) fn utc(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(chrono::SecondsFormat::Micros, true)
}

/// A time out of a column.
pub(crate) fn time(column: usize, text: &str) -> rusqlite::Result<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(text).map(|at| at.with_timezone(&Utc)).map_err(|error| unreadable(column, error))
}

/// A column that does not hold what it should.
pub(crate) fn unreadable(column: usize, error: impl std::error::Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(error))
}
