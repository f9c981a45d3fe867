//! Changes joined with their reviews, and which of them reached production in the window.

use crate::{
    clock,
    dataset::{Dataset, Sourced},
    evaluation::{fact, keep},
    inputs::moment,
    words::{fold, told},
};
use chrono::NaiveDate;
use model::{
    Filter, ParameterSpec, Pointer, Stamp, Step, Terms,
    record::{Change, ChangeReview, Review},
};
use std::collections::{BTreeMap, BTreeSet};

/// Branches whose changes reach production.
pub(crate) static PRODUCTION_BRANCHES: ParameterSpec = ParameterSpec {
    id: "production-branches",
    title: "Branches whose changes reach production, separated by commas; a change that names no branch counts",
    default: "main,master,trunk,production,release",
    source: "names that hosts give to the default branch, and common release branches",
};

/// Authors whose changes need no review of their own.
pub(crate) static EXEMPT_AUTHORS: ParameterSpec = ParameterSpec {
    id: "change-exempt-authors",
    title: "Authors, usually bots, whose changes are exempt, separated by commas",
    default: "",
    source: "nobody is exempt unless the company decides so and says why",
};

/// A change with every review that is known of it.
#[derive(Debug, Clone)]
pub(crate) struct Joined<'a> {
    /// The newest record of it.
    pub change: &'a Change,
    /// Where.
    pub pointer: &'a Pointer,
    /// Its reviews with their place; none when no evidence carries reviews for it.
    pub reviews: Option<Vec<(&'a Review, &'a Pointer)>>,
}

impl Joined<'_> {
    /// The identifier that people use.
    pub(crate) fn subject(&self) -> &str {
        if self.change.id.is_empty() { "(change without an id)" } else { &self.change.id }
    }

    /// When it took effect, else when it was opened.
    pub(crate) fn when(&self) -> Option<Stamp> {
        self.change.merged.or(self.change.created)
    }

    /// The day whose parameters apply to it.
    pub(crate) fn day(&self, terms: &Terms) -> NaiveDate {
        self.when().map_or_else(|| clock::horizon(terms), |at| terms.day(at))
    }

    /// Its repository or project, folded; none where the source names none.
    pub(crate) fn place(&self) -> Option<String> {
        told(self.change.repository.as_deref()).map(fold)
    }
}

/// Whether a change took effect, as far as the source tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effect {
    /// It did.
    Yes,
    /// It did not.
    No,
    /// The source has a word for its state that nobody could read.
    Unclear,
}

/// Whether it took effect. A list that has neither dates of merging nor states is read as a list of what was done.
pub(crate) fn effect(change: &Change) -> Effect {
    match (change.is_merged, change.merged, &change.state_word) {
        (Some(true), ..) | (None, Some(_), _) | (None, None, None) => Effect::Yes,
        (Some(false), ..) => Effect::No,
        (None, None, Some(_)) => Effect::Unclear,
    }
}

/// All changes, each once (the newest export of it counts), with their reviews.
pub(crate) fn joined<'a>(dataset: &'a Dataset, terms: &Terms) -> Vec<Joined<'a>> {
    let mut newest: BTreeMap<(String, String, String), &'a Sourced<Change>> = BTreeMap::new();
    let age = |pointer: &Pointer| {
        let day = dataset.evidence.get(&pointer.evidence).map(|evidence| moment(evidence, terms).day);
        (day, pointer.evidence, pointer.at.clone())
    };
    for (index, sourced) in dataset.changes.iter().enumerate() {
        let change = &sourced.value;
        let id = if change.id.is_empty() { format!("row {index}") } else { bare(&change.id) };
        let key = (fold(&change.system), change.repository.as_deref().map(fold).unwrap_or_default(), id);
        let held = newest.entry(key).or_insert(sourced);
        if age(&sourced.pointer) > age(&held.pointer) {
            *held = sourced;
        }
    }
    let apart = Apart::new(dataset);
    let join =
        |sourced: &'a Sourced<Change>| Joined { change: &sourced.value, pointer: &sourced.pointer, reviews: apart.join(sourced) };
    newest.into_values().map(join).collect()
}

/// Reviews that came in files of their own, by the folded id of their change.
struct Apart<'a> {
    by_change: BTreeMap<String, Vec<&'a Sourced<ChangeReview>>>,
    repositories: BTreeSet<Option<String>>,
}

