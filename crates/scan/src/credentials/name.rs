//! The name that a word stands in, and whether it names the secret itself or something about it.

use super::shape::Class;

/// A name of a setting, variable, field or flag.
#[derive(Debug, Clone, Copy)]
pub(super) struct Name<'t> {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Before the word.
    head: &'t [u8],
    word: &'t [u8],
    /// After the word.
    tail: &'t [u8],
}

const IDENTIFIER: Class = Class::ALNUM.or(Class::of(b"_-"));
const LONGEST: usize = 64;

/// What a name ends with when it names something about a secret.
const ABOUT: &[&str] = &[
    "id",
    "ids",
    "name",
    "names",
    "type",
    "types",
    "count",
    "len",
    "length",
    "size",
    "limit",
    "max",
    "min",
    "url",
    "uri",
    "urls",
    "link",
    "file",
    "files",
    "filename",
    "path",
    "paths",
    "dir",
    "folder",
    "label",
    "field",
    "fields",
    "input",
    "form",
    "hint",
    "reset",
    "policy",
    "expires",
    "expiry",
    "expired",
    "expiration",
    "expire",
    "ttl",
    "age",
    "time",
    "timeout",
    "date",
    "at",
    "enabled",
    "required",
    "valid",
    "validator",
    "validation",
    "invalid",
    "format",
    "pattern",
    "regex",
    "regexp",
    "prefix",
    "suffix",
    "column",
    "table",
    "index",
    "map",
    "list",
    "provider",
    "manager",
    "service",
    "class",
    "error",
    "errors",
    "message",
    "msg",
    "placeholder",
    "title",
    "usage",
    "used",
    "version",
    "alg",
    "algorithm",
    "mode",
    "strength",
    "status",
    "state",
    "store",
    "source",
    "scope",
    "scopes",
    "owner",
    "user",
    "host",
    "port",
    "ref",
    "arn",
    "handler",
    "endpoint",
    "page",
    "view",
    "button",
    "check",
    "match",
    "exists",
    "changed",
    "change",
    "encoder",
    "kind",
    "group",
    "binding",
    "config",
    "option",
    "options",
    "setting",
    "settings",
    "event",
    "header",
    "param",
    "params",
    "rotation",
    "info",
    "metadata",
    "management",
    "maker",
    "word",
    "words",
    "phrase",
    "func",
    "function",
    "method",
    "fn",
    "callback",
    "request",
    "response",
    "generator",
    "resolver",
    "factory",
    "bucket",
    "engine",
    "fingerprint",
    "thumbprint",
    "digest",
    "hash",
    "checksum",
    "usages",
    "ring",
    "space",
    "code",
    "event",
    "up",
    "down",
    "press",
    "frame",
    "frames",
    "board",
    "stroke",
    "less",
    "able",
    "point",
    "vault",
    "uuid",
    "created",
    "updated",
    "login",
    "grant",
    "flow",
    "iterations",
    "rounds",
    "spec",
    "wrapper",
    "parser",
    "reader",
    "loader",
    "exchange",
    "issuer",
    "audience",
    "claims",
    "usage",
    "budget",
    "cost",
    "price",
];

/// What a name begins with when it is about an act, or about a key that opens nothing.
const BEFORE: &[&str] = &[
    "public",
    "pub",
    "page",
    "next",
    "previous",
    "prev",
    "cache",
    "sort",
    "primary",
    "foreign",
    "partition",
    "idempotency",
    "routing",
    "object",
    "dedup",
    "shard",
    "is",
    "has",
    "forgot",
    "forget",
    "reset",
    "invalid",
    "missing",
    "wrong",
    "incorrect",
    "no",
    "without",
    "requires",
    "validate",
    "verify",
    "check",
    "compare",
    "encrypt",
    "decrypt",
    "random",
    "generate",
    "fetch",
    "prompt",
    "ask",
    "show",
    "hide",
    "toggle",
    "change",
    "translation",
    "i18n",
    "label",
    "title",
    "error",
    "hot",
    "arrow",
    "map",
    "dict",
    "lookup",
    "composite",
    "unique",
    "natural",
    "index",
    "s3",
    "storage",
    "span",
    "trace",
    "metric",
    "event",
    "message",
    "msg",
    "content",
    "continuation",
    "sync",
    "resume",
    "cursor",
    "eos",
    "bos",
    "pad",
    "unk",
    "mask",
    "stop",
    "special",
    "cls",
    "sep",
    "last",
    "first",
    "new_line",
    "recipient",
    "by",
    "on",
    "min",
    "max",
    "require",
    "num",
    "n",
    "total",
    "count",
    "stream",
    "delta",
    "logprob",
    "host",
    "known",
];

