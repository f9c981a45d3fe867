//! Start to first paint: from the start of the desktop program's process to the first pixels of its page, in
//! milliseconds, on a locked vault under Xvfb. Prints each of five runs; the first one finds colder caches.
#![expect(clippy::print_stdout, reason = "a benchmark prints its table")]

use harness::{Done, cli::Vault, window::App};
use serde_json::json;
use std::{fs, path::Path, process::Command};

fn main() -> Done {
    println!("| run | process to first paint |\n|---|---|");
    for run in 1..=5 {
        let folder = tempfile::tempdir()?;
        let (vault, _) = Vault::init(folder.path())?;
        let app = App::start("first-paint", &vault.folder)?;
        app.see("unlock-page")?;
        // An element can be there before it is painted.
        let script = "const paint = performance.getEntriesByName('first-contentful-paint')[0]; \
                      return paint ? performance.timeOrigin + paint.startTime : null";
        let painted =
            app.until("the first paint", |app| app.script(script, &json!([]))?.as_f64().ok_or_else(|| "none yet".into()))?;
        println!("| {run} | {:.0} ms |", painted - started(&vault.folder)?);
        app.passed();
    }
    Ok(())
}

/// When the desktop program of a vault was started, in milliseconds since 1970: from `/proc`, to 10 ms.
fn started(vault: &Path) -> Done<f64> {
    let vault = vault.display().to_string();
    let is_ours = |line: &str| line.contains("fieldwork-desktop") && line.contains(&vault) && !line.contains("WebKitWebDriver");
    for entry in fs::read_dir("/proc")?.flatten() {
        let line = fs::read(entry.path().join("cmdline")).unwrap_or_default();
        if is_ours(&String::from_utf8_lossy(&line).replace('\0', " ")) {
            let stat = fs::read_to_string(entry.path().join("stat"))?;
            let after_name = stat.rsplit_once(") ").ok_or("no process state")?.1;
            let ticks: f64 = after_name.split(' ').nth(19).ok_or("no start time")?.parse()?;
            return Ok(booted()? + ticks * 1000.0 / ticks_per_second()?);
        }
    }
    Err("the desktop program is not running".into())
}

/// When the machine was booted, in milliseconds since 1970, from its uptime: `btime` is whole seconds only.
fn booted() -> Done<f64> {
    let uptime = fs::read_to_string("/proc/uptime")?;
    let seconds: f64 = uptime.split(' ').next().ok_or("no uptime")?.parse()?;
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?;
    Ok((now.as_secs_f64() - seconds) * 1000.0)
}

fn ticks_per_second() -> Done<f64> {
    let output = Command::new("getconf").arg("CLK_TCK").output()?;
    Ok(String::from_utf8(output.stdout)?.trim().parse()?)
}
