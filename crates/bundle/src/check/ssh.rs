//! The SSH signature: it must fit, and be made by the same key as the other one.

use super::certificate;
use crate::{Code, Fault, names, sign::NAMESPACE};
use ssh_key::{PublicKey, SshSig, public::KeyData};
use x509_cert::Certificate;

/// What is wrong with it.
pub(super) fn fault(message: &[u8], content: &[u8], signer: Option<&Certificate>) -> Option<Fault> {
    let wrong = |code, why: String| Some(super::fault(names::SSHSIG, code, why));
    let signature = match SshSig::from_pem(message) {
        Ok(signature) => signature,
        Err(error) => return wrong(Code::Signature, format!("The SSH signature cannot be read: {error}.")),
    };
    let key = PublicKey::new(signature.public_key().clone(), "");
    if let Err(error) = key.verify(NAMESPACE, content, &signature) {
        return wrong(Code::Signature, format!("The SSH signature does not fit ({error}): what it covers was altered."));
    }
    let same =
        signer.and_then(certificate::key).is_some_and(|expected| point(key.key_data()) == Some(expected.to_encoded_point(false)));
    if same {
        None
    } else {
        wrong(Code::SignerMismatch, "The SSH signature is not by the signer of the CMS signature.".to_owned())
    }
}

fn point(key: &KeyData) -> Option<p256::EncodedPoint> {
    match key {
        KeyData::Ecdsa(ssh_key::public::EcdsaPublicKey::NistP256(point)) => Some(*point),
        _ => None,
    }
}
