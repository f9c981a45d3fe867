//! The United States and Canada.

use super::{Entry, Group, Number, Rule, check};

pub(super) const ALL: &[Entry] = &[
    Entry {
        kind: "US_SSN",
        rule: Rule {
            id: "us-ssn",
            reason: "area, group and serial number of a Social Security number, in ranges that are given out",
        },
        source: "https://www.ssa.gov/employer/randomization.html",
        group: Group::Social,
        forms: &[
            ("999-99-9999", 75),
            ("999 99 9999", 55),
            ("999.99.9999", 55),
            ("999-999999", 0),
            ("99999-9999", 0),
            ("999999999", 0),
        ],
        checked: false,
        holds: |n| {
            let area = n.number(0, 3);
            !matches!(area, 0 | 666 | 900..) && n.number(3, 5) != 0 && n.number(5, 9) != 0 && !is_published_ssn(n)
        },
        words: &[
            "ssn",
            "ssno",
            "social security",
            "social security no",
            "social security number",
            "social sec",
            "soc sec",
            "social",
            "ss no",
            "ssa number",
            "ss number",
            "social security card",
        ],
    },
    Entry {
        kind: "US_ITIN",
        rule: Rule {
            id: "us-itin",
            reason: "9, two digits, and a group that the tax office uses for taxpayers without Social Security number",
        },
        source: "https://www.irs.gov/irm/part3/irm_03-021-263r",
        group: Group::Tax,
        forms: &[("999-99-9999", 75), ("999 99 9999", 55), ("999-999999", 38), ("99999-9999", 0), ("999999999", 35)],
        checked: false,
        holds: |n| n.at(0) == b'9' && matches!(n.number(3, 5), 50..=65 | 70..=88 | 90..=92 | 94..=99),
        words: &[
            "itin",
            "individual taxpayer",
            "individual taxpayer id",
            "individual taxpayer identification number",
            "taxpayer id",
            "tax id",
            "ssn",
            "social security number",
        ],
    },
    Entry {
        kind: "US_ATIN",
        rule: Rule { id: "us-atin", reason: "9, two digits, 93: the number of a child whose adoption is pending" },
        source: "https://www.irs.gov/individuals/adoption-taxpayer-identification-number",
        group: Group::Tax,
        forms: &[("999-99-9999", 0), ("999999999", 0)],
        checked: false,
        holds: |n| n.at(0) == b'9' && n.number(3, 5) == 93,
        words: &["atin", "adoption taxpayer", "adoption taxpayer identification number"],
    },
    Entry {
        kind: "US_EIN",
        rule: Rule { id: "us-ein", reason: "employer identification number with a prefix that the tax office gives out" },
        source: "https://www.irs.gov/businesses/small-businesses-self-employed/how-eins-are-assigned-and-valid-ein-prefixes",
        group: Group::Tax,
        forms: &[("99-9999999", 0), ("999999999", 0)],
        checked: false,
        holds: |n| {
            matches!(n.number(0, 2), 1..=6 | 10..=16 | 20..=27 | 30..=48 | 50..=68 | 71..=77 | 80..=88 | 90..=95 | 98 | 99)
                && n.number(2, 9) != 0
        },
        words: &[
            "ein",
            "fein",
            "employer id",
            "employer identification number",
            "employer identification",
            "federal tax id",
            "federal tax id number",
            "federal ein",
        ],
    },
    Entry {
        kind: "US_PTIN",
        rule: Rule { id: "us-ptin", reason: "P and eight digits: the number of a tax return preparer" },
        source: "https://www.irs.gov/tax-professionals/ptin-requirements-for-tax-return-preparers",
        group: Group::Tax,
        forms: &[("A99999999", 0)],
        checked: false,
        holds: |n| n.at(0) == b'P',
        words: &["ptin", "preparer tax identification number", "preparer tax id"],
    },
    Entry {
        kind: "US_MBI",
        rule: Rule {
            id: "us-mbi",
            reason: "eleven characters in the order and the alphabet of a Medicare beneficiary identifier",
        },
        source: "https://www.cms.gov/medicare/new-medicare-card/understanding-the-mbi-with-format.pdf",
        group: Group::Health,
        forms: &[("9AX9-AX9-AA99", 93), ("9AX9AX9AA99", 80)],
        checked: true,
        holds: |n| n.at(0) != b'0' && !n.text().iter().any(|byte| b"SLOIBZ".contains(byte)),
        words: &[
            "mbi",
            "medicare",
            "medicare beneficiary",
            "medicare beneficiary identifier",
            "medicare id",
            "medicare number",
            "medicare no",
            "medicare card",
        ],
    },
    Entry {
        kind: "US_NPI",
        rule: Rule {
            id: "us-npi",
            reason: "ten digits from 1 or 2 on; with the prefix 80840 Luhn's check holds: a provider of health care",
        },
        source: "https://www.cms.gov/Regulations-and-Guidance/Administrative-Simplification/NationalProvIdentStand/Downloads/NPIcheckdigit.pdf",
        group: Group::Profession,
        forms: &[("9999999999", 38), ("9999-999-999", 40), ("9999 999 999", 40)],
        checked: true,
        holds: |n| matches!(n.at(0), b'1' | b'2') && (check::luhn_sum(n, 0, 10) + 24).is_multiple_of(10),
        words: &[
            "npi",
            "npis",
            "national provider",
            "national provider identifier",
            "provider identifier",
            "provider id",
            "provider number",
            "provider npi",
        ],
    },
    Entry {
        kind: "MEDICAL_LICENSE",
        rule: Rule {
            id: "us-dea",
            reason: "two letters and seven digits whose last one checks: a registration with the Drug Enforcement Administration",
        },
        source: "https://www.deadiversion.usdoj.gov/drugreg/registration.html",
        group: Group::Profession,
        forms: &[("AA9999999", 35), ("A99999999", 38)],
        checked: true,
        holds: |n| {
            b"ABCDEFGHJKLMPRSTUX".contains(&n.at(0))
                && (n.sum_from(2, &[1, 0, 1, 0, 1]) + 2 * n.sum_from(2, &[0, 1, 0, 1, 0, 1])) % 10 == n.value(8)
                && (n.at(1).is_ascii_alphabetic() || n.at(1) == b'9')
        },
        words: &[
            "dea",
            "dea number",
            "dea no",
            "dea registration",
            "medical license",
            "medical licence",
            "certificate number",
            "prescriber",
        ],
    },
    Entry {
        kind: "CA_SIN",
        rule: Rule { id: "ca-sin", reason: "nine digits, the first neither 0 nor 8, Luhn's check holds" },
        source: "https://www.canada.ca/en/employment-social-development/services/sin/reports/code-of-practice/annex-2.html",
        group: Group::Social,
        forms: &[("999 999 999", 35), ("999-999-999", 38), ("999999999", 35)],
        checked: true,
        holds: |n| !matches!(n.at(0), b'0' | b'8') && check::luhn(n),
        words: &[
            "sin",
            "nas",
            "sin number",
            "sin no",
            "social insurance",
            "social insurance number",
            "social insurance no",
            "assurance sociale",
            "numero d assurance sociale",
            "canadian sin",
        ],
    },
    Entry {
        kind: "CA_BC_PHN",
        rule: Rule {
            id: "ca-bc-phn",
            reason: "ten digits from 9 on, weighted sum modulo 11: personal health number of British Columbia",
        },
        source: "https://www2.gov.bc.ca/assets/gov/health/practitioner-pro/software-development-guidelines/conformance-standards/vol-4a-application-enforced-rules-bus-gen-rules.pdf",
        group: Group::Health,
        forms: &[("9999999999", 0), ("9999 999 999", 0), ("9999-999-999", 0)],
        checked: true,
        holds: |n| n.at(0) == b'9' && (n.sum_from(1, &[2, 4, 8, 5, 10, 9, 7, 3]) + n.value(9)).is_multiple_of(11),
        words: &["phn", "personal health number", "bc phn", "msp number", "care card", "carecard", "bc services card"],
    },
    Entry {
        kind: "CA_ON_HEALTH_CARD",
        rule: Rule { id: "ca-on-health-card", reason: "ten digits, the first not 0, Luhn's check holds: health card of Ontario" },
        source: "https://www.ontario.ca/files/2024-01/moh-ohip-techspec-hcv-reference-manual-en-2023-09-28.pdf",
        group: Group::Health,
        forms: &[
            ("9999-999-999-AA", 85),
            ("9999-999-999", 0),
            ("9999 999 999", 0),
            ("9999 999 999 AA", 80),
            ("9999999999", 0),
            ("9999999999AA", 0),
        ],
        checked: true,
        holds: |n| n.at(0) != b'0' && check::luhn_part(n, 0, 10),
        words: &["ohip", "ohip number", "ontario health card", "ontario health", "health card", "health card number", "hcn"],
    },
    Entry {
        kind: "CA_QC_RAMQ",
        rule: Rule {
            id: "ca-qc-ramq",
            reason: "four letters of the name and the day of birth, 50 added to the month for women: health insurance of Quebec",
        },
        source: "https://www.ramq.gouv.qc.ca/en/citizens/health-insurance/using-health-insurance-card",
        group: Group::Health,
        forms: &[("AAAA 9999 9999", 80), ("AAAA99999999", 0), ("AAAA-9999-9999", 60)],
        checked: false,
        holds: |n| {
            let month = n.number(6, 8);
            check::is_day(n.number(4, 6), if month > 50 { month - 50 } else { month }, n.number(8, 10))
        },
        words: &[
            "ramq",
            "nam",
            "carte soleil",
            "carte d assurance maladie",
            "assurance maladie",
            "numero d assurance maladie",
            "quebec health",
        ],
    },
];

/// Numbers that were printed on cards in wallets and in advertisements, and are nobody's.
fn is_published_ssn(number: &Number) -> bool {
    matches!(number.number(0, 9), 78_051_120 | 219_099_999)
}
