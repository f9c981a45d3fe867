import { expect, test } from "vitest";
import { narrow } from "./controls";
import { find } from "./find";
import { gapGroups, gapPage } from "./gaps";
import { byWhat, groupOf, missingFields, statusWord, type Status } from "./importing";
import { firstOfEach, mixed } from "./overview";
import { pagesOf, visible } from "./paging";
import { PASSPHRASE_MIN, strength } from "./passphrase";
import { href, parseRoute } from "./route";
import { shares } from "./spans";
import { OCCURRENCES, STATES, isState } from "./states";
import { counted, countsInWords, listed, spoken } from "./words";

test.each([
  ["", { page: "overview", id: undefined }],
  ["#/map", { page: "map", id: undefined }],
  ["#/results/user-without-mfa?state=exception", { page: "results", id: "user-without-mfa" }],
  ["#/map/%E0%A4%A", { page: "map", id: "%E0%A4%A" }],
])("address %s", (hash, expected) => expect(parseRoute(hash, "overview")).toMatchObject(expected));

test("an address survives the way there and back", () => {
  const there = parseRoute(href("evidence", 12, { at: "$.value[3] & more?" }), "overview");
  expect(there.id).toBe("12");
  expect(there.search.get("at")).toBe("$.value[3] & more?");
  expect(parseRoute(href("results", "a/b", { subject: "larkspur/api#1288" }), "overview").search.get("subject")).toBe("larkspur/api#1288");
});

test.each<[Status | undefined, string]>([
  [undefined, "reading"],
  ["imported", "take"],
  ["document", "take"],
  ["needs-map", "attention"],
  ["bundle", "bundle"],
  ["already-imported", "known"],
  ["refused", "refused"],
  ["cancelled", "refused"],
])("status %s stands in %s", (status, group) => expect(groupOf(status)).toBe(group));

test("nothing is called imported before it is", () => {
  expect(statusWord("imported", false).word).toBe("Recognised");
  expect(statusWord("imported", true).word).toBe("Imported");
});

test("only required fields can be missing", () => {
  const fields = [{ id: "email", required: true }, { id: "left", required: true }, { id: "team", required: false }];
  expect(missingFields({ columns: { email: "Mail" }, fields })).toEqual(["left"]);
  expect(missingFields({ columns: { email: "Mail", left: "" }, fields })).toEqual(["left"]);
  expect(missingFields({ columns: { email: "Mail", left: "End" }, fields })).toEqual([]);
});

test.each([
  ["", 0],
  ["short", 1],
  ["a".repeat(PASSPHRASE_MIN - 1), 1],
  ["aaaaaaaaaaaaaaaaaaaa", 1],
  ["correct horse", 2],
  ["correct horse battery staple", 4],
])("passphrase %s has level %i", (text, level) => expect(strength(text).level).toBe(level));

test("the rows on screen, and the pages that hold them", () => {
  expect(visible(0, 300, 30, 1000)).toEqual({ first: 0, end: 18 });
  expect(visible(6000, 300, 30, 1000)).toEqual({ first: 192, end: 218 });
  expect(visible(999_999, 300, 30, 10)).toEqual({ first: 9, end: 10 });
  expect(visible(0, 300, 30, 0)).toEqual({ first: 0, end: 0 });
  expect(pagesOf({ first: 192, end: 218 })).toEqual([0, 1]);
  expect(pagesOf({ first: 400, end: 600 })).toEqual([2]);
  expect(pagesOf({ first: 0, end: 0 })).toEqual([0]);
});

test("lists of the overview let no single control or evaluator hide the others", () => {
  const due = ["a", "a", "b", "a"];
  expect(firstOfEach(due, (each) => each)).toEqual([{ item: "a", more: 2 }, { item: "b", more: 0 }]);
  expect(mixed(["x", "x", "x", "y", "z"], (each) => each, 2, 3)).toEqual(["x", "x", "y"]);
});

