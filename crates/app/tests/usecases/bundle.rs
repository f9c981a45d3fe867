//! The bundle of a vault.

use crate::{ACCOUNTS, Bench, PASSPHRASE, ROSTER, session};
use app::{Code, bundle, contract::vault::UnlockWith, vault};
use std::{fs, path::Path};

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() { copy(&entry.path(), &target) } else { assert!(fs::copy(entry.path(), target).is_ok()) }
    }
}

#[test]
fn the_same_vault_clock_and_key_give_the_same_bytes() {
    let bench = Bench::new();
    bench.import(&[bench.file("people.csv", ROSTER), bench.file("users.csv", ACCOUNTS)]);
    // The first bundle makes the signing identity; it belongs to what is the same.
    bundle::export(&bench.session, &bench.path("first.zip"), &mut |_| {}).unwrap();
    vault::lock(&bench.session);
    let made = ["a", "b"].map(|name| {
        copy(&bench.path("vault"), &bench.path(name));
        let session = session(&bench.path(name));
        vault::unlock(&session, UnlockWith::Passphrase(PASSPHRASE.to_owned())).unwrap();
        let path = bench.path(&format!("{name}.zip"));
        bundle::export(&session, &path, &mut |_| {}).unwrap();
        fs::read(path).unwrap()
    });
    assert!(made[0] == made[1], "two bundles of the same vault differ");
}

#[test]
fn a_bundle_verifies_and_says_what_is_missing() {
    let bench = Bench::new();
    bench.import(&[bench.file("people.csv", ROSTER)]);
    let preview = bundle::preview(&bench.session).unwrap();
    assert!(preview.stale);
    assert!(!preview.gaps.is_empty());
    let path = bench.path("bundle.zip");
    let made = bundle::export(&bench.session, &path, &mut |_| {}).unwrap();
    assert!(made.gaps > 0);
    let verdict = bundle::verify(&path, Some(&made.fingerprint)).unwrap();
    assert!(verdict.valid, "{:?}", verdict.problems);
    assert_eq!(bundle::verify(&path, Some("no fingerprint")).unwrap_err().code, Code::Invalid);
    let other = "0".repeat(64);
    assert!(!bundle::verify(&path, Some(&other)).unwrap().valid);
}

#[test]
fn a_dropped_bundle_is_verified_not_imported() {
    let bench = Bench::new();
    let path = bench.path("bundle.zip");
    bundle::export(&bench.session, &path, &mut |_| {}).unwrap();
    let report = bench.import(&[path]).remove(0);
    assert_eq!(report.status, app::contract::evidence::ImportStatus::Bundle);
}
