//! Logs at size: import, all evaluators and the look-up of a request, encrypted, against `DuckDB` on the same file and machine.
//!
//! `cargo xtask bench logs`. Variables: `ROWS` (1,000,000), `RUNS` (best of 3), `FOLDER` for what is written (deleted at
//! the end unless `KEEP` is set), `DUCKDB` the Python that has the package `duckdb`; without it only we are measured. With
//! `FEED` there is no file: the generator is read straight into the store, which is how a hundred million rows fit on a
//! disk. `cargo bench ... --bench logs -- write FILE ROWS` only writes a log.
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    clippy::indexing_slicing,
    reason = "a benchmark prints its table and stops where it cannot go on"
)]

mod measure;
mod store;

use app::demo::log::Traffic;
use measure::{Took, best_of, took};
use serde_json::{Value, json};
use std::{
    env, fs,
    fs::File,
    io::{BufReader, BufWriter, Write as _},
    path::{Path, PathBuf},
    process::Command,
};
use store::{Lines, Store};

fn setting(name: &str, default: u64) -> u64 {
    env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

fn traffic(rows: u64) -> Traffic {
    Traffic {
        seed: 1,
        rows,
        from: "2026-01-01".parse().expect("a day"),
        days: 181,
        people: u32::try_from(rows / 1_000).unwrap_or(u32::MAX).max(360),
        traces: true,
        faults: 200,
    }
}

fn write(file: &Path, traffic: &Traffic) {
    let mut out = BufWriter::with_capacity(1 << 20, File::create(file).expect("a file"));
    let mut line = String::new();
    for call in traffic.calls() {
        line.clear();
        call.write(traffic.people, &mut line);
        out.write_all(line.as_bytes()).expect("a line");
    }
    out.flush().expect("a file");
}

/// Prints a row: what, time, processor, memory, and more about it.
fn row(what: &str, took: Took, more: &str) {
    println!("| {what} | {:.3} | {:.2} | {:.0} | {more} |", took.seconds, took.cpu, took.peak);
}

fn main() {
    let arguments: Vec<String> = env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "write") {
        let rows = arguments.get(at + 2).and_then(|rows| rows.parse().ok()).expect("write FILE ROWS");
        return write(Path::new(&arguments[at + 1]), &traffic(rows));
    }
    let (rows, runs) = (setting("ROWS", 1_000_000), u32::try_from(setting("RUNS", 3)).expect("a few runs"));
    let folder = env::var_os("FOLDER").map_or_else(|| env::temp_dir().join("fieldwork-bench-logs"), PathBuf::from);
    fs::create_dir_all(&folder).expect("a folder");
    let feed = env::var_os("FEED").is_some();
    let python = env::var("DUCKDB").ok().filter(|_| !feed);
    println!("{rows} rows. Seconds of the clock and of the processor, best of {runs}; most memory in MB.\n");
    println!("| what | seconds | processor | memory | |\n|---|---|---|---|---|");
    let file = folder.join(format!("log-{rows}.jsonl"));
    let mut store = imported(&folder, &file, &traffic(rows), feed, if rows > 2_000_000 { 1 } else { runs });
    let ids = store.some_requests(rows, 25);
    let detected = if env::var_os("NODETECT").is_some() { None } else { Some(store.detect()) };
    let each = asked(&store, runs);
    looked_up(&store, &ids);
    if let Some(took) = detected {
        row("look through all texts (detectors)", took, &rate(bytes_of_texts(&store), took));
    }
    if let Some(python) = python {
        against(&python, &folder, &file, &store, &ids, &each, runs);
    }
    if env::var_os("KEEP").is_none() {
        fs::remove_dir_all(&folder).expect("an empty folder");
    }
}

fn rate(bytes: f64, took: Took) -> String {
    format!("{:.0} MB, {:.0} MB/s", bytes / 1e6, bytes / 1e6 / took.seconds)
}

fn bytes_of_texts(store: &Store) -> f64 {
    let sql = "SELECT CAST(sum(input_bytes) + sum(output_bytes) AS DOUBLE) AS bytes FROM gateway";
    let found = store.logs.query(&store.parts, sql, None).expect("a sum");
    match found.cell(0, "bytes") {
        Some(model::Cell::Float(bytes)) => *bytes,
        _ => 0.0,
    }
}

/// Makes the file and the store, and says what reading took.
fn imported(folder: &Path, file: &PathBuf, traffic: &Traffic, feed: bool, runs: u32) -> Store {
    let parts = folder.join("parts");
    let (mut last, mut size) = (None, 0.0);
    let took = if feed {
        let made = best_of(1, || traffic.calls().take(1_000_000).for_each(|call| call.write(traffic.people, &mut String::new())));
        row("make a million rows", made, "");
        let mut lines = Lines::new(traffic.calls(), traffic.people);
        best_of(1, || last = Some(store::import(&parts, &mut BufReader::with_capacity(1 << 20, &mut lines))))
    } else {
        if !file.exists() {
            write(file, traffic);
        }
        size = file.metadata().expect("a file").len() as f64;
        let read = best_of(runs, || store::cat(file));
        row("read the file's bytes", read, &rate(size, read));
        best_of(runs, || {
            last = Some(store::import(&parts, &mut BufReader::with_capacity(1 << 20, File::open(file).expect("a file"))));
        })
    };
    let (logs, mut all) = last.expect("a store");
    let rows = all.iter().map(|part| part.rows).sum::<u64>();
    assert_eq!(rows, traffic.rows);
    let of_rows = format!("{:.0} rows/s, store {:.0} MB", rows as f64 / took.seconds, store::bytes(&parts) as f64 / 1e6);
    row("import, encrypted", took, &if feed { of_rows } else { format!("{}, {of_rows}", rate(size, took)) });
    let spans = (!feed).then(|| folder.join("spans.jsonl"));
    let ((), added) = measure::took(|| store::add_spans(&logs, &mut all, traffic, spans.as_deref()));
    row("(make and write spans)", added, "");
    Store::new(logs, all)
}

