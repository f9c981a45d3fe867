//! Tables of any origin to records, once it is known which column means what: one file a kind, and what cells mean.

pub(crate) mod words;
