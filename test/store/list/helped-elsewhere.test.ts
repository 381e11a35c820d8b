import { randomUUID } from 'node:crypto';
import { decideRows } from '../../../actions/list/rows';
import { compile } from '../../../domain/campaign/compile/compile';
import { insertCampaign } from '../../../store/campaign/campaigns';
import type { Sql } from '../../../store/db/db';
import { metElsewhere } from '../../../store/list/acts/helped-elsewhere';
import { regionsUnder } from '../../../store/people/regions';
import { recordReport } from '../../../store/report/reports';
import { openCampaign } from '../../support/campaigns/campaign';
import { listDefinition } from '../../support/campaigns/list-definition';
import { family, sending, TEST_PEOPLE_KEY } from '../../support/campaigns/rows';
import { shanghai } from '../../support/campaigns/tiny';
import { testDatabase } from '../../support/servers/database';

/** PEERS-SUBSTANCE chapter 3, case 4: who is helped already. Six households are on the list of a town. */
const { lists } = listDefinition();
const definition = listDefinition({
  lists: { poor: { ...lists.poor, track: ['propose', 'approve'], posting: undefined } },
  stages: [
    {
      ...{ id: 'apply', kind: 'survey', name: { 'zh-CN': '申报' }, opens: '12-01', due: '12-04', lock: '12-08' },
      asks: [{ id: 'village', of: 'village', list: 'poor', does: 'propose' }],
    },
  ],
});
const client = { startCases: async () => {}, reportArrived: async () => {} };
const REGISTERED = ['none', 'cancelled', 'refused', 'same', 'office', 'earlier'];

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: string;
let entries: number[];

/** A campaign that has granted (or refused) something to the household of this place in the list. */
async function other(
  id: string,
  { organisation = '小县红十字会', season = 2026, state = 'running', row = 'in', category = 'special' } = {},
): Promise<void> {
  const its = { ...definition, organisation: { 'zh-CN': organisation }, season };
  const plan = compile({ definition: its, campaign: id, regions: await regionsUnder(sql, '9') });
  await insertCampaign(sql, { id, definition: its, plan, mode: 'live', clockAt: null });
  await sql`update campaigns set state = ${state} where id = ${id}`;
  await sql`
    insert into entries (campaign_id, list, row, subject_id, category, heads, unit_code, slot_unit, state, because, shown, done,
                         entitled, proposed_at, changed_at)
    select ${id}, 'poor', gen_random_uuid(), subject_id, ${category}, 1, '921', '921', ${row},
           case ${row} when 'out' then 'not-eligible' end, shown, 2, '[{"category": "special", "cash": 100, "goods": []}]', now(), now()
    from entries where id = ${entries[REGISTERED.indexOf(id)] ?? 0}`;
}
const approve = (at: number, reason?: string) =>
  decideRows(
    { sql, by: { id: null, via: 'cli', by: 'zhang' }, client },
    {
      ...{ campaign, list: 'poor', via: 'cli', top: null, submission: randomUUID() },
      decision: { act: 'do', step: 'approve', reason },
      meant: { rows: [{ id: entries[at] ?? 0, version: 1 }] },
    },
  );

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  ({ id: campaign } = await openCampaign(sql, { definition }));
  await recordReport(sql, {
    ...{ campaign, key: 'apply', unit: '911', via: 'form', people: TEST_PEOPLE_KEY },
    input: { nothing: false, figures: {} },
    rows: sending(...REGISTERED.map((_, at) => family(at))),
  });
  entries = (await sql<{ id: number }[]>`select id from entries order by id`).map(({ id }) => id);
  await sql`update campaigns set mode = 'live', clock_at = null where id = ${campaign}`;
  await other('cancelled', { state: 'cancelled' });
  await other('refused', { row: 'out' });
  await other('same');
  await other('office', { organisation: '小县民政局' });
  await other('earlier', { season: 2025 });
});
afterAll(() => database.drop());

it('PEERS 4: a cancelled campaign and a refused row do not count; the same purse, another office and earlier winters do', async () => {
  const { rows, earlier } = await metElsewhere(sql, { campaign, top: null });
  expect(rows.map(({ entry, campaign: there, how }) => [entries.indexOf(entry), there, how])).toEqual([
    [3, 'same', 'same-purpose'],
    [4, 'office', 'other-office'],
  ]);
  expect(earlier).toBe(1);
});

it('tells a reader of another region that there is something, not where', async () => {
  const { rows } = await metElsewhere(sql, { campaign, top: '91' });
  expect(rows.map(({ campaign: there, list }) => [there, list])).toEqual([
    [null, null],
    [null, null],
  ]);
});

it('PEERS 4: the same purse is not given twice, and beside another office only with a reason', async () => {
  await expect(approve(3)).rejects.toMatchObject({ problems: [{ code: 'row-paid-elsewhere' }] });
  await expect(approve(3, '确有需要')).rejects.toMatchObject({ problems: [{ code: 'row-paid-elsewhere' }] });
  await expect(approve(4)).rejects.toMatchObject({ problems: [{ code: 'row-helped-elsewhere' }] });
  expect(await approve(4, '民政发的是取暖费')).toMatchObject({ rows: 1 });
  for (const at of [0, 1, 2, 5]) expect(await approve(at)).toMatchObject({ rows: 1 });
});

it('no rehearsal meets a campaign, nor another rehearsal', async () => {
  await sql`update campaigns set mode = 'rehearsal', clock_at = ${shanghai('12-02 10:00')} where id = ${campaign}`;
  expect(await metElsewhere(sql, { campaign, top: null })).toEqual({ rows: [], earlier: 0 });
});
