//! Words made plain, so that they can be compared: small letters, no accents, one blank for everything between words.
//!
//! Names of fields are taken apart at underscores, hyphens and capitals; escapes of JSON are read.

use std::ops::Range;

/// How many characters are looked at, and how many bytes at most.
const CHARACTERS: usize = 48;
const REACH: usize = 2 * CHARACTERS;
/// The longest label, in bytes.
pub(super) const LONGEST_LABEL: usize = REACH;
/// How many bytes of plain words are kept, a blank and a letter of four bytes more for each byte at most.
const ROOM: usize = REACH * 2 + 8;
/// A run of so many digits before a number is a number of its own: words before it are about that one.
const OWN_NUMBER: usize = 6;
/// Names of fields that say nothing: the name of the field around them counts.
const EMPTY_NAMES: &[&[u8]] =
    &[b"value", b"number", b"no", b"id", b"code", b"text", b"data", b"identifier", b"nummer", b"numero"];

/// What stands in brackets at the beginning of lines of logs.
const LEVELS: &[&[u8]] = &[b"TRACE", b"DEBUG", b"INFO", b"NOTICE", b"WARN", b"WARNING", b"ERROR", b"FATAL"];

/// Plain words.
pub(super) struct Plain {
    text: [u8; ROOM],
    length: usize,
    last: Last,
    /// What is before these words was redacted.
    pub(super) redacted: bool,
}

/// Where the words before a place stand that can belong to it.
#[derive(Debug)]
pub(super) struct Label {
    pub(super) range: Range<usize>,
    /// Whether its first word is whole.
    pub(super) whole: bool,
    /// Whether what is before was redacted.
    pub(super) redacted: bool,
}

impl Label {
    /// The label before a place.
    pub(super) fn before(text: &str, place: usize) -> Self {
        let mut from = place.saturating_sub(CHARACTERS);
        if !text.as_bytes().get(from..place).is_some_and(<[u8]>::is_ascii) {
            from = place.saturating_sub(REACH);
        }
        while !text.is_char_boundary(from) {
            from += 1;
        }
        let (start, redacted) = label_start(text.as_bytes().get(..place).unwrap_or_default(), from);
        Self { range: from + start..place, whole: start > 0 || from == 0, redacted }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    Blank,
    Small,
    Capital,
    Digit,
    Other,
}

impl Plain {
    /// The words of a label.
    pub(super) fn of(text: &str, label: &Label) -> Self {
        let mut plain = Self { text: [0; ROOM], length: 0, last: Last::Small, redacted: label.redacted };
        if label.whole {
            plain.blank();
        }
        plain.read(text.get(label.range.clone()).unwrap_or_default());
        plain
    }

    /// The words after a place, up to the end of the line, the sentence or the field; none if a number follows.
    pub(super) fn after(text: &str, place: usize) -> Self {
        let mut to = text.len().min(place + REACH / 2);
        while !text.is_char_boundary(to) {
            to -= 1;
        }
        let window = text.get(place..to).unwrap_or_default();
        let ends = |byte: &u8| {
            byte.is_ascii_digit()
                || matches!(byte, b'\n' | b'"' | b'.' | b':'..=b'>' | b',' | b'&' | b'[' | b'\\' | b']' | b'{'..=b'}')
        };
        let end = window.bytes().position(|byte| ends(&byte)).unwrap_or(window.len());
        let label_of_next = window.as_bytes().get(end).is_some_and(|byte| byte.is_ascii_digit() || b":=\"<[{".contains(byte));
        let mut plain = Self { text: [0; ROOM], length: 0, last: Last::Small, redacted: false };
        plain.blank();
        if !label_of_next {
            plain.read(window.get(..end).unwrap_or_default());
        }
        plain
    }

    /// The words, a blank before each; before the first one only if it is whole.
    pub(super) fn text(&self) -> &[u8] {
        let text = self.text.get(..self.length).unwrap_or_default();
        text.strip_suffix(b" ").unwrap_or(text)
    }

