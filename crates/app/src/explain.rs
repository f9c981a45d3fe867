//! Why an item was judged as it was, and what happened around it in all sources.

use crate::{
    AppError, Code, Session,
    contract::findings::{Explanation, MomentView, StepView},
    dataset,
    items::{self, Lookup},
    logs::listing::Log,
    moments::moments,
    results,
    session::Open,
    timeline,
    words::count,
};
use chrono_tz::Tz;
use model::{Evidence, EvidenceId, Item, Kind, Pointer, Stamp};
use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};
use store::{Read, RecordRow};

/// Most entries of a timeline.
const ENTRIES: usize = 200;

/// Rows of a proof that are read.
const PROOF: usize = 20;

/// The steps and the timeline of the item of an evaluator with a subject; of several with it, of the worst.
///
/// # Errors
/// [`Code::NotFound`] when nothing was evaluated yet, or no item has the subject.
pub fn explain(session: &Session, evaluator: &str, subject: &str) -> Result<Explanation, AppError> {
    explain_nth(session, evaluator, subject, None)
}

/// As [`explain`]; of several items with the subject, of the one in this place of the latest results.
///
/// # Errors
/// As [`explain`].
pub fn explain_nth(session: &Session, evaluator: &str, subject: &str, seq: Option<u32>) -> Result<Explanation, AppError> {
    let open = session.open()?;
    session.read(|read| {
        let (run, _) = read.latest_run()?.ok_or_else(|| results::nothing(evaluator))?;
        let items = read.items_of(run, evaluator, subject)?;
        let is_other = |place: u64| seq.is_none_or(|seq| u64::from(seq) != place);
        let chosen = items.into_iter().min_by_key(|(place, item)| (is_other(*place), results::rank(item.state), *place));
        let (seq, item) = chosen.ok_or_else(|| no_item(evaluator, subject))?;
        Telling::new(session, read, &open)?.tell(evaluator, seq, &item)
    })
}

fn no_item(evaluator: &str, subject: &str) -> AppError {
    AppError::new(
        Code::NotFound,
        format!("`{evaluator}` judged no `{subject}` in the latest results"),
        "write the subject as the results list it, or evaluate again",
    )
}

/// A moment with what it is sorted by.
struct Entry {
    at: Option<Stamp>,
    pointer: Pointer,
    what: String,
    kind: Kind,
    because: String,
}

struct Telling<'r> {
    read: &'r Read<'r>,
    open: &'r Open,
    lookup: Lookup,
    evidence: BTreeMap<EvidenceId, Evidence>,
    zone: Tz,
}

impl<'r> Telling<'r> {
    fn new(session: &Session, read: &'r Read<'r>, open: &'r Open) -> Result<Self, AppError> {
        Ok(Self {
            read,
            open,
            lookup: Lookup::new(session, read)?,
            evidence: read.all_evidence()?.into_iter().map(|evidence| (evidence.id, evidence)).collect(),
            zone: dataset::terms(session, read)?.zone,
        })
    }

    fn tell(&self, evaluator: &str, seq: u64, item: &Item) -> Result<Explanation, AppError> {
        let pointers = pointers(item);
        let mut proof = Vec::new();
        let mut entries = Vec::new();
        for pointer in &pointers {
            if let Some(log) = self.log(pointer.evidence)? {
                let entry = |(kind, at, what)| Entry { at, what, pointer: pointer.clone(), kind, because: String::new() };
                entries.extend(log.moments(&pointer.at)?.into_iter().map(entry));
            } else if let Some(row) = self.read.record_at(pointer.evidence, &pointer.at)? {
                entries.extend(self.entries(&row, ""));
                proof.push(row);
            }
        }
        let told = !item.steps.is_empty();
        let steps = if told { item.steps.iter().map(|step| self.step(step)).collect() } else { self.rows_as_steps(&entries) };
        let around = timeline::around(self.read, &proof, &item.subject, &pivot(item, &proof))?;
        for (row, name) in &around.found {
            let is_proof = |pointer: &Pointer| pointer.evidence == row.evidence && pointer.at == row.record.at;
            if !pointers.iter().any(is_proof) {
                entries.extend(self.entries(row, &format!("{} {}", name.family.words(), name.text)));
            }
        }
        // The rows of the proof stand first, the most plentiful kind last: that is where it is cut.
        let cut = entries.split_off(entries.len().min(ENTRIES));
        let kept: BTreeSet<&Pointer> = entries.iter().map(|entry| &entry.pointer).collect();
        let over =
            cut.iter().map(|entry| &entry.pointer).filter(|pointer| !kept.contains(pointer)).collect::<BTreeSet<_>>().len();
        entries.sort_by(|a, b| self.order(a, b));
        let remarks = self.read.remarks(evaluator, &item.subject)?;
        Ok(Explanation {
            item: self.lookup.item(evaluator, seq, item),
            steps,
            told,
            timeline: entries.iter().map(|entry| self.moment(entry)).collect(),
            more: count(around.more + over as u64),
            names: around.names.iter().map(|name| format!("{} {}", name.family.words(), name.text)).collect(),
            remarks: remarks.into_iter().map(items::remark).collect(),
        })
    }

