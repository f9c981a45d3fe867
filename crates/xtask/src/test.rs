//! Everything that is tested, in the order in which it fails fastest.

use crate::{
    run::{Done, cargo, loud_with, root},
    setup, ui,
};
use std::time::Instant;

/// What a step does.
type Step = fn() -> Done;

/// The steps of `cargo xtask test`.
const STEPS: &[(&str, Step)] = &[
    ("format", || cargo(&["fmt", "--all", "--check"])),
    ("ui", || ui::build().and_then(|()| ui::test())),
    ("clippy", || {
        let all = ["clippy", "--locked", "--workspace", "--all-targets", "--features", "fieldwork/cluster"];
        cargo(&[&all[..], &["--", "-D", "warnings"]].concat())
    }),
    // One set of features for everything: with `--workspace` nothing is compiled twice, and the programs that the
    // whole-system tests start are built before any test runs.
    ("tests", || cargo(&["test", "--locked", "--workspace"])),
    // The workspace has the cluster's crate in it, so that this compiles only the command line again.
    ("cluster", || cargo(&["test", "--locked", "--workspace", "--features", "fieldwork/cluster", "--test", "cluster"])),
];

/// Runs all steps, or those named.
pub(crate) fn test(only: &[&str]) -> Done {
    if let Some(unknown) = only.iter().find(|name| !STEPS.iter().any(|(step, _)| step == *name)) {
        let known: Vec<&str> = STEPS.iter().map(|(step, _)| *step).collect();
        return Err(format!("no step is called `{unknown}`; the steps are {}", known.join(", ")));
    }
    setup::system(setup::BUILD)?;
    setup::system(setup::TEST)?;
    ui::build()?;
    for (name, step) in STEPS.iter().filter(|(name, _)| only.is_empty() || only.contains(name)) {
        eprintln!("── {name}");
        step()?;
    }
    Ok(())
}

/// Packages that have benchmarks, by the name given on the command line, with one of them where not all are meant.
const BENCHES: &[(&str, &str, Option<&str>)] = &[
    ("import", "fieldwork-import", None),
    ("scan", "fieldwork-scan", None),
    ("logs", "fieldwork-app", Some("logs")),
    ("vault", "fieldwork-store", None),
    ("evaluate", "fieldwork-evaluate", None),
    ("bundle", "fieldwork-bundle", None),
    ("app", "fieldwork-app", Some("main_job")),
    ("window", "fieldwork-tests", None),
];

/// Runs the benchmarks, all or one.
pub(crate) fn bench(only: &[&str]) -> Done {
    setup::system(setup::BUILD)?;
    let chosen: Vec<_> = BENCHES.iter().filter(|(name, ..)| only.is_empty() || only.contains(name)).collect();
    if chosen.is_empty() {
        let known: Vec<&str> = BENCHES.iter().map(|(name, ..)| *name).collect();
        return Err(format!("no benchmark is called that; there are {}", known.join(", ")));
    }
    if chosen.iter().any(|(name, ..)| *name == "window") {
        ui::build()?;
        setup::system(setup::TEST)?;
        cargo(&["build", "--locked", "--workspace", "--bins"])?;
    }
    for (name, package, bench) in chosen {
        let which = bench.map_or_else(|| vec!["--benches"], |bench| vec!["--bench", bench]);
        // What the logs are compared with is no part of the project: it lies in a folder of its own.
        let python = if *name == "logs" { setup::duckdb() } else { None };
        let variables: Vec<_> = python.as_deref().map(|python| ("DUCKDB", python)).into_iter().collect();
        let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
        loud_with(&root(), &cargo, &[&["bench", "-p", package], &which[..]].concat(), &variables)?;
    }
    Ok(())
}

/// Reads randomly damaged exports for some minutes; each round tries other ones.
pub(crate) fn fuzz(minutes: Option<&str>) -> Done {
    let minutes: u64 = minutes.unwrap_or("5").parse().map_err(|error| format!("how many minutes? {error}"))?;
    let (begun, mut rounds) = (Instant::now(), 0);
    while begun.elapsed().as_secs() < minutes * 60 {
        let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
        let arguments = ["test", "--quiet", "--locked", "-p", "fieldwork-import", "--test", "never_panics", "--", "with_"];
        loud_with(&root(), &cargo, &arguments, &[("PROPTEST_CASES", "2000")])?;
        rounds += 1;
    }
    eprintln!("{rounds} rounds of 2,000 cases a property, and no panic");
    Ok(())
}
