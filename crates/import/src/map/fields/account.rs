//! Accounts.

use super::{Field, Table, field};
use crate::{
    map::values::Values,
    table::{self, words},
};
use model::Kind;

/// What is read of them.
pub(super) const TABLE: Table = Table::of(Kind::Account, FIELDS, table::account::account)
    .in_files("user|users|account|accounts|members|access|identities|logins|entitlements|iam|directory")
    .standing();

const FIELDS: &[Field] = &[
    field(
        "login",
        "Log-in name",
        Values::Login,
        12,
        "username|usename|rolname|login id|account name|user login|samaccountname|sam account name|userprincipalname|\
         user principal name|upn|principal name|account login|network id|network login|ad username|github handle|github username|user handle|login email|account id|kennung|identifiant|nickname||login|userid|principal|user|\
         account|handle|identity|alias|id number name",
    )
    .one_of("identity")
    .avoiding("last date count status type manager count license role group created previous approved granted by"),
    field("email", "E-mail address", Values::Email, 8, "user email|primary email|work email|member email|account email|login email|upn||user|employee|member|person|account|email|username|login")
        .one_of("identity")
        .avoiding("manager owner recovery backup personal verified secondary alternate approver"),
    field(
        "name",
        "Name",
        Values::Name,
        3,
        "fullname|user fullname|member name|account holder|benutzername|account owner name||name|employee|person|\
         person name|holder|member|user|username|nom complet|nombre completo|display|display label",
    )
    .one_of("identity")
    .avoiding("application system company group role department manager file last first team owner resource domain host email id"),
    field("first-name", "First name", Values::Text, 1, "firstname|preferred firstname|first"),
    field("last-name", "Last name", Values::Text, 1, "lastname|last").avoiding("login activity access seen date"),
    field("id", "The system's own id", Values::Any, 2, "||id|account id|userid|user guid|guid|object id|objectid|unique id|immutable id|account sid|sid|\
         internal id|account number")
        .avoiding("employee manager group role"),
    field(
        "employee-number",
        "Employee number",
        Values::Code,
        4,
        "employee number|employee id|employeenumber|employeeid|employee code|personnel number|hr id|person number|person id|badge number|\
         cost center employee id|personalnummer|matricule|payroll number",
    )
    .avoiding("manager"),
    field(
        "system",
        "System",
        Values::Text,
        14,
        "system name|app name|target system|source system|integration|saas app|anwendung|systeme|account system||\
         system|app|platform|tool|resource|resource name|service name|tenant|instance|directory|environment|\
         software|product|service",
    )
    .avoiding("status role id owner type level user count date"),
    field(
        "status",
        "Status",
        Values::Words(words::is_account_status),
        12,
        "account status|can login|rolcanlogin|user status|account state|access status|lifecycle state|membership status|enabled|\
         is enabled|account enabled|login enabled|user state|provisioning status|user active|license status||\
         status|state|active|is active|active status|aktiv|actif|current status",
    )
    .avoiding("mfa employment hr employee review approval ticket training email password invoice payment"),
    field(
        "disabled",
        "Whether it is disabled",
        Values::Truth(words::is_truth),
        14,
        "disabled|suspended|is disabled|is suspended|deactivated|account disabled|is deactivated|account locked|\
         deprovisioned|deaktiviert|gesperrt|locked out|block credential||archived|is archived|blocked|is blocked|\
         deleted|is deleted|locked|is locked|inactive|is inactive|revoked",
    )
    .avoiding("fivetran"),
    field(
        "nature",
        "Kind of account",
        Values::Words(words::is_nature),
        8,
        "account type|user type|account kind|account nature|identity type|principal type|object type|member type|\
         is service account|service account|usertype|account classification|account category|identity kind|\
         non human|kontotyp||type|is bot|bot",
    )
    .avoiding("license employment employee contract auth authentication login"),
    field("owner", "Owner of a shared or service account", Values::Any, 5, "||owner|account owner|responsible|custodian|owned|owner email|responsible person|business owner|sponsor"),
    field("created", "Created", Values::Date, 8, "||created|joined org|creation|account created|provisioned|user created|added|member since|joined|registered|granted|\
         access granted|create|account creation|date added|erstellt|enrolled|when created|whencreated|join|added to organization|\
         provisioning|access grant|creation timestamp")
        .avoiding("by hire password mfa key"),
    field(
        "disabled-at",
        "Disabled at",
        Values::Date,
        16,
        "disabled|deactivated|desactive|deprovisioned|suspended|revoked|access revoked|account disabled|access removed|\
         deactivation|account deactivated|disable|deprovision|access revocation|revocation|account closed|\
         access end|access ended|suspension|access removal|access terminated|account termination|deprovisioning|\
         account disable|account deleted|account end||removed|deleted|deletion|removal|locked",
    )
    .avoiding("by key password requested"),
    field(
        "last-login",
        "Last log-in",
        Values::Date,
        30,
        "last login|last activity|last active|last seen|last access|last accessed|last used|last authentication|\
         latest login|most recent login|login last|last successful login|last authenticated|lastlogon|\
         last logon timestamp|last auth|last connection|last interactive login|lastlogindate|last session|\
         last usage|derniere connexion|last console login|most recent activity|password last used||\
         recent activity|last use|login",
    )
    .avoiding("failed ip password attempt count first key"),
    field(
        "mfa",
        "Second factor",
        Values::Truth(words::is_mfa),
        26,
        "mfa|mfa enabled|mfa status|mfa enrolled|mfa active|mfa registered|has mfa|mfa method|mfa type|mfa device|\
         mfa methods|is mfa registered|mfa state|enrolled mfa|mfa configured|strong authentication|mfa role|\
         mfa setup|mfa registration|mfa compliant|second role|second auth|mfa enforced|otp enabled|\
         factor enrolled|enrolled factor|mfa enrollment|mfa enrolled status|zwei faktor|mfa methods registered|\
         mfa enrolment|mfa role status|enable multifactor authn|enable mfa authn|mfa capable|mfa on|\
         has mfa enabled|webauthn||authenticator|factor",
    )
    .avoiding("date last enforced grace exempt serial"),
    field("password-login", "Whether a password lets in", Values::Truth(words::is_truth), 6, "password enabled|has password|password login|local password|console access|password login enabled"),
    field(
        "admin",
        "Administrative rights",
        Values::Truth(words::is_truth),
        16,
        "admin|is admin|usesuper|rolsuper|administrator|is administrator|is super admin|super admin|is owner|site admin|org admin|superuser|is superuser|privilege|\
         is privileged|admin access|is root|has admin|is staff admin|privileged account|privilege access|admin rights|admin role|privilege user|organization admin|superadmin|elevated|privilege account",
    )
    .avoiding("count"),
    field(
        "roles",
        "Roles and groups",
        Values::Any,
        12,
        "role|user role|role name|assigned role|access level|permission level|group membership|permission set|\
         access role|account role|system role|member role|privilege level|security group|memberof|member of|\
         entitlement|access type|access right|admin role|rolle|license type|user license|security role|\
         entitlement name|org role|organization role||group|permission|profile|access|team|authorization|\
         privilege|rights",
    )
    .avoiding("date review employee job last granted revoked"),
    field(
        "key",
        "Access key",
        Values::Any,
        20,
        "access key id|access key|api key id|api key name|api key|key id|key name|key prefix|token id|token name|access token name|personal access token|\
         credential id|secret id||key|token",
    )
    .avoiding("date created rotated used status last age expires expiration secret value active enabled"),
    field(
        "key-state",
        "Whether the key can be used",
        Values::Words(words::is_account_status),
        8,
        "key status|access key status|token status|key state|key active|key enabled|access key active|credential status",
    )
    .avoiding("date last"),
    field(
        "key-made",
        "Key made or last rotated",
        Values::Date,
        16,
        "key rotated|key last rotated|last rotated|rotated|rotation|last rotation|key created|access key created|key creation|token created|access key last rotated|\
         key issued",
    )
    .avoiding("next due used by password"),
    field("key-used", "Key last used", Values::Date, 10, "key last used|access key last used|token last used|last used key|key used"),
    field("password-changed", "Password last changed", Values::Date, 8, "password changed|password last changed|password last set|last password change|pwdlastset|passwordlastset|password change|password updated"),
    field(
        "person-employed",
        "Whether the person is employed",
        Values::Words(words::is_employment_state),
        6,
        "employment status|employee status|hr status|worker status|hris status|employment state|person status|hr state|employee state|job status",
    ),
    field("person-start", "First day of the person", Values::Date, 3, "hire|hire start|employment start|joining|date of joining|first day|start of employment"),
    field(
        "person-end",
        "Last day of the person",
        Values::Date,
        4,
        "termination|separation|last working|last day|last day worked|last working day|exit|offboarding|employment end|hr termination|leaving|departure|\
         employee termination|contract end|termination effective|last work|relieving|date of leaving|date of exit|hire end",
    )
    .avoiding("account access"),
];
