//! First start, locking, unlocking.

use crate::{Bench, PASSPHRASE, create_input, session};
use app::{
    Code,
    contract::{
        PageRequest,
        vault::{UnlockWith, VaultState},
    },
    vault,
};

#[test]
fn a_vault_is_made_locked_and_opened_again() {
    let bench = Bench::new();
    assert!(matches!(vault::state(&bench.session).unwrap(), VaultState::Open { .. }));
    vault::lock(&bench.session);
    assert!(matches!(vault::state(&bench.session).unwrap(), VaultState::Locked { passphrase: true, keychain: false, .. }));
    let wrong = vault::unlock(&bench.session, UnlockWith::Passphrase("not this one at all".to_owned())).unwrap_err();
    assert_eq!(wrong.code, Code::WrongSecret);
    let engagement = vault::unlock(&bench.session, UnlockWith::Passphrase(PASSPHRASE.to_owned())).unwrap();
    assert_eq!(engagement.company, "Example AI");
    assert_eq!(app::map::controls(&bench.session, "").unwrap().len(), app::framework::soc2().unwrap().controls.len());
}

#[test]
fn what_cannot_be_is_refused_before_anything_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let session = session(&folder.path().join("vault"));
    let turned = app::contract::vault::CreateVault { from: "2026-07-01".parse().unwrap(), ..create_input() };
    let short = app::contract::vault::CreateVault { passphrase: "short".to_owned(), ..create_input() };
    let nowhere = app::contract::vault::CreateVault { zone: "Mars/Olympus".to_owned(), ..create_input() };
    for input in [turned, short, nowhere] {
        let refused = vault::create(&session, input).err().unwrap();
        assert_eq!(refused.code, Code::Invalid, "{}", refused.message);
    }
    assert!(matches!(vault::state(&session).unwrap(), VaultState::Absent { .. }));
}

#[test]
fn a_vault_that_is_open_elsewhere_says_so() {
    let bench = Bench::new();
    let other = session(&bench.path("vault"));
    let busy = vault::unlock(&other, UnlockWith::Passphrase(PASSPHRASE.to_owned())).unwrap_err();
    assert_eq!(busy.code, Code::Busy, "{}", busy.message);
}

#[test]
fn everything_that_was_done_is_in_the_chain() {
    let bench = Bench::new();
    app::map::set_member(
        &bench.session,
        app::contract::map::MemberView { email: "ada@example.com".to_owned(), name: "Ada Ray".to_owned(), roles: Vec::new() },
    )
    .unwrap();
    let request = PageRequest { offset: 0, limit: 1, filter: String::new() };
    let page = vault::activity(&bench.session, &request).unwrap();
    assert!(page.rows[0].detail.contains("Ada Ray"), "{:?}", page.rows[0]);
    let chain = vault::check_chain(&bench.session).unwrap();
    assert!(chain.intact, "{chain:?}");
    assert_eq!(chain.entries, page.total);
}
