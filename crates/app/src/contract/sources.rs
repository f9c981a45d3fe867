//! The systems that evidence comes from: what came in, what is missing, and by when the next export must be made.

use serde::{Deserialize, Serialize};
use specta::Type;

/// One export of one system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SourceView {
    /// The system.
    pub system: String,
    /// What it is, as declared; blank when it is not.
    pub role: String,
    /// Who can export from it; blank when nobody is named.
    pub owner: String,
    /// Tenant, account or organisation, where files tell it; blank otherwise.
    pub instance: String,
    /// Id of the importer that reads the export.
    pub importer: String,
    /// What the export is.
    pub title: String,
    /// Steps to get it.
    pub export: Vec<String>,
    /// Whether it tells what happened over time (otherwise: how things stand at a moment).
    pub log: bool,
    /// Days for which the system keeps it; none: until deleted, or not known.
    pub keeps_days: Option<u32>,
    /// Whether the company said so (otherwise: the vendor).
    pub keeps_declared: bool,
    /// What the system cannot give, as declared; blank otherwise.
    pub limitation: String,
    /// Files that came in.
    pub files: u32,
    /// Records in them.
    pub records: u32,
    /// Number and label of the one that came in last.
    pub last: Option<(u32, String)>,
    /// When that was, UTC; blank when nothing came in.
    pub last_received: String,
    /// Days of the window that the files cover: first and last of each stretch.
    pub covered: Vec<(String, String)>,
    /// Days of the window until now that no file covers.
    pub missing: Vec<(String, String)>,
    /// Those of them that the system has forgotten by now.
    pub lost: Vec<(String, String)>,
    /// By when to export next; none: nothing is due that is known.
    pub next: Option<NextExport>,
    /// All days by which to export until the window is covered, if each export is made on its last day.
    pub plan: Vec<String>,
}

/// By when to export next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct NextExport {
    /// The last day on which it can be made in time.
    pub by: String,
    /// Why, one sentence.
    pub because: String,
    /// Days from the day of judgement until then.
    pub days_left: u32,
}

/// A system as people declare it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SystemView {
    /// Its name; the key.
    pub name: String,
    /// What it is.
    pub role: String,
    /// Who can export from it; blank: nobody named.
    pub owner: String,
    /// Days for which it keeps its logs; none: as its vendor says.
    pub retention_days: Option<u32>,
    /// Ids of the importers that read its exports.
    pub exports: Vec<String>,
    /// What it cannot give; blank: nothing said.
    pub limitation: String,
}

/// The page of sources.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Sources {
    /// First and last day of the window.
    pub window: (String, String),
    /// The day of judgement.
    pub today: String,
    /// Exports of systems in scope: declared ones, and those of which something came in. The most urgent first.
    pub exports: Vec<SourceView>,
    /// The systems that were declared.
    pub systems: Vec<SystemView>,
}
