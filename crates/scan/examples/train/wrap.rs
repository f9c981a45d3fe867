//! Texts as they stand in logs: in JSON, in JSON within JSON, after a time.

use crate::generate::Maker;
use crate::sets::Class;

impl Maker<'_> {
    /// The text as it stands in a log: plain, or in JSON, or in JSON within JSON.
    pub(super) fn wrapped(&mut self) -> (String, Vec<(usize, usize, Class)>) {
        let (before, after, depth) = match self.rng.below(12) {
            0 => ("{\"role\":\"user\",\"content\":\"", "\"}", 1),
            1 => (
                "{\"ts\":\"2026-02-11T08:15:42.120Z\",\"level\":\"INFO\",\"model\":\"m-2\",\"prompt\":\"",
                "\",\"tokens\":412}",
                1,
            ),
            2 => (
                "{\"id\":\"call_9b1f\",\"function\":{\"name\":\"write_note\",\"arguments\":\"{\\\"text\\\":\\\"",
                "\\\",\\\"n\\\":7}\"}}",
                2,
            ),
            3 => ("2026-02-11 08:15:42 INFO gateway request_id=7f3a21 text=\"", "\" status=200", 1),
            4 => ("[{\"type\": \"text\", \"text\": \"", "\"}, {\"type\": \"text\", \"text\": \"ok\"}]", 1),
            _ => ("", "", 0),
        };
        let ascii = depth > 0 && self.rng.chance(30);
        let mut text = before.to_owned();
        let mut map = vec![0; self.text.len() + 1];
        for (at, c) in self.text.char_indices() {
            map[at] = text.len();
            escape(c, depth, ascii, &mut text);
        }
        map[self.text.len()] = text.len();
        text.push_str(after);
        (text, self.spans.iter().map(|(start, end, class)| (map[*start], map[*end], *class)).collect())
    }
}

fn escape(c: char, depth: usize, ascii: bool, out: &mut String) {
    let slashes = (1 << depth) - 1;
    match c {
        '\n' | '\t' | '"' if depth > 0 => {
            out.extend(std::iter::repeat_n('\\', if c == '"' || depth == 1 { slashes } else { 1 << (depth - 1) }));
            out.push(match c {
                '\n' => 'n',
                '\t' => 't',
                _ => '"',
            });
        }
        c if ascii && !c.is_ascii() => {
            for unit in c.encode_utf16(&mut [0; 2]) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        }
        c => out.push(c),
    }
}
