//! A detached CMS signature of the one kind that bundles bear; anything else is refused by name.

use super::certificate;
use crate::oids;
use cms::{
    cert::CertificateChoices,
    content_info::ContentInfo,
    signed_data::{SignedData, SignerIdentifier, SignerInfo},
};
use der::{
    Decode, Encode,
    asn1::{ObjectIdentifier, OctetStringRef},
};
use p256::ecdsa::{Signature, signature::Verifier};
use sha2::{Digest, Sha256};
use x509_cert::Certificate;

/// SHA-256 of pieces that follow each other.
pub(super) fn digest(pieces: &[&[u8]]) -> [u8; 32] {
    pieces.iter().fold(Sha256::new(), Sha256::chain_update).finalize().into()
}

/// Verifies a message over a digest; answers the signer's certificate, or why it does not fit.
pub(super) fn verify(message: &[u8], expected: [u8; 32]) -> Result<Certificate, String> {
    let unreadable = |error: der::Error| format!("The signature cannot be read: {error}.");
    let info = ContentInfo::from_der(message).map_err(unreadable)?;
    if info.content_type != oids::SIGNED_DATA {
        return Err("The signature is of another kind than CMS signed data.".to_owned());
    }
    let data: SignedData = info.content.decode_as().map_err(unreadable)?;
    let [signer] = data.signer_infos.0.as_slice() else {
        return Err("The signature has not exactly one signer.".to_owned());
    };
    let leaf = enclosed(&data, signer).ok_or("The signer's certificate is not enclosed.")?;
    let attributes = signer.signed_attrs.as_ref().ok_or("The signature has no signed attributes.")?;
    if signer.digest_alg.oid != oids::SHA_256 || signer.signature_algorithm.oid != oids::ECDSA_SHA_256 {
        return Err("The signature is not made with ECDSA and SHA-256.".to_owned());
    }
    let found = value(signer, oids::MESSAGE_DIGEST).ok_or("The signature names no digest.")?;
    let found = <&OctetStringRef>::from_der(&found).map_err(unreadable)?;
    if found.as_bytes() != expected {
        return Err("The signature is over other content: what it covers was altered.".to_owned());
    }
    if value(signer, oids::CONTENT_TYPE) != oids::DATA.to_der().ok() {
        return Err("The signature names another type of content.".to_owned());
    }
    bound(signer, &leaf)?;
    let signature =
        Signature::from_der(signer.signature.as_bytes()).map_err(|error| format!("The signature value is none: {error}."))?;
    let key = certificate::key(&leaf).ok_or("The signer's key is not on P-256.")?;
    let covered = attributes.to_der().map_err(unreadable)?;
    key.verify(&covered, &signature).map_err(|error| format!("The signature does not fit the signer's key ({error})."))?;
    Ok(leaf)
}

/// The leaf is the one that the signer meant: signing-certificate-v2 holds its hash.
fn bound(signer: &SignerInfo, leaf: &Certificate) -> Result<(), String> {
    let der = leaf.to_der().map_err(|error| format!("The signer's certificate cannot be read: {error}."))?;
    let hash = digest(&[&der]);
    let stated = value(signer, oids::SIGNING_CERTIFICATE_V2).ok_or("The signature does not name its certificate.")?;
    if stated.ends_with(&hash) {
        Ok(())
    } else {
        Err("The signature names another certificate than the one enclosed.".to_owned())
    }
}

fn value(signer: &SignerInfo, oid: ObjectIdentifier) -> Option<Vec<u8>> {
    let mut matching = signer.signed_attrs.as_ref()?.iter().filter(|attribute| attribute.oid == oid);
    let attribute = matching.next()?;
    let [value] = attribute.values.as_slice() else { return None };
    if matching.next().is_some() { None } else { value.to_der().ok() }
}

fn enclosed(data: &SignedData, signer: &SignerInfo) -> Option<Certificate> {
    let SignerIdentifier::IssuerAndSerialNumber(wanted) = &signer.sid else { return None };
    data.certificates.as_ref()?.0.iter().find_map(|choice| match choice {
        CertificateChoices::Certificate(certificate) => {
            let tbs = certificate.tbs_certificate();
            (*tbs.issuer() == wanted.issuer && *tbs.serial_number() == wanted.serial_number).then(|| certificate.clone())
        }
        CertificateChoices::Other(_) => None,
    })
}
