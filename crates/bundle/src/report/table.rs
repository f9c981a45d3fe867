//! Tables: columns of fixed width, cells of several styled paragraphs, heads repeated on every page, rows that are
//! taller than a page broken by lines.

use super::{
    sheet::{Sheet, baseline},
    style::{BOTTOM, Ink, SIDE, Style, TOP, WIDTH},
    text::wrap,
};
use model::State;

/// Room left and right inside a cell.
const PAD: f32 = 4.0;

/// A row that fits into this share of a page is never broken.
const KEEP: f32 = 0.45;

/// A column: its head and its share of the width.
pub(super) struct Column {
    pub(super) head: &'static str,
    pub(super) share: f32,
}

/// Shorthand for a column.
pub(super) const fn column(head: &'static str, share: f32) -> Column {
    Column { head, share }
}

/// A piece of a cell, on lines of its own.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    style: Style,
    text: String,
    mark: Option<State>,
}

/// A cell: pieces one below the other. An empty one is left for the auditor.
pub(super) type Cell = Vec<Piece>;

/// A piece in a style.
pub(super) fn piece(style: Style, text: impl Into<String>) -> Piece {
    Piece { style, text: text.into(), mark: None }
}

/// A cell of one piece in the common style.
pub(super) fn cell(text: impl Into<String>) -> Cell {
    vec![piece(Style::CELL, text)]
}

/// A state as a symbol and its word.
pub(super) fn state(state: State) -> Piece {
    Piece { style: Style::CELL_STRONG.ink(ink_of(state)), text: state.title().to_owned(), mark: Some(state) }
}

/// A text behind the symbol of a state whose word stands in the head of the column.
pub(super) fn marked(state: State, text: impl Into<String>) -> Piece {
    Piece { style: Style::CELL_STRONG, text: text.into(), mark: Some(state) }
}

/// One line of a cell.
struct Line {
    style: Style,
    text: String,
    mark: Option<State>,
}

/// A table being set.
pub(super) struct Table<'s, 'a> {
    sheet: &'s mut Sheet<'a>,
    columns: Vec<(&'static str, f32, f32)>,
}

impl<'s, 'a> Table<'s, 'a> {
    /// Begins a table; the head stands on this page if a row has room below it.
    pub(super) fn begin(sheet: &'s mut Sheet<'a>, columns: &[Column]) -> Self {
        let shares: f32 = columns.iter().map(|column| column.share).sum();
        let mut x = SIDE;
        let mut placed = Vec::new();
        for column in columns {
            let width = WIDTH * column.share / shares;
            placed.push((column.head, x, width));
            x += width;
        }
        let mut table = Self { sheet, columns: placed };
        table.sheet.ensure(64.0);
        table.head();
        table
    }

    fn head(&mut self) {
        let style = Style::HEAD;
        let heads: Vec<Vec<String>> =
            self.columns.iter().map(|(head, _, width)| wrap(self.sheet.fonts, style, head, width - 2.0 * PAD)).collect();
        let tallest = heads.iter().map(Vec::len).max().unwrap_or(1);
        let height = lines(tallest) * style.leading + 6.0;
        self.sheet.skip(height);
        self.sheet.fill(SIDE, self.sheet.y, WIDTH, height, Ink::TINT);
        for ((_, x, _), head) in self.columns.iter().zip(&heads) {
            let mut y = self.sheet.y + height - 3.0;
            for line in head {
                y -= style.leading;
                self.sheet.text(x + PAD, y + baseline(style), style, line);
            }
        }
    }

    /// A row. Cells that are missing stay empty.
    pub(super) fn row(&mut self, cells: &[Cell]) {
        let mut columns: Vec<std::vec::IntoIter<Line>> = Vec::new();
        for (cell, (_, _, width)) in cells.iter().zip(&self.columns) {
            columns.push(self.lines(cell, width - 2.0 * PAD).into_iter());
        }
        let whole = columns.iter().map(|lines| height(lines.as_slice())).fold(Style::CELL.leading, f32::max) + 6.0;
        if whole > self.sheet.room() && whole < (TOP - BOTTOM) * KEEP {
            self.turn();
        }
        while columns.iter().any(|lines| !lines.as_slice().is_empty()) {
            if self.sheet.room() < 24.0 {
                self.turn();
            }
            let part = self.part(&mut columns);
            self.sheet.skip(part);
            self.sheet.rule(Ink::RULE);
        }
    }

