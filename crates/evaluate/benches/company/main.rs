//! All evaluators over a company of 500 people with twelve months of records: how long each takes, and the memory.
//!
//! Prints a table instead of using a statistics harness: a judgement runs once over everything, as it does for users.
//! `EVENTS` sets another number of audit events (1,000,000, which makes 2 million records in all).
#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::similar_names,
    clippy::unnecessary_wraps,
    reason = "a benchmark prints its table and stops where it cannot go on; its records are made of what fields take"
)]

mod access;
mod changes;
mod company;
mod controls;
mod operation;
mod people;
mod vulnerabilities;

use chrono::Days;
use company::{Company, first};
use evaluate::{Judge, evaluate, evaluators};
use model::{Category, Period, Terms};
use std::{collections::BTreeMap, time::Instant};

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

/// A line of the system's own account of this process, in MB, where it tells.
fn memory(line: &str) -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let found = status.lines().find(|text| text.starts_with(line));
    let kilobytes: Option<u64> = found.and_then(|text| text.split_whitespace().nth(1)).and_then(|number| number.parse().ok());
    kilobytes.map_or_else(|| "unknown".to_owned(), |number| format!("{} MB", number / 1000))
}

fn main() {
    // `cargo test` runs benches too; there is nothing to measure then.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let mut company = Company { state: 7, ..Company::default() };
    company.people();
    company.access(setting("EVENTS", 1_000_000));
    company.changes();
    company.vulnerabilities();
    company.operation();
    company.controls();
    let Company { mut dataset, records, .. } = company;
    let window = Period::new(first(), first() + Days::new(364)).expect("a year");
    let terms = Terms {
        window,
        zone: chrono_tz::Europe::Berlin,
        as_of: model::time::day_end(window.to + Days::new(30), chrono_tz::Europe::Berlin),
        holidays: std::collections::BTreeSet::new(),
        categories: std::collections::BTreeSet::from([Category::Security]),
        parameters: BTreeMap::new(),
        approved: Vec::new(),
        checks: Vec::new(),
    };
    println!("{records} records in {} files, {} in memory", dataset.evidence.len(), memory("VmRSS"));
    let start = Instant::now();
    evaluate::join(&mut dataset, &terms);
    println!("{:<28} {:>9.1?}", "joining", start.elapsed());
    let mut whole = start.elapsed();
    for evaluator in evaluators::ALL.iter().filter(|evaluator| matches!(evaluator.judge, Judge::Records(_))) {
        let start = Instant::now();
        let answer = evaluate(evaluator, &dataset, None, &terms);
        whole += start.elapsed();
        println!(
            "{:<28} {:>9.1?}  population {:>8}  exceptions {:>8}  not determinable {:>8}",
            evaluator.id,
            start.elapsed(),
            answer.population,
            answer.exceptions,
            answer.undetermined
        );
    }
    println!("{:<28} {whole:>9.1?}, peak {}", "all", memory("VmHWM"));
}
