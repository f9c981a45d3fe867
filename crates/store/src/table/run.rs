//! Runs of the evaluators: what they answered, over which records and under which terms.

use super::{Page, Span, pattern};
use crate::{
    Result, StoreError,
    handle::{Read, Write, json, parsed, time, utc},
};
use chrono::{DateTime, NaiveDate, Utc};
use model::{Evaluation, Item, State};
use rusqlite::{Row, params};
use serde_json::{Value, json as object};
use std::collections::BTreeMap;

const NOUN: &str = "evaluation";

/// The number of a run; never reused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RunId(pub i64);

/// One run of all evaluators.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// When it ran, UTC.
    pub at: DateTime<Utc>,
    /// The moment of judgement, UTC.
    pub as_of: DateTime<Utc>,
    /// The terms, as the caller writes them.
    pub terms: Value,
    /// Fingerprint of the records judged: the same means that nothing changed since.
    pub dataset: String,
}

/// Which items, by how they are worked on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Show<'f> {
    /// All.
    #[default]
    All,
    /// Exceptions that nobody accepts as known on this day.
    Open(NaiveDate),
    /// Exceptions that somebody accepts as known on this day.
    Accepted(NaiveDate),
    /// Items assigned to this person.
    Assigned(&'f str),
}

impl Show<'_> {
    /// The condition on an item over parameter five.
    const fn condition(self) -> &'static str {
        match self {
            Self::All => "?5 IS NULL",
            Self::Open(_) => {
                "state = 'exception' AND NOT EXISTS (SELECT 1 FROM acceptance
                 WHERE acceptance.evaluator = item.evaluator AND acceptance.subject = item.subject AND until >= ?5)"
            }
            Self::Accepted(_) => {
                "state = 'exception' AND EXISTS (SELECT 1 FROM acceptance
                 WHERE acceptance.evaluator = item.evaluator AND acceptance.subject = item.subject AND until >= ?5)"
            }
            Self::Assigned(_) => {
                "EXISTS (SELECT 1 FROM assignment
                 WHERE assignment.evaluator = item.evaluator AND assignment.subject = item.subject AND member = ?5)"
            }
        }
    }

    fn parameter(self) -> Option<String> {
        match self {
            Self::All => None,
            Self::Open(day) | Self::Accepted(day) => Some(day.to_string()),
            Self::Assigned(member) => Some(member.to_owned()),
        }
    }
}

/// Which items of an evaluation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ItemFilter<'f> {
    /// Only of this state.
    pub state: Option<State>,
    /// Only with this text in subject or reason.
    pub text: Option<&'f str>,
    /// Only those worked on so.
    pub show: Show<'f>,
}

impl Read<'_> {
    /// The latest run.
    pub fn latest_run(&self) -> Result<Option<(RunId, Run)>> {
        let read = |row: &Row<'_>| {
            let times: [String; 2] = [row.get("at")?, row.get("as_of")?];
            let [at, as_of] = [time(1, &times[0])?, time(2, &times[1])?];
            Ok((RunId(row.get("id")?), at, as_of, row.get::<_, String>("terms")?, row.get("dataset")?))
        };
        let found = self.one("SELECT * FROM run ORDER BY id DESC LIMIT 1", [], read)?;
        let Some((id, at, as_of, terms, dataset)) = found else { return Ok(None) };
        Ok(Some((id, Run { at, as_of, terms: parsed("run", &terms)?, dataset })))
    }

    /// The evaluations of a run, by evaluator, without their items.
    pub fn evaluations(&self, run: RunId) -> Result<Vec<Evaluation>> {
        let sql = "SELECT payload FROM evaluation WHERE run = ?1 ORDER BY evaluator";
        let texts: Vec<String> = self.all(sql, [run.0], |row| row.get(0))?;
        texts.iter().map(|text| parsed(NOUN, text)).collect()
    }

    /// One evaluation of a run, without its items.
    pub fn evaluation(&self, run: RunId, evaluator: &str) -> Result<Option<Evaluation>> {
        let sql = "SELECT payload FROM evaluation WHERE run = ?1 AND evaluator = ?2";
        let text: Option<String> = self.one(sql, params![run.0, evaluator], |row| row.get(0))?;
        text.map(|text| parsed(NOUN, &text)).transpose()
    }

    /// What each evaluation of a run depends on, as a fingerprint, by evaluator; blank where the writer told none.
    pub fn inputs(&self, run: RunId) -> Result<BTreeMap<String, String>> {
        let sql = "SELECT evaluator, inputs FROM evaluation WHERE run = ?1";
        Ok(self.all(sql, [run.0], |row| Ok((row.get(0)?, row.get(1)?)))?.into_iter().collect())
    }

    /// One evaluation of a run with all its items.
    pub fn whole_evaluation(&self, run: RunId, evaluator: &str) -> Result<Option<Evaluation>> {
        let Some(mut evaluation) = self.evaluation(run, evaluator)? else { return Ok(None) };
        let all = Span { offset: 0, limit: i64::MAX.unsigned_abs() };
        let page = self.page_items(run, evaluator, ItemFilter::default(), all)?;
        evaluation.items = page.rows.into_iter().map(|(_, item)| item).collect();
        Ok(Some(evaluation))
    }

    /// A part of the items of an evaluation, each with its place in the whole.
    pub fn page_items(&self, run: RunId, evaluator: &str, filter: ItemFilter<'_>, span: Span) -> Result<Page<(u64, Item)>> {
        let condition = format!(
            "run = ?1 AND evaluator = ?2 AND (?3 IS NULL OR state = ?3)
             AND (?4 IS NULL OR subject LIKE ?4 ESCAPE '\\' OR reason LIKE ?4 ESCAPE '\\') AND {}",
            filter.show.condition()
        );
        let shown = filter.show.parameter();
        let state = filter.state.map(State::id);
        let text = filter.text.filter(|text| !text.is_empty()).map(pattern);
        let key = params![run.0, evaluator, state, text, shown];
        let total = self.count(&format!("SELECT count(*) FROM item WHERE {condition}"), key)?;
        let sql = format!("SELECT * FROM item WHERE {condition} ORDER BY seq LIMIT ?7 OFFSET ?6");
        let key = params![run.0, evaluator, state, text, shown, span.offset, span.limit];
        let rows = self.all(&sql, key, texts)?.into_iter().map(item).collect::<Result<_>>()?;
        Ok(Page { total, rows })
    }

    /// The items of an evaluation that have a subject, each with its place in the whole.
    pub fn items_of(&self, run: RunId, evaluator: &str, subject: &str) -> Result<Vec<(u64, Item)>> {
        let sql = "SELECT * FROM item WHERE run = ?1 AND evaluator = ?2 AND subject = ?3 ORDER BY seq";
        self.all(sql, params![run.0, evaluator, subject], texts)?.into_iter().map(item).collect()
    }

    /// How many exceptions of a run management has answered.
    pub fn answered_count(&self, run: RunId) -> Result<u64> {
        let sql = "SELECT count(*) FROM response
            JOIN item ON item.run = ?1 AND item.evaluator = response.evaluator AND item.subject = response.subject
            WHERE item.state = 'exception'";
        self.count(sql, [run.0])
    }

    /// How many exceptions of each evaluator of a run somebody accepts as known on a day.
    pub fn accepted_counts(&self, run: RunId, day: NaiveDate) -> Result<Vec<(String, u64)>> {
        let sql = "SELECT item.evaluator, count(*) FROM acceptance
            JOIN item ON item.run = ?1 AND item.evaluator = acceptance.evaluator AND item.subject = acceptance.subject
            WHERE item.state = 'exception' AND acceptance.until >= ?2 GROUP BY item.evaluator ORDER BY item.evaluator";
        self.all(sql, params![run.0, day.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))
    }
}

