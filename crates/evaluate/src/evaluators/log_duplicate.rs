//! `log-duplicate`: does the log tell each request once?
//!
//! Population: the request ids that calls in the window tell. Failed: an id that one file tells more than once, or that two
//! files tell with a different time (more than a second apart), user, tenant, provider, model, version, status or number of
//! tokens; a blank on one side is no difference. The same told again in a file that overlaps another is no exception:
//! such repeats are counted apart, because totals over the files count them twice. Calls without a request id are not
//! determinable. Texts are not compared.

use crate::{
    dataset::Dataset,
    evaluation::{Counts, conclude, item, rule},
    evaluator::{About, Evaluator, Judge, LogAnswers, Query},
    gateway,
    words::{count, grouped},
};
use model::{Evaluation, EvidenceId, Filter, Item, Kind, LogRows, Pointer, Position, State, Step, Terms};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "log-duplicate",
    version: 1,
    about: About {
        question: "Does the log tell each request once, and the same wherever it is told again?",
        why: "A call that is counted twice distorts every rate, and two stories about one call make both doubtful.",
        reading: "Request ids of the window. Exact repeats between files that overlap are counted apart and are no exceptions; texts \
                  are not compared. A call without an id is not determinable.",
    },
    needs: &[Kind::GatewayRow],
    uses: &[],
    map: false,
    parameters: &[],
    judge: Judge::Log { sql: queries, fold: judge },
};

/// What is compared beside the time, with the words for it.
const COMPARED: [(&str, &str); 8] = [
    ("user_id", "user"),
    ("tenant", "tenant"),
    ("provider", "provider"),
    ("model", "model"),
    ("model_version", "version"),
    ("status", "status"),
    ("tokens_in", "tokens in"),
    ("tokens_out", "tokens out"),
];

fn queries(terms: &Terms) -> Vec<Query> {
    let (inside, slice) = (gateway::in_window(terms), gateway::slice("request_id"));
    let some = format!("{inside} AND request_id IS NOT NULL AND {slice}");
    // Only rows of ids that may be repeated are compared, found by numbers a third as large: the others reach no grouping of
    // texts.
    let repeated = format!(
        "SELECT fingerprint(request_id) AS id FROM gateway WHERE {some} GROUP BY fingerprint(request_id) HAVING count(*) > 1"
    );
    let differs: Vec<String> = COMPARED
        .iter()
        .map(|(column, _)| format!("coalesce(min({column}) <> max({column}), false) AS differs_{column}"))
        .collect();
    let compared = format!(
        "SELECT request_id, count(*) AS told, count(DISTINCT evidence) AS files, \
         coalesce(max(at) > min(at) + INTERVAL '1 second', false) AS differs_at, {}, CAST(min(at) AS VARCHAR) AS moment, \
         first_value(evidence ORDER BY evidence, at, position) AS evidence, first_value(position ORDER BY evidence, at, position) AS position, \
         last_value(evidence ORDER BY evidence, at, position) AS other_evidence, \
         last_value(position ORDER BY evidence, at, position) AS other_position \
         FROM ({repeated}) AS repeated JOIN gateway ON repeated.id = fingerprint(gateway.request_id) WHERE {some} \
         GROUP BY request_id HAVING count(*) > 1",
        differs.join(", ")
    );
    let unlike: Vec<String> = COMPARED.iter().map(|(column, _)| format!("differs_{column}")).collect();
    let failing = format!("told > files OR differs_at OR {}", unlike.join(" OR "));
    let counts = format!(
        "SELECT count(*) AS ids, coalesce(sum(told), 0) AS told, count(CASE WHEN {failing} THEN 1 END) AS failing, \
         coalesce(sum(CASE WHEN {failing} THEN 0 ELSE told - 1 END), 0) AS repeats FROM ({compared}) AS compared"
    );
    let list = format!(
        "SELECT * FROM ({compared}) AS compared WHERE {failing} ORDER BY moment, request_id LIMIT {}",
        Evaluation::LISTED
    );
    let blank = format!("SELECT count(*) AS calls, count(request_id) AS told FROM gateway WHERE {inside}");
    vec![
        gateway::totals(terms),
        Query { name: "told", sql: blank },
        Query { name: "groups", sql: counts },
        Query { name: "list", sql: list },
        gateway::listing("blank", "", "request_id IS NULL", terms),
    ]
}

