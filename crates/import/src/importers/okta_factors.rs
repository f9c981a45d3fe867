//! Okta: registered factors, as the API lists them and as the console's report of their use names them.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{csv::product, fields::Fields},
    vendor::{microsoft::json_or_table, okta},
};
use model::{Data, Kind, record::Account};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "okta-factors",
    version: 1,
    about: About {
        vendor: "Okta",
        title: "Registered factors",
        export: &[
            "In the Okta admin console, Reports, Reports, Multifactor Authentication, MFA Usage: leave the user blank, request the report, \
             and download the CSV that is mailed. Users without any factor are not in it.",
            "Or call GET /api/v1/users/ID/factors for each user and put the answers in one array, with their links, which say whose they \
             are; or write {\"userId\": ID, \"factors\": answer} for each user, which says too who has none.",
        ],
        covers: "Registered factors at the moment of the export. Completes the users and cannot replace their list.",
        retention_days: None,
        // The columns of the newer report "MFA Enrollment by User" are chosen in the console and named nowhere: not read.
        source: "https://help.okta.com/en/prod/Content/Topics/Reports/mfa-usage-report.htm",
    },
    emits: &[Kind::Account],
    sniff,
    read,
};

const REPORT: &[&str] = &["Login", "MFA Factor", "Last Enrolled_ISO8601"];
const LINK: &str = "_links.self.href";

fn sniff(head: &Head<'_>) -> Match {
    if product::is_marked(head, REPORT) {
        return Match::Certain;
    }
    let Some(row) = okta::first(head) else { return Match::No };
    let row = &*row;
    let is_factor = |row: &Value| head::has(row, &["factorType", "provider", "status"]);
    let inner = row.get("factors").and_then(|factors| factors.as_array()?.first()).is_some_and(is_factor);
    if is_factor(row) || inner && !head::has(row, &["profile.login"]) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let report = "Registered factors";
    json_or_table(input, sink, &mut |input, sink| okta::list(input, report, sink, &mut listed), &[REPORT], &mut |row, sink| {
        sink.facts.product = Some(okta::SYSTEM.to_owned());
        sink.facts.report = Some("MFA Usage".to_owned());
        sink.facts.snapshot = true;
        used(row, sink)
    })
}

/// A factor of an account in the report. A password is listed as one and is no second.
fn used(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(login) = row.text("Login") else {
        row.lacks(sink, "Login");
        return Ok(());
    };
    let factor = row.peek_text("MFA Factor").unwrap_or_default();
    let second = !factor.is_empty() && !factor.eq_ignore_ascii_case("Password");
    let account = Account { login, name: row.text("User"), ..factors(second.then_some(true)) };
    row.record(sink, Data::Account(Box::new(account)))
}

/// A factor of the API, or a user with all of them.
fn listed(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    // What a new factor is set up with is a secret.
    row.take("_embedded");
    let active = |factor: &Value| factor.get("status").and_then(Value::as_str) == Some("ACTIVE");
    let all = row.take("factors");
    let told = row.first_text(&["userId", "user_id", "user.id"]);
    let linked = row.peek_text(LINK).and_then(|link| link.split_once("/users/")?.1.split('/').next()).map(str::to_owned);
    let id = told.or(linked);
    let login = row.first_text(&["login", "userLogin", "user.profile.login", "user.login"]);
    if id.is_none() && login.is_none() {
        row.lacks(sink, "userId");
        return Ok(());
    }
    let mfa = match &all {
        Some(factors) => factors.as_array().map(|factors| factors.iter().any(active)),
        // One that is not in use does not say that there is no other.
        None => (row.peek_text("status") == Some("ACTIVE")).then_some(true),
    };
    if let Some(Value::Array(mut all)) = all {
        for factor in all.iter_mut().filter_map(Value::as_object_mut) {
            factor.swap_remove("_embedded");
        }
        row.put("factors", Value::Array(all));
    }
    let account = Account { id, login: login.unwrap_or_default(), ..factors(mfa) };
    row.record(sink, Data::Account(Box::new(account)))
}

/// What factors tell of an account.
fn factors(mfa: Option<bool>) -> Account {
    Account { system: okta::SYSTEM.to_owned(), mfa, partial: true, ..Account::default() }
}
