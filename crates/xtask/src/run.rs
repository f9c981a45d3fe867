//! Running other programs, loudly or quietly.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Done, or why not, in a sentence for the terminal.
pub(crate) type Done<T = ()> = Result<T, String>;

/// The root of the checkout.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_owned()
}

/// Runs a program in a folder and shows what it prints.
pub(crate) fn loud(folder: &Path, program: &str, arguments: &[&str]) -> Done {
    loud_with(folder, program, arguments, &[])
}

/// The same with variables of the environment.
pub(crate) fn loud_with(folder: &Path, program: &str, arguments: &[&str], variables: &[(&str, &str)]) -> Done {
    eprintln!("» {program} {}", arguments.join(" "));
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder).envs(variables.iter().copied());
    let ended = command.status().map_err(|error| format!("{program}: {error}"))?;
    if ended.success() { Ok(()) } else { Err(format!("`{program} {}` ended with {ended}", arguments.join(" "))) }
}

/// Runs cargo at the root.
pub(crate) fn cargo(arguments: &[&str]) -> Done {
    loud(&root(), &std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()), arguments)
}

/// What a program prints, if it succeeds.
pub(crate) fn quiet(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Whether a program is on the path.
pub(crate) fn on_path(program: &str) -> bool {
    std::env::var_os("PATH").is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(program).is_file()))
}
