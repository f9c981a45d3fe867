//! Okta: the console's report of registered factors and their use.

use crate::{
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{csv::product, fields::Fields},
    vendor::okta,
};
use model::{Data, Kind, record::Account};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "okta-mfa-usage",
    version: 1,
    about: About {
        vendor: "Okta",
        title: "MFA usage report",
        export: &[
            "In the Okta admin console, Reports, Reports, Multifactor Authentication, MFA Usage: leave the user blank, request the report, \
             and download the CSV that is mailed.",
            "Users without any factor are not in it: it completes the list of users and cannot replace it.",
        ],
        covers: "Every registered factor of every user at the moment of the report. Completes the users.",
        retention_days: None,
        source: "https://help.okta.com/en/prod/Content/Topics/Reports/mfa-usage-report.htm",
    },
    emits: &[Kind::Account],
    sniff,
    read,
};

const MARKS: &[&str] = &["Login", "MFA Factor", "Last Enrolled_ISO8601"];

fn sniff(head: &Head<'_>) -> Match {
    if product::is_marked(head, MARKS) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.product = Some(okta::SYSTEM.to_owned());
    sink.facts.report = Some("MFA Usage".to_owned());
    sink.facts.snapshot = true;
    product::objects(input, MARKS, sink, &mut factor).map(drop)
}

/// A factor of an account. A password is listed as one and is no second.
fn factor(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(login) = row.text("Login") else {
        row.lacks(sink, "Login");
        return Ok(());
    };
    let factor = row.peek_text("MFA Factor").unwrap_or_default();
    let second = !factor.is_empty() && !factor.eq_ignore_ascii_case("Password");
    let account = Account {
        system: okta::SYSTEM.to_owned(),
        login,
        name: row.text("User"),
        mfa: second.then_some(true),
        partial: true,
        ..Account::default()
    };
    row.record(sink, Data::Account(Box::new(account)))
}
