//! The two certificates: the authority that stays, the leaf that signs.
//!
//! The leaf bears emailProtection beside documentSigning, because `openssl cms -verify` refuses it otherwise.

use crate::IdentityError;
use chrono::{Datelike, Months, NaiveDate};
use p256::ecdsa::{Signature, SigningKey, signature::Signer};
use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyUsagePurpose,
    PKCS_ECDSA_P256_SHA256, PublicKeyData, SerialNumber, SignatureAlgorithm,
};
use sha2::{Digest, Sha256};

/// Months for which the authority is valid.
const AUTHORITY_MONTHS: u32 = 180;

/// id-kp-documentSigning, RFC 9336.
const DOCUMENT_SIGNING: [u64; 9] = [1, 3, 6, 1, 5, 5, 7, 3, 36];

/// Most characters of a name in a certificate (X.520).
const NAME_LIMIT: usize = 64;

/// The authority's certificate.
pub(super) fn authority(company: &str, day: NaiveDate, key: &SigningKey) -> Result<Vec<u8>, IdentityError> {
    let key = Key::new(key);
    let from = super::day_before(day);
    let to = from.checked_add_months(Months::new(AUTHORITY_MONTHS)).unwrap_or(from);
    let made = authority_params(company, (from, to), &key).self_signed(&key);
    made.map(|made| made.der().to_vec()).map_err(|error| failed("authority", &error))
}

/// A leaf of that authority.
pub(super) fn leaf(
    company: &str,
    days: (NaiveDate, NaiveDate),
    ca: &SigningKey,
    key: &SigningKey,
) -> Result<Vec<u8>, IdentityError> {
    let (ca, key) = (Key::new(ca), Key::new(key));
    let mut params = base(company, "evidence signing", days, &key);
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature, KeyUsagePurpose::ContentCommitment];
    params.extended_key_usages =
        vec![ExtendedKeyUsagePurpose::EmailProtection, ExtendedKeyUsagePurpose::Other(DOCUMENT_SIGNING.to_vec())];
    params.use_authority_key_identifier_extension = true;
    let issuer = Issuer::new(authority_params(company, days, &ca), ca);
    let made = params.signed_by(&key, &issuer);
    made.map(|made| made.der().to_vec()).map_err(|error| failed("signing", &error))
}

fn authority_params(company: &str, days: (NaiveDate, NaiveDate), key: &Key) -> CertificateParams {
    let mut params = base(company, "audit authority", days, key);
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params
}

fn base(company: &str, role: &str, (from, to): (NaiveDate, NaiveDate), key: &Key) -> CertificateParams {
    let mut params = CertificateParams::default();
    let mut name = DistinguishedName::new();
    name.push(DnType::OrganizationName, cut(company, NAME_LIMIT));
    name.push(DnType::CommonName, format!("{} {role}", cut(company, NAME_LIMIT - role.len() - 1).trim_end()));
    params.distinguished_name = name;
    params.not_before = rcgen::date_time_ymd(from.year(), month(from), day(from));
    params.not_after = rcgen::date_time_ymd(to.year(), month(to), day(to));
    params.serial_number = Some(serial(key, role, from));
    params
}

fn month(date: NaiveDate) -> u8 {
    u8::try_from(date.month()).unwrap_or(1)
}

fn day(date: NaiveDate) -> u8 {
    u8::try_from(date.day()).unwrap_or(1)
}

fn cut(text: &str, limit: usize) -> String {
    text.chars().take(limit).collect()
}

/// Sixteen bytes that follow from key, role and day, positive and not zero.
fn serial(key: &Key, role: &str, from: NaiveDate) -> SerialNumber {
    let hash = Sha256::new().chain_update(&key.point).chain_update(role).chain_update(from.to_string()).finalize();
    let mut bytes: Vec<u8> = hash.iter().take(16).copied().collect();
    if let Some(first) = bytes.first_mut() {
        *first = (*first & 0x3f) | 0x40;
    }
    SerialNumber::from(bytes)
}

fn failed(what: &'static str, error: &rcgen::Error) -> IdentityError {
    IdentityError::Certificate { what, reason: error.to_string() }
}

/// A key as `rcgen` wants it; signs deterministically (RFC 6979).
struct Key {
    key: SigningKey,
    point: Vec<u8>,
}

impl Key {
    fn new(key: &SigningKey) -> Self {
        Self { key: key.clone(), point: key.verifying_key().to_encoded_point(false).as_bytes().to_vec() }
    }
}

impl PublicKeyData for Key {
    fn der_bytes(&self) -> &[u8] {
        &self.point
    }

    fn algorithm(&self) -> &'static SignatureAlgorithm {
        &PKCS_ECDSA_P256_SHA256
    }
}

impl rcgen::SigningKey for Key {
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, rcgen::Error> {
        let signature: Signature = self.key.try_sign(message).map_err(|error| signing(&error))?;
        Ok(signature.to_der().as_bytes().to_vec())
    }
}

fn signing(_: &p256::ecdsa::Error) -> rcgen::Error {
    rcgen::Error::RemoteKeyError
}
