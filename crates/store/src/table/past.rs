//! Engagements that are over: what they were, what was found and what management answered, for reading only.

use crate::{
    Result, StoreError,
    handle::{Read, Write, json, parsed, time, utc, value},
    table::{ItemFilter, Page, Span, pattern},
};
use chrono::{DateTime, Utc};
use model::{Engagement, Evaluation, Item, State};
use rusqlite::{Row, params};
use serde_json::{Map, Value, json as object};
use std::collections::BTreeMap;

const NOUN: &str = "past engagement";

/// Number of an engagement that is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PastId(pub u32);

/// An engagement that is over.
#[derive(Debug, Clone, PartialEq)]
pub struct PastEngagement {
    /// Its number.
    pub id: PastId,
    /// When the window was rolled forward, UTC.
    pub at: DateTime<Utc>,
    /// By whom.
    pub actor: String,
    /// Why.
    pub reason: String,
    /// As it was then.
    pub engagement: Engagement,
    /// When its results were computed and as of which moment; none: never.
    pub run: Option<(DateTime<Utc>, DateTime<Utc>)>,
    /// The terms of that run, as they were applied.
    pub terms: Option<Value>,
    /// What stood at its end, as the caller writes it.
    pub summary: Value,
}

impl Read<'_> {
    /// The engagements that are over, the newest first.
    pub fn past_engagements(&self) -> Result<Vec<PastEngagement>> {
        let columns = "id, at, actor, reason, engagement, summary, run_at, run_as_of, run_terms";
        let sql = format!("SELECT {columns} FROM past_engagement ORDER BY id DESC");
        self.all(&sql, [], texts)?.into_iter().map(past).collect()
    }

    /// The results of one of them, by evaluator, without their items.
    pub fn past_evaluations(&self, id: PastId) -> Result<Vec<Evaluation>> {
        let sql = "SELECT payload FROM past_evaluation WHERE past = ?1 ORDER BY evaluator";
        let texts: Vec<String> = self.all(sql, [id.0], |row| row.get(0))?;
        texts.iter().map(|text| parsed(NOUN, text)).collect()
    }

    /// A part of the items of one result.
    pub fn past_items(&self, id: PastId, evaluator: &str, filter: ItemFilter<'_>, span: Span) -> Result<Page<Item>> {
        let condition = "past = ?1 AND evaluator = ?2 AND (?3 IS NULL OR state = ?3)
            AND (?4 IS NULL OR subject LIKE ?4 ESCAPE '\\' OR reason LIKE ?4 ESCAPE '\\')";
        let state = filter.state.map(State::id);
        let text = filter.text.filter(|text| !text.is_empty()).map(pattern);
        let total =
            self.count(&format!("SELECT count(*) FROM past_item WHERE {condition}"), params![id.0, evaluator, state, text])?;
        let sql =
            format!("SELECT subject, state, reason, proof FROM past_item WHERE {condition} ORDER BY seq LIMIT ?6 OFFSET ?5");
        let read = |row: &Row<'_>| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?]);
        let key = params![id.0, evaluator, state, text, span.offset, span.limit];
        let rows: Vec<[String; 4]> = self.all(&sql, key, read)?;
        let item = |[subject, state, reason, proof]: [String; 4]| {
            let state = parsed(NOUN, &format!("\"{state}\""))?;
            Ok(Item { subject, state, reason, proof: parsed(NOUN, &proof)?, steps: Vec::new() })
        };
        Ok(Page { total, rows: rows.into_iter().map(item).collect::<Result<_>>()? })
    }

    /// What management made of exceptions, by evaluator and subject: `response`, `acceptance` and `assignment`, each as it
    /// was kept.
    pub fn past_responses(&self, id: PastId) -> Result<Vec<(String, String, Value)>> {
        let sql = "SELECT evaluator, subject, payload FROM past_response WHERE past = ?1 ORDER BY evaluator, subject";
        let rows: Vec<(String, String, String)> = self.all(sql, [id.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        rows.into_iter().map(|(evaluator, subject, text)| Ok((evaluator, subject, parsed(NOUN, &text)?))).collect()
    }
}

impl Read<'_> {
    /// What management makes of each exception now, by evaluator and subject.
    fn worked_on(&self) -> Result<BTreeMap<(String, String), Map<String, Value>>> {
        let mut kept: BTreeMap<(String, String), Map<String, Value>> = BTreeMap::new();
        let mut put = |evaluator: &str, subject: &str, word: &str, told: Value| {
            kept.entry((evaluator.to_owned(), subject.to_owned())).or_default().insert(word.to_owned(), told);
        };
        for one in self.responses()? {
            put(&one.evaluator, &one.subject, "response", value(NOUN, &one)?);
        }
        for one in self.acceptances()? {
            put(&one.evaluator, &one.subject, "acceptance", value(NOUN, &one)?);
        }
        for one in self.assignments()? {
            put(&one.evaluator, &one.subject, "assignment", value(NOUN, &one)?);
        }
        Ok(kept)
    }
}

