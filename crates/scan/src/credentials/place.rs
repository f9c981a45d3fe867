//! From a name to its value, in whatever language the text is written.
//!
//! `password = "x"`, `'password' => 'x'`, `<password>x</password>`, `--password x`, `"password\":\"x`, `password is x`,
//! `{"name": "PASSWORD", "value": "x"}`, `password: str = "x"`: a name, what links it, and a value.

use super::shape::Class;

/// What stands between a name and its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// `=`, `:=`, `=>`, `->`
    Equals,
    /// `:`
    Colon,
    /// `==`, `!=`, `.equals(`
    Compare,
    /// `(`, `,`: an argument.
    Argument,
    /// `<password>`
    Tag,
    /// `is`, `was`, `to`
    Prose,
    /// Nothing but blanks.
    Blank,
}

/// Where a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether quotes hold it.
    pub(super) quoted: bool,
    pub(super) link: Link,
    /// Whether blanks stand before it, other than after a colon.
    pub(super) spaced: bool,
}

/// The longest value that is looked at.
const LONGEST: usize = 4096;
/// The most blanks between a name and what follows.
const BLANKS: usize = 40;

const BLANK: Class = Class::of(b" \t");
const IDENTIFIER: Class = Class::ALNUM.or(Class::of(b"_"));

/// The value of the name from `from` to `at`.
pub(super) fn value(bytes: &[u8], from: usize, at: usize) -> Option<Place> {
    let closed = Class::of(b"\"'`\\])*").run(bytes, at, 8);
    let was_quoted = bytes.get(at..closed)?.iter().any(|byte| matches!(byte, b'"' | b'\'' | b'`'));
    let blank = BLANK.run(bytes, closed, BLANKS);
    let (link, after) = link(bytes, blank, closed, was_quoted)?;
    let (link, after) = annotated(bytes, link, after);
    let start = BLANK.run(bytes, after, BLANKS);
    let spaced = start > after || blank > closed;
    let start = next_line(bytes, start, link);
    let start = wrapped(bytes, start);
    let (start, end, quoted) = held(bytes, start)?;
    // `'password = '.$value`: this quote closes what was opened before the name.
    let opened = from.checked_sub(1).and_then(|before| bytes.get(before)).filter(|quote| matches!(quote, b'"' | b'\'' | b'`'));
    if quoted
        && !was_quoted
        && opened.is_some()
        && opened == bytes.get(start - 1)
        && from.checked_sub(2).and_then(|before| bytes.get(before)) != Some(&b'\\')
    {
        return None;
    }
    let spaced = spaced && !(link == Link::Colon && blank == closed);
    (start < end).then_some(Place { start, end, quoted, link, spaced })
}

fn link(bytes: &[u8], at: usize, closed: usize, was_quoted: bool) -> Option<(Link, usize)> {
    let rest = bytes.get(at..)?;
    let two = rest.get(1).copied().unwrap_or_default();
    let found = match rest.first()? {
        b'=' | b'!' if two == b'=' => (Link::Compare, if rest.get(2) == Some(&b'=') { 3 } else { 2 }),
        b'=' if two == b'>' => (Link::Equals, 2),
        b'=' => (Link::Equals, 1),
        b':' if matches!(two, b'=' | b':') => (Link::Equals, 2),
        b':' => (Link::Colon, 1),
        b'-' if two == b'>' => (Link::Equals, 2),
        b'>' if at == closed => (Link::Tag, 1),
        b'(' if at == closed => (Link::Argument, 1),
        b',' if was_quoted => return member_value(bytes, at + 1).or(Some((Link::Argument, at + 1))),
        b'.' if rest.starts_with(b".equals(") => (Link::Compare, 8),
        b'\n' | b'\r' => return member_value(bytes, at),
        b'v' if was_quoted => return member_value(bytes, at),
        _ if at > closed || was_quoted => return Some(words(rest, at)),
        _ => return None,
    };
    Some((found.0, at + found.1))
}

/// `is`, `was`, `to`, or nothing at all.
fn words(rest: &[u8], at: usize) -> (Link, usize) {
    for word in ["is ", "was ", "to ", "is: ", "should be ", "of ", "ist ", "es ", "est "] {
        if rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes())) {
            return (Link::Prose, at + word.len());
        }
    }
    if rest.starts_with(b"for ") || rest.starts_with(b"FOR ") {
        // `the password for the user "x" is "y"`
        let line = rest.get(..rest.len().min(60)).unwrap_or(rest);
        if let Some(is) = line.windows(4).position(|window| window == b" is ") {
            return (Link::Prose, at + is + 4);
        }
    }
    (Link::Blank, at)
}

/// `, "value": ` and `value=` after a name that is itself a value.
fn member_value(bytes: &[u8], at: usize) -> Option<(Link, usize)> {
    let start = Class::of(b" \t\r\n\"'\\,").run(bytes, at, BLANKS + 8);
    let rest = bytes.get(start..)?;
    let word = ["value", "val", "default"]
        .into_iter()
        .find(|word| rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes())))?;
    let end = Class::of(b" \t\"'\\").run(bytes, start + word.len(), BLANKS);
    let link = if bytes.get(end) == Some(&b':') { Link::Colon } else { Link::Equals };
    matches!(bytes.get(end), Some(b':' | b'=')).then_some((link, end + 1))
}