impl<'t> Name<'t> {
    /// The name around the word from `start` to `end`; none if the letters there belong to another word.
    pub(super) fn around(bytes: &'t [u8], start: usize, end: usize) -> Option<Self> {
        let word = bytes.get(start..end)?;
        let before = bytes.get(start.saturating_sub(LONGEST)..start)?;
        let head = before.len() - before.iter().rev().take_while(|byte| IDENTIFIER.or(Class::of(b".")).has(**byte)).count();
        let head = before.get(head..)?;
        let last = IDENTIFIER.run(bytes, end, LONGEST);
        let name = Self { start: start - head.len(), end: last, head, word, tail: bytes.get(end..last)? };
        (name.stands_alone() && name.tail.len() < LONGEST).then_some(name)
    }

    fn stands_alone(&self) -> bool {
        let first = self.word.first().copied().unwrap_or_default();
        let before = self.head.last().copied().unwrap_or_default();
        let opens = !before.is_ascii_alphabetic() || (before.is_ascii_lowercase() && first.is_ascii_uppercase());
        let glued = match self.word.len() {
            0..=2 => false,
            3 | 4 if self.word.eq_ignore_ascii_case(b"pass") => self.ends_with_owner(),
            3 | 4 => self.word.eq_ignore_ascii_case(b"pwd"),
            _ => true,
        };
        if !opens && !glued {
            return false;
        }
        let last = self.word.last().copied().unwrap_or_default();
        match self.tail {
            [] => true,
            [b's', rest @ ..] | [b'S', rest @ ..] if !rest.first().is_some_and(u8::is_ascii_alphabetic) => true,
            [next, ..] if next.is_ascii_lowercase() => !last.is_ascii_alphabetic() || self.known_tail(),
            [next, ..] if next.is_ascii_uppercase() && last.is_ascii_uppercase() => self.known_tail(),
            _ => true,
        }
    }

    /// `dbpass`, `rootpass`: the owner of a password, glued to it.
    fn ends_with_owner(&self) -> bool {
        [
            "db", "user", "my", "root", "admin", "sql", "ftp", "smtp", "mail", "http", "proxy", "login", "auth", "ldap", "wifi",
            "redis", "mongo", "pg", "host", "rpc",
        ]
        .iter()
        .any(|owner| {
            self.head.len() >= owner.len()
                && self.head.get(self.head.len() - owner.len()..).is_some_and(|end| end.eq_ignore_ascii_case(owner.as_bytes()))
        })
    }

    fn known_tail(&self) -> bool {
        ["key", "token", "text", "val", "str", "base", "access", "secret", "private"]
            .iter()
            .any(|word| self.tail.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes())))
    }

    /// Whether the name is of the secret itself.
    pub(super) fn is_of_the_secret(&self) -> bool {
        !parts(self.tail).any(|part| is_in(ABOUT, part)) && !parts(self.head).last().is_some_and(|part| is_in(BEFORE, part))
    }

    pub(super) fn is_capital(&self) -> bool {
        !self.word.iter().chain(self.head).any(u8::is_ascii_lowercase)
    }

    /// `SECRET`, in capitals, whatever stands before it.
    pub(super) fn is_shouted(&self) -> bool {
        !self.word.iter().any(u8::is_ascii_lowercase)
    }

    /// Whether the name says of what: `billing_key`, `billingKey`.
    pub(super) fn is_of_something(&self) -> bool {
        parts(self.head).last().is_some_and(|part| part.len() >= 2 && part.iter().all(u8::is_ascii_alphanumeric))
    }

    /// `--password`, `-Password`
    pub(super) fn is_flag(&self) -> bool {
        self.head.first() == Some(&b'-')
    }

    /// Whether the name is no more than this word and what is glued to it.
    pub(super) fn says(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.word.eq_ignore_ascii_case(word.as_bytes()))
    }
}

fn is_in(words: &[&str], part: &[u8]) -> bool {
    words.iter().any(|word| part.eq_ignore_ascii_case(word.as_bytes()))
}

/// `clientSecretName` -> `client`, `Secret`, `Name`
fn parts(name: &[u8]) -> impl Iterator<Item = &[u8]> {
    name.chunk_by(|a, b| {
        a.is_ascii_alphabetic() == b.is_ascii_alphabetic() && !(a.is_ascii_lowercase() && b.is_ascii_uppercase())
    })
    .filter(|part| part.first().is_some_and(u8::is_ascii_alphanumeric))
}
