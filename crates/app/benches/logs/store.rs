//! What is measured: a generated log read into an encrypted store, asked by the evaluators, looked up by request.

use crate::measure::{Took, best_of, took};
use app::demo::log::{Call, Traffic};
use evaluate::{Dataset, Evaluator, Judge, LogAnswers, evaluate, evaluators};
use import::{Input, Receiver, Stopped};
use logs::{Logs, Part, Writer};
use model::{
    Data, Evidence, EvidenceId, FourDates, Ipe, Kind, LogRows, Position, Problem, Record, Secret, Sha256, Stamp, Terms,
    gateway::Extra,
    record::{Span, SpanKind},
};
use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, BufWriter, Read, Write as _},
    path::{Path, PathBuf},
    sync::atomic::AtomicBool,
    thread,
};

/// A store with the log in it.
pub(crate) struct Store {
    pub(crate) logs: Logs,
    pub(crate) parts: Vec<Part>,
    rows: u64,
    terms: Terms,
    dataset: Dataset,
}

/// The lines of a log that nobody has written down, as bytes.
pub(crate) struct Lines<I> {
    calls: I,
    people: u32,
    line: String,
    at: usize,
}

impl<I: Iterator<Item = Call>> Lines<I> {
    pub(crate) fn new(calls: I, people: u32) -> Self {
        Self { calls, people, line: String::new(), at: 0 }
    }
}

impl<I: Iterator<Item = Call>> Read for Lines<I> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at == self.line.len() {
            self.line.clear();
            self.at = 0;
            // A few at once: readers ask for many bytes.
            self.calls.by_ref().take(64).for_each(|call| call.write(self.people, &mut self.line));
        }
        let left = &self.line.as_bytes()[self.at..];
        let count = left.len().min(buffer.len());
        buffer[..count].copy_from_slice(&left[..count]);
        self.at += count;
        Ok(count)
    }
}

/// Puts what an importer reads into parts.
struct Into(Writer);

impl Receiver for Into {
    fn record(&mut self, record: Record) -> Result<(), Stopped> {
        self.0.push(&record).map_err(|error| panic!("{error}"))
    }

    fn problem(&mut self, problem: Problem) {
        panic!("{}: {}", problem.at, problem.message);
    }
}

/// Reads a log into a store in an empty folder.
pub(crate) fn import(folder: &Path, reader: &mut dyn Read) -> (Logs, Vec<Part>) {
    if folder.exists() {
        fs::remove_dir_all(folder).expect("an empty folder");
    }
    let logs = Logs::open(folder.to_owned(), Secret::new([7; 32]), chrono_tz::Europe::Berlin).expect("a store");
    let importer = import::importers::ALL.iter().find(|importer| importer.id == "litellm-spend-logs").expect("the importer");
    let mut into = Into(logs.writer(EvidenceId(1)));
    // As many threads as the program takes.
    let threads = thread::available_parallelism().expect("cores");
    let mut input = Input { name: "spend-logs.jsonl", reader, map: None };
    import::read_on(threads, importer, &mut input, &mut into).expect("a log");
    let parts = into.0.finish().expect("parts");
    (logs, parts)
}

/// The spans of every tenth trace: one around it, and one for each call.
fn spans(traffic: &Traffic) -> impl Iterator<Item = Span> + use<> {
    let of = |(row, call): (u64, Call)| {
        let span = |id: String, parent: Option<String>, name: &str, about: SpanKind, request: Option<String>| Span {
            system: "bench".to_owned(),
            trace_id: call.trace_id.clone(),
            span_id: Some(id),
            parent_id: parent,
            name: Some(name.to_owned()),
            about,
            at: Some(Stamp::Instant(call.at)),
            request_id: request,
            provider: (about == SpanKind::Llm).then(|| call.offer.provider.to_owned()),
            model: (about == SpanKind::Llm).then(|| call.offer.model.to_owned()),
            ..Span::default()
        };
        let root = format!("{:016x}", row / 3);
        let around = (row % 3 == 0).then(|| span(root.clone(), None, "agent", SpanKind::Agent, None));
        let inside = span(format!("c{row:015x}"), Some(root), "call", SpanKind::Llm, Some(call.request_id.clone()));
        around.into_iter().chain([inside])
    };
    (0..).zip(traffic.calls()).filter(|(row, _)| row / 3 % 10 == 0).flat_map(of)
}

/// Adds the spans, and writes them down for others where a file is named.
pub(crate) fn add_spans(logs: &Logs, parts: &mut Vec<Part>, traffic: &Traffic, file: Option<&Path>) {
    let mut writer = logs.writer(EvidenceId(2));
    let mut out = file.map(|file| BufWriter::new(File::create(file).expect("a file")));
    for (number, span) in (1..).zip(spans(traffic)) {
        if let Some(out) = &mut out {
            serde_json::to_writer(&mut *out, &span).expect("a span");
            out.write_all(b"\n").expect("a line");
        }
        let data = Data::Span(Box::new(span));
        writer.push(&Record { at: Position::Line(number), data, extra: Extra::new() }).expect("a span");
    }
    parts.extend(writer.finish().expect("spans"));
    out.map_or(Ok(()), |mut out| out.flush()).expect("a file");
}

