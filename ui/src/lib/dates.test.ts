import { expect, test } from "vitest";
import { addDays, dayWords, daysBetween, distance, halfYear, momentWords, parseDay, spanWords, todayIn } from "./dates";

test.each([
  ["2026-03-01", "1 Mar 2026"],
  ["2024-02-29", "29 Feb 2024"],
  ["2026-02-29", "2026-02-29"],
  ["not stated", "not stated"],
  ["", ""],
])("day %s reads %s", (day, words) => expect(dayWords(day)).toBe(words));

test("a day that does not exist is none", () => {
  expect(parseDay("2026-13-01")).toBeUndefined();
  expect(parseDay("2026-04-31")).toBeUndefined();
});

test.each([
  ["2026-01-01", "2026-06-30", "1 Jan to 30 Jun 2026"],
  ["2025-12-29", "2026-01-04", "29 Dec 2025 to 4 Jan 2026"],
  ["2026-05-01", "2026-05-01", "1 May 2026"],
])("%s to %s", (from, to, words) => expect(spanWords(from, to)).toBe(words));

test.each([
  ["2026-03-28", "2026-03-29", 1],
  ["2026-02-28", "2026-03-01", 1],
  ["2024-02-28", "2024-03-01", 2],
  ["2026-03-02", "2026-03-01", -1],
  ["nonsense", "2026-03-01", 0],
])("days from %s to %s", (from, to, days) => expect(daysBetween(from, to)).toBe(days));

test("distance is said from today", () => {
  expect(distance("2026-05-20", "2026-05-20")).toBe("today");
  expect(distance("2026-05-20", "2026-05-21")).toBe("in 1 day");
  expect(distance("2026-05-20", "2026-05-08")).toBe("12 days ago");
});

test("the half year holds its day", () => {
  expect(halfYear("2026-06-30")).toEqual({ from: "2026-01-01", to: "2026-06-30" });
  expect(halfYear("2026-07-01")).toEqual({ from: "2026-07-01", to: "2026-12-31" });
});

test("adding days crosses months and leap days", () => {
  expect(addDays("2024-02-28", 2)).toBe("2024-03-01");
  expect(addDays("2026-01-01", -1)).toBe("2025-12-31");
});

test("today depends on the zone", () => {
  const moment = new Date("2026-03-31T23:30:00Z");
  expect(todayIn("UTC", moment)).toBe("2026-03-31");
  expect(todayIn("Europe/Berlin", moment)).toBe("2026-04-01");
});

test("a moment is said in the company's zone, and in UTC where the zone is none", () => {
  expect(momentWords("2026-03-31T23:30:00Z", "Europe/Berlin")).toBe("1 Apr 2026, 01:30");
  expect(momentWords("2026-03-31T23:30:00Z", "Nowhere/Land")).toBe("31 Mar 2026, 23:30");
  expect(momentWords("never")).toBe("never");
});
