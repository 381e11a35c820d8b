import type { RoundPlan } from '../../domain/campaign/plan';
import { type Instant, plusMs } from '../../domain/instant';
import type { OutReason } from '../../domain/list/row-life';
import type { Step } from '../../domain/list/steps';
import { agenda } from '../clock/agenda';
import { chance } from '../people/chance';
import { onGrid, type WorkingGrid } from '../people/working-grid';
import type { Office, OfficeAct, RowMet } from './office';
import { rowId } from './proposals';
import type { ShareName, Shares } from './shares';

/** Those who go from door to door, and those who hand out: an officer writes down what they did, each afternoon. */
export interface ListOfficers {
  nextAt(): Instant | null;
  act(at: Instant): Promise<void>;
}

/** What may be found at a door, or happen before something is brought there. */
type Finding = (row: RowMet) => OfficeAct | null;

const leaves =
  (because: OutReason, reason: string): Finding =>
  () => ({ act: 'remove', because, reason });

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
  shares,
  rounds,
  tracks,
  units,
  grid,
  office,
}: {
  seed: number;
  shares: Shares;
  rounds: readonly Pick<RoundPlan, 'list' | 'does' | 'opensAt' | 'locksAt'>[];
  /** The track of each list. */
  tracks: ReadonlyMap<string, readonly Step[]>;
  /** All villages, in one order. */
  units: readonly string[];
  grid: WorkingGrid;
  office: Office;
}): ListOfficers {
  const todo = agenda<Visit>();
  const ordinals = new Map<number, string>();
  const counts = new Map<string, number>();
  for (const { list = '', does, opensAt, locksAt } of rounds) {
    const track = tracks.get(list) ?? [];
    const after = does && track[track.indexOf(does) - 1];
    if (does && after)
      for (const at of afternoons(opensAt, locksAt, grid)) todo.add(at, { at, list, step: does, after });
  }

  /** The number of a row is another one in each rehearsal; how manieth of its village it is, is not. */
  function nameOf({ id, unit }: RowMet, list: string): string {
    const place = `${list} ${unit}`;
    const known = ordinals.get(id) ?? `${place} ${counts.get(place) ?? 0}`;
    if (!ordinals.has(id)) counts.set(place, (counts.get(place) ?? 0) + 1);
    ordinals.set(id, known);
    return known;
  }

  /** To the next village; the last one is as far as anybody goes. */
  const moves: Finding = ({ unit }) => {
    const to = units[units.indexOf(unit) + 1];
    return to === undefined ? null : { act: 'move', to, reason: '举家搬迁' };
  };
  const found: Partial<Record<Step, readonly (readonly [ShareName, Finding])[]>> = {
    check: [
      ['notEligible', leaves('not-eligible', '上门核实不符')],
      ['left', leaves('moved', '已迁往外地')],
      ['died', leaves('deceased', '已去世')],
      ['notFound', leaves('not-found', '查无此户')],
      ['noConsent', leaves('no-consent', '本人不同意')],
      ['returned', () => ({ act: 'return', reason: '家庭人口与户口簿不符', workingDays: 3 })],
      ['moves', moves],
    ],
    deliver: [
      ['refuses', leaves('withdrawn', '本人不愿领取')],
      ['died', leaves('deceased', '发放前去世')],
      ['moves', moves],
    ],
  };
  /** Rows to which something has happened in a step: it does not happen twice. */
  const met = new Set<string>();

  function actOn(row: RowMet, { list, step }: Visit): OfficeAct {
    const name = nameOf(row, list);
    const before = `${step} ${name}`;
    let lot = met.has(before) ? 1 : chance(seed, 'found', step, name);
    for (const [share, finding] of found[step] ?? []) {
      const act = lot < shares[share] ? finding(row) : null;
      if (act) {
        met.add(before);
        return act;
      }
      lot -= shares[share];
      if (lot < 0) break;
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
