//! What AI products leave behind besides the rows of their gateway: releases, spans, scores, usage, approved models.

use crate::time::Stamp;
use serde::{Deserialize, Serialize};

/// A version of a prompt, a model, an agent or an application as its registry tells it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Release {
    /// The registry.
    pub system: String,
    /// What it is a version of, in the registry's word (`prompt`, `model`).
    pub family: String,
    /// Name.
    pub name: String,
    /// Version.
    pub version: Option<String>,
    /// When it was made.
    pub created: Option<Stamp>,
    /// When it went live; none: the registry does not say.
    pub live: Option<Stamp>,
    /// Who made it.
    pub author: Option<String>,
    /// Who approved it.
    pub approver: Option<String>,
    /// What was written about it.
    pub message: Option<String>,
    /// Labels (`production`).
    pub labels: Vec<String>,
    /// Tickets that it names.
    pub tickets: Vec<String>,
    /// The evaluation that it passed, as named.
    pub evaluation: Option<String>,
    /// Provider of the model that it runs on.
    pub provider: Option<String>,
    /// Model that it runs on.
    pub model: Option<String>,
}

/// What a span is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SpanKind {
    /// A call of a language model.
    Llm,
    /// A call of a tool.
    Tool,
    /// An agent at work.
    Agent,
    /// A step of a workflow.
    Chain,
    /// A retrieval from a memory or an index.
    Retriever,
    /// A call of an embedding model.
    Embedding,
    /// A guardrail.
    Guardrail,
    /// An evaluator.
    Evaluator,
    /// Anything else, or the source does not say.
    #[default]
    Other,
}

impl SpanKind {
    /// The kebab-case word used in files and in SQL.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Llm => "llm",
            Self::Tool => "tool",
            Self::Agent => "agent",
            Self::Chain => "chain",
            Self::Retriever => "retriever",
            Self::Embedding => "embedding",
            Self::Guardrail => "guardrail",
            Self::Evaluator => "evaluator",
            Self::Other => "other",
        }
    }
}

/// One span of a trace.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Span {
    /// The system that recorded it.
    pub system: String,
    /// Id of the trace.
    pub trace_id: Option<String>,
    /// Id of the span.
    pub span_id: Option<String>,
    /// Id of the span around it; none: it is the root, or the source does not say.
    pub parent_id: Option<String>,
    /// Name.
    pub name: Option<String>,
    /// What it is about.
    pub about: SpanKind,
    /// The source's word for that.
    pub about_word: Option<String>,
    /// When it began.
    pub at: Option<Stamp>,
    /// When it ended.
    pub ended: Option<Stamp>,
    /// Outcome as the source words it.
    pub status: Option<String>,
    /// Id of the request at the gateway or provider.
    pub request_id: Option<String>,
    /// The user on whose behalf it ran.
    pub user: Option<String>,
    /// Session or conversation.
    pub session: Option<String>,
    /// The tenant on whose behalf it ran.
    pub tenant: Option<String>,
    /// The provider that answered.
    pub provider: Option<String>,
    /// The model that answered.
    pub model: Option<String>,
    /// The model that was asked for.
    pub model_requested: Option<String>,
    /// Name of the prompt.
    pub prompt: Option<String>,
    /// Version of the prompt.
    pub prompt_version: Option<String>,
    /// The tool that was called.
    pub tool: Option<String>,
    /// The agent at work, by its name.
    pub agent: Option<String>,
    /// The tenant of what a tool, an index or a memory gave out, as that says itself; of several their names in order,
    /// with commas between.
    pub result_tenant: Option<String>,
    /// Decisions of guardrails, as the source words them.
    pub guardrail: Option<String>,
    /// Tokens in.
    pub tokens_in: Option<i64>,
    /// Tokens out.
    pub tokens_out: Option<i64>,
    /// Cost in the source's currency.
    pub cost: Option<f64>,
    /// Text that went in, in full.
    pub input: Option<String>,
    /// Text that came out, in full.
    pub output: Option<String>,
    /// Tells only a part of the span (an end without a beginning): it completes the span with the same ids.
    pub partial: bool,
}

/// One result of an evaluation.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Score {
    /// The system (`promptfoo`).
    pub system: String,
    /// The result's own id.
    pub id: Option<String>,
    /// The run that it belongs to.
    pub run: Option<String>,
    /// Evaluator, metric, probe or assertion.
    pub evaluator: String,
    /// Version of the evaluator.
    pub evaluator_version: Option<String>,
    /// What was judged: a request, trace, span or test case.
    pub target: Option<String>,
    /// When.
    pub at: Option<Stamp>,
    /// The score as a number.
    pub value: Option<f64>,
    /// The score as a word.
    pub label: Option<String>,
    /// Whether it passed; none: the source does not say.
    pub passed: Option<bool>,
    /// Why, as the evaluator says.
    pub reason: Option<String>,
    /// Whether a person, a program or a model judged, in the source's word.
    pub by: Option<String>,
    /// Provider of the model that was judged.
    pub provider: Option<String>,
    /// Model that was judged.
    pub model: Option<String>,
    /// Prompt that was judged, with version where told.
    pub prompt: Option<String>,
}

/// What a provider says was used of it in a span of time.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Usage {
    /// The provider.
    pub provider: String,
    /// Begin of the span of time.
    pub from: Option<Stamp>,
    /// End of it, not in it.
    pub to: Option<Stamp>,
    /// Model.
    pub model: Option<String>,
    /// Project, workspace or account.
    pub project: Option<String>,
    /// Name or id of the key; never the key.
    pub key: Option<String>,
    /// User.
    pub user: Option<String>,
    /// What is counted, in the source's word (`completions`, `Web Search`).
    pub line: Option<String>,
    /// Number of requests.
    pub requests: Option<i64>,
    /// Tokens in, cached ones among them.
    pub tokens_in: Option<i64>,
    /// Tokens out.
    pub tokens_out: Option<i64>,
    /// Cost.
    pub cost: Option<f64>,
    /// Currency of it, ISO 4217.
    pub currency: Option<String>,
}

/// A provider or model that the company has approved, as its register tells.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ApprovedModel {
    /// The provider.
    pub provider: String,
    /// The model; none: every model of the provider.
    pub model: Option<String>,
    /// The version of the model; none: every version.
    pub version: Option<String>,
    /// Other names of it (a deployment, a region's prefix, a router's group).
    pub aliases: Vec<String>,
    /// First day.
    pub from: Option<Stamp>,
    /// Last day; none: until further notice.
    pub to: Option<Stamp>,
    /// Who approved it.
    pub approver: Option<String>,
    /// Why, or with which conditions.
    pub reason: Option<String>,
}
