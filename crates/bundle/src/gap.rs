//! What is missing from a bundle: expected against packed, computed from the contents themselves, so that nobody can
//! forget to state it.
//!
//! A gap never stops the writing; it stands on the first pages of the report, in `START-HERE` and in `data/gaps.csv`.

use crate::Contents;
use model::{Control, EvidenceId, OccurrenceState, State};
use serde::Serialize;
use std::collections::BTreeSet;

/// Something expected that is not in the bundle, or in it but not ready.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Gap {
    /// What kind.
    pub kind: GapKind,
    /// What it is about: a control, criterion, evaluator, evidence or kind of records.
    pub about: String,
    /// What was expected and what is there, one sentence.
    pub what: String,
    /// The evidence concerned.
    pub evidence: Vec<EvidenceId>,
}

/// What kind of gap, in the order in which an auditor asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum GapKind {
    /// A criterion in scope that no control serves.
    CriterionWithoutControl,
    /// Occurrences of a control without evidence.
    OccurrenceMissed,
    /// Evidence that covers an occurrence in part.
    OccurrencePartly,
    /// A control without a person who owns it.
    ControlWithoutOwner,
    /// An evaluation that could not be decided.
    NotDeterminable,
    /// An evaluation that nobody made.
    NotTested,
    /// Evidence that says of itself that it is incomplete.
    IncompleteEvidence,
    /// An IPE sheet with blank fields.
    IpeBlank,
    /// Rows of an original that could not be read.
    UnreadRows,
    /// A category in or out of scope without a reason.
    ScopeWithoutReason,
    /// Records that are not written as a table.
    RecordsLeftOut,
    /// Something else that the vault knows of.
    Other,
}

impl GapKind {
    /// The word as people read it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::CriterionWithoutControl => "criterion without a control",
            Self::OccurrenceMissed => "occurrence without evidence",
            Self::OccurrencePartly => "occurrence evidenced in part",
            Self::ControlWithoutOwner => "control without an owner",
            Self::NotDeterminable => "not determinable",
            Self::NotTested => "not tested",
            Self::IncompleteEvidence => "incomplete evidence",
            Self::IpeBlank => "blank fields in the IPE sheet",
            Self::UnreadRows => "rows that could not be read",
            Self::ScopeWithoutReason => "scope without a reason",
            Self::RecordsLeftOut => "records not written as a table",
            Self::Other => "missing",
        }
    }
}

/// Everything that is missing, by kind and then by what it is about: what the contents themselves show, and what the
/// vault adds in [`Contents::gaps`].
pub fn missing(contents: &Contents) -> Vec<Gap> {
    let mut found = Vec::new();
    found.extend(criteria(contents));
    contents.controls.iter().for_each(|control| found.extend(of_control(contents, control)));
    found.extend(results(contents));
    contents.evidence.iter().for_each(|exhibit| found.extend(of_evidence(&exhibit.evidence)));
    found.extend(scope(contents));
    found.extend(contents.left_out.iter().map(|left| gap(GapKind::RecordsLeftOut, left.kind.id(), left.reason.clone())));
    found.extend(contents.gaps.iter().cloned());
    found.sort_by(|a, b| a.kind.cmp(&b.kind).then_with(|| a.about.cmp(&b.about)));
    found
}

fn gap(kind: GapKind, about: impl Into<String>, what: String) -> Gap {
    Gap { kind, about: about.into(), what, evidence: Vec::new() }
}

fn criteria(contents: &Contents) -> Vec<Gap> {
    let categories = contents.engagement.categories();
    let served: BTreeSet<&str> = contents.controls.iter().flat_map(|control| &control.criteria).map(String::as_str).collect();
    let open = contents.criteria.iter().filter(|criterion| categories.contains(&criterion.category));
    open.filter(|criterion| !served.contains(criterion.id.as_str()))
        .map(|criterion| {
            gap(GapKind::CriterionWithoutControl, &criterion.id, format!("No control serves “{}”.", criterion.title))
        })
        .collect()
}

