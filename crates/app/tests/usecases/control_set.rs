//! The import of control sets as other programs and people write them.

use crate::Bench;
use app::{
    Code,
    contract::{
        controls::{SetAction, SetOptions, SetReport},
        map::MemberView,
    },
    control_set, map, vault,
};
use model::Cadence;
use std::{fs::File, io::Write, path::Path};
use zip::{ZipWriter, write::SimpleFileOptions};

fn options() -> SetOptions {
    SetOptions { from: "2026-01-01".to_owned(), reason: "our set of last year".to_owned(), cadence: None, retire_others: false }
}

/// As people keep it: `Control #`, lists of criteria in a cell, words for cadences.
const SHEET: &str = "Larkspur controls 2026,,,,,,\n\
Control #,Control Name,Control Description,SOC 2 Criteria,Frequency,Owner,Type\n\
ac 07,Access reviewed,Managers review access.,\"CC6.1.1; CC 6.3, cc6-2\",Every 90 days,Ada Ray <ada@example.com>,Manual\n\
LS-1,Badges,Badges are collected.,\"CC6.4, CC9.9\",Per event,Head of People,Manual\n\
LS-2,Inputs checked,Inputs are checked.,PP1.2,Continuously,bo@example.com,Automated\n\
LS-3,Odd rhythm,Done now and then.,CC4.1,Every 45 days,Zed Quux,Manual\n";

fn row<'r>(report: &'r SetReport, id: &str) -> &'r app::contract::controls::SetRow {
    report.rows.iter().find(|row| row.id == id).unwrap()
}

fn preview(bench: &Bench, path: &Path) -> SetReport {
    control_set::preview(&bench.session, path, &options()).unwrap()
}

#[test]
fn a_sheet_of_people_is_shown_first_and_taken_when_confirmed() {
    let bench = Bench::new();
    let file = bench.file("controls.csv", SHEET);
    let shown = preview(&bench, &file);
    assert_eq!((shown.added, shown.changed, shown.left_out, shown.done), (2, 1, 1, false), "{shown:#?}");
    assert_eq!(row(&shown, "AC-07").action, SetAction::Changed);
    assert!(row(&shown, "AC-07").changes.iter().any(|one| one.field == "criteria" && one.after == "CC6.1, CC6.3, CC6.2"));
    assert!(row(&shown, "LS-3").why.contains("cadence"), "{:?}", row(&shown, "LS-3"));
    let told: Vec<(u32, &str, &str)> =
        shown.problems.iter().map(|one| (one.row, one.column.as_str(), one.code.as_str())).collect();
    assert!(told.contains(&(2, "SOC 2 Criteria", "id-unknown")), "{told:?}");
    assert!(told.contains(&(4, "Frequency", "cadence-unknown")), "{told:?}");
    assert_eq!(shown.people, ["ada@example.com", "bo@example.com"]);
    assert!(map::control(&bench.session, "LS-1").is_err(), "a preview adds nothing");
    assert!(map::members(&bench.session).unwrap().is_empty());

    let done = control_set::import(&bench.session, &file, &options()).unwrap();
    assert!(done.done);
    let control = map::control(&bench.session, "LS-2").unwrap();
    assert_eq!((control.row.criteria, control.row.cadence), (vec!["PI1.2".to_owned()], Cadence::Continuous));
    assert_eq!(control.owner.as_deref(), Some("bo@example.com"));
    assert_eq!(map::control(&bench.session, "LS-1").unwrap().owner_role, "Head of People");
    let changed = map::control(&bench.session, "AC-07").unwrap();
    assert_eq!((changed.row.title.as_str(), changed.history[0].reason.as_str()), ("Access reviewed", "our set of last year"));
    assert!(!changed.draft.expects.is_empty(), "what the file does not speak of stays");
    let again = preview(&bench, &file);
    assert_eq!((again.added, again.changed, again.same), (0, 0, 3));
    assert!(vault::check_chain(&bench.session).unwrap().intact);
}

