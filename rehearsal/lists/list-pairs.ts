import type { Definition } from '../../domain/campaign/definition/definition';
import type { Plan } from '../../domain/campaign/plan';
import type { Instant } from '../../domain/instant';
import type { PairDeed } from '../../domain/list/pairs/deed-kinds';
import type { Step } from '../../domain/list/steps';
import { agenda } from '../clock/agenda';
import { onGrid, type WorkingGrid } from '../people/working-grid';
import type { Office, RowMet } from './office';
import { rowId } from './proposals';

/** Those who give rows of a list of pairs (结对) their helpers, and helpers who telephone what they have done. */
export interface ListPairs {
  nextAt(): Instant | null;
  act(at: Instant): Promise<void>;
}

/** How far between the end of the lists and the first round: there is time to choose. */
const PAIRED = 0.2;
/** How far between the opening and the due day of a round. */
const TOLD = 0.5;

interface Done {
  kind: PairDeed;
  answers: Readonly<Record<string, string | number>>;
}

/**
 * What each helper does in the rounds, by their number: more than any minimum of a year asks, when there are seven of
 * them.
 */
const doneIn = (round: number): Done[] => [
  { kind: 'contact', answers: { way: 'phone' } },
  ...(round % 3 === 0 ? [{ kind: 'visit', answers: { way: 'home' } } as const] : []),
  ...(round === 1 ? [{ kind: 'help', answers: { what: '修好了取暖炉' } } as const] : []),
  ...(round === 2 ? [{ kind: 'problem', answers: { what: '补办了证件' } } as const] : []),
  ...(round === 4 ? [{ kind: 'money', answers: { cash: 200 } } as const] : []),
];

/** @returns the pairs of a rehearsal; with the same seed the same helpers do the same at the same instants */
export function createListPairs({
  seed,
  plan,
  definition,
  grid,
  office,
}: {
  seed: number;
  plan: Plan;
  definition: Pick<Definition, 'lists'>;
  grid: WorkingGrid;
  office: Office;
}): ListPairs {
  const todo = agenda<() => Promise<unknown>>();
  const rounds = plan.stages.flatMap((stage) => stage.rounds);
  const key = (...about: (string | number)[]) => rowId(seed, 'pairs', ...about);

  for (const [list, { track }] of Object.entries(definition.lists)) {
    const before = track[track.indexOf('support') - 1];
    const supports = rounds.filter((round) => round.list === list && round.does === 'support');
    const [first] = supports.toSorted((one, other) => (one.opensAt < other.opensAt ? -1 : 1));
    if (before === undefined || !first) continue;
    const ready = rounds.flatMap((one) => (one.list === list && one.does !== 'support' ? [one.locksAt] : [])).sort();
    const after = ready.at(-1) ?? plan.startsAt;
    todo.add(onGrid({ after, before: first.opensAt, share: PAIRED }, grid) ?? after, () => pair(list, before));
    const times = supports.map(({ opensAt, dueAt }) => onGrid({ after: opensAt, before: dueAt, share: TOLD }, grid));
    for (const [nth, at] of times.sort().entries()) if (at) todo.add(at, () => tell(list, before, nth));
  }

  /** In turn, so that everybody who can help helps somebody. */
  async function pair(list: string, step: Step): Promise<void> {
    const [rows, helpers] = [await rowsOf(list, step), await office.helpers(list)];
    const pairs = rows.flatMap(({ id }, nth) => {
      const helper = helpers[nth % helpers.length];
      return helper ? [{ row: id, helper }] : [];
    });
    if (pairs.length > 0) await office.pair(list, pairs, key('made', list));
  }

  async function tell(list: string, step: Step, nth: number): Promise<void> {
    // One after the other, so that each report of a unit counts what was entered before it.
    for (const [at, { id }] of (await rowsOf(list, step)).entries())
      for (const { kind, answers } of doneIn(nth))
        await office.enterDeed(list, id, { deed: key('deed', list, nth, at, kind), kind, answers });
  }

  /** Numbers of rows are others in each rehearsal; their order within a unit is not. */
  const rowsOf = async (list: string, step: Step): Promise<RowMet[]> =>
    (await office.rows(list, { step, state: 'in' })).toSorted((one, other) =>
      one.unit === other.unit ? one.id - other.id : one.unit < other.unit ? -1 : 1,
    );

  return {
    nextAt: () => todo.nextAt(),
    async act(at) {
      for (const task of todo.take(at)) await task();
    },
  };
}
