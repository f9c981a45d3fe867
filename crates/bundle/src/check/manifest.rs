//! Manifests and `bag-info.txt` as text that somebody else may have written.

use super::{archive::Archive, fault};
use crate::{Code, Fault, names};
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;

/// A list of paths and their hashes.
#[derive(Default)]
pub(super) struct Manifest {
    /// Path to hash, and whether the path belongs where it is.
    lines: BTreeMap<String, [u8; 32]>,
}

impl Manifest {
    /// Reads a manifest; lines that cannot be read are faults.
    pub(super) fn parse(path: &str, text: &[u8]) -> (Self, Vec<Fault>) {
        let (mut manifest, mut faults) = (Self::default(), Vec::new());
        let payload = path == names::MANIFEST;
        for (index, line) in String::from_utf8_lossy(text).lines().enumerate() {
            let bad = |why: &str| fault(path, Code::BadManifest, format!("Line {} {why}.", index + 1));
            let Some((digest, name)) = parts(line) else {
                faults.push(bad("is no hash and path"));
                continue;
            };
            if !names::is_portable(name) || name.starts_with("data/") != payload {
                faults.push(bad("names a path that does not belong there"));
            } else if manifest.lines.insert(name.to_owned(), digest).is_some() {
                faults.push(bad("names a path for the second time"));
            }
        }
        (manifest, faults)
    }

    pub(super) fn has(&self, path: &str) -> bool {
        self.lines.contains_key(path)
    }

    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.lines.keys().map(String::as_str)
    }

    pub(super) fn lines(&self) -> impl Iterator<Item = (&str, [u8; 32])> {
        self.lines.iter().map(|(path, digest)| (path.as_str(), *digest))
    }
}

fn parts(line: &str) -> Option<([u8; 32], &str)> {
    let (digits, name) = line.split_once("  ")?;
    let digest: model::Sha256 = digits.parse().ok()?;
    Some((digest.0, name))
}

/// `bag-info.txt`.
pub(super) struct Info(BTreeMap<String, String>);

impl Info {
    /// Reads what can be read; the tag manifest tells whether it is the one that was signed.
    pub(super) fn parse(text: &[u8]) -> Self {
        let text = String::from_utf8_lossy(text);
        Self(
            text.lines()
                .filter_map(|line| line.split_once(": "))
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
        )
    }

    pub(super) fn value(&self, name: &str) -> Option<String> {
        self.0.get(name).cloned()
    }

    pub(super) fn prepared_at(&self) -> Option<DateTime<Utc>> {
        self.0.get("Fieldwork-Prepared-At")?.parse().ok()
    }

    /// `Payload-Oxum` against what is there.
    pub(super) fn oxum_fault(&self, archive: &Archive) -> Option<Fault> {
        let (count, bytes) = archive.payload();
        let found = format!("{bytes}.{count}");
        let stated = self.0.get("Payload-Oxum").map_or("nothing", String::as_str);
        (stated != found).then(|| {
            let message = format!("Payload-Oxum states {stated} (bytes.files), the payload has {found}.");
            fault(names::BAG_INFO, Code::PayloadOxum, message)
        })
    }
}
