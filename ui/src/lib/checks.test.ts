import { expect, test } from "vitest";
import { BLANK, byCheck, checkFaults, draftOf, formOf, inserted, trialOf, type Version } from "./checks";

const draft = { id: "in-region", title: "Data stays in its region", reason: "Contract", criteria: ["C1.1", "CC6.7"], from: "2026-01-01", table: "gateway", applies: "", breaks: "region <> 'eu'" };
const version = (id: string, number: number, inForce: boolean): Version => ({ draft: { ...draft, id }, version: number, last: null, inForce });
const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text);

test("a check goes through its form and back", () => {
  expect(draftOf(formOf(draft))).toEqual(draft);
  expect(draftOf({ ...formOf(draft), criteria: " C1.1 ;CC6.7,\n" }).criteria).toEqual(["C1.1", "CC6.7"]);
});

test("a check is kept only when everything is said, and a new version begins later", () => {
  expect(Object.keys(checkFaults(BLANK, isDay)).sort()).toEqual(["breaks", "from", "id", "reason", "title"]);
  expect(checkFaults(formOf(draft), isDay)).toEqual({});
  expect(checkFaults({ ...formOf(draft), id: "In Region" }, isDay).id).toContain("hyphens");
  expect(checkFaults(formOf(draft), isDay, "2026-01-01").from).toContain("after");
  expect(checkFaults({ ...formOf(draft), from: "2026-01-02" }, isDay, "2026-01-01")).toEqual({});
});

test("a trial needs the predicates alone", () => {
  expect(trialOf({ ...BLANK, breaks: "region IS NULL" }, "2026-05-20")).toMatchObject({ id: "trial", title: "trial", reason: "trial", from: "2026-05-20", breaks: "region IS NULL" });
});

test("every check is listed once by its latest version, those in force first", () => {
  const listed = byCheck([version("b", 1, true), version("a", 1, false), version("b", 2, false), version("c", 1, true)]);
  expect(listed.map(({ latest, earlier }) => [latest.draft.id, latest.version, earlier.length])).toEqual([["b", 2, 1], ["c", 1, 0], ["a", 1, 0]]);
});

test("a column is put where the cursor stands", () => {
  expect(inserted("", 0, "region")).toEqual({ text: "region", at: 6 });
  expect(inserted("lower() = 'eu'", 6, "region")).toEqual({ text: "lower(region) = 'eu'", at: 12 });
  expect(inserted("NOT x", 3, "region").text).toBe("NOT region x");
});
