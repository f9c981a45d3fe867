//! A part of a row to look at, however the row is held: a tree of values, or a text taken apart.

use super::{
    fields::{text_of, whole_float},
    lean::{Lean, Node},
};
use serde_json::{Number, Value};

/// A part of a row.
#[derive(Debug, Clone, Copy)]
pub enum Seen<'a> {
    /// Of a tree of values.
    Tree(&'a Value),
    /// Of a text taken apart.
    #[expect(private_interfaces, reason = "what stands where in such a text is its own business")]
    Lean(&'a Lean, Node),
}

impl<'a> From<&'a Value> for Seen<'a> {
    fn from(value: &'a Value) -> Self {
        Self::Tree(value)
    }
}

impl<'a> Seen<'a> {
    /// What stands under a key of an object.
    pub fn get(self, key: &str) -> Option<Self> {
        match self {
            Self::Tree(value) => value.get(key).map(Self::Tree),
            Self::Lean(lean, node) => lean.get(node, key).map(|node| Self::Lean(lean, node)),
        }
    }

    /// The text that it is.
    pub fn as_str(self) -> Option<&'a str> {
        match self {
            Self::Tree(value) => value.as_str(),
            Self::Lean(lean, Node::Text(piece)) => Some(lean.str(piece)),
            Self::Lean(..) => None,
        }
    }

    /// The number that it is.
    pub(super) fn number(self) -> Option<Number> {
        match self {
            Self::Tree(Value::Number(number)) => Some(number.clone()),
            Self::Lean(lean, Node::Number(piece)) => lean.number(piece),
            Self::Tree(_) | Self::Lean(..) => None,
        }
    }

    /// The whole number that it is.
    pub(super) fn whole(self) -> Option<i64> {
        // Up to 18 digits always fit.
        if let Self::Lean(lean, Node::Number(piece)) = self
            && let digits = lean.str(piece)
            && digits.len() <= 18
            && digits.bytes().all(|byte| byte.is_ascii_digit())
        {
            return digits.parse().ok();
        }
        let number = self.number()?;
        number.as_i64().or_else(|| whole_float(number.as_f64()?))
    }

    /// A scalar as text.
    pub fn text(self) -> Option<String> {
        match self {
            Self::Tree(value) => text_of(value),
            Self::Lean(lean, Node::Text(piece)) => Some(lean.str(piece).trim().to_owned()),
            Self::Lean(lean, Node::Number(piece)) => lean.number(piece).map(|number| number.to_string()),
            Self::Lean(_, Node::Bool(truth)) => Some(truth.to_string()),
            Self::Lean(_, Node::Null | Node::List(_) | Node::Object(_)) => None,
        }
    }

    /// The elements of the list that it is.
    pub fn items(self) -> Option<impl Iterator<Item = Self>> {
        let (tree, lean) = match self {
            Self::Tree(value) => (Some(value.as_array()?), None),
            Self::Lean(lean, Node::List(run)) => (None, Some((lean, run))),
            Self::Lean(..) => return None,
        };
        let of_lean = lean.into_iter().flat_map(|(lean, run)| lean.parts(run).map(move |(_, node)| Self::Lean(lean, node)));
        Some(tree.into_iter().flatten().map(Self::Tree).chain(of_lean))
    }

    /// The keys of the object that it is.
    pub fn keys(self) -> Option<impl Iterator<Item = &'a str>> {
        let (tree, lean) = match self {
            Self::Tree(value) => (Some(value.as_object()?), None),
            Self::Lean(lean, Node::Object(run)) => (None, Some(lean.parts(run))),
            Self::Lean(..) => return None,
        };
        let of_tree = tree.into_iter().flat_map(|map| map.keys().map(String::as_str));
        Some(of_tree.chain(lean.into_iter().flatten().map(|(key, _)| key)))
    }

    /// How many parts the object or list has.
    pub fn parts(self) -> Option<usize> {
        match self {
            Self::Tree(Value::Array(list)) => Some(list.len()),
            Self::Tree(Value::Object(map)) => Some(map.len()),
            Self::Lean(lean, Node::List(run) | Node::Object(run)) => Some(lean.parts(run).len()),
            Self::Tree(_) | Self::Lean(..) => None,
        }
    }

    /// Whether it is an object.
    pub const fn is_object(self) -> bool {
        matches!(self, Self::Tree(Value::Object(_)) | Self::Lean(_, Node::Object(_)))
    }

    /// Whether it is null.
    pub const fn is_null(self) -> bool {
        matches!(self, Self::Tree(Value::Null) | Self::Lean(_, Node::Null))
    }

    /// As a value of its own.
    pub fn value(self) -> Value {
        match self {
            Self::Tree(value) => value.clone(),
            Self::Lean(lean, node) => lean.value(node),
        }
    }
}
