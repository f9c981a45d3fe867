//! Deployments, and which of them went live in production.

use crate::{
    changes::in_window,
    clock,
    dataset::{Dataset, Sourced},
    evaluation::keep,
    words::{fold, told},
};
use model::{
    Filter, ParameterSpec, Terms,
    record::{Deploy, DeployOutcome},
};

/// Environments that serve customers.
pub(crate) static ENVIRONMENTS: ParameterSpec = ParameterSpec {
    id: "production-environments",
    title: "Environments that count as production, separated by commas; a deployment that names none counts",
    default: "production,prod,live,prd,produktion,produktiv,produktivumgebung",
    source: "usual names",
};

/// Words that make another environment of one that is named after production.
const OTHERS: [&str; 14] =
    ["non", "not", "no", "pre", "test", "staging", "stage", "dev", "development", "qa", "uat", "preview", "sandbox", "preprod"];

/// Deployments to production in the window that went live.
pub(crate) fn in_production<'a>(
    all: Vec<&'a Sourced<Deploy>>,
    terms: &Terms,
    filters: &mut Vec<Filter>,
) -> Vec<&'a Sourced<Deploy>> {
    let words = terms.words(&ENVIRONMENTS, clock::horizon(terms));
    let kept = format!("to production ({}), or naming no environment", words.join(", "));
    let production = keep(all, &kept, filters, |deploy| to_production(&deploy.value, terms));
    let live = keep(production, "that went live, or whose outcome is not told", filters, |deploy| went_live(&deploy.value));
    keep(live, "in the window, or without any date", filters, |deploy| in_window(deploy.value.at, terms))
}

/// Every deployment to production that went live up to the moment of judgement, inside of the window or not.
pub(crate) fn live<'a>(dataset: &'a Dataset, terms: &Terms) -> Vec<&'a Sourced<Deploy>> {
    let known = |deploy: &Deploy| deploy.at.is_none_or(|at| at.earliest(terms.zone) <= terms.as_of);
    let all = dataset.deploys.iter();
    all.filter(|row| went_live(&row.value) && known(&row.value) && to_production(&row.value, terms)).collect()
}

fn went_live(deploy: &Deploy) -> bool {
    matches!(deploy.outcome, DeployOutcome::Succeeded | DeployOutcome::Unknown)
}

fn to_production(deploy: &Deploy, terms: &Terms) -> bool {
    let day = deploy.at.map_or_else(|| clock::horizon(terms), |at| terms.day(at));
    is_production(deploy.environment.as_deref(), &terms.words(&ENVIRONMENTS, day))
}

/// `production`, and names that hold it as a word of their own (`prod-eu`, `prod2`), but not `non-prod` or `pre-production`.
fn is_production(environment: Option<&str>, words: &[String]) -> bool {
    let Some(environment) = told(environment).map(fold) else { return true };
    let parts: Vec<&str> = environment.split(|letter: char| !letter.is_alphanumeric()).collect();
    let negated = parts.iter().any(|part| OTHERS.contains(part));
    let is_word = |part: &&str| {
        let bare = part.trim_end_matches(|letter: char| letter.is_ascii_digit());
        words.iter().any(|word| word == part || (!bare.is_empty() && word == bare))
    };
    words.contains(&environment) || (!negated && parts.iter().any(is_word))
}

/// The identifier that people use.
pub(crate) fn subject(deploy: &Deploy) -> &str {
    if deploy.id.is_empty() { deploy.reference.as_deref().unwrap_or("(deployment without an id)") } else { &deploy.id }
}
