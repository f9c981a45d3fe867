//! The signed bundle: manifest, PDF, ZIP, signing and verifying.
