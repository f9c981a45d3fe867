//! Who is found by what.

use super::{Data, Family, Name, Ticket, Vulnerability};

fn keys(names: impl IntoIterator<Item = Name>) -> Vec<String> {
    names.into_iter().map(|name| name.key()).collect()
}

#[test]
fn a_ticket_is_found_by_whom_its_title_names() {
    let ticket = Ticket {
        id: "OPS-7".to_owned(),
        title: Some("Offboarding: Ben Moor (ben+hr@example.com), see CVE-2026-1".to_owned()),
        assignee: Some("Ada Ray <ada@example.com>".to_owned()),
        ..Ticket::default()
    };
    let names = Data::Ticket(Box::new(ticket)).names();
    let expected = [
        "email:ada@example.com",
        "email:ben@example.com",
        "person:ben moor",
        "person:offboarding ben",
        "person:offboarding ben moor",
        "ticket:ops-7",
        "vulnerability:cve-2026-1",
    ];
    assert_eq!(keys(names.indexed), expected);
    assert_eq!(keys(names.sought), ["ticket:ops-7"]);
}

#[test]
fn a_vulnerability_seeks_its_asset_and_is_not_found_by_it() {
    let found = Vulnerability { id: "CVE-2026-1".to_owned(), asset: Some("api:1".to_owned()), ..Vulnerability::default() };
    let names = Data::Vulnerability(Box::new(found)).names();
    assert_eq!(keys(names.indexed), ["vulnerability:cve-2026-1"]);
    assert_eq!(keys(names.sought), ["asset:api:1", "vulnerability:cve-2026-1"]);
}

#[test]
fn what_says_nothing_is_no_name() {
    for text in ["", " ", "-", "N/A", "unknown"] {
        assert_eq!(Name::new(Family::Login, text), None, "{text:?}");
    }
}
