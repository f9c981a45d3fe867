// A whole company in memory, behind the very commands of the shell: for `npm run dev`, unit tests and pictures.
// Only development builds hold it. It answers in the shapes of generated.ts, which the compiler checks.
import { mockIPC } from "@tauri-apps/api/mocks";
import { activityLog, company, controlDetail, controlRow, evidenceRow, evidenceRows, fill, logged, overview } from "./fake/company";
import { IMPORTERS, ipeOf, mapOf, rowOf, sha, type Source } from "./fake/evidence";
import { edit, choices, CROSSWALKS, crosswalkOf, importSet, known, listed, resting } from "./fake/editing";
import { changeEngagement, engagementDetail, pastOf, roll } from "./fake/engagement";
import { checks, retireCheck, saveCheck, STARTERS, tryCheck, validateCheck } from "./fake/checks";
import { CONTROLS } from "./fake/frame";
import { cancel, fileOf, importFiles, makeBatch, pace, previewBatch } from "./fake/importing";
import { dismissPattern, findingPatterns, undismissPattern } from "./fake/patterns";
import { answering, logLives, logOverview, logRates, logRows, logVolume, stand, takeBack } from "./fake/logs";
import { decide, identityPage, undecide } from "./fake/people";
import { sheetOf } from "./fake/sheet";
import { changesBy, detailOf, exceptionItems, itemsOf, resultRows, trendOf } from "./fake/results";
import { declare, sourcesOf, withdraw } from "./fake/sources";
import { COLUMNS, indexAt, rowAt, rowsOf } from "./fake/rows";
import { TODAY } from "./fake/time";
import { accepted, acceptedIn, answered, assigned, explained, forgetWork, remarked, takenBack } from "./fake/work";
import { commands, events, type AppError, type Code, type EngagementView, type IpeView, type ResultsView, type Topic } from "./generated";

type Commands = typeof commands;
type Data<F> = F extends (...args: never[]) => Promise<infer R> ? (R extends { status: "ok"; data: infer D } ? D : never) : never;
type Fakes = { [K in keyof Commands]: (...args: Parameters<Commands[K]>) => Data<Commands[K]> | Promise<Data<Commands[K]>> };

const RECOVERY = "J7QM-4K2T-9WXD-PC3R-8H5N-VB6Y";
const PASSPHRASE = "correct horse battery";

function fail(code: Code, message: string, hint = ""): never {
  const error: AppError = { code, message, hint };
  throw error;
}

function changed(...topics: Topic[]): null {
  setTimeout(() => void events.changed.emit(topics), 0);
  return null;
}

function sourceOf(evidence: number): Source {
  return company.imported.get(evidence) ?? fail("not-found", `There is no evidence ${evidence}.`);
}

function results(): ResultsView {
  const rank = (state: string) => ["exception", "not-determinable"].indexOf(state) >>> 0;
  const rows = company.evaluated ? resultRows(company.imported.size === 0) : [];
  const byId = new Map(rows.map((row) => [row.evaluator, row]));
  const controls = CONTROLS.map(controlRow).map((control) => {
    const own = rows.filter((row) => row.controls.includes(control.id));
    const sum = (of: (row: (typeof own)[number]) => number) => own.reduce((total, row) => total + of(row), 0);
    return { id: control.id, title: control.title, owner: control.owner, state: control.result, evaluators: own.map((row) => row.evaluator), exceptions: sum((row) => row.exceptions), accepted: sum((row) => acceptedIn(row.evaluator)), undetermined: sum((row) => row.undetermined) };
  }).sort((a, b) => rank(a.state ?? "") - rank(b.state ?? "") || a.id.localeCompare(b.id));
  const each = <T>(of: (id: string) => T) => Object.fromEntries([...byId.keys()].map((id): [string, T] => [id, of(id)]));
  const points = (id: string) => { const row = byId.get(id); return row ? trendOf(row) : []; };
  return { at: company.evaluated ? "2026-05-19T14:02:11Z" : null, stale: company.stale, controls, accepted: each(acceptedIn), trends: each(points), rows: rows.sort((a, b) => rank(a.state) - rank(b.state) || a.evaluator.localeCompare(b.evaluator)) };
}

function nameOf(email: string): string {
  return company.members.find((member) => member.email === email)?.name ?? fail("invalid", `“${email}” is not on the team`, "add the person in the settings first");
}

