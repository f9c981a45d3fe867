//! `restore-untested`: was a restore tested in the window for whatever is backed up, with a result and a duration?
//!
//! Population: one item per job that made a backup in the window, and one per other thing whose restore was tested in it.
//! Tests are rows of a register and restores in the log of a backup system; a test is of a job that it names by name or by
//! words (`db-prod-1` of `db-prod-1:/var/backups`), or that is set for it. Failed: no test in the window; a test that
//! failed and was not repeated with success in time; a recovery that took longer than its objective; tests further apart
//! than the interval. Not determinable: no evidence of tests at all, or none that reaches the end of the window; a test
//! without date, result or duration where no complete one stands beside it; tests that name none of the jobs; a window that
//! is not over. Where the last test before the window makes the next one due after it, that is said, and it is no pass:
//! nothing in the window shows a restore.

use crate::{
    backups::{self, Job, Run},
    clock,
    dataset::{Dataset, Sourced},
    evaluation::{Draft, conclude, fact, item, keep, rule},
    evaluator::{About, Evaluator, Judge},
    inputs,
    recovery::{self, Objectives, Test, verdict},
    rhythm::{Rhythm, overdue},
    words::{count, fold, tokens},
};
use chrono::NaiveDate;
use model::{
    Evaluation, Filter, Item, Kind, ParameterSpec, Pointer, State, Step, Terms,
    record::{Backup, BackupKind, RecoveryTestKind},
};
use std::collections::{BTreeMap, BTreeSet};

/// Days between two tests.
pub(crate) static INTERVAL: ParameterSpec = ParameterSpec {
    id: "restore-test-interval-days",
    title: "Days within which the restore of each job is tested again, for all (`365`) or by job (`db=90, 365`)",
    default: "365",
    source: "a yearly restore test, the usual commitment; A1.3 names no interval",
};

/// Hours that a restore may take.
pub(crate) static OBJECTIVE: ParameterSpec = ParameterSpec {
    id: "restore-objective-hours",
    title: "Hours that a restore may take (RTO) where its test names no objective",
    default: "24",
    source: "no standard sets one: a day is the usual promise of a small service; set the company's own",
};

/// Days to repeat a failed test.
pub(crate) static RETEST: ParameterSpec = ParameterSpec {
    id: "restore-retest-days",
    title: "Days within which a failed restore test is repeated with success",
    default: "30",
    source: "a month to mend and try again, the usual time for a finding",
};

/// Which jobs a test covers.
pub(crate) static JOBS: ParameterSpec = ParameterSpec {
    id: "restore-test-jobs",
    title: "Which job a test means whose words do not name it (`production database=db-prod-1:/var/backups`)",
    default: "",
    source: "the company's own names",
};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "restore-untested",
    version: 1,
    about: About {
        question: "Was the restore of whatever is backed up tested in the window, with a result and in the time promised?",
        why: "Only a restore shows that a backup is one.",
        reading: "One item per backed-up job and per other thing whose restore was tested. Passed: a test in the window with result \
                  and duration inside the objective. A job that no test names by words is not determinable while other tests \
                  exist: set what they mean.",
    },
    needs: &[],
    uses: &[Kind::RecoveryTest, Kind::Backup],
    map: false,
    parameters: &[&INTERVAL, &OBJECTIVE, &RETEST, &JOBS],
    judge: Judge::Records(judge),
};

const OBJECTIVES: Objectives = Objectives { time: &OBJECTIVE, loss: None };

