//! A stack of pages with a cursor: text, rules and boxes go where the cursor is, and a new page begins when it must.

use super::{
    fonts::Fonts,
    style::{BOTTOM, Ink, PAGE, SIDE, Style, TOP, WIDTH},
    text::wrap,
};
use printpdf::{LinePoint, Op, PaintMode, Point, Polygon, PolygonRing, Pt, Rect, TextItem, WindingOrder};

/// An entry of the outline and of the list of contents.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    /// 1 for sections, 2 inside them.
    pub(super) level: u8,
    /// Its words.
    pub(super) title: String,
    /// Page, counted from 0.
    pub(super) page: usize,
}

/// The pages being filled.
pub(super) struct Sheet<'a> {
    pub(super) fonts: &'a Fonts,
    pages: Vec<Vec<Op>>,
    /// Distance of the cursor from the lower edge of the page.
    pub(super) y: f32,
    marks: Vec<Mark>,
    contents_at: Option<(usize, f32)>,
}

/// Pages that are complete.
pub(super) struct Bound {
    pub(super) pages: Vec<Vec<Op>>,
    pub(super) marks: Vec<Mark>,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(fonts: &'a Fonts) -> Self {
        Self { fonts, pages: vec![Vec::new()], y: TOP, marks: Vec::new(), contents_at: None }
    }

    /// Begins a new page.
    pub(super) fn turn(&mut self) {
        self.pages.push(Vec::new());
        self.y = TOP;
    }

    /// Begins a new page unless so much room is left.
    pub(super) fn ensure(&mut self, height: f32) {
        if self.y - height < BOTTOM && self.y < TOP {
            self.turn();
        }
    }

    /// Room left on the page.
    pub(super) fn room(&self) -> f32 {
        self.y - BOTTOM
    }

    pub(super) const fn skip(&mut self, height: f32) {
        self.y -= height;
    }

    /// A section heading on a new page.
    pub(super) fn section(&mut self, title: &str) {
        if self.y < TOP {
            self.turn();
        }
        self.mark(1, title);
        self.paragraph(Style::H1, title);
        self.skip(6.0);
    }

    /// A heading inside a section, kept with what follows.
    pub(super) fn heading(&mut self, title: &str, keep: f32) {
        self.ensure(Style::H2.leading * 2.0 + keep);
        if self.y < TOP {
            self.skip(9.0);
        }
        self.mark(2, title);
        self.paragraph(Style::H2, title);
        self.skip(2.0);
    }

    fn mark(&mut self, level: u8, title: &str) {
        self.marks.push(Mark { level, title: title.to_owned(), page: self.pages.len() - 1 });
    }

    /// A paragraph over the whole width, breaking over pages by lines.
    pub(super) fn paragraph(&mut self, style: Style, text: &str) {
        self.indented(style, text, 0.0);
    }

    pub(super) fn indented(&mut self, style: Style, text: &str, indent: f32) {
        for line in wrap(self.fonts, style, text, WIDTH - indent) {
            self.ensure(style.leading);
            self.y -= style.leading;
            self.text(SIDE + indent, self.y + baseline(style), style, &line);
        }
    }

    /// Lines as they are, on a tinted ground; long ones are broken.
    pub(super) fn code(&mut self, text: &str) {
        let lines = wrap(self.fonts, Style::CODE, text, WIDTH - 16.0);
        for line in lines {
            self.ensure(Style::CODE.leading);
            self.y -= Style::CODE.leading;
            self.fill(SIDE, self.y - 1.5, WIDTH, Style::CODE.leading + 0.5, Ink::TINT);
            self.text(SIDE + 8.0, self.y + baseline(Style::CODE), Style::CODE, &line);
        }
        self.skip(6.0);
    }

    /// One line of visible text with its baseline at a place.
    pub(super) fn text(&mut self, x: f32, y: f32, style: Style, line: &str) {
        let page = self.pages.len() - 1;
        self.text_on(page, x, y, style, line);
    }

