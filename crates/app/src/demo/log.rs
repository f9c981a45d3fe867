//! A gateway's log of any size, made up row by row from a seed: what the demo company's gateway could have logged.
//!
//! The demo weaves a hundred thousand rows of it between those that hold its planted faults; benchmarks take more. A row
//! needs no other row, so that any number is made without holding any. Lines are those of the `LiteLLM` proxy's spend logs,
//! with times in UTC.

use super::{numbers::Numbers, traffic, words};
use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Timelike, Utc};
use std::fmt::Write as _;

/// What the log of a company is like.
#[derive(Debug, Clone)]
pub struct Traffic {
    /// Says all that looks drawn.
    pub seed: u64,
    /// Calls.
    pub rows: u64,
    /// First day, of UTC.
    pub from: NaiveDate,
    /// Days.
    pub days: u32,
    /// Persons at customers for whom calls are made.
    pub people: u32,
    /// Whether calls name the trace that they belong to.
    pub traces: bool,
    /// Calls of a million that lack something or that the wrong provider answered; 0: none does.
    pub faults: u32,
}

/// One call of the log.
#[derive(Debug, Clone)]
pub struct Call {
    /// When it began.
    pub at: DateTime<Utc>,
    /// Its request id.
    pub request_id: String,
    /// Its trace, where the log names traces.
    pub trace_id: Option<String>,
    /// What answered.
    pub offer: &'static Offer,
    /// Tokens in.
    pub tokens_in: u32,
    /// Tokens out; 0 where it failed.
    pub tokens_out: u32,
    /// Whether a cache answered.
    pub cached: bool,
    /// Whether it failed.
    pub failed: bool,
    route: usize,
    fallback: Option<&'static str>,
    blank: Option<Fault>,
    numbers: Numbers,
}

/// A route of the product.
struct Route {
    key: &'static str,
    team: &'static str,
    group: &'static str,
    /// Versions of its prompt with the month since which they are used.
    prompts: &'static [(u32, &'static str)],
}

const ROUTES: [Route; 3] = [
    Route { key: "key-triage", team: "team-triage", group: "classify", prompts: &[(1, "triage-v9")] },
    Route {
        key: "key-summary",
        team: "team-summary",
        group: "answer-large",
        prompts: &[(3, "intake-summary-v14"), (1, "intake-summary-v13")],
    },
    Route {
        key: "key-letters",
        team: "team-letters",
        group: "answer-small",
        prompts: &[(4, "referral-letter-v6"), (1, "referral-letter-v5")],
    },
];

/// A model as somebody offers it.
#[derive(Debug, PartialEq, Eq)]
pub struct Offer {
    /// The provider.
    pub provider: &'static str,
    /// The model.
    pub model: &'static str,
    address: &'static str,
    /// Price in and out, in millionths for a thousand tokens.
    price: [u64; 2],
}

const fn offered(provider: &'static str, model: &'static str, address: &'static str, price: [u64; 2]) -> Offer {
    Offer { provider, model, address, price }
}

static OPENAI: Offer = offered("openai", "gpt-4.1-2025-04-14", "https://api.openai.com/v1", [2_000, 8_000]);
static FLOATING: Offer = offered("openai", "gpt-4.1", OPENAI.address, OPENAI.price);
static AZURE: Offer = offered("azure", OPENAI.model, "https://larkspur-eu.openai.azure.example", OPENAI.price);
static LARGE: Offer =
    offered("anthropic", "claude-sonnet-4-5-20250929", "https://api.anthropic.com/v1/messages", [3_000, 15_000]);
static SMALL: Offer = offered("anthropic", "claude-haiku-4-5-20251001", LARGE.address, [1_000, 5_000]);
static BEDROCK: Offer = offered(
    "bedrock",
    "anthropic.claude-sonnet-4-5-20250929-v1:0",
    "https://bedrock-runtime.eu-central-1.amazonaws.com",
    LARGE.price,
);
static VERTEX: Offer =
    offered("vertex_ai", "claude-sonnet-4-5@20250929", "https://europe-west4-aiplatform.googleapis.com", LARGE.price);

const REASONS: [&str; 3] = [
    "anthropic answered 529 overloaded three times",
    "anthropic timed out after 30 seconds",
    "anthropic closed the connection before the first token",
];
const CLINICS: [&str; 6] = ["aldergate", "brightwater", "cobham", "dunmore", "eastfield", "fernhill"];
const STAFF: [&str; 11] = [
    "aiko.tanabe",
    "arjun.bhatt",
    "bence.farkas",
    "chloe.baptiste",
    "david.okonjo",
    "freya.nielsen",
    "julia.brenner",
    "leila.haidari",
    "noor.elamin",
    "paul.adeyemi",
    "samuel.oyelaran",
];

