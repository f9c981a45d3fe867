//! Text to tokens: words, numbers and single marks, with what stands between them and the name of the field they are in.
//!
//! Logs are not prose: the same text comes as JSON, as JSON inside of a string of JSON, with `\n` and `\u00e9` written out, or as
//! `key=value`. The tokens are the same in each case, so that what was learnt of one form serves the others.

use super::word;

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

const SPACE: u8 = 0;
const LINE: u8 = 1;
const LOWER: u8 = 2;
const UPPER: u8 = 3;
const DIGIT: u8 = 4;
const QUOTE: u8 = 5;
const SLASH: u8 = 6;
const MARK: u8 = 7;
const WIDE: u8 = 8;

static CLASS: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut table = [MARK; 256];
    let mut byte = 0_usize;
    while byte < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "the loop ends at 255")]
        let it = byte as u8;
        table[byte] = match it {
            b'\n' | b'\r' => LINE,
            0..=b' ' => SPACE,
            b'a'..=b'z' => LOWER,
            b'A'..=b'Z' => UPPER,
            b'0'..=b'9' => DIGIT,
            b'"' => QUOTE,
            b'\\' => SLASH,
            0x80..=0xff => WIDE,
            _ => MARK,
        };
        byte += 1;
    }
    table
}

fn class(byte: u8) -> u8 {
    CLASS[usize::from(byte)]
}

/// How deep strings in strings are told apart.
const LEVELS: usize = 4;

/// The longest name of a field that is looked at, in bytes.
const LONGEST_KEY: usize = 48;

impl Tokens {
    /// Reads a text, of which only the first 4 GiB are seen.
    pub fn read(&mut self, text: &str) {
        self.tokens.clear();
        self.fields.clear();
        self.fields.push(Field::default());
        Reader { text, bytes: text.as_bytes(), at: 0, gap: Gap::Line, field: 0, opened: [None; LEVELS], bare: false, out: self }
            .run();
    }
}

struct Reader<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    gap: Gap,
    /// The field that the next token is in.
    field: u32,
    /// The tokens of the quotes that are open: plain ones, those in a string, those in a string of a string.
    opened: [Option<usize>; LEVELS],
    /// Whether the field ends with the next blank, as `key=value` does.
    bare: bool,
    out: &'a mut Tokens,
}

/// What one letter is: how long it is in the text, and whether it is a capital.
struct Letter {
    length: usize,
    capital: bool,
}

