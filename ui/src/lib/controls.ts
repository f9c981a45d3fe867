// Narrowing the evidence map, and how a cadence is said.
import type { Category } from "./words";

export const CADENCES: Readonly<Record<string, string>> = {
  continuous: "Continuous", daily: "Daily", weekly: "Weekly", monthly: "Monthly", quarterly: "Quarterly", "half-yearly": "Half-yearly", yearly: "Yearly", "per-event": "Per event",
};

export interface Narrow {
  readonly category: Category | "all";
  readonly show: "all" | "open" | "unowned" | "bare";
}

export interface Narrowed {
  readonly categories: readonly Category[];
  readonly owned: boolean;
  readonly expected: number;
  readonly evidenced: number;
  readonly evidence: number;
  readonly exceptions: number;
}

export function narrow<T extends Narrowed>(rows: readonly T[], { category, show }: Narrow): T[] {
  return rows.filter((row) => {
    if (category !== "all" && !row.categories.includes(category)) return false;
    if (show === "open") return row.exceptions > 0 || row.evidenced < row.expected;
    if (show === "unowned") return !row.owned;
    return show === "bare" ? row.evidence === 0 : true;
  });
}

/** What a form for a control holds: lists are texts as people type them. */
export interface ControlForm {
  id: string;
  title: string;
  description: string;
  criteria: string;
  also: string;
  ownerRole: string;
  owner: string;
  source: string;
  expects: string;
  from: string;
  always: boolean;
  reason: string;
}

export type ControlWrong = Partial<Record<keyof ControlForm, string>>;

/** `a, b; c` and lines as a list. */
export function listOf(text: string, between: RegExp = /[,;\n]/): string[] {
  return text.split(between).map((part) => part.trim()).filter(Boolean);
}

/** What is missing before a change can be looked at; the reason is asked for when it is made. */
export function controlFaults(form: ControlForm, fresh: boolean, isDay: (text: string) => boolean): ControlWrong {
  const wrong: ControlWrong = {};
  if (fresh && !/^[^\s/]{1,40}$/.test(form.id.trim())) wrong.id = "A short id without blanks, such as AC-11.";
  if (form.title.trim() === "") wrong.title = "A few words that name it.";
  if (form.description.trim() === "") wrong.description = "The sentence that an auditor tests.";
  if (!form.always && !isDay(form.from)) wrong.from = "Choose the first day.";
  if (form.reason.trim() === "") wrong.reason = "Say why, and who decided it.";
  return wrong;
}

/** `from 3 March 2026`, `since before the window`, in the words that the caller has for days. */
export function since(from: string, words: (day: string) => string): string {
  return from === "" ? "since before the window" : `from ${words(from)}`;
}
