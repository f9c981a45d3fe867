//! Writing refuses to leave anything out, and leaves nothing behind when it refuses.

#![expect(clippy::expect_used, reason = "helpers of tests fail loudly")]

mod sample;

use bundle::{BundleError, Exhibit, GapKind, Step, missing, write};
use model::{EvidenceId, Kind};
use sample::{Memory, identity, now, sample};
use std::fs;

/// The error of a writing, after looking that nothing is left behind.
fn refused(contents: &bundle::Contents, memory: &mut Memory) -> BundleError {
    let folder = tempfile::tempdir().expect("a folder");
    let found = write(contents, memory, &identity(), &folder.path().join("b.zip"), &mut |_| true);
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0, "something was left behind");
    found.expect_err("it was written")
}

#[test]
fn an_original_that_cannot_be_opened() {
    let (contents, mut memory) = sample();
    memory.originals.remove(&contents.evidence[2].evidence.sha256);
    let error = refused(&contents, &mut memory);
    assert!(matches!(&error, BundleError::Original { id: EvidenceId(3), .. }), "{error}");
    assert!(error.to_string().contains("credential_report.csv"), "{error}");
}

#[test]
fn an_original_that_was_altered() {
    let (contents, mut memory) = sample();
    let bytes = memory.originals.get_mut(&contents.evidence[2].evidence.sha256).expect("bytes");
    bytes[0] ^= 1;
    let error = refused(&contents, &mut memory);
    assert!(matches!(error, BundleError::Altered { id: EvidenceId(3), .. }), "{error}");
}

#[test]
fn an_original_of_another_size() {
    for longer in [true, false] {
        let (contents, mut memory) = sample();
        let bytes = memory.originals.get_mut(&contents.evidence[2].evidence.sha256).expect("bytes");
        bytes.resize(if longer { bytes.len() + 1 } else { bytes.len() - 1 }, 0);
        let error = refused(&contents, &mut memory);
        assert!(matches!(error, BundleError::Size { id: EvidenceId(3), .. }), "{error}");
    }
}

#[test]
fn records_that_are_not_all_there() {
    let (contents, mut memory) = sample();
    memory.records.get_mut(&Kind::Account).expect("records").pop();
    let error = refused(&contents, &mut memory);
    assert!(matches!(error, BundleError::RecordCount { kind: Kind::Account, expected: 7, found: 6 }), "{error}");
}

#[test]
fn references_into_nothing_and_doubles() {
    let (mut contents, mut memory) = sample();
    contents.evidence.remove(1);
    assert!(matches!(refused(&contents, &mut memory), BundleError::Dangling { id: EvidenceId(2), .. }));
    let (mut contents, mut memory) = sample();
    let again: Exhibit = contents.evidence[0].clone();
    contents.evidence.push(again);
    assert!(matches!(refused(&contents, &mut memory), BundleError::DuplicateEvidence(EvidenceId(1))));
    let (mut contents, mut memory) = sample();
    let again = contents.evaluations[0].clone();
    contents.evaluations.push(again);
    assert!(matches!(refused(&contents, &mut memory), BundleError::DuplicateEvaluation(_)));
}

#[test]
fn an_identity_that_is_not_valid_then_and_its_renewal() {
    let (mut contents, mut memory) = sample();
    contents.prepared_at = now() + chrono::TimeDelta::days(900);
    assert!(matches!(refused(&contents, &mut memory), BundleError::Expired { .. }));
    let old = identity();
    assert!(old.renewed(now()).expect("an answer").is_none());
    let renewed = old.renewed(contents.prepared_at).expect("an answer").expect("a new leaf");
    assert_eq!(renewed.fingerprint(), old.fingerprint());
    assert!(renewed.valid_at(contents.prepared_at));
    let (from, to) = renewed.validity();
    assert!((to - from).num_days() <= 825);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("b.zip");
    write(&contents, &mut memory, &renewed, &path, &mut |_| true).expect("a bundle");
    let verdict = bundle::verify(&path, Some(&old.fingerprint()));
    assert_eq!(verdict.problems, []);
}

