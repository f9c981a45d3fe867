//! Keys of parts: derived, never stored.

use aws_lc_rs::{
    aead::{AES_256_GCM, LessSafeKey, UnboundKey},
    hkdf::{HKDF_SHA256, Salt},
};
use datafusion::{
    arrow::datatypes::SchemaRef,
    common::{DataFusionError, config::EncryptionFactoryOptions},
    execution::parquet_encryption::EncryptionFactory,
    object_store::path::Path,
    parquet::{
        encryption::{decrypt::FileDecryptionProperties, encrypt::FileEncryptionProperties},
        errors::ParquetError,
    },
};
use model::Secret;
use std::sync::Arc;
use zeroize::Zeroizing;

/// Ties the keys of parts to this use and this form of it.
const PART: &[u8] = b"fieldwork log part, form 1";
/// The same for the keys of side files.
const IDS: &[u8] = b"fieldwork log ids, form 1";

/// The store's key, from which each part's own key is derived.
#[derive(Debug, Clone)]
pub(crate) struct PartKeys(Arc<Secret<[u8; 32]>>);

impl PartKeys {
    pub(crate) fn new(key: Secret<[u8; 32]>) -> Self {
        Self(Arc::new(key))
    }

    /// How to encrypt the part of this name.
    pub(crate) fn encryption(&self, name: &str) -> Result<Arc<FileEncryptionProperties>, ParquetError> {
        FileEncryptionProperties::builder(self.derive(PART, name)?.to_vec()).with_aad_prefix(name.as_bytes().to_vec()).build()
    }

    /// How to decrypt the part of this name.
    pub(crate) fn decryption(&self, name: &str) -> Result<Arc<FileDecryptionProperties>, ParquetError> {
        FileDecryptionProperties::builder(self.derive(PART, name)?.to_vec()).with_aad_prefix(name.as_bytes().to_vec()).build()
    }

    /// The key of the side file of this part.
    pub(crate) fn ids(&self, name: &str) -> Result<LessSafeKey, ParquetError> {
        let key = UnboundKey::new(&AES_256_GCM, self.derive(IDS, name)?.as_slice());
        key.map(LessSafeKey::new).map_err(|error| ParquetError::General(error.to_string()))
    }

    fn derive(&self, purpose: &[u8], name: &str) -> Result<Zeroizing<[u8; 32]>, ParquetError> {
        let mut key = Zeroizing::new([0_u8; 32]);
        let info = [name.as_bytes()];
        Salt::new(HKDF_SHA256, purpose)
            .extract(self.0.expose())
            .expand(&info, HKDF_SHA256)
            .and_then(|derived| derived.fill(key.as_mut_slice()))
            .map_err(|error| ParquetError::General(format!("the part's key could not be derived: {error}")))?;
        Ok(key)
    }
}

/// Lets the engine decrypt each file with its own key; writing is not the engine's business.
#[async_trait::async_trait]
impl EncryptionFactory for PartKeys {
    async fn get_file_encryption_properties(
        &self,
        _: &EncryptionFactoryOptions,
        _: &SchemaRef,
        _: &Path,
    ) -> Result<Option<Arc<FileEncryptionProperties>>, DataFusionError> {
        Err(DataFusionError::NotImplemented("parts are written by the log store alone".into()))
    }

    async fn get_file_decryption_properties(
        &self,
        _: &EncryptionFactoryOptions,
        file: &Path,
    ) -> Result<Option<Arc<FileDecryptionProperties>>, DataFusionError> {
        let name = file.filename().and_then(|file| file.strip_suffix(".parquet")).unwrap_or_default();
        Ok(Some(self.decryption(name)?))
    }
}
