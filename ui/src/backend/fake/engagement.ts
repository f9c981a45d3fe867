// The engagement of the fake company: changed, rolled forward, looked back at.
import { addDays, daysBetween } from "../../lib/dates";
import type { AppError, EngagementChangeView, EngagementDetail, EngagementDraft, FieldChange, PastDetail, RollForward } from "../generated";
import { company } from "./company";
import { exceptionItems, resultRows } from "./results";
import { TODAY } from "./time";

const history: EngagementChangeView[] = [];
const past: PastDetail[] = [];
let rest = { auditor: "", holidays: ["2026-01-01", "2026-05-01"] };

function refuse(message: string, hint: string): never {
  const error: AppError = { code: "invalid", message, hint };
  throw error;
}

function draftNow(): EngagementDraft {
  const { company: name, auditType, from, to, zone, scope } = company.engagement;
  return { company: name, auditType, from, to, zone, scope: scope.map((each) => ({ ...each })), ...rest };
}

export function engagementDetail(): EngagementDetail {
  const draft = draftNow();
  const from = addDays(draft.to, 1);
  return { draft, history, past: past.map((each) => each.row), next: [from, addDays(from, daysBetween(draft.from, draft.to))] };
}

const FIELDS: readonly [string, (draft: EngagementDraft) => string][] = [
  ["company", (draft) => draft.company], ["window", (draft) => `${draft.from} to ${draft.to}`], ["time zone", (draft) => draft.zone], ["service auditor", (draft) => draft.auditor], ["holidays", (draft) => draft.holidays.join(", ")],
  ["reasons for the scope", (draft) => draft.scope.map((each) => `${each.category}: ${each.included} ${each.reason}`).join("; ")],
];

export function changeEngagement(draft: EngagementDraft, reason: string): void {
  if (reason.trim() === "") refuse("a change of the engagement needs a reason", "say why, and who decided it");
  if (draft.to < draft.from) refuse("the window ends before it begins", "put the earlier day first");
  const before = draftNow();
  const changes: FieldChange[] = FIELDS.map(([field, of]) => ({ field, before: of(before), after: of(draft) })).filter((each) => each.before !== each.after);
  if (changes.length === 0) refuse("nothing is different", "change something, or leave it");
  const { auditor, holidays, ...engagement } = draft;
  rest = { auditor, holidays };
  company.engagement = { ...engagement, today: company.engagement.today };
  company.stale = true;
  history.unshift({ at: `${TODAY}T09:30:00Z`, actor: "jonas.eder@example.com", reason, changes });
}

export function roll(from: string, to: string, reason: string, rehearse: boolean): RollForward {
  const now = draftNow();
  if (from <= now.from || to <= now.to) refuse(`${from} to ${to} does not come after the window of now, ${now.from} to ${now.to}`, "the next window begins and ends later");
  const items = exceptionItems();
  const responses = items.filter((item) => item.answer).length;
  const told: RollForward = { past: null, from, to, results: resultRows(false).length, exceptions: items.length, unanswered: items.length - responses, responses, controls: 66, evidence: 0, notes: TODAY <= now.to ? [`The window of now is not over: it ends on ${now.to}.`] : [] };
  if (rehearse) return told;
  const id = past.length + 1;
  past.unshift({
    row: { id, from: now.from, to: now.to, auditType: now.auditType, at: `${TODAY}T10:00:00Z`, actor: "jonas.eder@example.com", reason, resultsAsOf: "2026-05-19T14:02:11Z", exceptions: told.exceptions, responses },
    draft: now, summary: [["controls", "66"], ["evidence", String(company.imported.size)], ["exceptions", String(told.exceptions)]], results: resultRows(false),
    exceptions: items.map((item) => ({ evaluator: item.evaluator, subject: item.subject, reason: item.reason, response: item.answer ? [item.answer.cause, item.answer.fix, item.answer.compensating].filter(Boolean).join(" ") : "", responseBy: item.answer?.owner ?? "", accepted: "", now: null })),
  });
  changeEngagement({ ...now, from, to }, reason);
  company.evaluated = false;
  return { ...told, past: id };
}

export const pastOf = (id: number): PastDetail | undefined => past.find((each) => each.row.id === id);
