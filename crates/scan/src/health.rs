//! Whether a text tells something about the health of a person who can be told from it.
//!
//! Why it exists: data about health is a special category (GDPR, article 9) and protected (45 CFR 160.103) once it can be
//! traced to a person. A question about a disease is neither; with a name, a record number or the day of a visit it is both.

use std::sync::LazyLock;

use crate::context::is_letter;
use crate::span::Span;
use crate::words::Words;

/// Kinds of findings that lead to a person by themselves: of the identifiers of 45 CFR 164.514(b)(2)(i) those found here.
const PERSONAL: &[&str] = &[
    "PERSON",
    "MRN",
    "HEALTH_INSURANCE_ID",
    "EMAIL",
    "PHONE",
    "DATE_OF_BIRTH",
    "ADDRESS",
    "ACCOUNT_NUMBER",
    "LICENSE_ID",
    "PASSPORT",
    "DRIVER_LICENSE",
    "VIN",
    "VEHICLE_PLATE",
    "USERNAME",
    "CREDIT_CARD",
    "IBAN",
];
/// Rules of dates that are exact to the day; a year, or a day of the week, leads to nobody.
const EXACT: &[&str] = &["date-written", "date-numbers", "date-part"];
/// What follows the name of a discoverer rather than of a patient.
const EPONYMS: &[&str] = &[
    "disease",
    "syndrome",
    "score",
    "scale",
    "criteria",
    "test",
    "sign",
    "reflex",
    "lymphoma",
    "sarcoma",
    "index",
    "risk",
    "classification",
    "stage",
    "staging",
    "palsy",
    "thyroiditis",
    "ulcer",
    "tumor",
    "tumour",
    "esophagus",
    "maneuver",
    "procedure",
    "anemia",
    "chorea",
    "contracture",
    "hernia",
    "cell",
    "cells",
    "body",
    "bodies",
    "study",
    "trial",
    "guidelines",
    "enfermedad",
    "contractions",
    "catheter",
    "dementia",
    "phenomenon",
    "triad",
    "law",
    "stain",
    "method",
    "nodes",
    "paralysis",
    "fracture",
    "calculator",
    "model",
    "protocol",
    "equation",
    "formula",
    "grade",
    "system",
    "clusters",
];

/// Words of health by themselves: diseases, parts that are ill, drugs, examinations, operations.
const CERTAIN: &str = "diabetes diabetic hypertension hypertensive hypotension cancer tumor tumour melanoma leukemia lymphoma asthma copd hiv aids hepatitis tuberculosis epilepsy seizure seizures stroke migraine migraines \
    depression bipolar schizophrenia psychosis anxiety adhd autism dementia alzheimer parkinson arthritis osteoporosis fibromyalgia lupus psoriasis eczema anemia hemophilia thrombosis embolism dvt fibrillation afib arrhythmia \
    infarction angina chf cardiomyopathy cirrhosis pancreatitis colitis crohn ibs gerd ulcer pneumonia bronchitis influenza covid sepsis mrsa infection infections malaria lyme measles pregnancy pregnant miscarriage abortion \
    infertility menopause obesity obese insulin metformin statin aspirin ibuprofen warfarin heparin lisinopril losartan amlodipine atorvastatin levothyroxine albuterol prednisone amoxicillin chemotherapy radiotherapy dialysis \
    transplant biopsy mri colonoscopy endoscopy ultrasound mammogram x-ray ecg ekg vaccination vaccine immunization diagnosis diagnosed prognosis symptom symptoms contraindication contraindications dosage prescribing prescribed \
    prescription antibiotic antibiotics anticoagulant anticoagulants anticoagulation antidepressant antidepressants hemoglobin hba1c cholesterol creatinine metastatic oncology cardiology neurology psychiatry pediatric obstetric \
    comorbidities postoperative preoperative perioperative surgery surgical addiction alcoholism overdose suicide suicidal allergy allergies anaphylaxis gfr ckd esrd t1dm t2dm htn bph uti sle als copd rehab rehabilitation palliative \
    hospice fracture amputation pacemaker hiv-positive ptsd ocd concussion glaucoma cataract cataracts retinopathy neuropathy nephropathy thyroid hypothyroidism hyperthyroidism gout eclampsia preeclampsia endometriosis hysterectomy \
    krankheit diagnose diabetiker bluthochdruck krebs schwanger depressionen enfermedad diagnóstico cáncer embarazada hipertensión tratamiento maladie diagnostic grossesse enceinte hypertonie malattia gravidanza tumore doença gravidez \
    ziekte zwanger choroba ciąża sjukdom gravid opioid opioids naloxone methadone buprenorphine lithium sertraline fluoxetine cabg pci coumadin xarelto eliquis lipitor zoloft prozac xanax adderall ozempic humira tylenol plavix lasix synthroid ventolin lantus apixaban rivaroxaban clopidogrel furosemide amiodarone omeprazole gabapentin tramadol morphine oxycodone";
/// Words that say it together with another.
const LIKELY: &str = "patient patients treatment treatments treating treated therapy therapies medication medications drug drugs dose doses doctor physician nurse clinic clinical hospital admitted discharged discharge chronic acute disease \
    diseases disorder disorders syndrome pain fever cough rash injury injuries wound blood heart liver kidney lung renal cardiac pulmonary hepatic medical medicine mental illness sick screening lab labs vitals bmi exam examination \
    side-effects paciente hospital médico enfermería arzt klinik behandlung krankenhaus hôpital médecin traitement ospedale medico cura tratado care followup guidelines protocol recurrent elderly stage presenting male female woman yo years-old outcomes exercise condition mi hx dx rx tx mgmt pt";
