//! Sources: which days are covered, what the source has forgotten, by when to export next.

use crate::{Bench, ROSTER};
use app::{
    contract::sources::{SourceView, SystemView},
    sources,
};

/// An Okta log with one event on each of some days.
fn log(days: &[&str]) -> String {
    let event = |day: &&str| {
        format!(
            r#"{{"uuid":"e-{day}","published":"{day}T12:00:00.000Z","eventType":"user.session.start","actor":{{"alternateId":"ada@example.com"}},"outcome":{{"result":"SUCCESS"}},"debugContext":{{}}}}"#
        )
    };
    days.iter().map(event).collect::<Vec<_>>().join("\n")
}

fn okta(keeps: Option<u32>) -> SystemView {
    SystemView {
        name: "Okta".to_owned(),
        role: "identity provider".to_owned(),
        owner: "ada@example.com".to_owned(),
        retention_days: keeps,
        exports: vec!["okta-system-log".to_owned(), "okta-users".to_owned()],
        limitation: String::new(),
    }
}

fn of<'s>(exports: &'s [SourceView], importer: &str) -> &'s SourceView {
    exports.iter().find(|export| export.importer == importer).unwrap()
}

fn span(from: &str, to: &str) -> (String, String) {
    (from.to_owned(), to.to_owned())
}

#[test]
fn days_that_the_source_has_forgotten_and_the_day_before_it_forgets_more() {
    let bench = Bench::new();
    sources::set_system(&bench.session, okta(None)).unwrap();
    // The moment of judgement is 6 July 2026; Okta keeps its log for 90 days, from 8 April on.
    bench.import(&[bench.file("log.jsonl", &log(&["2026-01-01", "2026-01-31"]))]);
    bench.import(&[bench.file("more.jsonl", &log(&["2026-05-01", "2026-06-10"]))]);
    bench.import(&[bench.file("people.csv", ROSTER)]);
    let page = sources::sources(&bench.session).unwrap();
    let log = of(&page.exports, "okta-system-log");
    assert_eq!(log.covered, [span("2026-01-01", "2026-01-31"), span("2026-05-01", "2026-06-10")]);
    assert_eq!(log.missing, [span("2026-02-01", "2026-04-30"), span("2026-06-11", "2026-06-30")]);
    assert_eq!(log.lost, [span("2026-02-01", "2026-04-07")]);
    let next = log.next.as_ref().unwrap();
    // The days from 8 April on can be had today for the last time.
    assert_eq!((next.by.as_str(), next.days_left), ("2026-07-06", 0), "{}", next.because);
    assert_eq!((log.keeps_days, log.keeps_declared, log.files), (Some(90), false, 2));
    // Declared and nothing came in: it is on the page, too.
    let users = of(&page.exports, "okta-users");
    assert_eq!((users.files, users.last.is_none(), users.log), (0, true, false));
    assert!(of(&page.exports, "roster").next.is_none(), "no control is due after the window");
}

#[test]
fn the_companys_own_plan_outweighs_the_vendors_word() {
    let bench = Bench::new();
    bench.import(&[bench.file("log.jsonl", &log(&["2026-01-01", "2026-01-31"]))]);
    sources::set_system(&bench.session, okta(Some(365))).unwrap();
    let page = sources::sources(&bench.session).unwrap();
    let log = of(&page.exports, "okta-system-log");
    assert_eq!((log.keeps_days, log.keeps_declared), (Some(365), true));
    assert!(log.lost.is_empty());
    // 1 February, the first day that is not covered, is kept until 31 January of the next year.
    assert_eq!(log.plan, ["2027-01-31"]);
    sources::remove_system(&bench.session, "Okta").unwrap();
    assert_eq!(of(&sources::sources(&bench.session).unwrap().exports, "okta-system-log").keeps_days, Some(90));
}

#[test]
fn the_calendar_holds_every_last_day_and_is_the_same_twice() {
    let bench = Bench::new();
    bench.import(&[bench.file("log.jsonl", &log(&["2026-01-01", "2026-06-10"]))]);
    let calendar = sources::calendar(&bench.session).unwrap();
    assert_eq!(calendar, sources::calendar(&bench.session).unwrap());
    assert!(calendar.starts_with("BEGIN:VCALENDAR\r\n") && calendar.ends_with("END:VCALENDAR\r\n"), "{calendar}");
    // 11 June is kept for 90 days, the last of which is 8 September.
    for line in [
        "DTSTART;VALUE=DATE:20260908",
        "DTEND;VALUE=DATE:20260909",
        "SUMMARY:Export Okta: System Log",
        "TRIGGER;RELATED=START:-PT604800S",
        "BEGIN:VALARM",
    ] {
        assert!(calendar.contains(line), "{line} is missing in {calendar}");
    }
    assert!(calendar.lines().all(|line| line.len() <= 75), "{calendar}");
}

#[test]
fn a_declaration_must_make_sense() {
    let bench = Bench::new();
    for wrong in [
        SystemView { name: " ".to_owned(), ..okta(None) },
        SystemView { exports: vec!["no-such-importer".to_owned()], ..okta(None) },
        okta(Some(0)),
    ] {
        assert!(sources::set_system(&bench.session, wrong).is_err());
    }
    assert!(sources::remove_system(&bench.session, "Okta").is_err());
}
