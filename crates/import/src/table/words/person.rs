//! Words about persons: state and kind of employment.

use super::{has_one_of, is_one_of, is_truth, plain};
use model::record::Employment;

/// Whether employed, by the roster's word.
pub(crate) fn employed(cell: &str) -> Option<bool> {
    let word = plain(cell);
    if word.contains("notice") || word.contains("leave of absence") || word.contains("on leave") {
        return Some(true);
    }
    if has_one_of(
        &word,
        "terminated|termination|inactive|separated|resigned|left|former|exited|offboarded|dismissed|retired|deceased|departed|ended|alumni|quit|laid|redundant|fired|leaver|ex|exit|\
        deactivated|disabled|closed|suspended_permanently|ausgeschieden|gek\u{fc}ndigt|inaktiv|inactif|parti|sorti|term|archived|completed|expired|gone|offboarding_complete|inactivo|inactiva|inativo|baja|desligado|attrited|released|deleted|layoff",
    ) || word.starts_with("not active")
        || word.starts_with("no longer")
        || word.starts_with("not employed")
        || word == "t"
        || word == "i"
        || word == "offboarding complete"
    {
        return Some(false);
    }
    let yes = "active|employed|current|working|loa|leave|probation|probationary|permanent|confirmed|regular|fulltime|parttime|aktiv|actif|activo|activa|ativo|a|l|employee|contractor|offboarding|suspended|sabbatical|\
         parental|maternity|paternity|furlough|furloughed|garden|enabled|serving|intern|onboarded|ft|pt|temporary|temp|full|part|beurlaubt|elternzeit";
    (word == "in progress" || has_one_of(&word, yes)).then_some(true)
}

/// Whether a word tells a state of employment.
pub(crate) fn is_employment_state(cell: &str) -> bool {
    employed(cell).is_some()
        || is_one_of(
            &plain(cell),
            "pre hire|prehire|future hire|onboarding|pending|hired|preboarding|pending start|new hire|not started",
        )
}

/// How a person is engaged, by the roster's word.
pub(crate) fn employment(cell: &str) -> Employment {
    let word = plain(cell);
    if has_one_of(
        &word,
        "contractor|contractors|consultant|contingent|temp|temporary|freelance|freelancer|agency|vendor|external|extern|externe|externer|1099|c2c|contract|contracting|outsourced|subcontractor|extended|freiberufler|prestataire|consultor|partner|csw|cwk",
    ) || word.contains("non employee")
    {
        return Employment::Contractor;
    }
    if has_one_of(
        &word,
        "employee|employees|full|fulltime|ft|part|parttime|pt|permanent|regular|fte|w2|salaried|hourly|intern|apprentice|staff|internal|perm|exempt|vollzeit|teilzeit|interne|interner|mitarbeiter|angestellter|festangestellt|angestellt|cdi|cdd|working|trainee|emp|salary|fixed|eor",
    ) {
        return Employment::Employee;
    }
    Employment::Unknown
}

/// Whether a word tells how a person is engaged.
pub(crate) fn is_employment(cell: &str) -> bool {
    is_truth(cell) || employment(cell) != Employment::Unknown
}
