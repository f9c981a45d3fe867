//! Ids of criteria and controls as imported maps spell them.

use model::{Control, Criterion};
use std::collections::{BTreeMap, BTreeSet};

/// The id of a criterion in our spelling: `CC 6.1`, `cc06-1`, `CC6.1.1` and `CC6.1 - access` are CC6.1, `PP1.1` is PI1.1;
/// none for what does not look like one.
pub(crate) fn criterion_id(text: &str) -> Option<String> {
    let text = text.trim().to_uppercase();
    let text =
        text.strip_prefix("TSC").or_else(|| text.strip_prefix("SOC 2")).or_else(|| text.strip_prefix("SOC2")).unwrap_or(&text);
    let text = text.trim_start_matches([' ', ':', '-', '_']);
    let series: String = text.chars().take_while(char::is_ascii_alphabetic).collect();
    let rest = text.get(series.len()..)?;
    let mut numbers = rest.split(|letter: char| !letter.is_ascii_digit()).filter(|part| !part.is_empty());
    let mut number = || numbers.next()?.parse::<u32>().ok();
    let gap = rest.chars().take_while(|letter| !letter.is_ascii_digit()).count();
    let (first, second) = (number()?, number()?);
    let series = match series.as_str() {
        "CC" | "A" | "PI" | "C" | "P" => series.as_str(),
        "PP" => "PI",
        _ => return None,
    };
    (gap <= 1).then(|| format!("{series}{first}.{second}"))
}

/// What ids in a mapping stand for.
pub(crate) struct Known<'a> {
    criteria: BTreeSet<&'a str>,
    controls: BTreeMap<String, Vec<&'a Control>>,
}

impl<'a> Known<'a> {
    /// The criteria and controls of the map.
    pub(crate) fn new(criteria: &'a [Criterion], controls: &'a [Control]) -> Self {
        let mut by_id: BTreeMap<String, Vec<&'a Control>> = BTreeMap::new();
        for control in controls {
            by_id.entry(letters(&control.id)).or_default().push(control);
        }
        Self { criteria: criteria.iter().map(|criterion| criterion.id.as_str()).collect(), controls: by_id }
    }

    /// The criterion that an id stands for.
    pub(crate) fn criterion(&self, id: &str) -> Option<&'a str> {
        self.criteria.get(criterion_id(id)?.as_str()).copied()
    }

    /// The versions of the control that an id stands for, however it is spelled (`AC 03`, `ac-03`).
    pub(crate) fn control(&self, id: &str) -> &[&'a Control] {
        self.controls.get(&letters(id)).map(Vec::as_slice).unwrap_or_default()
    }
}

/// The ids in the cells of a mapping: several may stand in one cell.
pub(crate) fn ids(cells: &[String]) -> Vec<&str> {
    let parts = cells.iter().flat_map(|cell| cell.split([',', ';', '|', '\n']));
    parts.map(str::trim).filter(|id| !id.is_empty()).collect()
}

fn letters(id: &str) -> String {
    id.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_criteria() {
        let same = [
            ("CC6.1", "CC6.1"),
            (" cc 6.1 ", "CC6.1"),
            ("CC6.1.1", "CC6.1"),
            ("CC06-01", "CC6.1"),
            ("CC_6_1", "CC6.1"),
            ("TSC CC6.1", "CC6.1"),
            ("CC6.1 - logical access", "CC6.1"),
            ("PP1.1", "PI1.1"),
            ("A1.2", "A1.2"),
        ];
        for (written, id) in same {
            assert_eq!(criterion_id(written).as_deref(), Some(id), "{written}");
        }
        for written in ["", "CC6", "AC-03", "X1.1", "6.1", "CC"] {
            assert_eq!(criterion_id(written), None, "{written}");
        }
    }
}
