//! Words about vendors' reports, accepted risks, tests of recovery, access reviews and findings.

use super::{boolean, has_one_of, is_one_of, is_truth, plain, seconds};
use model::record::{Decision, Opinion, RecoveryTestKind, VulnerabilityStatus};

/// The opinion of a service auditor, by its word.
pub(crate) fn opinion(cell: &str) -> Opinion {
    let word = plain(cell);
    if has_one_of(&word, "adverse|versagt|versagungsvermerk") {
        return Opinion::Adverse;
    }
    if has_one_of(&word, "disclaimer|disclaimed") {
        return Opinion::Disclaimer;
    }
    let unqualified = "unqualified|unmodified|clean|uneingeschr\u{e4}nkt|uneingeschraenkt|unconditional";
    if has_one_of(&word, unqualified) || word.contains("without qualification") || word.contains("no qualification") {
        return Opinion::Unqualified;
    }
    let told = has_one_of(&word, "qualified|modified|eingeschr\u{e4}nkt|eingeschraenkt") || word.contains("except for");
    if told && !has_one_of(&word, "not|non|nicht") { Opinion::Qualified } else { Opinion::Unknown }
}

/// Whether a word tells an opinion.
pub(crate) fn is_opinion(cell: &str) -> bool {
    opinion(cell) != Opinion::Unknown
}

/// Whether a row of a list of risks was accepted; none: the word does not tell.
pub(crate) fn risk_accepted(cell: &str) -> Option<bool> {
    let word = plain(cell);
    let no = "mitigate|mitigated|mitigating|mitigation|transfer|transferred|avoid|avoided|reduce|reduced|share|shared|remediate|remediated|treat|treated|rejected|\
              denied|declined|pending|requested|draft|proposed|withdrawn|review|submitted|unapproved|cancelled|canceled|vermeiden|mindern|ubertragen|\
              \u{fc}bertragen|vermindern|reduzieren|abgelehnt|beantragt|modify|terminate|not|awaiting|open";
    if has_one_of(&word, no) {
        return Some(false);
    }
    let yes = "accept|accepted|acceptance|approved|active|granted|tolerate|tolerated|akzeptieren|akzeptiert|genehmigt|retain|retained|extended|renewed|current|\
               expired|closed|revoked|ended|inactive|effective|waived";
    has_one_of(&word, yes).then_some(true).or_else(|| boolean(cell))
}

/// Whether a word tells whether a risk was accepted.
pub(crate) fn is_risk_state(cell: &str) -> bool {
    risk_accepted(cell).is_some()
}

/// Whether a word says that an acceptance is over.
pub(crate) fn is_over(cell: &str) -> bool {
    has_one_of(&plain(cell), "expired|closed|revoked|ended|inactive|retired|superseded|resolved|abgelaufen")
}

/// What a test of recovery tried, by its word; none: it does not tell.
pub(crate) fn recovery_test(cell: &str) -> Option<RecoveryTestKind> {
    let word = plain(cell);
    let has = |parts: &[&str]| parts.iter().any(|part| word.contains(part));
    if has(&["tabletop", "table top", "walkthrough", "walk through", "desktop exercise", "planspiel", "paper test", "discussion"])
    {
        return Some(RecoveryTestKind::Tabletop);
    }
    if has(&["failover", "fail over", "switchover", "switch over", "failback", "region evac", "umschalt"]) {
        return Some(RecoveryTestKind::Failover);
    }
    (has(&["restor", "wiederherstell", "cksicherung", "point in time"]) || has_one_of(&word, "backup|pitr|snapshot"))
        .then_some(RecoveryTestKind::Restore)
}

/// Whether a word tells what a test of recovery tried.
pub(crate) fn is_recovery_test(cell: &str) -> bool {
    recovery_test(cell).is_some()
        || has_one_of(&plain(cell), "dr|drill|simulation|full|partial|exercise|parallel|checklist|bcp|chaos|recovery")
}

/// Whether a cell is a duration or a number.
pub(crate) fn is_duration(cell: &str) -> bool {
    seconds(cell, "h").is_some() || bound(cell, "h").is_some()
}

/// Seconds of a duration that may be written as a bound: `< 4 h`, `max. 30 min`, `within 1 day`.
pub(crate) fn bound(cell: &str, header: &str) -> Option<u64> {
    let lower = cell.trim().to_lowercase();
    let mut text = lower.trim_start_matches(['<', '\u{2264}', '~', '=', ' ']);
    for word in ["max.", "maximum", "max", "within", "under", "less than", "up to", "approx.", "ca.", "about", "unter"] {
        text = text.strip_prefix(word).unwrap_or(text).trim_start();
    }
    seconds(text, header)
}

