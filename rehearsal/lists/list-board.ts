import type { Plan } from '../../domain/campaign/plan';
import { type Instant, plusMs } from '../../domain/instant';
import { STEP_NAMES, type Step } from '../../domain/list/steps';
import { agenda } from '../clock/agenda';
import { chance } from '../people/chance';
import { inParallel } from '../people/in-parallel';
import type { Witness } from '../people/witness';
import { onGrid, type WorkingGrid } from '../people/working-grid';
import { inventPerson } from './invented-people';
import { readPosting, sayToPosting } from './list-visitor';
import type { Office } from './office';
import { rowId } from './proposals';
import type { Shares } from './shares';

/** The board: an officer posts lists, and people who read them object. */
export interface ListBoard {
  nextAt(): Instant | null;
  act(at: Instant): Promise<void>;
}

const DAY_MS = 86_400_000;
/** How many postings are read at the same moment. */
const AT_ONCE = 8;
/** Whoever objects is on no list. */
const FIRST_READER = 9_000_000;

/** Whoever is named as missing is on no list either. */
const FIRST_MISSING = 9_500_000;

type Doing = { list: string; does: 'post' | 'object' | 'complain' };

/** @returns who posts the lists that are announced, and who reads them; with the same seed the same people object */
export function createListBoard({
  seed,
  shares,
  plan,
  announced,
  grid,
  office,
  witness,
}: {
  seed: number;
  shares: Shares;
  plan: Plan;
  /** Lists with a posting, for how many days it hangs, and whether it asks for families that are missing. */
  announced: ReadonlyMap<string, { days: number; nominations: boolean }>;
  grid: WorkingGrid;
  office: Office;
  witness: Witness;
}): ListBoard {
  const todo = agenda<Doing>();
  for (const [list, { days }] of announced) {
    const ready = lastLockBefore(plan, list, 'announce');
    const on = (after: Instant | null, share: number) =>
      after && onGrid({ after, before: plusMs(after, DAY_MS), share }, grid);
    const opens = on(ready, 0);
    const objected = on(opens, 0.9);
    // The day of posting does not count, and days off may lie between.
    const late = opens && on(plusMs(opens, (2 * days + 2) * DAY_MS), 0.5);
    if (opens) todo.add(opens, { list, does: 'post' });
    if (objected) todo.add(objected, { list, does: 'object' });
    if (late) todo.add(late, { list, does: 'complain' });
  }

  async function perform({ list, does }: Doing): Promise<void> {
    if (does === 'post') return office.post(list, plan.scope);
    await inParallel(AT_ONCE, await office.postings(list), async ({ id, region, address }) => {
      witness.look({ place: 'posting', where: `the page of ${region}`, text: await readPosting(address) });
      witness.look({ place: 'posting', where: `the sheet of ${region}`, text: await office.sheet(id) });
      const lot = chance(seed, 'reader', list, region);
      const reader = inventPerson(seed, FIRST_READER + Math.floor(lot * 100_000));
      const say = (number: string, text: string) =>
        sayToPosting(address, {
          ...{ key: rowId(seed, does, list, region, number), number, text },
          from: `${reader.name} ${reader.phone}`,
        });
      if (does === 'object' ? lot < shares.objects : lot >= 1 - shares.tooLate) await say('1', '家里有小汽车');
      if (does === 'object' && announced.get(list)?.nominations && names(list, region))
        await say('', `漏了一户：${inventPerson(seed, FIRST_MISSING + Math.floor(lot * 100_000)).name}，独居`);
    });
  }

  const names = (list: string, region: string): boolean => chance(seed, 'nominates', list, region) < shares.nominates;

  return {
    nextAt: () => todo.nextAt(),
    async act(at) {
      for (const one of todo.take(at)) await perform(one);
    },
  };
}

/** @returns the last lock of the rounds that ask for an earlier step of the list; null where none does */
function lastLockBefore({ stages }: Plan, list: string, step: Step): Instant | null {
  const before = STEP_NAMES.slice(0, STEP_NAMES.indexOf(step));
  const locks = stages
    .flatMap(({ rounds }) => rounds)
    .flatMap(({ list: of, does, locksAt }) => (of === list && does && before.includes(does) ? [locksAt] : []));
  return locks.sort().at(-1) ?? null;
}
