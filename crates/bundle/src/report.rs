//! The report as PDF: what an auditor reads first, page by page.
//!
//! Sections say what; [`sheet`] says where on the page; [`finish`] turns printpdf's output into a correct file. Nothing
//! here judges: every number comes from the contents.

mod finish;
mod fonts;
mod sections;
mod sheet;
mod style;
mod table;
mod text;

use crate::{BundleError, Contents, Gap, Identity};
use fonts::Fonts;
use sheet::Sheet;

/// Most exceptions that the report lists for one evaluator; it says where the others are.
pub(crate) const LISTED_PER_EVALUATOR: usize = 500;

/// The finished report.
pub(crate) struct Report {
    /// The signed file.
    pub(crate) pdf: Vec<u8>,
    /// Its pages.
    pub(crate) pages: u64,
}

/// Sets, finishes and signs the report.
pub(crate) fn make(contents: &Contents, gaps: &[Gap], identity: &Identity) -> Result<Report, BundleError> {
    let fonts = Fonts::load()?;
    let mut sheet = Sheet::new(&fonts);
    sections::all(&mut sheet, &sections::View::new(contents, gaps, identity)?);
    let bound = sheet.bind(&sections::running_head(contents));
    let pages = bound.pages.len() as u64;
    let mut pdf = finish::pdf(bound, &fonts, contents)?;
    crate::sign::fill(&mut pdf, identity, contents.prepared_at)?;
    Ok(Report { pdf, pages })
}
