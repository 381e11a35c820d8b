import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { withContent } from '../../reporting/document/content';
import type { Sql } from '../../store/db/db';
import { type OpenCampaign, openCampaign } from '../support/campaigns/campaign';
import { testDatabase } from '../support/servers/database';

const MB = 1_048_576;
const UNITS = 15_000;
/** Three full lists of so many rows took 13 MB in memory. */
const BOUND = 5 * MB;

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;
beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  campaign = await openCampaign(sql);
  await askMany();
}, 60_000);
afterAll(() => database.drop());

/** Each of many villages is missing, was chased, and is on the call list. */
async function askMany(): Promise<void> {
  const [round] = campaign.rounds;
  if (!round) throw new Error('the campaign has no round');
  await sql`
    insert into regions (code, parent_code, level, kind, name, path, position)
    select t.code || '-' || n, t.code, t.level + 1, 'village', '第' || n || '村', t.path || t.code || '-' || n || '/', n
    from (select * from regions where kind = 'township' order by code limit 1) t, generate_series(1, ${UNITS}::int) n`;
  const many = sql`from regions g cross join (select * from rounds where id = ${round}) r where g.name ~ '^第[0-9]+村$'`;
  await sql`
    insert into asks (round_id, campaign_id, key, unit_code)
    select r.id, r.campaign_id, r.key, g.code ${many}`;
  await sql`
    insert into call_list (campaign_id, round_id, unit_code, reason, opened_at)
    select r.campaign_id, r.id, g.code, 'silent', r.due_at ${many}`;
  await sql`
    insert into chases (campaign_id, round_id, rung, region_code, silent, opened_at, acknowledge_by)
    select r.campaign_id, r.id, 'chase', g.code, 1, r.due_at, r.due_at ${many}`;
  // As Postgres does by itself within a minute: until then it reads as if the tables were as small as before.
  await sql`analyze`;
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** @returns the bytes in use, without garbage. */
function used(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

test('M14: what a report holds does not grow with the units that are missing, chased and telephoned', async () => {
  const before = used();
  await withContent(sql, campaign.id, async (content) => {
    expect(used() - before).toBeLessThan(BOUND);
    expect(content.calls.map(({ listed }) => listed)).toEqual([UNITS]);
  });
});

test.each(['missing', 'calls', 'chases'] as const)('M14: the list of %s is read as it is written', async (list) => {
  await withContent(sql, campaign.id, async (_, lists) => {
    const before = used();
    let rows = 0;
    for await (const row of lists[list]()) {
      rows += 1;
      if (rows !== UNITS) continue;
      expect(used() - before).toBeLessThan(BOUND);
      expect(row.key).toBe('survey');
    }
    expect(rows).toBeGreaterThanOrEqual(UNITS);
  });
});

test('M14: Word names some of the missing and counts the others', async () => {
  await withContent(sql, campaign.id, async ({ missing, lengths }) => {
    const most = missing.find(({ units }) => units >= UNITS);
    expect(most?.names).toHaveLength(40);
    expect(lengths.missing).toBeGreaterThanOrEqual(UNITS);
  });
});
