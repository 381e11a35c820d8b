import { randomUUID } from 'node:crypto';
import { decideRows } from '../../../actions/list/rows';
import { progress } from '../../../cli/output';
import { Refused } from '../../../domain/text/refusal';
import { shellUser } from '../../../store/account/actor';
import type { Sql } from '../../../store/db/db';
import { COUNTY_ROWS, type Ground } from './ground';

/** Seconds of approving a county's rows, and all the others by two officers at once; null where there are too few. */
export interface Approved {
  approveCountySeconds: number | null;
  atOnce: { rows: number; seconds: number };
}

/**
 * Approves a county's rows, and then all that are left, twice at once: one wins, and the other is told who.
 * @param rows how many were imported
 * @throws Error when another number of rows is approved, or both win
 */
export async function measureApproval(sql: Sql, { campaign, county }: Ground, rows: number): Promise<Approved> {
  const approve = (name: string, units: string | undefined, count: number) =>
    decideRows(
      // An approval asks nobody again, so that no round is to be told.
      {
        sql,
        by: shellUser({ NUANDONG_BY: name }),
        client: { startCases: async () => {}, reportArrived: async () => {} },
      },
      {
        ...{ campaign, list: 'imported', via: 'cli', top: null, submission: randomUUID() },
        decision: { act: 'do', step: 'approve' },
        meant: { all: { step: 'propose', state: 'in', ...(units !== undefined && { units }) }, count },
      },
    );
  const hasCounty = rows > COUNTY_ROWS;
  let approveCountySeconds: number | null = null;
  if (hasCounty) {
    progress(`approving a county's ${COUNTY_ROWS} rows …`);
    approveCountySeconds = await secondsOf(() => approve('county', county, COUNTY_ROWS));
  }
  const left = hasCounty ? rows - COUNTY_ROWS : rows;
  progress(`approving ${left} rows, twice at once …`);
  const start = performance.now();
  const times: number[] = [];
  const both = await Promise.allSettled(
    ['one', 'other'].map(async (name) => {
      const { rows: done } = await approve(name, undefined, left);
      times.push((performance.now() - start) / 1000);
      if (done !== left) throw new Error(`${done} of ${left} rows were approved; the figure would be worthless.`);
    }),
  );
  const refused = both.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  const [other] = refused;
  if (refused.length !== 1 || !(other instanceof Refused)) throw other ?? new Error('Both officers have approved it.');
  return { approveCountySeconds, atOnce: { rows: left, seconds: round2(times[0] ?? Number.NaN) } };
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return round2((performance.now() - start) / 1000);
}

const round2 = (seconds: number): number => Math.round(seconds * 100) / 100;
