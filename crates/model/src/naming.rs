//! What the name of a file or of a sheet says of the system that it is from.

/// Words of such names that say what is listed, for when or for whom, and not in which system.
const NOISE: &str = "user users account accounts login logins list lists listing export exports exported report reports download downloads data dump \
     extract members member access all active inactive current former snapshot copy final new old latest draft the of as at on from to for and utc csv xlsx xls json tsv \
     txt sheet table tab identities identity entitlement entitlements permission permissions review reviews uar matrix inventory roster staff employee employees people \
     person persons population full raw audit soc soc2 evidence sample test page part tenant org organisation organization company benutzer nutzer konto konten \
     kontenliste benutzerliste liste export utilisateurs utilisateur comptes compte usuarios usuario cuentas lista quarter month week year before after start end opening closing \
     jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september october \
     november december eoy eom eoq fy h1 h2 q1 q2 q3 q4 v1 v2 v3 key keys info details status management admin admins leavers joiners campaign recertification certification terminated deactivated disabled suspended deleted \
     contractor contractors external externals internal role roles grant grants group groups file";

/// The words of a name that could be a system's (`crm users 2026-06-30.csv`: `crm`), as written; none where nothing is left.
pub fn system_in(name: &str) -> Option<String> {
    let stem = name.rsplit_once('.').filter(|(_, end)| end.len() <= 4 && !end.contains(' ')).map_or(name, |(stem, _)| stem);
    let is_noise = |word: &str| {
        let word = word.to_lowercase();
        word.chars().filter(char::is_ascii_digit).count() * 2 >= word.chars().count()
            || word.chars().count() < 2
            || NOISE.split(' ').any(|noise| noise == word)
            || is_day(&word)
    };
    let words: Vec<&str> =
        stem.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty() && !is_noise(word)).collect();
    (!words.is_empty() && words.len() <= 4).then(|| words.join(" "))
}

/// `31mar2026`, `20260331t0900z`: mostly digits, or a month between digits.
fn is_day(word: &str) -> bool {
    let letters: String = word.chars().filter(|letter| letter.is_alphabetic()).collect();
    word.starts_with(|letter: char| letter.is_ascii_digit())
        && (letters.len() <= 1 || NOISE.split(' ').any(|noise| noise == letters))
}

#[cfg(test)]
mod tests {
    use super::system_in;

    #[test]
    fn what_is_left_of_a_name() {
        for (name, system) in [
            ("crm users 30-06-2026.csv", Some("crm")),
            ("AD-Benutzer_2026-07-08.csv", Some("AD")),
            ("directory_export_20260630.tsv", Some("directory")),
            ("workspace-users.json", Some("workspace")),
            ("Billing Console - users (31Mar2026).xlsx", Some("Billing Console")),
            ("users.csv", None),
            ("accounts export 2026-Q1 (1).csv", None),
            ("Q4 2025", None),
            ("June 2026", None),
            ("many.csv", Some("many")),
        ] {
            assert_eq!(system_in(name).as_deref(), system, "{name}");
        }
    }
}
