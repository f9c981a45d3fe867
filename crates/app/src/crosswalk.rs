//! Crosswalks: which of our controls serve which entries of other frameworks, by ids and our own words.
//!
//! The files in `assets/frameworks` map entries to controls of the starter map; a control can name further ones itself.
//! A mapping says where to look. It says nothing about whether the other framework is fulfilled.

use crate::{
    AppError, Code, Session,
    contract::crosswalk::{CrosswalkRow, CrosswalkView, FrameworkView, MappedControl, ServedView},
    dataset,
    words::count,
};
use model::Control;
use serde::Deserialize;
use std::{path::Path, sync::LazyLock};

/// What stands at every crosswalk.
const NOTE: &str = "Ids of the framework with words of our own; its text is not in here. A mapped control is where to look, not a statement that the entry is fulfilled.";

const FILES: [&str; 3] = [
    include_str!("../../../assets/frameworks/iso-27001.toml"),
    include_str!("../../../assets/frameworks/nist-ai-rmf.toml"),
    include_str!("../../../assets/frameworks/owasp-llm.toml"),
];

/// The crosswalk to one framework, as its file tells it.
#[derive(Debug, Clone, Deserialize)]
pub struct Crosswalk {
    /// Its id (`iso-27001`).
    pub id: String,
    /// Its name, with the edition.
    pub title: String,
    /// Its parts.
    #[serde(rename = "part")]
    pub parts: Vec<Part>,
}

/// A part of a framework.
#[derive(Debug, Clone, Deserialize)]
pub struct Part {
    /// What it is about, in our words.
    pub title: String,
    /// Its entries, in its own order.
    #[serde(rename = "entry")]
    pub entries: Vec<Entry>,
}

/// One entry of a framework.
#[derive(Debug, Clone, Deserialize)]
pub struct Entry {
    /// Its id there.
    pub id: String,
    /// A few words of ours.
    pub title: String,
    /// Controls of the starter map that serve it.
    #[serde(default)]
    pub controls: Vec<String>,
    /// Criteria that lie near it.
    #[serde(default)]
    pub criteria: Vec<String>,
}

static ALL: LazyLock<Result<Vec<Crosswalk>, String>> =
    LazyLock::new(|| FILES.iter().map(|text| toml::from_str(text).map_err(|error| error.to_string())).collect());

/// Every crosswalk.
///
/// # Errors
/// [`Code::System`] when a compiled-in file is not as expected; a test keeps that from happening.
pub fn all() -> Result<&'static [Crosswalk], AppError> {
    let damaged = |error: &String| AppError::new(Code::System, format!("a crosswalk is damaged: {error}"), "reinstall Fieldwork");
    ALL.as_ref().map(Vec::as_slice).map_err(damaged)
}

impl Crosswalk {
    fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.parts.iter().flat_map(|part| &part.entries)
    }
}

/// Whether some framework has an entry with this id.
pub(crate) fn knows(id: &str) -> Result<bool, AppError> {
    Ok(all()?.iter().any(|crosswalk| crosswalk.entries().any(|entry| entry.id == id)))
}

/// Who says that a control serves an entry; none: nobody.
fn by(control: &Control, entry: &Entry) -> Option<&'static str> {
    if control.also.contains(&entry.id) {
        return Some("control");
    }
    entry.controls.contains(&control.id).then_some("crosswalk")
}

/// What of other frameworks a control serves.
pub(crate) fn served_by(control: &Control) -> Result<Vec<ServedView>, AppError> {
    let of = |crosswalk: &'static Crosswalk| {
        crosswalk.entries().filter_map(move |entry| {
            by(control, entry).map(|by| ServedView {
                framework: crosswalk.id.clone(),
                framework_title: crosswalk.title.clone(),
                id: entry.id.clone(),
                title: entry.title.clone(),
                by: by.to_owned(),
            })
        })
    };
    Ok(all()?.iter().flat_map(of).collect())
}

/// The frameworks that there is a crosswalk to.
///
/// # Errors
/// Those of reading the vault.
pub fn frameworks(session: &Session) -> Result<Vec<FrameworkView>, AppError> {
    let controls = controls(session)?;
    Ok(all()?.iter().map(|crosswalk| view(crosswalk, &controls)).collect())
}

