//! Where detectors put what they find, and how overlaps are settled.

use crate::span::Span;

/// Findings of one text.
#[derive(Debug)]
pub struct Sink {
    least: u8,
    spans: Vec<Span>,
}

impl Sink {
    pub(crate) const fn new(least: u8) -> Self {
        Self { least, spans: Vec::new() }
    }

    /// Takes a finding, unless its score is too low.
    pub(crate) fn push(&mut self, span: Span) {
        if span.score >= self.least && span.start < span.end {
            self.spans.push(span);
        }
    }

    /// The findings in order; of two that overlap the surer one stays, then the longer one.
    pub(crate) fn finish(mut self) -> Vec<Span> {
        self.spans.sort_by(|a, b| {
            b.score
                .cmp(&a.score)
                .then((b.end - b.start).cmp(&(a.end - a.start)))
                .then(a.start.cmp(&b.start))
                .then(a.kind.cmp(b.kind))
        });
        let mut kept: Vec<Span> = Vec::with_capacity(self.spans.len());
        for span in self.spans {
            let at = kept.partition_point(|other| other.start < span.start);
            let before = at.checked_sub(1).and_then(|before| kept.get(before)).is_some_and(|other| other.end > span.start);
            let after = kept.get(at).is_some_and(|other| other.start < span.end);
            if !before && !after {
                kept.insert(at, span);
            }
        }
        kept
    }
}
