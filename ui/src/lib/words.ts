// Words for the identifiers that cross from Rust, and counts as people read them.

export type Category = "security" | "availability" | "processing-integrity" | "confidentiality" | "privacy";

export const CATEGORIES: readonly { readonly id: Category; readonly word: string; readonly about: string }[] = [
  { id: "security", word: "Security", about: "The common criteria. Always in scope." },
  { id: "availability", word: "Availability", about: "Capacity, backup and recovery." },
  { id: "processing-integrity", word: "Processing integrity", about: "Inputs, processing and outputs are complete and right." },
  { id: "confidentiality", word: "Confidentiality", about: "Information named confidential is kept and disposed of." },
  { id: "privacy", word: "Privacy", about: "Personal information from notice to disposal." },
];

export function categoryWord(id: Category): string {
  return CATEGORIES.find((category) => category.id === id)?.word ?? id;
}

const KINDS: Readonly<Record<string, readonly [string, string]>> = {
  account: ["account", "accounts"],
  person: ["person", "people"],
  grant: ["grant of access", "grants of access"],
  application: ["application", "applications"],
  "access-review": ["access review decision", "access review decisions"],
  device: ["device", "devices"],
  setting: ["setting", "settings"],
  "audit-event": ["audit event", "audit events"],
  change: ["change", "changes"],
  "change-review": ["change review", "change reviews"],
  ticket: ["ticket", "tickets"],
  deploy: ["deployment", "deployments"],
  "pipeline-run": ["pipeline run", "pipeline runs"],
  release: ["release", "releases"],
  vulnerability: ["vulnerability", "vulnerabilities"],
  scan: ["scan", "scans"],
  "configuration-check": ["configuration check", "configuration checks"],
  component: ["component", "components"],
  backup: ["backup", "backups"],
  incident: ["incident", "incidents"],
  vendor: ["vendor", "vendors"],
  "vendor-review": ["vendor review", "vendor reviews"],
  "vendor-control": ["vendor control", "vendor controls"],
  policy: ["policy", "policies"],
  acknowledgement: ["acknowledgement", "acknowledgements"],
  training: ["training", "trainings"],
  "background-check": ["background check", "background checks"],
  "risk-acceptance": ["accepted risk", "accepted risks"],
  "recovery-test": ["recovery test", "recovery tests"],
  "approved-model": ["approved model", "approved models"],
  "gateway-row": ["gateway row", "gateway rows"],
  span: ["span", "spans"],
  score: ["score", "scores"],
  usage: ["usage record", "usage records"],
  label: ["label", "labels"],
};

/** Kinds that a table with unclear columns can be read as. */
export const TABLE_KINDS = ["account", "person", "ticket", "change", "deploy", "backup", "incident", "vendor", "approved-model", "gateway-row"] as const;

export function kindWord(kind: string, count = 1): string {
  const words = KINDS[kind];
  if (!words) return kind.replaceAll("-", " ");
  return count === 1 ? words[0] : words[1];
}

/** The text with a capital at its beginning; a log-in or an address there stays as it is written. */
export function capital(text: string): string {
  if (/^\S*[@\\:_]/.test(text)) return text;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `terminated-user-active` as people read it. */
export function spoken(id: string): string {
  return capital(id.replaceAll("-", " "));
}

const numbers = new Intl.NumberFormat("en-GB");

export function count(value: number): string {
  return numbers.format(value);
}

export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** `12 accounts, 3 audit events`, most first. */
export function countsInWords(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .filter(([, value]) => value > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([kind, value]) => `${count(value)} ${kindWord(kind, value)}`)
    .join(", ");
}

/** `a, b and 3 more`. */
export function listed(words: readonly string[], most: number): string {
  if (words.length <= most) return words.join(", ");
  return `${words.slice(0, most).join(", ")} and ${words.length - most} more`;
}
