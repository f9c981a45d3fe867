//! Looking through the originals of evidence for credentials, once for each version of the detectors.

use crate::{AppError, Code, Session, contract::Progress, dropped, evaluation::stand, scanning, session::Open, words::count};
use import::unpack;
use model::{CredentialSearch, Evidence, FoundCredential, Position};
use std::{
    collections::BTreeMap,
    io::{BufRead as _, BufReader},
    sync::atomic::AtomicBool,
};

/// The least score of what is kept; the evaluator asks for more where that is the company's threshold.
const LEAST: u8 = 50;
/// Most forms that are kept of one original, the first ones.
const MOST: usize = 200;
/// Bytes in which a text has no zero.
const FIRST: usize = 4096;

/// Looks through every original that no detector of this version has seen, except logs of calls, whose texts are looked
/// through as rows. Each is a transaction of its own, so that an interrupted run goes on where it stopped.
///
/// # Errors
/// Those of the vault; [`Code::Cancelled`]. An original that cannot be looked through is kept as such.
pub(crate) fn look_through(session: &Session, cancel: &AtomicBool, hear: &mut dyn FnMut(Progress)) -> Result<(), AppError> {
    let open = session.open()?;
    let (all, seen) = session.read(|read| Ok((read.all_evidence()?, read.credential_searches()?)))?;
    let is_seen = |one: &Evidence| seen.get(&one.id).is_some_and(|search| search.detectors == scan::VERSION);
    let unseen: Vec<&Evidence> = all.iter().filter(|one| !one.is_log() && !is_seen(one)).collect();
    for (done, one) in unseen.iter().enumerate() {
        stand(cancel)?;
        let permille = Some(count((done * 1000).checked_div(unseen.len()).unwrap_or(0)));
        hear(Progress { what: "looking for credentials in evidence".to_owned(), permille, count: count(done), done: false });
        let search = search(&open, one)?;
        session.change(|write| Ok(write.put_credential_search(one.id, &search)?))?;
    }
    Ok(())
}

fn search(open: &Open, one: &Evidence) -> Result<CredentialSearch, AppError> {
    let original = open.blobs.open(&one.sha256)?;
    let (unread, found) = match unpack::whole(dropped::leaf(&one.file_name), Box::new(original)) {
        Err(error) => (Some(error.to_string()), Vec::new()),
        Ok((reader, lines)) => {
            let mut reader = BufReader::with_capacity(256 * 1024, reader);
            match reader.fill_buf() {
                Err(error) => (Some(format!("the file could not be read: {error}")), Vec::new()),
                Ok(first) if !is_text(first) => (Some("it is no text".to_owned()), Vec::new()),
                Ok(_) => credentials(&mut reader, lines)?,
            }
        }
    };
    Ok(CredentialSearch { detectors: scan::VERSION, unread, found })
}

/// Whether bytes begin a text: no document of another form, and no zero among them.
fn is_text(first: &[u8]) -> bool {
    !first.starts_with(b"%PDF") && !first.iter().take(FIRST).any(|byte| *byte == 0)
}

/// What was found, and why not all was looked through.
fn credentials(reader: &mut dyn std::io::BufRead, lines: bool) -> Result<(Option<String>, Vec<FoundCredential>), AppError> {
    let mut found = Vec::<FoundCredential>::new();
    let mut places = BTreeMap::<String, usize>::new();
    let looked = scanning::lines(reader, false, LEAST, &mut |scanned| {
        for span in scanned.spans.iter().filter(|span| span.kind == "SECRET") {
            let value = scanned.text.get(span.start..span.end).unwrap_or_default();
            let pattern = scan::pattern(span, value);
            if let Some(known) = places.get(&pattern).and_then(|place| found.get_mut(*place)) {
                known.hits += 1;
            } else if found.len() < MOST {
                places.insert(pattern.clone(), found.len());
                found.push(FoundCredential {
                    pattern,
                    rule: span.rule.id.to_owned(),
                    score: span.score,
                    masked: scanned.masked(span),
                    hits: 1,
                    at: if lines { Position::Line(scanned.line) } else { Position::File },
                });
            }
        }
    });
    match looked {
        Ok(looked) if looked.unreadable > 0 => Ok((Some(format!("{} of its lines are no UTF-8", looked.unreadable)), found)),
        Ok(_) => Ok((None, found)),
        Err(error) if error.code == Code::Invalid => Ok((Some(error.message), found)),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::{credentials, is_text};
    use model::Position;

    #[test]
    fn each_form_is_told_once_with_its_first_place_and_number() {
        let key = |middle: &str| format!("export TOKEN=ghp_{middle}\n");
        let one = key("wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx");
        let text = format!("nothing\n{one}{one}");
        let (unread, found) = credentials(&mut text.as_bytes(), true).unwrap();
        assert_eq!(unread, None);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].hits, &found[0].at), (2, &Position::Line(2)));
        assert!(!found[0].masked.contains("wWPw5k4a"), "{}", found[0].masked);
    }

    #[test]
    fn what_is_no_text_is_known_as_such() {
        assert!(!is_text(b"%PDF-1.7") && !is_text(b"PK\x03\x04\x00\x00") && is_text(b"a,b\n"));
    }

    #[test]
    fn bytes_that_are_no_utf_8_keep_the_search_from_being_whole() {
        let (unread, found) = credentials(&mut &b"caf\xe9\n"[..], true).unwrap();
        assert_eq!((unread.as_deref(), found.len()), (Some("1 of its lines are no UTF-8"), 0));
    }
}
