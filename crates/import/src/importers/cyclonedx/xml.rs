//! `CycloneDX` in XML, brought to the names and lists that it has in JSON. Bills of before 1.4 name vulnerabilities in an
//! extension of the format, in their component or beside the components.

use super::Bom;
use crate::{
    importer::{Input, ReadError, Sink},
    read::{
        json::{Beside, Row},
        xml::{self, Part},
    },
    vendor::scans::several,
};
use model::Position;
use serde_json::{Map, Value, json};

const WANTED: &[&str] = &[
    "/bom/",
    "/bom/metadata",
    "/bom/components/",
    "/bom/components/component",
    "/bom/vulnerabilities/vulnerability",
    "/bom/v:vulnerabilities/v:vulnerability",
];

/// Elements that hold a list, with the name of what they hold.
const LISTS: &[(&str, &str)] = &[
    ("advisories", "advisory"),
    ("affects", "target"),
    ("authors", "author"),
    ("components", "component"),
    ("cwes", "cwe"),
    ("externalReferences", "reference"),
    ("hashes", "hash"),
    ("properties", "property"),
    ("ratings", "rating"),
    ("recommendations", "recommendation"),
    ("references", "reference"),
    ("responses", "response"),
    ("services", "service"),
    ("tools", "tool"),
    ("versions", "version"),
    ("vulnerabilities", "vulnerability"),
];

/// Reads all of a bill.
///
/// # Errors
/// What reading XML fails with.
pub(super) fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<Bom, ReadError> {
    let mut bom = Bom::default();
    let mut about = Map::new();
    about.insert("bomFormat".to_owned(), json!("CycloneDX"));
    xml::elements(input, WANTED, sink, &mut |one, _| {
        match (one.path, one.part) {
            ("/bom", Part::Opened) => {
                let version = one.value.get("@xmlns").and_then(Value::as_str).and_then(|space| space.rsplit('/').next());
                about.extend(version.map(|version| ("specVersion".to_owned(), json!(version))));
                let Value::Object(attributes) = plain(one.value) else { return Ok(()) };
                about.extend(attributes);
            }
            ("/bom/metadata", _) => drop(about.insert("metadata".to_owned(), plain(one.value))),
            ("/bom/components", Part::Opened) => bom.declared_empty = true,
            ("/bom/components/component", _) => component(one.at, plain(one.value), &mut bom)?,
            (_, Part::Whole) => vulnerability(one.at, plain(one.value), None, &mut bom)?,
            _ => {}
        }
        Ok(())
    })?;
    bom.about = Beside::from(Value::Object(about));
    Ok(bom)
}

fn component(at: Position, mut row: Value, bom: &mut Bom) -> Result<(), ReadError> {
    within(&at, &mut row, bom)?;
    bom.declared_empty = false;
    bom.components.push(Row { at, list: "components", value: row, beside: &Beside::default() })
}

/// Takes the vulnerabilities that stand in a component, and in those inside of it.
fn within(at: &Position, row: &mut Value, bom: &mut Bom) -> Result<(), ReadError> {
    if let Some(Value::Array(found)) = row.as_object_mut().and_then(|row| row.remove("vulnerabilities")) {
        let reference = reference(row);
        found.into_iter().try_for_each(|found| vulnerability(at.clone(), found, reference.as_ref(), bom))?;
    }
    let inner = row.get_mut("components").and_then(Value::as_array_mut);
    inner.into_iter().flatten().try_for_each(|row| within(at, row, bom))
}

/// What a component is referred to by; one without a reference (Grype's of old) gets its name and version for one.
fn reference(row: &mut Value) -> Option<Value> {
    let text = |name: &str| row.get(name).and_then(Value::as_str);
    let own = text("bom-ref").or_else(|| text("purl")).map(str::to_owned);
    let reference = own.or_else(|| Some(format!("{}@{}", text("name")?, text("version").unwrap_or_default())))?;
    row.as_object_mut()?.insert("bom-ref".to_owned(), json!(reference));
    Some(json!(reference))
}

/// A vulnerability of a component, if it stands in one: what it refers to then is nothing of the bill.
fn vulnerability(at: Position, mut row: Value, component: Option<&Value>, bom: &mut Bom) -> Result<(), ReadError> {
    if let Some(row) = row.as_object_mut() {
        let reference = component.or_else(|| row.get("ref")).cloned();
        if let Some(reference) = reference.filter(|_| !row.contains_key("affects")) {
            row.insert("affects".to_owned(), json!([{ "ref": reference }]));
        }
    }
    bom.vulnerabilities.push(Row { at, list: "vulnerabilities", value: row, beside: &Beside::default() })
}

/// An element with the names of JSON: attributes as fields, names without their prefix, lists as lists.
fn plain(value: Value) -> Value {
    match value {
        Value::Object(map) => Value::Object(map.into_iter().map(field).collect()),
        Value::Array(items) => Value::Array(items.into_iter().map(plain).collect()),
        other => other,
    }
}

fn field((key, value): (String, Value)) -> (String, Value) {
    let name = key.trim_start_matches('@');
    let name = name.rsplit(':').next().unwrap_or(name).to_owned();
    let mut value = plain(value);
    if name == "licenses" {
        let kinds = ["license", "expression"];
        let of = |kind: &str| several(value.get(kind).cloned()).into_iter().map(|one| json!({ kind: worded(one) })).collect();
        return (name, Value::Array(kinds.into_iter().flat_map::<Vec<Value>, _>(of).collect()));
    }
    let item = LISTS.iter().find(|(list, _)| *list == name).map(|(_, item)| *item);
    match item.and_then(|item| value.as_object_mut()?.remove(item)) {
        Some(items) => (name, Value::Array(several(Some(items)))),
        // An element that holds nothing is an empty list.
        None if item.is_some() && !value.is_object() => (name, Value::Array(Vec::new())),
        None => (name, value),
    }
}

/// The text of an element that has attributes too, as expressions may.
fn worded(value: Value) -> Value {
    value.get("#text").cloned().unwrap_or(value)
}
