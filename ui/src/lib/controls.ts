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
