//! Ids of criteria and of other frameworks in the spellings that people use: `CC 6.1`, `cc6-1`, `CC6.1.1`, `PP1.1`,
//! `A.5.15`, `MEASURE-2.7`, `LLM01:2025`, alone, in lists, in ranges, or in front of the words of the criterion.
//!
//! Only the spelling is judged here; whether there is such a criterion is for whoever knows the criteria.

use std::collections::BTreeSet;

/// A reference in its usual spelling.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reference {
    /// A criterion of the Trust Services Criteria (`CC6.1`).
    Criterion(String),
    /// An entry of another framework (`A.5.15`, `MEASURE 2.7`, `LLM01`).
    Other(String),
}

impl Reference {
    /// The id.
    pub fn id(&self) -> &str {
        match self {
            Self::Criterion(id) | Self::Other(id) => id,
        }
    }
}

/// What a text names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The references with the words that they were read from.
    pub references: Vec<(String, Reference)>,
    /// Words that look like ids and are none that is known, as written.
    pub unknown: Vec<String>,
}

/// Words between ids that name a framework, not an entry of it.
const FRAMES: &str = "soc soc1 soc2 soc3 tsc tsp type ii iso iec 27001 42001 nist ai rmf owasp llm top 10 annex aicpa 2 100 \
     2013 2017 2018 2022 2023 2024 2025 v1 v2 1.0 2.0 26000 27002 cosc coso principle points focus pof";

/// The references in a text. In a column that is headed `iso` bare numbers (`5.15`) are entries of Annex A.
pub fn find(text: &str, iso: bool) -> Found {
    let words = words(text);
    let mut found = Found::default();
    let mut seen = BTreeSet::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        at += 1;
        if let Some(series) = series_word(word)
            && let Some(number) = words.get(at).filter(|next| is_number(next))
        {
            take(&format!("{word} {number}"), name(series, number), &mut found, &mut seen);
            at += 1;
            continue;
        }
        if is_dash(word)
            && let (Some((_, last)), Some(next)) = (found.references.last().cloned(), words.get(at))
        {
            let upper = one(next).or_else(|| bare(&last, next));
            if let Some(upper) = upper.and_then(|upper| between(&last, &upper)) {
                for each in upper {
                    take(next, Some(each), &mut found, &mut seen);
                }
                at += 1;
            }
            continue;
        }
        if FRAMES.split_whitespace().any(|frame| frame == word.to_lowercase()) {
            continue;
        }
        if iso && is_number(word) {
            take(word, annex(word), &mut found, &mut seen);
        } else if let Some((from, to)) = range(word) {
            from.into_iter().chain(to).for_each(|each| take(word, Some(each), &mut found, &mut seen));
        } else if let Some(reference) = one(word) {
            take(word, Some(reference), &mut found, &mut seen);
        } else if is_like_an_id(word) {
            found.unknown.push(word.clone());
        }
    }
    found
}

fn take(text: &str, reference: Option<Reference>, found: &mut Found, seen: &mut BTreeSet<Reference>) {
    match reference {
        Some(reference) if seen.insert(reference.clone()) => found.references.push((text.to_owned(), reference)),
        Some(_) => {}
        None => found.unknown.push(text.to_owned()),
    }
}

/// The words of a text: separators of lists and brackets end a word, and so does a dash between blanks.
fn words(text: &str) -> Vec<String> {
    let plain = text.replace(['–', '—'], "-");
    let split = |c: char| c.is_whitespace() || ",;|/&+()[]{}:\"'*•·#".contains(c);
    let trimmed = plain.split(split).map(|word| word.trim_matches(['.', '_', '§', '=']));
    trimmed
        .map(|word| if word.len() > 1 { word.trim_matches('-') } else { word })
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn is_dash(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "-" | "to" | "through" | "thru" | "until" | "bis")
}

/// `6.1`, `5.15`, `1.1.2`: what can follow a series that stands alone.
fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) && word.contains('.') && word.chars().all(|c| c.is_ascii_digit() || c == '.')
}

/// The series that a word alone names.
fn series_word(word: &str) -> Option<&'static str> {
    Some(match word.to_uppercase().as_str() {
        "CC" | "CRITERIA" => "CC",
        "A" | "AVAILABILITY" => "A",
        "PI" | "PP" | "INTEGRITY" => "PI",
        "C" | "CONFIDENTIALITY" => "C",
        "P" | "PRIVACY" => "P",
        "GOVERN" | "GV" => "GOVERN",
        "MAP" | "MP" => "MAP",
        "MEASURE" | "MS" => "MEASURE",
        "MANAGE" | "MG" => "MANAGE",
        _ => return None,
    })
}

/// A reference written as one word.
fn one(word: &str) -> Option<Reference> {
    let letters: String = word.chars().take_while(char::is_ascii_alphabetic).collect();
    let rest = word.get(letters.len()..)?.trim_start_matches(['-', '_', '.']);
    if letters.eq_ignore_ascii_case("llm") {
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let number: u32 = digits.parse().ok().filter(|number| (1..=10).contains(number))?;
        let year = rest.get(digits.len()..)?.trim_start_matches(['-', '_']);
        if !year.is_empty() && !year.chars().all(|c| c.is_ascii_digit()) {
            return None;
        }
        return Some(Reference::Other(format!("LLM{number:02}")));
    }
    let series = series_word(&letters)?;
    name(series, rest)
}

