//! The small tables: what is put comes back, history stays, and the activity chain tells it.

use crate::scene::{ACTOR, Scene, at, take_in};
use chrono::NaiveDate;
use model::{
    Approved, AuditType, Cadence, Category, Control, Criterion, Effective, Engagement, Evaluation, EvidenceId, Ipe, Item, Kind,
    Nature, Period, Pointer, Position, Secret, SourceSystem, State, Step, TeamMember,
};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use store::{Bundle, ItemFilter, LinkOrigin, Read, Response, Run, Show, Span, StoreError, Vault, Write};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn control(id: &str, title: &str, from: Option<&str>) -> Control {
    Control {
        id: id.to_owned(),
        title: title.to_owned(),
        description: "Accounts of leavers are disabled within one business day.".to_owned(),
        criteria: vec!["CC6.2".to_owned()],
        also: Vec::new(),
        owner_role: "Head of IT".to_owned(),
        owner: None,
        source: "identity provider".to_owned(),
        cadence: Cadence::PerEvent,
        nature: Nature::Manual,
        evidence: vec!["account list".to_owned()],
        kinds: vec![Kind::Account],
        evaluators: vec!["terminated-user-active".to_owned()],
        effective_from: from.map(day),
        effective_to: None,
    }
}

fn put(vault: &mut Vault, control: &Control) {
    vault.write(ACTOR, at(1), |write: &mut Write<'_>| write.put_control(control)).unwrap();
}

fn lives(vault: &Vault, id: &str) -> Vec<(String, Option<String>, Option<String>)> {
    let text = |day: Option<NaiveDate>| day.map(|day| day.to_string());
    let versions = vault.read(|read| read.control_versions(id)).unwrap();
    versions.into_iter().map(|one| (one.title, text(one.effective_from), text(one.effective_to))).collect()
}

fn life(title: &str, from: Option<&str>, to: Option<&str>) -> (String, Option<String>, Option<String>) {
    (title.to_owned(), from.map(str::to_owned), to.map(str::to_owned))
}

#[test]
fn a_change_of_a_control_leaves_what_was_true_before() {
    let scene = Scene::new();
    let mut vault = scene.create();
    put(&mut vault, &control("AC-03", "first", None));
    put(&mut vault, &control("AC-03", "third", Some("2026-06-01")));
    put(&mut vault, &control("AC-03", "second", Some("2026-03-01")));
    let expected = [
        life("first", None, Some("2026-02-28")),
        life("second", Some("2026-03-01"), Some("2026-05-31")),
        life("third", Some("2026-06-01"), None),
    ];
    assert_eq!(lives(&vault, "AC-03"), expected);
    for (on, title) in [("2026-02-28", "first"), ("2026-03-01", "second"), ("2026-05-31", "second"), ("2026-06-01", "third")] {
        let found = vault.read(|read| read.controls_at(day(on))).unwrap();
        assert_eq!(found.iter().map(|one| one.title.as_str()).collect::<Vec<_>>(), [title], "{on}");
    }
    put(&mut vault, &control("AC-03", "second, mended", Some("2026-03-01")));
    assert_eq!(lives(&vault, "AC-03")[1], life("second, mended", Some("2026-03-01"), Some("2026-05-31")));
    put(&mut vault, &control("AC-01", "another", None));
    assert_eq!(vault.read(Read::all_control_versions).unwrap().len(), 4);

    let ended = Control { effective_to: Some(day("2026-07-31")), ..control("AC-03", "third", Some("2026-06-01")) };
    put(&mut vault, &ended);
    assert_eq!(vault.read(|read| read.controls_at(day("2026-08-01"))).unwrap().len(), 1, "AC-01 alone");
    put(&mut vault, &control("AC-03", "again", Some("2026-09-01")));
    assert_eq!(lives(&vault, "AC-03")[2], life("third", Some("2026-06-01"), Some("2026-07-31")), "the pause stays");
    let wrong = Control { effective_to: Some(day("2027-01-01")), ..control("AC-09", "wrong", Some("2027-01-02")) };
    let refused = vault.write(ACTOR, at(1), |write: &mut Write<'_>| write.put_control(&wrong));
    assert!(matches!(refused, Err(StoreError::Refused { .. })));
}

#[test]
fn the_same_value_again_leaves_no_trace() {
    let scene = Scene::new();
    let mut vault = scene.create();
    let control = control("AC-03", "first", Some("2026-01-01"));
    let parameter = Effective { from: day("2026-01-01"), value: "2".to_owned(), reason: "policy 7".to_owned() };
    let work = |write: &mut Write<'_>| {
        write.put_control(&control)?;
        write.put_setting("colour", &json!("dark"))?;
        write.put_parameter("termination-sla-business-days", &parameter)
    };
    vault.write(ACTOR, at(1), work).unwrap();
    let entries = vault.read(Read::activity_count).unwrap();
    assert_eq!(entries, 4);
    vault.write(ACTOR, at(2), work).unwrap();
    assert_eq!(vault.read(Read::activity_count).unwrap(), entries);
}

#[test]
fn named_values_come_back() {
    let scene = Scene::new();
    let mut vault = scene.create();
    let window = Period::new(day("2026-01-01"), day("2026-06-30")).unwrap();
    let engagement = Engagement {
        company: "Example Robotics".to_owned(),
        audit_type: AuditType::TypeII,
        window,
        zone: "Europe/Berlin".to_owned(),
        scope: BTreeMap::new(),
        auditor: None,
        holidays: BTreeSet::from([day("2026-05-01")]),
    };
    let member =
        TeamMember { email: "ada@example.com".to_owned(), name: "Ada Example".to_owned(), roles: vec!["Head of IT".to_owned()] };
    let system = SourceSystem {
        name: "Okta".to_owned(),
        role: "identity provider".to_owned(),
        retention_days: Some(90),
        ..SourceSystem::default()
    };
    let criterion = Criterion { id: "CC6.1".to_owned(), category: Category::Security, title: "logical access design".to_owned() };
    let work = |write: &mut Write<'_>| {
        write.put_engagement(&engagement)?;
        write.put_team_member(&member)?;
        write.put_source_system(&system)?;
        write.put_criteria([&criterion])?;
        write.put_setting("theme", &json!({ "dark": true }))?;
        write.put_column_map("email|name", &json!({ "email": "E-Mail" }))
    };
    assert_eq!(vault.read(Read::engagement).unwrap(), None);
    vault.write(ACTOR, at(1), work).unwrap();
    vault.close().unwrap();
    let mut vault = scene.open().unwrap();
    let read = vault
        .read::<_, StoreError>(|read| {
            assert_eq!(read.engagement()?.as_ref(), Some(&engagement));
            assert_eq!(read.setting("theme")?, Some(json!({ "dark": true })));
            assert_eq!((read.setting("font")?, read.column_map("other")?), (None, None));
            assert_eq!(read.column_map("email|name")?, Some(json!({ "email": "E-Mail" })));
            Ok((read.team()?, read.source_systems()?, read.criteria()?))
        })
        .unwrap();
    assert_eq!(read, (vec![member], vec![system], vec![criterion]));
    vault.write(ACTOR, at(2), |write: &mut Write<'_>| write.remove_team_member("ada@example.com")).unwrap();
    let again = vault.write(ACTOR, at(3), |write: &mut Write<'_>| write.remove_team_member("ada@example.com"));
    assert!(matches!(again, Err(StoreError::NotFound { what: "team member", .. })));
    let last = vault.read(|read| read.activity(0, 1)).unwrap().remove(0);
    assert_eq!((last.action.as_str(), last.subject.as_str(), last.at), ("team member removed", "ada@example.com", at(2)));
    assert_eq!((last.before.unwrap()["name"].clone(), last.after), (json!("Ada Example"), None));
}

#[test]
fn parameters_and_approvals_keep_their_days() {
    let scene = Scene::new();
    let mut vault = scene.create();
    let value = |from, value: &str| Effective { from: day(from), value: value.to_owned(), reason: "policy 7".to_owned() };
    let approved = |model: Option<&str>, from| Approved {
        provider: "OpenAI".to_owned(),
        model: model.map(str::to_owned),
        version: None,
        aliases: vec!["azure/openai".to_owned()],
        from: day(from),
        to: None,
        reason: "ticket OPS-1".to_owned(),
    };
    let work = |write: &mut Write<'_>| {
        write.put_parameter("sla-days", &value("2026-04-01", "2"))?;
        write.put_parameter("sla-days", &value("2026-01-01", "1"))?;
        write.put_parameter("sla-days", &value("2026-04-01", "3"))?;
        write.put_approved(&approved(None, "2026-01-01"))?;
        write.put_approved(&approved(Some("gpt-x"), "2026-02-01"))?;
        write.put_approved(&Approved { to: Some(day("2026-03-01")), ..approved(Some("gpt-x"), "2026-02-01") })
    };
    vault.write(ACTOR, at(1), work).unwrap();
    let expected = BTreeMap::from([("sla-days".to_owned(), vec![value("2026-01-01", "1"), value("2026-04-01", "3")])]);
    assert_eq!(vault.read(Read::parameters).unwrap(), expected);
    let list = vault.read(Read::approved).unwrap();
    assert_eq!(list.iter().map(|one| one.to).collect::<Vec<_>>(), [None, Some(day("2026-03-01"))]);
    let work = |write: &mut Write<'_>| {
        write.remove_parameter("sla-days", day("2026-04-01"))?;
        write.remove_approved("openai", Some("GPT-X"), day("2026-02-01"))
    };
    vault.write(ACTOR, at(2), work).unwrap();
    assert_eq!(vault.read(Read::parameters).unwrap()["sla-days"].len(), 1);
    assert_eq!(vault.read(Read::approved).unwrap().len(), 1);
}