/// Endings of diseases, operations and drugs (the stems of international nonproprietary names, WHO).
const ENDINGS: &[&str] = &[
    "itis",
    "oma",
    "emia",
    "aemia",
    "pathy",
    "ectomy",
    "osis",
    "ostomy",
    "plasty",
    "algia",
    "plegia",
    "rrhea",
    "scopy",
    "sartan",
    "statin",
    "olol",
    "mycin",
    "cillin",
    "azole",
    "mab",
    "tinib",
    "pril",
    "gliptin",
    "gliflozin",
    "parin",
    "setron",
    "triptan",
    "dipine",
    "thiazide",
    "vir",
    "cycline",
    "oxacin",
    "azepam",
    "barbital",
    "caine",
    "profen",
    "coxib",
    "prazole",
    "tidine",
    "lukast",
    "xaban",
    "gatran",
    "glutide",
];
/// Words with such endings that are about something else.
const OTHERWISE: &[&str] = &[
    "diploma",
    "aroma",
    "sympathy",
    "empathy",
    "hypnosis",
    "diagnosis",
    "metamorphosis",
    "osmosis",
    "apotheosis",
    "oklahoma",
    "tacoma",
    "sonoma",
    "telepathy",
    "roma",
    "axioma",
    "idioma",
    "paloma",
    "coma",
    "reservoir",
];

static LEXICON: LazyLock<Words<u8>> = LazyLock::new(|| {
    let certain = CERTAIN.split_whitespace().map(|word| (word, 2));
    let likely = LIKELY.split_whitespace().map(|word| (word, 1));
    Words::new(certain.chain(likely), u8::max)
});

/// Whether the text is about somebody's health: its words are, and a finding leads to a person.
///
/// `spans` are the findings of [`scan`](crate::scan) in the same text.
pub fn health(text: &str, spans: &[Span]) -> bool {
    spans.iter().any(|span| is_personal(text, span)) && is_medical(text)
}

/// Whether words of health weigh enough: one that says it by itself, or two that say it together.
fn is_medical(text: &str) -> bool {
    let mut weight = 0;
    let mut last: &[u8] = &[];
    for word in text.as_bytes().split(|byte| !is_letter(*byte) && !byte.is_ascii_digit()) {
        if word.len() < 2 || word.eq_ignore_ascii_case(last) {
            continue;
        }
        weight += LEXICON.get(word).unwrap_or_else(|| if has_ending(word) { 2 } else { 0 });
        if weight >= 2 {
            return true;
        }
        last = word;
    }
    false
}

fn has_ending(word: &[u8]) -> bool {
    let ends = |ending: &str| {
        word.len()
            .checked_sub(ending.len())
            .and_then(|at| word.get(at..))
            .is_some_and(|tail| tail.eq_ignore_ascii_case(ending.as_bytes()))
    };
    word.len() >= 8
        && ENDINGS.iter().any(|ending| ends(ending))
        && !OTHERWISE.iter().any(|known| known.as_bytes().eq_ignore_ascii_case(word))
}

/// Whether a finding leads to a person.
fn is_personal(text: &str, span: &Span) -> bool {
    match span.kind {
        "PERSON" => !is_eponym(text.get(span.end..).unwrap_or_default()),
        "DATE" => EXACT.contains(&span.rule.id),
        kind => PERSONAL.contains(&kind) || kind.split_once('_').is_some_and(|(country, _)| country.len() == 2),
    }
}

/// Whether a disease, a score or the like follows a name.
fn is_eponym(rest: &str) -> bool {
    let rest = rest.trim_start_matches(['\'', '’']);
    let mut words = rest.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty());
    let next = words.find(|word| *word != "s").unwrap_or_default();
    let second = words.next().unwrap_or_default();
    let close = rest.len() - rest.trim_start_matches(|letter: char| !letter.is_alphabetic()).len() <= 2;
    close && [next, second].iter().any(|word| EPONYMS.iter().any(|known| known.eq_ignore_ascii_case(word)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Rule, Settings, scan};

    fn told(text: &str) -> bool {
        health(text, &scan(text, &Settings { names: false, ..Settings::default() }))
    }

    #[test]
    fn health_needs_a_person_and_a_person_needs_health() {
        assert!(told("Insulin for the 50-year-old man with MRN: 445566, please."));
        assert!(told("Bronchitis, seen on March 3rd, 2024."));
        assert!(!told("Is insulin needed for a 50-year-old man with a high score?"));
        assert!(!told("Diagnosed with asthma in 2019."));
        assert!(!told("The invoice was sent on March 3rd, 2024 to jo@example.com."));
    }

    #[test]
    fn discoverers_are_no_patients() {
        static RULE: Rule = Rule { id: "name", reason: "a name" };
        let person = |start, end| [Span { start, end, kind: "PERSON", score: 80, rule: &RULE }];
        assert!(!health("Hodgkin's lymphoma, which drugs?", &person(0, 7)));
        assert!(health("Hodgkin has a lymphoma, which drugs?", &person(0, 7)));
    }
}
