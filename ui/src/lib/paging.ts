// Which rows to draw and which pages to ask for, of a list that is longer than the screen.

export const PAGE_ROWS = 200;
/** More rows than that nobody scrolls through, and no window can draw. */
export const MOST_ROWS = 100_000;

export interface Visible {
  readonly first: number;
  /** One past the last. */
  readonly end: number;
}

/** The rows that a scrolled box shows, with some above and below. */
export function visible(scrollTop: number, height: number, rowHeight: number, total: number, margin = 8): Visible {
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - margin);
  const end = Math.min(total, Math.ceil((scrollTop + height) / rowHeight) + margin);
  return { first: Math.min(first, Math.max(0, total - 1)), end: Math.max(end, 0) };
}

/** The numbers of the pages that hold those rows. */
export function pagesOf({ first, end }: Visible, size = PAGE_ROWS): number[] {
  if (end <= first) return [0];
  const pages: number[] = [];
  for (let page = Math.floor(first / size); page * size < end; page += 1) pages.push(page);
  return pages;
}