/// Something that is restored, with its tests, oldest first.
struct Thing<'a> {
    label: &'a str,
    system: &'a str,
    /// The newest backup of it in the window; none: only tests name it.
    backup: Option<Run<'a>>,
    tests: Vec<&'a Test<'a>>,
}

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let mut draft = Draft { population_of: "backed-up jobs, and other things whose restore was tested", ..Draft::default() };
    let all = recovery::tests(dataset, terms);
    let tests: Vec<&Test<'_>> = all.iter().collect();
    let tests = keep(tests, "tests of restores", &mut draft.filters, |test| test.kind == RecoveryTestKind::Restore);
    let runs: Vec<&Sourced<Backup>> = dataset.backups.iter().collect();
    let runs = keep(runs, "backups, not restores or checks", &mut draft.filters, |run| run.value.run == BackupKind::Backup);
    let before = runs.len() as u64;
    let jobs = backups::jobs(runs.into_iter(), terms);
    let made = |job: &Job<'_>| job.on(terms.window).iter().any(Run::made);
    let jobs: Vec<Job<'_>> = jobs.into_iter().filter(made).collect();
    draft.filters.push(Filter { kept: "as jobs that made one in the window".to_owned(), before, after: jobs.len() as u64 });
    let known = recovery::known_until(dataset, &all, terms);
    let (things, strangers) = things(&jobs, &tests, terms);
    let case = Case { known, strangers: &strangers, terms };
    draft.items = things.iter().filter_map(|thing| case.judged(thing)).collect();
    if draft.items.is_empty() && known.is_some() {
        let nothing = Thing { label: "restore of a backup", system: "", backup: None, tests: Vec::new() };
        draft.items.push(case.untested(&nothing, None));
    }
    draft.sources = sources(dataset, &all, known, terms);
    conclude(&EVALUATOR, terms, draft)
}

