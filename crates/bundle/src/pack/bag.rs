//! The `BagIt` folder inside a deterministic ZIP: every file hashed into the manifest that it belongs to.

use super::{
    entry::{Entry, Target},
    partial::{Partial, SEAL, SEAL_DIGITS},
};
use crate::{BundleError, Contents, names};
use chrono::SecondsFormat;
use std::{
    collections::BTreeMap,
    fmt::Write as _,
    io::{self, BufWriter, Write},
};
use zip::{CompressionMethod, DateTime, System, ZipWriter, write::SimpleFileOptions};

/// Deflate level: most of the saving at a good part of the speed.
const LEVEL: i64 = 4;

/// Files above this size need ZIP64.
const LARGE: u64 = 0xf000_0000;

/// A bag being filled.
pub(super) struct Bag<'a> {
    partial: &'a Partial,
    zip: Target,
    folder: String,
    deflate: bool,
    payload: BTreeMap<String, [u8; 32]>,
    tags: BTreeMap<String, [u8; 32]>,
    payload_bytes: u64,
    bytes: u64,
    files: u64,
}

impl<'a> Bag<'a> {
    pub(super) fn begin(partial: &'a Partial, folder: String, deflate: bool) -> Result<Self, BundleError> {
        let mut zip = ZipWriter::new(BufWriter::with_capacity(1 << 18, partial.file()?));
        let comment = format!("{SEAL}{}", "0".repeat(SEAL_DIGITS));
        zip.set_comment(comment).map_err(|error| partial.failed(error.into()))?;
        let (payload, tags) = (BTreeMap::new(), BTreeMap::new());
        Ok(Self { partial, zip, folder, deflate, payload, tags, payload_bytes: 0, bytes: 0, files: 0 })
    }

    /// Begins a file; `size` is what it may grow to, none when not known.
    pub(super) fn open(&mut self, path: &str, size: Option<u64>) -> Result<Entry<'_>, BundleError> {
        let pack = self.deflate || !path.starts_with("data/evidence/");
        let method = if pack { CompressionMethod::Deflated } else { CompressionMethod::Stored };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .compression_level(pack.then_some(LEVEL))
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644)
            .system(System::Unix)
            .large_file(size.is_none_or(|size| size > LARGE));
        let started = self.zip.start_file(format!("{}/{path}", self.folder), options);
        started.map_err(|error| self.partial.failed(error.into()))?;
        Ok(Entry::new(&mut self.zip))
    }

    /// Registers a payload file that was written.
    pub(super) fn end(&mut self, path: &str, digest: [u8; 32], bytes: u64) {
        self.payload.insert(path.to_owned(), digest);
        self.payload_bytes += bytes;
        self.count(bytes);
    }

    /// A whole payload file.
    pub(super) fn payload(&mut self, path: &str, content: &[u8]) -> Result<(), BundleError> {
        self.stream(path, |entry| entry.write_all(content))
    }

    /// A payload file written by a function.
    pub(super) fn stream(&mut self, path: &str, fill: impl FnOnce(&mut Entry<'_>) -> io::Result<()>) -> Result<(), BundleError> {
        let partial = self.partial;
        let mut entry = self.open(path, None)?;
        fill(&mut entry).map_err(|source| partial.failed(source))?;
        let (digest, bytes) = entry.done();
        self.end(path, digest, bytes);
        Ok(())
    }

    /// A tag file, named in the tag manifest.
    pub(super) fn tag(&mut self, path: &str, content: &[u8]) -> Result<(), BundleError> {
        let digest = self.loose(path, content)?;
        self.tags.insert(path.to_owned(), digest);
        Ok(())
    }

    /// A tag file that no manifest names: the tag manifest itself and the signatures over it.
    pub(super) fn loose(&mut self, path: &str, content: &[u8]) -> Result<[u8; 32], BundleError> {
        let partial = self.partial;
        let mut entry = self.open(path, Some(content.len() as u64))?;
        entry.write_all(content).map_err(|source| partial.failed(source))?;
        let (digest, bytes) = entry.done();
        self.count(bytes);
        Ok(digest)
    }

    pub(super) fn failed(&self, source: io::Error) -> BundleError {
        self.partial.failed(source)
    }

    const fn count(&mut self, bytes: u64) {
        self.bytes += bytes;
        self.files += 1;
    }

    /// `bag-info.txt`.
    pub(super) fn info(&self, contents: &Contents) -> String {
        let engagement = &contents.engagement;
        let time = |at: chrono::DateTime<chrono::Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
        let lines = [
            ("Source-Organization", engagement.company.clone()),
            ("Contact-Name", contents.prepared_by.clone()),
            ("External-Description", "Management’s evidence for a SOC 2 examination; it expresses no opinion".to_owned()),
            ("Bagging-Date", contents.prepared_at.format("%Y-%m-%d").to_string()),
            ("Bag-Software-Agent", contents.program.clone()),
            ("Payload-Oxum", format!("{}.{}", self.payload_bytes, self.payload.len())),
            ("Fieldwork-Bundle-Version", "1".to_owned()),
            ("Fieldwork-Window-From", engagement.window.from.to_string()),
            ("Fieldwork-Window-To", engagement.window.to.to_string()),
            ("Fieldwork-As-Of", time(contents.as_of)),
            ("Fieldwork-Prepared-At", time(contents.prepared_at)),
        ];
        let mut info = String::new();
        for (name, value) in lines {
            let value: Vec<&str> = value.split_whitespace().collect();
            let _ = writeln!(info, "{name}: {}", value.join(" "));
        }
        info
    }

    /// `manifest-sha256.txt`.
    pub(super) fn manifest(&self) -> String {
        listing(&self.payload)
    }

    /// `tagmanifest-sha256.txt`.
    pub(super) fn tag_manifest(&self) -> String {
        listing(&self.tags)
    }

    /// Closes the ZIP; answers the number of files and their size.
    pub(super) fn finish(self) -> Result<(u64, u64), BundleError> {
        let Self { partial, zip, bytes, files, .. } = self;
        let mut inner = zip.finish().map_err(|error| partial.failed(error.into()))?;
        inner.flush().map_err(|source| partial.failed(source))?;
        Ok((files, bytes))
    }
}

fn listing(hashes: &BTreeMap<String, [u8; 32]>) -> String {
    let mut lines = String::new();
    for (path, digest) in hashes {
        let _ = writeln!(lines, "{}  {path}", hex::encode(digest));
    }
    debug_assert!(hashes.keys().all(|path| names::is_portable(path)));
    lines
}
