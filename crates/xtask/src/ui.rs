//! The window's packages and files, built only when they are older than what they are made of.

use crate::run::{Done, loud, quiet, root};
use std::path::Path;
use std::time::SystemTime;

const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// Installs the packages and builds `ui/dist`.
pub(crate) fn build() -> Done {
    let ui = root().join("ui");
    node()?;
    // npm writes this file last, so it is older than the lock exactly when packages are stale.
    if changed(&ui.join("node_modules/.package-lock.json")) < changed(&ui.join("package-lock.json")) {
        loud(&ui, NPM, &["ci", "--no-audit", "--no-fund"])?;
    }
    let sources = ["src", "index.html", "vite.config.ts", "package-lock.json"];
    let newest = sources.iter().map(|source| changed(&ui.join(source))).max().unwrap_or(SystemTime::UNIX_EPOCH);
    if changed(&ui.join("dist/index.html")) < newest {
        loud(&ui, NPM, &["run", "--silent", "build"])?;
    }
    Ok(())
}

/// Types and tests of the window's code.
pub(crate) fn test() -> Done {
    let ui = root().join("ui");
    loud(&ui, NPM, &["run", "--silent", "check"])?;
    loud(&ui, NPM, &["test"])
}

/// Vite needs Node 20.19, 22.12 or newer.
fn node() -> Done {
    let version = quiet("node", &["--version"]).ok_or("Node.js 20.19 or newer is needed: https://nodejs.org")?;
    let mut numbers = version.trim_start_matches('v').split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    let (major, minor) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    if major > 22 || (major == 22 && minor >= 12) || (major == 20 && minor >= 19) {
        return Ok(());
    }
    Err(format!("Node.js {version} is too old or of an odd line: 20.19, 22.12 or newer is needed: https://nodejs.org"))
}

/// When a file, or the newest file below a folder, was changed; long ago when it is not there.
fn changed(path: &Path) -> SystemTime {
    let own = path.metadata().ok().filter(std::fs::Metadata::is_file).and_then(|data| data.modified().ok());
    let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
    entries.map(|entry| changed(&entry.path())).chain(own).max().unwrap_or(SystemTime::UNIX_EPOCH)
}
