//! Fields whose name says what they hold: `first_name`, `city`, `zip`, in JSON of any depth, `key=value` and forms.

use super::tagger::Model;
use super::token::{Field, Kind, Token, Tokens};
use super::{feature, lexicon, word};
use crate::{Rule, Span};

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// A person's name or part of it.
    Person,
    /// A town or district.
    Town,
    /// A state, province or country.
    Region,
    /// A line of an address.
    Street,
    /// A postal code.
    Code,
}

static PERSON: Rule = Rule { id: "person-field", reason: "the field's name says that it holds a person's name" };
static PLACE: Rule = Rule { id: "place-field", reason: "the field's name says that it holds a place" };
static STREET: Rule = Rule { id: "address-field", reason: "the field's name says that it holds a postal address" };
static CODE: Rule = Rule { id: "postcode-field", reason: "the field's name says that it holds a postal code" };

/// Names of fields, letters only, in small letters.
const NAMES: &[(Holds, &[&str])] = &[
    (
        Holds::Person,
        &[
            "firstname",
            "lastname",
            "middlename",
            "givenname",
            "familyname",
            "surname",
            "fullname",
            "forename",
            "forenames",
            "maidenname",
            "customername",
            "clientname",
            "patientname",
            "contactname",
            "employeename",
            "passengername",
            "cardholdername",
            "cardholder",
            "nameoncard",
            "accountholder",
            "accountholdername",
            "recipientname",
            "sendername",
            "buyername",
            "sellername",
            "guestname",
            "membername",
            "studentname",
            "teachername",
            "doctorname",
            "personname",
            "fname",
            "lname",
            "realname",
            "legalname",
            "preferredname",
            "mothersmaidenname",
            "fathername",
            "mothername",
            "authorname",
            "reviewername",
            "vorname",
            "nachname",
            "familienname",
            "prenom",
            "nomdefamille",
            "apellido",
            "apellidos",
            "nombrecompleto",
            "primerapellido",
            "segundoapellido",
            "sobrenome",
            "nomecompleto",
            "cognome",
            "imie",
            "nazwisko",
            "voornaam",
            "achternaam",
            "beneficiaryname",
            "insuredname",
            "attendeename",
            "candidatename",
            "applicantname",
            "signatoryname",
            "assigneename",
            "requestername",
            "spousename",
            "nextofkin",
            "emergencycontactname",
        ],
    ),
    (
        Holds::Town,
        &[
            "city",
            "town",
            "cityname",
            "hometown",
            "birthcity",
            "placeofbirth",
            "birthplace",
            "suburb",
            "municipality",
            "billingcity",
            "shippingcity",
            "mailingcity",
            "homecity",
            "locality",
            "ciudad",
            "localidad",
            "municipio",
            "cidade",
            "citta",
            "ville",
            "stadt",
            "wohnort",
            "geburtsort",
            "miasto",
            "woonplaats",
            "plaats",
            "district",
        ],
    ),
    (
        Holds::Region,
        &[
            "state",
            "province",
            "country",
            "county",
            "stateprovince",
            "stateorprovince",
            "countryname",
            "billingstate",
            "billingcountry",
            "shippingstate",
            "shippingcountry",
            "nationality",
            "citizenship",
            "homestate",
            "homecountry",
            "provincia",
            "pais",
            "estado",
            "land",
            "bundesland",
            "pays",
            "paese",
            "kraj",
            "countryofbirth",
            "countryofresidence",
        ],
    ),
    (
        Holds::Street,
        &[
            "address",
            "addressline",
            "streetaddress",
            "street",
            "streetname",
            "homeaddress",
            "postaladdress",
            "mailingaddress",
            "billingaddress",
            "shippingaddress",
            "deliveryaddress",
            "residentialaddress",
            "addressstreet",
            "streetline",
            "currentaddress",
            "permanentaddress",
            "workaddress",
            "direccion",
            "domicilio",
            "calle",
            "endereco",
            "indirizzo",
            "adresse",
            "strasse",
            "anschrift",
            "rue",
            "ulica",
            "adres",
            "straat",
            "apartment",
            "unitnumber",
            "suite",
        ],
    ),
    (
        Holds::Code,
        &[
            "zip",
            "zipcode",
            "postcode",
            "postalcode",
            "postal",
            "billingzip",
            "shippingzip",
            "mailingzip",
            "billingpostalcode",
            "shippingpostalcode",
            "homezip",
            "plz",
            "postleitzahl",
            "codepostal",
            "codigopostal",
            "cp",
            "cep",
            "cap",
            "pincode",
            "pin",
            "eircode",
            "kodpocztowy",
        ],
    ),
];

