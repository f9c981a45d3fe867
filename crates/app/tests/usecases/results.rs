//! Evaluating, reading results, answering exceptions.

use crate::{ACCOUNTS, Bench, ROSTER};
use app::{
    Code,
    contract::{
        PageRequest,
        findings::{Answer, ItemRequest, ShowItems},
    },
    evaluation, findings, overview, results, terms,
};
use model::State;

fn failed() -> ItemRequest {
    let page = PageRequest { offset: 0, limit: 50, filter: String::new() };
    ItemRequest { state: Some(State::Exception), show: ShowItems::All, member: String::new(), page }
}

#[test]
fn exceptions_are_found_lead_to_their_row_and_are_answered() {
    let bench = Bench::new();
    bench.import(&[bench.file("people.csv", ROSTER), bench.file("users.csv", ACCOUNTS)]);
    evaluation::run(&bench.session, &[], &mut |_| {}).unwrap();
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
    evaluation::run(&bench.session, &[], &mut |_| {}).unwrap();
    assert!(!overview::overview(&bench.session).unwrap().stale);
    bench.import(&[bench.file("users.csv", ACCOUNTS)]);
    assert!(overview::overview(&bench.session).unwrap().stale);
}

#[test]
fn without_evidence_nothing_passes() {
    let bench = Bench::new();
    let run = evaluation::run(&bench.session, &[], &mut |_| {}).unwrap();
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
    let value = |from: &str, value: &str, reason: &str| app::contract::map::EffectiveView {
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
    let run = evaluation::run(&bench.session, &[], &mut |_| {}).unwrap();
    assert_eq!(run.evaluations.len(), app::registry::evaluators().len());
    let control = app::map::control(&bench.session, "AC-02").unwrap();
    assert_eq!(control.owner.as_deref(), Some("ada@example.com"));
    assert_eq!(control.effective_from.as_deref(), Some("2026-07-06"));
    assert_eq!(control.history, [("2026-07-05".to_owned(), "owner was nobody".to_owned())]);
}
