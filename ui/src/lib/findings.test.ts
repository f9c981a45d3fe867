import { expect, test } from "vitest";
import { NOTHING, pressed, toggled } from "./selection";
import { stampWords } from "./stamps";
import { sparkline, trendOf, type TrendPoint } from "./trend";

const point = (day: string, exceptions: number, state = "exception"): TrendPoint => ({ at: `2026-${day}T10:00:00Z`, state, exceptions, undetermined: 0 });

test.each([
  [[point("06-12", 2)], "first run", "first"],
  [[point("06-12", 2), point("06-20", 5)], "3 more since 12 June", "up"],
  [[point("06-12", 2), point("06-20", 5), point("06-21", 5)], "3 more since 12 June", "up"],
  [[point("06-12", 5), point("06-20", 1)], "4 fewer since 12 June", "down"],
  [[point("06-12", 2), point("06-20", 2)], "the same since 12 June", "same"],
  [[point("06-12", 0, "not-determinable"), point("06-20", 2)], "not judged on 12 June", "same"],
  [[point("06-12", 2), point("06-20", 0, "not-determinable")], "judged until 12 June", "up"],
] as const)("a trend in words %#", (points, words, direction) => expect(trendOf(points)).toEqual({ words, direction }));

test("a line rises with the counts and lies at the bottom without any", () => {
  expect(sparkline([0, 1, 2], 20, 10)).toBe("0,10 10,5 20,0");
  expect(sparkline([0, 0], 20, 10)).toBe("0,10 20,10");
});

test.each([
  ["", "No date"],
  ["2026-03-02", "2 Mar 2026"],
  ["2026-03-02T14:05:00", "2 Mar 2026, 14:05 (no zone given)"],
  ["2026-03-02T23:30:00Z", "3 Mar 2026, 00:30"],
])("the time %s", (text, words) => expect(stampWords(text, "Europe/Berlin")).toBe(words));

const key = (name: string, more: Partial<{ shiftKey: boolean; ctrlKey: boolean }> = {}) => ({ key: name, shiftKey: false, ctrlKey: false, metaKey: false, ...more });
const chosen = (selection: { chosen: ReadonlySet<number> } | undefined) => [...(selection?.chosen ?? [])].sort((a, b) => a - b);

test("rows are chosen by keys", () => {
  const one = pressed(NOTHING, key(" "), 3, 9);
  expect(chosen(one)).toEqual([3]);
  expect(chosen(pressed(one ?? NOTHING, key(" "), 3, 9))).toEqual([]);
  expect(chosen(pressed(one ?? NOTHING, key(" ", { shiftKey: true }), 6, 9))).toEqual([3, 4, 5, 6]);
  expect(chosen(pressed(NOTHING, key("ArrowDown", { shiftKey: true }), 7, 9))).toEqual([7, 8]);
  expect(chosen(pressed(NOTHING, key("ArrowDown", { shiftKey: true }), 8, 9))).toEqual([8]);
  expect(chosen(pressed(NOTHING, key("a", { ctrlKey: true }), 0, 3))).toEqual([0, 1, 2]);
  expect(chosen(pressed(toggled(NOTHING, 2), key("Escape"), 0, 3))).toEqual([]);
  expect(pressed(NOTHING, key("Escape"), 0, 3)).toBeUndefined();
  expect(pressed(NOTHING, key("ArrowDown"), 0, 3)).toBeUndefined();
});