/// The hashes of [`NAMES`], sorted, made once.
fn table() -> &'static [(u32, Holds)] {
    static TABLE: std::sync::OnceLock<Vec<(u32, Holds)>> = std::sync::OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table: Vec<_> = NAMES
            .iter()
            .flat_map(|(holds, names)| names.iter().map(|name| (word::key(name.as_bytes(), true).whole, *holds)))
            .collect();
        table.sort_by_key(|(hash, _)| *hash);
        table
    })
}

/// What a field holds by its name, if that says it.
pub fn holds(field: Field) -> Option<Holds> {
    let table = table();
    table.binary_search_by_key(&field.whole, |(hash, _)| *hash).ok().and_then(|at| table.get(at)).map(|(_, holds)| *holds)
}

/// Finds the values of such fields.
pub fn find(text: &str, tokens: &Tokens, model: &Model<'_>, take: &mut dyn FnMut(Span)) {
    if tokens.fields.len() < 2 {
        return;
    }
    let mut rest: &[Token] = &tokens.tokens;
    while let Some(first) = rest.first() {
        let length = rest.iter().position(|token| token.field != first.field).unwrap_or(rest.len());
        let (value, after) = rest.split_at(length);
        rest = after;
        if first.field == 0 {
            continue;
        }
        let Some(field) = tokens.fields.get(first.field as usize) else { continue };
        let Some(holds) = holds(*field) else { continue };
        if let Some(span) = told(text, tokens, value, holds, field.firm, model) {
            take(span);
        }
    }
}

/// The most tokens that a value of such a field has.
const LONGEST: usize = 24;

fn told(text: &str, tokens: &Tokens, value: &[Token], holds: Holds, firm: bool, model: &Model<'_>) -> Option<Span> {
    let outer = |token: &Token| matches!(token.kind, Kind::Mark | Kind::Quote);
    let first = value.iter().position(|token| !outer(token))?;
    let last = value.iter().rposition(|token| !outer(token))?;
    let value = value.get(first..=last)?;
    if value.len() > LONGEST || value.iter().any(|token| token.kind == Kind::Quote) {
        return None;
    }
    let (start, end) = (value.first()?.start as usize, value.last()?.end as usize);
    let piece = text.get(start..end)?;
    let lists = |token: &Token| feature::see(text, tokens, token, model.lists).word.lists;
    let any = |bits: u8| value.iter().any(|token| token.kind.is_word() && lists(token) & bits != 0);
    let words = value.iter().filter(|token| token.kind.is_word()).count();
    let digits = value.iter().any(|token| token.kind == Kind::Digits);
    let capital = value.iter().any(|token| token.kind.is_word() && token.kind != Kind::Lower);
    let plain = !piece.contains(['@', '/', '_', '<', '>', '{', '[', '=', '$', '%', '*']) && !piece.contains("null");
    let short = words <= if firm { 5 } else { 4 };
    let known = lexicon::GIVEN | lexicon::GIVEN_RARE | lexicon::FAMILY | lexicon::FAMILY_RARE;
    let right = match holds {
        Holds::Person => plain && short && words > 0 && !digits && (capital || any(known)) && (firm || any(known)),
        Holds::Town => plain && short && words > 0 && !digits && capital && (firm || any(lexicon::PLACE | lexicon::PLACE_PART)),
        Holds::Region => {
            let code = words == 1
                && value.len() == 1
                && matches!(piece.len(), 2 | 3)
                && piece.bytes().all(|byte| byte.is_ascii_uppercase());
            plain && short && !digits && (code || capital && any(lexicon::PLACE | lexicon::COUNTRY))
        }
        Holds::Street => plain && digits && words > 0 && capital && !piece.contains(':'),
        Holds::Code => code(piece),
    };
    let (kind, rule) = match holds {
        Holds::Person => ("PERSON", &PERSON),
        Holds::Town | Holds::Region => ("LOCATION", &PLACE),
        Holds::Street => ("ADDRESS", &STREET),
        Holds::Code => ("ZIP", &CODE),
    };
    right.then_some(Span { start, end, kind, score: 85, rule })
}

/// Whether a text has the form of a postal code of some country.
pub fn code(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let capitals = text.bytes().filter(u8::is_ascii_uppercase).count();
    let marks = text.bytes().filter(|byte| matches!(byte, b' ' | b'-')).count();
    digits + capitals + marks == text.len()
        && marks <= 1
        && match capitals {
            0 => matches!(digits, 4..=6 | 8..=9),
            1..=5 => matches!((capitals, digits), (2, 4) | (2, 3) | (3, 2..=3) | (3..=4, 1..=3)) && text.len() <= 8,
            _ => false,
        }
}
