//! What stands for "none": words, dashes, and dates that nobody means.

use chrono::{Datelike, NaiveDate};
use model::Stamp;

/// Words for nothing in any cell, in lower case.
const BLANK: &str = "-|--|---|\u{2013}|\u{2014}|.|?|n/a|na|n.a.|#n/a|null|(null)|<null>|nil|none|(none)|<none>|nan|nat|undefined|\\n|[]|{}|\
     \"\"|(blank)|(empty)|no_information|not_supported|not applicable|not available|not set|not specified|#ref!|#value!|#name?";

/// Words for no time, in lower case, beside [`BLANK`].
const BLANK_TIME: &str = "never|never logged in|never signed in|never used|never accessed|never expires|not yet|not found|unknown|unbekannt|\
     tbd|tbc|present|current|ongoing|open|active|indefinite|permanent|until further notice|no date|no expiration|no activity|\
     does not expire|pending|no|false|0|nie|jamais";

/// Whether a cell says nothing: empty, a dash, or one of the usual words for it.
pub fn is_blank(text: &str) -> bool {
    is_one_of(text.trim(), BLANK)
}

pub(super) fn is_blank_time(text: &str) -> bool {
    is_one_of(text, BLANK) || is_one_of(text, BLANK_TIME)
}

fn is_one_of(text: &str, words: &str) -> bool {
    text.is_empty() || text.len() <= 24 && words.split('|').any(|word| word.eq_ignore_ascii_case(text))
}

/// Dates that systems write for "never" or "not set".
pub(super) fn is_never(stamp: Stamp) -> bool {
    let (day, midnight) = match stamp {
        Stamp::Instant(at) => (at.date_naive(), at.timestamp() == 0),
        Stamp::Local(local) => (local.date(), local.and_utc().timestamp() == 0),
        Stamp::Day(day) => (day, true),
    };
    let year = day.year();
    let epoch = NaiveDate::from_ymd_opt(1970, 1, 1) == Some(day) && midnight;
    year <= 1901 || year >= 2200 || epoch || (year == 2099 && day.month() == 12 && day.day() >= 30)
}

/// `0000-00-00`, with or without a time, and day 0 in any order.
pub(super) fn is_zero_date(text: &str) -> bool {
    let mut digits = text.bytes().filter(u8::is_ascii_digit).peekable();
    digits.peek().is_some() && digits.all(|digit| digit == b'0') && text.len() >= 8
}
