//! `cuec-unmapped`: is everything that vendors' reports expect of the company, and the company of them, mapped?
//!
//! Population: the controls that vendors' reports expect of their customers (CUECs), less those declared not to apply with a
//! reason; the controls that the company expects of subservice organisations (CSOCs); and every subservice organisation in
//! use with a report, of which no CUEC is listed. Failed: a CUEC that names no own control, or none that the map has and that
//! is in force on the last day judged; a CSOC that names no criterion that exists, or whose vendor is in no register or was
//! never reviewed. Not determinable: declared not to apply without a reason; a report without a list of its CUECs; no
//! controls or criteria in the map; a review that only the register tells.

use crate::{
    clock,
    criteria::{Known, ids},
    dataset::{Dataset, Sourced},
    evaluation::{Draft, conclude, fact, item, keep, rule},
    evaluator::{About, Evaluator, Judge},
    inputs,
    vendors::{Entry, Register, said},
};
use chrono::NaiveDate;
use model::{
    Evaluation, Filter, Item, Kind, Pointer, State, Terms,
    record::{VendorControl, VendorControlFamily},
};
use std::collections::BTreeSet;

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "cuec-unmapped",
    version: 1,
    about: About {
        question: "Does an own control answer each control that vendors expect of us, and a review each that we expect of them?",
        why: "A vendor's report holds only if its customers do their part; a part that nobody owns is not done.",
        reading: "One item per control listed, and one per subservice organisation with a report and no list. Ids are met \
                  however they are spelled (`CC 6.1`, `CC6.1.1`, `AC 03`). An id that the map does not have is named.",
    },
    needs: &[Kind::VendorControl],
    uses: &[Kind::Vendor, Kind::VendorReview],
    map: true,
    parameters: &[],
    judge: Judge::Records(judge),
};

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let register = Register::new(dataset, terms);
    let known = Known::new(&dataset.criteria, &dataset.controls);
    let mut draft = Draft { population_of: "controls that go with vendors' reports", ..Draft::default() };
    let future = |row: &Sourced<VendorControl>| {
        dataset.evidence.get(&row.pointer.evidence).is_none_or(|list| inputs::is_future(list, terms))
    };
    let rows: Vec<&Sourced<VendorControl>> = dataset.vendor_controls.iter().filter(|row| !future(row)).collect();
    let listed: BTreeSet<&Pointer> = rows
        .iter()
        .filter(|row| row.value.family == VendorControlFamily::UserEntity)
        .filter_map(|row| register.find(&row.value.vendor)?.row())
        .collect();
    let applying = keep(rows, "other than declared not to apply, with a reason", &mut draft.filters, |row| {
        row.value.applies != Some(false) || said(row.value.reason.as_ref()).is_none()
    });
    let case = Case { register: &register, known: &known, dataset, terms, day: clock::horizon(terms) };
    draft.items = applying.iter().map(|row| case.judged(row)).collect();
    let unlisted = register.in_use(&mut Vec::new()).into_iter().filter(|entry| {
        entry.subservice() == Some(true) && reports(entry) && entry.row().is_none_or(|row| !listed.contains(row))
    });
    let unlisted: Vec<Item> = unlisted.map(without_list).collect();
    let before = draft.items.len() as u64;
    let kept = "and subservice organisations in use with a report and no list of CUECs".to_owned();
    draft.filters.push(Filter { kept, before, after: before + unlisted.len() as u64 });
    draft.items.extend(unlisted);
    draft.sources = vec![inputs::standing(dataset, terms, Kind::VendorControl)];
    conclude(&EVALUATOR, terms, draft)
}

/// Whether a report of a vendor is on record.
fn reports(entry: &Entry<'_>) -> bool {
    let sheet = |review: &model::record::VendorReview| said(review.report.as_ref()).is_some() || review.report_to.is_some();
    entry.told(|vendor| said(vendor.report.as_ref())).is_some() || entry.reviews.iter().any(|row| sheet(&row.value))
}

fn without_list(entry: &Entry<'_>) -> Item {
    let sheet = entry.reviews.last().map(|row| row.pointer.clone());
    let reason = "subservice organisation with a report, and no list tells what the report expects of its customers";
    item(entry.name(), State::NotDeterminable, reason, entry.row().cloned().into_iter().chain(sheet).collect())
}

/// What a control is judged by.
struct Case<'c, 'a> {
    register: &'c Register<'a>,
    known: &'c Known<'a>,
    dataset: &'c Dataset,
    terms: &'c Terms,
    day: NaiveDate,
}

/// A judgement: state, words, and the rows beside the control's own.
type Outcome = (State, String, Vec<Pointer>);

