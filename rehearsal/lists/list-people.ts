import type { Definition } from '../../domain/campaign/definition/definition';
import type { Plan } from '../../domain/campaign/plan';
import { earliest } from '../../domain/instant';
import type { Witness } from '../people/witness';
import type { WorkingGrid } from '../people/working-grid';
import { createListBoard } from './list-board';
import type { ListGround } from './list-ground';
import { createListOfficers } from './list-officers';
import { createListTownships } from './list-townships';
import { createListVillages, type ListVillages } from './list-villages';
import type { Office } from './office';
import type { Shares } from './shares';

/** Everybody who has to do with the lists of a rehearsal: villages, and officers for all others. */
export function createListPeople({
  seed,
  shares,
  plan,
  definition,
  ground,
  grid,
  office,
  witness,
}: {
  seed: number;
  shares: Shares;
  plan: Plan;
  definition: Pick<Definition, 'forms' | 'lists'>;
  ground: ListGround;
  grid: WorkingGrid;
  office: Office;
  /** Reads what hangs. */
  witness: Witness;
}): ListVillages {
  const { units } = ground;
  const lists = Object.keys(definition.lists);
  const villages = createListVillages({ seed, shares, definition, grid, ...ground });
  const townships = createListTownships({ seed, shares, lists, units, grid, office });
  const rounds = plan.stages.flatMap((stage) => stage.rounds);
  const tracks = new Map(Object.entries(definition.lists).map(([id, { track }]) => [id, track]));
  const officers = createListOfficers({ seed, shares, rounds, tracks, units, grid, office });
  const announced = new Map(
    Object.entries(definition.lists).flatMap(([id, { posting }]) => (posting ? [[id, posting]] : [])),
  );
  const board = createListBoard({ seed, shares, plan, announced, grid, office, witness });
  return {
    ...villages,
    nextAt: () => earliest(villages.nextAt(), townships.nextAt(), officers.nextAt(), board.nextAt()),
    hear: (heard, round, place) => townships.hear(heard, round, place) || villages.hear(heard, round, place),
    async act(at) {
      const acted = [...(await villages.act(at)), ...(await townships.act(at))];
      await officers.act(at);
      await board.act(at);
      return acted;
    },
  };
}