/// What a reviewer decided on an access; `takes` says that the column asks whether it goes. None: the word tells nothing.
pub(crate) fn access_decision(cell: &str, takes: bool) -> Option<Decision> {
    let word = plain(cell);
    if let Some(truth) = boolean(cell) {
        return Some(if truth == takes { Decision::Removed } else { Decision::Kept });
    }
    let open =
        "pending|open|outstanding|unreviewed|notreviewed|incomplete|awaiting|offen|ausstehend|new|assigned|started|todo|progress";
    if is_one_of(&word, "not reviewed|not yet|not decided|no decision|no response|not responded|not yet reviewed|in review|to do")
        || has_one_of(&word, open)
    {
        return Some(Decision::Open);
    }
    let unsure = "unsure|undecided|unknown|abstain|abstained|unclear|dontknow";
    if has_one_of(&word, unsure) || word.contains("don't know") || word.contains("dont know") || word.contains("not sure") {
        return Some(Decision::Undecided);
    }
    let goes = "revoke|revoked|remove|removed|removal|deny|denied|reject|rejected|disable|disabled|delete|deleted|terminate|terminated|inappropriate|decertify|\
                decertified|deprovision|deprovisioned|unneeded|unnecessary|drop|withdraw|withdrawn|retirer|retire|r\u{e9}voquer|revoquer|r\u{e9}voqu\u{e9}|supprimer|supprim\u{e9}|revocar|eliminar|retirar|entziehen|entzogen|entfernen|entfernt|l\u{f6}schen|gel\u{f6}scht|sperren|gesperrt";
    let stays = "keep|kept|retain|retained|approve|approved|certify|certified|maintain|maintained|confirm|confirmed|continue|appropriate|allow|allowed|\
                 valid|accept|accepted|ok|okay|unchanged|required|needed|correct|attested|verified|conserver|conserv\u{e9}|maintenir|maintenu|garder|mantener|conservar|behalten|best\u{e4}tigt|bestaetigt|beibehalten|belassen|\
                 modify|modified|change|changed|downgrade|downgraded|reduce|reduced|update|updated|adjust";
    let negated = word.starts_with("not ")
        || word.starts_with("no longer")
        || word.starts_with("don't")
        || word.starts_with("do not")
        || word.starts_with("nicht ");
    if negated {
        return if has_one_of(&word, goes) {
            Some(Decision::Kept)
        } else {
            has_one_of(&word, stays).then_some(Decision::Removed)
        };
    }
    if has_one_of(&word, goes) {
        return Some(Decision::Removed);
    }
    (has_one_of(&word, stays) || word.starts_with("no change")).then_some(Decision::Kept)
}

/// Whether a word tells a decision on an access.
pub(crate) fn is_access_decision(cell: &str) -> bool {
    access_decision(cell, false).is_some()
}

/// How a finding stands, by its word; none: it does not tell.
pub(crate) fn finding_status(cell: &str) -> Option<VulnerabilityStatus> {
    let word = plain(cell);
    let has = |parts: &[&str]| parts.iter().any(|part| word.contains(part));
    if has(&[
        "false positive",
        "not affected",
        "not applicable",
        "not exploitable",
        "not vulnerable",
        "out of scope",
        "no impact",
    ]) || has_one_of(&word, "fp|falsepositive|duplicate|invalid|inapplicable")
    {
        return Some(VulnerabilityStatus::NotAffected);
    }
    if has(&["risk accept", "accepted risk", "accept risk", "wont fix", "won't fix", "will not fix", "not fixing"])
        || has_one_of(
            &word,
            "accepted|ignored|suppressed|dismissed|exception|excepted|muted|waived|wontfix|exempted|snoozed|acknowledged|akzeptiert",
        )
    {
        return Some(VulnerabilityStatus::Accepted);
    }
    let fixed =
        "fixed|resolved|closed|remediated|patched|mitigated|done|gone|completed|complete|behoben|geschlossen|erledigt|corrected";
    if has_one_of(&word, fixed) && !has_one_of(&word, "not|non|partially|nicht|never|un") {
        return Some(VulnerabilityStatus::Fixed);
    }
    let open = "open|new|active|reopened|opened|detected|progress|triaged|triage|confirmed|unresolved|unfixed|unpatched|pending|assigned|vulnerable|affected|present|todo|\
                existing|exploitable|deferred|planned|overdue|offen|neu|fixed|remediated|resolved|backlog|investigating|review|started|identified|verified";
    has_one_of(&word, open).then_some(VulnerabilityStatus::Open)
}

/// Whether a word tells how a finding stands.
pub(crate) fn is_finding_status(cell: &str) -> bool {
    finding_status(cell).is_some()
}

