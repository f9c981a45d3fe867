//! The form of a token or value, written so that a list of hundreds can be read: `ghp_{a36}`.
//!
//! Why it exists: vendors publish a prefix, an alphabet and a length, seldom more. A shape is literal text and runs in
//! braces: an alphabet's letter and a length (`{a36}`), a range (`{u20-80}`) or a least length (`{u20-}`). Matching is greedy and never
//! goes back, so it is linear.

/// A set of ASCII bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Class(u128);

impl Class {
    pub(super) const DIGIT: Self = Self::range(b'0', b'9');
    pub(super) const LOWER: Self = Self::range(b'a', b'z');
    pub(super) const UPPER: Self = Self::range(b'A', b'Z');
    pub(super) const ALNUM: Self = Self::DIGIT.or(Self::LOWER).or(Self::UPPER);
    pub(super) const HEX: Self = Self::DIGIT.or(Self::range(b'a', b'f')).or(Self::range(b'A', b'F'));
    pub(super) const URL64: Self = Self::ALNUM.or(Self::of(b"-_"));
    pub(super) const BASE64: Self = Self::ALNUM.or(Self::of(b"+/="));

    /// Every byte of ASCII.
    pub(super) const ANY: Self = Self(u128::MAX);

    /// Every byte that is printed and no blank.
    pub(super) const GRAPHIC: Self = Self::range(b'!', b'~');

    const fn range(first: u8, last: u8) -> Self {
        Self(((1u128 << (last - first + 1)) - 1) << first)
    }

    pub(super) const fn of(bytes: &[u8]) -> Self {
        let (mut set, mut rest) = (0u128, bytes);
        while let [first, tail @ ..] = rest {
            set |= 1 << *first;
            rest = tail;
        }
        Self(set)
    }

    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn has(self, byte: u8) -> bool {
        // Halves, for the machine has no shift of 128 bits.
        #[expect(clippy::cast_possible_truncation, reason = "the low half is meant")]
        let half = if byte & 64 == 0 { self.0 as u64 } else { (self.0 >> 64) as u64 };
        byte < 128 && half >> (byte & 63) & 1 == 1
    }

    /// The end of the run of these bytes that starts at `at`, of `most` bytes at the longest.
    pub(super) fn run(self, bytes: &[u8], at: usize, most: usize) -> usize {
        let rest = bytes.get(at..).unwrap_or_default();
        at + rest.iter().take(most).take_while(|byte| self.has(**byte)).count()
    }

    const fn named(letter: u8) -> Option<Self> {
        Some(match letter {
            b'a' => Self::ALNUM,
            b'h' => Self::DIGIT.or(Self::range(b'a', b'f')),
            b'H' => Self::HEX,
            b'l' => Self::LOWER.or(Self::DIGIT),
            b'z' => Self::LOWER,
            b'U' => Self::UPPER.or(Self::DIGIT),
            b'Z' => Self::UPPER,
            b'd' => Self::DIGIT,
            b'w' => Self::ALNUM.or(Self::of(b"_")),
            b'u' => Self::URL64,
            b'b' => Self::BASE64,
            b'x' => Self::UPPER.or(Self::range(b'2', b'7')),
            b'e' => Self::URL64.or(Self::of(b".=")),
            b'p' => Self::URL64.or(Self::BASE64).or(Self::of(b".%")),
            _ => return None,
        })
    }
}

