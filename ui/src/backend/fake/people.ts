// Whose account is whose at the fake company.
import type { IdentityChoice, IdentityPage, IdentityRow, Matched } from "../generated";

const NAMES = ["teodor.marsh", "ilse.brandt", "pavel.sorin", "amina.diallo", "ruth.keller", "oskar.lind"].map((name) => `${name}@example.com`);
const proof = [{ evidence: 2, evidenceLabel: "E-0002", file: "okta-users.json", at: "$[3]" }];

function rowFor(system: string, login: string, row: Partial<IdentityRow>): IdentityRow {
  return { system, login, nature: "person", status: "active", person: "", how: "", weak: false, candidates: [], owner: "", decision: "", proof, ...row };
}

let rows: IdentityRow[] = [
  ...NAMES.map((name) => rowFor("Okta", name, { person: name, how: "e-mail address" })),
  rowFor("GitHub", "omarsh", { person: NAMES[0] ?? "", how: "initial and name in the log-in", weak: true }),
  rowFor("AWS", "keller", { candidates: [NAMES[4] ?? "", "r.keller@example.com"] }),
  rowFor("AWS", "svc-backup", { nature: "service" }),
];

const isOne: Record<Matched, (row: IdentityRow) => boolean> = {
  all: () => true,
  unmatched: (row) => row.person === "" && row.owner === "",
  weak: (row) => row.weak,
  decided: (row) => row.decision !== "",
};

export function identityPage(which: Matched, offset: number, limit: number, filter: string): IdentityPage {
  const words = filter.toLowerCase();
  const found = rows.filter((row) => isOne[which](row) && `${row.system} ${row.login} ${row.person}`.toLowerCase().includes(words));
  const number = (kind: Matched) => rows.filter(isOne[kind]).length;
  return { accounts: rows.length, unmatched: number("unmatched"), weak: number("weak"), decided: number("decided"), total: found.length, rows: found.slice(offset, offset + limit), people: NAMES };
}

export function decide(choice: IdentityChoice) {
  const is = (row: IdentityRow) => row.system === choice.system && row.login === choice.login;
  rows = rows.map((row) => (is(row) ? { ...row, person: choice.person, owner: choice.owner, weak: false, candidates: [], decision: `you: ${choice.reason}` } : row));
}

export function undecide(system: string, login: string) {
  rows = rows.map((row) => (row.system === system && row.login === login ? { ...row, person: "", owner: "", decision: "" } : row));
}
