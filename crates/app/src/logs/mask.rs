//! Texts of a log with personal data and credentials covered.

use scan::Settings;
use std::collections::BTreeMap;

/// Covers texts, or only counts what it would cover.
#[derive(Debug)]
pub(crate) struct Mask {
    covers: bool,
    hidden: BTreeMap<&'static str, u32>,
}

impl Mask {
    pub(crate) const fn new(covers: bool) -> Self {
        Self { covers, hidden: BTreeMap::new() }
    }

    /// A text with `[EMAIL]` and the like in place of what nobody needs to see.
    pub(crate) fn text(&mut self, text: String) -> String {
        let spans = scan::scan(&text, &Settings::default());
        for span in &spans {
            *self.hidden.entry(span.kind).or_default() += 1;
        }
        if self.covers && !spans.is_empty() { scan::redact(&text, &spans) } else { text }
    }

    /// Pieces found, by type.
    pub(crate) fn hidden(self) -> Vec<(String, u32)> {
        self.hidden.into_iter().map(|(kind, number)| (kind.to_owned(), number)).collect()
    }
}
