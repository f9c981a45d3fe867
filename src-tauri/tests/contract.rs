//! The committed TypeScript is what the Rust types say. Run with `UPDATE_CONTRACT=1` to write it anew.

use specta_typescript::Typescript;
use std::path::Path;

#[test]
fn the_generated_contract_is_current() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/backend/generated.ts");
    let folder = tempfile::tempdir().unwrap();
    let fresh = folder.path().join("generated.ts");
    desktop::contract().export(Typescript::default(), &fresh).unwrap();
    let fresh = std::fs::read_to_string(fresh).unwrap();
    if std::env::var_os("UPDATE_CONTRACT").is_some() {
        std::fs::write(&file, &fresh).unwrap();
    }
    let committed = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(committed == fresh, "ui/src/backend/generated.ts is stale: run `UPDATE_CONTRACT=1 cargo test -p fieldwork-desktop`");
}
