//! Walking the checkout.

use std::path::{Path, PathBuf};

/// The root of the checkout.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// The files that git tracks, or would track, below a folder of the root, with one of the endings; paths from the root.
pub(crate) fn files(folder: &str, endings: &[&str]) -> Vec<String> {
    let listed = std::process::Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard", "--", folder])
        .current_dir(root())
        .output()
        .expect("git must be there: it made this checkout");
    assert!(listed.status.success(), "git ls-files failed: {}", String::from_utf8_lossy(&listed.stderr));
    let names = String::from_utf8(listed.stdout).unwrap();
    let wanted = |name: &&str| endings.iter().any(|ending| name.ends_with(ending)) && root().join(name).is_file();
    let found: Vec<String> = names.lines().filter(wanted).map(str::to_owned).collect();
    assert!(!found.is_empty(), "{folder} has no file with {endings:?}: the rule would check nothing");
    found
}

/// The text of a file.
pub(crate) fn text(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Whether a file is a test, a fixture or generated.
pub(crate) fn is_test(name: &str) -> bool {
    let parts: Vec<&str> = name.split('/').collect();
    let folder = parts.iter().any(|part| matches!(*part, "tests" | "benches" | "fixtures" | "testing"));
    folder || name.ends_with("tests.rs") || name.contains(".test.") || name.contains("generated.")
}

/// Fails with all that was found.
pub(crate) fn none(what: &str, found: &[String]) {
    assert!(found.is_empty(), "{what}:\n  {}", found.join("\n  "));
}
