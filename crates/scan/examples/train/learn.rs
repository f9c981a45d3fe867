//! An averaged structured perceptron with a margin: for each run of tokens the best labels by the weights so far are compared
//! with the right ones, and the weights move towards these.

use scan::names::candidate;
use scan::names::feature::{self, AROUND, FEATURES, Seen};
use scan::names::lexicon;
use scan::names::tagger::{self, LABELS, MOVE, OUT, ROWS};
use scan::names::token::{Kind, Tokens};

use crate::rng::Rng;
use crate::sets::{Class, Row};

/// A label that nothing is learnt from.
const SKIP: usize = LABELS;

/// How far the right labels must be ahead.
const MARGIN: i32 = 70;

struct Run {
    seen: Vec<Seen>,
    labels: Vec<usize>,
}

pub struct Weights {
    rows: Vec<[i32; LABELS]>,
    moves: [[i32; LABELS]; LABELS],
}

/// The bytes of the file of weights.
pub fn learn(rows: &[&Row], lists: &[u8], epochs: usize) -> Vec<u8> {
    let (table, _) = lists.as_chunks::<3>();
    let mut runs: Vec<Run> = rows.iter().flat_map(|row| prepared(row, table)).collect();
    println!(
        "learn: {} rows, {} runs, {} tokens",
        rows.len(),
        runs.len(),
        runs.iter().map(|run| run.labels.len()).sum::<usize>()
    );
    let mut rng = Rng::new(11);
    let mut now = Weights { rows: vec![[0; LABELS]; ROWS], moves: [[0; LABELS]; LABELS] };
    let mut sum = vec![[0_i64; LABELS]; ROWS];
    let mut sum_moves = [[0_i64; LABELS]; LABELS];
    let mut step = 1_i64;
    for epoch in 0..epochs {
        rng.shuffle(&mut runs);
        let mut wrong = 0;
        for run in &runs {
            wrong += round(run, &mut rng, &mut now, &mut sum, &mut sum_moves, step);
            step += 1;
        }
        println!("epoch {epoch}: {wrong} tokens wrong");
    }
    let average = |now: i32, sum: i64| f64::from(now) - sum as f64 / step as f64;
    let rows: Vec<[f64; LABELS]> =
        now.rows.iter().zip(&sum).map(|(now, sum)| std::array::from_fn(|at| average(now[at], sum[at]))).collect();
    let moves: [[f64; LABELS]; LABELS] =
        std::array::from_fn(|a| std::array::from_fn(|b| average(now.moves[a][b], sum_moves[a][b])));
    quantised(&rows, &moves)
}

fn quantised(rows: &[[f64; LABELS]], moves: &[[f64; LABELS]; LABELS]) -> Vec<u8> {
    let mut sizes: Vec<f64> = rows.iter().flatten().map(|weight| weight.abs()).filter(|weight| *weight > 0.0).collect();
    sizes.sort_by(f64::total_cmp);
    let top = sizes.get(sizes.len() * 9995 / 10_000).copied().unwrap_or(1.0);
    let scale = 127.0 / top;
    let byte = |weight: f64| ((weight * scale).round().clamp(-127.0, 127.0) as i8).cast_unsigned();
    println!("weights: {} not zero, scale {scale:.2}", sizes.len());
    let mut bytes: Vec<u8> = rows.iter().flatten().map(|weight| byte(*weight)).collect();
    bytes.extend(moves.iter().flatten().map(|weight| byte(weight / f64::from(MOVE))));
    bytes
}

