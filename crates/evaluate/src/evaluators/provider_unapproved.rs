//! `provider-unapproved`: was the provider that answered each call approved on that day?
//!
//! Population: calls in the window, failed and cached ones too: what was sent was sent. The provider that answered is
//! compared without case, with its aliases, against the approvals in force on the day of the call. A call whose provider is
//! blank is not determinable, never a pass; without any approved list nothing is. Models are not judged here: an approval
//! of one model approves its provider. Calls that a fallback answered are counted apart.

use crate::{
    dataset::Dataset,
    evaluation::{Counts, Draft, conclude, rule},
    evaluator::{About, Evaluator, Judge, LogAnswers, Query},
    gateway::{self, literal, rates},
    words::{count, fold, grouped, percent},
};
use model::{Approved, Evaluation, Kind, State, Step, Terms};
use std::collections::{BTreeMap, BTreeSet};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "provider-unapproved",
    version: 2,
    about: About {
        question: "Was the provider that answered each call on the approved list of that day?",
        why: "Data that reaches a provider nobody approved is outside every agreement that the company has made.",
        reading: "Calls in the window by the provider that really answered, fallbacks counted apart. A blank provider is not \
                  determinable; without an approved list nothing can be said.",
    },
    needs: &[Kind::GatewayRow],
    uses: &[],
    map: false,
    parameters: &[],
    judge: Judge::Log { sql: queries, fold: judge },
};

fn queries(terms: &Terms) -> Vec<Query> {
    let inside = gateway::in_window(terms);
    let approved = approved(&terms.approved);
    let verdict = format!("CASE WHEN provider IS NULL THEN 'blank' WHEN {approved} THEN 'approved' ELSE 'unapproved' END");
    let grouped = format!(
        "SELECT verdict, provider, fallback, count(*) AS calls, CAST(min(day) AS VARCHAR) AS first_day, CAST(max(day) AS VARCHAR) AS last_day \
         FROM (SELECT day, provider, fallback, {verdict} AS verdict FROM gateway WHERE {inside}) AS judged \
         GROUP BY verdict, provider, fallback ORDER BY verdict, provider, fallback"
    );
    let columns = ", provider, model, CAST(day AS VARCHAR) AS day, fallback";
    let failing = format!("provider IS NOT NULL AND NOT ({approved})");
    vec![
        gateway::totals(terms),
        Query { name: "providers", sql: grouped },
        gateway::listing("unapproved", columns, &failing, terms),
        gateway::listing("blank", columns, "provider IS NULL", terms),
        rates::query("gateway", "provider IS NOT NULL", &format!("NOT ({approved})"), terms),
    ]
}

/// The approvals as a predicate over a row.
fn approved(list: &[Approved]) -> String {
    let one = |approval: &Approved| {
        let names: BTreeSet<String> = approval.aliases.iter().chain([&approval.provider]).map(|name| fold(name)).collect();
        let names: Vec<String> = names.iter().filter(|name| !name.is_empty()).map(|name| literal(name)).collect();
        let until = approval.to.map(|day| format!(" AND day <= DATE '{}'", gateway::date(day))).unwrap_or_default();
        let from = gateway::date(approval.from);
        (!names.is_empty()).then(|| format!("(lower(trim(provider)) IN ({}) AND day >= DATE '{from}'{until})", names.join(", ")))
    };
    let all: Vec<String> = list.iter().filter_map(one).collect();
    if all.is_empty() { "false".to_owned() } else { all.join(" OR ") }
}

fn judge(answers: &LogAnswers, dataset: &Dataset, terms: &Terms) -> Evaluation {
    let mut draft = gateway::draft("calls through the LLM gateway", answers);
    let tally = Tally::of(answers);
    let listed = !terms.approved.is_empty();
    if listed {
        draft.items = gateway::explained(gateway::answer(answers, "unapproved"), State::Exception, |rows, row| {
            let told = |column| rows.text(row, column).unwrap_or("not told");
            let reason = format!("answered by {} (model {}), not approved on {}", told("provider"), told("model"), told("day"));
            (reason, vec![on_the_list(told("provider"), &terms.approved)])
        });
        draft.items.extend(gateway::items(gateway::answer(answers, "blank"), State::NotDeterminable, |_, _| {
            "the log does not tell which provider answered".to_owned()
        }));
        draft.items.truncate(Evaluation::LISTED);
    } else {
        draft.notes.push("No approved list was given: enter the approved providers with the day from which each is.".to_owned());
    }
    draft.notes.push("Only providers are judged: an approval of one model approves its provider.".to_owned());
    let undetermined = if listed { tally.blank } else { tally.calls };
    let exceptions = if listed { tally.unapproved } else { 0 };
    draft.counts = Some(Counts {
        population: gateway::unsigned(tally.calls),
        exceptions: gateway::unsigned(exceptions),
        undetermined: gateway::unsigned(undetermined),
    });
    tally.figures(listed, &mut draft);
    if listed {
        draft.figures.extend(rates::figures(answers));
    }
    draft.sources = vec![gateway::source(answers, dataset, terms)];
    conclude(&EVALUATOR, terms, draft)
}

