//! XML: hands over the elements at wanted paths one by one, each as a row of [`crate::read::fields`] takes it.
//!
//! Memory is bounded by one wanted element. A DTD is passed over and never resolved; of entities only the five that
//! are predefined and characters by number are replaced, any other stays as it is written. Broken XML is an error with its line.

mod meter;
mod outline;

pub use outline::{Outline, outline};

use self::meter::Meter;
use crate::importer::{Input, ReadError, Sink};
use model::Position;
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use serde_json::{Map, Value};

/// How deep elements may lie in each other.
const DEPTH: usize = 200;

/// Which part of an element is handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Whole,
    /// Its beginning, with its attributes: what lies in it follows.
    Opened,
    /// Its end.
    Closed,
}

/// An element at a wanted path.
#[derive(Debug)]
pub struct Element {
    /// Where it begins: a line, or a byte where another wanted element began on the same line.
    pub at: Position,
    /// The wanted path, without the stroke at its end.
    pub path: &'static str,
    /// What of it.
    pub part: Part,
    /// An object: attributes by their names after an `@`, child elements by their names (an array where there are
    /// several of one name), text as `#text`. An element with nothing but text is a text.
    pub value: Value,
}

/// Takes an element.
pub type Each<'e> = dyn FnMut(Element, &mut Sink<'_>) -> Result<(), ReadError> + 'e;

/// Reads XML. `wanted` are the ends of paths (`ReportHost/ReportItem`), from the root where they begin with a stroke
/// (`/report/report`). With a stroke at its end (`ReportHost/`) the beginning and the end of the element are announced
/// and what lies in it is looked at; without one the element is handed over whole.
///
/// # Errors
/// [`ReadError::Container`] for what is no XML, ends early or is larger than the limits, [`ReadError::Io`], and what `each`
/// fails with.
pub fn elements(
    input: &mut Input<'_>,
    wanted: &'static [&'static str],
    sink: &mut Sink<'_>,
    each: &mut Each<'_>,
) -> Result<(), ReadError> {
    let mut reader = Reader::from_reader(Meter::new(input.reader)?);
    reader.config_mut().allow_dangling_amp = true;
    let mut walk = Walk {
        wanted,
        open: Vec::new(),
        building: Vec::new(),
        start: (Position::File, ""),
        line: 0,
        rooted: false,
        damaged: false,
    };
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        if walk.building.is_empty() {
            reader.get_mut().allow();
        }
        let (line, byte) = (reader.get_ref().line(), reader.get_ref().consumed());
        let event = match reader.read_event_into(&mut buffer) {
            Ok(event) => event,
            Err(error) => return Err(reader.get_ref().failed(&error)),
        };
        match event {
            Event::Start(start) => walk.begin(&start, (line, byte), sink, each)?,
            Event::Empty(start) => {
                walk.begin(&start, (line, byte), sink, each)?;
                walk.end(line, sink, each)?;
            }
            Event::End(_) => walk.end(line, sink, each)?,
            Event::Text(text) => walk.text(&text),
            Event::CData(text) => walk.text(&text),
            Event::GeneralRef(name) => walk.text(&entity(&name)),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            Event::Eof => break,
        }
    }
    let line = reader.get_ref().line();
    match walk.open.last() {
        Some(name) => Err(broken(line, &format!("the XML ends inside of <{name}>: it is cut off; export it again"))),
        None if !walk.rooted => Err(broken(line, "this is no XML: no element was found; export it again")),
        None => Ok(()),
    }
}

fn broken(line: u64, message: &str) -> ReadError {
    ReadError::Container { at: Position::Line(line), message: message.to_owned() }
}

/// An element that is being put together.
#[derive(Default)]
struct Building {
    children: Map<String, Value>,
    text: String,
}

impl Building {
    fn of(start: &BytesStart<'_>) -> Self {
        let mut read = start.attributes();
        let children = read
            .with_checks(false)
            .flatten()
            .map(|one| (format!("@{}", one.key.0), Value::String(unescaped(&one.value))))
            .collect();
        Self { children, text: String::new() }
    }

    fn put(&mut self, name: &str, value: Value) {
        match self.children.get_mut(name) {
            None => drop(self.children.insert(name.to_owned(), value)),
            Some(Value::Array(several)) => several.push(value),
            Some(first) => *first = Value::Array(vec![first.take(), value]),
        }
    }

