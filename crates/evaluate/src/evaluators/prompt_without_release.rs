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
    first_seen::Question,
    releases::{EVALUATED, find_prompt, is_prompt, keys_of_prompt},
};
use model::{Evaluation, Kind, Terms};

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
    find: find_prompt,
};

fn queries(terms: &Terms) -> Vec<Query> {
    QUESTION.queries(terms)
}

fn judge(answers: &LogAnswers, dataset: &Dataset, terms: &Terms) -> Evaluation {
    QUESTION.judge(&EVALUATOR, answers, dataset, terms)
}
