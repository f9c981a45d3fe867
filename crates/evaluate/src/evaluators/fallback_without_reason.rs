//! `fallback-without-reason`: does every call that another than the first choice answered say why?
//!
//! Population: calls in the window that the log marks as answered by a fallback, and those of which it does not tell, which
//! are not determinable: nothing is read out of a blank. Failed: a fallback without a reason.

use crate::{
    dataset::Dataset,
    evaluation::{Counts, conclude, rule},
    evaluator::{About, Evaluator, Judge, LogAnswers, Query},
    gateway::{self, rates},
    words::{grouped, percent},
};
use model::{Evaluation, Filter, Kind, State, Terms};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "fallback-without-reason",
    version: 2,
    about: About {
        question: "Does every call that a fallback answered say why it fell back?",
        why: "A fallback changes who sees the data and which model answers; without a reason nobody can tell a fault from a habit.",
        reading: "Calls that the log marks as answered by a fallback. Calls of which the log does not tell are not determinable.",
    },
    needs: &[Kind::GatewayRow],
    uses: &[],
    map: false,
    parameters: &[],
    judge: Judge::Log { sql: queries, fold: judge },
};

fn queries(terms: &Terms) -> Vec<Query> {
    let inside = gateway::in_window(terms);
    let counts = format!(
        "SELECT count(*) AS calls, count(fallback) AS told, count(CASE WHEN fallback THEN 1 END) AS fallbacks, \
         count(CASE WHEN fallback AND fallback_reason IS NULL THEN 1 END) AS missing FROM gateway WHERE {inside}"
    );
    let columns = ", provider, model, model_requested";
    vec![
        gateway::totals(terms),
        Query { name: "fallbacks", sql: counts },
        gateway::listing("missing", columns, "fallback AND fallback_reason IS NULL", terms),
        gateway::listing("untold", columns, "fallback IS NULL", terms),
        rates::query("gateway", "fallback", "fallback_reason IS NULL", terms),
    ]
}

fn judge(answers: &LogAnswers, dataset: &Dataset, terms: &Terms) -> Evaluation {
    let mut draft = gateway::draft("calls that a fallback answered, or may have", answers);
    let count = |column| gateway::first(answers, "fallbacks", column);
    let (calls, told, fallbacks, missing) = (count("calls"), count("told"), count("fallbacks"), count("missing"));
    let population = fallbacks + (calls - told);
    draft.filters.push(Filter {
        kept: "calls that a fallback answered, or of which the log does not tell".to_owned(),
        before: gateway::unsigned(calls),
        after: gateway::unsigned(population),
    });
    draft.items = gateway::explained(gateway::answer(answers, "missing"), State::Exception, |rows, row| {
        let told = |column| rows.text(row, column).unwrap_or("not told");
        let reason = format!("answered by {} {} as a fallback, and the log gives no reason", told("provider"), told("model"));
        let asked = format!("asked for was {}; the log marks it as a fallback", told("model_requested"));
        (reason, vec![rule(None, asked), rule(None, "the field of the reason is blank")])
    });
    draft.items.extend(gateway::items(gateway::answer(answers, "untold"), State::NotDeterminable, |_, _| {
        "the log does not tell whether a fallback answered".to_owned()
    }));
    draft.items.truncate(Evaluation::LISTED);
    draft.counts = Some(Counts {
        population: gateway::unsigned(population),
        exceptions: gateway::unsigned(missing),
        undetermined: gateway::unsigned(calls - told),
    });
    let figure = format!("{} of {} calls tell whether a fallback answered", percent(told, calls), grouped(calls));
    draft.figures.insert("told".to_owned(), figure);
    draft.figures.extend(rates::figures(answers));
    if fallbacks > 0 {
        let rate = format!("{} of {} fallbacks without a reason", percent(missing, fallbacks), grouped(fallbacks));
        draft.figures.insert("rate".to_owned(), rate);
    }
    draft.sources = vec![gateway::source(answers, dataset, terms)];
    conclude(&EVALUATOR, terms, draft)
}
