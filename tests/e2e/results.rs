//! The demo company in the window: what was found by question and by control, why, when, whose account, and what a
//! parameter or a changed control would do.

use harness::{Done, cli, window::App};
use std::fs;

#[test]
fn from_a_result_to_its_steps_and_what_management_says() -> Done {
    let folder = tempfile::tempdir()?;
    let out = folder.path().join("demo");
    cli::fieldwork(["demo", "--rows", "3000", "--out", cli::text(&out)?])?.expect(0)?;
    let passphrase = fs::read_to_string(out.join("passphrase.txt"))?;
    let app = App::start("results", &out.join("vault"))?;
    app.fill("unlock-passphrase", passphrase.trim())?;
    app.click("unlock")?;
    app.see("shell")?;
    app.picture("0-overview")?;
    results(&app)?;
    logs(&app)?;
    people_and_parameters(&app)?;
    map(&app)?;
    app.passed();
    Ok(())
}

fn results(app: &App) -> Done {
    app.go("#/results")?;
    app.see("results-table")?;
    app.reads("result-terminated-user-active-exceptions", "2")?;
    app.picture("1-by-question")?;
    app.click("by-control")?;
    app.see("results-by-control")?;
    app.picture("2-by-control")?;
    app.go("#/results/revocation-not-effective?subject=ext.rcastellan%40larkspur.example")?;
    app.reads("steps", "decided to remove it")?;
    app.see("record-detail")?;
    app.picture("3-steps")?;
    app.click("about-around")?;
    app.see("moment-0")?;
    app.picture("4-timeline")?;
    app.click("about-management")?;
    app.click("accept-open")?;
    app.fill("work-text", "Known since the review of March; the contract ends in July.")?;
    app.picture("5-accepting")?;
    app.click("work-cancel")
}

/// The log of the demo company: volume, rates down to a call, what the detectors found, its own check.
fn logs(app: &App) -> Done {
    app.go("#/logs")?;
    app.reads("volume-lead", "calls")?;
    app.picture("a-volume")?;
    app.go("#/logs/rates?measure=fallback&by=provider")?;
    app.see("rate-group")?;
    app.picture("b-rates")?;
    app.go("#/logs/request?id=chatcmpl-44a2bd6b-b645-4a0e-b119-f8a400f10606")?;
    app.reads("request-sheet", "[IBAN]")?;
    app.picture("c-request")?;
    app.go("#/logs/lives")?;
    app.see("lives-total")?;
    app.picture("d-time-lines")?;
    app.go("#/logs/findings")?;
    app.see("findings-total")?;
    app.picture("e-findings")?;
    app.go("#/logs/checks")?;
    app.see("check-identifiers-redacted")?;
    app.picture("f-checks")?;
    Ok(())
}

fn people_and_parameters(app: &App) -> Done {
    app.go("#/people")?;
    app.see("people-table")?;
    app.picture("6-people")?;
    app.click("people-tab-unmatched")?;
    app.reads("people-table", "ext.rcastellan")?;
    app.picture("7-of-nobody")?;
    app.go("#/settings/parameters")?;
    app.click("parameter-dormancy-days-set")?;
    app.fill("parameter-from", "2026-01-01")?;
    app.fill("parameter-value", "30")?;
    app.click("parameter-look")?;
    app.reads("parameter-preview", "Exceptions 1 →")?;
    app.picture("8-what-would-change")?;
    app.go("#/people")?;
    app.gone("parameter-preview")
}

fn map(app: &App) -> Done {
    app.go("#/map/AC-02")?;
    app.see("control-detail")?;
    app.picture("9-control")?;
    app.click("control-change-open")?;
    app.see("control-description")?;
    app.picture("10-change-a-control").map(drop)
}
