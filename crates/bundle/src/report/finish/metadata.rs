//! Title, author and dates: once as Info, once as XMP, with the same words.

use crate::Contents;
use chrono::{DateTime, SecondsFormat, Utc};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat};
use std::fmt::Write as _;

/// The words of both.
pub(super) struct Texts {
    title: String,
    author: String,
    subject: String,
    producer: String,
    at: DateTime<Utc>,
}

impl Texts {
    pub(super) fn of(contents: &Contents) -> Self {
        let engagement = &contents.engagement;
        Self {
            title: format!("SOC 2 evidence of {}, {}", engagement.company, engagement.window),
            author: engagement.company.clone(),
            subject: "Management’s evidence; it expresses no opinion".to_owned(),
            producer: contents.program.clone(),
            at: contents.prepared_at,
        }
    }
}

/// Writes both; answers where the XMP is.
pub(super) fn add(file: &mut Document, texts: &Texts) -> ObjectId {
    let mut info = Dictionary::new();
    info.set("Title", text(&texts.title));
    info.set("Author", text(&texts.author));
    info.set("Subject", text(&texts.subject));
    info.set("Creator", text(&texts.producer));
    info.set("Producer", text(&texts.producer));
    info.set("CreationDate", date(texts.at));
    info.set("ModDate", date(texts.at));
    let info = file.add_object(info);
    file.trailer.set("Info", info);
    let mut dictionary = Dictionary::new();
    dictionary.set("Type", Object::Name(b"Metadata".to_vec()));
    dictionary.set("Subtype", Object::Name(b"XML".to_vec()));
    file.add_object(Stream::new(dictionary, xmp(texts).into_bytes()).with_compression(false))
}

/// `D:20260703093000Z`.
pub(super) fn date(at: DateTime<Utc>) -> Object {
    Object::string_literal(at.format("D:%Y%m%d%H%M%SZ").to_string())
}

/// A text string: UTF-16 with its mark.
fn text(value: &str) -> Object {
    let mut bytes = vec![0xfe, 0xff];
    value.encode_utf16().for_each(|unit| bytes.extend_from_slice(&unit.to_be_bytes()));
    Object::String(bytes, StringFormat::Hexadecimal)
}

fn xmp(texts: &Texts) -> String {
    let at = texts.at.to_rfc3339_opts(SecondsFormat::Secs, true);
    let [title, author, subject, producer] =
        [&texts.title, &texts.author, &texts.subject, &texts.producer].map(|value| crate::markup::escape(value));
    let mut xmp = String::from("<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n");
    let _ = write!(
        xmp,
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\
         <dc:format>application/pdf</dc:format>\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\
         <dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>\
         <dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">{subject}</rdf:li></rdf:Alt></dc:description>\
         <dc:language><rdf:Bag><rdf:li>en</rdf:li></rdf:Bag></dc:language>\
         <xmp:CreatorTool>{producer}</xmp:CreatorTool><xmp:CreateDate>{at}</xmp:CreateDate>\
         <xmp:ModifyDate>{at}</xmp:ModifyDate><xmp:MetadataDate>{at}</xmp:MetadataDate>\
         <pdf:Producer>{producer}</pdf:Producer></rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>"
    );
    xmp
}
