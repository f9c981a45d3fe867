//! The kinds, one constant each, by region.

mod british_isles;
mod north_america;

use super::{
    check,
    entry::{Entry, Group},
    number::Number,
};
use crate::Rule;

/// All kinds; where two claim one number and nothing decides, the first.
pub(super) static ALL: &[&[Entry]] = &[north_america::ALL, british_isles::ALL];
