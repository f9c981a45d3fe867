//! What words in cells mean. Whatever is not known stays unknown: no word is bent to a meaning.

mod account;
mod assurance;
mod backup;
mod duty;
mod person;
mod work;

pub(crate) use account::*;
pub(crate) use assurance::*;
pub(crate) use backup::*;
pub(crate) use duty::*;
pub(crate) use person::*;
pub(crate) use work::*;

/// A cell in lower case, words apart by single blanks: `DEPROVISIONED`, `in-progress`, `In_Progress`.
pub(crate) fn plain(cell: &str) -> String {
    let spaced: String = cell.chars().map(|c| if matches!(c, '_' | '-' | '\u{2013}' | '/' | '.') { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Whether a word is in a list that is separated by `|`.
pub(crate) fn is_one_of(word: &str, list: &str) -> bool {
    list.split('|').any(|listed| listed == word)
}

/// Whether any of the words of a text is in a list.
fn has_one_of(text: &str, list: &str) -> bool {
    text.split([' ', ',', ';', '(', ')', ':']).any(|word| is_one_of(word, list))
}

/// A truth value in any spelling.
pub(crate) fn boolean(cell: &str) -> Option<bool> {
    let cell = cell.trim();
    if cell.len() > 12 {
        return None;
    }
    let word = cell.to_lowercase();
    if is_one_of(
        &word,
        "true|t|yes|y|1|1.0|x|\u{2713}|\u{2714}|\u{2705}|\u{2611}|on|enabled|ja|oui|si|s\u{ed}|wahr|vrai|checked|enrolled",
    ) {
        return Some(true);
    }
    is_one_of(&word, "false|f|no|n|0|0.0|off|disabled|nein|non|falsch|faux|unchecked|\u{2717}|\u{2718}|\u{274c}|\u{2610}")
        .then_some(false)
}

/// Whether a cell is a truth value that says nothing without its header: `1`, `yes`, `false`, not `Enabled`.
pub(crate) fn is_bare_truth(cell: &str) -> bool {
    boolean(cell).is_some()
        && !["on", "off", "enabled", "disabled", "enrolled"].iter().any(|word| word.eq_ignore_ascii_case(cell.trim()))
}

/// A number, with or without thousands separators and a currency sign.
pub(crate) fn number(cell: &str) -> Option<f64> {
    let text = cell.trim().trim_start_matches(['$', '\u{20ac}', '\u{a3}']).trim_end_matches(['%', '\u{20ac}']).trim();
    if !text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'-' | b'+' | b'e' | b'E')) {
        return None;
    }
    let decimal_comma = text.contains(',') && !text.contains('.') && text.rsplit(',').next().is_some_and(|tail| tail.len() != 3);
    let text = if decimal_comma { text.replace(',', ".") } else { text.replace(',', "") };
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// Whether a word is a truth value.
pub(crate) fn is_truth(cell: &str) -> bool {
    boolean(cell).is_some()
}

/// Whether a word is a truth value or a number of times.
pub(crate) fn is_truth_or_count(cell: &str) -> bool {
    truth_or_count(cell).is_some()
}

/// A truth value, or whether a number is above zero.
pub(crate) fn truth_or_count(cell: &str) -> Option<bool> {
    boolean(cell).or_else(|| number(cell).map(|count| count > 0.0))
}
