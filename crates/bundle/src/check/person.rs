//! Whether a person's own OpenSSH key signed some bytes.

use crate::IdentityError;
use ssh_key::{HashAlg, PublicKey, SshSig};

/// The fingerprint (`SHA256:…`) of the key that signed these bytes under this namespace. Whose key that is, somebody must
/// know by another way.
///
/// # Errors
/// [`IdentityError::Altered`] when the signature is none, or is not over these bytes.
pub fn signer_of(namespace: &str, content: &[u8], armoured: &str) -> Result<String, IdentityError> {
    let altered = |error: ssh_key::Error| IdentityError::Altered(error.to_string());
    let signature = SshSig::from_pem(armoured).map_err(altered)?;
    let key = PublicKey::new(signature.public_key().clone(), "");
    key.verify(namespace, content, &signature).map_err(altered)?;
    Ok(key.fingerprint(HashAlg::Sha256).to_string())
}
