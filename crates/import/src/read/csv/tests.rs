//! Layouts as exports have them.

use super::{layout, open};

fn known(header: &str) -> bool {
    ["name", "email", "status", "last login"].contains(&header.to_lowercase().as_str())
}

fn names(text: &str) -> Vec<String> {
    layout(text, true, known).unwrap().names
}

#[test]
fn every_delimiter() {
    for delimiter in [",", ";", "\t", "|"] {
        let text =
            ["Name,Email,Status", "Ann,ann@example.com,active", "Bo,bo@example.com,active"].join("\n").replace(',', delimiter);
        assert_eq!(names(&text), ["Name", "Email", "Status"], "{delimiter:?}");
    }
    assert_eq!(names("sep=;\nName;Email\n\"A;B, C\";x@example.com\n"), ["Name", "Email"]);
    assert_eq!(names("name;amount\na, b, c;1,5\nd, e, f;2,5\n"), ["name", "amount"]);
}

#[test]
fn preamble_padding_and_repeats() {
    let text = "User report,,,\nGenerated:,2026-03-01,,\n\n Name , Email,Status ,Name\nAnn,ann@example.com,active,x\n,,,\nBo,bo@example.com,active,y\n";
    let found = layout(text, true, known).unwrap();
    assert_eq!(found.names, ["Name", "Email", "Status", "Name (2)"]);
    assert_eq!(found.preamble.len(), 2);
    let mut bytes = text.as_bytes();
    let mut rows = open(&mut bytes, known).unwrap();
    let first = rows.next_row().unwrap().unwrap();
    assert_eq!((first.number, first.cell(1)), (1, "ann@example.com"));
    assert!(rows.next_row().unwrap().unwrap().is_empty());
    assert_eq!(rows.next_row().unwrap().unwrap().number, 3);
    assert!(rows.next_row().unwrap().is_none());
}

#[test]
fn no_header() {
    let found = layout("ann@example.com,active,2026-01-01\nbo@example.com,active,2026-01-02\n", true, known).unwrap();
    assert!(!found.has_header && found.skip == 0);
    assert_eq!(found.names, ["column 1", "column 2", "column 3"]);
}

#[test]
fn encodings() {
    let mut latin: &[u8] = b"Name,Email\r\nJ\xF6rg,j@example.com\r\n";
    let mut rows = open(&mut latin, known).unwrap();
    let row = rows.next_row().unwrap().unwrap();
    assert_eq!((row.cell(0), row.damaged), ("J\u{f6}rg", true));
    let mut marked: &[u8] = b"\xEF\xBB\xBF\"Name\",\"Email\"\r\n\"Two\r\nlines\",j@example.com\r\n";
    let mut rows = open(&mut marked, known).unwrap();
    assert_eq!(rows.names(), ["Name", "Email"]);
    assert_eq!(rows.next_row().unwrap().unwrap().cell(0), "Two\r\nlines");
    let wide: Vec<u8> = "\u{feff}Name\tEmail\r\nAnn\ta@example.com\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut wide = wide.as_slice();
    let mut rows = open(&mut wide, known).unwrap();
    assert_eq!(rows.next_row().unwrap().unwrap().cell(1), "a@example.com");
}
