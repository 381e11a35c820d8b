import { decideRows } from '../../../actions/list/rows';
import { progress } from '../../../cli/output';
import { Refused } from '../../../domain/text/refusal';
import { shellUser } from '../../../store/account/actor';
import type { Sql } from '../../../store/db/db';
import { secondsOf } from '../seconds-of';
import { keyOf, type LedgerGround, LIST } from './ground';

/** Seconds of freezing what rows are entitled to, and the rows of a second run. */
export interface Entitlements {
  entitlementsSeconds: number;
  secondRunRows: number;
}

/**
 * Approves all rows, which freezes what each is entitled to and covers it by the purse; and once more.
 * @throws Error when another number of rows is approved
 */
export async function measureEntitlements(sql: Sql, { campaign, split }: LedgerGround): Promise<Entitlements> {
  const rows = split.all;
  progress(`approving ${rows} rows …`);
  const approve = (nth: number, count: number) =>
    decideRows(
      {
        sql,
        by: shellUser({ NUANDONG_BY: 'officer' }),
        client: { startCases: async () => {}, reportArrived: async () => {} },
      },
      {
        ...{ campaign, list: LIST, via: 'cli', top: null, submission: keyOf(nth, 1) },
        decision: { act: 'do', step: 'approve' },
        meant: { all: { step: 'propose', state: 'in' }, count },
      },
    );
  let done = 0;
  const entitlementsSeconds = await secondsOf(async () => {
    done = (await approve(1, rows)).rows;
  });
  if (done !== rows) throw new Error(`${done} of ${rows} rows were approved; the figure would be worthless.`);
  const secondRunRows = await approve(2, 0).then(
    (again) => again.rows,
    (error: unknown) => {
      if (error instanceof Refused) return 0;
      throw error;
    },
  );
  return { entitlementsSeconds, secondRunRows };
}
