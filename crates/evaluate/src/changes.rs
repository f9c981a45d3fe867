//! Changes joined with their reviews, and which of them reached production in the window.

use crate::{
    clock,
    dataset::{Dataset, Sourced},
    evaluation::keep,
    identity::People,
    inputs::moment,
    words::fold,
};
use model::{
    Filter, Kind, ParameterSpec, Pointer, Stamp, Terms,
    record::{Change, ChangeReview, Review, Verdict},
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
        let id = if change.id.is_empty() { format!("row {index}") } else { fold(&change.id) };
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

/// The population that the change evaluators share: changes that took effect in production in the window.
pub(crate) fn in_production<'a>(dataset: &'a Dataset, terms: &Terms, filters: &mut Vec<Filter>) -> Vec<Joined<'a>> {
    let rows = dataset.changes.len() as u64;
    let all = joined(dataset, terms);
    filters.push(Filter { kept: "each change once, by its newest export".to_owned(), before: rows, after: all.len() as u64 });
    let done =
        keep(all, "that took effect, or of which the source does not say", filters, |one| effect(one.change) != Effect::No);
    let window = clock::elapsed(terms);
    let inside = keep(done, "in the window, or without any date", filters, |one| {
        one.when().is_none_or(|at| window.is_some_and(|window| window.contains(terms.day(at))))
    });
    let words = terms.words(&PRODUCTION_BRANCHES, clock::horizon(terms));
    let kept = format!("into a production branch ({}), or naming none", words.join(", "));
    let inside = keep(inside, &kept, filters, |one| is_production(one.change.base.as_deref(), &words));
    let exempt = terms.words(&EXEMPT_AUTHORS, clock::horizon(terms));
    if exempt.is_empty() {
        return inside;
    }
    let kept = format!("by others than the exempt authors ({})", exempt.join(", "));
    keep(inside, &kept, filters, |one| one.change.author.as_deref().is_none_or(|author| !exempt.contains(&fold(author))))
}

fn is_production(base: Option<&str>, words: &[String]) -> bool {
    let Some(base) = base else { return true };
    let base = fold(base);
    let base = base.strip_prefix("refs/heads/").or_else(|| base.strip_prefix("origin/")).unwrap_or(&base);
    words.iter().any(|word| base == word || base.strip_prefix(word.as_str()).is_some_and(|rest| rest.starts_with('/')))
}

/// The approvals of a change, sorted by who gave them and when.
#[derive(Debug, Default)]
pub(crate) struct Approvals<'a> {
    /// By somebody else, in time.
    pub others: Vec<(&'a Review, &'a Pointer)>,
    /// By the author.
    pub own: Vec<(&'a Review, &'a Pointer)>,
    /// By somebody else, after the change took effect.
    pub after: Vec<(&'a Review, &'a Pointer)>,
    /// By a program.
    pub programs: Vec<(&'a Review, &'a Pointer)>,
    /// By somebody else, taken back before the change took effect.
    pub withdrawn: Vec<(&'a Review, &'a Pointer)>,
    /// By nobody that is named, or of a change whose author is not named.
    pub unclear: Vec<(&'a Review, &'a Pointer)>,
}

impl Approvals<'_> {
    /// Whether there is any approval.
    pub(crate) fn any(&self) -> bool {
        [&self.others, &self.own, &self.after, &self.programs, &self.unclear].iter().any(|list| !list.is_empty())
    }
}

/// Sorts the approvals. Of several decisions of one reviewer up to the merge the last one counts.
pub(crate) fn approvals<'a>(joined: &Joined<'a>, people: &People<'_>, terms: &Terms) -> Approvals<'a> {
    let mut found = Approvals::default();
    let reviews = joined.reviews.as_deref().unwrap_or_default();
    let merged = joined.change.merged.map(|at| at.latest(terms.zone));
    let in_time = |review: &Review| match (review.at, merged) {
        (Some(at), Some(merged)) => at.earliest(terms.zone) <= merged,
        _ => true,
    };
    let author = joined.change.author.as_deref().map(str::trim).filter(|author| !author.is_empty());
    for (review, pointer) in reviews.iter().filter(|(review, _)| review.verdict == Verdict::Approved) {
        let reviewer = review.reviewer.as_deref().map(str::trim).filter(|name| !name.is_empty());
        let list = match (author, reviewer) {
            (Some(author), Some(reviewer)) if people.same(author, reviewer) => &mut found.own,
            (_, Some(reviewer)) if is_program(reviewer) => &mut found.programs,
            (None, _) | (_, None) => &mut found.unclear,
            (Some(_), Some(_)) if !in_time(review) => &mut found.after,
            (Some(_), Some(reviewer)) if withdrawn(reviewer, review, reviews, &in_time, terms) => &mut found.withdrawn,
            (Some(_), Some(_)) => &mut found.others,
        };
        list.push((*review, *pointer));
    }
    found
}

/// Whether the same reviewer took an approval back before the change took effect.
fn withdrawn(
    reviewer: &str,
    approval: &Review,
    reviews: &[(&Review, &Pointer)],
    in_time: &impl Fn(&Review) -> bool,
    terms: &Terms,
) -> bool {
    let Some(given) = approval.at else { return false };
    reviews.iter().any(|(review, _)| {
        let later = review.at.is_some_and(|at| at.earliest(terms.zone) > given.earliest(terms.zone));
        let contrary = matches!(review.verdict, Verdict::ChangesRequested | Verdict::Dismissed);
        let same = review.reviewer.as_deref().is_some_and(|name| fold(name) == fold(reviewer));
        contrary && same && later && in_time(review) && !approved_again(reviewer, review, reviews, in_time, terms)
    })
}

fn approved_again(
    reviewer: &str,
    contrary: &Review,
    reviews: &[(&Review, &Pointer)],
    in_time: &impl Fn(&Review) -> bool,
    terms: &Terms,
) -> bool {
    let time = |review: &Review| review.at.map(|at| at.earliest(terms.zone));
    reviews.iter().any(|(review, _)| {
        let same = review.reviewer.as_deref().is_some_and(|name| fold(name) == fold(reviewer));
        same && review.verdict == Verdict::Approved && time(review) > time(contrary) && in_time(review)
    })
}

fn is_program(reviewer: &str) -> bool {
    fold(reviewer).ends_with("[bot]")
}

/// Whether reviews come from anywhere: kinds of evidence that a judgement over reviews rests on.
pub(crate) fn review_kinds(dataset: &Dataset) -> Vec<Kind> {
    let apart = !dataset.evidence_of(Kind::ChangeReview).is_empty();
    if apart { vec![Kind::Change, Kind::ChangeReview] } else { vec![Kind::Change] }
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

/// Says how changes without a date of merging were placed.
pub(crate) fn note_undated(population: &[Joined<'_>], notes: &mut Vec<String>) {
    let undated = population.iter().filter(|joined| joined.change.merged.is_none()).count();
    if undated > 0 {
        let changes = crate::words::count(i64::try_from(undated).unwrap_or(i64::MAX), "change");
        notes.push(format!("{changes} without a date of merging placed by the day of opening, or kept where that is blank too."));
    }
}
