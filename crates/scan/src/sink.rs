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

    /// The least score that is taken.
    pub(crate) const fn least(&self) -> u8 {
        self.least
    }

    /// Takes a finding, unless its score is too low.
    pub(crate) fn push(&mut self, span: Span) {
        if span.score >= self.least && span.start < span.end {
            self.spans.push(span);
        }
    }

    /// The findings in order; of two that overlap the surer one stays, then the longer one, and of the other what is left of
    /// it if it was sure too.
    pub(crate) fn finish(mut self, text: &str) -> Vec<Span> {
        let redacted = placeholders(text);
        if !redacted.is_empty() {
            self.spans.retain(|span| !is_left_over(text, span, &redacted));
        }
        self.spans.sort_unstable_by(|a, b| {
            a.start.cmp(&b.start).then(a.end.cmp(&b.end)).then(a.kind.cmp(b.kind)).then(a.rule.id.cmp(b.rule.id))
        });
        let apart = self.spans.array_windows().all(|[a, b]| a.end <= b.start);
        if apart { self.spans } else { settled(&self.spans, text) }
    }
}

/// Group after group of findings that hang together, the surest of each first.
fn settled(spans: &[Span], text: &str) -> Vec<Span> {
    let mut kept = Vec::with_capacity(spans.len());
    let mut end = 0;
    let mut first = 0;
    for (number, span) in spans.iter().enumerate() {
        if span.start >= end {
            settle(spans.get(first..number).unwrap_or_default(), text, &mut kept);
            first = number;
        }
        end = end.max(span.end);
    }
    settle(spans.get(first..).unwrap_or_default(), text, &mut kept);
    kept
}

fn settle(group: &[Span], text: &str, kept: &mut Vec<Span>) {
    if group.len() < 2 {
        kept.extend_from_slice(group);
        return;
    }
    let mut order: Vec<Span> = group.to_vec();
    // Stable: what is equal keeps the order of starts, kinds and rules.
    order.sort_by(|a, b| b.score.cmp(&a.score).then((b.end - b.start).cmp(&(a.end - a.start))));
    let mut taken: BTreeMap<usize, Span> = BTreeMap::new();
    for span in order {
        let before = taken.range(..=span.start).next_back().is_some_and(|(_, other)| other.end > span.start);
        let after = taken.range(span.start..).next().is_some_and(|(start, _)| *start < span.end);
        if !before && !after {
            taken.insert(span.start, span);
        } else if span.score >= WORTH {
            for rest in left(&span, &taken, text) {
                taken.insert(rest.start, rest);
            }
        }
    }
    kept.extend(taken.into_values());
}

/// A finding this sure is told in part where another takes the rest.
const WORTH: u8 = 80;
/// The fewest letters and digits of such a part.
const PART: usize = 4;
/// Signs that glue what was redacted to what is left of it.
const GLUE: &[u8] = b"-_./:+@=\\#%~";

/// What others leave of a finding, from a letter or digit to a letter or digit.
fn left(span: &Span, taken: &BTreeMap<usize, Span>, text: &str) -> Vec<Span> {
    let mut from = taken.range(..=span.start).next_back().map_or(span.start, |(_, other)| other.end.max(span.start));
    let mut parts = Vec::new();
    let ends = taken.range(span.start..span.end).map(|(_, other)| (other.start, other.end)).chain([(span.end, span.end)]);
    for (start, end) in ends {
        let part = text.get(from..start.max(from)).unwrap_or_default();
        let trimmed = part.trim_start_matches(|letter: char| !letter.is_alphanumeric());
        let begins = start.max(from) - trimmed.len();
        let trimmed = trimmed.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        if trimmed.chars().filter(|letter| letter.is_alphanumeric()).count() >= PART {
            parts.push(Span { start: begins, end: begins + trimmed.len(), ..*span });
        }
        from = end.max(from);
    }
    parts
}

/// Where placeholders of an earlier redaction stand: `[EMAIL]`.
fn placeholders(text: &str) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'[', bytes)
        .filter_map(|at| {
            let inside = bytes.get(at + 1..)?;
            let name = inside.iter().take(40).take_while(|byte| matches!(byte, b'A'..=b'Z' | b'0'..=b'9' | b'_')).count();
            (name > 1 && inside.get(name) == Some(&b']')).then_some((at, at + name + 2))
        })
        .collect()
}

/// Whether a finding is a placeholder, or what was left beside one: right beside it or behind a sign that glues; of an
/// address, behind blanks and commas too.
fn is_left_over(text: &str, span: &Span, redacted: &[(usize, usize)]) -> bool {
    let part = matches!(span.kind, "ADDRESS" | "ZIP" | "LOCATION");
    let glues = |byte: &u8| GLUE.contains(byte) || part && (byte.is_ascii_whitespace() || matches!(byte, b',' | b'.' | b'\\'));
    let most = if part { 4 } else { 1 };
    let beside = |from: usize, to: usize| {
        text.as_bytes().get(from..to).is_some_and(|between| between.len() <= most && between.iter().all(glues))
    };
    let next = redacted.partition_point(|(_, end)| *end <= span.start);
    let before = next.checked_sub(1).and_then(|last| redacted.get(last)).is_some_and(|(_, end)| beside(*end, span.start));
    let after = redacted.get(next).is_some_and(|(start, _)| *start < span.end || beside(span.end, *start));
    before || after
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Rule;

    static RULE: Rule = Rule { id: "test", reason: "a test" };

    fn told(spans: &[(usize, usize, u8)]) -> Vec<(usize, usize, u8)> {
        let mut sink = Sink::new(50);
        for (start, end, score) in spans {
            sink.push(Span { start: *start, end: *end, kind: "X", score: *score, rule: &RULE });
        }
        sink.finish("abcdefghijklmnopqrstuvwxyz").iter().map(|span| (span.start, span.end, span.score)).collect()
    }

    #[test]
    fn the_surer_stays_then_the_longer() {
        assert_eq!(told(&[(0, 5, 60), (3, 9, 90), (8, 12, 70), (12, 13, 50)]), [(3, 9, 90), (12, 13, 50)]);
        assert_eq!(told(&[(0, 5, 60), (0, 9, 60)]), [(0, 9, 60)]);
        assert_eq!(told(&[(0, 10, 60), (2, 4, 90), (6, 8, 90), (9, 10, 70)]), [(2, 4, 90), (6, 8, 90), (9, 10, 70)]);
    }

    #[test]
    fn what_is_left_of_a_sure_one_is_told() {
        assert_eq!(told(&[(0, 10, 85), (8, 14, 95)]), [(0, 8, 85), (8, 14, 95)]);
        assert_eq!(told(&[(0, 20, 85), (5, 12, 95)]), [(0, 5, 85), (5, 12, 95), (12, 20, 85)]);
        assert_eq!(told(&[(0, 10, 85), (2, 14, 95)]), [(2, 14, 95)]);
    }

    #[test]
    fn what_is_left_beside_a_placeholder_is_not_told() {
        let text = "[PHONE]-4321 [x] 8765";
        let mut sink = Sink::new(50);
        for start in [8, 17] {
            sink.push(Span { start, end: start + 4, kind: "X", score: 60, rule: &RULE });
        }
        assert_eq!(sink.finish(text).iter().map(|span| span.start).collect::<Vec<_>>(), [17]);
    }

    #[test]
    fn what_is_too_unsure_or_empty_is_not_taken() {
        assert_eq!(told(&[(0, 5, 49), (7, 7, 90), (8, 9, 50)]), [(8, 9, 50)]);
    }
}
