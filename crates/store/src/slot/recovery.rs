//! The recovery code: 8 groups of 4 characters, 150 random bits and a checksum of 10, to be written on paper.
//!
//! The 32 characters leave out I, L, O and U. Reading is forgiving: case, spaces and hyphens don't matter, and letters
//! that look like digits are read as those.

use crate::{Result, derive};
use aws_lc_rs::digest::{SHA256, digest};
use model::Secret;
use zeroize::{Zeroize, Zeroizing};

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const DRAWN: usize = 30;
const LENGTH: usize = 32;
const GROUP: usize = 4;

/// A new code as people see it, and the characters that the key is derived from.
pub(super) fn draw() -> Result<(Secret<String>, Secret<Vec<u8>>)> {
    let random = Zeroizing::new(derive::random::<DRAWN>()?);
    let mut symbols: Vec<u8> = random.iter().map(|byte| letter(*byte)).collect();
    let check = checksum(&symbols);
    let mut whole = symbols.clone();
    whole.extend(check);
    let mut code = String::with_capacity(LENGTH + LENGTH / GROUP);
    for (index, symbol) in whole.iter().enumerate() {
        if index > 0 && index % GROUP == 0 {
            code.push('-');
        }
        code.push(char::from(*symbol));
    }
    whole.zeroize();
    let entropy = Secret::new(symbols.clone());
    symbols.zeroize();
    Ok((Secret::new(code), entropy))
}

/// The characters that the key is derived from; none when the code is mistyped.
pub(super) fn parse(code: &str) -> Option<Secret<Vec<u8>>> {
    let mut symbols = Zeroizing::new(Vec::with_capacity(LENGTH));
    for letter in code.chars().filter(|letter| !letter.is_whitespace() && !matches!(letter, '-' | '\u{2013}')) {
        let symbol = match letter.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        symbols.push(u8::try_from(symbol).ok().filter(|symbol| ALPHABET.contains(symbol))?);
    }
    let (drawn, check) = symbols.split_at_checked(DRAWN)?;
    (check == checksum(drawn)).then(|| Secret::new(drawn.to_vec()))
}

fn letter(byte: u8) -> u8 {
    ALPHABET.get(usize::from(byte & 31)).copied().unwrap_or(b'0')
}

fn checksum(symbols: &[u8]) -> [u8; LENGTH - DRAWN] {
    match digest(&SHA256, symbols).as_ref() {
        [first, second, ..] => [letter(*first), letter(*second)],
        _ => [b'0'; LENGTH - DRAWN],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_survives_how_people_copy_it() {
        let (code, entropy) = draw().unwrap();
        let code = code.expose();
        assert_eq!(code.split('-').map(str::len).collect::<Vec<_>>(), [4; 8]);
        for typed in [code.clone(), code.to_lowercase(), code.replace('-', " "), code.replace('0', "o").replace('1', "l")] {
            assert_eq!(parse(&typed).unwrap().expose(), entropy.expose());
        }
    }

    #[test]
    fn a_mistyped_code_is_told() {
        let (code, _) = draw().unwrap();
        let code = code.expose();
        let first = if code.starts_with('7') { "8" } else { "7" };
        let wrong = format!("{first}{}", &code[1..]);
        assert!(parse(&wrong).is_none() || parse(&wrong).unwrap().expose() != parse(code).unwrap().expose());
        assert!(parse(&code[..code.len() - 1]).is_none());
        assert!(parse(&format!("{code}0")).is_none());
        assert!(parse("").is_none());
        assert!(parse("ÜÜÜÜ").is_none());
    }
}
