// How the files of a batch are grouped, worded and counted while they are looked at and imported.
import type { Tone } from "./states";

export type Status = "imported" | "already-imported" | "document" | "needs-map" | "refused" | "bundle" | "cancelled";
export type Group = "attention" | "take" | "bundle" | "known" | "refused" | "reading";

export const GROUP_ORDER: readonly Group[] = ["attention", "refused", "take", "bundle", "known", "reading"];

/** Headings before the import. */
export const GROUP_WORDS: Readonly<Record<Group, string>> = {
  attention: "Needs your decision",
  take: "Ready to import",
  bundle: "Bundles to verify",
  known: "Already in the vault",
  refused: "Cannot be taken",
  reading: "Being read",
};

/** Headings once the import is over. */
export const DONE_WORDS: Readonly<Record<Group, string>> = { ...GROUP_WORDS, attention: "Not imported", take: "Imported", refused: "Not taken" };

export function groupOf(status: Status | undefined): Group {
  switch (status) {
    case undefined: return "reading";
    case "needs-map": return "attention";
    case "imported":
    case "document": return "take";
    case "bundle": return "bundle";
    case "already-imported": return "known";
    case "refused":
    case "cancelled": return "refused";
  }
}

export function statusWord(status: Status, done: boolean): { word: string; tone: Tone } {
  switch (status) {
    case "imported": return { word: done ? "Imported" : "Recognised", tone: "pass" };
    case "document": return { word: done ? "Kept as document" : "Document", tone: "none" };
    case "needs-map": return { word: "Needs columns", tone: "warn" };
    case "already-imported": return { word: "Already imported", tone: "none" };
    case "bundle": return { word: "Bundle", tone: "accent" };
    case "refused": return { word: "Refused", tone: "bad" };
    case "cancelled": return { word: "Cancelled", tone: "quiet" };
  }
}

export interface ColumnMap {
  readonly columns: Readonly<Record<string, string>>;
  readonly fields: readonly { readonly id: string; readonly required: boolean }[];
}

/** Required fields that have no column. */
export function missingFields(map: ColumnMap): string[] {
  return map.fields.filter((field) => field.required && !map.columns[field.id]).map((field) => field.id);
}

/** A file as it is grouped by what it is. */
export interface Told {
  readonly report: { readonly importerTitle: string | null; readonly counts: Readonly<Record<string, number>>; readonly problemCount: number; readonly covers: string } | undefined;
}

export interface Kin<F> {
  readonly what: string;
  readonly files: readonly F[];
  readonly counts: Readonly<Record<string, number>>;
  readonly problems: number;
  readonly covers: string;
}

/** Files by what they are, in the order of their names, with what they hold together. */
export function byWhat<F extends Told>(files: readonly F[]): Kin<F>[] {
  const found = new Map<string, F[]>();
  for (const file of files) {
    const what = file.report?.importerTitle ?? "";
    const kin = found.get(what);
    if (kin) kin.push(file);
    else found.set(what, [file]);
  }
  const kin = [...found].map(([what, kin]) => ({ what, files: kin, counts: summed(kin), problems: kin.reduce((sum, file) => sum + (file.report?.problemCount ?? 0), 0), covers: covered(kin) }));
  return kin.sort((a, b) => (a.what === "" ? 1 : b.what === "" ? -1 : a.what.localeCompare(b.what)));
}

function summed(files: readonly Told[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const file of files) for (const [kind, count] of Object.entries(file.report?.counts ?? {})) counts[kind] = (counts[kind] ?? 0) + count;
  return counts;
}

/** The first and the last day that any of the files speaks about; blank where none tells. */
function covered(files: readonly Told[]): string {
  const days = files.flatMap((file) => file.report?.covers.match(/\d{4}-\d{2}-\d{2}/g) ?? []).sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return "";
  return first === last ? first : `${first} to ${last}`;
}
