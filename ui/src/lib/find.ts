// Finding by name: every word must occur; a match at the start of a word counts more.

export interface Findable {
  readonly label: string;
  readonly detail: string;
}

function points(entry: Findable, words: readonly string[]): number | undefined {
  const text = `${entry.label} ${entry.detail}`.toLowerCase();
  let sum = 0;
  for (const word of words) {
    const at = text.indexOf(word);
    if (at < 0) return undefined;
    const starts = at === 0 || new RegExp(`(^|[^\\p{L}\\p{N}])${word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`, "u").test(text);
    sum += (at === 0 ? 3 : 0) + (starts ? 2 : 0) + 1;
  }
  return sum;
}

/** The best matches, the better first; without words, the first of the list. */
export function find<T extends Findable>(entries: readonly T[], query: string, most: number): T[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return entries.slice(0, most);
  return entries
    .map((entry, order) => ({ entry, order, sum: points(entry, words) }))
    .filter((each) => each.sum !== undefined)
    .sort((a, b) => (b.sum ?? 0) - (a.sum ?? 0) || a.order - b.order)
    .slice(0, most)
    .map((each) => each.entry);
}
