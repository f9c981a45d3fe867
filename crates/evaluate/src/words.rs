//! Comparing and wording what sources wrote.

/// Trimmed and in lower case.
pub(crate) fn fold(text: &str) -> String {
    text.trim().to_lowercase()
}

/// What is written in a cell; none where it is blank.
pub(crate) fn written(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

/// What a cell tells: nothing where it is blank or holds what people write for nothing (`N/A`, `-`, `none`).
pub(crate) fn told(text: Option<&str>) -> Option<&str> {
    let text = text?.trim();
    let nothing = matches!(
        text.to_lowercase().as_str(),
        "" | "-" | "--" | "n/a" | "n.a." | "na" | "none" | "null" | "nil" | "nobody" | "tbd" | "unknown" | "not applicable"
    );
    (!nothing).then_some(text)
}

/// Letters without their accents, in lower case, so that `José` meets `jose`.
pub(crate) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.trim().to_lowercase().chars() {
        match letter {
            'á' | 'à' | 'â' | 'ã' | 'å' | 'ā' | 'ą' => out.push('a'),
            'ä' | 'æ' => out.push_str("ae"),
            'ç' | 'č' | 'ć' => out.push('c'),
            'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' => out.push('e'),
            'í' | 'ì' | 'î' | 'ï' | 'ı' => out.push('i'),
            'ł' => out.push('l'),
            'ñ' | 'ń' | 'ň' => out.push('n'),
            'ó' | 'ò' | 'ô' | 'õ' | 'ø' => out.push('o'),
            'ö' | 'œ' => out.push_str("oe"),
            'ř' => out.push('r'),
            'š' | 'ś' | 'ş' => out.push('s'),
            'ß' => out.push_str("ss"),
            'ú' | 'ù' | 'û' | 'ů' => out.push('u'),
            'ü' => out.push_str("ue"),
            'ý' | 'ÿ' => out.push('y'),
            'ž' | 'ź' | 'ż' => out.push('z'),
            other => out.push(other),
        }
    }
    out
}

/// The words of a text: runs of letters and digits, plain.
pub(crate) fn tokens(text: &str) -> Vec<String> {
    let text = plain(text);
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// A number that stays at the greatest one where it is greater.
fn whole(number: impl TryInto<i64>) -> i64 {
    number.try_into().unwrap_or(i64::MAX)
}

/// `1 day`, `3 days`.
pub(crate) fn count(number: impl TryInto<i64>, one: &str) -> String {
    let number = whole(number);
    if number == 1 { format!("1 {one}") } else { format!("{} {one}s", grouped(number)) }
}

/// A whole number with commas between thousands.
pub(crate) fn grouped(number: impl TryInto<i64>) -> String {
    let number = whole(number);
    let digits = number.unsigned_abs().to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if number < 0 { format!("-{out}") } else { out }
}

/// A share in percent with one decimal, rounded down so that only all of them make 100.
pub(crate) fn percent(part: i64, whole: i64) -> String {
    if whole <= 0 {
        return "no rate".to_owned();
    }
    let tenths = i128::from(part) * 1000 / i128::from(whole);
    format!("{}.{} %", tenths / 10, tenths % 10)
}
