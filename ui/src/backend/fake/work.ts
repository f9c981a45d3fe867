// What the fake company does about its exceptions, and what it knows around an item.
import { spoken } from "../../lib/words";
import type { AcceptedView, Answer, AnswerView, AssignedView, Explanation, ItemView, MomentView, RemarkView } from "../generated";
import { TODAY } from "./time";

const answers = new Map<string, AnswerView>();
const acceptances = new Map<string, AcceptedView>();
const assignments = new Map<string, AssignedView>();
const remarks = new Map<string, RemarkView[]>();
const ME = "jonas.eder@example.com";
const NOW = "2026-05-20T09:30:00Z";

const key = (evaluator: string, subject: string) => `${evaluator} ${subject}`;

export function forgetWork(): void {
  for (const each of [answers, acceptances, assignments, remarks]) each.clear();
}

export function workOn(evaluator: string, subject: string): Pick<ItemView, "answer" | "accepted" | "assigned" | "remarks"> {
  const of = key(evaluator, subject);
  return { answer: answers.get(of) ?? null, accepted: acceptances.get(of) ?? null, assigned: assignments.get(of) ?? null, remarks: remarks.get(of)?.length ?? 0 };
}

export function acceptedIn(evaluator: string): number {
  return [...acceptances].filter(([of, accepted]) => of.startsWith(`${evaluator} `) && !accepted.ended).length;
}

export function answered(evaluator: string, subjects: readonly string[], answer: Answer): void {
  for (const subject of subjects) answers.set(key(evaluator, subject), { ...answer, owner: ME, at: NOW });
}

export function accepted(evaluator: string, subjects: readonly string[], reason: string, by: string, until: string): void {
  for (const subject of subjects) acceptances.set(key(evaluator, subject), { reason, by, until, ended: until < TODAY });
}

export function assigned(evaluator: string, subjects: readonly string[], member: string, name: string, due: string): void {
  for (const subject of subjects) assignments.set(key(evaluator, subject), { member, name, due, overdue: due < TODAY });
}

export function takenBack(what: "accepted" | "assigned", evaluator: string, subjects: readonly string[]): void {
  for (const subject of subjects) (what === "accepted" ? acceptances : assignments).delete(key(evaluator, subject));
}

export function remarked(evaluator: string, subjects: readonly string[], text: string): void {
  for (const subject of subjects) {
    const of = key(evaluator, subject);
    remarks.set(of, [...(remarks.get(of) ?? []), { text, author: ME, at: NOW }]);
  }
}

/** A leaver's story where the item is one; else the rows of the proof. */
export function explained(item: ItemView): Explanation {
  const [first, second] = item.proof;
  const who = item.subject;
  const roster = second ?? first;
  const by = `e-mail address ${who}`;
  const story: MomentView[] = item.evaluator === "terminated-user-active" && first && roster ? [
    { at: "2024-09-02", what: `${who} started`, kind: "person", because: "", proof: roster },
    { at: "2024-09-02T08:12:00Z", what: `account ${who} created in Okta`, kind: "account", because: "", proof: first },
    { at: "2026-03-11T15:40:00Z", what: `ticket SEC-311 opened by maren.voss@example.com: Offboarding ${who}`, kind: "ticket", because: by, proof: { evidence: 9, evidenceLabel: "E-0009", file: "jira-issues.json", at: "$[11]" } },
    { at: "2026-03-13", what: `last working day of ${who}`, kind: "person", because: "", proof: roster },
    { at: "2026-03-20T10:05:11Z", what: "signed in in Okta", kind: "audit-event", because: by, proof: { evidence: 3, evidenceLabel: "E-0003", file: "okta-system-log.json", at: "$[118]" } },
    { at: "2026-05-18T06:00:00Z", what: `account ${who} listed as active in Okta`, kind: "account", because: "", proof: first },
  ] : item.proof.map((proof) => ({ at: "2026-03-02T10:00:00", what: `${spoken(item.evaluator)}: ${who}`, kind: "audit-event", because: "", proof }));
  const steps = story.length > 1 ? [
    { at: "2026-03-13", what: "Last working day, as the roster says", proof: roster ?? null },
    { at: "2026-03-16", what: "Deadline: 1 business day later, by the value in force on the last day", proof: null },
    { at: "2026-05-18T06:00:00Z", what: "Still active in the list of Okta", proof: first ?? null },
  ] : story.map(({ at, what, proof }) => ({ at, what, proof }));
  return { item, steps, told: story.length > 1, timeline: story, more: story.length > 1 ? 12 : 0, names: story.length > 1 ? [by, "employee number 1042"] : [], remarks: remarks.get(key(item.evaluator, who)) ?? [] };
}