    fn value(mut self) -> Value {
        let text = self.text.trim().to_owned();
        if self.children.is_empty() {
            return Value::String(text);
        }
        if !text.is_empty() {
            self.children.insert("#text".to_owned(), Value::String(text));
        }
        Value::Object(self.children)
    }
}

struct Walk {
    wanted: &'static [&'static str],
    /// Names of the elements that are open, the root first.
    open: Vec<String>,
    /// The wanted element that is being read, and what is open inside of it.
    building: Vec<Building>,
    /// Where that began, and its path.
    start: (Position, &'static str),
    /// The line on which the last wanted element began.
    line: u64,
    rooted: bool,
    /// Whether the wanted element that is being read has damaged text.
    damaged: bool,
}

impl Walk {
    fn begin(
        &mut self,
        start: &BytesStart<'_>,
        at: (u64, u64),
        sink: &mut Sink<'_>,
        each: &mut Each<'_>,
    ) -> Result<(), ReadError> {
        if self.open.is_empty() && self.rooted {
            return Err(broken(at.0, "a second document follows the end of the first; split the file"));
        }
        self.rooted = true;
        self.open.push(start.name().0.to_owned());
        if self.open.len() > DEPTH {
            return Err(broken(at.0, &format!("elements lie in each other more than {DEPTH} deep, which no export needs")));
        }
        if !self.building.is_empty() {
            self.building.push(Building::of(start));
            return Ok(());
        }
        let Some(wanted) = self.wanted() else { return Ok(()) };
        let place = if at.0 == self.line { Position::Byte(at.1) } else { Position::Line(at.0) };
        self.line = at.0;
        let Some(path) = wanted.strip_suffix('/') else {
            self.start = (place, wanted);
            self.building.push(Building::of(start));
            return Ok(());
        };
        let value = Value::Object(Building::of(start).children);
        each(Element { at: place, path, part: Part::Opened, value }, sink)
    }

    fn end(&mut self, line: u64, sink: &mut Sink<'_>, each: &mut Each<'_>) -> Result<(), ReadError> {
        let Some(built) = self.building.pop() else {
            let closed = self.wanted().and_then(|wanted| wanted.strip_suffix('/'));
            self.open.pop();
            let Some(path) = closed else { return Ok(()) };
            return each(Element { at: Position::Line(line), path, part: Part::Closed, value: Value::Null }, sink);
        };
        let name = self.open.pop().unwrap_or_default();
        if let Some(outer) = self.building.last_mut() {
            outer.put(&name, built.value());
            return Ok(());
        }
        let at = std::mem::replace(&mut self.start.0, Position::File);
        if std::mem::take(&mut self.damaged) {
            sink.problem(at.clone(), "damaged-text", "bytes that the file's encoding does not have were replaced by \u{FFFD}");
        }
        each(Element { at, path: self.start.1, part: Part::Whole, value: built.value() }, sink)
    }

    fn text(&mut self, text: &str) {
        if let Some(inner) = self.building.last_mut() {
            self.damaged |= text.contains('\u{FFFD}');
            inner.text.push_str(text);
        }
    }

    /// The wanted path of the innermost element that is open.
    fn wanted(&self) -> Option<&'static str> {
        self.wanted.iter().copied().find(|wanted| {
            let path = wanted.trim_end_matches('/');
            let (path, whole) = path.strip_prefix('/').map_or((path, false), |path| (path, true));
            let mut open = self.open.iter().rev();
            path.rsplit('/').all(|name| open.next().is_some_and(|open| open == name)) && !(whole && open.next().is_some())
        })
    }
}

/// What a reference stands for; one that is not predefined stays as it is written.
fn entity(name: &str) -> String {
    let number = |digits: &str| match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => digits.parse().ok(),
    };
    let found = match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => name.strip_prefix('#').and_then(number).and_then(char::from_u32),
    };
    found.map_or_else(|| format!("&{name};"), String::from)
}

/// The text of an attribute with its references replaced.
fn unescaped(text: &str) -> String {
    let mut parts = text.split('&');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once(';').filter(|(name, _)| name.len() <= 10) {
            Some((name, rest)) => out.extend([entity(name).as_str(), rest]),
            None => out.extend(["&", part]),
        }
    }
    out
}

#[cfg(test)]
mod tests;
