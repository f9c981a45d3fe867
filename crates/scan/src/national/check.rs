//! The few ways in which numbers are checked: check digits that many countries share, and days inside of numbers.

use super::number::Number;

/// Luhn's sum of the digits from one place up to another (ISO/IEC 7812-1, annex B): the last one is not doubled.
pub(super) fn luhn_sum(number: &Number, from: usize, to: usize) -> u32 {
    number
        .part(from, to)
        .iter()
        .rev()
        .enumerate()
        .map(|(place, byte)| {
            let digit = u32::from(byte.saturating_sub(b'0'));
            if place % 2 == 1 { digit * 2 / 10 + digit * 2 % 10 } else { digit }
        })
        .sum()
}

/// Whether the digits from one place up to another pass Luhn's check, and are not all zero.
pub(super) fn luhn_part(number: &Number, from: usize, to: usize) -> bool {
    let sum = luhn_sum(number, from, to);
    sum > 0 && sum.is_multiple_of(10)
}

/// Whether all digits pass Luhn's check.
pub(super) fn luhn(number: &Number) -> bool {
    luhn_part(number, 0, number.len())
}

/// Whether the digits from one place to the end pass ISO/IEC 7064, MOD 11,10.
pub(super) fn mod_11_10(number: &Number, from: usize) -> bool {
    let mut rest = 10;
    let Some((last, head)) = number.part(from, number.len()).split_last() else { return false };
    for byte in head {
        let sum = (rest + u32::from(byte.saturating_sub(b'0'))) % 10;
        rest = (if sum == 0 { 10 } else { sum }) * 2 % 11;
    }
    (11 - rest) % 10 == u32::from(last.saturating_sub(b'0'))
}

/// Whether the digits from one place up to another pass Verhoeff's check.
pub(super) fn verhoeff(number: &Number, digits: &[usize]) -> bool {
    const TIMES: [[u8; 10]; 10] = [
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
        [1, 2, 3, 4, 0, 6, 7, 8, 9, 5],
        [2, 3, 4, 0, 1, 7, 8, 9, 5, 6],
        [3, 4, 0, 1, 2, 8, 9, 5, 6, 7],
        [4, 0, 1, 2, 3, 9, 5, 6, 7, 8],
        [5, 9, 8, 7, 6, 0, 4, 3, 2, 1],
        [6, 5, 9, 8, 7, 1, 0, 4, 3, 2],
        [7, 6, 5, 9, 8, 2, 1, 0, 4, 3],
        [8, 7, 6, 5, 9, 3, 2, 1, 0, 4],
        [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
    ];
    const MOVED: [[u8; 10]; 8] = [
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
        [1, 5, 7, 6, 2, 8, 3, 0, 9, 4],
        [5, 8, 0, 3, 7, 9, 6, 1, 4, 2],
        [8, 9, 1, 6, 0, 4, 3, 5, 2, 7],
        [9, 4, 5, 3, 1, 2, 6, 8, 7, 0],
        [4, 2, 8, 6, 5, 7, 3, 9, 0, 1],
        [2, 7, 9, 3, 8, 0, 6, 4, 1, 5],
        [7, 0, 4, 6, 9, 1, 3, 2, 5, 8],
    ];
    let look = |table: &[[u8; 10]], row: u8, column: u8| {
        table.get(usize::from(row)).and_then(|row| row.get(usize::from(column))).copied().unwrap_or(0)
    };
    let mut rest = 0;
    let mut row = 0;
    for place in digits.iter().rev() {
        rest = look(&TIMES, rest, look(&MOVED, row, number.at(*place).saturating_sub(b'0')));
        row = (row + 1) % 8;
    }
    rest == 0
}

/// The check digit of the Baltic codes: weights from 1 on, and once more from 3 on if the rest is 10; then 0.
pub(super) fn two_tier_mod_11(number: &Number) -> u32 {
    match number.sum(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11 {
        10 => number.sum(&[3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11 % 10,
        rest => rest,
    }
}

/// Whether there is such a day. A year below 100 may belong to any century.
pub(super) fn is_day(year: u64, month: u64, day: u64) -> bool {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400) || year < 100);
    let last = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    };
    (1..=last).contains(&day)
}

/// Whether six digits from a place on are a day written day, month, year.
pub(super) fn ddmmyy(number: &Number, place: usize) -> bool {
    is_day(number.number(place + 4, place + 6), number.number(place + 2, place + 4), number.number(place, place + 2))
}

/// Whether six digits from a place on are a day written year, month, day.
pub(super) fn yymmdd(number: &Number, place: usize) -> bool {
    is_day(number.number(place, place + 2), number.number(place + 2, place + 4), number.number(place + 4, place + 6))
}

/// Whether eight digits from a place on are a day of the last or this century written year, month, day.
pub(super) fn yyyymmdd(number: &Number, place: usize) -> bool {
    let year = number.number(place, place + 4);
    (1850..2100).contains(&year) && is_day(year, number.number(place + 4, place + 6), number.number(place + 6, place + 8))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        let mut number = Number::default();
        for byte in text.bytes() {
            assert!(number.push(byte));
        }
        number
    }

    #[test]
    fn check_digits_of_the_standards() {
        assert!(luhn(&number("79927398713")) && !luhn(&number("79927398714")) && !luhn(&number("000000")));
        assert!(mod_11_10(&number("07945"), 0) && !mod_11_10(&number("07946"), 0));
        assert!(verhoeff(&number("2363"), &[0, 1, 2, 3]) && !verhoeff(&number("2364"), &[0, 1, 2, 3]));
    }

    #[test]
    fn days_of_the_calendar() {
        assert!(is_day(2024, 2, 29) && !is_day(2023, 2, 29) && is_day(0, 2, 29) && !is_day(1900, 2, 29));
        assert!(!is_day(2024, 13, 1) && !is_day(2024, 4, 31) && !is_day(2024, 4, 0));
        assert!(ddmmyy(&number("310199"), 0) && !ddmmyy(&number("320199"), 0) && yymmdd(&number("990131"), 0));
    }
}
