//! Everything that is tested, in the order in which it fails fastest.

use crate::{
    run::{Done, cargo},
    setup, ui,
};

/// What a step does.
type Step = fn() -> Done;

/// The steps of `cargo xtask test`.
const STEPS: &[(&str, Step)] = &[
    ("format", || cargo(&["fmt", "--all", "--check"])),
    ("ui", || ui::build().and_then(|()| ui::test())),
    ("clippy", || cargo(&["clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"])),
    // One set of features for everything: with `--workspace` nothing is compiled twice, and the programs that the
    // whole-system tests start are built before any test runs.
    ("tests", || cargo(&["test", "--locked", "--workspace"])),
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

/// Packages that have benchmarks, by the name given on the command line.
const BENCHES: &[(&str, &str)] = &[
    ("import", "fieldwork-import"),
    ("logs", "fieldwork-logs"),
    ("vault", "fieldwork-store"),
    ("bundle", "fieldwork-bundle"),
    ("app", "fieldwork-app"),
    ("window", "fieldwork-tests"),
];

/// Runs the benchmarks, all or one.
pub(crate) fn bench(only: &[&str]) -> Done {
    setup::system(setup::BUILD)?;
    let chosen: Vec<_> = BENCHES.iter().filter(|(name, _)| only.is_empty() || only.contains(name)).collect();
    if chosen.is_empty() {
        let known: Vec<&str> = BENCHES.iter().map(|(name, _)| *name).collect();
        return Err(format!("no benchmark is called that; there are {}", known.join(", ")));
    }
    if chosen.iter().any(|(name, _)| *name == "window") {
        ui::build()?;
        setup::system(setup::TEST)?;
        cargo(&["build", "--locked", "--workspace", "--bins"])?;
    }
    chosen.iter().try_for_each(|(_, package)| cargo(&["bench", "-p", package, "--benches"]))
}