#[test]
fn evidence_is_linked_to_many_controls_with_a_reason() {
    let scene = Scene::new();
    let mut vault = scene.create();
    let id = take_in(&mut vault, b"1", "1.csv");
    put(&mut vault, &control("AC-03", "a", None));
    put(&mut vault, &control("AC-04", "b", None));
    let person = LinkOrigin::Person { name: ACTOR.to_owned(), reason: "shows the leavers too".to_owned() };
    let work = |write: &mut Write<'_>| {
        write.link(id, "AC-03", &LinkOrigin::Automatic(Kind::Account))?;
        write.link(id, "AC-04", &person)?;
        write.link(id, "AC-03", &person)
    };
    vault.write(ACTOR, at(5), work).unwrap();
    let links = vault.read(|read| read.links_of_evidence(id)).unwrap();
    let told: Vec<_> = links.iter().map(|link| (link.control.as_str(), &link.origin, link.at)).collect();
    assert_eq!(told, [("AC-03", &LinkOrigin::Automatic(Kind::Account), at(5)), ("AC-04", &person, at(5))]);
    assert_eq!(vault.read(|read| read.links_of_control("AC-04")).unwrap().len(), 1);
    let unknown = vault.write(ACTOR, at(5), |write: &mut Write<'_>| write.link(id, "ZZ-99", &person));
    assert!(matches!(unknown, Err(StoreError::Refused { what, .. }) if what.contains("ZZ-99")));
    vault.write(ACTOR, at(6), |write: &mut Write<'_>| write.unlink(id, "AC-03")).unwrap();
    vault.write(ACTOR, at(6), |write: &mut Write<'_>| write.remove_evidence(id)).unwrap();
    assert!(vault.read(Read::links).unwrap().is_empty());
}

#[test]
fn what_is_known_about_evidence_can_be_completed() {
    let scene = Scene::new();
    let mut vault = scene.create();
    let id = take_in(&mut vault, b"1", "1.csv");
    let ipe = Ipe { system: Some("Okta".to_owned()), row_count: Some(7), ..Ipe::default() };
    let work = |write: &mut Write<'_>| {
        let mut evidence = write.evidence(id)?;
        evidence.records.insert(Kind::Person, 7);
        evidence.file_name = "another.csv".to_owned();
        write.update_evidence(&evidence)?;
        write.set_ipe(id, &ipe)?;
        write.set_extracted(id, Some("2026-03-01".parse().unwrap()))
    };
    vault.write(ACTOR, at(2), work).unwrap();
    let evidence = vault.read(|read| read.evidence(id)).unwrap();
    assert_eq!((evidence.file_name.as_str(), evidence.record_count(), &evidence.ipe), ("1.csv", 7, &ipe));
    assert_eq!(evidence.dates.extracted, Some("2026-03-01".parse().unwrap()));
    assert_eq!(vault.read(|read| read.evidence_by_hash(&evidence.sha256)).unwrap(), Some(evidence));
    let entry = vault.read(|read| read.activity(0, 1)).unwrap().remove(0);
    assert_eq!((entry.before, entry.after), (Some(json!(null)), Some(json!("2026-03-01"))));
    assert_eq!(vault.verify_chain().unwrap().broken, None, "a null before is not an absent one");
}

pub(crate) fn evaluation(items: u32) -> Evaluation {
    let item = |number: u32| Item {
        steps: vec![Step { at: None, what: "a deadline".to_owned(), proof: None }],
        subject: format!("user-{number}@example.com"),
        state: if number.is_multiple_of(10) { State::Exception } else { State::Pass },
        reason: format!("left on day {number}"),
        proof: vec![Pointer { evidence: EvidenceId(1), at: Position::Row(u64::from(number)) }],
    };
    Evaluation {
        evaluator: "terminated-user-active".to_owned(),
        version: 1,
        state: State::Exception,
        population_of: "leavers".to_owned(),
        population: u64::from(items),
        tested: u64::from(items),
        exceptions: u64::from(items) / 10,
        undetermined: 0,
        items: (1..=items).map(item).collect(),
        filters: Vec::new(),
        inputs: Vec::new(),
        parameters: Vec::new(),
        figures: BTreeMap::new(),
        notes: Vec::new(),
    }
}

#[test]
fn a_run_keeps_evaluations_and_items_apart() {
    let scene = Scene::new();
    let mut vault = scene.create();
    let run = Run { at: at(1), as_of: at(0), terms: json!({ "zone": "UTC" }), dataset: "abc".to_owned() };
    assert!(vault.read(Read::latest_run).unwrap().is_none());
    vault.write(ACTOR, at(1), |write: &mut Write<'_>| write.insert_run(&run, &[], &BTreeMap::new())).unwrap();
    let whole = evaluation(100);
    let other = Evaluation { evaluator: "dormant-account".to_owned(), items: Vec::new(), ..whole.clone() };
    let inputs = BTreeMap::from([("dormant-account".to_owned(), "1f".to_owned())]);
    let insert = |write: &mut Write<'_>| write.insert_run(&run, &[whole.clone(), other], &inputs);
    let id = vault.write(ACTOR, at(2), insert).unwrap();
    assert_eq!(vault.read(|read| read.inputs(id)).unwrap().values().collect::<Vec<_>>(), ["1f", ""]);
    assert_eq!(vault.read(|read| read.whole_evaluation(id, "terminated-user-active")).unwrap().as_ref(), Some(&whole));
    assert_eq!(vault.read(Read::latest_run).unwrap(), Some((id, run)));
    let head = Evaluation { items: Vec::new(), ..whole.clone() };
    let listed = vault.read(|read| read.evaluations(id)).unwrap();
    assert_eq!(
        listed.iter().map(|one| one.evaluator.as_str()).collect::<Vec<_>>(),
        ["dormant-account", "terminated-user-active"]
    );
    assert_eq!(vault.read(|read| read.evaluation(id, "terminated-user-active")).unwrap(), Some(head));

    let page = |filter, offset, limit| {
        let span = Span { offset, limit };
        let page = vault.read(|read| read.page_items(id, "terminated-user-active", filter, span)).unwrap();
        (page.total, page.rows)
    };
    assert_eq!(page(ItemFilter::default(), 99, 5), (100, vec![(99, whole.items[99].clone())]));
    let failed = ItemFilter { state: Some(State::Exception), ..ItemFilter::default() };
    assert_eq!(page(failed, 1, 1), (10, vec![(19, whole.items[19].clone())]));
    let named = ItemFilter { state: Some(State::Exception), text: Some("USER-50@"), show: Show::All };
    assert_eq!(page(named, 0, 5), (1, vec![(49, whole.items[49].clone())]));

    assert_eq!(vault.write(ACTOR, at(3), Write::remove_older_runs).unwrap(), 1, "the first run judged the same");
    assert_eq!(vault.write(ACTOR, at(3), Write::remove_older_runs).unwrap(), 0);
}

#[test]
fn responses_bundles_and_the_signing_identity() {
    let scene = Scene::new();
    let mut vault = scene.create();
    let response = |text: &str, due: Option<&str>| Response {
        evaluator: "terminated-user-active".to_owned(),
        subject: "eve@example.com".to_owned(),
        cause: text.to_owned(),
        fix: String::new(),
        compensating: String::new(),
        owner: "Ada Example".to_owned(),
        due: due.map(day),
        retest: None,
        at: at(3),
    };
    let bundle = |name: &str| Bundle {
        at: at(4),
        file_name: name.to_owned(),
        manifest: "ab".repeat(32).parse().unwrap(),
        summary: json!({ "evidence": 3 }),
    };
    let work = |write: &mut Write<'_>| {
        write.put_response(&response("being looked at", None))?;
        write.put_response(&response("account removed", Some("2026-05-01")))?;
        write.insert_bundle(&bundle("one.zip"))?;
        write.insert_bundle(&bundle("two.zip"))?;
        write.put_signing_identity(&Secret::new(b"key and certificates".to_vec()))
    };
    vault.write(ACTOR, at(5), work).unwrap();
    assert_eq!(vault.read(Read::responses).unwrap(), [response("account removed", Some("2026-05-01"))]);
    assert_eq!(vault.read(Read::bundles).unwrap(), [bundle("two.zip"), bundle("one.zip")]);
    let identity = vault.read(Read::signing_identity).unwrap().unwrap();
    assert_eq!(identity.expose(), b"key and certificates");
    assert_eq!(format!("{identity:?}"), "Secret(***)");
    let log = vault.read(|read| read.activity(0, 100)).unwrap();
    assert!(!serde_json::to_string(&log).unwrap().contains("certificates"), "no secret in the activity chain");
    assert_eq!(log[0].action, "signing identity set");
}
