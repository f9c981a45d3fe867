//! Where somebody says that a person comes from, or what they believe: "I am Norwegian", "she was a Buddhist".
//!
//! Why it exists: origin and belief are of the special categories (GDPR, article 9). The words alone are not: a film is
//! Norwegian too, so only a sentence about a person counts.

use std::sync::LazyLock;

use super::token::{Kind, Token};
use crate::words::Words;
use crate::{Rule, Span};

static SAID: Rule = Rule { id: "origin-of-person", reason: "is an origin or a belief that a sentence says of a person" };

/// Origins and beliefs, in small letters.
const ORIGINS: &str = "afghan african albanian algerian american angolan arab argentine argentinian armenian asian australian austrian \
    azerbaijani bahraini bangladeshi basque belarusian belgian belizean beninese bolivian bosnian brazilian british bruneian bulgarian burmese \
    burundian cambodian cameroonian canadian catalan chadian chechen chilean chinese colombian congolese croatian cuban cypriot czech danish \
    dominican dutch ecuadorian egyptian emirati english eritrean estonian ethiopian european filipino finnish french gabonese gambian georgian \
    german ghanaian greek guatemalan guinean haitian honduran hungarian icelandic indian indonesian iranian iraqi irish israeli italian ivorian \
    jamaican japanese jordanian kazakh kenyan korean kosovar kurdish kuwaiti kyrgyz laotian latvian lebanese liberian libyan lithuanian \
    luxembourgish macedonian malagasy malawian malaysian maldivian malian maltese mauritian mexican moldovan mongolian montenegrin moroccan \
    mozambican namibian nepalese nicaraguan nigerian norwegian omani pakistani palestinian panamanian paraguayan persian peruvian polish \
    portuguese qatari romanian russian rwandan salvadoran samoan saudi scottish senegalese serbian singaporean slovak slovenian somali spanish \
    sudanese swedish swiss syrian taiwanese tajik tanzanian thai tibetan togolese tunisian turkish turkmen ugandan ukrainian uruguayan uyghur \
    uzbek venezuelan vietnamese welsh yemeni zambian zimbabwean atheist agnostic buddhist catholic christian hindu jew jewish mormon muslim \
    protestant sikh";

/// Words between: "I am *not a* Buddhist".
const BETWEEN: &str = "a an not also originally half partly ethnically proudly by the born originally";

static WORDS: LazyLock<Words<bool>> = LazyLock::new(|| {
    let all = ORIGINS.split_whitespace().map(|word| (word, true)).chain(BETWEEN.split_whitespace().map(|word| (word, false)));
    Words::new(all, |a, b| a || b)
});

/// Finds them all.
pub(super) fn find(text: &str, tokens: &[Token], take: &mut dyn FnMut(Span)) {
    let piece = |token: &Token| text.get(token.start as usize..token.end as usize).unwrap_or_default();
    let initial = |token: &Token| text.as_bytes().get(token.start as usize).map_or(0, u8::to_ascii_lowercase);
    for (at, [who, verb]) in tokens.array_windows().enumerate() {
        if !who.kind.is_word()
            || who.end - who.start > 4
            || verb.end - verb.start > 4
            || !matches!(initial(who), b'i' | b'h' | b's' | b't' | b'w')
            || !(verb.kind == Kind::Mark || matches!(initial(verb), b'a' | b'm' | b'i' | b's' | b'w' | b'r'))
            || !matches!(
                piece(who),
                "I" | "i" | "he" | "He" | "she" | "She" | "they" | "They" | "we" | "We" | "who" | "HE" | "SHE" | "THEY" | "WE"
            )
        {
            continue;
        }
        // `I'm`: the mark stands between.
        let apart = usize::from(verb.kind == Kind::Mark);
        let Some(verb) = tokens.get(at + 1 + apart) else { continue };
        if !matches!(piece(verb), "am" | "m" | "is" | "s" | "was" | "are" | "re" | "were" | "AM" | "IS" | "WAS" | "ARE") {
            continue;
        }
        for token in tokens.iter().skip(at + 2 + apart).take(4).take_while(|token| token.kind.is_word()) {
            match WORDS.get(piece(token).as_bytes()) {
                Some(false) => {}
                Some(true) => {
                    let (start, end) = (token.start as usize, token.end as usize);
                    take(Span { start, end, kind: "NRP", score: 62, rule: &SAID });
                    break;
                }
                None => break,
            }
        }
    }
}
