import { expect, test } from "vitest";
import { controlFaults, listOf, since, type ControlForm } from "./controls";
import { checkChange, holidaysOf } from "./engagement";
import { dayWords, parseDay } from "./dates";

const form: ControlForm = { id: "AC-11", title: "T", description: "D.", criteria: "", also: "", ownerRole: "", owner: "", source: "", expects: "", from: "2026-03-01", always: false, reason: "why" };
const isDay = (text: string) => parseDay(text) !== undefined;

test("what is missing is told at its field", () => {
  expect(controlFaults(form, true, isDay)).toEqual({});
  expect(Object.keys(controlFaults({ ...form, id: "AC 11", title: " ", description: "", from: "soon", reason: "" }, true, isDay))).toEqual(["id", "title", "description", "from", "reason"]);
  expect(controlFaults({ ...form, from: "", always: true }, false, isDay)).toEqual({});
  expect(controlFaults({ ...form, id: "" }, false, isDay)).toEqual({});
});

test("lists as people type them", () => {
  expect(listOf("CC6.1, CC6.2;CC7.1\n")).toEqual(["CC6.1", "CC6.2", "CC7.1"]);
  expect(listOf("Minutes, signed\nReport", /\n/)).toEqual(["Minutes, signed", "Report"]);
  expect([since("", dayWords), since("2026-03-01", dayWords)]).toEqual(["since before the window", "from 1 Mar 2026"]);
});

test("a change of the engagement needs days, a zone and a reason", () => {
  const change = { company: "Example", from: "2026-01-01", to: "2026-06-30", zone: "Europe/Berlin", auditor: "", holidays: "2026-05-01", reason: "why" };
  expect(checkChange(change, false)).toEqual({});
  expect(Object.keys(checkChange({ ...change, company: "", from: "2026-07-01", zone: "Mars", holidays: "May", reason: " " }, false))).toEqual(["company", "to", "zone", "holidays", "reason"]);
  expect(checkChange({ ...change, to: "" }, true)).toEqual({});
  expect(holidaysOf("2026-12-25,\n2026-05-01 2026-05-01")).toEqual(["2026-05-01", "2026-12-25"]);
});
