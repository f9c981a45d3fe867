//! Words around a number that tell its kind: names of fields and ends of sentences, in the languages of the countries.
//!
//! Why it exists: nine digits with one check digit are a tax number in ten countries and an order number everywhere; the
//! word before decides. What is read is made plain first: small letters, no accents, one blank for everything between.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, Input, MatchKind};

use super::{
    entries,
    general::{FOREIGN, GENERAL},
    plain::{LONGEST_LABEL, Label, Plain},
};

/// A set of kinds, by their places in the list of all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Kinds([u64; 4]);

impl Kinds {
    /// No kind.
    pub(super) const NONE: Self = Self([0; 4]);

    pub(super) fn add(&mut self, kind: usize) {
        if let Some(word) = self.0.get_mut(kind / 64) {
            *word |= 1 << (kind % 64);
        }
    }

    /// Whether any is in both.
    fn meets(&self, others: &Self) -> bool {
        self.0.iter().zip(others.0).any(|(one, other)| one & other != 0)
    }

    fn add_all(&mut self, others: &Self) {
        for (word, other) in self.0.iter_mut().zip(others.0) {
            *word |= other;
        }
    }

    /// Whether a kind is among them.
    pub(super) fn has(&self, kind: usize) -> bool {
        self.0.get(kind / 64).is_some_and(|word| word >> (kind % 64) & 1 == 1)
    }
}

/// What a word tells.
#[derive(Debug, Clone, Copy, Default)]
struct Meaning {
    named: Kinds,
    general: Kinds,
    foreign: bool,
}

/// What the words around a number tell.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Said {
    /// Kinds that are called by their own name.
    pub(super) named: Kinds,
    /// Those of them that the nearest word names.
    pub(super) nearest: Kinds,
    /// Kinds that a general word can mean: "tax number".
    pub(super) general: Kinds,
    /// Whether the nearest word says that it is something else: an order, a telephone, a trace.
    pub(super) foreign: bool,
}

impl Said {
    /// Whether any kind is called by its name.
    pub(super) fn names_any(&self) -> bool {
        self.named != Kinds::default()
    }

    /// Whether one of these kinds is called by its name or can be meant.
    pub(super) fn concerns(&self, kinds: &Kinds) -> bool {
        self.named.meets(kinds) || self.general.meets(kinds)
    }
}

struct Words {
    automaton: Option<AhoCorasick>,
    meanings: Vec<Meaning>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut meanings: BTreeMap<&str, Meaning> = BTreeMap::new();
    for (kind, entry) in entries().enumerate() {
        for word in entry.words {
            meanings.entry(word).or_default().named.add(kind);
        }
        for (_, words) in GENERAL.iter().filter(|(group, _)| *group == entry.group) {
            for word in *words {
                meanings.entry(word).or_default().general.add(kind);
            }
        }
    }
    for word in FOREIGN {
        meanings.entry(word).or_default().foreign = true;
    }
    let automaton = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .kind(Some(AhoCorasickKind::DFA))
        .build(meanings.keys())
        .ok();
    Words { automaton, meanings: meanings.into_values().collect() }
});

/// A label that was read, and what it tells.
#[derive(Debug)]
struct Known {
    label: [u8; LONGEST_LABEL],
    length: usize,
    said: Said,
}

/// How many labels are kept, a power of two.
const KEPT: usize = 64;

thread_local! {
    /// Labels that were read lately, each where its hash says: in logs the same names of fields come again and again.
    static KNOWN: RefCell<Vec<Option<Known>>> = const { RefCell::new(Vec::new()) };
}

/// What the words before a place tell: back to the end of the field before, or some forty characters.
pub(super) fn before(text: &str, place: usize) -> Said {
    let label = Label::before(text, place);
    let own = text.as_bytes().get(label.range.clone()).unwrap_or_default();
    // Whether the first word is whole and what was redacted before it are no part of the label's own text.
    let read = || said(&Plain::of(text, &label));
    if label.redacted || !label.whole || own.len() > LONGEST_LABEL {
        return read();
    }
    KNOWN.with_borrow_mut(|known| {
        if known.is_empty() {
            known.resize_with(KEPT, || None);
        }
        let Some(slot) = known.get_mut(hash(own) & (KEPT - 1)) else { return read() };
        if let Some(known) = slot.as_ref().filter(|known| known.label.get(..known.length) == Some(own)) {
            return known.said;
        }
        let mut entry = Known { label: [0; LONGEST_LABEL], length: own.len(), said: read() };
        entry.label.iter_mut().zip(own).for_each(|(to, from)| *to = *from);
        slot.insert(entry).said
    })
}

