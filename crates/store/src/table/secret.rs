//! Secrets that belong to the company, not to the vault: the identity that signs bundles. Stored in the encrypted map;
//! the activity chain learns that they were set, never what they are.

use crate::{
    Result,
    handle::{Read, Write},
};
use model::Secret;
use rusqlite::params;

const SIGNING: &str = "signing-identity";

impl Read<'_> {
    /// The signing key with its certificates, in the bytes in which they were set.
    pub fn signing_identity(&self) -> Result<Option<Secret<Vec<u8>>>> {
        let sql = "SELECT payload FROM secret WHERE id = ?1";
        self.one(sql, [SIGNING], |row| row.get(0).map(Secret::new))
    }
}

impl Write<'_> {
    /// Sets the signing key with its certificates, in place of the one before.
    pub fn put_signing_identity(&mut self, identity: &Secret<Vec<u8>>) -> Result<()> {
        let sql = "INSERT INTO secret (id, payload) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET payload = excluded.payload";
        self.change("signing identity", sql, params![SIGNING, identity.expose()])?;
        self.note("signing identity set", "", None, None)
    }
}
