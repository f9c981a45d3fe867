//! The recipe of `START-HERE`, run with the tools that it names: each accepts a good bundle and refuses an altered one.
//!
//! Needs `unzip`, `sha256sum`, `openssl`, `ssh-keygen` and `pdfsig` (packages unzip, coreutils, openssl, openssh-client,
//! poppler-utils). The commands are read out of the bundle's own page, so that they cannot drift from it.

#![expect(clippy::expect_used, clippy::panic, reason = "helpers of tests fail loudly")]

mod sample;

use bundle::write;
use sample::{identity, sample};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// A good bundle, unpacked; the folder lives as long as the guard.
fn unpacked() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let zip = folder.path().join("bundle.zip");
    let (contents, mut memory) = sample();
    write(&contents, &mut memory, &identity(), &zip, &mut |_| true).expect("a bundle");
    assert!(run(folder.path(), "unzip -t bundle.zip && unzip -q bundle.zip").0, "unzip refuses the bundle");
    let inner =
        fs::read_dir(folder.path()).expect("entries").filter_map(Result::ok).map(|entry| entry.path()).find(|path| path.is_dir());
    let inner = inner.expect("one folder");
    (folder, inner)
}

/// Runs a line in a shell; whether it succeeded and what it said.
fn run(folder: &Path, line: &str) -> (bool, String) {
    let output = Command::new("sh").args(["-c", line]).current_dir(folder).output().expect("a shell");
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&said).into_owned())
}

/// The command of the page that begins with a word.
fn command(folder: &Path, word: &str) -> String {
    let page = fs::read_to_string(folder.join("START-HERE.txt")).expect("a page");
    let found = page.lines().map(str::trim).find(|line| line.starts_with(word));
    found.unwrap_or_else(|| panic!("the page has no command `{word}`")).to_owned()
}

/// Changes one byte in the middle of a file.
fn alter(path: &Path) {
    let mut bytes = fs::read(path).expect("bytes");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(path, bytes).expect("written");
}

#[test]
fn every_command_accepts_a_good_bundle() {
    let (_guard, folder) = unpacked();
    for (word, expected) in [
        ("openssl x509", "sha256 Fingerprint="),
        ("openssl cms", "CMS Verification successful"),
        ("ssh-keygen", "Good \"fieldwork-bundle\" signature"),
        ("sha256sum", "data/report.pdf: OK"),
        ("pdfsig", "Signature is Valid"),
        ("find data", ""),
    ] {
        let (succeeded, said) = run(&folder, &command(&folder, word));
        assert!(succeeded && said.contains(expected), "{word}: {said}");
        assert!(!said.contains("FAILED"), "{word}: {said}");
    }
    let (_, said) = run(&folder, &command(&folder, "pdfsig"));
    assert!(said.contains("Total document signed"), "{said}");
    let (_, counts) = run(&folder, &command(&folder, "find data"));
    let numbers: Vec<&str> = counts.split_whitespace().collect();
    assert!(matches!(numbers.as_slice(), [files, lines] if files == lines), "{counts}");
    let (_, fingerprint) = run(&folder, &command(&folder, "openssl x509"));
    assert!(fingerprint.contains(&identity().fingerprint().to_string()), "{fingerprint}");
}

#[test]
fn altered_files_are_refused() {
    for (path, word, expected) in [
        ("data/evidence/E-0001-okta-users-2026-06-30.json", "sha256sum", "E-0001-okta-users-2026-06-30.json: FAILED"),
        ("data/report.pdf", "sha256sum", "data/report.pdf: FAILED"),
        ("START-HERE.html", "sha256sum", "START-HERE.html: FAILED"),
        ("manifest-sha256.txt", "sha256sum", "manifest-sha256.txt: FAILED"),
        ("tagmanifest-sha256.txt", "openssl cms", "failure"),
        ("tagmanifest-sha256.txt", "ssh-keygen", "Could not verify signature"),
    ] {
        let (_guard, folder) = unpacked();
        alter(&folder.join(path));
        let (succeeded, said) = run(&folder, &command(&folder, word));
        assert!(!succeeded, "{word} accepts an altered {path}: {said}");
        assert!(said.contains(expected), "{word} on an altered {path}: {said}");
    }
}

#[test]
fn an_altered_report_is_refused_by_pdfsig() {
    let (_guard, folder) = unpacked();
    let report = folder.join("data/report.pdf");
    let good = fs::read(&report).expect("bytes");
    let mut bytes = good.clone();
    bytes[5_000] ^= 1;
    fs::write(&report, &bytes).expect("written");
    let (_, said) = run(&folder, "pdfsig data/report.pdf");
    assert!(said.contains("Digest Mismatch"), "{said}");
    fs::write(&report, [good, b"% more\n".to_vec()].concat()).expect("written");
    let (_, said) = run(&folder, "pdfsig data/report.pdf");
    assert!(said.contains("Not total document signed"), "{said}");
}

#[test]
fn the_report_says_what_is_missing_on_page_2_and_names_every_exception() {
    let (_guard, folder) = unpacked();
    let (_, second) = run(&folder, "pdftotext -f 2 -l 2 -layout data/report.pdf -");
    assert!(second.contains("What is missing") && second.contains("BC-01"), "{second}");
    let (_, whole) = run(&folder, "pdftotext -layout data/report.pdf -");
    for words in [
        "3 of 25 (population 25)",
        "3 of 25 (population 25: items of the population)",
        "lena.hoffmann@",
        "E-0002, row 17",
        "The remaining 112 are not listed here",
        "data/results/change-without-review.csv",
        "not determinable",
        "\u{fffd}",
        "it expresses no opinion",
        "12 requests were looked up",
    ] {
        assert!(whole.contains(words), "the report lacks `{words}`");
    }
    for hash in fs::read_to_string(folder.join("manifest-sha256.txt"))
        .expect("text")
        .lines()
        .filter(|line| line.contains("data/evidence/"))
    {
        let hash = &hash[..64];
        assert!(whole.contains(hash), "the report lacks the hash {hash}");
    }
}
