//! The bundle: what it would hold, making it, verifying one.

use crate::{
    AppError, Code, Session,
    contract::{
        Progress,
        bundle::{BundlePreview, Exported, GapView, VerdictProblem, VerdictView},
    },
    dataset, evaluation, evidence, logs, registry,
    session::{self, Open},
    words::{self, count},
};
use bundle::{Accepted, Contents, Exhibit, Fingerprint, Identity, LeftOut, Response, Retrieval, Step, Tested};
use model::{Evaluation, EvidenceId, Kind, Record, Secret, Sha256};
use serde_json::json;
use std::{
    collections::BTreeMap,
    io::{self, Read as _},
    path::Path,
    sync::Arc,
};
use store::{Read, Records};

/// What a bundle made now would hold, and what would be missing. Evaluates nothing.
///
/// # Errors
/// Those of reading the vault.
pub fn preview(session: &Session) -> Result<BundlePreview, AppError> {
    session.read(|read| {
        let run = read.latest_run()?;
        let evaluations = run.as_ref().map(|(id, _)| read.evaluations(*id)).transpose()?.unwrap_or_default();
        let stale = match &run {
            Some((_, run)) => run.dataset != dataset::fingerprint(read)?,
            None => true,
        };
        let contents = contents(session, read, evaluations)?;
        let gap = |gap: bundle::Gap| GapView { subject: gap.about, message: gap.what };
        let exceptions: u64 = contents.evaluations.iter().map(|tested| tested.evaluation.exceptions).sum();
        let answered = run.as_ref().map(|(id, _)| read.answered_count(*id)).transpose()?.unwrap_or(0);
        Ok(BundlePreview {
            file_name: file_name(&contents),
            evidence: count(contents.evidence.len()),
            size: words::size(contents.evidence.iter().map(|exhibit| exhibit.evidence.bytes).sum()),
            controls: count(contents.controls.len()),
            exceptions: count(exceptions),
            unanswered: count(exceptions.saturating_sub(answered)),
            stale,
            gaps: bundle::missing(&contents).into_iter().map(gap).collect(),
        })
    })
}

/// A portable file name: company and window.
fn file_name(contents: &Contents) -> String {
    let mut slug = String::new();
    for letter in contents.engagement.company.chars() {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter.to_ascii_lowercase());
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    let window = contents.engagement.window;
    format!("fieldwork-{}-{}-{}.zip", slug.trim_end_matches('-'), window.from, window.to)
}

/// Evaluates anew, writes the signed bundle to `path`, and verifies what was written.
///
/// # Errors
/// Those of evaluating, reading the vault, and writing; nothing is left behind then.
pub fn export(session: &Session, path: &Path, hear: &mut dyn FnMut(Progress)) -> Result<Exported, AppError> {
    let run =
        evaluation::run(session, &[], evaluation::Reuse::Nothing, &mut |progress| hear(Progress { done: false, ..progress }))?;
    let identity = identity(session)?;
    let contents = session.read(|read| contents(session, read, run.evaluations))?;
    let mut vault = FromVault { session, open: session.open()? };
    let summary = bundle::write(&contents, &mut vault, &identity, path, &mut |progress| {
        hear(Progress {
            what: step(progress.step).to_owned(),
            permille: (progress.done * 1000).checked_div(progress.total).map(count),
            count: count(progress.done),
            done: false,
        });
        true
    })?;
    let file = crate::dropped::name(path);
    hear(Progress { what: "verifying what was written".to_owned(), permille: None, count: count(summary.files), done: false });
    if let Some(fault) = bundle::verify(path, Some(&summary.ca_fingerprint)).problems.first() {
        let message = format!("the bundle {file} was written but does not verify: {}: {}", fault.path, fault.message);
        return Err(AppError::new(Code::Integrity, message, "check the disk, then export again"));
    }
    let made = store::Bundle {
        at: session.now(),
        file_name: file.clone(),
        manifest: summary.identity,
        summary: json!({ "files": summary.files, "bytes": summary.bytes, "gaps": summary.gaps, "exceptions": summary.exceptions }),
    };
    session.change(|write| Ok(write.insert_bundle(&made)?))?;
    hear(Progress { what: "written".to_owned(), permille: Some(1000), count: count(summary.files), done: true });
    Ok(Exported {
        file_name: file,
        size: words::size(summary.bytes),
        manifest_sha256: summary.identity.to_string(),
        fingerprint: summary.ca_fingerprint.to_string(),
        files: count(summary.files),
        pages: count(summary.pages),
        gaps: count(summary.gaps),
    })
}