function matching<T>(rows: readonly T[], filter: string, text: (row: T) => string): T[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => words.every((word) => text(row).toLowerCase().includes(word)));
}

async function steps(whats: readonly string[], send: (progress: { what: string; permille: number; count: number; done: boolean }) => void, check = () => {}): Promise<void> {
  for (const [index, what] of whats.entries()) {
    check();
    send({ what, permille: Math.round((index / whats.length) * 1000), count: index, done: false });
    await new Promise((done) => setTimeout(done, pace.step * 4));
  }
  send({ what: "Done", permille: 1000, count: whats.length, done: true });
}

function open(): EngagementView {
  company.status = "open";
  changed("vault");
  return company.engagement;
}

const ipes = new Map<number, IpeView>();

const fakes: Fakes = {
  vaultState: () => company.status === "absent" ? { status: "absent", folder: "Fieldwork", keychain: true }
    : company.status === "locked" ? { status: "locked", folder: "Fieldwork", keychain: true, passphrase: true } : { status: "open", engagement: company.engagement },
  createVault: (input) => {
    company.engagement = { ...input, today: company.engagement.today };
    company.imported.clear();
    company.evaluated = false;
    company.status = "open";
    logged("vault created", input.company);
    changed("vault");
    return { recoveryCode: RECOVERY };
  },
  chooseFolder: () => ({ status: "absent", folder: "Audit 2026", keychain: true }),
  unlock: (method) => {
    if (method.with === "passphrase" && method.secret !== PASSPHRASE) fail("wrong-secret", "The passphrase does not open this vault.", "Check capital letters and spaces, or use the recovery code.");
    if (method.with === "recovery" && method.secret.trim() !== RECOVERY) fail("wrong-secret", "The recovery code does not open this vault.", "It has six groups of four letters and digits.");
    return open();
  },
  lock: () => {
    company.status = "locked";
    return changed("vault");
  },
  activity: (page) => {
    const rows = matching(activityLog(), page.filter, (row) => `${row.actor} ${row.action} ${row.subject} ${row.detail}`);
    return { total: rows.length, rows: rows.slice(page.offset, page.offset + page.limit) };
  },
  checkChain: () => ({ intact: true, entries: activityLog().length, head: sha("head"), problem: null }),
  chooseFiles: () => makeBatch(),
  chooseFolders: () => makeBatch(Array.from({ length: 200 }, (_, nth) => `exports/2026-${String((nth % 6) + 1).padStart(2, "0")}/${["okta-users", "trivy-api", "github-pulls", "notes"][nth % 4]}-${nth}.json`)),
  preview: async (batch, decisions, onEvent) => (await previewBatch(batch, decisions, (event) => onEvent.onmessage(event)), null),
  importBatch: async (batch, decisions, onEvent) => {
    await importFiles(batch, decisions, (event) => onEvent.onmessage(event));
    return changed("evidence", "map", "results");
  },
  cancelBatch: (batch) => (cancel(batch), null),
  dismissBatch: () => null,
  guessMap: (_batch, _index, kind) => mapOf(kind, kind !== "person"),
  undoImport: (evidence) => {
    logged("import undone", `E-${String(evidence).padStart(4, "0")} ${sourceOf(evidence).file}`);
    company.imported.delete(evidence);
    company.stale = true;
    return changed("evidence", "map", "results");
  },
  evidenceList: (filter) => matching(evidenceRows(), filter, (row) => `${row.label} ${row.file} ${row.what} ${row.covers} ${row.controls.join(" ")}`),
  evidence: (id) => {
    const source = sourceOf(id);
    const [from = null, to = null] = source.covers.includes(" to ") ? source.covers.split(" to ") : [];
    const report = source.problems ? Array.from({ length: Math.min(source.problems, 20) }, (_, at) => ({ at: `$[${at * 311 + 40}]`, code: "date-unreadable", message: "“0000-00-00” is no date; the field was left blank." })) : [];
    return { row: evidenceRow(id, source), sha256: sha(source.file), importer: source.importer ? `${source.importer} 1` : null, counts: source.kind ? { [source.kind]: source.records } : {}, coversFrom: from, coversTo: to, snapshot: source.covers.startsWith("as of"), ipe: ipes.get(id) ?? ipeOf(source), problems: report };
  },
  records: (ask, evidence, page) => answering(ask, () => {
    const source = sourceOf(evidence);
    return { columns: [...(COLUMNS[source.kind ?? ""] ?? [])], ...rowsOf(source, page.offset, page.limit, page.filter) };
  }),
  record: (evidence, at) => {
    const source = sourceOf(evidence);
    const index = indexAt(at);
    const row = rowAt(source, index);
    const columns = [...(COLUMNS[source.kind ?? ""] ?? [])];
    const first = Math.max(0, index - 3);
    const rows = Array.from({ length: Math.min(7, source.records - first) }, (_, place) => rowAt(source, first + place));
    const proof = { evidence, evidenceLabel: rowOf(source, evidence).label, file: source.file, at };
    return { proof, kind: row.kind, fields: [...columns.map((column, place): [string, string] => [column, row.cells[place] ?? ""]), ["source: profile.costCenter", "4410"], ["source: _links.self", "https://larkspur.example.com/api/v1/users/00u1"]], neighbours: { total: source.records, columns, rows } };
  },
  setCovers: (evidence) => (logged("evidence updated", `E-${evidence}`), changed("evidence", "map")),
  setIpe: (evidence, ipe) => (ipes.set(evidence, ipe), logged("ipe sheet changed", `E-${evidence}`), changed("evidence")),
  linkControl: (evidence, control, reason) => {
    company.reasons.set(`${evidence} ${control}`, `jonas.eder@example.com, 2026-05-19: ${reason || "linked by hand"}`);
    const row = evidenceRow(evidence, sourceOf(evidence));
    company.links.set(evidence, [...new Set([...row.controls, control])].sort());
    return changed("evidence", "map");
  },
  unlinkControl: (evidence, control) => {
    const row = evidenceRow(evidence, sourceOf(evidence));
    company.links.set(evidence, row.controls.filter((each) => each !== control));
    return changed("evidence", "map");
  },
  overview,
  controls: (filter) => matching(listed().map(controlRow), filter, (row) => `${row.id} ${row.title} ${row.criteria.join(" ")} ${row.source} ${row.owner} ${row.cadence} ${row.result ?? ""}`),
  control: (id) => {
    const control = known(id);
    return control ? controlDetail(control) : fail("not-found", `There is no control ${id}.`);
  },
  setOwner: (control, email) => (company.owners.set(control, email), logged("owner set", control, email), changed("map")),
  controlChoices: choices,
  restingControls: resting,
  rehearseControl: (wanted, because) => edit(wanted, because, true),
  editControl: (wanted, because) => {
    const done = edit(wanted, because, false);
    logged(`control ${done.action}`, done.control, because.reason);
    company.stale = true;
    changed("map", "evidence", "results");
    return done;
  },
  chooseControlSet: () => makeBatch(["larkspur-controls.xlsx"]),
  previewControlSet: (batch, index, options) => importSet(fileOf(batch, index), options, false),
  importControlSet: (batch, index, options) => {
    const done = importSet(fileOf(batch, index), options, true);
    logged("control set imported", done.file, options.reason);
    changed("map", "evidence", "results");
    return done;
  },
  crosswalks: () => CROSSWALKS().map((each) => each.framework),
  crosswalk: (framework) => crosswalkOf(framework) ?? fail("not-found", `There is no crosswalk to ${framework}.`),
  saveCrosswalk: (framework) => `crosswalk-${framework}.csv`,
  engagement: engagementDetail,
  changeEngagement: (draft, reason) => (changeEngagement(draft, reason), logged("engagement changed", draft.company, reason), changed("vault", "map", "evidence", "results")),
  rehearseRollForward: (from, to) => roll(from, to, "", true),
  rollForward: (from, to, reason) => {
    const done = roll(from, to, reason, false);
    logged("engagement closed", company.engagement.company, reason);
    changed("vault", "map", "evidence", "results", "bundles");
    return done;
  },
  pastEngagement: (id) => pastOf(id) ?? fail("not-found", `There is no past engagement ${id}.`),
  members: () => company.members,
  setMember: (member) => {
    company.members = [...company.members.filter((each) => each.email !== member.email), member];
    return changed("map");
  },
  parameters: () => company.parameters,
  previewParameter: (id, value) => (id === "termination-sla-business-days" ? changesBy(value.value) : []),
  setParameter: (id, value) => {
    company.parameters = company.parameters.map((each) => (each.id === id ? { ...each, values: [...each.values, value].sort((a, b) => a.from.localeCompare(b.from)) } : each));
    company.stale = true;
    return changed("map", "results");
  },
  approved: () => company.approved,
  setApproved: (list) => {
    company.approved = list;
    company.stale = true;
    return changed("map", "results");
  },
  logOverview: (ask) => answering(ask, logOverview),
  logVolume: (ask, bucket) => answering(ask, () => logVolume(bucket)),
  logRates: (ask, request) => answering(ask, () => logRates(request)),
  logRows: (ask, request) => answering(ask, () => logRows(request)),
  logLives: (ask, of) => answering(ask, () => logLives(of)),
  logRequest: (id, unmasked) => {
    const sheet = sheetOf(id, unmasked) ?? fail("not-found", `no row of the log tells \`${id}\``, "look for a request, trace or span id as the log writes it, capital letters included");
    logged("request looked up", id, unmasked ? "personal data shown" : "masked");
    return sheet;
  },
  findingPatterns: (ask, onProgress) => findingPatterns(ask, (progress) => onProgress.onmessage(progress)),
  dismissPattern: (key, reason) => (dismissPattern(key, reason), logged("pattern dismissed", key, reason), changed("results")),
  undismissPattern: (key) => (undismissPattern(key), logged("pattern dismissal removed", key), changed("results")),
  checks,
  starterChecks: () => STARTERS,
  validateCheck,
  tryCheck: (ask, check) => answering(ask, () => tryCheck(check)),
  saveCheck: (check) => {
    const view = saveCheck(check);
    logged("own check set", `${view.draft.id}@${view.version}`, check.reason);
    company.stale = true;
    changed("map", "results");
    return view;
  },
  retireCheck: (id, last) => (retireCheck(id, last), logged("own check retired", id, last), changed("map", "results")),
  cancelAsk: (ask) => (takeBack(ask), null),
  evaluate: async (ask, onProgress) => {
    await steps(resultRows(false).map((row) => row.evaluator), (progress) => onProgress.onmessage(progress), () => stand(ask));
    company.evaluated = true;
    company.stale = false;
    changed("results", "map");
    return results();
  },
  identities: (which, page) => identityPage(which, page.offset, page.limit, page.filter),
  decideIdentity: (choice) => (decide(choice), logged("identity decision set", `${choice.system} ${choice.login}`, choice.reason), changed("evidence", "results")),
  undecideIdentity: (system, login) => (undecide(system, login), logged("identity decision removed", `${system} ${login}`, ""), changed("evidence", "results")),
  results,
  evaluation: (id, request) => detailOf(id, request) ?? fail("not-found", `There is no evaluator ${id}.`),
  explain: (evaluator, subject, seq) => {
    const found = itemsOf(evaluator).filter((item) => item.subject === subject);
    const item = found.find((each) => each.seq === seq) ?? found[0];
    return item ? explained(item) : fail("not-found", `“${evaluator}” judged no ${subject}.`);
  },
  respond: (evaluator, subjects, answer) => {
    if (!`${answer.cause}${answer.fix}${answer.compensating}`.trim()) fail("invalid", "the answer says nothing", "state the cause, the fix or the compensating control");
    answered(evaluator, subjects, answer);
    return changed("results");
  },
  accept: (evaluator, subjects, reason, by, until) => {
    if (!reason.trim()) fail("invalid", "an exception is accepted for a reason", "say why it is accepted");
    if (!until || until < TODAY) fail("invalid", `${until || "a blank day"} is past or no day`, `give ${TODAY} or a later day`);
    accepted(evaluator, subjects, reason, nameOf(by), until);
    return changed("results");
  },
  withdraw: (evaluator, subjects) => (takenBack("accepted", evaluator, subjects), changed("results")),
  assign: (evaluator, subjects, member, due) => {
    if (!due || due < TODAY) fail("invalid", `${due || "a blank day"} is past or no day`, `give ${TODAY} or a later day`);
    assigned(evaluator, subjects, member, nameOf(member), due);
    return changed("results");
  },
  unassign: (evaluator, subjects) => (takenBack("assigned", evaluator, subjects), changed("results")),
  remark: (evaluator, subjects, text) => (remarked(evaluator, subjects, text), changed("results")),
  me: () => company.members[0] ?? null,
  importers: () => [...IMPORTERS],
  sources: () => sourcesOf(),
  setSystem: (system) => (declare(system), logged("source system set", system.name), changed("map")),
  removeSystem: (name) => (withdraw(name), changed("map")),
  saveCalendar: () => "exports-due.ics",
  bundlePreview: () => ({
    fileName: "larkspur-ai-soc2-2026-01-01-to-2026-06-30.zip", evidence: company.imported.size, size: "92 MB", controls: CONTROLS.length, exceptions: exceptionItems().length, unanswered: exceptionItems().filter((item) => !item.answer).length, stale: company.stale,
    gaps: [...evidenceRows().filter((row) => row.ipeBlanks).map((row) => ({ subject: row.label, message: `${row.ipeBlanks} fields of the IPE sheet of ${row.file} are blank. Fill them in.` })),
      ...CONTROLS.map(controlRow).filter((row) => row.evidence === 0).slice(0, 14).map((row) => ({ subject: row.id, message: `No evidence is linked to “${row.title}”. Import or link it.` })),
      ...CONTROLS.map(controlRow).filter((row) => !row.owned).slice(0, 5).map((row) => ({ subject: row.id, message: "No person owns this control. Name one." }))],
  }),
  exportBundle: async (onProgress) => {
    await steps(["Evaluating", "Collecting evidence", "Writing the report", "Packing", "Signing", "Verifying"], (progress) => onProgress.onmessage(progress));
    return { fileName: "larkspur-ai-soc2-2026-01-01-to-2026-06-30.zip", size: "92 MB", manifestSha256: sha("manifest"), fingerprint: sha("root").toUpperCase().match(/../g)?.join(":") ?? "", files: 61, pages: 48, gaps: 33 };
  },
  verifyBundle: (batch, index) => {
    const file = fileOf(batch, index);
    const valid = !file.includes("altered");
    return { fileName: file, valid, problems: valid ? [] : [{ path: "data/evidence/E-0004-roster.csv", code: "hash-differs", message: "The file is not the one that was signed." }], facts: [["Company", "Larkspur AI"], ["Window", "2026-01-01 to 2026-06-30"], ["Made at", "2026-04-30T16:20:00Z"], ["Signer", "Larkspur AI evidence signing"], ["Fingerprint of the root", sha("root")], ["Files", "58"]] };
  },
};

