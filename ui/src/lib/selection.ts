// Which rows of a long list are chosen, by keyboard and mouse.

export interface Selection {
  readonly chosen: ReadonlySet<number>;
  /** Where a range began. */
  readonly anchor: number;
}

export const NOTHING: Selection = { chosen: new Set(), anchor: 0 };

export interface Key {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/** Adds a row, or takes it out again. */
export function toggled({ chosen }: Selection, index: number): Selection {
  const next = new Set(chosen);
  if (!next.delete(index)) next.add(index);
  return { chosen: next, anchor: index };
}

/** From where the last range began to this row, besides what was chosen. */
export function extended({ chosen, anchor }: Selection, index: number): Selection {
  const next = new Set(chosen);
  for (let at = Math.min(anchor, index); at <= Math.max(anchor, index); at += 1) next.add(at);
  return { chosen: next, anchor };
}

/** What a key does to the selection; undefined: nothing. `active` is the row that the keyboard stands on. */
export function pressed(selection: Selection, event: Key, active: number, total: number): Selection | undefined {
  if (event.key === " ") return event.shiftKey ? extended(selection, active) : toggled(selection, active);
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "a") {
    return { chosen: new Set(Array.from({ length: total }, (_, at) => at)), anchor: 0 };
  }
  if (event.shiftKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    const next = Math.max(0, Math.min(total - 1, active + (event.key === "ArrowDown" ? 1 : -1)));
    const from = selection.chosen.size === 0 ? { ...selection, anchor: active } : selection;
    return extended(from, next);
  }
  if (event.key === "Escape" && selection.chosen.size > 0) return NOTHING;
  return undefined;
}