const fn step(step: Step) -> &'static str {
    match step {
        Step::Report => "setting and signing the report",
        Step::Originals => "packing originals",
        Step::Records => "packing records",
        Step::Closing => "hashing and signing",
    }
}

/// The signing identity of the vault: made at the first bundle, renewed before it runs out.
fn identity(session: &Session) -> Result<Identity, AppError> {
    let company = session.read(session::engagement)?.company;
    let kept = session.read(|read| Ok(read.signing_identity()?))?;
    let (identity, is_new) = match kept {
        None => {
            let mut randomness = [0_u8; 32];
            getrandom::fill(&mut randomness)
                .map_err(|error| AppError::new(Code::System, format!("no randomness for the signing key: {error}"), ""))?;
            (Identity::create(&company, session.now(), &Secret::new(randomness))?, true)
        }
        Some(bytes) => {
            let kept = Identity::from_bytes(&bytes)?;
            kept.renewed(session.now())?.map_or((kept, false), |renewed| (renewed, true))
        }
    };
    if is_new {
        session.change(|write| Ok(write.put_signing_identity(&identity.to_secret_bytes())?))?;
    }
    Ok(identity)
}

/// Everything to be packed, but originals and records.
fn contents(session: &Session, read: &Read<'_>, evaluations: Vec<Evaluation>) -> Result<Contents, AppError> {
    let engagement = session::engagement(read)?;
    let data = dataset::map(read)?;
    let terms = dataset::terms(session, read)?;
    let day = terms.today().min(terms.window.to);
    let links = evidence::links(read)?;
    let tested = |evaluation: Evaluation| {
        let question = registry::evaluator(&evaluation.evaluator).map_or("", |evaluator| evaluator.about.question);
        Tested { question: question.to_owned(), evaluation }
    };
    let response = |response: store::Response| Response {
        evaluator: response.evaluator,
        subject: Some(response.subject).filter(|subject| !subject.is_empty()),
        cause: response.cause,
        fix: response.fix,
        due: response.due,
        compensating: Some(response.compensating).filter(|text| !text.is_empty()),
        retest: response.retest,
        author: response.owner,
        at: response.at,
    };
    let names: BTreeMap<String, String> = read.team()?.into_iter().map(|member| (member.email, member.name)).collect();
    let accepted = |accepted: store::Acceptance| Accepted {
        by: names.get(&accepted.by).filter(|name| !name.is_empty()).cloned().unwrap_or(accepted.by),
        evaluator: accepted.evaluator,
        subject: accepted.subject,
        reason: accepted.reason,
        until: accepted.until,
        at: accepted.at,
    };
    let exhibit = |evidence: &model::Evidence| Exhibit {
        evidence: evidence.clone(),
        controls: links.get(&evidence.id).cloned().unwrap_or_default(),
    };
    let entries = read.activity_count()?;
    let chain_head = read.activity(0, 1)?.first().map(|entry| entry.hash.to_string()).unwrap_or_default();
    let logs = Kind::ALL.iter().filter(|kind| kind.is_log() && !data.evidence_of(**kind).is_empty());
    let retrieval = logs.clone().next().map(|_| retrieval(read)).transpose()?;
    let left_out = logs.map(|kind| LeftOut {
        kind: *kind,
        reason: "Rows of logs are not repeated as a table: they stand in the original files, to whose lines the results point."
            .to_owned(),
    });
    Ok(Contents {
        engagement,
        prepared_by: session.actor().to_owned(),
        prepared_at: session.now(),
        as_of: terms.as_of,
        program: concat!("Fieldwork ", env!("CARGO_PKG_VERSION")).to_owned(),
        criteria: data.criteria.clone(),
        controls: read.controls_at(day)?,
        occurrences: evaluate::occurrences(&data, &terms),
        evaluations: evaluations.into_iter().map(tested).collect(),
        evidence: data.evidence.values().map(exhibit).collect(),
        responses: read.responses()?.into_iter().map(response).collect(),
        accepted: read.acceptances()?.into_iter().map(accepted).collect(),
        gaps: Vec::new(),
        retrieval,
        left_out: left_out.collect(),
        chain_head,
        chain_entries: entries,
    })
}

