//! Every literal text that a credential can begin with or stand behind, in one automaton.
//!
//! Why it exists: some eight hundred forms would cost eight hundred passes. One automaton finds their literal texts in one
//! pass; checks run only where one was found.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::services::{self, Named, Token};
use super::shape::Shape;
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
    /// `Q~`, in the middle of an Azure client secret.
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
    ("q~", Mark::AzureSecret),
];

/// The automaton and what its texts mean.
#[derive(Debug)]
pub(super) struct Literals {
    pub(super) automaton: AhoCorasick,
    /// By number of the text: what it announces, and what the shorter texts announce that it begins with, with their length.
    meanings: Vec<Vec<(usize, Meaning)>>,
    pub(super) named: Vec<(&'static Named, Vec<Shape>)>,
    pub(super) shapes: Vec<Shape>,
}

impl Literals {
    /// What the text with this number announces.
    pub(super) fn meanings(&self, pattern: usize) -> &[(usize, Meaning)] {
        self.meanings.get(pattern).map_or(&[], Vec::as_slice)
    }
}

/// Built once. `None` only if the lists are more than an automaton can hold.
pub(super) static ALL: LazyLock<Option<Literals>> = LazyLock::new(build);

fn build() -> Option<Literals> {
    let named: Vec<(&'static Named, Vec<Shape>)> = services::all_named()
        .map(|service| (service, service.shapes.iter().filter_map(|shape| Shape::parse(shape)).collect()))
        .collect();
    let mut texts: BTreeMap<String, Vec<Meaning>> = BTreeMap::new();
    let mut add = |text: String, meaning: Meaning| texts.entry(text).or_default().push(meaning);
    let mut shapes = Vec::new();
    for token in services::tokens() {
        if let Some(shape) = Shape::parse(token.shape) {
            add(shape.head().to_ascii_lowercase(), Meaning::Token(token, shapes.len()));
            shapes.push(shape);
        }
    }
    for (number, (service, _)) in named.iter().enumerate() {
        for word in service.words {
            spellings(word, |spelling| add(spelling, Meaning::Service(number)));
        }
    }
    for (word, strength) in words::ALL {
        spellings(word, |spelling| add(spelling, Meaning::Word(*strength)));
    }
    for (text, mark) in MARKS {
        add((*text).to_owned(), Meaning::Mark(*mark));
    }
    for harmless in words::HARMLESS {
        texts.entry((*harmless).to_owned()).or_default();
    }
    let automaton = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .kind(Some(AhoCorasickKind::DFA))
        .build(texts.keys())
        .ok()?;
    let meanings = texts.keys().map(|text| announced(text, &texts)).collect();
    Some(Literals { automaton, meanings, named, shapes })
}

/// What a text and the texts that it begins with announce.
fn announced(text: &str, texts: &BTreeMap<String, Vec<Meaning>>) -> Vec<(usize, Meaning)> {
    let own = texts.get(text).map_or(&[][..], Vec::as_slice);
    let named = own.iter().any(|meaning| matches!(meaning, Meaning::Word(_)));
    let shorter = (1..text.len()).filter(|_| !own.is_empty()).filter_map(|end| Some((end, texts.get(text.get(..end)?)?)));
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
    for separator in ["", "_", "-", " ", "."] {
        each(word.replace('_', separator));
    }
}
