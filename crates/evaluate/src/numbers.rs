//! Names by number, so that millions of rows compare numbers.

use std::collections::BTreeMap;

/// Numbers of names as they are written; those that mean the same share one.
#[derive(Debug, Default)]
pub(crate) struct Numbers<'a> {
    written: BTreeMap<&'a str, usize>,
    meant: BTreeMap<String, usize>,
}

impl<'a> Numbers<'a> {
    /// The number of a name; `meant` puts it into the form in which it is compared.
    pub(crate) fn of(&mut self, written: &'a str, meant: impl FnOnce(&str) -> String) -> usize {
        let all = &mut self.meant;
        *self.written.entry(written).or_insert_with(|| {
            let next = all.len();
            *all.entry(meant(written)).or_insert(next)
        })
    }
}
