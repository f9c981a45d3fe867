//! What an evaluator is.

use crate::dataset::Dataset;
use model::{Evaluation, Kind, LogRows, ParameterSpec, Terms};
use std::collections::BTreeMap;

/// An evaluator: constants and a judgement.
#[derive(Debug)]
pub struct Evaluator {
    /// Stable kebab-case id, equal to its file's name: the exception that it finds (`terminated-user-active`).
    pub id: &'static str,
    /// Raised whenever the same inputs would give another answer.
    pub version: u32,
    /// What people need to know to read the answer.
    pub about: About,
    /// Kinds of records without which nothing can be said.
    pub needs: &'static [Kind],
    /// Kinds that it looks at besides, where there is evidence of them.
    pub uses: &'static [Kind],
    /// Whether it looks at the map: controls, criteria, links, evidence of every kind, source systems.
    pub map: bool,
    /// Parameters that it reads.
    pub parameters: &'static [&'static ParameterSpec],
    /// How it judges.
    pub judge: Judge,
}

/// What people need to know of an evaluator.
#[derive(Debug)]
pub struct About {
    /// The question, as an auditor asks it.
    pub question: &'static str,
    /// Why it matters, one or two sentences.
    pub why: &'static str,
    /// How to read the answer: what is in the population, what makes an item undeterminable.
    pub reading: &'static str,
}

/// How an evaluator judges.
#[derive(Debug)]
pub enum Judge {
    /// Over records in memory.
    Records(fn(&Dataset, &Terms) -> Evaluation),
    /// Over the column store: *what* is said in SQL here, *where* it runs is the business of `logs`.
    Log {
        /// The queries over the tables of the log.
        sql: fn(&Terms) -> Vec<Query>,
        /// The judgement over their answers.
        fold: fn(&LogAnswers, &Dataset, &Terms) -> Evaluation,
    },
}

/// A named query over the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// Name under which the answer is handed to the fold.
    pub name: &'static str,
    /// The SQL.
    pub sql: String,
}

/// The answers to the queries, by name.
pub type LogAnswers = BTreeMap<&'static str, LogRows>;
