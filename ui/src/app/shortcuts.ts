// Which key does what. `g` then a letter goes to a page; nothing happens while somebody types.

export type Action = "palette" | "shortcuts" | "lock" | "theme" | { page: string };

export interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** The letter after `g` for every page: its first letter that no earlier page has. */
export function pageKeys(paths: readonly string[]): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  for (const path of paths) {
    const letter = [...path].find((each) => !keys.has(each));
    if (letter) keys.set(letter, path);
  }
  return keys;
}

export function shortcutOf(
  event: Pressed, pending: string, typing: boolean, paths: readonly string[],
): { action: Action | undefined; keep: string } {
  const command = event.ctrlKey || event.metaKey;
  if (command && !event.altKey && event.key.toLowerCase() === "k") return { action: "palette", keep: "" };
  if (command && event.shiftKey && event.key.toLowerCase() === "l") return { action: "lock", keep: "" };
  if (command || event.altKey || typing) return { action: undefined, keep: "" };
  if (pending === "g") {
    const page = pageKeys(paths).get(event.key);
    return { action: page === undefined ? undefined : { page }, keep: "" };
  }
  if (event.key === "g") return { action: undefined, keep: "g" };
  if (event.key === "?") return { action: "shortcuts", keep: "" };
  if (event.key === "d") return { action: "theme", keep: "" };
  return { action: undefined, keep: "" };
}
