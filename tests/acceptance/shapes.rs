//! The shapes of JSON that scripts rely on, on three small exports.

use harness::{
    Done,
    cli::{Vault, exceptions, fieldwork, text},
};
use serde_json::{Value, json};
use std::{fs, path::Path};

/// Two users; one of them left in March and is still active.
const OKTA: &str = r#"[
  {"id": "00u1aa11bb22cc33dd44", "status": "ACTIVE", "created": "2024-02-01T08:00:00.000Z", "activated": "2024-02-01T09:00:00.000Z",
   "statusChanged": "2024-02-01T09:00:00.000Z", "lastLogin": "2026-06-29T07:10:00.000Z", "lastUpdated": "2026-01-07T07:00:00.000Z",
   "passwordChanged": "2026-01-07T07:00:00.000Z", "type": {"id": "oty1"},
   "profile": {"firstName": "Ada", "lastName": "Quill", "login": "ada.quill@example.com", "email": "ada.quill@example.com"},
   "credentials": {"provider": {"type": "OKTA", "name": "OKTA"}}},
  {"id": "00u1aa11bb22cc33dd55", "status": "ACTIVE", "created": "2024-03-01T08:00:00.000Z", "activated": "2024-03-01T09:00:00.000Z",
   "statusChanged": "2024-03-01T09:00:00.000Z", "lastLogin": "2026-06-20T07:10:00.000Z", "lastUpdated": "2026-01-07T07:00:00.000Z",
   "passwordChanged": "2026-01-07T07:00:00.000Z", "type": {"id": "oty1"},
   "profile": {"firstName": "Bram", "lastName": "Oduya", "login": "bram.oduya@example.com", "email": "bram.oduya@example.com"},
   "credentials": {"provider": {"type": "OKTA", "name": "OKTA"}}}
]"#;

/// Column names as no vendor has them.
const ROSTER: &str = "Staff No;Person called;Reachable at;Working since;Last working day;State\n\
    11;Ada Quill;ada.quill@example.com;2024-02-01;;in service\n\
    12;Bram Oduya;bram.oduya@example.com;2024-03-01;2026-03-12;left\n";

/// What its columns mean.
const ROSTER_MAP: &str = r#"{"kind": "person", "columns": {"employee-number": "Staff No", "name": "Person called",
    "email": "Reachable at", "start": "Working since", "end": "Last working day", "status": "State"}}"#;

/// One merged change.
const PULLS: &str = r#"[{"url": "https://api.github.com/repos/brightwater/app/pulls/7", "id": 700000001, "node_id": "PR_kw7",
    "html_url": "https://github.com/brightwater/app/pull/7", "number": 7, "state": "closed", "locked": false,
    "title": "Round amounts half to even", "user": {"login": "aquill", "id": 71, "type": "User"}, "body": null,
    "created_at": "2026-03-02T09:00:00Z", "updated_at": "2026-03-03T09:00:00Z", "closed_at": "2026-03-03T09:00:00Z",
    "merged_at": "2026-03-03T09:00:00Z", "merge_commit_sha": "9f2c1d0e4b5a69788796a5b4c3d2e1f001122334", "draft": false,
    "assignees": [], "requested_reviewers": [], "labels": [], "milestone": null, "author_association": "MEMBER",
    "head": {"label": "brightwater:round", "ref": "round", "sha": "1f2c1d0e4b5a69788796a5b4c3d2e1f001122335"},
    "base": {"label": "brightwater:main", "ref": "main", "sha": "2f2c1d0e4b5a69788796a5b4c3d2e1f001122336"}}]"#;

/// A table of accounts in which nothing says whose they are.
const UNCLEAR: &str = "Role,Last Login,MFA,Status\nadmin,2026-05-01,yes,active\nuser,2026-05-03,no,active\n";

/// A key and what its value must be.
type Key<'a> = (&'a str, fn(&Value) -> bool);

