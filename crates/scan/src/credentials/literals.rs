//! Every literal text that a credential can begin with or stand behind.
//!
//! Why it exists: some seven hundred forms would cost seven hundred passes. All their literal texts are found in one pass;
//! checks run only where one was found. Fifteen hundred texts make an automaton of aho-corasick of 8 MB, which read 240 MB/s of
//! ordinary log, because each byte waits for the one before it; `gate` needs no automaton.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::gate::Gate;
use super::services::{self, Named, Token};
use super::shape::{Class, Shape};
use super::words::{self, Strength};

/// What a literal text announces.
#[derive(Debug, Clone, Copy)]
pub(super) enum Meaning {
    /// The beginning of a token, in exactly these letters, and its shape: an index into [`Literals::shapes`].
    Token(&'static Token, usize),
    /// A service's name: an index into [`Literals::named`].
    Service(usize),
    /// A word that names secrets: `password`, `api_key`.
    Word(Strength),
    /// The beginning of something with a grammar of its own.
    Mark(Mark),
}

/// What has a grammar of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// `-----BEGIN`
    Armour,
    /// `PuTTY-User-Key-File`
    Putty,
    /// `eyJ`: JSON in base 64.
    Json64,
    /// `://`
    Address,
    /// `:5432:`, in a line of `.pgpass`.
    Pgpass,
    /// `bearer `
    Bearer,
    /// `basic `
    Basic,
    /// A command that takes `user:password`.
    UserFlag,
    /// A command that takes a password with `-p`.
    PasswordFlag,
    /// A function whose arguments are users and passwords.
    SecondArgument,
    /// A digit and `Q~`, in the middle of an Azure client secret.
    AzureSecret,
}

const MARKS: &[(&str, Mark)] = &[
    ("-----begin ", Mark::Armour),
    ("---- begin ", Mark::Armour),
    ("putty-user-key-file-", Mark::Putty),
    ("eyj", Mark::Json64),
    ("://", Mark::Address),
    ("bearer ", Mark::Bearer),
    ("bearer%20", Mark::Bearer),
    (":5432:", Mark::Pgpass),
    ("basic ", Mark::Basic),
    ("basic%20", Mark::Basic),
    ("curl ", Mark::UserFlag),
    ("wget ", Mark::UserFlag),
    ("psexec", Mark::PasswordFlag),
    ("sshpass ", Mark::PasswordFlag),
    ("mysql -", Mark::PasswordFlag),
    ("mysqldump ", Mark::PasswordFlag),
    ("docker login ", Mark::PasswordFlag),
    ("smbclient ", Mark::UserFlag),
    ("authorization: token ", Mark::Bearer),
    ("authorization: apikey ", Mark::Bearer),
    ("authorization: bot ", Mark::Bearer),
    ("authorization: key ", Mark::Bearer),
    ("ssws ", Mark::Bearer),
    ("setbasicauth", Mark::SecondArgument),
    ("mysqli_connect", Mark::SecondArgument),
    ("redis-cli ", Mark::PasswordFlag),
];

/// The automaton and what its texts mean.
#[derive(Debug)]
pub(super) struct Literals {
    gate: Gate,
    /// By number of the text: what it announces, and what the shorter texts announce that it begins with, with their length.
    meanings: Vec<Vec<(usize, Meaning)>>,
    pub(super) named: Vec<(&'static Named, Vec<Shape>)>,
    pub(super) shapes: Vec<Shape>,
}

impl Literals {
    /// The first of the texts at or after `at`, the longest there: where it starts and ends, and its number.
    pub(super) fn next(&self, text: &str, at: usize) -> Option<(usize, usize, usize)> {
        self.gate.next(text.as_bytes(), at)
    }