impl Store {
    pub(crate) fn new(logs: Logs, parts: Vec<Part>) -> Self {
        let company = app::demo::company().expect("the demo company");
        let engagement = &company.engagement;
        let mut parameters: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for parameter in &company.parameters {
            parameters.entry(parameter.id.clone()).or_default().push(parameter.value.clone());
        }
        let terms = Terms {
            window: engagement.window,
            zone: chrono_tz::Europe::Berlin,
            as_of: company.as_of,
            holidays: engagement.holidays.clone(),
            categories: engagement.categories(),
            parameters,
            approved: company.approved.clone(),
            checks: company.checks.clone(),
        };
        let mut dataset = Dataset::default();
        for (id, kind) in [(1, Kind::GatewayRow), (2, Kind::Span)] {
            let of_kind = parts.iter().filter(|part| logs::Table::of(kind).is_some_and(|table| table.name == part.table));
            let evidence = evidence(EvidenceId(id), kind, of_kind.map(|part| part.rows).sum(), company.as_of);
            dataset.evidence.insert(evidence.id, evidence);
        }
        let rows = parts.iter().map(|part| part.rows).sum();
        Self { logs, parts, rows, terms, dataset }
    }

    /// The evaluators that ask the log, with the queries of each.
    pub(crate) fn queries(&self) -> Vec<(&'static Evaluator, Vec<evaluate::Query>)> {
        let of = |evaluator: &&'static Evaluator| match &evaluator.judge {
            Judge::Log { sql, .. } => Some((*evaluator, sql(&self.terms))),
            Judge::Records(_) => None,
        };
        evaluators::ALL.iter().filter_map(of).collect()
    }

    /// Runs all queries of all evaluators, each text once, and judges; what each evaluator took.
    pub(crate) fn evaluate(&self) -> Vec<(String, Took)> {
        let mut known: BTreeMap<String, LogRows> = BTreeMap::new();
        let one = |(evaluator, queries): (&'static Evaluator, Vec<evaluate::Query>)| {
            let judge = || {
                let mut answers = LogAnswers::new();
                for query in queries {
                    let answer: &mut LogRows = answers.entry(query.name).or_default();
                    for sql in query.slices(self.rows) {
                        let ask = || self.logs.query(&self.parts, &sql, None).unwrap_or_else(|error| panic!("{error}\n{sql}"));
                        let rows = known.entry(sql.clone()).or_insert_with(ask);
                        answer.columns.clone_from(&rows.columns);
                        answer.rows.extend(rows.rows.iter().cloned());
                    }
                }
                evaluate(evaluator, &self.dataset, Some(&answers), &self.terms)
            };
            let (evaluation, took) = took(judge);
            (format!("{}: {}", evaluator.id, evaluation.exceptions), took)
        };
        self.queries().into_iter().map(one).collect()
    }

    /// One query.
    pub(crate) fn ask(&self, sql: &str, runs: u32) -> Took {
        best_of(runs, || drop(self.logs.query(&self.parts, sql, None).unwrap_or_else(|error| panic!("{error}\n{sql}"))))
    }

    /// The SQL of a query as it is asked here.
    pub(crate) fn slices(&self, query: &evaluate::Query) -> Vec<String> {
        query.slices(self.rows)
    }

    /// Looks through the texts of every part.
    pub(crate) fn detect(&mut self) -> Took {
        let (found, took) = took(|| {
            let rows = self.parts.iter();
            let find = |part| self.logs.find(part, true, &AtomicBool::new(false)).expect("findings");
            rows.map(find).collect::<Vec<_>>()
        });
        self.parts.extend(found);
        took
    }

    /// Request ids from the whole of the log.
    pub(crate) fn some_requests(&self, rows: u64, count: u64) -> Vec<String> {
        let lines: Vec<String> = (0..count).map(|number| format!("'line {}'", 1 + (rows / count) * number)).collect();
        let sql = format!("SELECT request_id FROM gateway WHERE position IN ({})", lines.join(", "));
        let found = self.logs.query(&self.parts, &sql, None).expect("requests");
        (0..found.rows.len()).filter_map(|row| found.text(row, "request_id").map(str::to_owned)).collect()
    }

    /// Everything about a request: its rows, and those of its trace.
    pub(crate) fn request(&self, id: &str) -> usize {
        let found = self.logs.request(&self.parts, id, 500).expect("rows");
        let traces = found.iter().filter_map(|(_, rows)| rows.text(0, "trace_id"));
        let of_trace = |trace: &str| self.logs.request(&self.parts, trace, 500).expect("rows");
        found.iter().map(|(_, rows)| rows.rows.len()).sum::<usize>()
            + traces.flat_map(of_trace).map(|(_, rows)| rows.rows.len()).sum::<usize>()
    }
}

fn evidence(id: EvidenceId, kind: Kind, rows: u64, received: chrono::DateTime<chrono::Utc>) -> Evidence {
    Evidence {
        id,
        sha256: Sha256([0; 32]),
        file_name: format!("{}.jsonl", kind.id()),
        bytes: 0,
        importer: None,
        importer_version: 0,
        records: [(kind, rows)].into(),
        problems: 0,
        snapshot: false,
        dates: FourDates { received, ..FourDates::default() },
        file_modified: None,
        ipe: Ipe::default(),
        incomplete: Vec::new(),
    }
}

/// Bytes of all files in a folder.
pub(crate) fn bytes(folder: &Path) -> u64 {
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    files.filter_map(|file| file.metadata().ok()).map(|data| data.len()).sum()
}

/// Reads a file from end to end.
pub(crate) fn cat(file: &PathBuf) {
    let mut file = File::open(file).expect("a file");
    let mut buffer = vec![0; 1 << 20];
    while file.read(&mut buffer).expect("bytes") > 0 {}
}
