//! Functions of texts over columns with few different values: each value is worked out once a batch, not once a row.
//!
//! Names of providers, models and states come a million times each and are folded in every query. What a dictionary of the
//! file gives out many times has the same view each time, so that equal texts are found without reading them.

use datafusion::{
    arrow::{
        array::{Array, AsArray, StringViewArray, UInt32Array},
        compute::take,
        datatypes::{DataType, FieldRef},
    },
    common::{DataFusionError, HashMap},
    logical_expr::{ColumnarValue, ReturnFieldArgs, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature},
};
use std::{hash::Hash, sync::Arc};

/// Batches of fewer rows are not worth it.
const LEAST_ROWS: usize = 64;
/// So many of the known texts are compared with each row before a map is asked.
const LOOKED_THROUGH: usize = 8;

/// A function of the engine with one column of texts; what else it takes are constants.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct Few(pub(crate) Arc<ScalarUDF>);

impl ScalarUDFImpl for Few {
    fn name(&self) -> &str {
        self.0.name()
    }

    fn aliases(&self) -> &[String] {
        self.0.aliases()
    }

    fn signature(&self) -> &Signature {
        self.0.signature()
    }

    fn return_type(&self, arguments: &[DataType]) -> Result<DataType, DataFusionError> {
        self.0.return_type(arguments)
    }

    fn return_field_from_args(&self, args: ReturnFieldArgs<'_>) -> Result<FieldRef, DataFusionError> {
        self.0.return_field_from_args(args)
    }

    fn invoke_with_args(&self, mut args: ScalarFunctionArgs) -> Result<ColumnarValue, DataFusionError> {
        let [ColumnarValue::Array(texts), constants @ ..] = &mut args.args[..] else {
            return self.0.invoke_with_args(args);
        };
        let all_constant = constants.iter().all(|argument| matches!(argument, ColumnarValue::Scalar(_)));
        let told = texts.as_string_view_opt().filter(|_| all_constant).and_then(different);
        let Some((firsts, places)) = told else { return self.0.invoke_with_args(args) };
        *texts = take(texts, &firsts, None)?;
        args.number_rows = firsts.len();
        match self.0.invoke_with_args(args)? {
            ColumnarValue::Array(values) => Ok(ColumnarValue::Array(take(&values, &places, None)?)),
            same @ ColumnarValue::Scalar(_) => Ok(same),
        }
    }
}

/// The row of each different text, and for each row which of them it has; none where most are different.
fn different(texts: &StringViewArray) -> Option<(UInt32Array, UInt32Array)> {
    let rows = u32::try_from(texts.len()).ok().filter(|_| texts.len() >= LEAST_ROWS)?;
    let (mut known, mut numbers) = (Vec::new(), HashMap::<Option<u128>, usize>::new());
    let (mut firsts, mut places) = (Vec::new(), Vec::with_capacity(texts.len()));
    for (row, view) in (0..rows).zip(texts.views()) {
        let view = texts.is_valid(row as usize).then_some(*view);
        // A few are faster looked through than looked up.
        let place = match known.iter().take(LOOKED_THROUGH).position(|one| *one == view) {
            None if known.len() >= LOOKED_THROUGH => numbers.get(&view).copied(),
            found => found,
        };
        let place = place.unwrap_or_else(|| {
            known.push(view);
            firsts.push(row);
            numbers.insert(view, known.len() - 1);
            known.len() - 1
        });
        if known.len() > texts.len() / 2 {
            return None;
        }
        places.push(u32::try_from(place).ok()?);
    }
    Some((firsts.into(), places.into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use datafusion::{
        arrow::{
            array::{ArrayRef, StringViewBuilder},
            datatypes::Field,
        },
        common::{ScalarValue, config::ConfigOptions},
        functions::string,
    };

    fn called(function: &dyn ScalarUDFImpl, texts: &StringViewArray, constants: &[&str]) -> ArrayRef {
        let of = |text: &&str| ColumnarValue::Scalar(ScalarValue::Utf8View(Some((*text).to_owned())));
        let args: Vec<ColumnarValue> =
            [ColumnarValue::Array(Arc::new(texts.clone()))].into_iter().chain(constants.iter().map(of)).collect();
        let types: Vec<DataType> = args.iter().map(ColumnarValue::data_type).collect();
        let field = |kind: &DataType| Arc::new(Field::new("text", kind.clone(), true));
        let args = ScalarFunctionArgs {
            arg_fields: types.iter().map(field).collect(),
            args,
            number_rows: texts.len(),
            return_field: field(&function.return_type(&types).unwrap()),
            config_options: Arc::new(ConfigOptions::default()),
        };
        function.invoke_with_args(args).unwrap().into_array(texts.len()).unwrap()
    }

    /// Rows of a few texts, as a dictionary gives them out: none, short ones, and one that is longer than a view.
    fn few(rows: usize) -> StringViewArray {
        let texts = [None, Some(" AbC "), Some("ÄÖ x"), Some(""), Some("Claude Sonnet 4.5 of the year 2025"), Some(" AbC ")];
        let mut column = StringViewBuilder::new().with_deduplicate_strings();
        (0..rows).for_each(|row| column.append_option(texts[row * 7 % 11 % texts.len()]));
        column.finish()
    }

    #[test]
    fn each_row_gets_what_the_function_says_of_it() {
        let different: StringViewArray =
            (0..500).map(|row| Some(format!(" Row {row} of a log with many different ones"))).collect();
        for texts in [few(500), few(LEAST_ROWS - 1), few(0), different.clone(), few(500).slice(3, 200), different.slice(1, 400)] {
            for inner in [string::lower(), string::btrim()] {
                assert_eq!(&called(&Few(Arc::clone(&inner)), &texts, &[]), &called(inner.inner().as_ref(), &texts, &[]));
            }
            let inner = string::btrim();
            assert_eq!(&called(&Few(Arc::clone(&inner)), &texts, &["x "]), &called(inner.inner().as_ref(), &texts, &["x "]));
        }
    }

    #[test]
    fn a_function_is_asked_for_different_texts_only() {
        let (firsts, places) = different(&few(500)).unwrap();
        assert_eq!((firsts.len(), places.len()), (5, 500));
        let many: StringViewArray = (0..500).map(|row| Some(row.to_string())).collect();
        assert_eq!(different(&many), None);
    }
}