    /// Whether a value begins as the tokens of some vendor do, a sign in their beginning, and has the form of none of them: it
    /// was cut off, or made up.
    pub(super) fn mangles(&self, value: &[u8]) -> bool {
        let announced = self.gate.at_start(value).map_or(&[][..], |text| self.meanings(text));
        let shapes = || {
            announced.iter().filter_map(|(_, meaning)| match meaning {
                Meaning::Token(_, shape) => self.shapes.get(*shape).filter(|shape| value.starts_with(shape.head().as_bytes())),
                _ => None,
            })
        };
        let telling = |head: &str| head.len() >= 4 && head.bytes().any(|byte| !byte.is_ascii_alphanumeric());
        shapes().any(|shape| telling(shape.head())) && !shapes().any(|shape| shape.is(value))
    }

    /// What the text with this number announces.
    pub(super) fn meanings(&self, pattern: usize) -> &[(usize, Meaning)] {
        self.meanings.get(pattern).map_or(&[], Vec::as_slice)
    }
}

/// Built once.
pub(super) static ALL: LazyLock<Literals> = LazyLock::new(build);

fn build() -> Literals {
    let named: Vec<(&'static Named, Vec<Shape>)> = services::all_named()
        .map(|service| (service, service.shapes.iter().filter_map(|shape| Shape::parse(shape)).collect()))
        .collect();
    let mut texts: BTreeMap<String, (Class, Vec<Meaning>)> = BTreeMap::new();
    let mut add = |text: String, meaning: Option<Meaning>, next: Class| {
        let (class, meanings) = texts.entry(text).or_insert((next, Vec::new()));
        *class = class.or(next);
        meanings.extend(meaning);
    };
    let mut shapes = Vec::new();
    for token in services::tokens() {
        if let Some(shape) = Shape::parse(token.shape) {
            add(shape.head().to_ascii_lowercase(), Some(Meaning::Token(token, shapes.len())), shape.next());
            shapes.push(shape);
        }
    }
    for (number, (service, _)) in named.iter().enumerate() {
        for word in service.words {
            spellings(word, |spelling| add(spelling, Some(Meaning::Service(number)), words::AFTER_SHORT));
        }
    }
    for (word, strength) in words::ALL {
        spellings(word, |spelling| add(spelling, Some(Meaning::Word(*strength)), words::AFTER_SHORT));
    }
    for (text, mark) in MARKS {
        add((*text).to_owned(), Some(Meaning::Mark(*mark)), Class::GRAPHIC);
    }
    for digit in 0..=9 {
        add(format!("{digit}q~"), Some(Meaning::Mark(Mark::AzureSecret)), Class::URL64);
    }
    for harmless in words::HARMLESS {
        add((*harmless).to_owned(), None, Class::ANY);
    }
    let gate = Gate::new(texts.iter().map(|(text, (next, _))| (text.as_str(), *next)));
    let meanings = texts.keys().map(|text| announced(text, &texts)).collect();
    Literals { gate, meanings, named, shapes }
}

/// What a text and the texts that it begins with announce.
fn announced(text: &str, texts: &BTreeMap<String, (Class, Vec<Meaning>)>) -> Vec<(usize, Meaning)> {
    let own = texts.get(text).map_or(&[][..], |(_, meanings)| meanings);
    let named = own.iter().any(|meaning| matches!(meaning, Meaning::Word(_)));
    let shorter = (1..text.len()).filter(|_| !own.is_empty()).filter_map(|end| Some((end, &texts.get(text.get(..end)?)?.1)));
    let inherited = shorter.flat_map(|(end, meanings)| meanings.iter().map(move |meaning| (end, *meaning)));
    own.iter()
        .map(|meaning| (text.len(), *meaning))
        .chain(inherited.filter(|(_, meaning)| !named || !matches!(meaning, Meaning::Word(_))))
        .collect()
}

/// A word with each of the separators that names are written with.
fn spellings(word: &str, mut each: impl FnMut(String)) {
    if !word.contains('_') {
        return each(word.to_owned());
    }
    for separator in ["", "_", "-", " "] {
        each(word.replace('_', separator));
    }
}
