//! The same signature for people who have OpenSSH and no OpenSSL: SSHSIG by the leaf's key.

use super::{NAMESPACE, PRINCIPAL};
use crate::{BundleError, Identity};
use p256::{ecdsa::SigningKey, elliptic_curve::sec1::ToEncodedPoint};
use ssh_key::{
    HashAlg, LineEnding, PrivateKey, PublicKey, SshSig,
    private::{EcdsaKeypair, KeypairData},
};

/// The armoured signature over a file's bytes.
pub(crate) fn sshsig(identity: &Identity, content: &[u8]) -> Result<String, BundleError> {
    let key = private(identity)?;
    let signature = SshSig::sign(&key, NAMESPACE, HashAlg::Sha512, content).map_err(|error| failed(&error))?;
    signature.to_pem(LineEnding::LF).map_err(|error| failed(&error))
}

/// The line for `ssh-keygen -Y verify -f`.
pub(crate) fn allowed_signers(identity: &Identity) -> Result<String, BundleError> {
    let key = public(identity)?.to_openssh().map_err(|error| failed(&error))?;
    Ok(format!("{PRINCIPAL} namespaces=\"{NAMESPACE}\" {key}\n"))
}

/// `SHA256:…` as `ssh-keygen -l` prints it.
pub(crate) fn ssh_fingerprint(identity: &Identity) -> Result<String, BundleError> {
    Ok(public(identity)?.fingerprint(HashAlg::Sha256).to_string())
}

fn private(identity: &Identity) -> Result<PrivateKey, BundleError> {
    let key = leaf(identity)?;
    let secret = p256::SecretKey::from(&key);
    let pair = EcdsaKeypair::NistP256 { public: secret.public_key().to_encoded_point(false), private: secret.into() };
    PrivateKey::new(KeypairData::Ecdsa(pair), "").map_err(|error| failed(&error))
}

fn public(identity: &Identity) -> Result<PublicKey, BundleError> {
    let point = leaf(identity)?.verifying_key().to_encoded_point(false);
    Ok(PublicKey::new(ssh_key::public::KeyData::Ecdsa(ssh_key::public::EcdsaPublicKey::NistP256(point)), ""))
}

fn leaf(identity: &Identity) -> Result<SigningKey, BundleError> {
    identity.leaf_key().map_err(|error| BundleError::Signature { what: "the manifest", reason: error.to_string() })
}

fn failed(error: &ssh_key::Error) -> BundleError {
    BundleError::Signature { what: "the manifest", reason: error.to_string() }
}
