//! The activity chain: every change of the vault, each entry hashed together with the hash of the one before.
//!
//! The hash is SHA-256 over a canonical encoding: every field with its length in front, so that no two different entries
//! share one. The first entry continues a hash of the vault's id, so that no chain passes for that of another vault.

use crate::{
    Result, StoreError,
    handle::{Read, parsed, time, utc},
};
use aws_lc_rs::digest::{Context, SHA256};
use chrono::{DateTime, Utc};
use model::Sha256;
use rusqlite::{Connection, Row, params};
use serde::Serialize;
use serde_json::Value;

const DOMAIN: &[u8] = b"fieldwork/1/activity";

/// Where the chain ends: number and hash of its last entry. Number 0 is the chain without entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tail {
    pub(crate) seq: u64,
    pub(crate) hash: [u8; 32],
}

/// An entry to be appended.
pub(crate) struct Entry<'e> {
    pub(crate) at: DateTime<Utc>,
    pub(crate) actor: &'e str,
    pub(crate) action: &'e str,
    pub(crate) subject: &'e str,
    pub(crate) before: Option<Value>,
    pub(crate) after: Option<Value>,
}

/// One entry of the chain.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Activity {
    /// Its number, from 1, without gaps.
    pub seq: u64,
    /// When, UTC, as the use case was given it.
    pub at: DateTime<Utc>,
    /// Who.
    pub actor: String,
    /// What was done (`evidence imported`).
    pub action: String,
    /// To what (`E-0007`, a control's id); may be empty.
    pub subject: String,
    /// The state before; none where there was none.
    pub before: Option<Value>,
    /// The state after; none where there is none.
    pub after: Option<Value>,
    /// Hash of the entry before.
    pub previous: Sha256,
    /// Hash of this entry.
    pub hash: Sha256,
}

/// The first entry that does not fit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Broken {
    /// Its number, or the number that is missing.
    pub seq: u64,
    /// What does not fit.
    pub why: String,
}

/// The answer of a check of the chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChainCheck {
    /// Entries that fit, from the first on.
    pub entries: u64,
    /// Hash of the last entry that fits.
    pub head: Sha256,
    /// The first entry that does not; none when the chain is whole.
    pub broken: Option<Broken>,
}

/// The end of the chain of a vault without entries.
pub(crate) fn genesis(vault: &[u8; 16]) -> Tail {
    let mut context = Context::new(&SHA256);
    field(&mut context, DOMAIN);
    field(&mut context, vault);
    Tail { seq: 0, hash: finish(context) }
}

/// The end of the chain as the database has it.
pub(crate) fn tail(connection: &Connection, vault: &[u8; 16]) -> Result<Tail> {
    let found = Read::new(connection).one("SELECT seq, hash FROM activity ORDER BY seq DESC LIMIT 1", [], |row| {
        Ok(Tail { seq: row.get(0)?, hash: row.get(1)? })
    })?;
    Ok(found.unwrap_or_else(|| genesis(vault)))
}

/// Appends an entry and gives the new end.
pub(crate) fn append(connection: &Connection, tail: Tail, entry: &Entry<'_>) -> Result<Tail> {
    let raw = Raw {
        seq: tail.seq + 1,
        at: utc(entry.at),
        actor: entry.actor.to_owned(),
        action: entry.action.to_owned(),
        subject: entry.subject.to_owned(),
        before: entry.before.as_ref().map(Value::to_string),
        after: entry.after.as_ref().map(Value::to_string),
        previous: tail.hash,
        hash: [0; 32],
    };
    let hash = raw.digest();
    let sql = "INSERT INTO activity (seq, at, actor, action, subject, before, after, previous, hash)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    let row = params![raw.seq, raw.at, raw.actor, raw.action, raw.subject, raw.before, raw.after, raw.previous, hash];
    let mut statement = connection.prepare_cached(sql).map_err(StoreError::sql("append to the activity chain"))?;
    statement.execute(row).map_err(StoreError::sql("append to the activity chain"))?;
    Ok(Tail { seq: raw.seq, hash })
}

