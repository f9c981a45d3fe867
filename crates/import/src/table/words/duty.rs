//! Words about policies and what persons owe: acknowledgements, trainings, background checks.

use super::{boolean, has_one_of, is_one_of, is_truth, plain};

/// Whether a text names a policy or another document of the sort.
pub(crate) fn is_policy_name(cell: &str) -> bool {
    let word = plain(cell);
    let ends = ["policy", "policies", "richtlinie", "leitlinie", "procedure", "plan", "standard", "handbook", "konzept"];
    word.split([' ', ',', '(', ')', ':']).any(|part| ends.iter().any(|end| part.ends_with(end)))
        || word.contains("code of conduct")
        || word.contains("code of ethics")
}

/// Whether a word tells a state of documents.
pub(crate) fn is_policy_state(cell: &str) -> bool {
    has_one_of(
        &plain(cell),
        "draft|published|approved|active|archived|retired|effective|review|pending|superseded|obsolete|current|live|unpublished|expired|outdated|\
         final|inactive|withdrawn|approval|rejected|overdue|renewal|released|entwurf|freigegeben|gultig|g\u{fc}ltig|veroffentlicht|ver\u{f6}ffentlicht|archiviert|aktiv",
    )
}

/// A word that begins with a negation: `not signed`, `unsigned`, `incomplete`.
fn is_negated(word: &str) -> bool {
    ["not ", "un", "non ", "no ", "in progress", "incomplete", "never", "nicht ", "kein", "in bearbeitung"]
        .iter()
        .any(|start| word.starts_with(start))
        && !word.starts_with("unterschrieben")
        && !word.starts_with("unterzeichnet")
}

/// Whether an acknowledgement was given; none: the word does not tell.
pub(crate) fn given(cell: &str) -> Option<bool> {
    let word = plain(cell);
    if is_one_of(&word, "not required|not applicable|no longer required") {
        return None;
    }
    if let Some(truth) = boolean(cell) {
        return Some(truth);
    }
    let no = "pending|outstanding|overdue|sent|viewed|delivered|declined|refused|voided|open|missing|required|requested|waiting|awaiting|due|\
              late|reminded|unsigned|unread|partially|partial|rejected|offen|ausstehend|abgelehnt|incomplete|opened|unacknowledged";
    let yes = "acknowledged|accepted|signed|agreed|attested|completed|complete|read|confirmed|done|agree|accept|acknowledge|finished|i|best\u{e4}tigt|\
               bestaetigt|unterschrieben|unterzeichnet|akzeptiert|gelesen|erledigt|understood|certified|consented";
    if is_negated(&word) {
        return has_one_of(&word, yes)
            .then_some(false)
            .or_else(|| has_one_of(&word, no).then_some(false))
            .or_else(|| is_one_of(&word, "not yet|not started|in progress|in bearbeitung|never").then_some(false));
    }
    // `Completed (overdue)` was late, and given.
    if has_one_of(&word, yes) && !has_one_of(&word, "partially|partial|required|pending|waiting|awaiting|declined") {
        return Some(true);
    }
    has_one_of(&word, no).then_some(false)
}

/// Whether a word tells whether an acknowledgement was given.
pub(crate) fn is_given(cell: &str) -> bool {
    given(cell).is_some()
}

/// Whether a training was completed and passed; none: the word does not tell.
pub(crate) fn trained(cell: &str) -> Option<bool> {
    let word = plain(cell);
    if is_one_of(&word, "not required|not applicable|exempt|excused|waived|optional|withdrawn") {
        return None;
    }
    // Progress in per cent; without the sign a number may be anything.
    let percent = cell.trim().strip_suffix('%').and_then(|percent| percent.trim().replace(',', ".").parse::<f64>().ok());
    if let Some(percent) = percent {
        return Some(percent >= 100.0);
    }
    if let Some(truth) = boolean(cell) {
        return Some(truth);
    }
    let failed = "failed|fail|absent|nichtbestanden|noncompliant|delinquent";
    if has_one_of(&word, failed) || word.contains("no show") || word.contains("did not") {
        return Some(false);
    }
    let yes = "completed|complete|passed|pass|done|finished|attended|certified|compliant|current|valid|trained|successful|satisfied|abgeschlossen|bestanden|\
               absolviert|erledigt|teilgenommen|acknowledged";
    let no = "started|progress|incomplete|overdue|pending|assigned|enrolled|registered|due|late|open|missing|invited|attempted|scheduled|expiring|delayed|\
              upcoming|launched|active|offen|ausstehend|\u{fc}berf\u{e4}llig|begonnen|outstanding|inactive";
    if is_negated(&word) {
        return (has_one_of(&word, yes) || has_one_of(&word, no) || is_one_of(&word, "not yet|never|in bearbeitung"))
            .then_some(false);
    }
    if has_one_of(&word, yes) {
        return Some(true);
    }
    has_one_of(&word, no).then_some(false)
}

