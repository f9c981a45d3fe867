//! Words about accounts: status, second factor, nature, rights.

use super::{boolean, has_one_of, is_one_of, is_truth, number, plain};
use model::record::{AccountNature, AccountStatus};

/// The status of an account by its word.
pub(crate) fn account_status(cell: &str) -> AccountStatus {
    let word = plain(cell);
    // French tables have O and N.
    if word == "o" {
        return AccountStatus::Active;
    }
    if let Some(truth) = boolean(&word) {
        return if truth { AccountStatus::Active } else { AccountStatus::Disabled };
    }
    let bare = word.strip_prefix("account ").unwrap_or(&word);
    let bare = bare.split(['(', ',', ':']).next().unwrap_or(bare).trim();
    if is_one_of(bare, ACTIVE) {
        return AccountStatus::Active;
    }
    if is_one_of(bare, PENDING) {
        return AccountStatus::Pending;
    }
    // `removed 30/01/2026`: what follows says when or why.
    let first = bare.split(' ').next().unwrap_or(bare);
    if is_one_of(bare, DELETED) || is_one_of(first, "removed|deleted") {
        return AccountStatus::Deleted;
    }
    if is_one_of(bare, DISABLED) || has_one_of(&word, DISABLED) {
        return AccountStatus::Disabled;
    }
    // Some consoles write the role where others write `active`; who is gone is called so.
    if is_role(cell) { AccountStatus::Active } else { AccountStatus::Unknown }
}

/// Whether the word of a status is a role.
pub(crate) fn is_role(cell: &str) -> bool {
    let word = plain(cell);
    has_one_of(&word, "owner|admin|administrator|guest|bot") && !has_one_of(&word, DISABLED) || word == "member"
}

const ACTIVE: &str = "active|activated|enabled|enable|live|open|current|in use|ok|valid|normal|member|confirmed|accepted|registered|provisioned|\
     recovery|password expired|password reset|locked out|lockedout|lockout|temporarily locked|granted|aktiv|aktiviert|actif|active user|licensed|reactivated|\
     online|on leave|dormant|stale|approved|joined|in service";

const PENDING: &str = "pending|invited|invite sent|invitation sent|pending invitation|pending invite|invitation pending|staged|pending activation|not activated|\
     never activated|awaiting activation|pending user action|unverified|unconfirmed|created|new|requested|pending acceptance|pendingacceptance|waiting|invite pending|pending verification";

const DELETED: &str = "deleted|removed|purged|gone|destroyed|gel\u{f6}scht|supprim\u{e9}|soft deleted";

const DISABLED: &str = "disabled|inactive|deactivated|suspended|deprovisioned|locked|blocked|archived|terminated|revoked|closed|expired|offboarded|\
     deactive|unlicensed|not active|banned|cancelled|canceled|ended|disable|inaktiv|deaktiviert|gesperrt|inactif|d\u{e9}sactiv\u{e9}|unassigned|left|former|decommissioned|paused|retired|frozen";

/// Whether a word tells a status of accounts.
pub(crate) fn is_account_status(cell: &str) -> bool {
    account_status(cell) != AccountStatus::Unknown
}

/// Whether a word says that there is no account.
pub(crate) fn is_absent(cell: &str) -> bool {
    is_one_of(
        &plain(cell),
        "none|no access|no account|not provisioned|n a|never|not applicable|no|missing|not found|absent|without",
    )
}

/// Whether a word tells of an account in a column that stands for a system: status, truth value, role or absence.
pub(crate) fn is_account_word(cell: &str) -> bool {
    is_truth(cell)
        || is_absent(cell)
        || is_account_status(cell)
        || admin_role(cell) == Some(true)
        || has_one_of(
            &plain(cell),
            "member|user|viewer|editor|read|write|reader|writer|developer|maintainer|contributor|guest|standard|basic|full|limited|poweruser|power|operator|analyst|agent|support|billing|auditor|readonly",
        )
}

