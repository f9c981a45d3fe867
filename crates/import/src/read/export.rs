//! An export of one product that comes as JSON or as a table: the rows of either are handed over alike, so that one
//! importer reads both, and what every export tells of itself is noted in one place.

use super::{
    apart,
    csv::product,
    encoding,
    fields::Fields,
    json::{self, Beside, Whole},
    ndjson, pages,
    refusal::refuse_error,
    shape::{self, Shape},
    source::Source,
};
use crate::{Head, Input, ReadError, Sink};
use serde_json::{Map, Value};

/// An export of one product. An importer names what its export has; the rest is that of [`Export::PLAIN`].
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each names a fact of a product, and none depends on another")]
pub struct Export {
    /// The product; blank where many write it.
    pub product: &'static str,
    /// The report, command or end point; blank where only the file tells.
    pub report: &'static str,
    /// Whether it shows the state at one moment.
    pub snapshot: bool,
    /// Dotted paths of wrappers at which rows of JSON stand.
    pub lists: &'static [&'static str],
    /// Whether its JSON also comes as an array of such wrappers (`gh api --paginate --slurp`). For products whose rows have
    /// none of the lists themselves.
    pub pages: bool,
    /// Whether its JSON is a log of one event a line: lines of text between them are passed over, and an event may be an
    /// error without the file being one.
    pub lines: bool,
    /// Column names that mark each form of its table; empty where it comes as JSON only.
    pub tables: &'static [&'static [&'static str]],
    /// Whether it reads tables of any header.
    pub any_table: bool,
    /// Rows at which the product stops without a word, and what it is that stops there.
    pub cap: Option<(u64, &'static str)>,
}

/// Takes a row, with what was read so far of what stands beside the rows.
pub type Each<'e> = dyn FnMut(Fields, &Beside, &mut Sink<'_>) -> Result<(), ReadError> + 'e;

/// How the rows stand in a file.
enum Form {
    Json,
    Lines,
    Table,
    /// A table of any header, with the names in it.
    Named(Vec<String>),
}

impl Export {
    /// JSON rows of a log that nothing is known of.
    pub const PLAIN: Self = Self {
        product: "",
        report: "",
        snapshot: false,
        lists: &[],
        pages: false,
        lines: false,
        tables: &[],
        any_table: false,
        cap: None,
    };

    /// Whether the head is one of its tables.
    pub fn is_table(&self, head: &Head<'_>) -> bool {
        self.tables.iter().any(|marks| product::is_marked(head, marks))
    }

    /// Notes what the export is.
    pub fn note(&self, sink: &mut Sink<'_>) {
        let told = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        sink.facts.product = told(self.product);
        sink.facts.report = told(self.report);
        sink.facts.snapshot |= self.snapshot;
    }

    /// Reads all rows; gives their number, and what stood beside those of JSON.
    ///
    /// # Errors
    /// As [`Export::read_beside`].
    pub fn read(&self, input: &mut Input<'_>, sink: &mut Sink<'_>, each: &mut product::Each<'_>) -> Result<Whole, ReadError> {
        self.read_beside(input, sink, &mut |row, _, sink| each(row, sink))
    }

    /// Reads all rows, each with what stands beside it.
    ///
    /// # Errors
    /// [`ReadError::SourceError`] for an error object in place of rows, [`ReadError::Container`], [`ReadError::Io`], and
    /// what `each` fails with.
    pub fn read_beside(&self, input: &mut Input<'_>, sink: &mut Sink<'_>, each: &mut Each<'_>) -> Result<Whole, ReadError> {
        self.note(sink);
        let whole = shape::by(input, |head| self.form(head), |form, input| self.by_form(&form, input, sink, each))?;
        Ok(self.told(whole, sink))
    }

