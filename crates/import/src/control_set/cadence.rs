//! How often something is done, in the words that people write.

use model::Cadence;

/// The cadences that a text names, most frequent first; empty where it names none that occurrences can be counted by.
pub fn find(text: &str) -> Vec<Cadence> {
    let plain: String = text.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let line = format!(" {} ", words.join(" "));
    if NONE.iter().any(|phrase| line.contains(&format!(" {phrase} "))) {
        return Vec::new();
    }
    // "4 times per year" is not "per year".
    if let Some(told) = (0..words.len()).find_map(|at| counted(words.get(at..).unwrap_or_default())) {
        return told.into_iter().collect();
    }
    let mut found: Vec<Cadence> =
        PHRASES.iter().filter(|(phrase, _)| line.contains(&format!(" {phrase} "))).map(|(_, cadence)| *cadence).collect();
    found.sort_unstable();
    found.dedup();
    // "Annual and semi-annual" are both in "semi annual": the longer phrase was meant.
    let is_half = ["semi annual", "semi annually", "bi annual", "bi annually", "half yearly", "half year", "semi yearly"];
    if is_half.iter().any(|phrase| line.contains(phrase)) {
        found.retain(|cadence| *cadence != Cadence::Yearly);
    }
    found
}

/// Rhythms that there is no cadence for: they are told, not rounded.
const NONE: &[&str] = &[
    "bi weekly",
    "biweekly",
    "fortnightly",
    "every two weeks",
    "every other week",
    "semi monthly",
    "bi monthly",
    "bimonthly",
    "every other month",
    "every two months",
    "biennial",
    "biennially",
    "every two years",
    "every other year",
    "every three years",
    "twice a month",
    "twice a week",
    "three times a year",
];

const PHRASES: &[(&str, Cadence)] = &[
    ("continuous", Cadence::Continuous),
    ("continuously", Cadence::Continuous),
    ("ongoing", Cadence::Continuous),
    ("on going", Cadence::Continuous),
    ("always", Cadence::Continuous),
    ("always on", Cadence::Continuous),
    ("real time", Cadence::Continuous),
    ("realtime", Cadence::Continuous),
    ("24 7", Cadence::Continuous),
    ("24x7", Cadence::Continuous),
    ("constant", Cadence::Continuous),
    ("constantly", Cadence::Continuous),
    ("perpetual", Cadence::Continuous),
    ("daily", Cadence::Daily),
    ("nightly", Cadence::Daily),
    ("every day", Cadence::Daily),
    ("each day", Cadence::Daily),
    ("per day", Cadence::Daily),
    ("once a day", Cadence::Daily),
    ("every business day", Cadence::Daily),
    ("every night", Cadence::Daily),
    ("weekly", Cadence::Weekly),
    ("every week", Cadence::Weekly),
    ("each week", Cadence::Weekly),
    ("once a week", Cadence::Weekly),
    ("per week", Cadence::Weekly),
    ("monthly", Cadence::Monthly),
    ("every month", Cadence::Monthly),
    ("each month", Cadence::Monthly),
    ("once a month", Cadence::Monthly),
    ("per month", Cadence::Monthly),
    ("quarterly", Cadence::Quarterly),
    ("every quarter", Cadence::Quarterly),
    ("each quarter", Cadence::Quarterly),
    ("once a quarter", Cadence::Quarterly),
    ("per quarter", Cadence::Quarterly),
    ("four times a year", Cadence::Quarterly),
    ("every three months", Cadence::Quarterly),
    ("semi annual", Cadence::HalfYearly),
    ("semi annually", Cadence::HalfYearly),
    ("semiannual", Cadence::HalfYearly),
    ("semiannually", Cadence::HalfYearly),
    ("semi yearly", Cadence::HalfYearly),
    ("bi annual", Cadence::HalfYearly),
    ("bi annually", Cadence::HalfYearly),
    ("biannual", Cadence::HalfYearly),
    ("biannually", Cadence::HalfYearly),
    ("half yearly", Cadence::HalfYearly),
    ("halfyearly", Cadence::HalfYearly),
    ("every half year", Cadence::HalfYearly),
    ("twice a year", Cadence::HalfYearly),
    ("twice yearly", Cadence::HalfYearly),
    ("twice per year", Cadence::HalfYearly),
    ("every six months", Cadence::HalfYearly),
    ("annual", Cadence::Yearly),
    ("annually", Cadence::Yearly),
    ("yearly", Cadence::Yearly),
    ("every year", Cadence::Yearly),
    ("each year", Cadence::Yearly),
    ("once a year", Cadence::Yearly),
    ("per year", Cadence::Yearly),
    ("per annum", Cadence::Yearly),
    ("every twelve months", Cadence::Yearly),
    ("per event", Cadence::PerEvent),
    ("event driven", Cadence::PerEvent),
    ("event based", Cadence::PerEvent),
    ("each event", Cadence::PerEvent),
    ("ad hoc", Cadence::PerEvent),
    ("adhoc", Cadence::PerEvent),
    ("as needed", Cadence::PerEvent),
    ("as required", Cadence::PerEvent),
    ("on demand", Cadence::PerEvent),
    ("as occurs", Cadence::PerEvent),
    ("as they occur", Cadence::PerEvent),
    ("when needed", Cadence::PerEvent),
    ("per occurrence", Cadence::PerEvent),
    ("upon occurrence", Cadence::PerEvent),
    ("upon event", Cadence::PerEvent),
    ("triggered", Cadence::PerEvent),
    ("on change", Cadence::PerEvent),
    ("upon change", Cadence::PerEvent),
    ("per change", Cadence::PerEvent),
    ("each change", Cadence::PerEvent),
    ("every change", Cadence::PerEvent),
    ("per release", Cadence::PerEvent),
    ("upon hire", Cadence::PerEvent),
    ("on hire", Cadence::PerEvent),
    ("per hire", Cadence::PerEvent),
    ("new hire", Cadence::PerEvent),
    ("upon termination", Cadence::PerEvent),
    ("on termination", Cadence::PerEvent),
    ("per termination", Cadence::PerEvent),
    ("per incident", Cadence::PerEvent),
    ("per request", Cadence::PerEvent),
    ("per transaction", Cadence::PerEvent),
    ("transactional", Cadence::PerEvent),
    ("each time", Cadence::PerEvent),
    ("every time", Cadence::PerEvent),
    ("multiple times a day", Cadence::PerEvent),
    ("recurring multiple times per day", Cadence::PerEvent),
    ("occurrence", Cadence::PerEvent),
];

