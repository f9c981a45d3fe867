//! Secrets that only their name gives away: `password = "…"`.
//!
//! The weaker the name, the more the value itself must look like a secret; the more the syntax can only be that of an
//! assignment, the less.

use super::look::{Look, is_uuid};
use super::name::Name;
use super::place::{Link, Place};
use super::placeholder::{contains, standin};
use super::shape::Class;
use super::words::Strength;
use crate::Rule;

const PASSWORD: Rule = Rule { id: "password-by-name", reason: "A value that is named as a password and is no placeholder." };
const SECRET: Rule =
    Rule { id: "secret-by-name", reason: "A value made by a generator, named as a secret, API key or access token." };
const TOKEN: Rule = Rule { id: "token-by-name", reason: "A value made by a generator, named as a token or session." };
const KEY: Rule = Rule { id: "key-by-name", reason: "A long value made by a generator, named as a key." };

static RULES: [Rule; 4] = [KEY, TOKEN, SECRET, PASSWORD];

/// What to think of the value at a place behind a name: a score and its rule, or nothing.
pub(super) fn judge(bytes: &[u8], name: &Name<'_>, strength: Strength, place: &Place) -> Option<(u8, &'static Rule)> {
    let value = bytes.get(place.start..place.end)?;
    let look = Look::at(value);
    if look.length < 4
        || look.length > 512
        || look.spaces > 0
        || is_other_kind(value, &look)
        || is_code(bytes, value, place, &look)
        || standin(value, &look).is_some()
    {
        return None;
    }
    let score = match strength {
        Strength::Password => password(bytes, name, place, value, &look),
        Strength::Secret => secret(name, place, value, &look),
        Strength::Token => token(name, place, value, &look),
        Strength::Key => key(name, place, value, &look),
    }?;
    let [key, token, secret, password] = &RULES;
    Some((
        score,
        match strength {
            Strength::Key => key,
            Strength::Token => token,
            Strength::Secret => secret,
            Strength::Password => password,
        },
    ))
}

/// Places, addresses, numbers with points, files: things that have a form of their own.
fn is_other_kind(value: &[u8], look: &Look) -> bool {
    let first = value.first().copied().unwrap_or_default();
    let slashes = memchr::memchr_iter(b'/', value).count();
    let path = matches!(first, b'/' | b'~' | b'.') && slashes > 0 && !look.is_random()
        || value.starts_with(b"./")
        || value.starts_with(b"../")
        || value.get(1..3) == Some(b":\\");
    let words_path = slashes >= 1 && look.digits <= 2 && look.symbols == slashes && !look.is_gibberish();
    let address = contains(value, b"://")
        || value.starts_with(b"www.")
        || value.starts_with(b"arn:")
        || value.starts_with(b"data:")
        || value.starts_with(b"urn:");
    let mail = memchr::memchr(b'@', value)
        .is_some_and(|at| at > 0 && value.get(at..).is_some_and(|domain| domain.contains(&b'.')) && look.symbols == 1);
    let public = value.starts_with(b"ssh-")
        || value.starts_with(b"AAAAB3Nza")
        || value.starts_with(b"MII") && look.length < 200
        || value.starts_with(b"sha256-")
        || value.starts_with(b"sha512-")
        || value.starts_with(b"sha1-")
        || value.starts_with(b"sha256:");
    let date = look.digits >= 8 && value.get(4) == Some(&b'-') && value.get(7) == Some(&b'-') && look.letters() <= 2;
    let numbers = look.letters() == 0
        && look.digits > 0
        && value.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b':' | b',' | b'+' | b'e'))
        && look.length != look.digits;
    path || words_path || address || mail || public || date || numbers || has_ending(value)
}

fn has_ending(value: &[u8]) -> bool {
    const ENDINGS: &[&str] = &[
        "pem",
        "key",
        "txt",
        "json",
        "yaml",
        "yml",
        "js",
        "ts",
        "py",
        "rb",
        "go",
        "java",
        "php",
        "html",
        "htm",
        "css",
        "crt",
        "cer",
        "p12",
        "pfx",
        "jks",
        "xml",
        "conf",
        "cfg",
        "ini",
        "env",
        "log",
        "md",
        "com",
        "org",
        "net",
        "io",
        "local",
        "sh",
        "properties",
        "value",
        "length",
        "password",
        "secret",
        "token",
        "id",
    ];
    let Some(dot) = memchr::memrchr(b'.', value) else { return false };
    let ending = value.get(dot + 1..).unwrap_or_default();
    dot > 0 && ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known.as_bytes()))
}

