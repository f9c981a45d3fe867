//! Bad bundles, each made from a good one, and what verifying must say of them.

#![expect(clippy::expect_used, reason = "helpers of tests fail loudly")]

mod sample;

use bundle::{Code, Identity, verify, write};
use model::Secret;
use sample::{identity, now, sample};
use std::{
    collections::BTreeSet,
    fs,
    io::{Cursor, Read, Write},
    path::PathBuf,
    sync::OnceLock,
};
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter, write::SimpleFileOptions};

const ORIGINAL: &str = "data/evidence/E-0001-okta-users-2026-06-30.json";
const OTHER: &str = "data/evidence/E-0003-credential_report.csv";

/// The bytes of a good bundle, made once.
fn good() -> &'static [u8] {
    static GOOD: OnceLock<Vec<u8>> = OnceLock::new();
    GOOD.get_or_init(|| signed_by(&identity()))
}

fn signed_by(identity: &Identity) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("good.zip");
    let (contents, mut memory) = sample();
    write(&contents, &mut memory, identity, &path, &mut |_| true).expect("a bundle");
    fs::read(path).expect("bytes")
}

type Files = Vec<(String, Vec<u8>)>;

/// The files of a bundle with their names in the ZIP.
fn files(bundle: &[u8]) -> Files {
    let mut zip = ZipArchive::new(Cursor::new(bundle)).expect("a ZIP");
    let read = |index| {
        let mut entry = zip.by_index(index).expect("an entry");
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("bytes");
        (entry.name().expect("a name").into_owned(), bytes)
    };
    (0..ZipArchive::new(Cursor::new(bundle)).expect("a ZIP").len()).map(read).collect()
}

/// Packs files anew, as somebody would who alters a bundle.
fn packed(files: &Files) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name.as_str(), options()).expect("an entry");
        zip.write_all(bytes).expect("written");
    }
    zip.finish().expect("a ZIP").into_inner()
}

fn options() -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).last_modified_time(DateTime::default())
}

/// Changes a file of a good bundle.
fn with(path: &str, change: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let mut files = files(good());
    let (_, bytes) = files.iter_mut().find(|(name, _)| name.ends_with(path)).expect("the file");
    change(bytes);
    packed(&files)
}

fn flip(bytes: &mut [u8]) {
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
}

fn folder() -> String {
    let (first, _) = files(good()).remove(0);
    first.split('/').next().expect("a folder").to_owned()
}

/// What verifying says: path and code of each problem.
fn verdict(bytes: &[u8]) -> BTreeSet<(String, Code)> {
    let (_guard, path) = file(bytes);
    let verdict = verify(&path, Some(&identity().fingerprint()));
    assert_eq!(verdict.valid, verdict.problems.is_empty());
    verdict.problems.into_iter().map(|fault| (fault.path, fault.code)).collect()
}

fn file(bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bundle.zip");
    fs::write(&path, bytes).expect("written");
    (folder, path)
}

fn says(bytes: &[u8], expected: &[(&str, Code)]) {
    let expected: BTreeSet<_> = expected.iter().map(|(path, code)| ((*path).to_owned(), *code)).collect();
    assert_eq!(verdict(bytes), expected);
}

#[test]
fn packed_anew_it_is_still_good() {
    says(good(), &[]);
    says(&packed(&files(good())), &[]);
}

#[test]
fn altered_files_are_named() {
    says(&with(ORIGINAL, |bytes| flip(bytes)), &[(ORIGINAL, Code::Altered)]);
    says(&with("START-HERE.html", |bytes| flip(bytes)), &[("START-HERE.html", Code::Altered)]);
    says(
        &with("data/report.pdf", |bytes| bytes[5_000] ^= 1),
        &[("data/report.pdf", Code::Altered), ("data/report.pdf", Code::PdfSignature)],
    );
    let appended = with("data/report.pdf", |bytes| bytes.extend_from_slice(b"% more\n"));
    assert!(verdict(&appended).contains(&("data/report.pdf".to_owned(), Code::PdfSignature)));
}

