//! Who may depend on whom.

use crate::tree::{files, none, text};

/// For each of our crates, which of ours it may depend on.
const ALLOWED: &[(&str, &[&str])] = &[
    ("crates/model", &[]),
    ("crates/import", &["fieldwork-model"]),
    ("crates/evaluate", &["fieldwork-model"]),
    ("crates/store", &["fieldwork-model"]),
    ("crates/scan", &[]),
    ("crates/logs", &["fieldwork-model", "fieldwork-scan"]),
    ("crates/bundle", &["fieldwork-model"]),
    (
        "crates/app",
        &[
            "fieldwork-model",
            "fieldwork-import",
            "fieldwork-evaluate",
            "fieldwork-scan",
            "fieldwork-store",
            "fieldwork-logs",
            "fieldwork-bundle",
        ],
    ),
    ("crates/cli", &["fieldwork-model", "fieldwork-app", "fieldwork-cluster"]),
    ("crates/cluster", &["fieldwork-logs"]),
    ("crates/xtask", &[]),
    ("src-tauri", &["fieldwork-model", "fieldwork-app"]),
    ("tests", &["fieldwork-model", "fieldwork-evaluate", "fieldwork-logs"]),
];

/// Dependencies that some crates alone may name, and those crates.
const WALLED: &[(&str, &[&str])] = &[
    ("tauri", &["src-tauri"]),
    ("rusqlite", &["crates/store"]),
    ("keyring-core", &["crates/store"]),
    ("datafusion", &["crates/logs", "crates/cluster"]),
    ("ballista-core", &["crates/cluster"]),
    ("ballista-executor", &["crates/cluster"]),
    ("ballista-scheduler", &["crates/cluster"]),
    ("printpdf", &["crates/bundle"]),
    ("zip", &["crates/bundle", "crates/import"]),
    ("calamine", &["crates/import"]),
    ("quick-xml", &["crates/import"]),
    ("parquet", &["crates/import"]),
    ("arrow-json", &["crates/import"]),
    ("cms", &["crates/bundle"]),
    ("rcgen", &["crates/bundle"]),
    ("clap", &["crates/cli"]),
    ("ureq", &["tests"]),
];

/// Clients and servers of networks: nothing that ships to the desktop may have one.
const NETWORK: &[&str] = &["reqwest", "hyper", "ureq", "curl", "isahc", "tonic", "axum", "actix-web", "rustls", "native-tls"];

/// The one crate that opens sockets.
const CLUSTER: &str = "crates/cluster";

/// The dependencies of a manifest with their section.
fn dependencies(manifest: &str) -> Vec<(String, String)> {
    let mut section = String::new();
    let mut found = Vec::new();
    for line in text(manifest).lines() {
        if let Some(name) = line.strip_prefix('[') {
            name.trim_end_matches(']').clone_into(&mut section);
        } else if section.ends_with("dependencies") {
            let name: String = line.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect();
            if !name.is_empty() {
                found.push((section.clone(), name));
            }
        }
    }
    found
}

#[test]
fn every_crate_depends_only_on_those_below_it() {
    let manifests: Vec<String> = files(".", &["Cargo.toml"]).into_iter().filter(|name| name != "Cargo.toml").collect();
    let known: Vec<String> = ALLOWED.iter().map(|(folder, _)| format!("{folder}/Cargo.toml")).collect();
    none(
        "crates without a place in the directions",
        &manifests.iter().filter(|name| !known.contains(name)).cloned().collect::<Vec<_>>(),
    );
    let mut wrong = Vec::new();
    for (folder, allowed) in ALLOWED {
        for (section, name) in dependencies(&format!("{folder}/Cargo.toml")) {
            if name.starts_with("fieldwork-") && !allowed.contains(&name.as_str()) && !section.contains("dev-") {
                wrong.push(format!("{folder} depends on {name}"));
            }
        }
    }
    none("dependencies against the direction", &wrong);
}

#[test]
fn walled_dependencies_are_named_once() {
    let mut wrong = Vec::new();
    for (folder, _) in ALLOWED {
        for (section, name) in dependencies(&format!("{folder}/Cargo.toml")) {
            let wall = WALLED.iter().find(|(walled, _)| *walled == name);
            if let Some((_, homes)) = wall.filter(|(_, homes)| !homes.contains(folder) && !section.contains("dev-")) {
                wrong.push(format!("{folder} names {name}, which only {} may", homes.join(" and ")));
            }
        }
    }
    none("walls", &wrong);
}

#[test]
fn nothing_that_ships_opens_a_socket() {
    let mut wrong = Vec::new();
    for (folder, _) in ALLOWED.iter().filter(|(folder, _)| *folder != "tests" && *folder != CLUSTER) {
        let own = dependencies(&format!("{folder}/Cargo.toml"));
        wrong.extend(
            own.iter().filter(|(_, name)| NETWORK.contains(&name.as_str())).map(|(_, name)| format!("{folder} names {name}")),
        );
    }
    let shipped = files("crates", &[".rs"]).into_iter().filter(|name| !name.starts_with(CLUSTER));
    for name in shipped.chain(files("src-tauri", &[".rs"])) {
        let source = text(&name);
        let sockets = ["std::net", "TcpStream", "TcpListener", "UdpSocket"];
        wrong.extend(sockets.iter().filter(|socket| source.contains(*socket)).map(|socket| format!("{name}: {socket}")));
    }
    none("network code in what ships", &wrong);
}

/// The cluster is compiled where somebody asks for it, and nowhere else.
#[test]
fn the_cluster_is_a_feature_of_the_command_line_that_is_off() {
    let manifest: toml::Table = text("crates/cli/Cargo.toml").parse().unwrap();
    assert_eq!(manifest["dependencies"]["fieldwork-cluster"]["optional"].as_bool(), Some(true));
    assert!(manifest["features"].get("default").is_none(), "a default feature could turn the cluster on");
    let others = ALLOWED.iter().filter(|(folder, _)| *folder != "crates/cli");
    let named = others.filter(|(folder, _)| text(&format!("{folder}/Cargo.toml")).contains("fieldwork-cluster"));
    let named: Vec<String> = named.map(|(folder, _)| (*folder).to_owned()).filter(|folder| folder != CLUSTER).collect();
    none("crates that name the cluster", &named);
}
