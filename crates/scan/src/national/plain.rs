//! Words made plain, so that they can be compared: small letters, no accents, one blank for everything between words.
//!
//! Names of fields are taken apart at underscores, hyphens and capitals; escapes of JSON are read.

/// How many bytes are looked at.
const REACH: usize = 96;
/// How many bytes of plain words are kept, a blank and a letter of four bytes more for each byte at most.
const ROOM: usize = REACH * 2 + 8;
/// A run of so many digits before a number is a number of its own: words before it are about that one.
const OWN_NUMBER: usize = 6;
/// Names of fields that say nothing: the name of the field around them counts.
const EMPTY_NAMES: &[&[u8]] =
    &[b"value", b"number", b"no", b"id", b"code", b"text", b"data", b"identifier", b"nummer", b"numero"];

/// Plain words.
pub(super) struct Plain {
    text: [u8; ROOM],
    length: usize,
    last: Last,
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
    /// The words before a place that can belong to it.
    pub(super) fn before(text: &str, place: usize) -> Self {
        let mut from = place.saturating_sub(REACH);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        let window = text.get(from..place).unwrap_or_default();
        let start = label_start(window.as_bytes());
        let mut plain = Self { text: [0; ROOM], length: 0, last: Last::Blank };
        if start == 0 && from > 0 {
            plain.byte(b'~');
        }
        plain.read(window.get(start..).unwrap_or_default());
        plain
    }

    /// The words after a place, up to the end of the line, the sentence or the field; none if a number follows.
    pub(super) fn after(text: &str, place: usize) -> Self {
        let mut to = text.len().min(place + REACH / 2);
        while !text.is_char_boundary(to) {
            to -= 1;
        }
        let window = text.get(place..to).unwrap_or_default();
        let end = window.find(|c: char| c.is_ascii_digit() || "\n\"{}[]<>|;,.\\:=&".contains(c)).unwrap_or(window.len());
        let label_of_next = window.as_bytes().get(end).is_some_and(|byte| byte.is_ascii_digit() || b":=\"<[{".contains(byte));
        let mut plain = Self { text: [0; ROOM], length: 0, last: Last::Blank };
        if !label_of_next {
            plain.read(window.get(..end).unwrap_or_default());
        }
        plain
    }

    /// The words.
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
        if self.length > 0 && self.last != Last::Blank {
            self.byte(b' ');
        }
        self.last = Last::Blank;
    }

    fn read(&mut self, text: &str) {
        let mut rest = text;
        while let Some(next) = rest.chars().next() {
            rest = rest.get(next.len_utf8()..).unwrap_or_default();
            if next == '\\' {
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
            (_, Last::Blank) | (Last::Small, Last::Capital) | (Last::Small | Last::Capital, Last::Digit) => true,
            (Last::Digit, Last::Small | Last::Capital) => true,
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

/// Where the label of a number begins: behind the field before, or behind another number in a sentence.
fn label_start(window: &[u8]) -> usize {
    let value = window.iter().rposition(|byte| !b" \"'\\[(#".contains(byte)).unwrap_or(0);
    let is_field = window.get(value).is_some_and(|byte| b":=>".contains(byte));
    let mut digits = 0;
    let mut open = 0;
    for (place, byte) in window.iter().enumerate().rev() {
        digits = if byte.is_ascii_digit() { digits + 1 } else { 0 };
        let ends = if is_field && place < value {
            match byte {
                b'{' if open == 0 && says_nothing(window.get(place..value).unwrap_or_default()) => {
                    open = 1;
                    false
                }
                b':' if open == 1 => false,
                b',' | b';' | b'&' | b'|' | b'\n' | b'{' | b'}' => true,
                b'<' => place + 1 < value,
                _ => false,
            }
        } else {
            false
        };
        let redacted =
            *byte == b']' && place.checked_sub(1).and_then(|before| window.get(before)).is_some_and(u8::is_ascii_uppercase);
        if ends || redacted {
            return place + 1;
        }
        if digits == OWN_NUMBER {
            return place + OWN_NUMBER;
        }
    }
    0
}

fn says_nothing(name: &[u8]) -> bool {
    let mut words = name.split(|byte| !byte.is_ascii_alphabetic()).filter(|word| !word.is_empty());
    words.all(|word| EMPTY_NAMES.iter().any(|empty| empty.eq_ignore_ascii_case(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn before(text: &str) -> String {
        String::from_utf8(Plain::before(text, text.len()).text().to_vec()).unwrap()
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
        let after = |text: &str| String::from_utf8(Plain::after(text, 0).text().to_vec()).unwrap();
        assert_eq!(after(" är mitt pnr. Ja"), "ar mitt pnr");
        assert_eq!(after(" ssn: 123"), "");
        assert_eq!(after(" ssn 123"), "");
    }
}
