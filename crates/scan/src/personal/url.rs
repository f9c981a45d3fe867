//! Addresses on the web (RFC 3986), and which of them tell who somebody is.

use super::{email, trigger::Trigger};
use crate::context::Cues;
use crate::text::Text;
use crate::{Rule, Sink, Span, cues};

static PLAIN: Rule = Rule { id: "url", reason: "is an address on the web (RFC 3986)" };
static PERSONAL: Rule = Rule { id: "url-personal-parameter", reason: "is an address on the web with a parameter about a person" };
static HOST: Rule = Rule { id: "host-name", reason: "is the name of a site on the web, without a scheme" };

pub(crate) const TRIGGERS: &[Trigger] = &[
    Trigger { literal: "://", find: after_scheme },
    Trigger { literal: "www.", find: without_scheme },
    Trigger { literal: ".com", find: bare },
    Trigger { literal: ".org", find: bare },
    Trigger { literal: ".net", find: bare },
    Trigger { literal: ".edu", find: bare },
    Trigger { literal: ".gov", find: bare },
    Trigger { literal: ".co.", find: bare },
];

/// Schemes of the web; those of databases and tools are looked at for credentials, not for people.
const SCHEMES: &[&str] = &["https", "http", "ftps", "ftp", "wss", "ws"];
/// The longest address that browsers agree on.
const LONGEST: usize = 2048;
/// Parameters that tell something about a person.
const PARAMETERS: Cues = Cues::union(&[
    cues::PHONE,
    cues::BIRTH,
    cues::USERNAME,
    cues::CARD,
    cues::IBAN,
    cues::PASSPORT,
    cues::PATIENT,
    cues::MRN,
    cues::GEO,
    cues::NAME,
]);

fn after_scheme(text: &Text<'_>, at: usize, sink: &mut Sink) {
    let head = text.stretch(at.saturating_sub(6), at);
    let scheme = SCHEMES.iter().find(|scheme| head.to_ascii_lowercase().ends_with(scheme.as_bytes()));
    let Some(scheme) = scheme else { return };
    let start = at - scheme.len();
    let before = text.previous(start);
    let escape = matches!(before, b'n' | b't' | b'r') && text.previous(start - 1) == b'\\';
    if before.is_ascii_alphanumeric() && !escape {
        return;
    }
    let authority = at + 3;
    let end = extent(text, authority);
    let Some(host) = text.str().get(authority..end) else { return };
    let user = host.split(['/', '?', '#']).next().and_then(|part| part.rfind('@')).map_or(0, |at| at + 1);
    if email::domain(host.get(user..).unwrap_or_default()).is_some() {
        push(text, start, end, sink);
    }
}

fn without_scheme(text: &Text<'_>, at: usize, sink: &mut Sink) {
    let before = text.previous(at);
    let end = extent(text, at);
    let labels = text.str().get(at + 4..end).unwrap_or_default();
    if !(before.is_ascii_alphanumeric() || matches!(before, b'/' | b'.' | b'-' | b'@' | b'_')) && email::domain(labels).is_some()
    {
        push(text, at, end, sink);
    }
}

/// A host that stands alone, under one of the endings that are hardly ever anything else.
fn bare(text: &Text<'_>, at: usize, sink: &mut Sink) {
    let bytes = text.bytes();
    let start = at
        - bytes
            .get(..at)
            .unwrap_or_default()
            .iter()
            .rev()
            .take(63)
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'))
            .count();
    let Some(length) = text.str().get(start..).and_then(email::domain) else { return };
    let end = start + length;
    let host = text.stretch(start, end);
    let lower = host.iter().all(|byte| !byte.is_ascii_uppercase());
    let begins = host.first().is_some_and(u8::is_ascii_alphanumeric) && !host.starts_with(b"www.");
    let free = !matches!(text.previous(start), b'/' | b'@' | b'_' | b'\\' | b'$' | b'%')
        && !matches!(text.at(end), b'(' | b'_' | b'@' | b'=' | b'%' | b'[');
    let last = end == at + 4 || host.get(at - start..).is_some_and(|tail| tail.starts_with(b".co.") && tail.len() == 6);
    let field = text.before(start).near.any(cues::TECHNICAL.or(cues::VERSION));
    if lower && begins && free && last && !field && end - start > 4 {
        sink.push(Span { start, end: path_end(text, end), kind: "URL", score: 50, rule: &HOST });
    }
}

/// Where the path ends that follows a host at once.
fn path_end(text: &Text<'_>, end: usize) -> usize {
    if text.at(end) == b'/' { extent(text, end) } else { end }
}

fn push(text: &Text<'_>, start: usize, end: usize, sink: &mut Sink) {
    let query = text.str().get(start..end).and_then(|url| url.split_once(['?', '#'])).map_or("", |(_, query)| query);
    let personal = query
        .split(['&', ';', '#'])
        .filter_map(|pair| pair.split_once('='))
        .any(|(name, value)| !value.is_empty() && says(name).any(PARAMETERS) || value.contains("%40") || value.contains('@'));
    let (score, rule) = if personal { (93, &PERSONAL) } else { (60, &PLAIN) };
    sink.push(Span { start, end, kind: "URL", score, rule });
}

/// What the words of the name of a parameter mean.
fn says(name: &str) -> Cues {
    name.split(|letter: char| !letter.is_ascii_alphabetic()).fold(Cues::NONE, |said, word| said.or(cues::of(word.as_bytes())))
}

/// Where an address ends: before blanks, quotes and brackets that it did not open, and without the stop of the sentence.
fn extent(text: &Text<'_>, from: usize) -> usize {
    let rest = text.str().get(from..).unwrap_or_default();
    let mut open = 0_usize;
    let mut end = 0;
    for (at, letter) in rest.char_indices() {
        let inside = letter.is_ascii_alphanumeric()
            || matches!(letter, '#'..='/' | ':' | ';' | '=' | '?' | '@' | '_' | '~' | '!')
            || !letter.is_ascii() && letter.is_alphanumeric();
        if !inside
            || at > LONGEST
            || letter == ')' && open == 0
            || letter == '\''
                && at > 0
                && !rest.get(at + 1..).is_some_and(|next| next.starts_with(|next: char| next.is_ascii_alphanumeric()))
        {
            break;
        }
        match letter {
            '(' => open += 1,
            ')' => open -= 1,
            _ => {}
        }
        if !matches!(letter, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '(' | '*') {
            end = at + letter.len_utf8();
        }
    }
    from + end
}
