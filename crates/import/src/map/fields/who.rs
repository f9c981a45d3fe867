//! Of whom a row is: fields that kinds about persons share.

use super::{Field, field};
use crate::map::values::Values;

/// Words of headers that name another person of the row, or something of the person that is no name.
const OTHERS: &str = "manager owner approver reviewer adjudicator instructor trainer requester ordered created creator assigner author sender auditor \
     personal policy course training document title id status type date job department campaign module file package vendor company group";

pub(super) const EMAIL: Field = field(
    "email",
    "E-mail address",
    Values::Email,
    5,
    "employee email|user email|learner email|recipient email|signer email|work email|participant email|candidate email|applicant email|\
     trainee email|assignee email|signatory email|student email|personnel email||email|employee|user|learner|recipient|signer|participant|\
     candidate|applicant|person|member|assignee|assigned to|username|login|name|responder|respondent|acknowledged by|signed by|accepted by",
)
.one_of("person")
.avoiding("manager approver reviewer adjudicator instructor trainer requester ordered created sender owner date");

pub(super) const NUMBER: Field = field(
    "employee-number",
    "Employee number",
    Values::Code,
    5,
    "employee number|employee id|employee code|personnel number|personalnummer|staff id|payroll number|hr id|candidate id|applicant id|\
     learner id||userid|person id|user number",
)
.one_of("person")
.avoiding("manager email name course training policy");

pub(super) const NAME: Field = field(
    "name",
    "Name",
    Values::Name,
    4,
    "fullname|learner|learner name|participant|participant name|candidate|candidate name|applicant|applicant name|recipient name|signer name|\
     trainee|trainee name|student|student name|teilnehmer|teilnehmerin|bewerber|attendee|attendee name|signatory|user fullname|personnel name|\
     personnel||employee|user|recipient|signer|name|person|person name|member|member name|assignee|assignee name|assigned to|user display name|\
     acknowledged by|signed by|accepted by|unterzeichner|completed by|username",
)
.one_of("person")
.avoiding(OTHERS);

pub(super) const FIRST: Field = field(
    "first-name",
    "First name",
    Values::Text,
    2,
    "firstname|user firstname|employee firstname|candidate firstname|learner firstname|first",
)
.one_of("person")
.avoiding("manager login date");

pub(super) const LAST: Field = field(
    "last-name",
    "Last name",
    Values::Text,
    2,
    "lastname|user lastname|employee lastname|candidate lastname|learner lastname|last",
)
.one_of("person")
.avoiding("manager login date activity");

pub(super) const LOGIN: Field =
    field("login", "Log-in name", Values::Login, 2, "||username|login|userid|user|user login|account|employee|person|learner")
        .one_of("person")
        .avoiding("date last status type manager");

/// What the roster tells of persons, too: it stays with the record.
pub(super) const PLACE: Field = field(
    "place",
    "Department, title, manager or location of the person",
    Values::Any,
    1,
    "||department|team|jobtitle|manager|manager name|manager email|location|office|group|division|business unit|title|country|organization",
);
