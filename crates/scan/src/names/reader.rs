//! The walk over a text that makes [`Tokens`] of it, one byte of look-ahead at a time.

use super::token::{Gap, Kind, Token, Tokens};
use super::word;

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

/// Where the walk is.
pub(super) struct Reader<'a> {
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

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str, out: &'a mut Tokens) -> Self {
        Self { text, bytes: text.as_bytes(), at: 0, gap: Gap::Line, field: 0, opened: [None; LEVELS], bare: false, out }
    }

    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    pub(super) fn run(mut self) {
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
            b'<' | b';' | b'|' | b'&' => self.field = 0,
            b',' if self.opened == [None; LEVELS] => self.field = 0,
            b'>' => self.tag(start),
            b':' | b'=' => self.name_field(start, mark),
            b'{' | b'}' => {
                self.field = 0;
                self.bare = false;
            }
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
        self.enter(first, end, true);
    }

    /// What follows is in the field whose name stands between two bytes.
    fn enter(&mut self, first: usize, end: usize, firm: bool) {
        if end.saturating_sub(first) > LONGEST_KEY {
            return;
        }
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
            if token.gap == Gap::Line || mark == b'=' && token.gap != Gap::None {
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

    /// Passes over letters of ASCII: how many they are, and how many of them are capitals.
    fn plain_letters(&mut self) -> (usize, usize) {
        let (mut letters, mut capitals) = (0, 0);
        for byte in self.bytes.get(self.at..).unwrap_or_default() {
            match class(*byte) {
                LOWER => {}
                UPPER => capitals += 1,
                _ => break,
            }
            letters += 1;
        }
        self.at += letters;
        (letters, capitals)
    }

    fn word(&mut self) {
        let start = self.at;
        let (mut letters, mut capitals) = self.plain_letters();
        let mut first = capitals > 0 && class(self.byte(start)) == UPPER;
        while matches!(class(self.byte(self.at)), WIDE | SLASH) {
            let Some(letter) = self.wide_letter() else { break };
            first |= letters == 0 && letter.capital;
            capitals += usize::from(letter.capital);
            self.at += letter.length;
            let (more, large) = self.plain_letters();
            letters += 1 + more;
            capitals += large;
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
