import { expect, test } from "vitest";
import { detectedWord, narrowed, placeWord } from "./detected";

test.each([
  ["EMAIL", "email"], ["DATE_OF_BIRTH", "date of birth"], ["IP", "IP"], ["IP_ADDRESS", "IP address"], ["UK_NHS", "UK NHS"], ["UK_DRIVING_LICENCE", "UK driving licence"], ["TW_NATIONAL_ID", "TW national ID"], ["SECRET", "secret"],
])("%s is told as %s", (kind, word) => expect(detectedWord(kind)).toBe(word));

test("findings are narrowed by kind, place, words, and whether they were marked as false", () => {
  const one = (kind: string, place: string, dismissed: object | null) => ({ kind, place, rule: "by-form", masked: "a***", dismissed });
  const all = [one("EMAIL", "input", null), one("EMAIL", "tool-result", {}), one("UK_NHS", "input", null)];
  const any = { show: "all", kind: "", place: "", words: "" } as const;
  expect(narrowed(all, any)).toHaveLength(3);
  expect(narrowed(all, { ...any, show: "open" })).toEqual([all[0], all[2]]);
  expect(narrowed(all, { ...any, show: "false" })).toEqual([all[1]]);
  expect(narrowed(all, { ...any, kind: "EMAIL", place: "input" })).toEqual([all[0]]);
  expect(narrowed(all, { ...any, words: "answer of BY-form" })).toEqual([all[1]]);
  expect(placeWord("somewhere")).toBe("somewhere");
});
