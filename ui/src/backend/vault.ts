// The state of the vault, which decides what the window shows at all.
import { family, invalidate } from "./cache.svelte";
import { call } from "./call";
import { commands, type EngagementView, type UnlockWith, type VaultState } from "./generated";

const state = family(["vault"], () => call(commands.vaultState()), { kept: true });

export function vaultState() {
  return state();
}

export async function unlock(method: UnlockWith): Promise<EngagementView> {
  const engagement = await call(commands.unlock(method));
  invalidate(["vault", "evidence", "map", "results", "bundles"]);
  return engagement;
}

export async function lock(): Promise<void> {
  await call(commands.lock());
  invalidate(["vault"]);
}

export async function chooseFolder(): Promise<VaultState> {
  const found = await call(commands.chooseFolder());
  invalidate(["vault"]);
  return found;
}
