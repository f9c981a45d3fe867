//! The Nordic and the Baltic countries.

use super::{Entry, Group, Number, Rule, check};

pub(super) const ALL: &[Entry] = &[
    Entry {
        kind: "FI_PERSONAL_IDENTITY_CODE",
        rule: Rule {
            id: "fi-personal-identity-code",
            reason: "day of birth, sign of the century, number, check character modulo 31: Finland",
        },
        source: "https://dvv.fi/en/personal-identity-code",
        group: Group::Person,
        forms: &[("999999-999X", 96), ("999999+999X", 97), ("999999A999X", 97)],
        checked: true,
        holds: |n| {
            let from = n.len() - 4;
            let rest = (n.number(0, 6) * 1000 + n.number(from, from + 3)) % 31;
            (from == 6 || b"ABCDEFUVWXY".contains(&n.at(6)))
                && check::ddmmyy(n, 0)
                && n.number(from, from + 3) > 1
                && b"0123456789ABCDEFHJKLMNPRSTUVWXY".get(rest as usize) == Some(&n.at(from + 3))
        },
        words: &[
            "hetu",
            "henkilotunnus",
            "henkilotunnuksen",
            "sosiaaliturvatunnus",
            "personbeteckning",
            "finnish id",
            "personal identity code",
        ],
    },
    Entry {
        kind: "SE_PERSONNUMMER",
        rule: Rule {
            id: "se-personnummer",
            reason: "day of birth (60 added without place in the register), number, Luhn's check holds: Sweden",
        },
        source: "https://www.skatteverket.se/servicelankar/otherlanguages/inenglishengelska/individualsandemployees/livinginsweden/personalidentitynumberandcoordinationnumber.4.2cf1b5cd163796a5c8b4295.html",
        group: Group::Person,
        forms: &[
            ("999999-9999", 90),
            ("99999999-9999", 95),
            ("999999+9999", 90),
            ("999999999999", 40),
            ("9999999999", 38),
            ("999999 9999", 0),
            ("99999999 9999", 60),
        ],
        checked: true,
        holds: |n| {
            let from = n.len() - 10;
            let day = n.number(from + 4, from + 6);
            let year = if from == 2 { n.number(0, 4) } else { n.number(0, 2) };
            (from == 0 || (1850..2100).contains(&year))
                && check::is_day(year, n.number(from + 2, from + 4), if day > 60 { day - 60 } else { day })
                && check::luhn_part(n, from, n.len())
        },
        words: &["personnummer", "pnr", "personnr", "person nr", "samordningsnummer", "swedish id", "svenskt personnummer"],
    },
    Entry {
        kind: "SE_ORGANISATIONSNUMMER",
        rule: Rule {
            id: "se-organisationsnummer",
            reason: "third digit from 2 on or the day of birth of its owner, Luhn's check holds: Swedish organisation",
        },
        source: "https://www.bolagsverket.se/en/foretag/organisationsnummer",
        group: Group::Tax,
        forms: &[("999999-9999", 72), ("9999999999", 0)],
        checked: true,
        holds: |n| n.at(0) != b'0' && (n.at(2) > b'1' || check::yymmdd(n, 0)) && check::luhn(n),
        words: &["orgnr", "org nr", "orgnummer", "organisationsnummer", "org no", "organisation number"],
    },
    Entry {
        kind: "NO_FODSELSNUMMER",
        rule: Rule { id: "no-fodselsnummer", reason: "day of birth, number, two check digits modulo 11: Norway" },
        source: "https://www.skatteetaten.no/en/person/national-registry/birth-and-name-selection/children-born-in-norway/national-id-number/",
        group: Group::Person,
        forms: &[("99999999999", 45), ("999999 99999", 95), ("999999-99999", 93), ("999999.99999", 80)],
        checked: true,
        holds: |n| {
            let (day, month) = (n.number(0, 2), n.number(2, 4));
            let month = if month > 80 {
                month - 80
            } else if month > 40 {
                month - 40
            } else {
                month
            };
            check::is_day(n.number(4, 6), month, if day > 40 { day - 40 } else { day })
                && (n.sum(&[3, 7, 6, 1, 8, 9, 4, 5, 2]) + n.value(9)).is_multiple_of(11)
                && (n.sum(&[5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) + n.value(10)).is_multiple_of(11)
        },
        words: &["fodselsnummer", "fnr", "personnummer", "d nummer", "dnr", "fodselsnr", "norwegian id", "foedselsnummer"],
    },
    Entry {
        kind: "DK_CPR",
        rule: Rule { id: "dk-cpr", reason: "day of birth and serial number; before 2007 with a check digit modulo 11: Denmark" },
        source: "https://cpr.dk/media/12066/personnummeret-i-cpr.pdf",
        group: Group::Person,
        forms: &[("999999-9999", 78), ("999999 9999", 0), ("9999999999", 0)],
        checked: true,
        holds: |n| check::ddmmyy(n, 0) && n.sum(&[4, 3, 2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11),
        words: &["cpr", "cpr nr", "cpr nummer", "cprnr", "cpr no", "personnummer", "danish id", "cpr number"],
    },
    Entry {
        kind: "DK_CPR",
        rule: Rule {
            id: "dk-cpr-2007",
            reason: "day of birth and serial number without check digit, as given out since 2007, after a word for it: Denmark",
        },
        source: "https://cpr.dk/cpr-systemet/personnumre-uden-kontrolciffer-modulus-11-kontrol",
        group: Group::Person,
        forms: &[("999999-9999", 0), ("999999 9999", 0), ("9999999999", 0)],
        checked: false,
        holds: |n| check::ddmmyy(n, 0) && n.number(6, 10) > 0,
        words: &["cpr", "cpr nr", "cpr nummer", "cprnr", "cpr no", "cpr number"],
    },
    Entry {
        kind: "IS_KENNITALA",
        rule: Rule { id: "is-kennitala", reason: "day of birth, number, check digit modulo 11, digit of the century: Iceland" },
        source: "https://www.skra.is/english/people/my-registration/id-numbers/",
        group: Group::Person,
        forms: &[("999999-9999", 92), ("9999999999", 40), ("999999 9999", 0)],
        checked: true,
        holds: |n| {
            let day = n.number(0, 2);
            check::is_day(n.number(4, 6), n.number(2, 4), if day > 40 { day - 40 } else { day })
                && matches!(n.at(9), b'0' | b'9')
                && n.sum(&[3, 2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11)
        },
        words: &["kennitala", "kt", "kennitolu", "icelandic id"],
    },
    Entry {
        kind: "EE_ISIKUKOOD",
        rule: Rule {
            id: "ee-isikukood",
            reason: "sex and century, day of birth, number, check digit modulo 11 in two tiers: Estonia",
        },
        source: "https://www.riigiteataja.ee/akt/131032017006",
        group: Group::Person,
        forms: &[("99999999999", 40)],
        checked: true,
        holds: is_baltic,
        words: &["isikukood", "isikukoodi", "estonian id", "personal code", "ik"],
    },
    Entry {
        kind: "LT_ASMENS_KODAS",
        rule: Rule {
            id: "lt-asmens-kodas",
            reason: "sex and century, day of birth, number, check digit modulo 11 in two tiers: Lithuania",
        },
        source: "https://e-seimas.lrs.lt/portal/legalAct/lt/TAD/TAIS.6411",
        group: Group::Person,
        forms: &[("99999999999", 40)],
        checked: true,
        holds: is_baltic,
        words: &["asmens kodas", "asmens koda", "lithuanian id", "asmenskodas"],
    },
    Entry {
        kind: "LV_PERSONAS_KODS",
        rule: Rule { id: "lv-personas-kods", reason: "day of birth or 32, number, check digit modulo 11: Latvia" },
        source: "https://likumi.lv/ta/id/335552-iedzivotaju-registra-likums",
        group: Group::Person,
        forms: &[("999999-99999", 90), ("99999999999", 40)],
        checked: true,
        holds: |n| {
            let rest = (1101 - n.sum(&[1, 6, 3, 7, 9, 10, 5, 8, 4, 2])) % 11 % 10;
            (n.number(0, 2) == 32 || check::ddmmyy(n, 0)) && rest == n.value(10)
        },
        words: &["personas kods", "personas kodu", "personaskods", "latvian id", "pk"],
    },
];

fn is_baltic(number: &Number) -> bool {
    matches!(number.at(0), b'1'..=b'8') && check::yymmdd(number, 1) && check::two_tier_mod_11(number) == number.value(10)
}
