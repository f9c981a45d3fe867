//! Roles, permissions and memberships.

use super::{Field, Table, field};
use crate::{map::values::Values, table, table::words};
use model::Kind;

/// What is read of them. What tells them from accounts: who gave the role, on what, until when, and no log-in, second
/// factor or state of an account.
pub(super) const TABLE: Table = Table::of(Kind::Grant, FIELDS, table::grant::grant)
    .in_files("grants|roles|permissions|assignments|memberships|privileges|entitlements|rbac|berechtigungen|rollen|groups")
    .standing();

const FIELDS: &[Field] = &[
    field(
        "principal",
        "Who holds it",
        Values::Any,
        8,
        "principal|principal name|grantee|assignee|assigned to|member|member name|granted to|role holder|principal email|identity|subject|inhaber|assigned principal|\
         group member|member email||user|username|email|account|login|user email|name|user name|account name|employee|service account|userprincipalname|benutzer",
    )
    .required()
    .avoiding("id type by approver manager owner date role last status reviewer"),
    field("principal-id", "The holder's own id", Values::Any, 5, "principal id|assignee id|member id|grantee id||user id|userid|account id|object id|identity id")
        .avoiding("role type"),
    field("principal-type", "What the holder is", Values::Text, 16, "principal type|assignee type|member type|grantee type|identity type|assigned to type|subject type||object type|user type")
        .avoiding("role"),
    field(
        "role",
        "Role or permission",
        Values::Any,
        12,
        "role name|permission name|entitlement name|assigned role|granted role|role assigned|permission set|role definition name|role definition|privilege|\
         group name|permission|role|entitlement|rolle|berechtigung|granted privilege|authorization|grant||group|access level|access|right|policy name|membership|team",
    )
    .required()
    .avoiding("id type by date member status count job last description"),
    field(
        "scope",
        "On what",
        Values::Any,
        8,
        "scope|role scope|assignment scope|resource scope|scope name|database|schema|resource name|target resource|object name|bereich||resource|system|application|app|\
         project|repository|subscription|account|organization|environment|table|namespace|object",
    )
    .avoiding("type id date owner status"),
    field(
        "privileged",
        "Whether it gives administrative rights",
        Values::Truth(words::is_truth),
        14,
        "is privileged|privileged role|privileged|is admin|admin role|administrative|high privilege|admin option|with admin option|is elevated||admin|sensitive",
    )
    .avoiding("date"),
    field(
        "status",
        "State",
        Values::Any,
        5,
        "assignment status|assignment state|grant status|membership status|assignment type|role status|grant type||status|state|type",
    )
    .avoiding("user account employment mfa principal role review date"),
    field(
        "from",
        "Since when",
        Values::Date,
        12,
        "granted|assigned|assignment|assignment start|grant|date granted|date assigned|role assigned|member since|assignment created|valid from|granted since|\
         role granted|vergeben am|zugewiesen am||start|created|from|effective|since|added|access granted",
    )
    .avoiding("by to end last until user account expiration"),
    field(
        "to",
        "Until when",
        Values::Date,
        16,
        "assignment end|grant expiration|role expiration|assignment expiration|access expiration|access expires|assignment expires|valid until|granted until|\
         access until|gultig bis|gueltig bis||expiration|end|until|valid to|to",
    )
    .avoiding("password account contract employment user"),
    field(
        "by",
        "Who gave it",
        Values::Any,
        26,
        "granted by|assigned by|grantor|grantor name|role granted by|added by|given by|assignment created by|vergeben von|zugewiesen von||approved by|created by|approver",
    )
    .avoiding("date on at"),
    field("reason", "Why", Values::Any, 12, "grant reason|assignment reason|business justification|justification|access reason|reason for access||reason|purpose|ticket|comment|notes|begrundung"),
    field("id", "The grant's own id", Values::Any, 8, "assignment id|grant id|role assignment id|membership id|role assignment name||id")
        .avoiding("user role principal account employee group"),
    field("system", "System", Values::Text, 3, "||system name|source system|platform|directory|tenant|source|system|application|instance").avoiding("status role owner type"),
    field("rest", "Role id and other parts of the record", Values::Any, 10, "role id|role definition id|role type|built in|inherited|inherited from|via group|assignment method|granted via|grant option|is grantable|role description||department|description|condition"),
];