/// The runs of a row with their labels.
fn prepared(row: &Row, table: &[[u8; 3]]) -> Vec<Run> {
    let mut tokens = Tokens::default();
    tokens.read(&row.text);
    candidate::choose(&row.text, &mut tokens, table);
    let mut labels = vec![OUT; tokens.tokens.len()];
    for (start, end, class) in &row.spans {
        let mut first = true;
        for (token, label) in tokens.tokens.iter().zip(&mut labels) {
            let (from, to) = (token.start as usize, token.end as usize);
            if from >= *end || to <= *start {
                continue;
            }
            let more = usize::from(!first);
            first = false;
            *label = match class {
                Class::Person => tagger::PERSON + more,
                Class::Place => tagger::PLACE + more,
                Class::Address => tagger::ADDRESS + more,
                Class::Body => tagger::BODY,
                Class::Skip => SKIP,
            };
        }
    }
    let mut runs = Vec::new();
    tagger::runs(&tokens.tokens, |start, end| {
        let mut seen = Vec::new();
        tagger::look(&row.text, &tokens, (start, end), table, &mut seen);
        let mut labels = labels[start..end].to_vec();
        // A name that begins before the run begins with it.
        if let Some(first) = labels.first_mut()
            && matches!(*first, tagger::PERSON_MORE | tagger::PLACE_MORE | tagger::ADDRESS_MORE)
        {
            *first -= 1;
        }
        runs.push(Run { seen, labels });
    });
    runs
}

/// Words and lists are hidden now and then, so that the forms around a name are learnt too.
fn hidden(run: &Run, rng: &mut Rng) -> Vec<Seen> {
    let mut seen = run.seen.clone();
    for (at, it) in seen.iter_mut().enumerate() {
        let label = at.checked_sub(AROUND).and_then(|at| run.labels.get(at)).copied().unwrap_or(OUT);
        let word = it.word.length > 1 && it.shape & 7 < Kind::Digits as u32;
        if !word {
            continue;
        }
        if rng.chance(if label == OUT { 8 } else { 50 }) {
            it.word.hash = (rng.next() & 0xffff_ffff) as u32;
        }
        if rng.chance(if label == OUT { 5 } else { 20 }) {
            let keep = u32::from(it.word.lists & lexicon::COMMON & u8::from(label == OUT) << 6);
            it.known = it.known & 0xf_ffff | keep << 20;
        }
        if label != OUT && rng.chance(20) {
            it.word.head = (rng.next() & 0xffff) as u32;
            it.word.tail = (rng.next() & 0xffff) as u32;
        }
    }
    seen
}

fn round(
    run: &Run,
    rng: &mut Rng,
    now: &mut Weights,
    sum: &mut [[i64; LABELS]],
    sum_moves: &mut [[i64; LABELS]; LABELS],
    step: i64,
) -> usize {
    let seen = hidden(run, rng);
    let rows: Vec<[u32; FEATURES]> = seen.array_windows().map(feature::rows).collect();
    let mut scores: Vec<[i32; LABELS]> = Vec::with_capacity(rows.len());
    for (row, label) in rows.iter().zip(&run.labels) {
        let mut score = [if *label == SKIP { 0 } else { MARGIN }; LABELS];
        for index in row {
            for (score, weight) in score.iter_mut().zip(&now.rows[*index as usize]) {
                *score += weight;
            }
        }
        if *label != SKIP {
            score[*label] -= MARGIN;
        }
        scores.push(score);
    }
    let mut moves = now.moves;
    for (label, row) in moves.iter_mut().enumerate() {
        for (next, weight) in row.iter_mut().enumerate() {
            if !tagger::follows(label, next) {
                *weight = tagger::NEVER;
            }
        }
    }
    let mut guess = vec![OUT; rows.len()];
    tagger::best(&scores, &moves, &mut Vec::new(), |at, label| guess[at] = label);
    let right: Vec<usize> =
        run.labels.iter().zip(&guess).map(|(label, guess)| if *label == SKIP { *guess } else { *label }).collect();
    let wrong = right.iter().zip(&guess).filter(|(right, guess)| right != guess).count();
    if wrong == 0 {
        return 0;
    }
    let mut before = (OUT, OUT);
    for ((row, right), guess) in rows.iter().zip(&right).zip(&guess) {
        if right != guess {
            for index in row {
                let index = *index as usize;
                now.rows[index][*right] += 1;
                now.rows[index][*guess] -= 1;
                sum[index][*right] += step;
                sum[index][*guess] -= step;
            }
        }
        if before != (before.0, before.0) || right != guess {
            now.moves[before.0][*right] += 1;
            now.moves[before.1][*guess] -= 1;
            sum_moves[before.0][*right] += step;
            sum_moves[before.1][*guess] -= step;
        }
        before = (*right, *guess);
    }
    wrong
}
