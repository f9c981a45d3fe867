//! The three faces of the report, their measures, and what to show for characters that they lack.

use crate::BundleError;
use printpdf::{FontId, ParsedFont, PdfFontHandle};

/// A face.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Face {
    /// Noto Sans.
    Regular,
    /// Noto Sans Bold.
    Bold,
    /// Noto Sans Mono, for hashes, ids and commands.
    Mono,
}

impl Face {
    pub(super) const ALL: [Self; 3] = [Self::Regular, Self::Bold, Self::Mono];

    /// The id of the face in the file; six capitals, so that the subset is named as one.
    pub(super) fn id(self) -> FontId {
        FontId(
            match self {
                Self::Regular => "REGULAR",
                Self::Bold => "BOLDFACE",
                Self::Mono => "MONOSPACE",
            }
            .to_owned(),
        )
    }

    pub(super) fn handle(self) -> PdfFontHandle {
        PdfFontHandle::External(self.id())
    }
}

/// The faces, read once per report.
pub(super) struct Fonts {
    faces: [ParsedFont; 3],
}

impl Fonts {
    pub(super) fn load() -> Result<Self, BundleError> {
        let read = |bytes: &[u8]| {
            let mut warnings = Vec::new();
            ParsedFont::from_bytes(bytes, 0, &mut warnings)
                .ok_or_else(|| BundleError::Report("a font compiled into the program cannot be read".to_owned()))
        };
        Ok(Self {
            faces: [
                read(include_bytes!("../../../../assets/report/NotoSans-Regular.ttf"))?,
                read(include_bytes!("../../../../assets/report/NotoSans-Bold.ttf"))?,
                read(include_bytes!("../../../../assets/report/NotoSansMono-Regular.ttf"))?,
            ],
        })
    }

    pub(super) const fn font(&self, face: Face) -> &ParsedFont {
        let [regular, bold, mono] = &self.faces;
        match face {
            Face::Regular => regular,
            Face::Bold => bold,
            Face::Mono => mono,
        }
    }

    /// The text as it will be seen: white space as spaces, everything that a face lacks or that is invisible as `�`.
    pub(super) fn visible(&self, face: Face, text: &str) -> String {
        text.chars().map(|c| self.shown(face, c)).collect()
    }

    /// Width of a text that is already visible, in points.
    pub(super) fn width(&self, face: Face, size: f32, text: &str) -> f32 {
        text.chars().map(|c| self.advance(face, c)).sum::<f32>() * size
    }

    /// Width of one character in ems.
    pub(super) fn advance(&self, face: Face, c: char) -> f32 {
        let font = self.font(face);
        let glyph = font.lookup_glyph_index(u32::from(c)).unwrap_or(0);
        f32::from(font.get_horizontal_advance(glyph)) / f32::from(font.font_metrics.units_per_em.max(1))
    }

    fn shown(&self, face: Face, c: char) -> char {
        if c.is_whitespace() {
            return ' ';
        }
        let known = self.font(face).lookup_glyph_index(u32::from(c)).is_some_and(|glyph| glyph != 0);
        if known && !c.is_control() && !is_invisible(c) { c } else { char::REPLACEMENT_CHARACTER }
    }
}

/// Characters that change how others are shown without being seen: soft hyphens, joiners, directions, tags.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}
