//! Changes, their reviews, tickets and deployments.

use crate::time::Stamp;
use serde::{Deserialize, Serialize};

/// What a reviewer decided.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Approved.
    Approved,
    /// Asked for changes.
    ChangesRequested,
    /// Remarked without deciding.
    #[default]
    Commented,
    /// An earlier decision was withdrawn.
    Dismissed,
}

/// One review.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Review {
    /// Who.
    pub reviewer: Option<String>,
    /// What.
    pub verdict: Verdict,
    /// When.
    pub at: Option<Stamp>,
    /// The commit that was looked at.
    pub commit: Option<String>,
}

/// A change to code, configuration or infrastructure.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Change {
    /// The system (`GitHub`).
    pub system: String,
    /// Repository or project; none where the source has no such thing.
    pub repository: Option<String>,
    /// The system's own id of the repository or project, by which some exports name it instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repository_id: Option<String>,
    /// The identifier that people use (`42`, `CHG0030192`).
    pub id: String,
    /// Title.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Whether the source says that a program wrote it.
    pub author_is_bot: bool,
    /// When it was opened.
    pub created: Option<Stamp>,
    /// When it was merged or implemented; none: it was not, or the source does not say (see `state_word`).
    pub merged: Option<Stamp>,
    /// Whether it took effect; none: the source does not say.
    pub is_merged: Option<bool>,
    /// Who merged it.
    pub merged_by: Option<String>,
    /// The source's word for its state.
    pub state_word: Option<String>,
    /// The branch that it went to.
    pub base: Option<String>,
    /// The branch that it came from.
    pub head: Option<String>,
    /// The last commit of it.
    pub head_commit: Option<String>,
    /// The commit that it became.
    pub merge_commit: Option<String>,
    /// Its reviews; none: this export does not carry them.
    pub reviews: Option<Vec<Review>>,
    /// Tickets that it refers to, as written in fields, title, branch or body.
    pub tickets: Vec<String>,
    /// Labels.
    pub labels: Vec<String>,
    /// The export tells only some facts of the change (that it was merged): they complete the change with the same id.
    pub partial: bool,
}

/// A review that came in a file of its own and is joined to its change by repository and id.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChangeReview {
    /// The system.
    pub system: String,
    /// Repository or project.
    pub repository: Option<String>,
    /// The change's identifier.
    pub change: String,
    /// The review.
    pub review: Review,
}

/// A ticket.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Ticket {
    /// The system (`Jira`).
    pub system: String,
    /// The identifier that people use (`OPS-17`).
    pub id: String,
    /// Title.
    pub title: Option<String>,
    /// Type in the source's word (`Change`, `Bug`, `Access request`).
    pub type_word: Option<String>,
    /// Status in the source's word.
    pub status_word: Option<String>,
    /// Whether it is finished; none: the source does not say.
    pub done: Option<bool>,
    /// When it was opened.
    pub created: Option<Stamp>,
    /// When it was resolved.
    pub resolved: Option<Stamp>,
    /// Who asked.
    pub requester: Option<String>,
    /// Who worked on it.
    pub assignee: Option<String>,
    /// Who approved.
    pub approver: Option<String>,
    /// When it was approved.
    pub approved: Option<Stamp>,
    /// Priority in the source's word.
    pub priority: Option<String>,
    /// The person or account that it is about, where a field says so.
    pub about: Option<String>,
    /// Labels.
    pub labels: Vec<String>,
    /// The export tells only some facts of the ticket (who approved it): they complete the ticket of the same system with
    /// the same id.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub partial: bool,
}

/// How a deployment ended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeployOutcome {
    /// It went live.
    Succeeded,
    /// It did not.
    Failed,
    /// It is under way or waiting.
    Pending,
    /// The source does not say.
    #[default]
    Unknown,
}

/// A deployment.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Deploy {
    /// The system.
    pub system: String,
    /// The identifier that the source uses.
    pub id: String,
    /// Service, application or repository.
    pub service: Option<String>,
    /// Environment (`production`).
    pub environment: Option<String>,
    /// When it went live, or was started where only that is told.
    pub at: Option<Stamp>,
    /// Who started it.
    pub by: Option<String>,
    /// How it ended.
    pub outcome: DeployOutcome,
    /// The source's word for that.
    pub outcome_word: Option<String>,
    /// The commit that was deployed.
    pub commit: Option<String>,
    /// Branch, tag or version.
    pub reference: Option<String>,
    /// The change that it names.
    pub change: Option<String>,
    /// Tickets that it names.
    pub tickets: Vec<String>,
    /// The export tells only some facts of the deployment (how it ended): they complete the one with the same id.
    pub partial: bool,
}

/// A run of a build, test or release pipeline, or of one job of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PipelineRun {
    /// The system.
    pub system: String,
    /// The identifier that the source uses.
    pub id: String,
    /// The run that this job is part of.
    pub part_of: Option<String>,
    /// Pipeline, workflow or job.
    pub name: Option<String>,
    /// Repository or project.
    pub repository: Option<String>,
    /// When it started.
    pub at: Option<Stamp>,
    /// When it ended.
    pub finished: Option<Stamp>,
    /// How it ended.
    pub outcome: DeployOutcome,
    /// The source's word for that.
    pub outcome_word: Option<String>,
    /// What set it off, in the source's word (`push`, `schedule`).
    pub trigger: Option<String>,
    /// Who set it off.
    pub by: Option<String>,
    /// The commit that it ran on.
    pub commit: Option<String>,
    /// Branch or tag.
    pub reference: Option<String>,
}

/// The word that a system shows for a number that it stores (a `ServiceNow` choice).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Label {
    /// The system.
    pub system: String,
    /// Table or kind of object.
    pub table: String,
    /// Column or field.
    pub field: String,
    /// What is stored.
    pub value: String,
    /// What is shown.
    pub label: String,
}
