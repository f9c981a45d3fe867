//! Figures of the vault: originals in MB/s, records in rows/s, and parts of a list of 100,000 rows.

#![expect(clippy::unwrap_used, reason = "a benchmark has nobody to report to")]

use chrono::DateTime;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use model::{Data, Evidence, EvidenceId, FourDates, Ipe, Position, Record, Sha256, record::AuditEvent};
use std::{
    collections::BTreeMap,
    io::{Read as _, Write as _},
};
use store::{MemoryKeychain, NewVault, Records, Span, Vault, Write};

const ROWS: u64 = 100_000;
const LARGE: usize = 64 * 1024 * 1024;

fn vault() -> (tempfile::TempDir, Vault) {
    let folder = tempfile::tempdir().unwrap();
    let keychain = MemoryKeychain::default();
    let new = NewVault { actor: "bench".to_owned(), at: DateTime::UNIX_EPOCH, passphrase: None, keychain: Some(&keychain) };
    let (vault, _) = Vault::create(&folder.path().join("vault"), &new).unwrap();
    (folder, vault)
}

fn event(line: u64) -> Record {
    let event = AuditEvent {
        at: Some("2026-03-01T10:00:00Z".parse().unwrap()),
        target: Some(format!("user-{}@example.com", line % 997)),
        ..AuditEvent::default()
    };
    let agent = "a browser of some version on some system, as logs tell it at length".to_owned();
    let extra = BTreeMap::from([
        ("client.userAgent".to_owned(), agent.into()),
        ("client.ipAddress".to_owned(), format!("192.0.2.{}", line % 256).into()),
        ("uuid".to_owned(), format!("00000000-0000-4000-8000-{line:012}").into()),
    ]);
    Record { at: Position::Line(line), data: Data::AuditEvent(Box::new(event)), extra }
}

fn take_in(vault: &mut Vault, number: u64) -> EvidenceId {
    let sha256 = store(vault, &number.to_be_bytes());
    let evidence = Evidence {
        id: EvidenceId(0),
        sha256,
        file_name: "log.ndjson".to_owned(),
        bytes: 8,
        importer: None,
        importer_version: 0,
        records: BTreeMap::new(),
        problems: 0,
        snapshot: false,
        dates: FourDates::default(),
        file_modified: None,
        ipe: Ipe::default(),
        incomplete: Vec::new(),
    };
    let records: Vec<Record> = (1..=ROWS).map(event).collect();
    let work = |write: &mut Write<'_>| {
        let id = write.insert_evidence(&evidence)?;
        write.insert_records(id, records)?;
        Ok::<_, store::StoreError>(id)
    };
    vault.write("bench", DateTime::UNIX_EPOCH, work).unwrap()
}

fn store(vault: &Vault, bytes: &[u8]) -> Sha256 {
    let mut writer = vault.blobs().writer().unwrap();
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap().sha256
}

fn originals(criterion: &mut Criterion) {
    let (_folder, vault) = vault();
    let mut group = criterion.benchmark_group("originals");
    group.sample_size(10).throughput(Throughput::Bytes(LARGE as u64));
    let mut bytes = vec![7; LARGE];
    let mut number = 0_u64;
    group.bench_function("store", |bencher| {
        bencher.iter(|| {
            number += 1;
            bytes.splice(..8, number.to_be_bytes());
            store(&vault, &bytes)
        });
    });
    let hash = store(&vault, &bytes);
    group.bench_function("read", |bencher| {
        bencher.iter(|| vault.blobs().open(&hash).unwrap().read_to_end(&mut Vec::with_capacity(LARGE)).unwrap());
    });
    group.finish();
}

fn records(criterion: &mut Criterion) {
    let (_folder, mut vault) = vault();
    let mut group = criterion.benchmark_group("records");
    group.sample_size(10).throughput(Throughput::Elements(ROWS));
    let mut number = 0;
    group.bench_function("insert", |bencher| {
        bencher.iter(|| {
            number += 1;
            take_in(&mut vault, number)
        });
    });
    let id = take_in(&mut vault, 0);
    group.bench_function("read all", |bencher| {
        bencher.iter(|| vault.read(|read| read.each_record(Records::Of(id), |_| Ok::<_, store::StoreError>(()))).unwrap());
    });
    let span = Span { offset: ROWS - 100, limit: 100 };
    group.bench_function("last page", |bencher| {
        bencher.iter(|| vault.read(|read| read.page_records(Records::Of(id), span, None)).unwrap());
    });
    for (name, text) in [("page filtered, many", "user-99"), ("page filtered, none", "nobody")] {
        let span = Span { offset: 0, limit: 100 };
        group.bench_function(name, |bencher| {
            bencher.iter(|| vault.read(|read| read.page_records(Records::Of(id), span, Some(text))).unwrap());
        });
    }
    group.finish();
}

criterion_group!(benches, originals, records);
criterion_main!(benches);
