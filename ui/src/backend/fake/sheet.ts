// Everything about one call of the fake company: its row, its steps, its scores, what was live.
import type { LiveRelease, RequestSheet, SheetRow, SpanRow } from "../generated";
import { calls, type Call } from "./calls";
import { company } from "./company";
import { proofOf, releaseOf } from "./logs";

const INPUT = "Please answer this customer. From: dana.lowe@example.com, phone +49 30 5550 0142. “My invoice of March shows two seats too many. Card ending 4242. Can you correct it until Friday?”\n\nUse the account notes below and keep to the refund policy.";
const OUTPUT = "Dear Dana,\n\nthank you for writing. We corrected the March invoice: the two extra seats are taken off, and the amount goes back to the card you paid with. The new invoice goes to dana.lowe@example.com today.";
const PERSONAL: readonly (readonly [string, string])[] = [["dana.lowe@example.com", "EMAIL"], ["+49 30 5550 0142", "PHONE"]];

function cover(text: string, unmasked: boolean): string {
  if (unmasked) return text;
  return PERSONAL.reduce((covered, [value, kind]) => covered.replaceAll(value, `[${kind}]`), text).replace(/[\w.]+@example\.com/g, "[EMAIL]");
}

interface Outline {
  readonly name: string;
  readonly about: string;
  readonly depth: number;
  readonly offset: number;
  readonly duration: number;
  readonly extra: readonly (readonly [string, string])[];
}

const STEPS: readonly Outline[] = [
  { name: "support-reply", about: "chain", depth: 0, offset: 0, duration: 2480, extra: [] },
  { name: "account-notes", about: "retriever", depth: 1, offset: 40, duration: 210, extra: [["input", "invoice March seats"], ["output", "Account notes: contact dana.lowe@example.com; 14 seats since 1 February; refund policy version 3."]] },
  { name: "draft", about: "llm", depth: 1, offset: 270, duration: 1520, extra: [["input", INPUT], ["output", OUTPUT], ["tokens_in", "812"], ["tokens_out", "164"]] },
  { name: "invoice.correct", about: "tool", depth: 2, offset: 980, duration: 340, extra: [["tool", "invoice.correct"], ["input", '{"invoice":"2026-03-0118","seats":-2}'], ["output", '{"status":"corrected"}']] },
  { name: "pii-filter", about: "guardrail", depth: 1, offset: 1810, duration: 90, extra: [["guardrail", "pii-filter: masked 1 phone number"]] },
  { name: "notify", about: "tool", depth: 0, offset: 2510, duration: 120, extra: [["tool", "mail.send"], ["input", '{"to":"dana.lowe@example.com"}']] },
];

function steps(call: Call, trace: string, unmasked: boolean): SpanRow[] {
  return STEPS.map((step, nth) => ({
    row: {
      proof: { evidence: 9, evidenceLabel: "E-0009", file: "traces.jsonl", at: `line ${call.line * 6 + nth}` }, at: call.at, what: `${step.about} ${step.name}`,
      fields: [["name", step.name], ["about", step.about], ["trace_id", trace], ["span_id", `${trace}-${nth}`], ["status", "ok"], ...step.extra.map(([name, value]): [string, string] => [name, cover(value, unmasked)])],
    },
    depth: step.depth, about: step.about, offset: step.offset, duration: nth === 5 ? null : step.duration, orphaned: nth === 5,
  }));
}

function live(call: Call): LiveRelease[] {
  const name = (column: string, version: string) => [call.cells[column], call.cells[version]].filter(Boolean).join(" ");
  const one = (family: string, told: string): LiveRelease[] => {
    const record = told ? releaseOf(told) : null;
    return told ? [{ family, name: told, record, before: record ? record.at <= call.at : null }] : [];
  };
  return [...one("model", name("model", "model_version")), ...(call.cells["prompt_version"] ? one("prompt", name("prompt", "prompt_version")) : [])];
}

export function sheetOf(id: string, unmasked: boolean): RequestSheet | undefined {
  const all = company.imported.size > 0 ? calls() : [];
  const call = all.find(({ cells }) => cells["request_id"] === id || cells["trace_id"] === id);
  if (!call) return undefined;
  const told = Object.entries(call.cells).flatMap(([name, value]): [string, string][] => (value === null ? [] : [[name, cover(value, unmasked)]]));
  const row: SheetRow = { proof: proofOf(call), at: call.at, what: `${call.cells["provider"]} ${call.cells["model"]} ${call.cells["status"]}`, fields: [...told, ["input", cover(INPUT, unmasked)], ["output", cover(OUTPUT, unmasked)], ["tool_calls", '[{"name":"invoice.correct"}]']] };
  const trace = call.cells["trace_id"];
  const proof = { evidence: 10, evidenceLabel: "E-0010", file: "scores.csv", at: `row ${call.line + 1}` };
  const scores: SheetRow[] = trace ? [{ proof, at: call.at, what: "groundedness pass", fields: [["evaluator", "groundedness"], ["value", "0.94"], ["label", "pass"], ["passed", "yes"], ["judged_by", "model"]] }] : [];
  const releases = live(call);
  const ticket: SheetRow = { proof: { evidence: 5, evidenceLabel: "E-0005", file: "jira-issues.json", at: "$[11]" }, at: "2026-03-12T10:00:00Z", what: "SEC-311", fields: [["id", "SEC-311"], ["summary", "Model release approval"], ["status", "Done"], ["approved by", "jonas.eder@example.com"]] };
  return {
    id, ids: [...new Set([id, call.cells["request_id"], trace])].filter((one) => typeof one === "string"), calls: [row], spans: trace ? steps(call, trace, unmasked) : [], scores, releases,
    approvals: releases.some((each) => each.record) ? [ticket] : [], masked: !unmasked, hidden: [["EMAIL", trace ? 6 : 3], ["PHONE", trace ? 2 : 1]], more: 0, took: 23,
  };
}
