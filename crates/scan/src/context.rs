//! What the words around a value say it is: the name of a field, or the end of a sentence.
//!
//! Why it exists: most numbers in a log are nobody's; a word within some forty bytes before decides. Field names are
//! taken apart at underscores, hyphens and capitals, quotes and escaped line ends are seen through, and what belongs to
//! another field, another line or an earlier redaction is left out.

mod walk;

use crate::cues;
use walk::{Kind, gap, kind, word, word_end};

/// How far back words are looked at, in bytes.
const REACH: usize = 56;
/// How many words are kept.
const WORDS: usize = 8;

/// Meanings of words, as bits: see [`crate::cues`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Cues(pub(crate) u64);

impl Cues {
    /// Nothing is said.
    pub(crate) const NONE: Self = Self(0);

    /// All of them together.
    pub(crate) const fn union(all: &[Self]) -> Self {
        let mut union = 0;
        let mut number = 0;
        while number < all.len() {
            union |= all[number].0;
            number += 1;
        }
        Self(union)
    }

    /// Both together.
    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether any of these is said.
    pub(crate) const fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }
}

/// What stands before a value.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Context {
    words: [Cues; WORDS],
    known: usize,
    /// What the label says: the words of the field, or of the sentence back to a comma, a stop or another number.
    pub(crate) near: Cues,
    /// Whether the value is that of a field (`"key": "value"`, `key=value`, `<key>value`).
    pub(crate) field: bool,
    /// Whether something (`:`, `=`, `>`) joins the value and the word before it.
    pub(crate) joined: bool,
    /// Whether something redacted before hides what else was said.
    pub(crate) hidden: bool,
}

impl Context {
    /// The nearest words, the nearest first.
    pub(crate) fn words(&self) -> &[Cues] {
        self.words.get(..self.known).unwrap_or_default()
    }

    /// All that the words say.
    pub(crate) fn all(&self) -> Cues {
        self.words().iter().fold(Cues::NONE, |all, word| all.or(*word))
    }

    /// How many words back something is said: 0 is the word before the value.
    pub(crate) fn distance(&self, of: Cues) -> Option<usize> {
        self.words().iter().position(|word| word.any(of))
    }

    /// Whether something is said, and nothing of `against` nearer.
    pub(crate) fn nearer(&self, of: Cues, against: Cues) -> bool {
        match (self.distance(of), self.distance(against)) {
            (Some(of), Some(against)) => of <= against,
            (of, _) => of.is_some(),
        }
    }

    /// What the nearest word that is not a filler ("is", "number", "no") says.
    pub(crate) fn nearest(&self) -> Cues {
        self.words().iter().find(|word| !word.any(cues::FILLER)).copied().unwrap_or_default()
    }
}

/// Reads the words before a position.
pub(crate) fn before(bytes: &[u8], position: usize) -> Context {
    let mut context = Context::default();
    let floor = position.saturating_sub(REACH);
    let mut label = true;
    let (mut key, mut plain_key) = (false, 0_u8);
    let mut at = position;
    loop {
        let (gap, next) = gap(bytes, at, floor);
        if gap.redacted || next <= floor {
            context.hidden = gap.redacted;
            break;
        }
        at = next;
        if context.known == 0 {
            context.joined = gap.joint != 0;
            key = gap.key;
            plain_key = if gap.key || gap.blank && gap.joint != b'>' { 0 } else { gap.joint };
            context.field = gap.key || matches!(plain_key, b'=' | b'>');
        } else if key && gap.quote || plain_key == b'=' && gap.blank || plain_key == b'>' && gap.opened {
            // The field ends here; the one around it counts: {"card": {"number": ...
            if !(gap.joint == b':' && gap.opened && context.near.any(cues::FILLER)) {
                break;
            }
            key = gap.key;
        } else if gap.line || gap.quote && gap.joint != 0 {
            // Another line, or the name of the field that a sentence is the value of.
            break;
        }
        label &= !(gap.number || context.known > 0 && (gap.stop || gap.comma && !key));
        let (said, start) = word(bytes, at, floor);
        if label {
            context.near = context.near.or(said);
        }
        if let Some(place) = context.words.get_mut(context.known) {
            *place = said;
            context.known += 1;
        } else {
            break;
        }
        at = start;
    }
    context
}

/// The word right before a position.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word {
    /// The position.
    pub(crate) before: usize,
    /// Where the word begins; where the search ended if there is none.
    start: usize,
    /// Whether there is one.
    pub(crate) found: bool,
    /// What it says.
    pub(crate) says: Cues,
}

