//! The tools that an auditor has, and a bundle as they see it. The commands are read out of the bundle's own page.

use crate::{Done, programs};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// A tool, the word that its command in the page begins with, and what it says of a good bundle.
pub const TOOLS: &[(&str, &str)] = &[
    ("openssl x509", "sha256 Fingerprint="),
    ("openssl cms", "CMS Verification successful"),
    ("ssh-keygen", "Good \"fieldwork-bundle\" signature"),
    ("sha256sum", "data/report.pdf: OK"),
    ("pdfsig", "Signature is Valid"),
];

/// Whether a line of shell succeeded, and all that it said.
#[derive(Debug)]
pub struct Said {
    /// Whether its exit code was 0.
    pub ok: bool,
    /// Standard output and standard error.
    pub text: String,
}

/// Runs a line in a shell.
pub fn shell(folder: &Path, line: &str) -> Done<Said> {
    let output = Command::new("sh").args(["-c", line]).current_dir(folder).env("LC_ALL", "C.UTF-8").output()?;
    let text = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    Ok(Said { ok: output.status.success(), text })
}

/// A bundle, unpacked by `unzip` into a folder of its own.
pub struct Unpacked {
    /// The folder that the ZIP makes.
    pub folder: PathBuf,
    _guard: tempfile::TempDir,
}

impl Unpacked {
    /// Unpacks a bundle.
    pub fn open(zip: &Path) -> Done<Self> {
        programs::need(&["unzip", "openssl", "ssh-keygen", "sha256sum", "pdfsig"])?;
        let guard = tempfile::tempdir()?;
        fs::copy(zip, guard.path().join("bundle.zip"))?;
        let said = shell(guard.path(), "unzip -t bundle.zip && unzip -q bundle.zip")?;
        if !said.ok {
            return Err(format!("unzip refuses the bundle: {}", said.text).into());
        }
        let folders: Vec<PathBuf> =
            fs::read_dir(guard.path())?.filter_map(Result::ok).map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
        let [folder] = folders.as_slice() else { return Err(format!("not one folder but {folders:?}").into()) };
        Ok(Self { folder: folder.clone(), _guard: guard })
    }

    /// Runs the command of the bundle's page that begins with a word.
    pub fn run(&self, word: &str) -> Done<Said> {
        let page = fs::read_to_string(self.folder.join("START-HERE.txt"))?;
        let found = page.lines().map(str::trim).find(|line| line.starts_with(word));
        shell(&self.folder, found.ok_or_else(|| format!("the page has no command `{word}`"))?)
    }

    /// Fails unless every tool accepts the bundle.
    pub fn accepted(&self) -> Done {
        for (word, expected) in TOOLS {
            let said = self.run(word)?;
            if !said.ok || !said.text.contains(expected) || said.text.contains("FAILED") {
                return Err(format!("{word} does not accept the bundle: {}", said.text).into());
            }
        }
        Ok(())
    }

    /// Changes one byte of a file, calls `look`, and puts the byte back.
    pub fn altered<T>(&self, path: &str, look: impl FnOnce(&Self) -> Done<T>) -> Done<T> {
        let file = self.folder.join(path);
        let good = fs::read(&file)?;
        fs::write(&file, flipped(&good, good.len() / 2))?;
        let seen = look(self);
        fs::write(&file, good)?;
        seen
    }
}

/// The bytes with one bit of one of them turned.
pub fn flipped(bytes: &[u8], at: usize) -> Vec<u8> {
    bytes.iter().enumerate().map(|(index, byte)| if index == at { byte ^ 1 } else { *byte }).collect()
}

/// A copy of a ZIP in which one byte inside the first packed file whose name contains `name` is turned.
pub fn flip_inside(zip: &Path, name: &str, to: &Path) -> Done {
    let bytes = fs::read(zip)?;
    let begins = |at: usize| bytes.get(at..).is_some_and(|rest| rest.starts_with(b"PK\x03\x04"));
    let number = |at: usize| bytes.get(at..at + 2).map_or(0, |two| usize::from(two[0]) | usize::from(two[1]) << 8);
    let found = (0..bytes.len()).filter(|at| begins(*at)).find_map(|at| {
        let end = at + 30 + number(at + 26);
        let called = String::from_utf8_lossy(bytes.get(at + 30..end)?).into_owned();
        called.contains(name).then_some(end + number(at + 28))
    });
    let at = found.ok_or_else(|| format!("{} has no file `{name}`", zip.display()))?;
    fs::write(to, flipped(&bytes, at + 40))?;
    Ok(())
}
