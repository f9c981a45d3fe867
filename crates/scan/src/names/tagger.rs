//! A linear model over features, and the best sequence of labels by it (Viterbi): integers throughout, the same on every machine.

use std::sync::OnceLock;

use super::candidate;
use super::feature::{self, AROUND, BITS, FEATURES, NOTHING, Seen};
use super::token::{Gap, Kind, Token, Tokens};

/// Labels of a token.
pub const LABELS: usize = 8;
/// None of the others.
pub const OUT: usize = 0;
/// The first token of a person's name.
pub const PERSON: usize = 1;
/// A further one.
pub const PERSON_MORE: usize = 2;
/// The first token of a place.
pub const PLACE: usize = 3;
/// A further one.
pub const PLACE_MORE: usize = 4;
/// The first token of a postal address.
pub const ADDRESS: usize = 5;
/// A further one.
pub const ADDRESS_MORE: usize = 6;
/// A company or another body: not told, but what looks like a name and is none.
pub const BODY: usize = 7;

/// Rows of weights.
pub const ROWS: usize = 1 << BITS;

/// A run of labels that no sequence can have.
pub const NEVER: i32 = -1_000_000;

/// Whether `next` may follow `label`: a further token needs a first one.
pub const fn follows(label: usize, next: usize) -> bool {
    match next {
        PERSON_MORE | PLACE_MORE | ADDRESS_MORE => label == next || label + 1 == next,
        _ => true,
    }
}

/// The model.
#[derive(Debug, Clone)]
pub struct Model<'a> {
    /// The table of the lists.
    pub lists: &'a [[u8; 3]],
    /// A row of weights for each feature, one for each label.
    pub rows: &'a [[u8; LABELS]],
    /// The weight of a label after another.
    pub moves: [[i32; LABELS]; LABELS],
}

static LISTS: &[u8] = include_bytes!("../../model/lists.bin");
static WEIGHTS: &[u8] = include_bytes!("../../model/weights.bin");

impl Model<'static> {
    /// The one that is shipped.
    pub fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<Model<'static>> = OnceLock::new();
        SHIPPED.get_or_init(|| Model::of(LISTS, WEIGHTS))
    }
}

impl<'a> Model<'a> {
    /// A model from its two files; `weights` is rows and then moves, each a byte with a sign.
    pub fn of(lists: &'a [u8], weights: &'a [u8]) -> Self {
        let (all, _) = weights.as_chunks::<LABELS>();
        let (rows, last) = all.split_at(ROWS.min(all.len()));
        let mut moves = [[0; LABELS]; LABELS];
        for (label, row) in moves.iter_mut().enumerate() {
            for (next, weight) in row.iter_mut().enumerate() {
                let byte = last.get(label).and_then(|row| row.get(next)).copied().unwrap_or(0);
                *weight = if follows(label, next) { i32::from(byte.cast_signed()) * MOVE } else { NEVER };
            }
        }
        Self { lists: lists.as_chunks::<3>().0, rows, moves }
    }
}

/// How much more a step of a move weighs than one of a feature.
pub const MOVE: i32 = 4;

/// What is kept from text to text, so that nothing is allocated anew.
#[derive(Debug, Default)]
pub struct Scratch {
    /// The tokens of the text.
    pub tokens: Tokens,
    seen: Vec<Seen>,
    scores: Vec<[i32; LABELS]>,
    sums: Vec<[i32; LABELS]>,
}

/// A token with its label.
#[derive(Debug, Clone, Copy)]
pub struct Labelled {
    /// The token's index.
    pub token: usize,
    /// Its label.
    pub label: usize,
    /// What the best labels gain here over labels that leave the name out; of all tokens of a name together it is never negative.
    pub gain: i32,
}

/// Calls with each run of tokens around candidates: the index of its first and the one after its last.
pub fn runs(tokens: &[Token], mut take: impl FnMut(usize, usize)) {
    let mut open: Option<(usize, usize)> = None;
    for (index, _) in tokens.iter().enumerate().filter(|(_, token)| token.candidate) {
        let first = index.saturating_sub(2);
        let last = (index + 3).min(tokens.len());
        match &mut open {
            Some((_, end)) if *end >= first => *end = last,
            Some((start, end)) => {
                take(*start, *end);
                open = Some((first, last));
            }
            None => open = Some((first, last)),
        }
    }
    if let Some((start, end)) = open {
        take(start, end);
    }
}

/// The tokens of a run as they are seen, with their neighbours on each side.
pub fn look(text: &str, tokens: &Tokens, run: (usize, usize), lists: &[[u8; 3]], seen: &mut Vec<Seen>) {
    seen.clear();
    let (start, end) = run;
    seen.extend(std::iter::repeat_n(NOTHING, AROUND.saturating_sub(start)));
    let from = start.saturating_sub(AROUND);
    let list = tokens.tokens.iter().skip(from).take(end + AROUND - from);
    seen.extend(list.map(|token| feature::see(text, tokens, token, lists)));
    let whole = end - start + 2 * AROUND;
    seen.extend(std::iter::repeat_n(NOTHING, whole.saturating_sub(seen.len())));
}

