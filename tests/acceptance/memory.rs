//! An import needs memory for a piece of the file, not for the file.

use crate::generated::gateway_log;
use harness::{
    Done,
    cli::{Vault, command, text},
};
use serde_json::{Value, json};
use std::{fs, thread, time::Duration};

const MEGABYTE: u64 = 1 << 20;

/// The most memory that a process has held so far, in bytes; none once it has ended.
fn peak(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kilobytes| kilobytes * 1_024)
}

#[test]
fn importing_200_megabytes_stays_below_300_megabytes_of_memory() -> Done {
    let folder = crate::folder("memory")?;
    let (vault, _) = Vault::init(&folder)?;
    let file = folder.join("spend-logs.jsonl");
    let rows = gateway_log(&file, 200 * MEGABYTE)?;
    let mut import = command(vault.arguments("import", ["--json", text(&file)?]))?.spawn()?;
    let mut most = 0;
    while import.try_wait()?.is_none() {
        most = most.max(peak(import.id()).unwrap_or(0));
        thread::sleep(Duration::from_millis(5));
    }
    let output = import.wait_with_output()?;
    let line: Value = serde_json::from_slice(&output.stdout)?;
    assert_eq!((&line["status"], &line["records"]), (&json!("imported"), &json!(rows)), "{line}");
    assert!(most > 0, "nothing was measured");
    assert!(most < 300 * MEGABYTE, "{} MB at the most", most / MEGABYTE);
    fs::remove_dir_all(&folder)?;
    Ok(())
}
