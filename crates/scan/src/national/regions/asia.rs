//! East and South-East Asia.

use super::{Entry, Group, Number, Rule, check};

pub(super) const ALL: &[Entry] = &[
    Entry {
        kind: "CN_RESIDENT_ID",
        rule: Rule { id: "cn-resident-id", reason: "region, day of birth, number, check character ISO 7064 MOD 11-2: China" },
        source: "https://openstd.samr.gov.cn/bzgk/gb/newGbInfo?hcno=080D6FBF2BB468F9007657F26D60013E",
        group: Group::Person,
        forms: &[("99999999999999999X", 96), ("999999 99999999 999X", 97), ("999999-99999999-999X", 97)],
        checked: true,
        holds: |n| {
            let rest = n.sum(&[7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11;
            matches!(n.number(0, 2), 11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83)
                && check::yyyymmdd(n, 6)
                && b"10X98765432".get(rest as usize) == Some(&n.at(17))
        },
        words: &[
            "身份证",
            "身份证号",
            "身份证号码",
            "公民身份号码",
            "居民身份证",
            "sfz",
            "id card",
            "chinese id",
            "resident identity card",
        ],
    },
    Entry {
        kind: "TW_NATIONAL_ID",
        rule: Rule { id: "tw-national-id", reason: "letter of the place, sex, number, check digit modulo 10: Taiwan" },
        source: "https://www.ris.gov.tw/app/portal/2121",
        group: Group::Person,
        forms: &[("A999999999", 35)],
        checked: true,
        holds: |n| {
            let place = b"ABCDEFGHJKLMNPQRSTUVXYWZIO"
                .iter()
                .position(|letter| *letter == n.at(0))
                .and_then(|at| u32::try_from(at + 10).ok());
            let sum = place.map(|place| place / 10 + place % 10 * 9 + n.sum_from(1, &[8, 7, 6, 5, 4, 3, 2, 1, 1]));
            matches!(n.at(1), b'1' | b'2' | b'8' | b'9') && sum.is_some_and(|sum| sum.is_multiple_of(10))
        },
        words: &["身分證", "身分證字號", "身分證號", "統一編號", "居留證", "taiwan id", "roc id", "taiwanese id", "arc number"],
    },
    Entry {
        kind: "HK_ID_CARD",
        rule: Rule {
            id: "hk-id-card",
            reason: "one or two letters, six digits, check character in brackets modulo 11: Hong Kong",
        },
        source: "https://www.immd.gov.hk/eng/services/hkid/geninfo.html",
        group: Group::Person,
        forms: &[("A999999(X", 95), ("AA999999(X", 95), ("A999999X", 35), ("AA999999X", 35)],
        checked: true,
        holds: |n| {
            let from = n.len() - 7;
            let letters = if from == 2 { n.value(0) * 9 + n.value(1) * 8 } else { 36 * 9 + n.value(0) * 8 };
            let check = n.at(n.len() - 1);
            let last = if check == b'A' { 10 } else { n.value(n.len() - 1) };
            (check.is_ascii_digit() || check == b'A')
                && (letters + n.sum_from(from, &[7, 6, 5, 4, 3, 2]) + last).is_multiple_of(11)
        },
        words: &[
            "hkid",
            "hkid no",
            "hkid number",
            "hong kong id",
            "hong kong identity card",
            "香港身份證",
            "身份證號碼",
            "身份證",
        ],
    },
    Entry {
        kind: "SG_NRIC_FIN",
        rule: Rule { id: "sg-nric-fin", reason: "S, T, F, G or M, seven digits, check letter modulo 11: Singapore" },
        source: "https://www.ica.gov.sg/documents/ic/about",
        group: Group::Person,
        forms: &[("A9999999A", 90)],
        checked: true,
        holds: |n| {
            let sum = n.sum_from(1, &[2, 7, 6, 5, 4, 3, 2]);
            let letter = match n.at(0) {
                b'S' => b"JZIHGFEDCBA".get(sum as usize % 11),
                b'T' => b"JZIHGFEDCBA".get((sum + 4) as usize % 11),
                b'F' => b"XWUTRQPNMLK".get(sum as usize % 11),
                b'G' => b"XWUTRQPNMLK".get((sum + 4) as usize % 11),
                b'M' => b"XWUTRQPNJLK".get((sum + 3) as usize % 11),
                _ => None,
            };
            letter == Some(&n.at(8))
        },
        words: &["nric", "fin", "nric no", "nric number", "nric fin", "fin number", "fin no", "singapore id"],
    },
    Entry {
        kind: "SG_UEN",
        rule: Rule { id: "sg-uen", reason: "eight or nine digits and the check letter of a register: Singapore business" },
        source: "https://www.uen.gov.sg/ueninternet/faces/pages/admin/aboutUEN.jspx",
        group: Group::Tax,
        forms: &[("99999999A", 35), ("999999999A", 40)],
        checked: true,
        holds: |n| {
            if n.len() == 9 {
                b"XMKECAWLJDB".get(n.sum(&[10, 4, 9, 3, 8, 2, 7, 1]) as usize % 11) == Some(&n.at(8))
            } else {
                (1800..2100).contains(&n.number(0, 4))
                    && b"ZKCMDNERGWH".get(n.sum(&[10, 8, 6, 4, 9, 7, 5, 3, 1]) as usize % 11) == Some(&n.at(9))
            }
        },
        words: &["uen", "unique entity number", "uen no"],
    },
    Entry {
        kind: "JP_MY_NUMBER",
        rule: Rule { id: "jp-my-number", reason: "eleven digits and a check digit modulo 11: Japanese individual number" },
        source: "https://elaws.e-gov.go.jp/document?lawid=426M60000008085",
        group: Group::Person,
        forms: &[("999999999999", 0), ("9999 9999 9999", 0), ("9999-9999-9999", 0)],
        checked: true,
        holds: |n| {
            let rest = n.sum(&[6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
            !n.is_one_character() && n.value(11) == if rest < 2 { 0 } else { 11 - rest }
        },
        words: &["my number", "mynumber", "マイナンバー", "個人番号", "kojin bango", "individual number"],
    },
    Entry {
        kind: "JP_DRIVER_LICENSE",
        rule: Rule {
            id: "jp-driver-license",
            reason: "prefecture, year, number, check digit modulo 11, copies: Japanese driving licence",
        },
        source: "https://www.npa.go.jp/laws/notification/koutuu/menkyo/menkyo20220412_r035.pdf",
        group: Group::Licence,
        forms: &[("999999999999", 0)],
        checked: true,
        holds: |n| {
            let rest = 11 - n.sum(&[5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
            (10..=97).contains(&n.number(0, 2)) && n.value(10) == if rest > 9 { 0 } else { rest }
        },
        words: &["運転免許証", "免許証番号", "運転免許証番号", "免許番号", "japanese driving licence", "japanese driver license"],
    },
    Entry {
        kind: "KR_RRN",
        rule: Rule {
            id: "kr-rrn",
            reason: "day of birth, sex and century of a citizen, check digit modulo 11 for those born before October 2020: South Korea",
        },
        source: "https://www.mois.go.kr/frt/bbs/type010/commonSelectBoardArticle.do?bbsId=BBSMSTR_000000000008&nttId=81048",
        group: Group::Person,
        forms: &[("999999-9999999", 90), ("9999999999999", 40)],
        checked: true,
        holds: |n| {
            let since_2020 = matches!(n.at(6), b'3' | b'4') && n.number(0, 4) >= 2010;
            check::yymmdd(n, 0) && matches!(n.at(6), b'1'..=b'4') && (since_2020 || korean_check(n))
        },
        words: &["rrn", "주민등록번호", "주민번호", "resident registration number", "korean rrn", "korean id"],
    },
    Entry {
        kind: "KR_FRN",
        rule: Rule {
            id: "kr-frn",
            reason: "day of birth, sex and century of a foreigner, six digits: South Korea; since October 2020 without check digit",
        },
        source: "https://www.immigration.go.kr/immigration_eng/index.do",
        group: Group::Person,
        forms: &[("999999-9999999", 88), ("9999999999999", 35)],
        checked: false,
        holds: |n| check::yymmdd(n, 0) && matches!(n.at(6), b'5'..=b'8'),
        words: &[
            "frn",
            "외국인등록번호",
            "foreigner registration number",
            "alien registration number",
            "korean frn",
            "foreigner registration",
        ],
    },
    Entry {
        kind: "KR_BRN",
        rule: Rule {
            id: "kr-brn",
            reason: "ten digits in groups of 3, 2 and 5, check digit modulo 10: South Korean business, also of one person",
        },
        source: "https://www.nts.go.kr/english/main.do",
        group: Group::Tax,
        forms: &[("999-99-99999", 80), ("9999999999", 0)],
        checked: true,
        holds: |n| {
            let sum = n.sum(&[1, 3, 7, 1, 3, 7, 1, 3, 5]) + n.value(8) * 5 / 10;
            n.number(0, 3) > 100 && (10 - sum % 10) % 10 == n.value(9)
        },
        words: &["brn", "사업자등록번호", "business registration number", "사업자번호"],
    },
    Entry {
        kind: "TH_TNIN",
        rule: Rule { id: "th-tnin", reason: "kind of person, province, number, check digit modulo 11: Thailand" },
        source: "https://www.bora.dopa.go.th/",
        group: Group::Person,
        forms: &[("9-9999-99999-99-9", 97), ("9 9999 99999 99 9", 97), ("9999999999999", 35)],
        checked: true,
        holds: |n| {
            let rest = (11 - n.sum(&[13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11) % 10;
            matches!(n.at(0), b'1'..=b'8')
                && matches!(n.number(1, 3), 10..=27 | 30..=49 | 50..=58 | 60..=67 | 70..=77 | 80..=86 | 90..=96)
                && rest == n.value(12)
        },
        words: &[
            "เลขประจำตัวประชาชน",
            "เลขบัตรประชาชน",
            "บัตรประชาชน",
            "เลขประจําตัวประชาชน",
            "thai id",
            "thai national id",
            "thai citizen",
            "thailand id",
        ],
    },
    Entry {
        kind: "ID_NIK",
        rule: Rule {
            id: "id-nik",
            reason: "province, day of birth (40 added for women), serial number after a word for it: Indonesia",
        },
        source: "https://dukcapil.kemendagri.go.id/",
        group: Group::Person,
        forms: &[("9999999999999999", 0), ("9999 9999 9999 9999", 0)],
        checked: false,
        holds: |n| {
            let day = n.number(6, 8);
            matches!(n.number(0, 2), 11..=19 | 21 | 31..=36 | 51..=53 | 61..=65 | 71..=76 | 81 | 82 | 91..=97)
                && check::is_day(n.number(10, 12), n.number(8, 10), if day > 40 { day - 40 } else { day })
                && n.number(12, 16) > 0
        },
        words: &["nik", "ktp", "no ktp", "nomor ktp", "nomor induk kependudukan", "e ktp", "indonesian id"],
    },
    Entry {
        kind: "ID_NPWP",
        rule: Rule { id: "id-npwp", reason: "nine digits with Luhn's check, tax office, branch: Indonesian taxpayer" },
        source: "https://www.pajak.go.id/id/npwp",
        group: Group::Tax,
        forms: &[("99.999.999.9-999.999", 95), ("999999999999999", 0)],
        checked: true,
        holds: |n| check::luhn_part(n, 0, 9),
        words: &["npwp", "no npwp", "nomor pokok wajib pajak"],
    },
    Entry {
        kind: "MY_NRIC",
        rule: Rule { id: "my-nric", reason: "day of birth, place of birth, number: Malaysia" },
        source: "https://www.jpn.gov.my/en/kod-negeri/",
        group: Group::Person,
        forms: &[("999999-99-9999", 90), ("999999999999", 0), ("999999 99 9999", 80)],
        checked: false,
        holds: |n| {
            check::yymmdd(n, 0)
                && matches!(n.number(6, 8), 1..=16 | 21..=68 | 71 | 72 | 74..=79 | 82..=93 | 98 | 99)
                && n.number(8, 12) > 0
        },
        words: &[
            "mykad",
            "nric",
            "kad pengenalan",
            "no kp",
            "ic number",
            "ic no",
            "malaysian ic",
            "no kad pengenalan",
            "malaysian id",
        ],
    },
    Entry {
        kind: "PH_TIN",
        rule: Rule { id: "ph-tin", reason: "eight digits, check digit modulo 11, branch: Philippine taxpayer" },
        source: "https://www.bir.gov.ph/tin",
        group: Group::Tax,
        forms: &[("999-999-999-999", 88), ("999-999-999-99999", 88), ("999-999-999", 0), ("999999999999", 0), ("999999999", 0)],
        checked: true,
        holds: |n| n.number(0, 3) > 99 && n.sum(&[1, 2, 3, 4, 5, 6, 7, 8]) % 11 == n.value(8),
        words: &["tin", "ph tin", "bir tin", "tin no", "tin number", "tax identification number"],
    },
    Entry {
        kind: "PH_SSS",
        rule: Rule { id: "ph-sss", reason: "ten digits in groups of 2, 7 and 1 after a word for it: Philippine social security" },
        source: "https://www.sss.gov.ph/",
        group: Group::Social,
        forms: &[("99-9999999-9", 0), ("9999999999", 0)],
        checked: false,
        holds: |n| n.number(0, 2) < 36,
        words: &["sss", "sss no", "sss number", "sss id"],
    },
    Entry {
        kind: "PH_PHILSYS",
        rule: Rule { id: "ph-philsys", reason: "twelve or sixteen digits after a word for the national identity: Philippines" },
        source: "https://philsys.gov.ph/",
        group: Group::Person,
        forms: &[("9999-9999-9999-9999", 0), ("9999-9999-9999", 0), ("9999999999999999", 0)],
        checked: false,
        holds: |n| !n.is_one_character(),
        words: &["philsys", "philid", "psn", "pcn", "philippine national id", "philsys number", "philsys card number"],
    },
    Entry {
        kind: "VN_CCCD",
        rule: Rule { id: "vn-cccd", reason: "province, sex and century, year of birth after a word for it: Vietnam" },
        source: "https://thuvienphapluat.vn/van-ban/Bo-may-hanh-chinh/Thong-tu-59-2021-TT-BCA-huong-dan-Luat-Can-cuoc-cong-dan-479001.aspx",
        group: Group::Person,
        forms: &[("999999999999", 0)],
        checked: false,
        holds: |n| matches!(n.number(0, 3), 1..=96) && n.at(3) < b'4',
        words: &["cccd", "so cccd", "can cuoc", "can cuoc cong dan", "cmnd", "so dinh danh", "vietnamese id"],
    },
    Entry {
        kind: "VN_MST",
        rule: Rule { id: "vn-mst", reason: "nine digits and a check digit, primes as weights, modulo 11: Vietnamese taxpayer" },
        source: "https://thuvienphapluat.vn/van-ban/Thue-Phi-Le-Phi/Thong-tu-105-2020-TT-BTC-huong-dan-ve-dang-ky-thue-431594.aspx",
        group: Group::Tax,
        forms: &[("9999999999", 0), ("9999999999-999", 0)],
        checked: true,
        holds: |n| n.number(2, 9) > 0 && 10 - n.sum(&[31, 29, 23, 19, 17, 13, 7, 5, 3]) % 11 == n.value(9),
        words: &["mst", "ma so thue", "vietnamese tax"],
    },
];

fn korean_check(number: &Number) -> bool {
    (11 - number.sum(&[2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]) % 11) % 10 == number.value(12)
}
