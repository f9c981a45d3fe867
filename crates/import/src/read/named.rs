//! The day that a file's name gives (`okta users 2026-03-31.csv`), where it gives one only and leaves no doubt of it.

use chrono::NaiveDate;

/// The day in a file's name; none where it names none, several, or one that could be read in two ways.
pub fn day(file_name: &str) -> Option<NaiveDate> {
    let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    let parts: Vec<&str> = stem.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < parts.len() {
        let rest = parts.get(at..).unwrap_or_default();
        let (day, used) = match (together(rest), rest.first().and_then(|part| compact(part))) {
            (Some(day), _) => (Some(day), 3),
            (None, day) => (day, 1),
        };
        found.extend(day);
        at += used;
    }
    found.dedup();
    if let [day] = found.as_slice() { Some(*day) } else { None }
}

/// `2026 03 31`, `31 03 2026`, `31 Mar 2026`: three parts of one date.
fn together(parts: &[&str]) -> Option<NaiveDate> {
    let [one, two, three, ..] = parts else { return None };
    if one.len() == 4 {
        return date(one, two, three);
    }
    if three.len() != 4 || one.len() > 2 {
        return None;
    }
    if let Some(month) = month(two) {
        return NaiveDate::from_ymd_opt(three.parse().ok()?, month, one.parse().ok()?);
    }
    let day_first = date(three, two, one);
    let month_first = date(three, one, two);
    match (day_first, month_first) {
        (Some(one), Some(other)) if one != other => None,
        (one, other) => one.or(other),
    }
}

/// `20260331`, `20260331T0900`, `31Mar2026`: a date in one part.
fn compact(part: &str) -> Option<NaiveDate> {
    let digits = part.chars().take_while(char::is_ascii_digit).count();
    if digits == 8 || digits == 14 || digits == 12 {
        let tail = part.get(digits..)?;
        let is_time = tail.is_empty() || tail.starts_with(['T', 't']) && digits == 8;
        return is_time.then(|| date(part.get(..4)?, part.get(4..6)?, part.get(6..8)?)).flatten();
    }
    let year = part.get(part.len().checked_sub(4)?..)?;
    let name = part.get(digits..part.len() - 4)?;
    let day = part.get(..digits).filter(|day| matches!(day.len(), 1 | 2))?;
    NaiveDate::from_ymd_opt(year.parse().ok().filter(|year| is_recent(*year))?, month(name)?, day.parse().ok()?)
}

fn date(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    let number = |text: &str, most: usize| -> Option<u32> {
        (text.len() <= most && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
    };
    let year = i32::try_from(number(year, 4)?).ok().filter(|year| is_recent(*year))?;
    // A time may stand behind the day (`31T0900`).
    let day = day.split_once(['T', 't']).map_or(day, |(day, _)| day);
    NaiveDate::from_ymd_opt(year, number(month, 2)?, number(day, 2)?)
}

const fn is_recent(year: i32) -> bool {
    year >= 1990 && year < 2100
}

fn month(name: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let short = name.to_ascii_lowercase();
    let at =
        MONTHS.iter().position(|month| name.len() >= 3 && short.starts_with(month) && name.chars().all(char::is_alphabetic))?;
    u32::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn the_day_of_a_name() {
        let told = |name: &str| day(name).map(|day| day.to_string());
        for name in [
            "users 2026-03-31.csv",
            "users_20260331.csv",
            "users-2026_03_31T090000.csv",
            "20260331T101500Z users.csv",
            "users 31.03.2026.xlsx",
            "users 03-31-2026.csv",
            "users 31Mar2026.csv",
            "users 31 March 2026.csv",
            "2026-03-31 to 2026-03-31.csv",
        ] {
            assert_eq!(told(name).as_deref(), Some("2026-03-31"), "{name}");
        }
        for name in [
            "users.csv",
            "users 2026.csv",
            "users 2026-03.csv",
            "users March 2026.csv",
            "users 2026-Q1.csv",
            "users 03-04-2026.csv",
            "log 2026-01-01 to 2026-03-31.csv",
            "users 2026-02-30.csv",
            "User_Download_08072026_101500.csv",
            "ticket 12345678.csv",
        ] {
            assert_eq!(told(name), None, "{name}");
        }
    }
}
