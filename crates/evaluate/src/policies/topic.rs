//! What a policy is about, by the words of its name: `InfoSec Policy` is one on information security, `IR plan` one on
//! the response to incidents, `Vendor Risk Management` one on vendors and not on risk.

use crate::words::tokens;
use std::collections::BTreeSet;

/// Words that say that something is a policy, not what it is about.
const NOISE: [&str; 34] = [
    "policy",
    "policies",
    "plan",
    "plans",
    "procedure",
    "procedures",
    "standard",
    "standards",
    "program",
    "programme",
    "guideline",
    "guidelines",
    "process",
    "document",
    "company",
    "corporate",
    "statement",
    "master",
    "the",
    "our",
    "of",
    "for",
    "on",
    "to",
    "in",
    "a",
    "an",
    "version",
    "final",
    "draft",
    "pdf",
    "docx",
    "doc",
    "md",
];

/// Something that a policy can be about, with the words by which names of policies tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Topic {
    /// Its name.
    pub name: String,
    phrases: Vec<BTreeSet<String>>,
    sole: Vec<BTreeSet<String>>,
    never: BTreeSet<String>,
}

/// The topics that a parameter lists: `name = other name / only name / not word`, the special ones before the general.
pub(crate) fn topics(words: &[String]) -> Vec<Topic> {
    words.iter().map(|text| topic(text)).filter(|topic| !topic.name.is_empty()).collect()
}

fn topic(text: &str) -> Topic {
    let (name, others) = text.split_once('=').unwrap_or((text, ""));
    let mut topic = Topic { name: name.trim().to_owned(), phrases: vec![set(name)], sole: Vec::new(), never: BTreeSet::new() };
    for other in others.split('/').map(str::trim) {
        match other.split_once(' ') {
            Some(("only", rest)) => topic.sole.push(set(rest)),
            Some(("not", rest)) => topic.never.extend(set(rest)),
            _ => topic.phrases.push(set(other)),
        }
    }
    topic.phrases.retain(|phrase| !phrase.is_empty());
    topic
}

impl Topic {
    /// The places of the topics that a name tells. Of each part of the name (`Business Continuity and Disaster Recovery`
    /// has two) the first topic that fits counts.
    pub(crate) fn of(topics: &[Self], name: &str) -> BTreeSet<usize> {
        let first = |words: &BTreeSet<String>| topics.iter().position(|topic| topic.fits(words));
        let found: BTreeSet<usize> = parts(name).iter().filter_map(first).collect();
        if found.is_empty() { first(&set(name)).into_iter().collect() } else { found }
    }

    fn fits(&self, words: &BTreeSet<String>) -> bool {
        let told = self.phrases.iter().any(|phrase| phrase.is_subset(words)) || self.sole.contains(words);
        told && self.never.is_disjoint(words)
    }
}

/// The words of a name that tell what it is about.
pub(crate) fn core(name: &str) -> Vec<String> {
    let told = tokens(name).into_iter().filter(|word| !NOISE.contains(&word.as_str()) && !is_number(word));
    told.map(|word| stem(&word)).collect()
}

fn set(text: &str) -> BTreeSet<String> {
    core(text).into_iter().collect()
}

fn parts(name: &str) -> Vec<BTreeSet<String>> {
    let name = name.to_lowercase().replace(" and ", "&").replace(" und ", "&");
    let parts = name.split(['&', ',', '/', '+', ';', '(', ')', ':']).map(set);
    parts.filter(|part| !part.is_empty()).collect()
}

/// `3`, `v2`: a number, not a word; `3rd` is one.
fn is_number(word: &str) -> bool {
    let bare = word.strip_prefix('v').unwrap_or(word);
    bare.chars().all(|letter| letter.is_ascii_digit())
}

/// One form for singular and plural.
fn stem(word: &str) -> String {
    match word.strip_suffix("ies") {
        Some(head) if head.len() > 1 => format!("{head}y"),
        _ if word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") => word.trim_end_matches('s').to_owned(),
        _ => word.to_owned(),
    }
}
