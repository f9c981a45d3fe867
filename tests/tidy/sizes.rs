//! How long files and functions may be.

use crate::tree::{files, is_test, none, text};

const FILE: usize = 400;
const FUNCTION: usize = 70;

#[test]
fn files_are_short() {
    let mut long = Vec::new();
    for name in files(".", &[".rs", ".ts", ".svelte"]).into_iter().filter(|name| !is_test(name)) {
        // A registry is a list to be looked up in: its entries (`mod x;`, `&x::IMPORTER,`) are no code to be read.
        let is_entry = |line: &&str| {
            let line = line.trim();
            (line.starts_with("mod ") && line.ends_with(';')) || (line.starts_with('&') && line.ends_with("::IMPORTER,"))
        };
        let lines = text(&name).lines().filter(|line| !is_entry(line)).count();
        if lines > FILE {
            long.push(format!("{name}: {lines} lines, {FILE} at most"));
        }
    }
    none("files to be split along a seam", &long);
}

/// By the indentation that rustfmt gives: from a line with `fn` to the closing brace under it.
#[test]
fn functions_are_short() {
    let mut long = Vec::new();
    for name in files(".", &[".rs"]).into_iter().filter(|name| !is_test(name)) {
        let source = text(&name);
        let mut open: Option<(usize, String, usize)> = None;
        for (number, line) in (1..).zip(source.lines()) {
            let indent = line.len() - line.trim_start().len();
            match &open {
                None if is_function(line) && !line.trim_end().ends_with('}') && !line.trim_end().ends_with(';') => {
                    open = Some((number, line.trim().to_owned(), indent));
                }
                Some((start, what, depth)) if line.trim() == "}" && indent == *depth => {
                    if number - start > FUNCTION {
                        long.push(format!("{name}:{start}: {} lines, {FUNCTION} at most: {what}", number - start));
                    }
                    open = None;
                }
                _ => {}
            }
        }
    }
    none("functions to be split", &long);
}

fn is_function(line: &str) -> bool {
    let words = line.trim_start().trim_start_matches("pub(crate) ").trim_start_matches("pub(super) ").trim_start_matches("pub ");
    let words = words.trim_start_matches("async ").trim_start_matches("const ");
    words.starts_with("fn ")
}
