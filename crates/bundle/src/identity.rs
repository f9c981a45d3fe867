//! The company's signing identity: an authority of its own, made once, and a leaf that signs bundles.
//!
//! The auditor trusts the authority by comparing its fingerprint with one received by another channel, so it must stay
//! the same when the leaf is renewed. Keys leave this module only as [`Secret`] bytes for the vault.

mod certificate;

use crate::IdentityError;
use chrono::{DateTime, Days, NaiveDate, Utc};
use der::Decode;
use model::{Secret, Sha256};
use p256::ecdsa::SigningKey;
use sha2::Digest;
use std::fmt;
use x509_cert::Certificate;
use zeroize::Zeroizing;

const MAGIC: &[u8; 8] = b"FWIDENT1";

/// Most days for which a leaf may be valid.
const LEAF_DAYS: u64 = 820;

/// A leaf is renewed when fewer days than this are left, so that an auditor can still verify a year later.
const RENEW_DAYS: i64 = 400;

/// The SHA-256 of a certificate, as people compare it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(pub [u8; 32]);

impl Fingerprint {
    /// The fingerprint of a DER certificate.
    pub fn of(der: &[u8]) -> Self {
        Self(sha2::Sha256::digest(der).into())
    }

    /// Reads 64 hexadecimal digits; colons, spaces and letter case do not matter.
    pub fn parse(text: &str) -> Option<Self> {
        let digits: String = text.chars().filter(|c| !c.is_whitespace() && *c != ':').collect();
        digits.to_lowercase().parse::<Sha256>().ok().map(|hash| Self(hash.0))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, byte) in self.0.iter().enumerate() {
            let colon = if index == 0 { "" } else { ":" };
            write!(f, "{colon}{byte:02X}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The authority, the leaf, and their keys.
#[derive(Clone)]
pub struct Identity {
    ca_secret: Secret<[u8; 32]>,
    leaf_secret: Secret<[u8; 32]>,
    ca_der: Vec<u8>,
    leaf_der: Vec<u8>,
    company: String,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity").field("company", &self.company).field("ca", &self.fingerprint()).finish_non_exhaustive()
    }
}

impl Identity {
    /// Makes an authority and a leaf for a company. `randomness` must be fresh and secret: the keys follow from it.
    pub fn create(company: &str, at: DateTime<Utc>, randomness: &Secret<[u8; 32]>) -> Result<Self, IdentityError> {
        let ca_secret = derive(randomness, "authority", "");
        let company = if company.trim().is_empty() { "Unnamed company" } else { company.trim() };
        let ca_der = certificate::authority(company, at.date_naive(), &key(&ca_secret)?)?;
        Self::with_leaf(company, at, ca_secret, ca_der)
    }

    /// The same authority with a new leaf, when that of now is not valid at `at` or will not be for long; otherwise none.
    pub fn renewed(&self, at: DateTime<Utc>) -> Result<Option<Self>, IdentityError> {
        if self.valid_at(at) && (self.to - at).num_days() >= RENEW_DAYS {
            return Ok(None);
        }
        Self::with_leaf(&self.company, at, self.ca_secret.clone(), self.ca_der.clone()).map(Some)
    }

    /// What the vault keeps.
    pub fn to_secret_bytes(&self) -> Secret<Vec<u8>> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend_from_slice(self.ca_secret.expose());
        bytes.extend_from_slice(self.leaf_secret.expose());
        for part in [&self.ca_der, &self.leaf_der] {
            bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
            bytes.extend_from_slice(part);
        }
        Secret::new(bytes)
    }

    /// Reads what [`Identity::to_secret_bytes`] wrote, and checks that keys and certificates belong together.
    pub fn from_bytes(bytes: &Secret<Vec<u8>>) -> Result<Self, IdentityError> {
        let rest = bytes.expose().strip_prefix(MAGIC.as_slice()).ok_or(IdentityError::Unreadable("unknown form"))?;
        let (ca_secret, rest) = secret(rest)?;
        let (leaf_secret, rest) = secret(rest)?;
        let (ca_der, rest) = part(rest)?;
        let (leaf_der, rest) = part(rest)?;
        if !rest.is_empty() {
            return Err(IdentityError::Unreadable("bytes left over"));
        }
        let identity = Self::assemble(ca_secret, leaf_secret, ca_der, leaf_der)?;
        identity.check_keys()?;
        Ok(identity)
    }

    /// What the auditor compares: the SHA-256 of the authority's certificate.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.ca_der)
    }

    /// The name of the company in the certificates.
    pub fn company(&self) -> &str {
        &self.company
    }

