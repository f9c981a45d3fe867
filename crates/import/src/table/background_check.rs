//! Rows that are background checks of persons. What a check found is not kept: only whether it was done and how it ended.

use super::{cells::Cells, person, words};
use model::{Data, record::BackgroundCheck};

/// Words of headers under which the findings of a check, or what identifies the person to a court, may stand.
const FOUND: &str = "finding|findings|charge|charges|offence|offences|offense|offenses|conviction|convictions|criminal|crime|crimes|court|county|record|\
     records|ssn|dob|birth|birthday|birthdate|license|licence|driver|driving|motor|credit|drug|health|medical|sanction|sanctions|offender|notes|note|\
     comment|comments|remark|remarks|detail|details|description|summary|reason|explanation|passport|address|zip|phone|gender|aliases|eintrag|eintrage|\
     bemerkung|bemerkungen|geburtsdatum|straftat|straftaten|kommentar|anmerkung|anmerkungen";

/// The check of a row; none where it does not say whose.
pub(crate) fn background_check(cells: &Cells<'_>) -> Option<Data> {
    let person = person::who(cells)?;
    cells.drop_columns(|header| {
        words::plain(header).split(|c: char| !c.is_alphanumeric()).any(|word| words::is_one_of(word, FOUND))
    });
    let completed = cells.stamp_or("completed", words::is_check_state);
    // The result says more than that the check is complete; what was decided on a finding does not make it none.
    let ids =
        ["result", "status", "completed", "adjudication"].into_iter().filter(|id| *id != "completed" || completed.is_none());
    let told: Vec<&str> = ids.filter(|id| cells.word(id).is_some()).collect();
    for id in told.iter().skip(1).copied().chain(["rest", "place"]) {
        cells.keep(id);
    }
    Some(Data::BackgroundCheck(Box::new(BackgroundCheck {
        system: cells.text("provider").unwrap_or_else(|| cells.system()),
        id: cells.text("id"),
        person,
        package: cells.text("package"),
        ordered: cells.stamp("ordered"),
        completed,
        clear: told.iter().find_map(|id| cells.word(id).and_then(words::cleared)),
        status_word: told.first().and_then(|id| cells.said(id)),
        adjudicator: cells.text("adjudicator"),
    })))
}
