//! `vendor-report-gap`: do assurance reports cover the whole window for every vendor that needs one?
//!
//! Population: vendors in use by the newest register that are subservice organisations or of a tier that needs a report;
//! one whose tier and kind are not told is looked at too. Counted are reports of the kinds that the company accepts, of
//! type II, on record in the register or on a review sheet; several in a row add up. A bridge letter counts from the end of
//! its report until the day on which it was signed (nobody can state what is still to come), for so many days at most.
//! While the window runs, the last days that a bridge letter could still cover are not yet due. Failed: days of the window
//! that nothing covers. Not determinable: whether a report is of type II, or its period, is not told and decides; no sheet
//! tells which service the report covers, or it names another than is used; nothing at all tells of reports.

use crate::{
    clock,
    dataset::Dataset,
    evaluation::{Draft, conclude, fact, item, keep, rule},
    evaluator::{About, Evaluator, Judge},
    inputs,
    vendors::{Entry, Register, is_tier, said},
    words::{count, tokens},
};
use chrono::NaiveDate;
use model::{
    Evaluation, Item, Kind, ParameterSpec, Period, Pointer, Stamp, State, Step, Terms,
    record::{Vendor, VendorReview},
};
use std::collections::BTreeSet;

/// Tiers that need a report.
pub(crate) static TIERS: ParameterSpec = ParameterSpec {
    id: "vendor-report-tiers",
    title: "Tiers of vendors that need an assurance report, in the register's words, beside subservice organisations",
    default: "critical, kritisch, tier 0, tier 1, t0, t1",
    source: "usual practice: an assurance report of every critical vendor",
};

/// Kinds of reports that count.
pub(crate) static KINDS: ParameterSpec = ParameterSpec {
    id: "vendor-report-kinds",
    title: "Kinds of assurance reports that count, of type II each",
    default: "soc 2, isae 3000, c5",
    source: "attestations on security over a period; SOC 1 is about financial reporting, a certificate covers no period",
};

/// Days for which a bridge letter counts.
pub(crate) static BRIDGE: ParameterSpec = ParameterSpec {
    id: "bridge-letter-days",
    title: "Days after the end of a report for which a bridge letter counts at most",
    default: "92",
    source: "common practice: a bridge letter covers up to three months",
};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "vendor-report-gap",
    version: 1,
    about: About {
        question: "Do type II reports and bridge letters cover the whole window for every vendor that needs one?",
        why: "Days that no report covers are days on which nobody independent looked at the controls that the company relies on.",
        reading: "One item per critical vendor or subservice organisation. Consecutive reports add up; a type I report counts \
                  for nothing; a bridge letter counts until it was signed, three months at most. What the report covers is \
                  compared with the service used by the words of both.",
    },
    needs: &[Kind::Vendor],
    uses: &[Kind::VendorReview],
    map: false,
    parameters: &[&TIERS, &KINDS, &BRIDGE],
    judge: Judge::Records(judge),
};

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let register = Register::new(dataset, terms);
    let mut draft = Draft { population_of: "vendors that need an assurance report", ..Draft::default() };
    let tiers = terms.words(&TIERS, clock::horizon(terms));
    let in_use = register.in_use(&mut draft.filters);
    let kept = format!("subservice organisations, tiers {}, and vendors of which neither is told", tiers.join(", "));
    let mut population = keep(in_use, &kept, &mut draft.filters, |entry| required(entry, &tiers) != Some(false));
    draft.sources = vec![inputs::standing(dataset, terms, Kind::Vendor)];
    if inputs::is_there(dataset, Kind::VendorReview) {
        draft.sources.push(inputs::supporting(dataset, Kind::VendorReview));
    }
    let span = span(terms);
    if span.is_none() {
        let kept = "whose reports could be there already";
        population = keep(population, kept, &mut draft.filters, |_| false);
        draft.sources.iter_mut().for_each(|source| source.covers = false);
        draft.notes.push("The window has run for less time than a bridge letter covers: nothing is due yet.".to_owned());
    }
    let silent = dataset.vendor_reviews.is_empty()
        && dataset.vendors.iter().all(|row| row.value.report_to.is_none() && row.value.report.is_none());
    let judged =
        |(entry, span): (&Entry<'_>, Period)| Case { entry, span, silent, must: required(entry, &tiers), terms }.judged();
    draft.items = population.into_iter().filter_map(|entry| Some(judged((entry, span?)))).collect();
    conclude(&EVALUATOR, terms, draft)
}

