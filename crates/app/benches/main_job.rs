//! The main job at size: a gateway log of a million rows in, all evaluators over it, a gigabyte of evidence out.
//!
//! Prints a table instead of using a statistics harness: each step runs for seconds and changes the vault.
//! `ROWS` and `MEGABYTES` set other sizes.
#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a benchmark prints its table and stops where it cannot go on"
)]

use app::{
    Session,
    contract::{
        evidence::ImportEvent,
        vault::{CreateVault, ScopeView},
    },
    demo::log::Traffic,
};
use model::{AuditType, Category};
use std::{
    fs::File,
    io::{BufWriter, Write},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

/// Peak of the resident memory so far, in MB, where the system tells.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    let kilobytes: Option<u64> = line.and_then(|line| line.split_whitespace().nth(1)).and_then(|number| number.parse().ok());
    kilobytes.map_or_else(|| "unknown".to_owned(), |number| format!("{} MB", number / 1000))
}

/// A small generator of numbers that are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }
}

fn gateway_log(path: &Path, rows: u64) -> std::io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    let from = "2026-01-01".parse().expect("a day");
    let traffic = Traffic { seed: 7, rows, from, days: 181, people: 400, traces: false, faults: 100 };
    let mut line = String::new();
    for call in traffic.calls() {
        line.clear();
        call.write(traffic.people, &mut line);
        out.write_all(line.as_bytes())?;
    }
    out.flush()
}

fn documents(folder: &Path, megabytes: u64) -> std::io::Result<Vec<PathBuf>> {
    let mut numbers = Numbers(11);
    let write = |file: u64| {
        let path = folder.join(format!("scan-{file:03}.bin"));
        let mut out = BufWriter::new(File::create(&path)?);
        for _ in 0..(16 << 20) / 8 {
            out.write_all(&numbers.next(u64::MAX >> 33).to_le_bytes())?;
        }
        out.flush().map(|()| path)
    };
    (0..megabytes.div_ceil(16)).map(write).collect()
}

fn import(session: &Session, paths: &[PathBuf]) -> u64 {
    let batch = app::evidence::batch(session, paths);
    let mut records = 0;
    let mut hear = |event| {
        if let ImportEvent::File(report) = event {
            assert!(report.evidence.is_some(), "{}: {}", report.file, report.message);
            records += u64::from(report.records);
        }
    };
    app::evidence::import_batch(session, batch.id, &[], &mut hear).expect("the import");
    records
}

fn line(what: &str, took: Duration, amount: &str) {
    println!("| {what} | {:.2} s | {amount} | {} |", took.as_secs_f64(), peak());
}

fn main() {
    let (rows, megabytes) = (setting("ROWS", 1_000_000), setting("MEGABYTES", 1_024));
    let folder = tempfile::tempdir().expect("a folder");
    let moment = "2026-07-06T08:00:00Z".parse().expect("a moment");
    let session = Session::at(folder.path().join("vault"), moment, "bench".to_owned());
    let scope = |category| ScopeView { category, included: category == Category::Security, reason: String::new() };
    let input = CreateVault {
        company: "Bench".to_owned(),
        audit_type: AuditType::TypeII,
        from: "2026-01-01".parse().expect("a day"),
        to: "2026-06-30".parse().expect("a day"),
        zone: "UTC".to_owned(),
        scope: Category::ALL.map(scope).to_vec(),
        passphrase: "measured in seconds".to_owned(),
        keychain: false,
    };
    app::vault::create(&session, input).expect("a vault");
    let log = folder.path().join("gateway.jsonl");
    gateway_log(&log, rows).expect("a log");
    let bytes = log.metadata().expect("a log").len();
    println!("| step | time | amount | peak memory so far |\n|---|---|---|---|");
    let start = Instant::now();
    let read = import(&session, &[log]);
    let took = start.elapsed();
    assert_eq!(read, rows);
    let rate = format!(
        "{rows} rows, {:.0} rows/s, {:.1} MB/s",
        rows as f64 / took.as_secs_f64(),
        bytes as f64 / 1e6 / took.as_secs_f64()
    );
    line("import a gateway log", took, &rate);
    let start = Instant::now();
    let run = app::evaluation::run(&session, &[], app::evaluation::Reuse::Nothing, &mut |_| {}).expect("a run");
    line("evaluate", start.elapsed(), &format!("{} evaluators over {rows} rows", run.evaluations.len()));
    let start = Instant::now();
    import(&session, &documents(folder.path(), megabytes).expect("documents"));
    line("make and import documents", start.elapsed(), &format!("{megabytes} MB"));
    let start = Instant::now();
    let made = app::bundle::export(&session, &folder.path().join("bundle.zip"), &mut |_| {}).expect("a bundle");
    let took = start.elapsed();
    line(
        "write the bundle",
        took,
        &format!(
            "{} files, {}, {:.1} MB/s of evidence",
            made.files,
            made.size,
            (megabytes as f64 + bytes as f64 / 1e6) / took.as_secs_f64()
        ),
    );
    let start = Instant::now();
    let verdict = app::bundle::verify(&folder.path().join("bundle.zip"), None).expect("a verdict");
    assert!(verdict.valid, "{:?}", verdict.problems);
    line("verify the bundle", start.elapsed(), &made.size);
}
