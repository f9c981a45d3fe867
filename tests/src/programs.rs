//! Where the built programs are, and that the programs of the system are there.

use crate::Done;
use std::path::{Path, PathBuf};

/// Programs that the tests need from the system, and the Debian packages that have them.
const PACKAGES: &[(&str, &str)] = &[
    ("Xvfb", "xvfb"),
    ("WebKitWebDriver", "webkit2gtk-driver"),
    ("dbus-run-session", "dbus"),
    ("xdotool", "xdotool"),
    ("unzip", "unzip"),
    ("sha256sum", "coreutils"),
    ("openssl", "openssl"),
    ("ssh-keygen", "openssh-client"),
    ("pdfsig", "poppler-utils"),
];

/// The root of the checkout.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

/// The folder that cargo builds into.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// A program of ours, built before.
pub fn built(name: &str) -> Done<PathBuf> {
    let program = target().join("debug").join(name);
    if program.is_file() {
        return Ok(program);
    }
    Err(format!("{} is not there; build it with `cargo build -p {name}`", program.display()).into())
}

/// Fails, naming the package, when a program of the system is missing.
pub fn need(names: &[&str]) -> Done {
    let missing: Vec<&str> = names.iter().filter(|name| !on_path(name)).map(|name| package(name)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(format!("missing programs; `cargo xtask setup` installs them, or `apt-get install {}`", missing.join(" ")).into())
}

fn package(program: &str) -> &str {
    PACKAGES.iter().find(|(name, _)| *name == program).map_or(program, |(_, package)| package)
}

fn on_path(program: &str) -> bool {
    std::env::var_os("PATH").is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(program).is_file()))
}