type Texts = (u64, [String; 5]);

fn texts(row: &Row<'_>) -> rusqlite::Result<Texts> {
    let texts = [row.get("subject")?, row.get("state")?, row.get("reason")?, row.get("proof")?, row.get("steps")?];
    Ok((row.get("seq")?, texts))
}

fn item((seq, [subject, state, reason, proof, steps]): Texts) -> Result<(u64, Item)> {
    let state = parsed(NOUN, &format!("\"{state}\""))?;
    Ok((seq, Item { subject, state, reason, proof: parsed(NOUN, &proof)?, steps: parsed(NOUN, &steps)? }))
}

impl Write<'_> {
    /// Stores a run with its evaluations and their items; `inputs` tells by evaluator what each depends on.
    pub fn insert_run(&mut self, run: &Run, evaluations: &[Evaluation], inputs: &BTreeMap<String, String>) -> Result<RunId> {
        let sql = "INSERT INTO run (at, as_of, terms, dataset) VALUES (?1, ?2, ?3, ?4)";
        let row = params![utc(run.at), utc(run.as_of), json("run", &run.terms)?, run.dataset];
        self.change("run", sql, row)?;
        let id = RunId(self.connection().last_insert_rowid());
        for evaluation in evaluations {
            let inputs = inputs.get(&evaluation.evaluator).map_or("", String::as_str);
            self.insert_evaluation(id, evaluation, inputs)?;
        }
        let exceptions: u64 = evaluations.iter().map(|evaluation| evaluation.exceptions).sum();
        let after = object!({
            "as-of": utc(run.as_of),
            "dataset": run.dataset,
            "evaluations": evaluations.len(),
            "exceptions": exceptions,
        });
        self.note("evaluated", &format!("run {}", id.0), None, Some(after))?;
        Ok(id)
    }

    fn insert_evaluation(&self, run: RunId, evaluation: &Evaluation, inputs: &str) -> Result<()> {
        let head = evaluation.head();
        let sql = "INSERT INTO evaluation (run, evaluator, state, payload, inputs) VALUES (?1, ?2, ?3, ?4, ?5)";
        let row = params![run.0, head.evaluator, head.state.id(), json(NOUN, &head)?, inputs];
        self.change(NOUN, sql, row)?;
        let sql = "INSERT INTO item (run, evaluator, seq, subject, state, reason, proof, steps) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
        let mut statement = self.statement(sql)?;
        for (seq, item) in (0_u32..).zip(&evaluation.items) {
            let proof = json(NOUN, &item.proof)?;
            let steps = json(NOUN, &item.steps)?;
            let row = params![run.0, evaluation.evaluator, seq, item.subject, item.state.id(), item.reason, proof, steps];
            statement.execute(row).map_err(StoreError::sql("add an item"))?;
        }
        Ok(())
    }
}
