//! Records that came in more than one file, by the identity that their source gives them.

use super::Days;
use crate::{
    dataset::{Dataset, Sourced},
    words::{count, fold},
};
use model::{
    Kind, Pointer, Stamp,
    record::{AuditEvent, Backup, Deploy, Incident, PipelineRun, Release, Scan, Ticket, Usage, Vulnerability},
};
use std::{
    collections::HashMap,
    fmt::Debug,
    hash::{DefaultHasher, Hash, Hasher},
};

/// What becomes of two records with one identity that differ.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Differing {
    /// They are states of one thing: the newer export counts.
    NewerCounts,
    /// They are reports of one event that cannot both be right: both count, and that is said.
    BothCount,
}

/// Counts every record once, of all kinds whose sources give identities. Accounts, grants, persons and other standing
/// lists are states at a moment and stay as they are; changes are taken together where they are judged.
pub(super) fn count_once(dataset: &mut Dataset, days: &Days) {
    use Differing::{BothCount, NewerCounts};
    let mut told = Vec::new();
    told.push((Kind::AuditEvent, once(&mut dataset.audit_events, days, BothCount, event)));
    told.push((Kind::Ticket, once(&mut dataset.tickets, days, NewerCounts, ticket)));
    told.push((Kind::Deploy, once(&mut dataset.deploys, days, NewerCounts, deploy)));
    told.push((Kind::PipelineRun, once(&mut dataset.pipeline_runs, days, NewerCounts, run)));
    told.push((Kind::Release, once(&mut dataset.releases, days, NewerCounts, release)));
    told.push((Kind::Vulnerability, once(&mut dataset.vulnerabilities, days, NewerCounts, vulnerability)));
    told.push((Kind::Scan, once(&mut dataset.scans, days, NewerCounts, scan)));
    told.push((Kind::Backup, once(&mut dataset.backups, days, NewerCounts, backup)));
    told.push((Kind::Incident, once(&mut dataset.incidents, days, NewerCounts, incident)));
    told.push((Kind::Usage, once(&mut dataset.usage, days, NewerCounts, usage)));
    for (kind, repeats) in told {
        let remarks = repeats.remarks();
        if !remarks.is_empty() {
            dataset.joins.remarks.entry(kind).or_default().extend(remarks);
        }
    }
}

/// An identity, by its hash: a dataset may have millions.
type Identity = u128;

/// What repeated itself.
#[derive(Default)]
struct Repeats {
    same: i64,
    differing: i64,
    first: Option<(Pointer, Pointer)>,
    both: bool,
}

impl Repeats {
    fn remarks(&self) -> Vec<String> {
        let mut remarks = Vec::new();
        if self.same > 0 {
            remarks.push(format!("{} came more than once and counts once", count(self.same, "record")));
        }
        if let Some((one, other)) = &self.first {
            let what = if self.both { "both count" } else { "the newer export counts" };
            remarks.push(format!(
                "{} of one identity differ between exports ({} {} and {} {} first): {what}",
                count(self.differing, "record"),
                one.evidence,
                one.at,
                other.evidence,
                other.at
            ));
        }
        remarks
    }
}

fn once<T: PartialEq>(rows: &mut Vec<Sourced<T>>, days: &Days, rule: Differing, identity: fn(&T) -> Option<Identity>) -> Repeats {
    let mut repeats = Repeats { both: rule == Differing::BothCount, ..Repeats::default() };
    let mut held: HashMap<Identity, usize> = HashMap::new();
    let mut gone = vec![false; rows.len()];
    let age = |row: &Sourced<T>| (days.get(&row.pointer.evidence).copied(), row.pointer.evidence);
    for (index, row) in rows.iter().enumerate() {
        let Some(identity) = identity(&row.value) else { continue };
        let earlier = *held.entry(identity).or_insert(index);
        let Some(other) = rows.get(earlier).filter(|_| earlier != index) else { continue };
        let mut drop_row = |index: usize| gone.get_mut(index).map(|gone| *gone = true);
        if row.value == other.value {
            repeats.same += 1;
            drop_row(index);
            continue;
        }
        repeats.differing += 1;
        repeats.first.get_or_insert_with(|| (other.pointer.clone(), row.pointer.clone()));
        if rule == Differing::BothCount {
            continue;
        }
        if age(row) >= age(other) {
            drop_row(earlier);
            held.insert(identity, index);
        } else {
            drop_row(index);
        }
    }
    let mut gone = gone.into_iter();
    rows.retain(|_| !gone.next().unwrap_or(false));
    repeats
}

