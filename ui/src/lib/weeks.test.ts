import { expect, test } from "vitest";
import { grouped, months, move, weekWords } from "./weeks";

const weeks = ["2026-01-01", "2026-01-05", "2026-01-26", "2026-02-02", "2026-03-02"];

test("months span the weeks that begin in them", () => {
  expect(months(weeks)).toEqual([{ word: "Jan", weeks: 3 }, { word: "Feb", weeks: 1 }, { word: "Mar", weeks: 1 }]);
  expect(months([])).toEqual([]);
});

test("a week ends before the next begins, the last with the window", () => {
  expect(weekWords(weeks, 0, "2026-03-04")).toBe("1 Jan to 4 Jan 2026");
  expect(weekWords(weeks, 4, "2026-03-04")).toBe("2 Mar to 4 Mar 2026");
  expect(weekWords(weeks, 9, "2026-03-04")).toBe("");
});

test.each([
  ["ArrowUp", { row: 0, week: 1 }, { row: 0, week: 1 }],
  ["ArrowDown", { row: 0, week: 1 }, { row: 1, week: 1 }],
  ["ArrowRight", { row: 2, week: 4 }, { row: 2, week: 4 }],
  ["Home", { row: 2, week: 4 }, { row: 2, week: 0 }],
  ["End", { row: 2, week: 0 }, { row: 2, week: 4 }],
  ["PageDown", { row: 0, week: 0 }, { row: 2, week: 0 }],
])("%s", (key, from, to) => expect(move(from, key, 3, 5)).toEqual(to));

test("other keys do not move", () => expect(move({ row: 0, week: 0 }, "x", 3, 5)).toBeUndefined());

test("groups keep the order given and leave empty ones out", () => {
  expect(grouped([3, 1, 2, 4], ["even", "odd", "none"], (each) => (each % 2 ? "odd" : "even"))).toEqual([{ group: "even", rows: [2, 4] }, { group: "odd", rows: [3, 1] }]);
});
