// Days and moments as text. Days are ISO strings and are never turned into local midnights.

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export function parseDay(text: string): Day | undefined {
  const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(text);
  if (!found) return undefined;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  const check = new Date(Date.UTC(year, month - 1, day));
  const exists = check.getUTCMonth() === month - 1 && check.getUTCDate() === day;
  return exists ? { year, month, day } : undefined;
}

export function monthWord(month: number): string {
  return MONTHS[month - 1] ?? "";
}

/** `3 Mar 2026`; what is no day stays as it is. */
export function dayWords(text: string): string {
  const day = parseDay(text);
  return day ? `${day.day} ${monthWord(day.month)} ${day.year}` : text;
}

/** `3 Mar`, where the year is plain from the surroundings. */
export function shortDay(text: string): string {
  const day = parseDay(text);
  return day ? `${day.day} ${monthWord(day.month)}` : text;
}

export function spanWords(from: string, to: string): string {
  if (from === to) return dayWords(from);
  const [first, last] = [parseDay(from), parseDay(to)];
  if (first && last && first.year === last.year) return `${shortDay(from)} to ${dayWords(to)}`;
  return `${dayWords(from)} to ${dayWords(to)}`;
}

/** An RFC 3339 moment in the given zone: `3 Mar 2026, 14:05`. */
export function momentWords(text: string, zone = "UTC"): string {
  const moment = new Date(text);
  if (Number.isNaN(moment.getTime())) return text;
  const options: Intl.DateTimeFormatOptions = {
    day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone,
  };
  try {
    return new Intl.DateTimeFormat("en-GB", options).format(moment);
  } catch {
    return new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" }).format(moment);
  }
}

/** Whole days from one ISO day to another. */
export function daysBetween(from: string, to: string): number {
  const [a, b] = [parseDay(from), parseDay(to)];
  if (!a || !b) return 0;
  return Math.round((Date.UTC(b.year, b.month - 1, b.day) - Date.UTC(a.year, a.month - 1, a.day)) / 86_400_000);
}

export function addDays(day: string, days: number): string {
  const start = parseDay(day);
  if (!start) return day;
  return new Date(Date.UTC(start.year, start.month - 1, start.day + days)).toISOString().slice(0, 10);
}

/** `in 3 days`, `today`, `12 days ago`. */
export function distance(today: string, day: string): string {
  const days = daysBetween(today, day);
  if (days === 0) return "today";
  const length = Math.abs(days) === 1 ? "1 day" : `${Math.abs(days)} days`;
  return days > 0 ? `in ${length}` : `${length} ago`;
}

/** The half of the calendar year that a day lies in: what a first audit window usually is. */
export function halfYear(day: string): { from: string; to: string } {
  const { year, month } = parseDay(day) ?? { year: 2026, month: 1 };
  return month <= 6 ? { from: `${year}-01-01`, to: `${year}-06-30` } : { from: `${year}-07-01`, to: `${year}-12-31` };
}

/** The day that it is in a zone. */
export function todayIn(zone: string, now: Date): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).format(now);
}
