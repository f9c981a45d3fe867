//! What people ask and models answer in the made-up log: our own sentences, without names, numbers of persons or keys.

use super::numbers::Numbers;
use std::fmt::Write as _;

/// What is noted of a case.
const FACTS: [&str; 24] = [
    "reports a dry cough since the weekend",
    "has taken the new tablets for nine days",
    "sleeps badly and wakes early",
    "asks whether the dose can be halved",
    "felt dizzy after standing up twice",
    "brought the letter of the eye clinic",
    "has no fever and eats well",
    "wants the next visit in the afternoon",
    "tolerates the ointment without a rash",
    "missed the blood test of last week",
    "walks without the stick again",
    "drinks little and is often tired",
    "stopped the drops because they burned",
    "has pain in the left knee when climbing stairs",
    "needs a certificate for the insurer",
    "was sent home with a plan for exercises",
    "measured the pressure every morning",
    "lost some weight since the spring",
    "would like the report in plain words",
    "did not find the leaflet helpful",
    "lives alone and has a neighbour who helps",
    "had the stitches taken out without trouble",
    "heard a ringing in the right ear",
    "keeps a diary of what she eats",
];
/// What is asked, by route.
const ASKS: [&[&str]; 3] = [
    &["Sort this message into one class and say why.", "Which desk has to read this message?", "Is this message urgent?"],
    &["Summarise the note in four sentences.", "Write the summary for the handover.", "List what is open in this note."],
    &["Draft the letter to the practice that referred.", "Write the letter in plain words.", "Shorten the letter to a page."],
];
/// How an answer begins, by route.
const OPENINGS: [&[&str]; 3] = [
    &["Class: question on medication.", "Class: appointment.", "Class: follow-up, not urgent.", "Class: paperwork."],
    &["Summary of the visit.", "In short.", "Since the last visit."],
    &["Thank you for sending the patient to us.", "We have seen the patient again.", "This is what we found."],
];
/// How it ends.
const CLOSINGS: [&str; 6] = [
    "A person has to check this before it is used.",
    "Nothing else was noted.",
    "The dose is not in the note and was left out.",
    "The next step is with the practice.",
    "Please compare with the file.",
    "No allergy is mentioned.",
];

/// Writes the text of a prompt on a route.
pub(super) fn prompt(out: &mut String, numbers: &mut Numbers, route: usize) {
    let asked = ASKS.get(route).copied().unwrap_or_default();
    // Writing to a string cannot fail.
    let _ = write!(out, "{} Note {}: the patient {}", numbers.one(asked, ""), numbers.below(90_000), fact(numbers));
    for _ in 0..numbers.below(4) {
        let _ = write!(out, ", {}", fact(numbers));
    }
    let _ = write!(out, " and {}.", fact(numbers));
}

/// Writes the text of an answer on a route.
pub(super) fn answer(out: &mut String, numbers: &mut Numbers, route: usize) {
    let openings = OPENINGS.get(route).copied().unwrap_or_default();
    let _ = write!(out, "{} The patient {}", numbers.one(openings, ""), fact(numbers));
    for _ in 0..numbers.below(4) {
        let _ = write!(out, "; {}", fact(numbers));
    }
    let _ = write!(out, ". {}", numbers.one(&CLOSINGS, ""));
}

fn fact(numbers: &mut Numbers) -> &'static str {
    numbers.one(&FACTS, "")
}