/// A series and its number in the usual spelling.
fn name(series: &str, number: &str) -> Option<Reference> {
    let parts: Vec<u32> = number.split(['.', '-', '_']).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let parts = match parts.as_slice() {
        // `CC61` is CC6.1: no series has ten families.
        [both @ 11..=99] if matches!(series, "CC" | "A" | "PI" | "C" | "P") => vec![both / 10, both % 10],
        given => given.to_vec(),
    };
    match (series, parts.as_slice()) {
        ("A", [major @ 5..=8, minor]) => Some(Reference::Other(format!("A.{major}.{minor}"))),
        // The edition of 2013 had three numbers, and families up to 18.
        ("A", [major, ..]) if *major > 4 => None,
        // A point of focus belongs to its criterion.
        ("CC" | "A" | "PI" | "C" | "P", [major, minor] | [major, minor, _]) => {
            Some(Reference::Criterion(format!("{series}{major}.{minor}")))
        }
        ("GOVERN" | "MAP" | "MEASURE" | "MANAGE", [major, minor]) => Some(Reference::Other(format!("{series} {major}.{minor}"))),
        _ => None,
    }
}

fn annex(number: &str) -> Option<Reference> {
    name("A", number).filter(|reference| matches!(reference, Reference::Other(_)))
}

/// `6.3` or `3` after `CC6.1 -`.
fn bare(last: &Reference, word: &str) -> Option<Reference> {
    let (series, major, _) = split(last)?;
    match word.split_once('.') {
        Some(_) => name(&series, word),
        None => name(&series, &format!("{major}.{word}")),
    }
}

/// `CC6.1-CC6.3`, `CC6.1-6.3` as one word: the first, and those after it.
fn range(word: &str) -> Option<(Option<Reference>, Vec<Reference>)> {
    let (from, to) = word.split_once('-')?;
    let first = one(from).filter(|_| from.contains('.'))?;
    let last = one(to).or_else(|| bare(&first, to))?;
    let rest = between(&first, &last)?;
    Some((Some(first), rest))
}

/// The references after `from` up to `to`, which must be of the same family and come later.
fn between(from: &Reference, to: &Reference) -> Option<Vec<Reference>> {
    let (series, major, minor) = split(from)?;
    let (other, other_major, last) = split(to)?;
    let fits = series == other && major == other_major && minor < last && last - minor < 40;
    fits.then(|| (minor + 1..=last).filter_map(|minor| name(&series, &format!("{major}.{minor}"))).collect())
}

/// Series, family and number of a reference.
fn split(reference: &Reference) -> Option<(String, u32, u32)> {
    let id = reference.id();
    let series: String = id.chars().take_while(char::is_ascii_alphabetic).collect();
    let (major, minor) = id.get(series.len()..)?.trim_start_matches([' ', '.']).split_once('.')?;
    Some((series, major.parse().ok()?, minor.parse().ok()?))
}

/// Whether a word is written as ids are: letters and digits mixed, or a number with a dot.
fn is_like_an_id(word: &str) -> bool {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let shape = word.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c));
    let letters = word.chars().filter(char::is_ascii_alphabetic).count();
    shape && digits > 0 && word.len() <= 24 && (letters > 0 || word.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::find;

    fn told(text: &str) -> String {
        let found = find(text, false);
        let ids: Vec<&str> = found.references.iter().map(|(_, reference)| reference.id()).collect();
        if found.unknown.is_empty() { ids.join(" ") } else { format!("{} ? {}", ids.join(" "), found.unknown.join(" ")) }
    }

    #[test]
    fn every_usual_spelling_is_the_same_criterion() {
        for text in [
            "CC6.1",
            "CC 6.1",
            "cc6-1",
            "CC-6.1",
            "CC6_1",
            "CC61",
            "cc6.1.1",
            "Common Criteria 6.1",
            "TSC 2017: CC6.1",
            "SOC 2 - CC6.1",
        ] {
            assert_eq!(told(text), "CC6.1", "{text}");
        }
        for (text, id) in [
            ("PP1.1", "PI1.1"),
            ("Processing Integrity 1.2", "PI1.2"),
            ("Privacy 6.1", "P6.1"),
            ("A.1.2", "A1.2"),
            ("Availability 1.3", "A1.3"),
            ("c1.1", "C1.1"),
        ] {
            assert_eq!(told(text), id, "{text}");
        }
    }

    #[test]
    fn lists_ranges_and_words_behind_ids() {
        assert_eq!(told("CC6.1, CC6.2; CC6.3\nCC7.1"), "CC6.1 CC6.2 CC6.3 CC7.1");
        assert_eq!(told("CC6.1 CC6.1/CC6.2 and A1.2"), "CC6.1 CC6.2 A1.2");
        for text in ["CC6.1-CC6.3", "CC6.1 - CC6.3", "CC6.1–6.3", "CC6.1 to 3", "CC6.1 through CC6.3"] {
            assert_eq!(told(text), "CC6.1 CC6.2 CC6.3", "{text}");
        }
        assert_eq!(told("CC6.1 - Access is designed, granted and removed; by role"), "CC6.1");
        assert_eq!(told("CC1.1 (COSO Principle 1)"), "CC1.1");
    }

    #[test]
    fn other_frameworks_and_what_is_none() {
        assert_eq!(told("A.5.15; A8.2, ISO/IEC 27001:2022 A.8.34"), "A.5.15 A.8.2 A.8.34");
        assert_eq!(told("NIST AI RMF: MEASURE 2.7, GV-1.1, Manage-4.1"), "MEASURE 2.7 GOVERN 1.1 MANAGE 4.1");
        assert_eq!(told("OWASP LLM01:2025 LLM-10"), "LLM01 LLM10");
        assert_eq!(told("CC6.1, A.9.2.1, 164.308"), "CC6.1 ? A.9.2.1 164.308");
        assert_eq!(told("CC6"), " ? CC6");
        assert_eq!(told("SOC 2, ISO 27001"), "");
        assert_eq!(find("5.15, 8.2", true).references.len(), 2);
    }
}
