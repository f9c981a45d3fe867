//! France, the Low Countries.

use super::{Entry, Group, Number, Rule, check};

pub(super) const ALL: &[Entry] = &[
    Entry {
        kind: "FR_NIR",
        rule: Rule { id: "fr-nir", reason: "sex, month and place of birth, key 97 minus the rest by 97: French social security" },
        source: "https://www.insee.fr/fr/metadonnees/definition/c1409",
        group: Group::Social,
        forms: &[
            ("9 99 99 9X 999 999 99", 97),
            ("9 99 99 9X 999 999", 0),
            ("99999X999999999", 45),
            ("99999X9999999", 0),
            ("99999X9999999 99", 85),
            ("9-99-99-9X-999-999-99", 97),
            ("9.99.99.9X.999.999.99", 97),
        ],
        checked: true,
        holds: is_nir,
        words: &[
            "nir",
            "insee",
            "numero de securite sociale",
            "securite sociale",
            "numero secu",
            "no secu",
            "secu",
            "numero de secu",
            "n secu",
            "carte vitale",
            "numero ss",
            "immatriculation sociale",
        ],
    },
    Entry {
        kind: "FR_SPI",
        rule: Rule {
            id: "fr-spi",
            reason: "thirteen digits from 0 to 3 on, the last three are the rest by 511: French taxpayer",
        },
        source: "https://www.impots.gouv.fr/particulier/questions/ou-puis-je-trouver-mon-numero-fiscal",
        group: Group::Tax,
        forms: &[("99 99 999 999 999", 93), ("9999999999999", 40)],
        checked: true,
        holds: |n| n.at(0) < b'4' && n.number(0, 10) > 0 && n.number(0, 10) % 511 == n.number(10, 13),
        words: &[
            "spi",
            "numero fiscal",
            "numero fiscal de reference",
            "reference fiscale",
            "identifiant fiscal",
            "no fiscal",
            "nif",
            "numero spi",
        ],
    },
    Entry {
        kind: "FR_SIRET",
        rule: Rule {
            id: "fr-siret",
            reason: "fourteen digits, Luhn's check holds: establishment of a French company or freelancer",
        },
        source: "https://www.insee.fr/fr/metadonnees/definition/c1841",
        group: Group::Tax,
        forms: &[("999 999 999 99999", 90), ("99999999999999", 35)],
        checked: true,
        holds: |n| check::luhn(n) && check::luhn_part(n, 0, 9),
        words: &["siret", "no siret", "numero siret", "siret no"],
    },
    Entry {
        kind: "FR_VAT",
        rule: Rule {
            id: "fr-vat",
            reason: "FR, key and number of a company or freelancer, key modulo 97: French value added tax",
        },
        source: "https://www.service-public.fr/professionnels-entreprises/vosdroits/F23570",
        group: Group::Tax,
        forms: &[("AA99999999999", 94), ("AA 99 999999999", 94), ("AA 99 999 999 999", 94), ("AA99 999 999 999", 94)],
        checked: true,
        holds: |n| {
            n.part(0, 2) == b"FR" && check::luhn_part(n, 4, 13) && (12 + 3 * (n.number(4, 13) % 97)) % 97 == n.number(2, 4)
        },
        words: &["tva", "numero de tva", "no tva", "tva intracommunautaire", "n tva"],
    },
    Entry {
        kind: "NL_BSN",
        rule: Rule { id: "nl-bsn", reason: "nine digits, weights 9 to 2 and -1, modulo 11: Dutch citizen service number" },
        source: "https://www.rvig.nl/burgerservicenummer",
        group: Group::Person,
        forms: &[
            ("999999999", 0),
            ("9999.99.999", 90),
            ("999 999 999", 0),
            ("9999 99 999", 60),
            ("99999999", 0),
            ("999.999.999", 0),
        ],
        checked: true,
        holds: is_bsn,
        words: &[
            "bsn",
            "burgerservicenummer",
            "burger service nummer",
            "bsn nummer",
            "bsn nr",
            "sofinummer",
            "sofi nummer",
            "sofi",
            "citizen service number",
        ],
    },
    Entry {
        kind: "NL_ONDERWIJSNUMMER",
        rule: Rule {
            id: "nl-onderwijsnummer",
            reason: "nine digits from 10 on, weights 9 to 2 and -1, rest 5 modulo 11: pupil without citizen service number",
        },
        source: "https://wetten.overheid.nl/BWBR0044212/",
        group: Group::Person,
        forms: &[("999999999", 0)],
        checked: true,
        holds: |n| n.number(0, 2) == 10 && n.sum(&[9, 8, 7, 6, 5, 4, 3, 2, 10]) % 11 == 5,
        words: &["onderwijsnummer", "persoonsgebonden nummer", "education number"],
    },
    Entry {
        kind: "NL_BTW",
        rule: Rule {
            id: "nl-btw",
            reason: "NL, nine digits, B and two digits, modulo 97 or of a citizen service number: Dutch value added tax",
        },
        source: "https://www.belastingdienst.nl/wps/wcm/connect/bldcontentnl/belastingdienst/zakelijk/btw/administratie_bijhouden/btw_nummers_controleren/uw_btw_nummer",
        group: Group::Tax,
        forms: &[
            ("AA999999999A99", 95),
            ("AA 999999999 A 99", 95),
            ("AA999999999.A.99", 95),
            ("AA999999999.A99", 95),
            ("AA 9999.99.999.A.99", 95),
        ],
        checked: true,
        holds: |n| {
            // N is 23, L is 21, B is 11.
            let digits = ((2321 * 1_000_000_000 + n.number(2, 11)) % 97 * 10_000 + 1100 + n.number(12, 14)) % 97;
            n.part(0, 2) == b"NL" && n.at(11) == b'B' && n.number(12, 14) > 0 && (digits == 1 || eleven_test(n, 2))
        },
        words: &["btw", "btw nummer", "btw id", "btw nr", "omzetbelastingnummer", "btw identificatienummer"],
    },
    Entry {
        kind: "BE_NRN",
        rule: Rule { id: "be-nrn", reason: "day of birth, serial number, 97 minus the rest by 97: Belgian national register" },
        source: "https://www.ibz.rrn.fgov.be/fileadmin/user_upload/nl/rr/instructies/IT-lijst/IT000_Rijksregisternummer.pdf",
        group: Group::Person,
        forms: &[
            ("99.99.99-999.99", 97),
            ("99.99.99-999-99", 97),
            ("999999-999-99", 95),
            ("999999-999.99", 95),
            ("99 99 99 999 99", 90),
            ("999999 999 99", 92),
            ("99.99.99.999.99", 95),
            ("99999999999", 45),
        ],
        checked: true,
        holds: is_belgian,
        words: &[
            "rijksregisternummer",
            "rijksregister",
            "insz",
            "inss",
            "niss",
            "numero national",
            "registre national",
            "numero de registre national",
            "nrn",
            "rrn",
            "nn",
            "national register number",
            "nationaal nummer",
            "bis nummer",
            "numero niss",
            "ssin",
            "no national",
        ],
    },
    Entry {
        kind: "BE_VAT",
        rule: Rule {
            id: "be-vat",
            reason: "BE, ten digits from 0 or 1 on, 97 minus the rest by 97: Belgian company or sole trader",
        },
        source: "https://economie.fgov.be/en/themes/enterprises/crossroads-bank-enterprises",
        group: Group::Tax,
        forms: &[
            ("AA9999999999", 94),
            ("AA 9999999999", 94),
            ("AA 9999.999.999", 95),
            ("AA9999.999.999", 95),
            ("9999.999.999", 0),
        ],
        checked: true,
        holds: |n| {
            let from = n.len() - 10;
            (from == 0 || n.part(0, 2) == b"BE")
                && n.at(from) < b'2'
                && 97 - n.number(from, from + 8) % 97 == n.number(from + 8, from + 10)
        },
        words: &["btw", "tva", "ondernemingsnummer", "numero d entreprise", "kbo", "bce", "btw nr", "tva no"],
    },
    Entry {
        kind: "LU_NATIONAL_ID",
        rule: Rule { id: "lu-national-id", reason: "day of birth, serial number, check digits of Luhn and Verhoeff: Luxembourg" },
        source: "https://guichet.public.lu/en/citoyens/citoyennete/certificat-enregistrement-declaration/numero-identification-national/matricule.html",
        group: Group::Person,
        forms: &[
            ("9999999999999", 93),
            ("9999 9999 99999", 95),
            ("99999999 99999", 95),
            ("99999999-99999", 95),
            ("9999 99 99 99999", 95),
        ],
        checked: true,
        holds: |n| {
            check::yyyymmdd(n, 0) && check::luhn_part(n, 0, 12) && check::verhoeff(n, &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12])
        },
        words: &[
            "matricule",
            "numero matricule",
            "numero d identification national",
            "national identification number",
            "luxembourg matricule",
            "matricule national",
        ],
    },
];

