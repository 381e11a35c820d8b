import { Agent } from 'node:http';
import { progress } from '../../../cli/output';
import type { Env } from '../../../config/env';
import type { Sql } from '../../../store/db/db';
import { call, percentile } from '../calls';
import { linkTokens } from '../links';
import { type Ground, ROWS_A_VILLAGE, rowOf } from './ground';

/** Of each kind of page. */
const TIMES = 40;
/** Not measured: V8 compiles, and connections open. */
const WARM_UP = 5;

/** How long an officer waits for a page of a list. */
export interface Paged {
  pageP95Ms: number;
  lastPageP95Ms: number;
}

/** What an officer asks of the list: a path, or words to find. */
type Asked = { path: string } | { words: string };

/**
 * Reads pages of the list through the API, as the console does: from its beginning, its middle and its end, with each
 * filter, also one that no row fits, and by the whole ID number and the whole name.
 * @returns 95 of a hundred, of all kinds together and of the last page; each kind by itself
 * @throws Error when a page has not the rows that it must have: the figure would be worthless
 */
export async function measurePages(
  { env, sql }: { env: Env; sql: Sql },
  { campaign, county, unitOf }: Ground,
  rows: number,
): Promise<Paged & { kinds: Record<string, number> }> {
  progress('pages of the list …');
  // In the order of pages, from everywhere in the list; never its very ends.
  const places = await sql<{ id: number }[]>`
    select id from (
      select id, row_number() over (order by unit_code, id) as nth from entries
      where campaign_id = ${campaign} and list = 'imported') e
    where nth % ${Math.max(1, Math.floor(rows / (TIMES + 3)))} = 1 order by nth offset 1 limit ${TIMES}`;
  const within = (turn: number) => places[turn % places.length]?.id ?? 0;
  const somebody = (turn: number) => rowOf(Math.floor((rows * (turn + 1)) / (TIMES + 3)));
  const kinds: Record<string, { ask(turn: number): Asked; least: number }> = {
    first: { ask: () => ({ path: '' }), least: 100 },
    middle: { ask: (turn) => ({ path: `after=${within(turn)}` }), least: 1 },
    backward: { ask: (turn) => ({ path: `before=${within(turn)}` }), least: 1 },
    last: { ask: () => ({ path: 'last=true' }), least: 100 },
    county: { ask: () => ({ path: `units=${county}` }), least: 100 },
    countyLast: { ask: () => ({ path: `units=${county}&last=true` }), least: 100 },
    village: { ask: (turn) => ({ path: `units=${unitOf(rows - 1 - turn * 7)}` }), least: 1 },
    category: { ask: () => ({ path: 'category=special&state=in&step=propose' }), least: 100 },
    returned: { ask: () => ({ path: 'state=returned' }), least: 0 },
    step: { ask: () => ({ path: 'step=deliver' }), least: 0 },
    idNumber: { ask: (turn) => ({ words: somebody(turn).idNumber }), least: 1 },
    name: { ask: (turn) => ({ words: somebody(turn).name }), least: 1 },
  };
  const agent = new Agent({ keepAlive: true });
  const url = `${env.PUBLIC_URL}/api/campaigns/${campaign}/lists/imported/rows`;
  const bearer = { authorization: `Bearer ${env.API_TOKEN}` };
  const times: Record<string, number[]> = {};
  try {
    for (const [kind, { ask, least }] of Object.entries(kinds)) {
      const own: number[] = [];
      for (let turn = -WARM_UP; turn < TIMES; turn += 1) {
        const asked = ask(Math.max(0, turn));
        const start = performance.now();
        const { status, body } =
          'words' in asked
            ? await call(agent, `${url}/find`, asked, bearer)
            : await call(agent, `${url}?${asked.path}`, undefined, bearer);
        if (turn >= 0) own.push(performance.now() - start);
        const found = status === 200 ? (JSON.parse(body) as { rows: unknown[] }).rows.length : 0;
        if (status !== 200 || found < least)
          throw new Error(`An answer of ${status} with ${found} rows to "${kind}" is no measurement.`);
      }
      times[kind] = own;
    }
  } finally {
    agent.destroy();
  }
  const { last = [] } = times;
  return {
    pageP95Ms: percentile(Object.values(times).flat(), 0.95),
    lastPageP95Ms: percentile(last, 0.95),
    kinds: Object.fromEntries(Object.entries(times).map(([kind, own]) => [kind, percentile(own, 0.95)])),
  };
}

/** What a village waits for, and loads, when it opens its list. */
export interface VillageList {
  p95Ms: number;
  /** Of the page itself, as it is sent; the phone has script and style. */
  kb: number;
}

/** Opens lists of villages that have handed in their rows. */
export async function measureVillageLists({ env, sql }: { env: Env; sql: Sql }): Promise<VillageList> {
  progress("villages' own lists …");
  const tokens = await linkTokens(sql, env, 'handed');
  const agent = new Agent({ keepAlive: true });
  const times: number[] = [];
  let most = 0;
  try {
    for (let turn = 0; turn < TIMES; turn += 1) {
      const start = performance.now();
      const { status, bytes, body } = await call(agent, `${env.PUBLIC_URL}/r/${tokens[turn] ?? ''}`);
      times.push(performance.now() - start);
      most = Math.max(most, bytes);
      const shown = body.split('**</b>').length - 1;
      if (status !== 200 || shown < ROWS_A_VILLAGE)
        throw new Error(`A page of ${status} with ${shown} rows is no measurement.`);
    }
  } finally {
    agent.destroy();
  }
  return { p95Ms: percentile(times, 0.95), kb: Math.ceil(most / 1024) };
}
