//! Mexico, Central and South America without Brazil.

use super::{Entry, Group, Number, Rule, check};

pub(super) const ALL: &[Entry] = &[
    Entry {
        kind: "MX_CURP",
        rule: Rule {
            id: "mx-curp",
            reason: "letters of the name, day of birth, sex, state and a check digit: Mexican population register",
        },
        source: "https://www.dof.gob.mx/nota_detalle.php?codigo=5526717&fecha=18/06/2018",
        group: Group::Person,
        forms: &[("AAAA999999AAAAAAX9", 97)],
        checked: true,
        holds: is_curp,
        words: &["curp", "clave unica", "clave unica de registro de poblacion"],
    },
    Entry {
        kind: "MX_RFC",
        rule: Rule { id: "mx-rfc", reason: "letters of the name, day of birth, homonym key: Mexican taxpayer" },
        source: "https://www.sat.gob.mx/aplicacion/operacion/31274/consulta-tu-clave-de-rfc-mediante-curp",
        group: Group::Tax,
        forms: &[("AAAA999999XXX", 88), ("AAAA-999999-XXX", 95), ("AAAA 999999 XXX", 90)],
        checked: false,
        // Too many of those in use have another check digit than the rule.
        holds: |n| check::yymmdd(n, 4),
        words: &["rfc", "registro federal de contribuyentes", "r f c"],
    },
    Entry {
        kind: "MX_NSS",
        rule: Rule { id: "mx-nss", reason: "eleven digits, Luhn's check holds: Mexican social insurance" },
        source: "https://www.imss.gob.mx/faq/que-es-el-nss",
        group: Group::Social,
        forms: &[("99999999999", 0), ("99-99-99-9999-9", 80), ("99 99 99 9999 9", 70)],
        checked: true,
        holds: check::luhn,
        words: &["nss", "imss", "numero de seguridad social", "numero de seguro social", "seguro social"],
    },
    Entry {
        kind: "MX_VOTER_KEY",
        rule: Rule { id: "mx-voter-key", reason: "consonants of the name, day of birth, state, sex: key of a Mexican voter" },
        source: "https://www.ine.mx/credencial/",
        group: Group::Person,
        forms: &[("AAAAAA99999999A999", 90)],
        checked: false,
        holds: |n| check::yymmdd(n, 6) && matches!(n.number(12, 14), 1..=32 | 87 | 88) && matches!(n.at(14), b'H' | b'M'),
        words: &["clave de elector", "clave elector", "credencial para votar", "ine"],
    },
    Entry {
        kind: "AR_CUIT",
        rule: Rule {
            id: "ar-cuit",
            reason: "prefix of a person or a company, eight digits, check digit modulo 11: Argentine taxpayer",
        },
        source: "https://www.argentina.gob.ar/anses/cuil",
        group: Group::Tax,
        forms: &[("99-99999999-9", 92), ("99999999999", 38), ("99 99999999 9", 60), ("99.99999999.9", 80)],
        checked: true,
        holds: |n| matches!(n.number(0, 2), 20 | 23 | 24 | 25 | 26 | 27 | 30 | 33 | 34) && argentine_check(n) == n.value(10),
        words: &["cuit", "cuil", "cuit cuil", "cdi", "clave unica de identificacion"],
    },
    Entry {
        kind: "AR_DNI",
        rule: Rule { id: "ar-dni", reason: "seven or eight digits after a word for the Argentine identity document" },
        source: "https://www.argentina.gob.ar/interior/dni",
        group: Group::Person,
        forms: &[("99.999.999", 0), ("9.999.999", 0), ("99999999", 0), ("9999999", 0)],
        checked: false,
        holds: |n| n.number(0, n.len()) >= 1_000_000,
        words: &["dni argentino", "dni n", "dni nro", "dni numero", "dni no", "libreta civica"],
    },
    Entry {
        kind: "CL_RUT",
        rule: Rule {
            id: "cl-rut",
            reason: "seven or eight digits and a check character modulo 11: Chilean register and taxpayer",
        },
        source: "https://www.registrocivil.cl/principal/servicios-en-linea/cedula-de-identidad-1",
        group: Group::Tax,
        forms: &[
            ("99.999.999-X", 93),
            ("9.999.999-X", 90),
            ("99999999-X", 40),
            ("9999999-X", 38),
            ("99999999X", 0),
            ("9999999X", 0),
        ],
        checked: true,
        holds: |n| {
            let body = n.len() - 1;
            let sum: u32 = (0..body).rev().zip([2, 3, 4, 5, 6, 7, 2, 3]).map(|(place, weight)| n.value(place) * weight).sum();
            n.number(0, body) > 0 && b"0K987654321".get(sum as usize % 11) == Some(&n.at(body))
        },
        words: &[
            "rut",
            "run",
            "r u t",
            "rol unico",
            "rol unico tributario",
            "rol unico nacional",
            "cedula de identidad",
            "rut chileno",
        ],
    },
    Entry {
        kind: "CO_NIT",
        rule: Rule { id: "co-nit", reason: "digits with primes as weights, modulo 11: Colombian taxpayer" },
        source: "https://www.dian.gov.co/atencionciudadano/formulariosinstructivos/Formularios/2014/Orden_Administrativa_0004.pdf",
        group: Group::Tax,
        forms: &[("999.999.999-9", 92), ("9.999.999.999-9", 90), ("999999999-9", 0), ("9999999999-9", 0), ("9999999999", 0)],
        checked: true,
        holds: |n| {
            let body = n.len() - 1;
            let sum: u32 =
                (0..body).rev().zip([3, 7, 13, 17, 19, 23, 29, 37, 41, 43]).map(|(place, weight)| n.value(place) * weight).sum();
            let rest = sum % 11;
            n.number(0, body) > 0 && n.value(body) == if rest > 1 { 11 - rest } else { rest }
        },
        words: &["nit", "n i t", "rut colombia", "numero de identificacion tributaria", "identificacion tributaria"],
    },
    Entry {
        kind: "CO_CEDULA",
        rule: Rule { id: "co-cedula", reason: "six to ten digits after a word for the Colombian identity card" },
        source: "https://www.registraduria.gov.co/-Cedula-de-Ciudadania-.html",
        group: Group::Person,
        forms: &[("99.999.999", 0), ("9.999.999", 0), ("9.999.999.999", 0), ("9999999999", 0), ("99999999", 0), ("9999999", 0)],
        checked: false,
        holds: |n| n.number(0, n.len()) >= 1_000_000 && (n.len() < 10 || n.at(0) == b'1'),
        words: &["cedula de ciudadania", "c c no", "cc no", "cedula colombiana", "cedula ciudadania"],
    },
    Entry {
        kind: "PE_RUC",
        rule: Rule { id: "pe-ruc", reason: "prefix of a person or a company, check digit modulo 11: Peruvian taxpayer" },
        source: "https://orientacion.sunat.gob.pe/01-que-es-el-ruc-y-quien-esta-obligado-inscribirse",
        group: Group::Tax,
        forms: &[("99999999999", 38), ("99-99999999-9", 0)],
        checked: true,
        holds: |n| {
            let rest = 11 - n.sum(&[5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
            matches!(n.number(0, 2), 10 | 15 | 16 | 17 | 20) && n.value(10) == rest % 10
        },
        words: &["ruc", "registro unico de contribuyentes", "ruc peru"],
    },
    Entry {
        kind: "PE_DNI",
        rule: Rule { id: "pe-dni", reason: "eight digits and a check character modulo 11: Peruvian identity document" },
        source: "https://www.gob.pe/235-documento-nacional-de-identidad-dni",
        group: Group::Person,
        forms: &[("99999999-X", 0), ("99999999", 0)],
        checked: false,
        holds: |n| {
            let rest = n.sum(&[3, 2, 7, 6, 5, 4, 3, 2]) as usize % 11;
            n.len() == 8
                || b"65432110987".get(rest) == Some(&n.at(8))
                || b"KJIHGFEDCBA".iter().rev().nth(10 - rest) == Some(&n.at(8))
        },
        words: &["dni", "dni peru", "dni peruano", "documento nacional de identidad"],
    },
    Entry {
        kind: "EC_CEDULA",
        rule: Rule { id: "ec-cedula", reason: "province, third digit up to 6, Luhn's check holds: Ecuadorian identity card" },
        source: "https://www.registrocivil.gob.ec/cedulacion/",
        group: Group::Person,
        forms: &[("9999999999", 0), ("999999999-9", 0)],
        checked: true,
        holds: is_ecuadorian,
        words: &["cedula", "cedula de identidad", "cedula de ciudadania", "ci", "cedula ecuatoriana", "numero de cedula"],
    },
    Entry {
        kind: "EC_RUC",
        rule: Rule {
            id: "ec-ruc",
            reason: "number of an Ecuadorian identity card and of an establishment: taxpayer who is a person",
        },
        source: "https://www.sri.gob.ec/ruc-personas-naturales",
        group: Group::Tax,
        forms: &[("9999999999999", 0), ("9999999999-999", 0)],
        checked: true,
        holds: |n| is_ecuadorian(n) && n.number(10, 13) > 0,
        words: &["ruc", "registro unico de contribuyentes", "ruc ecuador"],
    },
    Entry {
        kind: "UY_CI",
        rule: Rule {
            id: "uy-ci",
            reason: "seven digits and a check digit, weights 2, 9, 8, 7, 6, 3, 4: Uruguayan identity card",
        },
        source: "https://www.gub.uy/ministerio-interior/tramites-y-servicios/tramites/cedula-identidad-primera-vez-renovacion",
        group: Group::Person,
        forms: &[("9.999.999-9", 88), ("9999999-9", 0), ("99999999", 0)],
        checked: true,
        holds: |n| !n.is_one_character() && (n.sum(&[2, 9, 8, 7, 6, 3, 4]) + n.value(7)).is_multiple_of(10),
        words: &["cedula", "cedula de identidad", "ci", "c i", "documento uruguayo", "cedula uruguaya"],
    },
    Entry {
        kind: "VE_RIF",
        rule: Rule { id: "ve-rif", reason: "letter of the kind of taxpayer, eight digits, check digit modulo 11: Venezuela" },
        source: "http://declaraciones.seniat.gob.ve/portal/page/portal/PORTAL_SENIAT",
        group: Group::Tax,
        forms: &[("A-99999999-9", 92), ("A999999999", 35), ("A-999999999", 0)],
        checked: true,
        holds: |n| {
            let kind = match n.at(0) {
                b'V' => 4,
                b'E' => 8,
                b'J' | b'C' => 12,
                b'P' => 16,
                b'G' => 20,
                _ => return false,
            };
            let rest = 11 - (kind + n.sum_from(1, &[3, 2, 7, 6, 5, 4, 3, 2])) % 11;
            n.value(9) == if rest >= 10 { 0 } else { rest }
        },
        words: &["rif", "r i f", "registro unico de informacion fiscal"],
    },
    Entry {
        kind: "VE_CEDULA",
        rule: Rule { id: "ve-cedula", reason: "V or E and six to eight digits after a word for the Venezuelan identity card" },
        source: "https://www.saime.gob.ve/",
        group: Group::Person,
        forms: &[("A-99999999", 0), ("A-9999999", 0), ("A-99.999.999", 80), ("A-9.999.999", 75), ("A99999999", 0)],
        checked: false,
        holds: |n| matches!(n.at(0), b'V' | b'E'),
        words: &["cedula", "cedula de identidad", "ci", "c i", "cedula venezolana"],
    },
    Entry {
        kind: "DO_CEDULA",
        rule: Rule {
            id: "do-cedula",
            reason: "eleven digits in groups of 3, 7 and 1, Luhn's check holds: Dominican identity card",
        },
        source: "https://jce.gob.do/Dependencias/Cedulacion",
        group: Group::Person,
        forms: &[("999-9999999-9", 90), ("99999999999", 0)],
        checked: true,
        holds: check::luhn,
        words: &["cedula", "cedula de identidad", "cedula dominicana", "cedula de identidad y electoral"],
    },
    Entry {
        kind: "GT_CUI",
        rule: Rule {
            id: "gt-cui",
            reason: "eight digits, check digit modulo 11, department and municipality: Guatemalan identity document",
        },
        source: "https://www.renap.gob.gt/documento-personal-de-identificacion-dpi",
        group: Group::Person,
        forms: &[("9999 99999 9999", 85), ("9999999999999", 0)],
        checked: true,
        holds: |n| {
            n.sum(&[2, 3, 4, 5, 6, 7, 8, 9]) % 11 == n.value(8)
                && (1..=22).contains(&n.number(9, 11))
                && (1..=33).contains(&n.number(11, 13))
        },
        words: &["cui", "dpi", "documento personal de identificacion", "codigo unico de identificacion"],
    },
    Entry {
        kind: "SV_DUI",
        rule: Rule { id: "sv-dui", reason: "eight digits and a check digit, weights 9 to 2: identity document of El Salvador" },
        source: "https://www.rnpn.gob.sv/",
        group: Group::Person,
        forms: &[("99999999-9", 0), ("999999999", 0)],
        checked: true,
        holds: |n| n.number(0, 8) > 0 && (n.sum(&[9, 8, 7, 6, 5, 4, 3, 2]) + n.value(8)).is_multiple_of(10),
        words: &["dui", "documento unico de identidad"],
    },
    Entry {
        kind: "CR_CEDULA",
        rule: Rule { id: "cr-cedula", reason: "province, volume and entry after a word for the Costa Rican identity card" },
        source: "https://www.tse.go.cr/cedula.htm",
        group: Group::Person,
        forms: &[("9-9999-9999", 0), ("999999999", 0)],
        checked: false,
        holds: |n| n.number(1, 5) > 0,
        words: &["cedula", "cedula de identidad", "cedula costarricense", "cedula fisica"],
    },
    Entry {
        kind: "PY_RUC",
        rule: Rule { id: "py-ruc", reason: "digits and a check digit, weights from 2 on, modulo 11: Paraguayan taxpayer" },
        source: "https://www.dnit.gov.py/web/portal-institucional/ruc",
        group: Group::Tax,
        forms: &[("99999999-9", 0), ("9999999-9", 0), ("999999-9", 0), ("999999999", 0), ("99999999", 0)],
        checked: true,
        holds: |n| {
            let body = n.len() - 1;
            let rest = (0..body).rev().zip(2..).map(|(place, weight)| n.value(place) * weight).sum::<u32>() % 11;
            n.value(body) == if rest > 1 { 11 - rest } else { 0 }
        },
        words: &["ruc", "registro unico de contribuyentes", "ruc paraguay"],
    },
    Entry {
        kind: "CU_NI",
        rule: Rule { id: "cu-ni", reason: "day of birth, century, number after a word for it: Cuba" },
        source: "https://www.minjus.gob.cu/",
        group: Group::Person,
        forms: &[("99999999999", 0)],
        checked: false,
        holds: |n| check::yymmdd(n, 0),
        words: &["carne de identidad", "carnet de identidad", "numero de identidad permanente", "carne identidad"],
    },
];

fn is_curp(number: &Number) -> bool {
    const STATES: &[u8] = b"ASBCBSCCCLCMCSCHDFDGGTGRHGJCMCMNMSNTNLOCPLQTQRSPSLSRTCTSTLVZYNZSNE";
    let state = number.part(11, 13);
    let sum: u32 = (0..17).zip((2..=18).rev()).map(|(place, weight)| mexican_value(number.at(place)) * weight).sum();
    check::yymmdd(number, 4)
        && matches!(number.at(10), b'H' | b'M' | b'X')
        && STATES.chunks(2).any(|known| known == state)
        && (10 - sum % 10) % 10 == number.value(17)
}

/// The value of a letter among those of Spanish, where Ñ stands between N and O.
fn mexican_value(letter: u8) -> u32 {
    super::super::number::value(letter) + u32::from(letter > b'N')
}

/// Where 10 would be the check digit another prefix is given out, or 9.
fn argentine_check(number: &Number) -> u32 {
    match 11 - number.sum(&[5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11 {
        11 => 0,
        10 => 9,
        rest => rest,
    }
}

fn is_ecuadorian(number: &Number) -> bool {
    matches!(number.number(0, 2), 1..=24 | 30) && number.at(2) < b'7' && check::luhn_part(number, 0, 10)
}
