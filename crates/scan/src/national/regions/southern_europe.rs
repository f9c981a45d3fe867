//! Spain, Portugal, Italy, Greece, Cyprus, Malta.

use super::{Entry, Group, Number, Rule, check};

/// Letters of Spanish identity numbers by the rest by 23.
const SPANISH: &[u8; 23] = b"TRWAGMYFPDXBNJZSQVHLCKE";

pub(super) const ALL: &[Entry] = &[
    Entry {
        kind: "ES_NIF",
        rule: Rule { id: "es-nif", reason: "eight digits and the letter for the rest by 23: Spanish identity document" },
        source: "https://www.interior.gob.es/opencms/es/servicios-al-ciudadano/tramites-y-gestiones/dni/calculo-del-digito-de-control-del-nif-nie/",
        group: Group::Person,
        forms: &[
            ("99999999A", 78),
            ("99999999-A", 82),
            ("99.999.999-A", 95),
            ("99.999.999 A", 90),
            ("99999999 A", 0),
            ("9999999A", 35),
            ("9999999-A", 0),
            ("99.999.999A", 90),
            ("A9999999A", 38),
        ],
        checked: true,
        holds: |n| {
            let special = matches!(n.at(0), b'K' | b'L' | b'M');
            let body = n.number(usize::from(special), n.len() - 1);
            (special || n.at(0).is_ascii_digit()) && body > 0 && SPANISH.get((body % 23) as usize) == Some(&n.at(n.len() - 1))
        },
        words: &[
            "dni",
            "nif",
            "d n i",
            "n i f",
            "dni nif",
            "dni nie",
            "documento nacional de identidad",
            "numero de identificacion fiscal",
        ],
    },
    Entry {
        kind: "ES_NIE",
        rule: Rule { id: "es-nie", reason: "X, Y or Z, seven digits and the letter for the rest by 23: foreigner in Spain" },
        source: "https://www.interior.gob.es/opencms/es/servicios-al-ciudadano/tramites-y-gestiones/dni/calculo-del-digito-de-control-del-nif-nie/",
        group: Group::Person,
        forms: &[("A9999999A", 90), ("A-9999999-A", 95), ("A9999999-A", 92), ("A-9999999A", 92), ("A 9999999 A", 85)],
        checked: true,
        holds: |n| {
            let body = u64::from(n.at(0).saturating_sub(b'X')) * 10_000_000 + n.number(1, 8);
            matches!(n.at(0), b'X'..=b'Z') && SPANISH.get((body % 23) as usize) == Some(&n.at(8))
        },
        words: &[
            "nie",
            "n i e",
            "numero de identidad de extranjero",
            "numero de identificacion de extranjero",
            "identificacion de extranjero",
            "dni nie",
        ],
    },
    Entry {
        kind: "ES_NSS",
        rule: Rule { id: "es-nss", reason: "province, number, rest by 97: Spanish social security" },
        source: "https://www.seg-social.es/wps/portal/wss/internet/Trabajadores/Afiliacion/7332",
        group: Group::Social,
        forms: &[
            ("99/99999999/99", 95),
            ("99 99999999 99", 92),
            ("99-99999999-99", 94),
            ("999999999999", 38),
            ("99/9999999999", 90),
            ("99 9999999999", 80),
        ],
        checked: true,
        holds: |n| {
            let body = if n.at(2) == b'0' { n.number(0, 2) * 10_000_000 + n.number(3, 10) } else { n.number(0, 10) };
            matches!(n.number(0, 2), 1..=53 | 66) && body % 97 == n.number(10, 12)
        },
        words: &[
            "nss",
            "nass",
            "naf",
            "numero de seguridad social",
            "seguridad social",
            "numero de afiliacion",
            "afiliacion",
            "numero seguridad social",
            "n s s",
        ],
    },
    Entry {
        kind: "PT_NIF",
        rule: Rule {
            id: "pt-nif",
            reason: "nine digits with the prefix of a kind of taxpayer, weights 9 to 2, modulo 11: Portugal",
        },
        source: "https://info.portaldasfinancas.gov.pt/pt/docs/Conteudos_1pagina/Pages/NIF.aspx",
        group: Group::Tax,
        forms: &[("999999999", 0), ("999 999 999", 0), ("AA999999999", 91), ("999.999.999", 0)],
        checked: true,
        holds: |n| {
            let from = n.len() - 9;
            let rest = 11 - n.sum_from(from, &[9, 8, 7, 6, 5, 4, 3, 2]) % 11;
            (from == 0 || n.part(0, 2) == b"PT") && n.at(from) != b'0' && n.value(n.len() - 1) == if rest > 9 { 0 } else { rest }
        },
        words: &[
            "nif",
            "contribuinte",
            "numero de contribuinte",
            "no contribuinte",
            "numero de identificacao fiscal",
            "nipc",
            "nif portugal",
        ],
    },
    Entry {
        kind: "PT_CITIZEN_CARD",
        rule: Rule {
            id: "pt-citizen-card",
            reason: "nine digits, two characters of the version, a check digit by Luhn over base 36: Portuguese citizen card",
        },
        source: "https://www.autenticacao.gov.pt/documents/20126/115760/Valida%C3%A7%C3%A3o+de+N%C3%BAmero+de+Documento+do+Cart%C3%A3o+de+Cidad%C3%A3o.pdf",
        group: Group::Person,
        forms: &[
            ("99999999 9 XX9", 95),
            ("999999999AX9", 75),
            ("9999999999A9", 75),
            ("999999999999", 0),
            ("99999999-9-XX9", 95),
            ("99999999-9XX9", 95),
            ("99999999 9XX9", 95),
        ],
        checked: true,
        holds: |n| {
            let sum: u32 = (0..12)
                .map(|place| {
                    let value = n.value(place);
                    if place % 2 == 1 {
                        value
                    } else if value * 2 > 9 {
                        value * 2 - 9
                    } else {
                        value * 2
                    }
                })
                .sum();
            n.number(0, 8) > 0 && sum.is_multiple_of(10)
        },
        words: &[
            "cartao de cidadao",
            "cartao cidadao",
            "cc",
            "numero do cartao de cidadao",
            "bilhete de identidade",
            "numero de documento",
        ],
    },
    Entry {
        kind: "PT_NISS",
        rule: Rule { id: "pt-niss", reason: "eleven digits from 1 or 2 on, primes as weights: Portuguese social security" },
        source: "https://www.seg-social.pt/numero-de-identificacao-da-seguranca-social-niss",
        group: Group::Social,
        forms: &[("99999999999", 35), ("999 999 999 99", 0)],
        checked: true,
        holds: |n| matches!(n.at(0), b'1' | b'2') && 9 - n.sum(&[29, 23, 19, 17, 13, 11, 7, 5, 3, 2]) % 10 == n.value(10),
        words: &["niss", "seguranca social", "numero de seguranca social", "numero da seguranca social", "no seguranca social"],
    },
    Entry {
        kind: "IT_FISCAL_CODE",
        rule: Rule {
            id: "it-fiscal-code",
            reason: "letters of the name, day and place of birth, check letter: Italian codice fiscale",
        },
        source: "https://www.agenziaentrate.gov.it/portale/web/guest/schede/istanze/richiesta-ts_cf/informazioni-codificazione-pf",
        group: Group::Tax,
        forms: &[("AAAAAAXXAXXAXXXA", 97), ("AAA AAA XXAXX AXXXA", 97), ("AAAAAA XXAXX AXXXA", 97), ("AAA-AAA-XXAXX-AXXXA", 97)],
        checked: true,
        holds: is_codice_fiscale,
        words: &["codice fiscale", "cod fisc", "c f", "cf", "cod fiscale", "codicefiscale", "tessera sanitaria"],
    },
    Entry {
        kind: "IT_VAT_CODE",
        rule: Rule { id: "it-vat-code", reason: "eleven digits, Luhn's check holds: Italian value added tax" },
        source: "https://www.agenziaentrate.gov.it/portale/web/guest/schede/istanze/aa9_11-apertura-variazione-chiusura-pf/infogen-aa9-11",
        group: Group::Tax,
        forms: &[("99999999999", 0), ("AA99999999999", 92), ("AA 99999999999", 90)],
        checked: true,
        holds: |n| {
            let from = n.len() - 11;
            (from == 0 || n.part(0, 2) == b"IT") && check::luhn_part(n, from, n.len())
        },
        words: &["partita iva", "p iva", "piva", "iva", "codice iva", "part iva"],
    },
    Entry {
        kind: "IT_IDENTITY_CARD",
        rule: Rule {
            id: "it-identity-card",
            reason: "letters and digits in the order of an Italian identity card after a word for it",
        },
        source: "https://www.cartaidentita.interno.gov.it/en/cie/",
        group: Group::Person,
        forms: &[("AA99999AA", 0), ("AA9999999", 0), ("AA 9999999", 0), ("9999999AA", 0)],
        checked: false,
        holds: |n| n.at(2) != b'A' && (n.at(7).is_ascii_digit() || n.at(0) != b'A' || n.at(1).is_ascii_alphabetic()),
        words: &["carta d identita", "carta identita", "numero carta d identita", "cie", "documento d identita"],
    },
    Entry {
        kind: "GR_AFM",
        rule: Rule { id: "gr-afm", reason: "nine digits, powers of two as weights, modulo 11: Greek taxpayer" },
        source: "https://www.aade.gr/en/tax-identification-number-tin",
        group: Group::Tax,
        forms: &[("999999999", 0), ("AA999999999", 91)],
        checked: true,
        holds: |n| {
            let from = n.len() - 9;
            (from == 0 || n.part(0, 2) == b"EL")
                && n.number(from, n.len()) > 0
                && n.sum_from(from, &[256, 128, 64, 32, 16, 8, 4, 2]) % 11 % 10 == n.value(n.len() - 1)
        },
        words: &["afm", "α φ μ", "αφμ", "αριθμοσ φορολογικου μητρωου", "greek tax number"],
    },
    Entry {
        kind: "GR_AMKA",
        rule: Rule { id: "gr-amka", reason: "day of birth, serial number, Luhn's check holds: Greek social security" },
        source: "https://www.amka.gr/en/what-is-amka/",
        group: Group::Social,
        forms: &[("99999999999", 37)],
        checked: true,
        holds: |n| check::ddmmyy(n, 0) && check::luhn(n),
        words: &["amka", "αμκα", "α μ κ α", "αριθμοσ μητρωου κοινωνικησ ασφαλισησ"],
    },
    Entry {
        kind: "GR_ID_CARD",
        rule: Rule { id: "gr-id-card", reason: "one to three letters and six digits after a word for the Greek identity card" },
        source: "https://id.gov.gr/",
        group: Group::Person,
        forms: &[("AA999999", 0), ("AA-999999", 0), ("AA 999999", 0), ("A-999999", 0)],
        checked: false,
        holds: |n| n.number(n.len() - 6, n.len()) > 0,
        words: &["αδτ", "α δ τ", "ταυτοτητα", "αριθμοσ ταυτοτητασ", "δελτιο ταυτοτητασ", "adt", "greek id"],
    },
    Entry {
        kind: "CY_TIC",
        rule: Rule { id: "cy-tic", reason: "eight digits and the letter for the rest by 26: Cypriot taxpayer" },
        source: "https://taxation-customs.ec.europa.eu/online-services/online-services-and-databases-taxation/tin-country-sheets_en",
        group: Group::Tax,
        forms: &[("99999999A", 0), ("AA99999999A", 92)],
        checked: true,
        holds: |n| {
            let from = n.len() - 9;
            let odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];
            let sum: u32 = (0..8)
                .map(|place| {
                    let digit = n.value(from + place);
                    if place % 2 == 0 { odd.get(digit as usize).copied().unwrap_or(0) } else { digit }
                })
                .sum();
            (from == 0 || n.part(0, 2) == b"CY")
                && n.number(from, from + 2) != 12
                && u32::from(n.at(n.len() - 1) - b'A') == sum % 26
        },
        words: &["tic", "φπα", "cyprus tax", "cyprus tin", "cyprus vat"],
    },
    Entry {
        kind: "MT_ID",
        rule: Rule {
            id: "mt-id",
            reason: "seven digits and a letter of the register after a word for the Maltese identity card",
        },
        source: "https://identita.gov.mt/identity-card-unit-landing-page/",
        group: Group::Person,
        forms: &[("9999999A", 0), ("999999A", 0), ("99999A", 0), ("9999999(A)", 0)],
        checked: false,
        holds: |n| b"MGAPLHBZ".contains(&n.at(n.len() - 1)),
        words: &[
            "malta id",
            "maltese id",
            "karta tal identita",
            "id card number",
            "identity card number",
            "id card",
            "malta id card",
        ],
    },
];

/// Digits of the year, the day and the place may be letters where two people would have the same code.
fn is_codice_fiscale(number: &Number) -> bool {
    const ODD: [u32; 26] = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
    let place_value = |byte: u8| u32::from(if byte.is_ascii_digit() { byte - b'0' } else { byte.saturating_sub(b'A') });
    let sum: u32 = (0..15)
        .map(|place| {
            let value = place_value(number.at(place));
            if place % 2 == 0 { ODD.get(value as usize).copied().unwrap_or(0) } else { value }
        })
        .sum();
    let digit = |place: usize| match number.at(place) {
        byte @ b'0'..=b'9' => Some(u32::from(byte - b'0')),
        byte => b"LMNPQRSTUV".iter().position(|letter| *letter == byte).and_then(|digit| u32::try_from(digit).ok()),
    };
    let day = digit(9).zip(digit(10)).map(|(tens, ones)| tens * 10 + ones);
    [6, 7, 12, 13, 14].into_iter().all(|place| digit(place).is_some())
        && b"ABCDEHLMPRST".contains(&number.at(8))
        && matches!(day, Some(0..=31 | 41..=71))
        && u32::from(number.at(15).saturating_sub(b'A')) == sum % 26
}
