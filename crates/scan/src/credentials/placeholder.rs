//! Values that stand for a secret without being one: examples, templates, code that fetches it.

use super::look::Look;
use super::shape::Class;

/// Words that only stand-ins contain, wherever they stand in the value.
const STANDINS: &[&str] = &[
    "example",
    "your",
    "changeme",
    "change_me",
    "change-me",
    "change this",
    "replace",
    "placeholder",
    "insert",
    "redact",
    "dummy",
    "xxxx",
    "sample",
    "todo",
    "fixme",
    "fill_in",
    "fill-in",
    "fillin",
    "put_",
    "enter_",
    "enter-",
    "goes_here",
    "goeshere",
    "goes-here",
    "_here",
    "-here",
    "foobar",
    "not_a_",
    "not-a-",
    "notreal",
    "not-real",
    "not_real",
    "fake",
    "masked",
    "hidden",
    "censored",
    "removed",
    "undefined",
    "nullptr",
    "****",
    "....",
    "####",
    "----",
    "____",
    "deadbeefdeadbeef",
    "00000000",
    "lorem",
    "my_secret",
    "my-secret",
    "mysecret",
    "my_token",
    "mytoken",
    "my-token",
    "my_key",
    "my-key",
    "mykey",
    "some_",
    "some-",
    "somesecret",
    "sometoken",
    "somekey",
    "invalid",
    "getenv",
    "environ",
    "process.env",
    "test_",
    "test-",
    "_test",
    "-test",
    "testing",
    "mock",
];

/// Whole values that a form, a schema, a translation or a manual writes where a secret would stand.
const WORDS: &[&str] = &[
    "access",
    "admin_password",
    "any",
    "apikey",
    "auth",
    "authorization",
    "bar",
    "base64",
    "basic",
    "bearer",
    "blank",
    "bool",
    "boolean",
    "bytes",
    "char",
    "clear",
    "confirm",
    "const",
    "contrasena",
    "cookie",
    "credential",
    "credentials",
    "current",
    "data",
    "database",
    "default",
    "description",
    "disabled",
    "email",
    "empty",
    "enabled",
    "encrypted",
    "env",
    "error",
    "external",
    "failed",
    "false",
    "field",
    "file",
    "foo",
    "forgot",
    "function",
    "generate",
    "generated",
    "get",
    "hash",
    "hashed",
    "header",
    "incorrect",
    "input",
    "integer",
    "internal",
    "invalid",
    "key",
    "keyword",
    "label",
    "length",
    "list",
    "local",
    "login",
    "manual",
    "minimum",
    "missing",
    "mismatch",
    "name",
    "new",
    "nil",
    "no",
    "none",
    "null",
    "number",
    "object",
    "off",
    "ok",
    "old",
    "on",
    "optional",
    "or",
    "pass",
    "passwd",
    "passwort",
    "password",
    "password1",
    "path",
    "plain",
    "private",
    "prompt",
    "public",
    "pwd",
    "query",
    "random",
    "read",
    "refresh",
    "request",
    "required",
    "reset",
    "response",
    "root",
    "same",
    "secret",
    "secrets",
    "self",
    "senha",
    "server",
    "session",
    "set",
    "show",
    "signature",
    "static",
    "str",
    "string",
    "strong",
    "submit",
    "success",
    "test",
    "text",
    "this",
    "title",
    "token",
    "tokens",
    "true",
    "type",
    "undefined",
    "unknown",
    "update",
    "url",
    "user",
    "username",
    "utf8",
    "value",
    "values",
    "varchar",
    "vault",
    "void",
    "wachtwoord",
    "weak",
    "wrong",
    "yes",
    "body",
    "hello",
    "world",
    "expired",
    "unauthorized",
    "and",
    "the",
    "is",
    "for",
    "with",
    "was",
    "must",
    "should",
    "not",
    "can",
    "will",
    "are",
    "abc",
    "abc123",
    "123",
    "1234",
    "qwerty",
    "uuid",
    "jwt",
    "oauth",
    "oauth2",
    "sha256",
    "md5",
    "hmac",
    "rsa",
    "ssh",
    "pem",
    "json",
    "yaml",
    "in",
    "to",
    "of",
    "a",
    "an",
];

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
    if blank || is_word(value) || says_standin(value) || is_counted(value) {
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
