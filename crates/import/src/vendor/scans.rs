//! What the importers of scanners share: the scans themselves, and small facts that all scanners write alike.

use crate::{
    importer::{ReadError, Sink},
    read::fields::text_of,
    severity::Rule,
};
use chrono_tz::Tz;
use model::{
    Data, Position, Stamp,
    gateway::Extra,
    record::{ConfigurationCheck, Scan},
};
use serde_json::Value;
use std::collections::BTreeMap;

/// What a file says was scanned, with the number of findings on each. Kept over the whole file: one small entry for a
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

    /// Whether nothing was scanned.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Puts one record a scan.
    ///
    /// # Errors
    /// [`ReadError::Stopped`] when the receiver wants no more.
    pub fn put(self, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        for ((tool, asset), one) in self.0 {
            let scan = Scan { tool, asset, at: one.at, findings: one.findings };
            sink.record(one.place, Data::Scan(Box::new(scan)), Extra::new())?;
        }
        Ok(())
    }
}

/// The later of two times; one without a zone is taken for UTC in the comparison.
pub fn later(a: Option<Stamp>, b: Option<Stamp>) -> Option<Stamp> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if b.earliest(Tz::UTC) > a.earliest(Tz::UTC) { b } else { a }),
        (a, b) => a.or(b),
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