    fn byte(&mut self, byte: u8) {
        if let Some(place) = self.text.get_mut(self.length) {
            *place = byte;
            self.length += 1;
        }
    }

    fn blank(&mut self) {
        if self.last != Last::Blank {
            self.byte(b' ');
        }
        self.last = Last::Blank;
    }

    fn read(&mut self, text: &str) {
        let mut rest = text;
        while let Some(next) = rest.chars().next() {
            rest = rest.get(next.len_utf8()..).unwrap_or_default();
            if next.is_ascii_lowercase() && self.last == Last::Small {
                self.byte(next as u8);
            } else if next == '\\' {
                rest = self.escape(rest);
            } else {
                self.letter(next, rest.as_bytes());
            }
        }
    }

    /// Reads what follows a backslash: `\u00e9` is a letter, `\n` the end of a line.
    fn escape<'a>(&mut self, rest: &'a str) -> &'a str {
        let code = rest.strip_prefix('u').and_then(|rest| rest.get(..4)).and_then(|code| u32::from_str_radix(code, 16).ok());
        if let Some(letter) = code.and_then(char::from_u32) {
            let rest = rest.get(5..).unwrap_or_default();
            self.letter(letter, rest.as_bytes());
            return rest;
        }
        self.blank();
        rest.strip_prefix(['n', 'r', 't']).unwrap_or(rest)
    }

    fn letter(&mut self, letter: char, rest: &[u8]) {
        let kind = match letter {
            'a'..='z' => Last::Small,
            'A'..='Z' => Last::Capital,
            '0'..='9' => Last::Digit,
            _ if letter.is_ascii() || is_sign(letter) => Last::Blank,
            _ => Last::Other,
        };
        let word_begins = match (self.last, kind) {
            (_, Last::Blank)
            | (Last::Small, Last::Capital)
            | (Last::Small | Last::Capital, Last::Digit)
            | (Last::Digit, Last::Small | Last::Capital) => true,
            (Last::Capital, Last::Capital) => {
                matches!(rest, [small, next, ..] if small.is_ascii_lowercase() && next.is_ascii_lowercase())
            }
            _ => false,
        };
        if word_begins {
            self.blank();
        }
        match kind {
            Last::Blank => return,
            Last::Other => self.other(letter),
            _ => self.byte(letter.to_ascii_lowercase() as u8),
        }
        self.last = if kind == Last::Other && letter.is_lowercase() { Last::Small } else { kind };
    }

    fn other(&mut self, letter: char) {
        let mut bytes = [0; 4];
        for small in letter.to_lowercase() {
            let plain = without_accent(small);
            // The dot above that a capital dotted I leaves behind.
            if plain != '\u{307}' {
                plain.encode_utf8(&mut bytes).bytes().for_each(|byte| self.byte(byte));
            }
        }
    }
}

/// Marks between words: the signs of Latin-1, general and full-width punctuation.
const fn is_sign(letter: char) -> bool {
    matches!(letter, '\u{80}'..='\u{a9}' | '\u{ab}'..='\u{af}' | '\u{b1}'..='\u{b9}' | '\u{bb}'..='\u{bf}'
        | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}')
}

const fn without_accent(letter: char) -> char {
    match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ª' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' | 'ð' => 'd',
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ğ' | 'ģ' => 'g',
        'ì'..='ï' | 'ī' | 'į' | 'ı' => 'i',
        'ķ' => 'k',
        'ł' | 'ļ' | 'ľ' => 'l',
        'ñ' | 'ń' | 'ň' | 'ņ' => 'n',
        'ò'..='ö' | 'ø' | 'ő' | 'º' | '°' => 'o',
        'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ș' | 'ß' => 's',
        'ť' | 'ţ' | 'ț' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' => 'ι',
        'ό' => 'ο',
        'ύ' => 'υ',
        'ώ' => 'ω',
        other => other,
    }
}

