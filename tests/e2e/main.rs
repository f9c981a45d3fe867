//! The real window on a display of its own: what a person does with it, from the first start to the bundle.
//!
//! Every step leaves a picture in `target/e2e`.

mod bundle;
mod evidence;
mod first_day;
mod folder;
mod locking;
mod results;

use harness::{Done, programs, window::App};
use std::path::PathBuf;

/// The passphrase of the vaults that the command line makes for these tests.
const PASSPHRASE: &str = "orchard kettle lantern violet";

/// An export of the demo company.
fn export(name: &str) -> PathBuf {
    programs::root().join("assets/demo").join(name)
}

/// Opens the locked vault.
fn unlock(app: &App) -> Done {
    app.fill("unlock-passphrase", PASSPHRASE)?;
    app.click("unlock")?;
    app.see("shell")
}
