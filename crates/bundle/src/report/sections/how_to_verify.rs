//! How to verify: the recipe of `START-HERE`, printed once more where it cannot be lost.

use super::View;
use crate::{
    recipe::{self, Line},
    report::{sheet::Sheet, style::Style},
};

pub(super) fn set(sheet: &mut Sheet<'_>, view: &View<'_>) {
    sheet.section("How to verify");
    for step in recipe::steps(&view.ca, &view.ssh) {
        sheet.heading(&step.title, 40.0);
        for line in &step.lines {
            match line {
                Line::Text(text) => {
                    sheet.paragraph(Style::BODY, text);
                    sheet.skip(3.0);
                }
                Line::Command { system, command } => {
                    sheet.ensure(40.0);
                    sheet.paragraph(Style::NOTE, system);
                    sheet.skip(1.0);
                    sheet.code(command);
                }
            }
        }
    }
}
