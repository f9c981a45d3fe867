//! SPDX: a bill of materials of version 2 in JSON, also as GitHub exports it from the dependency graph, or as tags and
//! values, and of version 3 in JSON-LD.

mod tags;

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{
        fields::{Fields, text_of},
        json::{self, Beside},
        shape::{self, Shape},
    },
    vendor::scanner::Held,
};
use model::{Data, Kind, record::Component};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "spdx",
    version: 1,
    about: About {
        vendor: "Linux Foundation",
        title: "SPDX",
        export: &[
            "On GitHub: repository, Insights, Dependency graph, Export SBOM (or `gh api repos/OWNER/REPO/dependency-graph/sbom`).",
            "Otherwise have a tool write it: `syft IMAGE -o spdx-json`, `trivy image --format spdx-json IMAGE`.",
        ],
        covers: "The components of one repository, application or image.",
        retention_days: None,
        source: "https://spdx.github.io/spdx-spec/v2.3/",
    },
    emits: &[Kind::Component],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let mut lines = head.text().lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    if lines.next().is_some_and(|line| line.starts_with("SPDXVersion:")) {
        return Match::Certain;
    }
    let Some(json) = head.object() else { return Match::No };
    let document = json.get("sbom").unwrap_or(json);
    let version = document.get("spdxVersion").and_then(Value::as_str).is_some_and(|version| version.starts_with("SPDX-2"));
    let third = json.get("@graph").is_some()
        && json.get("@context").is_some_and(|context| context.to_string().contains("spdx.org/rdf/3"));
    if (version && head::has(document, &["SPDXID"])) || third { Match::Certain } else { Match::No }
}

/// Reads the packages of JSON into `held`; gives what stands beside them, and whether a list is there and empty.
fn of_json(input: &mut Input<'_>, held: &mut Held, sink: &mut Sink<'_>) -> Result<(Beside, bool), ReadError> {
    let mut alone = None;
    // Version 3 has elements of all kinds in one list; licences are elements of their own, to which relations lead.
    let mut third = serde_json::Map::new();
    let whole = json::rows(input, &["packages", "sbom.packages", "@graph"], sink, &mut |row, _| {
        if row.list.is_empty() {
            alone = Some(Beside::from(row.value));
            return Ok(());
        }
        let kind = row.value.get("type").and_then(Value::as_str).unwrap_or_default();
        let told = |name: &str| row.value.get(name).cloned().unwrap_or_default();
        match kind {
            "SpdxDocument" if row.list == "@graph" => drop(third.insert("name".to_owned(), told("name"))),
            "Tool" if row.list == "@graph" => drop(third.insert("tool".to_owned(), told("name"))),
            "CreationInfo" if row.list == "@graph" => {
                third.insert("created".to_owned(), told("created"));
                third.insert("spdxVersion".to_owned(), told("specVersion"));
            }
            "software_Package" => return held.push(row),
            _ if row.list == "@graph" => {}
            _ => return held.push(row),
        }
        Ok(())
    })?;
    let about = if third.is_empty() { alone.unwrap_or(whole.beside) } else { Beside::from(Value::Object(third)) };
    Ok((about, whole.declared_empty))
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.snapshot = true;
    let mut held = Held::default();
    let (about, empty) = shape::with(input, |shape, input| match shape {
        Shape::Json => of_json(input, &mut held, sink),
        Shape::Table | Shape::Xml => Ok((tags::read(input, &mut held)?, false)),
    })?;
    let told = |path: &str| about.at(path).or_else(|| about.at(&format!("sbom.{path}"))).cloned();
    let creators: Vec<String> = told("creationInfo.creators")
        .and_then(|all| Some(all.as_array()?.iter().filter_map(text_of).collect()))
        .unwrap_or_default();
    let tool = creators.iter().find_map(|one| one.strip_prefix("Tool:")).map(|tool| tool.trim().to_owned());
    let tool = tool.or_else(|| about.text("tool").map(str::to_owned)).unwrap_or_else(|| "SPDX".to_owned());
    let asset = told("name").and_then(|name| text_of(&name)).filter(|name| !name.is_empty());
    let version = told("spdxVersion").and_then(|version| text_of(&version));
    sink.facts.report = version.map(|version| if version.starts_with("SPDX") { version } else { format!("SPDX-{version}") });
    sink.facts.product = Some(tool.clone());
    sink.facts.instance.clone_from(&asset);
    sink.facts.extracted =
        told("creationInfo.created").or_else(|| told("created")).and_then(|value| crate::read::time::json(&value).stamp());
    sink.facts.declared_empty = empty && held.is_empty();
    held.rows().try_for_each(|(row, _)| package(row, &tool, asset.as_deref(), sink))
}

fn package(mut row: Fields, tool: &str, asset: Option<&str>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(name) = row.text("name") else {
        row.lacks(sink, "name");
        return Ok(());
    };
    let references = row.peek("externalRefs").and_then(Value::as_array).into_iter().flatten();
    let is_purl = |one: &&Value| one.get("referenceType").and_then(Value::as_str) == Some("purl");
    let purl = references.filter(is_purl).find_map(|one| text_of(one.get("referenceLocator")?));
    let identifiers = row.peek("externalIdentifier").and_then(Value::as_array).into_iter().flatten();
    let is_purl = |one: &&Value| one.get("externalIdentifierType").and_then(Value::as_str) == Some("packageUrl");
    let third = identifiers.filter(is_purl).find_map(|one| text_of(one.get("identifier")?));
    let purl = purl.or(third).or_else(|| row.text("software_packageUrl"));
    let ecosystem = purl.as_deref().and_then(|purl| Some(purl.strip_prefix("pkg:")?.split('/').next()?.to_owned()));
    let told = ["licenseConcluded", "licenseDeclared"].iter().find_map(|key| {
        let word = row.peek_text(key)?;
        (!matches!(word, "NOASSERTION" | "NONE")).then(|| word.to_owned())
    });
    let component = Component {
        tool: tool.to_owned(),
        asset: asset.map(str::to_owned),
        name,
        version: row.first_text(&["versionInfo", "software_packageVersion"]),
        ecosystem,
        purl,
        licences: told.into_iter().collect(),
    };
    row.record(sink, Data::Component(Box::new(component)))
}
