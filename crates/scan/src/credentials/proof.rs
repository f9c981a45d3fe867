//! What holds for a real token beyond its form: checksums, digits that decode.

/// What to check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Proof {
    /// The form is all that is known.
    Form,
    /// The last six characters are the CRC-32 of those between prefix and them, in base 62 (GitHub, npm).
    Crc32,
    /// Characters 5 to 12 decode to an account of twelve digits (AWS, keys since 2019).
    AwsAccount,
    /// Base 64 of JSON with the names of a Grafana key.
    Grafana,
    /// The text is public by design (publishable keys); known, but no secret.
    Public,
}

/// How sure a token of the right form is: 0 to 100.
pub(super) fn score(proof: Proof, token: &str) -> u8 {
    match proof {
        Proof::Form => 90,
        Proof::Grafana if super::encoded::tells(token, &["n", "id"]) => 90,
        Proof::Crc32 if crc_holds(token) => 99,
        Proof::AwsAccount if aws_account(token).is_some_and(|account| account < 1_000_000_000_000) => 95,
        Proof::Crc32 | Proof::AwsAccount => 80,
        Proof::Grafana => 20,
        Proof::Public => 40,
    }
}

/// The CRC-32 of the middle against the six last characters.
///
/// <https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/>
fn crc_holds(token: &str) -> bool {
    let Some((_, body)) = token.split_once('_') else { return false };
    let Some((entropy, told)) = body.len().checked_sub(6).and_then(|at| body.split_at_checked(at)) else { return false };
    let mut rest = crc32(entropy.as_bytes());
    told.bytes().rev().all(|byte| {
        let digit = rest % 62;
        rest /= 62;
        base62(byte) == Some(digit)
    })
}

const fn base62(byte: u8) -> Option<u32> {
    Some(match byte {
        b'0'..=b'9' => byte - b'0',
        b'A'..=b'Z' => byte - b'A' + 10,
        b'a'..=b'z' => byte - b'a' + 36,
        _ => return None,
    } as u32)
}

/// ISO 3309, reflected, a bit at a time: it runs over thirty bytes of a token, not over text.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc: u32, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xEDB8_8320 & 0u32.wrapping_sub(crc & 1)))
    })
}

/// The account that an access key of AWS was made for; none for those of before 2019, which do not tell.
///
/// <https://awsteele.com/blog/2020/09/26/aws-access-key-format.html>
fn aws_account(key: &str) -> Option<u64> {
    let body = key.get(4..14)?;
    if body.starts_with('I') || body.starts_with('J') {
        return Some(0);
    }
    let bits = body.bytes().try_fold(0u64, |bits, byte| {
        let digit = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'2'..=b'7' => byte - b'2' + 26,
            _ => return None,
        };
        Some(bits << 5 | u64::from(digit))
    })?;
    Some((bits >> 9) & 0xFF_FFFF_FFFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksums_are_those_of_the_vendors() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
        // Ten zeros and their CRC-32 in base 62, made here.
        let body = "0000000000000000000000000000AB";
        let (mut rest, mut told) = (crc32(body.as_bytes()), Vec::new());
        for _ in 0..6 {
            told.push(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"[(rest % 62) as usize]);
            rest /= 62;
        }
        told.reverse();
        let good = format!("ghp_{body}{}", String::from_utf8(told).unwrap());
        assert!(crc_holds(&good), "{good}");
        assert!(!crc_holds(&good.replace("AB", "AC")));
        assert!(!crc_holds("ghp_"));
    }

    #[test]
    fn an_access_key_tells_its_account() {
        // The account that AWS writes in its documentation.
        assert_eq!(aws_account("ASIAY34FZKBOKMUTVV7A"), Some(609_629_065_308));
        assert_eq!(aws_account("AKIAIOSFODNN7EXAMPLE"), Some(0), "older than the form");
        assert_eq!(aws_account("AKIA0"), None);
    }
}
