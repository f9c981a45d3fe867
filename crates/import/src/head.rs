//! The beginning of a file, as importers look at it to tell whether it is theirs.
//!
//! The head is decoded and its first JSON document parsed once, whoever asks first; what is cut off at its end is left
//! out. Looking never fails: what cannot be understood is absent.

use crate::{
    map::{self, Guess, Sample},
    read::{
        csv::{self, Layout},
        encoding, envelope, outline, xml,
    },
};
use serde_json::Value;
use std::cell::OnceCell;

/// The beginning of a file.
#[derive(Debug)]
pub struct Head<'a> {
    /// File name without folders.
    pub name: &'a str,
    /// The first bytes, at most [`Head::LENGTH`].
    pub bytes: &'a [u8],
    /// Whether these are all bytes of the file.
    pub whole: bool,
    text: OnceCell<String>,
    json: OnceCell<Option<Value>>,
    xml: OnceCell<Option<xml::Outline>>,
    first_rows: OnceCell<Vec<Vec<Vec<String>>>>,
    tables: OnceCell<Vec<Guess>>,
    layout: OnceCell<Option<Layout>>,
}

impl<'a> Head<'a> {
    /// How many bytes the head has at the most.
    pub const LENGTH: usize = 256 * 1024;

    /// The head of a file.
    pub fn new(name: &'a str, bytes: &'a [u8], whole: bool) -> Self {
        Self {
            name,
            bytes,
            whole,
            text: OnceCell::new(),
            json: OnceCell::new(),
            xml: OnceCell::new(),
            first_rows: OnceCell::new(),
            tables: OnceCell::new(),
            layout: OnceCell::new(),
        }
    }

    /// The head as text, decoded by its byte order mark; damaged bytes are replaced.
    pub fn text(&self) -> &str {
        self.text.get_or_init(|| encoding::head(self.bytes))
    }

    /// The first JSON document, as far as the head goes; none where the file does not begin with an array or object. In
    /// place of envelopes (see [`envelope`]) stands what is inside of them; a table of envelopes is an array.
    pub fn json(&self) -> Option<&Value> {
        let read = || {
            let text = self.text();
            let found = outline::second_line(text).or_else(|| outline::outline(text)).map(envelope::peeled);
            found.or_else(|| envelope::outline(text, self.whole))
        };
        self.json.get_or_init(read).as_ref()
    }

    /// The first elements, where the file begins as XML.
    pub fn xml(&self) -> Option<&xml::Outline> {
        self.xml.get_or_init(|| xml::outline(self.text())).as_ref()
    }

    /// The rows among which the header of a table can stand, by each of the usual delimiters; none for JSON and XML.
    pub fn first_rows(&self) -> &[Vec<Vec<String>>] {
        self.first_rows.get_or_init(|| match self.text().trim_start().as_bytes().first() {
            None | Some(b'{' | b'[' | b'<') => Vec::new(),
            Some(_) => csv::first_rows(self.text(), self.whole),
        })
    }

    /// How the file is laid out as a table of any header; none where it begins with JSON or XML, or is none.
    pub(crate) fn layout(&self) -> Option<&Layout> {
        let is_other = || {
            let binary = self.bytes.contains(&0) && !self.text().contains(['\n', '\r']) || self.text().contains('\0');
            binary || self.text().trim_start().starts_with(['<', '{']) || self.json().is_some()
        };
        self.layout.get_or_init(|| if is_other() { None } else { csv::layout(self.text(), self.whole, map::is_known) }).as_ref()
    }

    /// The column names of a table of any header, or the keys of the first row of JSON; empty where it is neither.
    pub fn columns(&self) -> Vec<String> {
        if let Some(json) = self.json() {
            let row = ["data", "results", "rows", "items"].iter().find_map(|list| self.row_of(list)).or_else(|| self.row());
            return row.unwrap_or(json).as_object().map(|row| row.keys().cloned().collect()).unwrap_or_default();
        }
        let is_own = |name: &&String| !name.starts_with("column ") && !name.ends_with(')');
        let layout = self.layout().filter(|layout| layout.has_header);
        layout.map(|layout| layout.names.iter().filter(is_own).cloned().collect()).unwrap_or_default()
    }

    /// The objects among the first lines, for logs that hold other lines too; what is inside of envelopes in their place.
    pub fn first_lines(&self) -> impl Iterator<Item = Value> {
        let lines = self.text().lines().take(200).filter(|line| line.trim_start().starts_with('{'));
        let objects = lines.filter_map(|line| serde_json::from_str(line.trim()).ok()).map(envelope::peeled);
        let inside = self.json().filter(|_| !self.text().trim_start().starts_with('{')).into_iter();
        objects.chain(inside.flat_map(|json| json.as_array().map_or(std::slice::from_ref(json), Vec::as_slice)).cloned())
    }

    /// What the file may be as a table, the surest first; empty where it is none.
    pub fn tables(&self) -> &[Guess] {
        self.tables.get_or_init(|| Sample::of(self).map(|sample| map::ranked(&sample, self.name)).unwrap_or_default())
    }

    /// The first JSON document if it is an object: a wrapper, a single row or the first line of JSON lines.
    pub fn object(&self) -> Option<&Value> {
        self.json().filter(|json| json.is_object())
    }

    /// The first element of the first JSON document if that is an array (of rows, or of pages of rows), else the
    /// document itself.
    pub fn row(&self) -> Option<&Value> {
        match self.json()? {
            Value::Array(rows) => rows.iter().find_map(|row| match row {
                Value::Array(page) => page.iter().find(|row| row.is_object()),
                row => Some(row).filter(|row| row.is_object()),
            }),
            other => Some(other),
        }
    }

    /// The first element of the list at a dotted path (`data.nodes`) of the first JSON document, or of the first page
    /// where that is an array of pages.
    pub fn row_of(&self, path: &str) -> Option<&Value> {
        let json = self.json()?;
        let page = json.as_array().and_then(|pages| pages.iter().find(|page| page.is_object())).unwrap_or(json);
        at(page, path)?.as_array()?.iter().find(|row| row.is_object())
    }
}

/// Whether a value has all of the dotted paths (`actor.alternateId`), whatever stands there.
pub fn has(value: &Value, paths: &[&str]) -> bool {
    paths.iter().all(|path| at(value, path).is_some())
}

/// What stands at a dotted path.
pub fn at<'v>(value: &'v Value, path: &str) -> Option<&'v Value> {
    path.split('.').try_fold(value, |value, key| value.get(key))
}
