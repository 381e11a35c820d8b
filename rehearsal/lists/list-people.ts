import type { Definition } from '../../domain/campaign/definition/definition';
import type { Plan } from '../../domain/campaign/plan';
import { earliest } from '../../domain/instant';
import { createGoodsPeople } from '../goods/goods-people';
import { intentOfWritten } from '../goods/proposing';
import type { Recipients } from '../goods/recipients';
import type { Witness } from '../people/witness';
import type { WorkingGrid } from '../people/working-grid';
import { createListBoard } from './list-board';
import type { ListGround } from './list-ground';
import { createListOfficers } from './list-officers';
import { createListPairs } from './list-pairs';
import { createListTownships } from './list-townships';
import { createListVillages, type ListVillages } from './list-villages';
import type { Office, OfficeDoor } from './office';
import type { Shares } from './shares';

/** What a rehearsal of a campaign that keeps accounts has besides. */
export interface Goods {
  recipients: Recipients;
  doors: { first: OfficeDoor; second: OfficeDoor };
}

const intentFrom =
  (of: Parameters<typeof intentOfWritten>[0], recipients: Recipients) => (place: { list: string; unit: string }) =>
    intentOfWritten(of, recipients, place);

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
  goods,
}: {
  seed: number;
  shares: Shares;
  plan: Plan;
  definition: Definition;
  ground: ListGround;
  grid: WorkingGrid;
  office: Office;
  /** Reads what hangs. */
  witness: Witness;
  /** Of a campaign that keeps accounts: its lists as they were written beforehand, and the doors of two officers. */
  goods: Goods | null;
}): ListVillages {
  const { units } = ground;
  const lists = Object.keys(definition.lists);
  const intent = goods ? intentFrom({ seed, shares, lists: definition.lists }, goods.recipients) : undefined;
  const villages = createListVillages({ seed, shares, definition, grid, intent, ...ground });
  const townships = createListTownships({ seed, shares, lists, units, grid, office });
  const people = goods && createGoodsPeople({ seed, plan, definition, grid, shares, ...goods, noted: villages.noted });
  // Where accounts are kept, offices decide and hand out by what was written.
  const rounds = plan.stages
    .flatMap((stage) => stage.rounds)
    .filter(({ does }) => does !== 'support' && (!goods || does === 'follow'));
  const tracks = new Map(Object.entries(definition.lists).map(([id, { track }]) => [id, track]));
  const officers = createListOfficers({ seed, shares, rounds, tracks, units, grid, office });
  const pairs = createListPairs({ seed, plan, definition, grid, office });
  const announced = new Map(
    Object.entries(definition.lists).flatMap(([id, { posting }]) => (posting ? [[id, posting]] : [])),
  );
  const board = createListBoard({ seed, shares, plan, announced, grid, office, witness });
  return {
    ...villages,
    nextAt: () =>
      earliest(
        ...[villages.nextAt(), townships.nextAt(), officers.nextAt(), board.nextAt(), pairs.nextAt()],
        people?.nextAt() ?? null,
      ),
    hear(heard, round, place) {
      people?.hear(heard, round);
      return townships.hear(heard, round, place) || villages.hear(heard, round, place);
    },
    async act(at) {
      const acted = [...(await villages.act(at)), ...(await townships.act(at))];
      await officers.act(at);
      await board.act(at);
      await people?.act(at);
      await pairs.act(at);
      return acted;
    },
  };
}
