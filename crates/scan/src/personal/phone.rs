//! Telephone numbers: international by the plans of countries, national by their national prefix and layout, and any other
//! where words call them so.

use super::dialling::{is_international, is_north_american};
use super::group::{Groups, gather, glued_left, glued_right, joins};
use super::machine::covered;
use crate::context::{Context, Cues};
use crate::text::{Text, shape};
use crate::{Rule, Sink, Span, cues};

static INTERNATIONAL: Rule = Rule {
    id: "phone-international",
    reason: "is a + or 00, a country's calling code and as many digits as its plan has (ITU-T E.164)",
};
static NORTH_AMERICAN: Rule =
    Rule { id: "phone-north-american", reason: "is laid out as a number of the North American plan (NANPA)" };
static NATIONAL: Rule =
    Rule { id: "phone-national", reason: "begins with the national prefix 0 and is grouped as telephone numbers are" };
static CALLED: Rule = Rule { id: "phone-labelled", reason: "is called a telephone number by the words around it" };
static ALONE: Rule = Rule { id: "phone-alone", reason: "stands alone and is grouped as telephone numbers are" };

/// What speaks against a telephone number when it stands nearer than a word for one.
const AGAINST: Cues = Cues::union(&[
    cues::TECHNICAL,
    cues::CARD,
    cues::ACCOUNT,
    cues::MRN,
    cues::INSURANCE,
    cues::PASSPORT,
    cues::DRIVER,
    cues::ROUTING,
    cues::VERSION,
    cues::DATE,
    cues::MEMBER,
]);

/// Words right before very short numbers.
const SHORT: Cues = Cues::union(&[cues::FILLER, cues::PHONE, cues::REACH, cues::TOWARDS, cues::NUMBER, cues::WHEN, cues::DESK]);

/// What the words say of a number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Called {
    /// Something else.
    Otherwise,
    /// Nothing.
    Nothing,
    /// Somebody is reached by it.
    Reached,
    /// A telephone.
    Telephone,
}

/// The number that begins at the run of a number.
pub(crate) fn find(text: &Text<'_>, number: usize, sink: &mut Sink) -> Option<usize> {
    let run = text.run(number);
    let extended =
        run.shape & shape::LOWER != 0 && text.at(run.start).is_ascii_digit() && text.stretch(run.start, run.end).contains(&b'x');
    if !run.is_digits() && !extended {
        return None;
    }
    let plain = !joins(text, run.end);
    if plain && (run.len() < 4 || run.len() < 7 && text.previous(run.start) != b'+' && !text.word_before(run.start).any(SHORT)) {
        return None;
    }
    let all = gather(text, number);
    if all.total() < 4 {
        return None;
    }
    let (start, plus) = beginning(text, all.start);
    if blocked(text, start) {
        return None;
    }
    let mut called = None;
    for count in (1..=all.count()).rev() {
        let groups = all.first(count);
        let end = ending(text, &groups);
        if glued_right(text, end) {
            continue;
        }
        if let Some((score, rule)) = judge(text, &groups, start, end, plus, &mut called) {
            sink.push(Span { start, end, kind: "PHONE", score, rule });
            return Some(covered(text, number, end));
        }
    }
    None
}

/// Takes in a bracket and a plus before the digits.
fn beginning(text: &Text<'_>, digits: usize) -> (usize, bool) {
    let mut start = digits;
    let mut plus = false;
    for _ in 0..3 {
        match text.previous(start) {
            b'(' => start -= 1,
            b'+' if !plus => (plus, start) = (true, start - 1),
            _ => break,
        }
    }
    (start, plus)
}

/// Closes a bracket, and takes in an extension: `ext. 12`, `x12`.
fn ending(text: &Text<'_>, groups: &Groups) -> usize {
    let mut end = groups.end();
    let rest = text.str().get(end..).unwrap_or_default();
    for word in [" ext. ", " ext ", " x", " Ext. ", " ext.", " extension ", ", ext. "] {
        let Some(tail) = rest.strip_prefix(word) else { continue };
        let digits = tail.bytes().take_while(u8::is_ascii_digit).count();
        if (1..=6).contains(&digits) {
            return end + word.len() + digits;
        }
    }
    if text.at(end) == b')' && groups.count() == 1 && text.previous(groups.start) == b'(' {
        end += 1;
    }
    end
}