/// The identity made of a system and what the system tells things apart by. Where no system is named, numbers mean
/// nothing across files: only what is equal in everything is the same.
fn identity(system: &str, parts: &[&str], value: &dyn Debug) -> Option<Identity> {
    if parts.iter().all(|part| is_no_id(part)) {
        return None;
    }
    let system = fold(system);
    let parts: Vec<String> = parts.iter().map(|part| fold(part)).collect();
    let whole = if system.is_empty() { format!("{value:?}") } else { String::new() };
    let half = |salt: u8| {
        let mut hasher = DefaultHasher::new();
        (salt, &system, &parts, &whole).hash(&mut hasher);
        u128::from(hasher.finish())
    };
    Some(half(0) << 64 | half(1))
}

/// Whether an id tells nothing apart: blank, or zeros only, as scrubbed exports have.
fn is_no_id(id: &str) -> bool {
    id.chars().all(|letter| matches!(letter, '0' | '-' | ' '))
}

fn text(value: Option<&String>) -> &str {
    value.map_or("", String::as_str)
}

fn stamp(value: Option<Stamp>) -> String {
    value.map(|stamp| stamp.to_string()).unwrap_or_default()
}

fn event(it: &AuditEvent) -> Option<Identity> {
    identity(&it.system, &[text(it.id.as_ref())], it)
}

fn ticket(it: &Ticket) -> Option<Identity> {
    identity(&it.system, &[&it.id], it)
}

fn deploy(it: &Deploy) -> Option<Identity> {
    // The parts of one deployment share its identity and are put together elsewhere.
    if it.partial || is_no_id(&it.id) {
        return None;
    }
    identity(&it.system, &[&it.id, text(it.service.as_ref()), text(it.environment.as_ref())], it)
}

fn run(it: &PipelineRun) -> Option<Identity> {
    if is_no_id(&it.id) {
        return None;
    }
    identity(&it.system, &[&it.id, text(it.repository.as_ref()), text(it.name.as_ref())], it)
}

fn release(it: &Release) -> Option<Identity> {
    let version = it.version.as_ref().filter(|version| !version.is_empty())?;
    identity(&it.system, &[&it.family, &it.name, version], it)
}

/// The same finding of the same scan; the next scan is another statement.
fn vulnerability(it: &Vulnerability) -> Option<Identity> {
    it.scanned?;
    let of = [&it.asset, &it.location, &it.package, &it.installed].map(|part| text(part.as_ref()));
    identity(&it.tool, &[&it.id, of[0], of[1], of[2], of[3], &stamp(it.scanned)], it)
}

fn scan(it: &Scan) -> Option<Identity> {
    it.at?;
    identity(&it.tool, &[&it.asset, &stamp(it.at)], it)
}

fn backup(it: &Backup) -> Option<Identity> {
    let id = it.id.as_deref().filter(|id| !is_no_id(id))?;
    identity(&it.system, &[&it.job, id, &format!("{:?}", it.run)], it)
}

fn incident(it: &Incident) -> Option<Identity> {
    identity(&it.system, &[&it.id], it)
}

fn usage(it: &Usage) -> Option<Identity> {
    it.from?;
    let of = [&it.model, &it.project, &it.key, &it.user, &it.line].map(|part| text(part.as_ref()));
    identity(&it.provider, &[&stamp(it.from), &stamp(it.to), of[0], of[1], of[2], of[3], of[4]], it)
}