/// Walks the whole chain.
pub(crate) fn check(connection: &Connection, vault: &[u8; 16]) -> Result<ChainCheck> {
    let mut end = genesis(vault);
    let mut broken = None;
    let attempt = || StoreError::sql("read the activity chain");
    let mut statement = connection.prepare("SELECT * FROM activity ORDER BY seq").map_err(attempt())?;
    let mut rows = statement.query([]).map_err(attempt())?;
    while let Some(row) = rows.next().map_err(attempt())? {
        let raw = Raw::read(row).map_err(attempt())?;
        if let Some(why) = raw.misfit(&end) {
            broken = Some(Broken { seq: raw.seq.min(end.seq + 1), why: why.to_owned() });
            break;
        }
        end = Tail { seq: raw.seq, hash: raw.hash };
    }
    Ok(ChainCheck { entries: end.seq, head: Sha256(end.hash), broken })
}

impl Read<'_> {
    /// Entries of the activity chain, the newest first.
    pub fn activity(&self, offset: u64, limit: u64) -> Result<Vec<Activity>> {
        let sql = "SELECT * FROM activity ORDER BY seq DESC LIMIT ?2 OFFSET ?1";
        self.all(sql, params![offset, limit], Raw::read)?.into_iter().map(Activity::try_from).collect()
    }

    /// The entries of one action, the oldest first.
    pub fn activity_of(&self, action: &str) -> Result<Vec<Activity>> {
        let sql = "SELECT * FROM activity WHERE action = ?1 ORDER BY seq";
        self.all(sql, [action], Raw::read)?.into_iter().map(Activity::try_from).collect()
    }

    /// Number of entries in the activity chain.
    pub fn activity_count(&self) -> Result<u64> {
        self.count("SELECT count(*) FROM activity", [])
    }
}

/// An entry exactly as stored; the hash is over these texts, never over re-written ones.
struct Raw {
    seq: u64,
    at: String,
    actor: String,
    action: String,
    subject: String,
    before: Option<String>,
    after: Option<String>,
    previous: [u8; 32],
    hash: [u8; 32],
}

impl Raw {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            seq: row.get("seq")?,
            at: row.get("at")?,
            actor: row.get("actor")?,
            action: row.get("action")?,
            subject: row.get("subject")?,
            before: row.get("before")?,
            after: row.get("after")?,
            previous: row.get("previous")?,
            hash: row.get("hash")?,
        })
    }

    fn digest(&self) -> [u8; 32] {
        let mut context = Context::new(&SHA256);
        field(&mut context, DOMAIN);
        field(&mut context, &self.seq.to_be_bytes());
        field(&mut context, &self.previous);
        for text in [&self.at, &self.actor, &self.action, &self.subject] {
            field(&mut context, text.as_bytes());
        }
        for optional in [&self.before, &self.after] {
            context.update(&[u8::from(optional.is_some())]);
            field(&mut context, optional.as_deref().unwrap_or_default().as_bytes());
        }
        finish(context)
    }

    fn misfit(&self, end: &Tail) -> Option<&'static str> {
        if self.seq != end.seq + 1 {
            return Some("an entry is missing before the next one");
        }
        if self.previous != end.hash {
            return Some("it does not follow the entry before it");
        }
        (self.digest() != self.hash).then_some("its content is not what was hashed")
    }
}

impl TryFrom<Raw> for Activity {
    type Error = StoreError;

    fn try_from(raw: Raw) -> Result<Self> {
        let read = |text: Option<String>| text.map(|text| parsed("activity entry", &text)).transpose();
        Ok(Self {
            seq: raw.seq,
            at: time(1, &raw.at).map_err(StoreError::sql("read the activity chain"))?,
            actor: raw.actor,
            action: raw.action,
            subject: raw.subject,
            before: read(raw.before)?,
            after: read(raw.after)?,
            previous: Sha256(raw.previous),
            hash: Sha256(raw.hash),
        })
    }
}

fn field(context: &mut Context, bytes: &[u8]) {
    context.update(&u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_be_bytes());
    context.update(bytes);
}

fn finish(context: Context) -> [u8; 32] {
    let mut hash = [0; 32];
    for (to, from) in hash.iter_mut().zip(context.finish().as_ref()) {
        *to = *from;
    }
    hash
}

#[cfg(test)]
mod tests;
