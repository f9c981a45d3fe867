//! Working on exceptions: answers in parts, acceptance, assignment, remarks, and what the vault knows around an item.

use crate::{ACCOUNTS, Bench, ROSTER, session};
use app::{
    Code, bundle,
    contract::{
        PageRequest,
        findings::{Answer, ItemRequest, ShowItems},
        map::MemberView,
        results::{EvaluationDetail, ItemView},
    },
    evaluation::{self, Reuse},
    explain, findings, map, results,
};
use model::State;
use std::{io::Read as _, path::Path};

const LEAVER: &str = "terminated-user-active";

const TICKETS: &str = "Key,Summary,Issue Type,Status,Created,Resolved,Reporter,Assignee\n\
    OPS-1,Laptop for Cleo Stone,Task,Done,2026-01-05,2026-01-06,ada@example.com,ada@example.com\n\
    OPS-7,Offboarding: Ben Moor,Task,Open,2026-03-02,,ada@example.com,ada@example.com\n";

fn bench() -> Bench {
    let bench = Bench::new();
    let member = MemberView { email: "ada@example.com".to_owned(), name: "Ada Ray".to_owned(), roles: Vec::new() };
    map::set_member(&bench.session, member).unwrap();
    bench.import(&[bench.file("people.csv", ROSTER), bench.file("users.csv", ACCOUNTS), bench.file("jira.csv", TICKETS)]);
    evaluation::run(&bench.session, &[], Reuse::Unchanged, &mut |_| {}).unwrap();
    bench
}

fn ben() -> Vec<String> {
    vec!["ben".to_owned()]
}

fn shown(bench: &Bench, show: ShowItems) -> EvaluationDetail {
    let page = PageRequest { offset: 0, limit: 50, filter: String::new() };
    let request = ItemRequest { state: None, show, member: "ada@example.com".to_owned(), page };
    results::detail(&bench.session, LEAVER, &request).unwrap()
}

fn item(bench: &Bench) -> ItemView {
    shown(bench, ShowItems::All).items.into_iter().find(|item| item.subject == "ben").unwrap()
}

fn answer(retest: Option<u32>) -> Answer {
    Answer {
        cause: "The ticket waited for HR.".to_owned(),
        fix: "HR disables leavers itself.".to_owned(),
        due: "2026-08-01".to_owned(),
        compensating: "The laptop was returned.".to_owned(),
        retest,
    }
}

#[test]
fn an_accepted_exception_stays_an_exception() {
    let bench = bench();
    let accept = |reason: &str, by: &str, until: &str| findings::accept(&bench.session, LEAVER, &ben(), reason, by, until);
    for (reason, by, until) in [
        (" ", "ada@example.com", "2026-09-30"),
        ("handover", "stranger@example.com", "2026-09-30"),
        ("handover", "ada@example.com", "2026-07-05"),
        ("handover", "ada@example.com", "soon"),
    ] {
        assert_eq!(accept(reason, by, until).unwrap_err().code, Code::Invalid, "{reason} {by} {until}");
    }
    let nobody = findings::accept(&bench.session, LEAVER, &["cleo".to_owned()], "x", "ada@example.com", "2026-09-30");
    assert_eq!(nobody.unwrap_err().code, Code::NotFound);
    accept("handover", "ADA@example.com", "2026-07-06").unwrap();
    evaluation::run(&bench.session, &[], Reuse::Unchanged, &mut |_| {}).unwrap();
    let detail = shown(&bench, ShowItems::Accepted);
    assert_eq!((detail.row.state, detail.row.exceptions, detail.accepted, detail.total), (State::Exception, 1, 1, 1));
    let accepted = detail.items[0].accepted.as_ref().unwrap();
    assert_eq!((accepted.by.as_str(), accepted.until.as_str(), accepted.ended), ("Ada Ray", "2026-07-06", false));
    assert_eq!(shown(&bench, ShowItems::Open).total, 0);
    let list = results::list(&bench.session).unwrap();
    assert_eq!((list.accepted.get(LEAVER), list.rows[0].state), (Some(&1), State::Exception));
    let control = list.controls.iter().find(|control| control.evaluators.iter().any(|id| id == LEAVER)).unwrap();
    assert_eq!((control.state, control.accepted), (Some(State::Exception), 1));
    findings::withdraw(&bench.session, LEAVER, &ben()).unwrap();
    assert_eq!(shown(&bench, ShowItems::Open).total, 1);
}

#[test]
fn an_acceptance_ends_with_its_last_day() {
    let bench = bench();
    findings::accept(&bench.session, LEAVER, &ben(), "handover", "ada@example.com", "2026-07-06").unwrap();
    app::vault::lock(&bench.session);
    let mut next = session(&bench.path("vault"));
    next.set_as_of("2026-07-07".parse().unwrap());
    app::vault::unlock(&next, app::contract::vault::UnlockWith::Passphrase(crate::PASSPHRASE.to_owned())).unwrap();
    let page = PageRequest { offset: 0, limit: 50, filter: String::new() };
    let request = ItemRequest { state: None, show: ShowItems::Open, member: String::new(), page };
    let detail = results::detail(&next, LEAVER, &request).unwrap();
    assert_eq!((detail.total, detail.accepted), (1, 0));
    assert!(detail.items[0].accepted.as_ref().unwrap().ended);
}

#[test]
fn an_assigned_item_has_a_person_and_a_day() {
    let bench = bench();
    let refused = findings::assign(&bench.session, LEAVER, &ben(), "ada@example.com", "2026-07-01");
    assert_eq!(refused.unwrap_err().code, Code::Invalid);
    findings::assign(&bench.session, LEAVER, &ben(), "ada@example.com", "2026-07-20").unwrap();
    let assigned = shown(&bench, ShowItems::Assigned);
    assert_eq!((assigned.total, assigned.items[0].assigned.as_ref().unwrap().name.as_str()), (1, "Ada Ray"));
    assert_eq!(findings::me(&bench.session).unwrap().unwrap().email, "ada@example.com");
    findings::unassign(&bench.session, LEAVER, &ben()).unwrap();
    assert_eq!(shown(&bench, ShowItems::Assigned).total, 0);
}

