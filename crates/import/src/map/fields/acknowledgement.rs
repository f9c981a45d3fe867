//! Acknowledgements of policies.

use super::{Field, Table, field, who};
use crate::{
    map::values::Values,
    table::{self, words},
};
use model::Kind;

/// What is read of them.
pub(super) const TABLE: Table = Table::of(Kind::Acknowledgement, FIELDS, table::acknowledgement::acknowledgement)
    .in_files("acknowledgement|acknowledgements|acknowledgment|acknowledgments|attestation|attestations|acceptance|acceptances|acks|signatures|bestatigungen")
    .several(table::acknowledgement::each)
    .standing();

const FIELDS: &[Field] = &[
    who::EMAIL,
    who::NUMBER,
    who::NAME,
    who::FIRST,
    who::LAST,
    who::LOGIN,
    field(
        "policy",
        "Policy",
        Values::Text,
        14,
        "policy name|policy title|policy|policy document|policy accepted|policy acknowledged|acknowledged policy|accepted policy|policies|\
         agreement name|agreement|agreement title|policy id|name of policy|richtlinienname||document|document name|document title|title|\
         envelope subject|envelope name|file name|contract|subject|form|form name|dokument",
    )
    .required()
    .avoiding("version owner status email employee user approver expiration type"),
    field(
        "version",
        "Version",
        Values::Code,
        8,
        "policy version|version acknowledged|version accepted|accepted version|acknowledged version|signed version|document version|\
         version number||version|revision|rev",
    )
    .avoiding("date status"),
    field(
        "at",
        "Acknowledged on",
        Values::Date,
        24,
        "acknowledged|acknowledgement|acknowledgment|policy acknowledged|policy accepted|accepted|acceptance|policy acceptance|\
         attested|attestation|signed|agreed|agreement|signature|date signed|date acknowledged|date accepted|date agreed|read and acknowledged|\
         read and understood|acknowledged timestamp|employee signed|bestatigt|bestatigt am|unterschrieben am|unterschrieben|unterzeichnet am|\
         gelesen am|zur kenntnis genommen am|kenntnisnahme|akzeptiert am|esign|e signature|last accepted||completed|completion|read|confirmed|\
         approved|response|submitted",
    )
    .one_of("state or date")
    .avoiding("by due requested sent status version policy-id ip next expiration"),
    field(
        "status",
        "Whether it was given",
        Values::Words(words::is_given),
        16,
        "acknowledgement status|acknowledgment status|acceptance status|attestation status|policy status|signature status|policy acceptance status|\
         acknowledged|accepted|signed|is signed|is acknowledged|has accepted|has acknowledged|has signed|attested|agreed|\
         read and understood|read and accepted|bestatigt|unterschrieben|akzeptiert|acknowledge|accept||status|state|completion status|response|\
         completed|confirmed|read|recipient status|document status",
    )
    .one_of("state or date")
    .avoiding("date employment hr training account time"),
    field(
        "requested",
        "Asked for on",
        Values::Date,
        10,
        "acknowledgement requested|signature requested|acknowledgment requested|request sent|policy sent|policy assigned|envelope sent|angefordert am||\
         requested|sent|assigned|invited|date sent|date assigned|assignment|published|angefordert|zugewiesen",
    )
    .avoiding("by completed due"),
    field("id", "Its own id", Values::Any, 4, "acknowledgement id|acknowledgment id|attestation id|acceptance id|envelope id|signature id||id|record id")
        .avoiding("employee user policy person manager"),
    field(
        "rest",
        "Due date, signature and other parts of the record",
        Values::Any,
        8,
        "acknowledgement due|acknowledgment due|signature method|signed ip|reminder|reminders|reminders sent|days outstanding|days overdue|\
         signature ip|policy owner||due|overdue|ip address|ip|method|last reminder|viewed|comments|frist",
    ),
    who::PLACE,
];
