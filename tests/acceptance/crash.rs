//! An import that is killed leaves its file in the vault wholly or not at all.
//!
//! The moments are shares of the processor time that a whole import takes, so that they fall where they should on a slow
//! machine too; the shares follow from a fixed seed.

use crate::generated::{gateway_log, roster};
use harness::{
    Done,
    cli::{Vault, command, text},
};
use serde_json::{Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Child,
    thread,
    time::Duration,
};

/// How often an import is killed.
const KILLS: usize = 8;

/// Shares of the whole, in thousandths, spread over it: one in each of as many equal parts.
fn moments(seed: u64) -> Vec<u64> {
    let mut state = seed;
    let part = 1_000 / KILLS as u64;
    let mut moment = |index: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        index * part + (state >> 33) % part
    };
    (0..KILLS as u64).map(&mut moment).collect()
}

/// Whether a process has ended (and was not yet waited for), and the processor time that it has used, in ticks.
fn state(process: u32) -> Option<(bool, u64)> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let fields: Vec<&str> = stat.get(stat.rfind(')')? + 2..)?.split(' ').collect();
    Some((*fields.first()? == "Z", fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?))
}

/// Waits until a process has used so much time or has ended; answers what it has used.
fn used(process: &Child, limit: u64) -> Done<u64> {
    loop {
        let (ended, ticks) = state(process.id()).ok_or("the process has no state")?;
        if ended || ticks >= limit {
            return Ok(ticks);
        }
        thread::sleep(Duration::from_millis(1));
    }
}

fn copy(from: &Path, to: &Path) -> Done {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        let _size =
            if entry.file_type()?.is_dir() { copy(&entry.path(), &target).map(|()| 0)? } else { fs::copy(entry.path(), target)? };
    }
    Ok(())
}

/// The files below a folder.
fn files(folder: &Path) -> Done<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { found.extend(files(&path)?) } else { found.push(path) }
    }
    Ok(found)
}

/// Whether the file is in the vault, after it was seen that the vault is whole.
fn holds_it(vault: &Vault) -> Done<bool> {
    let chain = vault.run("log", ["--check", "--json"])?.expect(0)?.json()?;
    assert_eq!(chain["intact"], json!(true), "{chain}");
    let preview = vault.run("bundle", ["--preview", "--json", "--out", "not-written.zip"])?.expect(0)?.json()?;
    match preview["evidence"].as_u64() {
        Some(0) => Ok(false),
        Some(1) => Ok(true),
        _ => Err(format!("neither wholly nor not at all: {preview}").into()),
    }
}

/// Kills imports of a file at the moments and looks at what they leave.
fn kill_imports(folder: &Path, file: &Path, records: u64, seed: u64) -> Done {
    let (empty, _) = Vault::init(folder)?;
    let copied = |name: &str| -> Done<Vault> {
        let vault = Vault { folder: folder.join(name), passphrase: empty.passphrase.clone() };
        copy(&empty.folder, &vault.folder)?;
        Ok(vault)
    };
    let import = ["--json", text(file)?];
    let whole = copied("whole")?;
    let mut process = command(whole.arguments("import", import))?.spawn()?;
    let all = used(&process, u64::MAX)?;
    assert!(process.wait()?.success() && holds_it(&whole)?);
    let kept = files(&whole.folder)?.len();
    let mut outcomes = Vec::new();
    for moment in moments(seed) {
        let vault = copied(&format!("killed-at-{moment}"))?;
        let mut process = command(vault.arguments("import", import))?.spawn()?;
        used(&process, all * moment / 1_000)?;
        process.kill()?;
        process.wait()?;
        let there = holds_it(&vault)?;
        outcomes.push((moment, there));
        let again: Value = vault.run("import", import)?.expect(0)?.json()?;
        let expected = if there { "already-imported" } else { "imported" };
        assert_eq!((&again["status"], &again["records"]), (&json!(expected), &json!(records)), "killed at {moment}: {again}");
        let left = files(&vault.folder)?;
        assert_eq!(left.len(), kept, "killed at {moment}, something was left behind: {left:?}");
    }
    let early = outcomes.iter().filter(|(_, there)| !there).count();
    assert!(early >= KILLS / 2, "nearly every import was over before it was killed: {outcomes:?}");
    fs::remove_dir_all(folder)?;
    Ok(())
}

#[test]
fn a_killed_import_of_rows_leaves_all_or_nothing() -> Done {
    let folder = crate::folder("killed-rows")?;
    let file = folder.join("roster.csv");
    roster(&file, 20_000)?;
    kill_imports(&folder, &file, 20_000, 41)
}

#[test]
fn a_killed_import_of_a_log_leaves_all_or_nothing() -> Done {
    let folder = crate::folder("killed-log")?;
    let file = folder.join("spend-logs.jsonl");
    let rows = gateway_log(&file, 8 << 20)?;
    kill_imports(&folder, &file, rows, 43)
}
