//! Evaluating, reading results, answering exceptions.

use crate::{ACCOUNTS, Bench, ROSTER};
use app::{
    Code,
    contract::{
        PageRequest, Progress,
        findings::{Answer, ItemRequest, ShowItems},
        map::EffectiveView,
    },
    evaluation::{self, Reuse},
    findings, overview, preview, results, terms,
};
use model::State;
use std::sync::atomic::{AtomicBool, Ordering};

fn page() -> PageRequest {
    PageRequest { offset: 0, limit: 50, filter: String::new() }
}

fn failed() -> ItemRequest {
    ItemRequest { state: Some(State::Exception), show: ShowItems::All, member: String::new(), page: page() }
}

#[test]
fn exceptions_are_found_lead_to_their_row_and_are_answered() {
    let bench = Bench::new();
    bench.import(&[bench.file("people.csv", ROSTER), bench.file("users.csv", ACCOUNTS)]);
    evaluation::run(&bench.session, &[], Reuse::Unchanged, &mut |_| {}).unwrap();
    let listed = results::list(&bench.session).unwrap();
    assert!(!listed.stale);
    let row = listed.rows.iter().find(|row| row.evaluator == "terminated-user-active").unwrap();
    assert_eq!((row.state, row.exceptions), (State::Exception, 1));
    let detail = results::detail(&bench.session, "terminated-user-active", &failed()).unwrap();
    assert_eq!(detail.items[0].subject, "ben");
    let proof = &detail.items[0].proof[0];
    let record = app::records::detail(&bench.session, proof.evidence, &proof.at).unwrap();
    assert!(record.fields.iter().any(|(_, value)| value == "ben"), "{:?}", record.fields);
    let answer = Answer {
        cause: "The ticket was lost.".to_owned(),
        fix: "Disabled on 6 July.".to_owned(),
        due: String::new(),
        compensating: String::new(),
        retest: None,
    };
    findings::respond(&bench.session, "terminated-user-active", &["ben".to_owned()], &answer).unwrap();
    let answered = results::detail(&bench.session, "terminated-user-active", &failed()).unwrap();
    assert_eq!((answered.items[0].state, answered.items[0].answer.is_some()), (State::Exception, true));
}

#[test]
fn what_comes_in_later_makes_results_stale() {
    let bench = Bench::new();
    bench.import(&[bench.file("people.csv", ROSTER)]);
    evaluation::run(&bench.session, &[], Reuse::Unchanged, &mut |_| {}).unwrap();
    assert!(!overview::overview(&bench.session).unwrap().stale);
    bench.import(&[bench.file("users.csv", ACCOUNTS)]);
    assert!(overview::overview(&bench.session).unwrap().stale);
}

#[test]
fn without_evidence_nothing_passes() {
    let bench = Bench::new();
    let run = evaluation::run(&bench.session, &[], Reuse::Unchanged, &mut |_| {}).unwrap();
    let of_the_map = ["criterion-without-control"];
    let passed: Vec<&str> = run
        .evaluations
        .iter()
        .filter(|evaluation| evaluation.state == State::Pass)
        .map(|evaluation| evaluation.evaluator.as_str())
        .collect();
    assert_eq!(passed, of_the_map);
}

#[test]
fn parameters_need_a_number_a_day_and_a_reason() {
    let bench = Bench::new();
    let value = |from: &str, value: &str, reason: &str| EffectiveView {
        from: from.to_owned(),
        value: value.to_owned(),
        reason: reason.to_owned(),
    };
    let id = "termination-sla-business-days";
    for wrong in [value("soon", "2", "contract"), value("2026-04-01", "two", "contract"), value("2026-04-01", "2", " ")] {
        assert_eq!(terms::set_parameter(&bench.session, id, &wrong).unwrap_err().code, Code::Invalid);
    }
    terms::set_parameter(&bench.session, id, &value("2026-04-01", "2", "contract of 20 March")).unwrap();
    let all = terms::parameters(&bench.session).unwrap();
    let set = all.iter().find(|parameter| parameter.id == id).unwrap();
    assert_eq!((set.values.len(), set.values[0].value.as_str()), (1, "2"));
}

#[test]
fn an_owner_named_today_was_not_the_owner_before() {
    let bench = Bench::new();
    let member =
        app::contract::map::MemberView { email: "ada@example.com".to_owned(), name: "Ada Ray".to_owned(), roles: Vec::new() };
    app::map::set_member(&bench.session, member).unwrap();
    assert!(app::map::set_owner(&bench.session, "AC-02", "stranger@example.com").is_err());
    app::map::set_owner(&bench.session, "AC-02", "ada@example.com").unwrap();
    let run = evaluation::run(&bench.session, &[], Reuse::Unchanged, &mut |_| {}).unwrap();
    assert_eq!(run.evaluations.len(), app::registry::evaluators().len());
    let control = app::map::control(&bench.session, "AC-02").unwrap();
    assert_eq!(control.owner.as_deref(), Some("ada@example.com"));
    assert_eq!(control.effective_from.as_deref(), Some("2026-07-06"));
    let told = &control.history[0];
    assert_eq!((told.from.as_str(), told.actor.as_str()), ("2026-07-06", "ada@example.com"));
    assert_eq!((told.changes[0].field.as_str(), told.changes[0].before.as_str()), ("owner", ""));
    assert_eq!(control.versions[0].to, "2026-07-05");
}

const TICKETS: &str = "Key,Summary,Status,Created,Resolved,Assignee\nOPS-1,Rotate the keys,Done,2026-03-01,2026-03-02,ada\n";

