//! The map on the command line: with and without a verb of its own, and exit codes that scripts go by.
#![expect(clippy::unwrap_used, reason = "a test fails where it cannot go on")]

use std::{path::Path, process::Command};

fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let vault = ["--vault", "v", "--passphrase-file", "passphrase.txt"];
    let output = Command::new(env!("CARGO_BIN_EXE_fieldwork")).args(arguments).args(vault).current_dir(folder).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn the_map_is_shown_changed_imported_and_rolled_forward() {
    let folder = std::env::temp_dir().join(format!("fieldwork-map-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("passphrase.txt"), "ledger otter window nine\n").unwrap();
    std::fs::write(
        folder.join("set.csv"),
        "Control ID,Title,TSC,Frequency\nAC-02,Leavers removed,\"CC6.2; CC99.9\",Per event\nX-1,Odd,CC6.1,Every 45 days\n",
    )
    .unwrap();
    let ok = |arguments: &[&str]| {
        let (code, out, err) = run(&folder, arguments);
        assert_eq!(code, 0, "{arguments:?}: {out}{err}");
        out
    };
    ok(&["init", "--company", "Example", "--from", "2026-01-01", "--to", "2026-06-30"]);
    assert!(ok(&["map", "--json"]).contains("\"AC-02\""));
    let why = ["--effective", "2026-03-01", "--reason", "agreed in March"];
    ok(&[&["map", "change", "AC-02", "--title", "Leavers removed at once"][..], &why].concat());
    let history = ok(&["map", "history", "AC-02"]);
    assert!(history.contains("agreed in March") && history.contains("Leavers removed at once"), "{history}");
    let march = ok(&["map", "--control", "AC-02", "--as-of", "2026-02-28"]);
    assert!(!march.contains("at once"), "{march}");
    let add = ["map", "add", "X-9", "--title", "T", "--description", "D.", "--cadence", "yearly", "--criteria", "cc6-1,PP1.1"];
    assert!(ok(&[&add[..], &why, &["--json"]].concat()).contains("PI1.1"));
    ok(&[&["map", "retire", "X-9", "--effective", "2026-05-01", "--reason", "not done any more"][..]].concat());
    let (code, out, err) = run(&folder, &["map", "import", "set.csv", "--dry-run", "--effective", "2026-03-01"]);
    assert_eq!(code, 2, "a row is left out: {out}{err}");
    assert!(err.contains("row 1, column TSC") && err.contains("CC99.9") && err.contains("Every 45 days"), "{err}");
    assert_eq!(run(&folder, &["map", "change", "AC-02", "--title", "No reason"]).0, 2);
    assert!(ok(&["map", "crosswalk", "owasp-llm", "--json"]).contains("\"LLM01\""));
    assert!(ok(&["engagement", "--auditor", "Example CPAs", "--reason", "chosen"]).contains("Example CPAs"));
    ok(&["roll-forward", "--from", "2026-07-01", "--to", "2026-12-31", "--reason", "second half"]);
    assert!(ok(&["engagement", "--json"]).contains("second half"));
    assert!(ok(&["log", "--check"]).contains("intact") || ok(&["log"]).contains("engagement closed"));
    std::fs::remove_dir_all(&folder).unwrap();
}
