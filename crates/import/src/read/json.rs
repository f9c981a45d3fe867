//! JSON: finds the rows of a bare array, a wrapper or a single object, and hands them over one by one.
//!
//! Only one row is in memory at a time, and what stands beside the rows. Broken JSON is an error with line and column;
//! what was handed over before it must not be kept (see [`crate::read`]).

use crate::{
    head,
    importer::{Input, ReadError, Sink},
    read::{
        apart, encoding,
        envelope::{self, Held},
        fields::Fields,
        ndjson,
        source::{Source, broken},
    },
};
use model::Position;
use serde_json::{Map, Value};

/// A row, and where it stands.
pub struct Row<'b> {
    /// Where.
    pub at: Position,
    /// The list that it is in, as the importer named it; empty for a bare array, a single object or a line.
    pub list: &'static str,
    /// The row.
    pub value: Value,
    /// What was read so far of what stands beside the rows.
    pub beside: &'b Beside,
}

/// What stands beside the rows in a wrapper: next links, totals, errors.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Beside(Map<String, Value>);

impl From<Value> for Beside {
    fn from(object: Value) -> Self {
        let Value::Object(map) = object else { return Self::default() };
        Self(map)
    }
}

impl Beside {
    /// What stands at a dotted path, if it is not null.
    pub fn at(&self, path: &str) -> Option<&Value> {
        let direct = self.0.get(path);
        let found = direct.or_else(|| {
            let (key, rest) = path.split_once('.')?;
            head::at(self.0.get(key)?, rest)
        });
        found.filter(|value| !value.is_null())
    }

    /// Text at a dotted path, if it is not blank.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.at(path)?.as_str().map(str::trim).filter(|text| !text.is_empty())
    }

    /// A count at a dotted path.
    pub fn count(&self, path: &str) -> Option<u64> {
        self.at(path)?.as_u64()
    }

    fn put(&mut self, path: &[String], value: Value) {
        let Some((last, parents)) = path.split_last() else { return };
        let mut map = &mut self.0;
        for key in parents {
            let child = map.entry(key.as_str()).or_insert_with(|| Value::Object(Map::new()));
            if !child.is_object() {
                *child = Value::Object(Map::new());
            }
            let Value::Object(inner) = child else { return };
            map = inner;
        }
        map.insert(last.clone(), value);
    }
}

/// What reading found.
#[derive(Debug, Default)]
pub struct Whole {
    /// What stands beside the rows.
    pub beside: Beside,
    /// Number of rows.
    pub rows: u64,
    /// A list of rows is there, and it has none.
    pub declared_empty: bool,
}

impl Whole {
    /// Counts in what pages and envelopes among the rows held; what stood beside rows in them stands in for what did not
    /// stand beside them outside.
    pub(crate) fn take_in(&mut self, inside: Held) {
        self.rows += inside.rows;
        self.declared_empty |= self.rows == 0 && inside.beside.is_some();
        if self.beside == Beside::default() {
            self.beside = inside.beside.unwrap_or_default();
        }
    }
}

/// Takes a row.
pub type Each<'e> = dyn FnMut(Row<'_>, &mut Sink<'_>) -> Result<(), ReadError> + 'e;

/// Reads JSON or JSON lines. `lists` are the dotted paths of wrappers at which rows stand (`issues`, `data.nodes`);
/// a bare array needs none, and an object that has none of them is itself the one row.
///
/// # Errors
/// [`ReadError::Container`] for text that is no JSON, [`ReadError::Io`], and what `each` fails with.
pub fn rows(
    input: &mut Input<'_>,
    lists: &'static [&'static str],
    sink: &mut Sink<'_>,
    each: &mut Each<'_>,
) -> Result<Whole, ReadError> {
    read(begin(input)?, lists, lists, sink, each)
}

/// Reads as [`rows`] does rows of which none says anything about another: lines of them on as many threads as the sink
/// allows.
///
/// # Errors
/// As [`rows`].
pub(crate) fn rows_apart(
    input: &mut Input<'_>,
    lists: &'static [&'static str],
    sink: &mut Sink<'_>,
    each: &apart::Each<'_>,
) -> Result<Whole, ReadError> {
    let mut source = begin(input)?;
    if !is_lines(source.window()) {
        return read(source, lists, lists, sink, &mut |row, sink| each(Fields::from(row), sink));
    }
    let mut whole = Whole::default();
    whole.take_in(apart::lines(&mut source, lists, sink, each)?);
    Ok(whole)
}

/// Reads as [`rows`] does, but what is one of several in a file (an element, a line, an envelope) is handed over whole, be
/// there lists in it or not: for reports whose rows mean nothing without what stands beside them.
///
/// # Errors
/// As [`rows`].
pub fn reports(
    input: &mut Input<'_>,
    lists: &'static [&'static str],
    sink: &mut Sink<'_>,
    each: &mut Each<'_>,
) -> Result<Whole, ReadError> {
    read(begin(input)?, lists, &[], sink, each)
}

