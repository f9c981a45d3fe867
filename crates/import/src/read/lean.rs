//! A JSON object taken apart without making a value of each of its parts: one text and one list of where what stands in it.
//!
//! Logs have many rows of which most parts are looked at once, as text. Here a row costs two allocations, where a tree of
//! values costs one for each key and text. Whatever is out of the ordinary (no JSON, control characters, very deep or very
//! wide objects) is not taken, and is read by the parser that says what is wrong with it.

mod parser;

use memchr::memchr;
use parser::Parser;
use serde_json::{Map, Number, Value};

/// A piece of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Span {
    start: u32,
    end: u32,
}

/// What stands somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Node {
    Null,
    Bool(bool),
    Number(Piece),
    Text(Piece),
    List(Run),
    Object(Run),
}

/// A number or text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece(Span);

/// The parts of a list or object, which lie side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run(Span);

/// A part of an object; one of a list has an empty key.
#[derive(Debug, Clone, Copy)]
struct Part {
    mark: u32,
    key: Span,
    node: Node,
}

/// What tells most keys apart at a glance: the length of a key and some of its letters.
fn mark(key: &str) -> u32 {
    let bytes = key.as_bytes();
    let at = |index: usize| bytes.get(index).copied().unwrap_or(0);
    let length = u8::try_from(bytes.len()).unwrap_or(u8::MAX);
    u32::from_le_bytes([length, at(0), at(bytes.len() / 2), at(bytes.len().wrapping_sub(1))])
}

/// An object, taken apart.
#[derive(Debug, Clone)]
pub struct Lean {
    text: String,
    parts: Vec<Part>,
    root: Node,
}

impl Lean {
    /// Takes an object apart; none where it is no object or anything is out of the ordinary.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        if bytes.first() != Some(&b'{') || u32::try_from(bytes.len().checked_mul(2)?).is_err() {
            return None;
        }
        let text = std::str::from_utf8(bytes).ok()?;
        // Texts with escapes are written out behind it.
        let mut room = String::with_capacity(text.len() + text.len() / 2);
        room.push_str(text);
        let mut lean = Self { text: room, parts: Vec::with_capacity(64), root: Node::Null };
        lean.root = lean.read(text, 0)?;
        Some(lean)
    }

    /// Reads a text that is one value and stands at `base` of the text.
    fn read(&mut self, text: &str, base: u32) -> Option<Node> {
        if text.bytes().fold(u8::MAX, u8::min) < b' ' {
            return None;
        }
        Parser::new(self, text, base).whole()
    }

    pub(super) const fn root(&self) -> Node {
        self.root
    }

    /// The number or text.
    pub(super) fn str(&self, piece: Piece) -> &str {
        self.slice(piece.0)
    }

    fn slice(&self, span: Span) -> &str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    fn run(&self, Run(span): Run) -> &[Part] {
        self.parts.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    /// The parts of a list or object with their keys.
    pub(super) fn parts(&self, run: Run) -> impl ExactSizeIterator<Item = (&str, Node)> {
        self.run(run).iter().map(|part| (self.slice(part.key), part.node))
    }

    /// What stands under a key of an object.
    pub(super) fn get(&self, node: Node, key: &str) -> Option<Node> {
        let Node::Object(run) = node else { return None };
        self.index(run, key).and_then(|index| self.parts.get(index)).map(|part| part.node)
    }

    fn index(&self, Run(span): Run, key: &str) -> Option<usize> {
        let wanted = mark(key);
        let is_it = |part: &Part| part.mark == wanted && self.slice(part.key) == key;
        self.run(Run(span)).iter().position(is_it).map(|found| span.start as usize + found)
    }

    /// What stands at a path, as [`super::fields::Fields::peek`] looks for it, but for null.
    pub(super) fn at(&self, path: &str) -> Option<Node> {
        let found = self.get(self.root, path).or_else(|| {
            let (key, rest) = parted(path)?;
            self.inside(self.get(self.root, key)?, rest)
        });
        found.filter(|node| *node != Node::Null)
    }

    /// What stands at a path of keys.
    pub(super) fn path(&self, path: &str) -> Option<Node> {
        self.inside(self.root, path)
    }

    fn inside(&self, node: Node, path: &str) -> Option<Node> {
        match parted(path) {
            None => self.get(node, path),
            Some((key, rest)) => self.inside(self.get(node, key)?, rest),
        }
    }

    /// Removes what stands at a path, and the objects around it that become empty. The last key takes the place of one
    /// that is removed.
    pub(super) fn remove(&mut self, path: &str) -> Option<Node> {
        let (root, found) = self.without(self.root, path)?;
        self.root = root;
        Some(found)
    }

    /// An object without what stands at a path, and that.
    fn without(&mut self, node: Node, path: &str) -> Option<(Node, Node)> {
        let Node::Object(run) = node else { return None };
        if let Some(index) = self.index(run, path) {
            let found = self.parts.get(index)?.node;
            return Some((Node::Object(self.drop_part(run, index)?), found));
        }
        let (key, rest) = parted(path)?;
        let index = self.index(run, key)?;
        let (inner, found) = self.without(self.parts.get(index)?.node, rest)?;
        self.parts.get_mut(index)?.node = inner;
        let emptied = matches!(inner, Node::Object(Run(span)) if span.start == span.end);
        Some((if emptied { Node::Object(self.drop_part(run, index)?) } else { node }, found))
    }

    fn drop_part(&mut self, Run(span): Run, index: usize) -> Option<Run> {
        let last = span.end.checked_sub(1)?;
        *self.parts.get_mut(index)? = *self.parts.get(last as usize)?;
        Some(Run(Span { end: last, ..span }))
    }

    /// Opens a text under a key of the object that is JSON itself; false where it is none that is in order.
    pub(super) fn open(&mut self, key: &str) -> bool {
        let Node::Object(run) = self.root else { return false };
        let Some(index) = self.index(run, key) else { return false };
        let Some(Part { node: Node::Text(Piece(span)), .. }) = self.parts.get(index).copied() else { return false };
        let text = self.slice(span);
        let begins = text.len() - text.trim_start().len();
        let inside = text.trim().to_owned();
        let base = u32::try_from(begins).ok().map(|begins| span.start + begins);
        let Some(node) = base.and_then(|base| self.read(&inside, base)) else { return false };
        self.parts.get_mut(index).is_some_and(|part| {
            part.node = node;
            true
        })
    }

    /// A number as the parser of values reads it.
    pub(super) fn number(&self, piece: Piece) -> Option<Number> {
        serde_json::from_str(self.str(piece)).ok()
    }

    /// What stands somewhere as a value.
    pub(super) fn value(&self, node: Node) -> Value {
        match node {
            Node::Null => Value::Null,
            Node::Bool(truth) => Value::Bool(truth),
            Node::Number(piece) => self.number(piece).map_or(Value::Null, Value::Number),
            Node::Text(piece) => Value::String(self.str(piece).to_owned()),
            Node::List(run) => Value::Array(self.parts(run).map(|(_, node)| self.value(node)).collect()),
            Node::Object(run) => {
                let parts = self.parts(run);
                let mut map = Map::with_capacity(parts.len());
                map.extend(parts.map(|(key, node)| (key.to_owned(), self.value(node))));
                Value::Object(map)
            }
        }
    }
}

/// The first key of a path of several, and the rest.
fn parted(path: &str) -> Option<(&str, &str)> {
    let dot = memchr(b'.', path.as_bytes())?;
    Some((path.get(..dot)?, path.get(dot + 1..)?))
}

#[cfg(test)]
mod tests;
