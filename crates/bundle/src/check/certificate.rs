//! Certificates: that the authority is one, and that the signer is its leaf and was valid when it signed.

use chrono::{DateTime, Utc};
use der::{Decode, Encode};
use p256::ecdsa::{Signature, VerifyingKey, signature::Verifier};
use x509_cert::{Certificate, ext::pkix::BasicConstraints};

/// The certificate in a PEM file, with its DER.
pub(super) fn from_pem(pem: &[u8]) -> Result<(Certificate, Vec<u8>), String> {
    let (label, der) = der::pem::decode_vec(pem).map_err(|error| format!("The certificate cannot be read: {error}."))?;
    if label != "CERTIFICATE" {
        return Err("The file holds no certificate.".to_owned());
    }
    let certificate = Certificate::from_der(&der).map_err(|error| format!("The certificate cannot be read: {error}."))?;
    Ok((certificate, der))
}

/// The key of a certificate, if it is on P-256.
pub(super) fn key(certificate: &Certificate) -> Option<VerifyingKey> {
    let bytes = certificate.tbs_certificate().subject_public_key_info().subject_public_key.raw_bytes();
    VerifyingKey::from_sec1_bytes(bytes).ok()
}

/// Why the authority is none.
pub(super) fn authority_fault(ca: &Certificate) -> Option<String> {
    let constraints = ca.tbs_certificate().get_extension::<BasicConstraints>();
    let is_ca = matches!(constraints, Ok(Some((_, BasicConstraints { ca: true, .. }))));
    if !is_ca {
        return Some("The certificate is not that of an authority.".to_owned());
    }
    (!issued_by(ca, ca)).then(|| "The authority's certificate is not signed by itself.".to_owned())
}

/// Why a signer does not belong to the authority.
pub(super) fn chain_fault(leaf: &Certificate, ca: &Certificate, at: Option<DateTime<Utc>>) -> Option<String> {
    if !issued_by(leaf, ca) {
        return Some("The signer's certificate was not issued by the authority in signatures/ca.pem.".to_owned());
    }
    let Some(at) = at else { return Some("bag-info.txt does not tell when the bundle was prepared.".to_owned()) };
    for (name, certificate) in [("signer", leaf), ("authority", ca)] {
        let validity = certificate.tbs_certificate().validity();
        let (from, to) = (moment(validity.not_before), moment(validity.not_after));
        if at < from || to < at {
            return Some(format!("The certificate of the {name} is valid from {from} to {to}, the bundle is of {at}."));
        }
    }
    None
}

fn moment(time: x509_cert::time::Time) -> DateTime<Utc> {
    time.to_system_time().into()
}

fn issued_by(certificate: &Certificate, issuer: &Certificate) -> bool {
    let tbs = certificate.tbs_certificate();
    let verified = || {
        let signature = Signature::from_der(certificate.signature().raw_bytes()).ok()?;
        key(issuer)?.verify(&tbs.to_der().ok()?, &signature).ok()
    };
    tbs.issuer() == issuer.tbs_certificate().subject() && verified().is_some()
}
