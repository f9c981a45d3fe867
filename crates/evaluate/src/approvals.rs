//! The approvals of a change: whose they are, when they were given, and what emergencies and reverts change about that.

mod reverted;

pub(crate) use reverted::Reverted;

use crate::{
    changes::{self, Effect, Joined, effect, program_name},
    clock,
    dataset::Dataset,
    evaluation::{fact, item, rule},
    identity::People,
    inputs::{self, Source},
    reconcile::taken_at,
    tickets::Tickets,
    words::{count, fold, tokens, told, written},
};
use chrono::{DateTime, NaiveDate, Utc};
use model::{
    Item, Kind, ParameterSpec, Pointer, Stamp, State, Step, Terms,
    record::{Review, Ticket, Verdict},
    time::{add_business_days, day_end},
};

/// Programs whose approval is nobody's.
pub(crate) static PROGRAMS: ParameterSpec = ParameterSpec {
    id: "approving-programs",
    title: "Reviewers that are programs, whose approval does not count, besides names in [bot]; separated by commas",
    default: "github-actions,dependabot,renovate,mergify,copilot,copilot-pull-request-reviewer,coderabbitai",
    source: "names that usual review and merge programs have",
};

/// What marks an emergency change.
pub(crate) static EMERGENCY_WORDS: ParameterSpec = ParameterSpec {
    id: "emergency-change-words",
    title: "Words in labels, type, title or branch that mark an emergency change, separated by commas",
    default: "hotfix,emergency,break-glass,breakglass,notfall,notfalländerung",
    source: "usual words of change procedures",
};

/// How long the review of an emergency change may take.
pub(crate) static EMERGENCY_REVIEW: ParameterSpec = ParameterSpec {
    id: "emergency-review-business-days",
    title: "Business days after an emergency change took effect within which somebody else approves it",
    default: "1",
    source: "common practice: reviewed on the next business day",
};

/// Whether a revert needs a review.
pub(crate) static REVERT_REVIEW: ParameterSpec = ParameterSpec {
    id: "revert-needs-review",
    title: "Whether a revert of a reviewed change needs a review of its own (yes or no)",
    default: "yes",
    source: "a revert is a change like any other unless the company decides otherwise and says why",
};

/// What decides about approvals, whatever is asked of them.
pub(crate) const PARAMETERS: &[&ParameterSpec] =
    &[&changes::PRODUCTION_BRANCHES, &changes::EXEMPT_AUTHORS, &PROGRAMS, &EMERGENCY_WORDS, &EMERGENCY_REVIEW];

/// The kinds that tell more of approvals than changes do.
pub(crate) const USES: &[Kind] = &[Kind::ChangeReview, Kind::Person, Kind::Ticket];

/// One approval and its place.
pub(crate) type Given<'a> = (&'a Review, &'a Pointer);

/// The approvals of a change, sorted by who gave them and when.
#[derive(Debug, Default)]
pub(crate) struct Approvals<'a> {
    /// By somebody else, in time.
    pub others: Vec<Given<'a>>,
    /// By the author.
    pub own: Vec<Given<'a>>,
    /// By somebody else, after the change took effect; the first one first.
    pub after: Vec<Given<'a>>,
    /// By a program.
    pub programs: Vec<Given<'a>>,
    /// By somebody else, taken back before the change took effect.
    pub withdrawn: Vec<Given<'a>>,
    /// By nobody that is named, or of a change whose author is not named.
    pub unclear: Vec<Given<'a>>,
}

impl<'a> Approvals<'a> {
    /// Every approval, those that count most first.
    pub(crate) fn all(&self) -> impl Iterator<Item = Given<'a>> {
        let lists = [&self.others, &self.after, &self.unclear, &self.own, &self.programs, &self.withdrawn];
        lists.into_iter().flatten().copied()
    }
}

