import { createHash } from 'node:crypto';
import { Agent } from 'node:http';
import { progress } from '../../../cli/output';
import type { Env } from '../../../config/env';
import type { Sql } from '../../../store/db/db';
import { call, percentile } from '../calls';
import { linkTokens } from '../links';
import { keyOf, type LedgerGround, LIST } from './ground';
import { ROWS_A_PHONE } from './split';

/** Acts of one request, as the page's script sends them. */
const ACTS = 5;
/** Phones that send at the same moment. */
const AT_ONCE = 40;

/** Of the requests of the first and of the second sending, in milliseconds. */
export interface Phones {
  phonesP95Ms: number;
  phonesAgainP95Ms: number;
  phones: number;
}

/**
 * Villages send what they have handed over, each row with a signature, through the page's own door; and all of it
 * again. The pictures of the signatures come later, as on a weak network.
 * @throws Error when a row is not taken, or taken twice
 */
export async function measurePhones(measuring: { env: Env; sql: Sql; ground: LedgerGround }): Promise<Phones> {
  const { env, sql, ground } = measuring;
  const { campaign } = ground;
  const phones = await phonesOf(measuring);
  const before = await booked(sql, campaign);
  const count = phones.reduce((sum, phone) => sum + phone.rows.length, 0);
  progress(`${phones.length} phones send ${count} signed rows, twice …`);
  const first = await sendAll(env, phones, 'done');
  const again = await sendAll(env, phones, 'same');
  if ((await booked(sql, campaign)) - before !== count)
    throw new Error(`${count} rows were sent, and ${(await booked(sql, campaign)) - before} were booked.`);
  return { phonesP95Ms: percentile(first, 0.95), phonesAgainP95Ms: percentile(again, 0.95), phones: phones.length };
}

type Phone = { token: string; rows: string[] };

/** @returns the token of each village's link, and its rows */
async function phonesOf({ env, sql, ground }: { env: Env; sql: Sql; ground: LedgerGround }): Promise<Phone[]> {
  const tokens = await linkTokens(sql, env, 'give');
  const units = await sql<{ unit: string }[]>`
    select u.unit_code as unit from asks u join rounds r on r.id = u.round_id where r.stage = 'give' order by 1`;
  const tokenOf = new Map(units.map(({ unit }, nth) => [unit, tokens[nth]]));
  const rows = await sql<{ unit: string; row: string }[]>`
    select unit_code as unit, row from entries
    where campaign_id = ${ground.campaign} and list = ${LIST} and unit_code = any(${[...ground.phones]}::text[]) order by id`;
  const phones = new Map(
    ground.phones.map((unit): [string, Phone] => [unit, { token: tokenOf.get(unit) ?? '', rows: [] }]),
  );
  for (const { unit, row } of rows) phones.get(unit)?.rows.push(row);
  return [...phones.values()];
}

/** @param is what the server has to answer to each row */
async function sendAll(env: Env, phones: readonly Phone[], is: 'done' | 'same'): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const times: number[] = [];
  const waiting = [...phones.entries()];
  const send = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [nth, { token, rows }] = next;
      for (let at = 0; at < rows.length; at += ACTS) {
        const acts = rows
          .slice(at, at + ACTS)
          .map((row, index) => actOf(row, keyOf(nth * ROWS_A_PHONE + at + index, 4)));
        const start = performance.now();
        const body = new URLSearchParams({ 'rows-sent': JSON.stringify({ did: acts }) });
        const answer = await call(agent, `${env.PUBLIC_URL}/r/${token}`, body, { accept: 'application/json' });
        times.push(performance.now() - start);
        const taken = answer.body.split(`"is":"${is}"`).length - 1;
        if (answer.status !== 200 || taken !== acts.length)
          throw new Error(`${answer.status} with ${taken} rows taken is no measurement: ${answer.body.slice(0, 300)}`);
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, send));
  } finally {
    agent.destroy();
  }
  return times;
}

const actOf = (row: string, key: string) => ({
  ...{ row, done: true, key },
  delivery: { mark: 'signature', signature: createHash('sha256').update(row).digest('hex') },
});

async function booked(sql: Sql, campaign: string): Promise<number> {
  const [held] = await sql<{ rows: number }[]>`
    select count(*)::int as rows from balances
    where campaign_id = ${campaign} and item = 'cny' and account like 'with:%' and quantity > 0`;
  return held?.rows ?? 0;
}
