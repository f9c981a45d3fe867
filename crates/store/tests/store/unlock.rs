//! Every way to open a vault, and every way in which that fails.

use crate::scene::{ACTOR, PASSPHRASE, Scene, at, secret};
use std::{collections::BTreeSet, fs};
use store::{KeychainError, MemoryKeychain, NewVault, SlotKind, StoreError, Unlock, Vault};

fn open_with(scene: &Scene, passphrase: &str) -> Result<Vault, StoreError> {
    Vault::open(&scene.dir(), &Unlock::Passphrase(secret(passphrase)))
}

#[test]
fn each_slot_opens_the_same_vault() {
    let scene = Scene::new();
    let passphrase = Some(secret(PASSPHRASE));
    let new = NewVault { actor: ACTOR.to_owned(), at: at(0), passphrase, keychain: Some(&scene.keychain) };
    let (vault, code) = Vault::create(&scene.dir(), &new).unwrap();
    let (id, logs) = (vault.id(), *vault.logs_key().unwrap().expose());
    vault.close().unwrap();
    for unlock in [Unlock::Passphrase(secret(PASSPHRASE)), Unlock::Keychain(&scene.keychain), Unlock::Recovery(code)] {
        let vault = Vault::open(&scene.dir(), &unlock).unwrap();
        assert_eq!((vault.id(), *vault.logs_key().unwrap().expose()), (id.clone(), logs));
        let created = vault.read(|read| read.activity(0, 10)).unwrap();
        assert_eq!(created.len(), 1);
        assert_eq!((created[0].action.as_str(), created[0].actor.as_str(), created[0].at), ("vault created", ACTOR, at(0)));
    }
    let peek = Vault::peek(&scene.dir()).unwrap();
    let slots = BTreeSet::from([SlotKind::Passphrase, SlotKind::Keychain, SlotKind::Recovery]);
    assert_eq!((peek.id, peek.version, peek.slots), (id, 1, slots));
}

#[test]
fn each_failure_is_an_error_of_its_own() {
    let scene = Scene::new();
    let new = NewVault { actor: ACTOR.to_owned(), at: at(0), passphrase: Some(secret(PASSPHRASE)), keychain: None };
    let (vault, code) = Vault::create(&scene.dir(), &new).unwrap();

    assert!(matches!(open_with(&scene, PASSPHRASE), Err(StoreError::OpenElsewhere(name)) if name == "vault"));
    assert!(matches!(Vault::create(&scene.dir(), &new), Err(StoreError::Exists(_))));
    drop(vault);
    assert!(matches!(open_with(&scene, "four words of exmaple"), Err(StoreError::WrongPassphrase)));
    assert!(matches!(open_with(&scene, ""), Err(StoreError::EmptyPassphrase)));
    assert!(matches!(scene.open(), Err(StoreError::MissingSlot(SlotKind::Keychain))));

    let mistyped = code.expose().replacen(code.expose().get(..1).unwrap(), "*", 1);
    let recover = |code: &str| Vault::open(&scene.dir(), &Unlock::Recovery(secret(code)));
    assert!(matches!(recover(&mistyped), Err(StoreError::MistypedRecoveryCode)));
    let (_, other) = Vault::create(&scene.folder.path().join("other"), &new).unwrap();
    assert!(matches!(recover(other.expose()), Err(StoreError::WrongRecoveryCode)));
    assert!(recover(&code.expose().to_lowercase()).is_ok());

    let no_slot = NewVault { passphrase: None, ..new };
    assert!(matches!(Vault::create(&scene.folder.path().join("third"), &no_slot), Err(StoreError::NoSlot)));
}

#[test]
fn what_is_no_vault_is_told_apart_from_a_newer_one() {
    let scene = Scene::new();
    let peek = || Vault::peek(&scene.dir());
    assert!(matches!(peek(), Err(StoreError::NotAVault(_))), "no folder");
    fs::create_dir(scene.dir()).unwrap();
    assert!(matches!(peek(), Err(StoreError::NotAVault(_))), "an empty folder");
    for (text, what) in [("", "empty"), ("{}", "no mark"), ("{\"format\":\"other\",\"version\":1}", "another mark")] {
        fs::write(scene.dir().join("vault.json"), text).unwrap();
        assert!(matches!(peek(), Err(StoreError::NotAVault(_))), "{what}");
    }
    fs::write(scene.dir().join("vault.json"), "{\"format\":\"fieldwork-vault\",\"version\":2,\"shape\":[]}").unwrap();
    assert!(matches!(peek(), Err(StoreError::Newer { what: "vault.json", found: 2, known: 1 })));
    assert!(matches!(scene.open(), Err(StoreError::Newer { .. })));
}

