//! Salesforce: the users of an organisation, from a query (JSON, JSON lines, CSV), from the Data
//! Loader, or as a report.

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
            "Or the same query as CSV (`--result-format csv`), the object User from the Data Loader, or a report of users with Username, \
             Profile, Active and Last Login.",
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
        &["USERNAME", "ISACTIVE", "PROFILEID"],
        &["USERNAME", "ISACTIVE", "PROFILE.NAME"],
        &["Username", "Profile", "Active", "Last Login"],
        &["Username", "Profile", "Active", "Alias"],
    ],
    ..Export::PLAIN
};

fn sniff(head: &Head<'_>) -> Match {
    if salesforce::is_of(head, "User") || EXPORT.is_table(head) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT.read(input, sink, &mut user).map(drop)
}

/// The names of the API that are taken.
const NAMES: &[&str] = &[
    "Id",
    "Username",
    "FirstName",
    "LastName",
    "Name",
    "Email",
    "IsActive",
    "IsFrozen",
    "EmployeeNumber",
    "UserType",
    "CreatedDate",
    "LastLoginDate",
    "LastPasswordChangeDate",
    "Profile.Name",
    "UserRole.Name",
];

fn user(row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let mut row = salesforce::api_names(row, NAMES);
    let Some(login) = row.text("Username") else {
        row.lacks(sink, "Username");
        return Ok(());
    };
    for about in ["attributes", "Profile.attributes", "UserRole.attributes"] {
        row.take(about);
    }
    let names = [row.first_text(&["FirstName", "First Name"]), row.first_text(&["LastName", "Last Name"])]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ");
    let (active, frozen) =
        (row.truth("IsActive").or_else(|| row.truth("Active")), row.truth("IsFrozen").or_else(|| row.truth("Is Frozen")));
    let profile = row.first_text(&["Profile.Name", "Profile"]);
    let account = Account {
        system: salesforce::SYSTEM.to_owned(),
        id: row.first_text(&["Id", "User ID"]),
        login,
        email: row.text("Email"),
        name: row.first_text(&["Name", "Full Name"]).or(Some(names)).filter(|name| !name.is_empty()),
        employee_number: row.first_text(&["EmployeeNumber", "Employee Number"]),
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
        created: row.first_time(&["CreatedDate", "Created Date"]),
        last_login_known: row.has("LastLoginDate") || row.has("Last Login"),
        last_login: row.first_time(&["LastLoginDate", "Last Login"]),
        // A profile of the company's own may give as much as the one that is called so.
        admin: profile.as_deref().filter(|profile| *profile == "System Administrator").map(|_| true),
        roles: [profile, row.first_text(&["UserRole.Name", "Role", "Role Name"])].into_iter().flatten().collect(),
        password_changed: row.time("LastPasswordChangeDate"),
        ..Account::default()
    };
    row.record(sink, Data::Account(Box::new(account)))
}
