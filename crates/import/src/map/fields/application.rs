//! Applications that people enter.

use super::{Field, Table, field};
use crate::{
    map::values::Values,
    table::{self, words},
};
use model::Kind;

/// What is read of them.
pub(super) const TABLE: Table = Table::of(Kind::Application, FIELDS, table::application::application)
    .in_files("applications|application|apps|saas|software|sso|inventory|anwendungen")
    .standing();

const FIELDS: &[Field] = &[
    field(
        "name",
        "Application",
        Values::Text,
        16,
        "application|application name|app name|app|saas application|saas app|app label|software name|anwendung|anwendungsname|tool name|\
         saas tool|application title|cloud application||name|tool|software|service|product|system|system name|label|display name|title|service name|product name",
    )
    .required()
    .avoiding("owner id type status role user users admin category url version sso license url date"),
    field("id", "Its own id", Values::Any, 4, "application id|app id|client id|app key|software id||id|object id|key|number|ref")
        .avoiding("owner user tenant account"),
    field(
        "sign-on",
        "How people sign on",
        Values::Text,
        30,
        "sign on mode|sign on method|signon mode|login method|authentication method|authentication type|auth type|auth method|sso type|sso method|sso protocol|\
         sign on|sign in method|authentication|login type|sso provider|identity provider|idp|protocol|access method|anmeldeverfahren|anmeldung|auth||login",
    )
    .one_of("sign-on, owner or status")
    .avoiding("last date count user mfa url"),
    field(
        "sso",
        "Whether through the identity provider",
        Values::Words(words::is_sign_on),
        34,
        "sso|sso enabled|sso status|sso integrated|behind sso|sso enforced|single sign on|sso configured|saml enabled|uses sso|is sso|sso required|\
         managed by sso|sso connected|single sign on enabled|saml sso|sso integration|sso in place|okta integrated|okta managed|\
         via sso|integrated with idp|idp integrated||is managed",
    )
    .one_of("sign-on, owner or status")
    .avoiding("date supported available url type method provider cost tier"),
    field(
        "status",
        "Whether it can be entered",
        Values::Words(words::is_account_status),
        6,
        "application status|app status|app state|application state|lifecycle status||status|state|active|enabled|is active",
    )
    .one_of("sign-on, owner or status")
    .avoiding("employment user review approval contract sso mfa date"),
    field(
        "owner",
        "Owner",
        Values::Any,
        9,
        "application owner|app owner|system owner|technical owner|application admin|app admin|software owner|it owner|tool owner|application owner email||owner|business owner|\
         owner email|owner name|responsible|administrator|admin|verantwortlich|verantwortlicher|managed by",
    )
    .one_of("sign-on, owner or status")
    .avoiding("date id"),
    field("created", "Added", Values::Date, 5, "first discovered|date onboarded||created|added|date added|onboarded|first seen|implemented|go live|purchased|since")
        .avoiding("by last review"),
    field("changed", "Changed", Values::Date, 3, "||updated|last updated|modified|last modified|changed").avoiding("by"),
    field("system", "The system that lists it", Values::Text, 3, "||source|discovered by|discovery source|listed in|directory|identity provider"),
    field(
        "rest",
        "Users, data, licences and other parts of the record",
        Values::Any,
        18,
        "number of users|user count|users assigned|assigned users|licenses|license count|scim|scim enabled|provisioning|mfa enforced|mfa required|\
         data classification|deployment model|saas or on prem|assigned groups|provisioning type|app type|application type|in scope for access review|\
         access review required||category|criticality|vendor|description|url|department|purpose|environment|users|version",
    ),
    field("mfa", "Whether a second factor is asked for", Values::Words(words::is_mfa), 5, "mfa supported|mfa enforced|mfa required||mfa|mfa enabled"),
];