/// What a faulty row is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    User,
    Reason,
    Version,
    Provider,
}

impl Traffic {
    /// The calls, in order of time.
    pub fn calls(&self) -> impl Iterator<Item = Call> + use<> {
        let traffic = self.clone();
        let moments = traffic::moments(self.from, self.days, self.rows, self.seed);
        moments.zip(0..).map(move |(at, row)| traffic.call(at, row))
    }

    fn call(&self, at: DateTime<Utc>, row: u64) -> Call {
        let mut numbers = Numbers::of(self.seed, row);
        let route = match numbers.below(100) {
            0..46 => 0,
            46..78 => 1,
            _ => 2,
        };
        let blank = (numbers.below(1_000_000) < self.faults).then(|| match numbers.below(4) {
            0 => Fault::User,
            1 => Fault::Reason,
            2 => Fault::Version,
            _ => Fault::Provider,
        });
        let falls_back = blank == Some(Fault::Reason) || (route == 1 && at.month() >= 4 && numbers.in_a_thousand(7));
        let fallback = falls_back.then(|| numbers.one(&REASONS, ""));
        let offer = offer(route, at, falls_back, blank, &mut numbers);
        let (cached, failed) = (numbers.in_a_thousand(40), numbers.in_a_thousand(6));
        Call {
            at,
            request_id: format!("chatcmpl-{}", uuid(&mut numbers)),
            // Three calls belong together.
            trace_id: self.traces.then(|| uuid(&mut Numbers::of(!self.seed, row / 3)).replace('-', "")),
            offer,
            tokens_in: 120 + numbers.below(4_000),
            tokens_out: if failed { 0 } else { 20 + numbers.below(900) },
            cached: cached && !failed,
            failed,
            route,
            fallback,
            blank,
            numbers,
        }
    }
}

/// What answers a call on a route: by the company's calendar of providers.
fn offer(route: usize, at: DateTime<Utc>, falls_back: bool, fault: Option<Fault>, numbers: &mut Numbers) -> &'static Offer {
    let (month, share) = (at.month(), numbers.below(100));
    match (fault, route) {
        (Some(Fault::Version), _) => &FLOATING,
        (Some(Fault::Provider), _) => &VERTEX,
        // The European endpoint was given up at the end of February, and Bedrock was taken up in April.
        (_, 0) if share < 18 && (month, at.day()) < (2, 27) => &AZURE,
        (_, 0) => &OPENAI,
        (_, 1) if month >= 4 && (falls_back || share < 12) => &BEDROCK,
        // The small model answers since the second day of the year.
        (_, 2) if (month, at.day()) != (1, 1) => &SMALL,
        (_, _) => &LARGE,
    }
}

fn uuid(numbers: &mut Numbers) -> String {
    let bits = u128::from(numbers.next()) << 64 | u128::from(numbers.next());
    let of = |shift: u32, digits: u32| bits >> shift & ((1 << (4 * digits)) - 1);
    format!("{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}", of(96, 8), of(80, 4), of(64, 3), of(48, 4) & 0x3fff | 0x8000, of(0, 12))
}