impl Word {
    /// Of no position.
    pub(crate) const NONE: Self = Self { before: usize::MAX, start: 0, found: false, says: Cues::NONE };

    /// The same word from a later position, if there are no letters between: in a list of numbers it is read once.
    pub(crate) fn seen_from(self, bytes: &[u8], position: usize) -> Option<Self> {
        let between = bytes.get(self.before..position).filter(|between| between.len() <= REACH / 2)?;
        let floor = position.saturating_sub(REACH / 2);
        let letters = between.iter().any(|byte| matches!(kind(*byte), Kind::Small | Kind::Capital | Kind::Wide));
        (!letters && (!self.found || self.start >= floor)).then_some(Self { before: position, ..self })
    }
}

/// What the word right before a position says: cheaper than all of them.
pub(crate) fn nearest_word(bytes: &[u8], position: usize) -> Word {
    let floor = position.saturating_sub(REACH / 2);
    let at = word_end(bytes, position, floor);
    let (says, start) = word(bytes, at, floor);
    Word { before: position, start, found: at > floor, says }
}

/// What the first words after a position say, within the line and the sentence.
pub(crate) fn after(bytes: &[u8], position: usize) -> Cues {
    let mut said = Cues::NONE;
    let end = bytes.len().min(position.saturating_add(48));
    let mut at = position;
    let mut words = 0;
    while at < end && words < 6 {
        match bytes.get(at) {
            Some(byte) if is_letter(*byte) => {
                let rest = bytes.get(at..end).unwrap_or_default();
                let length = rest.iter().take_while(|byte| is_letter(**byte)).count();
                let (word, tail) = rest.split_at(length);
                // A label of what comes next.
                if tail.iter().find(|byte| **byte != b'.').is_some_and(|byte| matches!(byte, b':' | b'=')) {
                    break;
                }
                said = said.or(cues::of(word));
                words += 1;
                at += length;
            }
            Some(b'\n' | b'.' | b';' | b'\\' | b'{' | b'}' | b'[' | b',' | b'"' | b'0'..=b'9') | None => break,
            Some(_) => at += 1,
        }
    }
    said
}

/// Letters of ASCII and all bytes of other letters.
pub(crate) const fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte >= 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(text: &str) -> Cues {
        before(text.as_bytes(), text.len()).near
    }

    #[test]
    fn labels_of_many_writings() {
        for text in [
            "phone: ",
            "Phone:\n",
            r#"{"order": "x", "phone_number": ""#,
            r#"{"phoneNumber":""#,
            r#"{\"phone\": \""#,
            "a=1 phone=",
            "<phone>",
            r#"content":"Name: x\nPhone:\n"#,
            "my phone number is ",
        ] {
            assert!(near(text).any(cues::PHONE), "{text}");
        }
    }

    #[test]
    fn other_fields_do_not_count() {
        for text in [r#"{"phone": "x", "order_id": ""#, "phone=x id=", "phone: x\nid: ", "<phone/><id>", "phone [PHONE] and "] {
            assert!(!near(text).any(cues::PHONE), "{text}");
        }
    }

    #[test]
    fn the_field_around_a_plain_name_counts() {
        assert!(near(r#"{"card": {"number": ""#).any(cues::CARD));
        assert!(!near(r#"{"card": {"name": "x", "count": "#).any(cues::CARD));
    }

    #[test]
    fn the_nearest_word_wins() {
        let text = "phone order ";
        let context = before(text.as_bytes(), text.len());
        assert!(!context.nearer(cues::PHONE, cues::TECHNICAL));
        assert!(context.nearer(cues::TECHNICAL, cues::PHONE));
    }

    #[test]
    fn the_nearest_word_alone_says_the_same() {
        let says = |text: &str| nearest_word(text.as_bytes(), text.len()).says;
        for text in ["phone: ", "\\nphone ", "userPhone\": \"", "12 PHONE 13 "] {
            assert_eq!(says(text), cues::of(b"phone"), "{text}");
        }
        assert_eq!(says("\\n"), Cues::NONE);
    }

    #[test]
    fn words_after() {
        let text = "123 es mi pasaporte";
        assert!(after(text.as_bytes(), 3).any(cues::PASSPORT));
        assert!(!after(b"123. My passport", 3).any(cues::PASSPORT));
    }
}