    /// The log that a piece of evidence holds.
    fn log(&self, evidence: EvidenceId) -> Result<Option<Log<'r>>, AppError> {
        self.evidence.get(&evidence).map_or(Ok(None), |evidence| Log::of(self.open, self.read, evidence))
    }

    /// What a record tells.
    fn entries(&self, row: &RecordRow, because: &str) -> Vec<Entry> {
        let Some(evidence) = self.evidence.get(&row.evidence) else { return Vec::new() };
        let entry = |(at, what)| Entry {
            at,
            what,
            pointer: Pointer { evidence: row.evidence, at: row.record.at.clone() },
            kind: row.record.data.kind(),
            because: because.to_owned(),
        };
        moments(&row.record.data, evidence).into_iter().map(entry).collect()
    }

    fn step(&self, step: &model::Step) -> StepView {
        StepView {
            at: shown(step.at),
            what: step.what.clone(),
            proof: step.proof.as_ref().map(|pointer| self.lookup.proof(pointer)),
        }
    }

    /// The rows of the proof with their dates, where the evaluator tells no steps.
    fn rows_as_steps(&self, entries: &[Entry]) -> Vec<StepView> {
        let step = |entry: &Entry| StepView {
            at: shown(entry.at),
            what: entry.what.clone(),
            proof: Some(self.lookup.proof(&entry.pointer)),
        };
        entries.iter().map(step).collect()
    }

    fn moment(&self, entry: &Entry) -> MomentView {
        MomentView {
            at: shown(entry.at),
            what: entry.what.clone(),
            kind: entry.kind,
            because: entry.because.clone(),
            proof: self.lookup.proof(&entry.pointer),
        }
    }

    /// By time; what has none stands last.
    fn order(&self, a: &Entry, b: &Entry) -> Ordering {
        let at = |entry: &Entry| entry.at.map(|at| at.earliest(self.zone));
        let has_none = |entry: &Entry| entry.at.is_none();
        let place = |entry: &Entry| (entry.pointer.evidence, entry.pointer.at.clone());
        has_none(a).cmp(&has_none(b)).then(at(a).cmp(&at(b))).then_with(|| place(a).cmp(&place(b)))
    }
}

fn shown(at: Option<Stamp>) -> String {
    at.map(|at| at.to_string()).unwrap_or_default()
}

/// The rows that an item rests on, each once, the deciding one first.
fn pointers(item: &Item) -> Vec<Pointer> {
    let mut seen = BTreeSet::new();
    let all = item.proof.iter().chain(item.steps.iter().filter_map(|step| step.proof.as_ref()));
    all.filter(|pointer| seen.insert((*pointer).clone())).take(PROOF).cloned().collect()
}

/// The time that an item is about, as columns sort it: the last of its steps, else that of its proof.
fn pivot(item: &Item, proof: &[RecordRow]) -> String {
    let of_steps = item.steps.iter().filter_map(|step| step.at).next_back();
    let of_proof = || {
        let mut ends = proof.iter().filter_map(|row| match &row.record.data {
            model::Data::Person(person) => person.end,
            other => other.at(),
        });
        ends.next_back()
    };

    of_steps.or_else(of_proof).map(|at| at.to_string()).unwrap_or_default()
}
