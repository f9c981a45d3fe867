//! What headers, cookies and command lines carry: bearer tokens, `curl -u user:password`, `-pPassword`.

use super::look::{Look, is_uuid};
use super::placeholder::standin;
use super::shape::Class;
use super::vendor::span;
use crate::{Rule, Span};

static BEARER: Rule = Rule { id: "bearer-token", reason: "A token behind the word Bearer." };
static USER: Rule = Rule { id: "password-of-command", reason: "A password given to a command with its user." };
static FLAG: Rule = Rule { id: "password-flag", reason: "A password given to a command that asks for one." };
static AZURE: Rule = Rule { id: "azure-client-secret", reason: "A client secret of Entra ID: Q~ in its fifth place." };

/// The token behind `Bearer`, which ends at `at`.
pub(super) fn bearer(text: &str, at: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    let end = Class::URL64.or(Class::of(b"+/=.~%:")).run(bytes, at, 4096);
    let mut end = end;
    while end > at && matches!(bytes.get(end - 1), Some(b'.' | b':')) {
        end -= 1;
    }
    let value = bytes.get(at..end)?;
    let look = Look::at(value);
    let made = look.is_random()
        || look.length >= 16 && look.digits >= 3 && look.letters() >= 3
        || look.length >= 24 && look.is_gibberish();
    (look.length >= 12 && made && standin(value, &look).is_none() || is_uuid(value)).then(|| span(at, end, 80, &BEARER))
}

/// The password in `curl … -u user:password`; the command's name ends at `at`.
pub(super) fn user_flag(text: &str, at: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    let at = at.saturating_sub(1);
    let line = line(bytes, at)?;
    let flag = [&b" -u "[..], b" --user ", b" --user=", b" -u=", b" -U ", b" --proxy-user "]
        .iter()
        .find_map(|flag| memchr::memmem::find(line, flag).map(|found| found + flag.len()))?;
    let start = at + Class::of(b" \"'\\").run(line, flag, 4);
    let end = start
        + bytes
            .get(start..)?
            .iter()
            .take(256)
            .take_while(|byte| !matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'"' | b'\'' | b'\\'))
            .count();
    let pair = bytes.get(start..end)?;
    let sign = memchr::memchr2(b':', b'%', pair)?;
    let from = start + sign + 1;
    password(text, from, end, &USER, 75)
}

/// The password in `psexec … -p password`, `mysql -pPassword`; the command's name ends at `at`.
pub(super) fn password_flag(text: &str, at: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    let at = at.saturating_sub(1);
    let line = line(bytes, at)?;
    let flag = [&b" -p"[..], b" -a "]
        .iter()
        .find_map(|flag| memchr::memmem::find(line, flag).map(|found| found + 3))
        .or_else(|| line.starts_with(b"-p").then_some(2))?;
    let start = at + Class::of(b" =\"'").run(line, flag, 3);
    if matches!(bytes.get(start), Some(b'-') | None)
        || matches!(line.get(flag), Some(b'a'..=b'z'))
            && line.get(flag..flag + 3).is_some_and(|next| next == b"ort" || next == b"ass" || next == b"rot")
    {
        return None;
    }
    let end = start
        + bytes
            .get(start..)?
            .iter()
            .take(128)
            .take_while(|byte| !matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'"' | b'\'' | b'\\' | b';' | b'|'))
            .count();
    password(text, start, end, &FLAG, 65)
}

/// The password in `f(user, "password")` and `f(host, user, "password")`; the function's name ends at `at`.
pub(super) fn second_argument(text: &str, at: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    let line = line(bytes, at)?;
    let inside = line.strip_prefix(b"(")?;
    let mut from = at + 1 + memchr::memchr(b',', inside)? + 1;
    let is_host = matches!(bytes.get(at - 7..at), Some(b"connect"));
    if is_host {
        from += memchr::memchr(b',', bytes.get(from..from + 80)?)? + 1;
    }
    let quote = Class::of(b" ").run(bytes, from, 4);
    let sign = *bytes.get(quote).filter(|sign| matches!(sign, b'"' | b'\'' | b'`'))?;
    let end = quote + 1 + memchr::memchr(sign, bytes.get(quote + 1..(quote + 128).min(bytes.len()))?)?;
    password(text, quote + 1, end, &USER, 70)
}

/// The client secret whose `Q~` begins at `at`.
pub(super) fn azure_secret(text: &str, at: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    let letters = Class::ALNUM.or(Class::of(b"_~.-"));
    let start = at.checked_sub(4)?;
    let head = bytes.get(start..at)?;
    let opens = !start.checked_sub(1).and_then(|before| bytes.get(before)).is_some_and(|before| letters.has(*before));
    let end = letters.run(bytes, at + 2, 40);
    let well =
        head.iter().all(|byte| letters.has(*byte)) && head.last().is_some_and(u8::is_ascii_digit) && bytes.get(at) == Some(&b'Q');
    (opens && well && (31..=34).contains(&(end - at - 2))).then(|| span(start, end, 92, &AZURE))
}

fn password(text: &str, start: usize, end: usize, rule: &'static Rule, score: u8) -> Option<Span> {
    let value = text.get(start..end)?.as_bytes();
    let look = Look::at(value);
    let variable = value.starts_with(b"$") || value.starts_with(b"%") || value.contains(&b'(');
    (look.length >= 4 && !variable && standin(value, &look).is_none()).then(|| span(start, end, score, rule))
}

/// What is left of a line, lines that a stroke continues included; 400 bytes at most.
fn line(bytes: &[u8], at: usize) -> Option<&[u8]> {
    let rest = bytes.get(at..(at + 400).min(bytes.len()))?;
    let mut end = 0;
    loop {
        let Some(found) = memchr::memchr(b'\n', rest.get(end..)?) else { return Some(rest) };
        end += found;
        if end == 0 || rest.get(end - 1) != Some(&b'\\') {
            return rest.get(..end);
        }
        end += 1;
    }
}
