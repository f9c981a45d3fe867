//! Measures writing and querying a generated gateway log: `cargo bench -p fieldwork-logs [-- ROWS]`.
//!
//! Rows come from a seed, so that two runs measure the same bytes. The table goes to standard output.
#![expect(clippy::expect_used, clippy::print_stdout, reason = "a measurement that fails should stop and be seen")]

use chrono::{TimeDelta, TimeZone, Utc};
use logs::{Logs, Part};
use model::{Data, EvidenceId, GatewayRow, Position, Record, Secret, Stamp, gateway::Extra};
use std::{fs, hint::black_box, time::Instant};

const QUERIES: [(&str, &str); 7] = [
    (
        "fields missing",
        "select count(*) as n, count(*) filter (where user_id is null) as users, count(*) filter (where model_version is null) as versions, count(*) filter (where fallback and fallback_reason is null) as reasons from gateway",
    ),
    (
        "providers and models by day",
        "select day, provider, model, model_version, count(*) as n, min(at) as first, max(at) as last from gateway group by day, provider, model, model_version order by 1, 2, 3, 4",
    ),
    (
        "rows of one provider, first 1,000",
        "select evidence, position, request_id from gateway where provider = 'mistral' order by evidence, at limit 1000",
    ),
    (
        "duplicate request ids",
        "select request_id, count(*) as n from gateway where request_id is not null group by request_id having count(*) > 1",
    ),
    ("older than a day", "select count(*) from gateway where at < timestamp '2026-01-02T00:00:00Z'"),
    ("one request by id", "select * from gateway where request_id = 'req-00000000000777777'"),
    ("text of all prompts", "select count(*) from gateway where input like '%@example.com%'"),
];

/// A small generator of the linear congruential kind: its quality does not matter here, that it is the same does.
struct Seeded(u64);

impl Seeded {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    fn one_of<'a>(&mut self, values: &[&'a str]) -> &'a str {
        let index = self.below(values.len() as u64);
        values.iter().cycle().nth(usize::try_from(index).unwrap_or_default()).copied().unwrap_or_default()
    }

    fn prose(&mut self, words: u64) -> String {
        const WORDS: [&str; 16] = [
            "invoice",
            "customer",
            "please",
            "summarise",
            "contract",
            "the",
            "of",
            "and",
            "renewal",
            "account",
            "policy",
            "claim",
            "shipment",
            "delayed",
            "refund",
            "ana@example.com",
        ];
        let mut text = String::new();
        for _ in 0..words {
            // Numbers between the words keep it from compressing better than real prose does.
            text.push_str(if self.below(40) == 0 { "ana@example.com" } else { self.one_of(&WORDS[..15]) });
            text.push(' ');
            if self.below(4) == 0 {
                text.push_str(&self.below(100_000).to_string());
                text.push(' ');
            }
        }
        text
    }
}

fn row(number: u64, seeded: &mut Seeded) -> GatewayRow {
    let provider = seeded.one_of(&["openai", "openai", "openai", "anthropic", "anthropic", "bedrock", "azure", "mistral"]);
    let fallback = seeded.below(50) == 0;
    let start = Utc.timestamp_opt(1_767_225_600, 0).single().expect("1 January 2026");
    let words = 20 + seeded.below(60);
    GatewayRow {
        at: Some(Stamp::Instant(start + TimeDelta::milliseconds(i64::try_from(number * 15_552).expect("small")))),
        request_id: Some(format!("req-{number:017}")),
        trace_id: Some(format!("{:016x}{:016x}", seeded.below(u64::MAX), seeded.0)),
        sequence: i64::try_from(number).ok(),
        route: Some(format!("route-{}", seeded.below(40))),
        user: (seeded.below(200) != 0).then(|| format!("user-{}@example.com", seeded.0 % 5_000)),
        tenant: Some(format!("tenant-{}", seeded.below(300))),
        provider: Some(provider.to_owned()),
        model: Some(format!("{provider}-{}", seeded.one_of(&["large", "small", "mini"]))),
        model_version: (seeded.below(100) != 0).then(|| seeded.one_of(&["2025-11-01", "2026-01-15", "2026-03-02"]).to_owned()),
        model_requested: Some("auto".to_owned()),
        prompt_version: Some(format!("v{}", 1 + number / 50_000)),
        status: Some(seeded.one_of(&["200", "200", "200", "200", "429", "500"]).to_owned()),
        fallback: Some(fallback),
        fallback_reason: (fallback && seeded.below(3) != 0).then(|| "timeout".to_owned()),
        cache_hit: Some(seeded.below(10) == 0),
        guardrail: Some("pii:allow".to_owned()),
        tokens_in: i64::try_from(seeded.below(4_000)).ok(),
        tokens_out: i64::try_from(seeded.below(1_500)).ok(),
        cost: Some(f64::from(u32::try_from(seeded.below(100_000)).unwrap_or_default()) / 1e6),
        latency_ms: Some(f64::from(u32::try_from(seeded.below(9_000)).unwrap_or_default())),
        region: Some(seeded.one_of(&["eu-central-1", "us-east-1"]).to_owned()),
        input: Some(seeded.prose(words)),
        output: Some(seeded.prose(words / 2)),
        ..GatewayRow::default()
    }
}

