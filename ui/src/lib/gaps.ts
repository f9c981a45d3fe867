// What is missing from a bundle, by what it concerns.

export interface Gap {
  readonly subject: string;
  readonly message: string;
}

export interface GapGroup {
  readonly title: string;
  readonly gaps: readonly Gap[];
}

/** Evidence, controls, and whatever else, each in the order given. */
export function gapGroups(gaps: readonly Gap[]): GapGroup[] {
  const kinds: [string, (subject: string) => boolean][] = [
    ["Evidence", (subject) => /^E-\d+/.test(subject)],
    ["Controls", (subject) => /^[A-Z]{2,}-\d+/.test(subject)],
    ["Criteria", (subject) => /^(CC|A|C|PI|P)\d/.test(subject)],
    ["Other", () => true],
  ];
  const groups = kinds.map(([title]) => ({ title, gaps: [] as Gap[] }));
  for (const gap of gaps) groups[kinds.findIndex(([, belongs]) => belongs(gap.subject))]?.gaps.push(gap);
  return groups.filter((group) => group.gaps.length > 0);
}

/** The page that a gap's subject has, if any. */
export function gapPage(subject: string): { page: string; id: string } | undefined {
  const evidence = /^E-(\d+)/.exec(subject)?.[1];
  if (evidence !== undefined) return { page: "evidence", id: String(Number(evidence)) };
  const control = /^[A-Z]{2,}-\d+/.exec(subject)?.[0];
  return control === undefined ? undefined : { page: "map", id: control };
}