/// The text from its beginning, as much of it in the window as tells what it is.
fn begin<'r>(input: &'r mut Input<'_>) -> Result<Source<'r>, ReadError> {
    let mut source = Source::new(encoding::utf8(input.reader)?);
    source.fill(crate::Head::LENGTH)?;
    Ok(source)
}

/// Reads rows of `lists`, and of the lists `inner` in lines and envelopes.
fn read(
    source: Source<'_>,
    lists: &'static [&'static str],
    inner: &'static [&'static str],
    sink: &mut Sink<'_>,
    each: &mut Each<'_>,
) -> Result<Whole, ReadError> {
    let (text, all) = envelope::window(&source);
    if let Some(column) = envelope::column(&text, all) {
        drop(text);
        return envelope::table(source, column, inner, sink, each);
    }
    drop(text);
    let mut walk = Walk { source, lists, inner, whole: Whole::default(), inside: Held::default(), reached: false, sink, each };
    if is_lines(walk.source.window()) {
        walk.inside = ndjson::lines(&mut walk.source, inner, walk.sink, walk.each)?;
    } else {
        walk.documents()?;
    }
    let Walk { mut whole, inside, .. } = walk;
    whole.take_in(inside);
    Ok(whole)
}

/// Reads as [`rows`] does, and also an array of pages: of objects that hold the lists (`gh api --paginate --slurp`). For
/// products whose rows have none of the lists themselves.
///
/// # Errors
/// As [`rows`].
pub fn paged(
    input: &mut Input<'_>,
    lists: &'static [&'static str],
    sink: &mut Sink<'_>,
    each: &mut Each<'_>,
) -> Result<Whole, ReadError> {
    let (mut pages, mut inside) = (0, Held::default());
    let mut whole = rows(input, lists, sink, &mut |row, sink| {
        if !envelope::is_page(&row.value, lists) {
            return each(row, sink);
        }
        pages += 1;
        inside.add(envelope::page(row, lists, sink, each)?);
        Ok(())
    })?;
    whole.rows -= pages;
    whole.take_in(inside);
    Ok(whole)
}

/// Whether a text is JSON lines: one of its first two lines is a whole object, and another line begins with one.
fn is_lines(window: &[u8]) -> bool {
    let mut lines = window.split_inclusive(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
    let (Some(first), Some(second)) = (lines.next(), lines.next()) else { return false };
    let whole = |line: &[u8]| serde_json::from_slice::<Map<String, Value>>(encoding::text(line).0.trim().as_bytes()).is_ok();
    first.trim_ascii_start().first() == Some(&b'{') && second.first() == Some(&b'{') && (whole(first) || whole(second))
}

struct Walk<'w, 'r, 's, 'e> {
    source: Source<'r>,
    lists: &'static [&'static str],
    inner: &'static [&'static str],
    whole: Whole,
    inside: Held,
    reached: bool,
    sink: &'w mut Sink<'s>,
    each: &'w mut Each<'e>,
}

impl Walk<'_, '_, '_, '_> {
    /// All documents of the text: one, or several one after another.
    fn documents(&mut self) -> Result<(), ReadError> {
        let mut number = 1_u64;
        let mut root = "$".to_owned();
        while let Some(byte) = self.source.peek()? {
            let line = self.source.line;
            match byte {
                b'[' => self.list("", &root)?,
                b'{' => {
                    self.reached = false;
                    let earlier = std::mem::take(&mut self.whole.beside);
                    self.object(&mut Vec::new(), &root)?;
                    if !self.reached {
                        self.single(line, &root)?;
                        self.whole.beside = earlier;
                        if self.source.line == line + 1 && self.source.peek()? == Some(b'{') {
                            self.inside.add(ndjson::lines(&mut self.source, self.inner, self.sink, self.each)?);
                        }
                    }
                }
                _ if number == 1 => self.scalar()?,
                _ => return Err(self.source.broken("something other than JSON follows the end of the JSON")),
            }
            number += 1;
            root = format!("${number}");
        }
        Ok(())
    }

    /// The object that was just read holds no list: it is a row itself.
    fn single(&mut self, line: u64, root: &str) -> Result<(), ReadError> {
        let value = Value::Object(std::mem::take(&mut self.whole.beside.0));
        let one_line = self.source.line == line;
        let more = self.source.peek()?.is_some();
        let at = if more && one_line { Position::Line(line) } else { Position::Path(root.to_owned()) };
        self.row(Row { at, list: "", value, beside: &Beside::default() })
    }

    /// A document that is neither array nor object: no rows, but it must be JSON.
    fn scalar(&mut self) -> Result<(), ReadError> {
        self.parsed("$").map(drop)
    }

