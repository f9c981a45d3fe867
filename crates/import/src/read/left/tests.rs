use super::*;
use crate::{
    importer::{Receiver, Sink, Stopped},
    read::fields::Fields,
};
use model::{Data, Position, Problem, Record};
use proptest::prelude::*;

const PATHS: &[&str] = &["a", "b", "c", "a.b", "a.b.c", "b.a", "c.c", "a.a", "d"];

/// What can be done with a row.
#[derive(Debug, Clone, Copy)]
enum Step {
    Text,
    PeekText,
    Whole,
    Number,
    Truth,
    Time,
    Texts,
    Take,
    Open,
    Has,
    See,
    Peek,
    Put,
    Names,
}

const STEPS: &[Step] = &[
    Step::Text,
    Step::PeekText,
    Step::Whole,
    Step::Number,
    Step::Truth,
    Step::Time,
    Step::Texts,
    Step::Take,
    Step::Open,
    Step::Has,
    Step::See,
    Step::Peek,
    Step::Put,
    Step::Names,
];

fn take(row: &mut Fields, step: Step, path: &str) -> String {
    match step {
        Step::Text => format!("{:?}", row.text(path)),
        Step::PeekText => format!("{:?}", row.peek_text(path)),
        Step::Whole => format!("{:?}", row.whole(path)),
        Step::Number => format!("{:?}", row.number(path)),
        Step::Truth => format!("{:?}", row.truth(path)),
        Step::Time => format!("{:?}", row.time(path)),
        Step::Texts => format!("{:?}", row.texts(path, "b")),
        Step::Take => format!("{:?}", row.take(path)),
        Step::Open => format!("{:?}", row.open(&[path])),
        Step::Has => format!("{:?} {}", row.has(path), row.is_empty()),
        Step::See => {
            let seen = |seen: Seen<'_>| {
                let keys = seen.keys().map(|keys| keys.map(str::to_owned).collect::<Vec<_>>());
                let items = seen.items().map(|items| items.map(Seen::value).collect::<Vec<_>>());
                format!("{:?} {keys:?} {items:?} {:?} {:?} {:?}", seen.value(), seen.parts(), seen.is_object(), seen.text())
            };
            format!("{:?}", row.see(path).map(seen))
        }
        Step::Peek => format!("{:?}", row.peek(path)),
        Step::Put => format!("{:?}", row.put(path, Value::from(1))),
        Step::Names => format!("{:?}", row.names()),
    }
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-3_i64..3).prop_map(Value::from),
        prop::num::f64::NORMAL.prop_map(Value::from),
        prop::sample::select(
            &[
                "",
                " x ",
                "yes",
                "7",
                "2026-03-01",
                "2026-03-01T10:00:00Z",
                "{\"a\": {\"b\": \"1\"}}",
                "[1, 2]",
                "{'a': 1}",
                "[no"
            ][..]
        )
        .prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 20, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((prop::sample::select(PATHS), inner), 0..4)
                .prop_map(|parts| Value::Object(parts.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())),
        ]
    })
}

#[derive(Default)]
struct Kept(Vec<String>);

impl Receiver for Kept {
    fn record(&mut self, record: Record) -> Result<(), Stopped> {
        self.0.push(format!("{record:?}"));
        Ok(())
    }

    fn problem(&mut self, problem: Problem) {
        self.0.push(format!("{problem:?}"));
    }
}

fn record(row: Fields) -> Vec<String> {
    let mut kept = Kept::default();
    row.record(&mut Sink::new(&mut kept), Data::GatewayRow(Box::default())).unwrap();
    kept.0
}

proptest! {
    #[test]
    fn a_row_answers_alike_however_it_is_held(
        parts in prop::collection::vec((prop::sample::select(PATHS), value()), 0..6),
        steps in prop::collection::vec((prop::sample::select(STEPS), prop::sample::select(PATHS)), 0..12),
    ) {
        let text = Value::Object(parts.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()).to_string();
        let mut tree = Fields::new(Position::Line(1), serde_json::from_str(&text).unwrap());
        let mut lean = Fields::lean(Position::Line(1), Lean::parse(text.as_bytes()).unwrap());
        for (step, path) in steps {
            prop_assert_eq!(take(&mut lean, step, path), take(&mut tree, step, path), "{:?} {}", step, path);
        }
        prop_assert_eq!(record(lean), record(tree));
    }
}
