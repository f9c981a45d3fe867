//! Parquet files are read as the lines of JSON that they could have been.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "test code outside of test functions")]

mod support;

use arrow_json::{ReaderBuilder, reader::infer_json_schema};
use arrow_schema::{DataType, Field, Schema, TimeUnit};
use import::{
    ReadError,
    unpack::{self, Source},
};
use parquet::{
    arrow::ArrowWriter,
    basic::{Compression, ZstdLevel},
    file::properties::WriterProperties,
};
use std::{
    io::{Cursor, Read},
    path::Path,
    sync::Arc,
};
use support::{candidates, importer, read};

/// The rows as Parquet; of a schema that is guessed where none is given.
fn parquet(lines: &str, schema: Option<Schema>, compression: Compression) -> Vec<u8> {
    let schema = Arc::new(schema.unwrap_or_else(|| infer_json_schema(lines.as_bytes(), None).unwrap().0));
    let rows = ReaderBuilder::new(Arc::clone(&schema)).build(lines.as_bytes()).unwrap();
    let properties = WriterProperties::builder().set_compression(compression).build();
    let mut writer = ArrowWriter::try_new(Vec::new(), schema, Some(properties)).unwrap();
    rows.for_each(|batch| writer.write(&batch.unwrap()).unwrap());
    writer.into_inner().unwrap()
}

fn text(source: Source<'_>) -> Result<String, ReadError> {
    let mut text = String::new();
    unpack::open("rows.parquet", source)?.reader.read_to_string(&mut text)?;
    Ok(text)
}

fn streamed(bytes: &[u8]) -> Result<String, ReadError> {
    text(Source::Stream(Box::new(bytes)))
}

#[test]
fn an_export_is_recognised_and_read_as_its_json_lines_are() {
    for (id, file) in [("litellm-spend-logs", "prompt.jsonl"), ("futureagi-gateway", "many.jsonl"), ("gateway-log", "one.jsonl")]
    {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(id).join(file);
        let lines = std::fs::read_to_string(path).unwrap();
        let packed = parquet(&lines, None, Compression::SNAPPY);
        let unpacked = text(Source::Seekable(Box::new(Cursor::new(packed.clone())))).unwrap();
        assert_eq!(unpacked, streamed(&packed).unwrap());
        let found = candidates("rows.parquet", unpacked.as_bytes());
        assert_eq!(found.first().map(|best| best.importer.id), Some(id));
        let (_, expected) = read(importer(id), file, lines.as_bytes(), None);
        let (result, kept) = read(importer(id), "rows.parquet", unpacked.as_bytes(), None);
        result.unwrap();
        let of = |kept: support::Kept| kept.records.into_iter().map(|record| (record.at, record.data)).collect::<Vec<_>>();
        assert_eq!(of(kept), of(expected), "{id}");
    }
}

#[test]
fn the_types_that_warehouses_write_come_out_as_json_has_them() {
    let schema = Schema::new(vec![
        Field::new("at", DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())), true),
        Field::new("local", DataType::Timestamp(TimeUnit::Millisecond, None), true),
        Field::new("day", DataType::Date32, true),
        Field::new("model", DataType::Utf8View, true),
        Field::new("cost", DataType::Decimal128(12, 6), true),
        Field::new("usage", DataType::Struct(vec![Field::new("in", DataType::Int64, true)].into()), true),
        Field::new("tags", DataType::new_list(DataType::Utf8, true), true),
    ]);
    let rows = concat!(
        r#"{"at":"2026-03-01T10:00:00.25Z","local":"2026-03-01T11:00:00","day":"2026-03-01","model":"large","cost":"0.001500","usage":{"in":7},"tags":["a","b"]}"#,
        "\n{\"model\":\"two\\nlines\"}\n"
    );
    for compression in
        [Compression::UNCOMPRESSED, Compression::SNAPPY, Compression::ZSTD(ZstdLevel::default()), Compression::LZ4_RAW]
    {
        let packed = parquet(rows, Some(schema.clone()), compression);
        let expected = concat!(
            r#"{"at":"2026-03-01T10:00:00.250Z","local":"2026-03-01T11:00:00","day":"2026-03-01","model":"large","cost":0.001500,"usage":{"in":7},"tags":["a","b"]}"#,
            "\n",
            r#"{"at":null,"local":null,"day":null,"model":"two\nlines","cost":null,"usage":null,"tags":null}"#,
            "\n"
        );
        assert_eq!(streamed(&packed).unwrap(), expected);
    }
}

#[test]
fn many_row_groups_come_out_whole_and_in_order() {
    let lines = (0..5_000).map(|number| format!("{{\"number\":{number}}}\n")).collect::<Vec<_>>().concat();
    assert_eq!(streamed(&parquet(&lines, None, Compression::UNCOMPRESSED)).unwrap(), lines);
}

#[test]
fn what_is_broken_or_encrypted_is_told_and_never_panics() {
    let lines = "{\"at\":\"2026-03-01T10:00:00Z\",\"model\":\"large\",\"tokens\":7}\n".repeat(40);
    let good = parquet(&lines, None, Compression::SNAPPY);
    for length in 4..good.len() {
        assert!(streamed(&good[..length]).is_err(), "cut to {length} of {}", good.len());
    }
    for place in 4..good.len() {
        for flip in [0x80, 0xFF] {
            let mut bad = good.clone();
            bad[place] ^= flip;
            // Parquet has no checksums unless its writer set them: some flips change a value unseen.
            drop(streamed(&bad));
        }
    }
    let ReadError::Container { message, .. } = streamed(b"PARE....PARE").unwrap_err() else { panic!("a container") };
    assert!(message.contains("encrypted"), "{message}");
}