/// How long the look-ups of requests took that the activity log tells of.
fn retrieval(read: &Read<'_>) -> Result<Retrieval, AppError> {
    let told = read.activity_of(logs::LOOKED_UP)?;
    let took = |entry: &store::Activity| entry.after.as_ref()?.get("milliseconds")?.as_u64();
    let mut times: Vec<u64> = told.iter().filter_map(took).collect();
    times.sort_unstable();
    let at = |index: usize| times.get(index).copied().unwrap_or(0);
    Ok(Retrieval {
        requests: times.len() as u64,
        median: at(times.len().saturating_sub(1) / 2),
        longest: times.last().copied().unwrap_or(0),
    })
}

/// Originals and records out of the open vault.
struct FromVault<'s> {
    session: &'s Session,
    open: Arc<Open>,
}

impl bundle::Vault for FromVault<'_> {
    fn original(&mut self, sha256: &Sha256) -> io::Result<Box<dyn io::Read + '_>> {
        let reader = self.open.blobs.open(sha256).map_err(io::Error::other)?;
        Ok(Box::new(reader.take(u64::MAX)))
    }

    fn records(&mut self, kind: Kind, push: &mut dyn FnMut(EvidenceId, &Record) -> io::Result<()>) -> io::Result<()> {
        let walk = |read: &Read<'_>| {
            read.each_record::<AppError>(Records::Kind(kind), |row| {
                push(row.evidence, &row.record).map_err(|error| AppError::system("a record could not be packed", &error))
            })
        };
        self.session.read(walk).map_err(io::Error::other)
    }
}

/// The stable word of a fault's code.
fn code(code: bundle::Code) -> String {
    serde_json::to_value(code).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Checks a bundle, against the fingerprint of its signer's root when that was received by another way.
///
/// # Errors
/// [`Code::Invalid`] for a fingerprint that is none; whatever is wrong with the bundle is in the verdict.
pub fn verify(path: &Path, fingerprint: Option<&str>) -> Result<VerdictView, AppError> {
    let parse = |text: &str| {
        Fingerprint::parse(text)
            .ok_or_else(|| AppError::new(Code::Invalid, format!("`{text}` is no fingerprint"), "it has 64 hexadecimal digits"))
    };
    let trusted = fingerprint.map(parse).transpose()?;
    let verdict = bundle::verify(path, trusted.as_ref());
    let facts = verdict.facts;
    let told = [
        ("company", facts.company),
        ("window", facts.window.map(|(from, to)| format!("{from} to {to}"))),
        ("prepared", facts.prepared_at),
        ("signer", facts.signer),
        ("fingerprint of the signer's root", facts.ca_fingerprint),
        ("trust", Some(facts.trust)),
        ("files", Some(facts.files.to_string())),
        ("originals", Some(facts.originals.to_string())),
        ("size of the payload", Some(words::size(facts.payload_bytes))),
    ];
    let problem = |fault: bundle::Fault| VerdictProblem { path: fault.path, code: code(fault.code), message: fault.message };
    Ok(VerdictView {
        file_name: crate::dropped::name(path),
        valid: verdict.valid,
        problems: verdict.problems.into_iter().map(problem).collect(),
        facts: told.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect(),
    })
}
