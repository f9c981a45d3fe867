//! Findings as they may be shown: enough to recognise the form, never the value.

/// The value with all but a few characters covered: the first and the end of an address of mail, the last digits of a
/// number, the first characters of a key.
pub fn mask(kind: &str, value: &str) -> String {
    match kind {
        "EMAIL" => address(value),
        "SECRET" => format!("{}…", first(value, value.chars().count().min(16) / 4)),
        _ if value.chars().filter(char::is_ascii_digit).count() >= 6 => {
            format!("…{}", value.chars().skip(value.chars().count().saturating_sub(2)).collect::<String>())
        }
        _ => value.split_whitespace().map(|word| format!("{}…", first(word, 1))).take(6).collect::<Vec<_>>().join(" "),
    }
}

/// The form of a value: `9` for each digit, `a` and `A` for each run of small and capital letters, other characters as
/// they are; 40 characters at most. Values of one form found by one rule are one pattern.
pub fn form(value: &str) -> String {
    let mut form = String::new();
    for character in value.chars() {
        let shown = match character {
            _ if character.is_numeric() => '9',
            _ if character.is_uppercase() => 'A',
            _ if character.is_alphabetic() => 'a',
            _ if character.is_whitespace() => ' ',
            _ => character,
        };
        if !(matches!(shown, 'a' | 'A' | ' ') && form.ends_with(shown)) {
            form.push(shown);
        }
    }
    first(&form, 40)
}

/// The same 16 hexadecimal digits for values of one form, found by one rule as one kind. `value`: the text of the span.
pub fn pattern(span: &crate::Span, value: &str) -> String {
    let told = [span.kind, span.rule.id, &form(value)].join("\n");
    format!("{:016x}", twox_hash::XxHash64::oneshot(0, told.as_bytes()))
}

/// A text with `[EMAIL]` and the like in place of each span, which do not overlap and are in order.
pub fn redact(text: &str, spans: &[crate::Span]) -> String {
    let mut redacted = String::with_capacity(text.len());
    let mut from = 0;
    for span in spans {
        redacted.push_str(text.get(from..span.start).unwrap_or_default());
        redacted.push('[');
        redacted.push_str(span.kind);
        redacted.push(']');
        from = span.end;
    }
    redacted.push_str(text.get(from..).unwrap_or_default());
    redacted
}

fn address(value: &str) -> String {
    let (local, domain) = value.rsplit_once('@').unwrap_or((value, ""));
    let top = domain.rsplit_once('.').map_or("", |(_, top)| top);
    format!("{}…@{}….{top}", first(local, 1), first(domain, 1))
}

fn first(text: &str, characters: usize) -> String {
    text.chars().take(characters).collect()
}

#[cfg(test)]
mod tests {
    use super::{form, mask, redact};
    use crate::{Settings, scan};

    #[test]
    fn what_is_shown_is_not_the_value() {
        for (kind, value, shown) in [
            ("EMAIL", "jane.doe@mail.example.com", "j…@m….com"),
            ("CREDIT_CARD", "4111 1111 1111 1111", "…11"),
            ("SECRET", "hunter2hunter2hunter2", "hunt…"),
            ("SECRET", "abc", "…"),
            ("PERSON", "Jane Doe", "J… D…"),
            ("PERSON", "Łukasz", "Ł…"),
        ] {
            assert_eq!(mask(kind, value), shown);
        }
    }

    #[test]
    fn values_of_one_form_are_one_pattern() {
        assert_eq!(form("jane.doe@example.com"), form("bob.li@mail.org"));
        assert_eq!(form("+49 30 1234"), "+99 99 9999");
        assert_eq!(form(&"x-".repeat(100)).chars().count(), 40);
    }

    #[test]
    fn a_redacted_text_keeps_the_rest() {
        let text = "mail ana@example.com, then bob@example.org";
        let spans = scan(text, &Settings { names: false, least: 50 });
        assert_eq!(redact(text, &spans), "mail [EMAIL], then [EMAIL]");
    }
}
