//! A new vault is made beside its place and moved there whole: a kill in between leaves no half vault.

use super::{Vault, open::lock};
use crate::{
    Result, StoreError,
    chain::{self, Entry},
    database,
    derive::{self, Key, Purpose},
    error::name,
    file,
    head::Head,
    header::{self, Header},
    slot::{self, Keychain},
};
use chrono::{DateTime, Utc};
use model::Secret;
use std::{fs, path::Path};

/// What a new vault starts with. At least one of passphrase and keychain is needed; the recovery code always comes.
pub struct NewVault<'k> {
    /// Who creates it, for the activity chain.
    pub actor: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Passphrase that opens it.
    pub passphrase: Option<Secret<String>>,
    /// Keychain that opens it.
    pub keychain: Option<&'k dyn Keychain>,
}

impl Vault {
    /// Creates a vault in a new or empty folder and opens it. The second value is the recovery code: it exists nowhere
    /// else and cannot be shown again.
    pub fn create(dir: &Path, new: &NewVault<'_>) -> Result<(Self, Secret<String>)> {
        is_free(dir)?;
        if new.passphrase.is_none() && new.keychain.is_none() {
            return Err(StoreError::NoSlot);
        }
        let master: Key = Secret::new(derive::random()?);
        let beside = dir.with_file_name(format!(".{}.{}.new", name(dir), hex::encode(derive::random::<4>()?)));
        let made = build(&beside, new, &master).and_then(|made| {
            if dir.exists() {
                fs::remove_dir(dir).map_err(StoreError::io("replace the empty folder", dir))?;
            }
            fs::rename(&beside, dir).map_err(StoreError::io("put in place", dir))?;
            file::sync_folder(dir)?;
            Ok(made)
        });
        let (header, code) = made.inspect_err(|_| drop(fs::remove_dir_all(&beside)))?;
        let vault = Self::open_with(dir, header, master, lock(dir)?)?;
        Ok((vault, code))
    }
}

fn build(dir: &Path, new: &NewVault<'_>, master: &Key) -> Result<(Header, Secret<String>)> {
    for folder in [dir.to_owned(), dir.join("evidence"), dir.join("logs")] {
        file::private_folder(&folder)?;
    }
    let mut header = Header::new(derive::random()?);
    if let Some(passphrase) = &new.passphrase {
        let slot = slot::with_passphrase(&header, master, passphrase)?;
        header.put(slot);
    }
    let (slot, code) = slot::with_recovery(&header, master)?;
    header.put(slot);
    if let Some(keychain) = new.keychain {
        let slot = slot::with_keychain(&header, master, keychain)?;
        header.put(slot);
    }
    let written = first_entry(dir, &header, master, new).and_then(|()| header.write(dir));
    if let (Err(_), Some(keychain)) = (&written, new.keychain) {
        drop(keychain.delete(&slot::account(&header)));
    }
    written.map(|()| (header, code))
}

fn first_entry(dir: &Path, header: &Header, master: &Key, new: &NewVault<'_>) -> Result<()> {
    let key = derive::derive(master.expose(), &header.id, Purpose::Database)?;
    let path = dir.join("map.db");
    drop(file::private(&path)?);
    let mut connection = database::open(&path, &key, true)?;
    database::migrate(&mut connection)?;
    let slots: Vec<_> = header.slots.iter().map(|slot| slot.kind).collect();
    let after = serde_json::json!({ "id": hex::encode(header.id), "slots": slots });
    let entry = Entry { at: new.at, actor: &new.actor, action: "vault created", subject: "", before: None, after: Some(after) };
    let tail = chain::append(&connection, chain::genesis(&header.id), &entry)?;
    let head = Head::new(dir, &derive::derive(master.expose(), &header.id, Purpose::Head)?);
    head.write(tail, tail)?;
    connection.close().map_err(|(_, error)| StoreError::sql("close")(error))
}

/// Whether a folder can take a new vault.
fn is_free(dir: &Path) -> Result<()> {
    if header::exists(dir) {
        return Err(StoreError::Exists(name(dir)));
    }
    if !dir.exists() {
        return Ok(());
    }
    let mut inside = fs::read_dir(dir).map_err(StoreError::io("look into", dir))?;
    if inside.next().is_some() { Err(StoreError::NotEmpty(name(dir))) } else { Ok(()) }
}