/// Whether a vendor needs a report; none where its register does not tell.
fn required(entry: &Entry<'_>, tiers: &[String]) -> Option<bool> {
    let by_tier = entry.tier().map(|tier| is_tier(tier, tiers));
    match (entry.subservice(), by_tier) {
        (Some(true), _) | (_, Some(true)) => Some(true),
        (None, None) => None,
        _ => Some(false),
    }
}

/// The days that have to be covered by now.
fn span(terms: &Terms) -> Option<Period> {
    let (window, today) = (terms.window, terms.today());
    let to = if clock::is_over(window.to, terms) { window.to } else { clock::minus(today, terms.number(&BRIDGE, today)) };
    Period::new(window.from, to.min(window.to))
}

/// How far a report counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Worth {
    /// Of an accepted kind and of type II.
    Counts,
    /// Of type I.
    TypeOne,
    /// Something else than an accepted report.
    Other,
    /// Neither its type nor a period by which it could be told.
    Untold,
}

/// A report as a row tells it.
struct Report<'a> {
    what: &'a str,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    worth: Worth,
    bridge: Option<Bridge>,
    service: Option<&'a str>,
    pointer: &'a Pointer,
}

/// A bridge letter: until when it says that it covers, and until when it counts; none: it is not signed.
struct Bridge {
    to: NaiveDate,
    counts_to: Option<NaiveDate>,
}

impl<'a> Report<'a> {
    fn of_register(row: &'a Vendor, pointer: &'a Pointer, terms: &Terms) -> Option<Self> {
        let (from, to) = (row.report_from.map(|at| terms.day(at)), row.report_to.map(|at| terms.day(at)));
        let what = said(row.report.as_ref());
        (what.is_some() || to.is_some()).then(|| {
            let what = what.unwrap_or("report");
            Self { what, from, to, worth: worth(what, from, to, terms), bridge: None, service: None, pointer }
        })
    }

    fn of_sheet(row: &'a VendorReview, pointer: &'a Pointer, terms: &Terms) -> Option<Self> {
        let (from, to) = (row.report_from.map(|at| terms.day(at)), row.report_to.map(|at| terms.day(at)));
        let what = said(row.report.as_ref());
        let bridge = row.bridge_to.map(|at| terms.day(at)).zip(to).map(|(until, to)| {
            let signed = row.bridge_signed.map(|at| terms.day(at)).filter(|day| *day <= terms.today());
            let most = clock::plus(to, terms.number(&BRIDGE, to));
            Bridge { to: until, counts_to: signed.map(|signed| until.min(signed).min(most)) }
        });
        (what.is_some() || to.is_some()).then(|| {
            let what = what.unwrap_or("report");
            let service = said(row.service.as_ref());
            Self { what, from, to, worth: worth(what, from, to, terms), bridge, service, pointer }
        })
    }

    /// The days that it covers with its bridge letter.
    fn covers(&self) -> Vec<Period> {
        let period = self.from.zip(self.to).and_then(|(from, to)| Period::new(from, to));
        let bridge = || Period::new(clock::plus(self.to?, 1), self.bridge.as_ref()?.counts_to?);
        period.into_iter().chain(period.and_then(|_| bridge())).collect()
    }