impl Write<'_> {
    /// Puts the engagement with its latest results and what management made of them away, and clears both for the one that follows.
    pub fn close_engagement(&mut self, engagement: &Engagement, reason: &str, summary: &Value) -> Result<PastId> {
        let sql = "INSERT INTO past_engagement (at, actor, reason, engagement, summary, run_at, run_as_of, run_terms)
            SELECT ?1, ?2, ?3, ?4, ?5, run.at, run.as_of, run.terms
            FROM (SELECT 1) LEFT JOIN run ON run.id = (SELECT max(id) FROM run)";
        let (at, actor) = (utc(self.at()), self.actor().to_owned());
        self.change(NOUN, sql, params![at, actor, reason, json(NOUN, engagement)?, json(NOUN, summary)?])?;
        let id = u32::try_from(self.connection().last_insert_rowid()).unwrap_or(u32::MAX);
        let newest = "(SELECT max(id) FROM run)";
        let copies = [
            format!(
                "INSERT INTO past_evaluation (past, evaluator, payload)
                SELECT ?1, evaluator, payload FROM evaluation WHERE run = {newest}"
            ),
            format!(
                "INSERT INTO past_item (past, evaluator, seq, subject, state, reason, proof)
                SELECT ?1, evaluator, seq, subject, state, reason, proof FROM item WHERE run = {newest}"
            ),
        ];
        copies.iter().try_for_each(|sql| self.change(NOUN, sql, [id]).map(drop))?;
        for ((evaluator, subject), kept) in self.worked_on()? {
            let sql = "INSERT INTO past_response (past, evaluator, subject, payload) VALUES (?1, ?2, ?3, ?4)";
            self.change(NOUN, sql, params![id, evaluator, subject, json(NOUN, &Value::Object(kept))?])?;
        }
        for table in ["run", "response", "acceptance", "assignment"] {
            self.change(table, &format!("DELETE FROM {table}"), [])?;
        }
        let before = value(NOUN, engagement)?;
        self.note(
            "engagement closed",
            &engagement.company,
            Some(before),
            Some(object!({ "reason": reason, "at-its-end": summary })),
        )?;
        Ok(PastId(id))
    }
}

type Texts = (u32, [String; 5], [Option<String>; 3]);

fn texts(row: &Row<'_>) -> rusqlite::Result<Texts> {
    let text = [row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?];
    Ok((row.get(0)?, text, [row.get(6)?, row.get(7)?, row.get(8)?]))
}

fn past((id, [at, actor, reason, engagement, summary], [run_at, as_of, terms]): Texts) -> Result<PastEngagement> {
    let moment = |text: &str| time(0, text).map_err(StoreError::sql("read a past engagement"));
    let run = match (run_at, as_of) {
        (Some(run_at), Some(as_of)) => Some((moment(&run_at)?, moment(&as_of)?)),
        _ => None,
    };
    Ok(PastEngagement {
        id: PastId(id),
        at: moment(&at)?,
        actor,
        reason,
        engagement: parsed(NOUN, &engagement)?,
        run,
        terms: terms.map(|text| parsed(NOUN, &text)).transpose()?,
        summary: parsed(NOUN, &summary)?,
    })
}
