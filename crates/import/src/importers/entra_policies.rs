//! Microsoft Entra: policies of conditional access, authentication methods, authorisation and security defaults.

use crate::{
    head,
    importer::{About, Importer, Input, ReadError, Sink},
    read::fields::Fields,
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
    let has = |names: &[&str]| head::has(row, names);
    if has(&["conditions", "grantControls", "state"]) || has(&["Conditions", "GrantControls", "State"]) {
        return Some(ACCESS);
    }
    if has(&["authenticationMethodConfigurations"]) {
        return Some("authentication methods policy");
    }
    if has(&["displayName", "isTrusted", "ipRanges"])
        || has(&["displayName", "countriesAndRegions", "includeUnknownCountriesAndRegions"])
    {
        return Some("named location");
    }
    has(&["allowInvitesFrom", "defaultUserRolePermissions"]).then_some("authorization policy")
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    GRAPH.read(input, sink, &mut |row, context, sink| {
        // A policy of which there is one carries its context itself.
        let list = list_of(row.peek_text("@odata.context").unwrap_or(context));
        let named = FAMILIES.iter().find(|(end, _)| list.ends_with(end)).map(|(_, family)| *family);
        let (position, value) = (row.position().clone(), row.into_left());
        let family = named.or_else(|| family_of(&value)).unwrap_or("policy");
        policy::settings(Fields::new(position, value), SYSTEM, family, sink)
    })
}
