//! Judged items as people work on them: with file names, answers, acceptances, assignments, remarks.

use crate::{
    AppError, Session,
    contract::{
        Proof,
        findings::{AcceptedView, AnswerView, AssignedView, RemarkView},
        results::ItemView,
    },
    dataset,
    words::{count, seconds},
};
use chrono::NaiveDate;
use model::{EvidenceId, Item, Pointer};
use std::collections::BTreeMap;
use store::{Acceptance, Assignment, Read, Remark, Response};

type ByItem<T> = BTreeMap<(String, String), T>;

/// What is known around items, by which they are told.
pub(crate) struct Lookup {
    files: BTreeMap<EvidenceId, String>,
    names: BTreeMap<String, String>,
    responses: ByItem<Response>,
    acceptances: ByItem<Acceptance>,
    assignments: ByItem<Assignment>,
    remarks: ByItem<u64>,
    /// The day of judgement.
    pub(crate) today: NaiveDate,
}

impl Lookup {
    pub(crate) fn new(session: &Session, read: &Read<'_>) -> Result<Self, AppError> {
        Ok(Self {
            files: read.all_evidence()?.into_iter().map(|evidence| (evidence.id, evidence.file_name)).collect(),
            names: read.team()?.into_iter().map(|member| (member.email, member.name)).collect(),
            responses: by_item(read.responses()?, |one| (&one.evaluator, &one.subject)),
            acceptances: by_item(read.acceptances()?, |one| (&one.evaluator, &one.subject)),
            assignments: by_item(read.assignments()?, |one| (&one.evaluator, &one.subject)),
            remarks: read.remark_counts()?.into_iter().collect(),
            today: dataset::terms(session, read)?.today(),
        })
    }

    /// An item as the window shows it.
    pub(crate) fn item(&self, evaluator: &str, seq: u64, item: &Item) -> ItemView {
        let key = (evaluator.to_owned(), item.subject.clone());
        ItemView {
            evaluator: evaluator.to_owned(),
            seq: count(seq),
            subject: item.subject.clone(),
            state: item.state,
            reason: item.reason.clone(),
            proof: item.proof.iter().map(|pointer| self.proof(pointer)).collect(),
            answer: self.responses.get(&key).map(answer),
            accepted: self.acceptances.get(&key).map(|accepted| self.accepted(accepted)),
            assigned: self.assignments.get(&key).map(|assigned| self.assigned(assigned)),
            remarks: count(self.remarks.get(&key).copied().unwrap_or(0)),
        }
    }

    /// A place as the window shows it.
    pub(crate) fn proof(&self, pointer: &Pointer) -> Proof {
        proof(pointer, self.files.get(&pointer.evidence).map(String::as_str))
    }

    /// A person's name, else the address.
    pub(crate) fn name(&self, email: &str) -> String {
        self.names.get(email).filter(|name| !name.is_empty()).cloned().unwrap_or_else(|| email.to_owned())
    }

    fn accepted(&self, accepted: &Acceptance) -> AcceptedView {
        AcceptedView {
            reason: accepted.reason.clone(),
            by: self.name(&accepted.by),
            until: accepted.until.to_string(),
            ended: accepted.until < self.today,
        }
    }

    fn assigned(&self, assigned: &Assignment) -> AssignedView {
        AssignedView {
            member: assigned.member.clone(),
            name: self.name(&assigned.member),
            due: assigned.due.to_string(),
            overdue: assigned.due < self.today,
        }
    }
}

/// A place in a file as the window shows it.
pub(crate) fn proof(pointer: &Pointer, file: Option<&str>) -> Proof {
    Proof {
        evidence: pointer.evidence.0,
        evidence_label: pointer.evidence.to_string(),
        file: file.unwrap_or_default().to_owned(),
        at: pointer.at.to_string(),
    }
}

fn by_item<T>(all: Vec<T>, key: impl Fn(&T) -> (&String, &String)) -> ByItem<T> {
    let keyed = |one: T| {
        let (evaluator, subject) = key(&one);
        ((evaluator.clone(), subject.clone()), one)
    };
    all.into_iter().map(keyed).collect()
}

fn answer(response: &Response) -> AnswerView {
    AnswerView {
        cause: response.cause.clone(),
        fix: response.fix.clone(),
        due: response.due.map(|day| day.to_string()).unwrap_or_default(),
        compensating: response.compensating.clone(),
        retest: response.retest.map(|id| id.0),
        owner: response.owner.clone(),
        at: seconds(response.at),
    }
}

/// A remark as the window shows it.
pub(crate) fn remark(remark: Remark) -> RemarkView {
    RemarkView { text: remark.text, author: remark.author, at: seconds(remark.at) }
}
