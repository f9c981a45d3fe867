// How counts moved between runs: as words, and as a small line.
import { momentDay } from "./stamps";

export interface TrendPoint {
  readonly at: string;
  readonly state: string;
  readonly exceptions: number;
  readonly undetermined: number;
}

export interface Trend {
  readonly words: string;
  readonly direction: "up" | "down" | "same" | "first";
}

/** `3 more since 12 June`: against the latest earlier run that counted otherwise. */
export function trendOf(points: readonly TrendPoint[]): Trend {
  const now = points.at(-1);
  const first = points[0];
  if (!now || !first || points.length === 1) return { words: "first run", direction: "first" };
  const other = points.findLast((point) => point.exceptions !== now.exceptions || judged(point) !== judged(now));
  if (!other) return { words: `the same since ${momentDay(first.at)}`, direction: "same" };
  const since = momentDay(other.at);
  if (!judged(now)) return { words: `judged until ${since}`, direction: "up" };
  if (!judged(other)) return { words: `not judged on ${since}`, direction: "same" };
  const more = now.exceptions - other.exceptions;
  return more > 0 ? { words: `${more} more since ${since}`, direction: "up" } : { words: `${-more} fewer since ${since}`, direction: "down" };
}

/** A count of a run that could not judge anything is no count. */
function judged(point: TrendPoint): boolean {
  return point.state !== "not-determinable" && point.state !== "not-tested";
}

/** The points of a line in a box, the newest at the right; a flat line lies at the bottom when nothing failed. */
export function sparkline(values: readonly number[], width: number, height: number): string {
  const most = Math.max(...values, 1);
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  return values.map((value, at) => `${round(at * step)},${round(height - (value / most) * height)}`).join(" ");
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
