//! Making signatures: CMS over bytes (for the PDF and the manifest) and SSHSIG. Nothing here reads or judges one.

mod cms_message;
mod pdf_placeholder;
mod person;
mod ssh;

pub(crate) use cms_message::{Flavour, cms};
pub(crate) use pdf_placeholder::{CONTENTS_BYTES, fill};
pub use person::Signer;
pub(crate) use ssh::{allowed_signers, ssh_fingerprint, sshsig};

/// The namespace of the SSH signature; a signature made for another purpose does not verify under it.
pub(crate) const NAMESPACE: &str = "fieldwork-bundle";

/// The principal of the SSH signature.
pub(crate) const PRINCIPAL: &str = "fieldwork-bundle";
