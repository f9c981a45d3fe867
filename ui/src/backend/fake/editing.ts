// Controls that were added, changed and retired in this session, control sets, and the crosswalks that the program ships.
import iso from "../../../../assets/frameworks/iso-27001.toml?raw";
import nist from "../../../../assets/frameworks/nist-ai-rmf.toml?raw";
import owasp from "../../../../assets/frameworks/owasp-llm.toml?raw";
import type { AppError, Because, ChangeEffect, ControlChangeView, ControlChoices, ControlDraft, ControlEdit, CrosswalkView, FieldChange, Kind, Life, RestingControl, ServedView, SetOptions, SetReport, VersionView } from "../generated";
import { addDays, daysBetween } from "../../lib/dates";
import { blocks, CONTROLS, CRITERIA, many, one, type FrameControl } from "./frame";
import { TODAY, WINDOW } from "./time";

const drafts = new Map<string, ControlDraft>();
const versions = new Map<string, VersionView[]>();
const histories = new Map<string, ControlChangeView[]>();
const ended = new Map<string, string>();
const KINDS: readonly Kind[] = ["account", "person", "audit-event", "change", "ticket", "deploy", "vulnerability", "backup", "incident", "vendor", "gateway-row"];

function refuse(message: string, hint = ""): never {
  const error: AppError = { code: "invalid", message, hint };
  throw error;
}

export function draftOf(control: FrameControl): ControlDraft {
  const kinds = KINDS.filter((kind) => control.kinds.includes(kind));
  return drafts.get(control.id) ?? { ...control, also: [], owner: "", kinds };
}

function frameOf(draft: ControlDraft): FrameControl {
  return { id: draft.id, title: draft.title, description: draft.description, criteria: draft.criteria, ownerRole: draft.ownerRole, source: draft.source, cadence: draft.cadence, nature: draft.nature, expects: draft.expects, kinds: [...draft.kinds], evaluators: draft.evaluators };
}

function all(): FrameControl[] {
  const fresh = [...drafts.values()].filter((draft) => !CONTROLS.some((each) => each.id === draft.id)).map(frameOf);
  return [...CONTROLS.map((each) => frameOf(draftOf(each))), ...fresh];
}

/** The controls in force. */
export const listed = (): FrameControl[] => all().filter((each) => !ended.has(each.id));
export const known = (id: string): FrameControl | undefined => all().find((each) => each.id === id);
export const lifeOf = (id: string): Life => (ended.has(id) ? "retired" : "in-force");
export const historyOf = (id: string): ControlChangeView[] => histories.get(id) ?? [];
export function versionsOf(control: FrameControl): VersionView[] {
  const all = versions.get(control.id) ?? [{ from: "", to: "", control: draftOf(control) }];
  return all.map((each, nth) => (nth === all.length - 1 ? { ...each, to: ended.get(control.id) ?? "" } : each));
}
export const resting = (): RestingControl[] => [...ended].map(([id, day]) => ({ id, title: known(id)?.title ?? "", life: "retired", day }));

export function choices(): ControlChoices {
  const distinct = (words: string[]) => [...new Set(words)].sort();
  return { criteria: [...CRITERIA].map(([id, { title }]) => [id, title]), evaluators: distinct(CONTROLS.flatMap((each) => each.evaluators)).map((id) => [id, `Question of ${id}`]), kinds: [...KINDS], roles: distinct(CONTROLS.map((each) => each.ownerRole)), sources: distinct(CONTROLS.map((each) => each.source)) };
}

const FIELDS: readonly [string, (draft: ControlDraft) => string][] = [
  ["title", (draft) => draft.title], ["description", (draft) => draft.description], ["criteria", (draft) => draft.criteria.join(", ")], ["also serves", (draft) => draft.also.join(", ")],
  ["owner role", (draft) => draft.ownerRole], ["owner", (draft) => draft.owner], ["source", (draft) => draft.source], ["cadence", (draft) => draft.cadence], ["nature", (draft) => draft.nature],
  ["expected evidence", (draft) => draft.expects.join("; ")], ["kinds of records", (draft) => draft.kinds.join(", ")], ["evaluators", (draft) => draft.evaluators.join(", ")],
];

function differences(before: ControlDraft | undefined, after: ControlDraft): FieldChange[] {
  return FIELDS.map(([field, of]) => ({ field, before: before ? of(before) : "", after: of(after) })).filter((each) => each.before !== each.after);
}