impl Call {
    /// Writes the call as a line of the log, with its end.
    pub fn write(&self, people: u32, out: &mut String) {
        let mut numbers = self.numbers.clone();
        let (user, end_user) = self.persons(people, &mut numbers);
        let Offer { provider, model, address, price } = self.offer;
        let Some(route) = ROUTES.get(self.route) else { return };
        let prompt = route.prompts.iter().find(|(month, _)| *month <= self.at.month()).map_or("", |(_, prompt)| prompt);
        let spend = if self.cached || self.failed {
            0
        } else {
            (u64::from(self.tokens_in) * price[0] + u64::from(self.tokens_out) * price[1]) / 1_000
        };
        let took = if self.cached { 40 + numbers.below(80) } else { 300 + self.tokens_out * 7 + numbers.below(900) };
        // Writing to a string cannot fail.
        let _ = write!(
            out,
            r#"{{"request_id":"{}","call_type":"acompletion","cache_hit":"{}","startTime":""#,
            self.request_id,
            if self.cached { "True" } else { "None" }
        );
        time(out, self.at);
        out.push_str(r#"","endTime":""#);
        time(out, self.at + TimeDelta::milliseconds(took.into()));
        let _ = write!(
            out,
            r#"","model":"{model}","user":"{user}","end_user":"{end_user}","team_id":"{}","spend":{}.{:06},"total_tokens":{},"prompt_tokens":{},"completion_tokens":{},"api_base":"{address}","model_group":"{}","custom_llm_provider":"{provider}","status":"{}""#,
            route.team,
            spend / 1_000_000,
            spend % 1_000_000,
            self.tokens_in + self.tokens_out,
            self.tokens_in,
            self.tokens_out,
            route.group,
            self.status()
        );
        if let Some(trace) = &self.trace_id {
            let _ = write!(out, r#","session_id":"{trace}""#);
        }
        self.metadata(route, prompt, out);
        self.texts(&mut numbers, out);
        out.push_str("}\n");
    }

    const fn status(&self) -> &'static str {
        if self.failed { "failure" } else { "success" }
    }

    /// Who called, and for whom: nobody for a third of the calls.
    fn persons(&self, people: u32, numbers: &mut Numbers) -> (String, String) {
        let (staff, clinic, inside) = (numbers.one(&STAFF, ""), numbers.one(&CLINICS, ""), numbers.in_a_thousand(340));
        let person = 1 + numbers.below((people / 6).max(1));
        match (self.blank, inside) {
            (Some(Fault::User), _) => (String::new(), String::new()),
            (_, true) => (format!("{staff}@larkspur.example"), String::new()),
            (_, false) => (format!("{staff}@larkspur.example"), format!("{clinic}-user-{person:03}")),
        }
    }

    /// Writes what the proxy keeps as JSON in a text.
    fn metadata(&self, route: &Route, prompt: &str, out: &mut String) {
        let _ = write!(
            out,
            r#","metadata":"{{\"user_api_key_alias\":\"{}\",\"applied_guardrails\":[\"pii-mask\"],\"status\":\"{}\",\"attempted_fallbacks\":{}"#,
            route.key,
            self.status(),
            u8::from(self.fallback.is_some())
        );
        if let Some(reason) = self.fallback {
            let _ = write!(out, r#",\"original_model_group\":\"{}\""#, route.group);
            if self.blank != Some(Fault::Reason) {
                let _ = write!(out, r#",\"routing_decision\":{{\"reason\":\"{reason}\"}}"#);
            }
        }
        if self.failed {
            let _ = write!(out, r#",\"error_information\":{{\"error_code\":\"529\",\"error_class\":\"InternalServerError\"}}"#);
        }
        let _ = write!(out, r#",\"spend_logs_metadata\":{{\"prompt_version\":\"{prompt}\"}}}}""#);
    }

    /// Writes the prompt and, unless it failed, the answer.
    fn texts(&self, numbers: &mut Numbers, out: &mut String) {
        out.push_str(r#","messages":[{"role":"user","content":""#);
        words::prompt(out, numbers, self.route);
        out.push_str(r#""}],"response":{"#);
        if !self.failed {
            out.push_str(r#""choices":[{"message":{"role":"assistant","content":""#);
            words::answer(out, numbers, self.route);
            out.push_str(r#""}}]"#);
        }
        out.push('}');
    }
}

/// Writes a moment as the proxy does.
fn time(out: &mut String, at: DateTime<Utc>) {
    let _ = write!(
        out,
        "{}-{:02}-{:02} {:02}:{:02}:{:02}.{:06}",
        at.year(),
        at.month(),
        at.day(),
        at.hour(),
        at.minute(),
        at.second(),
        at.timestamp_subsec_micros()
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn traffic(rows: u64, faults: u32) -> Traffic {
        let from = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        Traffic { seed: 3, rows, from, days: 181, people: 360, traces: true, faults }
    }

    fn lines(traffic: &Traffic) -> Vec<serde_json::Value> {
        let line = |call: Call| {
            let mut line = String::new();
            call.write(traffic.people, &mut line);
            serde_json::from_str(&line).unwrap()
        };
        traffic.calls().map(line).collect()
    }

    #[test]
    fn a_seed_says_every_line_and_each_has_an_id_of_its_own() {
        let all = lines(&traffic(2_000, 0));
        assert_eq!(all, lines(&traffic(2_000, 0)));
        let ids: std::collections::BTreeSet<_> = all.iter().map(|line| line["request_id"].as_str().unwrap()).collect();
        assert_eq!(ids.len(), 2_000);
        let of = |key: &str, value: &str| all.iter().filter(|line| line[key] == value).count();
        assert!(of("status", "failure") > 0 && of("cache_hit", "True") > 0 && of("custom_llm_provider", "bedrock") > 0);
    }

    #[test]
    fn rows_lack_something_only_where_faults_are_asked_for() {
        let is_faulty = |line: &serde_json::Value| {
            line["user"] == "" || line["model"] == FLOATING.model || line["custom_llm_provider"] == VERTEX.provider
        };
        assert_eq!(lines(&traffic(2_000, 0)).iter().filter(|line| is_faulty(line)).count(), 0);
        assert!(lines(&traffic(2_000, 100_000)).iter().filter(|line| is_faulty(line)).count() > 100);
    }
}
