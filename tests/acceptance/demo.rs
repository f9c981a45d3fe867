//! The demo company: exactly what was planted is found.

use harness::{
    Done,
    cli::{Answer, Vault, exceptions, fieldwork, text},
    programs,
};
use serde_json::{Value, json};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    sync::{Mutex, OnceLock, PoisonError},
};

/// What `fieldwork demo` made, once for all tests of this program.
pub(crate) struct Demo {
    /// The folder that it was made in.
    pub(crate) folder: PathBuf,
    /// What it printed.
    pub(crate) printed: Value,
}

impl Demo {
    /// The bundle.
    pub(crate) fn bundle(&self) -> PathBuf {
        self.folder.join("bundle.zip")
    }

    /// A verb on its vault, judged at the end of the day on which the demo company is.
    fn run(&self, verb: &str, rest: &[&str]) -> Done<Answer> {
        self.run_as_of("2026-07-10", verb, rest)
    }

    /// A verb on its vault, judged at the end of a day. A vault is open once at a time, so tests queue.
    fn run_as_of(&self, day: &str, verb: &str, rest: &[&str]) -> Done<Answer> {
        static OPEN: Mutex<()> = Mutex::new(());
        let _open = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
        let vault = Vault { folder: self.folder.join("vault"), passphrase: self.folder.join("passphrase.txt") };
        vault.run(verb, ["--as-of", day].into_iter().chain(rest.iter().copied()))
    }

    /// The pairs of evaluator and subject that are found at the end of a day.
    fn found(&self, day: &str) -> Done<BTreeSet<(String, String)>> {
        Ok(exceptions(&self.run_as_of(day, "evaluate", &["--json"])?.expect(0)?.json()?).into_iter().collect())
    }
}

/// The demo, made by the first test that asks.
pub(crate) fn demo() -> Done<&'static Demo> {
    static DEMO: OnceLock<Result<Demo, String>> = OnceLock::new();
    let made = DEMO.get_or_init(|| make().map_err(|error| error.to_string()));
    made.as_ref().map_err(|error| error.clone().into())
}

fn make() -> Done<Demo> {
    let folder = crate::folder("demo")?;
    let printed = fieldwork(["demo", "--json", "--out", text(&folder)?])?.expect(0)?.json()?;
    Ok(Demo { folder, printed })
}

/// The pairs of evaluator and subject in a list of `demo.toml`.
fn listed(company: &toml::Table, list: &str) -> Done<BTreeSet<(String, String)>> {
    let rows = company.get(list).and_then(toml::Value::as_array).ok_or_else(|| format!("demo.toml has no [[{list}]]"))?;
    let word = |row: &toml::Value, name: &str| row.get(name).and_then(toml::Value::as_str).unwrap_or_default().to_owned();
    Ok(rows.iter().map(|row| (word(row, "evaluator"), word(row, "subject"))).collect())
}

fn company() -> Done<toml::Table> {
    let file: &Path = &programs::root().join("assets/demo/demo.toml");
    Ok(fs::read_to_string(file)?.parse()?)
}

#[test]
fn exactly_what_was_planted_is_found() -> Done {
    let demo = demo()?;
    let company = company()?;
    let planted = listed(&company, "planted")?;
    let among = listed(&company, "planted-among")?;
    let found = demo.found("2026-07-10")?;
    // Of an evaluator with faults planted among many, only those are known; of every other one all are.
    let broad: BTreeSet<&str> = among.iter().map(|(evaluator, _)| evaluator.as_str()).collect();
    let exact: BTreeSet<_> = found.iter().filter(|(evaluator, _)| !broad.contains(evaluator.as_str())).cloned().collect();
    assert_eq!(exact, planted);
    let lost: Vec<_> = among.difference(&found).collect();
    assert!(lost.is_empty(), "not found: {lost:?}");
    Ok(())
}

#[test]
fn nothing_that_only_looks_like_a_fault_is_found() -> Done {
    // The day before: one near miss is a review that may still come until the end of 10 July.
    let found = demo()?.found("2026-07-09")?;
    let company = company()?;
    let planted = listed(&company, "planted")?;
    // A subject may stand in both lists: two of its days look alike and one of them is a fault.
    let near: Vec<_> = listed(&company, "near-miss")?.into_iter().filter(|miss| !planted.contains(miss)).collect();
    assert!(near.len() > 10, "{near:?}");
    let wrong: Vec<_> = near.iter().filter(|miss| found.contains(*miss)).collect();
    assert!(wrong.is_empty(), "found: {wrong:?}");
    Ok(())
}

#[test]
fn every_export_is_read_as_the_list_says() -> Done {
    let demo = demo()?;
    let company = company()?;
    let files = company.get("file").and_then(toml::Value::as_array).ok_or("demo.toml has no [[file]]")?;
    assert_eq!(demo.printed["imported"], json!(files.len()), "{}", demo.printed);
    assert_eq!(demo.printed["valid"], json!(true), "{}", demo.printed);
    let word = |file: &toml::Value, name: &str| file.get(name).and_then(toml::Value::as_str).map(str::to_owned);
    let exports = demo.folder.join("exports");
    let paths: Vec<String> =
        files.iter().filter_map(|file| word(file, "name")).map(|name| exports.join(name).display().to_string()).collect();
    let arguments: Vec<&str> = ["--json"].into_iter().chain(paths.iter().map(String::as_str)).collect();
    // What is in the vault already is told as it was read.
    let lines = demo.run("import", &arguments)?.expect(0)?.lines()?;
    assert_eq!(lines.len(), files.len());
    for (file, line) in files.iter().zip(&lines) {
        assert_eq!(line["status"], json!("already-imported"), "{line}");
        assert_eq!(line["importer"], json!(word(file, "importer")), "{line}");
        if let Some(kind) = word(file, "kind") {
            let records = file.get("records").and_then(toml::Value::as_integer).unwrap_or_default();
            assert_eq!((&line["kind"], line["counts"][&kind].as_i64().unwrap_or(0)), (&json!(kind), records), "{line}");
        }
    }
    Ok(())
}

#[test]
fn exceptions_fail_the_run_only_when_it_is_a_gate() -> Done {
    let demo = demo()?;
    demo.run("evaluate", &["--json"])?.expect(0)?;
    demo.run("evaluate", &["--json", "--fail-on-exception"])?.expect(1)?;
    demo.run("evaluate", &["--json", "--fail-on-exception", "--only", "dormant-account"])?.expect(1)?;
    Ok(())
}

#[test]
fn bad_usage_is_told_by_the_exit_code() -> Done {
    let nowhere = crate::folder("nowhere")?.join("vault");
    for arguments in [
        vec!["no-such-verb"],
        vec!["verify"],
        vec!["evaluate", "--vault", text(&nowhere)?, "--passphrase-file", "no-such-file"],
        vec!["import", "--vault", text(&nowhere)?],
    ] {
        let answer = fieldwork(&arguments)?;
        assert_eq!(answer.code, Some(2), "{arguments:?}: {}", answer.err);
        assert!(answer.out.is_empty() && !answer.err.is_empty(), "{arguments:?}: {}", answer.out);
    }
    Ok(())
}