#[test]
fn an_answer_has_parts_and_its_retest_is_later() {
    let bench = bench();
    let blank = Answer { cause: " ".to_owned(), fix: String::new(), compensating: String::new(), ..answer(None) };
    assert_eq!(findings::respond(&bench.session, LEAVER, &ben(), &blank).unwrap_err().code, Code::Invalid);
    let proof = item(&bench).proof[0].evidence;
    let not_later = findings::respond(&bench.session, LEAVER, &ben(), &answer(Some(proof)));
    assert_eq!(not_later.unwrap_err().code, Code::Invalid);
    findings::respond(&bench.session, LEAVER, &ben(), &answer(None)).unwrap();
    let kept = item(&bench).answer.unwrap();
    assert_eq!((kept.fix.as_str(), kept.due.as_str()), ("HR disables leavers itself.", "2026-08-01"));
    let preview = bundle::preview(&bench.session).unwrap();
    assert_eq!(preview.exceptions - preview.unanswered, 1);
}

#[test]
fn remarks_stay_in_order_with_their_authors() {
    let bench = bench();
    findings::remark(&bench.session, LEAVER, &ben(), "Asked HR.").unwrap();
    findings::remark(&bench.session, LEAVER, &ben(), "HR answered.").unwrap();
    assert_eq!(findings::remark(&bench.session, LEAVER, &ben(), "  ").unwrap_err().code, Code::Invalid);
    let told = explain::explain(&bench.session, LEAVER, "ben").unwrap();
    let remarks: Vec<_> = told.remarks.iter().map(|one| (one.author.as_str(), one.text.as_str())).collect();
    assert_eq!(remarks, [("ada@example.com", "Asked HR."), ("ada@example.com", "HR answered.")]);
    assert_eq!(told.item.remarks, 2);
}

#[test]
fn the_timeline_joins_ticket_termination_and_account() {
    let bench = bench();
    let told = explain::explain(&bench.session, LEAVER, "ben").unwrap();
    let files: Vec<&str> = told.timeline.iter().map(|moment| moment.proof.file.as_str()).collect();
    for file in ["people.csv", "users.csv", "jira.csv"] {
        assert!(files.contains(&file), "{file} is not in {files:?}");
    }
    let of = |what: &str| told.timeline.iter().position(|moment| moment.what.contains(what));
    assert!(of("started") < of("last working day") && of("OPS-7").is_some(), "{:#?}", told.timeline);
    assert!(of("OPS-1").is_none() && of("cleo").is_none(), "another person's rows are not told");
    let ticket = &told.timeline[of("OPS-7").unwrap()];
    assert_eq!((ticket.because.as_str(), ticket.at.as_str()), ("name ben moor", "2026-03-02"));
    let days: Vec<&str> =
        told.timeline.iter().map(|moment| &moment.at[..moment.at.len().min(10)]).filter(|day| !day.is_empty()).collect();
    assert!(days.is_sorted(), "{days:?}");
    assert!(!told.steps.is_empty() && told.steps.iter().any(|step| step.proof.is_some()));
    assert_eq!(explain::explain(&bench.session, LEAVER, "nobody").unwrap_err().code, Code::NotFound);
}

#[test]
fn counts_of_earlier_runs_stay() {
    let bench = Bench::new();
    bench.import(&[bench.file("people.csv", ROSTER)]);
    evaluation::run(&bench.session, &[], Reuse::Unchanged, &mut |_| {}).unwrap();
    bench.import(&[bench.file("users.csv", ACCOUNTS)]);
    evaluation::run(&bench.session, &[], Reuse::Unchanged, &mut |_| {}).unwrap();
    evaluation::run(&bench.session, &[], Reuse::Unchanged, &mut |_| {}).unwrap();
    let list = results::list(&bench.session).unwrap();
    let points: Vec<(State, u32)> = list.trends[LEAVER].iter().map(|point| (point.state, point.exceptions)).collect();
    assert_eq!(points, [(State::NotDeterminable, 0), (State::Exception, 1)], "a run that repeats the one before is one run");
}

/// The text of an entry of a bundle.
fn entry(path: &Path, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let at = (0..archive.len()).find(|at| archive.by_index(*at).unwrap().name().unwrap().ends_with(name)).unwrap();
    let mut text = String::new();
    archive.by_index(at).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn the_bundle_tells_what_management_says() {
    let bench = bench();
    findings::accept(&bench.session, LEAVER, &ben(), "handover", "ada@example.com", "2026-09-30").unwrap();
    findings::respond(&bench.session, LEAVER, &ben(), &answer(None)).unwrap();
    let path = bench.path("bundle.zip");
    let made = bundle::export(&bench.session, &path, &mut |_| {}).unwrap();
    assert!(bundle::verify(&path, Some(&made.fingerprint)).unwrap().valid);
    let accepted = entry(&path, "data/accepted.csv");
    assert!(accepted.contains("terminated-user-active,ben,Ada Ray,2026-09-30,yes,handover"), "{accepted}");
    let responses = entry(&path, "data/responses.csv");
    assert!(
        responses.contains("The ticket waited for HR.,HR disables leavers itself.,2026-08-01,The laptop was returned."),
        "{responses}"
    );
    let items = entry(&path, "data/results/terminated-user-active.csv");
    assert!(items.contains("ben,exception,"), "{items}");
}
