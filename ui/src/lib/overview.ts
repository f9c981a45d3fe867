// What of the overview's lists is worth the first screen.

/** The first item of every key, in order, with how many more there are of it. */
export function firstOfEach<T>(items: readonly T[], key: (item: T) => string): { item: T; more: number }[] {
  const found = new Map<string, { item: T; more: number }>();
  for (const item of items) {
    const known = found.get(key(item));
    if (known) known.more += 1;
    else found.set(key(item), { item, more: 0 });
  }
  return [...found.values()];
}

/** At most `each` of every key and `most` in all, so that one long list does not hide the others. */
export function mixed<T>(items: readonly T[], key: (item: T) => string, each: number, most: number): T[] {
  const taken = new Map<string, number>();
  return items.filter((item) => {
    const count = (taken.get(key(item)) ?? 0) + 1;
    taken.set(key(item), count);
    return count <= each;
  }).slice(0, most);
}
