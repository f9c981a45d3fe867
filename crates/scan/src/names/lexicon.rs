//! What lists of names, places and words say of a word: eight answers in a byte.
//!
//! The lists themselves are not here: a table of fingerprints, made by `examples/train` from lists that anybody can fetch
//! (`model/README.md` names them), says yes or no, and is wrong for one word in sixty thousand.

/// A given name that many people have.
pub const GIVEN: u8 = 1;
/// A given name that few have.
pub const GIVEN_RARE: u8 = 2;
/// A family name that many have.
pub const FAMILY: u8 = 4;
/// A family name that few have.
pub const FAMILY_RARE: u8 = 8;
/// The whole name of a place.
pub const PLACE: u8 = 16;
/// Part of the name of a place.
pub const PLACE_PART: u8 = 32;
/// A word that is written small too.
pub const COMMON: u8 = 64;
/// A country, or with [`PLACE_PART`] alone a part of the name of a street.
pub const COUNTRY: u8 = 128;

/// Slots of the table, a power of two.
pub const SLOTS: usize = 1 << 18;

/// Bytes of the table.
pub const BYTES: usize = SLOTS * 3;

/// What the table says of a hash.
pub fn lists(table: &[[u8; 3]], hash: u32) -> u8 {
    let print = fingerprint(hash);
    let mut slot = hash as usize;
    for _ in 0..64 {
        match table.get(slot % SLOTS) {
            Some([low, high, lists]) if u16::from_le_bytes([*low, *high]) == print => return *lists,
            Some([0, 0, _]) | None => return 0,
            Some(_) => slot += 1,
        }
    }
    0
}

/// A fingerprint, never 0.
pub const fn fingerprint(hash: u32) -> u16 {
    let print = (hash >> 16) as u16 ^ (hash.wrapping_mul(0x9e37_79b1) >> 7) as u16;
    if print == 0 { 1 } else { print }
}
