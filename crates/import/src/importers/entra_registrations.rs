//! Microsoft Entra: which users have registered a second factor.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{csv::product, fields::Fields},
    vendor::microsoft::{List, SYSTEM, truth},
};
use model::{
    Data, Kind,
    record::{Account, AccountNature},
};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "entra-registrations",
    version: 1,
    about: About {
        vendor: "Microsoft",
        title: "Entra registration of authentication methods",
        export: &[
            "In Graph Explorer or with a script (permission AuditLog.Read.All; needs a P1 licence) call GET \
             https://graph.microsoft.com/v1.0/reports/authenticationMethods/userRegistrationDetails and follow @odata.nextLink until \
             there is none.",
            "Or in PowerShell: Get-MgReportAuthenticationMethodUserRegistrationDetail -All | Export-Csv registrations.csv.",
        ],
        covers: "For each user whether a second factor is registered, at the moment of the export. Completes the users.",
        retention_days: None,
        source: "https://learn.microsoft.com/en-us/graph/api/resources/userregistrationdetails",
    },
    emits: &[Kind::Account],
    sniff,
    read,
};

const GRAPH: List = List {
    report: "Registration of authentication methods",
    snapshot: true,
    contexts: &["userregistrationdetails", "credentialuserregistrationdetails"],
    is_row: |row| {
        head::has(row, &["userPrincipalName", "isMfaRegistered"]) || head::has(row, &["UserPrincipalName", "IsMfaRegistered"])
    },
};

const TABLES: &[&[&str]] = &[&["UserPrincipalName", "IsMfaRegistered"], &["userPrincipalName", "isMfaRegistered"]];

fn sniff(head: &Head<'_>) -> Match {
    if TABLES.iter().any(|marks| product::is_marked(head, marks)) { Match::Certain } else { GRAPH.sniff(head) }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    GRAPH.read_or_table(input, sink, TABLES, |row, _, sink| registration(row, sink))
}

fn registration(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(login) = row.first_text(&["userPrincipalName", "UserPrincipalName"]) else {
        row.lacks(sink, "userPrincipalName");
        return Ok(());
    };
    let guest =
        ["userType", "UserType"].iter().any(|path| row.peek_text(path).is_some_and(|word| word.eq_ignore_ascii_case("guest")));
    let account = Account {
        system: SYSTEM.to_owned(),
        id: row.first_text(&["id", "Id", "userId"]),
        login,
        name: row.first_text(&["userDisplayName", "UserDisplayName"]),
        nature: if guest { AccountNature::Guest } else { AccountNature::Unknown },
        mfa: truth(&mut row, &["isMfaRegistered", "IsMfaRegistered"]),
        admin: truth(&mut row, &["isAdmin", "IsAdmin"]),
        partial: true,
        ..Account::default()
    };
    row.record(sink, Data::Account(Box::new(account)))
}
