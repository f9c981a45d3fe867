//! Controls that reports of vendors expect of their customers (CUECs) or of their own subservice organisations (CSOCs).

use super::{Field, Table, field};
use crate::{
    map::values::Values,
    table::{self, words},
};
use model::Kind;

/// What is read of them.
pub(super) const TABLE: Table = Table::of(Kind::VendorControl, FIELDS, table::vendor_control::vendor_control)
    .in_files("cuec|cuecs|csoc|csocs|complementary")
    .standing();

const FIELDS: &[Field] = &[
    field(
        "vendor",
        "Vendor",
        Values::Text,
        9,
        "vendor name|vendor|subservice organization|subservice organization name|service organization|service provider|subprocessor|subservice provider|\
         provider name||provider|company|organization|system|source|report",
    )
    .avoiding("owner control contact id type status tier"),
    field(
        "id",
        "Its number",
        Values::Any,
        26,
        "cuec id|cuec number|cuec ref|cuec reference|csoc id|csoc number|csoc ref|cuec|csoc|complementary control id|cuec no|csoc reference||id|number|ref|\
         reference|vendor control id|control number|key|control id",
    )
    .one_of("control")
    .avoiding("mapped our internal own company vendor"),
    field(
        "text",
        "What it asks for",
        Values::Text,
        30,
        "cuec description|cuec text|complementary user entity control|complementary user entity controls|cuecs|cuec statement|csoc description|csoc text|\
         complementary subservice organization control|complementary subservice organization controls|csocs|csoc statement|user entity control|\
         complementary control|complementary control description|user entity responsibility|customer responsibility|cuec|csoc|expected control|\
         vendor control description||control description|description|requirement|control text|control|text|statement|responsibility",
    )
    .one_of("control")
    .avoiding("mapped our internal own company id owner status"),
    field(
        "controls",
        "Own controls that answer it",
        Values::Any,
        28,
        "mapped control|mapped controls|our control|our controls|internal control|internal controls|mapped to|mapped internal control|mapped control id|\
         internal control id|control mapping|company control|our control id|mapped control ids|own control|own controls|related internal control|\
         corresponding control|controls mapped|mapped company control|eigene kontrolle|eigene kontrollen|zugeordnete kontrolle|entity control||mapping|\
         related control|related controls|control ids|controls|implemented control",
    )
    .avoiding("status owner date"),
    field(
        "criteria",
        "Criteria",
        Values::Any,
        10,
        "trust services criteria|related criteria|tsc|applicable criteria|tsc reference|related tsc|soc2 criteria|criteria reference|related trust services criteria||criteria|\
         criterion|control objective|tsc criteria",
    ),
    field(
        "family",
        "CUEC or CSOC",
        Values::Words(is_family),
        24,
        "cuec or csoc|control family|control type|cuec csoc|complementary control type||type|family|kind|category|control category",
    ),
    field(
        "applies",
        "Whether it applies",
        Values::Words(words::is_applicable),
        16,
        "applicable|applies|applicability|applicable to us|is applicable|relevant|applies to us|cuec applicable|in scope|anwendbar|relevant to us|zutreffend",
    )
    .avoiding("reason criteria date"),
    field(
        "reason",
        "How it is met, or why it does not apply",
        Values::Any,
        10,
        "how met|how addressed|how it is met|reason not applicable|how implemented|implementation description|management response|company response|our response|\
         how we meet it|implementation notes|how satisfied|umsetzung|reason n a|rationale n a|justification n a|why not applicable|rationale not applicable|justification not applicable||response|notes|comments|comment|rationale|justification|reason|evidence|explanation",
    )
    .avoiding("date"),
    field("status", "State", Values::Any, 6, "cuec status|implementation status|mapping status|csoc status||status|state|implemented|addressed|met|compliant|umgesetzt")
        .avoiding("vendor date"),
    field("rest", "Owner and other parts of the record", Values::Any, 3, "||owner|control owner|reviewer|last reviewed|report period|reviewed|service|report|page"),
];

fn is_family(cell: &str) -> bool {
    table::vendor_control::family(cell).is_some()
}
