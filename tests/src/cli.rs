//! `fieldwork`, the built command line, as scripts use it.

use crate::{Done, programs};
use serde_json::Value;
use std::{
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// What a run came to.
#[derive(Debug)]
pub struct Answer {
    /// Exit code; none when a signal ended it.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Answer {
    /// The answer, if the exit code is the one expected.
    pub fn expect(self, code: i32) -> Done<Self> {
        if self.code == Some(code) {
            return Ok(self);
        }
        Err(format!("exit code {:?} instead of {code}\n{}\n{}", self.code, self.out, self.err).into())
    }

    /// Standard output as one JSON value.
    pub fn json(&self) -> Done<Value> {
        serde_json::from_str(&self.out).map_err(|error| format!("{error} in: {}\n{}", self.out, self.err).into())
    }

    /// Standard output as one JSON value a line.
    pub fn lines(&self) -> Done<Vec<Value>> {
        self.out.lines().map(|line| serde_json::from_str(line).map_err(|error| format!("{error} in: {line}").into())).collect()
    }
}

/// The program with arguments, not started.
pub fn command(arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Done<Command> {
    let mut command = Command::new(programs::built("fieldwork")?);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    Ok(command)
}

/// Runs `fieldwork` and waits.
pub fn fieldwork(arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Done<Answer> {
    let output = command(arguments)?.output()?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Ok(Answer { code: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) })
}

/// A vault and the file with its passphrase.
#[derive(Debug, Clone)]
pub struct Vault {
    /// Its folder.
    pub folder: PathBuf,
    /// The passphrase file.
    pub passphrase: PathBuf,
}

impl Vault {
    /// Makes a vault below a folder for the first half of 2026, and answers what `init` printed.
    pub fn init(below: &Path) -> Done<(Self, Value)> {
        let vault = Self { folder: below.join("vault"), passphrase: below.join("passphrase.txt") };
        fs::write(&vault.passphrase, "orchard kettle lantern violet\n")?;
        let engagement = ["--company", "Brightwater Labs", "--from", "2026-01-01", "--to", "2026-06-30"];
        let rest = ["--categories", "security,confidentiality", "--zone", "Europe/Berlin", "--json"];
        let made = vault.run("init", engagement.into_iter().chain(rest))?.expect(0)?.json()?;
        Ok((vault, made))
    }

    /// The arguments of a verb on this vault.
    pub fn arguments<'a>(&'a self, verb: &'a str, rest: impl IntoIterator<Item = &'a str>) -> Vec<&'a OsStr> {
        let mut all: Vec<&OsStr> = vec![verb.as_ref(), "--vault".as_ref(), self.folder.as_ref()];
        all.extend([OsStr::new("--passphrase-file"), self.passphrase.as_ref()]);
        all.extend(rest.into_iter().map(OsStr::new));
        all
    }

    /// Runs a verb on this vault.
    pub fn run<'a>(&'a self, verb: &'a str, rest: impl IntoIterator<Item = &'a str>) -> Done<Answer> {
        fieldwork(self.arguments(verb, rest))
    }
}

/// What an evaluation found: pairs of evaluator and subject.
pub fn exceptions(evaluation: &Value) -> Vec<(String, String)> {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    list(&evaluation["evaluations"])
        .iter()
        .flat_map(|one| list(&one["exceptions"]).into_iter().map(|item| (text(&one["evaluator"]), text(&item["subject"]))))
        .collect()
}

/// A path as an argument.
pub fn text(path: &Path) -> Done<&str> {
    path.to_str().ok_or_else(|| format!("{} is not Unicode", path.display()).into())
}