/// `every 90 days`, `every 3 months`, `4 times per year`, `12x per year`: the cadence, none where there is none for it.
#[expect(clippy::option_option, reason = "words that are no count, and a count for which there is no cadence, differ")]
fn counted(words: &[&str]) -> Option<Option<Cadence>> {
    let number = |word: &str| word.parse::<u32>().ok();
    match words {
        ["every" | "each", count, unit, ..] => number(count).map(|count| span(count, unit)),
        [count, "times" | "time" | "x", "a" | "per" | "each" | "every", unit, ..] => {
            number(count).map(|count| times(count, unit))
        }
        [count, "a" | "per", unit, ..] => count.strip_suffix('x').and_then(number).map(|count| times(count, unit)),
        _ => None,
    }
}

fn span(count: u32, unit: &str) -> Option<Cadence> {
    Some(match (unit.trim_end_matches('s'), count) {
        ("day", 1) => Cadence::Daily,
        ("day", 7) | ("week", 1) => Cadence::Weekly,
        ("day", 28..=31) | ("week", 4) | ("month", 1) => Cadence::Monthly,
        ("day", 89..=92) | ("week", 13) | ("month", 3) | ("quarter", 1) => Cadence::Quarterly,
        ("day", 180..=184) | ("week", 26) | ("month", 6) | ("quarter", 2) => Cadence::HalfYearly,
        ("day", 360..=366) | ("week", 52) | ("month", 12) | ("quarter", 4) | ("year", 1) => Cadence::Yearly,
        _ => return None,
    })
}

fn times(count: u32, unit: &str) -> Option<Cadence> {
    Some(match (unit, count) {
        ("day", 1) | ("week", 5 | 7) => Cadence::Daily,
        ("week", 1) | ("year", 52) => Cadence::Weekly,
        ("month", 1) | ("year", 12) | ("quarter", 3) => Cadence::Monthly,
        ("quarter", 1) | ("year", 4) => Cadence::Quarterly,
        ("year", 2) => Cadence::HalfYearly,
        ("year", 1) => Cadence::Yearly,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::find;
    use model::Cadence;

    #[test]
    fn words_of_people() {
        for (text, cadence) in [
            ("Annually", Cadence::Yearly),
            ("At least annually", Cadence::Yearly),
            ("Quarterly (Q1-Q4)", Cadence::Quarterly),
            ("Ongoing", Cadence::Continuous),
            ("Per event", Cadence::PerEvent),
            ("Event-driven", Cadence::PerEvent),
            ("Every 90 days", Cadence::Quarterly),
            ("Semi-annual", Cadence::HalfYearly),
            ("every 6 months", Cadence::HalfYearly),
            ("4x per year", Cadence::Quarterly),
            ("12 times per year", Cadence::Monthly),
            ("Upon hire", Cadence::PerEvent),
            ("Daily", Cadence::Daily),
            ("24/7", Cadence::Continuous),
            ("Every 365 days", Cadence::Yearly),
            ("Ad-hoc", Cadence::PerEvent),
            ("MONTHLY", Cadence::Monthly),
        ] {
            assert_eq!(find(text), [cadence], "{text}");
        }
    }

    #[test]
    fn what_there_is_no_cadence_for_is_not_rounded() {
        for text in ["Bi-weekly", "Every 45 days", "every two years", "When the moon is full", "", "Every 14 days"] {
            assert!(find(text).is_empty(), "{text}");
        }
        assert_eq!(find("Quarterly and upon change"), [Cadence::Quarterly, Cadence::PerEvent]);
    }
}
