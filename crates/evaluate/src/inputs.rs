//! What evidence there is of a kind, how far it reaches over the window, and what is missing, stale or blank about it.

use crate::{clock, dataset::Dataset, words::count};
use chrono::NaiveDate;
use model::{Evidence, EvidenceId, Input, Kind, Period, Stamp, Terms};

/// An input of a judgement with how far it carries a conclusion.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "four independent facts, each with its own consequence")]
pub(crate) struct Source {
    /// As it is printed.
    pub input: Input,
    /// There is evidence of the kind.
    pub present: bool,
    /// It shows nothing inside or after the window.
    pub stale: bool,
    /// It says of itself that it is incomplete.
    pub incomplete: bool,
    /// It was looked at for the whole window, as far as the window is over.
    pub covers: bool,
}

impl Source {
    /// Whether a pass may rest on it.
    pub(crate) fn sound(&self) -> bool {
        self.present && !self.stale && !self.incomplete
    }

    /// The input of a kind of which there is no evidence.
    pub(crate) fn absent(kind: Kind) -> Self {
        let gaps = vec![format!("no evidence of {} was imported", plural(kind))];
        let input = Input { name: plural(kind).to_owned(), evidence: Vec::new(), records: 0, gaps };
        Self { input, present: false, stale: false, incomplete: false, covers: false }
    }
}

/// When a snapshot or a standing list was taken.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment {
    /// The moment, or the latest that it can have been.
    pub at: Stamp,
    /// Whether the evidence states it. If not, see [`moment`].
    pub stated: bool,
    /// Its day in the company's zone.
    pub day: NaiveDate,
}

/// When a list was taken, reading nothing out of the dates of its rows. One that states no date is given in evidence for
/// the window, so it is taken to show the end of the window, unless it came in before that.
pub(crate) fn moment(evidence: &Evidence, terms: &Terms) -> Moment {
    let dates = &evidence.dates;
    let stated = if evidence.snapshot { dates.covers_to.or(dates.extracted) } else { dates.extracted };
    let bound = || {
        let arrived = evidence.file_modified.unwrap_or(dates.received).min(dates.received);
        Stamp::Instant(arrived.min(terms.as_of).min(terms.window.end(terms.zone)))
    };
    let at = stated.unwrap_or_else(bound);
    Moment { at, stated: stated.is_some(), day: terms.day(at) }
}

/// Whether a list was taken after the moment of judgement, so that nothing may be read out of it.
pub(crate) fn is_future(evidence: &Evidence, terms: &Terms) -> bool {
    moment(evidence, terms).at.earliest(terms.zone) > terms.as_of
}

/// The input of a kind that is listed as it stands at a moment.
pub(crate) fn standing(dataset: &Dataset, terms: &Terms, kind: Kind) -> Source {
    let Some(mut source) = begin(dataset, kind) else { return Source::absent(kind) };
    let mut newest: Option<NaiveDate> = None;
    for evidence in evidence_of(dataset, kind) {
        let moment = moment(evidence, terms);
        if is_future(evidence, terms) {
            source
                .input
                .gaps
                .push(format!("{} was taken on {}, after the moment of judgement: not used", evidence.id, moment.day));
            continue;
        }
        if !moment.stated {
            source.input.gaps.push(format!("{} states no date; taken to show {} at the latest", evidence.id, moment.day));
        }
        newest = newest.max(Some(moment.day));
    }
    let horizon = clock::horizon(terms);
    match newest {
        Some(day) if day < terms.window.from => {
            source.stale = true;
            source.input.gaps.push(format!("the newest list is of {day}, before the window"));
        }
        Some(day) if day < horizon => {
            source.input.gaps.push(format!("the newest list is of {day}: it says nothing about the time until {horizon}"));
        }
        Some(_) => source.covers = true,
        None => source.stale = true,
    }
    source
}

/// The input of a kind that happens over time.
pub(crate) fn events(dataset: &Dataset, terms: &Terms, kind: Kind) -> Source {
    let Some(mut source) = begin(dataset, kind) else { return Source::absent(kind) };
    let Some(span) = clock::elapsed(terms) else { return source };
    let covered: Vec<Period> = evidence_of(dataset, kind).filter_map(|evidence| covered_days(evidence, terms)).collect();
    let holes = holes(span, &covered);
    source.covers = holes.is_empty();
    let days: u64 = holes.iter().map(Period::days).sum();
    if source.covers {
        return source;
    }
    let listed: Vec<String> = holes.iter().take(5).map(ToString::to_string).collect();
    let more = if holes.len() > 5 { " and more" } else { "" };
    let total = count(days, "day");
    source.input.gaps.push(format!("{total} of the window covered by no evidence: {}{more}", listed.join(", ")));
    source
}

