//! Personal data and credentials in text.
//!
//! Why it exists: a log holds millions of prompts and answers, and the question is what of them nobody should have
//! written there. Every detector is a pattern, a validator (checksum, length by country, calendar), words around it, a
//! score and a reason that can be read.
//!
//! What it must not do: read files, ask the clock, draw randomness, allocate per byte, or take more than linear time in
//! the text. The same text and settings give the same spans on every machine.

mod context;
mod credentials;
mod cues;
mod health;
pub mod names;
mod national;
mod personal;
mod shown;
mod sink;
mod span;
mod text;
mod words;

pub use credentials::services;
pub use health::health;
pub use shown::{form, mask, pattern, redact};
pub use sink::Sink;
pub use span::{Rule, Span};
use text::Text;

/// Raised whenever the same text would give other spans, so that what was found before is looked for again.
pub const VERSION: u32 = 3;

/// What is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// Names of people, places and addresses in running text: slower than all the rest together.
    pub names: bool,
    /// The least score, 0 to 100, of a span that is told.
    pub least: u8,
}

impl Default for Settings {
    fn default() -> Self {
        Self { names: true, least: 50 }
    }
}

/// The spans of personal data and credentials in a text, in order, none over another.
pub fn scan(text: &str, settings: &Settings) -> Vec<Span> {
    let mut sink = Sink::new(settings.least);
    let runs = Text::new(text);
    personal::find(&runs, &mut sink);
    national::find(&runs, &mut sink);
    credentials::find(text, &mut sink);
    if settings.names {
        names::find(text, &mut sink);
    }
    sink.finish(text)
}