    /// Sets as many lines of each cell as there is room for; tells the height used.
    fn part(&mut self, columns: &mut [std::vec::IntoIter<Line>]) -> f32 {
        let (top, room) = (self.sheet.y - 3.0, self.sheet.room() - 6.0);
        let mut tallest = 0.0_f32;
        for (lines, (_, x, _)) in columns.iter_mut().zip(self.columns.clone()) {
            let mut used = 0.0;
            while let Some(next) = lines.as_slice().first() {
                if used + next.style.leading > room && used > 0.0 {
                    break;
                }
                let Some(line) = lines.next() else { break };
                used += line.style.leading;
                self.line(x + PAD, top - used, &line);
            }
            tallest = tallest.max(used);
        }
        tallest + 6.0
    }

    fn line(&mut self, x: f32, y: f32, line: &Line) {
        let base = y + baseline(line.style);
        let indent = line.mark.map_or(0.0, |mark| {
            symbol(self.sheet, x, base, mark);
            11.0
        });
        self.sheet.text(x + indent, base, line.style, &line.text);
    }

    fn lines(&self, cell: &Cell, width: f32) -> Vec<Line> {
        let mut found = Vec::new();
        for piece in cell.iter().filter(|piece| !piece.text.is_empty()) {
            let indent = if piece.mark.is_some() { 11.0 } else { 0.0 };
            let wrapped = wrap(self.sheet.fonts, piece.style, &piece.text, width - indent);
            found.extend(wrapped.into_iter().enumerate().map(|(index, text)| {
                let mark = if index == 0 { piece.mark } else { None };
                Line { style: piece.style, text, mark }
            }));
        }
        found
    }

    fn turn(&mut self) {
        self.sheet.turn();
        self.head();
    }

    /// A row over the whole width that names what follows.
    pub(super) fn band(&mut self, strong: &str, text: &str) {
        if self.sheet.room() < 52.0 {
            self.turn();
        }
        let name = self.sheet.fonts.visible(Style::CELL_STRONG.face, strong);
        let indent = self.sheet.fonts.width(Style::CELL_STRONG.face, Style::CELL_STRONG.size, &name) + 8.0;
        let wrapped = wrap(self.sheet.fonts, Style::CELL, text, WIDTH - indent - 2.0 * PAD);
        let height = lines(wrapped.len()) * Style::CELL.leading + 7.0;
        self.sheet.skip(height);
        self.sheet.fill(SIDE, self.sheet.y, 2.0, height, Ink::ACCENT);
        let mut y = self.sheet.y + height - 3.5;
        for (index, line) in wrapped.iter().enumerate() {
            y -= Style::CELL.leading;
            if index == 0 {
                self.sheet.text(SIDE + PAD + 2.0, y + baseline(Style::CELL), Style::CELL_STRONG.ink(Ink::ACCENT), &name);
            }
            self.sheet.text(SIDE + PAD + indent, y + baseline(Style::CELL), Style::CELL, line);
        }
        self.sheet.rule(Ink::RULE);
    }

    /// Ends the table.
    pub(super) fn finish(self) {
        self.sheet.skip(8.0);
    }
}

fn height(lines: &[Line]) -> f32 {
    lines.iter().map(|line| line.style.leading).sum()
}

#[expect(clippy::cast_precision_loss, reason = "a handful of lines")]
const fn lines(count: usize) -> f32 {
    count as f32
}

/// The colour of a state; never its only mark.
pub(super) const fn ink_of(state: State) -> Ink {
    match state {
        State::Pass => Ink::CALM,
        State::Exception => Ink::ALERT,
        State::NotDeterminable => Ink::DOUBT,
        State::NoOccurrence | State::NotTested => Ink::MUTED,
    }
}

/// A tick, from its left end clockwise.
const CHECK: [(f32, f32); 6] = [(0.0, 3.3), (1.1, 4.4), (2.7, 2.6), (6.3, 6.9), (7.4, 5.9), (2.8, 0.4)];

/// A symbol of seven points: full square for an exception, a tick for a pass, frame for no occurrence, half for
/// what cannot be determined, a dash for what nobody tested.
fn symbol(sheet: &mut Sheet<'_>, x: f32, y: f32, state: State) {
    let ink = ink_of(state);
    let frame = |sheet: &mut Sheet<'_>| {
        for (dx, dy, width, height) in [(0.0, 0.0, 7.0, 0.9), (0.0, 6.1, 7.0, 0.9), (0.0, 0.0, 0.9, 7.0), (6.1, 0.0, 0.9, 7.0)] {
            sheet.fill(x + dx, y - 0.6 + dy, width, height, ink);
        }
    };
    match state {
        State::Exception => sheet.fill(x, y - 0.6, 7.0, 7.0, ink),
        State::Pass => sheet.polygon((x, y - 0.8), &CHECK, ink),
        State::NoOccurrence => frame(sheet),
        State::NotDeterminable => {
            frame(sheet);
            sheet.fill(x, y - 0.6, 3.5, 7.0, ink);
        }
        State::NotTested => sheet.fill(x, y + 2.2, 7.0, 1.6, ink),
    }
}
