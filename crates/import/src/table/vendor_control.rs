//! Rows that are controls which reports of vendors name.

use super::{cells::Cells, words};
use model::{
    Data,
    record::{VendorControl, VendorControlFamily},
};

/// The control of a row; none where nothing names it or its vendor.
pub(crate) fn vendor_control(cells: &Cells<'_>) -> Option<Data> {
    let (id, text) = (cells.text("id"), cells.text("text"));
    let vendor = cells.text("vendor").unwrap_or_else(|| cells.system());
    if vendor.is_empty() || id.is_none() && text.is_none() {
        return None;
    }
    cells.keep("rest");
    let applies = cells.reads("applies", words::applies);
    let told = cells.word("family").and_then(family);
    if told.is_none() {
        cells.keep("family");
    }
    Some(Data::VendorControl(Box::new(VendorControl {
        family: told.or_else(|| id.as_deref().and_then(family)).unwrap_or_else(|| of_file(cells)),
        id,
        vendor,
        text,
        controls: cells.list("controls"),
        criteria: cells.list("criteria"),
        applies,
        reason: cells.text("reason"),
        status_word: cells.said("status"),
    })))
}

/// The family that the headers tell, else the name of the file or what stands above its header.
fn of_file(cells: &Cells<'_>) -> VendorControlFamily {
    let headers = ["id", "text", "status", "controls"].into_iter().map(|id| cells.header(id));
    headers.chain([cells.heading()]).find_map(family).unwrap_or_default()
}

/// The family that a text names; none where it names neither or both.
pub(crate) fn family(text: &str) -> Option<VendorControlFamily> {
    let text = words::plain(text);
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let user = has(&["cuec", "user entit", "user control", "customer", "nutzerorganisation"]);
    let subservice = has(&["csoc", "subservice", "sub service", "subdienstleister"]);
    match (user, subservice) {
        (true, false) => Some(VendorControlFamily::UserEntity),
        (false, true) => Some(VendorControlFamily::SubserviceOrganisation),
        _ => None,
    }
}