impl Case<'_, '_> {
    fn judged(&self, row: &Sourced<VendorControl>) -> Item {
        let control = &row.value;
        let (state, what, more) = match (control.applies, control.family) {
            (Some(false), _) => (State::NotDeterminable, "declared not to apply, and no reason is given".to_owned(), Vec::new()),
            (_, VendorControlFamily::UserEntity) => self.own(control),
            (_, VendorControlFamily::SubserviceOrganisation) => self.theirs(control),
        };
        let subject = said(control.id.as_ref()).unwrap_or(&control.vendor);
        let family = match control.family {
            VendorControlFamily::UserEntity => "CUEC",
            VendorControlFamily::SubserviceOrganisation => "CSOC",
        };
        let proof: Vec<Pointer> = [row.pointer.clone()].into_iter().chain(more.iter().cloned()).collect();
        let mut judged = item(subject, state, format!("{family} of {}: {what}", control.vendor), proof);
        let text = said(control.text.as_ref()).map(|text| format!(": {text}")).unwrap_or_default();
        judged.steps.push(fact(None, format!("{family} of {}{text}", control.vendor), &row.pointer));
        let mapped = [&control.controls, &control.criteria].map(|cells| ids(cells).join(", "));
        let told = |ids: &str| if ids.is_empty() { "none".to_owned() } else { ids.to_owned() };
        judged.steps.push(fact(
            None,
            format!("mapped to controls: {}; criteria: {}", told(&mapped[0]), told(&mapped[1])),
            &row.pointer,
        ));
        judged.steps.extend(more.iter().map(|pointer| fact(None, "what is known of the vendor", pointer)));
        judged.steps.push(rule(Some(self.day), "the map as it stands on this day"));
        judged
    }

    /// A CUEC: own controls answer it.
    fn own(&self, control: &VendorControl) -> Outcome {
        let ids = ids(&control.controls);
        if self.dataset.controls.is_empty() {
            return (State::NotDeterminable, "the map has no controls".to_owned(), Vec::new());
        }
        let unknown: Vec<&str> = ids.iter().copied().filter(|id| self.known.control(id).is_empty()).collect();
        let in_force = |id: &&str| self.known.control(id).iter().any(|version| version.in_force().contains(self.day));
        let valid = ids.iter().filter(|id| in_force(id)).filter_map(|id| self.known.control(id).first());
        let valid: Vec<&str> = valid.map(|control| control.id.as_str()).collect();
        let foreign = if unknown.is_empty() { String::new() } else { format!("; the map does not have {}", unknown.join(", ")) };
        let met = said(control.reason.as_ref()).map(|reason| format!("; noted is: {reason}")).unwrap_or_default();
        match (valid.is_empty(), ids.is_empty(), unknown.len() == ids.len()) {
            (false, ..) => (State::Pass, format!("answered by {}{foreign}", valid.join(", ")), Vec::new()),
            (true, true, _) => (State::Exception, format!("mapped to no control{met}"), Vec::new()),
            (true, false, true) => {
                (State::Exception, format!("mapped to {}, which the map does not have", ids.join(", ")), Vec::new())
            }
            (true, false, false) => {
                (State::Exception, format!("mapped to {}, not in force on {}{foreign}", ids.join(", "), self.day), Vec::new())
            }
        }
    }

    /// A CSOC: it serves a criterion, and somebody reviewed the vendor.
    fn theirs(&self, control: &VendorControl) -> Outcome {
        let ids = ids(&control.criteria);
        if self.dataset.criteria.is_empty() {
            return (State::NotDeterminable, "the map has no criteria".to_owned(), Vec::new());
        }
        let (valid, unknown): (Vec<&str>, Vec<&str>) = ids.iter().partition(|id| self.known.criterion(id).is_some());
        let serves: BTreeSet<&str> = valid.iter().filter_map(|id| self.known.criterion(id)).collect();
        let serves: Vec<&str> = serves.into_iter().collect();
        let foreign = if unknown.is_empty() { String::new() } else { format!("; no criterion is called {}", unknown.join(", ")) };
        if valid.is_empty() {
            let lead = if ids.is_empty() { "names no criterion".to_owned() } else { "names no criterion that exists".to_owned() };
            return (State::Exception, format!("{lead}{foreign}"), Vec::new());
        }
        let serves = format!("serves {}{foreign}", serves.join(", "));
        let Some(entry) = self.register.find(&control.vendor) else {
            if self.dataset.vendors.is_empty() && self.dataset.vendor_reviews.is_empty() {
                return (
                    State::NotDeterminable,
                    format!("{serves}; no register and no review of vendors was imported"),
                    Vec::new(),
                );
            }
            return (State::Exception, format!("{serves}; {} is in no register and no review", control.vendor), Vec::new());
        };
        if let Some((day, row)) = entry.counting(self.terms).last() {
            return (State::Pass, format!("{serves}; reviewed on {day}"), vec![row.pointer.clone()]);
        }
        if let Some((day, row)) = entry.claims(self.terms).iter().next_back() {
            let reason = format!("{serves}; reviewed on {day} by the register, and no review sheet shows by whom");
            return (State::NotDeterminable, reason, vec![row.pointer.clone()]);
        }
        let proof = entry.row().cloned().into_iter().collect();
        (State::Exception, format!("{serves}; no review of the vendor is on record"), proof)
    }
}
