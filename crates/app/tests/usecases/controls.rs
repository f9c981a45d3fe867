//! Editing controls: what was true before stays, and what a change does is told and kept.

use crate::{ACCOUNTS, Bench};
use app::{
    Code, Session,
    contract::{
        controls::{Because, ChangeEffect, ControlDraft, ControlEdit},
        map::{Life, MemberView},
    },
    controls, evidence, map, vault,
};
use model::{Cadence, Kind, Nature, OccurrenceState};

fn because(from: &str) -> Because {
    Because { from: from.to_owned(), reason: "decided on 3 July by the compliance owner".to_owned() }
}

fn draft(id: &str) -> ControlDraft {
    ControlDraft {
        id: id.to_owned(),
        title: "Badges collected".to_owned(),
        description: "On the last day the Head of People collects the badge.".to_owned(),
        criteria: vec!["cc6-4, CC 6.2".to_owned()],
        also: vec!["A7.2".to_owned()],
        owner_role: "Head of People".to_owned(),
        owner: String::new(),
        source: "HR system".to_owned(),
        cadence: Cadence::Monthly,
        nature: Nature::Manual,
        expects: vec!["List of badges".to_owned()],
        kinds: Vec::new(),
        evaluators: Vec::new(),
    }
}

fn change(session: &Session, control: ControlDraft, from: &str) -> ChangeEffect {
    controls::edit(session, &ControlEdit::Change { control }, &because(from), false).unwrap()
}

fn missed(session: &Session, id: &str) -> usize {
    let control = map::control(session, id).unwrap();
    control.occurrences.iter().filter(|one| one.state == OccurrenceState::Missed).count()
}

#[test]
fn a_new_control_has_its_first_day_its_reason_and_canonical_ids() {
    let bench = Bench::new();
    let edit = ControlEdit::Add { control: draft("FAC-02") };
    let told = controls::edit(&bench.session, &edit, &because("2026-04-01"), false).unwrap();
    assert_eq!((told.action.as_str(), told.from.as_str(), told.after_the_fact_days), ("added", "2026-04-01", 96));
    let control = map::control(&bench.session, "FAC-02").unwrap();
    assert_eq!(control.row.criteria, ["CC6.4", "CC6.2"]);
    assert_eq!(control.draft.also, ["A.7.2"]);
    assert_eq!(control.history[0].reason, "decided on 3 July by the compliance owner");
    assert!(control.serves.iter().any(|entry| entry.id == "A.7.2" && entry.by == "control"));
    assert_eq!(control.occurrences.len(), 3, "April, May and June");
    let again = controls::edit(&bench.session, &edit, &because("2026-04-01"), false).unwrap_err();
    assert_eq!(again.code, Code::Invalid, "{}", again.message);
}

#[test]
fn a_change_in_june_never_alters_what_was_true_in_march() {
    let bench = Bench::new();
    let before = map::control(&bench.session, "AC-07").unwrap();
    let mut control = before.draft.clone();
    control.title = "Access reviewed every month".to_owned();
    control.cadence = Cadence::Monthly;
    let told = change(&bench.session, control, "2026-06-01");
    assert_eq!(told.action, "changed");
    assert!(told.changes.iter().any(|one| one.field == "cadence" && one.before == "quarterly" && one.after == "monthly"));
    let now = map::control(&bench.session, "AC-07").unwrap();
    assert_eq!(now.row.title, "Access reviewed every month");
    assert_eq!(now.versions.len(), 2);
    assert_eq!((now.versions[0].control.clone(), now.versions[0].to.as_str()), (before.draft, "2026-05-31"));
    let first = &now.occurrences[0];
    assert_eq!(
        (first.from.as_str(), first.to.as_str()),
        ("2026-01-01", "2026-03-31"),
        "the first quarter is one occurrence still"
    );
    let mut march = crate::session(&bench.path("vault"));
    vault::lock(&bench.session);
    march.set_as_of("2026-03-15".parse().unwrap());
    vault::unlock(&march, app::contract::vault::UnlockWith::Passphrase(crate::PASSPHRASE.to_owned())).unwrap();
    assert_ne!(map::control(&march, "AC-07").unwrap().row.title, "Access reviewed every month");
}

#[test]
fn what_a_change_takes_away_is_told_first_and_kept_with_it() {
    let bench = Bench::new();
    let before = missed(&bench.session, "AC-07");
    assert!(before > 0);
    let mut control = map::control(&bench.session, "AC-07").unwrap().draft;
    control.cadence = Cadence::PerEvent;
    let edit = ControlEdit::Change { control };
    let told =
        controls::edit(&bench.session, &edit, &Because { from: "2026-01-01".to_owned(), reason: String::new() }, true).unwrap();
    assert!(told.effect.contains("1 expected, 1 missed") && told.after_the_fact_days == 186, "{told:?}");
    assert_eq!(missed(&bench.session, "AC-07"), before, "a rehearsal changes nothing");
    assert!(map::control(&bench.session, "AC-07").unwrap().history.is_empty());
    controls::edit(&bench.session, &edit, &because("2026-01-01"), false).unwrap();
    let after = map::control(&bench.session, "AC-07").unwrap();
    assert_eq!((after.history[0].effect.as_str(), after.history[0].after_the_fact_days), (told.effect.as_str(), 186));
    assert!(vault::check_chain(&bench.session).unwrap().intact);
}

