//! Megabytes a second of the detectors over log text made here, on one core and on two.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a benchmark fails loudly and prints its table"
)]

use std::fmt::Write as _;
use std::time::Instant;

use scan::{Settings, scan};

/// Rows of the text that is looked at.
const ROWS: u64 = 40_000;

/// Numbers in an order that looks like none: the same on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[usize::try_from(self.roll(from.len() as u64)).unwrap()]
    }
}

const WORDS: &[&str] = &[
    "the",
    "report",
    "for",
    "quarter",
    "shows",
    "that",
    "latency",
    "of",
    "requests",
    "went",
    "up",
    "after",
    "deployment",
    "please",
    "summarise",
    "document",
    "and",
    "list",
    "open",
    "questions",
    "customer",
    "asked",
    "about",
    "refund",
    "policy",
    "in",
    "their",
    "last",
    "message",
    "we",
    "should",
    "check",
    "whether",
    "model",
    "answers",
    "with",
    "sources",
    "before",
    "sending",
    "it",
    "to",
    "team",
    "next",
    "steps",
    "are",
    "clear",
];

/// One sentence, now and then with something personal in it.
fn sentence(dice: &mut Dice, text: &mut String) {
    for _ in 0..8 + dice.roll(12) {
        text.push_str(dice.pick(WORDS));
        text.push(' ');
    }
    let number = dice.roll(900) + 100;
    let _ = match dice.roll(24) {
        0 => write!(text, "my mail is jo.doe{number}@example.com"),
        1 => write!(text, "call me at (415) 555-{:04}", dice.roll(10_000)),
        2 => write!(text, "card 4111 1111 1111 1111"),
        3 => write!(text, "born on {}/{}/19{}", dice.roll(12) + 1, dice.roll(28) + 1, dice.roll(60) + 30),
        4 => write!(text, "from 192.0.2.{}", dice.roll(255)),
        5 => write!(text, "it cost {number}.{:02} EUR in {} items", dice.roll(100), dice.roll(50)),
        6 => write!(text, "see https://docs.example.com/page/{number}?tab=2"),
        _ => write!(text, "on page {number}"),
    };
    text.push_str(". ");
}

/// Rows of a gateway, a service and a proxy, as they come.
fn rows() -> Vec<String> {
    let mut dice = Dice(7);
    (0..ROWS)
        .map(|row| {
            let (trace, span) = (dice.roll(1 << 31) * 77_777_777, dice.roll(1 << 31));
            let mut prompt = String::new();
            for _ in 0..3 + dice.roll(6) {
                sentence(&mut dice, &mut prompt);
            }
            let second = row % 60;
            match dice.roll(4) {
                0 => format!(
                    "2026-03-04T11:22:{second:02}.{:03}Z INFO [{trace:016x}{span:016x}] gateway::proxy request_id=req_{span:x} status=200 latency_ms={} tokens={} msg=\"{prompt}\"",
                    dice.roll(1000), dice.roll(5000), dice.roll(4000)
                ),
                1 => format!(
                    "192.0.2.{} - - [04/Mar/2026:11:22:{second:02} +0000] \"POST /v1/chat/completions HTTP/1.1\" 200 {} \"-\" \"python-client/1.{}.0\" {prompt}",
                    dice.roll(255), dice.roll(90_000), dice.roll(99)
                ),
                _ => format!(
                    "{{\"ts\":\"2026-03-04T11:22:{second:02}.{:03}Z\",\"trace_id\":\"{trace:016x}{span:016x}\",\"span_id\":\"{span:016x}\",\"role\":\"user\",\"model\":\"m-1-2026-01-01\",\"content\":\"{prompt}\",\"tokens\":{},\"latency_ms\":{},\"cost\":0.00{},\"cached\":false}}",
                    dice.roll(1000), dice.roll(4000), dice.roll(90_000), dice.roll(100_000)
                ),
            }
        })
        .collect()
}

/// Megabytes a second and spans found, by so many threads at once.
fn measure(rows: &[String], settings: Settings, threads: usize) -> (f64, usize) {
    let bytes: usize = rows.iter().map(String::len).sum();
    let began = Instant::now();
    let found: usize = std::thread::scope(|scope| {
        let parts: Vec<_> = rows
            .chunks(rows.len().div_ceil(threads))
            .map(|part| scope.spawn(move || part.iter().map(|row| scan(row, &settings).len()).sum::<usize>()))
            .collect();
        parts.into_iter().map(|part| part.join().unwrap()).sum()
    });
    #[expect(clippy::cast_precision_loss, reason = "bytes of a benchmark")]
    let speed = bytes as f64 / 1e6 / began.elapsed().as_secs_f64();
    (speed, found)
}

fn main() {
    let rows = rows();
    let bytes: usize = rows.iter().map(String::len).sum();
    println!("{} rows, {} MB, {} bytes a row", rows.len(), bytes / 1_000_000, bytes / rows.len());
    for (name, names) in [("structured and credentials", false), ("with names and addresses", true)] {
        let settings = Settings { names, ..Settings::default() };
        for threads in [1, 2] {
            let (best, found) = (0..3)
                .map(|_| measure(&rows, settings, threads))
                .fold((0.0, 0), |best, run| if run.0 > best.0 { run } else { best });
            println!("{name:28} {threads} core(s) {best:8.1} MB/s {found:8} spans");
        }
    }
}