#[test]
fn after_one_more_file_only_what_depends_on_it_is_judged_again() {
    let bench = Bench::new();
    let run = |reuse| evaluation::run(&bench.session, &[], reuse, &mut |_| {}).unwrap();
    bench.import(&[bench.file("people.csv", ROSTER), bench.file("users.csv", ACCOUNTS)]);
    assert_eq!(run(Reuse::Unchanged).judged.len(), evaluate_count());
    assert_eq!(run(Reuse::Unchanged).judged, Vec::<&str>::new(), "nothing changed");
    bench.import(&[bench.file("tickets.csv", TICKETS)]);
    let after = run(Reuse::Unchanged);
    assert!(after.judged.contains(&"change-without-ticket") && after.judged.contains(&"occurrence-missed"), "{:?}", after.judged);
    assert!(!after.judged.contains(&"user-without-mfa"), "{:?}", after.judged);
    assert_eq!(after.evaluations, run(Reuse::Nothing).evaluations);
    let value = EffectiveView { from: "2026-01-01".into(), value: "30".into(), reason: "policy 4".into() };
    terms::set_parameter(&bench.session, "dormancy-days", &value).unwrap();
    assert_eq!(run(Reuse::Unchanged).judged, ["dormant-account"]);
}

fn evaluate_count() -> usize {
    app::registry::evaluators().len()
}

#[test]
fn what_a_parameter_would_change_is_told_before_it_does() {
    let bench = Bench::new();
    bench.import(&[bench.file("people.csv", ROSTER), bench.file("users.csv", ACCOUNTS)]);
    let value = EffectiveView { from: "2026-01-01".into(), value: "10".into(), reason: String::new() };
    let told = preview::parameter(&bench.session, "dormancy-days", &value).unwrap();
    let told: Vec<_> =
        told.iter().map(|one| (one.after.evaluator.as_str(), one.before.exceptions, one.after.exceptions)).collect();
    assert_eq!(told, [("dormant-account", 0, 1)]);
    let detail = &preview::parameter(&bench.session, "dormancy-days", &value).unwrap()[0];
    assert_eq!((detail.total, detail.items[0].subject.as_str(), detail.items[0].after), (1, "ben", Some(State::Exception)));
    assert!(terms::parameters(&bench.session).unwrap().iter().all(|parameter| parameter.values.is_empty()), "nothing is kept");
    let wrong = EffectiveView { value: "many".into(), ..value };
    assert_eq!(preview::parameter(&bench.session, "dormancy-days", &wrong).unwrap_err().code, Code::Invalid);
}

#[test]
fn whose_account_it_is_can_be_decided_and_taken_back() {
    use app::{
        contract::people::{IdentityChoice, Matched},
        people,
    };
    let bench = Bench::new();
    let users = format!("{ACCOUNTS}robot,,active,no,2026-06-29\n");
    bench.import(&[bench.file("people.csv", ROSTER), bench.file("users.csv", &users)]);
    let page = PageRequest { offset: 0, limit: 50, filter: String::new() };
    let unmatched = || people::matches(&bench.session, Matched::Unmatched, &page).unwrap();
    assert_eq!(unmatched().rows.iter().map(|row| row.login.as_str()).collect::<Vec<_>>(), ["robot"]);
    let failed = || {
        let run = evaluation::run(&bench.session, &[], Reuse::Unchanged, &mut |_| {}).unwrap();
        run.evaluations.iter().find(|one| one.evaluator == "account-without-person").unwrap().exceptions
    };
    assert_eq!(failed(), 1);
    let row = unmatched().rows.remove(0);
    let choice = IdentityChoice {
        system: row.system.clone(),
        login: "robot".into(),
        person: String::new(),
        owner: "ada@example.com".into(),
        reason: "register, line 4".into(),
    };
    let wrong = |change: &dyn Fn(&mut IdentityChoice)| {
        let mut wrong = choice.clone();
        change(&mut wrong);
        people::decide(&bench.session, wrong).unwrap_err().code
    };
    assert_eq!(wrong(&|choice| choice.reason = " ".into()), Code::Invalid);
    assert_eq!(wrong(&|choice| choice.login = "nobody".into()), Code::Invalid);
    assert_eq!(wrong(&|choice| choice.person = "stranger@example.com".into()), Code::Invalid);
    people::decide(&bench.session, choice.clone()).unwrap();
    assert_eq!((unmatched().total, unmatched().decided, failed()), (0, 1, 0));
    people::undecide(&bench.session, &row.system, "ROBOT").unwrap();
    assert_eq!((unmatched().total, failed()), (1, 1));
}

#[test]
fn a_run_that_is_cancelled_leaves_the_results_of_the_last_one() {
    let bench = Bench::new();
    bench.import(&[bench.file("people.csv", ROSTER), bench.file("users.csv", ACCOUNTS)]);
    evaluation::run(&bench.session, &[], Reuse::Unchanged, &mut |_| {}).unwrap();
    let before = results::list(&bench.session).unwrap();
    let cancel = AtomicBool::new(false);
    let mut judged = 0;
    let hear = &mut |progress: Progress| {
        judged = progress.count;
        cancel.store(judged == 3, Ordering::Relaxed);
    };
    let error = evaluation::run_until(&bench.session, &[], Reuse::Nothing, &cancel, hear).unwrap_err();
    assert_eq!((error.code, judged), (Code::Cancelled, 3));
    let after = results::list(&bench.session).unwrap();
    assert_eq!((after.at, after.rows.len()), (before.at, before.rows.len()));
}