#[test]
fn exports_of_other_programs_are_read_by_their_own_columns() {
    let bench = Bench::new();
    let member = MemberView { email: "ada@example.com".to_owned(), name: "Ada Ray".to_owned(), roles: Vec::new() };
    map::set_member(&bench.session, member).unwrap();
    let cadence = SetOptions { cadence: Some(Cadence::Yearly), ..options() };
    for (name, text, id) in [
        (
            "drata.csv",
            "Control Code,Control Name,Control Description,Owners,Frameworks,Mapped Requirements,Status\nDCF-1,Policies,Policies are approved.,Ada Ray,SOC 2,\"SOC 2: CC5.3, CC2.2\",Ready\n",
            "DCF-1",
        ),
        (
            "vanta.csv",
            "ID,Name,Description,Owner,Domain,Source,Framework requirements\nACC-1,Access asked for,Access is asked for.,ada@example.com,IAM,Vanta,\"CC6.1 (SOC 2), A.5.15 (ISO 27001:2022)\"\n",
            "ACC-1",
        ),
        (
            "matrix.csv",
            "Control ID,Control,CC6.1,CC6.2,A1.2\nM-1,Access is asked for and granted,x,,\nM-2,Copies are made,,,X\n",
            "M-1",
        ),
        (
            "long.csv",
            "TSC Ref #,Criteria Description,Control Ref,Control Activity\nCC6.1,Access,L-1,Access is designed by role\nCC6.2,Access,L-1,Access is designed by role\nCC6.3,Access,L-1,Access is designed by role\n",
            "L-1",
        ),
    ] {
        let report = control_set::import(&bench.session, &bench.file(name, text), &cadence).unwrap();
        assert!(report.rows.iter().all(|row| row.action == SetAction::Added), "{name}: {report:#?}");
        let control = map::control(&bench.session, id).unwrap();
        assert!(!control.row.criteria.is_empty() && control.row.cadence == Cadence::Yearly, "{name}");
    }
    let of = |id: &str| map::control(&bench.session, id).unwrap();
    assert_eq!(of("DCF-1").owner.as_deref(), Some("ada@example.com"));
    assert_eq!((of("ACC-1").draft.also, of("ACC-1").row.criteria), (vec!["A.5.15".to_owned()], vec!["CC6.1".to_owned()]));
    assert_eq!((of("M-1").row.criteria, of("M-2").row.criteria), (vec!["CC6.1".to_owned()], vec!["A1.2".to_owned()]));
    assert_eq!(of("L-1").row.criteria, ["CC6.1", "CC6.2", "CC6.3"]);
}

#[test]
fn controls_that_the_file_does_not_name_stay_unless_they_are_to_be_retired() {
    let bench = Bench::new();
    let file = bench.file("controls.csv", SHEET);
    let shown = preview(&bench, &file);
    assert_eq!((shown.absent.len(), shown.retired), (65, 0));
    let done = control_set::import(&bench.session, &file, &SetOptions { retire_others: true, ..options() }).unwrap();
    assert_eq!(done.retired, 65);
    let left: Vec<String> = map::controls(&bench.session, "").unwrap().into_iter().map(|row| row.id).collect();
    assert_eq!(left, ["AC-07", "LS-1", "LS-2"]);
}

#[test]
fn what_is_no_control_set_is_refused_and_nothing_is_never_a_success() {
    let bench = Bench::new();
    for (name, text) in [
        ("users.csv", "login,last seen\nada,2026-01-01\nbo,2026-01-02\n"),
        ("empty.csv", ""),
        ("head.csv", "Control ID,Title,Criteria\n"),
    ] {
        let error = control_set::import(&bench.session, &bench.file(name, text), &options()).unwrap_err();
        assert_eq!(error.code, Code::Invalid, "{name}: {}", error.message);
    }
    let none = bench.file("none.csv", "Control ID,Title,Frequency\nX-1,Something,Sometimes\n");
    let error = control_set::import(&bench.session, &none, &options()).unwrap_err();
    assert!(error.message.contains("row 1"), "{}", error.message);
    assert_eq!(
        control_set::import(&bench.session, &none, &SetOptions { reason: String::new(), ..options() }).unwrap_err().code,
        Code::Invalid
    );
}