#[test]
fn an_identity_survives_the_vault_and_damage_is_noticed() {
    let identity = identity();
    let bytes = identity.to_secret_bytes();
    let back = bundle::Identity::from_bytes(&bytes).expect("the same");
    assert_eq!((back.fingerprint(), back.validity()), (identity.fingerprint(), identity.validity()));
    for at in [0, 10, 50, 90, bytes.expose().len() - 1] {
        let mut damaged = bytes.expose().clone();
        damaged.truncate(at);
        assert!(bundle::Identity::from_bytes(&model::Secret::new(damaged)).is_err(), "cut at {at}");
    }
    let mut damaged = bytes.expose().clone();
    damaged[20] ^= 1;
    assert!(bundle::Identity::from_bytes(&model::Secret::new(damaged)).is_err());
    assert!(!format!("{identity:?}").contains("07, 07"), "a key is printed");
}

#[test]
fn cancelling_leaves_nothing() {
    for step in [Step::Report, Step::Originals, Step::Records, Step::Closing] {
        let folder = tempfile::tempdir().expect("a folder");
        let (contents, mut memory) = sample();
        let error =
            write(&contents, &mut memory, &identity(), &folder.path().join("b.zip"), &mut |progress| progress.step != step);
        assert!(matches!(error, Err(BundleError::Cancelled)), "{step:?}");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
    }
}

#[test]
fn what_is_missing_is_computed_from_the_contents() {
    let (contents, _) = sample();
    let gaps = missing(&contents);
    let has = |kind, about: &str| gaps.iter().any(|gap| gap.kind == kind && gap.about == about);
    assert!(has(GapKind::OccurrenceMissed, "BC-01"));
    assert!(has(GapKind::OccurrencePartly, "AI-02"));
    assert!(has(GapKind::ControlWithoutOwner, "GC-07"));
    assert!(has(GapKind::NotDeterminable, "vulnerability-past-sla"));
    assert!(has(GapKind::NotTested, "backup-missed"));
    assert!(has(GapKind::NotTested, "user-missing"));
    assert!(has(GapKind::IncompleteEvidence, "E-0006"));
    assert!(has(GapKind::IpeBlank, "E-0002"));
    assert!(!has(GapKind::IpeBlank, "E-0001"));
    assert!(has(GapKind::ScopeWithoutReason, "privacy"));
    assert!(has(GapKind::RecordsLeftOut, "gateway-row"));
}

#[test]
fn tables_are_neutralised_and_keep_original_names() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("b.zip");
    let (contents, mut memory) = sample();
    write(&contents, &mut memory, &identity(), &path, &mut |_| true).expect("a bundle");
    let mut zip = zip::ZipArchive::new(fs::File::open(&path).expect("a file")).expect("a ZIP");
    let mut table = |name: &str| {
        let found = zip.file_names().flatten().find(|path| path.ends_with(name)).expect("the table").into_owned();
        let rows = csv::Reader::from_reader(zip.by_name(&found).expect("an entry"));
        rows.into_records().map(|row| row.expect("a row").iter().map(ToOwned::to_owned).collect::<Vec<_>>()).collect::<Vec<_>>()
    };
    let index = table("data/evidence-index.csv");
    assert_eq!(index.len(), 12);
    assert_eq!(index[7][2], "'=cmd|' /C calc'!A0.csv");
    assert_eq!(index[8][2], "日本語のファイル.csv");
    let accounts = table("data/records/account.csv");
    assert_eq!(accounts.len(), 7);
    assert!(accounts.iter().any(|row| row.iter().any(|cell| cell == "'=HYPERLINK(\"http://evil.example.com\")")), "{accounts:?}");
    assert_eq!((accounts[0][0].as_str(), accounts[0][1].as_str()), ("E-0001", "$[0]"));
    let changes = table("data/results/change-without-review.csv");
    assert_eq!(changes.len(), 612);
    assert!(changes.iter().all(|row| row[6].is_empty() && row[7].is_empty()));
}
