//! Germany, Austria, Switzerland.

use super::{Entry, Group, Number, Rule, check};

pub(super) const ALL: &[Entry] = &[
    Entry {
        kind: "DE_TAX_ID",
        rule: Rule {
            id: "de-tax-id",
            reason: "eleven digits, the first not 0, ISO 7064 MOD 11,10: German tax identification number",
        },
        source: "https://www.bzst.de/DE/Privatpersonen/SteuerlicheIdentifikationsnummer/steuerlicheidentifikationsnummer_node.html",
        group: Group::Tax,
        forms: &[("99999999999", 35), ("99 999 999 999", 75), ("99-999-999-999", 75)],
        checked: true,
        holds: |n| {
            let most = (b'0'..=b'9').map(|digit| n.part(0, 10).iter().filter(|byte| **byte == digit).count()).max();
            n.at(0) != b'0' && most <= Some(3) && check::mod_11_10(n, 0)
        },
        words: &[
            "idnr",
            "id nr",
            "steuer id",
            "steuerid",
            "steueridnr",
            "steuer idnr",
            "steuerliche identifikationsnummer",
            "steueridentifikationsnummer",
            "steuer identifikationsnummer",
            "identifikationsnummer",
            "german tax id",
        ],
    },
    Entry {
        kind: "DE_SOCIAL_SECURITY",
        rule: Rule {
            id: "de-social-security",
            reason: "insurer, day of birth, letter of the name, serial number, check digit: German pension insurance",
        },
        source: "https://www.gesetze-im-internet.de/vkvv/__2.html",
        group: Group::Social,
        forms: &[("99999999A999", 93), ("99 999999 A 999", 96), ("99 999999 A 99 9", 96), ("99-999999-A-999", 96)],
        checked: true,
        holds: is_pension_number,
        words: &[
            "rvnr",
            "rentenversicherungsnummer",
            "sozialversicherungsnummer",
            "sv nummer",
            "svnr",
            "versicherungsnummer",
            "rv nummer",
            "sozialversicherungsausweis",
        ],
    },
    Entry {
        kind: "DE_HEALTH_INSURANCE",
        rule: Rule { id: "de-health-insurance", reason: "letter, eight digits, check digit modulo 10: German health insurance" },
        source: "https://www.gkv-datenaustausch.de/media/dokumente/leistungserbringer_1/krankenversichertennummer/KVNR.pdf",
        group: Group::Health,
        forms: &[("A999999999", 35)],
        checked: true,
        holds: |n| {
            let letter = n.value(0) - 9;
            let sum = tens_and_ones(letter / 10)
                + tens_and_ones(letter % 10 * 2)
                + (1..9).map(|place| tens_and_ones(n.value(place) * if place % 2 == 0 { 2 } else { 1 })).sum::<u32>();
            sum % 10 == n.value(9)
        },
        words: &[
            "kvnr",
            "krankenversichertennummer",
            "krankenversicherungsnummer",
            "versichertennummer",
            "krankenkasse",
            "egk",
            "egk nummer",
            "e gk",
            "e gk nummer",
            "gesundheitskarte",
            "krankenversicherung",
        ],
    },
    Entry {
        kind: "DE_LANR",
        rule: Rule { id: "de-lanr", reason: "six digits, check digit with weights 4 and 9, specialty: German physician" },
        source: "https://www.kbv.de/media/sp/Arztnummern_Richtlinie.pdf",
        group: Group::Profession,
        forms: &[("999999999", 0)],
        checked: true,
        holds: |n| n.number(0, 6) > 0 && (n.sum(&[4, 9, 4, 9, 4, 9]) + n.value(6)).is_multiple_of(10),
        words: &["lanr", "arztnummer", "lebenslange arztnummer", "arzt nr"],
    },
    Entry {
        kind: "DE_BSNR",
        rule: Rule { id: "de-bsnr", reason: "nine digits after a word for a German medical practice" },
        source: "https://www.kbv.de/media/sp/Arztnummern_Richtlinie.pdf",
        group: Group::Profession,
        forms: &[("999999999", 0)],
        checked: false,
        holds: |n| matches!(n.number(0, 2), 1..=3 | 17 | 20 | 21 | 35..=38 | 46..=99),
        words: &["bsnr", "betriebsstattennummer", "betriebsstatten nr"],
    },
    Entry {
        kind: "DE_PASSPORT",
        rule: Rule {
            id: "de-passport",
            reason: "nine characters of the alphabet of German passports, the last one checks (ICAO 9303)",
        },
        source: "https://www.bundesdruckerei.de/system/files/dokumente/pdf/Serial-numbers-German-ID-documents.pdf",
        group: Group::Person,
        forms: &[("AXXXXXXX9", 40)],
        checked: true,
        holds: |n| b"CFGHJK".contains(&n.at(0)) && is_german_document(n),
        words: &[
            "reisepass",
            "reisepassnummer",
            "passnummer",
            "pass nr",
            "passnr",
            "pass",
            "passport",
            "passport number",
            "passport no",
            "german passport",
        ],
    },
    Entry {
        kind: "DE_ID_CARD",
        rule: Rule {
            id: "de-id-card",
            reason: "nine characters of the alphabet of German identity cards, the last one checks (ICAO 9303)",
        },
        source: "https://www.bundesdruckerei.de/system/files/dokumente/pdf/Serial-numbers-German-ID-documents.pdf",
        group: Group::Person,
        forms: &[("AXXXXXXX9", 38), ("AXXXXXXX99", 38)],
        checked: true,
        holds: |n| b"LMNPRTVWXY".contains(&n.at(0)) && is_german_document(n),
        words: &["personalausweis", "personalausweisnummer", "ausweisnummer", "ausweis", "ausweis nr", "perso", "german id"],
    },
    Entry {
        kind: "DE_FUEHRERSCHEIN",
        rule: Rule {
            id: "de-fuehrerschein",
            reason: "authority, number, check character modulo 11, copy: German driving licence",
        },
        source: "https://www.gesetze-im-internet.de/fev_2010/anlage_8.html",
        group: Group::Licence,
        forms: &[("AXXXXXXXXXX", 35)],
        checked: true,
        holds: |n| {
            let rest = n.sum(&[9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11;
            n.at(9) == if rest == 10 { b'X' } else { b'0' + u8::try_from(rest).unwrap_or(0) }
        },
        words: &[
            "fuhrerschein",
            "fuhrerscheinnummer",
            "fuehrerschein",
            "fuehrerscheinnummer",
            "fuhrerschein nr",
            "fahrerlaubnis",
        ],
    },
    Entry {
        kind: "DE_TAX_NUMBER",
        rule: Rule { id: "de-tax-number", reason: "tax office, district, number in the spelling of a German state" },
        source: "https://www.elster.de/elsterweb/infoseite/elster_steuernummer",
        group: Group::Tax,
        forms: &[
            ("99/999/99999", 70),
            ("999/999/99999", 75),
            ("999/9999/9999", 75),
            ("9999999999999", 0),
            ("99999/99999", 0),
            ("999 999 99999", 0),
        ],
        checked: false,
        holds: |n| !n.is_one_character() && (n.len() < 13 || n.at(4) == b'0'),
        words: &["steuernummer", "steuer nr", "st nr", "stnr", "steuernr", "german tax number"],
    },
    Entry {
        kind: "DE_VAT_ID",
        rule: Rule { id: "de-vat-id", reason: "DE and nine digits, ISO 7064 MOD 11,10: German value added tax" },
        source: "https://www.bzst.de/DE/Unternehmen/Identifikationsnummern/Umsatzsteuer-Identifikationsnummer/umsatzsteuer-identifikationsnummer_node.html",
        group: Group::Tax,
        forms: &[("AA999999999", 91), ("AA 999999999", 90), ("AA 999 999 999", 90)],
        checked: true,
        holds: |n| n.part(0, 2) == b"DE" && n.at(2) != b'0' && check::mod_11_10(n, 2),
        words: &[
            "ust id",
            "ust idnr",
            "ust id nr",
            "ustid",
            "ustidnr",
            "umsatzsteuer id",
            "umsatzsteuer identifikationsnummer",
            "mwst nr",
        ],
    },
    Entry {
        kind: "AT_SVNR",
        rule: Rule { id: "at-svnr", reason: "serial number, check digit modulo 11, day of birth: Austrian social insurance" },
        source: "https://www.sozialversicherung.at/cdscontent/?contentid=10007.820902",
        group: Group::Social,
        forms: &[("9999 999999", 88), ("9999999999", 38), ("9999-999999", 85)],
        checked: true,
        holds: |n| {
            let month = n.number(6, 8);
            let day = (13..=15).contains(&month) || check::ddmmyy(n, 4);
            n.at(0) != b'0' && day && n.sum(&[3, 7, 9, 0, 5, 8, 4, 2, 1, 6]) % 11 == n.value(3)
        },
        words: &["svnr", "sv nummer", "sozialversicherungsnummer", "sv nr", "versicherungsnummer", "ssn", "vsnr", "e card"],
    },
    Entry {
        kind: "AT_UID",
        rule: Rule { id: "at-uid", reason: "ATU and eight digits, the last one checks: Austrian value added tax" },
        source: "https://www.bmf.gv.at/dam/jcr:9f9f8d5f-5496-4886-aa4f-81a4e39ba83e/BMF_UID_Konstruktionsregeln.pdf",
        group: Group::Tax,
        forms: &[("AAA99999999", 94), ("AAA 99999999", 90)],
        checked: true,
        holds: |n| {
            let sum: u32 = (3..10).map(|place| tens_and_ones(n.value(place) * if place % 2 == 0 { 2 } else { 1 })).sum();
            n.part(0, 3) == b"ATU" && (10 - (sum + 4) % 10) % 10 == n.value(10)
        },
        words: &["uid", "uid nummer", "uid nr", "ust id", "ust idnr", "umsatzsteuer id"],
    },
    Entry {
        kind: "CH_AHV",
        rule: Rule { id: "ch-ahv", reason: "756, nine digits and the check digit of EAN-13: Swiss insured person" },
        source: "https://www.zas.admin.ch/zas/en/home/partenaires-et-institutions-/navs13.html",
        group: Group::Social,
        forms: &[("999.9999.9999.99", 97), ("9999999999999", 93), ("999 9999 9999 99", 96), ("999-9999-9999-99", 96)],
        checked: true,
        holds: |n| n.number(0, 3) == 756 && n.sum(&[1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]).is_multiple_of(10),
        words: &[
            "ahv",
            "avs",
            "ahv nummer",
            "ahv nr",
            "ahvnr",
            "ahvn 13",
            "numero avs",
            "no avs",
            "numero avs",
            "sozialversicherungsnummer",
            "navs 13",
            "oasi",
        ],
    },
];

fn tens_and_ones(number: u32) -> u32 {
    number / 10 + number % 10
}

/// Letters are two digits; weights 2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1; sums of digits modulo 10. Days may be raised by 50.
fn is_pension_number(number: &Number) -> bool {
    let letter = number.value(8) - 9;
    let digits = number.part(0, 8).iter().map(|byte| u32::from(byte - b'0'));
    let digits = digits.chain([letter / 10, letter % 10, number.value(9), number.value(10)]);
    let sum: u32 = digits.zip([2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1]).map(|(digit, weight)| tens_and_ones(digit * weight)).sum();
    let day = number.number(2, 4);
    number.number(0, 2) > 1
        && check::is_day(number.number(6, 8), number.number(4, 6), if day > 50 { day - 50 } else { day })
        && sum % 10 == number.value(11)
}

/// Letters without vowels and look-alikes; weights 7, 3, 1 modulo 10.
fn is_german_document(number: &Number) -> bool {
    number.part(1, 8).iter().all(|byte| byte.is_ascii_digit() || b"CFGHJKLMNPRTVWXYZ".contains(byte))
        && number.sum(&[7, 3, 1, 7, 3, 1, 7, 3]) % 10 == number.value(8)
}
