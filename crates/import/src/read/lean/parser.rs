//! The text of a row, read once from front to back.

use super::{Lean, Node, Part, Piece, Run, Span, mark};
use memchr::{memchr2, memchr2_iter};
use serde_json::Number;

/// How deep objects and lists may stand in each other.
const DEPTH: u32 = 64;

/// How many keys an object may have: repeated ones are searched for one by one.
const KEYS: usize = 512;

/// How long a number may be that is valid whatever its digits are.
const DIGITS: usize = 17;

/// What is read, and how far.
pub(super) struct Parser<'a> {
    lean: &'a mut Lean,
    source: &'a str,
    at: usize,
    base: u32,
    /// Parts of the lists and objects that are not closed yet.
    open: Vec<Part>,
}

impl<'a> Parser<'a> {
    /// A reader of a text that stands at `base` of the row's.
    pub(super) fn new(lean: &'a mut Lean, source: &'a str, base: u32) -> Self {
        Self { lean, source, at: 0, base, open: Vec::with_capacity(32) }
    }

    /// The one value that the text is.
    pub(super) fn whole(mut self) -> Option<Node> {
        let node = self.value(0)?;
        self.peek().is_none().then_some(node)
    }

    fn byte(&self) -> Option<u8> {
        self.source.as_bytes().get(self.at).copied()
    }

    /// The next byte that is no blank: any other white space is a control character.
    fn peek(&mut self) -> Option<u8> {
        while self.byte() == Some(b' ') {
            self.at += 1;
        }
        self.byte()
    }

    fn next(&mut self) -> Option<u8> {
        let found = self.peek();
        self.at += 1;
        found
    }

    fn span(&self, start: usize, end: usize) -> Option<Span> {
        let (start, end) = (u32::try_from(start).ok()?, u32::try_from(end).ok()?);
        Some(Span { start: start + self.base, end: end + self.base })
    }

    fn value(&mut self, depth: u32) -> Option<Node> {
        match self.peek()? {
            b'"' => self.text().map(Piece).map(Node::Text),
            b'{' => self.object(depth),
            b'[' => self.list(depth),
            b't' => self.word("true", Node::Bool(true)),
            b'f' => self.word("false", Node::Bool(false)),
            b'n' => self.word("null", Node::Null),
            _ => self.number(),
        }
    }

    fn word(&mut self, word: &str, node: Node) -> Option<Node> {
        let found = self.source.get(self.at..)?.starts_with(word);
        self.at += word.len();
        found.then_some(node)
    }

    fn digits(&mut self) -> usize {
        let begin = self.at;
        while self.byte().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        self.at - begin
    }

    fn number(&mut self) -> Option<Node> {
        let begin = self.at;
        self.at += usize::from(self.byte() == Some(b'-'));
        let leads = self.byte()? == b'0';
        let whole = self.digits();
        if whole == 0 || (leads && whole > 1) {
            return None;
        }
        if self.byte() == Some(b'.') {
            self.at += 1;
            if self.digits() == 0 {
                return None;
            }
        }
        let power = matches!(self.byte(), Some(b'e' | b'E'));
        if power {
            self.at += 1;
            self.at += usize::from(matches!(self.byte(), Some(b'+' | b'-')));
            self.digits();
        }
        if power || self.at - begin > DIGITS {
            serde_json::from_str::<Number>(self.source.get(begin..self.at)?).ok()?;
        }
        self.span(begin, self.at).map(Piece).map(Node::Number)
    }

    /// A text, which begins here with its quote.
    fn text(&mut self) -> Option<Span> {
        let begin = self.at + 1;
        let rest = self.source.as_bytes().get(begin..)?;
        let found = memchr2(b'"', b'\\', rest)?;
        if rest.get(found) == Some(&b'\\') {
            return self.escaped(begin);
        }
        self.at = begin + found + 1;
        self.span(begin, begin + found)
    }

