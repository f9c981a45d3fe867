import { expect, test } from "vitest";
import { pageKeys, shortcutOf } from "./shortcuts";

const paths = ["overview", "evidence", "map", "results", "bundle", "sources", "activity", "settings"];
const key = (name: string, held: Partial<{ ctrlKey: boolean; shiftKey: boolean; metaKey: boolean }> = {}) => ({ key: name, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

test("every page has a key of its own", () => {
  const keys = pageKeys(paths);
  expect(keys.size).toBe(paths.length);
  expect(keys.get("s")).toBe("sources");
  expect(keys.get("t")).toBe("settings");
});

test("g then a letter goes to a page", () => {
  const first = shortcutOf(key("g"), "", false, paths);
  expect(first).toEqual({ action: undefined, keep: "g" });
  expect(shortcutOf(key("m"), first.keep, false, paths)).toEqual({ action: { page: "map" }, keep: "" });
  expect(shortcutOf(key("z"), first.keep, false, paths)).toEqual({ action: undefined, keep: "" });
});

test("nothing happens while somebody types, but for the palette", () => {
  expect(shortcutOf(key("?"), "", true, paths).action).toBeUndefined();
  expect(shortcutOf(key("k", { metaKey: true }), "", true, paths).action).toBe("palette");
});

test("lock and theme", () => {
  expect(shortcutOf(key("L", { ctrlKey: true, shiftKey: true }), "", false, paths).action).toBe("lock");
  expect(shortcutOf(key("d"), "", false, paths).action).toBe("theme");
});