    fn words(&self) -> String {
        let period = match (self.from, self.to) {
            (Some(from), Some(to)) => format!("of {from} to {to}"),
            (None, Some(to)) => format!("until {to}"),
            (_, None) => "of a period that is not told".to_owned(),
        };
        let remark = match self.worth {
            Worth::Counts => "",
            Worth::TypeOne => ", of type I, which says nothing about a period",
            Worth::Other => ", which is none of the kinds that count",
            Worth::Untold => ", whose type is not told",
        };
        let bridge = self.bridge.as_ref().map(|bridge| match bridge.counts_to {
            None => format!(", its bridge letter until {} is not signed", bridge.to),
            Some(until) if until < bridge.to => format!(", its bridge letter until {} counts until {until}", bridge.to),
            Some(until) => format!(", bridge letter until {until}"),
        });
        format!("{} {period}{remark}{}", self.what, bridge.unwrap_or_default())
    }
}

/// What a report is worth by the words for it; a period of some length makes a type II where no type is told.
fn worth(what: &str, from: Option<NaiveDate>, to: Option<NaiveDate>, terms: &Terms) -> Worth {
    const LEAST_DAYS: i64 = 28;
    let words = tokens(what);
    let letters = words.concat();
    let accepted = terms.words(&KINDS, clock::horizon(terms)).iter().any(|kind| letters.contains(&tokens(kind).concat()));
    let named = letters.contains("soc") || letters.contains("isae") || letters.contains("iso") || letters.contains("c5");
    let has = |forms: &[&str]| words.iter().any(|word| forms.contains(&word.as_str()));
    let two = has(&["ii", "type2", "typeii", "t2"]) || letters.contains("type2") || letters.contains("typ2");
    let one = has(&["i", "type1", "typei", "t1"]) || letters.contains("type1") || letters.contains("typ1");
    let long = from.zip(to).is_some_and(|(from, to)| clock::between(from, to) >= LEAST_DAYS);
    match (accepted || (!named && (one || two)), two, one) {
        (true, true, _) => Worth::Counts,
        (true, false, true) => Worth::TypeOne,
        (true, false, false) if long => Worth::Counts,
        (true, false, false) => Worth::Untold,
        (false, ..) if what == "report" => Worth::Untold,
        (false, ..) => Worth::Other,
    }
}

/// One vendor and the days that its reports have to cover.
struct Case<'c, 'a> {
    entry: &'c Entry<'a>,
    span: Period,
    silent: bool,
    must: Option<bool>,
    terms: &'c Terms,
}

