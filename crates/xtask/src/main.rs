//! `cargo xtask demo | test | setup | bench | fuzz`: what the project does with itself.
//!
//! No dependencies, so that it starts on a machine that has nothing but Rust and Node. Each verb first puts in place
//! what is missing. It must not decide anything about the product: it runs the project's own programs.

mod demo;
mod run;
mod setup;
mod test;
mod ui;

use std::process::ExitCode;

/// What a verb needs of the machine.
const HELP: &str = "cargo xtask VERB

  demo            sets up; makes a vault for the demo company, imports its exports, evaluates, writes and verifies
                  the bundle, and opens the window on that vault
  test [STEP ...] sets up; runs everything: format, ui, clippy, tests (or just the steps named)
  setup           installs what is missing and builds the window's files
  bench [NAME]    runs the benchmarks (or just that one) and prints their tables
  fuzz [MINUTES]  damages exports at random for so long (5 without a number) and reads them with every importer";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let rest: Vec<&str> = arguments.iter().skip(1).map(String::as_str).collect();
    let done = match arguments.first().map(String::as_str) {
        Some("demo") => demo::demo(),
        Some("test") => test::test(&rest),
        Some("setup") => setup::system(setup::BUILD).and_then(|()| setup::system(setup::TEST)).and_then(|()| ui::build()),
        Some("bench") => test::bench(&rest),
        Some("fuzz") => test::fuzz(rest.first().copied()),
        _ => Err(HELP.to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("xtask: {why}");
            ExitCode::FAILURE
        }
    }
}
