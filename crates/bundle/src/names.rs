//! The names inside a bundle: portable on every system, nothing but `A-Z a-z 0-9 . _ -`.
//!
//! Original names are kept in the evidence index; a path in here says only what a person needs to find the file.

use model::{Engagement, Evidence};

/// The page that tells how to use the bundle.
pub(crate) const START: &str = "START-HERE.html";
/// The same page without markup.
pub(crate) const START_TEXT: &str = "START-HERE.txt";
/// Declares the folder to be a bag.
pub(crate) const BAGIT: &str = "bagit.txt";
/// What the bag says of itself.
pub(crate) const BAG_INFO: &str = "bag-info.txt";
/// Hashes of the payload.
pub(crate) const MANIFEST: &str = "manifest-sha256.txt";
/// Hashes of everything around the payload.
pub(crate) const TAG_MANIFEST: &str = "tagmanifest-sha256.txt";
/// The report.
pub(crate) const REPORT: &str = "data/report.pdf";
/// CMS signature over the tag manifest.
pub(crate) const P7S: &str = "signatures/tagmanifest-sha256.txt.p7s";
/// SSH signature over the tag manifest.
pub(crate) const SSHSIG: &str = "signatures/tagmanifest-sha256.txt.sig";
/// The authority's certificate.
pub(crate) const CA: &str = "signatures/ca.pem";
/// Whose SSH signatures count.
pub(crate) const ALLOWED: &str = "signatures/allowed_signers";
/// The fingerprints, to compare with those received by another channel.
pub(crate) const FINGERPRINT: &str = "signatures/fingerprint.txt";

/// Longest name of an original.
const NAME_LIMIT: usize = 60;

/// `fieldwork-<company>-<from>-<to>`.
pub(crate) fn top_folder(engagement: &Engagement) -> String {
    let company = safe(&engagement.company, 40).to_lowercase().replace(['.', '_'], "-");
    let company = company.trim_matches('-');
    let company = if company.is_empty() { "company" } else { company };
    format!("fieldwork-{company}-{}-{}", engagement.window.from, engagement.window.to)
}

/// `data/evidence/E-0001-<safe name>`.
pub(crate) fn original(evidence: &Evidence) -> String {
    format!("data/evidence/{}-{}", evidence.id, safe(&evidence.file_name, NAME_LIMIT))
}

/// A portable name of at most `limit` characters that keeps the extension; never empty, never starting with a dot.
pub(crate) fn safe(name: &str, limit: usize) -> String {
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-') { c } else { '_' }).collect();
    let mut short = String::new();
    for c in plain.chars() {
        let repeats = matches!(c, '_' | '.') && short.ends_with(c);
        if !repeats {
            short.push(c);
        }
    }
    let trimmed = short.trim_matches(|c| matches!(c, '.' | '_' | '-'));
    if trimmed.is_empty() {
        return "file".to_owned();
    }
    if trimmed.len() <= limit {
        return trimmed.to_owned();
    }
    let extension = trimmed.rsplit_once('.').map(|(_, extension)| extension).filter(|extension| extension.len() <= 10);
    let tail = extension.map_or_else(String::new, |extension| format!(".{extension}"));
    let stem: String = trimmed.chars().take(limit.saturating_sub(tail.len())).collect();
    format!("{}{tail}", stem.trim_end_matches(|c| matches!(c, '.' | '_' | '-')))
}

/// Whether a path of a bundle is portable and stays inside its folder.
pub(crate) fn is_portable(path: &str) -> bool {
    !path.is_empty()
        && path.len() <= 240
        && path.split('/').all(|part| {
            !part.is_empty()
                && !part.starts_with('.')
                && !part.ends_with('.')
                && part.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'))
        })
}
