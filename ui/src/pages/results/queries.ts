import { family } from "../../backend/cache.svelte";
import { call } from "../../backend/call";
import { commands, type Answer, type ShowItems, type State } from "../../backend/generated";
import { PAGE_ROWS } from "../../lib/paging";

export interface Wish {
  readonly state: State | null;
  readonly show: ShowItems;
  readonly member: string;
  readonly words: string;
}

export const results = family(["results", "evidence", "map"], () => call(commands.results()));
export const record = family(["evidence"], (evidence: number, at: string) => call(commands.record(evidence, at)));
export const itemsOf = (id: string, wish: Wish, page: number) =>
  call(commands.evaluation(id, { state: wish.state, show: wish.show, member: wish.member, page: { offset: page * PAGE_ROWS, limit: PAGE_ROWS, filter: wish.words } }));
export const evaluation = family(["results", "map"], itemsOf);
export const explanation = family(["results", "evidence"], (evaluator: string, subject: string, seq: number) => call(commands.explain(evaluator, subject, seq)));
export const members = family(["map"], () => call(commands.members()));
export const me = family(["map"], () => call(commands.me()));
export const evidenceChoices = family(["evidence"], () => call(commands.evidenceList("")));

export const respond = (evaluator: string, subjects: string[], answer: Answer) => call(commands.respond(evaluator, subjects, answer));
export const accept = (evaluator: string, subjects: string[], reason: string, by: string, until: string) => call(commands.accept(evaluator, subjects, reason, by, until));
export const withdraw = (evaluator: string, subjects: string[]) => call(commands.withdraw(evaluator, subjects));
export const assign = (evaluator: string, subjects: string[], member: string, due: string) => call(commands.assign(evaluator, subjects, member, due));
export const unassign = (evaluator: string, subjects: string[]) => call(commands.unassign(evaluator, subjects));
export const remark = (evaluator: string, subjects: string[], text: string) => call(commands.remark(evaluator, subjects, text));
