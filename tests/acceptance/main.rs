//! The product from outside, without its window: the built `fieldwork`, the files that it writes, the tools of an auditor.

mod bundle;
mod crash;
mod demo;
mod generated;
mod memory;
mod shapes;

use harness::Done;
use std::path::PathBuf;

/// An empty folder below cargo's folder for tests, which every run makes anew.
fn folder(name: &str) -> Done<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}
