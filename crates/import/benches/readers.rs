//! Rows and bytes a second of the shared readers, beside `serde_json` alone on the same bytes.

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use import::{Input, Receiver, Sink, Stopped, importers::ALL, read::json};
use model::{Problem, Record};
use serde_json::Value;
use std::hint::black_box;

const ROWS: u64 = 20_000;

/// A row as a gateway's log has it, about 1 KB.
fn row(number: u64) -> String {
    let words = "The capital of France is Paris, and it has been for a long while. ".repeat(6);
    format!(
        r#"{{"request_id":"chatcmpl-{number:08}","call_type":"acompletion","startTime":"2026-03-01 09:{:02}:{:02}.847371","endTime":"2026-03-01 09:59:59.9","model":"gpt-4o","model_group":"chat","custom_llm_provider":"openai","user":"u-{}","team_id":"t-{}","spend":0.000225,"prompt_tokens":{},"completion_tokens":20,"cache_hit":"None","status":"success","metadata":"{{\"attempted_fallbacks\":0,\"user_api_key_alias\":\"checkout\",\"applied_guardrails\":[]}}","messages":"[{{\"role\":\"user\",\"content\":\"{words}\"}}]","response":"{{}}"}}"#,
        number / 60 % 60,
        number % 60,
        number % 97,
        number % 7,
        number % 1000,
    )
}

struct Dropped;

impl Receiver for Dropped {
    fn record(&mut self, record: Record) -> Result<(), Stopped> {
        black_box(record);
        Ok(())
    }

    fn problem(&mut self, problem: Problem) {
        black_box(problem);
    }
}

fn rows(bytes: &[u8]) -> u64 {
    let (mut reader, mut receiver) = (bytes, Dropped);
    let mut input = Input { name: "bench", reader: &mut reader, map: None };
    let mut sink = Sink::new(&mut receiver);
    let whole = json::rows(&mut input, &["data"], &mut sink, &mut |row, _| {
        black_box(row.value);
        Ok(())
    });
    whole.map_or(0, |whole| whole.rows)
}

fn records(bytes: &[u8]) -> bool {
    let (mut reader, mut receiver) = (bytes, Dropped);
    let mut input = Input { name: "bench", reader: &mut reader, map: None };
    let importer = ALL.iter().find(|importer| importer.id == "litellm-spend-logs");
    importer.is_some_and(|importer| import::read(importer, &mut input, &mut receiver).is_ok())
}

fn readers(criterion: &mut Criterion) {
    let lines: String = (0..ROWS).map(|number| row(number) + "\n").collect();
    let array = format!("[{}]", (0..ROWS).map(row).collect::<Vec<_>>().join(","));
    let wrapper = format!(r#"{{"total":{ROWS},"data":{array}}}"#);
    for unit in ["MB", "rows"] {
        let mut group = criterion.benchmark_group(unit);
        group.sample_size(10);
        group.throughput(if unit == "MB" { Throughput::Bytes(lines.len() as u64) } else { Throughput::Elements(ROWS) });
        group.bench_function("json lines", |bencher| bencher.iter(|| assert_eq!(rows(lines.as_bytes()), ROWS)));
        group.bench_function("json array", |bencher| bencher.iter(|| assert_eq!(rows(array.as_bytes()), ROWS)));
        group.bench_function("json wrapper", |bencher| bencher.iter(|| assert_eq!(rows(wrapper.as_bytes()), ROWS)));
        group.bench_function("json lines to records", |bencher| bencher.iter(|| assert!(records(lines.as_bytes()))));
        group.bench_function("serde_json alone, lines", |bencher| {
            bencher.iter(|| lines.lines().filter(|line| black_box(serde_json::from_str::<Value>(line)).is_ok()).count());
        });
        group.bench_function("serde_json alone, array at once", |bencher| {
            bencher.iter_batched(
                || &array,
                |array| black_box(serde_json::from_str::<Value>(array)).is_ok(),
                BatchSize::LargeInput,
            );
        });
        group.finish();
    }
}

criterion_group!(benches, readers);
criterion_main!(benches);
