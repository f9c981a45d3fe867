//! All forms of all kinds as one tree, so that a candidate is walked once for all of them.

use std::sync::LazyLock;

use super::{entries, entry::Entry, words::Kinds};

/// The longest group of letters and digits without a separator.
pub(super) const LONGEST_GROUP: usize = 20;

/// The longest word of letters that a number can begin with: `RSSMRA 85T10 A562S`.
pub(super) const LEADING_LETTERS: usize = 6;

/// What may stand between two groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Separator {
    Blank,
    Hyphen,
    Dot,
    Slash,
    Colon,
    Plus,
    Bracket,
}

impl Separator {
    const ALL: [Self; 7] = [Self::Blank, Self::Hyphen, Self::Dot, Self::Slash, Self::Colon, Self::Plus, Self::Bracket];

    /// The separator at the beginning of some bytes and its length: hyphens and blanks of typographers count as well.
    pub(super) fn at(bytes: &[u8]) -> Option<(Self, usize)> {
        Some(match bytes {
            [b' ', ..] => (Self::Blank, 1),
            [b'-', ..] => (Self::Hyphen, 1),
            [b'.', ..] => (Self::Dot, 1),
            [b'/', ..] => (Self::Slash, 1),
            [b':', ..] => (Self::Colon, 1),
            [b'+', ..] => (Self::Plus, 1),
            [b'(', ..] => (Self::Bracket, 1),
            [0xc2, 0xa0, ..] => (Self::Blank, 2),
            [0xe2, 0x80, 0xaf, ..] => (Self::Blank, 3),
            [0xe2, 0x80, 0x90..=0x93, ..] => (Self::Hyphen, 3),
            _ => return None,
        })
    }

    fn of(byte: u8) -> Option<Self> {
        Self::at(&[byte]).map(|(separator, _)| separator)
    }
}

/// One form of one kind.
#[derive(Debug, Clone, Copy)]
pub(super) struct Way {
    /// Where the kind stands in the list of all.
    pub(super) kind: usize,
    /// The score where no word tells what it is.
    pub(super) alone: u8,
    /// Characters without separators.
    length: u32,
    must_be_digits: u32,
    must_be_letters: u32,
}

impl Way {
    /// Whether characters are digits and letters as the form says.
    pub(super) const fn fits(&self, digits: u32) -> bool {
        self.must_be_digits & !digits == 0 && self.must_be_letters & digits == 0
    }
}

/// What follows a group.
#[derive(Debug)]
pub(super) struct After {
    next: [u16; Separator::ALL.len()],
    /// The characters that are digits in every form that ends here or goes on from here, and those that are letters.
    all_digits: u32,
    all_letters: u32,
    /// The forms that end here.
    pub(super) ways: Vec<Way>,
    /// Those of them that can be told without a word.
    pub(super) alone: Vec<Way>,
    /// The kinds of all of them.
    pub(super) kinds: Kinds,
    /// The score of the surest of them alone.
    pub(super) surest: u8,
}

impl After {
    const NONE: Self = Self {
        next: [0; Separator::ALL.len()],
        all_digits: u32::MAX,
        all_letters: u32::MAX,
        ways: Vec::new(),
        alone: Vec::new(),
        kinds: Kinds::NONE,
        surest: 0,
    };

    /// Whether any form could end here or go on from here, behind so many characters of which these are digits.
    pub(super) const fn admits(&self, digits: u32, length: usize) -> bool {
        let seen = (1 << length) - 1;
        self.all_digits & seen & !digits == 0 && self.all_letters & digits == 0
    }
}

/// The tree: groups by length, then separators.
#[derive(Debug)]
pub(super) struct Forms {
    groups: Vec<[u16; LONGEST_GROUP + 1]>,
    afters: Vec<After>,
    /// For each length the separators, as bits, that follow a first group of letters.
    leads: [u8; LEADING_LETTERS + 1],
}

/// The forms of all kinds.
pub(super) static FORMS: LazyLock<Forms> = LazyLock::new(|| Forms::of(entries()));

impl Forms {
    /// Where every walk begins.
    pub(super) const ROOT: u16 = 0;

