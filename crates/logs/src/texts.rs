//! `regexp_like(text, pattern)` and `fingerprint(text)` in SQL.

use datafusion::{
    arrow::{
        array::{AsArray, BooleanArray, Int64Array},
        compute::cast,
        datatypes::DataType,
    },
    common::DataFusionError,
    logical_expr::{ColumnarValue, ScalarFunctionArgs, ScalarUDFImpl, Signature, Volatility},
};
use regex::Regex;
use std::{
    collections::HashMap,
    hash::{Hash, Hasher},
    sync::{Arc, Mutex, PoisonError},
};
use twox_hash::XxHash64;

/// Whether a pattern occurs in a text: as the operator `~`, but a function, which can be wrapped, and which reads a pattern
/// once and not once a batch.
#[derive(Debug)]
pub(crate) struct RegexpLike {
    signature: Signature,
    patterns: Mutex<HashMap<String, Arc<Regex>>>,
}

impl RegexpLike {
    pub(crate) fn new() -> Self {
        Self { signature: Signature::string(2, Volatility::Immutable), patterns: Mutex::default() }
    }

    fn pattern(&self, pattern: &str) -> Result<Arc<Regex>, DataFusionError> {
        let mut patterns = self.patterns.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = patterns.get(pattern) {
            return Ok(Arc::clone(known));
        }
        let read = Regex::new(pattern).map_err(|error| DataFusionError::Plan(format!("regexp_like: {error}")))?;
        Ok(Arc::clone(patterns.entry(pattern.to_owned()).or_insert(Arc::new(read))))
    }
}

impl PartialEq for RegexpLike {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for RegexpLike {}

impl Hash for RegexpLike {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

impl ScalarUDFImpl for RegexpLike {
    fn name(&self) -> &'static str {
        "regexp_like"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType, DataFusionError> {
        Ok(DataType::Boolean)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue, DataFusionError> {
        let refused = || DataFusionError::Plan("regexp_like takes a text and a pattern in quotes".into());
        let [texts, ColumnarValue::Scalar(pattern)] = &args.args[..] else { return Err(refused()) };
        let Some(Some(pattern)) = pattern.try_as_str() else { return Err(refused()) };
        let texts = cast(&texts.to_array(args.number_rows)?, &DataType::Utf8View)?;
        let pattern = self.pattern(pattern)?;
        let found: BooleanArray = texts.as_string_view().iter().map(|text| text.map(|text| pattern.is_match(text))).collect();
        Ok(ColumnarValue::Array(Arc::new(found)))
    }
}

/// A number from 0 that is the same for the same text, wherever it is worked out; different texts seldom share one. Ids are
/// grouped and sliced by it in a third of the memory.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct Fingerprint(Signature);

impl Fingerprint {
    pub(crate) fn new() -> Self {
        Self(Signature::string(1, Volatility::Immutable))
    }
}

impl ScalarUDFImpl for Fingerprint {
    fn name(&self) -> &'static str {
        "fingerprint"
    }

    fn signature(&self) -> &Signature {
        &self.0
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType, DataFusionError> {
        Ok(DataType::Int64)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue, DataFusionError> {
        let [texts] = &args.args[..] else { return Err(DataFusionError::Plan("fingerprint takes a text".into())) };
        let texts = cast(&texts.to_array(args.number_rows)?, &DataType::Utf8View)?;
        let of = |text: &str| (XxHash64::oneshot(0, text.as_bytes()) >> 1).cast_signed();
        let numbers: Int64Array = texts.as_string_view().iter().map(|text| text.map(of)).collect();
        Ok(ColumnarValue::Array(Arc::new(numbers)))
    }
}

#[cfg(test)]
mod tests {
    use crate::{Logs, Writer};
    use chrono_tz::Tz;
    use model::{Cell, Data, EvidenceId, GatewayRow, Position, Record, Secret, gateway::Extra};

    /// The lesser of the XXH64 of both texts with seed 0, halved, as another implementation says.
    const LEAST: i64 = 2_295_497_059_667_752_284;

    fn row(writer: &mut Writer, number: u64, status: Option<&str>) {
        let data = GatewayRow { status: status.map(str::to_owned), ..GatewayRow::default() };
        writer.push(&Record { at: Position::Line(number), data: Data::GatewayRow(Box::new(data)), extra: Extra::new() }).unwrap();
    }

    #[test]
    fn patterns_and_fingerprints_in_sql() {
        let dir = tempfile::tempdir().unwrap();
        let logs = Logs::open(dir.path().to_owned(), Secret::new([7; 32]), Tz::UTC).unwrap();
        let mut writer = logs.writer(EvidenceId(1));
        for number in 0..300 {
            row(&mut writer, number, [Some("503"), Some("Success"), None][usize::try_from(number % 3).unwrap()]);
        }
        let parts = writer.finish().unwrap();
        let sql = "SELECT count(*) AS all, count(CASE WHEN regexp_like(status, '(?i)^(success|x)$') THEN 1 END) AS good, \
                   count(regexp_like(status, '^5')) AS told, count(DISTINCT fingerprint(status)) AS prints, \
                   min(fingerprint(status)) AS least FROM gateway";
        let found = logs.query(&parts, sql, None).unwrap();
        let [Cell::Int(300), Cell::Int(100), Cell::Int(200), Cell::Int(2), Cell::Int(least)] = found.rows[0][..] else {
            panic!("{:?}", found.rows)
        };
        assert_eq!(least, LEAST);
        let error = logs.query(&parts, "SELECT regexp_like(status, '(') FROM gateway", None).unwrap_err();
        assert!(error.to_string().contains("regex"), "{error}");
    }
}
