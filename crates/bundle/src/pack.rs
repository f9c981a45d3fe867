//! Writing the bundle: check, set the report, stream everything into one ZIP, sign, and only then give it its name.

mod bag;
mod entry;
mod originals;
mod partial;
mod precheck;
mod records;
mod start;
mod tables;

use crate::{BundleError, Contents, Gap, Identity, Progress, Step, Summary, Vault, gap, names, report, sign};
pub(crate) use partial::{SEAL, SEAL_DIGITS, digest};

use bag::Bag;
use model::Sha256;
use partial::Partial;
use std::path::Path;

/// A ZIP denser than this over [`DENSE_BYTES`] looks like a bomb; then the originals are stored as they are.
pub(crate) const DENSITY: u64 = 250;

/// Below this size density does not matter.
pub(crate) const DENSE_BYTES: u64 = 1 << 30;

/// See [`crate::write()`].
pub(crate) fn write(
    contents: &Contents,
    vault: &mut dyn Vault,
    identity: &Identity,
    to: &Path,
    progress: &mut dyn FnMut(Progress) -> bool,
) -> Result<Summary, BundleError> {
    precheck::contents(contents)?;
    precheck::validity(contents, identity)?;
    let mut tell = Tell(progress);
    tell.about(Step::Report, 0, 1)?;
    let gaps = gap::missing(contents);
    let report = report::make(contents, &gaps, identity)?;
    tell.about(Step::Report, 1, 1)?;
    let job = Job { contents, gaps: &gaps, identity, report: &report };
    let (partial, summary) = match job.attempt(vault, to, &mut tell, true)? {
        (_, summary) if is_dense(&summary) => job.attempt(vault, to, &mut tell, false)?,
        done => done,
    };
    partial.keep(to)?;
    Ok(summary.summary)
}

/// Asks the caller whether to go on.
pub(crate) struct Tell<'a>(&'a mut dyn FnMut(Progress) -> bool);

impl Tell<'_> {
    pub(crate) fn about(&mut self, step: Step, done: u64, total: u64) -> Result<(), BundleError> {
        if (self.0)(Progress { step, done, total }) { Ok(()) } else { Err(BundleError::Cancelled) }
    }
}

/// What came of an attempt.
struct Packed {
    summary: Summary,
    inflated: u64,
}

fn is_dense(packed: &Packed) -> bool {
    packed.inflated > DENSE_BYTES && packed.inflated / DENSITY > packed.summary.bytes
}

/// What stays the same over attempts.
struct Job<'a> {
    contents: &'a Contents,
    gaps: &'a [Gap],
    identity: &'a Identity,
    report: &'a report::Report,
}

impl Job<'_> {
    fn attempt(
        &self,
        vault: &mut dyn Vault,
        to: &Path,
        tell: &mut Tell<'_>,
        deflate: bool,
    ) -> Result<(Partial, Packed), BundleError> {
        let partial = Partial::beside(to)?;
        let mut bag = Bag::begin(&partial, names::top_folder(&self.contents.engagement), deflate)?;
        self.tags_first(&mut bag)?;
        bag.payload(names::REPORT, &self.report.pdf)?;
        tables::all(&mut bag, self.contents, self.gaps)?;
        let originals = originals::all(&mut bag, self.contents, vault, tell)?;
        let records = records::all(&mut bag, self.contents, vault, tell)?;
        tell.about(Step::Closing, 0, 1)?;
        let (files, inflated, identity) = self.close(bag)?;
        let bytes = partial.seal()?;
        tell.about(Step::Closing, 1, 1)?;
        let summary = Summary {
            path: to.to_owned(),
            bytes,
            files,
            identity,
            originals,
            records,
            pages: self.report.pages,
            exceptions: self.contents.evaluations.iter().map(|tested| tested.evaluation.exceptions).sum(),
            gaps: self.gaps.len() as u64,
            ca_fingerprint: self.identity.fingerprint(),
        };
        Ok((partial, Packed { summary, inflated }))
    }

    /// What stands before the payload, so that people see it first.
    fn tags_first(&self, bag: &mut Bag<'_>) -> Result<(), BundleError> {
        let page = start::Page::new(self.contents, self.gaps, self.identity)?;
        bag.tag(names::START, page.html().as_bytes())?;
        bag.tag(names::START_TEXT, page.text().as_bytes())?;
        bag.tag(names::BAGIT, b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
    }

    /// Manifests and signatures; answers the number of files, their size, and the hash that names the bundle.
    fn close(&self, mut bag: Bag<'_>) -> Result<(u64, u64, Sha256), BundleError> {
        let info = bag.info(self.contents);
        bag.tag(names::BAG_INFO, info.as_bytes())?;
        bag.tag(names::CA, start::pem(self.identity.ca_der()).as_bytes())?;
        bag.tag(names::ALLOWED, sign::allowed_signers(self.identity)?.as_bytes())?;
        bag.tag(names::FINGERPRINT, start::fingerprints(self.identity)?.as_bytes())?;
        let manifest = bag.manifest();
        bag.tag(names::MANIFEST, manifest.as_bytes())?;
        let tags = bag.tag_manifest();
        let digest = bag.loose(names::TAG_MANIFEST, tags.as_bytes())?;
        let p7s = sign::cms(digest, self.identity, self.contents.prepared_at, sign::Flavour::File)?;
        bag.loose(names::P7S, &p7s)?;
        bag.loose(names::SSHSIG, sign::sshsig(self.identity, tags.as_bytes())?.as_bytes())?;
        let (files, inflated) = bag.finish()?;
        Ok((files, inflated, Sha256(digest)))
    }
}
