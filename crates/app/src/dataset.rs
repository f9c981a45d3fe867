//! The vault as evaluators see it: records and map as a dataset, the engagement as terms.

use crate::{AppError, Session, session};
use evaluate::{Dataset, Evaluator, Judge};
use model::{Approved, Data, Evidence, Kind, Terms};
use sha2::Digest;
use std::collections::BTreeSet;
use store::{Read, Records};

/// Evidence, links, controls and criteria, without records: enough for occurrences.
pub(crate) fn map(read: &Read<'_>) -> Result<Dataset, AppError> {
    let mut dataset = Dataset {
        evidence: read.all_evidence()?.into_iter().map(|evidence| (evidence.id, evidence)).collect(),
        controls: read.all_control_versions()?,
        criteria: read.criteria()?,
        systems: read.source_systems()?,
        decisions: read.identity_decisions()?,
        dismissals: read.dismissals()?,
        searches: read.credential_searches()?,
        ..Dataset::default()
    };
    for link in read.links()? {
        dataset.links.entry(link.control).or_default().insert(link.evidence);
    }
    Ok(dataset)
}

/// The map with the records of some kinds, joined. What comes by the million is not among them; labels, which decode what
/// others say, always are.
pub(crate) fn of(read: &Read<'_>, kinds: impl IntoIterator<Item = Kind>, terms: &Terms) -> Result<Dataset, AppError> {
    let mut dataset = map(read)?;
    let kinds: BTreeSet<Kind> = kinds.into_iter().chain([Kind::Label]).filter(|kind| !kind.is_log()).collect();
    for kind in kinds {
        read.each_record::<AppError>(Records::Kind(kind), |row| {
            dataset.add(row.evidence, row.record);
            Ok(())
        })?;
    }
    evaluate::join(&mut dataset, terms);
    Ok(dataset)
}

/// The kinds that some evaluators look at.
pub(crate) fn kinds<'a>(evaluators: impl IntoIterator<Item = &'a Evaluator>) -> impl Iterator<Item = Kind> {
    evaluators.into_iter().flat_map(|evaluator| evaluator.needs.iter().chain(evaluator.uses)).copied()
}

/// What the answers of evaluators depend on: the same text means that judging again gives the same answer. The moment of
/// judgement counts to the hour.
pub(crate) struct Dependencies {
    evidence: Vec<Evidence>,
    map: String,
    decisions: String,
    detected: String,
    terms: Terms,
}

impl Dependencies {
    /// Reads the heads of the evidence and the map, and no record.
    pub(crate) fn read(read: &Read<'_>, terms: &Terms) -> Result<Self, AppError> {
        let links: Vec<_> = read.links()?.into_iter().map(|link| (link.control, link.evidence)).collect();
        let detected = format!("{} {:?}", scan::VERSION, read.dismissals()?);
        let map = (links, read.all_control_versions()?, read.criteria()?, read.source_systems()?, &detected);
        let map = digest([format!("{map:?}")]);
        let decisions = format!("{:?}", read.identity_decisions()?);
        Ok(Self { evidence: read.all_evidence()?, map, decisions, detected, terms: terms.clone() })
    }

    /// The fingerprint of what one evaluator depends on.
    pub(crate) fn of(&self, evaluator: &Evaluator) -> String {
        let Terms { window, zone, as_of, holidays, categories, parameters, approved, checks } = &self.terms;
        let set: Vec<_> = evaluator.parameters.iter().map(|spec| (spec.id, parameters.get(spec.id))).collect();
        let hour = as_of.timestamp().div_euclid(3600);
        let mut texts = vec![
            format!("{} {} {}", env!("CARGO_PKG_VERSION"), evaluator.id, evaluator.version),
            format!("{window:?} {zone:?} {hour} {holidays:?} {categories:?} {set:?} {approved:?} {checks:?}"),
        ];
        if evaluator.map {
            texts.push(self.map.clone());
        }
        let kinds: BTreeSet<Kind> = kinds([evaluator]).chain([Kind::Label]).collect();
        if kinds.contains(&Kind::Account) || kinds.contains(&Kind::Person) {
            texts.push(self.decisions.clone());
        }
        if matches!(evaluator.judge, Judge::Log { .. }) {
            texts.push(self.detected.clone());
        }
        let looked_at = |one: &&Evidence| evaluator.map || one.records.keys().any(|kind| kinds.contains(kind));
        texts.extend(self.evidence.iter().filter(looked_at).map(|one| format!("{one:?}")));
        digest(texts)
    }
}

fn digest(texts: impl IntoIterator<Item = String>) -> String {
    let mut digest = sha2::Sha256::new();
    texts.into_iter().for_each(|text| digest.update(format!("{text}\n")));
    hex::encode(digest.finalize())
}

/// The terms of the engagement, at the session's moment of judgement.
pub(crate) fn terms(session: &Session, read: &Read<'_>) -> Result<Terms, AppError> {
    let engagement = session::engagement(read)?;
    let zone = engagement.tz();
    Ok(Terms {
        window: engagement.window,
        zone,
        as_of: session.as_of(&engagement),
        categories: engagement.categories(),
        holidays: engagement.holidays,
        parameters: read.parameters()?,
        approved: approved(read, zone)?,
        checks: read.own_checks()?,
    })
}

/// The approved providers and models: those that were set in the settings, and those of registers that came in. An entry
/// of a register that tells no first day is in force from the day that the register shows.
fn approved(read: &Read<'_>, zone: chrono_tz::Tz) -> Result<Vec<Approved>, AppError> {
    let mut all = read.approved()?;
    read.each_record::<AppError>(Records::Kind(Kind::ApprovedModel), |row| {
        if let Data::ApprovedModel(entry) = row.record.data {
            let from = match entry.from {
                Some(from) => from,
                None => read.evidence(row.evidence)?.shown_at(),
            };
            let why = [entry.approver, entry.reason].into_iter().flatten().collect::<Vec<_>>().join(": ");
            all.push(Approved {
                provider: entry.provider,
                model: entry.model,
                version: entry.version,
                aliases: entry.aliases,
                from: from.day(zone),
                to: entry.to.map(|to| to.day(zone)),
                reason: format!("{} {}: {why}", row.evidence, row.record.at),
            });
        }
        Ok(())
    })?;
    Ok(all)
}

/// A fingerprint of all that results depend on besides the moment: the same text means that nothing changed.
pub(crate) fn fingerprint(read: &Read<'_>) -> Result<String, AppError> {
    let versions: Vec<_> = evaluate::evaluators::ALL.iter().map(|evaluator| (evaluator.id, evaluator.version)).collect();
    let links: Vec<_> = read.links()?.into_iter().map(|link| (link.control, link.evidence)).collect();
    Ok(digest([
        format!("{:?}", read.engagement()?),
        format!("{:?}", read.all_evidence()?),
        format!("{links:?}"),
        format!("{:?}", read.all_control_versions()?),
        format!("{:?}", read.parameters()?),
        format!("{:?} {:?}", read.approved()?, read.own_checks()?),
        format!("{:?}", read.identity_decisions()?),
        format!("{} {:?}", scan::VERSION, read.dismissals()?),
        format!("{versions:?}"),
    ]))
}
