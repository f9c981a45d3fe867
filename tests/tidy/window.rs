//! The window's imports go one way, and only the backend speaks to Tauri.

use crate::tree::{files, is_test, none, text};

/// The layers, lowest first; a file may import from its own layer and those named.
const LAYERS: &[(&str, &[&str])] = &[
    ("lib", &[]),
    ("components", &["lib"]),
    ("backend", &["lib"]),
    ("pages", &["lib", "components", "backend"]),
    ("app", &["lib", "components", "backend", "pages"]),
];

/// The paths that a file imports.
fn imports(source: &str) -> Vec<String> {
    let quoted = |line: &str, from: &str| {
        let rest = line.split_once(from)?.1.trim_start();
        let quote = rest.chars().next().filter(|c| "\"'".contains(*c))?;
        Some(rest[1..].split(quote).next()?.to_owned())
    };
    let one = |line: &str| quoted(line, " from ").or_else(|| quoted(line, "import(")).or_else(|| quoted(line, "import "));
    source.lines().filter_map(one).collect()
}

/// The path from `ui/src` that a relative import of a file names.
fn resolved(file: &str, import: &str) -> Option<String> {
    if let Some(rest) = import.strip_prefix("$") {
        return Some(rest.to_owned());
    }
    if !import.starts_with('.') {
        return None;
    }
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in import.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

#[test]
fn imports_go_one_way() {
    let mut wrong = Vec::new();
    for name in files("ui/src", &[".ts", ".svelte"]).into_iter().filter(|name| !is_test(name)) {
        let file = name.trim_start_matches("ui/src/");
        let Some((layer, allowed)) = LAYERS.iter().find(|(layer, _)| file.starts_with(&format!("{layer}/"))) else { continue };
        for import in imports(&text(&name)) {
            let Some(target) = resolved(file, &import) else { continue };
            let to = target.split('/').next().unwrap_or_default();
            let is_layer = LAYERS.iter().any(|(known, _)| *known == to);
            if is_layer && to != *layer && !allowed.contains(&to) {
                wrong.push(format!("{name} imports {import}"));
            }
            let page = |path: &str| path.split('/').nth(1).unwrap_or_default().to_owned();
            if *layer == "pages" && to == "pages" && file.split('/').count() > 2 && page(&target) != page(file) {
                wrong.push(format!("{name} imports another page: {import}"));
            }
        }
    }
    none("imports against the direction", &wrong);
}

#[test]
fn only_the_backend_speaks_to_tauri() {
    let outside = |name: &String| {
        !name.starts_with("ui/src/backend/") && imports(&text(name)).iter().any(|import| import.contains("@tauri-apps"))
    };
    let found: Vec<String> = files("ui/src", &[".ts", ".svelte"]).into_iter().filter(outside).collect();
    none("files outside ui/src/backend that import @tauri-apps", &found);
}

#[test]
fn nothing_remote_is_loaded() {
    let mut found = Vec::new();
    for name in files("ui", &[".html", ".css", ".svelte"]) {
        let source = text(&name);
        let remote = ["src=\"http", "href=\"http", "url(http", "@import \"http"];
        found.extend(remote.iter().filter(|start| source.contains(*start)).map(|start| format!("{name}: {start}")));
    }
    none("remote assets", &found);
}
