//! Names of months, days and zones.

/// Prefixes that tell a month, in lower case without accents: English, German, French.
const MONTHS: &[(u32, &str)] = &[
    (1, "jan jän"),
    (2, "feb fév fev"),
    (3, "mar mär mrz"),
    (4, "apr avr"),
    (5, "may mai"),
    (6, "jun juin"),
    (7, "jul juil"),
    (8, "aug aoû aou"),
    (9, "sep"),
    (10, "oct okt"),
    (11, "nov"),
    (12, "dec dez déc"),
];

/// Endings that the prefixes may have; anything else is another word (`market` is no March).
const ENDINGS: &str = "uary ruary ch il e y ust t tember ober ember uar ner ruar z i o vier rier s l let n obre embre tembre r";

/// Words that carry nothing, in lower case.
const FILLERS: &str = "mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday \
     mo di mi do fr sa so lun mer jeu ven sam dim at um uhr on of the de le t st nd rd th h \u{e0}";

/// The month that a word names.
pub(super) fn month(word: &str) -> Option<u32> {
    let prefixes = MONTHS.iter().flat_map(|(month, prefixes)| prefixes.split(' ').map(move |prefix| (prefix, *month)));
    let named = prefixes.filter(|(prefix, _)| word.strip_prefix(prefix).is_some_and(ends));
    named.max_by_key(|(prefix, _)| prefix.len()).map(|(_, month)| month)
}

fn ends(rest: &str) -> bool {
    rest.is_empty() || ENDINGS.split(' ').any(|ending| ending == rest)
}

/// Whether a word carries nothing.
pub(super) fn is_filler(word: &str) -> bool {
    FILLERS.split(' ').any(|filler| filler == word)
}

/// Seconds east of UTC of a zone as written after a time; none when it is no zone that means one offset.
pub(super) fn offset(zone: &str) -> Option<i64> {
    let zone = zone.split(['[', '(']).next().unwrap_or_default().trim();
    if let Some(seconds) = abbreviation(zone) {
        return Some(seconds);
    }
    let upper = zone.to_ascii_uppercase();
    let bare = upper.strip_prefix("GMT").or_else(|| upper.strip_prefix("UTC")).unwrap_or(&upper).trim();
    let (sign, digits) = match bare.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-" | "\u{2212}", digits) => (-1, digits),
        _ => return None,
    };
    hours_minutes(digits.split(' ').next()?).map(|seconds| sign * seconds)
}

/// `01`, `0100`, `01:00`, `01:00:00`, `1`.
fn hours_minutes(digits: &str) -> Option<i64> {
    let (hours, minutes) = match (digits.split_once(':'), digits.len()) {
        (Some((hours, rest)), _) => (hours, rest.split(':').next()?),
        (None, 1 | 2) => (digits, "0"),
        (None, 4) => digits.split_at_checked(2)?,
        (None, _) => return None,
    };
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !plain(hours) || !plain(minutes) {
        return None;
    }
    let (hours, minutes): (i64, i64) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours <= 14 && minutes < 60).then_some(hours * 3600 + minutes * 60)
}

/// Abbreviations that mean one offset wherever they are written, with their hours east of UTC.
const ZONES: [(&str, i64); 23] = [
    ("Z", 0),
    ("UTC", 0),
    ("GMT", 0),
    ("UT", 0),
    ("ZULU", 0),
    ("WET", 0),
    ("EST", -5),
    ("EDT", -4),
    ("CST", -6),
    ("CDT", -5),
    ("MST", -7),
    ("MDT", -6),
    ("PST", -8),
    ("PDT", -7),
    ("CET", 1),
    ("MEZ", 1),
    ("WEST", 1),
    ("CEST", 2),
    ("MESZ", 2),
    ("EET", 2),
    ("EEST", 3),
    ("JST", 9),
    ("AEST", 10),
];

fn abbreviation(word: &str) -> Option<i64> {
    let zone = ZONES.iter().find(|(name, _)| name.eq_ignore_ascii_case(word));
    zone.map(|(_, hours)| hours * 3600)
}
