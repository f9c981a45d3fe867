//! `policy-broken`: does every row of the log keep the company's own checks?
//!
//! Population: for each check and version, the rows that it is about on the days on which that version is in force. Failed:
//! rows that its predicate says break it. Rows of which the predicate says nothing (a column that it needs is blank) are not
//! determinable. Counts are of rows by check: a row that two checks are about counts twice. Without any check nobody tested
//! anything, which is said so.

use crate::{
    clock,
    dataset::Dataset,
    evaluation::{Counts, conclude, item, rule},
    evaluator::{About, Evaluator, Judge, LogAnswers, Query},
    gateway::{self, answer, date, literal},
    words::{count, grouped, percent},
};
use model::{Evaluation, Item, Kind, LogRows, OwnCheck, State, Step, Terms};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "policy-broken",
    version: 1,
    about: About {
        question: "Does every row of the log keep the company's own checks?",
        why: "What a company has promised about its AI, to customers or in its policies, is only kept if every call keeps it.",
        reading: "Rows by check and version, judged by the version in force on their day. A row of which the check's predicate \
                  says nothing is not determinable. Rates by route, provider, model, prompt version, tenant and week are on the page Logs.",
    },
    needs: &[Kind::GatewayRow],
    uses: &[Kind::Span, Kind::Score],
    map: false,
    parameters: &[],
    judge: Judge::Log { sql: queries, fold: judge },
};

/// Most rows of one check that are listed.
const LISTED: usize = 200;

/// The checks that are in force on a day of the window, with the condition on the day.
fn in_force(terms: &Terms) -> Vec<(&OwnCheck, String)> {
    let dated = |check: &'_ OwnCheck| {
        let from = check.from.max(terms.window.from);
        let last = clock::horizon(terms).min(terms.window.to);
        let to = check.last_day(&terms.checks).map_or(last, |day| day.min(last));
        (from <= to).then(|| format!("day >= DATE '{}' AND day <= DATE '{}'", date(from), date(to)))
    };
    terms.checks.iter().filter_map(|check| dated(check).map(|days| (check, days))).collect()
}

fn queries(terms: &Terms) -> Vec<Query> {
    let checks = in_force(terms);
    let mut queries = vec![gateway::totals(terms)];
    if checks.is_empty() {
        return queries;
    }
    let rows = |check: &OwnCheck, days: &str| {
        format!(
            "(SELECT *, ({}) AS breaks FROM {} WHERE {days} AND ({})) AS judged",
            check.breaks,
            check.table,
            check.population()
        )
    };
    let counted = |(check, days): &(&OwnCheck, String)| {
        format!(
            "SELECT {} AS name, count(*) AS total, count(CASE WHEN breaks THEN 1 END) AS broken, \
             count(CASE WHEN breaks IS NULL THEN 1 END) AS untold FROM {}",
            literal(&check.key()),
            rows(check, days)
        )
    };
    let listed = |(check, days): &(&OwnCheck, String)| {
        let name = match check.table.as_str() {
            "score" => "target",
            "span" => "COALESCE(request_id, trace_id)",
            _ => "request_id",
        };
        format!(
            "(SELECT {} AS name, evidence, position, CAST(at AS VARCHAR) AS moment, {name} AS request_id, breaks FROM {} \
             WHERE breaks IS NULL OR breaks ORDER BY breaks IS NULL, at, evidence, position LIMIT {LISTED})",
            literal(&check.key()),
            rows(check, days)
        )
    };
    let all = |one: &dyn Fn(&(&OwnCheck, String)) -> String| checks.iter().map(one).collect::<Vec<_>>().join(" UNION ALL ");
    queries.push(Query { name: "counts", sql: format!("SELECT * FROM ({}) AS counted ORDER BY name", all(&counted)) });
    let order = "ORDER BY name, breaks IS NULL, moment, evidence, position";
    queries.push(Query { name: "rows", sql: format!("SELECT * FROM ({}) AS listed {order}", all(&listed)) });
    queries
}

fn judge(answers: &LogAnswers, dataset: &Dataset, terms: &Terms) -> Evaluation {
    let mut draft = gateway::draft("rows that the company's own checks are about, by check", answers);
    draft.sources = vec![gateway::source(answers, dataset, terms)];
    if in_force(terms).is_empty() {
        draft.notes.push("The company has no check of its own in force in the window: nothing was tested.".to_owned());
        draft.counts = Some(Counts { population: 0, exceptions: 0, undetermined: 0 });
        let mut answer = conclude(&EVALUATOR, terms, draft);
        answer.state = State::NotTested;
        return answer;
    }
    let mut counts = Counts::default();
    if let Some(rows) = answer(answers, "counts") {
        for row in 0..rows.rows.len() {
            let number = |column| rows.int(row, column).unwrap_or(0);
            let (all, broken, untold) = (number("total"), number("broken"), number("untold"));
            counts.population += gateway::unsigned(all);
            counts.exceptions += gateway::unsigned(broken);
            counts.undetermined += gateway::unsigned(untold);
            let name = rows.text(row, "name").unwrap_or_default();
            let rate = format!("{} of {} rows break it ({})", grouped(broken), grouped(all), percent(broken, all));
            let blank = if untold > 0 { format!("; {} not told", count(untold, "row")) } else { String::new() };
            draft.figures.insert(format!("check {name}"), format!("{rate}{blank}"));
        }
    }
    if let Some(rows) = answer(answers, "rows") {
        draft.items = (0..rows.rows.len()).map(|row| listed(rows, row, terms)).take(Evaluation::LISTED).collect();
    }
    draft.counts = Some(counts);
    conclude(&EVALUATOR, terms, draft)
}

fn listed(rows: &LogRows, row: usize, terms: &Terms) -> Item {
    let name = rows.text(row, "name").unwrap_or_default();
    let place = rows.text(row, "position").unwrap_or("file");
    let subject = format!("{} {}", name.split('@').next().unwrap_or(name), rows.text(row, "request_id").unwrap_or(place));
    let check = terms.checks.iter().find(|check| check.key() == name);
    let title = check.map_or(name, |check| check.title.as_str());
    let (state, reason) = if gateway::truth(rows, row, "breaks").is_some() {
        (State::Exception, format!("breaks {name}: {title}"))
    } else {
        (State::NotDeterminable, format!("the row does not tell enough for {name}: {title}"))
    };
    let proof = gateway::pointer(rows, row);
    let mut item = item(&subject, state, reason, proof.iter().cloned().collect());
    let first = Step { at: gateway::moment(rows, row, "moment"), what: format!("a row that {name} is about"), proof };
    let predicate = check.map(|check| rule(None, format!("broken where {}", check.breaks)));
    item.steps = [first].into_iter().chain(predicate).collect();
    item
}
