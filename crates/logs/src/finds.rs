//! `finds(text, kinds)` in SQL: whether the detectors find one of some kinds in a text, for the company's own checks.

use datafusion::{
    arrow::{
        array::{AsArray, BooleanArray},
        compute::cast,
        datatypes::DataType,
    },
    common::{DataFusionError, ScalarValue},
    logical_expr::{ColumnarValue, ScalarFunctionArgs, ScalarUDFImpl, Signature, Volatility},
};
use scan::Settings;
use std::sync::Arc;

/// The least score that counts: words around the value or a checksum speak for it.
const LEAST: u8 = 60;
/// Kinds that are found by the slow search for names.
const NAMES: [&str; 4] = ["PERSON", "LOCATION", "ADDRESS", "ZIP"];

/// The function.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct Finds {
    signature: Signature,
}

impl Finds {
    pub(crate) fn new() -> Self {
        Self { signature: Signature::string(2, Volatility::Immutable) }
    }
}

impl ScalarUDFImpl for Finds {
    fn name(&self) -> &'static str {
        "finds"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType, DataFusionError> {
        Ok(DataType::Boolean)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue, DataFusionError> {
        let refused = || DataFusionError::Plan("finds takes a text and kinds in quotes, separated by commas".into());
        let [texts, ColumnarValue::Scalar(kinds)] = &args.args[..] else { return Err(refused()) };
        let (ScalarValue::Utf8(Some(kinds)) | ScalarValue::Utf8View(Some(kinds)) | ScalarValue::LargeUtf8(Some(kinds))) = kinds
        else {
            return Err(refused());
        };
        let kinds: Vec<String> = kinds.split(',').map(|kind| kind.trim().to_uppercase()).collect();
        let settings = Settings { names: kinds.iter().any(|kind| NAMES.contains(&kind.as_str())), least: LEAST };
        let texts = cast(&texts.to_array(args.number_rows)?, &DataType::Utf8View)?;
        let is_one = |text: &str| scan::scan(text, &settings).iter().any(|span| kinds.iter().any(|kind| kind == span.kind));
        let found: BooleanArray = texts.as_string_view().iter().map(|text| text.map(is_one)).collect();
        Ok(ColumnarValue::Array(Arc::new(found)))
    }
}
