//! Passwords in addresses: `scheme://user:password@host` (RFC 3986, 3.2.1).

use super::look::Look;
use super::placeholder::standin;
use super::shape::Class;
use super::vendor::span;
use crate::{Rule, Span};

static PASSWORD: Rule = Rule { id: "password-in-address", reason: "A password between the user and the host of an address." };
static TOKEN: Rule = Rule { id: "token-in-address", reason: "A token where an address names its user." };

const LONGEST: usize = 512;
/// What ends the part of an address that names user and host.
const STOP: Class = Class::of(b" \t\n\r\"'`<>|\\");

/// The password in the address whose `://` begins at `at`.
pub(super) fn password(text: &str, at: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    let start = at + 3;
    let rest = bytes.get(start..(start + LONGEST).min(bytes.len()))?;
    let scheme = bytes.get(at.saturating_sub(24)..at)?;
    let length = rest.iter().take_while(|byte| !STOP.has(**byte)).count();
    let whole = rest.get(..length)?;
    let slash = memchr::memchr3(b'/', b'?', b'#', whole).unwrap_or(length);
    let authority = whole.get(..slash)?;
    let sign = match memchr::memrchr(b'@', authority) {
        Some(sign) => sign,
        // A password with a stroke in it, as people paste it.
        None => memchr::memchr(b'@', whole).filter(|sign| {
            *sign > slash
                && host_follows(whole, *sign)
                && memchr::memchr(b':', whole.get(..slash).unwrap_or_default())
                    .is_some_and(|colon| !only_port(whole, colon, slash))
        })?,
    };
    let user = whole.get(..sign)?;
    let Some(colon) = memchr::memchr(b':', user) else {
        let look = Look::at(user);
        return (look.length >= 20 && look.is_random() && standin(user, &look).is_none())
            .then(|| span(start, start + sign, 70, &TOKEN));
    };
    let (from, to) = (start + colon + 1, start + sign);
    let value = bytes.get(from..to)?;
    let look = Look::at(value);
    let name = user.get(..colon)?;
    if value.is_empty()
        || look.length < 3
        || !text.is_char_boundary(to)
        || is_standin(name, value, &look)
        || scheme.ends_with(b"about")
    {
        return None;
    }
    // The socket of a database on the same machine, its path where the host would be, serves nobody elsewhere.
    let socket = whole.get(sign + 1..).is_some_and(|host| host.starts_with(b"%2F") || host.starts_with(b"%2f"));
    let score = if look.is_random() { 92 } else { 80 };
    Some(span(from, to, if socket { 45 } else { score }, &PASSWORD))
}

/// The password in `host:5432:database:user:password`, behind the port; the line ends with it.
pub(super) fn pgpass(text: &str, at: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    let rest = bytes.get(at..(at + LONGEST).min(bytes.len()))?;
    let line = rest.get(..rest.iter().take_while(|byte| !matches!(byte, b'\n' | b'\r' | b'"' | b'\\')).count())?;
    let mut colons = memchr::memchr_iter(b':', line);
    let (_, user) = (colons.next()?, colons.next()?);
    let value = line.get(user + 1..)?;
    let look = Look::at(value);
    let whole = look.length >= 4 && look.spaces == 0 && colons.next().is_none();
    (whole && standin(value, &look).is_none()).then(|| span(at + user + 1, at + line.len(), 75, &PASSWORD))
}

fn only_port(whole: &[u8], colon: usize, slash: usize) -> bool {
    whole.get(colon + 1..slash).is_some_and(|port| port.iter().all(u8::is_ascii_digit))
}

fn host_follows(whole: &[u8], sign: usize) -> bool {
    let end = Class::ALNUM.or(Class::of(b".-")).run(whole, sign + 1, 255);
    end > sign + 3
        && whole.get(sign + 1..end).is_some_and(|host| host.contains(&b'.'))
        && matches!(whole.get(end), None | Some(b':' | b'/'))
}

fn is_standin(name: &[u8], value: &[u8], look: &Look) -> bool {
    let spelled = [
        &b"pass"[..],
        b"password",
        b"passwd",
        b"pwd",
        b"secret",
        b"pw",
        b"p",
        b"token",
        b"mypass",
        b"mypassword",
        b"user_password",
        b"db_password",
    ];
    spelled.iter().any(|word| value.eq_ignore_ascii_case(word))
        || value.eq_ignore_ascii_case(name)
            && look.digits == 0
            && look.length < 8
            && name != b"admin"
            && name != b"root"
            && name != b"guest"
        || standin(value, look).is_some() && !matches!(value, b"root" | b"test" | b"admin")
}