/** Puts the fake in the place of the shell. `?vault=absent|locked`, `?empty` and `?fast` choose where it starts. */
export function startFake(wish: URLSearchParams = new URLSearchParams()): void {
  const vault = wish.get("vault");
  company.status = vault === "absent" || vault === "locked" ? vault : "open";
  if (wish.has("fast")) pace.step = 0;
  forgetWork();
  if (vault !== "absent" && !wish.has("empty")) fill();
  else company.evaluated = false;
  const byName = new Map(Object.entries(fakes));
  const answer = async (command: string, payload: unknown): Promise<unknown> => {
    await new Promise((done) => setTimeout(done, pace.step));
    const fake = byName.get(command.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()));
    if (!fake) return fail("system", `The fake knows no command ${command}.`);
    return structuredCloneOrSelf(await Reflect.apply(fake, undefined, Object.values(typeof payload === "object" && payload ? payload : {})));
  };
  Object.defineProperty(window, "isTauri", { value: false, configurable: true });
  mockIPC((command, payload) => answer(command, payload) as Promise<never>, { shouldMockEvents: true });
  dropLikeTheShell();
}

function structuredCloneOrSelf(value: unknown): unknown {
  return value === undefined ? null : JSON.parse(JSON.stringify(value));
}

function dropLikeTheShell(): void {
  window.addEventListener("dragover", (event) => (event.preventDefault(), void events.dragging.emit(true)));
  window.addEventListener("dragleave", (event) => void (event.relatedTarget === null && events.dragging.emit(false)));
  window.addEventListener("drop", (event) => {
    event.preventDefault();
    void events.dragging.emit(false);
    const files = [...(event.dataTransfer?.files ?? [])].map((file) => file.name);
    if (files.length > 0) void events.dropped.emit(makeBatch(files));
  });
}
