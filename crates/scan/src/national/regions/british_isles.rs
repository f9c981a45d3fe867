//! The United Kingdom and Ireland.

use super::{Entry, Group, Number, Rule, check};

pub(super) const ALL: &[Entry] = &[
    Entry {
        kind: "UK_NHS",
        rule: Rule {
            id: "uk-nhs",
            reason: "ten digits, weights 10 to 2, modulo 11: number of a patient of the National Health Service",
        },
        source: "https://www.datadictionary.nhs.uk/attributes/nhs_number.html",
        group: Group::Health,
        forms: &[("999 999 9999", 40), ("999-999-9999", 35), ("9999999999", 35)],
        checked: true,
        holds: |n| !n.is_one_character() && mod_11_of_ten(n),
        words: &[
            "nhs",
            "nhs no",
            "nhs number",
            "nhs id",
            "national health service",
            "health service number",
            "health services",
            "health and care number",
            "h c number",
            "patient nhs",
        ],
    },
    Entry {
        kind: "UK_NINO",
        rule: Rule {
            id: "uk-nino",
            reason: "two letters in combinations that are given out, six digits and A to D: National Insurance number",
        },
        source: "https://www.gov.uk/hmrc-internal-manuals/national-insurance-manual/nim39110",
        group: Group::Social,
        forms: &[("AA999999A", 80), ("AA 99 99 99 A", 90), ("AA-99-99-99-A", 90), ("AA 999999 A", 85)],
        checked: false,
        holds: |n| {
            !n.text().iter().take(2).any(|byte| b"DFIQUV".contains(byte))
                && n.at(1) != b'O'
                && !matches!(n.part(0, 2), b"BG" | b"GB" | b"KN" | b"NK" | b"NT" | b"TN" | b"ZZ")
                && matches!(n.at(8), b'A'..=b'D')
        },
        words: &[
            "nino",
            "ni number",
            "ni no",
            "nin",
            "national insurance",
            "national insurance number",
            "national insurance no",
            "nat ins",
            "uk ni",
        ],
    },
    Entry {
        kind: "UK_UTR",
        rule: Rule { id: "uk-utr", reason: "ten digits of which the first checks the others: unique taxpayer reference" },
        source: "https://www.gov.uk/hmrc-internal-manuals/vat-government-and-public-bodies",
        group: Group::Tax,
        forms: &[("9999999999", 0), ("99999 99999", 0)],
        checked: true,
        holds: |n| {
            let rest = n.sum_from(1, &[6, 7, 8, 9, 10, 5, 4, 3, 2]) % 11;
            b"21987654321".get(rest as usize) == Some(&n.at(0))
        },
        words: &["utr", "unique taxpayer reference", "unique tax reference", "self assessment", "taxpayer reference"],
    },
    Entry {
        kind: "UK_CHI",
        rule: Rule {
            id: "uk-chi",
            reason: "day of birth, four digits, weights 10 to 2, modulo 11: community health index of Scotland",
        },
        source: "https://www.ndc.scot.nhs.uk/Data-Dictionary/SMR-Datasets/Patient-Identification-and-Demographic-Information/Community-Health-Index-Number/",
        group: Group::Health,
        forms: &[("9999999999", 35), ("999999 9999", 0)],
        checked: true,
        holds: |n| check::ddmmyy(n, 0) && mod_11_of_ten(n),
        words: &["chi", "chi number", "chi no", "community health index"],
    },
    Entry {
        kind: "UK_DRIVING_LICENCE",
        rule: Rule {
            id: "uk-driving-licence",
            reason: "five characters of the surname, day of birth, initials and check characters in the order of a British driving licence",
        },
        source: "https://assets.publishing.service.gov.uk/media/5a74c8b9ed915d502d6cb39b/dvla-drivers-data-specification.pdf",
        group: Group::Licence,
        forms: &[("XXXXX999999XXXXX", 92), ("XXXXX 999999 XXXXX", 92), ("XXXXX-999999-XXXXX", 90)],
        checked: true,
        holds: is_driving_licence,
        words: &[
            "driving licence",
            "driving license",
            "driving licence number",
            "driver licence",
            "driver number",
            "dvla",
            "licence",
        ],
    },
    Entry {
        kind: "UK_UPN",
        rule: Rule { id: "uk-upn", reason: "check letter modulo 23, authority, school, year: pupil in England" },
        source: "https://www.gov.uk/government/publications/unique-pupil-numbers",
        group: Group::Person,
        forms: &[("A999999999999", 75)],
        checked: true,
        holds: |n| {
            let rest = n.sum_from(1, &[2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]) % 23;
            b"ABCDEFGHJKLMNPQRTUVWXYZ".get(rest as usize) == Some(&n.at(0))
        },
        words: &["upn", "unique pupil number", "pupil number"],
    },
    Entry {
        kind: "IE_PPS",
        rule: Rule {
            id: "ie-pps",
            reason: "seven digits, a check letter modulo 23 and perhaps a second letter: personal public service number",
        },
        source: "https://www.revenue.ie/en/tax-professionals/documents/codelists/pps-number-format.pdf",
        group: Group::Social,
        forms: &[("9999999AA", 85), ("9999999A", 35)],
        checked: true,
        holds: |n| {
            let second = match n.at(8) {
                0 | b'W' | b'T' | b'X' => 0,
                letter @ b'A'..=b'I' => u32::from(letter - b'A') + 1,
                _ => return false,
            };
            let rest = (n.sum(&[8, 7, 6, 5, 4, 3, 2]) + 9 * second) % 23;
            b"WABCDEFGHIJKLMNOPQRSTUV".get(rest as usize) == Some(&n.at(7))
        },
        words: &[
            "pps",
            "ppsn",
            "pps no",
            "pps number",
            "personal public service",
            "personal public service number",
            "rsi number",
        ],
    },
];

fn mod_11_of_ten(number: &Number) -> bool {
    (number.sum(&[10, 9, 8, 7, 6, 5, 4, 3, 2]) + number.value(9)).is_multiple_of(11)
}

fn is_driving_licence(number: &Number) -> bool {
    let surname = number.part(0, 5);
    let letters = surname.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let filled = surname.iter().skip(letters).all(|byte| *byte == b'9');
    let month = number.number(6, 8);
    let born = check::is_day(4, if month > 50 { month - 50 } else { month }, number.number(8, 10));
    let initial = |byte: u8| byte.is_ascii_alphabetic() || byte == b'9';
    letters > 0
        && filled
        && born
        && initial(number.at(11))
        && initial(number.at(12))
        && number.part(14, 16).iter().all(u8::is_ascii_alphabetic)
}
