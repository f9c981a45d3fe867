//! The log of any LLM gateway, from a table, JSON lines or JSON with names of its own.

use crate::{
    importer::{About, Importer},
    table,
};
use model::Kind;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "gateway-log",
    version: 3,
    about: About {
        vendor: "Any",
        title: "Log of an LLM gateway",
        export: &[
            "Export the log of the period, one row a call, with time, request id, user, provider, model and version that answered, \
             fallback and its reason.",
            "Save it as JSON lines or CSV. Names do not matter: they are guessed and shown.",
        ],
        covers: "The calls that the query of the export selects.",
        retention_days: None,
        source: "https://opentelemetry.io/docs/specs/semconv/gen-ai/",
    },
    emits: &[Kind::GatewayRow],
    sniff: table::sniff_gateway,
    read: table::read_gateway,
};
