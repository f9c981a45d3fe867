//! Sizes, colours and measures of the report, in points.

use super::fonts::Face;
use printpdf::{Color, Rgb};

/// A4.
pub(super) const PAGE: (f32, f32) = (595.28, 841.89);
/// Left and right.
pub(super) const SIDE: f32 = 51.0;
/// Upper edge of the text.
pub(super) const TOP: f32 = 775.0;
/// Lower edge of the text.
pub(super) const BOTTOM: f32 = 62.0;
/// Width of the text.
pub(super) const WIDTH: f32 = PAGE.0 - 2.0 * SIDE;

/// A colour, 0 to 255.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ink(pub(super) u8, pub(super) u8, pub(super) u8);

impl Ink {
    /// Text.
    pub(super) const TEXT: Self = Self(27, 35, 44);
    /// Remarks.
    pub(super) const MUTED: Self = Self(88, 99, 112);
    /// Rules.
    pub(super) const RULE: Self = Self(206, 213, 220);
    /// Heads of tables, boxes.
    pub(super) const TINT: Self = Self(243, 245, 247);
    /// Headings.
    pub(super) const ACCENT: Self = Self(22, 78, 99);
    /// Exceptions.
    pub(super) const ALERT: Self = Self(164, 38, 28);
    /// Passes.
    pub(super) const CALM: Self = Self(21, 101, 62);
    /// What cannot be told.
    pub(super) const DOUBT: Self = Self(133, 88, 8);

    pub(super) fn color(self) -> Color {
        let part = |value: u8| f32::from(value) / 255.0;
        Color::Rgb(Rgb { r: part(self.0), g: part(self.1), b: part(self.2), icc_profile: None })
    }
}

/// How a piece of text looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Style {
    pub(super) face: Face,
    pub(super) size: f32,
    pub(super) leading: f32,
    pub(super) ink: Ink,
}

impl Style {
    pub(super) const TITLE: Self = Self { face: Face::Bold, size: 25.0, leading: 32.0, ink: Ink::TEXT };
    pub(super) const LEAD: Self = Self { face: Face::Regular, size: 13.0, leading: 19.0, ink: Ink::MUTED };
    pub(super) const H1: Self = Self { face: Face::Bold, size: 17.0, leading: 24.0, ink: Ink::ACCENT };
    pub(super) const H2: Self = Self { face: Face::Bold, size: 11.0, leading: 15.5, ink: Ink::TEXT };
    pub(super) const BODY: Self = Self { face: Face::Regular, size: 9.5, leading: 13.8, ink: Ink::TEXT };
    pub(super) const STRONG: Self = Self { face: Face::Bold, size: 9.5, leading: 13.8, ink: Ink::TEXT };
    pub(super) const NOTE: Self = Self { face: Face::Regular, size: 8.5, leading: 12.0, ink: Ink::MUTED };
    pub(super) const CODE: Self = Self { face: Face::Mono, size: 7.6, leading: 11.4, ink: Ink::TEXT };
    pub(super) const HEAD: Self = Self { face: Face::Bold, size: 7.8, leading: 10.6, ink: Ink::MUTED };
    pub(super) const CELL: Self = Self { face: Face::Regular, size: 8.2, leading: 11.2, ink: Ink::TEXT };
    pub(super) const CELL_STRONG: Self = Self { face: Face::Bold, size: 8.2, leading: 11.2, ink: Ink::TEXT };
    pub(super) const CELL_NOTE: Self = Self { face: Face::Regular, size: 7.6, leading: 10.4, ink: Ink::MUTED };
    pub(super) const HASH: Self = Self { face: Face::Mono, size: 6.1, leading: 10.0, ink: Ink::MUTED };

    pub(super) const fn ink(self, ink: Ink) -> Self {
        Self { ink, ..self }
    }
}
