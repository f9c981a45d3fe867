//! `incident-class-undefined`: does the company's incident plan define the class of every incident, AI failures included?
//!
//! Population: incidents that began in the window; planned work, exercises and false alarms are none. The class (or a label)
//! is compared with the classes that were defined on the day on which the incident began, without regard to case, signs and
//! plural. Failed: a class that is not defined; and an AI failure, by the words of its title and labels, that has no class,
//! or only a remainder like `other`, while no class defined names AI failures, or one that names them while none of the
//! plan's does. Not determinable: no class told (what a system puts there by default tells none), or no list given.

use crate::{
    dataset::{Dataset, Sourced},
    evaluation::{Draft, conclude, fact, item, keep, rule},
    evaluator::{About, Evaluator, Judge},
    incidents::{day, incidents, start, title},
    inputs,
    words::tokens,
};
use model::{Evaluation, Item, Kind, ParameterSpec, Stamp, State, Terms, record::Incident};

/// The classes that the plan defines.
pub(crate) static CLASSES: ParameterSpec = ParameterSpec {
    id: "incident-classes",
    title: "Classes of incidents that the incident plan defines",
    default: "",
    source: "none: every company defines its own; without a list nothing can be said",
};

/// Words by which an AI failure is known.
pub(crate) static WORDS: ParameterSpec = ParameterSpec {
    id: "ai-failure-words",
    title: "Words in the title, class or labels of an incident by which an AI failure is known",
    default: "hallucination, hallucinated, hallucinating, prompt injection, jailbreak, prompt leak, system prompt, harmful output, \
              toxic output, unsafe output, harmful answer, wrong answer, model drift, provider drift, model output, leak in output, \
              leaked in output, data leak in output, training data, tenant leakage",
    source: "the OWASP Top 10 for LLM applications, in common words",
};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "incident-class-undefined",
    version: 1,
    about: About {
        question: "Does the incident plan define the class of every incident, AI failures included?",
        why: "An incident that fits no class gets no severity, no deadline and nobody who has to be told.",
        reading: "Incidents that began in the window against the classes defined on that day. An AI failure, known by its words, \
                  needs a plan that has a class for such failures. Without a list of classes nothing can be said.",
    },
    needs: &[Kind::Incident],
    uses: &[],
    map: false,
    parameters: &[&CLASSES, &WORDS],
    judge: Judge::Records(judge),
};

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let mut draft = Draft { population_of: "incidents that began in the window", ..Draft::default() };
    let rows = incidents(dataset, terms, &mut draft.filters);
    let rows = keep(rows, "that began in the window, as far as told", &mut draft.filters, |row| {
        began(&row.value, terms).is_none_or(|at| terms.window.contains(terms.day(at)))
    });
    draft.items = rows.into_iter().map(|row| judged(row, terms)).collect();
    draft.sources = vec![inputs::events(dataset, terms, Kind::Incident)];
    conclude(&EVALUATOR, terms, draft)
}

/// When it began, else when its clock started.
fn began(incident: &Incident, terms: &Terms) -> Option<Stamp> {
    incident.started.or_else(|| start(incident, terms))
}

/// The words of a class, in the singular and in order.
fn class(text: &str) -> Vec<String> {
    let singular = |word: String| match word.strip_suffix('s') {
        Some(stem) if stem.len() > 3 && !stem.ends_with('s') => stem.to_owned(),
        _ => word,
    };
    tokens(text).into_iter().map(singular).collect()
}

/// Whether some words stand in a text in a row.
fn holds(text: &[String], words: &[String]) -> bool {
    !words.is_empty() && text.windows(words.len()).any(|part| part == words)
}

/// The class that is told; what a system puts there when nobody chooses tells none.
fn told(incident: &Incident, defined: &[Vec<String>]) -> Option<Vec<String>> {
    const DEFAULT: &[&str] = &[
        "",
        "normal",
        "default",
        "alert",
        "incident",
        "base incident",
        "manual",
        "na",
        "n a",
        "none",
        "unclassified",
        "unknown",
        "tbd",
    ];
    let told = class(incident.class.as_deref()?);
    (defined.contains(&told) || !DEFAULT.contains(&told.join(" ").as_str())).then_some(told)
}

