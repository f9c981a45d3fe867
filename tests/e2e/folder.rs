//! A whole folder dropped at once: no file vanishes, files are gathered by what they are, and all can be taken back.

use crate::{export, unlock};
use harness::{Done, cli::Vault, window::App};
use std::{fs, path::Path};

/// Files of each sort in the folder.
const SCANS: usize = 120;
const LOGS: usize = 40;
const NOTES: usize = 36;

/// A folder of 200 files: scans of many images, a log in daily parts, notes, a roster, and what cannot be read.
fn fill(folder: &Path) -> Done {
    for part in ["scans", "okta", "notes"] {
        fs::create_dir_all(folder.join(part))?;
    }
    for image in 0..SCANS {
        let text = format!(
            r#"{{"SchemaVersion":2,"CreatedAt":"2026-03-{:02}T06:00:00Z","ArtifactName":"registry.example/app-{image}:1.0","ArtifactType":"container_image","Results":[{{"Target":"app","Class":"lang-pkgs","Type":"npm","Vulnerabilities":[{{"VulnerabilityID":"CVE-2026-{image:04}","PkgName":"left","InstalledVersion":"1.0","Severity":"LOW"}}]}}]}}"#,
            image % 28 + 1
        );
        fs::write(folder.join(format!("scans/app-{image}.json")), text)?;
    }
    for day in 0..LOGS {
        let text = format!(
            r#"[{{"uuid":"e-{day}","published":"2026-0{}-{:02}T12:00:00.000Z","eventType":"user.session.start","actor":{{"alternateId":"ada@example.com"}},"outcome":{{"result":"SUCCESS"}},"debugContext":{{}}}}]"#,
            day / 20 + 3,
            day % 20 + 1
        );
        fs::write(folder.join(format!("okta/day-{day}.json")), text)?;
    }
    for note in 0..NOTES {
        fs::write(folder.join(format!("notes/meeting-{note}.md")), format!("# Meeting {note}\nAll present.\n"))?;
    }
    fs::copy(export("roster.csv"), folder.join("roster.csv"))?;
    fs::write(folder.join("nothing.csv"), "")?;
    fs::write(folder.join("cut-off.json"), &fs::read(export("okta-users.json"))?[..9000])?;
    fs::write(folder.join("torn.zip"), b"PK\x03\x04 no more")?;
    Ok(())
}

#[test]
fn two_hundred_files_at_once() -> Done {
    let folder = tempfile::tempdir()?;
    let drop = folder.path().join("march");
    fs::create_dir(&drop)?;
    fill(&drop)?;
    let (vault, _) = Vault::init(folder.path())?;
    let app = App::start("folder", &vault.folder)?;
    unlock(&app)?;
    app.drop_files(&[&drop])?;
    app.see("import-group-take")?;
    app.picture("1-reading")?;
    app.until("all files are looked at", |app| app.has("import-list", "data-phase", "deciding"))?;
    app.reads("import-group-take", "Trivy")?;
    app.reads("import-group-take", "120 files")?;
    app.reads("import-group-refused", "Cannot be taken 3")?;
    app.reads("import-all", "Import 197")?;
    app.picture("2-gathered")?;
    app.click("import-all")?;
    app.until("all files are imported", |app| app.has("import-list", "data-phase", "done"))?;
    app.picture("3-imported")?;
    app.click("import-done")?;
    app.gone("import")?;
    app.go("#/sources")?;
    app.reads("export-trivy", "120 files")?;
    app.reads("export-okta-system-log", "40 files")?;
    app.picture("4-sources")?;
    app.passed();
    Ok(())
}
