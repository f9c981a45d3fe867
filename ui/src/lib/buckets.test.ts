import { expect, test } from "vitest";
import { brief, columns, columnWords, marks, place, roundTop } from "./buckets";

test("days, weeks and months cover the window once and are cut off at its ends", () => {
  expect(columns("2026-02-27", "2026-03-02", "day").map(({ key }) => key)).toEqual(["2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02"]);
  expect(columns("2026-01-01", "2026-01-13", "week")).toEqual([
    { key: "2025-12-29", from: "2026-01-01", to: "2026-01-04" }, { key: "2026-01-05", from: "2026-01-05", to: "2026-01-11" }, { key: "2026-01-12", from: "2026-01-12", to: "2026-01-13" },
  ]);
  expect(columns("2027-12-15", "2028-02-29", "month").map(({ key, from, to }) => [key, from, to])).toEqual([["2027-12-01", "2027-12-15", "2027-12-31"], ["2028-01-01", "2028-01-01", "2028-01-31"], ["2028-02-01", "2028-02-01", "2028-02-29"]]);
});

test("what is no day makes no columns", () => {
  expect(columns("", "", "week")).toEqual([]);
  expect(columns("nonsense", "2026-01-01", "day")).toEqual([]);
});

test("a year of days is one column each", () => {
  expect(columns("2028-01-01", "2028-12-31", "day")).toHaveLength(366);
});

test("columns have names", () => {
  expect(columnWords({ from: "2026-03-03", to: "2026-03-03" }, "day")).toBe("3 Mar 2026");
  expect(columnWords({ from: "2026-03-02", to: "2026-03-08" }, "week")).toBe("2 Mar to 8 Mar 2026");
  expect(columnWords({ from: "2026-03-15", to: "2026-03-31" }, "month")).toBe("Mar 2026");
});

test("a day's place is a share of the window, and never outside of it", () => {
  const window = { from: "2026-01-01", to: "2026-01-10" };
  expect(place(window, "2026-01-01")).toEqual({ begin: 0, end: 0.1 });
  expect(place(window, "2026-01-10")).toEqual({ begin: 0.9, end: 1 });
  expect(place(window, "2025-06-01")).toEqual({ begin: 0, end: 0 });
  expect(place(window, "2026-06-01")).toEqual({ begin: 1, end: 1 });
});

test("a short window is marked by weeks, a long one by months", () => {
  expect(marks({ from: "2026-03-02", to: "2026-03-15" }).map(({ word }) => word)).toEqual(["2 Mar", "9 Mar"]);
  expect(marks({ from: "2026-01-01", to: "2026-06-30" }).map(({ word }) => word)).toEqual(["Jan", "Feb", "Mar", "Apr", "May", "Jun"]);
});

test("the top of an axis is round and not below what it shows", () => {
  expect([0, 1, 7, 96, 101, 115, 1000, 25_000_000].map(roundTop)).toEqual([1, 1, 8, 100, 150, 150, 1000, 30_000_000]);
  expect(roundTop(0.031)).toBeCloseTo(0.04);
  expect([0, 0.5, 950, 1200, 37_500, 3_000_000, 2_500_000_000].map(brief)).toEqual(["0", "0.5", "950", "1.2k", "37.5k", "3M", "2.5bn"]);
});
