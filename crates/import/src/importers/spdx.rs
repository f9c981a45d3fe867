//! SPDX 2.x: a bill of materials in JSON, also as GitHub exports it from the dependency graph.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{
        fields::{Fields, text_of},
        json::{self, Beside},
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
        title: "SPDX 2",
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
    let Some(json) = head.object() else { return Match::No };
    let document = json.get("sbom").unwrap_or(json);
    let version = document.get("spdxVersion").and_then(Value::as_str).is_some_and(|version| version.starts_with("SPDX-2"));
    if version && head::has(document, &["SPDXID"]) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.snapshot = true;
    let mut held = Held::default();
    let mut alone = None;
    let whole = json::rows(input, &["packages", "sbom.packages"], sink, &mut |row, _| {
        if row.list.is_empty() {
            alone = Some(Beside::from(row.value));
            return Ok(());
        }
        held.push(row)
    })?;
    let about = alone.unwrap_or(whole.beside);
    let told = |path: &str| about.at(path).or_else(|| about.at(&format!("sbom.{path}"))).cloned();
    let creators: Vec<String> = told("creationInfo.creators")
        .and_then(|all| Some(all.as_array()?.iter().filter_map(text_of).collect()))
        .unwrap_or_default();
    let tool = creators.iter().find_map(|one| one.strip_prefix("Tool:")).map(|tool| tool.trim().to_owned());
    let tool = tool.unwrap_or_else(|| "SPDX".to_owned());
    let asset = told("name").and_then(|name| text_of(&name)).filter(|name| !name.is_empty());
    sink.facts.report = told("spdxVersion").and_then(|version| text_of(&version));
    sink.facts.product = Some(tool.clone());
    sink.facts.instance.clone_from(&asset);
    sink.facts.extracted = told("creationInfo.created").and_then(|value| crate::read::time::json(&value).stamp());
    sink.facts.declared_empty = whole.declared_empty && held.is_empty();
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
    let ecosystem = purl.as_deref().and_then(|purl| Some(purl.strip_prefix("pkg:")?.split('/').next()?.to_owned()));
    let told = ["licenseConcluded", "licenseDeclared"].iter().find_map(|key| {
        let word = row.peek_text(key)?;
        (!matches!(word, "NOASSERTION" | "NONE")).then(|| word.to_owned())
    });
    let component = Component {
        tool: tool.to_owned(),
        asset: asset.map(str::to_owned),
        name,
        version: row.text("versionInfo"),
        ecosystem,
        purl,
        licences: told.into_iter().collect(),
    };
    row.record(sink, Data::Component(Box::new(component)))
}
