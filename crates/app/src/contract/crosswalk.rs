//! What our controls serve in other frameworks, by ids and our own words.

use serde::Serialize;
use specta::Type;

/// A framework that there is a crosswalk to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FrameworkView {
    /// Its id (`iso-27001`).
    pub id: String,
    /// Its name.
    pub title: String,
    /// Entries in it.
    pub entries: u32,
    /// Entries that a control of ours is mapped to.
    pub served: u32,
}

/// The crosswalk to one framework.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CrosswalkView {
    /// The framework.
    pub framework: FrameworkView,
    /// What the words in it are and are not.
    pub note: String,
    /// Its entries, in its own order.
    pub rows: Vec<CrosswalkRow>,
}

/// One entry of a framework.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CrosswalkRow {
    /// Its id there.
    pub id: String,
    /// A few words of ours.
    pub title: String,
    /// The part of the framework that it stands in, in our words.
    pub part: String,
    /// Controls that are mapped to it.
    pub controls: Vec<MappedControl>,
    /// Criteria that lie near it: where to look when no control is mapped.
    pub criteria: Vec<String>,
}

/// A control that serves an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct MappedControl {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who says so: `crosswalk`, or `control` where its own entry names the id.
    pub by: String,
}

/// An entry of another framework, as shown at a control.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ServedView {
    /// Id of the framework.
    pub framework: String,
    /// Name of the framework.
    pub framework_title: String,
    /// Id of the entry.
    pub id: String,
    /// Our words for it.
    pub title: String,
    /// Who says so: `crosswalk` or `control`.
    pub by: String,
}