    fn text_on(&mut self, page: usize, x: f32, y: f32, style: Style, line: &str) {
        if line.trim().is_empty() {
            return;
        }
        self.put(
            page,
            [
                Op::StartTextSection,
                Op::SetTextCursor { pos: Point { x: Pt(x), y: Pt(y) } },
                Op::SetFont { font: style.face.handle(), size: Pt(style.size) },
                Op::SetFillColor { col: style.ink.color() },
                Op::ShowText { items: vec![TextItem::Text(line.to_owned())] },
                Op::EndTextSection,
            ],
        );
    }

    /// A filled rectangle.
    pub(super) fn fill(&mut self, x: f32, y: f32, width: f32, height: f32, ink: Ink) {
        let mut rectangle = Rect::from_xywh(Pt(x), Pt(y), Pt(width), Pt(height));
        rectangle.mode = Some(PaintMode::Fill);
        rectangle.winding_order = Some(WindingOrder::NonZero);
        let page = self.pages.len() - 1;
        self.put(page, [Op::SetFillColor { col: ink.color() }, Op::DrawRectangle { rectangle }]);
    }

    /// A filled shape; its points are relative to `origin`.
    pub(super) fn polygon(&mut self, origin: (f32, f32), points: &[(f32, f32)], ink: Ink) {
        let at = |(x, y): &(f32, f32)| LinePoint { p: Point { x: Pt(origin.0 + x), y: Pt(origin.1 + y) }, bezier: false };
        let ring = PolygonRing { points: points.iter().map(at).collect() };
        let polygon = Polygon { rings: vec![ring], mode: PaintMode::Fill, winding_order: WindingOrder::NonZero };
        let page = self.pages.len() - 1;
        self.put(page, [Op::SetFillColor { col: ink.color() }, Op::DrawPolygon { polygon }]);
    }

    /// A thin line from side to side.
    pub(super) fn rule(&mut self, ink: Ink) {
        self.fill(SIDE, self.y, WIDTH, 0.6, ink);
    }

    fn put(&mut self, page: usize, ops: impl IntoIterator<Item = Op>) {
        if let Some(page) = self.pages.get_mut(page) {
            page.extend(ops);
        }
    }

    /// Keeps room for a list of contents of so many lines; it is set when the pages are bound.
    pub(super) fn reserve_contents(&mut self, lines: f32) {
        let height = lines * 15.0;
        self.ensure(height);
        self.contents_at = Some((self.pages.len() - 1, self.y));
        self.skip(height);
    }

    /// Sets the list of contents, heads and feet.
    pub(super) fn bind(mut self, head: &str) -> Bound {
        if let Some((page, top)) = self.contents_at {
            self.list_contents(page, top);
        }
        let total = self.pages.len();
        for page in 1..total {
            self.running(page, total, head);
        }
        Bound { pages: self.pages, marks: self.marks }
    }

    fn list_contents(&mut self, page: usize, top: f32) {
        let sections: Vec<Mark> = self.marks.iter().filter(|mark| mark.level == 1).cloned().collect();
        let mut y = top;
        for mark in sections {
            y -= 15.0;
            let number = (mark.page + 1).to_string();
            let width = self.fonts.width(Style::BODY.face, Style::BODY.size, &number);
            let title = self.fonts.visible(Style::BODY.face, &mark.title);
            self.text_on(page, SIDE, y, Style::BODY, &title);
            self.text_on(page, SIDE + WIDTH - width, y, Style::BODY, &number);
        }
    }

    fn running(&mut self, page: usize, total: usize, head: &str) {
        let style = Style::CELL_NOTE;
        let head = wrap(self.fonts, style, head, WIDTH).into_iter().next().unwrap_or_default();
        let number = format!("page {} of {total}", page + 1);
        let width = self.fonts.width(style.face, style.size, &number);
        self.text_on(page, SIDE, PAGE.1 - 42.0, style, &head);
        self.text_on(page, SIDE + WIDTH - width, 36.0, style, &number);
        self.text_on(page, SIDE, 36.0, style, "Management’s evidence. It expresses no opinion.");
    }
}

/// Height of the baseline above the lower edge of a line.
pub(super) fn baseline(style: Style) -> f32 {
    (style.leading - style.size) / 2.0 + style.size * 0.22
}