/// Departments of Corsica have a letter: 2A counts as 19, 2B as 18. Months above 12 stand for unknown ones.
fn is_nir(number: &Number) -> bool {
    let department = match number.at(6) {
        b'A' if number.at(5) == b'2' => 19,
        b'B' if number.at(5) == b'2' => 18,
        b'0'..=b'9' => number.number(5, 7),
        _ => return false,
    };
    let body = (number.number(0, 5) * 100 + department) * 1_000_000 + number.number(7, 13);
    let sound = matches!(number.at(0), b'1'..=b'4' | b'7' | b'8')
        && matches!(number.number(3, 5), 1..=12 | 20..=42 | 50..=99)
        && department > 0
        && number.number(7, 10) > 0
        && number.number(10, 13) > 0;
    sound && (number.len() == 13 || number.len() == 15 && 97 - body % 97 == number.number(13, 15))
}

fn is_bsn(number: &Number) -> bool {
    let short = number.len() == 8 && (number.sum(&[8, 7, 6, 5, 4, 3, 2]) + 10 * number.value(7)).is_multiple_of(11);
    number.number(0, number.len()) > 999_999 && (short || number.len() == 9 && eleven_test(number, 0))
}

/// The last weight is -1, which is 10 modulo 11.
fn eleven_test(number: &Number, from: usize) -> bool {
    number.sum_from(from, &[9, 8, 7, 6, 5, 4, 3, 2, 10]).is_multiple_of(11)
}

/// Months of people without a place in the register are raised by 20 or 40; a 2 goes before for those born from 2000 on.
fn is_belgian(number: &Number) -> bool {
    let key = number.number(9, 11);
    let body = number.number(0, 9);
    let month = number.number(2, 4) % 20;
    let day = number.number(4, 6);
    let unknown = month == 0 && number.number(2, 4) <= 40 || day == 0 && month <= 12;
    let born = number.number(2, 4) < 53 && (unknown && day < 32 || check::is_day(number.number(0, 2), month, day));
    born && number.number(6, 9) > 0 && (97 - body % 97 == key || 97 - (2_000_000_000 + body) % 97 == key)
}
