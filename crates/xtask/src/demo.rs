//! The main job on the demo company, then the window on its vault.

use crate::{
    run::{Done, cargo, loud, root},
    setup, ui,
};

/// Sets up, builds, does the main job through the command line, and opens the window.
pub(crate) fn demo() -> Done {
    setup::system(setup::BUILD)?;
    ui::build()?;
    let folder = root().join("target/demo");
    let folder = folder.to_string_lossy();
    // With `--workspace`, so that the tests find everything compiled with the same features.
    cargo(&["build", "--locked", "--workspace", "--bins"])?;
    let built = root().join("target/debug");
    let program = |name: &str| built.join(format!("{name}{}", std::env::consts::EXE_SUFFIX)).to_string_lossy().into_owned();
    loud(&root(), &program("fieldwork"), &["demo", "--out", &folder])?;
    let has_display =
        !cfg!(target_os = "linux") || ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some());
    if !has_display {
        eprintln!("No display here, so the window stays closed. With one, `cargo xtask demo` opens it on the demo vault.");
        return Ok(());
    }
    eprintln!("Opening the window on the demo vault; its passphrase is in {folder}/passphrase.txt.");
    loud(&root(), &program("fieldwork-desktop"), &["--vault", &format!("{folder}/vault")])
}
