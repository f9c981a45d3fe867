//! Rows of an LLM gateway, and the answers of queries over them. Large logs never pass through the map's records.

use crate::time::Stamp;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt};

/// One call that passed an LLM gateway, as its log tells it. Blank stays blank: nothing is inferred.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GatewayRow {
    /// When the call started.
    pub at: Option<Stamp>,
    /// Id of the request.
    pub request_id: Option<String>,
    /// Id of the trace.
    pub trace_id: Option<String>,
    /// Number that the gateway gave it in order, where it does.
    pub sequence: Option<i64>,
    /// Session or conversation.
    pub session: Option<String>,
    /// Route, key alias or model group.
    pub route: Option<String>,
    /// The application that called.
    pub application: Option<String>,
    /// Name, alias, hash or id of the API key that was used; never the key.
    pub key: Option<String>,
    /// What was called, in the source's word (`completion`, `embedding`).
    pub call_type: Option<String>,
    /// Whether the answer was streamed.
    pub streamed: Option<bool>,
    /// The user on whose behalf it was made.
    pub user: Option<String>,
    /// Tenant, team or organisation.
    pub tenant: Option<String>,
    /// The provider that answered.
    pub provider: Option<String>,
    /// The model that answered.
    pub model: Option<String>,
    /// The version of the model that answered, where told apart from its name.
    pub model_version: Option<String>,
    /// The model that was asked for.
    pub model_requested: Option<String>,
    /// Name of the prompt.
    pub prompt: Option<String>,
    /// Version of the prompt.
    pub prompt_version: Option<String>,
    /// Outcome as the source words it (`success`, `200`).
    pub status: Option<String>,
    /// Whether another than the first choice answered.
    pub fallback: Option<bool>,
    /// Why it fell back.
    pub fallback_reason: Option<String>,
    /// Whether a cache answered.
    pub cache_hit: Option<bool>,
    /// Decisions of guardrails, as the source words them.
    pub guardrail: Option<String>,
    /// Tokens in.
    pub tokens_in: Option<i64>,
    /// Tokens out.
    pub tokens_out: Option<i64>,
    /// Cost in the source's currency.
    pub cost: Option<f64>,
    /// Duration in milliseconds.
    pub latency_ms: Option<f64>,
    /// Region that served it.
    pub region: Option<String>,
    /// Class of the data that went in, in the source's word (`public`, `confidential`, `customer`).
    pub data_class: Option<String>,
    /// What it was called for, as stated with the call.
    pub purpose: Option<String>,
    /// Whether the person concerned consented, in the source's word (`granted`, `withdrawn`, `unknown`).
    pub consent: Option<String>,
    /// Whether the provider was told not to train on it.
    pub training_opt_out: Option<bool>,
    /// How much is at stake, in the source's word (`high`).
    pub risk: Option<String>,
    /// The person who decided on the answer.
    pub reviewed_by: Option<String>,
    /// When that person decided.
    pub reviewed_at: Option<Stamp>,
    /// Tools that the answer calls, as JSON.
    pub tool_calls: Option<String>,
    /// Text that went in, in full.
    pub input: Option<String>,
    /// Text that came out, in full.
    pub output: Option<String>,
}

/// One cell of a query's answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Cell {
    /// No value.
    Null,
    /// A truth value.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Any other number.
    Float(f64),
    /// Text; times are RFC 3339 in UTC.
    Text(String),
}

impl Cell {
    /// Whether it is this text.
    pub fn is_text(&self, wanted: &str) -> bool {
        matches!(self, Self::Text(text) if text == wanted)
    }
}

/// As people read it: nothing for no value, yes or no for a truth value.
impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => Ok(()),
            Self::Bool(true) => f.write_str("yes"),
            Self::Bool(false) => f.write_str("no"),
            Self::Int(number) => write!(f, "{number}"),
            Self::Float(number) => write!(f, "{number}"),
            Self::Text(text) => f.write_str(text),
        }
    }
}

/// The answer of one query: rows of cells, in the query's own order.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct LogRows {
    /// Column names.
    pub columns: Vec<String>,
    /// Rows, each as long as `columns`.
    pub rows: Vec<Vec<Cell>>,
}

impl LogRows {
    /// The cell of a row under a column name; none when either does not exist or the cell is null.
    pub fn cell(&self, row: usize, column: &str) -> Option<&Cell> {
        let index = self.columns.iter().position(|name| name == column)?;
        self.rows.get(row)?.get(index).filter(|cell| **cell != Cell::Null)
    }

    /// Text of a cell.
    pub fn text(&self, row: usize, column: &str) -> Option<&str> {
        match self.cell(row, column)? {
            Cell::Text(text) => Some(text),
            Cell::Null | Cell::Bool(_) | Cell::Int(_) | Cell::Float(_) => None,
        }
    }

    /// Whole number of a cell.
    pub fn int(&self, row: usize, column: &str) -> Option<i64> {
        match self.cell(row, column)? {
            Cell::Int(number) => Some(*number),
            Cell::Null | Cell::Bool(_) | Cell::Text(_) | Cell::Float(_) => None,
        }
    }
}

/// What of a source's row has no field here, by the source's own name.
pub type Extra = BTreeMap<String, serde_json::Value>;
