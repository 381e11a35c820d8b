import { milestoneFigures } from '../../../reporting/figures/milestones';
import { atomically, type Sql } from '../../../store/db/db';
import { askAgain } from '../../../store/list/ask-again';
import { giveQuotas, limitedList } from '../../../store/list/quotas';
import { recordReport } from '../../../store/report/reports';
import { climbRung } from '../../../store/round/rungs';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { goingOut } from '../../support/campaigns/going-out';
import { listDefinition } from '../../support/campaigns/list-definition';
import { family, sending, TEST_PEOPLE_KEY } from '../../support/campaigns/rows';
import { shanghai } from '../../support/campaigns/tiny';
import { testDatabase } from '../../support/servers/database';
import { emptyTables } from '../../support/servers/empty-tables';

/**
 * SUBSTANCE D.7: the quota is not filled on the milestone. Ten slots in 911, one in 921, ten in 912; 70 % by 3
 * December.
 */
const KEY = 'apply.village';
const { lists, stages } = listDefinition();
const definition = listDefinition({
  name: { 'zh-CN': '精准送温暖' },
  lists: { poor: { ...lists.poor, limit: 'quotas' } },
  stages: stages.map((stage) => ({ ...stage, milestones: [{ by: '12-03', share: 0.7, of: 'quota' }] })),
  ladders: {
    default: [
      { id: 'short', kind: 'reminder', to: 'short', at: { from: 'milestone', time: '09:30' } },
      { id: 'above', kind: 'digest', to: 'short', up: 1, at: { from: 'milestone', time: '17:00' } },
      { id: 'last', kind: 'reminder', at: { from: 'lock', days: -1, time: '09:30' } },
    ],
  },
});

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;
let people = 0;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
});
afterAll(() => database.drop());
beforeEach(async () => {
  await emptyTables(sql, 'regions', 'campaigns', 'people');
  people = 0;
  campaign = await openCampaign(sql, { definition });
  await atomically(sql, async (tx) => {
    const address = { campaign: campaign.id, list: 'poor' };
    const limited = await limitedList(tx, address);
    const slots = { 911: 10, 912: 10, 921: 1 };
    const wanted = Object.entries(slots).map(([unit, count]) => ({ unit, category: 'special', slots: count }));
    await giveQuotas(tx, limited, { ...address, wanted });
    await askAgain(tx, limited);
  });
});

const propose = (unit: string, count: number, begun = true) =>
  recordReport(sql, {
    ...{ campaign: campaign.id, key: KEY, unit, via: 'form', people: TEST_PEOPLE_KEY, begun },
    input: { nothing: false, figures: {} },
    rows: sending(...Array.from({ length: count }, () => family(++people))),
  });
async function climb(id: string): Promise<void> {
  const planned = campaign.plan.stages[0]?.rounds.find(({ key }) => key === KEY);
  const rung = planned?.rungs.find((one) => one.id === id);
  const [round] = campaign.rounds.filter((one) => one.includes('village'));
  if (!rung || !round) throw new Error(`There is no rung ${id}`);
  await campaign.at(rung.at);
  await sql.begin((tx) =>
    climbRung(tx, { campaign: campaign.id, round, rung, now: rung.at, today: rung.at.slice(0, 10) }),
  );
}
const goOut = (rung: string) => goingOut(sql, rung);

it('D.7: reaches the villages below it, although they have begun, and nobody else', async () => {
  await propose('911', 3);
  await propose('912', 7);
  await climb('short');
  const out = await goOut('short');
  expect(out.map(({ region, verdict }) => [region, verdict])).toEqual([
    ['911', null],
    ['921', null],
  ]);
  expect(out[0]?.text.text).toContain('已报3户，12月3日应报7户，12月8日18:00锁定，之后不收');
  expect(out[0]?.text.segments).toBe(2);
  expect(out[1]?.text.text).toContain('已报0户，12月3日应报1户');
});

it('D.7: does not remind a village at 7 of 10 on that day, but does before the lock', async () => {
  await propose('912', 7);
  await climb('short');
  expect((await goOut('short')).map(({ region }) => region)).not.toContain('912');
  await climb('last');
  const [one, two] = await goOut('last');
  expect([one?.region, two?.region]).toEqual(['911', '912']);
  expect(one?.text.text).toMatch(/上报已过期（12月4日），12月8日18:00前还能补报/);
  expect(two?.text.text).toMatch(/已报7户，还差3户，已过期（12月4日），12月8日18:00前还能补报/);
  expect(two?.text.segments).toBeLessThanOrEqual(one?.text.segments ?? 0);
});

it('is not told any more to a village that has come up to it meanwhile', async () => {
  await propose('911', 3);
  await climb('short');
  await propose('911', 4);
  const out = await goOut('short');
  expect(out.find(({ region }) => region === '911')?.verdict).toBe('due-met');
});

it('is told to the township once, with names and numbers', async () => {
  await propose('911', 3);
  await propose('912', 8);
  await climb('above');
  const [east, west] = await goOut('above');
  expect(east?.text.text).toContain('应达到2个，未达到1个（已报/应报）：一村 3/7');
  expect(west?.text.text).toContain('四村 0/1');
});

it('D.7: keeps the figure of the day when a row is struck later, and not when one was taken back before', async () => {
  await propose('911', 7);
  const { rows = [] } = await propose('912', 7);
  const taken = { rows: [], gone: rows.slice(0, 1).map(({ row }) => ({ row })) };
  await recordReport(sql, {
    ...{ campaign: campaign.id, key: KEY, unit: '912', via: 'form', people: TEST_PEOPLE_KEY, begun: true },
    input: { nothing: false, figures: {} },
    rows: taken,
  });
  await campaign.at(shanghai('12-04 00:00'));
  await propose('921', 1);
  const figures = async () => (await milestoneFigures(sql, campaign.id))[0];
  const day = {
    ...{ expected: 3, reported: 1, outcome: 'missed' },
    quota: { rows: 13, wanted: 15, slots: 21 },
  };
  expect(await figures()).toMatchObject(day);
  await campaign.at(shanghai('12-06 10:00'));
  await sql`
    with struck as (
      update entries set state = 'out', because = 'not-eligible', version = version + 1 where unit_code = '911' returning id)
    insert into deeds (campaign_id, entry_id, unit_code, kind, at, by_name, via)
    select ${campaign.id}, id, '911', 'remove', ${shanghai('12-06 10:00')}, 'checker', 'api' from struck`;
  expect(await figures()).toMatchObject(day);
  await atomically(sql, async (tx) => {
    const address = { campaign: campaign.id, list: 'poor' };
    const more = [{ unit: '911', category: 'special', slots: 20 }];
    await giveQuotas(tx, await limitedList(tx, address), { ...address, wanted: more });
  });
  expect(await figures()).toMatchObject(day);
});

it('a village whose slots are full has reported without saying so', async () => {
  const silent = async (unit: string) =>
    (await sql`select from asks where key = ${KEY} and unit_code = ${unit} and reported_at is null`).length === 1;
  await propose('911', 9);
  expect(await silent('911')).toBe(true);
  await propose('911', 1);
  expect(await silent('911')).toBe(false);
});