fn blocked(text: &Text<'_>, start: usize) -> bool {
    let before = text.previous(start);
    before == b'#'
        || before.is_ascii_alphanumeric() && !(matches!(before, b'n' | b't') && text.previous(start - 1) == b'\\')
        || glued_left(text, start)
}

fn judge(
    text: &Text<'_>,
    groups: &Groups,
    start: usize,
    end: usize,
    plus: bool,
    known: &mut Option<Called>,
) -> Option<(u8, &'static Rule)> {
    let digits = groups.digits();
    let total = digits.len();
    let long = (4..=15).contains(&total) || total <= 18 && digits.starts_with(b"0");
    let decimal = !plus && groups.joints() == b"." && groups.lengths().first() == Some(&1);
    if !long || decimal || digits.iter().all(|digit| *digit == b'0') {
        return None;
    }
    if plus && is_international(digits) {
        return Some((88, &INTERNATIONAL));
    }
    let called = *known.get_or_insert_with(|| called(text, start, end));
    let grouped = groups.count() > 1;
    let small =
        groups.lengths().iter().all(|length| *length <= 8) && groups.lengths().iter().filter(|length| **length == 1).count() <= 1;
    if called == Called::Telephone && small_enough(text, groups, start, total) {
        return Some((86, &CALLED));
    }
    if called == Called::Reached && ((6..=13).contains(&total) && (small || !grouped) || is_short(text, start, total)) {
        return Some((70, &CALLED));
    }
    if called == Called::Otherwise || !grouped || !small {
        return (called == Called::Nothing
            && !grouped
            && alone(text, start, end)
            && total == 11
            && digits.starts_with(b"0")
            && !digits.starts_with(b"00"))
        .then_some((55, &ALONE));
    }
    let access =
        [b"00".as_slice(), b"011", b"001"].iter().filter_map(|access| digits.strip_prefix(*access)).any(is_international);
    let first = groups.lengths().first().copied().unwrap_or(0);
    if access && digits.len() > 10 && first <= 5 && !in_fours(groups) {
        return Some((72, &INTERNATIONAL));
    }
    if is_north_american(digits) && north_american_layout(groups) {
        let spaced = groups.joined_by(b' ');
        return (!spaced || called == Called::Nothing && alone(text, start, end) || total == 10 && text.previous(start) != b',')
            .then_some((if spaced { 60 } else { 78 }, &NORTH_AMERICAN));
    }
    if national(groups) {
        return Some((66, &NATIONAL));
    }
    (alone(text, start, end) && (6..=12).contains(&total) && stands_alone(groups)).then_some((55, &ALONE))
}

/// All groups of four, as on cards and in IBANs; the last may be shorter.
fn in_fours(groups: &Groups) -> bool {
    let lengths = groups.lengths();
    lengths.len() > 2 && lengths.iter().rev().skip(1).all(|length| *length == 4)
}

/// Whether nothing but a telephone number is laid out so: no number of a citizen, a card or an account.
fn stands_alone(groups: &Groups) -> bool {
    let lengths = groups.lengths();
    let regular = groups.joined_by(b' ') || groups.joined_by(b'-') || groups.joints().contains(&b')');
    let short = lengths.iter().all(|length| *length <= 5) && lengths.last().is_some_and(|last| (2..=5).contains(last));
    let taken = matches!(lengths, [3, 2 | 3, 4]) || in_fours(groups);
    regular && short && !taken
}

/// Whether a number that is called a telephone number can be one: very short ones only right behind their label.
fn small_enough(text: &Text<'_>, groups: &Groups, start: usize, total: usize) -> bool {
    if total >= 7 {
        return total <= 15 && groups.lengths().iter().all(|length| *length <= 15);
    }
    let context = text.before(start);
    let close = context.nearest().any(cues::PHONE.or(cues::REACH).or(cues::TOWARDS));
    close && groups.count() <= 3 && (total > 4 || context.joined)
}

