//! What people do for a living, where it stands beside their names: in the line below, as in a signature, or behind a comma.
//!
//! Why it exists: a name and a trade together tell who is meant where the name alone does not; a trade by itself tells
//! nothing, and is left alone.

use std::sync::LazyLock;

use super::token::{Gap, Kind, Token};
use crate::words::Words;
use crate::{Rule, Span};

static BELOW: Rule = Rule { id: "occupation-below-name", reason: "is a trade or an office in the line below a person's name" };
static BEHIND: Rule = Rule { id: "occupation-behind-name", reason: "is a trade or an office behind a person's name and a comma" };

/// The most tokens of a trade.
const LONGEST: usize = 10;

/// Trades and offices in one word, in small letters.
const TRADES: &str = "accountant actor actress actuary adjuster administrator adviser advisor agent analyst animator appraiser arborist \
    architect archivist artist assembler assessor assistant associate astronomer athlete attendant attorney auditor author bailiff baker banker \
    barber barista barrister bartender biochemist blacksmith boilermaker bookkeeper botanist bricklayer broker builder buyer captain caretaker \
    carpenter cashier caterer ceo cfo chairman chairwoman chaplain chauffeur chef chemist chiropractor cleaner clerk coach collector columnist \
    comedian commander commissioner composer conductor conservator consultant contractor controller cook coordinator copywriter coroner \
    correspondent counsel counsellor counselor courier cto curator custodian dancer dealer decorator dentist deputy designer detective \
    developer dietitian director dispatcher distributor diver doctor drafter driver economist editor educator embalmer engineer engraver \
    entertainer estimator examiner executive fabricator farmer firefighter fisher fitter florist forester founder fundraiser gardener \
    geneticist geophysicist glazier groomer guard guide hairdresser hairstylist handler historian housekeeper hygienist illustrator inspector \
    installer instructor intern interpreter interviewer investigator janitor jeweler jeweller journalist judge laborer labourer landscaper \
    lawyer lecturer librarian lifeguard linguist lobbyist locksmith machinist magistrate maid manager marshal mason masseur mechanic mediator \
    merchandiser metallurgist midwife miner minister mortician nanny navigator negotiator notary novelist nurse nutritionist officer operator \
    optometrist orthodontist packager packer painter paralegal paramedic performer pharmacist physicist physiotherapist pilot planner \
    plasterer plumber policeman policewoman porter postman postwoman president priest principal printer producer professor programmer \
    prosecutor publisher ranger realtor receptionist recruiter referee reporter representative researcher retailer rigger roofer sailor \
    salesman salesperson saleswoman scientist sculptor seamstress secretary sergeant shipper singer soldier solicitor specialist steward \
    stewardess stockbroker strategist stylist superintendent supervisor surgeon surveyor tailor teacher technologist telemarketer teller \
    tester therapist trader trainer translator treasurer tutor typist undertaker underwriter upholsterer usher valuer waiter waitress warden \
    watchman weaver welder worker writer arzt ärztin lehrer lehrerin ingenieur ingenieurin anwalt anwältin geschäftsführer abogado abogada \
    médico médica enfermera enfermero ingeniero ingeniera profesor profesora infirmière infirmier avocat avocate ingénieur médecin";

/// How trades end that are too many to list.
const ENDINGS: &[&str] = &["ologist", "ographer", "ician", "iatrist", "ylogist"];

/// Words that end with one of [`ENDINGS`] and are no trade, and words that no trade has in it.
const OTHERS: &str = "please call tell ask the and or is was are has have had can could will would you your my his her their our we they he she \
    it this that to by as with who said see meet contact talk need want from if when where";

/// Words that may follow a trade at once.
const FOLLOWING: &str = "at of in for from said says and who with";

/// Articles before a trade.
const ARTICLES: &str = "the a an our their my your";

static KNOWN: LazyLock<Words<u8>> = LazyLock::new(|| {
    let lists = [(TRADES, TRADE), (OTHERS, OTHER), (FOLLOWING, FOLLOWS), (ARTICLES, ARTICLE)];
    Words::new(lists.into_iter().flat_map(|(words, bit)| words.split_whitespace().map(move |word| (word, bit))), |a, b| a | b)
});

const TRADE: u8 = 1;
const OTHER: u8 = 2;
const FOLLOWS: u8 = 4;
const ARTICLE: u8 = 8;

fn known(text: &str, token: &Token) -> u8 {
    let word = piece(text, token);
    let bits = KNOWN.get(word.as_bytes()).unwrap_or(0);
    let ending = bits == 0
        && token.kind.is_word()
        && ENDINGS.iter().any(|ending| {
            word.len() > ending.len() + 1
                && word.get(word.len() - ending.len()..).is_some_and(|end| end.eq_ignore_ascii_case(ending))
        });
    if ending { TRADE } else { bits }
}

fn piece<'a>(text: &'a str, token: &Token) -> &'a str {
    text.get(token.start as usize..token.end as usize).unwrap_or_default()
}

/// The trade of the person whose name ends at a byte, if one is told there.
pub(super) fn of_name(text: &str, tokens: &[Token], end: usize) -> Option<Span> {
    let rest = tokens.get(tokens.partition_point(|token| (token.start as usize) < end)..)?;
    let first = rest.first()?;
    if first.gap == Gap::Line {
        return below(text, rest);
    }
    if piece(text, first) != "," || first.gap != Gap::None { None } else { behind(text, rest.get(1..)?) }
}

/// A line that is a trade.
fn below(text: &str, rest: &[Token]) -> Option<Span> {
    let length =
        rest.iter().skip(1).position(|token| token.gap == Gap::Line || token.kind == Kind::Quote).map_or(rest.len(), |at| at + 1);
    let line = rest.get(..length.min(LONGEST + 1))?;
    let joins = |token: &Token| matches!(piece(text, token), "," | "-" | "/" | "&" | "'" | "’" | "(" | ")");
    let line = line.get(..line.iter().rposition(|token| token.kind.is_word())? + 1)?;
    let fits = line.len() <= LONGEST && line.iter().all(|token| token.kind.is_word() || joins(token));
    // `Engineer, mining` and `Mining engineer`.
    let last = line.last().is_some_and(|token| known(text, token) & TRADE != 0);
    let first =
        line.array_windows().next().is_some_and(|[word, mark]| piece(text, mark) == "," && known(text, word) & TRADE != 0);
    let (start, end) = (line.first()?.start as usize, line.last()?.end as usize);
    (fits && (last || first)).then_some(Span { start, end, kind: "TITLE", score: 56, rule: &BELOW })
}

/// A trade behind a comma: `, the night nurse,`.
fn behind(text: &str, rest: &[Token]) -> Option<Span> {
    let article = rest.first().is_some_and(|token| known(text, token) & ARTICLE != 0);
    let rest = rest.get(usize::from(article)..)?;
    let mut end = None;
    for (at, token) in rest.iter().enumerate().take(6) {
        let bits = known(text, token);
        if token.gap == Gap::Line || !token.kind.is_word() && piece(text, token) != "-" || bits & OTHER != 0 {
            break;
        }
        let ends = rest.get(at + 1).is_none_or(|next| {
            next.gap == Gap::Line
                || next.kind == Kind::Quote
                || matches!(piece(text, next), "," | "." | ";" | ")" | "<")
                || known(text, next) & FOLLOWS != 0
        });
        if bits & TRADE != 0 && ends {
            end = Some(token.end as usize);
            break;
        }
    }
    Some(Span { start: rest.first()?.start as usize, end: end?, kind: "TITLE", score: 56, rule: &BEHIND })
}
