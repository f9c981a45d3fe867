//! Digits in groups: how people write long numbers.
//!
//! Why it exists: a telephone number and a card are the same thing to the eye, digits with something small between them;
//! both detectors, and the labelled numbers, read them from here.

use crate::text::Text;

/// The most groups that are looked at.
pub(crate) const MOST: usize = 8;
/// The most digits of a number that anybody writes in groups.
const DIGITS: usize = 24;

/// Runs of digits joined by single separators.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Groups {
    digits: [u8; DIGITS],
    lengths: [usize; MOST],
    joints: [u8; MOST],
    ends: [usize; MOST],
    count: usize,
    /// First byte.
    pub(crate) start: usize,
    /// Whether the last group carries an extension (`4567x89`).
    pub(crate) extended: bool,
}

impl Groups {
    /// How many groups there are.
    pub(crate) const fn count(&self) -> usize {
        self.count
    }

    /// The first groups alone.
    pub(crate) fn first(mut self, count: usize) -> Self {
        self.extended &= count >= self.count;
        self.count = count.min(self.count);
        self
    }

    /// How many digits each group has.
    pub(crate) fn lengths(&self) -> &[usize] {
        self.lengths.get(..self.count).unwrap_or_default()
    }

    /// How many digits there are.
    pub(crate) fn total(&self) -> usize {
        self.lengths().iter().sum()
    }

    /// The digits, without what is between them.
    pub(crate) fn digits(&self) -> &[u8] {
        self.digits.get(..self.total()).unwrap_or_default()
    }

    /// What joins the groups, one fewer than groups.
    pub(crate) fn joints(&self) -> &[u8] {
        self.joints.get(1..self.count).unwrap_or_default()
    }

    /// Whether all joints are the same one.
    pub(crate) fn joined_by(&self, joint: u8) -> bool {
        self.joints().iter().all(|found| *found == joint)
    }

    /// Byte after the last group.
    pub(crate) fn end(&self) -> usize {
        self.count.checked_sub(1).and_then(|last| self.ends.get(last)).copied().unwrap_or(self.start)
    }
}

/// Gathers the runs of digits from the one of a number on.
pub(crate) fn gather(text: &Text<'_>, number: usize) -> Groups {
    let mut groups = Groups { start: text.run(number).start, ..Groups::default() };
    let (mut total, mut end) = (0, groups.start);
    for run in text.runs().get(number..).unwrap_or_default().iter().take(MOST) {
        let joint = if groups.count == 0 { Some(0) } else { joint(text.stretch(end, run.start)) };
        let length = if run.is_digits() { run.len() } else { before_extension(text.stretch(run.start, run.end)) };
        let (Some(joint), true) = (joint, length > 0) else { break };
        let Some(place) = groups.digits.get_mut(total..total + length) else { break };
        place.copy_from_slice(text.stretch(run.start, run.start + length));
        let at = groups.count;
        if let (Some(a), Some(b), Some(c)) = (groups.lengths.get_mut(at), groups.joints.get_mut(at), groups.ends.get_mut(at)) {
            (*a, *b, *c) = (length, joint, run.end);
        }
        total += length;
        groups.count += 1;
        end = run.end;
        if length < run.len() {
            groups.extended = true;
            break;
        }
    }
    groups
}

/// Digits before the `x` of an extension (`4567x89`); 0 where a run is anything else.
fn before_extension(run: &[u8]) -> usize {
    let digits = run.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let rest = run.get(digits..).and_then(|rest| rest.strip_prefix(b"x")).unwrap_or_default();
    let extension = (1..=6).contains(&rest.len()) && rest.iter().all(u8::is_ascii_digit);
    if extension && (3..=10).contains(&digits) { digits } else { 0 }
}

/// What joins two groups of one number: the byte that says most of at most three.
fn joint(between: &[u8]) -> Option<u8> {
    match between {
        [joint @ (b' ' | b'-' | b'.' | b'/' | b')' | b'(')] => Some(*joint),
        b"\xc2\xa0" | b"\xe2\x80\xaf" | b"\xe2\x80\x89" => Some(b' '),
        b"\xe2\x80\x90" | b"\xe2\x80\x91" | b"\xe2\x80\x93" | b"\xe2\x88\x92" => Some(b'-'),
        b" (" => Some(b'('),
        b") " | b")-" | b")." => Some(b')'),
        b" - " | b" / " => between.get(1).copied(),
        _ => None,
    }
}

/// Whether what stands left of a position glues it to a longer name, number or path.
pub(crate) fn glued_left(text: &Text<'_>, start: usize) -> bool {
    let byte = text.previous(start);
    match byte {
        b'_' | b'@' | b'$' | b'%' | b'&' | b'~' | b'^' | b'*' => true,
        b'-' | b'.' | b'/' | b'+' | b':' | b'\\' | b',' => {
            let before = text.previous(start - 1);
            if matches!(byte, b':' | b',') {
                before.is_ascii_digit()
            } else {
                before.is_ascii_alphanumeric() || matches!(before, b'_' | b'/')
            }
        }
        _ => {
            byte >= 0x80 && text.stretch(start.saturating_sub(3), start) == "€".as_bytes()
                || text.stretch(start.saturating_sub(2), start) == "£".as_bytes()
        }
    }
}

/// Whether what stands right of a position glues it to a longer name, number or path.
pub(crate) fn glued_right(text: &Text<'_>, end: usize) -> bool {
    match text.at(end) {
        b'_' | b'@' | b'%' | b'$' => true,
        b'-' | b'.' | b'/' | b'+' | b':' | b',' | b'=' | b'(' => text.at(end + 1).is_ascii_alphanumeric(),
        _ => false,
    }
}
