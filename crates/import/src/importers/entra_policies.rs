//! Microsoft Entra: policies of conditional access, authentication methods, authorisation and security defaults.

use crate::{
    head,
    importer::{About, Importer, Input, ReadError, Sink},
    vendor::microsoft::{List, SYSTEM, list_of, policy},
};
use model::Kind;
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "entra-policies",
    version: 1,
    about: About {
        vendor: "Microsoft",
        title: "Entra policies",
        export: &[
            "In Graph Explorer or with a script (permission Policy.Read.All) call GET \
             https://graph.microsoft.com/v1.0/identity/conditionalAccess/policies and save the answer.",
            "Repeat with /identity/conditionalAccess/namedLocations, /policies/authenticationMethodsPolicy, /policies/authorizationPolicy \
             and /policies/identitySecurityDefaultsEnforcementPolicy.",
        ],
        covers: "The policies at the moment of the export.",
        retention_days: None,
        source: "https://learn.microsoft.com/en-us/graph/api/resources/conditionalaccesspolicy",
    },
    emits: &[Kind::Setting],
    sniff: |head| GRAPH.sniff(head),
    read,
};

const ACCESS: &str = "conditional access policy";

/// Ends of contexts and the families that they stand for.
const FAMILIES: &[(&str, &str)] = &[
    ("conditionalaccess/policies", ACCESS),
    ("conditionalaccesspolicies", ACCESS),
    ("conditionalaccess/namedlocations", "named location"),
    ("authenticationmethodspolicy", "authentication methods policy"),
    ("authenticationmethodconfigurations", "authentication method"),
    ("authorizationpolicy", "authorization policy"),
    ("identitysecuritydefaultsenforcementpolicy", "security defaults"),
    ("authenticationstrengthpolicies", "authentication strength"),
];

const GRAPH: List = List {
    report: "Policies",
    snapshot: true,
    contexts: &[
        "conditionalaccess/policies",
        "conditionalaccesspolicies",
        "conditionalaccess/namedlocations",
        "authenticationmethodspolicy",
        "authenticationmethodconfigurations",
        "authorizationpolicy",
        "identitysecuritydefaultsenforcementpolicy",
        "authenticationstrengthpolicies",
    ],
    is_row: |row| family_of(row).is_some(),
};

/// The family of a row without a context.
fn family_of(row: &Value) -> Option<&'static str> {
    if head::has(row, &["conditions", "grantControls", "state"]) || head::has(row, &["Conditions", "GrantControls", "State"]) {
        return Some(ACCESS);
    }
    if head::has(row, &["authenticationMethodConfigurations"]) {
        return Some("authentication methods policy");
    }
    head::has(row, &["allowInvitesFrom", "defaultUserRolePermissions"]).then_some("authorization policy")
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    GRAPH.read(input, sink, &mut |row, context, sink| {
        let own = row.peek_text("@odata.context").unwrap_or(context);
        let list = list_of(own);
        let named = FAMILIES.iter().find(|(end, _)| list.ends_with(end)).map(|(_, family)| *family);
        let row = crate::read::fields::Fields::new(row.position().clone(), row.into_left());
        policy::settings(row, SYSTEM, named.unwrap_or(ACCESS), sink)
    })
}
