// Stretches of days over a window, as shares of its width.
import { daysBetween } from "./dates";

export type Span = readonly [from: string, to: string];

export interface Share {
  readonly from: string;
  readonly to: string;
  /** Percent from the left edge, and wide. */
  readonly left: number;
  readonly width: number;
}

/** Where spans lie in a window; what is outside is cut off, every span keeps a width that can be seen. */
export function shares(window: Span, spans: readonly Span[]): Share[] {
  const days = daysBetween(window[0], window[1]) + 1;
  if (days <= 0) return [];
  const place = (day: string) => Math.max(0, Math.min(days, daysBetween(window[0], day)));
  return spans.flatMap(([from, to]) => {
    if (to < window[0] || from > window[1]) return [];
    const left = place(from);
    const width = Math.max(Math.min(days, place(to) + 1) - left, days / 250);
    return [{ from, to, left: Math.min((left / days) * 100, 99.6), width: (width / days) * 100 }];
  });
}
