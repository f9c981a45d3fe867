//! The tables of the user guide are what the registries say. Run with `UPDATE_GUIDE=1` to write them anew.
#![expect(clippy::unwrap_used, reason = "a test fails where it cannot go on")]

use app::registry;
use std::{fmt::Write, path::Path};

/// A page of the guide that is generated.
fn check(name: &str, fresh: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/guide").join(name);
    if std::env::var_os("UPDATE_GUIDE").is_some() {
        std::fs::write(&file, fresh).unwrap();
    }
    let committed = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(committed == fresh, "assets/guide/{name} is stale: run `UPDATE_GUIDE=1 cargo test -p fieldwork-app --test guide`");
}

#[test]
fn sources() {
    let mut page = String::from("# Sources\n\nGenerated from the importers; `fieldwork importers` prints the same.\n\n");
    page.push_str("| importer | reads | records | the source keeps it |\n|---|---|---|---|\n");
    let importers = registry::importers();
    for importer in &importers {
        let kept = importer.retention_days.map_or_else(|| "until deleted".to_owned(), |days| format!("{days} days"));
        writeln!(
            page,
            "| `{}` | {}: {} | {} | {kept} |",
            importer.id,
            importer.vendor,
            importer.title,
            importer.emits.join(", ")
        )
        .unwrap();
    }
    for importer in &importers {
        writeln!(page, "\n## {}: {}\n\n{}\n", importer.vendor, importer.title, importer.covers).unwrap();
        for (number, step) in (1..).zip(&importer.export) {
            writeln!(page, "{number}. {step}").unwrap();
        }
    }
    check("sources.md", &page);
}

#[test]
fn tests_made() {
    let mut page = String::from("# Tests\n\nGenerated from the evaluators; each is named after the exception that it finds.\n");
    for evaluator in registry::evaluators() {
        writeln!(page, "\n## {}\n\n**{}** {}\n\n{}\n", evaluator.id, evaluator.question, evaluator.why, evaluator.reading)
            .unwrap();
        writeln!(
            page,
            "Needs: {}. Version {}.",
            if evaluator.needs.is_empty() { "the map".to_owned() } else { evaluator.needs.join(", ") },
            evaluator.version
        )
        .unwrap();
        if !evaluator.parameters.is_empty() {
            writeln!(page, "Parameters: `{}`.", evaluator.parameters.join("`, `")).unwrap();
        }
    }
    page.push_str("\n## Parameters\n\n| parameter | decides | default | the default's origin |\n|---|---|---|---|\n");
    for parameter in evaluate::parameters() {
        writeln!(page, "| `{}` | {} | {} | {} |", parameter.id, parameter.title, parameter.default, parameter.source).unwrap();
    }
    check("tests.md", &page);
}