    /// Reads all rows, of which none says anything about another: they are handed over in any order, on as many threads as
    /// the sink allows. What comes of them keeps the order of the file.
    ///
    /// # Errors
    /// As [`Export::read_beside`].
    pub(crate) fn read_apart(
        &self,
        input: &mut Input<'_>,
        sink: &mut Sink<'_>,
        each: &apart::Each<'_>,
    ) -> Result<Whole, ReadError> {
        self.note(sink);
        let refusing = |fields: Fields, sink: &mut Sink<'_>| {
            if fields.list().is_empty() {
                fields.refuse_error()?;
            }
            each(fields, sink)
        };
        let whole = shape::by(
            input,
            |head| self.form(head),
            |form, input| match form {
                Form::Json if !self.pages && !self.lines => json::rows_apart(input, self.lists, sink, &refusing),
                other => self.by_form(&other, input, sink, &mut |fields, _, sink| each(fields, sink)),
            },
        )?;
        Ok(self.told(whole, sink))
    }

    fn by_form(&self, form: &Form, input: &mut Input<'_>, sink: &mut Sink<'_>, each: &mut Each<'_>) -> Result<Whole, ReadError> {
        match form {
            Form::Json => self.json(input, sink, each),
            Form::Lines => self.lines(input, sink, each),
            Form::Table => table(input, self.tables, sink, each),
            Form::Named(names) => table(input, &[&names.iter().map(String::as_str).collect::<Vec<_>>()], sink, each),
        }
    }

    /// Notes what the file as a whole tells.
    fn told(&self, whole: Whole, sink: &mut Sink<'_>) -> Whole {
        sink.facts.declared_empty |= whole.declared_empty;
        sink.facts.incomplete.extend(pages::incomplete(&whole));
        sink.facts.incomplete.extend(pages::connections(&whole, self.lists));
        sink.facts.control_totals.extend(pages::totals(&whole));
        sink.facts.incomplete.extend(self.cap.and_then(|(cap, source)| pages::capped(whole.rows, cap, source)));
        whole
    }

    fn form(&self, head: &Head<'_>) -> Form {
        let text = head.text().trim_start();
        if self.lines && !text.is_empty() && self.is_line(text) && (text.starts_with('{') || head.json().is_none()) {
            return Form::Lines;
        }
        if self.is_table(head) {
            return Form::Table;
        }
        match Shape::of(head) {
            Shape::Json => Form::Json,
            Shape::Xml | Shape::Table if self.any_table => match head.columns() {
                names if names.is_empty() => Form::Json,
                names => Form::Named(names),
            },
            Shape::Xml | Shape::Table if self.tables.is_empty() => Form::Json,
            // None of its headers: the error of reading says so.
            Shape::Xml | Shape::Table => Form::Table,
        }
    }

    /// Whether a text begins with a row in one line, or with a line that is no JSON at all.
    fn is_line(&self, text: &str) -> bool {
        let line = text.lines().next().unwrap_or_default().trim();
        match serde_json::from_str::<Map<String, Value>>(line) {
            Ok(object) => !self.lists.iter().any(|list| object.contains_key(*list)),
            Err(_) => !line.starts_with(['{', '[']),
        }
    }

    fn json(&self, input: &mut Input<'_>, sink: &mut Sink<'_>, each: &mut Each<'_>) -> Result<Whole, ReadError> {
        let rows = if self.pages { json::paged } else { json::rows };
        rows(input, self.lists, sink, &mut |row, sink| {
            if row.list.is_empty() && !self.lines {
                refuse_error(&row.value)?;
            }
            let beside = row.beside;
            each(Fields::from(row), beside, sink)
        })
    }

    fn lines(&self, input: &mut Input<'_>, sink: &mut Sink<'_>, each: &mut Each<'_>) -> Result<Whole, ReadError> {
        let mut source = Source::new(encoding::utf8(input.reader)?);
        let mut whole = Whole::default();
        whole.take_in(ndjson::lines(&mut source, self.lists, sink, &mut |row, sink| {
            let beside = row.beside;
            each(Fields::from(row), beside, sink)
        })?);
        Ok(whole)
    }
}

/// A table with one of the headers. One without rows says of itself that it is empty, as a list without rows does.
fn table(input: &mut Input<'_>, headers: &[&[&str]], sink: &mut Sink<'_>, each: &mut Each<'_>) -> Result<Whole, ReadError> {
    let beside = Beside::default();
    let rows = product::objects_of(input, headers, sink, &mut |fields, sink| each(fields, &beside, sink))?.rows;
    Ok(Whole { rows, declared_empty: rows == 0, ..Whole::default() })
}