/// `password: str = "x"`, `password string = "x"`: behind the type.
fn annotated(bytes: &[u8], link: Link, after: usize) -> (Link, usize) {
    if !matches!(link, Link::Colon | Link::Blank) {
        return (link, after);
    }
    let start = Class::of(b" \t&?*").run(bytes, after, BLANKS);
    let end = IDENTIFIER.or(Class::of(b"<>[]'?|.")).run(bytes, start, 40);
    let sign = BLANK.run(bytes, end, BLANKS);
    let is_sign = bytes.get(sign) == Some(&b'=') && !matches!(bytes.get(sign + 1), Some(b'=' | b'>'));
    let spaced = sign > end && BLANK.has(bytes.get(sign + 1).copied().unwrap_or_default());
    if end > start
        && is_sign
        && (spaced || link == Link::Colon)
        && bytes.get(start).is_some_and(u8::is_ascii_alphabetic)
        && (spaced || end - start <= 12)
    {
        let type_like =
            bytes.get(start..end).is_some_and(|name| name.iter().all(|byte| !byte.is_ascii_digit()) || name.len() <= 4);
        if type_like {
            return (Link::Equals, sign + 1);
        }
    }
    (link, after)
}

/// A value on the line below its name: only in quotes, or behind a mark of YAML.
fn next_line(bytes: &[u8], at: usize, link: Link) -> usize {
    if !matches!(link, Link::Colon | Link::Equals | Link::Argument) {
        return at;
    }
    let marked = if matches!(bytes.get(at), Some(b'|' | b'>')) { Class::of(b"|>-+").run(bytes, at, 3) } else { at };
    let below = Class::of(b" \t\r\n\\").run(bytes, marked, BLANKS * 2);
    let quoted = matches!(bytes.get(below), Some(b'"' | b'\''));
    let folded = marked > at && bytes.get(marked) == Some(&b'\n');
    if (quoted || folded) && bytes.get(marked..below).is_some_and(|blank| blank.contains(&b'\n')) { below } else { at }
}

/// Behind what only dresses a text in code: `b"`, `new String("`, `String.valueOf("`, `Buffer.from("`.
fn wrapped(bytes: &[u8], at: usize) -> usize {
    let mut end = IDENTIFIER.or(Class::of(b".:@$ &")).run(bytes, at, 40);
    let name = bytes.get(at..end).unwrap_or_default();
    let is_quote = |at: usize| matches!(bytes.get(at), Some(b'"' | b'\'' | b'`'));
    if end > at && is_quote(end) && name.len() <= 2 && name.iter().all(|byte| b"bBrRuUfFL@$&".contains(byte)) {
        return end;
    }
    while matches!(bytes.get(end), Some(b'(' | b'[' | b'{')) && end - at < 44 {
        end += 1;
    }
    let dressed = [
        "string",
        "str",
        "secret",
        "bytes",
        "byte",
        "buffer.from",
        "text",
        "char",
        "password",
        "some",
        "quote",
        "literal",
        "valueof",
    ];
    let fetched = ["env", "get", "config", "load", "read", "input", "prompt", "param", "fetch", "lookup", "decrypt", "resolve"];
    let only_brackets = name.is_empty() || name == b"&";
    let named = |list: &[&str]| list.iter().any(|word| super::placeholder::contains(name, word.as_bytes()));
    if end > at && is_quote(end) && (only_brackets || (named(&dressed) && !named(&fetched))) { end } else { at }
}

/// The value that starts here: between quotes, or up to what ends a bare one.
fn held(bytes: &[u8], at: usize) -> Option<(usize, usize, bool)> {
    let slashes = Class::of(b"\\").run(bytes, at, 8);
    let quote = bytes.get(slashes).copied()?;
    if matches!(quote, b'"' | b'\'' | b'`') {
        let mut start = slashes + 1;
        if bytes.get(start..start + 2) == Some(&[quote, quote]) {
            start += 2;
        }
        let rest = bytes.get(start..(start + LONGEST).min(bytes.len()))?;
        let escaped = slashes > at;
        let mut from = 0;
        loop {
            let end = from + memchr::memchr2(quote, b'\n', rest.get(from..)?)?;
            let closing = rest.get(end) == Some(&quote);
            let before = rest.get(..end)?.iter().rev().take_while(|byte| **byte == b'\\').count();
            if closing && !escaped && before % 2 == 1 {
                from = end + 1;
                continue;
            }
            let end = if escaped { end - before.min(end) } else { end };
            return closing.then_some((start, start + end, true));
        }
    }
    let rest = bytes.get(at..(at + LONGEST).min(bytes.len()))?;
    let end = rest
        .iter()
        .position(|byte| {
            matches!(
                byte,
                b' ' | b'\t'
                    | b'\n'
                    | b'\r'
                    | b'"'
                    | b'\''
                    | b'`'
                    | b','
                    | b';'
                    | b'<'
                    | b'>'
                    | b'|'
                    | b'\\'
                    | b')'
                    | b']'
                    | b'}'
                    | 0
            )
        })
        .unwrap_or(rest.len());
    let mut end = at + end;
    if let Some(ampersand) = bytes.get(at..end).and_then(|value| memchr::memchr(b'&', value)).filter(|found| *found > 0) {
        // A query: the next name follows.
        let next = bytes.get(at + ampersand + 1..end).unwrap_or_default();
        if memchr::memchr(b'=', next).is_some() || next.starts_with(b"amp") {
            end = at + ampersand;
        }
    }
    while end > at && matches!(bytes.get(end - 1), Some(b'.' | b':' | b'?')) {
        end -= 1;
    }
    Some((at, end, false))
}
