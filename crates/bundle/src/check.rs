//! Verifying a bundle that nobody vouches for: read carefully, compare everything, name each thing that is wrong.
//!
//! Nothing is extracted to disk and nothing is held in memory but the small files around the data; an entry that no
//! manifest names is reported and not inflated.

mod archive;
mod certificate;
mod cms_message;
mod container;
mod manifest;
mod payload;
mod pdf;
mod person;
mod ssh;

use crate::{Code, Facts, Fault, Fingerprint, Verdict, names};
use archive::Archive;
use chrono::{DateTime, Utc};
use manifest::Manifest;
pub use person::signer_of;
use std::path::Path;
use x509_cert::Certificate;

/// See [`crate::verify`].
pub(crate) fn verify(path: &Path, trusted: Option<&Fingerprint>) -> Verdict {
    let mut check = Check { faults: Vec::new(), facts: Facts::default() };
    if let Some(mut archive) = check.open(path) {
        check.bundle(&mut archive, trusted);
        if check.faults.is_empty() {
            check.faults.extend(container::seal(path, archive.comment()));
        }
    }
    if check.facts.trust.is_empty() {
        "could not be judged".clone_into(&mut check.facts.trust);
    }
    Verdict { valid: check.faults.is_empty(), problems: check.faults, facts: check.facts }
}

/// A verification under way.
struct Check {
    faults: Vec<Fault>,
    facts: Facts,
}

/// Makes a fault.
fn fault(path: impl Into<String>, code: Code, message: impl Into<String>) -> Fault {
    Fault { path: path.into(), code, message: message.into() }
}

impl Check {
    fn open(&mut self, path: &Path) -> Option<Archive> {
        match archive::open(path) {
            Ok((archive, faults)) => {
                self.faults.extend(faults);
                Some(archive)
            }
            Err(fault) => {
                self.faults.push(fault);
                None
            }
        }
    }

    fn bundle(&mut self, archive: &mut Archive, trusted: Option<&Fingerprint>) {
        self.facts.files = archive.files();
        let info = self.small(archive, names::BAG_INFO).unwrap_or_default();
        let info = manifest::Info::parse(&info);
        self.describe(&info);
        let authority = self.authority(archive, trusted);
        let tags_text = self.small(archive, names::TAG_MANIFEST).unwrap_or_default();
        let signer = self.signatures(archive, &tags_text, authority.as_ref(), info.prepared_at());
        let tags = self.manifest(names::TAG_MANIFEST, &tags_text);
        let payload_text = self.small(archive, names::MANIFEST).unwrap_or_default();
        let payload = self.manifest(names::MANIFEST, &payload_text);
        let known = [names::TAG_MANIFEST, names::P7S, names::SSHSIG];
        self.tags_complete(&tags);
        self.faults.extend(payload::compare(archive, &tags));
        let sums = payload::compare(archive, &payload);
        self.facts.originals = payload.paths().filter(|path| path.starts_with("data/evidence/")).count() as u64;
        self.facts.payload_bytes = archive.size_of(payload.paths());
        self.faults.extend(sums);
        self.faults.extend(archive.beyond(|path| tags.has(path) || payload.has(path) || known.contains(&path)));
        self.faults.extend(info.oxum_fault(archive));
        if archive.has(names::REPORT) {
            let report = self.limited(archive, names::REPORT, pdf::LIMIT);
            if let Some(report) = report {
                self.faults.extend(pdf::check(&report, authority.as_ref(), signer.as_ref(), info.prepared_at()));
            }
        }
    }

    fn describe(&mut self, info: &manifest::Info) {
        self.facts.company = info.value("Source-Organization");
        self.facts.window = info.value("Fieldwork-Window-From").zip(info.value("Fieldwork-Window-To"));
        self.facts.prepared_at = info.value("Fieldwork-Prepared-At");
    }

    /// The authority in the bundle, and whether it is the trusted one.
    fn authority(&mut self, archive: &mut Archive, trusted: Option<&Fingerprint>) -> Option<Certificate> {
        let pem = self.small(archive, names::CA)?;
        let (certificate, der) = match certificate::from_pem(&pem) {
            Ok(found) => found,
            Err(message) => {
                self.faults.push(fault(names::CA, Code::Certificate, message));
                return None;
            }
        };
        let own = Fingerprint::of(&der);
        self.facts.ca_fingerprint = Some(own.to_string());
        self.facts.trust = match trusted {
            Some(expected) if *expected == own => "the authority matches the fingerprint given".to_owned(),
            Some(expected) => {
                let message = format!(
                    "The authority's fingerprint is {own}, the trusted one is {expected}: somebody else may have signed."
                );
                self.faults.push(fault(names::CA, Code::Untrusted, message));
                "the authority is not the one whose fingerprint was given".to_owned()
            }
            None => "compare the authority’s fingerprint with one that the company gave by another channel".to_owned(),
        };
        self.faults
            .extend(certificate::authority_fault(&certificate).map(|message| fault(names::CA, Code::Certificate, message)));
        Some(certificate)
    }

    /// Both signatures over the tag manifest; answers who signed.
    fn signatures(
        &mut self,
        archive: &mut Archive,
        content: &[u8],
        authority: Option<&Certificate>,
        at: Option<DateTime<Utc>>,
    ) -> Option<Certificate> {
        let mut signer = None;
        if let Some(message) = self.small(archive, names::P7S) {
            match cms_message::verify(&message, cms_message::digest(&[content])) {
                Ok(found) => {
                    self.facts.signer = crate::certificate_name::common(&found);
                    self.faults.extend(
                        authority
                            .and_then(|ca| certificate::chain_fault(&found, ca, at))
                            .map(|why| fault(names::P7S, Code::Certificate, why)),
                    );
                    signer = Some(found);
                }
                Err(why) => self.faults.push(fault(names::P7S, Code::Signature, why)),
            }
        }
        if let Some(message) = self.small(archive, names::SSHSIG) {
            self.faults.extend(ssh::fault(&message, content, signer.as_ref()));
        }
        signer
    }

    fn manifest(&mut self, path: &str, text: &[u8]) -> Manifest {
        let (manifest, faults) = Manifest::parse(path, text);
        self.faults.extend(faults);
        manifest
    }

    /// Everything that must be signed is named in the tag manifest.
    fn tags_complete(&mut self, tags: &Manifest) {
        let expected = [
            names::START,
            names::START_TEXT,
            names::BAGIT,
            names::BAG_INFO,
            names::MANIFEST,
            names::CA,
            names::ALLOWED,
            names::FINGERPRINT,
        ];
        for path in expected.into_iter().filter(|path| !tags.has(path)) {
            self.faults.push(fault(
                path,
                Code::BadManifest,
                format!("{} does not name it, so nothing vouches for it.", names::TAG_MANIFEST),
            ));
        }
    }

    fn small(&mut self, archive: &mut Archive, path: &str) -> Option<Vec<u8>> {
        self.limited(archive, path, archive::SMALL)
    }

    fn limited(&mut self, archive: &mut Archive, path: &str, limit: u64) -> Option<Vec<u8>> {
        match archive.read(path, limit) {
            Ok(bytes) => Some(bytes),
            // A file that a manifest names is compared, and reported, there.
            Err(_) if path == names::REPORT => None,
            Err(found) => {
                if !self.faults.contains(&found) {
                    self.faults.push(found);
                }
                None
            }
        }
    }
}
