//! Addresses of e-mail: RFC 5321 and, with letters of all scripts, RFC 6531, as they occur in practice.

use super::trigger::Trigger;
use crate::text::Text;
use crate::{Rule, Sink, Span};

static ADDRESS: Rule = Rule { id: "email-address", reason: "has the form of an e-mail address (RFC 5321, RFC 6531)" };
static ENCODED: Rule = Rule { id: "email-in-url", reason: "has the form of an e-mail address, its @ encoded as %40 for a URL" };

/// The `@` itself is looked for apart, because a single byte is found faster than a word.
pub(crate) const TRIGGERS: &[Trigger] = &[Trigger { literal: "%40", find: encoded }];

/// The longest local part and the longest domain: RFC 5321, 4.5.3.1.
const LOCAL: usize = 64;
const DOMAIN: usize = 255;

/// Endings of files that stand after an `@` in names of pictures and packages.
const NO_DOMAIN: &[&str] = &["png", "jpg", "jpeg", "gif", "svg", "webp", "html", "css", "json", "yaml", "tgz", "lock", "scss"];

/// Looks at the `@` at a position.
pub(crate) fn plain(text: &Text<'_>, at: usize, sink: &mut Sink) {
    find(text, at, at + 1, &ADDRESS, sink);
}

fn encoded(text: &Text<'_>, at: usize, sink: &mut Sink) {
    find(text, at, at + 3, &ENCODED, sink);
}

/// The address around an `@` that begins and ends at these positions.
fn find(text: &Text<'_>, at: usize, after: usize, rule: &'static Rule, sink: &mut Sink) {
    let (Some(head), Some(rest)) = (text.str().get(..at), text.str().get(after..)) else { return };
    let Some(start) = local(head).or_else(|| quoted(head)) else { return };
    let Some(length) = domain(rest) else { return };
    let end = after + length;
    if in_authority(text.str().get(..start).unwrap_or_default()) || is_remote(text, start, at, end) {
        return;
    }
    sink.push(Span { start, end, kind: "EMAIL", score: 90, rule });
}

/// Where the local part begins that ends with a text.
fn local(head: &str) -> Option<usize> {
    let mut start = head.len();
    for (at, letter) in head.char_indices().rev() {
        if !(letter.is_alphanumeric() || "._%+-'!#&*~^".contains(letter)) || head.len() - at > LOCAL {
            break;
        }
        start = at;
    }
    // A line end written as \n leaves its letter behind.
    if head.get(..start).is_some_and(|before| before.ends_with('\\'))
        && head.get(start..).is_some_and(|part| part.starts_with(['n', 'r', 't']))
    {
        start += 1;
    }
    let part = head.get(start..)?;
    let trimmed = part.trim_start_matches(['.', '\'', '-', '!', '#', '&', '*', '~', '^', '%', '+']);
    let good =
        !trimmed.is_empty() && !trimmed.ends_with('.') && !trimmed.contains("..") && trimmed.contains(char::is_alphanumeric);
    good.then(|| head.len() - trimmed.len())
}

/// Where a quoted local part begins: `"first last"@example.com`.
fn quoted(head: &str) -> Option<usize> {
    let inside = head.strip_suffix('"')?;
    let open = inside.rfind('"')?;
    let part = inside.get(open + 1..)?;
    let apart = !inside.get(..open)?.ends_with(|before: char| before.is_alphanumeric() || before == '\\');
    (apart && (1..LOCAL).contains(&part.len()) && part.chars().all(|letter| !letter.is_control() && !"\\<>:,{}".contains(letter)))
        .then_some(open)
}

/// How long the domain is that a text begins with: labels and a top level of letters.
pub(crate) fn domain(rest: &str) -> Option<usize> {
    let length = rest
        .char_indices()
        .find(|(at, letter)| {
            *at > DOMAIN
                || !(letter.is_ascii_alphanumeric()
                    || matches!(letter, '-' | '.')
                    || !letter.is_ascii() && letter.is_alphanumeric())
        })
        .map_or(rest.len(), |(at, _)| at);
    let mut domain = rest.get(..length)?.trim_end_matches(['.', '-']);
    if let Some(doubled) = domain.find("..") {
        domain = domain.get(..doubled)?;
    }
    // A sentence that goes on without a blank: "a@example.com.Please".
    let (labels, top) = domain.rsplit_once('.')?;
    let (labels, top) = match labels.rsplit_once('.') {
        Some((shorter, known))
            if top.starts_with(|letter: char| letter.is_ascii_uppercase())
                && top.len() > 3
                && known.bytes().all(|byte| byte.is_ascii_lowercase()) =>
        {
            domain = labels;
            (shorter, known)
        }
        _ => (labels, top),
    };
    let fits = |label: &str| !label.is_empty() && label.len() <= 63 && !label.starts_with('-') && !label.ends_with('-');
    let top_fits = top.len() >= 2 && (top.starts_with("xn--") || top.chars().all(char::is_alphabetic)) && top.len() <= 24;
    let retina = labels.strip_suffix(['x', 'X']).is_some_and(|scale| scale.bytes().all(|byte| byte.is_ascii_digit()));
    (top_fits && labels.split('.').all(fits) && !retina && !NO_DOMAIN.contains(&top)).then_some(domain.len())
}

/// Whether a position is inside of the authority of a URL: `scheme://user:password@host` is no address.
fn in_authority(head: &str) -> bool {
    let word = head
        .rsplit(|letter: char| letter.is_whitespace() || matches!(letter, '"' | '\'' | '<' | '>' | '(' | ',' | '='))
        .next()
        .unwrap_or_default();
    word.rsplit_once("://").is_some_and(|(_, rest)| !rest.contains(['/', '?']))
}

/// Whether it is the address of a repository: `git@host:path`.
fn is_remote(text: &Text<'_>, start: usize, at: usize, end: usize) -> bool {
    text.stretch(start, at) == b"git" && text.at(end) == b':'
}