impl<'a> Case<'_, 'a> {
    fn judged(&self) -> Item {
        let reports = self.reports();
        let open = inputs::holes(self.span, &covered(&reports, |worth| worth == Worth::Counts));
        let (state, what) = self.outcome(&reports, &open);
        let said: Vec<String> = reports.iter().take(4).map(Report::words).collect();
        let said = if said.is_empty() { "no report on record".to_owned() } else { said.join("; ") };
        let reason = format!("{}: {said}{what}", self.entry.standing());
        let proof = reports.iter().map(|report| report.pointer.clone()).chain(self.entry.row().cloned());
        let mut seen = BTreeSet::new();
        let proof = proof.filter(|pointer| seen.insert(pointer.clone())).collect();
        let mut judged = item(self.entry.name(), state, reason, proof);
        judged.steps = self.steps(&reports, &open);
        judged
    }

    /// Every report once, the newest first: what a sheet tells goes before what a register tells of the same period.
    fn reports(&self) -> Vec<Report<'a>> {
        let sheets = self.entry.reviews.iter().filter_map(|row| Report::of_sheet(&row.value, &row.pointer, self.terms));
        let rows = self.entry.rows.iter().filter_map(|row| Report::of_register(&row.value, &row.pointer, self.terms));
        let mut reports: Vec<Report<'a>> = Vec::new();
        for report in sheets.chain(rows) {
            let until = |one: &Report<'a>| one.bridge.as_ref().map(|bridge| bridge.to);
            let same = |known: &Report<'a>| (known.from, known.to) == (report.from, report.to);
            let twice = |known: &Report<'a>| same(known) && (until(&report).is_none() || until(known) == until(&report));
            if !reports.iter().any(twice) {
                reports.push(report);
            }
        }
        reports.sort_by_key(|report| std::cmp::Reverse((report.to, report.from)));
        reports
    }

    fn outcome(&self, reports: &[Report<'a>], open: &[Period]) -> (State, String) {
        if open.is_empty() {
            return self.scope(reports);
        }
        let days: u64 = open.iter().map(Period::days).sum();
        let days = count(days, "day");
        let listed: Vec<String> = open.iter().take(3).map(ToString::to_string).collect();
        let before = reports.iter().filter(|report| report.worth == Worth::Counts).filter_map(|report| report.to).max();
        let before = before.filter(|to| *to < self.span.from).map(|_| ", the newest report that counts ends before the window");
        let gap = format!("; {days} of the window not covered: {}{}", listed.join(", "), before.unwrap_or_default());
        let vague = reports.iter().any(|report| {
            let later = report.to.is_none_or(|to| to >= self.span.from);
            later && (report.worth == Worth::Untold || (report.worth == Worth::Counts && report.from.zip(report.to).is_none()))
        });
        let unclear = match (self.silent, self.must, vague) {
            (true, ..) => "; nothing that was imported tells of reports",
            (_, None, _) => "; the register tells neither its tier nor whether it is a subservice organisation",
            (_, _, true) => "; state type and period of the report",
            (false, Some(_), false) => return (State::Exception, gap),
        };
        (State::NotDeterminable, format!("{gap}{unclear}"))
    }

    /// Whether the reports are about the service that is used, by the words of both.
    fn scope(&self, reports: &[Report<'a>]) -> (State, String) {
        const COMMON: &[&str] = &["and", "the", "for", "of", "our", "with", "service", "services", "platform", "system", "cloud"];
        let own = |text: &str| tokens(text).into_iter().filter(|word| word.len() > 1 && !COMMON.contains(&word.as_str()));
        let covered: Vec<&str> =
            reports.iter().filter(|report| report.worth == Worth::Counts).filter_map(|report| report.service).collect();
        let used = self.entry.told(|vendor| said(vendor.service.as_ref()));
        let (Some(first), Some(used)) = (covered.first(), used) else {
            let lacking = if used.is_none() {
                "the register does not tell which service is used"
            } else {
                "no review sheet tells which service it covers"
            };
            return (State::NotDeterminable, format!("; the window is covered, but {lacking}"));
        };
        let words: BTreeSet<String> = covered.iter().flat_map(|text| own(text)).collect();
        let whole = words.iter().any(|word| matches!(word.as_str(), "all" | "entire" | "every"));
        if whole || own(used).any(|word| words.contains(&word)) {
            return (State::Pass, format!("; covers `{first}`, used is `{used}`"));
        }
        (
            State::NotDeterminable,
            format!("; the window is covered, but for `{first}`: state whether that is the `{used}` that is used"),
        )
    }

    fn steps(&self, reports: &[Report<'a>], open: &[Period]) -> Vec<Step> {
        let need = match self.must {
            Some(_) => "needs a report",
            None => "may need a report",
        };
        let mut steps: Vec<Step> =
            self.entry.row().map(|row| fact(None, format!("{}: {need}", self.entry.standing()), row)).into_iter().collect();
        steps.push(rule(None, format!("to be covered: {}", self.span)));
        steps.extend(reports.iter().take(3).map(|report| fact(report.to.map(Stamp::Day), report.words(), report.pointer)));
        let left: u64 = open.iter().map(Period::days).sum();
        steps.push(rule(None, format!("{} left", count(left, "day"))));
        steps
    }
}

/// What reports of some worth cover, with their bridge letters.
fn covered(reports: &[Report<'_>], of: impl Fn(Worth) -> bool) -> Vec<Period> {
    reports.iter().filter(|report| of(report.worth)).flat_map(Report::covers).collect()
}