impl Reader<'_> {
    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    fn run(mut self) {
        let end = self.bytes.len().min(u32::MAX as usize);
        while self.at < end {
            match class(self.byte(self.at)) {
                SPACE => self.blank(),
                LINE => {
                    self.opened = [None; LEVELS];
                    self.line(1);
                }
                LOWER | UPPER => self.word(),
                DIGIT => self.digits(),
                QUOTE => self.quote(1),
                SLASH => self.slash(),
                WIDE => self.wide(),
                _ => self.mark(1),
            }
        }
    }

    fn blank(&mut self) {
        self.at += 1;
        if self.gap == Gap::None {
            self.gap = Gap::Space;
        }
        if self.bare {
            // `key= value` and `key: value` keep their field over the first blank.
            let just = self.out.tokens.last().is_some_and(|last| matches!(self.byte(last.start as usize), b':' | b'='));
            if !just {
                self.field = 0;
                self.bare = false;
            }
        }
    }

    fn line(&mut self, length: usize) {
        self.at += length;
        self.gap = Gap::Line;
        self.field = 0;
        self.bare = false;
    }

    fn push(&mut self, start: usize, kind: Kind, candidate: bool) {
        #[expect(clippy::cast_possible_truncation, reason = "the text is cut at 4 GiB")]
        self.out.tokens.push(Token {
            start: start as u32,
            end: self.at as u32,
            kind,
            gap: self.gap,
            candidate,
            field: self.field,
        });
        self.gap = Gap::None;
    }

    fn mark(&mut self, length: usize) {
        let start = self.at;
        let mark = self.byte(start);
        self.at += length;
        self.push(start, Kind::Mark, false);
        match mark {
            b'<' => self.field = 0,
            b'>' => self.tag(start),
            b':' | b'=' => self.name_field(start, mark),
            b'{' | b'}' => {
                self.field = 0;
                self.bare = false;
            }
            b',' if self.opened == [None; LEVELS] => self.field = 0,
            b';' | b'|' | b'&' => self.field = 0,
            _ => {}
        }
    }

    fn digits(&mut self) {
        let start = self.at;
        while class(self.byte(self.at)) == DIGIT {
            self.at += 1;
        }
        self.push(start, Kind::Digits, false);
    }

    fn quote(&mut self, length: usize) {
        let start = self.at;
        self.at += length;
        let level = (length.ilog2() as usize).min(LEVELS - 1);
        for deeper in self.opened.iter_mut().skip(level + 1) {
            *deeper = None;
        }
        let here = self.out.tokens.len();
        let Some(slot) = self.opened.get_mut(level) else { return };
        if let Some(open) = slot.take() {
            self.push(start, Kind::Quote, false);
            let mut next = self.at;
            while class(self.byte(next)) == SPACE && next < self.bytes.len() && next < self.at + 4 {
                next += 1;
            }
            if self.byte(next) == b':' {
                self.key(open, start);
            } else {
                self.field = 0;
            }
        } else {
            *slot = Some(here);
            self.push(start, Kind::Quote, false);
        }
        self.bare = false;
    }

    /// The string that began at the token `open` and ends at the byte `end` is the key of what follows.
    fn key(&mut self, open: usize, end: usize) {
        let Some(first) = self.out.tokens.get(open).map(|token| token.end as usize) else { return };
        for token in self.out.tokens.iter_mut().skip(open) {
            token.candidate = false;
            token.field = 0;
        }
        if end.saturating_sub(first) > LONGEST_KEY {
            return;
        }
        self.enter(first, end, true);
    }

    /// What follows is in the field whose name stands between two bytes.
    fn enter(&mut self, first: usize, end: usize, firm: bool) {
        let field = word::key(self.bytes.get(first..end).unwrap_or_default(), firm);
        #[expect(clippy::cast_possible_truncation, reason = "no more fields than bytes")]
        let index = self.out.fields.len() as u32;
        self.out.fields.push(field);
        self.field = index;
    }

    /// The mark `>` at `at` ends a tag: `<city>` is a field like another.
    fn tag(&mut self, at: usize) {
        let names = |token: &&Token| token.kind.is_word() || matches!(self.byte(token.start as usize), b'_' | b'-');
        let name = self.out.tokens.iter().rev().skip(1).take(8).take_while(names).last().copied();
        let Some(name) = name else { return };
        if name.start.checked_sub(1).is_some_and(|before| self.byte(before as usize) == b'<') {
            self.enter(name.start as usize, at, true);
        }
    }

    /// The mark `:` or `=` at `at` ends the name of a field that is not in quotes.
    fn name_field(&mut self, at: usize, mark: u8) {
        let before = self.out.tokens.len().checked_sub(2).and_then(|index| self.out.tokens.get(index)).copied();
        let Some(before) = before else { return };
        let numbered = self.out.tokens.iter().rev().nth(2).is_some_and(|token| token.kind.is_word());
        if !(before.kind.is_word() || before.kind == Kind::Digits && numbered)
            || !(before.end as usize == at || mark == b'=' && before.end as usize + 1 == at)
            || self.byte(at + 1) == b'/'
        {
            return;
        }
        let mut first = before.start as usize;
        let mut words = 0;
        for token in self.out.tokens.iter().rev().skip(1).take(6) {
            let joins = matches!(self.byte(token.start as usize), b'_' | b'-');
            let letters = token.kind.is_word() || token.kind == Kind::Digits;
            if !letters && !joins || words == 3 {
                break;
            }
            first = token.start as usize;
            words += i32::from(letters);
            if token.gap == Gap::Line {
                break;
            }
        }
        self.enter(first, at, mark == b'=');
        self.bare = mark == b'=';
    }

    fn slash(&mut self) {
        let mut length = 1;
        while self.byte(self.at + length) == b'\\' && length < 16 {
            length += 1;
        }
        match self.byte(self.at + length) {
            b'n' | b'r' => self.line(length + 1),
            b't' => {
                self.at += length;
                self.blank();
            }
            b'"' => self.quote(length + 1),
            b'u' if self.escaped().is_some() => self.word(),
            _ => self.mark(length),
        }
    }

    fn wide(&mut self) {
        let Some(c) = self.text.get(self.at..).and_then(|rest| rest.chars().next()) else {
            self.at += 1;
            return;
        };
        if c.is_alphabetic() {
            self.word();
        } else if c.is_whitespace() {
            self.at += c.len_utf8() - 1;
            self.blank();
        } else {
            self.mark(c.len_utf8());
        }
    }

    /// The letter that is written as `\u00e9` here.
    fn escaped(&self) -> Option<(usize, char)> {
        word::escape(self.bytes.get(self.at..)?).filter(|(_, c)| c.is_alphabetic())
    }

    /// The letter here, if it is one, beyond ASCII.
    fn wide_letter(&self) -> Option<Letter> {
        let (length, c) = if self.byte(self.at) == b'\\' {
            self.escaped()?
        } else {
            let c = self.text.get(self.at..)?.chars().next()?;
            (c.len_utf8(), c)
        };
        let mark = matches!(c, '\u{300}'..='\u{36f}' | '\u{93e}'..='\u{94d}');
        (c.is_alphabetic() || mark).then(|| Letter { length, capital: c.is_uppercase() })
    }

    fn word(&mut self) {
        let start = self.at;
        let mut letters = 0_usize;
        let mut capitals = 0_usize;
        let mut first = false;
        loop {
            let byte = self.byte(self.at);
            let (length, capital) = match class(byte) {
                LOWER => (1, false),
                UPPER => (1, true),
                WIDE | SLASH => match self.wide_letter() {
                    Some(letter) => (letter.length, letter.capital),
                    None => break,
                },
                _ => break,
            };
            first |= letters == 0 && capital;
            letters += 1;
            capitals += usize::from(capital);
            self.at += length;
        }
        let kind = match (letters, capitals, first) {
            (_, 0, _) => Kind::Lower,
            (1, _, _) => Kind::Initial,
            (_, 1, true) => Kind::Title,
            _ if capitals == letters => Kind::Upper,
            _ => Kind::Mixed,
        };
        let before = start.checked_sub(1).map_or(b' ', |before| self.byte(before));
        let after = self.byte(self.at);
        let candidate = kind != Kind::Lower && !self.in_code(start, before, after);
        self.push(start, kind, candidate);
    }

    /// Whether what touches a word says that it is an identifier or a placeholder rather than a word.
    fn in_code(&self, start: usize, before: u8, after: u8) -> bool {
        let joins = |byte: u8| byte.is_ascii_digit() || byte == b'_';
        let two = start.checked_sub(2).map_or(0, |two| self.byte(two));
        let next = self.byte(self.at + 1);
        joins(before)
            || joins(after)
            || before == b'$'
            || before == b':' && two == b':'
            || after == b':' && next == b':'
            || after == b'('
            || after == b'<' && !matches!(next, b'/' | b'b')
            || before == b'<' && after == b'>'
            || before == b'{' && two == b'{'
    }
}