/// An expression rather than a text.
fn is_code(bytes: &[u8], value: &[u8], place: &Place, look: &Look) -> bool {
    if place.quoted {
        return false;
    }
    let calls = memchr::memchr2(b'(', b'{', value)
        .is_some_and(|at| at == 0 || value.get(at - 1).is_some_and(|before| before.is_ascii_alphanumeric() || *before == b'_'))
        || memchr::memchr(b'[', value).is_some();
    let member = look.symbols == 0
        && value.contains(&b'.')
        && !look.is_random()
        && value
            .split(|byte| *byte == b'.')
            .all(|part| part.first().is_some_and(|first| first.is_ascii_alphabetic() || *first == b'_'));
    let pointer = value.starts_with(b"->")
        || value.starts_with(b"&")
        || value.starts_with(b"*")
        || contains(value, b"->")
        || contains(value, b"::")
        || value.starts_with(b"@") && look.digits == 0;
    let variable = value.starts_with(b"$") && !value.iter().skip(1).any(|byte| matches!(byte, b'$' | b'!' | b'@' | b'#' | b'%'));
    let quoted_next = matches!(bytes.get(place.end), Some(b'"' | b'\'' | b'`')) && matches!(place.link, Link::Argument);
    calls || member || pointer || variable || quoted_next || matches!(place.link, Link::Compare | Link::Argument)
}

fn password(bytes: &[u8], name: &Name<'_>, place: &Place, value: &[u8], look: &Look) -> Option<u8> {
    if look.length > 128 || (look.foreign > 0 && look.digits == 0) || is_uuid(value) && place.link == Link::Blank {
        return None;
    }
    let plain_words = look.digits == 0 && look.symbols == 0;
    if place.quoted || place.link == Link::Tag {
        return if plain_words {
            words(place, value, look)
        } else if says_name(value, look) {
            None
        } else {
            Some(75)
        };
    }
    let tight = place.link == Link::Equals && !place.spaced;
    let mixed = look.digits > 0 && look.letters() > 0;
    match place.link {
        Link::Prose => (mixed || look.symbols > 0 && look.length >= 6 || look.is_gibberish()).then_some(60),
        Link::Blank if name.is_flag() || name.says(&["identified by"]) || after_login(bytes, name.start) => {
            (!says_name(value, look)).then_some(65)
        }
        Link::Blank => (mixed
            && look.length >= 6
            && !look.hex
            && (look.symbols > 0 || look.is_random() || look.digits >= 2 && look.length <= 16))
            .then_some(55),
        _ if plain_words => bare_word(bytes, name, place, value, look),
        _ if look.digits == look.length => (look.length >= 6).then_some(55),
        _ if says_name(value, look) && look.digits < 2 => None,
        _ if tight || place.link == Link::Colon => Some(65),
        _ => (ends_line(bytes, place.end) || look.symbols > 0 || look.is_gibberish()).then_some(55),
    }
}

/// A quoted password of letters only.
fn words(place: &Place, value: &[u8], look: &Look) -> Option<u8> {
    if look.is_gibberish() && look.length >= 5 {
        return Some(75);
    }
    let title = value.first().is_some_and(u8::is_ascii_uppercase) && look.upper == 1;
    let constant = look.lower == 0;
    let camel = look.upper > 0 && look.lower > 0;
    // `thisismypassword` was typed by a person, `user_password` is a name.
    let typed = look.lower == look.length && look.length >= 10 && contains(value, b"pass");
    if title
        || constant
        || camel
        || says_name(value, look) && !typed
        || look.length > 24
        || place.link == Link::Tag && look.length < 6
    {
        return None;
    }
    Some(if place.link == Link::Argument { 50 } else { 55 })
}

/// An unquoted password of letters only: an identifier, unless the text is no program.
fn bare_word(bytes: &[u8], name: &Name<'_>, place: &Place, value: &[u8], look: &Look) -> Option<u8> {
    if says_name(value, look) || !ends_line(bytes, place.end) && !matches!(bytes.get(place.end), Some(b' ' | b'&' | b'"' | b'\''))
    {
        return None;
    }
    let gibberish = look.is_gibberish() && look.length >= 6 && look.upper.min(look.lower) < 2;
    let in_address =
        name.start.checked_sub(1).and_then(|at| bytes.get(at)).is_some_and(|before| matches!(before, b'?' | b'&' | b';'));
    let setting = place.link == Link::Equals && !place.spaced && (name.is_capital() || in_address);
    let line = place.link == Link::Colon && starts_line(bytes, name.start) && ends_line(bytes, place.end) && look.upper == 0;
    if gibberish && (setting || line || place.link == Link::Colon || ends_line(bytes, place.end)) {
        return Some(60);
    }
    (setting || line && look.length >= 6).then_some(50)
}

fn secret(name: &Name<'_>, place: &Place, value: &[u8], look: &Look) -> Option<u8> {
    if place.link == Link::Prose && !place.quoted && !look.is_random() {
        return None;
    }
    if name.says(&["sig"]) && (place.link != Link::Equals || look.length < 40) {
        return None;
    }
    if place.link == Link::Blank && !place.quoted && !name.is_flag() {
        return (look.is_random() && look.length >= 16 && !is_uuid(value)).then_some(55);
    }
    if is_uuid(value) {
        return (!name.says(&["salt", "jwt", "session_key"])).then_some(60);
    }
    if look.is_random() {
        return Some(70);
    }
    let mixed = look.digits >= 2 && look.letters() >= 2;
    let small = look.length >= 8
        && (mixed && (look.turns >= 3 || look.is_gibberish()) || look.symbols >= 2 && look.letters() > 0)
        && !says_name(value, look);
    let letters = look.length >= 16 && look.is_gibberish() && look.foreign == 0;
    let compared = place.link == Link::Compare && place.quoted && look.length >= 6 && !says_name(value, look) && look.upper == 0;
    ((small || letters) && (place.quoted || !place.spaced || look.length >= 16) || compared).then_some(55)
}