/// A hash of a few bytes.
fn hash(bytes: &[u8]) -> usize {
    let (words, rest) = bytes.as_chunks::<8>();
    let rest = rest.iter().fold(0, |word, byte| word << 8 | u64::from(*byte));
    let mix = |hash: u64, word: u64| (hash.rotate_left(23) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let hash = words.iter().fold(bytes.len() as u64, |hash, word| mix(hash, u64::from_le_bytes(*word)));
    (mix(hash, rest) >> 40) as usize
}

/// What the words after a place tell, unless they are the label of what comes next.
pub(super) fn after(text: &str, place: usize) -> Said {
    said(&Plain::after(text, place))
}

fn said(plain: &Plain) -> Said {
    // Whatever was redacted may have been what a word before it named, and a word against this number.
    let mut said = Said { foreign: plain.redacted, ..Said::default() };
    let plain = plain.text();
    let Some(automaton) = &WORDS.automaton else { return said };
    let (mut from, mut named_until) = (0, usize::MAX);
    while let Some(found) = automaton.find(Input::new(plain).range(from..)) {
        from = found.end();
        if !is_word(plain, found.start(), found.end()) {
            continue;
        }
        // The card of an "Aadhaar card" is no payment card.
        let same_thing = found.start() == named_until;
        if let Some(meaning) = WORDS.meanings.get(found.pattern().as_usize()).filter(|meaning| !(meaning.foreign && same_thing)) {
            if !meaning.foreign {
                named_until = found.end();
            }
            said.named.add_all(&meaning.named);
            said.general.add_all(&meaning.general);
            said.nearest = meaning.named;
            said.foreign = meaning.foreign;
        }
    }
    said
}

/// Whether a stretch is a word of its own, or its plural; scripts without blanks need none.
fn is_word(plain: &[u8], start: usize, end: usize) -> bool {
    let before = start.checked_sub(1).and_then(|before| plain.get(before)).copied().unwrap_or(b' ');
    let begins = plain.get(start) == Some(&b' ') || before == b' ' || !before.is_ascii();
    begins && matches!(plain.get(end..).unwrap_or_default(), [] | [b's'] | [b's', b' ', ..] | [b' ' | 0x80.., ..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<&'static str> {
        let said = before(text, text.len());
        entries().enumerate().filter(|(kind, _)| said.named.has(*kind)).map(|(_, entry)| entry.kind).collect()
    }

    #[test]
    fn kinds_are_few_enough() {
        assert!(entries().count() <= 256);
    }

    #[test]
    fn words_are_plain() {
        let all = entries().flat_map(|entry| entry.words).chain(GENERAL.iter().flat_map(|(_, words)| *words)).chain(FOREIGN);
        for word in all {
            assert_eq!(Plain::of(word, &Label::before(word, word.len())).text(), format!(" {word}").as_bytes(), "{word}");
        }
    }

    #[test]
    fn labels_of_many_writings() {
        for text in [
            "SSN: ",
            "\"ssn\":\"",
            "user_ssn=",
            "patientSSN\\\":\\\"",
            "<ssn>",
            "SSNNumber ",
            "SSNs are ",
            "{\"ssn\":{\"value\":\"",
        ] {
            assert!(names(text).contains(&"US_SSN"), "{text}");
        }
        assert_eq!(names("n\\u00famero de identifica\\u00e7\\u00e3o, CPF: "), ["BR_CPF"]);
        assert!(names("assn ").is_empty() && names("ssnx ").is_empty());
    }

    #[test]
    fn labels_of_other_fields_do_not_count() {
        assert!(names("\"ssn\":null,\"x\":\"").is_empty());
        assert!(names("ssn=none;id=").is_empty());
        assert!(before("ssn on file, phone ", 19).foreign);
        assert!(!before("phone or ssn ", 13).foreign);
    }
}
