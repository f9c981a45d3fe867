//! The engagement changed for a reason, and its window rolled forward.

use crate::{ACCOUNTS, Bench, ROSTER};
use app::{Code, contract::PageRequest, engagement, evaluation, map, results, sources, terms, vault};
use model::State;

fn page() -> PageRequest {
    PageRequest { offset: 0, limit: 50, filter: String::new() }
}

#[test]
fn a_change_needs_a_reason_and_is_in_the_history_and_the_chain() {
    let bench = Bench::new();
    let mut draft = engagement::detail(&bench.session).unwrap().draft;
    draft.auditor = "Example CPAs".to_owned();
    draft.holidays = vec!["2026-05-01".to_owned()];
    draft.to = "2026-09-30".parse().unwrap();
    assert_eq!(engagement::change(&bench.session, &draft, " ").unwrap_err().code, Code::Invalid);
    engagement::change(&bench.session, &draft, "the auditor asked for nine months").unwrap();
    assert_eq!(engagement::change(&bench.session, &draft, "again").unwrap_err().code, Code::Invalid, "nothing is different");
    let detail = engagement::detail(&bench.session).unwrap();
    let fields: Vec<&str> = detail.history[0].changes.iter().map(|change| change.field.as_str()).collect();
    assert_eq!(fields, ["window", "service auditor", "holidays"]);
    assert_eq!(detail.history[0].reason, "the auditor asked for nine months");
    assert_eq!(detail.next, ("2026-10-01".to_owned(), "2027-06-30".to_owned()), "nine months again");
    let log = vault::activity(&bench.session, &PageRequest { filter: "nine months".to_owned(), ..page() }).unwrap();
    assert_eq!(log.rows[0].action, "engagement changed");
    for wrong in [
        app::contract::engagement::EngagementDraft { zone: "Mars/Phobos".to_owned(), ..draft.clone() },
        app::contract::engagement::EngagementDraft { to: "2025-01-01".parse().unwrap(), ..draft.clone() },
        app::contract::engagement::EngagementDraft { holidays: vec!["May day".to_owned()], ..draft.clone() },
    ] {
        assert_eq!(engagement::change(&bench.session, &wrong, "why").unwrap_err().code, Code::Invalid);
    }
}

#[test]
fn the_window_rolls_forward_and_what_is_over_stays_readable() {
    let bench = Bench::new();
    bench.import(&[bench.file("people.csv", ROSTER), bench.file("users.csv", ACCOUNTS)]);
    let value =
        app::contract::map::EffectiveView { from: "2026-04-01".to_owned(), value: "2".to_owned(), reason: "contract".to_owned() };
    terms::set_parameter(&bench.session, "termination-sla-business-days", &value).unwrap();
    evaluation::run(&bench.session, &[], evaluation::Reuse::Unchanged, &mut |_| {}).unwrap();
    let answer = app::contract::findings::Answer { fix: "Disabled on 6 July.".to_owned(), ..Default::default() };
    app::findings::respond(&bench.session, "terminated-user-active", &["ben".to_owned()], &answer).unwrap();
    let ada =
        app::contract::map::MemberView { email: "ada@example.com".to_owned(), name: "Ada Ray".to_owned(), roles: Vec::new() };
    map::set_member(&bench.session, ada).unwrap();
    let ben = ["ben".to_owned()];
    app::findings::accept(&bench.session, "terminated-user-active", &ben, "a locked account", "ada@example.com", "2026-09-30")
        .unwrap();
    let controls = map::controls(&bench.session, "").unwrap().len();

    let shown = engagement::roll_forward(&bench.session, "2026-07-01", "2026-12-31", "", true).unwrap();
    assert_eq!((shown.past, shown.responses), (None, 1));
    assert!(shown.exceptions > 1 && shown.unanswered == shown.exceptions - 1 && shown.notes.is_empty(), "{shown:?}");
    assert!(engagement::detail(&bench.session).unwrap().past.is_empty(), "a rehearsal changes nothing");
    assert!(results::list(&bench.session).unwrap().at.is_some());

    let done = engagement::roll_forward(&bench.session, "2026-07-01", "2026-12-31", "the second half", false).unwrap();
    let detail = engagement::detail(&bench.session).unwrap();
    assert_eq!((detail.draft.from.to_string(), detail.draft.to.to_string()), ("2026-07-01".to_owned(), "2026-12-31".to_owned()));
    assert_eq!(detail.history[0].reason, "the second half");
    assert!(results::list(&bench.session).unwrap().at.is_none(), "the new engagement begins without results");
    assert_eq!(map::controls(&bench.session, "").unwrap().len(), controls);
    let kept = terms::parameters(&bench.session).unwrap();
    assert!(kept.iter().any(|parameter| parameter.values.iter().any(|value| value.value == "2")));
    assert_eq!(sources::sources(&bench.session).unwrap().exports.len(), 2, "evidence stays");

    let past = engagement::past(&bench.session, done.past.unwrap()).unwrap();
    assert_eq!((past.row.from.as_str(), past.row.responses, past.row.reason.as_str()), ("2026-01-01", 1, "the second half"));
    assert_eq!(past.row.exceptions, shown.exceptions);
    let ben = past.exceptions.iter().find(|one| one.evaluator == "terminated-user-active" && one.subject == "ben").unwrap();
    assert_eq!((ben.response.as_str(), ben.now), ("Disabled on 6 July.", None));
    assert_eq!(ben.accepted, "by ada@example.com until 2026-09-30: a locked account");
    let items = engagement::past_items(&bench.session, past.row.id, "terminated-user-active", Some(State::Exception)).unwrap();
    assert_eq!((items.len(), items[0].proof.is_empty()), (1, false));
    evaluation::run(&bench.session, &[], evaluation::Reuse::Unchanged, &mut |_| {}).unwrap();
    assert!(!results::list(&bench.session).unwrap().rows.is_empty());
    assert!(engagement::past(&bench.session, past.row.id).unwrap().exceptions.iter().any(|one| one.now.is_some()));
    assert!(vault::check_chain(&bench.session).unwrap().intact);
}

#[test]
fn what_is_odd_about_a_window_is_told_and_going_back_is_refused() {
    let bench = Bench::new();
    let roll = |from: &str, to: &str| engagement::roll_forward(&bench.session, from, to, "", true);
    for (from, to) in
        [("2026-01-01", "2026-12-31"), ("2026-02-01", "2026-06-30"), ("2026-12-31", "2026-07-01"), ("soon", "later")]
    {
        assert_eq!(roll(from, to).unwrap_err().code, Code::Invalid, "{from}");
    }
    let gap = roll("2026-07-11", "2026-12-31").unwrap();
    assert!(gap.notes.iter().any(|note| note.starts_with("10 days lie in neither")), "{:?}", gap.notes);
    assert!(gap.notes.iter().any(|note| note.starts_with("Nothing was evaluated")), "{:?}", gap.notes);
    let both = roll("2026-06-01", "2026-12-31").unwrap();
    assert!(both.notes.iter().any(|note| note.starts_with("30 days lie in both")), "{:?}", both.notes);
    assert_eq!(engagement::roll_forward(&bench.session, "2026-07-01", "2026-12-31", "", false).unwrap_err().code, Code::Invalid);
    assert_eq!(engagement::past(&bench.session, 1).unwrap_err().code, Code::NotFound);
}