fn token(name: &Name<'_>, place: &Place, value: &[u8], look: &Look) -> Option<u8> {
    let session = name.says(&[
        "session",
        "sess",
        "session_id",
        "sessionid",
        "sessid",
        "cookie",
        "nonce",
        "jsessionid",
        "phpsessid",
        "connect.sid",
    ]);
    if is_uuid(value) || look.digits == look.length || session && (place.link != Link::Equals || place.spaced || place.quoted) {
        return None;
    }
    if place.link == Link::Blank && !place.quoted && !name.is_flag() && (look.hex && !name.is_shouted() || look.length < 20) {
        return None;
    }
    if look.is_random() && look.length >= 16 {
        return Some(65);
    }
    let letters = look.length >= 20 && look.is_gibberish() && look.foreign == 0 && look.symbols == 0;
    let small = look.length >= 12 && look.digits >= 2 && look.letters() >= 4 && look.turns >= 3;
    ((letters || small) && (place.quoted || !place.spaced)).then_some(50)
}

fn key(name: &Name<'_>, place: &Place, value: &[u8], look: &Look) -> Option<u8> {
    let tied = place.quoted || !place.spaced || place.link == Link::Equals;
    let shouted = name.is_shouted() && look.length >= 24 && look.is_random();
    if !tied || matches!(place.link, Link::Blank | Link::Prose | Link::Compare) {
        return (place.link == Link::Blank && shouted).then_some(50);
    }
    // `billing_key = "…"`: the key of something, set.
    let of_something = name.is_of_something()
        && place.link == Link::Equals
        && (is_uuid(value) || look.is_random() && (look.length >= 32 || !look.hex && look.length >= 20));
    let dense = look.turns * 4 >= look.length && look.upper > 1 && look.lower > 1 && look.digits > 1;
    let encoded = value.iter().all(|byte| Class::BASE64.or(Class::URL64).has(*byte));
    (of_something || encoded && !look.hex && !is_uuid(value) && look.length >= 20 && look.is_random() && dense).then_some(50)
}

/// A value glued to its name, as in `secret-key-1a2b…`: where it starts.
pub(super) fn glued(bytes: &[u8], name: &Name<'_>, word_end: usize) -> Option<usize> {
    let tail = bytes.get(word_end..name.end)?;
    let sign = tail
        .iter()
        .rposition(|byte| *byte == b'-')
        .filter(|_| !is_uuid(tail.get(tail.len().saturating_sub(36)..).unwrap_or_default()));
    let start = match sign {
        Some(sign) => sign + 1,
        None => tail.len().checked_sub(36).filter(|at| *at > 0)?,
    };
    let value = tail.get(start..)?;
    let look = Look::at(value);
    let named = tail.get(..start)?.iter().filter(|byte| byte.is_ascii_alphabetic()).count() <= 12;
    (named && (is_uuid(value) || look.length >= 20 && look.letters() + look.digits == look.length && look.is_random()))
        .then_some(word_end + start)
}

/// Whether a value only repeats what the name says: `user_password`, `login.form.password`.
fn says_name(value: &[u8], look: &Look) -> bool {
    !(look.is_gibberish() && look.digits > 0)
        && ["pass", "pwd", "secret", "token", "login", "label", "field", "credential", "apikey", "api_key", "api-key"]
            .iter()
            .any(|word| contains(value, word.as_bytes()))
        && look.digits < 3
        && (look.digits == 0 || look.symbols > 0)
}

fn ends_line(bytes: &[u8], at: usize) -> bool {
    let end = Class::of(b" \t").run(bytes, at, 16);
    matches!(bytes.get(end), None | Some(b'\n' | b'\r')) || bytes.get(end..end + 2) == Some(b"\\n")
}

fn starts_line(bytes: &[u8], at: usize) -> bool {
    let before = bytes.get(at.saturating_sub(40)..at).unwrap_or_default();
    let blank =
        before.iter().rev().take_while(|byte| matches!(byte, b' ' | b'\t' | b'-' | b'#' | b'/' | b'*' | b'"' | b'\'')).count();
    before.len() == blank || before.get(before.len() - blank - 1) == Some(&b'\n')
}

/// `login bob password …`, as in `.netrc`.
fn after_login(bytes: &[u8], at: usize) -> bool {
    let before = bytes.get(at.saturating_sub(64)..at).unwrap_or_default();
    contains(before, b"login ") || contains(before, b"machine ")
}