#[test]
fn a_folder_with_other_things_in_it_is_not_taken() {
    let scene = Scene::new();
    fs::create_dir(scene.dir()).unwrap();
    fs::write(scene.dir().join("notes.txt"), "mine").unwrap();
    let new = NewVault { actor: ACTOR.to_owned(), at: at(0), passphrase: None, keychain: Some(&scene.keychain) };
    assert!(matches!(Vault::create(&scene.dir(), &new), Err(StoreError::NotEmpty(_))));
    fs::remove_file(scene.dir().join("notes.txt")).unwrap();
    assert!(Vault::create(&scene.dir(), &new).is_ok(), "an empty folder is taken");
    let left: Vec<_> = fs::read_dir(scene.folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["vault"], "nothing is left beside it");
}

#[test]
fn ways_to_open_can_be_changed() {
    let scene = Scene::new();
    let mut vault = scene.create();
    assert!(matches!(vault.remove_keychain(ACTOR, at(1), &scene.keychain), Err(StoreError::LastSlot(SlotKind::Keychain))));
    vault.set_passphrase(ACTOR, at(1), &secret("first passphrase")).unwrap();
    vault.set_passphrase(ACTOR, at(2), &secret("second passphrase")).unwrap();
    let code = vault.new_recovery_code(ACTOR, at(3)).unwrap();
    let replaced = code;
    let code = vault.new_recovery_code(ACTOR, at(4)).unwrap();
    vault.remove_keychain(ACTOR, at(5), &scene.keychain).unwrap();
    let actions: Vec<String> =
        vault.read(|read| read.activity(0, 9)).unwrap().into_iter().map(|entry| entry.action).rev().collect();
    let renewed = "recovery code renewed";
    assert_eq!(actions, ["vault created", "passphrase set", "passphrase set", renewed, renewed, "keychain removed"]);
    drop(vault);
    assert!(matches!(open_with(&scene, "first passphrase"), Err(StoreError::WrongPassphrase)));
    assert!(open_with(&scene, "second passphrase").is_ok());
    assert!(matches!(scene.open(), Err(StoreError::MissingSlot(SlotKind::Keychain))));
    let recover = |code| Vault::open(&scene.dir(), &Unlock::Recovery(code));
    assert!(matches!(recover(replaced), Err(StoreError::WrongRecoveryCode)));
    let mut vault = recover(code).unwrap();
    vault.add_keychain(ACTOR, at(6), &scene.keychain).unwrap();
    drop(vault);
    assert!(scene.open().is_ok());
}

#[test]
fn a_keychain_without_the_entry_or_with_another_one_is_told() {
    let scene = Scene::new();
    drop(scene.create());
    let empty = MemoryKeychain::default();
    let open = |keychain: &MemoryKeychain| Vault::open(&scene.dir(), &Unlock::Keychain(keychain));
    assert!(matches!(open(&empty), Err(StoreError::Keychain(KeychainError::NoEntry))));
    let account = format!("vault {}", Vault::peek(&scene.dir()).unwrap().id);
    for wrong in ["not hexadecimal", "00", &"0".repeat(64)] {
        store::Keychain::set(&empty, &account, &secret(wrong)).unwrap();
        assert!(matches!(open(&empty), Err(StoreError::WrongKeychainEntry)), "{wrong}");
    }
}

#[test]
fn neither_cost_nor_id_of_a_slot_can_be_altered() {
    let scene = Scene::new();
    let new = NewVault { actor: ACTOR.to_owned(), at: at(0), passphrase: Some(secret(PASSPHRASE)), keychain: None };
    let (vault, code) = Vault::create(&scene.dir(), &new).unwrap();
    let id = vault.id();
    drop(vault);
    let path = scene.dir().join("vault.json");
    let written = fs::read_to_string(&path).unwrap();
    for (from, to, word) in [
        ("\"memory-kib\": 65536", "\"memory-kib\": 32768", "does not open"),
        ("\"memory-kib\": 65536", "\"memory-kib\": 4294967295", "impossible"),
        ("\"memory-kib\": 65536", "\"memory-kib\": 8", "impossible"),
        ("\"passes\": 3", "\"passes\": 1000", "impossible"),
        (id.as_str(), "00000000000000000000000000000000", "does not open"),
    ] {
        assert!(written.contains(from), "{from}");
        fs::write(&path, written.replace(from, to)).unwrap();
        let error = open_with(&scene, PASSPHRASE).unwrap_err().to_string();
        assert!(error.contains(word), "{to}: {error}");
    }
    for hidden in [PASSPHRASE, code.expose()] {
        assert!(!written.contains(hidden), "no secret is in clear");
    }
}