/// Whether a second factor is registered, by truth value, number, status or name of the factor.
pub(crate) fn mfa(cell: &str) -> Option<bool> {
    let word = plain(cell);
    if let Some(truth) = boolean(cell) {
        return Some(truth);
    }
    if let Some(number) = number(cell) {
        return Some(number > 0.0);
    }
    if word.is_empty() || is_one_of(&word, "n a|na|unknown|null|?") {
        return None;
    }
    let not = "none|not enrolled|not enabled|not registered|not configured|not set|not set up|not setup|unenrolled|inactive|missing|never|pending|password|\
         password only|single factor|no mfa|no 2fa|not active|no factors|not enforced|unregistered|off|deactivated|disabled|incomplete|not started|absent|[]|no device";
    if is_one_of(&word, not) || word.starts_with("not ") || word.starts_with("no ") || word.starts_with("un") {
        return Some(false);
    }
    let yes = "enrolled|enabled|active|registered|configured|enforced|required|totp|sms|push|webauthn|fido2|fido|yubikey|authenticator|okta|duo|u2f|otp|app|phone|\
         token|hardware|security|passkey|passkeys|email|voice|call|verify|google|microsoft|key|set|on|mfa|2fa|compliant|complete|completed|protected|capable|verified|windows|biometric|touch|signed|strong|sso|software";
    has_one_of(&word, yes).then_some(true)
}

/// Whether a word tells of second factors.
pub(crate) fn is_mfa(cell: &str) -> bool {
    mfa(cell).is_some()
}

/// What an account stands for, by the word of a column.
pub(crate) fn nature(cell: &str) -> AccountNature {
    let word = plain(cell);
    if has_one_of(
        &word,
        "service|bot|machine|application|app|system|api|integration|robot|workload|serviceprincipal|managed|automation|technical|daemon|program|nonhuman|svc|robotic",
    ) || word.contains("non human")
    {
        return AccountNature::Service;
    }
    if has_one_of(&word, "shared|generic|team|group|mailbox|functional|resource") {
        return AccountNature::Shared;
    }
    if has_one_of(&word, "root|breakglass|emergency") || word.contains("break glass") {
        return AccountNature::Root;
    }
    if has_one_of(&word, "guest|external|collaborator|outside|partner|b2b|visitor") {
        return AccountNature::Guest;
    }
    if has_one_of(
        &word,
        "user|person|human|member|employee|individual|standard|regular|personal|named|people|staff|internal|contractor|admin|administrator|privileged",
    ) {
        return AccountNature::Person;
    }
    AccountNature::Unknown
}

/// What an account stands for, by its own name; only where the name says so itself.
pub(crate) fn nature_of_name(login: &str) -> AccountNature {
    let lower = login.to_lowercase();
    let name = lower.rsplit(['\\', '/']).next().unwrap_or(&lower);
    let local = name.split('@').next().unwrap_or(name);
    let starts = |prefixes: &[&str]| prefixes.iter().any(|prefix| local.starts_with(prefix));
    if matches!(local, "root" | "<root_account>" | "breakglass" | "break-glass") || starts(&["breakglass", "break-glass"]) {
        return AccountNature::Root;
    }
    let ends = [
        ".svc",
        "-svc",
        "_svc",
        "-bot",
        "_bot",
        "[bot]",
        "-sa",
        ".iam.gserviceaccount.com",
        "-serviceaccount",
        "-service-account",
    ];
    if starts(&[
        "svc-",
        "svc_",
        "svc.",
        "sa-",
        "sa_",
        "srv-",
        "srv_",
        "bot-",
        "service-",
        "service_",
        "serviceaccount",
        "app-",
        "api-",
        "ci-",
        "terraform",
        "jenkins",
        "github-actions",
        "dependabot",
        "renovate",
    ]) || ends.iter().any(|end| name.ends_with(end) || local.ends_with(end))
        || name.ends_with("gserviceaccount.com")
    {
        return AccountNature::Service;
    }
    if starts(&["shared-", "shared_", "shared.", "team-", "generic-", "generic_"]) || name.contains("#ext#") {
        return if name.contains("#ext#") { AccountNature::Guest } else { AccountNature::Shared };
    }
    AccountNature::Unknown
}

/// Whether a word tells what an account stands for.
pub(crate) fn is_nature(cell: &str) -> bool {
    is_truth(cell) || nature(cell) != AccountNature::Unknown
}

/// Whether the words of a role mean administrative rights; none where they do not tell.
pub(crate) fn admin_role(role: &str) -> Option<bool> {
    let word = plain(role);
    if word.is_empty() {
        return None;
    }
    let not = word.starts_with("non ") || word.starts_with("not ") || word.starts_with("no ") || word.contains("read only");
    let admin = has_one_of(
        &word,
        "admin|admins|administrator|administrators|owner|superuser|root|superadmin|sysadmin|superadministrator|administratoraccess|poweruseraccess|dba|sudo|wheel|administrateur",
    ) || word.contains("super user")
        || word.contains("full access")
        || word.contains("privileged")
        || word.split(' ').any(|part| part.ends_with("admin") || part.ends_with("administrator"));
    Some(admin && !not)
}