/// Words that make the name of a class one of AI failures.
const AI: &[&str] =
    &["ai", "llm", "model", "prompt", "injection", "jailbreak", "hallucination", "output", "drift", "agent", "inference"];

/// What a judgement rests on.
struct Case {
    defined: Vec<Vec<String>>,
    told: Option<Vec<String>>,
    label: Option<String>,
    failure: Option<String>,
    /// Whether a class that is defined names AI failures.
    covers: bool,
}

impl Case {
    fn of(incident: &Incident, terms: &Terms) -> Self {
        let on = day(began(incident, terms), terms);
        let defined: Vec<Vec<String>> = terms.words(&CLASSES, on).iter().map(|text| class(text)).collect();
        let words = terms.words(&WORDS, on);
        let texts = [incident.title.as_deref(), incident.class.as_deref()].into_iter().flatten();
        let texts: Vec<Vec<String>> = texts.chain(incident.labels.iter().map(String::as_str)).map(class).collect();
        let failure = words.iter().find(|word| texts.iter().any(|text| holds(text, &class(word)))).cloned();
        let names_ai = |defined: &Vec<String>| {
            let own = defined.iter().any(|word| AI.contains(&word.as_str()));
            own || words.iter().any(|word| holds(defined, &class(word)))
        };
        let value = |label: &String| label.rsplit(['=', ':']).next().map(class);
        let label = incident
            .labels
            .iter()
            .find(|label| defined.contains(&class(label)) || value(label).is_some_and(|value| defined.contains(&value)));
        Self { told: told(incident, &defined), label: label.cloned(), failure, covers: defined.iter().any(names_ai), defined }
    }

    fn outcome(&self, incident: &Incident) -> (State, String) {
        const REST: &[&str] = &["other", "misc", "miscellaneou", "miscellaneous", "general", "uncategorized", "uncategorised"];
        if self.defined.is_empty() {
            return (State::NotDeterminable, format!("no list of defined classes was given: set `{}`", CLASSES.id));
        }
        let word = incident.class.as_deref().unwrap_or_default().trim();
        let ai = self.failure.as_ref().map(|word| format!("an AI failure by its words (`{word}`)"));
        let known = self.told.as_ref().is_some_and(|told| self.defined.contains(told));
        let rest = self.told.as_ref().is_some_and(|told| told.iter().any(|word| REST.contains(&word.as_str())));
        match (&self.told, ai) {
            (_, _) if self.label.is_some() && !known => {
                (State::Pass, format!("labelled `{}`, which is defined", self.label.as_deref().unwrap_or_default()))
            }
            (Some(_), Some(ai)) if known && rest => (State::Exception, format!("{ai}, classed only `{word}`")),
            (Some(_), Some(ai)) if known && !self.covers => {
                (State::Exception, format!("{ai}, classed `{word}`; no class that is defined names such failures"))
            }
            (Some(_), _) if known => (State::Pass, format!("class `{word}` is defined")),
            (Some(_), ai) => {
                let ai = ai.map(|ai| format!("; it is {ai}")).unwrap_or_default();
                (State::Exception, format!("class `{word}` is not defined{ai}"))
            }
            (None, Some(ai)) if !self.covers => {
                (State::Exception, format!("{ai} without a class; no class that is defined names such failures"))
            }
            (None, ai) => {
                let ai = ai.map(|ai| format!("{ai}; ")).unwrap_or_default();
                (State::NotDeterminable, format!("{ai}no class is told"))
            }
        }
    }
}

fn judged(row: &Sourced<Incident>, terms: &Terms) -> Item {
    let incident = &row.value;
    let case = Case::of(incident, terms);
    let (state, what) = case.outcome(incident);
    let mut judged = item(&incident.id, state, format!("{}: {what}", title(incident)), vec![row.pointer.clone()]);
    let class = incident.class.as_deref().unwrap_or("none told");
    judged.steps.push(fact(began(incident, terms), format!("began; class {class}"), &row.pointer));
    let on = day(began(incident, terms), terms);
    let value = terms.value(&CLASSES, on);
    judged.steps.push(rule(
        Some(on),
        format!("`{}` on that day: {}", CLASSES.id, if value.trim().is_empty() { "not set" } else { value }),
    ));
    judged
}
