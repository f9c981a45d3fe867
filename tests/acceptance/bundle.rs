//! The bundle of the demo company: accepted as it is, refused after one changed byte, with and without `fieldwork`.

use crate::demo::demo;
use harness::{
    Done,
    cli::{fieldwork, text},
    outside::{Unpacked, flip_inside},
};
use serde_json::{Value, json};
use std::fs;

/// The file whose byte is changed, the tool that must notice, and what it then says.
const NOTICED: &[(&str, &str, &str)] = &[
    ("data/evidence/E-0001-roster.csv", "sha256sum", "data/evidence/E-0001-roster.csv: FAILED"),
    ("data/report.pdf", "sha256sum", "data/report.pdf: FAILED"),
    ("START-HERE.html", "sha256sum", "START-HERE.html: FAILED"),
    ("manifest-sha256.txt", "sha256sum", "manifest-sha256.txt: FAILED"),
    ("tagmanifest-sha256.txt", "openssl cms", "erification failure"),
    ("tagmanifest-sha256.txt", "ssh-keygen", "Could not verify signature"),
];

#[test]
fn the_tools_of_an_auditor_accept_the_bundle() -> Done {
    let bundle = Unpacked::open(&demo()?.bundle())?;
    bundle.accepted()?;
    let said = bundle.run("pdfsig")?;
    assert!(said.text.contains("Total document signed"), "{}", said.text);
    let counts = bundle.run("find data")?.text;
    let numbers: Vec<&str> = counts.split_whitespace().collect();
    assert!(matches!(numbers.as_slice(), [files, lines] if files == lines), "{counts}");
    Ok(())
}

#[test]
fn each_tool_refuses_what_it_is_responsible_for() -> Done {
    let bundle = Unpacked::open(&demo()?.bundle())?;
    for (path, word, expected) in NOTICED {
        let said = bundle.altered(path, |bundle| bundle.run(word))?;
        assert!(!said.ok && said.text.contains(expected), "{word} on an altered {path}: {}", said.text);
    }
    bundle.accepted()
}

#[test]
fn pdfsig_refuses_an_altered_report() -> Done {
    let bundle = Unpacked::open(&demo()?.bundle())?;
    let said = bundle.altered("data/report.pdf", |bundle| bundle.run("pdfsig"))?;
    assert!(said.text.contains("Digest Mismatch") && !said.text.contains("Signature is Valid"), "{}", said.text);
    Ok(())
}

#[test]
fn verify_accepts_the_bundle_and_names_an_altered_file() -> Done {
    let demo = demo()?;
    let good = fieldwork(["verify", "--json", text(&demo.bundle())?])?.expect(0)?.json()?;
    assert_eq!((&good["valid"], &good["problems"]), (&json!(true), &json!([])));
    let folder = crate::folder("altered-bundles")?;
    for path in ["data/evidence/E-0001-roster.csv", "data/report.pdf", "tagmanifest-sha256.txt.p7s", "START-HERE.html"] {
        let altered = folder.join("altered.zip");
        flip_inside(&demo.bundle(), path, &altered)?;
        let verdict = fieldwork(["verify", "--json", text(&altered)?])?.expect(1)?.json()?;
        assert_eq!(verdict["valid"], json!(false), "{path}");
        let problems = verdict["problems"].as_array().ok_or("no problems")?;
        let names = |problem: &Value| problem["path"].as_str().is_some_and(|found| found.ends_with(path));
        assert!(problems.iter().any(names), "{path}: {verdict}");
    }
    Ok(())
}

#[test]
fn verify_refuses_another_signer_and_what_is_no_bundle() -> Done {
    let demo = demo()?;
    let strange = "0".repeat(64);
    fieldwork(["verify", "--json", "--fingerprint", &strange, text(&demo.bundle())?])?.expect(1)?;
    let folder = crate::folder("no-bundles")?;
    let (cut, other) = (folder.join("cut.zip"), folder.join("other.zip"));
    let bytes = fs::read(demo.bundle())?;
    fs::write(&cut, &bytes[..bytes.len() / 2])?;
    fs::write(&other, "no ZIP at all")?;
    for file in [cut, other] {
        let verdict = fieldwork(["verify", "--json", text(&file)?])?.expect(1)?.json()?;
        assert_eq!(verdict["valid"], json!(false), "{}", file.display());
    }
    Ok(())
}
