//! The real keychain of the system. On Linux a Secret Service of its own, in a session of its own, with a home of its own.

#![cfg(target_os = "linux")]

use crate::{
    child,
    scene::{ACTOR, PASSPHRASE, Scene, at, secret},
};
use std::{
    path::Path,
    process::{Command, Stdio},
};
use store::{Keychain, KeychainError, NewVault, SlotKind, StoreError, SystemKeychain, Unlock, Vault};

const TOOLS: [&str; 2] = ["dbus-run-session", "gnome-keyring-daemon"];

fn installed(tool: &str) -> bool {
    let found = Command::new(tool).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    found.is_ok_and(|status| status.success())
}

/// Runs a child test in a session; the script comes before it in the same session.
fn in_session(script: &str, test: &str, folder: &Path) {
    if let Some(tool) = TOOLS.into_iter().find(|tool| !installed(tool)) {
        return child::skip(&format!("{tool} is not installed"));
    }
    let inner = child::command(test, folder);
    let mut session = Command::new("dbus-run-session");
    session.args(["--", "sh", "-c", &format!("{script}\nexec \"$0\" \"$@\"")]).arg(inner.get_program());
    session.args(inner.get_args()).envs(inner.get_envs().filter_map(|(key, value)| Some((key, value?))));
    session.env("HOME", folder).env("XDG_DATA_HOME", folder.join("data")).env("XDG_RUNTIME_DIR", folder.join("run"));
    session.env("XDG_CONFIG_HOME", folder.join("config")).env("XDG_CACHE_HOME", folder.join("cache"));
    session.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env_remove("DBUS_SESSION_BUS_ADDRESS");
    std::fs::create_dir_all(folder.join("run")).unwrap();
    let output = session.stdin(Stdio::null()).output().unwrap();
    let told = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success() && told.contains("1 passed") && told.contains("child done"), "{told}");
}

#[test]
fn the_system_keychain_opens_the_vault() {
    let scene = Scene::new();
    let daemon = "printf example | gnome-keyring-daemon --unlock --components=secrets >/dev/null";
    in_session(daemon, "keychain::child_uses_the_keychain", scene.folder.path());
}

#[test]
fn child_uses_the_keychain() {
    let Some(folder) = child::folder() else { return };
    let keychain = SystemKeychain::new("Fieldwork test");
    let dir = folder.join("vault");
    let new = NewVault { actor: ACTOR.to_owned(), at: at(0), passphrase: Some(secret(PASSPHRASE)), keychain: Some(&keychain) };
    let (mut vault, _) = Vault::create(&dir, &new).unwrap();
    let account = format!("vault {}", vault.id());
    vault.add_keychain(ACTOR, at(1), &keychain).unwrap();
    drop(vault);
    let mut vault = Vault::open(&dir, &Unlock::Keychain(&keychain)).unwrap();
    assert_eq!(keychain.get(&account).unwrap().expose().len(), 64);
    vault.remove_keychain(ACTOR, at(2), &keychain).unwrap();
    drop(vault);
    assert!(matches!(keychain.get(&account), Err(KeychainError::NoEntry)));
    assert!(matches!(keychain.delete(&account), Err(KeychainError::NoEntry)));
    let open = Vault::open(&dir, &Unlock::Keychain(&keychain));
    assert!(matches!(open, Err(StoreError::MissingSlot(SlotKind::Keychain))));
    println!("child done");
}

#[test]
fn a_session_without_an_unlocked_keychain_is_told() {
    let scene = Scene::new();
    let daemon = "gnome-keyring-daemon --start --components=secrets >/dev/null";
    in_session(daemon, "keychain::child_finds_it_locked", scene.folder.path());
}

#[test]
fn child_finds_it_locked() {
    let Some(_) = child::folder() else { return };
    let error = SystemKeychain::new("Fieldwork test").set("vault x", &secret("00")).unwrap_err();
    assert!(matches!(error, KeychainError::Locked(_)), "{error:?}");
    println!("child done");
}

#[test]
fn a_system_without_a_keychain_is_told_and_the_passphrase_serves() {
    let scene = Scene::new();
    let mut command = child::command("keychain::child_has_no_keychain", scene.folder.path());
    command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
    let output = command.output().unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && told.contains("child done"), "{told}");
}

#[test]
fn child_has_no_keychain() {
    let Some(folder) = child::folder() else { return };
    let keychain = SystemKeychain::new("Fieldwork test");
    let dir = folder.join("vault");
    let new = NewVault { actor: ACTOR.to_owned(), at: at(0), passphrase: Some(secret(PASSPHRASE)), keychain: Some(&keychain) };
    let error = Vault::create(&dir, &new).unwrap_err();
    assert!(matches!(error, StoreError::Keychain(KeychainError::Unavailable(_))), "{error:?}");
    assert!(!dir.exists(), "nothing half is left");
    assert!(Vault::create(&dir, &NewVault { keychain: None, ..new }).is_ok());
    println!("child done");
}