    fn of<'a>(entries: impl Iterator<Item = &'a Entry>) -> Self {
        let mut forms = Self { groups: vec![[0; LONGEST_GROUP + 1]], afters: vec![After::NONE], leads: [0; LEADING_LETTERS + 1] };
        for (kind, entry) in entries.enumerate() {
            for (form, alone) in entry.forms {
                if form.contains('~') {
                    for separator in [" ", "-", "."] {
                        forms.add(&form.replace('~', separator), kind, *alone);
                    }
                } else {
                    forms.add(form, kind, *alone);
                }
            }
        }
        forms
    }

    /// Whether a form begins with a group of some length and what stands behind it, or is no more than that group.
    pub(super) fn opens(&self, length: usize, behind: Option<Separator>) -> bool {
        let after = self.group(Self::ROOT, length);
        after != 0 && (!self.ways(after).is_empty() || behind.is_some_and(|separator| self.separator(after, separator) != 0))
    }

    /// Where a group of some length leads; 0 is nowhere.
    pub(super) fn group(&self, node: u16, length: usize) -> u16 {
        self.groups.get(usize::from(node)).and_then(|lengths| lengths.get(length)).copied().unwrap_or(0)
    }

    /// Where a separator leads; 0 is nowhere.
    pub(super) fn separator(&self, after: u16, separator: Separator) -> u16 {
        self.afters.get(usize::from(after)).and_then(|after| after.next.get(separator as usize)).copied().unwrap_or(0)
    }

    /// What is known of forms that end after a group.
    pub(super) fn after_group(&self, after: u16) -> Option<&After> {
        self.afters.get(usize::from(after))
    }

    /// The forms that end after a group.
    fn ways(&self, after: u16) -> &[Way] {
        self.after_group(after).map_or(&[], |after| &after.ways)
    }

    /// Whether a form begins with so many letters and such a separator.
    pub(super) fn has_lead(&self, letters: usize, separator: Separator) -> bool {
        self.leads.get(letters).is_some_and(|separators| separators >> separator as u8 & 1 == 1)
    }

    fn add(&mut self, form: &str, kind: usize, alone: u8) {
        let letters = form.bytes().take_while(|byte| matches!(byte, b'A' | b'X')).count();
        let lead = form.as_bytes().get(letters).and_then(|byte| Separator::of(*byte));
        if let Some((separators, separator)) = self.leads.get_mut(letters).zip(lead) {
            *separators |= 1 << separator as u8;
        }
        let mut way = Way { kind, alone, length: 0, must_be_digits: 0, must_be_letters: 0 };
        let mut node = Self::ROOT;
        let mut group = 0;
        let mut path = Vec::new();
        for byte in form.bytes() {
            if let Some(separator) = Separator::of(byte) {
                let after = self.after(node, group);
                path.push(after);
                node = self.next(after, separator);
                group = 0;
            } else {
                match byte {
                    b'9' => way.must_be_digits |= 1 << way.length,
                    b'A' => way.must_be_letters |= 1 << way.length,
                    _ => {}
                }
                way.length += 1;
                group += 1;
            }
        }
        let after = self.after(node, group);
        for after in path.into_iter().chain([after]) {
            if let Some(after) = self.afters.get_mut(usize::from(after)) {
                after.all_digits &= way.must_be_digits;
                after.all_letters &= way.must_be_letters;
            }
        }
        if let Some(after) = self.afters.get_mut(usize::from(after)) {
            after.surest = after.surest.max(way.alone);
            after.kinds.add(kind);
            after.alone.extend((alone > 0).then_some(way));
            after.ways.push(way);
        }
    }

    fn after(&mut self, node: u16, group: usize) -> u16 {
        let new = u16::try_from(self.afters.len()).unwrap_or(0);
        let Some(place) = self.groups.get_mut(usize::from(node)).and_then(|lengths| lengths.get_mut(group)) else { return 0 };
        if *place == 0 {
            *place = new;
            self.afters.push(After::NONE);
        }
        *place
    }

    fn next(&mut self, after: u16, separator: Separator) -> u16 {
        let new = u16::try_from(self.groups.len()).unwrap_or(0);
        let Some(place) = self.afters.get_mut(usize::from(after)).and_then(|after| after.next.get_mut(separator as usize)) else {
            return 0;
        };
        if *place == 0 {
            *place = new;
            self.groups.push([0; LONGEST_GROUP + 1]);
        }
        *place
    }
}
