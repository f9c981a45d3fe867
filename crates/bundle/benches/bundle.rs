//! Bundling and verifying 1 GB of evidence: MB/s and peak memory. `FIELDWORK_BENCH_MB` sets another size.
//!
//! The originals are made while they are read (half log lines, half noise), so the memory is that of the bundle alone.

#![expect(clippy::expect_used, clippy::print_stdout, reason = "a benchmark fails loudly and prints its table")]

#[path = "../tests/sample/mod.rs"]
mod sample;

use bundle::{Exhibit, Vault, verify, write};
use model::{EvidenceId, Kind, Record, Sha256};
use sha2::Digest;
use std::{
    collections::BTreeMap,
    io::{self, Read},
    time::Instant,
};

const FILES: u32 = 32;

/// Bytes that follow from a seed: log lines when it is even, noise when it is odd.
struct Made {
    seed: u64,
    left: u64,
    line: Vec<u8>,
    at: usize,
}

impl Made {
    fn new(seed: u64, bytes: u64) -> Self {
        Self { seed: seed + 1, left: bytes, line: Vec::new(), at: 0 }
    }

    fn next(&mut self) -> u64 {
        self.seed ^= self.seed << 13;
        self.seed ^= self.seed >> 7;
        self.seed ^= self.seed << 17;
        self.seed
    }

    fn refill(&mut self, noise: bool) {
        self.line.clear();
        self.at = 0;
        if noise {
            for _ in 0..512 {
                let word = self.next();
                self.line.extend_from_slice(&word.to_le_bytes());
            }
            return;
        }
        for _ in 0..16 {
            let (id, user) = (self.next(), self.next() % 500);
            let line = format!(
                "{{\"request_id\":\"{id:016x}\",\"at\":\"2026-05-11T{:02}:{:02}:{:02}Z\",\"user\":\"person{user}@example.com\",\
                 \"model\":\"example-large-2026-04\",\"status\":\"success\",\"tokens\":{}}}\n",
                id % 24,
                id % 60,
                user % 60,
                id % 9000
            );
            self.line.extend_from_slice(line.as_bytes());
        }
    }
}

/// An original that is made while it is read.
struct Original {
    made: Made,
    noise: bool,
}

impl Read for Original {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.made.at == self.made.line.len() {
            self.made.refill(self.noise);
        }
        let ready = self.made.line.get(self.made.at..).unwrap_or_default();
        let count = ready.len().min(buffer.len()).min(usize::try_from(self.made.left).unwrap_or(usize::MAX));
        buffer.get_mut(..count).expect("room").copy_from_slice(ready.get(..count).expect("bytes"));
        self.made.at += count;
        self.made.left -= count as u64;
        Ok(count)
    }
}

fn original(number: u32, bytes: u64) -> Original {
    Original { made: Made::new(u64::from(number), bytes), noise: number % 2 == 1 }
}

/// A vault that makes what it is asked for.
struct Making {
    sizes: BTreeMap<Sha256, (u32, u64)>,
    memory: sample::Memory,
}

impl Vault for Making {
    fn original(&mut self, sha256: &Sha256) -> io::Result<Box<dyn Read + '_>> {
        match self.sizes.get(sha256) {
            Some((number, bytes)) => Ok(Box::new(original(*number, *bytes))),
            None => self.memory.original(sha256),
        }
    }

    fn records(&mut self, kind: Kind, push: &mut dyn FnMut(EvidenceId, &Record) -> io::Result<()>) -> io::Result<()> {
        self.memory.records(kind, push)
    }
}

fn digest(mut original: Original) -> Sha256 {
    let mut hash = sha2::Sha256::new();
    io::copy(&mut original, &mut hash).expect("made");
    Sha256(hash.finalize().into())
}

fn main() {
    let megabytes: u64 = std::env::var("FIELDWORK_BENCH_MB").ok().and_then(|text| text.parse().ok()).unwrap_or(1000);
    let (mut contents, memory) = sample::sample();
    let each = megabytes * 1_000_000 / u64::from(FILES);
    let mut vault = Making { sizes: BTreeMap::new(), memory };
    let making = Instant::now();
    for number in 100..100 + FILES {
        let sha256 = digest(original(number, each));
        vault.sizes.insert(sha256, (number, each));
        let mut evidence = contents.evidence.last().expect("evidence").evidence.clone();
        (evidence.id, evidence.sha256, evidence.bytes) = (EvidenceId(number), sha256, each);
        evidence.file_name = format!("gateway-{number}.jsonl");
        contents.evidence.push(Exhibit { evidence, controls: Vec::new() });
    }
    let made = making.elapsed().as_secs_f64();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bundle.zip");
    let start = Instant::now();
    let summary = write(&contents, &mut vault, &sample::identity(), &path, &mut |_| true).expect("a bundle");
    let wrote = start.elapsed().as_secs_f64();
    let after_writing = peak();
    let start = Instant::now();
    let verdict = verify(&path, None);
    let verified = start.elapsed().as_secs_f64();
    assert!(verdict.valid, "{:?}", verdict.problems);
    let rate = |seconds: f64| f64::from(u32::try_from(megabytes).unwrap_or(u32::MAX)) / seconds;
    println!("evidence {megabytes} MB in {FILES} files; the ZIP has {} MB", summary.bytes / 1_000_000);
    println!("making and hashing the evidence  {made:7.2} s  {:7.0} MB/s (part of bundling too)", rate(made));
    println!("bundling                         {wrote:7.2} s  {:7.0} MB/s  peak memory {after_writing}", rate(wrote));
    println!("verifying                        {verified:7.2} s  {:7.0} MB/s  peak memory {}", rate(verified), peak());
}

/// The highest memory use of this process so far, where the system tells.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or_else(|| "unknown".to_owned(), |value| value.trim().to_owned())
}
