import { simulatedAmong } from '../delivery/channels/sms/platforms';
import type { Definition } from '../domain/definition/definition';
import { kindsAsked, REGION_KINDS } from '../domain/region-kinds';
import type { Sql } from '../register/db';
import { generateRegister } from '../register/tables/generate';
import { importRegister } from '../register/tables/import';

/** A platform without a simulator is left out: nothing of a rehearsal may reach the real one. */
export const withSimulated = (definition: Definition): Definition => ({
  ...definition,
  ...(definition.providers && { providers: simulatedAmong(definition.providers) }),
});

/**
 * Each size and each choice of kinds has a register of its own, told apart by the codes: on one system none mixes in.
 * The warnings of the rehearsal are about all of it, since it has none of the places that they name.
 */
export async function overInventedRegister(sql: Sql, definition: Definition, villages: number): Promise<Definition> {
  const asked = kindsAsked(definition);
  const scope = `R${villages}-${asked.map((kind) => REGION_KINDS.indexOf(kind)).join('')}-990000`;
  await importRegister(sql, generateRegister({ villages, asked, prefix: scope }));
  const warnings = definition.rehearsal?.warnings.map((warning) => ({ ...warning, areas: [scope] })) ?? [];
  return { ...definition, scope, rehearsal: { warnings } };
}
