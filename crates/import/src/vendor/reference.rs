//! Tickets that a text refers to.

/// Prefixes that look like a ticket's but never are one.
const NO_PROJECTS: &[&str] = &[
    "AES", "ASCII", "BASE", "CC", "CVE", "CWE", "EC", "ES", "GHSA", "GPT", "HTTP", "IEC", "IEEE", "IPV", "ISO", "MD", "PCI",
    "PEP", "PR", "RC", "RFC", "RSA", "SHA", "SOC", "TLS", "UTC", "UTF", "UUID", "VERSION", "WCAG", "WIN",
];

/// Words before `#12` that say that the change closes or serves that issue.
const CLOSING: &[&str] =
    &["close", "closes", "closed", "fix", "fixes", "fixed", "resolve", "resolves", "resolved", "refs", "ref", "issue"];

/// Tickets named in texts, in order, each once: keys such as `OPS-17`, and `#12` after a closing word.
pub fn tickets<'t>(texts: impl IntoIterator<Item = &'t str>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for text in texts {
        for ticket in keys(text).chain(issues(text)) {
            if !found.contains(&ticket) {
                found.push(ticket);
            }
        }
    }
    found
}

fn keys(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').filter_map(key)
}

/// The key in a word: `OPS-17`, also in `OPS-17-add-logging`.
fn key(word: &str) -> Option<String> {
    let mut parts = word.split('-').filter(|part| !part.is_empty());
    let (project, number) = (parts.next()?, parts.next()?);
    let good_project = (2..=10).contains(&project.len())
        && project.starts_with(|c: char| c.is_ascii_uppercase())
        && project.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
        && !NO_PROJECTS.contains(&project.trim_end_matches(|c: char| c.is_ascii_digit()));
    let good_number =
        (1..=7).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit()) && !number.starts_with('0');
    (good_project && good_number).then(|| format!("{project}-{number}"))
}

fn issues(text: &str) -> impl Iterator<Item = String> {
    let words = text.split_whitespace();
    words.clone().zip(words.skip(1)).filter_map(|(before, word)| {
        let before = before.trim_matches(|c: char| !c.is_ascii_alphanumeric()).to_ascii_lowercase();
        let digits: String = word.strip_prefix('#')?.chars().take_while(char::is_ascii_digit).collect();
        (CLOSING.contains(&before.as_str()) && !digits.is_empty()).then(|| format!("#{digits}"))
    })
}

#[cfg(test)]
mod tests {
    use super::tickets;

    #[test]
    fn names_keys_and_closed_issues_once() {
        let texts = ["OPS-17: rotate keys (SEC-2)", "feature/OPS-17-rotate", "Fixes #12, see #13. Closes: #14"];
        assert_eq!(tickets(texts), ["OPS-17", "SEC-2", "#12", "#14"]);
    }

    #[test]
    fn leaves_standards_and_versions_alone() {
        let texts = ["UTF-8 and SHA-256, CVE-2026-0001, ISO-27001, GPT-4, IPV6-1", "release-2 v1-2 A-1 OPS-017", "#9"];
        assert_eq!(tickets(texts), [""; 0]);
    }
}