impl<'a> Apart<'a> {
    fn new(dataset: &'a Dataset) -> Self {
        let mut by_change: BTreeMap<String, Vec<&Sourced<ChangeReview>>> = BTreeMap::new();
        let mut repositories = BTreeSet::new();
        for review in &dataset.change_reviews {
            by_change.entry(bare(&review.value.change)).or_default().push(review);
            repositories.insert(review.value.repository.as_deref().map(fold));
        }
        Self { by_change, repositories }
    }

    fn join(&self, sourced: &'a Sourced<Change>) -> Option<Vec<(&'a Review, &'a Pointer)>> {
        let change = &sourced.value;
        let own = change.reviews.as_ref().map(|reviews| reviews.iter().map(|review| (review, &sourced.pointer)));
        let ours = change.repository.as_deref().map(fold);
        let by_id = change.repository_id.as_deref().map(fold);
        let here = |theirs: &Option<String>| match (&ours, theirs) {
            // Some exports name the repository by the system's own id.
            (_, Some(theirs)) if by_id.as_ref() == Some(theirs) => true,
            (Some(ours), Some(theirs)) => same_repository(ours, theirs),
            // Where a side names no repository, an id alone tells only when there is one repository to speak of.
            _ => self.repositories.len() <= 1,
        };
        if own.is_none() && !self.repositories.iter().any(here) {
            return None;
        }
        let apart = self.by_change.get(&bare(&change.id)).into_iter().flatten();
        let apart = apart.filter(|review| here(&review.value.repository.as_deref().map(fold)));
        let apart = apart.map(|review| (&review.value.review, &review.pointer));
        Some(own.into_iter().flatten().chain(apart).collect())
    }
}

/// An id without the marks that people put before it: `#42`, `PR-42`, `!42`.
pub(crate) fn bare(id: &str) -> String {
    let id = fold(id);
    let stripped = id.trim_start_matches(['#', '!']);
    let stripped =
        ["pull request ", "pull/", "pr-", "pr#", "pr "].iter().find_map(|lead| stripped.strip_prefix(lead)).unwrap_or(stripped);
    stripped.trim_start_matches('#').trim().to_owned()
}

/// `api` and `example/api` are the same repository.
pub(crate) fn same_repository(one: &str, other: &str) -> bool {
    let tail = |name: &str| name.rsplit('/').next().unwrap_or_default().to_owned();
    one == other || ((!one.contains('/') || !other.contains('/')) && tail(one) == tail(other))
}

/// Whether something happened in the window, as far as it is over; what tells no time may have.
pub(crate) fn in_window(at: Option<Stamp>, terms: &Terms) -> bool {
    at.is_none_or(|at| {
        let inside = clock::elapsed(terms).is_some_and(|window| window.contains(terms.day(at)));
        inside && at.earliest(terms.zone) <= terms.as_of
    })
}

/// Changes that took effect in production in the window, of every author.
pub(crate) fn landed<'a>(changes: Vec<Joined<'a>>, rows: usize, terms: &Terms, filters: &mut Vec<Filter>) -> Vec<Joined<'a>> {
    let kept = "each change once, by its newest export".to_owned();
    filters.push(Filter { kept, before: rows as u64, after: changes.len() as u64 });
    let done =
        keep(changes, "that took effect, or of which the source does not say", filters, |one| effect(one.change) != Effect::No);
    let inside = keep(done, "in the window, or without any date", filters, |one| in_window(one.when(), terms));
    let words = terms.words(&PRODUCTION_BRANCHES, clock::horizon(terms));
    let kept = format!("into a production branch ({}), or naming none", words.join(", "));
    keep(inside, &kept, filters, |one| {
        is_production(one.change.base.as_deref(), &terms.words(&PRODUCTION_BRANCHES, one.day(terms)))
    })
}

