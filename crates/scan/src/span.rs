//! What a detector says of a piece of text.

/// One finding: half-open, in bytes of UTF-8, on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// What it is: `EMAIL`, `US_SSN`, `SECRET`.
    pub kind: &'static str,
    /// How sure, 1 to 100: 90 and more has a checksum or a provider's own form, 50 to 89 words around it, less is a guess.
    pub score: u8,
    /// Why it was found.
    pub rule: &'static Rule,
}

/// Why something is taken for what it is.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Stable kebab-case id: `iban-mod-97`, `aws-access-key`.
    pub id: &'static str,
    /// The reason in a sentence, for people.
    pub reason: &'static str,
}
