// What detectors found in the texts of the fake company's log.
import type { AppError, DismissedView, FindingPattern, FindingPatterns, Progress } from "../generated";
import { calls } from "./calls";
import { company } from "./company";
import { answering, proofOf } from "./logs";
import { chance } from "./time";

type Outline = readonly [kind: string, place: string, rule: string, score: number, hits: number, masked: string];

const OUTLINES: readonly Outline[] = [
  ["EMAIL", "input", "email", 99, 4210, "da*******@example.com"], ["PHONE", "input", "phone-international", 90, 1874, "+49 30 *** **42"], ["NAME", "input", "person-name", 72, 1602, "D*** L***"],
  ["EMAIL", "context", "email", 99, 866, "te*****@example.com"], ["IBAN", "input", "iban", 99, 212, "DE** **** **** **** 3000 **"], ["POSTAL_ADDRESS", "input", "street-and-number", 78, 164, "H********** 1*"],
  ["DATE_OF_BIRTH", "input", "date-after-word", 80, 131, "**-**-1984"], ["IP", "tool", "ipv4", 85, 118, "192.0.2.***"], ["CREDIT_CARD", "input", "card-luhn", 97, 41, "**** **** **** 4242"],
  ["UK_NHS", "context", "nhs-number", 84, 22, "*** *** **88"], ["SECRET", "tool-result", "password-by-word", 66, 9, "pa******3"], ["AWS_KEY", "input", "aws-access-key", 98, 2, "AKIA************"],
];
const dismissed = new Map<string, DismissedView>();

function keyOf([kind, place]: Outline): string {
  return `${Math.floor(chance(kind) * 2 ** 32).toString(16).padStart(8, "0").repeat(2)} ${place}`;
}

function refuse(code: AppError["code"], message: string, hint: string): never {
  const error: AppError = { code, message, hint };
  throw error;
}

export async function findingPatterns(ask: number, hear: (progress: Progress) => void): Promise<FindingPatterns> {
  for (const permille of [0, 400, 800]) {
    hear({ what: "looking for personal data", permille, count: permille, done: false });
    await answering(ask, () => undefined);
  }
  const all = company.imported.size > 0 ? calls() : [];
  const patterns = all.length === 0 ? [] : OUTLINES.flatMap((outline): FindingPattern[] => {
    const [kind, place, rule, score, hits, masked] = outline;
    const [first, last] = [all[Math.floor(chance(rule) * 900)], all.at(-1 - Math.floor(chance(masked) * 900))];
    if (!first || !last) return [];
    return [{ key: keyOf(outline), kind, place, rule, score, hits, masked, firstRow: proofOf(first), request: first.cells["request_id"] ?? null, table: "gateway", first: first.at, last: last.at, dismissed: dismissed.get(keyOf(outline)) ?? null }];
  });
  return { patterns: patterns.sort((a, b) => Number(a.dismissed !== null) - Number(b.dismissed !== null) || b.hits - a.hits), more: 0, took: 410 };
}

export function dismissPattern(key: string, reason: string): void {
  if (!reason.trim()) refuse("invalid", "a false finding needs a reason", "say why it is none: the auditor will read it");
  dismissed.set(key, { reason: reason.trim(), by: "jonas.eder@example.com", at: "2026-05-20T08:14:00Z" });
}

export function undismissPattern(key: string): void {
  if (!dismissed.delete(key)) refuse("not-found", `\`${key}\` was not marked as a false finding`, "look at the list of findings");
}
