// The five states of a result and the five of an occurrence: their words, order and tone. Never a colour alone.

export type State = "pass" | "exception" | "no-occurrence" | "not-determinable" | "not-tested";
export type OccurrenceState = "evidenced" | "late" | "missed" | "not-yet-due" | "did-not-occur";
export type Tone = "pass" | "bad" | "warn" | "unknown" | "none" | "quiet" | "accent";

export interface Word {
  readonly word: string;
  readonly tone: Tone;
  readonly means: string;
}

export const STATES: Readonly<Record<State, Word>> = {
  exception: { word: "Exception", tone: "bad", means: "Tested, and one or more items failed" },
  "not-determinable": { word: "Not determinable", tone: "unknown", means: "Evidence is missing, blank or stale" },
  pass: { word: "Pass", tone: "pass", means: "Tested, and as it should be" },
  "no-occurrence": { word: "No occurrence", tone: "none", means: "The population is proven empty" },
  "not-tested": { word: "Not tested", tone: "quiet", means: "Nobody tested it" },
};

/** Exceptions first, because that is what an auditor asks about first. */
export const STATE_ORDER: readonly State[] = ["exception", "not-determinable", "pass", "no-occurrence", "not-tested"];

export const OCCURRENCES: Readonly<Record<OccurrenceState, Word>> = {
  missed: { word: "Missed", tone: "bad", means: "Over, and nothing covers it" },
  late: { word: "Late", tone: "warn", means: "Covered, but produced after the grace period" },
  evidenced: { word: "Evidenced", tone: "pass", means: "Evidence covers it" },
  "not-yet-due": { word: "Not yet due", tone: "quiet", means: "Not over yet" },
  "did-not-occur": { word: "Did not occur", tone: "none", means: "The event did not happen; the empty population is attached" },
};

export const OCCURRENCE_ORDER: readonly OccurrenceState[] = ["evidenced", "late", "missed", "not-yet-due", "did-not-occur"];

export function isState(word: string | null | undefined): word is State {
  return word !== null && word !== undefined && Object.hasOwn(STATES, word);
}
