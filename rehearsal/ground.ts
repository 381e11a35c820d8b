import { simulatedAmong } from '../delivery/channels/sms/platforms';
import { CompileError } from '../domain/campaign/compile/compile';
import { kindProblems } from '../domain/campaign/compile/kinds-asked';
import type { Definition } from '../domain/campaign/definition/definition';
import { inventableFor, inventedScope, isOfTeam } from '../domain/people/invented-register';
import type { Sql } from '../store/db/db';
import { regionKinds } from '../store/people/region-kinds';
import { importRegister } from '../store/people/tables/import';
import { registerInParts } from '../store/people/tables/samples/generate';
import { makeRoomForInvented } from '../store/rehearsal/retired-rehearsals';

/** Leaves out platforms without a simulator: no message of a rehearsal may reach the real platform. */
export const withSimulated = (definition: Definition): Definition => ({
  ...definition,
  ...(definition.providers && { providers: simulatedAmong(definition.providers) }),
});

/**
 * @returns the definition over an invented register. Its warnings cover the whole register, and its asks go to all
 *   units of their kind, because the invented register lacks the places and tags that they name; it has only teams.
 */
export function overInvented(definition: Definition, villages: number): Definition {
  const scope = inventedScope(definition, villages);
  const warnings = definition.rehearsal?.warnings.map((warning) => ({ ...warning, areas: [scope] })) ?? [];
  const stages = definition.stages.map((stage) => ({
    ...stage,
    asks: stage.asks.map(({ only: _, tagged, ...ask }) => (isOfTeam({ ...ask, tagged }) ? { ...ask, tagged } : ask)),
  }));
  return { ...definition, scope, stages, rehearsal: { ...definition.rehearsal, warnings } };
}

/**
 * Invents the register of {@link overInvented}, and deletes the oldest invented registers of other rehearsals.
 * @throws CompileError for a kind of region that the register does not have
 */
export async function inventRegister(sql: Sql, definition: Definition, villages: number): Promise<void> {
  const { scope, id, language } = definition;
  const kinds = await regionKinds(sql);
  const problems = kindProblems(definition, kinds);
  if (problems.length > 0) throw new CompileError(id, problems, language);
  await makeRoomForInvented(sql, scope);
  const needed = inventableFor(definition, kinds);
  for (const part of registerInParts({ villages, ...needed, kinds, prefix: scope })) await importRegister(sql, part);
}
