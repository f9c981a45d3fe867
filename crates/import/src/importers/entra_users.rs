//! Microsoft Entra: users, as Graph lists them, and as the portals of Entra and Microsoft 365 export them to CSV.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{
        csv::product,
        fields::{Fields, text_of},
    },
    vendor::microsoft::{List, SYSTEM, truth},
};
use model::{
    Data, Kind, Stamp,
    record::{Account, AccountNature, AccountStatus},
};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "entra-users",
    version: 2,
    about: About {
        vendor: "Microsoft",
        title: "Entra users",
        export: &[
            "In Graph Explorer or with a script (permissions User.Read.All and AuditLog.Read.All) call GET \
             https://graph.microsoft.com/v1.0/users?$select=id,userPrincipalName,displayName,mail,employeeId,userType,accountEnabled,\
             createdDateTime,lastPasswordChangeDateTime,signInActivity&$top=500 and follow @odata.nextLink until there is none.",
            "Deleted users, kept for 30 days: GET /directory/deletedItems/microsoft.graph.user in the same way.",
            "Without last log-ins: Entra admin center, Users, All users, Download users; or Microsoft 365 admin center, Users, Active users, \
             Export users.",
        ],
        covers: "All users of the tenant at the moment of the export.",
        retention_days: None,
        source: "https://learn.microsoft.com/en-us/graph/api/user-list",
    },
    emits: &[Kind::Account],
    sniff,
    read,
};

const GRAPH: List = List {
    report: "Users",
    snapshot: true,
    contexts: &["users", "directory/deleteditems/microsoft.graph.user", "deleteditems/microsoft.graph.user"],
    is_row: |row| {
        let graph = head::has(row, &["userPrincipalName", "displayName"])
            && (head::has(row, &["accountEnabled"])
                || head::has(row, &["signInActivity"])
                || head::has(row, &["businessPhones"]));
        graph || head::has(row, &["UserPrincipalName", "AccountEnabled", "DisplayName"])
    },
};

/// The portal's list of users, and the template of bulk operations that has the same names.
const PORTAL: &[&str] = &["userPrincipalName", "displayName", "userType", "accountEnabled"];
/// The list of the Microsoft 365 admin center.
const OFFICE: &[&str] = &["Block credential", "User principal name", "When created"];
/// What people write to a table with PowerShell (`Get-MgUser | Select-Object ... | Export-Csv`).
const POWERSHELL: &[&str] = &["UserPrincipalName", "AccountEnabled"];
const TABLES: &[&[&str]] = &[PORTAL, OFFICE, POWERSHELL];

fn sniff(head: &Head<'_>) -> Match {
    let table = TABLES.iter().any(|marks| product::is_marked(head, marks));
    if table { Match::Certain } else { GRAPH.sniff(head) }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let mut assumed = false;
    GRAPH.read_or_table(input, sink, TABLES, |row, context, sink| {
        if !assumed && ["CreatedDateTime", "LastSignInDateTime", "When created"].iter().any(|name| row.assumes_order(name)) {
            assumed = true;
            let message = "the dates do not tell whether day or month comes first; month first was assumed";
            sink.problem(row.position().clone(), "date-order-assumed", message);
        }
        user(row, context.contains("signInActivity"), sink)
    })
}

/// Reads a user. `activity` says that log-ins were asked for, so that a user without any never logged in.
fn user(mut row: Fields, activity: bool, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(login) = row.first_text(&["userPrincipalName", "UserPrincipalName", "User principal name"]) else {
        row.lacks(sink, "userPrincipalName");
        return Ok(());
    };
    row.take("passwordProfile");
    let told = ["signInActivity", "SignInActivity.LastSignInDateTime", "LastSignInDateTime", "lastSignInDateTime"];
    let last_login_known = activity || told.iter().any(|path| row.has(path));
    let deleted = row.first_utc_time(&["deletedDateTime", "DeletedDateTime", "Soft deletion time stamp"]);
    let (status, status_word) = status(&mut row, deleted);
    let account = Account {
        system: SYSTEM.to_owned(),
        id: row.first_text(&["id", "Id", "objectId", "Object Id"]),
        login,
        email: row.first_text(&["mail", "Mail"]),
        name: row.first_text(&["displayName", "DisplayName", "Display name"]),
        employee_number: row.first_text(&["employeeId", "EmployeeId"]),
        status,
        status_word,
        nature: match row.first_text(&["userType", "UserType"]) {
            Some(word) if word.eq_ignore_ascii_case("guest") => AccountNature::Guest,
            _ => AccountNature::Unknown,
        },
        created: row.first_utc_time(&["createdDateTime", "CreatedDateTime", "When created"]),
        disabled: deleted,
        last_login: last_login(&mut row),
        last_login_known,
        roles: row.texts("memberOf", "displayName"),
        password_changed: row.first_utc_time(&[
            "lastPasswordChangeDateTime",
            "LastPasswordChangeDateTime",
            "Last password change time stamp",
        ]),
        ..Account::default()
    };
    row.record(sink, Data::Account(Box::new(account)))
}

/// Whether it can be used, and the source's words. A guest who has not accepted the invitation was never active.
fn status(row: &mut Fields, deleted: Option<Stamp>) -> (AccountStatus, Option<String>) {
    let word = ["Block credential", "accountEnabled", "AccountEnabled"]
        .iter()
        .find_map(|name| Some(format!("{name}: {}", text_of(row.peek(name)?)?)));
    let blocked = row.truth("Block credential");
    let enabled = truth(row, &["accountEnabled", "AccountEnabled"]).or_else(|| blocked.map(|blocked| !blocked));
    let invited = ["externalUserState", "ExternalUserState", "invitationState"]
        .iter()
        .any(|path| row.peek_text(path).is_some_and(|word| word.eq_ignore_ascii_case("PendingAcceptance")));
    match (deleted, enabled) {
        (Some(_), _) => (AccountStatus::Deleted, Some("deleted".to_owned())),
        (None, Some(false)) => (AccountStatus::Disabled, word),
        (None, _) if invited => (AccountStatus::Pending, Some("PendingAcceptance".to_owned())),
        (None, Some(true)) => (AccountStatus::Active, word),
        (None, None) => (AccountStatus::Unknown, None),
    }
}

/// The last log-in: the last that succeeded where told, else the later of the last interactive and other attempts.
fn last_login(row: &mut Fields) -> Option<Stamp> {
    let of = |row: &mut Fields, name: &str, spelled: &str| {
        row.first_utc_time(&[&format!("signInActivity.{name}"), &format!("SignInActivity.{spelled}"), spelled, name])
    };
    of(row, "lastSuccessfulSignInDateTime", "LastSuccessfulSignInDateTime").or_else(|| {
        let interactive = of(row, "lastSignInDateTime", "LastSignInDateTime");
        let other = of(row, "lastNonInteractiveSignInDateTime", "LastNonInteractiveSignInDateTime");
        [interactive, other].into_iter().flatten().max_by_key(|stamp| stamp.latest(chrono_tz::UTC))
    })
}
