//! What is known of one kind of number.

use super::number::Number;
use crate::Rule;

/// What general words for a number can mean: "tax number" is a number of this group in any country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    /// The number of a person in the register, on the identity card.
    Person,
    /// The number at the tax office.
    Tax,
    /// The number of social insurance.
    Social,
    /// The number of a health insurance or a patient.
    Health,
    /// A licence to drive.
    Licence,
    /// A licence to practise medicine.
    Profession,
}

/// How a number is written, and how sure it is where no word tells what it is.
///
/// In the text `9` stands for a digit, `A` for a letter, `X` for either, `~` for a blank, a
/// hyphen or a dot, the same one throughout. The number is the score of this form alone, below 50 where too many numbers
/// that are nobody's look the same; 0: only after a word.
pub(super) type Form = (&'static str, u8);

/// One kind of number.
#[derive(Debug)]
pub(super) struct Entry {
    /// The type: `US_SSN`.
    pub(super) kind: &'static str,
    /// Why it is found.
    pub(super) rule: Rule,
    /// The standard or the page of the office that gives the rule.
    #[cfg_attr(not(test), expect(dead_code, reason = "for those who read the list; a test reads it as well"))]
    pub(super) source: &'static str,
    /// What general words may mean it.
    pub(super) group: Group,
    /// How it is written.
    pub(super) forms: &'static [Form],
    /// Whether the rule has a check digit: what passes is a number of this kind, and not only of its form.
    pub(super) checked: bool,
    /// Whether letters and digits make such a number.
    pub(super) holds: fn(&Number) -> bool,
    /// Words that tell this kind, in small letters without accents.
    pub(super) words: &'static [&'static str],
}
