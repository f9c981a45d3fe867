//! The first elements of XML, from the head of a file.

use super::unescaped;
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use std::collections::BTreeSet;

/// How many parts of the head are looked at: enough for the marks of every product.
const LOOKED_AT: usize = 4000;

/// Which elements the head of XML has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    root: String,
    attributes: Vec<(String, String)>,
    paths: BTreeSet<String>,
}

impl Outline {
    /// Name of the root.
    pub fn root(&self) -> &str {
        &self.root
    }

    /// An attribute of the root.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether an element stands at a path from the root (`report/report/results`).
    pub fn has(&self, path: &str) -> bool {
        self.paths.contains(path)
    }
}

/// The first elements of a text; none where it does not begin as XML.
pub fn outline(text: &str) -> Option<Outline> {
    if !text.trim_start().starts_with('<') {
        return None;
    }
    let mut reader = Reader::from_str(text.trim_start());
    reader.config_mut().allow_dangling_amp = true;
    let (mut found, mut path) = (Outline::default(), String::new());
    for _ in 0..LOOKED_AT {
        match reader.read_event() {
            Ok(Event::Start(start)) => found.enter(&start, &mut path),
            Ok(Event::Empty(start)) => {
                found.enter(&start, &mut path);
                leave(&mut path);
            }
            Ok(Event::End(_)) => leave(&mut path),
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    Some(found).filter(|found| !found.root.is_empty())
}

impl Outline {
    fn enter(&mut self, start: &BytesStart<'_>, path: &mut String) {
        let name = start.name().0;
        if self.root.is_empty() {
            name.clone_into(&mut self.root);
            let mut read = start.attributes();
            self.attributes =
                read.with_checks(false).flatten().map(|one| (one.key.0.to_owned(), unescaped(&one.value))).collect();
        }
        if !path.is_empty() {
            path.push('/');
        }
        path.push_str(name);
        if !self.paths.contains(path.as_str()) {
            self.paths.insert(path.clone());
        }
    }
}

fn leave(path: &mut String) {
    let end = path.rfind('/').unwrap_or_default();
    path.truncate(end);
}
