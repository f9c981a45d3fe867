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
