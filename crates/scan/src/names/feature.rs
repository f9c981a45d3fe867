//! What the tagger looks at: a token, its neighbours, what the lists say of them, and the field they are in.

use super::lexicon;
use super::token::{Field, Kind, Token, Tokens};
use super::word::{self, Word};

/// Features of one token.
pub const FEATURES: usize = 30;

/// Bits of the index of a row of weights.
pub const BITS: u32 = 17;

/// Tokens on each side of a run whose words are looked at.
pub const AROUND: usize = 3;

/// A token as the tagger sees it.
#[derive(Debug, Clone, Copy)]
pub struct Seen {
    /// Its word.
    pub word: Word,
    /// Its form: kind, length, gap before it.
    pub shape: u32,
    /// Its form and what the lists say.
    pub known: u32,
    /// The field it is in.
    pub field: Field,
}

/// What stands outside of the text.
pub const NOTHING: Seen = Seen {
    word: Word { hash: 1, head: 1, tail: 1, two: 1, lists: 0, length: 0 },
    shape: 0xff,
    known: 0xff,
    field: Field { whole: 0, last: 0, firm: false },
};

/// Looks at one token.
pub fn see(text: &str, tokens: &Tokens, token: &Token, lists: &[[u8; 3]]) -> Seen {
    let piece = text.get(token.start as usize..token.end as usize).unwrap_or_default();
    let mut word = match token.kind {
        Kind::Digits => {
            #[expect(clippy::cast_possible_truncation, reason = "at most 8")]
            let length = piece.len().min(8) as u8;
            let hash = word::spread(0x5eed + u32::from(length));
            Word { hash, head: hash, tail: hash, two: hash, lists: 0, length }
        }
        Kind::Quote => Word { hash: 2, head: 2, tail: 2, two: 2, lists: 0, length: 1 },
        _ => word::read(piece),
    };
    if token.kind.is_word() && word.length > 1 {
        word.lists = lexicon::lists(lists, word.hash);
    }
    from(word, token, tokens)
}

/// A word in its place.
pub fn from(word: Word, token: &Token, tokens: &Tokens) -> Seen {
    let mark = if token.kind == Kind::Mark { word.hash & 0xff } else { 0 };
    let length = u32::from(word.length.min(8));
    let shape = token.kind as u32 | (token.gap as u32) << 3 | length << 5 | mark << 9;
    let known = token.kind as u32 | mark << 9 | u32::from(word.lists) << 20;
    let field = tokens.fields.get(token.field as usize).copied().unwrap_or_default();
    Seen { word, shape, known, field }
}

/// The rows of weights that the features of the token in the middle take: `around` holds it and its neighbours.
pub fn rows(around: &[Seen; 2 * AROUND + 1]) -> [u32; FEATURES] {
    let [c, b, a, it, x, y, z] = around;
    let pair = |one: u32, two: u32| (one.rotate_left(9) ^ two).wrapping_mul(0x85eb_ca6b);
    let known = pair(it.known, it.shape >> 3 & 3);
    let mut rows = [
        1,
        it.word.hash,
        a.word.hash,
        x.word.hash,
        b.word.hash,
        y.word.hash,
        c.word.hash,
        z.word.hash,
        pair(a.word.hash, it.known),
        pair(x.word.hash, it.known),
        pair(b.word.hash, a.word.hash),
        pair(x.word.hash, y.word.hash),
        pair(a.word.hash, x.word.hash),
        pair(it.word.hash, it.shape),
        known,
        pair(pair(a.known, it.known), it.shape >> 3 & 3),
        pair(pair(it.known, x.known), x.shape >> 3 & 3),
        pair(pair(a.known, it.known), x.known),
        pair(pair(b.shape, a.shape), it.shape),
        pair(pair(it.shape, x.shape), y.shape),
        pair(it.word.tail, it.shape & 7),
        pair(it.word.head, it.shape & 7),
        pair(it.word.two, it.known),
        it.field.whole,
        pair(it.field.last, it.shape),
        pair(it.field.whole, it.known),
        pair(pair(b.known, a.known), it.known),
        pair(pair(it.known, x.known), y.known),
        pair(a.word.hash, x.known),
        pair(pair(a.shape, it.shape), x.shape),
    ];
    let mut salt = 0_u32;
    for row in &mut rows {
        salt = salt.wrapping_add(0x9e37_79b9);
        *row = word::spread(*row ^ salt) >> (32 - BITS);
    }
    rows
}
