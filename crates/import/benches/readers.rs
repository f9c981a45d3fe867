//! Bytes and rows a second of the shared readers, each beside the fastest public parser of its format on the same bytes.
//!
//! Our readers find the rows of any wrapper, count lines and positions and hand over one row at a time; the parsers that
//! they are compared with are given what suits them best.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use import::{
    Input, Receiver, Sink, Stopped,
    importers::ALL,
    read::{csv::product, json, xml},
    unpack,
};
use model::{Problem, Record};
use serde_json::Value;
use std::{
    fmt::Write as _,
    hint::black_box,
    io::{self, Cursor, Read, Write},
};
use zip::{ZipWriter, write::SimpleFileOptions};

const ROWS: u64 = 20_000;

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

/// Runs a reader over bytes and gives its answer.
fn over<T>(bytes: &[u8], run: impl FnOnce(&mut Input<'_>, &mut Sink<'_>) -> T) -> T {
    let (mut reader, mut receiver) = (bytes, Dropped);
    let mut input = Input { name: "bench", reader: &mut reader, map: None };
    run(&mut input, &mut Sink::new(&mut receiver))
}

/// A reader by name: gives the number of rows that it found.
type Side<'s> = (&'s str, &'s dyn Fn(&[u8]) -> u64);

/// Measures ours and theirs over the same bytes, in MB/s and in rows/s; each must find all rows.
fn compare(criterion: &mut Criterion, format: &str, bytes: &[u8], sides: &[Side<'_>]) {
    for (unit, throughput) in [("MB", Throughput::Bytes(bytes.len() as u64)), ("rows", Throughput::Elements(ROWS))] {
        let mut group = criterion.benchmark_group(format!("{format}, {unit}"));
        group.sample_size(10).throughput(throughput);
        for (name, run) in sides {
            group.bench_function(*name, |bencher| bencher.iter(|| assert_eq!(run(bytes), ROWS, "{name} misses rows")));
        }
        group.finish();
    }
}

/// A row as a gateway's log has it, about 1 KB.
fn gateway_row(number: u64) -> String {
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

fn json_rows(bytes: &[u8]) -> u64 {
    let rows = over(bytes, |input, sink| {
        json::rows(input, &["data"], sink, &mut |row, _| {
            black_box(row.value);
            Ok(())
        })
    });
    rows.map_or(0, |whole| whole.rows)
}

fn records(bytes: &[u8]) -> u64 {
    let importer = ALL.iter().find(|importer| importer.id == "litellm-spend-logs");
    over(bytes, |input, sink| {
        let read = importer.map(|importer| (importer.read)(input, sink));
        if read.is_some_and(|read| read.is_ok()) { sink.records() } else { 0 }
    })
}

fn sonic_lines(bytes: &[u8]) -> u64 {
    let lines = bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    lines.filter(|line| black_box(sonic_rs::from_slice::<sonic_rs::Value>(line)).is_ok()).count() as u64
}

fn sonic_array(bytes: &[u8]) -> u64 {
    use sonic_rs::JsonContainerTrait;
    let whole = black_box(sonic_rs::from_slice::<sonic_rs::Value>(bytes));
    whole.ok().and_then(|whole| whole.as_array().map(|rows| rows.len() as u64)).unwrap_or(0)
}

fn serde_lines(bytes: &[u8]) -> u64 {
    let lines = bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    lines.filter(|line| black_box(serde_json::from_slice::<Value>(line)).is_ok()).count() as u64
}

fn in_json(criterion: &mut Criterion) {
    let lines: String = (0..ROWS).map(|number| gateway_row(number) + "\n").collect();
    let array = format!("[{}]", (0..ROWS).map(gateway_row).collect::<Vec<_>>().join(","));
    let wrapper = format!(r#"{{"total":{ROWS},"data":{array}}}"#);
    compare(
        criterion,
        "JSON lines",
        lines.as_bytes(),
        &[("ours", &json_rows), ("ours, to records", &records), ("sonic-rs", &sonic_lines), ("serde_json", &serde_lines)],
    );
    compare(criterion, "JSON array", array.as_bytes(), &[("ours", &json_rows), ("sonic-rs, all at once", &sonic_array)]);
    compare(criterion, "JSON wrapper", wrapper.as_bytes(), &[("ours", &json_rows)]);
}

const MARKS: [&str; 2] = ["Finding Id", "Seen First"];

fn csv_rows(bytes: &[u8]) -> u64 {
    let rows = over(bytes, |input, sink| {
        product::objects(input, &MARKS, sink, &mut |fields, _| {
            black_box(fields);
            Ok(())
        })
    });
    rows.map_or(0, |around| around.rows)
}

fn csv_crate(bytes: &[u8]) -> u64 {
    let mut reader = csv::Reader::from_reader(bytes);
    let (mut row, mut rows) = (csv::ByteRecord::new(), 0);
    while reader.read_byte_record(&mut row).unwrap_or(false) {
        rows += u64::from(black_box(row.len()) > 0);
    }
    rows
}

fn simd_csv(bytes: &[u8]) -> u64 {
    let mut reader = simd_csv::Reader::from_reader(bytes);
    let (mut row, mut rows) = (simd_csv::ByteRecord::new(), 0);
    while reader.read_byte_record(&mut row).unwrap_or(false) {
        rows += u64::from(black_box(row.len()) > 0);
    }
    rows
}

fn table() -> String {
    let mut text = "Finding Id,Host,Seen First,Severity,Title,Owner,Status,Fixed\n".to_owned();
    for row in 0..ROWS {
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "F-{row:06},host-{}.example.com,2026-03-{:02} 10:00:00,High,\"Old library, version {row}\",ada@example.com,open,",
            row % 50,
            row % 28 + 1
        );
    }
    text
}

fn in_csv(criterion: &mut Criterion) {
    let table = table();
    compare(criterion, "CSV", table.as_bytes(), &[("ours", &csv_rows), ("csv", &csv_crate), ("simd-csv", &simd_csv)]);
}

fn xml_rows(bytes: &[u8]) -> u64 {
    let mut rows = 0;
    let read = over(bytes, |input, sink| {
        xml::elements(input, &["Host/Item"], sink, &mut |element, _| {
            black_box(element.value);
            rows += 1;
            Ok(())
        })
    });
    if read.is_ok() { rows } else { 0 }
}

fn quick_xml_rows(bytes: &[u8]) -> u64 {
    use quick_xml::{Reader, events::Event};
    let mut reader = Reader::from_reader(bytes);
    let (mut buffer, mut rows) = (Vec::new(), 0);
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(start)) => rows += u64::from(start.name().as_ref() == "Item"),
            Ok(Event::Eof) | Err(_) => return rows,
            Ok(event) => drop(black_box(event)),
        }
    }
}