/// Whether people sign on through the identity provider, by a truth value or the way of signing on; none: it does not tell.
pub(crate) fn single_sign_on(cell: &str) -> Option<bool> {
    if let Some(truth) = boolean(cell) {
        return Some(truth);
    }
    let word = plain(cell);
    let no =
        "password|local|basic|none|bookmark|swa|autologin|manual|shared|unsupported|missing|credentials|username|passwort|lokal";
    if word.starts_with("not ")
        || word.starts_with("no ")
        || word.starts_with("non ")
        || has_one_of(&word, "unsupported|missing|planned")
    {
        return Some(false);
    }
    let yes = "sso|saml|saml2|oidc|openid|oauth|oauth2|okta|entra|azure|azuread|google|wsfed|federated|ldap|jumpcloud|onelogin|ping|enforced|required|integrated|\
               keycloak|adfs|kerberos|enabled|connect";
    match (has_one_of(&word, yes), has_one_of(&word, no)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        // `SSO or password`: both ways lead in, so that it is no answer.
        (true, true) | (false, false) => None,
    }
}

/// Whether a word tells how people sign on.
pub(crate) fn is_sign_on(cell: &str) -> bool {
    is_truth(cell)
        || single_sign_on(cell).is_some()
        || has_one_of(&plain(cell), "partial|optional|supported|available|sso|password")
}

/// Whether a control applies; none: the word does not tell.
pub(crate) fn applies(cell: &str) -> Option<bool> {
    let word = plain(cell);
    if let Some(truth) = boolean(cell) {
        return Some(truth);
    }
    if word.starts_with("not ")
        || word.starts_with("nicht ")
        || has_one_of(&word, "na|inapplicable|excluded|irrelevant|entf\u{e4}llt")
        || word == "n a"
    {
        return has_one_of(
            &word,
            "applicable|relevant|na|scope|inapplicable|excluded|irrelevant|anwendbar|zutreffend|entf\u{e4}llt|a",
        )
        .then_some(false);
    }
    has_one_of(&word, "applicable|applies|relevant|scope|included|anwendbar|zutreffend").then_some(true)
}

/// Whether a word tells whether a control applies.
pub(crate) fn is_applicable(cell: &str) -> bool {
    applies(cell).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opinions() {
        for (cell, expected) in [
            ("Unqualified opinion", Opinion::Unqualified),
            ("Unmodified (clean)", Opinion::Unqualified),
            ("Qualified opinion", Opinion::Qualified),
            ("Qualified: except for CC6.2", Opinion::Qualified),
            ("Adverse", Opinion::Adverse),
            ("Disclaimer of opinion", Opinion::Disclaimer),
            ("Not qualified", Opinion::Unknown),
            ("good", Opinion::Unknown),
        ] {
            assert_eq!(opinion(cell), expected, "{cell}");
        }
    }

    #[test]
    fn decisions() {
        for (cell, takes, expected) in [
            ("Keep", false, Some(Decision::Kept)),
            ("Certify", false, Some(Decision::Kept)),
            ("Approve", false, Some(Decision::Kept)),
            ("No change", false, Some(Decision::Kept)),
            ("Y", false, Some(Decision::Kept)),
            ("Y", true, Some(Decision::Removed)),
            ("no", true, Some(Decision::Kept)),
            ("Revoke", false, Some(Decision::Removed)),
            ("Not appropriate", false, Some(Decision::Removed)),
            ("No longer required", false, Some(Decision::Removed)),
            ("Do not revoke", false, Some(Decision::Kept)),
            ("Not reviewed", false, Some(Decision::Open)),
            ("Don't know", false, Some(Decision::Undecided)),
            ("green", false, None),
        ] {
            assert_eq!(access_decision(cell, takes), expected, "{cell}");
        }
    }

    #[test]
    fn findings() {
        for (cell, expected) in [
            ("Open", Some(VulnerabilityStatus::Open)),
            ("Not fixed", Some(VulnerabilityStatus::Open)),
            ("Unresolved", Some(VulnerabilityStatus::Open)),
            ("Resolved", Some(VulnerabilityStatus::Fixed)),
            ("Closed - False Positive", Some(VulnerabilityStatus::NotAffected)),
            ("Risk Accepted", Some(VulnerabilityStatus::Accepted)),
            ("Won't fix", Some(VulnerabilityStatus::Accepted)),
            ("purple", None),
        ] {
            assert_eq!(finding_status(cell), expected, "{cell}");
        }
    }

    #[test]
    fn bounds_of_objectives() {
        for (cell, header, expected) in [
            ("< 4 h", "RTO", Some(14_400)),
            ("max. 30 min", "RTO", Some(1_800)),
            ("4", "RTO (hours)", Some(14_400)),
            ("24", "RPO", None),
        ] {
            assert_eq!(bound(cell, header), expected, "{cell}");
        }
    }

    #[test]
    fn ways_of_signing_on() {
        for (cell, expected) in [
            ("SAML 2.0", Some(true)),
            ("Yes", Some(true)),
            ("Username/password", Some(false)),
            ("SSO or password", None),
            ("Not supported", Some(false)),
            ("Google Workspace", Some(true)),
        ] {
            assert_eq!(single_sign_on(cell), expected, "{cell}");
        }
    }
}
