//! Signing by a person's own OpenSSH key, where there is no vault: what was found out on other machines.

use crate::{BundleError, IdentityError};
use model::Secret;
use ssh_key::{Algorithm, HashAlg, LineEnding, PrivateKey, SshSig};

/// A person's key, ready to sign.
pub struct Signer(PrivateKey);

impl std::fmt::Debug for Signer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Signer").field(&self.fingerprint()).finish()
    }
}

impl Signer {
    /// Reads a private key as `ssh-keygen` writes it, with its passphrase if it has one.
    ///
    /// # Errors
    /// [`IdentityError::Person`] for what is no such key, for a wrong passphrase, and for other kinds than Ed25519 and P-256.
    pub fn read(openssh: &Secret<String>, passphrase: Option<&Secret<String>>) -> Result<Self, IdentityError> {
        let wrong = |why: String| IdentityError::Person(why);
        let key = PrivateKey::from_openssh(openssh.expose()).map_err(|error| wrong(error.to_string()))?;
        let key = match (key.is_encrypted(), passphrase) {
            (false, _) => key,
            (true, None) => return Err(wrong("it is protected by a passphrase, and none was given".to_owned())),
            (true, Some(passphrase)) => {
                key.decrypt(passphrase.expose()).map_err(|error| wrong(format!("its passphrase does not open it: {error}")))?
            }
        };
        match key.algorithm() {
            Algorithm::Ed25519 | Algorithm::Ecdsa { curve: ssh_key::EcdsaCurve::NistP256 } => Ok(Self(key)),
            other => Err(wrong(format!("keys of the kind {other} are not supported"))),
        }
    }

    /// `SHA256:…` as `ssh-keygen -l` prints it.
    pub fn fingerprint(&self) -> String {
        self.0.fingerprint(HashAlg::Sha256).to_string()
    }

    /// The armoured signature over some bytes, as `ssh-keygen -Y verify` checks it under the same namespace.
    ///
    /// # Errors
    /// [`BundleError::Signature`].
    pub fn sign(&self, namespace: &str, content: &[u8]) -> Result<String, BundleError> {
        let failed = |error: ssh_key::Error| BundleError::Signature { what: "the file", reason: error.to_string() };
        let signature = SshSig::sign(&self.0, namespace, HashAlg::Sha512, content).map_err(failed)?;
        signature.to_pem(LineEnding::LF).map_err(failed)
    }
}
