//! From printpdf's pages to a correct file: outline, language, XMP in step with Info, a `/ID` that follows from the
//! content, and the place for the signature.
//!
//! printpdf numbers and dates by its own lights; everything that would differ between two runs is replaced here.

mod metadata;
mod signature_field;

use super::{
    fonts::{Face, Fonts},
    sheet::{Bound, Mark},
};
use crate::{BundleError, Contents};
use lopdf::{Bookmark, Dictionary, Document, Object, ObjectId, StringFormat};
use printpdf::{Mm, PdfDocument, PdfFont, PdfPage, PdfSaveOptions};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Sets the pages into a file with an empty place for the signature.
pub(super) fn pdf(bound: Bound, fonts: &Fonts, contents: &Contents) -> Result<Vec<u8>, BundleError> {
    let failed = |error: lopdf::Error| BundleError::Report(error.to_string());
    let Bound { pages, marks } = bound;
    let mut document = PdfDocument::new("report");
    for face in Face::ALL {
        document.resources.fonts.map.insert(face.id(), PdfFont::new(fonts.font(face).clone()));
    }
    document.pages = pages.into_iter().map(|ops| PdfPage::new(Mm(210.0), Mm(297.0), ops)).collect();
    let options = PdfSaveOptions { optimize: false, subset_fonts: true, secure: true, image_optimization: None };
    let mut warnings = Vec::new();
    let mut file = document.to_lopdf_document(&options, &mut warnings);
    drop(document);
    "1.7".clone_into(&mut file.version);
    file.compress();
    let pages = file.get_pages();
    outline(&mut file, &marks, &pages)?;
    let first = pages.values().next().copied().ok_or_else(|| BundleError::Report("it has no page".to_owned()))?;
    let form = signature_field::add(&mut file, first, contents).map_err(failed)?;
    let texts = metadata::Texts::of(contents);
    let xmp = metadata::add(&mut file, &texts);
    catalog(&mut file, form, xmp).map_err(failed)?;
    identify(&mut file, contents);
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).map_err(|error| BundleError::Report(error.to_string()))?;
    Ok(bytes)
}

fn outline(file: &mut Document, marks: &[Mark], pages: &BTreeMap<u32, ObjectId>) -> Result<(), BundleError> {
    let mut section = None;
    for mark in marks {
        let number = u32::try_from(mark.page + 1).unwrap_or(u32::MAX);
        let page = *pages.get(&number).ok_or_else(|| BundleError::Report(format!("page {number} is missing")))?;
        let entry = Bookmark::new(mark.title.clone(), [0.0, 0.0, 0.0], 0, page);
        let parent = if mark.level == 1 { None } else { section };
        let id = file.add_bookmark(entry, parent);
        if mark.level == 1 {
            section = Some(id);
        }
    }
    Ok(())
}

fn catalog(file: &mut Document, form: ObjectId, xmp: ObjectId) -> Result<(), lopdf::Error> {
    let outline = file.build_outline();
    let catalog = file.catalog_mut()?;
    catalog.set("PageMode", Object::Name(b"UseOutlines".to_vec()));
    catalog.set("PageLayout", Object::Name(b"OneColumn".to_vec()));
    catalog.set("Lang", Object::string_literal("en"));
    catalog.set("Metadata", xmp);
    catalog.set("AcroForm", form);
    let mut viewer = Dictionary::new();
    viewer.set("DisplayDocTitle", true);
    catalog.set("ViewerPreferences", viewer);
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
    }
    Ok(())
}

/// The same content and time give the same `/ID`.
fn identify(file: &mut Document, contents: &Contents) {
    let mut hash = Sha256::new();
    for (id, object) in &file.objects {
        hash.update(id.0.to_be_bytes());
        if let Object::Stream(stream) = object {
            hash.update(&stream.content);
        }
    }
    hash.update(contents.prepared_at.timestamp().to_be_bytes());
    let id: Vec<u8> = hash.finalize().iter().take(16).copied().collect();
    let id = Object::String(id, StringFormat::Hexadecimal);
    file.trailer.set("ID", vec![id.clone(), id]);
}