/// What the list says of a provider, as a step.
fn on_the_list(provider: &str, list: &[Approved]) -> Step {
    let named =
        |approval: &&Approved| approval.aliases.iter().chain([&approval.provider]).any(|name| fold(name) == fold(provider));
    let period = |approval: &Approved| {
        let until = approval.to.map_or_else(|| "until further notice".to_owned(), |day| format!("to {day}"));
        format!("{} {until}", approval.from)
    };
    let periods: Vec<String> = list.iter().filter(named).map(period).collect();
    if periods.is_empty() {
        return rule(None, format!("the approved list never names {provider}"));
    }
    rule(None, format!("the approved list names {provider} from {}", periods.join(", from ")))
}

/// Calls by verdict and provider.
#[derive(Default)]
struct Tally {
    calls: i64,
    blank: i64,
    unapproved: i64,
    fallbacks: i64,
    fallbacks_unapproved: i64,
    fallback_untold: i64,
    providers: BTreeMap<String, Answered>,
}

/// Calls that one provider answered.
struct Answered {
    calls: i64,
    first: String,
    last: String,
}

impl Answered {
    fn add(&mut self, other: &Self) {
        self.calls += other.calls;
        self.first = self.first.clone().min(other.first.clone());
        self.last = self.last.clone().max(other.last.clone());
    }

    fn words(&self) -> String {
        format!("{}, {} to {}", count(self.calls, "call"), self.first, self.last)
    }
}

impl Tally {
    fn of(answers: &LogAnswers) -> Self {
        let mut tally = Self::default();
        let Some(rows) = gateway::answer(answers, "providers") else { return tally };
        for row in 0..rows.rows.len() {
            let calls = rows.int(row, "calls").unwrap_or(0);
            let verdict = rows.text(row, "verdict").unwrap_or("blank");
            let fallback = gateway::truth(rows, row, "fallback");
            tally.calls += calls;
            tally.blank += if verdict == "blank" { calls } else { 0 };
            tally.unapproved += if verdict == "unapproved" { calls } else { 0 };
            tally.fallbacks += if fallback == Some(true) { calls } else { 0 };
            tally.fallbacks_unapproved += if fallback == Some(true) && verdict == "unapproved" { calls } else { 0 };
            tally.fallback_untold += if fallback.is_none() { calls } else { 0 };
            let day = |column| rows.text(row, column).unwrap_or("?").to_owned();
            let answered = Answered { calls, first: day("first_day"), last: day("last_day") };
            let how = if fallback == Some(true) { " by fallback" } else { "" };
            let name = format!("provider {}{how}: {verdict}", rows.text(row, "provider").unwrap_or("(blank)"));
            tally.providers.entry(name).and_modify(|before| before.add(&answered)).or_insert(answered);
        }
        tally
    }

    fn figures(self, listed: bool, draft: &mut Draft) {
        let told = self.calls - self.blank;
        let coverage = format!("{} of {} calls name the provider that answered", percent(told, self.calls), grouped(self.calls));
        draft.figures.insert("told".to_owned(), coverage);
        let fallbacks = format!(
            "{} answered by a fallback, {} of them by a provider not approved; {} of which the log does not tell",
            count(self.fallbacks, "call"),
            grouped(self.fallbacks_unapproved),
            count(self.fallback_untold, "call")
        );
        if listed && told > 0 {
            draft.figures.insert("fallback".to_owned(), fallbacks);
            let rate = format!("{} of the calls that name one went to a provider not approved", percent(self.unapproved, told));
            draft.figures.insert("rate".to_owned(), rate);
            draft.figures.extend(self.providers.into_iter().map(|(name, answered)| (name, answered.words())));
        }
    }
}
