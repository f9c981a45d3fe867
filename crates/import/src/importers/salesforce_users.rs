//! Salesforce: the users of an organisation, from a query (JSON, JSON lines, CSV).

use crate::{
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields},
    vendor::salesforce,
};
use model::{
    Data, Kind,
    record::{Account, AccountNature, AccountStatus},
};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "salesforce-users",
    version: 1,
    about: About {
        vendor: "Salesforce",
        title: "Users",
        export: &[
            "With a user that may view setup: `sf data query --json --query \"SELECT Id, Username, Name, Email, IsActive, UserType, \
             Profile.Name, UserRole.Name, LastLoginDate, CreatedDate, EmployeeNumber, LastPasswordChangeDate FROM User\" > users.json`.",
            "Or the same query as CSV (`--result-format csv`).",
        ],
        covers: "All users at the moment of the export, inactive ones too.",
        retention_days: None,
        source: "https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_user.htm",
    },
    emits: &[Kind::Account],
    sniff,
    read,
};

const EXPORT: Export = Export {
    product: salesforce::SYSTEM,
    report: "User",
    snapshot: true,
    lists: salesforce::LISTS,
    tables: &[
        &["Username", "IsActive", "ProfileId"],
        &["Username", "IsActive", "Profile.Name"],
        &["Username", "IsActive", "LastLoginDate"],
    ],
    ..Export::PLAIN
};

fn sniff(head: &Head<'_>) -> Match {
    if salesforce::is_of(head, "User") || EXPORT.is_table(head) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT.read(input, sink, &mut user).map(drop)
}

fn user(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(login) = row.text("Username") else {
        row.lacks(sink, "Username");
        return Ok(());
    };
    for about in ["attributes", "Profile.attributes", "UserRole.attributes"] {
        row.take(about);
    }
    let names = [row.text("FirstName"), row.text("LastName")].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let (active, frozen) = (row.truth("IsActive"), row.truth("IsFrozen"));
    let profile = row.text("Profile.Name");
    let account = Account {
        system: salesforce::SYSTEM.to_owned(),
        id: row.text("Id"),
        login,
        email: row.text("Email"),
        name: row.text("Name").or(Some(names)).filter(|name| !name.is_empty()),
        employee_number: row.text("EmployeeNumber"),
        status: match (active, frozen) {
            (_, Some(true)) | (Some(false), _) => AccountStatus::Disabled,
            (Some(true), _) => AccountStatus::Active,
            (None, _) => AccountStatus::Unknown,
        },
        status_word: if frozen == Some(true) {
            Some("frozen".to_owned())
        } else {
            active.map(|active| format!("IsActive: {active}"))
        },
        // The types of Salesforce's own processes; all others can be entered by persons.
        nature: match row.peek_text("UserType") {
            Some("AutomatedProcess" | "CloudIntegrationUser") => AccountNature::Service,
            _ => AccountNature::Unknown,
        },
        created: row.time("CreatedDate"),
        last_login_known: row.has("LastLoginDate"),
        last_login: row.time("LastLoginDate"),
        // A profile of the company's own may give as much as the one that is called so.
        admin: profile.as_deref().filter(|profile| *profile == "System Administrator").map(|_| true),
        roles: [profile, row.text("UserRole.Name")].into_iter().flatten().collect(),
        password_changed: row.time("LastPasswordChangeDate"),
        ..Account::default()
    };
    row.record(sink, Data::Account(Box::new(account)))
}
