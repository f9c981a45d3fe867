// What first start asks, and what is wrong with the answers.
import { parseDay } from "./dates";
import { PASSPHRASE_MIN } from "./passphrase";

export interface StartForm {
  company: string;
  typeOne: boolean;
  from: string;
  to: string;
  zone: string;
  passphrase: string;
  again: string;
  keychain: boolean;
}

export type Wrong = Partial<Record<keyof StartForm, string>>;

export function knownZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return zone.trim() !== "";
  } catch {
    return false;
  }
}

export function check(form: StartForm): Wrong {
  const wrong: Wrong = {};
  if (form.company.trim() === "") wrong.company = "Name the company that is audited.";
  if (!parseDay(form.from)) wrong.from = form.typeOne ? "Choose the day." : "Choose the first day.";
  if (!form.typeOne) {
    if (!parseDay(form.to)) wrong.to = "Choose the last day.";
    else if (parseDay(form.from) && form.to < form.from) wrong.to = "The last day lies before the first.";
  }
  if (!knownZone(form.zone)) wrong.zone = "No such time zone. Use a name like Europe/Berlin.";
  const blank = form.passphrase === "" && form.again === "";
  if (blank && form.keychain) return wrong;
  if (blank) wrong.passphrase = "Choose a passphrase, or keep the key in the keychain.";
  else if ([...form.passphrase].length < PASSPHRASE_MIN) wrong.passphrase = `At least ${PASSPHRASE_MIN} characters.`;
  else if (form.again !== form.passphrase) wrong.again = "The two are not the same.";
  return wrong;
}

/** What can be changed of the engagement after the first start. */
export interface EngagementForm {
  company: string;
  from: string;
  to: string;
  zone: string;
  auditor: string;
  holidays: string;
  reason: string;
}

export function checkChange(form: EngagementForm, typeOne: boolean): Partial<Record<keyof EngagementForm, string>> {
  const wrong: Partial<Record<keyof EngagementForm, string>> = {};
  const isDay = (text: string) => text.length === 10 && parseDay(text) !== undefined;
  if (form.company.trim() === "") wrong.company = "Name the company that is audited.";
  if (!isDay(form.from)) wrong.from = "Choose the first day.";
  if (!typeOne && !isDay(form.to)) wrong.to = "Choose the last day.";
  else if (!typeOne && form.to < form.from) wrong.to = "The last day lies before the first.";
  if (!knownZone(form.zone)) wrong.zone = "No such time zone. Use a name like Europe/Berlin.";
  const odd = holidaysOf(form.holidays).find((day) => !isDay(day));
  if (odd !== undefined) wrong.holidays = `“${odd}” is no day. Write it like 2026-05-01.`;
  if (form.reason.trim() === "") wrong.reason = "Say why, and who decided it.";
  return wrong;
}

/** Days out of a text with commas, blanks or lines between them, each once, in order. */
export function holidaysOf(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/).filter(Boolean))].sort();
}
