// Times as sources wrote them: a day, a time without a zone, or an instant.
import { dayWords, momentWords, monthWord, parseDay } from "./dates";

/** `3 Mar 2026`, `3 Mar 2026, 14:05 (no zone given)`, `3 Mar 2026, 14:05`; blank: no date. */
export function stampWords(text: string, zone: string): string {
  if (text === "") return "No date";
  if (text.length === 10) return dayWords(text);
  if (/(Z|[+-]\d\d:\d\d)$/.test(text)) return momentWords(text, zone);
  return `${dayWords(text)}, ${text.slice(11, 16)} (no zone given)`;
}

const LONG = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** The day of a moment in words of a sentence: `12 June`. */
export function momentDay(text: string): string {
  const day = parseDay(text);
  return day ? `${day.day} ${LONG[day.month - 1] ?? monthWord(day.month)}` : text;
}
