import type { Definition } from '../../domain/campaign/definition/definition';
import type { Plan } from '../../domain/campaign/plan';
import { earliest } from '../../domain/instant';
import type { Witness } from '../people/witness';
import type { WorkingGrid } from '../people/working-grid';
import { createListBoard } from './list-board';
import type { ListGround } from './list-ground';
import { createListOfficers } from './list-officers';
import { createListVillages, type ListVillages } from './list-villages';
import type { Office } from './office';

/** Everybody who has to do with the lists of a rehearsal: villages, and officers for all others. */
export function createListPeople({
  seed,
  plan,
  definition,
  ground,
  grid,
  office,
  witness,
}: {
  seed: number;
  plan: Plan;
  definition: Pick<Definition, 'forms' | 'lists'>;
  ground: ListGround;
  grid: WorkingGrid;
  office: Office;
  /** Reads what hangs. */
  witness: Witness;
}): ListVillages {
  const villages = createListVillages({ seed, definition, grid, ...ground });
  const rounds = plan.stages.flatMap((stage) => stage.rounds);
  const tracks = new Map(Object.entries(definition.lists).map(([id, { track }]) => [id, track]));
  const officers = createListOfficers({ seed, rounds, tracks, grid, office });
  const announced = new Map(
    Object.entries(definition.lists).flatMap(([id, { posting }]) => (posting ? [[id, posting.days]] : [])),
  );
  const board = createListBoard({ seed, plan, announced, grid, office, witness });
  return {
    ...villages,
    nextAt: () => earliest(villages.nextAt(), officers.nextAt(), board.nextAt()),
    async act(at) {
      const acted = await villages.act(at);
      await officers.act(at);
      await board.act(at);
      return acted;
    },
  };
}