/// Runs the evaluators and says what each took.
fn asked(store: &Store, runs: u32) -> Vec<(String, Took)> {
    let sum = |all: &[(String, Took)]| all.iter().fold(Took::default(), |sum, (_, one)| sum.and(*one));
    let mut best = store.evaluate();
    for _ in 1..runs {
        let again = store.evaluate();
        if sum(&again).seconds < sum(&best).seconds {
            best = again;
        }
    }
    row(&format!("all {} evaluators of logs, each query once", best.len()), sum(&best), "");
    for (name, took) in &best {
        row(&format!("… {name}"), *took, "");
    }
    best
}

fn looked_up(store: &Store, ids: &[String]) {
    let mut times: Vec<Took> = ids.iter().map(|id| took(|| assert!(store.request(id) > 1, "{id}")).1).collect();
    times.sort_by(|one, other| one.seconds.total_cmp(&other.seconds));
    let (median, worst) = (times[times.len() / 2], times[times.len() - 1]);
    row("a request with its trace, median", median, "");
    row("… worst of 25, the first one cold", worst, "");
}

/// Asks `DuckDB` the same and prints both.
fn against(python: &str, folder: &Path, file: &Path, store: &Store, ids: &[String], _each: &[(String, Took)], runs: u32) {
    let mut seen = std::collections::BTreeSet::new();
    let mut queries = Vec::new();
    for (evaluator, of_it) in store.queries() {
        for query in of_it.iter().filter(|query| seen.insert(query.sql.clone())) {
            queries.push((format!("{} {}", evaluator.id, query.name), query.clone()));
        }
    }
    let columns = |table: &logs::Table| {
        table.columns().map(|column| json!({"name": column.name, "type": column.sql_type()})).collect::<Vec<_>>()
    };
    let tables: Vec<Value> =
        logs::TABLES.iter().chain([&logs::FINDING]).map(|table| json!({"name": table.name, "columns": columns(table)})).collect();
    let asked: Vec<Value> = queries.iter().map(|(name, query)| json!({"name": name, "sql": query.sql})).collect();
    let job = json!({
        "file": file, "spans": folder.join("spans.jsonl"), "folder": folder, "tables": tables, "queries": asked, "ids": ids, "runs": runs,
    });
    let path = folder.join("job.json");
    fs::write(&path, job.to_string()).expect("a file");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/logs/duckdb.py");
    let output = Command::new(python).arg(script).arg(&path).stderr(std::process::Stdio::inherit()).output().expect("DuckDB");
    assert!(output.status.success(), "DuckDB failed");
    let told = String::from_utf8(output.stdout).expect("a text");
    let lines: Vec<Value> = told.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let took = |line: &Value| Took {
        seconds: line["seconds"].as_f64().unwrap_or(0.0),
        cpu: line["cpu"].as_f64().unwrap_or(0.0),
        peak: line["peak"].as_f64().unwrap_or(0.0),
    };
    println!(
        "\nDuckDB {}\n\n| what | seconds | processor | memory | |\n|---|---|---|---|---|",
        lines[0]["version"].as_str().unwrap_or("")
    );
    for line in lines.iter().filter(|line| line["what"].is_string()) {
        row(line["what"].as_str().unwrap_or(""), took(line), line["more"].as_str().unwrap_or(""));
    }
    compare(store, &queries, &lines, runs);
}

/// Both on each query, and their sums.
fn compare(store: &Store, queries: &[(String, evaluate::Query)], lines: &[Value], runs: u32) {
    const FORMS: [&str; 3] = ["own", "encrypted", "parquet"];
    println!(
        "\nEach query, seconds: ours (encrypted, in slices where it is asked in slices), then DuckDB's own file, its encrypted file, Parquet\n"
    );
    println!("| query | ours | own | encrypted | Parquet |\n|---|---|---|---|---|");
    let (mut ours_sum, mut theirs_sum) = (0.0, [0.0; 3]);
    for (name, query) in queries {
        let ours = store.slices(query).iter().map(|sql| store.ask(sql, runs)).fold(Took::default(), Took::and);
        let of = |form: &str| {
            let line = lines.iter().find(|line| line["query"] == json!(name) && line["form"] == json!(form))?;
            line["seconds"].as_f64()
        };
        let theirs = FORMS.map(of);
        if let [Some(own), Some(encrypted), Some(parquet)] = theirs {
            ours_sum += ours.seconds;
            theirs_sum = [theirs_sum[0] + own, theirs_sum[1] + encrypted, theirs_sum[2] + parquet];
        }
        let told = theirs.map(|one| one.map_or_else(|| "not said".to_owned(), |one| format!("{one:.3}")));
        println!("| {name} | {:.3} | {} |", ours.seconds, told.join(" | "));
    }
    let [own, encrypted, parquet] = theirs_sum;
    println!("| sum of those that DuckDB can say | {ours_sum:.2} | {own:.2} | {encrypted:.2} | {parquet:.2} |");
    println!("| DuckDB's time to ours | | {:.2} | {:.2} | {:.2} |", own / ours_sum, encrypted / ours_sum, parquet / ours_sum);
}
