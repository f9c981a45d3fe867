//! `detect(text, names)` in SQL: what the detectors find in a text, as a list of structs.

use datafusion::{
    arrow::{
        array::{ArrayRef, AsArray, Int64Builder, ListBuilder, StringBuilder, StructBuilder},
        compute::cast,
        datatypes::{DataType, Field, Fields},
    },
    common::{DataFusionError, ScalarValue},
    logical_expr::{ColumnarValue, ScalarFunctionArgs, ScalarUDFImpl, Signature, Volatility},
};
use scan::{Settings, Span};
use std::sync::Arc;

/// The least score of what is kept; evaluators ask for more where that is the company's threshold.
const LEAST: u8 = 50;

/// The function.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct Detect {
    signature: Signature,
}

impl Detect {
    pub(crate) fn new() -> Self {
        let texts = [DataType::Utf8View, DataType::Utf8, DataType::LargeUtf8];
        let exact = texts.into_iter().map(|text| datafusion::logical_expr::TypeSignature::Exact(vec![text, DataType::Boolean]));
        Self { signature: Signature::one_of(exact.collect(), Volatility::Immutable) }
    }
}

/// The fields of a finding.
fn fields() -> Fields {
    let text = |name: &str| Field::new(name, DataType::Utf8, true);
    let number = |name: &str| Field::new(name, DataType::Int64, true);
    Fields::from(vec![
        text("kind"),
        text("rule"),
        number("score"),
        number("begins"),
        number("ends"),
        text("masked"),
        text("pattern"),
    ])
}

fn item() -> Arc<Field> {
    Arc::new(Field::new("item", DataType::Struct(fields()), true))
}

impl ScalarUDFImpl for Detect {
    fn name(&self) -> &'static str {
        "detect"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType, DataFusionError> {
        Ok(DataType::List(item()))
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue, DataFusionError> {
        let [texts, names] = &args.args[..] else {
            return Err(DataFusionError::Execution("detect takes a text and whether to look for names".into()));
        };
        let ColumnarValue::Scalar(ScalarValue::Boolean(Some(names))) = names else {
            return Err(DataFusionError::Execution("whether detect looks for names must be true or false".into()));
        };
        let settings = Settings { names: *names, least: LEAST };
        let texts = cast(&texts.to_array(args.number_rows)?, &DataType::Utf8View)?;
        let mut found = Found::new();
        for text in texts.as_string_view() {
            match text {
                None => found.lists.append(false),
                Some(text) => found.of(text, &scan::scan(text, &settings)),
            }
        }
        Ok(ColumnarValue::Array(found.finish()))
    }
}

/// The lists while they grow.
struct Found {
    lists: ListBuilder<StructBuilder>,
}

impl Found {
    fn new() -> Self {
        let found = StructBuilder::from_fields(fields(), 0);
        Self { lists: ListBuilder::new(found).with_field(item()) }
    }

    fn of(&mut self, text: &str, spans: &[Span]) {
        for span in spans {
            let value = text.get(span.start..span.end).unwrap_or_default();
            self.tell(span, value);
        }
        self.lists.append(true);
    }

    fn tell(&mut self, span: &Span, value: &str) {
        let row = self.lists.values();
        let texts = [
            (0, span.kind.to_owned()),
            (1, span.rule.id.to_owned()),
            (5, scan::mask(span.kind, value)),
            (6, scan::pattern(span, value)),
        ];
        for (at, text) in texts {
            if let Some(field) = row.field_builder::<StringBuilder>(at) {
                field.append_value(text);
            }
        }
        let place = |byte: usize| i64::try_from(byte).unwrap_or(i64::MAX);
        for (at, number) in [(2, i64::from(span.score)), (3, place(span.start)), (4, place(span.end))] {
            if let Some(field) = row.field_builder::<Int64Builder>(at) {
                field.append_value(number);
            }
        }
        row.append(true);
    }

    fn finish(mut self) -> ArrayRef {
        Arc::new(self.lists.finish())
    }
}
