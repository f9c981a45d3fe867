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

const PUNCTUATION: [char; 3] = ['.', '_', '-'];

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
    let (stem, extension) = match name.rsplit_once('.') {
        Some((stem, end)) if (1..=10).contains(&end.len()) && end.chars().all(|c| c.is_ascii_alphanumeric()) => {
            (stem, format!(".{end}"))
        }
        _ => (name, String::new()),
    };
    let mut plain = String::new();
    for c in stem.chars().flat_map(latin) {
        let c = if c.is_ascii_alphanumeric() || matches!(c, '.' | '-') { c } else { '_' };
        if c.is_ascii_alphanumeric() || !plain.ends_with(['.', '_', '-']) {
            plain.push(c);
        }
    }
    let cut: String = plain.trim_start_matches(PUNCTUATION).chars().take(limit.saturating_sub(extension.len())).collect();
    let stem = cut.trim_end_matches(PUNCTUATION);
    format!("{}{extension}", if stem.is_empty() { "file" } else { stem })
}

/// A letter of a European language in plain letters; every other character as it is.
fn latin(c: char) -> impl Iterator<Item = char> {
    let plain = match c {
        'ä' | 'æ' => "ae",
        'ö' | 'œ' => "oe",
        'ü' => "ue",
        'Ä' | 'Æ' => "Ae",
        'Ö' | 'Œ' => "Oe",
        'Ü' => "Ue",
        'ß' => "ss",
        'à' | 'á' | 'â' | 'ã' | 'å' | 'ą' => "a",
        'è' | 'é' | 'ê' | 'ë' | 'ę' | 'ě' => "e",
        'ì' | 'í' | 'î' | 'ï' => "i",
        'ò' | 'ó' | 'ô' | 'õ' | 'ø' => "o",
        'ù' | 'ú' | 'û' | 'ů' => "u",
        'ç' | 'ć' | 'č' => "c",
        'ñ' | 'ń' => "n",
        'ł' => "l",
        'ś' | 'š' => "s",
        'ź' | 'ż' | 'ž' => "z",
        'ý' | 'ÿ' => "y",
        'Å' | 'À' | 'Á' | 'Â' => "A",
        'É' | 'È' | 'Ê' => "E",
        'Ø' | 'Ó' | 'Ô' => "O",
        _ => "",
    };
    plain.chars().chain(plain.is_empty().then_some(c))
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

#[cfg(test)]
mod tests {
    use super::{is_portable, safe};

    #[test]
    fn names_are_portable_and_keep_their_extension() {
        for (name, expected) in [
            ("okta-users.json", "okta-users.json"),
            ("roster (final) v2.csv", "roster_final_v2.csv"),
            ("..\\..\\system32\\config.txt", "system32_config.txt"),
            ("日本語.csv", "file.csv"),
            ("Übersicht März.csv", "Uebersicht_Maerz.csv"),
            (".env", "file.env"),
            ("...", "file"),
            ("", "file"),
            ("a%2F..%2Fb", "a_2F.2Fb"),
            ("no-extension-but-a-long-name", "no-extension-but-a-l"),
            ("long-name-with-extension.json", "long-name-with.json"),
        ] {
            let found = safe(name, 20);
            assert_eq!(found, expected);
            assert!(is_portable(&found), "{found}");
        }
    }

    #[test]
    fn paths_that_could_leave_the_folder_are_not_portable() {
        for path in ["", "/etc/passwd", "a/../b", "a\\b", "c:a", "a//b", "a/.b", "a/b.", "ä", "a b", "a\0"] {
            assert!(!is_portable(path), "{path}");
        }
    }
}
