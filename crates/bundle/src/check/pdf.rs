//! The signature inside the report: it must be the only one, cover the whole file but itself, fit, and be by the signer
//! of the bundle. The file is searched, not parsed, so a hostile one cannot do more than fail.

use super::{certificate, cms_message, fault};
use crate::{Code, Fault, names};
use chrono::{DateTime, Utc};
use x509_cert::Certificate;

/// Most bytes of a report.
pub(super) const LIMIT: u64 = 512 << 20;

/// What is wrong with the report's signature.
pub(super) fn check(
    pdf: &[u8],
    authority: Option<&Certificate>,
    signer: Option<&Certificate>,
    at: Option<DateTime<Utc>>,
) -> Vec<Fault> {
    let wrong = |code, why: String| fault(names::REPORT, code, why);
    let leaf = match verify(pdf) {
        Ok(leaf) => leaf,
        Err(why) => return vec![wrong(Code::PdfSignature, why)],
    };
    let chain = authority.and_then(|ca| certificate::chain_fault(&leaf, ca, at));
    let mut faults: Vec<Fault> = chain.map(|why| wrong(Code::Certificate, why)).into_iter().collect();
    if signer.is_none_or(|signer| *signer != leaf) {
        faults.push(wrong(Code::SignerMismatch, "The report is not signed by the signer of the bundle.".to_owned()));
    }
    faults
}

fn verify(pdf: &[u8]) -> Result<Certificate, String> {
    let [open, close] = range(pdf)?;
    let (before, rest) = pdf.split_at_checked(open).ok_or("Its byte range leaves the file.")?;
    let (contents, after) = rest.split_at_checked(close - open).ok_or("Its byte range leaves the file.")?;
    let digits = contents
        .strip_prefix(b"<")
        .and_then(|digits| digits.strip_suffix(b">"))
        .ok_or("Its byte range leaves out more than the signature.")?;
    let bytes = hex::decode(digits).map_err(|error| format!("Its signature cannot be read: {error}."))?;
    let message = bytes.get(..length(&bytes).unwrap_or(0)).ok_or("Its signature is cut off.")?;
    cms_message::verify(message, cms_message::digest(&[before, after])).map_err(|why| format!("The report: {why}"))
}

/// Where the signature begins and ends, if the byte range covers everything else.
fn range(pdf: &[u8]) -> Result<[usize; 2], String> {
    const MARK: &[u8] = b"/ByteRange";
    let mut found = pdf.windows(MARK.len()).enumerate().filter(|(_, window)| *window == MARK).map(|(at, _)| at + MARK.len());
    let at = found.next().ok_or("The report bears no signature.")?;
    if found.next().is_some() {
        return Err("The report bears more than one signature, or something that looks like one.".to_owned());
    }
    let line = pdf.get(at..at + 64).unwrap_or_default();
    let text: String = line.iter().map(|byte| char::from(*byte)).take_while(|c| *c != ']').collect();
    let numbers: Vec<usize> = text.trim_start_matches('[').split_whitespace().filter_map(|number| number.parse().ok()).collect();
    let [0, open, close, rest] = numbers.as_slice() else { return Err("Its byte range cannot be read.".to_owned()) };
    if close.checked_add(*rest) != Some(pdf.len()) || open >= close {
        return Err("Its signature does not cover the whole report: something was appended.".to_owned());
    }
    Ok([*open, *close])
}

/// Length of a DER structure with its head.
fn length(der: &[u8]) -> Option<usize> {
    let first = usize::from(*der.get(1)?);
    if first < 0x80 {
        return Some(first + 2);
    }
    let count = first & 0x7f;
    let digits = der.get(2..2 + count).filter(|digits| digits.len() <= 4)?;
    Some(digits.iter().fold(0, |sum, digit| (sum << 8) | usize::from(*digit)) + 2 + count)
}
