// Days, weeks and months on the axis of a chart, and the numbers beside it.
import { addDays, dayWords, daysBetween, monthWord, parseDay, shortDay, spanWords } from "./dates";

export type Width = "day" | "week" | "month";

export interface Stretch {
  readonly from: string;
  readonly to: string;
}

export interface Column extends Stretch {
  /** The first day of the whole day, week or month, which may lie before the window. */
  readonly key: string;
}

/** Every day, week from Monday or month that touches the window, cut off at its ends. */
export function columns(from: string, to: string, width: Width): Column[] {
  const found: Column[] = [];
  for (let key = beginning(from, width); key <= to; ) {
    const next = following(key, width);
    if (next <= key) return found;
    const last = addDays(next, -1);
    found.push({ key, from: key < from ? from : key, to: last > to ? to : last });
    key = next;
  }
  return found;
}

function beginning(day: string, width: Width): string {
  if (width === "month") return `${day.slice(0, 7)}-01`;
  return width === "week" ? addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7)) : day;
}

function following(key: string, width: Width): string {
  if (width !== "month") return addDays(key, width === "week" ? 7 : 1);
  return `${addDays(`${key.slice(0, 7)}-28`, 4).slice(0, 7)}-01`;
}

export function columnWords({ from, to }: Stretch, width: Width): string {
  const day = parseDay(from);
  if (width === "month" && day) return `${monthWord(day.month)} ${day.year}`;
  return width === "day" ? dayWords(from) : spanWords(from, to);
}

/** Where a day begins and where it ends, as shares of the window. */
export function place(window: Stretch, day: string): { begin: number; end: number } {
  const days = daysBetween(window.from, window.to) + 1;
  const at = Math.max(-1, Math.min(days, daysBetween(window.from, day)));
  return { begin: Math.max(0, at) / days, end: Math.min(days, at + 1) / days };
}

/** The words under an axis: months, or weeks where the window is short. */
export function marks(window: Stretch): { day: string; word: string }[] {
  if (daysBetween(window.from, window.to) < 70) {
    return columns(window.from, window.to, "week").map(({ from }) => ({ day: from, word: shortDay(from) }));
  }
  return columns(window.from, window.to, "month").map(({ from }) => ({ day: from, word: monthWord(parseDay(from)?.month ?? 0) }));
}

/** The next round number that is not below: 1, 1.5, 2, 3, 4, 5, 6, 8, 10 and their tens. */
export function roundTop(most: number): number {
  if (most <= 0) return 1;
  const unit = 10 ** Math.floor(Math.log10(most));
  return [1, 1.5, 2, 3, 4, 5, 6, 8, 10].map((step) => step * unit).find((top) => top >= most * 0.999999) ?? 10 * unit;
}

const UNITS = [[1e9, "bn"], [1e6, "M"], [1e3, "k"], [1, ""]] as const;

/** `950`, `1.2k`, `3M`: beside an axis. */
export function brief(value: number): string {
  const [unit, word] = UNITS.find(([least]) => value >= least) ?? [1, ""];
  return `${Number((value / unit).toPrecision(3))}${word}`;
}