test("gaps are grouped by what they concern and lead there", () => {
  const groups = gapGroups([{ subject: "AC-03", message: "" }, { subject: "E-0004", message: "" }, { subject: "CC6.1", message: "" }, { subject: "report", message: "" }]);
  expect(groups.map((group) => group.title)).toEqual(["Evidence", "Controls", "Criteria", "Other"]);
  expect(gapPage("E-0004")).toEqual({ page: "evidence", id: "4" });
  expect(gapPage("CHG-01")).toEqual({ page: "map", id: "CHG-01" });
  expect(gapPage("CC6.1")).toBeUndefined();
});

test("narrowing the map", () => {
  const row = { categories: ["security"] as const, owned: true, expected: 2, evidenced: 2, evidence: 1, exceptions: 0 };
  const rows = [row, { ...row, evidenced: 1 }, { ...row, owned: false }, { ...row, evidence: 0 }, { ...row, categories: ["privacy"] as const }];
  expect(narrow(rows, { category: "all", show: "open" })).toHaveLength(1);
  expect(narrow(rows, { category: "all", show: "unowned" })).toHaveLength(1);
  expect(narrow(rows, { category: "all", show: "bare" })).toHaveLength(1);
  expect(narrow(rows, { category: "privacy", show: "all" })).toHaveLength(1);
});

test("every state has its own word, and none concludes for the auditor", () => {
  const words = [...Object.values(STATES), ...Object.values(OCCURRENCES)].map((each) => each.word);
  expect(new Set(words).size).toBe(words.length);
  expect(words.join(" ")).not.toMatch(/compliant|score|certified/i);
  expect(isState("pass")).toBe(true);
  expect(isState("toString")).toBe(false);
});

test("counts as people read them", () => {
  expect(counted(1, "file")).toBe("1 file");
  expect(counted(48210, "gateway row")).toBe("48,210 gateway rows");
  expect(countsInWords({ scan: 1, vulnerability: 47, backup: 0 })).toBe("47 vulnerabilities, 1 scan");
  expect(listed(["a", "b", "c"], 2)).toBe("a, b and 1 more");
  expect(spoken("user-without-mfa")).toBe("User without mfa");
});

test("finding wants every word, and prefers the start of words", () => {
  const entries = [{ label: "Remove admin access", detail: "" }, { label: "Does every administrator have a second factor?", detail: "admin-without-mfa" }, { label: "Admin list (a+b)", detail: "" }];
  expect(find(entries, "admin mfa", 5).map((each) => each.detail)).toEqual(["admin-without-mfa"]);
  expect(find(entries, "ADMIN", 1)[0]?.label).toBe("Admin list (a+b)");
  expect(find(entries, "(a+b", 5)).toHaveLength(1);
  expect(find(entries, "", 2)).toHaveLength(2);
  expect(find(entries, "nothing", 5)).toEqual([]);
});

test("files are gathered by what they are, with what they hold together", () => {
  const file = (importerTitle: string | null, kind: string, count: number, covers: string, problemCount = 0) => ({ report: { importerTitle, counts: { [kind]: count }, problemCount, covers } });
  const kin = byWhat([file("Trivy", "scan", 1, "2026-02-01 to 2026-02-01"), file(null, "x", 0, "not stated"), file("Okta: users", "account", 5, "as of 2026-05-18", 2), file("Trivy", "scan", 2, "2026-01-05 to 2026-01-09")]);
  expect(kin.map(({ what, files, counts, problems, covers }) => [what, files.length, counts, problems, covers])).toEqual([
    ["Okta: users", 1, { account: 5 }, 2, "2026-05-18"],
    ["Trivy", 2, { scan: 3 }, 0, "2026-01-05 to 2026-02-01"],
    ["", 1, { x: 0 }, 0, ""],
  ]);
});

test("stretches of days as shares of the window", () => {
  const window = ["2026-01-01", "2026-01-10"] as const;
  expect(shares(window, [["2025-12-20", "2026-01-05"], ["2026-01-10", "2026-02-01"], ["2026-03-01", "2026-03-02"]]).map(({ left, width }) => [left, width])).toEqual([[0, 50], [90, 10]]);
});
