//! Places on the globe by latitude and longitude (ISO 6709), exact enough to find somebody.

use super::machine::covered;
use crate::text::Text;
use crate::{Rule, Sink, Span, cues};

static PAIR: Rule =
    Rule { id: "geo-coordinates", reason: "is a latitude and a longitude, exact to some hundred metres (ISO 6709)" };
static FIELD: Rule = Rule { id: "geo-field", reason: "is called a latitude or a longitude, exact to some hundred metres" };

/// Places behind the point from which on coordinates tell a house rather than a town.
const EXACT: usize = 3;

/// The pair, or the one number, whose first digits are the run of a number.
pub(crate) fn find(text: &Text<'_>, number: usize, sink: &mut Sink) -> Option<usize> {
    let first = text.run(number);
    if text.at(first.end) != b'.' {
        return None;
    }
    let latitude = decimal(text, first.start, 90)?;
    let start = signed(text, first.start);
    if matches!(text.previous(start), b'.' | b'_' | b'/') || text.previous(start).is_ascii_alphanumeric() {
        return None;
    }
    if let Some((end, places)) = second(text, latitude.0) {
        let called = text.has_word_before(start)
            && (text.before(start).near.any(cues::GEO) || text.before(start).distance(cues::GEO).is_some_and(|words| words < 4));
        // Numbers below ten are seldom a place and often a measure.
        let wide = text.at(first.start + 1).is_ascii_digit();
        if called || wide && latitude.1 >= 4 && places >= 4 {
            sink.push(Span { start, end, kind: "LOCATION", score: if called { 88 } else { 62 }, rule: &PAIR });
            return Some(covered(text, number, end));
        }
        return None;
    }
    single(text, number, sink)
}

/// A latitude or a longitude in a field of its own.
pub(crate) fn single(text: &Text<'_>, number: usize, sink: &mut Sink) -> Option<usize> {
    let run = text.run(number);
    let (end, _) = decimal(text, run.start, 180)?;
    let start = signed(text, run.start);
    if !text.word_before(start).any(cues::GEO.or(cues::FILLER)) {
        return None;
    }
    let context = text.before(start);
    if !(context.nearest().any(cues::GEO) && context.joined) {
        return None;
    }
    sink.push(Span { start, end, kind: "LOCATION", score: 86, rule: &FIELD });
    Some(covered(text, number, end))
}

/// The longitude behind a latitude.
fn second(text: &Text<'_>, end: usize) -> Option<(usize, usize)> {
    let rest = text.str().get(end..)?;
    let sign = rest.strip_prefix('°').unwrap_or(rest);
    let compass = sign.trim_start_matches(' ').strip_prefix(['N', 'S']).unwrap_or(sign);
    let gap = compass.strip_prefix([',', ';', '/']).or_else(|| (compass.len() < sign.len()).then_some(compass))?;
    let start = end + (rest.len() - gap.trim_start_matches(' ').len());
    let digits = start + usize::from(matches!(text.at(start), b'-' | b'+'));
    let (last, places) = decimal(text, digits, 180)?;
    let tail = text.str().get(last..)?;
    let degree = tail.strip_prefix('°').map_or(0, |tail| {
        tail.trim_start_matches(' ').strip_prefix(['E', 'W']).map_or('°'.len_utf8(), |left| text.str().len() - last - left.len())
    });
    Some((last + degree, places))
}

/// A number with enough places behind its point, up to a limit: where it ends and how many places it has.
fn decimal(text: &Text<'_>, start: usize, limit: u32) -> Option<(usize, usize)> {
    let rest = text.bytes().get(start..)?;
    let whole = rest.iter().take(4).take_while(|byte| byte.is_ascii_digit()).count();
    let value = rest.iter().take(whole).fold(0, |value, digit| value * 10 + u32::from(digit - b'0'));
    let places = rest.get(whole..)?.strip_prefix(b".")?.iter().take(20).take_while(|byte| byte.is_ascii_digit()).count();
    let end = start + whole + 1 + places;
    ((1..=3).contains(&whole)
        && value <= limit
        && (EXACT..=16).contains(&places)
        && !text.at(end).is_ascii_alphanumeric()
        && !(text.at(end) == b'.' && text.at(end + 1).is_ascii_digit()))
    .then_some((end, places))
}

fn signed(text: &Text<'_>, start: usize) -> usize {
    if matches!(text.previous(start), b'-' | b'+') { start - 1 } else { start }
}
