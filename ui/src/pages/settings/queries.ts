import { family } from "../../backend/cache.svelte";
import { call } from "../../backend/call";
import { commands, type ApprovedView, type EffectiveView, type EngagementDraft, type MemberView } from "../../backend/generated";

export const parameters = family(["map"], () => call(commands.parameters()));
export const approved = family(["map"], () => call(commands.approved()));
export const members = family(["map"], () => call(commands.members()));
export const previewParameter = (id: string, value: EffectiveView) => call(commands.previewParameter(id, value));
export const setParameter = (id: string, value: EffectiveView) => call(commands.setParameter(id, value));
export const setApproved = (list: ApprovedView[]) => call(commands.setApproved(list));
export const setMember = (member: MemberView) => call(commands.setMember(member));
export const engagement = family(["vault", "map", "results"], () => call(commands.engagement()));
export const pastEngagement = family(["vault", "results"], (id: number) => call(commands.pastEngagement(id)));
export const changeEngagement = (draft: EngagementDraft, reason: string) => call(commands.changeEngagement(draft, reason));
export const rehearseRollForward = (from: string, to: string) => call(commands.rehearseRollForward(from, to));
export const rollForward = (from: string, to: string, reason: string) => call(commands.rollForward(from, to, reason));
