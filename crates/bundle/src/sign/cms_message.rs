//! A detached CMS signature: ECDSA P-256 with SHA-256, leaf and authority enclosed, the leaf bound by
//! signing-certificate-v2.

use crate::{BundleError, Identity, oids};
use chrono::{DateTime, Utc};
use cms::{
    cert::{CertificateChoices, IssuerAndSerialNumber},
    content_info::{CmsVersion, ContentInfo},
    signed_data::{CertificateSet, EncapsulatedContentInfo, SignedData, SignerIdentifier, SignerInfo, SignerInfos},
};
use der::{
    Any, Decode, Encode,
    asn1::{ObjectIdentifier, OctetString, SetOfVec, UtcTime},
};
use p256::ecdsa::{Signature, signature::Signer};
use sha2::{Digest, Sha256};
use spki::AlgorithmIdentifierOwned;
use std::time::Duration;
use x509_cert::{Certificate, attr::Attribute};

/// What the signature is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flavour {
    /// `PAdES` B-B: the time stands in the PDF's signature dictionary, not in the message.
    Pdf,
    /// A detached signature over a file, with the time in the message.
    File,
}

/// Signs the SHA-256 of a content.
pub(crate) fn cms(digest: [u8; 32], identity: &Identity, at: DateTime<Utc>, flavour: Flavour) -> Result<Vec<u8>, BundleError> {
    let what = match flavour {
        Flavour::Pdf => "the report",
        Flavour::File => "the manifest",
    };
    let failed = |reason: String| BundleError::Signature { what, reason };
    let key = identity.leaf_key().map_err(|error| failed(error.to_string()))?;
    assemble(digest, identity, &key, at, flavour).map_err(|error| failed(error.to_string()))
}

fn assemble(
    digest: [u8; 32],
    identity: &Identity,
    key: &p256::ecdsa::SigningKey,
    at: DateTime<Utc>,
    flavour: Flavour,
) -> Result<Vec<u8>, der::Error> {
    let leaf = Certificate::from_der(identity.leaf_der())?;
    let ca = Certificate::from_der(identity.ca_der())?;
    let attributes = attributes(digest, identity.leaf_der(), at, flavour)?;
    let signature: Signature = key.sign(&attributes.to_der()?);
    let sha256 = AlgorithmIdentifierOwned { oid: oids::SHA_256, parameters: None };
    let tbs = leaf.tbs_certificate();
    let signer = SignerInfo {
        version: CmsVersion::V1,
        sid: SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
            issuer: tbs.issuer().clone(),
            serial_number: tbs.serial_number().clone(),
        }),
        digest_alg: sha256.clone(),
        signed_attrs: Some(attributes),
        signature_algorithm: AlgorithmIdentifierOwned { oid: oids::ECDSA_SHA_256, parameters: None },
        signature: OctetString::new(signature.to_der().as_bytes())?,
        unsigned_attrs: None,
    };
    let certificates = vec![CertificateChoices::Certificate(leaf), CertificateChoices::Certificate(ca)];
    let data = SignedData {
        version: CmsVersion::V1,
        digest_algorithms: SetOfVec::try_from(vec![sha256])?,
        encap_content_info: EncapsulatedContentInfo { econtent_type: oids::DATA, econtent: None },
        certificates: Some(CertificateSet(SetOfVec::try_from(certificates)?)),
        crls: None,
        signer_infos: SignerInfos(SetOfVec::try_from(vec![signer])?),
    };
    ContentInfo { content_type: oids::SIGNED_DATA, content: Any::encode_from(&data)? }.to_der()
}

fn attributes(digest: [u8; 32], leaf: &[u8], at: DateTime<Utc>, flavour: Flavour) -> Result<SetOfVec<Attribute>, der::Error> {
    let mut list = vec![
        attribute(oids::CONTENT_TYPE, Any::encode_from(&oids::DATA)?)?,
        attribute(oids::MESSAGE_DIGEST, Any::encode_from(&OctetString::new(digest)?)?)?,
        attribute(oids::SIGNING_CERTIFICATE_V2, signing_certificate(leaf)?)?,
    ];
    if flavour == Flavour::File {
        let seconds = u64::try_from(at.timestamp()).unwrap_or_default();
        let time = UtcTime::from_unix_duration(Duration::from_secs(seconds))?;
        list.push(attribute(oids::SIGNING_TIME, Any::encode_from(&time)?)?);
    }
    SetOfVec::try_from(list)
}

fn attribute(oid: ObjectIdentifier, value: Any) -> Result<Attribute, der::Error> {
    Ok(Attribute { oid, values: SetOfVec::try_from(vec![value])? })
}

/// `SigningCertificateV2` with one `ESSCertIDv2`: SHA-256 is the default and therefore not encoded.
fn signing_certificate(leaf: &[u8]) -> Result<Any, der::Error> {
    let hash = OctetString::new(Sha256::digest(leaf).as_slice())?;
    let id: Vec<OctetString> = vec![hash];
    let list: Vec<Vec<OctetString>> = vec![id];
    Any::encode_from(&vec![list])
}
