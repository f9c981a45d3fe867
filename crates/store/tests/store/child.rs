//! This test binary started again, as the process that a test measures or kills.

use std::{
    env,
    path::PathBuf,
    process::{Command, Stdio},
};

const FOLDER: &str = "FIELDWORK_STORE_TEST_FOLDER";

/// A run of one test of this binary on a folder.
pub(crate) fn command(test: &str, folder: &std::path::Path) -> Command {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args([test, "--exact", "--nocapture", "--test-threads=1"]);
    command.env(FOLDER, folder).stdin(Stdio::null());
    command
}

/// The folder that the parent gave; none when this is no child: then the test has nothing to do.
pub(crate) fn folder() -> Option<PathBuf> {
    env::var_os(FOLDER).map(PathBuf::from)
}

/// Whether a test may be skipped for want of a tool: with a printed line, and never on the build machine.
pub(crate) fn skip(why: &str) {
    assert!(env::var_os("CI").is_none(), "cannot be skipped here: {why}");
    println!("skipped: {why}");
}