    /// A text with escapes, which is written out behind everything else.
    fn escaped(&mut self, begin: usize) -> Option<Span> {
        let source = self.source;
        let start = self.lean.text.len();
        let mut from = begin;
        for found in memchr2_iter(b'"', b'\\', source.as_bytes().get(begin..)?).map(|found| begin + found) {
            // The second of two backslashes, or a quote behind one.
            if found < from {
                continue;
            }
            self.lean.text.push_str(source.get(from..found)?);
            if source.as_bytes().get(found) == Some(&b'"') {
                self.at = found + 1;
                let (start, end) = (u32::try_from(start).ok()?, u32::try_from(self.lean.text.len()).ok()?);
                return Some(Span { start, end });
            }
            let (letter, length) = escape(source.get(found + 1..)?)?;
            self.lean.text.push(letter);
            from = found + 1 + length;
        }
        None
    }

    fn list(&mut self, depth: u32) -> Option<Node> {
        let element = |parser: &mut Self, _| {
            let node = parser.value(depth + 1)?;
            parser.open.push(Part { mark: 0, key: Span { start: 0, end: 0 }, node });
            Some(())
        };
        self.parts(depth, b']', element).map(Node::List)
    }

    fn object(&mut self, depth: u32) -> Option<Node> {
        let mut seen = 0_u64;
        let member = |parser: &mut Self, begin: usize| {
            if parser.peek()? != b'"' {
                return None;
            }
            let key = parser.text()?;
            if parser.next()? != b':' {
                return None;
            }
            let node = parser.value(depth + 1)?;
            parser.add(key, node, begin, &mut seen)?;
            Some(())
        };
        self.parts(depth, b'}', member).map(Node::Object)
    }

    /// Adds a part to the object that begins at `begin`, or replaces what it has under the key.
    fn add(&mut self, key: Span, node: Node, begin: usize, seen: &mut u64) -> Option<()> {
        let text = self.lean.slice(key);
        let mark = mark(text);
        let bit = 1_u64 << (mark.wrapping_mul(0x9E37_79B1) >> 26);
        if *seen & bit != 0 {
            if self.open.len() - begin > KEYS {
                return None;
            }
            let lean = &*self.lean;
            let same = |part: &&mut Part| part.mark == mark && lean.slice(part.key) == text;
            if let Some(part) = self.open.iter_mut().skip(begin).find(same) {
                part.node = node;
                return Some(());
            }
        }
        *seen |= bit;
        self.open.push(Part { mark, key, node });
        Some(())
    }

    /// The parts of a list or object up to its end.
    fn parts(&mut self, depth: u32, close: u8, mut part: impl FnMut(&mut Self, usize) -> Option<()>) -> Option<Run> {
        if depth > DEPTH {
            return None;
        }
        self.at += 1;
        let begin = self.open.len();
        if self.peek()? == close {
            self.at += 1;
        } else {
            loop {
                part(self, begin)?;
                match self.next()? {
                    b',' => {}
                    byte if byte == close => break,
                    _ => return None,
                }
            }
        }
        let start = u32::try_from(self.lean.parts.len()).ok()?;
        self.lean.parts.extend(self.open.drain(begin..));
        Some(Run(Span { start, end: u32::try_from(self.lean.parts.len()).ok()? }))
    }
}

/// The letter that an escape stands for, and its length without the backslash.
fn escape(rest: &str) -> Option<(char, usize)> {
    let letter = match rest.as_bytes().first()? {
        b'"' => '"',
        b'\\' => '\\',
        b'/' => '/',
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => return unicode(rest),
        _ => return None,
    };
    Some((letter, 1))
}

/// A letter by its number, or by the two numbers of UTF-16.
fn unicode(rest: &str) -> Option<(char, usize)> {
    let unit = |from: usize| {
        let digits = rest.get(from..from + 4)?;
        if digits.bytes().all(|byte| byte.is_ascii_hexdigit()) { u16::from_str_radix(digits, 16).ok() } else { None }
    };
    let first = unit(1)?;
    if let Some(letter) = char::from_u32(first.into()) {
        return Some((letter, 5));
    }
    if rest.get(5..7) != Some("\\u") {
        return None;
    }
    let pair = [first, unit(7)?];
    char::decode_utf16(pair).next()?.ok().map(|letter| (letter, 11))
}
