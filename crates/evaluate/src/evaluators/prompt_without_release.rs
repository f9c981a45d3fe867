//! `prompt-without-release`: was every version of a prompt released before it was first used in production?
//!
//! Population: every version of a prompt that an answered call in the window used, judged by its first call in the
//! whole log. A release record is found by prompt and version where the log tells both in one text (`summary-v14`),
//! else by the version alone where one prompt has it. Failed: no record names it, its record came after the first call,
//! or the record lacks a ticket, an approver who is not its author, or the evaluation that it passed. Not determinable:
//! the log names a version that several prompts have or a prompt without its version, or the record cannot tell. Calls
//! of which the log names no prompt keep the whole from passing. Without any registry nothing can be said.

use crate::{
    approvals::PROGRAMS,
    dataset::Dataset,
    evaluator::{About, Evaluator, Judge, LogAnswers, Query},
    first_seen::{Found, Question},
    releases::{EVALUATED, Index, is_prompt, keys_of_prompt, prompt_key},
    words::fold,
};
use model::{Evaluation, Kind, Terms};
use std::collections::BTreeSet;

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "prompt-without-release",
    version: 2,
    about: About {
        question: "Was every version of a prompt released, with ticket, approval and evaluation, before it was first used?",
        why: "A prompt decides what the product says: one that nobody approved is a change past every check.",
        reading: "Every prompt and version that a call in the window used, by its first call in the log, against the release \
                  records. Calls that name no prompt are counted beside it.",
    },
    needs: &[Kind::GatewayRow, Kind::Release],
    uses: &[Kind::Ticket, Kind::Person],
    map: false,
    parameters: &[&EVALUATED, &PROGRAMS],
    judge: Judge::Log { sql: queries, fold: judge },
};

const QUESTION: Question = Question {
    population_of: "prompts and versions that were used",
    name: "prompt_version",
    version: None,
    told: "prompt_version IS NOT NULL",
    coverage: "name the version of the prompt",
    verb: "used",
    is: is_prompt,
    keys_of: keys_of_prompt,
    find,
};

fn queries(terms: &Terms) -> Vec<Query> {
    QUESTION.queries(terms)
}

fn judge(answers: &LogAnswers, dataset: &Dataset, terms: &Terms) -> Evaluation {
    QUESTION.judge(&EVALUATOR, answers, dataset, terms)
}

/// The records of a prompt and version: the log tells both in one text, or the version alone.
fn find<'a>(index: &Index<'a>, text: Option<&str>, _: Option<&str>) -> Found<'a> {
    let key = prompt_key(None, text.unwrap_or_default());
    let hash = key.len() >= 7 && key.chars().all(|digit| digit.is_ascii_hexdigit());
    let longer = index.range(key.clone()..).take_while(|(full, _)| full.starts_with(&key));
    let fitting = longer.filter(|(full, _)| **full == key || hash);
    let records: Vec<_> = fitting.flat_map(|(_, rows)| rows.iter().copied()).collect();
    let prompts: BTreeSet<String> = records.iter().map(|row| fold(&row.value.name)).collect();
    if prompts.len() > 1 {
        let prompts: Vec<String> = prompts.into_iter().collect();
        return Found::Unclear(format!(
            "the log does not name the prompt, and several have that version: {}",
            prompts.join(", ")
        ));
    }
    let versions = format!("{key} ");
    let of_prompt = |(full, _): (&String, &Vec<_>)| full.starts_with(&versions);
    if records.is_empty() && index.range(versions.clone()..).next().is_some_and(of_prompt) {
        return Found::Unclear("the log tells no version, and release records name versions of it".to_owned());
    }
    Found::Records(records)
}
