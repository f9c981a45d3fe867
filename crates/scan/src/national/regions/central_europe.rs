//! Poland, Czechia, Slovakia, Hungary, Romania, Bulgaria, the countries of former Yugoslavia, Albania.

use super::{Entry, Group, Number, Rule, check};

pub(super) const ALL: &[Entry] = &[
    Entry {
        kind: "PL_PESEL",
        rule: Rule {
            id: "pl-pesel",
            reason: "day of birth with the century in the month, number, check digit with weights 1, 3, 7, 9: Poland",
        },
        source: "https://www.gov.pl/web/gov/czym-jest-numer-pesel",
        group: Group::Person,
        forms: &[("99999999999", 42)],
        checked: true,
        holds: |n| {
            check::is_day(n.number(0, 2), n.number(2, 4) % 20, n.number(4, 6))
                && n.number(2, 4) <= 92
                && n.sum(&[1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]).is_multiple_of(10)
        },
        words: &["pesel", "nr pesel", "numer pesel", "pesel nr"],
    },
    Entry {
        kind: "PL_NIP",
        rule: Rule { id: "pl-nip", reason: "ten digits, check digit modulo 11: Polish taxpayer" },
        source: "https://www.podatki.gov.pl/wyjasnienia/nip-numer-identyfikacji-podatkowej/",
        group: Group::Tax,
        forms: &[("999-999-99-99", 88), ("999-99-99-999", 88), ("9999999999", 0), ("AA9999999999", 92)],
        checked: true,
        holds: |n| {
            let from = n.len() - 10;
            (from == 0 || n.part(0, 2) == b"PL")
                && n.number(from, from + 3) > 0
                && n.sum_from(from, &[6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 == n.value(from + 9)
        },
        words: &["nip", "nr nip", "numer nip", "numer identyfikacji podatkowej"],
    },
    Entry {
        kind: "PL_REGON",
        rule: Rule { id: "pl-regon", reason: "nine digits, check digit modulo 11: Polish business, also of one person" },
        source: "https://stat.gov.pl/en/metainformation/regon/",
        group: Group::Tax,
        forms: &[("999999999", 0)],
        checked: true,
        holds: |n| n.number(0, 9) > 0 && n.sum(&[8, 9, 2, 3, 4, 5, 6, 7]) % 11 % 10 == n.value(8),
        words: &["regon", "nr regon", "numer regon"],
    },
    Entry {
        kind: "PL_ID_CARD",
        rule: Rule { id: "pl-id-card", reason: "three letters, check digit, five digits, weights 7, 3, 1: Polish identity card" },
        source: "https://www.gov.pl/web/gov/dowod-osobisty",
        group: Group::Person,
        forms: &[("AAA999999", 35), ("AAA 999999", 0)],
        checked: true,
        holds: |n| n.sum(&[7, 3, 1, 0, 7, 3, 1, 7, 3]) % 10 == n.value(3),
        words: &["dowod osobisty", "dowodu osobistego", "nr dowodu", "numer dowodu", "dowod", "seria i numer", "polish id"],
    },
    Entry {
        kind: "CZ_RODNE_CISLO",
        rule: Rule {
            id: "cz-rodne-cislo",
            reason: "day of birth, 50 added to the month for women, divisible by 11: Czech birth number",
        },
        source: "https://www.zakonyprolidi.cz/cs/2000-133#p13",
        group: Group::Person,
        forms: &[("999999/9999", 93), ("9999999999", 35), ("999999/999", 0), ("999999999", 0)],
        checked: true,
        holds: is_birth_number,
        words: &["rodne cislo", "rc", "r c", "rodneho cisla", "rodnecislo", "birth number", "czech birth number"],
    },
    Entry {
        kind: "SK_RODNE_CISLO",
        rule: Rule {
            id: "sk-rodne-cislo",
            reason: "day of birth, 50 added to the month for women, divisible by 11: Slovak birth number",
        },
        source: "https://www.slov-lex.sk/pravne-predpisy/SK/ZZ/1995/301/",
        group: Group::Person,
        forms: &[("999999/9999", 0), ("9999999999", 0)],
        checked: true,
        holds: is_birth_number,
        words: &["slovak birth number", "slovenske rodne cislo"],
    },
    Entry {
        kind: "HU_TAX_ID",
        rule: Rule {
            id: "hu-tax-id",
            reason: "ten digits from 8 on, weights 1 to 9, modulo 11: Hungarian taxpayer who is a person",
        },
        source: "https://njt.hu/jogszabaly/1996-20-00-00",
        group: Group::Tax,
        forms: &[("9999999999", 38)],
        checked: true,
        holds: |n| n.at(0) == b'8' && n.sum(&[1, 2, 3, 4, 5, 6, 7, 8, 9]) % 11 == n.value(9),
        words: &["adoazonosito", "adoazonosito jel", "ado azonosito", "adoazonosito jele", "adoszam"],
    },
    Entry {
        kind: "HU_TAJ",
        rule: Rule { id: "hu-taj", reason: "eight digits and a check digit, weights 3 and 7: Hungarian health insurance" },
        source: "https://njt.hu/jogszabaly/1996-20-00-00",
        group: Group::Health,
        forms: &[("999 999 999", 0), ("999-999-999", 0), ("999999999", 0)],
        checked: true,
        holds: |n| n.number(0, 8) > 0 && n.sum(&[3, 7, 3, 7, 3, 7, 3, 7]) % 10 == n.value(8),
        words: &["taj", "taj szam", "tajszam", "tarsadalombiztositasi azonosito jel", "taj kartya"],
    },
    Entry {
        kind: "HU_PERSONAL_ID",
        rule: Rule { id: "hu-personal-id", reason: "sex and century, day of birth, number, check digit modulo 11: Hungary" },
        source: "https://njt.hu/jogszabaly/1996-20-00-00",
        group: Group::Person,
        forms: &[("99999999999", 38), ("9-999999-9999", 90), ("9 999999 9999", 88)],
        checked: true,
        holds: |n| {
            let up = n.sum(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) % 11;
            let down = n.sum(&[10, 9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11;
            matches!(n.at(0), b'1'..=b'8') && check::yymmdd(n, 1) && (up == n.value(10) || down == n.value(10))
        },
        words: &["szemelyi szam", "szemelyi azonosito", "szemelyazonosito jel", "szemelyi azonosito jel", "hungarian id"],
    },
    Entry {
        kind: "RO_CNP",
        rule: Rule { id: "ro-cnp", reason: "sex and century, day of birth, county, number, check digit modulo 11: Romania" },
        source: "https://legislatie.just.ro/Public/DetaliiDocument/187765",
        group: Group::Person,
        forms: &[("9999999999999", 40)],
        checked: true,
        holds: |n| {
            let rest = n.sum(&[2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11;
            matches!(n.at(0), b'1'..=b'9')
                && check::yymmdd(n, 1)
                && matches!(n.number(7, 9), 1..=48 | 51 | 52 | 70..=83)
                && n.value(12) == if rest == 10 { 1 } else { rest }
        },
        words: &["cnp", "cod numeric personal", "codul numeric personal", "c n p"],
    },
    Entry {
        kind: "BG_EGN",
        rule: Rule {
            id: "bg-egn",
            reason: "day of birth with the century in the month, number, check digit modulo 11: Bulgaria",
        },
        source: "https://www.grao.bg/esgraon.html",
        group: Group::Person,
        forms: &[("9999999999", 35)],
        checked: true,
        holds: |n| {
            check::is_day(n.number(0, 2), n.number(2, 4) % 20, n.number(4, 6))
                && n.number(2, 4) <= 52
                && n.sum(&[2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11 % 10 == n.value(9)
        },
        words: &["egn", "егн", "единен граждански номер", "bulgarian id"],
    },
    Entry {
        kind: "BG_LNCH",
        rule: Rule { id: "bg-lnch", reason: "ten digits, weights 21 to 1, modulo 10: foreigner in Bulgaria" },
        source: "https://www.mvr.bg/migration",
        group: Group::Person,
        forms: &[("9999999999", 0)],
        checked: true,
        holds: |n| n.number(0, 9) > 0 && n.sum(&[21, 19, 17, 13, 11, 9, 7, 3, 1]) % 10 == n.value(9),
        words: &["lnch", "lnc", "лнч", "личен номер на чужденец", "pnf"],
    },
    Entry {
        kind: "HR_OIB",
        rule: Rule { id: "hr-oib", reason: "eleven digits, ISO 7064 MOD 11,10: Croatia" },
        source: "https://narodne-novine.nn.hr/clanci/sluzbeni/2008_05_60_2033.html",
        group: Group::Person,
        forms: &[("99999999999", 0), ("AA99999999999", 92)],
        checked: true,
        holds: |n| {
            let from = n.len() - 11;
            (from == 0 || n.part(0, 2) == b"HR") && n.number(from, n.len()) > 0 && check::mod_11_10(n, from)
        },
        words: &["oib", "osobni identifikacijski broj", "croatian id"],
    },
    Entry {
        kind: "SI_EMSO",
        rule: Rule { id: "si-emso", reason: "day of birth, region 50, number, check digit modulo 11: Slovenia" },
        source: "https://www.gov.si/teme/centralni-register-prebivalstva/",
        group: Group::Person,
        forms: &[("9999999999999", 40)],
        checked: true,
        holds: |n| is_jmbg(n, 50, 59),
        words: &["emso", "enotna maticna stevilka obcana"],
    },
    Entry {
        kind: "SI_TAX_NUMBER",
        rule: Rule { id: "si-tax-number", reason: "eight digits, weights 8 to 2, modulo 11: Slovenian taxpayer" },
        source: "https://www.fu.gov.si/davki_in_druge_dajatve/podrocja/vpis_v_davcni_register_in_davcna_stevilka/",
        group: Group::Tax,
        forms: &[("99999999", 0), ("AA99999999", 91)],
        checked: true,
        holds: |n| {
            let from = n.len() - 8;
            let rest = 11 - n.sum_from(from, &[8, 7, 6, 5, 4, 3, 2]) % 11;
            (from == 0 || n.part(0, 2) == b"SI") && n.at(from) != b'0' && rest < 11 && rest % 10 == n.value(n.len() - 1)
        },
        words: &["davcna stevilka", "davcna st", "id za ddv", "slovenian tax number"],
    },
    Entry {
        kind: "RS_JMBG",
        rule: Rule { id: "rs-jmbg", reason: "day of birth, region 70 to 99, number, check digit modulo 11: Serbia" },
        source: "https://www.paragraf.rs/propisi/zakon_o_jedinstvenom_maticnom_broju_gradjana.html",
        group: Group::Person,
        forms: &[("9999999999999", 40)],
        checked: true,
        holds: |n| is_jmbg(n, 70, 99) || is_jmbg(n, 0, 9),
        words: &["jmbg", "јмбг", "maticni broj", "jedinstveni maticni broj", "матични број"],
    },
    Entry {
        kind: "BA_JMBG",
        rule: Rule {
            id: "ba-jmbg",
            reason: "day of birth, region 10 to 19, number, check digit modulo 11: Bosnia and Herzegovina",
        },
        source: "https://www.iddeea.gov.ba/en/citizen-identification-number-cips/",
        group: Group::Person,
        forms: &[("9999999999999", 40)],
        checked: true,
        holds: |n| is_jmbg(n, 10, 19),
        words: &["jmbg", "jmb", "јмбг", "maticni broj", "jedinstveni maticni broj"],
    },
    Entry {
        kind: "HR_JMBG",
        rule: Rule { id: "hr-jmbg", reason: "day of birth, region 30 to 39, number, check digit modulo 11: Croatia until 2009" },
        source: "https://narodne-novine.nn.hr/clanci/sluzbeni/1992_03_9_180.html",
        group: Group::Person,
        forms: &[("9999999999999", 40)],
        checked: true,
        holds: |n| is_jmbg(n, 30, 39),
        words: &["jmbg", "mbg", "maticni broj", "jedinstveni maticni broj"],
    },
    Entry {
        kind: "MK_EMBG",
        rule: Rule { id: "mk-embg", reason: "day of birth, region 40 to 49, number, check digit modulo 11: North Macedonia" },
        source: "https://mvr.gov.mk/upravni-raboti/5",
        group: Group::Person,
        forms: &[("9999999999999", 40)],
        checked: true,
        holds: |n| is_jmbg(n, 40, 49),
        words: &["embg", "ембг", "единствен матичен број", "maticen broj"],
    },
    Entry {
        kind: "ME_JMBG",
        rule: Rule { id: "me-jmbg", reason: "day of birth, region 20 to 29, number, check digit modulo 11: Montenegro" },
        source: "https://www.gov.me/mup",
        group: Group::Person,
        forms: &[("9999999999999", 40)],
        checked: true,
        holds: |n| is_jmbg(n, 20, 29),
        words: &["jmbg", "јмбг", "maticni broj", "jedinstveni maticni broj"],
    },
    Entry {
        kind: "AL_NID",
        rule: Rule { id: "al-nid", reason: "letter of the decade, day of birth, number, letter, after a word for it: Albania" },
        source: "https://taxation-customs.ec.europa.eu/online-services/online-services-and-databases-taxation/tin-country-sheets_en",
        group: Group::Person,
        forms: &[("A99999999A", 0)],
        checked: false,
        holds: |n| {
            matches!(n.at(0), b'A'..=b'T') && (1..=12).contains(&(n.number(2, 4) % 50)) && (1..=31).contains(&n.number(4, 6))
        },
        words: &["nid", "nipt", "numri personal", "nr personal", "numri i identitetit", "albanian id"],
    },
];

/// Numbers of nine digits were given out until 1953 and have no check. Months are raised by 20 where numbers ran out.
fn is_birth_number(number: &Number) -> bool {
    let month = number.number(2, 4);
    let short = number.len() == 9;
    let raised = if short { [0, 50, 0, 0] } else { [0, 50, 20, 70] };
    let born = raised.iter().any(|more| month > *more && check::is_day(number.number(0, 2), month - more, number.number(4, 6)));
    let checked = number.number(0, 10).is_multiple_of(11) || number.number(0, 9) % 11 == 10 && number.at(9) == b'0';
    born && if short { number.number(0, 2) < 54 } else { checked }
}

/// The number of citizens of former Yugoslavia: three digits of the year, region, number, check digit.
fn is_jmbg(number: &Number, from: u64, to: u64) -> bool {
    let year = number.number(4, 7);
    let year = if year < 800 { 2000 + year } else { 1000 + year };
    let rest = 11 - number.sum(&[7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
    (1850..2100).contains(&year)
        && check::is_day(year, number.number(2, 4), number.number(0, 2))
        && (from..=to).contains(&number.number(7, 9))
        && number.value(12) == if rest > 9 { 0 } else { rest }
}
