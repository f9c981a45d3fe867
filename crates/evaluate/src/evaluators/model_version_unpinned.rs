//! `model-version-unpinned`: did any answered call use a name that the provider can point at another model tomorrow?
//!
//! Population: calls in the window that were answered and name their model; those that the log calls failed are left out.
//! A name floats when it holds a word such as `latest`, whatever version answered; when neither it nor a field of its own
//! tells a version by date, release number or revision; and when the version told is the longer name that the provider
//! made of it. Models that are one fixed version although their name tells none can be named. A call that names no model
//! is not determinable.

use crate::{
    dataset::Dataset,
    evaluation::{Counts, conclude, rule},
    evaluator::{About, Evaluator, Judge, LogAnswers, Query},
    gateway::{self, ANSWERED, literal, pinned, rates},
    words::{count, grouped, percent},
};
use model::{Evaluation, Kind, ParameterSpec, State, Terms};

/// Words that make a name float.
pub(crate) static FLOATING: ParameterSpec = ParameterSpec {
    id: "floating-model-words",
    title: "Words in a model's name that let the provider choose the version, separated by commas",
    default: "latest,newest,auto,default",
    source: "aliases that providers document",
};

/// Models that are one version although their name tells none.
pub(crate) static FIXED: ParameterSpec = ParameterSpec {
    id: "fixed-models",
    title: "Models that are one fixed version although their name tells none (deployments of your own), separated by commas",
    default: "",
    source: "none unless the company says why its name cannot come to mean another model",
};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "model-version-unpinned",
    version: 2,
    about: About {
        question: "Did every call name a fixed version of the model, so that nobody else can change what answers?",
        why: "Behind a floating name the provider puts a new model into production, unevaluated and unapproved.",
        reading: "Answered calls in the window by the name of the model that answered. A floating name is an exception even where \
                  the log tells which version stood behind it.",
    },
    needs: &[Kind::GatewayRow],
    uses: &[],
    map: false,
    parameters: &[&FLOATING, &FIXED],
    judge: Judge::Log { sql: queries, fold: judge },
};

/// The predicate of a name that floats.
fn floating(terms: &Terms) -> String {
    let words = gateway::by_day(terms, &FLOATING, |words| {
        let all = words.iter().map(|word| pattern(word)).collect::<Vec<_>>().join("|");
        if all.is_empty() { "false".to_owned() } else { format!("regexp_like(model, '(?i)^({all})$|-({all})-|[-:/@]({all})$')") }
    });
    let fixed = gateway::by_day(terms, &FIXED, |words| {
        let all: Vec<String> = words.iter().map(|word| literal(word)).collect();
        if all.is_empty() { "false".to_owned() } else { format!("lower(trim(model)) IN ({})", all.join(", ")) }
    });
    let resolved = "model_version IS NULL OR lower(model_version) LIKE lower(model) || '%'";
    // The version is compared only where the name tells none: that takes longest.
    format!("NOT ({fixed}) AND (({words}) OR CASE WHEN {} THEN false ELSE ({resolved}) END)", pinned!())
}

/// A word as a pattern for itself.
fn pattern(word: &str) -> String {
    let letter = |letter: char| match letter {
        '\'' => "''".to_owned(),
        '<' | '>' => ".".to_owned(),
        letter if letter.is_ascii_punctuation() => format!("\\{letter}"),
        letter => letter.to_string(),
    };
    word.chars().map(letter).collect()
}

fn queries(terms: &Terms) -> Vec<Query> {
    let (inside, floating) = (gateway::in_window(terms), floating(terms));
    let groups = format!(
        "SELECT provider, model, count(*) AS calls, count(CASE WHEN model IS NULL THEN 1 END) AS blank, \
         count(CASE WHEN model IS NOT NULL AND ({floating}) THEN 1 END) AS unpinned FROM gateway \
         WHERE {inside} AND ({ANSWERED}) GROUP BY provider, model ORDER BY provider, model"
    );
    let columns = ", provider, model, model_version";
    let failing = format!("({ANSWERED}) AND model IS NOT NULL AND ({floating})");
    let blank = format!("({ANSWERED}) AND model IS NULL");
    vec![
        gateway::totals(terms),
        Query { name: "groups", sql: groups },
        gateway::listing("unpinned", columns, &failing, terms),
        gateway::listing("blank", columns, &blank, terms),
        rates::query("gateway", &format!("({ANSWERED}) AND model IS NOT NULL"), &floating, terms),
    ]
}

fn judge(answers: &LogAnswers, dataset: &Dataset, terms: &Terms) -> Evaluation {
    let mut draft = gateway::draft("answered calls through the LLM gateway", answers);
    let (mut calls, mut blank, mut unpinned) = (0, 0, 0);
    if let Some(rows) = gateway::answer(answers, "groups") {
        for row in 0..rows.rows.len() {
            let number = |column| rows.int(row, column).unwrap_or(0);
            calls += number("calls");
            blank += number("blank");
            unpinned += number("unpinned");
            if number("unpinned") > 0 {
                let name = |column| rows.text(row, column).unwrap_or("(blank)");
                draft
                    .figures
                    .insert(format!("floating: {} {}", name("provider"), name("model")), count(number("unpinned"), "call"));
            }
        }
    }
    let (before, after) = (gateway::unsigned(gateway::first(answers, "totals", "inside")), gateway::unsigned(calls));
    draft.filters.push(model::Filter { kept: "calls that the log does not call failed".to_owned(), before, after });
    draft.items = gateway::explained(gateway::answer(answers, "unpinned"), State::Exception, |rows, row| {
        let told = |column| rows.text(row, column).unwrap_or("(blank)");
        let behind = rows.text(row, "model_version").map(|version| format!("; {version} stood behind it")).unwrap_or_default();
        let day = gateway::moment(rows, row, "moment").map(|at| terms.day(at));
        let words = day.map(|day| format!("`{}` was {} on that day", FLOATING.id, terms.value(&FLOATING, day)));
        let looked = "the name holds such a word, or no date, release number or revision";
        let steps = [rule(None, looked)].into_iter().chain(words.map(|words| rule(day, words))).collect();
        (format!("answered under the floating name {} (provider {}){behind}", told("model"), told("provider")), steps)
    });
    draft.items.extend(gateway::items(gateway::answer(answers, "blank"), State::NotDeterminable, |_, _| {
        "the log does not tell which model answered".to_owned()
    }));
    draft.items.truncate(Evaluation::LISTED);
    draft.counts =
        Some(Counts { population: after, exceptions: gateway::unsigned(unpinned), undetermined: gateway::unsigned(blank) });
    let pinned = calls - blank - unpinned;
    let told = format!("{} of {} calls name a fixed version", percent(pinned, calls), grouped(calls));
    draft.figures.insert("told".to_owned(), told);
    draft.figures.extend(rates::figures(answers));
    draft.sources = vec![gateway::source(answers, dataset, terms)];
    conclude(&EVALUATOR, terms, draft)
}
