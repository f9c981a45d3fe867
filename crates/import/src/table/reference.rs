//! References to tickets and changes in text, and names of programs.

/// Letters before a number that are no project of tickets.
const NO_PROJECT: &str = "UTF SHA ISO CVE CWE GHSA RFC TLS SSL HTTP MD AES RSA GPT COVID SOC UTC GMT PEP IPV ES CSS HTML ECMA CLAUDE LLAMA PR MR NIST \
     OWASP PCI CC RHSA OSV WCAG ISSUE SEV P H V R Q S3 EC2 NODE PYTHON JAVA LATIN WINDOWS CP BASE IEEE ANSI";

/// Prefixes of the numbers that service desks give, which stand without a dash.
const NUMBERED: [&str; 9] = ["CHG", "INC", "RITM", "REQ", "SCTASK", "TASK", "PRB", "CTASK", "CRQ"];

/// The tickets that a row refers to: what its ticket column holds, as written, and keys in its other texts.
pub(super) fn tickets<'t>(column: &[String], texts: impl IntoIterator<Item = Option<&'t str>>) -> Vec<String> {
    let mut found: Vec<String> = column.iter().map(|cell| last_of_url(cell).to_owned()).collect();
    for text in texts.into_iter().flatten() {
        found.extend(keys(text));
    }
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|ticket| seen.insert(ticket.clone()));
    found
}

/// Ticket keys in a text: `ABC-123`, `CHG0030192`.
pub(super) fn keys(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
    words.filter_map(key).collect()
}

fn key(word: &str) -> Option<String> {
    if let Some(prefix) = NUMBERED.iter().find(|prefix| word.starts_with(**prefix)) {
        let digits = word.get(prefix.len()..)?;
        if digits.len() >= 4 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some(word.to_owned());
        }
    }
    let mut parts = word.split('-');
    let (project, number) = (parts.next()?, parts.next()?);
    let upper = project.len() >= 2 && project.len() <= 10 && project.starts_with(|c: char| c.is_ascii_uppercase());
    let upper = upper && project.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let digits = !number.is_empty() && number.len() <= 7 && number.bytes().all(|byte| byte.is_ascii_digit());
    (upper && digits && !NO_PROJECT.split(' ').any(|no| no == project)).then(|| format!("{project}-{number}"))
}

/// The last part of an address; other text as it is.
pub(super) fn last_of_url(text: &str) -> &str {
    if !text.contains("://") {
        return text;
    }
    text.trim_end_matches('/').rsplit(['/', '=']).next().unwrap_or(text)
}

/// Whether a name is one that programs write changes under.
pub(super) fn is_bot(name: &str) -> bool {
    let lower = name.to_lowercase();
    let known = [
        "dependabot",
        "renovate",
        "snyk-bot",
        "github-actions",
        "greenkeeper",
        "mergify",
        "semantic-release",
        "pre-commit-ci",
        "copybara",
        "web-flow",
    ];
    lower.ends_with("[bot]")
        || lower.ends_with("-bot")
        || lower.ends_with("_bot")
        || lower == "bot"
        || known.iter().any(|bot| lower.starts_with(bot))
}

#[cfg(test)]
mod tests {
    use super::{is_bot, keys, last_of_url, tickets};

    #[test]
    fn keys_in_text() {
        assert_eq!(keys("OPS-17: rotate keys (see CHG0030192), UTF-8 and CVE-2026-0001"), ["OPS-17", "CHG0030192"]);
        assert_eq!(keys("feature/PAY2-204-retry"), ["PAY2-204"]);
        assert_eq!(keys("bump gpt-4 to GPT-5, sha-256, A-1"), Vec::<String>::new());
    }

    #[test]
    fn columns_are_taken_as_written() {
        let column = ["#12".to_owned(), "https://jira.example.com/browse/OPS-17".to_owned()];
        assert_eq!(tickets(&column, [Some("OPS-17 and OPS-18"), None]), ["#12", "OPS-17", "OPS-18"]);
        assert_eq!(last_of_url("https://git.example.com/a/b/pull/42/"), "42");
    }

    #[test]
    fn programs() {
        assert!(is_bot("dependabot[bot]") && is_bot("renovate") && is_bot("release-bot"));
        assert!(!is_bot("abbott") && !is_bot("j.talbot"));
    }
}