/// What the words around a number call it.
fn called(text: &Text<'_>, start: usize, end: usize) -> Called {
    let context = text.before(start);
    let close = context.near.any(cues::PHONE) || context.distance(cues::PHONE).is_some_and(|words| words < 5);
    if close && context.nearer(cues::PHONE, AGAINST) {
        return Called::Telephone;
    }
    if context.joined && !context.field && context.words().first().is_some_and(|word| word.any(cues::DESK)) {
        return Called::Telephone;
    }
    let behind = text.after(end);
    if behind.any(cues::PHONE) && !context.field {
        return Called::Telephone;
    }
    if reached(&context) && !behind.any(cues::TECHNICAL) {
        return Called::Reached;
    }
    if context.distance(AGAINST).is_some_and(|words| words < 4) && context.near.any(AGAINST) {
        Called::Otherwise
    } else {
        Called::Nothing
    }
}

/// "call me at", "reach the office on", "messages to", "my number is".
fn reached(context: &Context) -> bool {
    if let [is, number, whose, ..] = context.words()
        && is.any(cues::LINK)
        && number.any(cues::NUMBER)
        && whose.any(cues::POSSESSIVE)
    {
        return true;
    }
    let messages = context.words().first().is_some_and(|word| word.any(cues::WHEN)) && context.nearer(cues::MESSAGE, cues::CARD);
    let towards =
        messages || context.words().first().is_some_and(|word| word.any(cues::TOWARDS.or(cues::REACH).or(cues::NUMBER)));
    towards
        && !context.field
        && context.nearer(cues::REACH, Cues(AGAINST.0 & !cues::TECHNICAL.0))
        && context.distance(cues::REACH).is_some_and(|words| words < 6)
}

/// Four or five digits by which somebody is reached: only right behind the words for it.
fn is_short(text: &Text<'_>, start: usize, total: usize) -> bool {
    let words = text.before(start);
    (4..=5).contains(&total)
        && words.distance(cues::REACH).is_some_and(|back| back < 4)
        && words.words().first().is_some_and(|word| word.any(cues::WHEN.or(cues::TOWARDS)))
}

fn north_american_layout(groups: &Groups) -> bool {
    matches!(groups.lengths(), [3, 3, 4] | [3, 7] | [1, 3, 3, 4] | [1, 3, 7])
        && (groups.joined_by(b'-')
            || groups.joined_by(b'.')
            || groups.joined_by(b' ')
            || groups.joints().contains(&b')')
            || matches!(groups.joints(), [b' ' | b'/', b'-'] | [b'-', b' ', b'-']))
}

/// A national prefix, an area, and the rest in one to five groups.
fn national(groups: &Groups) -> bool {
    let digits = groups.digits();
    let first = groups.lengths().first().copied().unwrap_or(0);
    let pairs = groups.lengths().iter().all(|length| *length == 2);
    let joint = groups.joined_by(b' ')
        || groups.joined_by(b'-')
        || groups.joints().contains(&b')')
        || groups.joined_by(b'/')
        || groups.joined_by(b'.') && pairs
        || !groups.joints().contains(&b'.');
    matches!(digits, [b'0', b'1'..=b'9', ..])
        && (9..=12).contains(&digits.len())
        && (2..=5).contains(&first)
        && (2..=6).contains(&groups.count())
        && joint
        && !in_fours(groups)
        && groups.lengths() != [3, 2, 4]
        && groups.lengths().last() != Some(&1)
}

/// Whether a text holds nothing else.
fn alone(text: &Text<'_>, start: usize, end: usize) -> bool {
    text.str().get(..start).is_some_and(|head| head.trim().is_empty())
        && text.str().get(end..).is_some_and(|tail| tail.trim_matches(['.', ' ', '\n', '\r']).is_empty())
}
