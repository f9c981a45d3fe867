//! Words that tell what a value is, in the languages of logs: each with its meanings as bits.
//!
//! Why it exists: the same word counts for several detectors ("number" for none alone), and a look-up must cost
//! nanoseconds. Words are compared in small letters of ASCII, whole.

use std::sync::LazyLock;

use crate::context::Cues;
use crate::words::Words;

macro_rules! cues {
    ($($(#[$doc:meta])* $name:ident = $bit:expr;)*) => { $($(#[$doc])* pub(crate) const $name: Cues = Cues(1 << $bit);)* };
}

cues! {
    /// Words that say nothing by themselves: "is", "number", "no", "id".
    FILLER = 0;
    /// "id", "identifier".
    ID = 1;
    /// A telephone.
    PHONE = 2;
    /// Reaching somebody: "call", "reach", "message".
    REACH = 3;
    /// "at", "on", "me": what makes a number out of reaching.
    TOWARDS = 4;
    /// A payment card.
    CARD = 5;
    /// An account.
    ACCOUNT = 6;
    /// A bank.
    BANK = 7;
    /// A routing number of a bank in the United States.
    ROUTING = 8;
    /// A code of a bank.
    BIC = 9;
    /// An IBAN.
    IBAN = 10;
    /// A medical record number by its own name.
    MRN = 11;
    /// "medical", "clinical".
    MEDICAL = 12;
    /// "record", "chart", "file".
    RECORD = 13;
    /// A patient.
    PATIENT = 14;
    /// An insurance.
    INSURANCE = 15;
    /// A member, subscriber, beneficiary.
    MEMBER = 16;
    /// A policy or a plan.
    POLICY = 17;
    /// A passport.
    PASSPORT = 18;
    /// Somebody who drives.
    DRIVER = 19;
    /// A licence.
    LICENSE = 20;
    /// A number plate.
    PLATE = 21;
    /// A vehicle.
    VEHICLE = 22;
    /// A vehicle identification number by its own name.
    VIN = 23;
    /// Birth.
    BIRTH = 24;
    /// Age.
    AGE = 25;
    /// An address on the Internet.
    IP = 26;
    /// An address of a network card.
    MAC = 27;
    /// A place on the globe.
    GEO = 28;
    /// A day.
    DATE = 29;
    /// Words before a day in a sentence: "on", "since", "in".
    WHEN = 30;
    /// A moment that a machine wrote down.
    MACHINE_TIME = 31;
    /// A user.
    USER = 32;
    /// A name that somebody logs in with.
    USERNAME = 33;
    /// A purse of crypto money.
    WALLET = 34;
    /// Numbers of machines and of business that are nobody's.
    TECHNICAL = 35;
    /// Versions of software.
    VERSION = 36;
    /// A weak word for a number.
    NUMBER = 37;
    /// "I am", "he was".
    BEING = 38;
    /// Units after an age.
    YEARS = 39;
    /// Things that happen to people: admission, visit, discharge, death, hire.
    EVENT = 40;
    /// Nationality, religion, ethnic group.
    NATIONALITY = 41;
    /// Sex.
    SEX = 42;
    /// Links between the words of a label: "is", "of", "the".
    LINK = 43;
    /// A name of something.
    NAME = 44;
    /// A licence of a profession: bar, medical board, college.
    PROFESSION = 45;
    /// A fax.
    FAX = 46;
    /// "pass": a passport only with a number.
    PASS = 47;
    /// Writing to somebody's number: "messages to".
    MESSAGE = 48;
    /// "desk": a telephone only right before its number.
    DESK = 49;
}

/// Words and meanings; a word may stand in several lines.
const WORDS: &[(Cues, &str)] = &[
    (
        FILLER,
        "is are was no nr num number numero número numéro nummer nº id ids of the my your his her their its our a an and or value val code codes to \
        del de la el le der die das mein meine ist es mi su il lo un una do da o meu é nro  sr ref reference",
    ),
    (LINK, "is are was of the my your his her their our del de la el le ist es mi su mein meine el a an"),
    (ID, "id ids identifier identifiers identificador identifiant identification kennung uid"),
    (NUMBER, "number numbers no nr num numero número numéro nummer nº nro numer číslo numara numarası 号 番号 号码"),
    (NAME, "name names nombre nom nome imię"),
    (
        PHONE,
        "phone phones telephone tel tels telefon telefono teléfono telefone téléphone telefoon telefonnummer telefonnumer phonenumber phoneno \
        phonenum mobile mobil mobilnummer mobiltelefon handy handynummer cell cellphone cellular cel celular movil móvil gsm whatsapp \
        fax facsimile telefax faks hotline helpline landline switchboard rufnummer numtel msisdn telefonszám telepono selpon telefonu puhelin puhelinnumero matkapuhelin mobiel \
        komórka telefony телефон тел моб mobilní cep telp 電話 电话 手机 携帯 전화 휴대폰 τηλέφωνο फोन cellulare fono contactnumber smsnumber  callerid caller ani dnis \
        sími telefonas telefons tālrunis tálknúmer phn ph tlf tfno telf tlfn mob homephone workphone telefoonnummer",
    ),
    (FAX, "fax facsimile telefax faks"),
    (MESSAGE, "text texted sms message messages messaging fax whatsapp"),
    (DESK, "desk office work home direct portable main business daytime evening"),
    (PASS, "pass pas passi pasă cestovní"),
    (
        REACH,
        "call calls called calling callback dial reach reached reachable ring text texted sms message messages messaging answer answering contact contacted \
        registered llama llamar llame llámame appeler appelez anrufen ruf erreichen erreichbar chiama chiamare ligue bel bellen zadzwoń phoned",
    ),
    (TOWARDS, "at on me us him her them via au al am an unter a number line my in"),
    (
        CARD,
        "card cards cc creditcard debitcard visa mastercard amex maestro discover diners jcb unionpay karte kreditkarte kreditkartennummer kartennummer karta karty \
        tarjeta tarjetas carte cartão cartao carta kort kortnummer kreditkort cardnumber ccn ccnum cardno cardnum pan luottokortti kortti kart kartı kredi карта 卡 カード ccnumber kaart creditkaart",
    ),
    (
        ACCOUNT,
        "account accounts acct acc  konto kontonummer kontonr ktonr kto cuenta compte conto conta rekening rekeningnummer konta rachunek rachunku hesap \
        accountnumber accountno acctno acctnum bankaccount bankkonto tili számla účet účtu счет счёт 口座 账户 계좌",
    ),
    (
        BANK,
        "bank banks banking banco banque banca bankaccount checking savings wire deposit ach iban payout transfer überweisung virement clearing sort bsb",
    ),
    (ROUTING, "routing aba rtn routingnumber transit"),
    (BIC, "bic swift swiftcode biccode bicswift"),
    (IBAN, "iban"),
    (
        MRN,
        "mrn mrns nhc cipa emr ehr medrec patientid patientnumber patientennummer fallnummer ipp krankenaktennummer nhcs mrnumber",
    ),
    (
        MEDICAL,
        "medical med clinical clinic hospital health historia clínica clinica médical medico médico \
        medizinische",
    ),
    (RECORD, "record records chart file dossier akte historia rec"),
    (PATIENT, "patient patients pt patienten paciente paziente patiënt patienter pat"),
    (
        INSURANCE,
        "insurance insurer insured nass medicaid medicare krankenversicherung krankenkasse versicherung versicherungsnummer versichertennummer versicherten \
        assurance seguro aseguramiento aseguradora assicurazione verzekering ubezpieczenia ubezpieczenie mutuelle hmo ppo ins hicn hbn insuranceid försäkring zorgverzekering",
    ),
    (
        MEMBER,
        "member members subscriber beneficiary enrollee policyholder memberid subscriberid membership holder \
        group",
    ),
    (POLICY, "policy plan policynumber policyno póliza poliza police polizza"),
    (
        PASSPORT,
        "passport passports passportnumber passportno passnummer passnr reisepass reisepassnummer reisepaß pasaporte passeport passaporto passaporte \
        paspoort paspoortnummer paszport paszportu pasaport pasport pasaportu útlevél паспорт 護照 护照 여권 旅券 パスポート",
    ),
    (
        DRIVER,
        "driver drivers driving  driverslicense driverlicense driverslicence drivinglicence driverlicence dl dlnumber dln führerschein fuehrerschein führerscheinnummer fahrerlaubnis conducir conducción conduire guida rijbewijs \
        prawo jazdy körkort kørekort førerkort ajokortti kierowcy patente ehliyet sürücü driverlicensenumber licencia водительское permis 운전면허 免許",
    ),
    (
        LICENSE,
        "license licence licenses licencia permis patente permit carnet carné licenza lic licensenumber licencenumber carta führerschein rijbewijs 면허",
    ),
    (PROFESSION, "colegiado numcol nºcol ncol board bar nursing professional col"),
    (
        PLATE,
        "plate plates plaka plakası plakasi platenumber licenseplate licenceplate numberplate kennzeichen nummernschild matricula matrícula immatriculation targa placa \
        kenteken rejestracyjny rekisterinumero registration reg regno vrm vrn tag plak",
    ),
    (
        VEHICLE,
        "vehicle car truck van auto automobile fahrzeug vehículo vehiculo coche voiture véhicule veicolo carro motorcycle araç kfz fahrzeuge motor",
    ),
    (VIN, "vin chassis fahrgestellnummer bastidor fin vehicleidentificationnumber telaio"),
    (
        BIRTH,
        "birth born dob  birthday birthdate birthdays dateofbirth geboren geburtsdatum geburtstag geb geburt nacimiento nacido nacida nació naissance né née nascita nato nata nascimento \
        nasceu geboortedatum född födelsedatum fødselsdato urodzenia urodzony urodzona doğum narozen narození született születési syntymäaika syntynyt рождения родился 生年月日 出生 생년월일  bday yob fnac geboortedag roden rođen",
    ),
    (AGE, "age aged ages edad alter âge età idade leeftijd ålder alder wiek yaş turned turning turns turn"),
    (IP, "ip ips ipv ipaddress ipaddr addr host client remote source src dst gateway server peer listen  clientip remoteaddr"),
    (MAC, "mac macaddress hwaddr ether bssid hardware ethernet wifi bluetooth"),
    (
        GEO,
        "lat latitude lon lng long longitude latlng latlon geo gps coord coords coordinates coordinate location located position koordinaten coordenadas coordonnées",
    ),
    (
        DATE,
        "date dated datum fecha data dato today tomorrow yesterday deadline day tarih dátum дата 日付 日期 päivämäärä issued expires expiry expiration valid",
    ),
    (
        WHEN,
        "on in since until till by from of before after around during between year circa ca to and or at am im vom bis seit en el desde hasta du au le depuis nel dal del \
        the this that last next through over per date dated em desde até op sinds w od do dne año años jahr année anno ano early late mid summer winter spring autumn fall",
    ),
    (
        MACHINE_TIME,
        "ts time times timestamp timestamps created updated modified started ended finished at datetime logged recorded received sent last seen \
        begin start end stop utc epoch ctime mtime atime when eventtime iat exp nbf ttl run build synced generated processed published fetched cutoff version release",
    ),
    (USER, "user users usuario utilisateur benutzer utente gebruiker usr customer client employee account login"),
    (
        USERNAME,
        "username usernames login logins handle nickname nick screenname userid uname benutzername usuario identifiant logon alias accountname",
    ),
    (
        WALLET,
        "wallet wallets bitcoin btc eth ethereum crypto ltc doge usdt usdc xmr monero solana sol xrp ripple tron trx address ada cardano blockchain coin payto",
    ),
    (
        TECHNICAL,
        "order orders ordernumber invoice invoices build builds trace traces span request requests req sha  commit commits hash digest checksum etag version line lines port \
        pid tid thread process ts timestamp seq sequence offset offsets size bytes count counts total token tokens latency duration ms sec secs epoch ticket tickets issue issues \
        pr job jobs task tasks transaction txn tx item items product sku serial batch shipment tracking parcel session correlation message event events run runs index idx rev revision part error errors \
        errno status code exit signal step steps epochs page pages row rows column columns col limit max min price amount cost balance quantity qty isbn doi issn ean upc barcode \
        asn uuid guid bug case lot model object objects node nodes pod container block frame address ptr memory mem heap stack seed nonce bestellung rechnung auftrag pedido factura commande facture \
        conversation chat workflow experiment dataset sample score weight iteration checkpoint elapsed timeout retry retries attempt attempts byte kb mb gb hz rpm fps gift paypal reservation flight confirmation",
    ),
    (
        VERSION,
        "version versions v ver vers release releases build rev revision firmware sdk python node java rust kernel chrome firefox safari edge opera mozilla upgrade upgraded downgrade \
        package pkg library driver npm pip postgres mysql redis nginx semver oid snmp schema section chapter figure table clause requires update patch os ios android windows macos dotnet jdk cuda",
    ),
    (BEING, "am was is im i he she they turned just being now be only m"),
    (YEARS, "year years yr yrs yo old"),
    (
        EVENT,
        "reported noted assessed referred presented admitted admission admit visit visited visits seen discharged discharge died death deceased hired hire joined join appointment surgery operated diagnosed treated evaluated procedure \
        ingreso alta consulta aufnahme entlassung termin hospitalised hospitalized scheduled met meet married wedding anniversary checkin checkout arrival departure onset \
        dod terminated termination leave left started enrolled enrollment graduation graduated effective",
    ),
    (
        NATIONALITY,
        "nationality citizenship citizen ethnicity religion race nacionalidad nationalité staatsangehörigkeit nazionalità native heritage descent",
    ),
    (SEX, "sex gender sexo geschlecht sexe sesso género genero"),
];

static TABLE: LazyLock<Words<Cues>> = LazyLock::new(|| {
    Words::new(WORDS.iter().flat_map(|(cues, words)| words.split_whitespace().map(|word| (word, *cues))), Cues::or)
});

/// What a word means, whichever its case.
pub(crate) fn of(word: &[u8]) -> Cues {
    TABLE.get(word).unwrap_or_default()
}

/// What a word means whose hash is known.
pub(crate) fn hashed(hash: u32, word: &[u8]) -> Cues {
    TABLE.hashed(hash, word).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_their_meanings() {
        assert!(of(b"Phone").any(PHONE));
        assert!(of("TELÉFONO".to_lowercase().as_bytes()).any(PHONE));
        assert!(of(b"Card").any(CARD) && !of(b"Card").any(PHONE));
        assert_eq!(of(b"elephant"), Cues::NONE);
    }
}
