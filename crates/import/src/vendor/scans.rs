//! The scans that a report tells of, and small facts that all scanners write alike.

use crate::{
    importer::{ReadError, Sink},
    read::{
        fields::text_of,
        json::Beside,
        place::{document, inside},
        time::later,
    },
    severity::Rule,
};
use model::{
    Data, Position, Stamp,
    gateway::Extra,
    record::{ConfigurationCheck, Scan},
};
use serde_json::Value;
use std::collections::BTreeMap;

/// What a file says was scanned, with the number of findings on each, be they readable or not: a report whose findings are
/// damaged is not a clean one. A report that names no asset has one scan of a nameless one. Kept over the whole file: one small entry for a
/// host, account or repository.
#[derive(Debug, Default)]
pub struct Scans(BTreeMap<(String, String), One>);

#[derive(Debug)]
struct One {
    place: Position,
    at: Option<Stamp>,
    findings: u64,
}

impl Scans {
    /// Notes that `tool` scanned `asset`, and how many findings this adds. The latest time that is told counts.
    pub fn note(&mut self, tool: &str, asset: &str, place: &Position, at: Option<Stamp>, findings: u64) {
        let key = (tool.to_owned(), asset.to_owned());
        let one = self.0.entry(key).or_insert_with(|| One { place: place.clone(), at: None, findings: 0 });
        one.at = later(one.at, at);
        one.findings += findings;
    }

    /// Notes lists that stand beside the rows because they are none: a damaged list must not pass for an empty one.
    pub fn damaged(&mut self, tool: &str, beside: &Beside, lists: &[&str], sink: &mut Sink<'_>) {
        for list in lists.iter().filter(|list| beside.at(list).is_some_and(|value| !value.is_array())) {
            let at = inside(&document(), &format!(".{list}"));
            sink.problem(at, "not-a-list", format!("`{list}` is no list; what it holds was not read"));
            let asset = self.0.keys().next().map(|(_, asset)| asset.clone()).unwrap_or_default();
            self.note(tool, &asset, &document(), None, 1);
        }
    }

    /// Whether nothing was scanned.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Puts one record a scan.
    ///
    /// # Errors
    /// [`ReadError::Stopped`] when the receiver wants no more.
    pub fn put(self, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        self.each(Extra::new(), sink)
    }

    /// Puts one record a scan, with `about` where there is one only. A report of scans without any finding says of itself
    /// that it is empty.
    ///
    /// # Errors
    /// [`ReadError::Stopped`] when the receiver wants no more.
    pub fn put_about(self, about: Extra, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        sink.facts.declared_empty = !self.is_empty() && self.0.values().all(|one| one.findings == 0);
        let about = if self.0.len() == 1 { about } else { Extra::new() };
        self.each(about, sink)
    }

    fn each(self, mut about: Extra, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        for ((tool, asset), one) in self.0 {
            let scan = Scan { tool, asset, at: one.at, findings: one.findings };
            sink.record(one.place, Data::Scan(Box::new(scan)), std::mem::take(&mut about))?;
        }
        Ok(())
    }
}

/// Fills in the severity of a check from the source's word.
pub fn rate(rule: &Rule, word: Option<String>, into: &mut ConfigurationCheck) {
    let Some(word) = word else { return };
    into.severity = rule.of(&word);
    into.severity_rule = Some(rule.name.to_owned());
    into.severity_word = Some(word);
}

/// The children of one name: none, one or several.
pub fn several(value: Option<Value>) -> Vec<Value> {
    match value {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(several)) => several,
        Some(one) => vec![one],
    }
}

/// Texts of the children of one name, under `name` where they are objects.
pub fn texts(value: Option<Value>, name: &str) -> Vec<String> {
    let text = |value: &Value| text_of(value).or_else(|| text_of(value.get(name)?)).filter(|text| !text.is_empty());
    several(value).iter().filter_map(text).collect()
}

/// Identifiers in a cell, whatever separates them.
pub fn ids(cell: Option<String>) -> Vec<String> {
    let cell = cell.unwrap_or_default();
    let parts = cell.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|'));
    parts.filter(|part| !part.is_empty() && !part.eq_ignore_ascii_case("NOCVE")).map(str::to_owned).collect()
}

/// A port with its protocol, as in `443/tcp`; none for port 0, which stands for the host itself.
pub fn port(port: Option<String>, protocol: Option<String>) -> Option<String> {
    let port = port.filter(|port| port != "0")?;
    Some(protocol.map_or_else(|| port.clone(), |protocol| format!("{port}/{}", protocol.to_lowercase())))
}