/// Sorts the approvals known at the moment of judgement. Of several decisions of one reviewer up to the merge the last
/// one counts.
pub(crate) fn approvals<'a>(joined: &Joined<'a>, people: &People<'_>, terms: &Terms) -> Approvals<'a> {
    let mut found = Approvals::default();
    let reviews: Vec<Given<'a>> = joined.reviews.iter().flatten().copied().filter(|(review, _)| known(review, terms)).collect();
    let merged = joined.change.merged.map(|at| at.latest(terms.zone));
    let in_time = |review: &Review| match (review.at, merged) {
        (Some(at), Some(merged)) => at.earliest(terms.zone) <= merged,
        _ => true,
    };
    let programs = terms.words(&PROGRAMS, joined.day(terms));
    let author = told(joined.change.author.as_deref());
    for (review, pointer) in reviews.iter().filter(|(review, _)| review.verdict == Verdict::Approved) {
        let reviewer = written(review.reviewer.as_deref());
        if reviewer.is_some_and(says_nobody) {
            continue;
        }
        let list = match (author, reviewer) {
            (Some(author), Some(reviewer)) if people.same(author, reviewer) => &mut found.own,
            (_, Some(reviewer)) if is_program(reviewer, &programs) => &mut found.programs,
            (None, _) | (_, None) => &mut found.unclear,
            (Some(_), Some(_)) if !in_time(review) => &mut found.after,
            (Some(_), Some(reviewer)) if withdrawn(reviewer, review, &reviews, &in_time, terms) => &mut found.withdrawn,
            (Some(_), Some(_)) => &mut found.others,
        };
        list.push((*review, *pointer));
    }
    found.after.sort_by_key(|(review, _)| review.at.map(|at| at.earliest(terms.zone)));
    found
}

fn known(review: &Review, terms: &Terms) -> bool {
    review.at.is_none_or(|at| at.earliest(terms.zone) <= terms.as_of)
}

/// A cell that says that nobody reviewed; `unknown` says only that nobody knows who.
fn says_nobody(reviewer: &str) -> bool {
    told(Some(reviewer)).is_none() && !matches!(fold(reviewer).as_str(), "unknown" | "tbd")
}

/// Whether the same reviewer took an approval back before the change took effect.
fn withdrawn(
    reviewer: &str,
    approval: &Review,
    reviews: &[Given<'_>],
    in_time: &impl Fn(&Review) -> bool,
    terms: &Terms,
) -> bool {
    let Some(given) = approval.at else { return false };
    reviews.iter().any(|(review, _)| {
        let later = review.at.is_some_and(|at| at.earliest(terms.zone) > given.earliest(terms.zone));
        let contrary = matches!(review.verdict, Verdict::ChangesRequested | Verdict::Dismissed);
        contrary && by(reviewer, review) && later && in_time(review) && !approved_again(reviewer, review, reviews, in_time, terms)
    })
}

fn approved_again(
    reviewer: &str,
    contrary: &Review,
    reviews: &[Given<'_>],
    in_time: &impl Fn(&Review) -> bool,
    terms: &Terms,
) -> bool {
    let time = |review: &Review| review.at.map(|at| at.earliest(terms.zone));
    reviews.iter().any(|(review, _)| {
        by(reviewer, review) && review.verdict == Verdict::Approved && time(review) > time(contrary) && in_time(review)
    })
}

fn by(reviewer: &str, review: &Review) -> bool {
    review.reviewer.as_deref().is_some_and(|name| fold(name) == fold(reviewer))
}

/// Whether a reviewer is a program, by its name or the words of the day.
pub(crate) fn is_program(reviewer: &str, programs: &[String]) -> bool {
    let folded = fold(reviewer);
    folded.ends_with("[bot]") || folded.starts_with("app/") || programs.contains(&program_name(reviewer))
}

/// Who gave an approval, as the source names them.
pub(crate) fn who(review: &Review) -> &str {
    told(review.reviewer.as_deref()).unwrap_or("somebody not named")
}

/// That a change was an emergency, and until when it is reviewed.
#[derive(Debug, Clone)]
pub(crate) struct Emergency {
    /// What says so.
    pub told_by: String,
    /// Business days for the review, in force on the day on which it took effect.
    pub days: u32,
    /// The last day for the review; none where no date of taking effect is told.
    pub deadline: Option<NaiveDate>,
}

/// A state, why, and the approval that it rests on.
pub(crate) type Judgement<'a> = (State, String, Option<Given<'a>>);

/// A change with its approvals and with what an emergency means for them.
#[derive(Debug)]
pub(crate) struct Case<'a> {
    /// The change.
    pub joined: Joined<'a>,
    /// Its approvals.
    pub found: Approvals<'a>,
    /// Whether it was an emergency.
    pub emergency: Option<Emergency>,
}

