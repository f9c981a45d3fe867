//! A vault may be named by a bare folder name.

use std::process::Command;

#[test]
fn a_vault_is_made_and_opened_in_a_bare_folder_name() {
    let folder = std::env::temp_dir().join(format!("fieldwork-relative-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("passphrase.txt"), "ledger otter window nine\n").unwrap();
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_fieldwork")).args(arguments).current_dir(&folder).output().unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let vault = ["--vault", "v", "--passphrase-file", "passphrase.txt"];
    let made = run(&[&["init", "--company", "Example", "--from", "2026-01-01", "--to", "2026-06-30"][..], &vault].concat());
    let shown = run(&[&["map"][..], &vault].concat());
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!((made.0, shown.0), (Some(0), Some(0)), "{}{}", made.1, shown.1);
}