#[test]
fn altered_manifests_and_signatures_are_named() {
    let digit = |bytes: &mut Vec<u8>| bytes[3] = if bytes[3] == b'0' { b'1' } else { b'0' };
    let (tags, p7s, sig) =
        ("tagmanifest-sha256.txt", "signatures/tagmanifest-sha256.txt.p7s", "signatures/tagmanifest-sha256.txt.sig");
    let found = verdict(&with("/manifest-sha256.txt", digit));
    assert!(found.contains(&("manifest-sha256.txt".to_owned(), Code::Altered)), "{found:?}");
    let mut files = files(good());
    let (_, bytes) = files.iter_mut().find(|(name, _)| name.ends_with("/tagmanifest-sha256.txt")).expect("it");
    digit(bytes);
    let found = verdict(&packed(&files));
    assert!(
        found.contains(&(p7s.to_owned(), Code::Signature)) && found.contains(&(sig.to_owned(), Code::Signature)),
        "{tags}: {found:?}"
    );
    let found = verdict(&with(p7s, |bytes| *bytes.last_mut().expect("a byte") ^= 1));
    assert!(found.contains(&(p7s.to_owned(), Code::Signature)), "{found:?}");
    let found = verdict(&with(sig, |bytes| bytes[200] = if bytes[200] == b'A' { b'B' } else { b'A' }));
    assert!(found.contains(&(sig.to_owned(), Code::Signature)), "{found:?}");
}

#[test]
fn swapped_missing_and_added_files_are_named() {
    let mut swapped = files(good());
    let place = |files: &Files, path: &str| files.iter().position(|(name, _)| name.ends_with(path)).expect("the file");
    let (one, two) = (place(&swapped, ORIGINAL), place(&swapped, OTHER));
    let (first, second) = (swapped[one].1.clone(), swapped[two].1.clone());
    (swapped[one].1, swapped[two].1) = (second, first);
    says(&packed(&swapped), &[(ORIGINAL, Code::Altered), (OTHER, Code::Altered)]);
    let mut less = files(good());
    less.remove(place(&less, ORIGINAL));
    says(&packed(&less), &[(ORIGINAL, Code::Missing), ("bag-info.txt", Code::PayloadOxum)]);
    let mut unsigned = files(good());
    unsigned.remove(place(&unsigned, "signatures/tagmanifest-sha256.txt.p7s"));
    let found = verdict(&packed(&unsigned));
    assert!(found.contains(&("signatures/tagmanifest-sha256.txt.p7s".to_owned(), Code::Missing)), "{found:?}");
    let mut more = files(good());
    more.push((format!("{}/data/evidence/E-9999-forged.csv", folder()), b"forged".to_vec()));
    says(&packed(&more), &[("data/evidence/E-9999-forged.csv", Code::Added), ("bag-info.txt", Code::PayloadOxum)]);
    let mut beside = files(good());
    beside.push(("README.txt".to_owned(), b"look here".to_vec()));
    says(&packed(&beside), &[("README.txt", Code::Added)]);
}

#[test]
fn another_authority_is_not_trusted() {
    let other = Identity::create("Nordlicht Künstliche Intelligenz GmbH", now(), &Secret::new([9; 32])).expect("an identity");
    let forged = signed_by(&other);
    says(&forged, &[("signatures/ca.pem", Code::Untrusted)]);
    let (_guard, path) = file(&forged);
    let verdict = verify(&path, None);
    assert!(verdict.valid && verdict.facts.trust.contains("compare"), "{verdict:?}");
}

#[test]
fn parts_of_two_signers_do_not_mix() {
    let other = Identity::create("Nordlicht Künstliche Intelligenz GmbH", now(), &Secret::new([9; 32])).expect("an identity");
    let foreign = files(&signed_by(&other));
    let mut mixed = files(good());
    for (path, code) in [("signatures/tagmanifest-sha256.txt.sig", Code::Signature), ("data/report.pdf", Code::SignerMismatch)] {
        let theirs = foreign.iter().find(|(name, _)| name.ends_with(path)).expect("the file").1.clone();
        let ours = mixed.iter_mut().find(|(name, _)| name.ends_with(path)).expect("the file");
        ours.1 = theirs;
        let found = verdict(&packed(&mixed));
        assert!(found.contains(&(path.to_owned(), code)), "{found:?}");
    }
}