/// The input of a kind that others are compared with: what matters is that it is there.
pub(crate) fn supporting(dataset: &Dataset, kind: Kind) -> Source {
    let Some(source) = begin(dataset, kind) else { return Source::absent(kind) };
    Source { covers: true, ..source }
}

/// The days that a piece of evidence speaks about. An export later than its last row stretches them, because it would
/// have told of more; a document that is written later does not.
pub fn covered_days(evidence: &Evidence, terms: &Terms) -> Option<Period> {
    let from = terms.day(evidence.dates.covers_from?);
    let extracted = evidence.dates.extracted.filter(|_| evidence.importer.is_some());
    let ends = [evidence.dates.covers_to, extracted];
    Period::new(from, ends.into_iter().flatten().map(|stamp| terms.day(stamp)).max()?)
}

/// The parts of a period that none of the others covers, in order.
pub fn holes(span: Period, covered: &[Period]) -> Vec<Period> {
    let mut covered: Vec<Period> = covered.to_vec();
    covered.sort_by_key(|period| (period.from, period.to));
    let mut found = Vec::new();
    let mut next = span.from;
    for period in covered {
        if period.from > span.to {
            break;
        }
        if period.from > next {
            found.extend(Period::new(next, clock::minus(period.from, 1)));
        }
        next = next.max(clock::plus(period.to, 1));
    }
    found.extend(Period::new(next, span.to));
    found
}

/// The evidence that holds records of a kind. A scan is evidence of vulnerabilities even where it found none.
pub(crate) fn evidence_of(dataset: &Dataset, kind: Kind) -> impl Iterator<Item = &Evidence> {
    dataset.evidence.values().filter(move |evidence| {
        let scanned = kind == Kind::Vulnerability && evidence.records.contains_key(&Kind::Scan);
        scanned || evidence.records.contains_key(&kind)
    })
}

/// Whether there is any.
pub(crate) fn is_there(dataset: &Dataset, kind: Kind) -> bool {
    evidence_of(dataset, kind).next().is_some()
}

fn begin(dataset: &Dataset, kind: Kind) -> Option<Source> {
    let used: Vec<&Evidence> = evidence_of(dataset, kind).collect();
    let ids: Vec<EvidenceId> = used.iter().map(|evidence| evidence.id).collect();
    let records = used.iter().filter_map(|evidence| evidence.records.get(&kind)).sum();
    let mut gaps = dataset.joins.remarks.get(&kind).cloned().unwrap_or_default();
    for evidence in &used {
        gaps.extend(evidence.incomplete.iter().map(|why| format!("{} is incomplete by its own words: {why}", evidence.id)));
        if evidence.problems > 0 {
            let problems = count(evidence.problems, "problem");
            gaps.push(format!("{} met {problems} while reading", evidence.id));
        }
    }
    let incomplete = used.iter().any(|evidence| !evidence.incomplete.is_empty());
    let input = Input { name: plural(kind).to_owned(), evidence: ids, records, gaps };
    (!used.is_empty()).then_some(Source { input, present: true, stale: false, incomplete, covers: false })
}

/// A kind in words, several of it.
pub(crate) const fn plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Account => "accounts",
        Kind::Person => "persons on a roster",
        Kind::Grant => "grants of access",
        Kind::Application => "applications",
        Kind::AccessReview => "decisions of access reviews",
        Kind::Device => "devices",
        Kind::Setting => "settings",
        Kind::AuditEvent => "audit events",
        Kind::Change => "changes",
        Kind::ChangeReview => "reviews of changes",
        Kind::Ticket => "tickets",
        Kind::Deploy => "deployments",
        Kind::PipelineRun => "pipeline runs",
        Kind::Release => "releases",
        Kind::Vulnerability => "vulnerabilities",
        Kind::Scan => "scans",
        Kind::ConfigurationCheck => "configuration checks",
        Kind::Component => "components",
        Kind::Backup => "backups",
        Kind::Incident => "incidents",
        Kind::Vendor => "vendors",
        Kind::VendorReview => "reviews of vendors",
        Kind::VendorControl => "controls that vendors' reports name",
        Kind::Policy => "policies",
        Kind::Acknowledgement => "acknowledgements of policies",
        Kind::Training => "training",
        Kind::BackgroundCheck => "background checks",
        Kind::RiskAcceptance => "accepted risks",
        Kind::RecoveryTest => "tests of recovery",
        Kind::ApprovedModel => "approved models",
        Kind::GatewayRow => "calls through an LLM gateway",
        Kind::Span => "spans of traces",
        Kind::Score => "evaluation scores",
        Kind::Usage => "usage by providers",
        Kind::Label => "labels",
    }
}
