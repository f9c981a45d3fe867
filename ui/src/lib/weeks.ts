// The picture of controls by weeks: months over the columns, moving by keys, what a week is called.
import { addDays, monthWord, parseDay, spanWords } from "./dates";

export interface MonthSpan {
  readonly word: string;
  readonly weeks: number;
}

/** Consecutive weeks by the month in which they begin. */
export function months(weeks: readonly string[]): MonthSpan[] {
  const found: { word: string; weeks: number }[] = [];
  for (const week of weeks) {
    const word = monthWord(parseDay(week)?.month ?? 0);
    const last = found.at(-1);
    if (last?.word === word) last.weeks += 1;
    else found.push({ word, weeks: 1 });
  }
  return found;
}

export function weekWords(weeks: readonly string[], index: number, last: string): string {
  const from = weeks[index];
  if (from === undefined) return "";
  const next = weeks[index + 1];
  return spanWords(from, next === undefined ? last : addDays(next, -1));
}

export interface Spot {
  readonly row: number;
  readonly week: number;
}

/** Where an arrow key leads; none for other keys. */
export function move(spot: Spot, key: string, rows: number, weeks: number): Spot | undefined {
  const within = (value: number, size: number) => Math.max(0, Math.min(size - 1, value));
  switch (key) {
    case "ArrowUp": return { ...spot, row: within(spot.row - 1, rows) };
    case "ArrowDown": return { ...spot, row: within(spot.row + 1, rows) };
    case "ArrowLeft": return { ...spot, week: within(spot.week - 1, weeks) };
    case "ArrowRight": return { ...spot, week: within(spot.week + 1, weeks) };
    case "Home": return { ...spot, week: 0 };
    case "End": return { ...spot, week: within(weeks, weeks) };
    case "PageUp": return { ...spot, row: within(spot.row - 10, rows) };
    case "PageDown": return { ...spot, row: within(spot.row + 10, rows) };
    default: return undefined;
  }
}

/** Rows by group, in the order of the groups. */
export function grouped<T, G>(rows: readonly T[], order: readonly G[], groupOf: (row: T) => G): { group: G; rows: T[] }[] {
  return order.map((group) => ({ group, rows: rows.filter((row) => groupOf(row) === group) })).filter(({ rows }) => rows.length > 0);
}
