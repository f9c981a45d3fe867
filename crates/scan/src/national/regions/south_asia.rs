//! South Asia, the Middle East, Australia and New Zealand.

use super::{Entry, Group, Number, Rule, check};

pub(super) const ALL: &[Entry] = &[
    Entry {
        kind: "IN_AADHAAR",
        rule: Rule { id: "in-aadhaar", reason: "twelve digits from 2 on, Verhoeff's check holds: India" },
        source: "https://uidai.gov.in/images/resource/aadhaar_numbering.pdf",
        group: Group::Person,
        forms: &[("9999 9999 9999", 88), ("9999-9999-9999", 88), ("9999:9999:9999", 70), ("999999999999", 35)],
        checked: true,
        holds: |n| n.at(0) > b'1' && !is_palindrome(n) && check::verhoeff(n, &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
        words: &[
            "aadhaar",
            "aadhar",
            "adhaar",
            "aadhaar no",
            "aadhaar number",
            "uidai",
            "uid",
            "आधार",
            "aadhaar card",
            "आधार संख्या",
        ],
    },
    Entry {
        kind: "IN_VID",
        rule: Rule {
            id: "in-vid",
            reason: "sixteen digits from 2 on, Verhoeff's check holds: virtual identity in place of an Aadhaar",
        },
        source: "https://uidai.gov.in/en/contact-support/have-any-question/284-faqs/aadhaar-online-services/virtual-id-vid.html",
        group: Group::Person,
        forms: &[("9999999999999999", 0), ("9999 9999 9999 9999", 0)],
        checked: true,
        holds: |n| n.at(0) > b'1' && check::verhoeff(n, &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]),
        words: &["vid", "virtual id", "aadhaar vid", "aadhaar virtual id"],
    },
    Entry {
        kind: "IN_PAN",
        rule: Rule { id: "in-pan", reason: "five letters, the fourth tells the kind of taxpayer, four digits, letter: India" },
        source: "https://incometaxindia.gov.in/Forms/tps/1.Permanent%20Account%20Number%20(PAN).pdf",
        group: Group::Tax,
        forms: &[("AAAAA9999A", 85)],
        checked: false,
        holds: |n| b"ABCFGHJKLPT".contains(&n.at(3)) && n.number(5, 9) > 0,
        words: &["pan", "pan no", "pan number", "pan card", "permanent account number", "pan card number", "income tax pan"],
    },
    Entry {
        kind: "IN_VOTER",
        rule: Rule { id: "in-voter", reason: "three letters and seven digits, Luhn's check holds: voter's card of India" },
        source: "https://www.eci.gov.in/",
        group: Group::Person,
        forms: &[("AAA9999999", 35)],
        checked: true,
        holds: |n| check::luhn_part(n, 3, 10),
        words: &[
            "voter",
            "voter id",
            "voter card",
            "epic",
            "epic no",
            "epic number",
            "elector photo identity card",
            "voter id card",
            "मतदाता",
        ],
    },
    Entry {
        kind: "IN_GSTIN",
        rule: Rule {
            id: "in-gstin",
            reason: "state, permanent account number, Z, check character over base 36: Indian goods and services tax",
        },
        source: "https://tutorial.gst.gov.in/userguide/registration/GSTIN.htm",
        group: Group::Tax,
        forms: &[("99AAAAA9999AXAX", 97)],
        checked: true,
        holds: |n| {
            let sum: u32 = (0..14)
                .map(|place| {
                    let product = n.value(place) * if place % 2 == 0 { 1 } else { 2 };
                    product / 36 + product % 36
                })
                .sum();
            matches!(n.number(0, 2), 1..=37 | 97) && n.at(13) == b'Z' && (36 - sum % 36) % 36 == n.value(14)
        },
        words: &["gstin", "gst", "gst no", "gst number", "goods and services tax"],
    },
    Entry {
        kind: "PK_CNIC",
        rule: Rule { id: "pk-cnic", reason: "region, family and sex in groups of 5, 7 and 1: Pakistan" },
        source: "https://www.nadra.gov.pk/cnic",
        group: Group::Person,
        forms: &[("99999-9999999-9", 88), ("9999999999999", 0)],
        checked: false,
        holds: |n| matches!(n.at(0), b'1'..=b'7') && n.number(5, 12) > 0 && n.at(12) != b'0',
        words: &["cnic", "nic", "nicop", "cnic no", "cnic number", "شناختی کارڈ", "pakistani id"],
    },
    Entry {
        kind: "LK_NIC",
        rule: Rule { id: "lk-nic", reason: "year and day of the year of birth (500 added for women), number: Sri Lanka" },
        source: "https://drp.gov.lk/en/nic.php",
        group: Group::Person,
        forms: &[("999999999A", 60), ("999999999999", 0)],
        checked: false,
        holds: |n| {
            let old = n.len() == 10;
            let day = if old { n.number(2, 5) } else { n.number(4, 7) };
            matches!(day, 1..=366 | 501..=866)
                && if old { matches!(n.at(9), b'V' | b'X') } else { (1900..2025).contains(&n.number(0, 4)) }
        },
        words: &["nic", "nic no", "nic number", "sri lanka nic", "sri lankan id"],
    },
    Entry {
        kind: "BD_NID",
        rule: Rule {
            id: "bd-nid",
            reason: "ten, thirteen or seventeen digits after a word for the national identity: Bangladesh",
        },
        source: "https://services.nidw.gov.bd/",
        group: Group::Person,
        forms: &[("9999999999", 0), ("9999999999999", 0), ("99999999999999999", 0), ("999 999 9999", 0)],
        checked: false,
        holds: |n| !n.is_one_character(),
        words: &["nid", "nid no", "nid number", "smart nid", "জাতীয় পরিচয়পত্র", "bangladesh nid"],
    },
    Entry {
        kind: "IL_ID_NUMBER",
        rule: Rule { id: "il-id-number", reason: "nine digits, Luhn's check holds: Israel" },
        source: "https://www.gov.il/en/departments/topics/identity-card",
        group: Group::Person,
        forms: &[("999999999", 0), ("99999999-9", 0)],
        checked: true,
        holds: check::luhn,
        words: &["teudat zehut", "tz", "ת ז", "תעודת זהות", "מספר זהות", "israeli id", "mispar zehut", "id israel"],
    },
    Entry {
        kind: "AE_EMIRATES_ID",
        rule: Rule { id: "ae-emirates-id", reason: "784, year of birth, number, Luhn's check holds: United Arab Emirates" },
        source: "https://icp.gov.ae/en/emirates-id/",
        group: Group::Person,
        forms: &[("999-9999-9999999-9", 97), ("999999999999999", 92), ("999 9999 9999999 9", 97)],
        checked: true,
        holds: |n| n.number(0, 3) == 784 && (1900..2100).contains(&n.number(3, 7)) && check::luhn(n),
        words: &["emirates id", "eid", "emirates id no", "الهوية الاماراتية", "رقم الهوية", "uae id"],
    },
    Entry {
        kind: "SA_NATIONAL_ID",
        rule: Rule {
            id: "sa-national-id",
            reason: "ten digits from 1 (citizen) or 2 (resident) on, Luhn's check holds: Saudi Arabia",
        },
        source: "https://www.absher.sa/",
        group: Group::Person,
        forms: &[("9999999999", 35)],
        checked: true,
        holds: |n| matches!(n.at(0), b'1' | b'2') && check::luhn(n),
        words: &[
            "iqama",
            "iqama no",
            "iqama number",
            "هوية",
            "رقم الهوية",
            "الهوية الوطنية",
            "اقامة",
            "saudi id",
            "saudi national id",
            "absher",
        ],
    },
    Entry {
        kind: "KW_CIVIL_ID",
        rule: Rule { id: "kw-civil-id", reason: "century, day of birth, number, check digit modulo 11: Kuwait" },
        source: "https://www.paci.gov.kw/",
        group: Group::Person,
        forms: &[("999999999999", 40)],
        checked: true,
        holds: |n| {
            matches!(n.at(0), b'1'..=b'3')
                && check::yymmdd(n, 1)
                && 11 - n.sum(&[2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11 == n.value(11)
        },
        words: &["civil id", "civil id no", "civil id number", "الرقم المدني", "kuwait id", "البطاقة المدنية"],
    },
    Entry {
        kind: "IR_NATIONAL_ID",
        rule: Rule { id: "ir-national-id", reason: "ten digits, weights 10 to 2, modulo 11: Iran" },
        source: "https://www.sabteahval.ir/",
        group: Group::Person,
        forms: &[("9999999999", 0), ("999-999999-9", 85)],
        checked: true,
        holds: |n| {
            let rest = n.sum(&[10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11;
            !n.is_one_character() && n.value(9) == if rest < 2 { rest } else { 11 - rest }
        },
        words: &["کد ملی", "کدملی", "code melli", "kode melli", "melli code", "iranian id", "شماره ملی"],
    },
    Entry {
        kind: "AU_TFN",
        rule: Rule {
            id: "au-tfn",
            reason: "nine digits, weights 1, 4, 3, 7, 5, 8, 6, 9, 10, modulo 11: Australian tax file number",
        },
        source: "https://www.ato.gov.au/individuals-and-families/tax-file-number",
        group: Group::Tax,
        forms: &[("999 999 999", 38), ("999-999-999", 35), ("999999999", 35)],
        checked: true,
        holds: |n| n.number(0, 3) > 0 && n.sum(&[1, 4, 3, 7, 5, 8, 6, 9, 10]).is_multiple_of(11),
        words: &["tfn", "tax file number", "tax file", "tfn no", "australian tax file"],
    },
    Entry {
        kind: "AU_MEDICARE",
        rule: Rule { id: "au-medicare", reason: "eight digits from 2 to 6 on, check digit, issue: Australian Medicare card" },
        source: "https://meteor.aihw.gov.au/content/270101",
        group: Group::Health,
        forms: &[
            ("9999 99999 9", 88),
            ("9999 99999 9/9", 90),
            ("9999 99999 9-9", 90),
            ("9999 99999 9 9", 85),
            ("9999999999", 0),
            ("99999999999", 0),
        ],
        checked: true,
        holds: |n| matches!(n.at(0), b'2'..=b'6') && n.at(9) != b'0' && n.sum(&[1, 3, 7, 9, 1, 3, 7, 9]) % 10 == n.value(8),
        words: &["medicare", "medicare number", "medicare no", "medicare card", "medicare card number", "irn"],
    },
    Entry {
        kind: "AU_ABN",
        rule: Rule { id: "au-abn", reason: "eleven digits, weighted sum modulo 89: Australian business, also of one person" },
        source: "https://abr.business.gov.au/Help/AbnFormat",
        group: Group::Tax,
        forms: &[("99 999 999 999", 92), ("99999999999", 38)],
        checked: true,
        holds: |n| n.at(0) != b'0' && (n.sum(&[10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) + 79).is_multiple_of(89),
        words: &["abn", "australian business number", "abn no"],
    },
    Entry {
        kind: "AU_ACN",
        rule: Rule { id: "au-acn", reason: "nine digits, weights 8 to 1, modulo 10: Australian company" },
        source: "https://asic.gov.au/for-business/registering-a-company/steps-to-register-a-company/australian-company-numbers/australian-company-number-digit-check/",
        group: Group::Tax,
        forms: &[("999 999 999", 35), ("999999999", 0)],
        checked: true,
        holds: |n| n.number(0, 9) > 0 && (n.sum(&[8, 7, 6, 5, 4, 3, 2, 1]) + n.value(8)).is_multiple_of(10),
        words: &["acn", "australian company number", "acn no"],
    },
    Entry {
        kind: "AU_IHI",
        rule: Rule {
            id: "au-ihi",
            reason: "sixteen digits from 800360 on, Luhn's check holds: Australian individual healthcare identifier",
        },
        source: "https://www.digitalhealth.gov.au/healthcare-providers/initiatives-and-programs/healthcare-identifiers-service",
        group: Group::Health,
        forms: &[("9999999999999999", 95), ("9999 9999 9999 9999", 97)],
        checked: true,
        holds: |n| n.number(0, 6) == 800_360 && check::luhn(n),
        words: &["ihi", "ihi number", "individual healthcare identifier"],
    },
    Entry {
        kind: "NZ_IRD",
        rule: Rule {
            id: "nz-ird",
            reason: "eight or nine digits in the range given out, check digit modulo 11: New Zealand taxpayer",
        },
        source: "https://www.ird.govt.nz/-/media/project/ir/home/documents/digital-service-providers/software-providers/payroll-calculations-business-rules-specifications/payroll-calculations-and-business-rules-2024-v1-0.pdf",
        group: Group::Tax,
        forms: &[
            ("999-999-999", 0),
            ("99-999-999", 0),
            ("999 999 999", 0),
            ("99 999 999", 0),
            ("999999999", 35),
            ("99999999", 0),
        ],
        checked: true,
        holds: |n| {
            let body = n.len() - 1;
            let sum = |weights: &[u32]| {
                n.part(0, body).iter().rev().zip(weights).map(|(byte, weight)| u32::from(byte - b'0') * weight).sum::<u32>()
            };
            let check = |weights: &[u32]| (11 - sum(weights) % 11) % 11;
            let first = check(&[2, 3, 4, 5, 6, 7, 2, 3]);
            let digit = if first == 10 { check(&[6, 7, 2, 5, 2, 3, 4, 7]) } else { first };
            (10_000_000..=150_000_000).contains(&n.number(0, n.len())) && digit == n.value(body)
        },
        words: &["ird", "ird number", "ird no", "inland revenue", "nz ird", "ird nz"],
    },
    Entry {
        kind: "NZ_NHI",
        rule: Rule {
            id: "nz-nhi",
            reason: "three letters without I and O, digits, check character modulo 11 or 24: New Zealand health index",
        },
        source: "https://www.tewhatuora.govt.nz/health-services-and-programmes/health-identity/national-health-index/nhi-information-for-health-consumers/",
        group: Group::Health,
        forms: &[("AAA9999", 35), ("AAA99AA", 35)],
        checked: true,
        holds: is_nhi,
        words: &["nhi", "nhi number", "nhi no", "national health index"],
    },
];

fn is_palindrome(number: &Number) -> bool {
    number.text().iter().eq(number.text().iter().rev())
}

fn is_nhi(number: &Number) -> bool {
    const LETTERS: &[u8; 24] = b"ABCDEFGHJKLMNPQRSTUVWXYZ";
    let value = |byte: u8| {
        let letter = LETTERS.iter().position(|letter| *letter == byte).and_then(|at| u32::try_from(at + 1).ok());
        if byte.is_ascii_digit() { Some(u32::from(byte - b'0')) } else { letter }
    };
    let values: Option<u32> =
        (0..6).zip((2..=7).rev()).map(|(place, weight)| value(number.at(place)).map(|value| value * weight)).sum();
    let Some((sum, last)) = values.zip(value(number.at(6))) else { return false };
    if number.at(6).is_ascii_digit() { sum % 11 > 0 && (11 - sum % 11) % 10 == last } else { 24 - sum % 24 == last }
}
