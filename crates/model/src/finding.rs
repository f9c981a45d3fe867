//! What an evaluator answers: a state for every item and for the whole, with pointers to the proof.

use crate::{position::Pointer, time::Stamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The five states. Missing evidence is never a pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Tested, and as it should be.
    Pass,
    /// Tested, and one or more items failed.
    Exception,
    /// The population is proven empty.
    NoOccurrence,
    /// Evidence is missing, blank or stale.
    NotDeterminable,
    /// Nobody tested it.
    NotTested,
}

impl State {
    /// The word used in files, on the command line and in the bundle.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Exception => "exception",
            Self::NoOccurrence => "no-occurrence",
            Self::NotDeterminable => "not-determinable",
            Self::NotTested => "not-tested",
        }
    }

    /// The word as people read it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Exception => "exception",
            Self::NoOccurrence => "no occurrence",
            Self::NotDeterminable => "not determinable",
            Self::NotTested => "not tested",
        }
    }
}

/// One step of a judgement: a fact, a rule or what follows from them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The time that it is about, as the source wrote it; none: it has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Stamp>,
    /// What, half a sentence.
    pub what: String,
    /// The row that tells it; none: it follows from the steps before, or from a parameter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<Pointer>,
}

/// One judged item of a population.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// The identifier that the source file uses for it.
    pub subject: String,
    /// Its state: pass, exception or not determinable.
    pub state: State,
    /// Why, with the dates that decide it, one sentence.
    pub reason: String,
    /// The rows that prove it, the deciding one first. May be empty only where the absence itself is the finding.
    pub proof: Vec<Pointer>,
    /// How the judgement came about, in the order in which somebody would re-perform it. Empty where the reason says all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
}

/// A filter between all records and the population tested.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// What was kept, in words.
    pub kept: String,
    /// Rows before.
    pub before: u64,
    /// Rows after.
    pub after: u64,
}

/// How complete one input of an evaluation was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// What was needed, in words (`accounts of an identity provider`).
    pub name: String,
    /// Evidence used.
    pub evidence: Vec<crate::evidence::EvidenceId>,
    /// Records used.
    pub records: u64,
    /// What is missing, stale or blank about it; empty when nothing is.
    pub gaps: Vec<String>,
}

/// A parameter as it was applied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsedParameter {
    /// Its id (`termination-sla-business-days`).
    pub id: String,
    /// The values that were in force in the window, by first day (`default` where none was set).
    pub values: BTreeMap<String, String>,
}

/// The answer of one evaluator over a whole population.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evaluation {
    /// The evaluator, named after the exception that it finds.
    pub evaluator: String,
    /// Its version.
    pub version: u32,
    /// The state of the whole.
    pub state: State,
    /// What an item is, in words (`persons who left in the window`).
    pub population_of: String,
    /// Items in the population.
    pub population: u64,
    /// Items that could be judged.
    pub tested: u64,
    /// Items that failed.
    pub exceptions: u64,
    /// Items that could not be judged.
    pub undetermined: u64,
    /// The items: all of them, or for a log those that did not pass, up to [`Evaluation::LISTED`].
    pub items: Vec<Item>,
    /// The filters between all records and the population.
    pub filters: Vec<Filter>,
    /// The inputs.
    pub inputs: Vec<Input>,
    /// The parameters applied.
    pub parameters: Vec<UsedParameter>,
    /// Figures that belong beside the result (`coverage`: `99.2 % of 100,000 rows name a user`), by name.
    pub figures: BTreeMap<String, String>,
    /// Assumptions and remarks, one sentence each.
    pub notes: Vec<String>,
}

impl Evaluation {
    /// Most items that a log evaluation lists; the counts are always of all.
    pub const LISTED: usize = 10_000;

    /// The evaluation without its items.
    #[must_use]
    pub fn head(&self) -> Self {
        Self {
            evaluator: self.evaluator.clone(),
            population_of: self.population_of.clone(),
            items: Vec::new(),
            filters: self.filters.clone(),
            inputs: self.inputs.clone(),
            parameters: self.parameters.clone(),
            figures: self.figures.clone(),
            notes: self.notes.clone(),
            ..*self
        }
    }

    /// The items that failed.
    pub fn failed(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(|item| item.state == State::Exception)
    }
}