/// Where the label of a number begins: behind the field before, or behind another number in a sentence; and whether what
/// is before was redacted.
fn label_start(head: &[u8], from: usize) -> (usize, bool) {
    let window = head.get(from..).unwrap_or_default();
    let opens = |byte: &u8| matches!(byte, b' ' | b'"' | b'\'' | b'\\' | b'[' | b'(' | b'#');
    let value = window.iter().rposition(|byte| !opens(byte)).unwrap_or(0);
    let is_field = matches!(window.get(value), Some(b':' | b'=' | b'>'));
    let (mut digits, mut number_end) = (0, 0);
    let mut inside = false;
    for (place, byte) in window.iter().enumerate().rev() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' => {
                digits = 0;
                continue;
            }
            b'0'..=b'9' => {
                number_end = if digits == 0 { place + 1 } else { number_end };
                digits += 1;
            }
            b' ' | b'-' | b'.' | b'/' => {}
            _ => digits = 0,
        }
        if digits == OWN_NUMBER {
            return (number_end, false);
        }
        if *byte == b']' && is_placeholder(head.get(..from + place).unwrap_or_default()) {
            return (place + 1, true);
        }
        let ends = match byte {
            _ if !is_field || place >= value => false,
            b'{' if !inside && says_nothing(window.get(place..value).unwrap_or_default()) => {
                inside = true;
                false
            }
            b',' | b';' | b'&' | b'|' | b'\n' | b'{' | b'}' => true,
            b'<' => place + 1 < value,
            _ => false,
        };
        if ends {
            return (place + 1, false);
        }
    }
    (0, false)
}

/// Whether bytes end like a placeholder of a redaction, its bracket closed behind: `[US_SSN`, but not `[INFO`.
fn is_placeholder(bytes: &[u8]) -> bool {
    let name = bytes.iter().rev().take(REACH).take_while(|byte| byte.is_ascii_uppercase() || **byte == b'_').count();
    let (head, name) = bytes.split_at(bytes.len() - name);
    name.len() > 1 && head.last() == Some(&b'[') && !LEVELS.contains(&name)
}

fn says_nothing(name: &[u8]) -> bool {
    let mut words = name.split(|byte| !byte.is_ascii_alphabetic()).filter(|word| !word.is_empty());
    words.all(|word| EMPTY_NAMES.iter().any(|empty| empty.eq_ignore_ascii_case(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn before(text: &str) -> String {
        String::from_utf8(Plain::of(text, &Label::before(text, text.len())).text().to_vec()).unwrap().trim().to_string()
    }

    #[test]
    fn words_are_made_plain() {
        assert_eq!(before("Número  de_identificación: "), "numero de identificacion");
        assert_eq!(before("taxId"), "tax id");
        assert_eq!(before("TCKimlikNo="), "tc kimlik no");
        assert_eq!(before("Henkilötunnus\\nSSNs"), "henkilotunnus ssns");
        assert_eq!(before("N\\u00ba Afilia\\u00e7\\u00e3o"), "no afiliacao");
        assert_eq!(before("İd ΑΜΚΆ ИНН：身份证号"), "id αμκα инн 身份证号");
    }

    #[test]
    fn the_label_ends_where_another_begins() {
        assert_eq!(before("{\"a\":1,\"ssn\":\""), "ssn");
        assert_eq!(before("{\"ssn\":{\"value\":\""), "ssn value");
        assert_eq!(before("tax 123456 and id "), "and id");
        assert_eq!(before("ssn [US_SSN] and "), "and");
    }

    #[test]
    fn words_after_a_number() {
        let after = |text: &str| String::from_utf8(Plain::after(text, 0).text().to_vec()).unwrap().trim().to_string();
        assert_eq!(after(" är mitt pnr. Ja"), "ar mitt pnr");
        assert_eq!(after(" ssn: 123"), "");
        assert_eq!(after(" ssn 123"), "");
    }
}
