//! Background checks of persons.

use super::{Field, Table, field, who};
use crate::{
    map::values::Values,
    table::{self, words},
};
use model::Kind;

/// What is read of them.
pub(super) const TABLE: Table = Table::of(Kind::BackgroundCheck, FIELDS, table::background_check::background_check)
    .in_files(
        "background|checks|screening|screenings|checkr|certn|hireright|sterling|bgc|fuhrungszeugnis|fuehrungszeugnisse|vetting",
    )
    .standing();

const FIELDS: &[Field] = &[
    who::EMAIL,
    who::NUMBER,
    who::NAME,
    who::FIRST,
    who::LAST,
    field(
        "result",
        "Result",
        Values::Words(words::is_cleared),
        24,
        "background check result|check result|screening result|report result|assessment result|\
         background check outcome|screening outcome|overall result|bgc result|bgv result|case result|ergebnis der prufung|\
         clearance|cleared|clear|report outcome||result|outcome|assessment|decision|score|recommendation|ergebnis|pass fail|final result",
    )
    .one_of("state or dates")
    .avoiding("date criminal education employment credit reference identity"),
    field(
        "adjudication",
        "What was decided on a finding",
        Values::Text,
        18,
        "adjudication|adjudication status|adjudication result|adjudication decision||eligibility|hiring decision",
    )
    .avoiding("date by"),
    field(
        "status",
        "State",
        Values::Words(words::is_check_state),
        22,
        "background check status|check status|screening status|report status|background status|background check|background screening|bgc status|\
         bgv status|order status|case status|vetting status|bgc|background check completed|fuhrungszeugnis|fuhrungszeugnis vorgelegt|\
         fuehrungszeugnis vorgelegt|background check state||status|state|request status|application status|current status",
    )
    .one_of("state or dates")
    .avoiding("date employment hr account training criminal"),
    field(
        "completed",
        "Completed on",
        Values::Date,
        18,
        "background check completed|background check|background check completion|check completed|screening completed|report completed|\
         screening|background screening|bgc completed|bgc|cleared|date cleared|adjudicated|adjudication|fuhrungszeugnis|fuhrungszeugnis vom|\
         fuhrungszeugnis vorgelegt am|fuehrungszeugnis vorgelegt am|case closed|report|vorgelegt am||completed|completion|closed|finished|date completed|\
         verified|date|abgeschlossen am|end",
    )
    .one_of("state or dates")
    .avoiding("by due eta ordered requested estimated birth hire status next expiration start created"),
    field(
        "ordered",
        "Ordered on",
        Values::Date,
        14,
        "background check ordered|background check requested|check ordered|screening ordered|report created|ordered|order|date ordered|\
         background check initiated|screening initiated|invitation sent|invited|angefordert am|bgc initiated|case opened|background check start||\
         requested|initiated|created|submitted|sent|opened|start|request",
    )
    .avoiding("by completed due"),
    field(
        "package",
        "What was checked",
        Values::Text,
        20,
        "package|package name|check type|screening type|screening package|background check type|type of check|check name|checks performed|\
         screening level|report type|checks|verification type|background check package|art der prufung|search type|\
         screenings|components||product|service|type|check|level|scope|art",
    )
    .avoiding("status date result employment employee"),
    field(
        "adjudicator",
        "Decided by",
        Values::Any,
        14,
        "adjudicator|adjudicated by|decided by|adjudicator name|adjudicator email|cleared by||reviewed by|reviewer|approved by|decision by|verified by|\
         gepruft von|checked by|approver",
    )
    .avoiding("date on at status"),
    field(
        "provider",
        "Provider",
        Values::Text,
        12,
        "background check provider|screening provider|background check vendor|screening vendor|screening company|check provider|screening agency|\
         bgc vendor||provider|vendor|agency|system|source|performed by|anbieter",
    )
    .avoiding("status date"),
    field(
        "id",
        "Its own id",
        Values::Any,
        6,
        "background check id|check id|screening id|report id|report number|order id|order number|invitation id|case number|case id|file number||id|\
         reference|reference number|number",
    )
    .avoiding("employee user candidate person manager account applicant package"),
    field(
        "rest",
        "Turnaround and other parts of the record",
        Values::Any,
        10,
        "turnaround time|turnaround|report eta|eta|work location|candidate id|consent|consent date|hire date||requested by|ordered by|requester|\
         report url|country|jurisdiction|notes|expiration|valid until",
    ),
    who::PLACE,
];
