// Occurrences and weeks of the fake company. Invented but steady: the same at every start.
import { addDays, daysBetween, parseDay } from "../../lib/dates";
import type { OccurrenceState, OccurrenceView } from "../generated";
import type { FrameControl } from "./frame";

export const WINDOW = { from: "2026-01-01", to: "2026-06-30" } as const;
export const TODAY = "2026-05-20";

export function chance(text: string): number {
  let hash = 2166136261;
  for (const letter of text) hash = Math.imul(hash ^ letter.charCodeAt(0), 16777619);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 2246822519);
  return ((hash ^ (hash >>> 13)) >>> 0) / 4294967296;
}

/** First days of the weeks of the window. */
export function weeks(): string[] {
  const first = new Date(`${WINDOW.from}T00:00:00Z`).getUTCDay();
  const found: string[] = [WINDOW.from];
  for (let day = addDays(WINDOW.from, ((8 - first) % 7) || 7); day <= WINDOW.to; day = addDays(day, 7)) found.push(day);
  return found;
}

const MONTHS: Readonly<Record<string, number>> = { monthly: 1, quarterly: 3, "half-yearly": 6, yearly: 12 };

function ends(cadence: FrameControl["cadence"], from: string): string {
  const length = MONTHS[cadence];
  if (cadence === "daily") return from;
  if (cadence === "weekly") {
    const day = new Date(`${from}T00:00:00Z`).getUTCDay();
    return addDays(from, (7 - day) % 7);
  }
  if (length === undefined) return WINDOW.to;
  const { year, month } = parseDay(from) ?? { year: 2026, month: 1 };
  const next = Math.floor((month - 1) / length) * length + length;
  return addDays(new Date(Date.UTC(year, next, 1)).toISOString().slice(0, 10), -1);
}

export function occurrencesOf(control: FrameControl, labels: readonly string[]): OccurrenceView[] {
  const found: OccurrenceView[] = [];
  for (let from: string = WINDOW.from; from <= WINDOW.to; ) {
    const end = ends(control.cadence, from);
    const to = end > WINDOW.to ? WINDOW.to : end;
    const state = stateOf(control, from, to);
    const covered = state === "evidenced" || state === "late";
    found.push({ from, to, state, evidence: covered ? labels.slice(0, 2) : [], uncoveredDays: state === "missed" ? Math.min(9, daysBetween(from, to) + 1) : 0 });
    from = addDays(to, 1);
  }
  return found;
}

function stateOf(control: FrameControl, from: string, to: string): OccurrenceState {
  const luck = chance(`${control.id} ${from}`);
  if (control.cadence === "per-event" && chance(control.id) < 0.4) return "did-not-occur";
  if (to >= TODAY) {
    const early = ["half-yearly", "yearly", "continuous"].includes(control.cadence) && chance(control.id) < 0.35;
    return early ? "evidenced" : "not-yet-due";
  }
  if (luck < 0.1) return "missed";
  return luck < 0.19 ? "late" : "evidenced";
}

const WORSE: readonly OccurrenceState[] = ["missed", "late", "not-yet-due", "evidenced", "did-not-occur"];

export function cellsOf(occurrences: readonly OccurrenceView[]): (OccurrenceState | null)[] {
  const starts = weeks();
  return starts.map((start, index) => {
    const end = addDays(starts[index + 1] ?? addDays(WINDOW.to, 1), -1);
    const touching = occurrences.filter((each) => each.from <= end && each.to >= start).map((each) => each.state);
    return WORSE.find((state) => touching.includes(state)) ?? null;
  });
}
