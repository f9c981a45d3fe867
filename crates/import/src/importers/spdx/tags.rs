//! SPDX 2 as lines of tags and values, brought to the names that it has in JSON.

use crate::{
    importer::{Input, ReadError},
    read::{
        encoding,
        json::{Beside, Row},
        source::{Line, Source},
    },
    vendor::scanner::Held,
};
use model::Position;
use serde_json::{Map, Value, json};

/// Tags of a package, and their names in JSON.
const PACKAGE: &[(&str, &str)] = &[
    ("SPDXID", "SPDXID"),
    ("PackageVersion", "versionInfo"),
    ("PackageLicenseConcluded", "licenseConcluded"),
    ("PackageLicenseDeclared", "licenseDeclared"),
    ("PackageSupplier", "supplier"),
    ("PackageOriginator", "originator"),
    ("PackageDownloadLocation", "downloadLocation"),
    ("PackageFileName", "packageFileName"),
    ("PackageHomePage", "homepage"),
    ("PrimaryPackagePurpose", "primaryPackagePurpose"),
];

/// Reads all packages, and what the document says of itself.
///
/// # Errors
/// When the bytes cannot be had, or there is more than can be held.
pub(super) fn read(input: &mut Input<'_>, packages: &mut Held) -> Result<Beside, ReadError> {
    let mut source = Source::new(encoding::utf8(input.reader)?);
    let mut document = Document::default();
    while source.line(&mut |number, line| match line {
        Line::Bytes(bytes) => document.line(number, encoding::text(bytes).0.trim(), packages),
        Line::TooLarge => Ok(()),
    })? {}
    document.close(packages)?;
    let Document { about, creators, created, .. } = document;
    let mut about = about;
    about.insert("creationInfo".to_owned(), json!({ "creators": creators, "created": created }));
    Ok(Beside::from(Value::Object(about)))
}

#[derive(Default)]
struct Document {
    about: Map<String, Value>,
    creators: Vec<String>,
    created: Option<String>,
    /// The package that is being read.
    package: Option<(u64, Map<String, Value>)>,
    /// Whether a text of several lines is being passed over.
    inside: bool,
}

impl Document {
    fn line(&mut self, number: u64, line: &str, packages: &mut Held) -> Result<(), ReadError> {
        if self.inside {
            self.inside = !line.contains("</text>");
            return Ok(());
        }
        let Some((tag, value)) = line.split_once(':').map(|(tag, value)| (tag.trim(), value.trim())) else { return Ok(()) };
        if value.starts_with("<text>") {
            self.inside = !value.contains("</text>");
            return Ok(());
        }
        match tag {
            "PackageName" => {
                self.close(packages)?;
                let name = [("name".to_owned(), json!(value))];
                self.package = Some((number, name.into_iter().collect()));
            }
            // What follows is of a file, a part of one or a licence.
            "FileName" | "SnippetSPDXID" | "LicenseID" => self.close(packages)?,
            "ExternalRef" => self.reference(value),
            "SPDXVersion" => drop(self.about.insert("spdxVersion".to_owned(), json!(value))),
            "DocumentName" => drop(self.about.insert("name".to_owned(), json!(value))),
            "Creator" => self.creators.push(value.to_owned()),
            "Created" => self.created = Some(value.to_owned()),
            _ => {
                let name = PACKAGE.iter().find(|(known, _)| *known == tag);
                if let (Some((_, package)), Some((_, name))) = (&mut self.package, name) {
                    package.insert((*name).to_owned(), json!(value));
                }
            }
        }
        Ok(())
    }

    /// Category, kind and locator, with blanks between them.
    fn reference(&mut self, value: &str) {
        let mut parts = value.split_whitespace();
        let (Some((_, package)), Some(category), Some(kind), Some(locator)) =
            (&mut self.package, parts.next(), parts.next(), parts.next())
        else {
            return;
        };
        let list = package.entry("externalRefs").or_insert_with(|| json!([]));
        if let Value::Array(list) = list {
            list.push(json!({ "referenceCategory": category, "referenceType": kind, "referenceLocator": locator }));
        }
    }

    fn close(&mut self, packages: &mut Held) -> Result<(), ReadError> {
        let Some((line, package)) = self.package.take() else { return Ok(()) };
        let value = Value::Object(package);
        packages.push(Row { at: Position::Line(line), list: "packages", value, beside: &Beside::default() })
    }
}