#[test]
fn two_changes_on_one_day_are_both_in_the_history() {
    let bench = Bench::new();
    let mut control = map::control(&bench.session, "AC-07").unwrap().draft;
    for title in ["First wording", "Second wording"] {
        control.title = title.to_owned();
        change(&bench.session, control.clone(), "2026-07-06");
    }
    assert_eq!(change(&bench.session, control, "2026-07-06").action, "unchanged");
    let detail = map::control(&bench.session, "AC-07").unwrap();
    assert_eq!((detail.versions.len(), detail.history.len()), (2, 2));
    assert_eq!(
        (detail.history[0].changes[0].before.as_str(), detail.history[0].changes[0].after.as_str()),
        ("First wording", "Second wording")
    );
}

#[test]
fn a_retired_control_is_expected_until_its_last_day_and_can_come_back() {
    let bench = Bench::new();
    let retire = ControlEdit::Retire { id: "AC-07".to_owned() };
    let none = controls::edit(&bench.session, &retire, &because(""), false).unwrap_err();
    assert_eq!(none.code, Code::Invalid);
    let told = controls::edit(&bench.session, &retire, &because("2026-04-01"), false).unwrap();
    assert_eq!((told.action.as_str(), told.after_the_fact_days), ("retired", 96), "{told:?}");
    let detail = map::control(&bench.session, "AC-07").unwrap();
    assert_eq!((detail.life, detail.occurrences.len()), (Life::Retired, 1));
    assert!(!map::controls(&bench.session, "AC-07").unwrap().iter().any(|row| row.id == "AC-07"));
    let resting = controls::resting(&bench.session).unwrap();
    assert_eq!((resting[0].id.as_str(), resting[0].day.as_str()), ("AC-07", "2026-03-31"));
    assert!(controls::edit(&bench.session, &retire, &because("2026-05-01"), false).is_err(), "it has ended");
    let back = change(&bench.session, detail.draft, "2026-06-01");
    assert_eq!((back.action.as_str(), back.to.as_str()), ("reinstated", ""));
    assert_eq!(map::control(&bench.session, "AC-07").unwrap().life, Life::InForce);
}

#[test]
fn evidence_that_came_in_before_is_linked_when_a_control_names_its_kind() {
    let bench = Bench::new();
    bench.import(&[bench.file("users.csv", ACCOUNTS)]);
    let control = ControlDraft { kinds: vec![Kind::Account], ..draft("FAC-02") };
    let told = controls::edit(&bench.session, &ControlEdit::Add { control }, &because("2026-01-01"), false).unwrap();
    assert_eq!(told.linked, 1);
    evidence::unlink(&bench.session, 1, "FAC-02").unwrap();
    evidence::link_because(&bench.session, 1, "FAC-02", "the badge numbers are in it").unwrap();
    let detail = map::control(&bench.session, "FAC-02").unwrap();
    assert_eq!(detail.links[&1], "ada@example.com, 2026-07-06: the badge numbers are in it");
}

#[test]
fn what_does_not_hold_together_is_refused_with_its_field() {
    let bench = Bench::new();
    let member = MemberView { email: "ada@example.com".to_owned(), name: "Ada Ray".to_owned(), roles: Vec::new() };
    map::set_member(&bench.session, member).unwrap();
    let good = ControlDraft { owner: "Ada@Example.com".to_owned(), ..draft("FAC-02") };
    for (wrong, word) in [
        (ControlDraft { id: "FAC 02".to_owned(), ..good.clone() }, "FAC 02"),
        (ControlDraft { title: " ".to_owned(), ..good.clone() }, "title"),
        (ControlDraft { criteria: vec!["CC9.9".to_owned()], ..good.clone() }, "CC9.9"),
        (ControlDraft { also: vec!["A.9.2.1".to_owned()], ..good.clone() }, "A.9.2.1"),
        (ControlDraft { owner: "eve@example.com".to_owned(), ..good.clone() }, "eve@example.com"),
        (ControlDraft { evaluators: vec!["no-such".to_owned()], ..good.clone() }, "no-such"),
    ] {
        let error =
            controls::edit(&bench.session, &ControlEdit::Add { control: wrong }, &because("2026-01-01"), false).unwrap_err();
        assert!(error.code == Code::Invalid && error.message.contains(word), "{word}: {}", error.message);
    }
    let edit = ControlEdit::Add { control: good };
    for wrong in [Because { reason: " ".to_owned(), ..because("2026-01-01") }, because("soon")] {
        assert_eq!(controls::edit(&bench.session, &edit, &wrong, false).unwrap_err().code, Code::Invalid);
    }
    controls::edit(&bench.session, &edit, &because(""), false).unwrap();
    assert_eq!(map::control(&bench.session, "FAC-02").unwrap().owner.as_deref(), Some("ada@example.com"));
}
