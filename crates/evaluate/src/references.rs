//! What stands inside of the references that systems write: commits, versions, numbers of changes.

use crate::words::{fold, tokens};
use std::collections::BTreeSet;

/// Fewest digits of a commit that tell it from another.
pub(crate) const COMMIT_DIGITS: usize = 7;

/// A commit as written, or the last part of its address.
pub(crate) fn commit_of(text: &str) -> Option<String> {
    let text = fold(text);
    let commit = text.rsplit('/').next().unwrap_or_default();
    (commit.len() >= COMMIT_DIGITS).then(|| commit.to_owned())
}

/// A word that can be a commit inside of another text: hexadecimal, not only digits.
pub(crate) fn looks_like_commit(word: &str) -> bool {
    let hexadecimal = word.chars().all(|letter| letter.is_ascii_hexdigit());
    (COMMIT_DIGITS..=40).contains(&word.len()) && hexadecimal && word.chars().any(|letter| letter.is_ascii_alphabetic())
}

/// The version in a text, if there is one of at least two numbers: `refs/tags/v1.4.0`, `api-1.4.0`, `release/1.4`.
pub(crate) fn version(text: &str) -> Option<String> {
    let text = fold(text);
    let parts = text.split(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '.'));
    let mut found = parts.map(|part| part.trim_start_matches('v').trim_matches('.')).filter(|part| {
        let numbers: Vec<&str> = part.split('.').collect();
        numbers.len() >= 2
            && numbers.iter().all(|number| !number.is_empty() && number.chars().all(|digit| digit.is_ascii_digit()))
    });
    found.next_back().map(str::to_owned)
}

/// The versions that a change says it releases: in a title or branch that speaks of a release, or as a label.
pub(crate) fn versions(title: Option<&str>, head: Option<&str>, labels: &[String]) -> BTreeSet<String> {
    let texts = [title, head].into_iter().flatten().filter(|text| tokens(text).iter().any(|word| word.starts_with("release")));
    let labels = labels.iter().map(String::as_str).filter(|label| {
        let label = fold(label);
        ["release", "version", "milestone", "v"]
            .iter()
            .fold(label.as_str(), |rest, lead| rest.strip_prefix(lead).unwrap_or(rest))
            .starts_with(|letter: char| letter.is_ascii_digit() || matches!(letter, ' ' | ':' | '-' | '/'))
    });
    texts.chain(labels).filter_map(version).collect()
}

/// The numbers of changes in the notes of a release: `#42`, `…/pull/42`, `!42`.
pub(crate) fn numbers_in(text: &str) -> Vec<String> {
    let leads = ["#", "/pull/", "!", "/merge_requests/"];
    let after = leads.iter().flat_map(|lead| text.split(lead).skip(1));
    let digits = after.map(|rest| rest.chars().take_while(char::is_ascii_digit).collect::<String>());
    digits.filter(|digits| !digits.is_empty()).collect()
}