/// The population that the change evaluators share: the same less the changes of exempt authors.
pub(crate) fn in_production<'a>(dataset: &'a Dataset, terms: &Terms, filters: &mut Vec<Filter>) -> Vec<Joined<'a>> {
    let inside = landed(joined(dataset, terms), dataset.changes.len(), terms, filters);
    let exempt = terms.words(&EXEMPT_AUTHORS, clock::horizon(terms));
    if exempt.is_empty() && !terms.parameters.contains_key(EXEMPT_AUTHORS.id) {
        return inside;
    }
    let kept = format!("by others than the exempt authors ({})", exempt.join(", "));
    keep(inside, &kept, filters, |one| {
        let exempt = terms.words(&EXEMPT_AUTHORS, one.day(terms));
        let same = |author: &str| exempt.iter().any(|name| program_name(name) == program_name(author));
        !one.change.author.as_deref().is_some_and(same)
    })
}

/// The name of an author or reviewer without what hosts put around the names of programs: `app/renovate`, `renovate[bot]`.
pub(crate) fn program_name(name: &str) -> String {
    let name = fold(name);
    let name = name.strip_prefix("app/").unwrap_or(&name).trim_start_matches('@');
    name.strip_suffix("[bot]").unwrap_or(name).to_owned()
}

/// A branch without what exports put before it: `refs/heads/`, a remote, the owner of a fork.
pub(crate) fn branch(name: &str) -> String {
    let name = fold(name);
    let name = name.rsplit_once(':').map_or(name.as_str(), |(_, branch)| branch);
    let leads = ["refs/heads/", "refs/remotes/", "heads/", "origin/", "upstream/"];
    leads.iter().fold(name, |name, lead| name.strip_prefix(lead).unwrap_or(name)).to_owned()
}

/// `main`, and what a word for a family of branches begins: `release/1.4`, `release-1.4`, `release-v2`.
pub(crate) fn is_production(base: Option<&str>, words: &[String]) -> bool {
    let Some(base) = told(base).map(branch) else { return true };
    let numbered = |rest: &str| rest.strip_prefix('v').unwrap_or(rest).starts_with(|letter: char| letter.is_ascii_digit());
    let within =
        |rest: &str| rest.is_empty() || rest.starts_with('/') || rest.strip_prefix(['-', '_', '.']).is_some_and(numbered);
    words.iter().any(|word| base.strip_prefix(word.as_str()).is_some_and(within))
}

/// The beginning of every reason about a change: its title and the day that placed it in the window.
pub(crate) fn lead(joined: &Joined<'_>, terms: &Terms) -> String {
    let verb = if joined.change.merged.is_some() { "took effect" } else { "opened" };
    let day = joined.when().map_or_else(|| "no date given".to_owned(), |at| format!("{verb} on {}", terms.day(at)));
    match effect(joined.change) {
        Effect::Unclear => format!("{day}, the source does not say whether it took effect"),
        Effect::Yes | Effect::No => day,
    }
}

/// The steps with which every judgement of a change begins: what put it into the population, and who wrote it.
pub(crate) fn steps(joined: &Joined<'_>) -> Vec<Step> {
    let change = joined.change;
    let (verb, untold) = match change.merged {
        Some(_) => ("took effect", ""),
        None => ("opened", "; when it took effect is not told"),
    };
    let branch = told(change.base.as_deref()).map_or_else(|| ", no branch named".to_owned(), |base| format!(" on branch {base}"));
    let by = told(change.merged_by.as_deref()).map(|by| format!(", merged by {by}")).unwrap_or_default();
    let mut steps = vec![fact(joined.when(), format!("{verb}{branch}{by}{untold}"), joined.pointer)];
    let program = if change.author_is_bot { ", a program by the source's word" } else { "" };
    let author = told(change.author.as_deref()).map(|author| format!("written by {author}{program}"));
    steps.push(fact(change.created, author.unwrap_or_else(|| "no author is named".to_owned()), joined.pointer));
    if effect(change) == Effect::Unclear {
        let word = change.state_word.as_deref().unwrap_or_default();
        steps.push(fact(None, format!("its state is `{word}`, which does not say whether it took effect"), joined.pointer));
    }
    steps
}

/// Says how changes without a date of merging were placed.
pub(crate) fn note_undated(population: &[Joined<'_>], notes: &mut Vec<String>) {
    let undated = population.iter().filter(|joined| joined.change.merged.is_none()).count();
    if undated > 0 {
        let changes = crate::words::count(undated, "change");
        notes.push(format!("{changes} without a date of merging placed by the day of opening, or kept where that is blank too."));
    }
}