/// The controls in force on the day of judgement.
fn controls(session: &Session) -> Result<Vec<Control>, AppError> {
    session.read(|read| {
        let today = dataset::terms(session, read)?.today();
        Ok(read.controls_at(today)?)
    })
}

fn view(crosswalk: &Crosswalk, controls: &[Control]) -> FrameworkView {
    let served = |entry: &&Entry| controls.iter().any(|control| by(control, entry).is_some());
    FrameworkView {
        id: crosswalk.id.clone(),
        title: crosswalk.title.clone(),
        entries: count(crosswalk.entries().count()),
        served: count(crosswalk.entries().filter(served).count()),
    }
}

/// The crosswalk to a framework, with the controls in force on the day of judgement.
///
/// # Errors
/// [`Code::NotFound`] for a framework that there is no crosswalk to.
pub fn crosswalk(session: &Session, framework: &str) -> Result<CrosswalkView, AppError> {
    let plain = framework.trim().to_lowercase();
    let is_meant = |crosswalk: &&Crosswalk| crosswalk.id == plain || crosswalk.id.starts_with(&format!("{plain}-"));
    let found = all()?.iter().find(is_meant).ok_or_else(|| {
        let known: Vec<&str> = all().unwrap_or_default().iter().map(|crosswalk| crosswalk.id.as_str()).collect();
        AppError::new(
            Code::NotFound,
            format!("there is no crosswalk to `{framework}`"),
            format!("there are {}", known.join(", ")),
        )
    })?;
    let controls = controls(session)?;
    let mapped = |entry: &Entry| -> Vec<MappedControl> {
        let of = |control: &Control| {
            by(control, entry).map(|by| MappedControl { id: control.id.clone(), title: control.title.clone(), by: by.to_owned() })
        };
        controls.iter().filter_map(of).collect()
    };
    let row = |part: &Part, entry: &Entry| CrosswalkRow {
        id: entry.id.clone(),
        title: entry.title.clone(),
        part: part.title.clone(),
        controls: mapped(entry),
        criteria: entry.criteria.clone(),
    };
    let rows = found.parts.iter().flat_map(|part| part.entries.iter().map(|entry| row(part, entry)).collect::<Vec<_>>());
    Ok(CrosswalkView { framework: view(found, &controls), note: NOTE.to_owned(), rows: rows.collect() })
}

/// A crosswalk as CSV, one line an entry and control; cells that a spreadsheet would compute are neutralised.
///
/// # Errors
/// As [`crosswalk`].
pub fn csv(session: &Session, framework: &str) -> Result<String, AppError> {
    let view = crosswalk(session, framework)?;
    let mut text = String::from("framework,id,our words,control,control title,mapped by,near criteria\r\n");
    let mut line = |cells: [&str; 7]| {
        let written: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
        text.push_str(&written.join(","));
        text.push_str("\r\n");
    };
    for row in &view.rows {
        let near = row.criteria.join(" ");
        let (framework, id, title) = (view.framework.title.as_str(), row.id.as_str(), row.title.as_str());
        if row.controls.is_empty() {
            line([framework, id, title, "", "", "", &near]);
        }
        for control in &row.controls {
            line([framework, id, title, &control.id, &control.title, &control.by, &near]);
        }
    }
    Ok(text)
}

/// Writes a crosswalk as CSV; gives the file's name.
///
/// # Errors
/// As [`crosswalk`]; [`Code::System`] when the file cannot be written.
pub fn save_csv(session: &Session, framework: &str, path: &Path) -> Result<String, AppError> {
    let text = csv(session, framework)?;
    std::fs::write(path, text).map_err(|error| AppError::system("the crosswalk could not be written", &error))?;
    Ok(crate::dropped::name(path))
}

fn quoted(cell: &str) -> String {
    let safe = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() };
    if safe.contains([',', '"', '\n', '\r']) { format!("\"{}\"", safe.replace('"', "\"\"")) } else { safe }
}
