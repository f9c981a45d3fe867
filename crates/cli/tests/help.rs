//! The help text is the documented interface: a change of it is reviewed as one.
#![expect(clippy::unwrap_used, reason = "a test fails where it cannot go on")]

use std::process::Command;

const VERBS: [&str; 14] = [
    "init",
    "import",
    "undo",
    "evaluate",
    "bundle",
    "verify",
    "map",
    "log",
    "importers",
    "evaluators",
    "sources",
    "engagement",
    "roll-forward",
    "demo",
];

const OF_THE_MAP: [&str; 8] = ["add", "change", "retire", "history", "import", "link", "unlink", "crosswalk"];

fn fieldwork(arguments: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_fieldwork")).args(arguments).env("COLUMNS", "100").output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap(), String::from_utf8(text).unwrap())
}

#[test]
fn the_help_of_every_verb() {
    let mut all = fieldwork(&["--help"]).1;
    for verb in VERBS {
        let (code, text) = fieldwork(&[verb, "--help"]);
        assert_eq!(code, 0, "{verb} --help");
        all.extend(["\n── fieldwork ", verb, "\n", &text]);
    }
    for action in OF_THE_MAP {
        let (code, text) = fieldwork(&["map", action, "--help"]);
        assert_eq!(code, 0, "map {action} --help");
        all.extend(["\n── fieldwork map ", action, "\n", &text]);
    }
    insta::assert_snapshot!(all);
}

#[test]
fn bad_usage_ends_with_2_and_says_what_is_known() {
    let (code, text) = fieldwork(&["evalute"]);
    assert_eq!(code, 2);
    assert!(text.contains("evaluate"), "{text}");
    assert_eq!(fieldwork(&["import", "--vault", "nowhere"]).0, 2);
}
