//! Trainings of persons: what learning systems and awareness tools export, and lists kept by hand.

use super::{Field, Table, field, who};
use crate::{
    map::values::Values,
    table::{self, words},
};
use model::Kind;

/// What is read of them.
pub(super) const TABLE: Table = Table::of(Kind::Training, FIELDS, table::training::training)
    .in_files("training|trainings|course|courses|learning|lms|awareness|enrollments|schulung|schulungen|schulungsnachweise|kurse|curricula|knowbe4")
    .several(table::training::each)
    .standing();

const FIELDS: &[Field] = &[
    who::EMAIL,
    who::NUMBER,
    who::NAME,
    who::FIRST,
    who::LAST,
    who::LOGIN,
    field(
        "course",
        "Course",
        Values::Text,
        26,
        "training title|training name|course name|course title|course|training|training course|module name|training module|module title|\
         course code|learning item|learning activity|learning path|learning object|lesson|lesson name|curriculum|curriculum title|training content|content name|\
         content title|episode|certification name|training type|kursname|schulungstitel|schulungsname|learning title|elearning|e learning|\
         course id|training id|training topic|learning plan|training campaign||module|content|assignment|assignment name|activity|activity name|\
         campaign|campaign name|program|class|title|topic|subject|certification|policy",
    )
    .required()
    .avoiding("status date completed completion due assigned score category provider owner job duration expiration version hours url"),
    field(
        "completed",
        "Completed on",
        Values::Date,
        20,
        "training completed|training completion|course completed|course completion|completed|completion|date completed|date of completion|\
         last completed|passed|certified|certification|date passed|abgeschlossen am|abschlussdatum|abgeschlossen|absolviert am|absolviert|teilgenommen am|\
         completion timestamp|training taken|most recent completion|module completed|last training||finished|attended|training|trained|taken|end|attendance|\
         schulung|transcript completed|durchgefuhrt am|datum der schulung",
    )
    .one_of("state or dates")
    .avoiding("by due next expiration status rate percent start assigned"),
    field(
        "status",
        "How it stands",
        Values::Words(words::is_trained),
        14,
        "training status|course status|completion status|learning status|enrollment status|assignment status|module status|training state|\
         transcript status|lesson status|certification status|training completed|course completed|schulungsstatus|enrolment status|\
         learner status||status|state|completed|complete|passed|result|pass fail|is completed|is complete|progress|completion|outcome|attended|abgeschlossen|\
         percent complete|progress percent|compliant|bestanden",
    )
    .one_of("state or dates")
    .avoiding("date employment hr account user policy time"),
    field(
        "assigned",
        "Assigned on",
        Values::Date,
        10,
        "training assigned|enrolled|enrollment|enrolment|course assigned|enrollment start|date enrolled|date assigned|assigned|assignment|\
         zugewiesen am|zugewiesen||registered|registration|invited|start|launch|requested|created",
    )
    .one_of("state or dates")
    .avoiding("by completed due status end"),
    field(
        "due",
        "Due on",
        Values::Date,
        10,
        "training due|course due|completion due|assignment due|due|deadline|date due|fallig am|fallig|faellig am|fallig bis|complete by|required by|frist||target|\
         target completion|due by",
    )
    .avoiding("next renewal"),
    field(
        "expires",
        "Counts until",
        Values::Date,
        12,
        "training expiration|certificate expiration|course expiration|certification expiration|expiration|valid until|valid to|next training|\
         next training due|renewal due|recertification|recertification due|retraining due|gultig bis|gueltig bis|nachste schulung|next due||renewal|\
         next|valid through|refresher due",
    )
    .avoiding("contract employment"),
    field(
        "score",
        "Result",
        Values::Any,
        14,
        "score|quiz score|test score|assessment score|final score|exam score|training score|score percent|grade|percent score|highest score|\
         passing score|punktzahl|ergebnis in prozent||points|mark|marks|result|percentage|punkte|ergebnis",
    )
    .avoiding("risk date status phish"),
    field("id", "Its own id", Values::Any, 3, "enrollment id|training record id|completion id|assignment id|certificate id|certificate number||id|record id|transcript id")
        .avoiding("employee user course policy person manager"),
    field(
        "rest",
        "Provider, time spent, campaign and other parts of the record",
        Values::Any,
        6,
        "time spent|training duration|training provider|course provider|content type|delivery method|attempts|instructor|trainer|learning hours|\
         training hours|course category|policy acknowledged|certificate url|course version|time in course|time spent minutes|seat time|completion rate||campaign|\
         campaign name|category|hours|duration|provider|certificate|last accessed|start|mandatory|required|type|anbieter|pflicht",
    ),
    who::PLACE,
];
