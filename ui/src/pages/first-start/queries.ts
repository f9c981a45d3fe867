import { invalidate } from "../../backend/cache.svelte";
import { call } from "../../backend/call";
import { commands, type CreateVault, type ScopeView } from "../../backend/generated";
import type { StartForm } from "../../lib/engagement";

export async function createVault(form: StartForm, scope: readonly ScopeView[]) {
  const input: CreateVault = {
    company: form.company.trim(),
    auditType: form.typeOne ? "type-i" : "type-ii",
    from: form.from,
    to: form.typeOne ? form.from : form.to,
    zone: form.zone,
    scope: scope.map((each) => ({ ...each, reason: each.reason.trim() })),
    passphrase: form.passphrase,
    keychain: form.keychain,
  };
  const created = await call(commands.createVault(input));
  invalidate(["vault", "evidence", "map", "results", "bundles"]);
  return created;
}