#[derive(Debug, Clone, Copy)]
enum Part {
    Text(&'static str),
    Run { class: Class, least: usize, most: usize },
}

/// A parsed shape.
#[derive(Debug)]
pub(super) struct Shape(Vec<Part>);

/// A UUID in the shape's own writing.
const UUID: [(usize, bool); 5] = [(8, true), (4, true), (4, true), (4, true), (12, false)];

impl Shape {
    /// Reads what was written; `None` if it is none.
    pub(super) fn parse(mut written: &'static str) -> Option<Self> {
        let mut parts = Vec::new();
        while !written.is_empty() {
            let Some((text, rest)) = written.split_once('{') else {
                parts.push(Part::Text(written));
                break;
            };
            if !text.is_empty() {
                parts.push(Part::Text(text));
            }
            let (run, after) = rest.split_once('}')?;
            written = after;
            if run == "uuid" {
                for (length, dash) in UUID {
                    parts.push(Part::Run { class: Class::HEX, least: length, most: length });
                    parts.extend(dash.then_some(Part::Text("-")));
                }
                continue;
            }
            let (letter, lengths) = run.split_at_checked(1)?;
            let class = Class::named(*letter.as_bytes().first()?)?;
            let (least, most) = lengths.split_once('-').unwrap_or((lengths, lengths));
            let least = least.parse().ok()?;
            let most = if most.is_empty() { 4096 } else { most.parse().ok()? };
            parts.push(Part::Run { class, least, most });
        }
        (!parts.is_empty()).then_some(Self(parts))
    }

    /// The literal text that it begins with.
    pub(super) fn head(&self) -> &'static str {
        match self.0.first() {
            Some(Part::Text(text)) => text,
            _ => "",
        }
    }

    /// What may follow the head.
    pub(super) fn next(&self) -> Class {
        match self.0.get(1) {
            Some(Part::Run { class, .. }) => *class,
            _ => Class::ANY,
        }
    }

    /// The end of the text of this shape that begins at `at`; none if it goes on as the shape's last run would.
    pub(super) fn matches(&self, bytes: &[u8], at: usize) -> Option<usize> {
        let mut at = at;
        let mut last = Class::ALNUM;
        for part in &self.0 {
            at = match *part {
                Part::Text(text) if bytes.get(at..)?.starts_with(text.as_bytes()) => at + text.len(),
                Part::Text(_) => return None,
                Part::Run { class, least, most } => {
                    let end = class.run(bytes, at, most);
                    last = class;
                    if end - at < least {
                        return None;
                    }
                    end
                }
            };
        }
        let goes_on = bytes.get(at).is_some_and(|next| Class::ALNUM.has(*next) || (last.has(*next) && *next != b'.'));
        (!goes_on).then_some(at)
    }

    /// Whether the whole value has this shape.
    pub(super) fn is(&self, value: &[u8]) -> bool {
        self.matches(value, 0) == Some(value.len())
    }
}

#[cfg(test)]
impl Shape {
    /// A text of this shape, the same each time.
    pub(super) fn sample(&self) -> String {
        let mut state = 0x2545_F491_4F6C_DD1D_u64;
        let mut letters = |class: Class, length: usize| {
            let all: Vec<u8> = (b'!'..=b'~').filter(|byte| class.has(*byte) && !b"-_./+=%".contains(byte)).collect();
            let next = || {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                char::from(all[usize::try_from(state >> 40).unwrap() % all.len()])
            };
            std::iter::repeat_with(next).take(length).collect::<String>()
        };
        self.0
            .iter()
            .map(|part| match part {
                Part::Text(text) => (*text).to_owned(),
                Part::Run { class, least, .. } => letters(*class, *least),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_are_read_and_matched() {
        let shape = Shape::parse("SG.{u4}.{u3-6}").unwrap();
        assert_eq!(shape.head(), "SG.");
        assert_eq!(shape.matches(b"SG.ab-d.xyz!", 0), Some(11));
        assert_eq!(shape.matches(b"SG.abcd.xyzuvwq", 0), None, "longer than the longest");
        assert_eq!(shape.matches(b"SG.abcd.xy", 0), None, "shorter than the least");
        assert!(Shape::parse("{uuid}").unwrap().is(b"123e4567-e89b-12d3-a456-426614174000"));
        assert!(!Shape::parse("{uuid}").unwrap().is(b"123e4567-e89b-12d3-a456-42661417400g"));
        for wrong in ["", "{", "{a", "{?3}", "{ax}", "{}"] {
            assert!(Shape::parse(wrong).is_none(), "{wrong}");
        }
    }
}