export function edit(wanted: ControlEdit, because: Because, rehearse: boolean): ChangeEffect {
  const late = Math.max(0, daysBetween(because.from || WINDOW.from, TODAY));
  const id = wanted.what === "retire" ? wanted.id : wanted.control.id;
  const base = known(id);
  if (!rehearse && because.reason.trim() === "") refuse("a change needs a reason", "say why it is made, and who decided it");
  if (wanted.what === "add" && base) refuse(`there is a control ${id} already: ${base.title}`, "ids are never used again");
  const before = base ? draftOf(base) : undefined;
  if (wanted.what === "retire") {
    if (!rehearse) ended.set(id, addDays(because.from, -1));
    return kept({ control: id, action: "retired", from: because.from, to: "", changes: [], afterTheFactDays: late, effect: late > 60 ? "occurrences due so far: 5 expected, 3 missed, 0 late; with the change: 2 expected, 1 missed, 0 late" : "", linked: 0 }, because, rehearse);
  }
  const unknown = wanted.control.criteria.find((each) => !CRITERIA.has(each));
  if (unknown !== undefined) refuse(`\`${unknown}\` is no id of a criterion`, "write it like CC6.1, A.5.15, MEASURE 2.7 or LLM01");
  const changes = differences(before, wanted.control);
  const action = !before ? "added" : ended.has(id) ? "reinstated" : changes.length === 0 ? "unchanged" : "changed";
  const cadence = before !== undefined && before.cadence !== wanted.control.cadence && late > 0;
  const effect = cadence ? "occurrences due so far: 2 expected, 1 missed, 0 late; with the change: 1 expected, 0 missed, 0 late" : "";
  if (!rehearse && action !== "unchanged") {
    const earlier = base ? versionsOf(base).map((each) => (each.to === "" ? { ...each, to: addDays(because.from, -1) } : each)) : [];
    versions.set(id, [...earlier, { from: because.from, to: "", control: wanted.control }]);
    drafts.set(id, wanted.control);
    ended.delete(id);
  }
  return kept({ control: id, action, from: because.from, to: "", changes, afterTheFactDays: late, effect, linked: 0 }, because, rehearse);
}

function kept(effect: ChangeEffect, because: Because, rehearse: boolean): ChangeEffect {
  if (rehearse || effect.action === "unchanged") return effect;
  const { action, from, changes, afterTheFactDays } = effect;
  const change: ControlChangeView = { at: `${TODAY}T08:12:00Z`, actor: "jonas.eder@example.com", action, from, reason: because.reason, effect: effect.effect, afterTheFactDays, changes };
  histories.set(effect.control, [change, ...historyOf(effect.control)]);
  return effect;
}

export function importSet(file: string, options: SetOptions, done: boolean): SetReport {
  const leaver = known("AC-02");
  const changes: FieldChange[] = [{ field: "title", before: leaver?.title ?? "", after: "Leavers removed on the last day" }];
  const added = { id: "LS-01", title: "Badges collected", description: "On the last day the Head of People collects the badge.", criteria: ["CC6.4"], also: [], ownerRole: "Head of People", owner: "", source: "HR system", cadence: "per-event", nature: "manual", expects: [], kinds: [], evaluators: [] } as const;
  if (done) {
    if (leaver) edit({ what: "change", control: { ...draftOf(leaver), title: "Leavers removed on the last day" } }, options, false);
    if (!known("LS-01")) edit({ what: "add", control: { ...added, criteria: [...added.criteria], also: [], expects: [], kinds: [], evaluators: [] } }, options, false);
  }
  const odd = options.cadence === null;
  return {
    file, done, columns: [["id", "Control #"], ["title", "Control name"], ["criteria", "TSC"], ["cadence", "Frequency"]], unread: ["Notes"], added: odd ? 1 : 2, changed: 1, same: 3, leftOut: odd ? 1 : 0,
    retired: options.retireOthers ? 61 : 0, absent: listed().slice(0, 61).map((each) => [each.id, each.title]), people: ["petra.lang@example.com"],
    rows: [
      { row: 1, id: "AC-02", title: "Leavers removed on the last day", action: "changed", changes, effect: "", why: "" },
      { row: 2, id: "LS-01", title: "Badges collected", action: "added", changes: [{ field: "criteria", before: "", after: "CC6.4" }], effect: "", why: "" },
      { row: 6, id: "LS-02", title: "Fire drill", action: odd ? "left-out" : "added", changes: [], effect: "", why: odd ? "the file gives no cadence that occurrences can be counted by; choose one for such controls, or add it to the file" : "" },
    ],
    problems: [{ row: 2, column: "TSC", value: "CC9.9", code: "id-unknown", message: "there is no `CC9.9` in its framework; it was not mapped" }, { row: 6, column: "Frequency", value: "Every 45 days", code: "cadence-unknown", message: "`Every 45 days` is no cadence by which occurrences can be counted" }],
  };
}

/** The crosswalks with the controls in force. */
export function CROSSWALKS(): CrosswalkView[] {
  return [iso, nist, owasp].map((text) => {
    const head = (key: string) => new RegExp(`^${key} = "(.*)"`, "m").exec(text)?.[1] ?? "";
    let part = "";
    const rows = blocks(text).flatMap((block) => {
      if (block.table === "part") part = one(block, "title");
      if (block.table !== "part.entry") return [];
      const controls = listed().filter((each) => many(block, "controls").includes(each.id) || draftOf(each).also.includes(one(block, "id")));
      return [{ id: one(block, "id"), title: one(block, "title"), part, controls: controls.map(({ id, title }) => ({ id, title, by: many(block, "controls").includes(id) ? "crosswalk" : "control" })), criteria: many(block, "criteria") }];
    });
    const framework = { id: head("id"), title: head("title"), entries: rows.length, served: rows.filter((row) => row.controls.length > 0).length };
    return { framework, note: "Ids of the framework with words of our own; its text is not in here. A mapped control is where to look, not a statement that the entry is fulfilled.", rows };
  });
}

export const crosswalkOf = (id: string): CrosswalkView | undefined => CROSSWALKS().find((each) => each.framework.id === id);

export function servedBy(draft: ControlDraft): ServedView[] {
  return CROSSWALKS().flatMap(({ framework, rows }) => rows.filter((row) => row.controls.some((each) => each.id === draft.id)).map((row) => ({ framework: framework.id, frameworkTitle: framework.title, id: row.id, title: row.title, by: "crosswalk" })));
}
