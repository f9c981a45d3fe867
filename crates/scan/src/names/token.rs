//! Text to tokens: words, numbers and single marks, with what stands between them and the name of the field they are in.
//!
//! Logs are not prose: the same text comes as JSON, as JSON inside of a string of JSON, with `\n` and `\u00e9` written out, or as
//! `key=value`. The tokens are the same in each case, so that what was learnt of one form serves the others.

use super::reader::Reader;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// Letters without a capital.
    Lower,
    /// A capital, then others.
    Title,
    /// Capitals alone.
    Upper,
    /// One capital letter.
    Initial,
    /// A capital that is not the first letter: `McDonald`, `getName`.
    Mixed,
    /// Decimal digits.
    Digits,
    /// A quote, escaped or not.
    Quote,
    /// Another mark.
    Mark,
}

impl Kind {
    /// Whether it is made of letters.
    pub const fn is_word(self) -> bool {
        matches!(self, Self::Lower | Self::Title | Self::Upper | Self::Initial | Self::Mixed)
    }
}

/// What stands before a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Gap {
    /// Nothing.
    None,
    /// Blanks.
    Space,
    /// The end of a line, written out or real.
    Line,
}

/// One token: bytes of the text, half-open.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// What it is made of.
    pub kind: Kind,
    /// What stands before it.
    pub gap: Gap,
    /// Whether it can be part of a name by itself.
    pub candidate: bool,
    /// The index of the field it is the value of; 0 for none.
    pub field: u32,
}

/// A field's name, as hashes of its letters in lower case.
#[derive(Debug, Clone, Copy, Default)]
pub struct Field {
    /// All of it: `firstname` for `first_name`, `First Name` and `firstName`.
    pub whole: u32,
    /// Its last word.
    pub last: u32,
    /// Whether it is a key and nothing else: in quotes, before `=`, or a tag.
    pub firm: bool,
}

/// The tokens of one text.
#[derive(Debug, Default)]
pub struct Tokens {
    /// In order.
    pub tokens: Vec<Token>,
    /// The fields, of which the first stands for none.
    pub fields: Vec<Field>,
}

impl Tokens {
    /// Reads a text, of which only the first 4 GiB are seen.
    pub fn read(&mut self, text: &str) {
        self.tokens.clear();
        self.fields.clear();
        self.fields.push(Field::default());
        self.tokens.reserve(text.len() / 4);
        Reader::new(text, self).run();
    }
}
