//! Values that stand for a secret without being one: examples, templates, code that fetches it.

use super::look::Look;
use super::shape::Class;
use super::standins::{STANDINS, WORDS};

/// Why a value is no secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standin {
    /// It is filled in when the program runs.
    Template,
    /// It tells the reader what to write.
    Example,
}

/// Whether a value only stands for a secret, and how.
pub(super) fn standin(value: &[u8], look: &Look) -> Option<Standin> {
    if is_template(value) {
        return Some(Standin::Template);
    }
    // A value that ends where another finding was blotted out, or is one.
    let blank = look.distinct <= 2 || (look.row >= 6 && look.row * 2 > look.length);
    if blank || is_word(value) || says_standin(value) || is_counted(value) || is_invented(value) || is_disguised(value) {
        return Some(Standin::Example);
    }
    None
}

/// Whether the text within says that it is an example. For tokens of a vendor's own form.
pub(super) fn is_sample(value: &[u8], look: &Look) -> bool {
    const SAMPLES: &[&str] = &[
        "example",
        "xxxx",
        "your_",
        "your-",
        "replace",
        "placeholder",
        "redact",
        "....",
        "****",
        "_here",
        "insert_",
        "invalid",
        "not_hex",
    ];
    look.distinct <= 3
        || (look.row >= 12 && look.row * 2 > look.length)
        || SAMPLES.iter().any(|sample| contains(value, sample.as_bytes()))
}

/// What only templates contain.
const INSIDE: &[&[u8]] = &[
    b"${",
    b"$(",
    b"#{",
    b"{{",
    b"<%",
    b"%(",
    b"%{",
    b"}}",
    b"{0}",
    b"%s",
    b"%v",
    b"%d",
    b"\\(",
    b"&lt;",
    b"$env:",
    b"[secret]",
    b"[email]",
];

fn is_template(value: &[u8]) -> bool {
    let first = value.first().copied().unwrap_or_default();
    let last = value.last().copied().unwrap_or_default();
    let wrapped = matches!(
        (first, last),
        (b'<', b'>')
            | (b'[', b']')
            | (b'{', b'}')
            | (b'(', b')')
            | (b'%', b'%')
            | (b'@', b'@')
            | (b'_', b'_')
            | (b'*', b'*')
            | (b'#', b'#')
    );
    let variable = first == b'$'
        && value.get(1).is_some_and(|next| Class::ALNUM.has(*next) || matches!(next, b'{' | b'(' | b'_' | b'[' | b':'))
        && !value.iter().skip(1).any(|byte| matches!(byte, b'/' | b'!' | b'@' | b'#' | b'%' | b'*'));
    wrapped
        || variable
        || INSIDE.iter().any(|inside| contains(value, inside))
        || (first == b'{' && !contains(value, b"}"))
        || is_blotted(value)
}

/// `[EMAIL]`: what a finding is replaced by.
fn is_blotted(value: &[u8]) -> bool {
    let mut rest = value;
    while let Some(at) = memchr::memchr(b'[', rest) {
        rest = rest.get(at + 1..).unwrap_or_default();
        let end = Class::UPPER.or(Class::DIGIT).or(Class::of(b"_")).run(rest, 0, 40);
        if end >= 2 && rest.get(end) == Some(&b']') {
            return true;
        }
    }
    false
}

fn is_word(value: &[u8]) -> bool {
    let core = value.trim_ascii();
    WORDS.iter().any(|word| core.eq_ignore_ascii_case(word.as_bytes()))
}

/// What a person made up that a UUID should stand for: its parts, but not of hexadecimal digits.
fn is_invented(value: &[u8]) -> bool {
    let Some(last) = value.len().checked_sub(36).and_then(|at| value.get(at..)) else { return false };
    let parts = last.iter().enumerate().all(|(at, byte)| match at {
        8 | 13 | 18 | 23 => *byte == b'-',
        _ => Class::ALNUM.has(*byte),
    });
    parts && last.iter().any(|byte| byte.is_ascii_alphabetic() && !byte.is_ascii_hexdigit())
}

/// Words that stand for a password, each sign of some written as a letter it looks like.
const DISGUISED: &[&str] = &["supersecret", "topsecret", "mysecret", "verysecret", "mysupersecret", "notsecret"];

fn is_disguised(value: &[u8]) -> bool {
    let letter = |byte: &u8| match byte {
        b'$' | b'5' => b's',
        b'3' => b'e',
        b'0' => b'o',
        b'@' | b'4' => b'a',
        b'1' | b'!' => b'i',
        byte => byte.to_ascii_lowercase(),
    };
    DISGUISED.iter().any(|word| word.len() == value.len() && value.iter().map(letter).eq(word.bytes()))
}

fn says_standin(value: &[u8]) -> bool {
    STANDINS.iter().any(|standin| contains(value, standin.as_bytes()))
}

/// `12345678`, `abcdefgh`, `87654321`: counted up or down from end to end.
pub(super) fn is_counted(value: &[u8]) -> bool {
    let steps = |step: i16| {
        value.windows(2).all(|pair| matches!(pair, [a, b] if i16::from(*b) - i16::from(*a) == step || (*a == b'9' && *b == b'0')))
    };
    value.len() >= 3 && (steps(1) || steps(-1))
}

/// Whether a text, in lower case, is within a value, in any case.
pub(super) fn contains(value: &[u8], text: &[u8]) -> bool {
    let Some(first) = text.first() else { return true };
    value.len() >= text.len()
        && memchr::memchr2_iter(*first, first.to_ascii_uppercase(), value)
            .any(|at| value.get(at..at + text.len()).is_some_and(|part| part.eq_ignore_ascii_case(text)))
}
