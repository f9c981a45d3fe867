//! Okta: the applications of an organisation, as its API lists them.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{csv::product, fields::Fields},
    vendor::{microsoft::json_or_table, okta},
};
use model::{Data, Kind, record::Application};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "okta-apps",
    version: 2,
    about: About {
        vendor: "Okta",
        title: "Applications",
        export: &[
            "In the Okta admin console, create an API token under Security, API, Tokens (a read-only administrator suffices).",
            "Call GET /api/v1/apps?limit=200 and follow the next link of the Link header until there is none.",
            "Save the answer as a JSON file, one page each or all in one array.",
        ],
        covers: "All applications at the moment of the export, inactive ones included.",
        retention_days: None,
        source: "https://developer.okta.com/docs/api/openapi/okta-management/management/tag/Application/",
    },
    emits: &[Kind::Application],
    sniff,
    read,
};

/// Tables of applications that the extension Rockstar exports: with all columns, and with those that were chosen.
const TABLES: &[&[&str]] = &[&["id", "label", "signOnMode", "status"], &["App Id", "Label", "Sign On Mode", "Status"]];

/// What the columns of the latter are called in the API.
const COLUMNS: &[(&str, &str)] = &[
    ("App Id", "id"),
    ("Name", "name"),
    ("Label", "label"),
    ("Status", "status"),
    ("Sign On Mode", "signOnMode"),
    ("Created Date", "created"),
    ("Last Updated Date", "lastUpdated"),
];

fn sniff(head: &Head<'_>) -> Match {
    if TABLES.iter().any(|marks| product::is_marked(head, marks)) {
        return Match::Certain;
    }
    let Some(row) = okta::first(head) else { return Match::No };
    let row = &*row;
    let core = head::has(row, &["id", "label", "signOnMode"]);
    let more =
        ["accessibility", "visibility", "_links", "features", "lastUpdated"].iter().filter(|key| head::has(row, &[key])).count();
    match (core, more) {
        (true, 2..) => Match::Certain,
        (true, _) => Match::Maybe(70),
        (false, _) => Match::No,
    }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let report = "Applications (GET /api/v1/apps)";
    let json = &mut |input: &mut Input<'_>, sink: &mut Sink<'_>| okta::list(input, report, sink, &mut application);
    json_or_table(input, sink, json, TABLES, &mut |mut row, sink| {
        okta::describe("Applications (table)", sink);
        for (column, name) in COLUMNS {
            if let Some(cell) = row.take(column) {
                row.put(name, cell);
            }
        }
        application(row, sink)
    })
}

fn application(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(name) = row.text("label").or_else(|| row.text("name")) else {
        row.lacks(sink, "label");
        return Ok(());
    };
    // What a program or a shared account logs in with is no evidence.
    row.take("credentials.oauthClient.client_secret");
    row.take("credentials.password");
    let own =
        row.peek("settings.app").and_then(Value::as_object).into_iter().flatten().map(|(key, _)| format!("settings.app.{key}"));
    let is_secret = |path: &String| ["password", "secret", "token"].iter().any(|word| path.to_ascii_lowercase().contains(word));
    for path in own.filter(is_secret).collect::<Vec<_>>() {
        row.take(&path);
    }
    let status_word = row.text("status");
    let sign_on_word = row.text("signOnMode");
    let application = Application {
        system: okta::SYSTEM.to_owned(),
        id: row.text("id"),
        name,
        sso: sign_on_word.as_deref().and_then(sso),
        sign_on_word,
        active: match status_word.as_deref() {
            Some("ACTIVE") => Some(true),
            Some("INACTIVE" | "DELETED") => Some(false),
            _ => None,
        },
        status_word,
        created: row.time("created"),
        changed: row.time("lastUpdated"),
        ..Application::default()
    };
    row.record(sink, Data::Application(Box::new(application)))
}

/// Whether Okta vouches for the person. Where it only fills in a password, or shows a link, the application's own log-in
/// stays open.
fn sso(word: &str) -> Option<bool> {
    match word {
        "SAML_2_0" | "SAML_1_1" | "OPENID_CONNECT" | "WS_FEDERATION" => Some(true),
        "BOOKMARK" | "AUTO_LOGIN" | "BROWSER_PLUGIN" | "BASIC_AUTH" | "SECURE_PASSWORD_STORE" => Some(false),
        _ => None,
    }
}
