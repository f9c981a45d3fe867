//! What files come packed in: gzip, zstd, workbooks, archives, and the limits on each.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "test code outside of test functions")]

use import::{
    ReadError,
    unpack::{self, Source, Unpacked, archive},
};
use std::io::{self, Cursor, Read, Write};
use zip::{ZipWriter, write::SimpleFileOptions};

const ROWS: &str = "Name,Since\nAda,2026-03-01\n";

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(text).unwrap();
    packed.finish().unwrap()
}

fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn text(name: &str, bytes: &[u8]) -> Result<(String, Vec<String>), ReadError> {
    let Unpacked { mut reader, problems } = unpack::open(name, Source::Stream(Box::new(bytes)))?;
    let mut text = String::new();
    reader.read_to_string(&mut text)?;
    Ok((text, problems.into_iter().map(|problem| problem.message).collect()))
}

#[test]
fn plain_and_compressed_files_give_the_same_text() {
    let whole = gzip(ROWS.as_bytes());
    let parts = [gzip(&ROWS.as_bytes()[..9]), gzip(&ROWS.as_bytes()[9..])].concat();
    let zstd = zstd::encode_all(ROWS.as_bytes(), 1).unwrap();
    for bytes in [ROWS.as_bytes(), &whole, &parts, &zstd] {
        assert_eq!(text("people.csv", bytes).unwrap().0, ROWS);
    }
}

#[test]
fn a_cut_off_gzip_is_an_error() {
    let whole = gzip(ROWS.repeat(1000).as_bytes());
    assert!(matches!(text("people.csv.gz", &whole[..whole.len() / 2]), Err(ReadError::Io(_))));
}

#[test]
fn what_comes_out_is_in_proportion_to_what_went_in() {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let zeros = vec![0; 1 << 20];
    (0..300).for_each(|_| packed.write_all(&zeros).unwrap());
    let bomb = packed.finish().unwrap();
    let mut reader = unpack::open("bomb.gz", Source::Stream(Box::new(bomb.as_slice()))).unwrap().reader;
    let error = io::copy(&mut reader, &mut io::sink()).unwrap_err();
    assert!(error.to_string().contains("thousand times"), "{error}");
}

const SHEET: &str = r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>"#;

fn cell(at: &str, text: &str) -> String {
    format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

/// A workbook of two sheets: a table of people with a blank row, a day and a number; and a note.
fn workbook() -> Vec<u8> {
    let people = format!(
        "{SHEET}<row r=\"1\">{}{}{}</row><row r=\"2\">{}{}<c r=\"C2\" s=\"1\"><v>46082</v></c></row>\
         <row r=\"4\">{}<c r=\"B4\"><v>42.5</v></c></row></sheetData></worksheet>",
        cell("A1", "Full name"),
        cell("B1", "Work email"),
        cell("C1", "Start date"),
        cell("A2", "Ada, Ray"),
        cell("B2", "ada@example.com"),
        cell("A4", "Ben Moor"),
    );
    let note = format!("{SHEET}<row r=\"1\">{}</row></sheetData></worksheet>", cell("A1", "Remember the contractors"));
    book([("Notes", &note), ("People", &people)])
}

/// A workbook of two sheets.
fn book([(first, note), (second, people)]: [(&str, &str); 2]) -> Vec<u8> {
    let types = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
    let book = format!(
        r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="{first}" sheetId="1" r:id="r1"/><sheet name="{second}" sheetId="2" r:id="r2"/></sheets></workbook>"#
    );
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let links = format!(
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{kind}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{kind}/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="r3" Type="{kind}/styles" Target="styles.xml"/></Relationships>"#
    );
    let package = format!(
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{kind}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    );
    let styles = r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;
    zip(&[
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", package.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", links.as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
        ("xl/worksheets/sheet1.xml", note.as_bytes()),
        ("xl/worksheets/sheet2.xml", people.as_bytes()),
    ])
}

#[test]
fn a_workbook_gives_its_surest_sheet_and_tells_of_the_others() {
    let (table, problems) = text("people.xlsx", &workbook()).unwrap();
    assert_eq!(table, "Full name,Work email,Start date\n\"Ada, Ray\",ada@example.com,2026-03-01\n\"\"\nBen Moor,42.5,\n");
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].contains("`Notes` has 1 rows"), "{problems:?}");
}