/// Registers and logs of restores; what is backed up is only asked where it is known.
fn sources(dataset: &Dataset, all: &[Test<'_>], known: Option<NaiveDate>, terms: &Terms) -> Vec<inputs::Source> {
    let mut sources = Vec::new();
    if inputs::is_there(dataset, Kind::RecoveryTest) || known.is_none() {
        sources.push(inputs::standing(dataset, terms, Kind::RecoveryTest));
    }
    if inputs::is_there(dataset, Kind::Backup) {
        sources.push(inputs::supporting(dataset, Kind::Backup));
    }
    let incomplete = recovery::evidence(dataset, all).any(|evidence| !evidence.incomplete.is_empty());
    for source in &mut sources {
        source.incomplete |= incomplete;
    }
    sources
}

/// The jobs with the tests that name them, then what other tests are of; and the tests in the window that name no job.
fn things<'a>(jobs: &'a [Job<'a>], tests: &[&'a Test<'a>], terms: &Terms) -> (Vec<Thing<'a>>, Vec<&'a Test<'a>>) {
    let mut things: Vec<Thing<'a>> = Vec::new();
    for job in jobs {
        let backup = job.on(terms.window).iter().rfind(|run| run.made()).copied();
        things.push(Thing { label: job.label(), system: job.system, backup, tests: Vec::new() });
    }
    let names = Names::of(jobs);
    let mut known: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut others: BTreeMap<String, Thing<'a>> = BTreeMap::new();
    let mut strangers = Vec::new();
    for test in tests {
        let text = format!("{}\n{}", test.service.unwrap_or_default(), test.name);
        let meant = known.entry(text).or_insert_with(|| names.of_test(test, terms));
        for index in meant.iter() {
            things.get_mut(*index).into_iter().for_each(|thing| thing.tests.push(test));
        }
        if meant.is_empty() {
            let label = test.service.unwrap_or_else(|| test.label());
            let new = || Thing { label, system: "", backup: None, tests: Vec::new() };
            others.entry(test.thing()).or_insert_with(new).tests.push(test);
            strangers.extend(test.day.filter(|day| terms.window.contains(*day)).map(|_| *test));
        }
    }
    things.extend(others.into_values());
    for thing in &mut things {
        thing.tests.sort_by_key(|test| (test.stamp.map(|at| at.earliest(terms.zone)), test.pointer));
    }
    (things, strangers)
}

/// The names of jobs, to be found by name and by words.
struct Names {
    whole: BTreeMap<String, Vec<usize>>,
    words: BTreeMap<String, BTreeSet<usize>>,
    of_job: Vec<BTreeSet<String>>,
}

impl Names {
    fn of(jobs: &[Job<'_>]) -> Self {
        let mut names = Self { whole: BTreeMap::new(), words: BTreeMap::new(), of_job: Vec::new() };
        for (index, job) in jobs.iter().enumerate() {
            names.whole.entry(fold(job.name)).or_default().push(index);
            let own = telling(job.name);
            for word in &own {
                names.words.entry(word.clone()).or_default().insert(index);
            }
            names.of_job.push(own);
        }
        names
    }

    /// The jobs that a test means: set for it, of the same name, else by words: all those of the service stand in the
    /// job's name, or all those of the job in the test's.
    fn of_test(&self, test: &Test<'_>, terms: &Terms) -> Vec<usize> {
        let said: Vec<String> = [test.service, Some(test.name)].into_iter().flatten().map(fold).collect();
        let day = test.day.unwrap_or(terms.window.from);
        let set = terms.words(&JOBS, day);
        let pairs =
            set.iter().filter_map(|pair| pair.split_once('=')).filter(|(text, _)| said.iter().any(|own| own == text.trim()));
        let told: Vec<String> = pairs.map(|(_, job)| job.trim().to_owned()).chain(said.iter().cloned()).collect();
        let whole: BTreeSet<usize> = told.iter().filter_map(|name| self.whole.get(name)).flatten().copied().collect();
        if !whole.is_empty() {
            return whole.into_iter().collect();
        }
        let service = telling(test.service.unwrap_or_default());
        let name: BTreeSet<String> = telling(test.name).union(&service).cloned().collect();
        let near: BTreeSet<usize> = name.iter().filter_map(|word| self.words.get(word)).flatten().copied().collect();
        let fits = |index: &usize| {
            let own = self.of_job.get(*index);
            own.is_some_and(|own| (!service.is_empty() && service.is_subset(own)) || (!own.is_empty() && own.is_subset(&name)))
        };
        near.into_iter().filter(fits).collect()
    }
}

/// The words of a name that tell one thing from another.
fn telling(name: &str) -> BTreeSet<String> {
    const COMMON: [&str; 22] = [
        "backup", "backups", "restore", "restores", "restored", "test", "tests", "of", "the", "a", "from", "to", "in", "and",
        "daily", "nightly", "weekly", "monthly", "full", "job", "drill", "recovery",
    ];
    tokens(name).into_iter().filter(|word| !COMMON.contains(&word.as_str())).collect()
}

struct Case<'c> {
    known: Option<NaiveDate>,
    strangers: &'c [&'c Test<'c>],
    terms: &'c Terms,
}

impl Case<'_> {
    /// The item of a thing; none for what is neither backed up nor tested in the window.
    fn judged(&self, thing: &Thing<'_>) -> Option<Item> {
        let window = self.terms.window;
        let tried: Vec<&Test<'_>> =
            thing.tests.iter().copied().filter(|test| test.day.is_none_or(|day| window.contains(day))).collect();
        if tried.is_empty() {
            let before = thing.tests.iter().rfind(|test| test.day.is_some_and(|day| day < window.from)).copied();
            return thing.backup.map(|_| self.untested(thing, before));
        }
        let shown: Vec<(State, String)> = tried.iter().map(|test| self.shown(test, thing)).collect();
        let rank = |state: State| match state {
            State::Exception => 0,
            State::Pass => 1,
            _ => 2,
        };
        // A failed test outweighs, then a complete one makes up for one that tells too little.
        let index = (0..shown.len()).min_by_key(|index| shown.get(*index).map(|(state, _)| rank(*state)))?;
        let ((mut state, mut reason), test) = (shown.get(index)?.clone(), *tried.get(index)?);
        let good: BTreeSet<NaiveDate> =
            thing.tests.iter().filter(|test| self.is_good(test)).filter_map(|test| test.day).collect();
        let rhythm = Rhythm::of(&INTERVAL, self.terms, window.from, &[thing.label, thing.system]);
        let late = backups::over(self.terms)
            .zip(rhythm)
            .map(|(span, rhythm)| overdue(&good, span, |day| rhythm.due_after(day, self.terms)));
        let mut steps = self.steps(thing, &tried);
        if let Some(late) = late.unwrap_or_default().first().filter(|late| self.known > Some(late.due)) {
            let until = late
                .until
                .map_or_else(|| "none up to the end of what is known".to_owned(), |day| format!("the next is of {day}"));
            reason = format!("{reason}; a test was due by {}, {until}", late.due);
            steps.push(rule(Some(late.due), format!("due by `{}`", INTERVAL.id)));
            state = State::Exception;
        }
        let more = if tried.len() > 1 { format!(" ({} in the window)", count(tried.len(), "test")) } else { String::new() };
        let mut proof: Vec<Pointer> = vec![test.pointer.clone()];
        proof.extend(tried.iter().map(|test| test.pointer).filter(|at| *at != test.pointer).take(20).cloned());
        let mut judged = item(thing.label, state, format!("{reason}{more}"), proof);
        judged.steps = steps;
        Some(judged)
    }

    fn is_good(&self, test: &Test<'_>) -> bool {
        verdict(test, &OBJECTIVES, self.terms).0 == State::Pass
    }

    /// What a test shows; one that failed passes if it was repeated in time with success.
    fn shown(&self, test: &Test<'_>, thing: &Thing<'_>) -> (State, String) {
        let (state, said) = verdict(test, &OBJECTIVES, self.terms);
        let Some(day) = test.day.filter(|_| state == State::Exception) else { return (state, said) };
        let last = clock::plus(day, self.terms.number(&RETEST, day));
        let later = thing.tests.iter().filter(|other| {
            other.pointer != test.pointer
                && other.stamp.map(|at| at.latest(self.terms.zone)) >= test.stamp.map(|at| at.earliest(self.terms.zone))
        });
        let again =
            later.filter(|other| self.is_good(other)).filter_map(|other| other.day).find(|again| day <= *again && *again <= last);
        match again {
            Some(again) => (State::Pass, format!("{said}; repeated with success on {again}, allowed until {last}")),
            None if !clock::is_over(last, self.terms) => {
                (State::Exception, format!("{said}; not yet repeated with success, allowed until {last}"))
            }
            None => (State::Exception, format!("{said}; not repeated with success by {last}")),
        }
    }

    /// Something that is backed up and that no test in the window names.
    fn untested(&self, thing: &Thing<'_>, before: Option<&Test<'_>>) -> Item {
        let window = self.terms.window;
        let next = |day: NaiveDate| {
            let rhythm = Rhythm::of(&INTERVAL, self.terms, day, &[thing.label, thing.system])?;
            Some(rhythm.due_after(day, self.terms))
        };
        let due = before.and_then(|test| next(test.day?));
        let last = before.and_then(|test| test.day).map(|day| format!(", the last one is of {day}")).unwrap_or_default();
        let horizon = clock::horizon(self.terms);
        let (state, reason) = match (self.known, due) {
            (None, _) => (State::NotDeterminable, "backed up, and no evidence of tests of restores was imported".to_owned()),
            (Some(_), Some(due)) if due > horizon => (
                State::NotDeterminable,
                format!("no test of a restore in the window{last}, the next is due by {due}: nothing in the window shows one"),
            ),
            _ if !self.strangers.is_empty() => {
                let named: BTreeSet<&str> = self.strangers.iter().map(|test| test.label()).collect();
                let named: Vec<String> = named.into_iter().take(3).map(|name| format!("`{name}`")).collect();
                (State::NotDeterminable, format!("restores were tested ({}), and none names it{last}", named.join(", ")))
            }
            _ if !clock::is_over(window.to, self.terms) => (
                State::NotDeterminable,
                format!("no test of a restore in the window so far{last}, the window lasts until {}", window.to),
            ),
            (Some(known), _) if known < window.to => (
                State::NotDeterminable,
                format!("no test of a restore up to {known}{last}: nothing tells of the time until {}", window.to),
            ),
            _ => (
                State::Exception,
                format!(
                    "{}no test of a restore from {window}{last}",
                    if thing.backup.is_some() { "backed up, and " } else { "" }
                ),
            ),
        };
        let proof =
            thing.backup.map(|run| run.pointer.clone()).into_iter().chain(before.map(|test| test.pointer.clone())).collect();
        let mut untested = item(thing.label, state, reason, proof);
        untested.steps = self.steps(thing, &before.into_iter().collect::<Vec<_>>());
        untested
    }

    fn steps(&self, thing: &Thing<'_>, tests: &[&Test<'_>]) -> Vec<Step> {
        let mut steps = Vec::new();
        steps.extend(thing.backup.map(|run| fact(Some(run.stamp), "the newest backup of it in the window", run.pointer)));
        let from = self.terms.window.from;
        let interval = self.terms.value(&INTERVAL, from);
        steps.push(rule(Some(from), format!("a test in the window is due; `{}` was {interval} on that day", INTERVAL.id)));
        for test in tests.iter().take(4) {
            let what = match test.seconds {
                Some(seconds) => format!("{}, {}", test.label(), recovery::spelled(seconds)),
                None => test.label().to_owned(),
            };
            steps.push(fact(test.stamp, what, test.pointer));
        }
        steps.extend(
            self.known.filter(|_| tests.is_empty()).map(|day| rule(Some(day), "the last day of which evidence of tests tells")),
        );
        steps
    }
}
