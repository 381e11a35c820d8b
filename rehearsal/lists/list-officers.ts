import type { RoundPlan } from '../../domain/campaign/plan';
import { type Instant, plusMs } from '../../domain/instant';
import type { OutReason } from '../../domain/list/row-life';
import type { Step } from '../../domain/list/steps';
import { agenda } from '../clock/agenda';
import { chance } from '../people/chance';
import { onGrid, type WorkingGrid } from '../people/working-grid';
import type { Office, OfficeAct, RowMet } from './office';
import { rowId } from './proposals';

/** Those who go from door to door, and those who hand out: an officer writes down what they did, each afternoon. */
export interface ListOfficers {
  nextAt(): Instant | null;
  act(at: Instant): Promise<void>;
}

/** Share of the households that are not as stated, by what is found at the door. */
const FOUND: readonly (readonly [because: OutReason, share: number])[] = [
  ['not-eligible', 0.06],
  ['moved', 0.02],
  ['deceased', 0.01],
  ['not-found', 0.01],
  ['no-consent', 0.01],
];
/** Share of the households that do not take what is brought to them. */
const REFUSE = 0.02;

const DAY_MS = 86_400_000;
/** Rounds open at nine: the day's work is written down in the afternoon. */
const UNTIL_AFTERNOON_MS = 7 * 3_600_000;
/** Rows of one act. */
const AT_ONCE = 500;

interface Visit {
  at: Instant;
  list: string;
  step: Step;
  /** The step before it. */
  after: Step;
}

/** @returns who does the steps that rounds ask of units; with the same seed they find the same */
export function createListOfficers({
  seed,
  rounds,
  tracks,
  grid,
  office,
}: {
  seed: number;
  rounds: readonly Pick<RoundPlan, 'list' | 'does' | 'opensAt' | 'locksAt'>[];
  /** The track of each list. */
  tracks: ReadonlyMap<string, readonly Step[]>;
  grid: WorkingGrid;
  office: Office;
}): ListOfficers {
  const todo = agenda<Visit>();
  const ordinals = new Map<number, string>();
  const met = new Map<string, number>();
  for (const { list = '', does, opensAt, locksAt } of rounds) {
    const track = tracks.get(list) ?? [];
    const after = does && track[track.indexOf(does) - 1];
    if (does && after)
      for (const at of afternoons(opensAt, locksAt, grid)) todo.add(at, { at, list, step: does, after });
  }

  /** The number of a row is another one in each rehearsal; how manieth of its village it is, is not. */
  function nameOf({ id, unit }: RowMet, list: string): string {
    const place = `${list} ${unit}`;
    const known = ordinals.get(id) ?? `${place} ${met.get(place) ?? 0}`;
    if (!ordinals.has(id)) met.set(place, (met.get(place) ?? 0) + 1);
    ordinals.set(id, known);
    return known;
  }

  function actOn(row: RowMet, { list, step }: Visit): OfficeAct {
    let share = chance(seed, 'found', step, nameOf(row, list));
    if (step === 'deliver')
      return share < REFUSE ? { act: 'remove', because: 'withdrawn', reason: '本人不愿领取' } : { act: 'do', step };
    if (step === 'check')
      for (const [because, part] of FOUND) {
        if (share < part) return { act: 'remove', because, reason: '上门核实不符' };
        share -= part;
      }
    return { act: 'do', step };
  }

  async function visit(one: Visit): Promise<void> {
    const { list, step, after, at } = one;
    const groups = new Map<string, { act: OfficeAct; rows: RowMet[] }>();
    const rows = await office.rows(list, { step: after, state: 'in' });
    for (const row of rows.toSorted((one, other) => one.id - other.id)) {
      const act = actOn(row, one);
      const key = JSON.stringify(act);
      groups.set(key, { act, rows: [...(groups.get(key)?.rows ?? []), row] });
    }
    for (const [key, { act, rows: alike }] of groups)
      for (let from = 0; from < alike.length; from += AT_ONCE)
        await office.decide(
          list,
          act,
          alike.slice(from, from + AT_ONCE),
          rowId(seed, 'act', list, step, at, key, from),
        );
  }

  return {
    nextAt: () => todo.nextAt(),
    async act(at) {
      for (const one of todo.take(at)) await visit(one);
    },
  };
}

function afternoons(opensAt: Instant, locksAt: Instant, grid: WorkingGrid): Instant[] {
  const times: Instant[] = [];
  for (let from = plusMs(opensAt, UNTIL_AFTERNOON_MS); from < locksAt; from = plusMs(from, DAY_MS)) {
    const at = onGrid({ after: from, before: locksAt, share: 0 }, grid);
    if (at !== null && !times.includes(at)) times.push(at);
  }
  return times;
}
