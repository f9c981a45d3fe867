//! How well credentials are found: `credentials FOLDER [--show]` reads `rule_examples_dev.jsonl` ({"text","label","source","rule_id"}) and
//! `noren_ground_truth.jsonl` ({"text","spans"}) there and prints recall and false rate per source, by the least score.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;

use serde_json::Value;

type Failure = Box<dyn std::error::Error>;

fn rows(path: &Path) -> Result<Vec<Value>, Failure> {
    BufReader::new(std::fs::File::open(path)?).lines().map(|line| Ok(serde_json::from_str(&line?)?)).collect()
}

fn text<'v>(row: &'v Value, name: &str) -> &'v str {
    row.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// The surest credential of a text.
fn surest(words: &str) -> Option<scan::Span> {
    let settings = scan::Settings { names: false, least: 1 };
    scan::scan(words, &settings).into_iter().filter(|span| span.kind == "SECRET").max_by_key(|span| span.score)
}

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("credentials FOLDER [--show]")?;
    let show = arguments.next().is_some();
    let mut out = std::io::stdout().lock();
    let mut scores: BTreeMap<(String, bool), Vec<u8>> = BTreeMap::new();
    for row in rows(&Path::new(&folder).join("rule_examples_dev.jsonl"))? {
        let real = row.get("label").and_then(Value::as_i64) == Some(1);
        let found = surest(text(&row, "text"));
        let score = found.map_or(0, |span| span.score);
        for source in [text(&row, "source"), "together"] {
            scores.entry((source.to_owned(), real)).or_default().push(score);
        }
        if show && real != (score >= 50) {
            let what = found.map_or("-", |span| span.rule.id);
            writeln!(
                out,
                "{} {} {score} {what} {:?}",
                if real { "MISSED" } else { "FALSE" },
                text(&row, "rule_id"),
                text(&row, "text")
            )?;
        }
    }
    for least in [40, 50, 60, 70, 80] {
        for source in ["kingfisher", "noseyparker", "titus", "together"] {
            let share = |real: bool| {
                let all = scores.get(&(source.to_owned(), real)).map_or(&[][..], Vec::as_slice);
                (all.iter().filter(|score| **score >= least).count(), all.len())
            };
            let ((found, real), (wrong, others)) = (share(true), share(false));
            writeln!(
                out,
                "score {least}: {source:12} recall {found}/{real} = {:.3}, false {wrong}/{others} = {:.3}",
                rate(found, real),
                rate(wrong, others)
            )?;
        }
    }
    let (mut found, mut all, mut wrong, mut told) = (0, 0, 0, 0);
    for row in rows(&Path::new(&folder).join("noren_ground_truth.jsonl"))? {
        let words = text(&row, "text");
        let spans = scan::scan(words, &scan::Settings { names: false, least: 50 });
        let gold: Vec<(usize, usize, &str)> = row
            .get("spans")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .map(|span| (number(span, "bstart"), number(span, "bend"), text(span, "type")))
            .collect();
        let gold: Vec<_> =
            gold.into_iter().filter(|(_, _, kind)| kind.starts_with("sec_") && !matches!(*kind, "sec_url_token_")).collect();
        let over = |a: (usize, usize), b: (usize, usize)| a.1.min(b.1).saturating_sub(a.0.max(b.0)) > 0;
        let mine: Vec<_> = spans.iter().filter(|span| span.kind == "SECRET").collect();
        for (start, end, _) in &gold {
            all += 1;
            let hit = mine.iter().any(|span| over((*start, *end), (span.start, span.end)));
            found += usize::from(hit);
            if show && !hit {
                writeln!(out, "MISSED noren {words:?}")?;
            }
        }
        for span in mine {
            told += 1;
            let right = gold.iter().any(|(start, end, _)| over((*start, *end), (span.start, span.end)));
            wrong += usize::from(!right);
            if show && !right {
                writeln!(out, "FALSE noren {} {:?} in {words:?}", span.rule.id, words.get(span.start..span.end))?;
            }
        }
    }
    writeln!(out, "noren: recall {found}/{all} = {:.3}, not labelled {wrong}/{told}", rate(found, all))?;
    Ok(())
}

fn number(row: &Value, name: &str) -> usize {
    row.get(name).and_then(Value::as_u64).and_then(|number| usize::try_from(number).ok()).unwrap_or_default()
}

#[expect(clippy::cast_precision_loss, reason = "a few thousand rows")]
fn rate(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}
