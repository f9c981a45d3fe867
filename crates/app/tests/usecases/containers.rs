//! Folders, archives and compressed files: each file in them is treated as itself, and none vanishes.

use crate::{ACCOUNTS, Bench, ROSTER};
use app::{contract::evidence::ImportStatus, evidence};
use std::{fs, io::Write};
use zip::{ZipWriter, write::SimpleFileOptions};

fn gzip(text: &str) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(text.as_bytes()).unwrap();
    packed.finish().unwrap()
}

#[test]
fn an_archive_in_a_folder_is_opened_into_its_files() {
    let bench = Bench::new();
    let folder = bench.path("march");
    fs::create_dir_all(folder.join("hr")).unwrap();
    fs::write(folder.join("hr/people.csv.gz"), gzip(ROSTER)).unwrap();
    fs::write(folder.join(".hidden"), "x").unwrap();
    let mut archive = ZipWriter::new(fs::File::create(folder.join("okta.zip")).unwrap());
    for (name, text) in [("out/accounts.csv", ACCOUNTS), ("out/empty.csv", ""), ("readme.txt", "what this is")] {
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap();
    fs::write(folder.join("torn.zip"), b"PK\x03\x04 no more").unwrap();

    let reports = bench.import(std::slice::from_ref(&folder));
    let told: Vec<_> = reports.iter().map(|report| (report.file.as_str(), report.status, report.records)).collect();
    assert_eq!(
        told,
        [
            ("march/hr/people.csv.gz", ImportStatus::Imported, 3),
            ("march/okta.zip/out/accounts.csv", ImportStatus::Imported, 3),
            ("march/okta.zip/out/empty.csv", ImportStatus::Refused, 0),
            ("march/okta.zip/readme.txt", ImportStatus::Document, 0),
            ("march/torn.zip", ImportStatus::Refused, 0),
        ]
    );
    assert!(reports[4].message.contains("could not be opened"), "{}", reports[4].message);
    // The bytes that lie in the archive are the original: the same file dropped by itself is known.
    let alone = bench.file("accounts.csv", ACCOUNTS);
    assert_eq!(bench.import(&[alone]).remove(0).status, ImportStatus::AlreadyImported);
    let names: Vec<_> = evidence::list(&bench.session, "").unwrap().into_iter().map(|row| row.file).collect();
    assert_eq!(names, ["march/okta.zip/readme.txt", "march/okta.zip/out/accounts.csv", "march/hr/people.csv.gz"]);
}

#[test]
fn an_empty_folder_is_told_of() {
    let bench = Bench::new();
    fs::create_dir_all(bench.path("nothing")).unwrap();
    let report = bench.import(&[bench.path("nothing")]).remove(0);
    assert_eq!((report.file.as_str(), report.status), ("nothing", ImportStatus::Refused));
    assert!(report.message.contains("has no files"), "{}", report.message);
}
