//! What is left of a row that is being taken apart: a text taken apart as long as that is enough, then a tree of values.

use super::{
    fields,
    lean::{Lean, Node},
    seen::Seen,
};
use crate::head;
use model::gateway::Extra;
use serde_json::{Map, Value};
use std::cell::OnceCell;

/// What is left of a row.
#[derive(Debug, Clone)]
pub(super) struct Left {
    /// The row as long as there is no tree of it.
    lean: Option<Lean>,
    tree: OnceCell<Value>,
}

impl From<Value> for Left {
    fn from(value: Value) -> Self {
        Self { lean: None, tree: OnceCell::from(value) }
    }
}

impl From<Lean> for Left {
    fn from(lean: Lean) -> Self {
        Self { lean: Some(lean), tree: OnceCell::new() }
    }
}

impl Left {
    fn lean(&self) -> Option<&Lean> {
        self.lean.as_ref().filter(|_| self.tree.get().is_none())
    }

    fn lean_mut(&mut self) -> Option<&mut Lean> {
        self.lean.as_mut().filter(|_| self.tree.get().is_none())
    }

    /// The row as a tree, which it is from now on.
    pub(super) fn tree(&self) -> &Value {
        self.tree.get_or_init(|| self.lean.as_ref().map_or(Value::Null, |lean| lean.value(lean.root())))
    }

    /// The row as a tree to change, which is always there.
    pub(super) fn tree_mut(&mut self) -> Option<&mut Value> {
        self.tree();
        self.tree.get_mut()
    }

    pub(super) fn into_tree(self) -> Value {
        self.tree();
        self.tree.into_inner().unwrap_or_default()
    }

    pub(super) fn all(&self) -> Seen<'_> {
        self.lean().map_or_else(|| Seen::Tree(self.tree()), |lean| Seen::Lean(lean, lean.root()))
    }

    /// What stands at a path; null counts as nothing.
    pub(super) fn at(&self, path: &str) -> Option<Seen<'_>> {
        if let Some(lean) = self.lean() {
            return lean.at(path).map(|node| Seen::Lean(lean, node));
        }
        let tree = self.tree();
        let direct = tree.get(path);
        let found = if direct.is_none() && path.contains('.') { head::at(tree, path) } else { direct };
        found.filter(|value| !value.is_null()).map(Seen::Tree)
    }

    /// Whether the row has the path at all.
    pub(super) fn has(&self, path: &str) -> bool {
        self.lean().map_or_else(|| head::at(self.tree(), path).is_some(), |lean| lean.path(path).is_some())
    }

    /// Takes what stands at a path.
    pub(super) fn take(&mut self, path: &str) -> Option<Value> {
        if let Some(lean) = self.lean_mut() {
            return lean.remove(path).map(|node| lean.value(node));
        }
        remove(self.tree_mut()?, path)
    }

    /// Removes what stands at a path.
    pub(super) fn remove(&mut self, path: &str) {
        if let Some(lean) = self.lean_mut() {
            lean.remove(path);
        } else if let Some(tree) = self.tree_mut() {
            remove(tree, path);
        }
    }

    /// Opens the text at a key, which holds JSON; false where the key holds none that is in order.
    pub(super) fn open(&mut self, key: &str) -> bool {
        self.lean_mut().is_some_and(|lean| lean.open(key))
    }

    /// What is left, without nulls.
    pub(super) fn into_extra(self) -> Extra {
        if let Some(lean) = self.lean()
            && let Node::Object(run) = lean.root()
        {
            let filled = lean.parts(run).filter(|(_, node)| *node != Node::Null);
            return filled.map(|(key, node)| (key.to_owned(), lean.value(node))).collect();
        }
        fields::extra(self.into_tree())
    }
}

/// Removes what stands at a path, and the objects around it that become empty.
fn remove(value: &mut Value, path: &str) -> Option<Value> {
    let Value::Object(map) = value else { return None };
    if let Some(found) = map.swap_remove(path) {
        return Some(found);
    }
    let (key, rest) = path.split_once('.')?;
    let inner = map.get_mut(key)?;
    let found = remove(inner, rest);
    if found.is_some() && inner.as_object().is_some_and(Map::is_empty) {
        map.swap_remove(key);
    }
    found
}

#[cfg(test)]
mod tests;