    /// First and last moment at which the leaf may sign.
    pub const fn validity(&self) -> (DateTime<Utc>, DateTime<Utc>) {
        (self.from, self.to)
    }

    /// Whether the leaf may sign at a moment.
    pub fn valid_at(&self, at: DateTime<Utc>) -> bool {
        self.from <= at && at <= self.to
    }

    pub(crate) fn ca_der(&self) -> &[u8] {
        &self.ca_der
    }

    pub(crate) fn leaf_der(&self) -> &[u8] {
        &self.leaf_der
    }

    pub(crate) fn leaf_key(&self) -> Result<SigningKey, IdentityError> {
        key(&self.leaf_secret)
    }

    fn with_leaf(company: &str, at: DateTime<Utc>, ca_secret: Secret<[u8; 32]>, ca_der: Vec<u8>) -> Result<Self, IdentityError> {
        let from = day_before(at.date_naive());
        let leaf_secret = derive(&ca_secret, "leaf", &from.to_string());
        let to = from.checked_add_days(Days::new(LEAF_DAYS)).unwrap_or(from);
        let leaf_der = certificate::leaf(company, (from, to), &key(&ca_secret)?, &key(&leaf_secret)?)?;
        Self::assemble(ca_secret, leaf_secret, ca_der, leaf_der)
    }

    fn assemble(ca: Secret<[u8; 32]>, leaf: Secret<[u8; 32]>, ca_der: Vec<u8>, leaf_der: Vec<u8>) -> Result<Self, IdentityError> {
        let parsed = parse(&leaf_der)?;
        parse(&ca_der)?;
        let validity = parsed.tbs_certificate().validity();
        let moment = |time: x509_cert::time::Time| DateTime::<Utc>::from(time.to_system_time());
        let (from, to) = (moment(validity.not_before), moment(validity.not_after));
        let company = crate::certificate_name::organisation(&parsed).ok_or(IdentityError::Unreadable("no organisation"))?;
        Ok(Self { ca_secret: ca, leaf_secret: leaf, ca_der, leaf_der, company, from, to })
    }

    fn check_keys(&self) -> Result<(), IdentityError> {
        for (secret, der) in [(&self.ca_secret, &self.ca_der), (&self.leaf_secret, &self.leaf_der)] {
            let certified = parse(der)?.tbs_certificate().subject_public_key_info().subject_public_key.raw_bytes().to_vec();
            if key(secret)?.verifying_key().to_encoded_point(false).as_bytes() != certified.as_slice() {
                return Err(IdentityError::Unreadable("a key does not fit its certificate"));
            }
        }
        Ok(())
    }
}

fn parse(der: &[u8]) -> Result<Certificate, IdentityError> {
    Certificate::from_der(der).ok().ok_or(IdentityError::Unreadable("damaged certificate"))
}

fn key(secret: &Secret<[u8; 32]>) -> Result<SigningKey, IdentityError> {
    SigningKey::from_slice(secret.expose()).ok().ok_or(IdentityError::Unreadable("damaged key"))
}

/// A P-256 scalar that follows from a secret and two words; the first of the hashes that is one.
fn derive(secret: &Secret<[u8; 32]>, role: &str, detail: &str) -> Secret<[u8; 32]> {
    for counter in 0_u32..=u32::MAX {
        let mut hash = sha2::Sha256::new();
        let words = Zeroizing::new(format!("fieldwork identity|{role}|{detail}|{counter}|"));
        hash.update(words.as_bytes());
        hash.update(secret.expose());
        let candidate: [u8; 32] = hash.finalize().into();
        if SigningKey::from_slice(&candidate).is_ok() {
            return Secret::new(candidate);
        }
    }
    secret.clone()
}

fn day_before(day: NaiveDate) -> NaiveDate {
    day.pred_opt().unwrap_or(day)
}

fn secret(bytes: &[u8]) -> Result<(Secret<[u8; 32]>, &[u8]), IdentityError> {
    let (head, rest) = bytes.split_first_chunk::<32>().ok_or(IdentityError::Unreadable("cut off"))?;
    Ok((Secret::new(*head), rest))
}

fn part(bytes: &[u8]) -> Result<(Vec<u8>, &[u8]), IdentityError> {
    let cut = || IdentityError::Unreadable("cut off");
    let (length, rest) = bytes.split_first_chunk::<8>().ok_or_else(cut)?;
    let length = usize::try_from(u64::from_be_bytes(*length)).ok().ok_or_else(cut)?;
    let (head, rest) = rest.split_at_checked(length).ok_or_else(cut)?;
    Ok((head.to_vec(), rest))
}
