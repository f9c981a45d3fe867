//! Predictions for a labelled set: `predict GOLD [--without-names] > PRED`, JSON Lines with character offsets.

use std::io::{BufRead as _, Write as _};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let gold = arguments.next().ok_or("predict GOLD [--without-names]")?;
    let settings = scan::Settings { names: arguments.next().is_none(), ..scan::Settings::default() };
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::BufReader::new(std::fs::File::open(gold)?).lines() {
        let row: serde_json::Value = serde_json::from_str(&line?)?;
        let text = row.get("text").and_then(serde_json::Value::as_str).unwrap_or_default();
        let characters = |byte: usize| text.get(..byte).map_or(0, |head| head.chars().count());
        let spans: Vec<_> = scan::scan(text, &settings)
            .iter()
            .map(|span| {
                serde_json::json!({"start": characters(span.start), "end": characters(span.end), "type": span.kind,
                    "score": span.score, "rule": span.rule.id})
            })
            .collect();
        writeln!(out, "{}", serde_json::json!({"id": row.get("id"), "spans": spans}))?;
    }
    Ok(())
}