/// The sum of the rows.
pub fn sum(rows: &[[u8; LABELS]], of: &[u32; FEATURES]) -> [i32; LABELS] {
    let mut total = [0_i16; LABELS];
    for row in of {
        if let Some(row) = rows.get(*row as usize) {
            for (total, weight) in total.iter_mut().zip(row) {
                *total += i16::from(weight.cast_signed());
            }
        }
    }
    total.map(i32::from)
}

/// The best labels for a sequence of scores, from the last to the first; of two that are as good, the one that comes first
/// among the labels.
pub fn best(
    scores: &[[i32; LABELS]],
    moves: &[[i32; LABELS]; LABELS],
    sums: &mut Vec<[i32; LABELS]>,
    mut take: impl FnMut(usize, usize),
) {
    sums.clear();
    let mut now = moves[OUT];
    for (at, score) in scores.iter().enumerate() {
        if at > 0 {
            let before = now;
            now = [i32::MIN / 2; LABELS];
            for (sum, row) in before.iter().zip(moves) {
                for (now, weight) in now.iter_mut().zip(row) {
                    *now = (*now).max(sum + weight);
                }
            }
        }
        for (now, score) in now.iter_mut().zip(score) {
            *now += score;
        }
        sums.push(now);
    }
    let mut label = first_best(&now);
    for at in (0..scores.len()).rev() {
        take(at, label);
        let Some(before) = at.checked_sub(1).and_then(|before| sums.get(before)) else { break };
        let mut here = *before;
        for (sum, row) in here.iter_mut().zip(moves) {
            *sum += row.get(label).copied().unwrap_or(NEVER);
        }
        label = first_best(&here);
    }
}

/// The first of the labels whose sum is the greatest.
fn first_best(sums: &[i32; LABELS]) -> usize {
    (0..LABELS).max_by_key(|label| (sums.get(*label).copied(), LABELS - label)).unwrap_or(OUT)
}

/// The scores of a token that is part of no name: a quote or mark farthest from what could be one.
const OUTSIDE: [i32; LABELS] = [0, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER];

/// Labels the tokens of a text that could be names; the others are out.
pub fn tag(text: &str, model: &Model<'_>, scratch: &mut Scratch, out: &mut Vec<Labelled>) {
    out.clear();
    let Scratch { tokens, seen, scores, sums } = scratch;
    tokens.read(text);
    candidate::choose(text, tokens, model.lists);
    runs(&tokens.tokens, |start, end| {
        let run = tokens.tokens.get(start..end).unwrap_or_default();
        if candidate::is_hopeless(text, run, model.lists) {
            return;
        }
        look(text, tokens, (start, end), model.lists, seen);
        scores.clear();
        scores.extend(seen.array_windows().zip(run).enumerate().map(|(at, (around, token))| {
            let edge = at == 0 || at + 1 == run.len();
            if edge && matches!(token.kind, Kind::Quote | Kind::Mark) { OUTSIDE } else { sum(model.rows, &feature::rows(around)) }
        }));
        let first = out.len();
        best(scores, &model.moves, sums, |at, label| out.push(Labelled { token: start + at, label, gain: 0 }));
        if let Some(run) = out.get_mut(first..) {
            run.reverse();
            gains(run, scores, &model.moves);
        }
    });
}

/// Fills in what each label gains.
fn gains(run: &mut [Labelled], scores: &[[i32; LABELS]], moves: &[[i32; LABELS]; LABELS]) {
    let weight = |label: usize, next: usize| moves.get(label).and_then(|row| row.get(next)).copied().unwrap_or_default();
    let mut before = OUT;
    let mut rest = run.iter_mut().zip(scores).peekable();
    while let Some((it, score)) = rest.next() {
        let label = it.label;
        let after = rest.peek().map(|(next, _)| next.label);
        let more = |label: usize| matches!(label, PERSON_MORE | PLACE_MORE | ADDRESS_MORE);
        let without = if more(label) { OUT } else { before };
        it.gain = score.get(label).copied().unwrap_or_default() - score.first().copied().unwrap_or_default();
        it.gain += weight(before, label) - weight(without, OUT);
        if let Some(after) = after.filter(|after| !more(*after)) {
            it.gain += weight(label, after) - weight(OUT, after);
        }
        before = label;
    }
}

/// Whether a token ends a name before it: the start of a line does.
pub const fn breaks(token: &Token) -> bool {
    matches!(token.gap, Gap::Line) || matches!(token.kind, Kind::Quote)
}
