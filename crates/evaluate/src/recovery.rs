//! Tests of recovery: restores, failovers and exercises, with what each of them shows.

use crate::{
    dataset::Dataset,
    inputs::{self, is_future},
    words::{fold, tokens, written},
};
use chrono::{DateTime, NaiveDate, Utc};
use model::{
    Evidence, Kind, ParameterSpec, Pointer, Stamp, State, Terms,
    record::{Backup, BackupKind, Outcome, RecoveryTest, RecoveryTestKind},
};

/// One test, from a register or from the log of a backup system.
#[derive(Debug, Clone)]
pub(crate) struct Test<'a> {
    /// What was tried, in the source's words.
    pub name: &'a str,
    /// What was recovered, where told.
    pub service: Option<&'a str>,
    /// Which of the kinds.
    pub kind: RecoveryTestKind,
    /// When it was done.
    pub stamp: Option<Stamp>,
    /// The day of that.
    pub day: Option<NaiveDate>,
    /// How it ended.
    pub outcome: Outcome,
    /// The source's word for that.
    pub word: Option<&'a str>,
    /// How long recovery took, in seconds.
    pub seconds: Option<u64>,
    /// The objective that it names itself, in seconds.
    pub objective: Option<u64>,
    /// How much was lost, in seconds.
    pub loss: Option<u64>,
    /// How much may be lost by its own words, in seconds.
    pub loss_objective: Option<u64>,
    /// Where it stands.
    pub pointer: &'a Pointer,
}

/// All tests that were done up to the moment of judgement, and those without a date, by their kinds.
pub(crate) fn tests<'a>(dataset: &'a Dataset, terms: &Terms) -> Vec<Test<'a>> {
    let known = |pointer: &Pointer| dataset.evidence.get(&pointer.evidence).is_some_and(|evidence| !is_future(evidence, terms));
    let registered = dataset.recovery_tests.iter().map(|row| registered(&row.value, &row.pointer, terms));
    let runs = dataset.backups.iter().filter(|row| row.value.run == BackupKind::Restore);
    let all = registered.chain(runs.map(|row| restored(&row.value, &row.pointer, terms)));
    let done = |test: &Test<'_>| test.stamp.is_none_or(|at| at.earliest(terms.zone) <= terms.as_of);
    all.filter(|test| known(test.pointer) && done(test)).collect()
}

fn registered<'a>(test: &'a RecoveryTest, pointer: &'a Pointer, terms: &Terms) -> Test<'a> {
    let stamp = test.at.or(test.finished);
    Test {
        name: &test.name,
        service: written(test.service.as_deref()),
        kind: kind(test),
        stamp,
        day: stamp.map(|at| terms.day(at)),
        outcome: test.outcome,
        word: test.outcome_word.as_deref(),
        seconds: test.seconds.or_else(|| between(test.at, test.finished, terms)),
        objective: test.objective_seconds,
        loss: test.loss_seconds,
        loss_objective: test.loss_objective_seconds,
        pointer,
    }
}

fn restored<'a>(run: &'a Backup, pointer: &'a Pointer, terms: &Terms) -> Test<'a> {
    let stamp = run.at.or(run.finished);
    Test {
        name: &run.job,
        service: written(Some(&run.job)),
        kind: RecoveryTestKind::Restore,
        stamp,
        day: stamp.map(|at| terms.day(at)),
        outcome: run.outcome,
        word: run.outcome_word.as_deref(),
        seconds: run.seconds.or_else(|| between(run.at, run.finished, terms)),
        objective: run.objective_seconds,
        loss: None,
        loss_objective: None,
        pointer,
    }
}

/// The kind that the source tells, else the one that its words mean.
fn kind(test: &RecoveryTest) -> RecoveryTestKind {
    if test.test != RecoveryTestKind::Other {
        return test.test;
    }
    let words = tokens(&format!("{} {}", test.test_word.as_deref().unwrap_or_default(), test.name));
    let has = |leads: &[&str]| words.iter().any(|word| leads.iter().any(|lead| word.starts_with(lead)));
    if has(&["failover", "switchover", "failback"]) {
        RecoveryTestKind::Failover
    } else if has(&["tabletop", "walkthrough", "exercise"]) {
        RecoveryTestKind::Tabletop
    } else if has(&["restor", "backup"]) {
        RecoveryTestKind::Restore
    } else if has(&["disaster", "dr", "continuity"]) {
        RecoveryTestKind::Failover
    } else {
        RecoveryTestKind::Other
    }
}

/// Seconds from start to end, where both are told with a time.
fn between(from: Option<Stamp>, to: Option<Stamp>, terms: &Terms) -> Option<u64> {
    let moment = |stamp: Stamp| -> Option<DateTime<Utc>> {
        if matches!(stamp, Stamp::Day(_)) { None } else { Some(stamp.earliest(terms.zone)) }
    };
    u64::try_from((moment(to?)? - moment(from?)?).num_seconds()).ok()
}