fn judge(answers: &LogAnswers, dataset: &Dataset, terms: &Terms) -> Evaluation {
    let mut draft = gateway::draft("request ids of the window, and calls that tell none", answers);
    let (calls, told) = (gateway::first(answers, "told", "calls"), gateway::first(answers, "told", "told"));
    let sum = |column| gateway::sum(answers, "groups", column);
    let (ids, rows, failing, repeats) = (sum("ids"), sum("told"), sum("failing"), sum("repeats"));
    let population = told - (rows - ids) + (calls - told);
    let kept = "ids, each once, and calls without one".to_owned();
    draft.filters.push(Filter { kept, before: gateway::unsigned(calls), after: gateway::unsigned(population) });
    if let Some(rows) = gateway::answer(answers, "list") {
        draft.items = (0..rows.rows.len()).map(|row| judged(rows, row)).collect();
    }
    draft.items.extend(gateway::items(gateway::answer(answers, "blank"), State::NotDeterminable, |_, _| {
        "the row tells no request id, so a repeat of it cannot be found".to_owned()
    }));
    draft.items.truncate(Evaluation::LISTED);
    draft.counts = Some(Counts {
        population: gateway::unsigned(population),
        exceptions: gateway::unsigned(failing),
        undetermined: gateway::unsigned(calls - told),
    });
    let repeated = if repeats == 0 {
        "no row is told again in another file".to_owned()
    } else {
        format!("{} told again, alike, in another file: totals over the files count them twice", count(repeats, "row"))
    };
    draft.figures.insert("repeats".to_owned(), repeated);
    draft.figures.insert("told".to_owned(), format!("{} of {} calls tell a request id", grouped(told), grouped(calls)));
    draft.sources = vec![gateway::source(answers, dataset, terms)];
    conclude(&EVALUATOR, terms, draft)
}

fn judged(rows: &LogRows, row: usize) -> Item {
    let (told, files) = (rows.int(row, "told").unwrap_or(0), rows.int(row, "files").unwrap_or(0));
    let differs = |column: &str| gateway::truth(rows, row, &format!("differs_{column}")) == Some(true);
    let all = [("at", "time")].into_iter().chain(COMPARED);
    let unlike: Vec<&str> = all.filter(|(column, _)| differs(column)).map(|(_, word)| word).collect();
    let how = if unlike.is_empty() { "alike".to_owned() } else { format!("with another {}", unlike.join(", ")) };
    let place = if files == 1 { "in one file".to_owned() } else { format!("in {}", count(files, "file")) };
    let first = gateway::pointer(rows, row);
    let other = rows.int(row, "other_evidence").and_then(|id| u32::try_from(id).ok()).map(|id| Pointer {
        evidence: EvidenceId(id),
        at: rows.text(row, "other_position").and_then(|place| place.parse().ok()).unwrap_or(Position::File),
    });
    let when = rows.text(row, "moment").map(|at| format!("{at}: ")).unwrap_or_default();
    let subject = rows.text(row, "request_id").unwrap_or_default();
    let reason = format!("{when}told {told} times {place}, {how}");
    let proof: Vec<Pointer> = first.iter().chain(&other).cloned().collect();
    let mut judged = item(subject, State::Exception, reason, proof);
    judged.steps = vec![
        Step { at: gateway::moment(rows, row, "moment"), what: "first row with this id".to_owned(), proof: first },
        Step { at: None, what: "last row with this id".to_owned(), proof: other },
        rule(
            None,
            if unlike.is_empty() {
                "one file tells a request once".to_owned()
            } else {
                format!("they differ in: {}", unlike.join(", "))
            },
        ),
    ];
    judged
}
