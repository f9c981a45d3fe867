//! The signature field: an invisible widget on the cover and the dictionary that the signature is written into.

use super::metadata;
use crate::{Contents, sign::CONTENTS_BYTES};
use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat};

/// As wide as any offset that a report can have.
const WIDE: i64 = 1_111_111_111;

/// Adds both and the form that holds them; answers where the form is.
pub(super) fn add(file: &mut Document, page: ObjectId, contents: &Contents) -> Result<ObjectId, lopdf::Error> {
    let mut value = Dictionary::new();
    value.set("Type", Object::Name(b"Sig".to_vec()));
    value.set("Filter", Object::Name(b"Adobe.PPKLite".to_vec()));
    value.set("SubFilter", Object::Name(b"ETSI.CAdES.detached".to_vec()));
    value.set("ByteRange", vec![0.into(), WIDE.into(), WIDE.into(), Object::Integer(WIDE)]);
    value.set("Contents", Object::String(vec![0; CONTENTS_BYTES], StringFormat::Hexadecimal));
    value.set("M", metadata::date(contents.prepared_at));
    let value = file.add_object(value);
    let mut field = Dictionary::new();
    field.set("Type", Object::Name(b"Annot".to_vec()));
    field.set("Subtype", Object::Name(b"Widget".to_vec()));
    field.set("FT", Object::Name(b"Sig".to_vec()));
    field.set("T", Object::string_literal("Signature"));
    field.set("V", value);
    field.set("P", page);
    field.set("F", 132);
    field.set("Rect", vec![0.into(), 0.into(), 0.into(), Object::Integer(0)]);
    let field = file.add_object(field);
    let page = file.get_object_mut(page)?.as_dict_mut()?;
    page.set("Annots", vec![Object::Reference(field)]);
    let mut form = Dictionary::new();
    form.set("Fields", vec![Object::Reference(field)]);
    form.set("SigFlags", 3);
    Ok(file.add_object(form))
}
