import { randomUUID } from 'node:crypto';
import type { Sql } from '../../../../store/db/db';
import { pairRows } from '../../../../store/list/pairs/pair-rows';
import { recordReport } from '../../../../store/report/reports';
import { climbRung } from '../../../../store/round/rungs';
import { type OpenCampaign, openCampaign } from '../../../support/campaigns/campaign';
import { goingOut } from '../../../support/campaigns/going-out';
import { deedOf, enterHelpers, pairDefinition } from '../../../support/campaigns/pair-definition';
import { sending, specimen, TEST_PEOPLE_KEY } from '../../../support/campaigns/rows';
import { shanghai } from '../../../support/campaigns/tiny';
import { testDatabase } from '../../../support/servers/database';
import { emptyTables } from '../../../support/servers/empty-tables';

/** Who helps somebody is reminded; superiors read how many pairs are below a minimum. Neither reads of whom. */
const KEY = 'entry@2026-12-15';
const definition = pairDefinition({
  ladders: {
    default: [
      { id: 'helpers', kind: 'reminder', to: 'helper', at: { from: 'due', days: -1, time: '09:30' } },
      { id: 'above', kind: 'digest', up: 1, at: { from: 'due', time: '17:00' } },
    ],
  },
});

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;
let rows: { id: number; row: string }[];

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
});
afterAll(() => database.drop());
beforeEach(async () => {
  await emptyTables(sql, 'regions', 'campaigns', 'people');
  campaign = await openCampaign(sql, { definition, now: shanghai('12-15 10:00') });
  await enterHelpers(sql);
  for (const nth of [1, 2, 3])
    await recordReport(sql, {
      ...{ campaign: campaign.id, key: 'find', unit: `91${nth}`, via: 'form', input: { nothing: false, figures: {} } },
      rows: sending({ row: randomUUID(), figures: { name: `甘小${nth}`, idNumber: specimen(nth) } }),
      people: TEST_PEOPLE_KEY,
    });
  rows = await sql<{ id: number; row: string }[]>`select id, row from entries order by unit_code`;
  const [one, two, three] = rows.map(({ id }) => id);
  const helps = [
    [one, '91', '帮扶1'],
    [two, '91', '帮扶1'],
    [three, '92', '帮扶1'],
  ] as const;
  await pairRows(sql, {
    ...{
      campaign: campaign.id,
      list: 'objects',
      hand: { name: '王某', via: 'cli' },
      top: null,
      submission: randomUUID(),
    },
    pairs: helps.map(([row = 0, unit, post]) => ({ row, helper: { unit, post } })),
  });
});

const enter = (unit: string, nths: readonly number[], begun = true) =>
  recordReport(sql, {
    ...{ campaign: campaign.id, key: KEY, unit, via: 'form', begun, input: { nothing: false, figures: {} } },
    deeds: { done: nths.map((nth) => deedOf(rows[nth]?.row ?? '', 'contact')), undone: [] },
  });
async function climb(id: string) {
  const rung = campaign.plan.stages[1]?.rounds[0]?.rungs.find((one) => one.id === id);
  const round = campaign.rounds.find((one) => one.includes(KEY));
  if (!rung || !round) throw new Error(`There is no rung ${id}`);
  await campaign.at(rung.at);
  await sql.begin((tx) =>
    climbRung(tx, { campaign: campaign.id, round, rung, now: rung.at, today: rung.at.slice(0, 10) }),
  );
  return goingOut(sql, id);
}
const told = async () =>
  sql<{ place: string; role: string; to: string }[]>`
    select m.region_code as place, m.role, k.name as to from messages m join contacts k on k.id = m.contact_id order by 1, 2, 3`;

it('reminds who helps somebody of whom nothing is entered, while the unit is silent', async () => {
  await enter('91', [0]);
  const out = await climb('helpers');
  expect(await told()).toEqual([
    { place: '91', role: '帮扶1', to: '甘一' },
    { place: '92', role: '帮扶1', to: '甘三' },
  ]);
  expect(out.map(({ region, verdict }) => [region, verdict])).toEqual([
    ['91', null],
    ['92', null],
  ]);
  expect(out[0]?.text.text).toContain('您结对的2名对象中，还有1名本期没有帮扶记录');
  expect(out.map(({ text }) => text.text).join()).not.toMatch(/甘小|村/);
  expect(out[0]?.text.segments).toBeLessThanOrEqual(2);
});

it('leaves those in peace who have entered something of everybody, and units that have finished', async () => {
  await enter('91', [0, 1]);
  await enter('92', [2], false);
  await climb('helpers');
  expect(await told()).toEqual([]);
});

it('tells the deputy of a helper who is on leave', async () => {
  await sql`update duties set leave_from = '2026-12-01', leave_until = '2026-12-31' where region_code = '91' and role = '帮扶1'`;
  const [deputy] = await sql<
    { id: number }[]
  >`insert into contacts (name, phone) values ('副手', '19900030000') returning id`;
  await sql`insert into duties (region_code, role, deputy, contact_id) values ('91', '帮扶1', true, ${deputy?.id ?? 0})`;
  await climb('helpers');
  expect((await told()).map(({ to }) => to)).toEqual(['副手', '甘三']);
});

it('tells the superior how many pairs are below a minimum, and not which', async () => {
  const [out] = await climb('above');
  expect(out?.text.text).toContain('未完成2个：东乡、西乡。未达到帮扶次数下限3对');
  expect(out?.text.text).not.toMatch(/甘|村/);
});
