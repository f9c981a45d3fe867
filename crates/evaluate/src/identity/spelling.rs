//! How one name is spelled in several systems: accents, umlauts, other alphabets, titles, brackets.

/// A letter as two usual spellings in plain Latin letters: with digraphs (`ü` as `ue`) and without (`ü` as `u`).
fn latin(letter: char) -> Option<(&'static str, &'static str)> {
    Some(match letter {
        'ä' | 'æ' => ("ae", "a"),
        'å' => ("aa", "a"),
        'ö' | 'ø' | 'œ' | 'ő' => ("oe", "o"),
        'ü' | 'ű' => ("ue", "u"),
        'ß' => ("ss", "s"),
        'đ' => ("dj", "d"),
        'á' | 'à' | 'â' | 'ã' | 'ā' | 'ą' | 'ă' | 'α' | 'ά' | 'а' => ("a", "a"),
        'б' => ("b", "b"),
        'ç' | 'č' | 'ć' | 'ĉ' => ("c", "c"),
        'ď' | 'ð' | 'д' | 'δ' => ("d", "d"),
        'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' | 'ė' | 'е' | 'э' | 'ε' | 'έ' => ("e", "e"),
        'ё' => ("yo", "e"),
        'є' => ("ye", "ie"),
        'ф' | 'φ' => ("f", "f"),
        'ğ' | 'ģ' | 'г' | 'ґ' | 'γ' => ("g", "g"),
        'х' => ("kh", "h"),
        'í' | 'ì' | 'î' | 'ï' | 'ı' | 'ī' | 'į' | 'и' | 'і' | 'ι' | 'ί' | 'η' | 'ή' => ("i", "i"),
        'ї' => ("yi", "i"),
        'й' => ("y", "i"),
        'ķ' | 'к' | 'κ' => ("k", "k"),
        'ł' | 'ļ' | 'ľ' | 'л' | 'λ' => ("l", "l"),
        'м' | 'μ' => ("m", "m"),
        'ñ' | 'ń' | 'ň' | 'ņ' | 'н' | 'ν' => ("n", "n"),
        'ó' | 'ò' | 'ô' | 'õ' | 'ō' | 'о' | 'ο' | 'ό' | 'ω' | 'ώ' => ("o", "o"),
        'п' | 'π' => ("p", "p"),
        'ř' | 'ŕ' | 'р' | 'ρ' => ("r", "r"),
        'š' | 'ś' | 'ş' | 'ș' | 'с' | 'σ' | 'ς' => ("s", "s"),
        'ť' | 'ţ' | 'ț' | 'т' | 'τ' => ("t", "t"),
        'ú' | 'ù' | 'û' | 'ů' | 'ū' | 'ų' | 'у' => ("u", "u"),
        'в' | 'β' => ("v", "v"),
        'ξ' => ("x", "x"),
        'ý' | 'ÿ' | 'ы' | 'υ' | 'ύ' => ("y", "y"),
        'ž' | 'ź' | 'ż' | 'з' | 'ζ' => ("z", "z"),
        'ж' => ("zh", "zh"),
        'ц' => ("ts", "ts"),
        'ч' | 'χ' => ("ch", "ch"),
        'ш' => ("sh", "sh"),
        'щ' => ("shch", "sch"),
        'ю' => ("yu", "iu"),
        'я' => ("ya", "ia"),
        'θ' | 'þ' => ("th", "th"),
        'ψ' => ("ps", "ps"),
        'ъ' | 'ь' | '\u{300}'..='\u{36f}' => ("", ""),
        _ => return None,
    })
}

/// The usual spellings of a text in plain Latin letters, lower case; one where they do not differ.
pub(super) fn spellings(text: &str) -> Vec<String> {
    let (mut long, mut short) = (String::with_capacity(text.len()), String::with_capacity(text.len()));
    for letter in text.trim().chars().flat_map(char::to_lowercase) {
        if let Some((digraph, single)) = latin(letter) {
            long.push_str(digraph);
            short.push_str(single);
        } else {
            long.push(letter);
            short.push(letter);
        }
    }
    if long == short { vec![long] } else { vec![long, short] }
}

/// The words of a name, first names first, in every usual spelling and cut: `O'Brien` is one word and two.
pub(super) fn names(name: &str) -> Vec<Vec<String>> {
    let name = without_brackets(name);
    let turned = match name.split_once(',') {
        Some((last, first)) if !first.trim().is_empty() => format!("{first} {last}"),
        _ => name,
    };
    let mut found: Vec<Vec<String>> = Vec::new();
    for spelling in spellings(&turned) {
        let cut = |text: &str, at: fn(char) -> bool| -> Vec<String> {
            text.split(at).filter(|word| !word.is_empty()).map(str::to_owned).collect()
        };
        let joined: String = spelling.chars().filter(|letter| !matches!(letter, '-' | '\'' | '’' | '‐' | '.')).collect();
        for words in [cut(&spelling, |letter| !letter.is_alphanumeric()), cut(&joined, |letter| !letter.is_alphanumeric())] {
            let words = without_titles(words);
            if !words.is_empty() && !found.contains(&words) {
                found.push(words);
            }
        }
    }
    found
}

/// `Jane Doe (Contractor)` without what stands in brackets, unless nothing else is there.
fn without_brackets(name: &str) -> String {
    let mut depth = 0_u32;
    let mut out = String::new();
    for letter in name.chars() {
        match letter {
            '(' | '[' | '<' => depth += 1,
            ')' | ']' | '>' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(letter),
            _ => {}
        }
    }
    if out.trim().is_empty() { name.to_owned() } else { out }
}

fn without_titles(words: Vec<String>) -> Vec<String> {
    const TITLES: [&str; 10] = ["dr", "mr", "mrs", "ms", "prof", "jr", "sr", "ii", "iii", "ing"];
    let kept: Vec<String> = words.iter().filter(|word| !TITLES.contains(&word.as_str())).cloned().collect();
    if kept.len() < 2 { words } else { kept }
}

/// Words in one order, whoever puts the last name first.
pub(super) fn sorted(words: &[String]) -> String {
    let mut words = words.to_vec();
    words.sort();
    words.join(" ")
}
