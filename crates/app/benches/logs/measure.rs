//! Time of the clock, time of the processor, and the most memory: of this process, since a moment.

use std::{fs, time::Instant};

/// What a step took.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Took {
    /// Seconds of the clock.
    pub(crate) seconds: f64,
    /// Seconds of the processor, of all threads.
    pub(crate) cpu: f64,
    /// The most resident memory, in MB; 0 where the system does not tell.
    pub(crate) peak: f64,
}

impl Took {
    /// Steps one after the other.
    pub(crate) fn and(self, other: Self) -> Self {
        Self { seconds: self.seconds + other.seconds, cpu: self.cpu + other.cpu, peak: self.peak.max(other.peak) }
    }

    /// The faster of two runs, with the memory of the larger.
    pub(crate) fn best(self, other: Self) -> Self {
        let faster = if other.seconds < self.seconds { other } else { self };
        Self { peak: self.peak.max(other.peak), ..faster }
    }
}

/// Does something and says what it took.
pub(crate) fn took<T>(what: impl FnOnce() -> T) -> (T, Took) {
    // The system begins anew to look for the most memory.
    let _ = fs::write("/proc/self/clear_refs", "5");
    let (before, begun) = (cpu(), Instant::now());
    let done = what();
    (done, Took { seconds: begun.elapsed().as_secs_f64(), cpu: cpu() - before, peak: peak() })
}

/// The best of some runs.
pub(crate) fn best_of(runs: u32, mut what: impl FnMut()) -> Took {
    (1..runs).fold(took(&mut what).1, |best, _| best.best(took(&mut what).1))
}

/// Seconds of the processor so far: fields 14 and 15 of the system's line, in hundredths.
fn cpu() -> f64 {
    let line = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = line.rsplit_once(") ").map_or("", |(_, after)| after);
    after.split(' ').skip(11).take(2).filter_map(|field| field.parse::<f64>().ok()).sum::<f64>() / 100.0
}

fn peak() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.split_whitespace().next()).and_then(|kib| kib.parse::<f64>().ok());
    kib.map_or(0.0, |kib| kib * 1024.0 / 1e6)
}
