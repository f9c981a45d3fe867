//! The main job: first start, three exports dropped, the right exceptions, a bundle that others accept.

use crate::export;
use harness::{
    Done,
    cli::{fieldwork, text},
    outside::{Unpacked, flip_inside},
    window::App,
};
use serde_json::json;
use std::path::{Path, PathBuf};

/// What the three exports show whatever day it is: the evaluator, its exceptions, where the first is and what stands there.
/// Pilar Quintero is among them because this engagement knows no holidays: the first of May counts as a business day.
const FOUND: &[(&str, &[&str], &str, &str)] = &[
    (
        "terminated-user-active",
        &["greta.lindqvist@larkspur.example", "pilar.quintero@larkspur.example"],
        "$[31]",
        "greta.lindqvist@larkspur.example",
    ),
    ("account-without-person", &["ext.rcastellan@larkspur.example"], "$[48]", "ext.rcastellan@larkspur.example"),
    ("change-without-ticket", &["1204"], "$[48]", "1204"),
];

#[test]
fn from_first_start_to_a_bundle_that_others_accept() -> Done {
    let folder = tempfile::tempdir()?;
    let app = App::start("first-day", &folder.path().join("vault"))?;
    first_start(&app)?;
    import(&app)?;
    evaluate(&app)?;
    for found in FOUND {
        exception(&app, found)?;
    }
    from_the_overview(&app)?;
    let zip = folder.path().join("for-the-auditor.zip");
    bundle(&app, &zip)?;
    accepted_and_refused(&zip, &folder.path().join("altered.zip"))?;
    app.passed();
    Ok(())
}

fn first_start(app: &App) -> Done {
    app.see("first-start")?;
    app.fill("first-start-company", "Larkspur AI")?;
    app.fill("first-start-from", "2026-01-01")?;
    app.fill("first-start-to", "2026-06-30")?;
    app.fill("first-start-zone", "Europe/Berlin")?;
    app.click("first-start-category-confidentiality")?;
    app.fill("first-start-passphrase", crate::PASSPHRASE)?;
    app.fill("first-start-passphrase-again", crate::PASSPHRASE)?;
    app.picture("1-first-start")?;
    app.click("create-vault")?;
    app.see("recovery-code")?;
    let code = app.text("recovery-code")?;
    assert_eq!(code.split('-').filter(|group| group.len() == 4).count(), 8, "{code}");
    app.picture("2-recovery-code")?;
    app.click("recovery-written")?;
    app.click("recovery-continue")?;
    app.reads("engagement", "Larkspur AI")?;
    app.see("overview-empty")?;
    app.picture("3-empty").map(drop)
}

fn import(app: &App) -> Done {
    let files = ["roster.csv", "okta-users.json", "github-pulls.json"].map(export);
    app.drop_files(&files.each_ref().map(PathBuf::as_path))?;
    app.has("import-list", "data-phase", "deciding")?;
    for (index, name) in ["roster.csv", "okta-users.json", "github-pulls.json"].iter().enumerate() {
        app.reads(&format!("import-file-{index}"), name)?;
        app.has(&format!("import-file-{index}"), "data-status", "imported")?;
    }
    app.picture("4-preview")?;
    app.reads("import-all", "Import all 3")?;
    app.click("import-all")?;
    app.has("import-list", "data-phase", "done")?;
    app.picture("5-imported")?;
    app.click("import-done")?;
    app.gone("import")
}

fn evaluate(app: &App) -> Done {
    app.click("evaluate")?;
    app.reads("exceptions", "greta.lindqvist@larkspur.example")?;
    app.gone("evaluate-progress")?;
    app.picture("6-overview").map(drop)
}

/// The exceptions of an evaluator, and the record that proves the first.
fn exception(app: &App, (evaluator, subjects, at, words): &(&str, &[&str], &str, &str)) -> Done {
    app.go(&format!("#/results/{evaluator}"))?;
    app.has("result-detail", "data-state", "exception")?;
    app.reads("result-counts", &format!("{} of ", subjects.len()))?;
    for (index, subject) in subjects.iter().enumerate() {
        app.reads(&format!("item-{index}"), subject)?;
    }
    assert_eq!(app.count(&format!("item-{}", subjects.len()))?, 0, "{evaluator} shows more than it should");
    app.click("item-0")?;
    app.has("record-detail", "data-at", at)?;
    app.reads("record-current", words)?;
    app.picture(&format!("7-{evaluator}"))?;
    app.click("item-sheet-close")?;
    app.gone("item-sheet")
}

/// From the overview it is one click to the record, and one more to the file.
fn from_the_overview(app: &App) -> Done {
    app.click("nav-overview")?;
    app.follow("exceptions", "greta.lindqvist@larkspur.example")?;
    app.has("record-detail", "data-at", "$[31]")?;
    app.follow("record-detail", "E-0002")?;
    app.reads("page-evidence", "okta-users.json")?;
    app.picture("8-evidence").map(drop)
}

fn bundle(app: &App, zip: &Path) -> Done {
    app.go("#/bundle")?;
    app.see("bundle-preview")?;
    app.see("bundle-gaps")?;
    app.picture("9-bundle-preview")?;
    let before = app.windows();
    app.click("export-bundle")?;
    app.save_as(zip, &before)?;
    app.see("export-result")?;
    app.reads("export-file", "for-the-auditor.zip")?;
    app.picture("10-exported")?;
    if zip.is_file() { Ok(()) } else { Err("the window says that it exported, and there is no file".into()) }
}

fn accepted_and_refused(zip: &Path, altered: &Path) -> Done {
    let verdict = fieldwork(["verify", "--json", text(zip)?])?.expect(0)?.json()?;
    assert_eq!(verdict["valid"], json!(true));
    let bundle = Unpacked::open(zip)?;
    bundle.accepted()?;
    let original = "data/evidence/E-0002-okta-users.json";
    for (path, tool) in [(original, "sha256sum"), ("tagmanifest-sha256.txt", "openssl cms")] {
        let said = bundle.altered(path, |bundle| bundle.run(tool))?;
        assert!(!said.ok, "{tool} accepts an altered {path}: {}", said.text);
    }
    let said = bundle.altered("data/report.pdf", |bundle| bundle.run("pdfsig"))?;
    assert!(said.text.contains("Digest Mismatch"), "{}", said.text);
    flip_inside(zip, original, altered)?;
    let verdict = fieldwork(["verify", "--json", text(altered)?])?.expect(1)?.json()?;
    assert_eq!(verdict["problems"][0]["path"], json!(original), "{verdict}");
    Ok(())
}