impl<'a> Case<'a> {
    /// The item of a judgement, with the steps to it. A change that may never have taken effect is no exception.
    pub(crate) fn item(&self, (state, reason, given): Judgement<'a>, terms: &Terms) -> Item {
        let unclear = state == State::Exception && effect(self.joined.change) == Effect::Unclear;
        let state = if unclear { State::NotDeterminable } else { state };
        let mut proof = vec![self.joined.pointer.clone()];
        proof.extend(given.map(|(_, pointer)| pointer).filter(|pointer| *pointer != self.joined.pointer).cloned());
        let mut item = item(self.joined.subject(), state, format!("{}: {reason}", changes::lead(&self.joined, terms)), proof);
        item.steps = self.steps();
        item
    }

    /// The first approval of which it is unknown whether somebody else gave it, with the name that is missing.
    pub(crate) fn unclear(&self) -> Option<(Given<'a>, &'static str)> {
        let given = *self.found.unclear.first()?;
        let blank = given.0.reviewer.is_none();
        Some((given, if blank { "an approval names nobody" } else { "the change names no author" }))
    }

    /// The first approval after the change took effect that came within the time that an emergency has.
    pub(crate) fn late_but_allowed(&self, terms: &Terms) -> Option<Given<'a>> {
        let deadline = self.emergency.as_ref()?.deadline?;
        let (review, pointer) = self.found.after.first()?;
        let at = review.at?.earliest(terms.zone);
        (at <= day_end(deadline, terms.zone)).then_some((*review, *pointer))
    }

    /// Whether it is an emergency that nobody else has approved yet and whose time for that is not over.
    pub(crate) fn not_yet_due(&self, terms: &Terms) -> bool {
        let open = self.joined.reviews.is_some() && self.found.others.is_empty() && self.found.after.is_empty();
        let deadline = self.emergency.as_ref().and_then(|emergency| emergency.deadline);
        open && deadline.is_some_and(|deadline| !clock::is_over(deadline, terms))
    }

    /// Why nothing that was found is an approval.
    pub(crate) fn failed(&self) -> (String, Option<Given<'a>>) {
        let found = &self.found;
        let lists = [&found.after, &found.own, &found.programs, &found.withdrawn];
        let Some(position) = lists.iter().position(|list| !list.is_empty()) else {
            return ("nobody approved it".to_owned(), None);
        };
        let given = lists.get(position).and_then(|list| list.first()).copied();
        let by = given.map(|(review, _)| who(review)).unwrap_or_default();
        let when = given.and_then(|(review, _)| review.at).map(|at| format!(" on {at}")).unwrap_or_default();
        let reason = match position {
            0 => format!("approved by {by}{when} only after it took effect"),
            1 => "approved by its author only".to_owned(),
            2 => format!("approved by {by} only, which is a program"),
            _ => format!("{by} took the approval back before it took effect"),
        };
        (reason, given)
    }

    /// The moment at which the newest export of reviews was taken, where nobody else had approved an emergency and the
    /// time for that was not over.
    pub(crate) fn seen_too_early(&self, until: Option<DateTime<Utc>>, terms: &Terms) -> Option<NaiveDate> {
        let deadline = self.emergency.as_ref()?.deadline?;
        let open = self.found.others.is_empty() && self.found.after.is_empty();
        let until = until.filter(|until| open && *until < day_end(deadline, terms.zone))?;
        Some(terms.day(Stamp::Instant(until)))
    }

    /// The steps of the approvals and of the rule for emergencies.
    pub(crate) fn steps(&self) -> Vec<Step> {
        let mut steps = changes::steps(&self.joined);
        if let Some(emergency) = &self.emergency {
            let days = count(emergency.days, "business day");
            let what = format!("an emergency change by its {}: `{}` was {days}", emergency.told_by, EMERGENCY_REVIEW.id);
            steps.push(rule(emergency.deadline, what));
        }
        for (review, pointer) in self.found.all().take(3) {
            steps.push(fact(review.at, format!("approved by {}", who(review)), pointer));
        }
        if self.found.all().next().is_none() && self.joined.reviews.is_some() {
            steps.push(fact(None, "no approval is in the evidence that carries its reviews", self.joined.pointer));
        }
        steps
    }
}

