//! Where detectors put what they find, and how overlaps are settled.

use std::collections::BTreeMap;

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
        self.spans.sort_unstable_by(|a, b| {
            a.start.cmp(&b.start).then(a.end.cmp(&b.end)).then(a.kind.cmp(b.kind)).then(a.rule.id.cmp(b.rule.id))
        });
        let apart = self.spans.array_windows().all(|[a, b]| a.end <= b.start);
        if apart { self.spans } else { settled(&self.spans) }
    }
}

/// Group after group of findings that hang together, the surest of each first.
fn settled(spans: &[Span]) -> Vec<Span> {
    let mut kept = Vec::with_capacity(spans.len());
    let mut end = 0;
    let mut first = 0;
    for (number, span) in spans.iter().enumerate() {
        if span.start >= end {
            settle(spans.get(first..number).unwrap_or_default(), &mut kept);
            first = number;
        }
        end = end.max(span.end);
    }
    settle(spans.get(first..).unwrap_or_default(), &mut kept);
    kept
}

fn settle(group: &[Span], kept: &mut Vec<Span>) {
    if group.len() < 2 {
        kept.extend_from_slice(group);
        return;
    }
    let mut order: Vec<&Span> = group.iter().collect();
    // Stable: what is equal keeps the order of starts, kinds and rules.
    order.sort_by(|a, b| b.score.cmp(&a.score).then((b.end - b.start).cmp(&(a.end - a.start))));
    let mut taken: BTreeMap<usize, &Span> = BTreeMap::new();
    for span in order {
        let before = taken.range(..=span.start).next_back().is_some_and(|(_, other)| other.end > span.start);
        let after = taken.range(span.start..).next().is_some_and(|(start, _)| *start < span.end);
        if !before && !after {
            taken.insert(span.start, span);
        }
    }
    kept.extend(taken.into_values().copied());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Rule;

    static RULE: Rule = Rule { id: "test", reason: "a test" };

    fn left(spans: &[(usize, usize, u8)]) -> Vec<(usize, usize, u8)> {
        let mut sink = Sink::new(50);
        for (start, end, score) in spans {
            sink.push(Span { start: *start, end: *end, kind: "X", score: *score, rule: &RULE });
        }
        sink.finish().iter().map(|span| (span.start, span.end, span.score)).collect()
    }

    #[test]
    fn the_surer_stays_then_the_longer() {
        assert_eq!(left(&[(0, 5, 60), (3, 9, 90), (8, 12, 70), (12, 13, 50)]), [(3, 9, 90), (12, 13, 50)]);
        assert_eq!(left(&[(0, 5, 60), (0, 9, 60)]), [(0, 9, 60)]);
        assert_eq!(left(&[(0, 10, 60), (2, 4, 90), (6, 8, 90), (9, 10, 70)]), [(2, 4, 90), (6, 8, 90), (9, 10, 70)]);
    }

    #[test]
    fn what_is_too_unsure_or_empty_is_not_taken() {
        assert_eq!(left(&[(0, 5, 49), (7, 7, 90), (8, 9, 50)]), [(8, 9, 50)]);
    }
}
