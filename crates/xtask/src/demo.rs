//! The main job on the demo company, then the window on its vault.

use crate::{
    run::{Done, cargo, root},
    setup, ui,
};

/// Sets up, builds, does the main job through the command line, and opens the window.
pub(crate) fn demo() -> Done {
    setup::system(setup::BUILD)?;
    ui::build()?;
    let folder = root().join("target/demo");
    let folder = folder.to_string_lossy();
    cargo(&["run", "-p", "fieldwork", "--", "demo", "--out", &folder])?;
    let has_display =
        !cfg!(target_os = "linux") || ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some());
    if !has_display {
        eprintln!("No display here, so the window stays closed. With one, `cargo xtask demo` opens it on the demo vault.");
        return Ok(());
    }
    eprintln!("Opening the window on the demo vault; its passphrase is in {folder}/passphrase.txt.");
    cargo(&["run", "-p", "fieldwork-desktop", "--", "--vault", &format!("{folder}/vault")])
}
