//! GitHub: the members of an organisation or the collaborators of a repository, from the REST API, GraphQL, or the file that
//! the page of people exports; and the users of an enterprise, by its licences or its report of dormant users.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields},
    vendor::github,
};
use model::{
    Data, Kind,
    record::{Account, AccountNature, AccountStatus},
};
use serde_json::Value;

/// See the module. The names of the exported file are from exports seen; GitHub's page does not list them.
pub(super) const IMPORTER: Importer = Importer {
    id: "github-members",
    version: 1,
    about: About {
        vendor: "GitHub",
        title: "Members of an organisation",
        export: &[
            "As an owner, open the organisation's page People, Export, JSON or CSV: it tells roles and second factors.",
            "Or, with the scope read:org: `gh api --paginate graphql -F org=ORG -f query='query($org:String!,$endCursor:String)\
             {organization(login:$org){membersWithRole(first:100,after:$endCursor){edges{role hasTwoFactorEnabled node{login \
             databaseId name email createdAt}} pageInfo{hasNextPage endCursor}}}}' > members.json`.",
            "Or `gh api --paginate orgs/ORG/members > members.json` and `.../outside_collaborators`, which tell neither.",
        ],
        covers: "The members at the moment of the export.",
        retention_days: None,
        source: "https://docs.github.com/en/rest/orgs/members",
    },
    emits: &[Kind::Account],
    sniff,
    read,
};

/// Where GraphQL has members, and the interface of an enterprise the users that take a licence.
const LISTS: &[&str] = &[
    "data.organization.membersWithRole.edges",
    "data.organization.membersWithRole.nodes",
    "organization.membersWithRole.edges",
    "organization.membersWithRole.nodes",
    "users",
];

const EXPORT: Export = Export {
    product: github::SYSTEM,
    report: "Members",
    snapshot: true,
    lists: LISTS,
    tables: &[
        &["login", "tfa_enabled"],
        &["Login", "Tfa_enabled"],
        &["GitHub com login", "License type"],
        &["login", "dormant?", "suspended?"],
    ],
    ..Export::PLAIN
};

fn sniff(head: &Head<'_>) -> Match {
    if EXPORT.is_table(head)
        || LISTS.iter().any(|list| list.contains('.') && head.object().is_some_and(|object| head::has(object, &[list])))
    {
        return Match::Certain;
    }
    if head.row_of("users").is_some_and(|row| head::has(row, &["github_com_login", "license_type"])) {
        return Match::Certain;
    }
    let Some(row) = head.row() else { return Match::No };
    let strange =
        ["title", "action", "name_with_owner", "commit", "owner", "members_count"].iter().any(|key| row.get(key).is_some());
    let listed = head::has(row, &["login", "node_id", "site_admin", "type"]) || head::has(row, &["login", "tfa_enabled"]);
    if listed && !strange { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let mut listed = 0_u64;
    let whole = EXPORT.read(input, sink, &mut |row, sink| {
        listed += u64::from(row.has("site_admin"));
        member(named(flat(row)), sink)
    })?;
    // Of several pages in one file the last one tells whether another follows.
    if ["data.", ""].iter().any(|root| {
        whole.beside.at(&format!("{root}organization.membersWithRole.pageInfo.hasNextPage")) == Some(&Value::Bool(true))
    }) {
        sink.facts.incomplete.push("`pageInfo.hasNextPage` says that there is more than the file holds".to_owned());
    }
    // Without `--paginate` GitHub gives 30 rows, or the 100 of its greatest page, and tells of more only in a header.
    if matches!(whole.rows, 30 | 100) && whole.beside.at("data").is_none() && whole.beside.at("organization").is_none() {
        let message =
            format!("{} rows are just one page of GitHub's: export with --paginate if there are more members", whole.rows);
        sink.facts.incomplete.push(message);
    }
    Ok(())
}

/// An edge of GraphQL with the fields of its node.
fn flat(mut row: Fields) -> Fields {
    if let Some(Value::Object(node)) = row.take("node") {
        for (key, value) in node {
            row.put(&key, value);
        }
    }
    row
}

/// The names of an enterprise's licences and of its CSV files, and what members are told with.
const NAMES: &[(&str, &str)] = &[
    ("Login", "login"),
    ("Name", "name"),
    ("Role", "role"),
    ("Tfa_enabled", "tfa_enabled"),
    ("SAML_name_id", "saml_name_id"),
    ("Last_active", "last_active"),
    ("2fa_enabled?", "tfa_enabled"),
    ("GitHub com login", "login"),
    ("GitHub com name", "name"),
    ("GitHub com two-factor auth", "tfa_enabled"),
    ("GitHub com enterprise role", "role"),
    ("GitHub com saml name ID", "saml_name_id"),
    ("github_com_login", "login"),
    ("github_com_name", "name"),
    ("github_com_two_factor_auth", "tfa_enabled"),
    ("github_com_enterprise_role", "role"),
    ("github_com_saml_name_id", "saml_name_id"),
];

fn named(mut row: Fields) -> Fields {
    for (from, to) in NAMES {
        if let Some(value) = row.take(from) {
            row.put(to, value);
        }
    }
    row
}

fn member(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let nature = if row.peek_text("type") == Some("Bot") { AccountNature::Service } else { AccountNature::Unknown };
    let Some(login) = row.text("login") else {
        row.lacks(sink, "login");
        return Ok(());
    };
    if let Some(host) = row.peek_text("html_url").or_else(|| row.peek_text("url")).and_then(github::host) {
        sink.facts.instance.get_or_insert(host);
    }
    let state = row.text("state");
    let suspended = row.truth("suspended?");
    let mut roles: Vec<String> = row.first_text(&["role", "role_name"]).into_iter().collect();
    // An enterprise tells the roles in its organisations too: `larkspur:Owner`.
    roles.extend(row.texts("github_com_member_roles", "name"));
    let told = row.text("GitHub com member roles").unwrap_or_default();
    roles.extend(told.split(',').map(str::trim).filter(|role| !role.is_empty()).map(str::to_owned));
    let is_admin = |role: &String| {
        let own = role.rsplit(':').next().unwrap_or(role).trim().to_ascii_lowercase();
        matches!(own.as_str(), "admin" | "owner")
    };
    let account = Account {
        system: github::SYSTEM.to_owned(),
        id: row.first_text(&["id", "databaseId"]),
        login,
        email: row.first_text(&["email", "saml_name_id"]).filter(|email| email.contains('@')),
        name: row.text("name"),
        // Who is listed can come in; an invitation is listed with its state.
        status: match state.as_deref() {
            _ if suspended == Some(true) => AccountStatus::Disabled,
            Some("pending") => AccountStatus::Pending,
            None | Some("active") => AccountStatus::Active,
            Some(_) => AccountStatus::Unknown,
        },
        status_word: state.or_else(|| suspended.map(|suspended| format!("suspended: {suspended}"))),
        nature,
        last_login_known: row.has("last_active"),
        last_login: row.time("last_active"),
        created: row.time("createdAt").or_else(|| row.time("created_at")),
        mfa: row.truth("tfa_enabled").or_else(|| row.truth("two_factor_enabled")).or_else(|| row.truth("hasTwoFactorEnabled")),
        admin: (!roles.is_empty()).then(|| roles.iter().any(is_admin)),
        roles,
        ..Account::default()
    };
    row.record(sink, Data::Account(Box::new(account)))
}