impl Test<'_> {
    /// What it is called: what was recovered, else what was tried.
    pub(crate) fn label(&self) -> &str {
        let name = if self.name.trim().is_empty() { self.service.unwrap_or_default() } else { self.name };
        if name.is_empty() { "(test without a name)" } else { name }
    }

    /// The thing that it recovered, as tests of the same thing are found.
    pub(crate) fn thing(&self) -> String {
        fold(self.service.unwrap_or(self.name))
    }

    /// When it was done and how it ended, half a sentence.
    pub(crate) fn said(&self) -> String {
        let when = self.stamp.map_or_else(|| "without a date".to_owned(), |at| format!("of {at}"));
        let word = self.word.map(|word| format!(" (`{word}`)")).unwrap_or_default();
        let how = match self.outcome {
            Outcome::Succeeded => "succeeded",
            Outcome::Warned => "succeeded with remarks",
            Outcome::Failed => "failed",
            Outcome::Running => "still under way when it was listed",
            Outcome::Unknown => "no result told",
        };
        format!("{how}{word}, test {when}")
    }
}

/// What a test is measured against.
pub(crate) struct Objectives {
    /// Hours that recovery may take, where the test names none.
    pub time: &'static ParameterSpec,
    /// Hours that may be lost, where the test names none; none: loss is not measured.
    pub loss: Option<&'static ParameterSpec>,
}

/// What a test shows: its state, and why in words. An exercise has a result and nothing to measure.
pub(crate) fn verdict(test: &Test<'_>, objectives: &Objectives, terms: &Terms) -> (State, String) {
    let Some(day) = test.day else {
        return (State::NotDeterminable, format!("{}: nothing places it in the window", test.said()));
    };
    match test.outcome {
        Outcome::Failed => return (State::Exception, test.said()),
        Outcome::Unknown | Outcome::Running => return (State::NotDeterminable, test.said()),
        Outcome::Succeeded | Outcome::Warned => {}
    }
    if test.kind == RecoveryTestKind::Tabletop {
        return (State::Pass, test.said());
    }
    let hours = |spec: &ParameterSpec| u64::from(terms.number(spec, day)) * 3600;
    let objective = test.objective.unwrap_or_else(|| hours(objectives.time));
    let whose =
        |own: Option<u64>, spec: &ParameterSpec| if own.is_some() { String::new() } else { format!(", by `{}`", spec.id) };
    let Some(seconds) = test.seconds else {
        let allowed = spelled(objective);
        return (State::NotDeterminable, format!("{}; its duration is not told, the objective is {allowed}", test.said()));
    };
    let time =
        format!("took {}, the objective is {}{}", spelled(seconds), spelled(objective), whose(test.objective, objectives.time));
    let mut state = if seconds > objective { State::Exception } else { State::Pass };
    let mut said = format!("{}; {time}", test.said());
    if let Some(spec) = objectives.loss {
        let allowed = test.loss_objective.unwrap_or_else(|| hours(spec));
        let words = match test.loss {
            Some(loss) => {
                if loss > allowed {
                    state = State::Exception;
                }
                format!("lost {}, allowed are {}{}", spelled(loss), spelled(allowed), whose(test.loss_objective, spec))
            }
            None if test.loss_objective.is_some() => {
                if state == State::Pass {
                    state = State::NotDeterminable;
                }
                format!("how much was lost is not told, allowed are {}", spelled(allowed))
            }
            None => "nothing is told of what was lost".to_owned(),
        };
        said = format!("{said}; {words}");
    }
    (state, said)
}

/// `3 h 20 min`.
pub(crate) fn spelled(seconds: u64) -> String {
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let parts = [(hours, "h"), (minutes, "min"), (rest, "s")];
    let told: Vec<String> =
        parts.iter().filter(|(number, _)| *number > 0).map(|(number, unit)| format!("{number} {unit}")).collect();
    if told.is_empty() { "0 s".to_owned() } else { told.join(" ") }
}

/// The evidence that tells of tests: registers, and logs that hold restores.
pub(crate) fn evidence<'a>(dataset: &'a Dataset, tests: &'a [Test<'a>]) -> impl Iterator<Item = &'a Evidence> {
    let restores = tests.iter().map(|test| test.pointer.evidence).collect::<std::collections::BTreeSet<_>>();
    dataset
        .evidence
        .values()
        .filter(move |evidence| evidence.records.contains_key(&Kind::RecoveryTest) || restores.contains(&evidence.id))
}

/// The last day of which that evidence tells: a register in use tells of every day up to the one on which it was taken.
pub(crate) fn known_until(dataset: &Dataset, tests: &[Test<'_>], terms: &Terms) -> Option<NaiveDate> {
    let registers = evidence(dataset, tests).filter(|evidence| !is_future(evidence, terms));
    registers.map(|evidence| inputs::moment(evidence, terms).day).max()
}
