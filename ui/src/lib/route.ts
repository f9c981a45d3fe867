// Where the window is, as the part of the address after `#`.

export interface Route {
  readonly page: string;
  readonly id: string | undefined;
  readonly search: URLSearchParams;
}

/** What every page is given: the rest of the address. */
export interface PageProps {
  id: string | undefined;
  search: URLSearchParams;
}

export function parseRoute(hash: string, home: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const [page, ...rest] = path.split("/").map(decode);
  return { page: page || home, id: rest.join("/") || undefined, search: new URLSearchParams(query) };
}

/** `#/results/terminated-user-active?state=exception`. */
export function href(page: string, id?: string | number, search: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams(search).toString();
  const path = id === undefined ? page : `${page}/${encodeURIComponent(String(id))}`;
  return `#/${path}${query ? `?${query}` : ""}`;
}

export function go(target: string): void {
  location.hash = target.replace(/^#/, "");
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
