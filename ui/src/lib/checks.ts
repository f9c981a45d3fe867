// The company's own checks: which version counts, and what is missing before one is kept.
import { listOf } from "./controls";

export interface Draft {
  readonly id: string;
  readonly title: string;
  readonly reason: string;
  readonly criteria: string[];
  readonly from: string;
  readonly table: string;
  readonly applies: string;
  readonly breaks: string;
}

export interface Version {
  readonly draft: Draft;
  readonly version: number;
  readonly last: string | null;
  readonly inForce: boolean;
}

/** What a form for a check holds: criteria as people type them. */
export interface CheckForm {
  id: string;
  title: string;
  reason: string;
  criteria: string;
  from: string;
  table: string;
  applies: string;
  breaks: string;
}

export type CheckWrong = Partial<Record<keyof CheckForm, string>>;

export const BLANK: CheckForm = { id: "", title: "", reason: "", criteria: "", from: "", table: "gateway", applies: "", breaks: "" };

export function formOf(draft: Draft): CheckForm {
  return { ...draft, criteria: draft.criteria.join(", ") };
}

export function draftOf(form: CheckForm): Draft {
  return { ...form, id: form.id.trim(), criteria: listOf(form.criteria) };
}

/** A trial keeps nothing, so that what only matters when it is kept may still be missing. */
export function trialOf(form: CheckForm, day: string): Draft {
  return { ...draftOf(form), id: "trial", title: "trial", reason: "trial", from: day };
}

/** Every check once, by its latest version, those in force first; with the earlier versions. */
export function byCheck<V extends Version>(views: readonly V[]): { latest: V; earlier: V[] }[] {
  const found = new Map<string, V[]>();
  for (const view of views) found.set(view.draft.id, [...(found.get(view.draft.id) ?? []), view].sort((a, b) => b.version - a.version));
  const checks = [...found.values()].flatMap(([latest, ...earlier]) => (latest ? [{ latest, earlier }] : []));
  const rank = ({ latest, earlier }: (typeof checks)[number]) => Number(![latest, ...earlier].some((view) => view.inForce));
  return checks.sort((a, b) => rank(a) - rank(b) || a.latest.draft.id.localeCompare(b.latest.draft.id));
}

/** What is missing before a check can be kept. `after`: the first day of the version in force, which a new one must lie behind. */
export function checkFaults(form: CheckForm, isDay: (text: string) => boolean, after?: string): CheckWrong {
  const wrong: CheckWrong = {};
  if (!/^[a-z0-9-]{1,80}$/.test(form.id.trim())) wrong.id = "Small letters, digits and hyphens, such as answers-stay-in-region.";
  if (form.title.trim() === "") wrong.title = "One sentence: what must hold.";
  if (form.reason.trim() === "") wrong.reason = "Say why; an auditor will ask for it.";
  if (!isDay(form.from)) wrong.from = "Choose the first day in force.";
  else if (after !== undefined && form.from <= after) wrong.from = "A new version begins after the first day of the one before.";
  if (form.breaks.trim() === "") wrong.breaks = "Write what of a row breaks it.";
  return wrong;
}

/** Puts a word into a text at the place of the cursor, apart from its neighbours. */
export function inserted(text: string, at: number, word: string): { text: string; at: number } {
  const [before, after] = [text.slice(0, at), text.slice(at)];
  const put = `${before === "" || /[\s(]$/.test(before) ? "" : " "}${word}${after === "" || /^[\s)]/.test(after) ? "" : " "}`;
  return { text: before + put + after, at: at + put.length };
}
