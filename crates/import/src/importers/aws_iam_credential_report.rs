//! AWS IAM: the credential report, as CSV or as the JSON that the API wraps it in.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{csv::product, fields::Fields, json},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use model::{
    Data, Kind, Position,
    record::{AccessKey, Account, AccountNature, AccountStatus},
};
use std::io::{Cursor, Read};

/// The columns that begin every report.
const HEADER: &str = "user,arn,user_creation_time,password_enabled";

/// The row of the account's owner.
const ROOT: &str = "<root_account>";

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "aws-iam-credential-report",
    version: 1,
    about: About {
        vendor: "AWS",
        title: "IAM credential report",
        export: &[
            "In each AWS account, open IAM, Credential report, Download; or run `aws iam generate-credential-report`, \
             then `aws iam get-credential-report > credential-report.json`.",
            "Prefer the second: its JSON says when the report was generated, the CSV does not.",
        ],
        covers: "All IAM users of one AWS account, its root included, at the moment of the report.",
        retention_days: None,
        source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html",
    },
    emits: &[Kind::Account],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    if head.object().is_some_and(|object| head::has(object, &["Content", "ReportFormat"])) {
        return Match::Certain;
    }
    // A report of many users does not end within the head: its string is cut off, its first words are enough.
    let text = head.text().trim_start();
    let wrapped = text.starts_with('{')
        && text.contains("\"Content\"")
        && (text.contains(HEADER) || text.contains(&STANDARD.encode(HEADER)));
    let plain = text.replace('"', "").starts_with(HEADER);
    if plain || wrapped { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.product = Some("AWS IAM".to_owned());
    sink.facts.report = Some("Credential report".to_owned());
    sink.facts.snapshot = true;
    let mut first = Vec::new();
    while first.trim_ascii().is_empty() || first.len() < 4 {
        if Read::by_ref(&mut input.reader).take(4).read_to_end(&mut first)? == 0 {
            break;
        }
    }
    let wrapped = first.iter().find(|byte| !byte.is_ascii_whitespace() && !matches!(byte, 0 | 0xEF | 0xBB | 0xBF | 0xFE | 0xFF))
        == Some(&b'{');
    let mut all = Cursor::new(first).chain(&mut *input.reader);
    if !wrapped {
        return rows(input.name, &mut all, sink);
    }
    let name = input.name;
    let mut input = Input { name, reader: &mut all, map: None };
    json::rows(&mut input, &[], sink, &mut |row, sink| content(name, Fields::from(row), sink))?;
    Ok(())
}

/// The JSON around the report.
fn content(name: &str, mut wrapper: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.extracted = wrapper.time("GeneratedTime");
    let Some(content) = wrapper.text("Content") else {
        wrapper.lacks(sink, "Content");
        return Ok(());
    };
    let plain = if content.contains(',') {
        content.into_bytes()
    } else {
        let packed: String = content.split_ascii_whitespace().collect();
        STANDARD.decode(packed).ok().ok_or_else(|| ReadError::Container {
            at: Position::Path("$.Content".to_owned()),
            message: "the report is neither CSV nor base64; get it again".to_owned(),
        })?
    };
    rows(name, &mut Cursor::new(plain), sink)
}

fn rows(name: &str, reader: &mut dyn Read, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let mut input = Input { name, reader, map: None };
    product::objects(&mut input, &["user", "arn", "password_enabled"], sink, &mut |mut row, sink| {
        // AWS's word for a blank.
        for column in row.names() {
            if row.peek_text(&column) == Some("N/A") {
                row.take(&column);
            }
        }
        account(row, sink)
    })
    .map(drop)
}

fn account(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(login) = row.text("user") else {
        row.lacks(sink, "user");
        return Ok(());
    };
    let arn = row.text("arn");
    if let Some(number) = arn.as_deref().and_then(|arn| arn.split(':').nth(4)).filter(|number| !number.is_empty()) {
        sink.facts.instance.get_or_insert_with(|| number.to_owned());
    }
    let root = login == ROOT;
    let password_login = if root { Some(true) } else { row.truth("password_enabled") };
    let keys: Vec<AccessKey> = (1..=2).filter_map(|number| key(&mut row, number)).collect();
    let certificate = ["cert_1_active", "cert_2_active"].iter().any(|column| row.peek_text(column) == Some("true"));
    let usable = password_login != Some(false) || certificate || keys.iter().any(|key| key.active);
    let account = Account {
        system: "AWS IAM".to_owned(),
        id: arn,
        login,
        status: if usable { AccountStatus::Active } else { AccountStatus::Disabled },
        nature: if root { AccountNature::Root } else { AccountNature::Unknown },
        created: row.time("user_creation_time"),
        last_login: row.time("password_last_used"),
        last_login_known: true,
        mfa: row.truth("mfa_active"),
        password_login,
        admin: root.then_some(true),
        password_changed: row.time("password_last_changed"),
        keys,
        ..Account::default()
    };
    row.record(sink, Data::Account(Box::new(account)))
}

/// An access key; none where there never was one.
fn key(row: &mut Fields, number: u8) -> Option<AccessKey> {
    let column = |name: &str| format!("access_key_{number}_{name}");
    let active = row.truth(&column("active")).unwrap_or(false);
    let rotated = row.time(&column("last_rotated"));
    let last_used = row.time(&column("last_used_date"));
    (active || rotated.is_some()).then(|| AccessKey { name: format!("access key {number}"), active, rotated, last_used })
}