fn object_has(value: &Value, keys: &[Key<'_>]) {
    for (key, fits) in keys {
        assert!(value.get(key).is_some_and(fits), "`{key}` is missing or of another type in {value}");
    }
}

fn is_hash(value: &Value) -> bool {
    value.as_str().is_some_and(|hash| hash.len() == 64 && hash.chars().all(|c| c.is_ascii_hexdigit() && !c.is_ascii_uppercase()))
}

/// Writes the exports and answers their paths.
fn exports(folder: &Path) -> Done<[String; 3]> {
    let write = |name: &str, content: &str| -> Done<String> {
        fs::write(folder.join(name), content)?;
        Ok(text(&folder.join(name))?.to_owned())
    };
    Ok([write("okta-users.json", OKTA)?, write("people.csv", ROSTER)?, write("github-pulls.json", PULLS)?])
}

#[test]
fn init_prints_the_engagement_and_the_recovery_code() -> Done {
    let folder = crate::folder("shape-init")?;
    let (vault, made) = Vault::init(&folder)?;
    object_has(&made, &[("vault", Value::is_string), ("recoveryCode", Value::is_string)]);
    assert_eq!(made["company"], json!("Brightwater Labs"));
    assert_eq!((&made["from"], &made["to"]), (&json!("2026-01-01"), &json!("2026-06-30")));
    assert_eq!(made["categories"], json!(["security", "confidentiality"]));
    let again = vault.run("init", ["--company", "Another", "--from", "2026-01-01", "--to", "2026-06-30"])?;
    assert_eq!(again.code, Some(2), "a vault is never made over another: {}", again.out);
    Ok(())
}

#[test]
fn each_status_of_an_import_is_reached() -> Done {
    let folder = crate::folder("shape-import")?;
    let (vault, _) = Vault::init(&folder)?;
    let [okta, people, pulls] = exports(&folder)?;
    let other = [("unclear.csv", UNCLEAR), ("minutes.md", "# Minutes of 12 March\n\nPresent: everyone.\n"), ("empty.csv", "")];
    let written = other.map(|(name, content)| fs::write(folder.join(name), content).map(|()| folder.join(name)));
    let [unclear, minutes, empty] = written.map(|path| path.expect("written"));

    let map = folder.join("map.json");
    fs::write(&map, ROSTER_MAP)?;
    let mapped = vault.run("import", ["--json", "--map", text(&map)?, &people])?.expect(0)?.json()?;
    assert_eq!((&mapped["status"], &mapped["importer"], &mapped["records"]), (&json!("imported"), &json!("roster"), &json!(2)));

    let files = [okta.as_str(), &pulls, &okta, text(&minutes)?, text(&unclear)?, text(&empty)?];
    let answer = vault.run("import", ["--json"].into_iter().chain(files))?.expect(2)?;
    let lines = answer.lines()?;
    let expected = ["imported", "imported", "already-imported", "document", "needs-map", "refused"];
    let statuses: Vec<&str> = lines.iter().filter_map(|line| line["status"].as_str()).collect();
    assert_eq!(statuses, expected, "{}", answer.out);
    for (line, path) in lines.iter().zip(files) {
        object_has(
            line,
            &[
                ("file", Value::is_string),
                ("sha256", Value::is_string),
                ("importer", |value| value.is_string() || value.is_null()),
                ("kind", |value| value.is_string() || value.is_null()),
                ("records", Value::is_u64),
                ("problems", Value::is_array),
            ],
        );
        assert_eq!(line["file"], json!(path));
    }
    assert!(lines[..5].iter().all(|line| is_hash(&line["sha256"])), "{}", answer.out);
    assert_eq!(
        (&lines[0]["importer"], &lines[0]["kind"], &lines[0]["records"]),
        (&json!("okta-users"), &json!("account"), &json!(2))
    );
    assert_eq!((&lines[1]["importer"], &lines[1]["kind"]), (&json!("github-pulls"), &json!("change")));
    assert_eq!(lines[0]["sha256"], lines[2]["sha256"]);
    Ok(())
}

#[test]
fn a_dry_run_changes_nothing() -> Done {
    let folder = crate::folder("shape-dry-run")?;
    let (vault, _) = Vault::init(&folder)?;
    let [okta, ..] = &exports(&folder)?;
    for arguments in [["--json", "--dry-run", okta], ["--json", "--dry-run", okta]] {
        let line = vault.run("import", arguments)?.expect(0)?.json()?;
        assert_eq!((&line["status"], &line["records"]), (&json!("imported"), &json!(2)), "what would come of it");
    }
    let line = vault.run("import", ["--json", okta])?.expect(0)?.json()?;
    assert_eq!(line["status"], json!("imported"), "the dry run left something behind");
    Ok(())
}

#[test]
fn problems_name_their_place() -> Done {
    let folder = crate::folder("shape-problems")?;
    let (vault, _) = Vault::init(&folder)?;
    let damaged = OKTA.replace("2026-06-29T07:10:00.000Z", "yesterday");
    let file = folder.join("okta-users.json");
    fs::write(&file, damaged)?;
    let line = vault.run("import", ["--json", text(&file)?])?.json()?;
    let problems = line["problems"].as_array().ok_or("no problems")?;
    assert!(!problems.is_empty(), "{line}");
    for problem in problems {
        object_has(problem, &[("at", Value::is_string), ("code", Value::is_string), ("message", Value::is_string)]);
        assert!(problem["at"].as_str().is_some_and(|at| at.contains("$[0]")), "{problem}");
    }
    Ok(())
}

#[test]
fn evaluation_bundle_and_verdict_have_their_shapes() -> Done {
    let folder = crate::folder("shape-results")?;
    let (vault, _) = Vault::init(&folder)?;
    let files = exports(&folder)?;
    let map = folder.join("map.json");
    fs::write(&map, ROSTER_MAP)?;
    let [okta, people, pulls] = files;
    let okta_line = vault.run("import", ["--json", &okta, &pulls])?.expect(0)?.lines()?.swap_remove(0);
    vault.run("import", ["--json", "--map", text(&map)?, &people])?.expect(0)?;

    let evaluation = vault.run("evaluate", ["--json"])?.expect(0)?.json()?;
    let all = evaluation["evaluations"].as_array().ok_or("no evaluations")?;
    assert!(all.len() >= 10, "{evaluation}");
    for one in all {
        object_has(
            one,
            &[
                ("evaluator", Value::is_string),
                ("state", Value::is_string),
                ("population", Value::is_u64),
                ("tested", Value::is_u64),
                ("exceptions", Value::is_array),
            ],
        );
        for item in one["exceptions"].as_array().into_iter().flatten() {
            let place: fn(&Value) -> bool = |value| value.is_string() || value.is_null();
            object_has(item, &[("subject", Value::is_string), ("reason", Value::is_string), ("evidence", place), ("at", place)]);
        }
    }
    let bram = ("terminated-user-active".to_owned(), "bram.oduya@example.com".to_owned());
    assert!(exceptions(&evaluation).contains(&bram), "{evaluation}");
    let item = all.iter().find(|one| one["evaluator"] == json!(bram.0)).map(|one| &one["exceptions"][0]);
    let item = item.ok_or("no item")?;
    assert_eq!((&item["evidence"], &item["at"]), (&okta_line["sha256"], &json!("$[1]")));

    let zip = folder.join("bundle.zip");
    let made = vault.run("bundle", ["--json", "--out", text(&zip)?])?.expect(0)?.json()?;
    object_has(&made, &[("fileName", Value::is_string), ("manifestSha256", is_hash), ("fingerprint", Value::is_string)]);
    let verdict = fieldwork(["verify", "--json", text(&zip)?])?.expect(0)?.json()?;
    assert_eq!((&verdict["valid"], &verdict["problems"]), (&json!(true), &json!([])));
    Ok(())
}
