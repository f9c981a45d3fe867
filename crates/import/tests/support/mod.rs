//! What the tests of this crate share: a receiver that keeps everything, and reading bytes with an importer.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its part")]
#![allow(clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "test code outside of test functions")]

use import::{Candidate, ColumnMap, Head, Importer, Input, ReadError, Receiver, Stopped, importers::ALL};
use model::{Facts, Problem, Record};
use std::path::{Path, PathBuf};

/// Keeps all records and problems.
#[derive(Debug, Default)]
pub struct Kept {
    pub records: Vec<Record>,
    pub problems: Vec<Problem>,
}

impl Receiver for Kept {
    fn record(&mut self, record: Record) -> Result<(), Stopped> {
        self.records.push(record);
        Ok(())
    }

    fn problem(&mut self, problem: Problem) {
        self.problems.push(problem);
    }
}

impl Kept {
    /// Records of the importer's first kind: the number that people are told.
    pub fn count(&self, importer: &Importer) -> usize {
        self.records.iter().filter(|record| Some(&record.data.kind()) == importer.emits.first()).count()
    }
}

/// The head of a file.
pub fn head<'a>(name: &'a str, bytes: &'a [u8]) -> Head<'a> {
    let length = bytes.len().min(Head::LENGTH);
    Head::new(name, &bytes[..length], length == bytes.len())
}

/// The importers that may be for a file.
pub fn candidates(name: &str, bytes: &[u8]) -> Vec<Candidate> {
    import::recognise(&head(name, bytes))
}

/// Reads a file whole.
pub fn read(importer: &Importer, name: &str, bytes: &[u8], map: Option<&ColumnMap>) -> (Result<Facts, ReadError>, Kept) {
    let mut kept = Kept::default();
    let mut reader = bytes;
    let mut input = Input { name, reader: &mut reader, map };
    let result = import::read(importer, &mut input, &mut kept);
    (result, kept)
}

/// The importer with an id.
pub fn importer(id: &str) -> &'static Importer {
    ALL.iter().find(|importer| importer.id == id).unwrap_or_else(|| panic!("no importer is called {id}"))
}

/// All files under a folder, sorted.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries {
        let path = entry.expect("an entry of the folder").path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

/// The folder of the shared samples; none when this checkout has none beside it (in CI that is an error).
pub fn samples() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/samples");
    if folder.is_dir() {
        return Some(folder);
    }
    assert!(std::env::var_os("CI").is_none(), "the folder shared/samples is not beside the checkout");
    println!("skipped: the folder shared/samples is not beside the checkout");
    None
}
