import { expect, test } from "vitest";
import { ANY_ROWS, columnWord, dayOf, digits, groupWord, livedIn, percent, shownColumns, sizeWords, told, tookWords, wishOf, wishSearch, withEqual, withoutEqual } from "./logs";

test("which rows are wanted goes through the address and back", () => {
  const wish = { ...ANY_ROWS, measure: "failed", equal: [["model", "a/b?c&d=“e”"], ["route", null]] as const, from: "2026-03-01", to: "2026-03-31" };
  const search = new URLSearchParams(wishSearch(wish));
  expect(wishOf(search)).toEqual(wish);
  expect(wishSearch(ANY_ROWS)).toEqual({});
  expect(wishOf(new URLSearchParams(wishSearch({ ...ANY_ROWS, table: "span" }))).table).toBe("span");
});

test("an address that somebody broke narrows nothing", () => {
  for (const where of ["{", "7", '[["model"]]', '[[1,"x"]]', '[["model",3]]']) expect(wishOf(new URLSearchParams({ where })).equal).toEqual([]);
});

test("a column is narrowed to one value", () => {
  const once = withEqual(ANY_ROWS, "model", "a");
  expect(withEqual(once, "model", null).equal).toEqual([["model", null]]);
  expect(withoutEqual(once, "model").equal).toEqual([]);
});

test("a share never looks like none or all where it is not", () => {
  expect(percent(0, 10)).toBe("0 %");
  expect(percent(10, 10)).toBe("100 %");
  expect(percent(1, 100_000_000)).toBe("under 0.01 %");
  expect(percent(99_999_999, 100_000_000)).toBe("over 99.99 %");
  expect(percent(9_999, 10_001)).toBe("99.98 %");
  expect(percent(99_996, 100_000)).toBe("over 99.99 %");
  expect(percent(1, 3)).toBe("33.3 %");
  expect(percent(5, 1000)).toBe("0.50 %");
  expect(percent(0, 0)).toBe("");
});

test("sizes, durations and long numbers are readable", () => {
  expect([tookWords(84), tookWords(2340)]).toEqual(["84 ms", "2.3 s"]);
  expect(["0", "999", "1234", "71000000", "5400000000"].map(sizeWords)).toEqual(["0 B", "999 B", "1.2 kB", "71.0 MB", "5.4 GB"]);
  expect(digits("100000000000000000000")).toBe("100,000,000,000,000,000,000");
});

test("columns and groups have words", () => {
  expect([columnWord("user_id"), columnWord("prompt_version")]).toEqual(["user", "prompt version"]);
  expect(groupWord("week", "2026-03-02")).toBe("week of 2 Mar 2026");
  expect(groupWord("user_id", null)).toBe("no user told");
  expect(groupWord("model", "gpt")).toBe("gpt");
});

test("texts are apart from facts, the input first, blanks left out", () => {
  const { facts, texts } = told([["output", "b"], ["model", "m"], ["input", "a"], ["status", ""], ["note", "x".repeat(300)]]);
  expect(facts).toEqual([["model", "m"]]);
  expect(texts.map(([name]) => name)).toEqual(["input", "output", "note"]);
});

test("a list begins with what people ask for, and can show all", () => {
  const columns = ["sequence", "model", "at_text", "request_id"];
  expect(shownColumns("gateway", columns, false).map((place) => columns[place])).toEqual(["at_text", "request_id", "model"]);
  expect(shownColumns("gateway", columns, true).map((place) => columns[place])).toEqual(["at_text", "request_id", "model", "sequence"]);
  expect(shownColumns("unheard-of", columns, false)).toHaveLength(4);
});

test("what was live between two days, in the days of the company's zone", () => {
  const life = (version: string, first: string, last: string) => ({ name: "reply", version, provider: null, first, last });
  const all = [life("v16", "2026-02-01T09:00:00Z", "2026-02-28T23:30:00Z"), life("v17", "2026-03-01T08:00:00Z", "2026-03-14T20:00:00Z")];
  expect(dayOf("2026-02-28T23:30:00Z", "Europe/Berlin")).toBe("2026-03-01");
  expect(livedIn(all, "", "2026-03-01", "", "Europe/Berlin")).toHaveLength(2);
  expect(livedIn(all, "", "2026-03-01", "", "UTC").map((each) => each.version)).toEqual(["v17"]);
  expect(livedIn(all, "", "", "2026-02-27", "UTC").map((each) => each.version)).toEqual(["v16"]);
  expect(livedIn(all, "REPLY v17", "", "", "UTC")).toHaveLength(1);
});
