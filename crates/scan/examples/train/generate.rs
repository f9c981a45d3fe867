//! Texts of our own, made from templates and lists, with their labels: forms, logs and languages that the sets lack, and much
//! that has capitals and is nobody.

use std::collections::BTreeMap;

use crate::lists::{Lists, title};
use crate::rng::Rng;
use crate::sets::{Class, Row};

const TEMPLATES: &str = include_str!("templates.txt");
const PLAIN: &str = include_str!("plain.txt");
const WORDS: &str = include_str!("words.txt");

struct Maker<'a> {
    lists: &'a Lists,
    words: BTreeMap<&'static str, Vec<&'static str>>,
    rng: Rng,
    text: String,
    spans: Vec<(usize, usize, Class)>,
}

/// `rounds` texts of each template.
pub fn rows(lists: &Lists, rounds: usize) -> Vec<Row> {
    let words =
        WORDS.lines().filter_map(|line| line.split_once(": ")).map(|(name, all)| (name, all.split('|').collect())).collect();
    let mut maker = Maker { lists, words, rng: Rng::new(7), text: String::new(), spans: Vec::new() };
    let templates: Vec<_> =
        TEMPLATES.lines().filter(|line| !line.is_empty() && !line.starts_with("# ") || line.starts_with("# $")).collect();
    let mut rows = Vec::new();
    for round in 0..rounds {
        for (index, template) in templates.iter().enumerate() {
            maker.text.clear();
            maker.spans.clear();
            maker.fill(&template.replace("\\n", "\n").replace("\\t", "\t"));
            maker.case();
            let (text, spans) = maker.wrapped();
            rows.push(Row {
                id: format!("own-{index}-{round}"),
                set: "own".to_owned(),
                group: format!("own-{index}"),
                text,
                spans,
            });
        }
    }
    for (index, line) in PLAIN.lines().enumerate() {
        for copy in 0..2 {
            let group = format!("plain-{}", index / 20);
            rows.push(Row {
                id: format!("plain-{index}-{copy}"),
                set: "plain".to_owned(),
                group,
                text: line.to_owned(),
                spans: Vec::new(),
            });
        }
    }
    rows
}

