//! Values as Python prints them (`{'a': None, 'b': [True, 1.5]}`), which some exports hold in place of JSON.

use serde_json::{Map, Number, Value};

/// How deep values may be nested.
const DEPTH: u8 = 64;

/// Reads a dictionary, list or tuple as Python prints it; none for anything else.
pub fn literal(text: &str) -> Option<Value> {
    let mut reader = Reader { left: text.trim() };
    let value = reader.value(0)?;
    (reader.left.trim_start().is_empty() && (value.is_object() || value.is_array())).then_some(value)
}

struct Reader<'t> {
    left: &'t str,
}

impl Reader<'_> {
    fn value(&mut self, depth: u8) -> Option<Value> {
        self.blank();
        if depth > DEPTH {
            return None;
        }
        match self.left.chars().next()? {
            '{' => self.dictionary(depth),
            '[' => self.list(']', depth),
            '(' => self.list(')', depth),
            quote @ ('\'' | '"') => self.string(quote).map(Value::String),
            _ => self.word(),
        }
    }

    fn dictionary(&mut self, depth: u8) -> Option<Value> {
        self.eat('{')?;
        let mut map = Map::new();
        while self.eat('}').is_none() {
            let key = match self.value(depth + 1)? {
                Value::String(key) => key,
                other => other.to_string(),
            };
            self.eat(':')?;
            map.insert(key, self.value(depth + 1)?);
            if self.eat(',').is_none() {
                self.eat('}')?;
                break;
            }
        }
        Some(Value::Object(map))
    }

    fn list(&mut self, close: char, depth: u8) -> Option<Value> {
        self.left = self.left.get(1..)?;
        let mut items = Vec::new();
        while self.eat(close).is_none() {
            items.push(self.value(depth + 1)?);
            if self.eat(',').is_none() {
                self.eat(close)?;
                break;
            }
        }
        Some(Value::Array(items))
    }

    fn string(&mut self, quote: char) -> Option<String> {
        self.eat(quote)?;
        let mut text = String::new();
        let mut chars = self.left.char_indices();
        while let Some((index, c)) = chars.next() {
            match c {
                _ if c == quote => {
                    self.left = self.left.get(index + 1..)?;
                    return Some(text);
                }
                '\\' => match chars.next()?.1 {
                    'n' => text.push('\n'),
                    't' => text.push('\t'),
                    'r' => text.push('\r'),
                    marker @ ('x' | 'u' | 'U') => {
                        let length = if marker == 'x' {
                            2
                        } else if marker == 'u' {
                            4
                        } else {
                            8
                        };
                        let digits: String = chars.by_ref().take(length).map(|(_, digit)| digit).collect();
                        text.push(
                            u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER),
                        );
                    }
                    other => text.push(other),
                },
                _ => text.push(c),
            }
        }
        None
    }

    fn word(&mut self) -> Option<Value> {
        let end = self.left.find(|c: char| c.is_whitespace() || ",:]})".contains(c)).unwrap_or(self.left.len());
        let (word, rest) = self.left.split_at_checked(end)?;
        self.left = rest;
        match word {
            "None" => Some(Value::Null),
            "True" => Some(Value::Bool(true)),
            "False" => Some(Value::Bool(false)),
            _ => {
                let whole = word.parse::<i64>().ok().map(Number::from);
                let number = whole.or_else(|| Number::from_f64(word.parse().ok()?))?;
                Some(Value::Number(number))
            }
        }
    }

    fn eat(&mut self, expected: char) -> Option<()> {
        self.blank();
        self.left = self.left.strip_prefix(expected)?;
        Some(())
    }

    fn blank(&mut self) {
        self.left = self.left.trim_start();
    }
}

#[cfg(test)]
mod tests {
    use super::literal;
    use serde_json::json;

    #[test]
    fn reads_what_python_prints() {
        let printed = r#"{'a': None, "it's": [True, -1.5, ('x',)], 'e\n': {}, 7: False, 'u': '\u00e9'}"#;
        assert_eq!(literal(printed), Some(json!({"a": null, "it's": [true, -1.5, ["x"]], "e\n": {}, "7": false, "u": "é"})));
    }

    #[test]
    fn reads_nothing_else() {
        for text in ["", "{", "{'a'", "None", "ModelResponse(id='x')", "[1,,2]", "{'a': b}", "[[", &"[".repeat(200)] {
            assert_eq!(literal(text), None, "{text}");
        }
    }
}
