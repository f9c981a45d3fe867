//! Which tokens could be part of a name at all: the tagger looks at these and their neighbours, and at nothing else.

use super::token::{Gap, Kind, Token, Tokens};
use super::{lexicon, word};

/// Bits that say that a word may be a name or a place.
const NAME: u8 = lexicon::GIVEN | lexicon::GIVEN_RARE | lexicon::FAMILY | lexicon::PLACE;

/// Words after which digits are a postal code.
const CODES: &[&str] = &["zip", "zipcode", "postcode", "postal", "code", "plz", "cp", "cep", "pin", "pincode", "eircode"];

/// Marks and unmarks tokens: a capital alone at the head of a common word is no candidate, a name in a text without capitals is one.
pub fn choose(text: &str, tokens: &mut Tokens, lists: &[[u8; 3]]) {
    let list = &mut tokens.tokens;
    let length = list.len();
    let mut first = 0;
    let mut capitals = 0;
    let mut small = 0;
    for at in 0..length {
        let Some(token) = list.get(at).copied() else { break };
        if token.kind == Kind::Quote || token.gap == Gap::Line {
            if capitals == 0 && small > 2 {
                lower(text, list.get_mut(first..at).unwrap_or_default(), lists);
            }
            (first, capitals, small) = (at, 0, 0);
        }
        match token.kind {
            Kind::Lower => {
                small += i32::from(token.gap != Gap::None || at == first + 1);
                if token.end - token.start < 6 && leads(piece(text, &token).as_bytes()) {
                    lower(text, list.get_mut(at + 1..(at + 3).min(length)).unwrap_or_default(), lists);
                }
            }
            Kind::Digits
                if token.gap == Gap::Space && (4..=6).contains(&(token.end - token.start)) && after_code(text, list, at) =>
            {
                mark(list, at, true);
            }
            _ if token.candidate => {
                capitals += 1;
                if lone(text, list, at, lists) {
                    mark(list, at, false);
                }
            }
            _ => {}
        }
    }
    if capitals == 0 && small > 2 {
        lower(text, list.get_mut(first..).unwrap_or_default(), lists);
    }
}

fn mark(list: &mut [Token], at: usize, candidate: bool) {
    if let Some(token) = list.get_mut(at) {
        token.candidate = candidate;
    }
}

fn piece<'a>(text: &'a str, token: &Token) -> &'a str {
    text.get(token.start as usize..token.end as usize).unwrap_or_default()
}

/// Whether the digits at `at` follow, over two tokens at most, a word for a postal code.
fn after_code(text: &str, list: &[Token], at: usize) -> bool {
    list.iter()
        .take(at)
        .rev()
        .take(3)
        .any(|token| token.kind.is_word() && CODES.iter().any(|code| piece(text, token).eq_ignore_ascii_case(code)))
}

/// Whether a candidate is a common word with a capital and nothing beside it that could make it a name.
fn lone(text: &str, list: &[Token], at: usize, lists: &[[u8; 3]]) -> bool {
    let beside = |token: Option<&Token>| token.is_some_and(|token| token.candidate || token.kind == Kind::Digits);
    let Some(token) = list.get(at) else { return false };
    token.kind == Kind::Title
        && !beside(list.get(at + 1))
        && !beside(at.checked_sub(1).and_then(|before| list.get(before)))
        && lexicon::lists(lists, word::hash(piece(text, token))) == lexicon::COMMON
}

/// Whether the one candidate among some tokens is a word with capitals inside that no list knows: an identifier, as programs
/// write it.
pub fn is_hopeless(text: &str, run: &[Token], lists: &[[u8; 3]]) -> bool {
    let mut candidates = run.iter().filter(|token| token.candidate);
    let (Some(one), None) = (candidates.next(), candidates.next()) else { return false };
    one.kind == Kind::Mixed && lexicon::lists(lists, word::hash(piece(text, one))) == 0
}

/// Whether a name or a place often follows the word, so that it is looked for even if it is written small.
const fn leads(word: &[u8]) -> bool {
    matches!(
        word,
        b"is"
            | b"am"
            | b"m"
            | b"im"
            | b"me"
            | b"mr"
            | b"mrs"
            | b"ms"
            | b"dr"
            | b"hi"
            | b"hey"
            | b"hello"
            | b"dear"
            | b"named"
            | b"from"
            | b"in"
            | b"to"
    )
}

/// In a line or string without capitals the lists say what could be a name.
fn lower(text: &str, list: &mut [Token], lists: &[[u8; 3]]) {
    for token in list.iter_mut().filter(|token| token.kind == Kind::Lower && token.end - token.start > 2) {
        let said = lexicon::lists(lists, word::hash(piece(text, token)));
        token.candidate = said & NAME != 0 && said & lexicon::COMMON == 0;
    }
}