/// A workbook of sheets of texts, as little of one as readers accept.
fn workbook(path: &Path, sheets: &[(&str, &[&[&str]])]) {
    let mut archive = ZipWriter::new(File::create(path).unwrap());
    let mut put = |name: &str, text: &str| {
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    };
    let all = |of: &dyn Fn(usize, &str) -> String| (1..).zip(sheets).map(|(at, (name, _))| of(at, name)).collect::<String>();
    let types = all(&|at, _| {
        format!(
            r#"<Override PartName="/xl/worksheets/sheet{at}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>"#
        )
    });
    put(
        "[Content_Types].xml",
        &format!(
            r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>{types}</Types>"#
        ),
    );
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    put(
        "_rels/.rels",
        &format!(
            r#"<Relationships xmlns="{package}"><Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
        ),
    );
    let names = all(&|at, name| format!(r#"<sheet name="{name}" sheetId="{at}" r:id="rId{at}"/>"#));
    put("xl/workbook.xml", &format!(r#"<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{names}</sheets></workbook>"#));
    let links =
        all(&|at, _| format!(r#"<Relationship Id="rId{at}" Type="{office}/worksheet" Target="worksheets/sheet{at}.xml"/>"#));
    put("xl/_rels/workbook.xml.rels", &format!(r#"<Relationships xmlns="{package}">{links}</Relationships>"#));
    for (at, (_, rows)) in (1..).zip(sheets) {
        let row = |(number, cells): (usize, &&[&str])| {
            let cell = |(column, text): (u8, &&str)| {
                let place = format!("{}{number}", char::from(b'A' + column));
                format!(r#"<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>"#)
            };
            format!(r#"<row r="{number}">{}</row>"#, (0..).zip(*cells).map(cell).collect::<String>())
        };
        let rows: String = (1..).zip(*rows).map(row).collect();
        put(
            &format!("xl/worksheets/sheet{at}.xml"),
            &format!(r#"<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>"#),
        );
    }
    archive.finish().unwrap();
}

#[test]
fn of_a_workbook_the_sheet_with_the_controls_is_taken() {
    let bench = Bench::new();
    let path = bench.path("controls.xlsx");
    let notes: Vec<[&str; 2]> = (0..30).map(|_| ["Ada", "2026-01-01"]).collect();
    let notes: Vec<&[&str]> = notes.iter().map(<[&str; 2]>::as_slice).collect();
    let controls: [&[&str]; 3] = [
        &["Control ID", "Control", "Trust Services Criteria", "Control Frequency", "Control Owner"],
        &["W-1", "Backups are made", "A1.2", "Daily", "CTO"],
        &["W-2", "Backups are restored", "Availability 1.3; QQ7.1", "Semi-annually", "CTO"],
    ];
    workbook(&path, &[("Log", &notes), ("Controls", &controls)]);
    let done = control_set::import(&bench.session, &path, &options()).unwrap();
    assert_eq!((done.added, done.left_out), (2, 0), "{done:#?}");
    let told: Vec<&str> = done.problems.iter().map(|problem| problem.code.as_str()).collect();
    assert_eq!(told, ["sheet-not-read", "id-unknown"]);
    let control = map::control(&bench.session, "W-2").unwrap();
    assert_eq!(
        (control.row.criteria, control.row.cadence, control.owner_role.as_str()),
        (vec!["A1.3".to_owned()], Cadence::HalfYearly, "CTO")
    );
}
