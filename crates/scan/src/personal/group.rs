//! Digits in groups: how people write long numbers.

use crate::text::Text;

/// The most groups that are looked at.
const MOST: usize = 10;
/// The most digits of a number that anybody writes in groups.
const DIGITS: usize = 24;

/// Runs of digits joined by single separators.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Groups {
    digits: [u8; DIGITS],
    total: usize,
    /// Digits of each group.
    lengths: [usize; MOST],
    /// What stands before each group, the first apart: the byte that says most.
    joints: [u8; MOST],
    count: usize,
    /// First byte.
    pub(crate) start: usize,
    /// Byte after the last digit.
    pub(crate) end: usize,
}

impl Groups {
    /// The digits, without what is between them.
    pub(crate) fn digits(&self) -> &[u8] {
        self.digits.get(..self.total).unwrap_or_default()
    }

    /// How many digits each group has.
    pub(crate) fn lengths(&self) -> &[usize] {
        self.lengths.get(..self.count).unwrap_or_default()
    }

    /// What joins the groups, one fewer than groups.
    pub(crate) fn joints(&self) -> &[u8] {
        self.joints.get(1..self.count).unwrap_or_default()
    }

    /// How many groups there are.
    pub(crate) const fn count(&self) -> usize {
        self.count
    }

    /// The joint, where all are the same and there is one.
    pub(crate) fn joint(&self) -> Option<u8> {
        let (first, rest) = self.joints().split_first()?;
        rest.iter().all(|joint| joint == first).then_some(*first)
    }

    /// The first groups only.
    pub(crate) fn shortened(&self, text: &Text<'_>, number: usize, count: usize) -> Self {
        gather(text, number, count)
    }
}

/// Gathers the runs of digits from the one of a number on, at most so many.
pub(crate) fn gather(text: &Text<'_>, number: usize, most: usize) -> Groups {
    let first = text.run(number);
    let mut groups = Groups { start: first.start, end: first.start, ..Groups::default() };
    for run in text.runs().get(number..).unwrap_or_default().iter().take(most.min(MOST)) {
        let joint = if groups.count == 0 { Some(0) } else { joint(text.stretch(groups.end, run.start)) };
        let Some(joint) = joint else { break };
        let Some(place) = groups.digits.get_mut(groups.total..groups.total + run.len()) else { break };
        if !run.is_digits() {
            break;
        }
        place.copy_from_slice(text.stretch(run.start, run.end));
        if let (Some(length), Some(before)) = (groups.lengths.get_mut(groups.count), groups.joints.get_mut(groups.count)) {
            (*length, *before) = (run.len(), joint);
        }
        groups.total += run.len();
        groups.count += 1;
        groups.end = run.end;
    }
    groups
}

/// What joins two groups of one number: the byte that says most of at most three.
fn joint(between: &[u8]) -> Option<u8> {
    match between {
        [b' ' | b'-' | b'.' | b'/' | b')' | b'('] => between.first().copied(),
        b"\xc2\xa0" | b"\xe2\x80\xaf" | b"\xe2\x80\x89" => Some(b' '),
        b"\xe2\x80\x90" | b"\xe2\x80\x91" | b"\xe2\x80\x93" | b"\xe2\x88\x92" => Some(b'-'),
        b" (" => Some(b'('),
        b") " | b")-" | b")." => Some(b')'),
        b" - " | b" / " => between.get(1).copied(),
        _ => None,
    }
}
