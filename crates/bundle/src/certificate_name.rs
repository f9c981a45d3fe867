//! The names that a certificate bears, read for people.

use der::{
    Decode, Encode, Tagged,
    asn1::{PrintableStringRef, Utf8StringRef},
};
use x509_cert::{Certificate, name::Name};

const COMMON_NAME: &str = "2.5.4.3";
const ORGANISATION: &str = "2.5.4.10";

/// The organisation of the subject.
pub(crate) fn organisation(certificate: &Certificate) -> Option<String> {
    part(certificate.tbs_certificate().subject(), ORGANISATION)
}

/// The common name of the subject.
pub(crate) fn common(certificate: &Certificate) -> Option<String> {
    part(certificate.tbs_certificate().subject(), COMMON_NAME)
}

fn part(name: &Name, oid: &str) -> Option<String> {
    let found = name.iter().find(|attribute| attribute.oid.to_string() == oid)?;
    let der = found.value.to_der().ok()?;
    match found.value.tag() {
        der::Tag::Utf8String => Utf8StringRef::from_der(&der).ok().map(|text| text.as_str().to_owned()),
        der::Tag::PrintableString => PrintableStringRef::from_der(&der).ok().map(|text| text.as_str().to_owned()),
        _ => None,
    }
}