    /// An object at a path of keys; its lists are walked, the rest is kept beside.
    fn object(&mut self, path: &mut Vec<String>, root: &str) -> Result<(), ReadError> {
        self.source.eat(b'{')?;
        if self.source.eat(b'}')? {
            return Ok(());
        }
        loop {
            let Value::String(key) = self.parsed(root)? else {
                return Err(self.source.broken("a key must be a text in double quotes"));
            };
            if !self.source.eat(b':')? {
                return Err(self.source.broken("a colon is missing after a key"));
            }
            let here = format!("{root}.{key}");
            path.push(key);
            self.member(path, &here)?;
            path.pop();
            if !self.separated(b'}', "a comma or } is missing")? {
                return Ok(());
            }
        }
    }

    /// The value of a key.
    fn member(&mut self, path: &mut Vec<String>, here: &str) -> Result<(), ReadError> {
        let dotted = path.join(".");
        let next = self.source.peek()?;
        if let Some(list) = self.lists.iter().find(|list| **list == dotted) {
            match next {
                Some(b'[') => {
                    self.reached = true;
                    return self.list(list, here);
                }
                Some(b'n') => self.reached = true,
                _ => {}
            }
        }
        let leads_on = self.lists.iter().any(|list| list.strip_prefix(dotted.as_str()).is_some_and(|rest| rest.starts_with('.')));
        if leads_on && next == Some(b'{') {
            return self.object(path, here);
        }
        let value = self.parsed(here)?;
        self.whole.beside.put(path, value);
        Ok(())
    }

    /// An array of rows; an array in it is a page of rows.
    fn list(&mut self, list: &'static str, root: &str) -> Result<(), ReadError> {
        self.source.eat(b'[')?;
        if self.source.eat(b']')? {
            self.whole.declared_empty |= self.whole.rows + self.inside.rows == 0;
            return Ok(());
        }
        let mut index = 0_u64;
        loop {
            let here = format!("{root}[{index}]");
            if self.source.peek()? == Some(b'[') && !root.ends_with(']') {
                self.list(list, &here)?;
            } else {
                let value = self.parsed(&here)?;
                let beside = std::mem::take(&mut self.whole.beside);
                let taken = self.row(Row { at: Position::Path(here), list, value, beside: &beside });
                self.whole.beside = beside;
                taken?;
            }
            index += 1;
            if !self.separated(b']', "a comma or ] is missing")? {
                return Ok(());
            }
        }
    }

    fn row(&mut self, row: Row<'_>) -> Result<(), ReadError> {
        if !row.value.is_object() {
            self.sink.problem(row.at, "not-a-row", "this is no object; it was passed over");
            return Ok(());
        }
        self.whole.declared_empty = false;
        if envelope::is_one(&row.value) {
            self.inside.add(envelope::open(row, self.inner, self.sink, self.each)?);
            return Ok(());
        }
        self.whole.rows += 1;
        (self.each)(row, self.sink)
    }

    /// After a member or element: true when another follows, false when `close` ends them.
    fn separated(&mut self, close: u8, message: &str) -> Result<bool, ReadError> {
        if self.source.eat(b',')? {
            return Ok(true);
        }
        if self.source.eat(close)? { Ok(false) } else { Err(self.source.broken(message)) }
    }

    /// The next value, parsed.
    fn parsed(&mut self, here: &str) -> Result<Value, ReadError> {
        let length = self.source.value()?;
        if length == 0 {
            return Err(self
                .source
                .broken("a value is missing: there is a comma too many, or the file is cut off; export it again"));
        }
        let bytes = self.source.window().get(..length).unwrap_or_default();
        let value = match serde_json::from_slice(bytes) {
            Ok(value) => value,
            Err(error) => {
                let (text, damaged) = encoding::text(bytes);
                let repaired = damaged.then(|| serde_json::from_str(&text).ok()).flatten();
                let Some(value) = repaired else { return Err(self.not_json(&error)) };
                let message = "bytes that are no UTF-8 were replaced by \u{FFFD}";
                self.sink.problem(Position::Path(here.to_owned()), "damaged-text", message);
                value
            }
        };
        self.source.consume(length);
        Ok(value)
    }

    /// The error of the parser, with its line and column counted from the beginning of the text.
    fn not_json(&self, error: &serde_json::Error) -> ReadError {
        let line = self.source.line + (error.line() as u64).saturating_sub(1);
        let column = error.column() as u64;
        let column = if error.line() <= 1 { self.source.column + column.saturating_sub(1) } else { column };
        let text = error.to_string();
        let message = text.rsplit_once(" at line ").map_or(text.as_str(), |(message, _)| message);
        broken(line, column.max(1), &format!("this is no valid JSON: {message}; export the file again"))
    }
}