#[test]
fn sheets_of_the_same_columns_are_one_table() {
    let sheet = |columns: [&str; 3], who: &str| {
        let [a, b, c] = columns;
        format!(
            "{SHEET}<row r=\"1\">{}{}{}</row><row r=\"2\">{}{}{}</row></sheetData></worksheet>",
            cell("A1", a),
            cell("B1", b),
            cell("C1", c),
            cell("A2", who),
            cell("B2", &format!("{who}@example.com")),
            cell("C2", "2026-03-01"),
        )
    };
    let one = sheet(["Full name", "Work email", "Start date"], "Ada");
    let other = sheet(["Full name", "Work e-mail", "start date"], "Ben");
    let (table, problems) = text("people.xlsx", &book([("Berlin", &one), ("Paris", &other)])).unwrap();
    let expected = "Full name,Work email,Start date,Work e-mail,Sheet of the workbook\nAda,Ada@example.com,2026-03-01,,Berlin\n\
                    Ben,,2026-03-01,Ben@example.com,Paris\n";
    assert_eq!(table, expected);
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].contains("`Paris`") && problems[0].contains("from row 2 on"), "{problems:?}");
}

#[test]
fn a_damaged_workbook_is_an_error_and_no_archive() {
    let whole = workbook();
    assert!(!unpack::is_archive(&whole));
    assert!(matches!(text("people.xlsx", &whole[..whole.len() - 30]), Err(ReadError::Container { .. })));
    // Other office documents are left as they are.
    assert_eq!(text("policy.docx", b"PK\x03\x04").unwrap().0, "PK\u{3}\u{4}");
}

#[test]
fn an_archive_lists_its_files_also_those_of_archives_in_it() {
    let inner = zip(&[("users.json", b"[]")]);
    let outer = zip(&[
        ("okta/inner.zip", &inner),
        ("../../etc/people.csv", ROWS.as_bytes()),
        ("__MACOSX/._people.csv", b"x"),
        (".DS_Store", b"x"),
    ]);
    assert!(unpack::is_archive(&outer));
    let found = archive::members(Cursor::new(&outer)).unwrap();
    let names: Vec<_> = found.iter().map(|member| (member.name.as_str(), member.trail.as_slice(), member.size)).collect();
    assert_eq!(names, [("okta/inner.zip/users.json", [0, 0].as_slice(), 2), ("etc/people.csv", &[1], ROWS.len() as u64)]);
    let read = |trail: &[usize]| {
        archive::with(Cursor::new(&outer), trail, &mut |reader| {
            let mut text = String::new();
            reader.read_to_string(&mut text).map(|_| text)
        })
    };
    assert_eq!(read(&[0, 0]).unwrap(), "[]");
    assert_eq!(read(&[1]).unwrap(), ROWS);
    assert!(read(&[9]).is_err());
}

#[test]
fn archives_out_of_proportion_too_deep_or_broken_are_refused() {
    let zeros = vec![0; 64 << 20];
    let bomb = zip(&[("zeros.bin", &zeros), ("people.csv", ROWS.as_bytes())]);
    let found = archive::members(Cursor::new(&bomb)).unwrap();
    assert!(found[0].refused.as_deref().is_some_and(|why| why.contains("thousand times")), "{found:?}");
    assert_eq!(found[1].refused, None);
    assert!(archive::with(Cursor::new(&bomb), &found[0].trail, &mut |_| Ok(())).is_err());

    let deep = (0..5).fold(zip(&[("a.json", b"[]")]), |inner, _| zip(&[("inner.zip", &inner)]));
    let found = archive::members(Cursor::new(&deep)).unwrap();
    assert!(found[0].refused.as_deref().is_some_and(|why| why.contains("deep")), "{found:?}");

    assert!(archive::members(Cursor::new(&bomb[..bomb.len() - 20])).is_err());
}

#[test]
fn json_that_no_importer_knows_is_read_as_a_table_where_it_surely_is_one() {
    let roster = r#"{"count":1,"workers":[{"workerId":"7","fullName":"Ada Ray","workEmail":"ada@example.com","employmentStatus":"Active","startDate":"2020-03-01","endDate":null}]}"#;
    let (table, problems) = text("workers.json", roster.as_bytes()).unwrap();
    let mut columns: Vec<&str> = table.lines().next().unwrap_or_default().split(',').collect();
    columns.sort_unstable();
    assert_eq!(columns, ["employmentStatus", "endDate", "fullName", "startDate", "workEmail", "workerId"], "{table}");
    assert!(problems.is_empty(), "{problems:?}");
    let other = r#"[{"shape":"round","weight":3},{"shape":"flat","weight":4}]"#;
    assert_eq!(text("shapes.json", other.as_bytes()).unwrap().0, other);
}