fn of_control(contents: &Contents, control: &Control) -> Vec<Gap> {
    let own: Vec<_> = contents.occurrences.iter().filter(|occurrence| occurrence.control == control.id).collect();
    let mut found = Vec::new();
    let missed: Vec<_> = own.iter().filter(|occurrence| occurrence.state == OccurrenceState::Missed).collect();
    if !missed.is_empty() {
        let periods: Vec<String> = missed.iter().map(|occurrence| occurrence.period.to_string()).collect();
        let expected =
            if control.evidence.is_empty() { String::new() } else { format!("; expected: {}", control.evidence.join(", ")) };
        let what = format!("{} of {} occurrences have no evidence{expected}: {}.", missed.len(), own.len(), periods.join("; "));
        found.push(gap(GapKind::OccurrenceMissed, &control.id, what));
    }
    for occurrence in own.iter().filter(|one| one.uncovered_days > 0 && !one.evidence.is_empty()) {
        let what = format!("No evidence covers {} of the days of {}.", occurrence.uncovered_days, occurrence.period);
        found.push(Gap { evidence: occurrence.evidence.clone(), ..gap(GapKind::OccurrencePartly, &control.id, what) });
    }
    if control.owner.as_deref().is_none_or(|owner| owner.trim().is_empty()) {
        let what = format!("No person is named as its owner (role: {}).", control.owner_role);
        found.push(gap(GapKind::ControlWithoutOwner, &control.id, what));
    }
    found
}

fn results(contents: &Contents) -> Vec<Gap> {
    let mut found = Vec::new();
    for tested in &contents.evaluations {
        let evaluation = &tested.evaluation;
        let lacking: Vec<String> = evaluation
            .inputs
            .iter()
            .filter(|input| !input.gaps.is_empty())
            .map(|input| format!("{}: {}", input.name, input.gaps.join("; ")))
            .collect();
        let kind = match evaluation.state {
            State::NotTested => GapKind::NotTested,
            State::NotDeterminable => GapKind::NotDeterminable,
            State::Pass | State::Exception | State::NoOccurrence if evaluation.undetermined > 0 => GapKind::NotDeterminable,
            State::Pass | State::Exception | State::NoOccurrence => continue,
        };
        let mut what = format!("{} of {} items could not be judged.", evaluation.undetermined, evaluation.population);
        if !lacking.is_empty() {
            what = format!("{what} Missing: {}.", lacking.join(" | "));
        }
        found.push(gap(kind, &evaluation.evaluator, what));
    }
    let made: BTreeSet<&str> = contents.evaluations.iter().map(|tested| tested.evaluation.evaluator.as_str()).collect();
    let named: BTreeSet<&str> = contents.controls.iter().flat_map(|control| &control.evaluators).map(String::as_str).collect();
    found.extend(
        named
            .difference(&made)
            .map(|id| gap(GapKind::NotTested, *id, "Named by a control, but no result of it is in this bundle.".to_owned())),
    );
    found
}

fn of_evidence(evidence: &model::Evidence) -> Vec<Gap> {
    let about = evidence.id.to_string();
    let with = |kind, what| Gap { evidence: vec![evidence.id], ..gap(kind, &about, what) };
    let mut found = Vec::new();
    if !evidence.incomplete.is_empty() {
        found.push(with(GapKind::IncompleteEvidence, format!("{}: {}.", evidence.file_name, evidence.incomplete.join("; "))));
    }
    let blanks = evidence.ipe.blanks();
    if !blanks.is_empty() {
        found.push(with(GapKind::IpeBlank, format!("{}: {}.", evidence.file_name, blanks.join(", "))));
    }
    if evidence.problems > 0 {
        let what =
            format!("{}: {} problems met while reading; the original is packed whole.", evidence.file_name, evidence.problems);
        found.push(with(GapKind::UnreadRows, what));
    }
    found
}

fn scope(contents: &Contents) -> Vec<Gap> {
    let blank = contents.engagement.scope.iter().filter(|(_, scope)| scope.reason.trim().is_empty());
    blank
        .map(|(category, scope)| {
            let side = if scope.included { "in" } else { "out of" };
            gap(GapKind::ScopeWithoutReason, category.id(), format!("The category is {side} scope without a reason."))
        })
        .collect()
}