#[test]
fn hostile_names_are_refused() {
    let folder = folder();
    for name in ["../evil.txt", "/etc/evil", "C:/evil", "a\\..\\evil", &format!("{folder}/data/../../evil")] {
        let mut files = files(good());
        files.push((name.to_owned(), b"evil".to_vec()));
        let found = verdict(&packed(&files));
        assert!(found.iter().any(|(_, code)| *code == Code::UnsafeName), "{name}: {found:?}");
    }
    let mut doubled = files(good());
    doubled.push((format!("{folder}/DATA/report.PDF"), b"another".to_vec()));
    let found = verdict(&packed(&doubled));
    assert!(found.contains(&(format!("{folder}/DATA/report.PDF"), Code::Duplicate)), "{found:?}");
}

#[test]
fn two_entries_of_one_name_are_refused() {
    let mut files = files(good());
    files.push((format!("{}/{}", folder(), "data/evidence/E-0099-okta-users-2026-06-30.json"), b"another".to_vec()));
    let bytes = packed(&files);
    let doubled = replace(&bytes, b"E-0099-okta", b"E-0001-okta");
    let found = verdict(&doubled);
    assert!(found.iter().any(|(_, code)| *code == Code::Duplicate), "{found:?}");
}

/// Replaces every occurrence of a name in the raw ZIP.
fn replace(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut changed = bytes.to_vec();
    for at in 0..changed.len() - from.len() {
        if &changed[at..at + from.len()] == from {
            changed[at..at + from.len()].copy_from_slice(to);
        }
    }
    changed
}

#[test]
fn links_are_refused() {
    let mut zip = ZipWriter::new_append(Cursor::new(good().to_vec())).expect("a ZIP");
    zip.add_symlink(format!("{}/data/evidence/link", folder()), "/etc/passwd", options()).expect("a link");
    let found = verdict(&zip.finish().expect("a ZIP").into_inner());
    assert!(found.iter().any(|(_, code)| *code == Code::SpecialEntry), "{found:?}");
}

/// A good bundle with one more entry of a million bytes that declares another size.
fn lying(declared: u32) -> Vec<u8> {
    const SIZE: u32 = 1_234_567;
    let mut files = files(good());
    files.push((format!("{}/data/evidence/E-0013-zeros.bin", folder()), vec![0; SIZE as usize]));
    replace(&packed(&files), &SIZE.to_le_bytes(), &declared.to_le_bytes())
}

#[test]
fn a_bomb_is_not_inflated() {
    says(&lying(0xf000_0000), &[("", Code::TooLarge)]);
}

#[test]
fn an_entry_that_declares_another_size_is_refused() {
    assert!(!verdict(&lying(1_234)).is_empty());
    let mut signed = files(good());
    let (_, bytes) = signed.iter_mut().find(|(name, _)| name.ends_with("results.json")).expect("the file");
    let size = u32::try_from(bytes.len()).expect("a small file");
    let found = verdict(&replace(&packed(&signed), &size.to_le_bytes(), &(size - 9).to_le_bytes()));
    assert!(found.contains(&("data/results.json".to_owned(), Code::Altered)), "{found:?}");
}

#[test]
fn what_is_no_bundle_is_told_apart() {
    says(b"", &[("", Code::Unreadable)]);
    says(b"%PDF-1.7 not a ZIP", &[("", Code::Unreadable)]);
    says(&good()[..good().len() / 2], &[("", Code::Unreadable)]);
    says(&packed(&vec![("hello.txt".to_owned(), b"hello".to_vec())]), &[("", Code::NotABundle)]);
    let verdict = verify(&PathBuf::from("/does/not/exist.zip"), None);
    assert!(!verdict.valid);
}

#[test]
fn headers_that_disagree_are_refused() {
    let bytes = good();
    let name = b"E-0003-credential_report.csv";
    let at = (0..bytes.len()).find(|at| bytes[*at..].starts_with(name)).expect("the name");
    let mut changed = bytes.to_vec();
    changed[at..at + name.len()].copy_from_slice(b"E-0003-credential_REPORT.csv");
    let found = verdict(&changed);
    assert!(found.iter().any(|(_, code)| *code == Code::HeaderMismatch), "{found:?}");
}

#[test]
fn any_changed_byte_is_noticed() {
    let bytes = good();
    let (_guard, path) = file(bytes);
    for at in (0..bytes.len()).step_by(bytes.len() / 60).chain(bytes.len() - 30..bytes.len()) {
        let mut changed = bytes.to_vec();
        changed[at] ^= 0x20;
        fs::write(&path, &changed).expect("written");
        assert!(!verify(&path, None).valid, "the byte at {at} of {} was changed unnoticed", bytes.len());
    }
}