/// Whether a word tells how a training stands.
pub(crate) fn is_trained(cell: &str) -> bool {
    trained(cell).is_some() || has_one_of(&plain(cell), "expired|exempt|waived|excused|withdrawn")
}

/// Whether a background check ended without a finding; none: the word does not tell (`complete`, `in review`).
pub(crate) fn cleared(cell: &str) -> Option<bool> {
    let word = plain(cell);
    let clean = [
        "no record",
        "no finding",
        "no adverse",
        "no hit",
        "no discrepanc",
        "nothing found",
        "keine eintr",
        "ohne eintr",
        "without finding",
    ];
    if clean.iter().any(|start| word.contains(start)) {
        return Some(true);
    }
    let unclear = word.starts_with("not ") || word.starts_with("un") || word.starts_with("in ") || word.starts_with("non ");
    let good = "clear|cleared|passed|pass|meets|eligible|satisfactory|favorable|favourable|green|clean|compliant|unbedenklich|eintragsfrei";
    let bad = "consider|considered|failed|fail|adverse|ineligible|discrepancy|discrepancies|flagged|unfavorable|unfavourable|red|escalated|unsatisfactory|hit|\
               alert|amber|yellow|rejected";
    if unclear {
        let told = has_one_of(
            &word,
            "clear|cleared|eligible|passed|satisfactory|favorable|favourable|compliant|unfavorable|unfavourable|unsatisfactory",
        );
        let praised = is_one_of(&word, "unbedenklich");
        return if praised { Some(true) } else { told.then_some(false) };
    }
    if word.contains("does not meet") || word.contains("did not") || has_one_of(&word, bad) {
        return Some(false);
    }
    has_one_of(&word, good).then_some(true)
}

/// Whether a word tells how a background check ended.
pub(crate) fn is_cleared(cell: &str) -> bool {
    cleared(cell).is_some()
}

/// Whether a word tells a state of background checks.
pub(crate) fn is_check_state(cell: &str) -> bool {
    is_truth(cell)
        || is_cleared(cell)
        || has_one_of(
            &plain(cell),
            "pending|complete|completed|done|progress|ordered|invited|suspended|dispute|disputed|canceled|cancelled|expired|started|initiated|review|submitted|\
             awaiting|returned|closed|received|verified|required|waived|exempt|missing|outstanding|vorgelegt|ausstehend|liegt|action",
        )
}

#[cfg(test)]
mod tests {
    use super::{cleared, given, trained};

    #[test]
    fn acknowledgements() {
        for (cell, expected) in [
            ("Acknowledged", Some(true)),
            ("Signed", Some(true)),
            ("Completed (overdue)", Some(true)),
            ("I agree", Some(true)),
            ("yes", Some(true)),
            ("unterschrieben", Some(true)),
            ("Not signed", Some(false)),
            ("Unsigned", Some(false)),
            ("Pending signature", Some(false)),
            ("Waiting to be signed", Some(false)),
            ("In progress", Some(false)),
            ("Declined", Some(false)),
            ("Not required", None),
            ("Expired", None),
            ("blue", None),
        ] {
            assert_eq!(given(cell), expected, "{cell}");
        }
    }

    #[test]
    fn trainings() {
        for (cell, expected) in [
            ("Completed", Some(true)),
            ("Passed 92%", Some(true)),
            ("100%", Some(true)),
            ("Completed late", Some(true)),
            ("bestanden", Some(true)),
            ("80 %", Some(false)),
            ("Past Due", Some(false)),
            ("Not Started", Some(false)),
            ("Completed - Failed", Some(false)),
            ("nicht bestanden", Some(false)),
            ("Incomplete", Some(false)),
            ("Non-compliant", Some(false)),
            ("Exempt", None),
            ("Expired", None),
            ("87", None),
        ] {
            assert_eq!(trained(cell), expected, "{cell}");
        }
    }

    #[test]
    fn background_checks() {
        for (cell, expected) in [
            ("clear", Some(true)),
            ("Cleared", Some(true)),
            ("Meets Company Standards", Some(true)),
            ("No records found", Some(true)),
            ("unbedenklich", Some(true)),
            ("Consider", Some(false)),
            ("Not clear", Some(false)),
            ("Does not meet", Some(false)),
            ("Pre-adverse action", Some(false)),
            ("Complete", None),
            ("In review", None),
            ("Pending", None),
            ("yes", None),
        ] {
            assert_eq!(cleared(cell), expected, "{cell}");
        }
    }
}
