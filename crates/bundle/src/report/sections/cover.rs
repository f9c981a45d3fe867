//! The cover: whose, what, when, what it is not, what is missing in one line, and where everything is.

use super::{View, counted, moment, number, type_word, window};
use crate::report::{
    sheet::Sheet,
    style::{Ink, SIDE, Style, TOP, WIDTH},
};

pub(super) fn set(sheet: &mut Sheet<'_>, view: &View<'_>) {
    let engagement = &view.contents.engagement;
    sheet.fill(SIDE, TOP + 8.0, 48.0, 4.0, Ink::ACCENT);
    sheet.skip(48.0);
    sheet.paragraph(Style::LEAD, &format!("Evidence for the SOC 2 {} examination of", type_word(engagement.audit_type)));
    sheet.skip(4.0);
    sheet.paragraph(Style::TITLE, &engagement.company);
    sheet.skip(6.0);
    sheet.paragraph(Style::LEAD, &window(view.contents));
    sheet.skip(22.0);
    facts(sheet, view);
    sheet.skip(14.0);
    notice(sheet);
    sheet.skip(16.0);
    sheet.paragraph(Style::STRONG, &missing_line(view));
    sheet.skip(22.0);
    sheet.paragraph(Style::H2, "Contents");
    sheet.reserve_contents(7.0);
}

fn facts(sheet: &mut Sheet<'_>, view: &View<'_>) {
    let contents = view.contents;
    let engagement = &contents.engagement;
    let scope: Vec<&str> = engagement.categories().iter().map(|category| category.id()).collect();
    let records: u64 = contents.evidence.iter().map(|exhibit| exhibit.evidence.record_count()).sum();
    let inside = format!(
        "{}, {}, {}",
        counted(contents.evidence.len() as u64, "original file", "original files"),
        counted(records, "record", "records"),
        counted(contents.evaluations.len() as u64, "evaluation", "evaluations"),
    );
    let chain = if contents.chain_head.is_empty() {
        "none kept".to_owned()
    } else {
        format!("{} entries, head {}", number(contents.chain_entries), contents.chain_head)
    };
    let lines = [
        ("In scope", scope.join(", ")),
        ("Time zone", engagement.zone.clone()),
        ("Service auditor", engagement.auditor.clone().unwrap_or_else(|| "not named yet".to_owned())),
        ("As of", moment(contents.as_of)),
        ("Prepared", format!("{} by {}", moment(contents.prepared_at), contents.prepared_by)),
        ("Made with", contents.program.clone()),
        ("Inside", inside),
        ("Activity log", chain),
    ];
    for (name, value) in lines {
        pair(sheet, name, &value);
    }
}

/// A name and its value side by side.
fn pair(sheet: &mut Sheet<'_>, name: &str, value: &str) {
    sheet.ensure(Style::BODY.leading);
    let y = sheet.y - Style::BODY.leading + crate::report::sheet::baseline(Style::BODY);
    sheet.text(SIDE, y, Style::BODY.ink(Ink::MUTED), name);
    sheet.indented(Style::BODY, value, 100.0);
    sheet.skip(2.5);
}

fn notice(sheet: &mut Sheet<'_>) {
    let top = sheet.y;
    sheet.fill(SIDE, top - 56.0, WIDTH, 56.0, Ink::TINT);
    sheet.fill(SIDE, top - 56.0, 2.5, 56.0, Ink::ACCENT);
    sheet.skip(7.0);
    sheet.indented(Style::STRONG, "This report is management’s evidence; it expresses no opinion.", 14.0);
    let text = "It states what was recorded and what was computed from it, with the row of the file that proves it. \
                The tests and their results are the service auditor’s: the columns headed [auditor] are empty on purpose.";
    sheet.indented(Style::NOTE, text, 14.0);
    sheet.y = top - 56.0;
}

fn missing_line(view: &View<'_>) -> String {
    match view.gaps.len() as u64 {
        0 => "Nothing that the evidence map expects is missing from this bundle.".to_owned(),
        1 => "One thing is missing or not ready; it is stated on page 2.".to_owned(),
        many => format!("{} things are missing or not ready; they are stated from page 2 on.", number(many)),
    }
}