impl Maker<'_> {
    fn fill(&mut self, template: &str) {
        let mut rest = template;
        while let Some(at) = rest.find('$') {
            self.text.push_str(&rest[..at]);
            let end = rest[at + 1..].find(|c: char| !c.is_ascii_alphabetic()).map_or(rest.len(), |end| at + 1 + end);
            self.draw(&rest[at + 1..end]);
            rest = &rest[end..];
        }
        self.text.push_str(rest);
    }

    fn put(&mut self, class: Class, text: &str) {
        let start = self.text.len();
        self.text.push_str(text);
        self.spans.push((start, self.text.len(), class));
    }

    fn people(&mut self) -> (String, String, String) {
        let locales: Vec<_> = self.lists.people.keys().collect();
        let census = self.rng.chance(35);
        let locale = if census { "census" } else { self.rng.one(&locales).as_str() };
        let people = &self.lists.people[locale];
        let given = self.rng.one(&people.0).clone();
        let family = self.rng.one(&people.1).clone();
        (locale.to_owned(), given, family)
    }

    fn word(&mut self) -> String {
        self.rng.one(&self.lists.words).clone()
    }

    fn number(&mut self, most: u32) -> String {
        let digits = 1 + self.rng.below(most as usize);
        (1 + self.rng.below(10_usize.pow(u32::try_from(digits).unwrap_or(1)))).to_string()
    }

    fn own(&mut self, list: &str) -> String {
        let Self { words, rng, .. } = self;
        (*rng.one(&words[list])).to_owned()
    }

    fn code(&mut self, form: &str) -> String {
        let rng = &mut self.rng;
        form.chars()
            .map(|c| match c {
                '#' => char::from(b'0' + rng.below(10) as u8),
                '^' => char::from(b'A' + rng.below(26) as u8),
                '~' => char::from(b"0123456789abcdef"[rng.below(16)]),
                c => c,
            })
            .collect()
    }

    fn name(&mut self) -> String {
        let (_, given, family) = self.people();
        let (_, second, other) = self.people();
        let letter = second.chars().next().unwrap_or('J');
        match self.rng.below(20) {
            0 | 1 => format!("{given} {letter}. {family}"),
            2 => format!("{given} {letter} {family}"),
            3 => format!("{given} {family}-{other}"),
            4 | 5 => format!("{given} {second} {family}"),
            6 => format!("{given} {family} {other}"),
            7 => format!("{letter}. {family}"),
            8 => format!("{family}, {given}"),
            9 => format!("{}-{} {family}", given, second),
            _ => format!("{given} {family}"),
        }
    }

    fn street(&mut self, language: usize) -> String {
        let (_, given, family) = self.people();
        let number = self.number(3);
        let core = if self.rng.chance(50) { self.own("core") } else { family.clone() };
        let flat = ["", "", "", ", 2B", " bis", " A", ", 3"][self.rng.below(7)];
        match language {
            0 => {
                let prefix = ["", "", "", "N ", "West ", "E. "][self.rng.below(6)];
                format!("{} {prefix}{core} {}", self.number(5), self.own("suffix"))
            }
            1 => {
                let prefix =
                    ["Calle ", "Calle de ", "C/ ", "Av. ", "Avenida de ", "Plaza ", "Paseo de ", "Rúa ", "Carrer de ", "Camino "]
                        [self.rng.below(10)];
                let tail = ["", ", 2A", ", 3 B", ", 1º Izq", " bajo"][self.rng.below(5)];
                format!("{prefix}{family}{}{number}{tail}", [" ", ", ", " nº "][self.rng.below(3)])
            }
            2 => format!(
                "{number}{flat}, {} {}{family}",
                ["rue", "avenue", "boulevard", "place", "Rue", "chemin", "impasse"][self.rng.below(7)],
                ["de ", "du ", "des ", "", "", "de la "][self.rng.below(6)]
            )
            .replace(", ,", ","),
            3 => {
                let tail = ["straße", "strasse", "str.", "weg", "platz", "gasse", "allee", "-Straße", "ring", "damm"]
                    [self.rng.below(10)];
                format!("{family}{tail} {number}{}", ["", "", "a", " b"][self.rng.below(4)])
            }
            4 => format!(
                "{} {}{family}{}{number}",
                ["Via", "Viale", "Piazza", "Corso", "Via dei", "Largo"][self.rng.below(6)],
                ["", "", "San ", "della "][self.rng.below(4)],
                [", ", " ", " n. "][self.rng.below(3)]
            ),
            5 => format!(
                "{} {given} {family}, {number}",
                ["Rua", "Avenida", "Travessa", "Av.", "R.", "Alameda", "Praça"][self.rng.below(7)]
            ),
            6 => {
                let tail = [
                    "laan", "straat", "weg", "gracht", "plein", "dreef", "kade", "gatan", "vägen", "vej", "gade", "veien",
                    "gata", "katu", "tie", "utca",
                ][self.rng.below(16)];
                let space = if tail == "utca" { " " } else { "" };
                format!("{family}{space}{tail} {number}{}", ["", "", "A", "-II"][self.rng.below(4)])
            }
            7 => format!(
                "{} {family}a {number}{}",
                ["ul.", "ulica", "al.", "Ul.", "os.", "ulice", "Trg"][self.rng.below(7)],
                ["", "/4", " m. 3"][self.rng.below(3)]
            ),
            _ => format!(
                "{}, {family} {}, {} {}",
                self.number(3),
                ["Nagar", "Colony", "Road", "Marg", "Street", "Layout"][self.rng.below(6)],
                ["Sector", "Phase", "Block", "Ward"][self.rng.below(4)],
                self.number(2)
            ),
        }
    }

    fn unit(&mut self) -> String {
        let unit = self.own("unit");
        let number = self.number(3);
        if unit == "#" { format!("#{number}") } else { format!("{unit} {number}{}", ["", "", "B"][self.rng.below(3)]) }
    }

    fn zip(&mut self) -> String {
        let form = [
            "#####",
            "#####",
            "#####",
            "#####-####",
            "^^# #^^",
            "^^## #^^",
            "^# #^^",
            "#### ^^",
            "##-###",
            "####",
            "#####-###",
            "######",
            "^#^ #^#",
            "### ##",
        ][self.rng.below(14)];
        self.code(form)
    }

    /// An address of several parts, with what stands between them.
    fn address(&mut self, between: &str) -> String {
        let language = if self.rng.chance(45) { 0 } else { self.rng.below(9) };
        let street = self.street(language);
        let city = self.city();
        let st = self.state();
        let mut parts = vec![street];
        if language == 0 && self.rng.chance(35) {
            parts.push(self.unit());
        }
        match language {
            0 => match self.rng.below(4) {
                0 => parts.extend([city, self.code("^^## #^^")]),
                1 => parts.push(format!("{city} {st} {}", self.code("#####"))),
                2 => parts.push(format!("{city}, {st} {}", self.code("#####"))),
                _ => parts.extend([city, format!("{st} {}", self.code("#####-####"))]),
            },
            1..=4 => parts.push(format!("{} {city}", self.code("#####"))),
            5 => parts.extend([format!("{city} - {st}"), self.code("#####-###")]),
            6 => parts.push(format!("{} {city}", self.code("#### ^^"))),
            7 => parts.push(format!("{} {city}", self.code("##-###"))),
            _ => parts.push(format!("{city} {}", self.code("######"))),
        }
        if self.rng.chance(25) {
            parts.push(self.rng.one(&self.lists.countries).clone());
        }
        if self.rng.chance(5) {
            parts = vec![format!("PO Box {}", self.number(4)), format!("{} {}", self.city(), self.code("#####"))];
        } else if self.rng.chance(3) {
            parts = vec![self.code("Unit #### Box ####"), self.code("APO AE #####")];
        }
        parts.join(between)
    }

    fn city(&mut self) -> String {
        self.rng.one(&self.lists.cities).clone()
    }

    fn state(&mut self) -> String {
        (*self.rng.one(&[
            "AL", "AK", "AZ", "CA", "CO", "CT", "DC", "FL", "GA", "HI", "IA", "ID", "IL", "IN", "KS", "KY", "LA", "MA", "MD",
            "ME", "MI", "MN", "MO", "MS", "MT", "NC", "NE", "NH", "NJ", "NM", "NV", "NY", "OH", "OK", "OR", "PA", "RI", "SC",
            "TN", "TX", "UT", "VA", "VT", "WA", "WI", "WV", "NSW", "ON", "QC", "BC", "SP", "RJ",
        ]))
        .to_owned()
    }

    fn company(&mut self) -> String {
        let (_, _, family) = self.people();
        let (_, _, other) = self.people();
        let (one, two) = (title(&self.word()), title(&self.word()));
        match self.rng.below(6) {
            0 => format!("{family}-{other}"),
            1 => format!("{family}, {other} and {one}"),
            2 => format!("{family} {}", self.own("company")),
            3 => format!("{one} {two} {}", self.own("company")),
            4 => format!("{one}{two}"),
            _ => format!("{one} {}", self.own("company")),
        }
    }

    fn draw(&mut self, what: &str) {
        match what {
            "name" => {
                let name = self.name();
                self.put(Class::Person, &name);
            }
            "NAME" => {
                let (_, given, family) = self.people();
                let name = if self.rng.chance(30) { format!("{family}/{given}") } else { format!("{given} {family}") };
                self.put(Class::Person, &name.to_uppercase());
            }
            "given" | "family" => {
                let (_, given, family) = self.people();
                self.put(Class::Person, if what == "given" { &given } else { &family });
            }
            "initial" => {
                let letter = self.code("^");
                self.put(Class::Person, &letter);
            }
            "initialname" => {
                let (_, given, _) = self.people();
                let name = format!("{given} {}", self.code("^."));
                self.put(Class::Person, &name);
            }
            "city" | "country" | "region" => {
                let lists = self.lists;
                let list = if what == "city" {
                    &lists.cities
                } else if what == "country" {
                    &lists.countries
                } else {
                    &lists.regions
                };
                let place = self.rng.one(list).clone();
                self.put(Class::Place, &place);
            }
            "st" => {
                let state = self.state();
                self.put(Class::Place, &state);
            }
            "hospital" => {
                let (_, given, family) = self.people();
                let place = match self.rng.below(5) {
                    0 => format!("St. {given}'s"),
                    1 => family,
                    2 => format!("{} {}", ["Mount", "Saint", "North", "Lake", "Green"][self.rng.below(5)], title(&self.word())),
                    _ => self.city(),
                };
                let whole = format!("{place} {}", self.own("hospital"));
                self.put(Class::Place, &whole);
            }
            "address" | "lines" => {
                let address = self.address(if what == "lines" { "\n" } else { ", " });
                self.put(Class::Address, &address);
            }
            "street" => {
                let language = if self.rng.chance(60) { 0 } else { self.rng.below(9) };
                let street = self.street(language);
                self.put(Class::Address, &street);
            }
            "streetname" => {
                let name = format!("{} {}", self.own("core"), self.own("suffix"));
                self.put(Class::Address, &name);
            }
            "esstreet" | "frstreet" | "destreet" | "itstreet" | "brstreet" => {
                let language = 1 + ["es", "fr", "de", "it", "br"].iter().position(|it| what.starts_with(it)).unwrap_or(0);
                let street = self.street(language);
                self.put(Class::Address, &street);
            }
            "unit" => {
                let unit = self.unit();
                self.put(Class::Address, &unit);
            }
            "zip" => {
                let zip = self.zip();
                self.put(Class::Address, &zip);
            }
            "org" => {
                let name = self.company();
                self.put(Class::Body, &name);
            }
            other => {
                let text = self.other(other);
                self.text.push_str(&text);
            }
        }
    }

    /// What is nobody and nowhere.
    fn other(&mut self, what: &str) -> String {
        match what {
            "num" => self.number(6),
            "id" => {
                let form = ["#W#######", "^^-######", "####-####", "^^^#####", "##########", "~~~~~~~~"][self.rng.below(6)];
                self.code(form)
            }
            "hex" => self.code("~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~"),
            "ip" => format!("192.0.2.{}", self.number(2)),
            "email" => {
                let (_, given, family) = self.people();
                format!("{}.{}@example.com", given.to_lowercase(), family.to_lowercase()).replace([' ', '\''], "")
            }
            "user" => {
                let (_, given, family) = self.people();
                format!("{}_{}_{}", given.to_lowercase(), family.to_lowercase(), self.number(4)).replace([' ', '\''], "")
            }
            "phone" => {
                let form =
                    ["###-###-####", "(###) ###-####", "+## ### ######", "### ## ## ##", "+1 ### ### ####"][self.rng.below(5)];
                self.code(form)
            }
            "date" => {
                let month = self.own("month");
                let day = 1 + self.rng.below(28);
                match self.rng.below(4) {
                    0 => format!("{month} {day}, 20{}", self.code("##")),
                    1 => format!("20{}-0{}-{day:02}", self.code("2#"), 1 + self.rng.below(9)),
                    2 => format!("{day}/0{}/19{}", 1 + self.rng.below(9), self.code("##")),
                    _ => format!("{day} {month} 20{}", self.code("##")),
                }
            }
            "time" => format!("{:02}:{:02}", self.rng.below(24), self.rng.below(60)),
            "url" => format!("https://{}.example.com/{}", self.word(), self.word()),
            "letter" => self.code("^"),
            "drug" => {
                let parts = 1 + self.rng.below(2);
                let mut name = self.code("^").to_lowercase();
                for _ in 0..parts {
                    name.push_str(["ora", "ela", "umi", "axi", "ivo", "eta", "opro", "anti", "esu", "ilo"][self.rng.below(10)]);
                }
                name.push_str(
                    [
                        "mab", "nib", "pril", "statin", "xaban", "rin", "lol", "dipine", "vid", "tus", "ra", "zole", "cillin",
                        "max", "pentin", "mycin",
                    ][self.rng.below(16)],
                );
                if self.rng.chance(70) { title(&name) } else { name }
            }
            "path" => format!("com.example.{}.{}", self.word(), self.word()),
            "Cap" => title(&self.word()),
            "WORD" => self.word().to_uppercase(),
            "Camel" => format!("{}{}", title(&self.word()), title(&self.word())),
            "CamelError" => format!("{}Error", title(&self.word())),
            "CamelException" => format!("{}Exception", title(&self.word())),
            "word" => self.word(),
            list => self.own(list),
        }
    }

    /// Now and then nobody minds capitals.
    fn case(&mut self) {
        if self.text.is_ascii() {
            match self.rng.below(25) {
                0 => self.text = self.text.to_uppercase(),
                1..=3 => self.text = self.text.to_lowercase(),
                4 | 5 => {
                    for (start, end, _) in &self.spans {
                        let small = self.text[*start..*end].to_lowercase();
                        self.text.replace_range(*start..*end, &small);
                    }
                }
                _ => {}
            }
        }
    }

    /// The text as it stands in a log: plain, or in JSON, or in JSON within JSON.
    fn wrapped(&mut self) -> (String, Vec<(usize, usize, Class)>) {
        let (before, after, depth) = match self.rng.below(12) {
            0 => ("{\"role\":\"user\",\"content\":\"", "\"}", 1),
            1 => (
                "{\"ts\":\"2026-02-11T08:15:42.120Z\",\"level\":\"INFO\",\"model\":\"m-2\",\"prompt\":\"",
                "\",\"tokens\":412}",
                1,
            ),
            2 => (
                "{\"id\":\"call_9b1f\",\"function\":{\"name\":\"write_note\",\"arguments\":\"{\\\"text\\\":\\\"",
                "\\\",\\\"n\\\":7}\"}}",
                2,
            ),
            3 => ("2026-02-11 08:15:42 INFO gateway request_id=7f3a21 text=\"", "\" status=200", 1),
            4 => ("[{\"type\": \"text\", \"text\": \"", "\"}, {\"type\": \"text\", \"text\": \"ok\"}]", 1),
            _ => ("", "", 0),
        };
        let ascii = depth > 0 && self.rng.chance(30);
        let mut text = before.to_owned();
        let mut map = vec![0; self.text.len() + 1];
        for (at, c) in self.text.char_indices() {
            map[at] = text.len();
            escape(c, depth, ascii, &mut text);
        }
        map[self.text.len()] = text.len();
        text.push_str(after);
        (text, self.spans.iter().map(|(start, end, class)| (map[*start], map[*end], *class)).collect())
    }
}

fn escape(c: char, depth: usize, ascii: bool, out: &mut String) {
    let slashes = (1 << depth) - 1;
    match c {
        '\n' | '\t' | '"' if depth > 0 => {
            out.extend(std::iter::repeat_n('\\', if c == '"' || depth == 1 { slashes } else { 1 << (depth - 1) }));
            out.push(match c {
                '\n' => 'n',
                '\t' => 't',
                _ => '"',
            });
        }
        c if ascii && !c.is_ascii() => {
            for unit in c.encode_utf16(&mut [0; 2]) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        }
        c => out.push(c),
    }
}