/// Puts approvals and emergencies to changes.
pub(crate) fn cases<'a>(population: Vec<Joined<'a>>, dataset: &Dataset, terms: &Terms) -> Vec<Case<'a>> {
    let (people, tickets) = (People::new(dataset), Tickets::new(dataset));
    let case = |joined: Joined<'a>| Case {
        found: approvals(&joined, &people, terms),
        emergency: emergency(&joined, &tickets, terms),
        joined,
    };
    population.into_iter().map(case).collect()
}

/// The inputs of a judgement over approvals: changes, and reviews where they came in files of their own.
pub(crate) fn sources(dataset: &Dataset, terms: &Terms) -> Vec<Source> {
    let apart = inputs::is_there(dataset, Kind::ChangeReview).then_some(Kind::ChangeReview);
    [Kind::Change].into_iter().chain(apart).map(|kind| inputs::events(dataset, terms, kind)).collect()
}

/// When the newest export of reviews was taken, where all exports state it.
pub(crate) fn reviews_until(dataset: &Dataset, terms: &Terms) -> Option<DateTime<Utc>> {
    let apart = inputs::is_there(dataset, Kind::ChangeReview);
    taken_at(dataset, terms, if apart { Kind::ChangeReview } else { Kind::Change })
}

/// Whether a change or its ticket is marked as an emergency, by the words of its day.
fn emergency(joined: &Joined<'_>, tickets: &Tickets<'_>, terms: &Terms) -> Option<Emergency> {
    let day = joined.day(terms);
    let change = joined.change;
    let told_by = terms.words(&EMERGENCY_WORDS, day).into_iter().find_map(|word| {
        let run = tokens(&word);
        let label = |labels: &[String]| labels.iter().any(|label| holds(label, &run));
        let ticket = |ticket: &Ticket| label(&ticket.labels) || ticket.type_word.as_deref().is_some_and(|kind| holds(kind, &run));
        if label(&change.labels) {
            return Some(format!("label or type `{word}`"));
        }
        if change.title.as_deref().is_some_and(|title| begins(title, &run) || marked(title, &word)) {
            return Some(format!("title (`{word}`)"));
        }
        if change.head.as_deref().is_some_and(|head| head.split('/').any(|part| begins(part, &run))) {
            return Some(format!("branch (`{word}`)"));
        }
        let held = tickets.held(&change.tickets).filter(|held| ticket(&held.value))?;
        Some(format!("ticket {} (`{word}`)", held.value.id))
    })?;
    let days = terms.number(&EMERGENCY_REVIEW, day);
    let deadline = change.merged.map(|at| add_business_days(terms.day(at), days, &terms.holidays));
    Some(Emergency { told_by, days, deadline })
}

/// Whether a label holds a word and does not deny it: `type: emergency`, not `non-emergency`.
fn holds(label: &str, run: &[String]) -> bool {
    let words = tokens(label);
    let denied = |at: usize| {
        at.checked_sub(1).and_then(|before| words.get(before)).is_some_and(|word| matches!(word.as_str(), "non" | "not" | "no"))
    };
    !run.is_empty() && words.windows(run.len()).enumerate().any(|(at, window)| window == run && !denied(at))
}

/// Whether a title or a part of a branch's name begins with a word, after the ticket's key.
fn begins(text: &str, run: &[String]) -> bool {
    let mut words = tokens(text);
    let number = |word: Option<&String>| word.is_some_and(|word| word.chars().all(|letter| letter.is_ascii_digit()));
    loop {
        if words.starts_with(run) {
            return !run.is_empty();
        }
        let key = if number(words.first()) {
            1
        } else if number(words.get(1)) {
            2
        } else {
            return false;
        };
        words.drain(..key.min(words.len()));
    }
}

/// Whether a title marks itself: `[hotfix]`, `(hotfix)`, `hotfix:`.
fn marked(title: &str, word: &str) -> bool {
    let title = fold(title);
    let led = title.split_once(&format!("{word}:")).is_some_and(|(before, _)| !before.ends_with(char::is_alphanumeric));
    led || title.contains(&format!("[{word}]")) || title.contains(&format!("({word})"))
}
