//! The demo company's own log: rows with planted faults from its assets, woven into the traffic of the company, and what
//! its provider counted of them.

use super::log::Traffic;
use chrono::{Days, NaiveDate, NaiveTime};
use serde::Deserialize;
use serde_json::json;
use std::{
    collections::BTreeMap,
    io::{self, Write},
};

/// What `OpenAI` counted otherwise than the log tells: days of the month with calls more or less.
const COUNTED_OTHERWISE: [(u32, i64); 2] = [(10, -6), (17, 9)];

/// What a provider counts.
#[derive(Debug, Clone, Copy, Default)]
struct Counted {
    calls: i64,
    tokens_in: i64,
    tokens_out: i64,
}

/// What of a row a provider counts by.
#[derive(Deserialize)]
struct Told<'a> {
    #[serde(rename = "startTime")]
    at: &'a str,
    cache_hit: &'a str,
    custom_llm_provider: &'a str,
    model: &'a str,
    prompt_tokens: i64,
    completion_tokens: i64,
}

/// Calls that one provider counted, by day of UTC and model.
#[derive(Debug)]
pub(super) struct Usage<'p> {
    provider: &'p str,
    from: NaiveDate,
    days: u32,
    counted: BTreeMap<(NaiveDate, String), Counted>,
}

impl<'p> Usage<'p> {
    pub(super) const fn new(provider: &'p str, from: NaiveDate, days: u32) -> Self {
        Self { provider, from, days, counted: BTreeMap::new() }
    }

    fn add(&mut self, line: &str) -> serde_json::Result<()> {
        let row: Told<'_> = serde_json::from_str(line)?;
        let day = row.at.get(..10).and_then(|day| day.parse::<NaiveDate>().ok());
        let inside = |day: &NaiveDate| self.days().any(|one| one == *day);
        let Some(day) = day.filter(inside).filter(|_| row.custom_llm_provider == self.provider && row.cache_hit != "True") else {
            return Ok(());
        };
        let counted = self.counted.entry((day, row.model.to_owned())).or_default();
        counted.calls += 1;
        counted.tokens_in += row.prompt_tokens;
        counted.tokens_out += row.completion_tokens;
        Ok(())
    }

    fn days(&self) -> impl Iterator<Item = NaiveDate> + use<> {
        self.from.iter_days().take(self.days as usize)
    }

    /// The report as the provider's interface gives it.
    pub(super) fn report(&self) -> String {
        let bucket = |day: NaiveDate| {
            let of_day = self.counted.iter().filter(|((of, _), _)| *of == day);
            let results: Vec<_> = of_day.map(|((day, model), counted)| result(*day, model, *counted)).collect();
            let begin = |day: NaiveDate| day.and_time(NaiveTime::MIN).and_utc().timestamp();
            json!({
                "object": "bucket", "start_time": begin(day), "end_time": begin(day + Days::new(1)), "results": results,
            })
        };
        let buckets: Vec<_> = self.days().map(bucket).collect();
        format!("{:#}\n", json!({ "object": "page", "data": buckets, "has_more": false, "next_page": null }))
    }
}

fn result(day: NaiveDate, model: &str, counted: Counted) -> serde_json::Value {
    let other = COUNTED_OTHERWISE.iter().find(|(of, _)| *of == chrono::Datelike::day(&day)).map_or(0, |(_, calls)| *calls);
    json!({
        "object": "organization.usage.completions.result", "input_tokens": counted.tokens_in,
        "output_tokens": counted.tokens_out, "input_cached_tokens": 0, "num_model_requests": (counted.calls + other).max(0),
        "project_id": null, "user_id": null, "api_key_id": null, "model": model, "batch": null,
    })
}

/// Writes a log of so many rows: those given, which are in order of time, and the traffic between them.
pub(super) fn write(given: &str, traffic: &Traffic, usage: &mut Usage<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut given = given.lines().filter(|line| !line.is_empty()).peekable();
    let mut line = String::new();
    for call in traffic.calls() {
        line.clear();
        call.write(traffic.people, &mut line);
        while let Some(earlier) = given.next_if(|row| started(row) <= started(&line)) {
            put(earlier, usage, out)?;
        }
        put(line.trim_end(), usage, out)?;
    }
    given.try_for_each(|row| put(row, usage, out))
}

fn put(line: &str, usage: &mut Usage<'_>, out: &mut dyn Write) -> io::Result<()> {
    usage.add(line)?;
    writeln!(out, "{line}")
}

/// When a row says that it began, in letters that sort as times do.
fn started(line: &str) -> &str {
    line.split_once("\"startTime\":\"").map_or("", |(_, rest)| rest.get(..26).unwrap_or(rest))
}
