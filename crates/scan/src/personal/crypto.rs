//! Addresses of crypto money, by their checksums: Base58Check, Bech32 (BIP 173, BIP 350), EIP-55.

use sha2::{Digest as _, Sha256};
use sha3::Keccak256;

use crate::text::{Text, shape};
use crate::{Rule, Sink, Span, cues};

static BASE58: Rule = Rule {
    id: "crypto-base58check",
    reason: "is an address whose Base58Check checksum is right (Bitcoin, Litecoin, Dogecoin, Dash, Tron)",
};
static BECH32: Rule = Rule { id: "crypto-bech32", reason: "is an address whose Bech32 checksum is right (BIP 173, BIP 350)" };
static EIP_55: Rule = Rule { id: "crypto-eip-55", reason: "is an address of Ethereum whose capitals are its checksum (EIP-55)" };
static ETHEREUM: Rule =
    Rule { id: "crypto-ethereum", reason: "has the form of an address of Ethereum: 0x and 40 hexadecimal digits" };
static LABELLED: Rule = Rule { id: "crypto-labelled", reason: "is called an address of crypto money and is written in Base58" };

/// First bytes of addresses: Bitcoin, Litecoin, Dogecoin, Dash, Zcash's transparent (two bytes, the first), Tron.
const VERSIONS: &[u8] = &[0x00, 0x05, 0x30, 0x32, 0x1e, 0x16, 0x4c, 0x10, 0x41];
/// Names before the 1 of Bech32: Bitcoin, Litecoin, Cardano, Cosmos.
const NAMES: &[&str] = &["bc", "ltc", "addr", "cosmos", "tb", "stake"];
const BASE58_LETTERS: &[u8] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const BECH32_LETTERS: &[u8] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";

/// The address that is the run of a number.
pub(crate) fn find(text: &Text<'_>, number: usize, sink: &mut Sink) -> Option<usize> {
    let run = text.run(number);
    let address = text.str().get(run.start..run.end)?;
    let (score, rule) = judge(text, address, run.start, run.shape)?;
    let glued = matches!(text.previous(run.start), b'_' | b'+' | b'/')
        && !(text.previous(run.start) == b'/' && text.previous(run.start - 1) != b'/');
    if matches!(text.at(run.end), b'_' | b'+') || glued && score < 90 {
        return None;
    }
    sink.push(Span { start: run.start, end: run.end, kind: "CRYPTO", score, rule });
    Some(1)
}

fn judge(text: &Text<'_>, address: &str, start: usize, shape: u8) -> Option<(u8, &'static Rule)> {
    if let Some(hex) = address.strip_prefix("0x") {
        return (hex.len() == 40 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
            .then(|| if eip_55(hex) { (96, &EIP_55) } else { (80, &ETHEREUM) });
    }
    let cased = shape & (shape::LOWER | shape::HEX_LOWER) == 0 || shape & (shape::UPPER | shape::HEX_UPPER) == 0;
    if cased && bech32(address) {
        return Some((96, &BECH32));
    }
    if !(25..=44).contains(&address.len()) || cased || !address.bytes().all(|byte| BASE58_LETTERS.contains(&byte)) {
        return None;
    }
    if address.len() <= 35 && base58check(address.as_bytes()) {
        return Some((96, &BASE58));
    }
    (address.len() >= 32
        && !(address.len() <= 35 && address.starts_with(['1', '3']))
        && text.before(start).near.any(cues::WALLET))
    .then_some((75, &LABELLED))
}

/// Whether the last four bytes are the first of the double SHA-256 of the others, behind a known first byte.
fn base58check(address: &[u8]) -> bool {
    let mut bytes = [0_u8; 25];
    for letter in address {
        let Some(mut carry) = BASE58_LETTERS.iter().position(|known| known == letter) else { return false };
        for byte in bytes.iter_mut().rev() {
            carry += usize::from(*byte) * 58;
            *byte = u8::try_from(carry & 0xff).unwrap_or_default();
            carry >>= 8;
        }
        if carry != 0 {
            return false;
        }
    }
    let (payload, check) = bytes.split_at(21);
    let zeros = address.iter().take_while(|letter| **letter == b'1').count();
    let leading = bytes.iter().take_while(|byte| **byte == 0).count();
    zeros == leading
        && payload.first().is_some_and(|version| VERSIONS.contains(version))
        && Sha256::digest(Sha256::digest(payload)).starts_with(check)
}

/// The polynomial of BIP 173, with the constants of Bech32 and Bech32m.
fn bech32(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    let Some((name, data)) = lower.rsplit_once('1') else { return false };
    if !NAMES.contains(&name) || data.len() < 20 || data.len() > 110 {
        return false;
    }
    let letters =
        data.bytes().map(|byte| BECH32_LETTERS.iter().position(|known| *known == byte).and_then(|at| u32::try_from(at).ok()));
    let high = name.bytes().map(|byte| Some(u32::from(byte) >> 5));
    let low = name.bytes().map(|byte| Some(u32::from(byte) & 31));
    let sum = high.chain([Some(0)]).chain(low).chain(letters).try_fold(1_u32, |sum, value| {
        let top = sum >> 25;
        let mut sum = (sum & 0x01ff_ffff) << 5 ^ value?;
        for (bit, generator) in [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3].into_iter().enumerate() {
            if top >> bit & 1 == 1 {
                sum ^= generator;
            }
        }
        Some(sum)
    });
    matches!(sum, Some(1 | 0x2bc8_30a3))
}

/// Whether letters are capitals exactly where the Keccak-256 hash of the small address says so.
fn eip_55(hex: &str) -> bool {
    let hash = Keccak256::digest(hex.to_ascii_lowercase());
    let mixed = hex.bytes().any(|byte| byte.is_ascii_uppercase()) && hex.bytes().any(|byte| byte.is_ascii_lowercase());
    mixed
        && hex.bytes().enumerate().all(|(at, byte)| {
            let nibble = hash.get(at / 2).map_or(0, |byte| if at % 2 == 0 { byte >> 4 } else { byte & 15 });
            byte.is_ascii_digit() || byte.is_ascii_uppercase() == (nibble >= 8)
        })
}