/// The most memory that this process has had, in MiB, where the system tells.
fn peak() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.split_whitespace().next()).and_then(|kib| kib.parse::<u64>().ok());
    kib.map_or_else(|| "unknown".to_owned(), |kib| format!("{} MiB", kib >> 10))
}

#[expect(clippy::cast_precision_loss, reason = "figures for people")]
fn write(logs: &Logs, rows: u64) -> Part {
    let mut seeded = Seeded(20_260_101);
    let mut json_bytes = 0_usize;
    for number in 0..rows / 50 {
        json_bytes += serde_json::to_string(&row(number, &mut seeded)).map_or(0, |json| json.len()) * 50;
    }
    let mut seeded = Seeded(20_260_101);
    let started = Instant::now();
    for number in 0..rows {
        black_box(row(number, &mut seeded));
    }
    let generating = started.elapsed().as_secs_f64();
    let mut seeded = Seeded(20_260_101);
    let started = Instant::now();
    let mut writer = logs.writer(EvidenceId(1));
    for number in 0..rows {
        let data = Data::GatewayRow(Box::new(row(number, &mut seeded)));
        writer.push(&Record { at: Position::Line(number + 1), data, extra: Extra::new() }).expect("a row");
    }
    let part = writer.finish().expect("a part").remove(0);
    let seconds = started.elapsed().as_secs_f64() - generating;
    let (rate, megabytes) = (rows as f64 / seconds, json_bytes as f64 / 1e6);
    println!(
        "| write {rows} rows, {megabytes:.0} MB as JSON | {seconds:.2} s | {rate:.0} rows/s, {:.0} MB/s |",
        megabytes / seconds
    );
    println!("| part | {:.0} MB | {:.1} % of the JSON |", part.bytes as f64 / 1e6, part.bytes as f64 / json_bytes as f64 * 100.0);
    println!("| peak memory after writing | {} | |", peak());
    part
}

fn main() {
    let rows = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(1_000_000);
    let dir = tempfile::tempdir().expect("a folder");
    let logs = Logs::open(dir.path().to_owned(), Secret::new([7; 32]), chrono_tz::Europe::Berlin).expect("a store");
    println!("| what | figure | |\n|---|---|---|");
    let part = write(&logs, rows);
    for (name, sql) in QUERIES {
        let times = (0..4).map(|_| {
            let started = Instant::now();
            let found = logs.query(std::slice::from_ref(&part), sql, None).expect(name);
            (started.elapsed(), found.rows.len())
        });
        let (best, found) = times.min().unwrap_or_default();
        println!("| {name} | {:.3} s | {found} rows |", best.as_secs_f64());
    }
    let started = Instant::now();
    logs.check(&part, None).expect("an intact part");
    println!("| check the whole part | {:.2} s | |", started.elapsed().as_secs_f64());
    println!("| peak memory | {} | |", peak());
}
