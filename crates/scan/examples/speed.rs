//! How many megabytes a second the detectors read: `speed [--names] [--structured] FILE...`, line by line.
//!
//! Counted is the time that the processor spent on this thread, the best of ten rounds, so that other programs on the
//! machine do not count.

#![expect(clippy::cast_precision_loss, clippy::print_stdout, reason = "a measurement")]

use scan::{Settings, scan};

type Failure = Box<dyn std::error::Error>;

/// Rounds of each measurement.
const ROUNDS: usize = 10;

/// Bytes that are read in a round at least: the processor's time is told in steps of some milliseconds.
const ROUND: usize = 20_000_000;

/// Nanoseconds that the processor spent on this thread so far.
fn spent() -> Result<u64, Failure> {
    let counters = std::fs::read_to_string("/proc/thread-self/schedstat")?;
    Ok(counters.split_whitespace().next().ok_or("no time in schedstat")?.parse()?)
}

/// Megabytes a second and what was found.
fn measure(text: &str, settings: Settings) -> Result<(f64, usize), Failure> {
    let (mut best, mut found) = (u64::MAX, 0);
    let times = (ROUND / text.len().max(1)).clamp(1, 1000);
    for _ in 0..ROUNDS {
        let began = spent()?;
        for _ in 0..times {
            found = text.lines().map(|line| scan(line, &settings).len()).sum();
        }
        best = best.min(spent()?.saturating_sub(began));
    }
    Ok(((times * text.len()) as f64 * 1e3 / best.max(1) as f64, found))
}

fn main() -> Result<(), Failure> {
    let (flags, files): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|argument| argument.starts_with("--"));
    for file in files {
        let text = std::fs::read_to_string(&file)?;
        for (flag, names) in [("--structured", false), ("--names", true)] {
            if flags.is_empty() || flags.iter().any(|given| given == flag) {
                let (speed, found) = measure(&text, Settings { names, ..Settings::default() })?;
                println!("{speed:7.1} MB/s {found:7} found {} {file}", flag.trim_start_matches('-'));
            }
        }
    }
    Ok(())
}