fn in_xml(criterion: &mut Criterion) {
    let mut text = "<?xml version=\"1.0\"?>\n<Report><Host name=\"a.example.com\">\n".to_owned();
    for row in 0..ROWS {
        let _ = writeln!(
            text,
            "<Item port=\"443\" severity=\"3\" id=\"{row}\"><title>Old library &amp; friends</title><cve>CVE-2026-{row:05}</cve><output>Version 1.0 is installed.</output></Item>"
        );
    }
    text.push_str("</Host></Report>\n");
    compare(criterion, "XML", text.as_bytes(), &[("ours", &xml_rows), ("quick-xml, events only", &quick_xml_rows)]);
}

/// Lines of a text without its header.
fn rows_of(text: &[u8]) -> u64 {
    text.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).count() as u64 - 1
}

fn unpacked(name: &str, bytes: &[u8]) -> u64 {
    let Ok(unpacked) = unpack::open(name, unpack::Source::Stream(Box::new(bytes))) else { return 0 };
    let mut text = Vec::new();
    let mut reader = unpacked.reader;
    if reader.read_to_end(&mut text).is_err() {
        return 0;
    }
    rows_of(&text)
}

fn calamine_rows(bytes: &[u8]) -> u64 {
    use calamine::{Reader, Xlsx};
    let Ok(mut book) = Xlsx::new(Cursor::new(bytes)) else { return 0 };
    let Ok(range) = book.worksheet_range("Findings") else { return 0 };
    range.rows().map(black_box).count() as u64 - 1
}

fn flate2_rows(bytes: &[u8]) -> u64 {
    let mut text = Vec::new();
    if flate2::read::MultiGzDecoder::new(bytes).read_to_end(&mut text).is_err() {
        return 0;
    }
    rows_of(&text)
}

/// The table as the sheet of a workbook.
fn workbook() -> io::Result<Vec<u8>> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let mut sheet = format!("<worksheet xmlns=\"{main}\"><sheetData>");
    for (at, row) in table().lines().enumerate() {
        let _ = write!(sheet, "<row r=\"{}\">", at + 1);
        for (column, cell) in row.replace("library, ", "library ").replace('"', "").split(',').enumerate() {
            let letter = char::from(b'A' + u8::try_from(column).unwrap_or(0));
            let _ = write!(sheet, "<c r=\"{letter}{}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>", at + 1);
        }
        sheet.push_str("</row>");
    }
    sheet.push_str("</sheetData></worksheet>");
    let link = |id: &str, of: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"{id}\" Type=\"{kind}/{of}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let book = format!(
        "<workbook xmlns=\"{main}\" xmlns:r=\"{kind}\"><sheets><sheet name=\"Findings\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    );
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("[Content_Types].xml", format!("<Types xmlns=\"{package}/content-types\"/>")),
        ("_rels/.rels", link("r1", "officeDocument", "xl/workbook.xml")),
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", link("r1", "worksheet", "worksheets/sheet1.xml")),
        ("xl/worksheets/sheet1.xml", sheet),
    ] {
        archive.start_file(name, SimpleFileOptions::default())?;
        archive.write_all(text.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

fn packed(criterion: &mut Criterion) {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    let packed = gzip.write_all(table().as_bytes()).and_then(|()| gzip.finish()).unwrap_or_default();
    compare(criterion, "gzip", &packed, &[("ours", &|bytes| unpacked("table.csv.gz", bytes)), ("flate2", &flate2_rows)]);
    let book = workbook().unwrap_or_default();
    compare(criterion, "XLSX", &book, &[("ours", &|bytes| unpacked("table.xlsx", bytes)), ("calamine", &calamine_rows)]);
}

criterion_group!(benches, in_json, in_csv, in_xml, packed);
criterion_main!(benches);
