//! The answers in the vault by which log evaluators judge.

use super::{Answers, IMPORTER, Source, form, hash};
use crate::{AppError, session::Open};
use evaluate::{Dataset, LogAnswers, Query};
use model::{Cell, Evidence, EvidenceId, LogRows, Sha256, Terms};
use std::{
    collections::{BTreeMap, BTreeSet},
    io::Read as _,
};

/// The newest file of answers, if what the vault holds itself is among what it was asked of.
pub(crate) struct Standing {
    evidence: EvidenceId,
    answers: Answers,
    /// Evidence of the vault by the number under which rows name it.
    numbers: BTreeMap<i64, EvidenceId>,
}

impl Standing {
    /// Finds it, and puts right what the dataset says of how many rows there are: those that several files stand for count
    /// once, and a file that cannot be used says why.
    pub(crate) fn find(open: &Open, data: &mut Dataset) -> Result<Option<Self>, AppError> {
        let is_file = |evidence: &&Evidence| evidence.importer.as_deref() == Some(IMPORTER);
        let mut files: Vec<EvidenceId> = data.evidence.values().filter(is_file).map(|evidence| evidence.id).collect();
        let Some(newest) = files.pop() else { return Ok(None) };
        for id in files {
            data.evidence.entry(id).and_modify(|superseded| superseded.records.clear());
        }
        let Some(file) = data.evidence.get(&newest) else { return Ok(None) };
        let answers = load(open, file.sha256)?;
        let own: Vec<&Evidence> = data.evidence.values().filter(|evidence| evidence.id != newest && is_log(evidence)).collect();
        let asked: BTreeSet<Sha256> = answers.sources.iter().map(|source| source.sha256).collect();
        if let Some(other) = own.iter().find(|evidence| !asked.contains(&evidence.sha256)) {
            let why = format!("its answers were not used: {} ({}) is not among what was asked", other.id, other.file_name);
            data.evidence.entry(newest).and_modify(|file| file.incomplete.push(why));
            return Ok(None);
        }
        let by_hash: BTreeMap<Sha256, EvidenceId> = own.iter().map(|evidence| (evidence.sha256, evidence.id)).collect();
        let number = |source: &Source| Some((source.evidence.into(), *by_hash.get(&source.sha256)?));
        let numbers = answers.sources.iter().filter_map(number).collect();
        let twice: Vec<_> = own.iter().flat_map(|evidence| evidence.records.clone()).collect();
        if let Some(file) = data.evidence.get_mut(&newest) {
            for (kind, rows) in twice {
                file.records.entry(kind).and_modify(|all| *all = all.saturating_sub(rows));
            }
        }
        Ok(Some(Self { evidence: newest, answers, numbers }))
    }

    /// The answers to an evaluator's queries; none where one of them was not asked in these words, because the terms were
    /// others. The moment of judgement is that of the file: for later days it tells no rows, which its dates say.
    pub(crate) fn of(&self, sql: fn(&Terms) -> Vec<Query>, terms: &Terms) -> Option<LogAnswers> {
        let terms = Terms { as_of: self.answers.terms.as_of, ..terms.clone() };
        let answer = |query: Query| {
            let words = hash(query.sql.as_bytes());
            let index =
                self.answers.answers.iter().position(|answer| answer.sql_sha256 == words && answer.query == query.name)?;
            Some((query.name, self.rows(index)?))
        };
        sql(&terms).into_iter().map(answer).collect()
    }

    /// The rows of an answer, with pointers into the vault: to the very place where the vault holds the export, otherwise to
    /// the row of this file that names export and place.
    fn rows(&self, index: usize) -> Option<LogRows> {
        let answer = self.answers.answers.get(index)?;
        let column = |name: &str| answer.columns.iter().position(|column| column == name);
        let (evidence, position) = (column("evidence"), column("position"));
        let mut rows = answer.rows.clone();
        for (number, row) in rows.iter_mut().enumerate() {
            let Some(evidence) = evidence.and_then(|column| row.get_mut(column)) else { continue };
            let known = if let Cell::Int(number) = evidence { self.numbers.get(number).copied() } else { None };
            *evidence = Cell::Int(known.unwrap_or(self.evidence).0.into());
            if let (None, Some(position)) = (known, position.and_then(|column| row.get_mut(column))) {
                *position = Cell::Text(format!("$.answers[{index}].rows[{number}]"));
            }
        }
        Some(LogRows { columns: answer.columns.clone(), rows })
    }
}

/// Whether evidence holds rows of logs.
fn is_log(evidence: &Evidence) -> bool {
    evidence.records.keys().any(|kind| kind.is_log())
}

/// The answers in an original that was verified when it came in.
pub(super) fn load(open: &Open, sha256: Sha256) -> Result<Answers, AppError> {
    let mut bytes = Vec::new();
    let read = open.blobs.open(&sha256)?.read_to_end(&mut bytes);
    read.map_err(|error| AppError::system("a file of answers could not be read from the vault", &error))?;
    form::parse(bytes.split_inclusive(|byte| *byte == b'\n').next().unwrap_or_default())
}
