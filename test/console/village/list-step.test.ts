import { peopleKey } from '../../../store/people/sealed/people-key';
import { recordReport } from '../../../store/report/reports';
import { openCampaign, TEST_SECRET } from '../../support/campaigns/campaign';
import { listDefinition } from '../../support/campaigns/list-definition';
import { family, sending, specimen } from '../../support/campaigns/rows';
import { emptyTables } from '../../support/servers/empty-tables';
import { villageConsole } from '../../support/villages/village-console';

/** The page of a unit that is asked to check what its villages have proposed. */
const village = villageConsole();

const start = async () => {
  await emptyTables(village.sql, 'regions', 'campaigns', 'people');
  village.campaign = await openCampaign(village.sql, { definition: listDefinition() });
  const propose = (unit: string, ...rows: ReturnType<typeof family>[]) =>
    recordReport(village.sql, {
      ...{ campaign: village.campaign.id, key: 'apply.village', unit, via: 'form', people: peopleKey(TEST_SECRET) },
      input: { nothing: false, figures: {} },
      rows: sending(...rows),
    });
  await propose('911', family(1), family(2), family(3));
  await propose('921', family(4));
  village.link = `/r/${await village.campaign.token('report', '91', 'apply.township')}`;
};
beforeEach(start);

const page = async (query = '') => (await village.web.get(village.link + query)).text();
const rows = () => village.sql<{ row: string; shown: string; state: string; done: number; because: string | null }[]>`
  select row, shown, state, done, because from entries order by id`;

it('checks rows of its own villages, several at once or one with a reason, and says that these are all', async () => {
  const html = await page();
  for (const words of ['待核实 3 户', '李**', `尾号 ${specimen(1).slice(-4)}`]) expect(html).toContain(words);
  expect(html).not.toMatch(new RegExp(`陈|${specimen(1)}`));
  const [first, second, third, elsewhere] = await rows();
  const done = await village.web.submit(village.link, { 'done-row': `${first?.row}:1` });
  expect([done.status, done.headers.get('location')]).toEqual([303, `${village.link}?lang=zh-CN`]);
  expect(await page(`?row=${second?.row}`)).toContain('退回申报单位改正');
  const one = (row: string | undefined, changes: Record<string, string>) =>
    village.web.submit(village.link, { 'row-id': row ?? '', 'row-version': '1', 'row-outcome': 'not', ...changes });
  const silent = await one(second?.row, { 'row-because': '' });
  expect([silent.status, (await silent.text()).includes('没有提交成功')]).toEqual([422, true]);
  expect((await one(second?.row, { 'row-because': '', 'row-reason': '住址不清' })).status).toBe(303);
  expect((await one(third?.row, { 'row-because': 'moved' })).status).toBe(303);
  expect((await one(elsewhere?.row, { 'row-because': 'moved' })).status).toBe(422);
  expect((await rows()).map(({ state, done: steps, because }) => `${state} ${steps} ${because}`)).toEqual([
    'in 2 null',
    'returned 1 null',
    'out 1 moved',
    'in 1 null',
  ]);
  for (const words of ['现在没有等待办理的', '已核实', '已退回：住址不清', '已删减：已迁出'])
    expect(await page()).toContain(words);
  const whole = await village.web.submit(village.link, { 'all-reported': 'yes' });
  expect(await whole.text()).toMatch(/id="receipt">[\d-]+</);
  expect(
    await village.sql`select figures from reports p join asks a on a.report_id = p.id where a.unit_code = '91'`,
  ).toEqual([{ figures: { specialRows: 1, specialHeads: 2, removed: 1 } }]);
});
