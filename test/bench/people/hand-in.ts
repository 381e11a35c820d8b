import { Agent } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { progress } from '../../../cli/output';
import type { Env } from '../../../config/env';
import { rowId } from '../../../rehearsal/lists/proposals';
import type { Sql } from '../../../store/db/db';
import { call, percentile } from '../calls';
import { linkTokens } from '../links';
import { ROWS_A_VILLAGE, rowOf } from './ground';

const A_SECOND = 50;
const SECONDS = 20;
/** Not measured: V8 compiles, and connections open. */
const WARM_UP_SECONDS = 4;
/** People who are on no other list here. */
const FIRST_PERSON = 10_000_000;

/**
 * Villages hand in their rows through the page's own door, at an even rate.
 * @returns the time of the 99th of a hundred, in milliseconds
 * @throws Error when a row is not taken: the figure would be worthless
 */
export async function measureHandIn({ env, sql }: { env: Env; sql: Sql }): Promise<number> {
  const tokens = await linkTokens(sql, env, 'handed');
  const agent = new Agent({ keepAlive: true, maxSockets: 128 });
  const times: number[] = [];
  progress(`${A_SECOND} villages a second hand in ${ROWS_A_VILLAGE} rows each, for ${SECONDS} s …`);
  const begun = performance.now();
  const send = async (nth: number) => {
    const start = performance.now();
    const { status, body } = await call(agent, `${env.PUBLIC_URL}/r/${tokens[nth] ?? ''}`, sendingOf(nth), {
      accept: 'application/json',
    });
    if (start >= begun + WARM_UP_SECONDS * 1000) times.push(performance.now() - start);
    const taken = body.split('"taken"').length - 1;
    if (status !== 200 || taken !== ROWS_A_VILLAGE)
      throw new Error(`An answer of ${status} with ${taken} rows taken is no measurement.`);
  };
  try {
    const sent: Promise<void>[] = [];
    for (let nth = 0; nth < (WARM_UP_SECONDS + SECONDS) * A_SECOND; nth += 1) {
      await pause(Math.max(0, begun + (nth * 1000) / A_SECOND - performance.now()));
      sent.push(send(nth));
    }
    await Promise.all(sent);
  } finally {
    agent.destroy();
  }
  return percentile(times, 0.99);
}

function sendingOf(nth: number): URLSearchParams {
  const rows = Array.from({ length: ROWS_A_VILLAGE }, (_, at) => ({
    row: rowId(1, nth, at),
    category: 'special',
    consent: true,
    figures: rowOf(FIRST_PERSON + nth * ROWS_A_VILLAGE + at),
  }));
  return new URLSearchParams({ 'rows-sent': JSON.stringify({ rows, gone: [] }), 'all-reported': 'yes' });
}
