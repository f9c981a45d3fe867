//! The kinds, one constant each, by region.

mod africa;
mod asia;
mod brazil;
mod british_isles;
mod central_europe;
mod eastern_europe;
mod german_speaking;
mod latin_america;
mod nordic;
mod north_america;
mod south_asia;
mod southern_europe;
mod western_europe;

use super::{
    check,
    entry::{Entry, Group},
    number::Number,
};
use crate::Rule;

/// All kinds; where two claim one number and nothing decides, the first.
pub(super) static ALL: &[&[Entry]] = &[
    north_america::ALL,
    british_isles::ALL,
    german_speaking::ALL,
    western_europe::ALL,
    southern_europe::ALL,
    nordic::ALL,
    central_europe::ALL,
    eastern_europe::ALL,
    latin_america::ALL,
    brazil::ALL,
    asia::ALL,
    south_asia::ALL,
    africa::ALL,
];
