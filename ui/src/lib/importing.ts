// How the files of a batch are grouped, worded and counted while they are looked at and imported.
import type { Tone } from "./states";

export type Status = "imported" | "already-imported" | "document" | "needs-map" | "refused" | "bundle" | "cancelled";
export type Group = "attention" | "take" | "bundle" | "known" | "refused" | "reading";

export const GROUP_ORDER: readonly Group[] = ["attention", "take", "bundle", "known", "refused", "reading"];

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
