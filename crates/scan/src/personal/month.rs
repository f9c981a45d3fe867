//! Names of months, in the languages of logs.

use std::sync::LazyLock;

use crate::words::Words;

/// From January on: English, Spanish, French, German, Italian, Portuguese, Dutch, Swedish, Danish, Norwegian, Finnish, Polish,
/// Czech, Hungarian, Romanian, Turkish, Russian, Ukrainian, Greek, Indonesian; short forms where they are no other word.
const NAMES: [&str; 12] = [
    "january jan enero janvier januar januari gennaio janeiro jänner tammikuuta tammikuu stycznia styczeń ledna leden január ianuarie ocak января январь січня ιανουαρίου januára jän",
    "february feb febrero février fevr fév februar februari febbraio fevereiro helmikuuta helmikuu lutego luty února únor február februarie şubat февраля февраль лютого φεβρουαρίου fev",
    "march mar marzo mars märz mrz março maart marts maaliskuuta maaliskuu marca marzec března březen március martie mart марта март березня μαρτίου maret mär",
    "april apr abril avril avr aprile huhtikuuta huhtikuu kwietnia kwiecień dubna duben április aprilie nisan апреля апрель квітня απριλίου abr",
    "may mayo mai maggio maio mei maj toukokuuta toukokuu maja května květen május mayıs мая май травня μαΐου",
    "june jun junio juin juni giugno junho kesäkuuta kesäkuu czerwca czerwiec června červen június iunie haziran июня июнь червня ιουνίου giu",
    "july jul julio juillet juli luglio julho heinäkuuta heinäkuu lipca lipiec července červenec július iulie temmuz июля июль липня ιουλίου juil lug",
    "august aug agosto août augustus augusti elokuuta elokuu sierpnia sierpień srpna srpen augusztus ağustos августа август серпня αυγούστου agustus ago",
    "september sep sept septiembre setiembre septembre settembre setembro syyskuuta syyskuu września wrzesień září szeptember septembrie eylül сентября сентябрь вересня σεπτεμβρίου",
    "october oct octubre octobre oktober ottobre outubro okt lokakuuta lokakuu października październik října říjen október octombrie ekim октября октябрь жовтня οκτωβρίου ott out",
    "november nov noviembre novembre novembro marraskuuta marraskuu listopada listopad listopadu noiembrie kasım ноября ноябрь νοεμβρίου",
    "december dec diciembre décembre dezember dez dicembre dezembro joulukuuta joulukuu grudnia grudzień prosince prosinec decembrie aralık декабря декабрь грудня δεκεμβρίου desember dic des déc",
];

/// Names that are other words too, or parts of names: a day alone does not make them months unless they are capitals.
const AMBIGUOUS: &[&[u8]] = &[
    b"may", b"march", b"mar", b"mai", b"mart", b"out", b"des", b"jun", b"mars", b"maja", b"sep", b"dec", b"jan", b"ago", b"ocak",
    b"nov", b"mei", b"lug",
];

static MONTHS: LazyLock<Words<u8>> = LazyLock::new(|| {
    Words::new(
        NAMES.iter().zip(1..).flat_map(|(names, month)| names.split_whitespace().map(move |name| (name, month))),
        |first, _| first,
    )
});

/// Which month a word is.
pub(crate) fn month(word: &[u8]) -> Option<u8> {
    (word.len() >= 3).then(|| MONTHS.get(word)).flatten()
}

/// Whether the word is a month only where it begins with a capital.
pub(crate) fn is_ambiguous(word: &[u8]) -> bool {
    AMBIGUOUS.iter().any(|known| known.eq_ignore_ascii_case(word)) && !word.first().is_some_and(u8::is_ascii_uppercase)
}
