import { family } from "../../backend/cache.svelte";
import { call } from "../../backend/call";
import { commands, type ApprovedView, type EffectiveView, type MemberView } from "../../backend/generated";

export const parameters = family(["map"], () => call(commands.parameters()));
export const approved = family(["map"], () => call(commands.approved()));
export const members = family(["map"], () => call(commands.members()));
export const previewParameter = (id: string, value: EffectiveView) => call(commands.previewParameter(id, value));
export const setParameter = (id: string, value: EffectiveView) => call(commands.setParameter(id, value));
export const setApproved = (list: ApprovedView[]) => call(commands.setApproved(list));
export const setMember = (member: MemberView) => call(commands.setMember(member));
