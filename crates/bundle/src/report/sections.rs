//! The sections of the report, in order.

mod cover;
mod criteria;
mod evidence;
mod exceptions;
mod gaps;
mod how_to_verify;
mod results;
mod scope;

use super::sheet::Sheet;
use crate::{Accepted, BundleError, Contents, Fingerprint, Gap, Identity, Response, Tested};
use model::{AuditType, Item, Pointer};
use std::collections::BTreeMap;

/// The contents as the sections look at them.
pub(super) struct View<'a> {
    contents: &'a Contents,
    gaps: &'a [Gap],
    tested: BTreeMap<&'a str, &'a Tested>,
    ca: Fingerprint,
    ssh: String,
}

impl<'a> View<'a> {
    pub(super) fn new(contents: &'a Contents, gaps: &'a [Gap], identity: &Identity) -> Result<Self, BundleError> {
        Ok(Self {
            contents,
            gaps,
            tested: contents.evaluations.iter().map(|tested| (tested.evaluation.evaluator.as_str(), tested)).collect(),
            ca: identity.fingerprint(),
            ssh: crate::sign::ssh_fingerprint(identity)?,
        })
    }

    /// Who accepts an item as known; none where nobody does.
    fn accepted(&self, evaluator: &str, item: &Item) -> Option<&'a Accepted> {
        self.contents.accepted.iter().find(|accepted| accepted.evaluator == evaluator && accepted.subject == item.subject)
    }

    /// The day as of which everything is told, in the company's zone.
    fn today(&self) -> chrono::NaiveDate {
        self.contents.as_of.with_timezone(&self.contents.engagement.tz()).date_naive()
    }

    /// The response to an item: to itself, else to all of its evaluator.
    fn response(&self, evaluator: &str, item: &Item) -> Option<&'a Response> {
        let own = self.contents.responses.iter().filter(|response| response.evaluator == evaluator);
        let exact = own.clone().find(|response| response.subject.as_deref() == Some(item.subject.as_str()));
        exact.or_else(|| own.clone().find(|response| response.subject.is_none()))
    }
}

/// All sections.
pub(super) fn all(sheet: &mut Sheet<'_>, view: &View<'_>) {
    cover::set(sheet, view);
    gaps::set(sheet, view);
    scope::set(sheet, view);
    results::set(sheet, view);
    exceptions::set(sheet, view);
    criteria::set(sheet, view);
    evidence::set(sheet, view);
    how_to_verify::set(sheet, view);
}

/// What stands on top of every page.
pub(super) fn running_head(contents: &Contents) -> String {
    let engagement = &contents.engagement;
    format!("{} · SOC 2 {} · {}", engagement.company, type_word(engagement.audit_type), window(contents))
}

const fn type_word(audit_type: AuditType) -> &'static str {
    match audit_type {
        AuditType::TypeI => "Type I",
        AuditType::TypeII => "Type II",
    }
}

fn window(contents: &Contents) -> String {
    let window = &contents.engagement.window;
    match contents.engagement.audit_type {
        AuditType::TypeI => format!("as of {}", window.to),
        AuditType::TypeII => window.to_string(),
    }
}

/// `2026-07-03 09:30 UTC`.
fn moment(at: chrono::DateTime<chrono::Utc>) -> String {
    at.format("%Y-%m-%d %H:%M UTC").to_string()
}

/// `E-0007, row 12`.
fn pointer(pointer: &Pointer) -> String {
    format!("{}, {}", pointer.evidence, pointer.at)
}

/// Groups of three digits.
pub(crate) fn number(value: u64) -> String {
    let digits = value.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// `1 file`, `2 files`.
fn counted(value: u64, one: &str, many: &str) -> String {
    format!("{} {}", number(value), if value == 1 { one } else { many })
}
