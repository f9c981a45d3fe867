// What the detectors name, in words, and narrowing their findings.

const ACRONYMS = new Set(["IP", "URL", "IBAN", "VIN", "MAC", "BIC", "JWT", "ID", "API", "AWS", "GCP", "SSH", "IMEI"]);

/** `EMAIL` as `email`, `UK_NHS` as `UK NHS`, `DATE_OF_BIRTH` as `date of birth`. */
export function detectedWord(kind: string): string {
  const [first = "", ...rest] = kind.split("_");
  const country = first.length === 2 && rest.length > 0;
  const word = (part: string) => (ACRONYMS.has(part) || (country && part.length <= 5) ? part : part.toLowerCase());
  return [country ? first : word(first), ...rest.map(word)].join(" ");
}

const PLACES: Readonly<Record<string, string>> = { evidence: "Evidence", input: "Input", output: "Output", context: "Retrieved context", tool: "Arguments of a tool", "tool-result": "Answer of a tool" };

export function placeWord(place: string): string {
  return PLACES[place] ?? place;
}

export interface Detected {
  readonly kind: string;
  readonly place: string;
  readonly rule: string;
  readonly masked: string;
  readonly dismissed: unknown;
}

export type Shown = "open" | "false" | "all";

/** Those of a kind and place, marked or not, that hold every word; blank: any. */
export function narrowed<T extends Detected>(patterns: readonly T[], wish: { show: Shown; kind: string; place: string; words: string }): T[] {
  const words = wish.words.toLowerCase().split(/\s+/).filter(Boolean);
  return patterns.filter((one) => {
    const text = `${detectedWord(one.kind)} ${one.kind} ${one.rule} ${one.masked} ${placeWord(one.place)}`.toLowerCase();
    const marked = wish.show === "all" || (wish.show === "false") === (one.dismissed !== null);
    return marked && (!wish.kind || one.kind === wish.kind) && (!wish.place || one.place === wish.place) && words.every((word) => text.includes(word));
  });
}
