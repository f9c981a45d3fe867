//! Ukraine, Belarus, Moldova, Russia, the Caucasus and Central Asia, Turkey.

use super::{Entry, Group, Rule, check};

pub(super) const ALL: &[Entry] = &[
    Entry {
        kind: "UA_RNOKPP",
        rule: Rule { id: "ua-rnokpp", reason: "days since 1900, number, check digit modulo 11: Ukrainian taxpayer" },
        source: "https://zakon.rada.gov.ua/laws/show/z1306-17",
        group: Group::Tax,
        forms: &[("9999999999", 0)],
        checked: true,
        // The first weight is -1, which is 10 modulo 11.
        holds: |n| n.number(0, 5) > 0 && n.sum(&[10, 5, 7, 9, 4, 6, 10, 5, 7]) % 11 % 10 == n.value(9),
        words: &[
            "rnokpp",
            "рнокпп",
            "інн",
            "іпн",
            "ідентифікаційний код",
            "ідентифікаційний номер",
            "ipn",
            "ukrainian tax number",
            "індивідуальний податковий номер",
        ],
    },
    Entry {
        kind: "BY_PERSONAL_NUMBER",
        rule: Rule {
            id: "by-personal-number",
            reason: "sex, day of birth, region, number, nationality, check digit with weights 7, 3, 1: Belarus",
        },
        source: "https://pravo.by/document/?guid=3871&p0=P30800294",
        group: Group::Person,
        forms: &[("9999999A999AA9", 94)],
        checked: true,
        holds: |n| {
            matches!(n.at(0), b'1'..=b'6')
                && check::ddmmyy(n, 1)
                && n.sum(&[7, 3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1, 7]) % 10 == n.value(13)
        },
        words: &["личный номер", "асабісты нумар", "идентификационный номер", "belarus id", "personal number"],
    },
    Entry {
        kind: "MD_IDNP",
        rule: Rule { id: "md-idnp", reason: "thirteen digits from 0 or 2 on, weights 7, 3, 1: Moldova" },
        source: "https://www.asp.gov.md/en/informatii-utile/idnp",
        group: Group::Person,
        forms: &[("9999999999999", 35)],
        checked: true,
        holds: |n| {
            matches!(n.at(0), b'0' | b'2')
                && n.number(0, 12) > 0
                && n.sum(&[7, 3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1]) % 10 == n.value(12)
        },
        words: &["idnp", "cod personal", "numar de identificare", "codul personal"],
    },
    Entry {
        kind: "RU_INN",
        rule: Rule { id: "ru-inn", reason: "ten digits and two check digits modulo 11: Russian taxpayer who is a person" },
        source: "https://www.nalog.gov.ru/rn77/fl/interest/inn/",
        group: Group::Tax,
        forms: &[("999999999999", 38)],
        checked: true,
        holds: |n| {
            n.number(0, 4) > 0
                && n.sum(&[7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11 % 10 == n.value(10)
                && n.sum(&[3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11 % 10 == n.value(11)
        },
        words: &["inn", "инн", "идентификационный номер налогоплательщика", "russian tax number"],
    },
    Entry {
        kind: "RU_SNILS",
        rule: Rule { id: "ru-snils", reason: "nine digits, weights 9 to 1, rest by 101: Russian pension insurance" },
        source: "https://sfr.gov.ru/grazhdanam/informacionnaya_sistema_sfr/snils/",
        group: Group::Social,
        forms: &[("999-999-999 99", 97), ("999-999-999-99", 0), ("999 999 999 99", 0), ("99999999999", 35)],
        checked: true,
        holds: |n| n.number(0, 9) > 1_001_998 && u64::from(n.sum(&[9, 8, 7, 6, 5, 4, 3, 2, 1]) % 101 % 100) == n.number(9, 11),
        words: &["snils", "снилс", "страховой номер", "пенсионное страхование", "russian pension number"],
    },
    Entry {
        kind: "RU_OMS",
        rule: Rule {
            id: "ru-oms",
            reason: "sixteen digits after a word for the policy, Luhn's check holds: Russian health insurance",
        },
        source: "https://www.ffoms.gov.ru/system-oms/policy/",
        group: Group::Health,
        forms: &[("9999999999999999", 0), ("9999 9999 9999 9999", 0)],
        checked: true,
        holds: check::luhn,
        words: &["полис омс", "омс", "полис", "oms policy", "polis oms"],
    },
    Entry {
        kind: "KZ_IIN",
        rule: Rule {
            id: "kz-iin",
            reason: "day of birth, sex and century, number, check digit modulo 11 in two tiers: Kazakhstan",
        },
        source: "https://adilet.zan.kz/kaz/docs/Z070000223_",
        group: Group::Person,
        forms: &[("999999999999", 40)],
        checked: true,
        holds: |n| {
            let rest = match n.sum(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]) % 11 {
                10 => n.sum(&[3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]) % 11,
                rest => rest,
            };
            check::yymmdd(n, 0) && n.at(6) < b'7' && rest == n.value(11)
        },
        words: &["iin", "иин", "жсн", "индивидуальный идентификационный номер", "zhsn"],
    },
    Entry {
        kind: "UZ_PINFL",
        rule: Rule {
            id: "uz-pinfl",
            reason: "sex and century, day of birth, number, check digit with weights 7, 3, 1: Uzbekistan",
        },
        source: "https://lex.uz/docs/-97527",
        group: Group::Person,
        forms: &[("99999999999999", 40)],
        checked: true,
        holds: |n| {
            matches!(n.at(0), b'1'..=b'6')
                && check::ddmmyy(n, 1)
                && n.sum(&[7, 3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1, 7]) % 10 == n.value(13)
        },
        words: &["pinfl", "jshshir", "пинфл", "жшшир", "pnfl"],
    },
    Entry {
        kind: "GE_PERSONAL_NUMBER",
        rule: Rule { id: "ge-personal-number", reason: "eleven digits after a word for the personal number: Georgia" },
        source: "https://sda.gov.ge/?page_id=5110&lang=en",
        group: Group::Person,
        forms: &[("99999999999", 0)],
        checked: false,
        holds: |n| !n.is_one_character(),
        words: &["პირადი ნომერი", "georgian personal number", "piradi nomeri", "georgian id"],
    },
    Entry {
        kind: "TR_NATIONAL_ID",
        rule: Rule { id: "tr-national-id", reason: "eleven digits, the first not 0, two check digits: Turkish identity number" },
        source: "https://www.nvi.gov.tr/kimlik-karti",
        group: Group::Person,
        forms: &[("99999999999", 38), ("999 999 999 99", 0)],
        checked: true,
        holds: |n| {
            let odd = n.sum(&[1, 0, 1, 0, 1, 0, 1, 0, 1]);
            let even = n.sum(&[0, 1, 0, 1, 0, 1, 0, 1]);
            n.at(0) != b'0' && (odd * 7 + 100 - even) % 10 == n.value(9) && (odd + even + n.value(9)) % 10 == n.value(10)
        },
        words: &[
            "tckn",
            "tc kimlik",
            "tc kimlik no",
            "t c kimlik",
            "t c kimlik no",
            "kimlik no",
            "kimlik numarasi",
            "tc no",
            "tc",
            "tckn numarasi",
            "turkish id",
            "vatandaslik numarasi",
        ],
    },
    Entry {
        kind: "TR_VKN",
        rule: Rule { id: "tr-vkn", reason: "nine digits and a check digit by powers of two modulo 9: Turkish taxpayer" },
        source: "https://www.gib.gov.tr/vergi-kimlik-numarasi",
        group: Group::Tax,
        forms: &[("9999999999", 0)],
        checked: true,
        holds: |n| {
            let sum: u32 = (0..9)
                .map(|place| match (n.value(place) + 9 - u32::try_from(place).unwrap_or(0)) % 10 {
                    0 => 0,
                    9 => 9,
                    rest => (rest << (9 - place)) % 9,
                })
                .sum();
            n.number(0, 9) > 0 && (10 - sum % 10) % 10 == n.value(9)
        },
        words: &["vkn", "vergi kimlik", "vergi no", "vergi numarasi", "vergi kimlik no", "vergi kimlik numarasi"],
    },
];
