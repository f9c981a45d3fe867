//! Breaking text into lines: at spaces, and inside a token only where it is longer than the line.

use super::{fonts::Fonts, style::Style};

/// Characters after which a long token may be broken without looking broken.
const SEAMS: [char; 12] = ['/', '-', '_', '.', ',', ';', ':', '@', '?', '&', '=', ')'];

/// The lines of a text in a style and width; at least one. A line that goes on ends in a space, for readers that join
/// lines; inside a broken token it does not.
pub(super) fn wrap(fonts: &Fonts, style: Style, text: &str, width: f32) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        paragraph_lines(fonts, style, paragraph, width, &mut lines);
    }
    lines
}

fn paragraph_lines(fonts: &Fonts, style: Style, text: &str, width: f32, lines: &mut Vec<String>) {
    let visible = fonts.visible(style.face, text);
    let space = fonts.advance(style.face, ' ') * style.size;
    let (mut line, mut used) = (String::new(), 0.0_f32);
    for word in visible.split(' ').filter(|word| !word.is_empty()) {
        let mut word = word.to_owned();
        let mut wide = fonts.width(style.face, style.size, &word);
        let gap = if line.is_empty() { 0.0 } else { space };
        if used + gap + wide > width && !line.is_empty() {
            lines.push(std::mem::take(&mut line) + " ");
            used = 0.0;
        }
        while wide > width {
            let (head, tail) = split(fonts, style, &word, width);
            lines.push(head);
            word = tail;
            wide = fonts.width(style.face, style.size, &word);
        }
        if !line.is_empty() {
            line.push(' ');
            used += space;
        }
        line.push_str(&word);
        used += wide;
    }
    lines.push(line);
}

/// Splits a token that does not fit: at the last seam in the second half of the line, else where the line ends.
fn split(fonts: &Fonts, style: Style, word: &str, width: f32) -> (String, String) {
    let (mut used, mut end, mut seam) = (0.0_f32, 0_usize, 0_usize);
    for (at, c) in word.char_indices() {
        used += fonts.advance(style.face, c) * style.size;
        if used > width && end > 0 {
            break;
        }
        end = at + c.len_utf8();
        if SEAMS.contains(&c) && used > width / 2.0 {
            seam = end;
        }
    }
    let cut = if seam > 0 { seam } else { end };
    let (head, tail) = word.split_at_checked(cut).unwrap_or((word, ""));
    (head.to_owned(), tail.to_owned())
}
