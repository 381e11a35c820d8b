import { randomUUID } from 'node:crypto';
import { pairRows } from '../../../store/list/pairs/pair-rows';
import { peopleKey } from '../../../store/people/sealed/people-key';
import { recordReport } from '../../../store/report/reports';
import { linkToken } from '../../../store/round/links';
import { openCampaign, TEST_SECRET } from '../../support/campaigns/campaign';
import { enterHelpers, pairDefinition } from '../../support/campaigns/pair-definition';
import { sending, specimen } from '../../support/campaigns/rows';
import { shanghai } from '../../support/campaigns/tiny';
import { emptyTables } from '../../support/servers/empty-tables';
import { villageConsole } from '../../support/villages/village-console';

/** The page of a unit whose helpers have pairs. */
const village = villageConsole();
const KEY = 'entry@2026-12-15';

beforeEach(async () => {
  await emptyTables(village.sql, 'regions', 'campaigns', 'people');
  village.campaign = await openCampaign(village.sql, { definition: pairDefinition(), now: shanghai('12-15 10:00') });
  const { id: campaign } = village.campaign;
  await enterHelpers(village.sql);
  for (const nth of [1, 2])
    await recordReport(village.sql, {
      ...{ campaign, key: 'find', unit: `91${nth}`, via: 'form', people: peopleKey(TEST_SECRET) },
      input: { nothing: false, figures: {} },
      rows: sending({ row: randomUUID(), figures: { name: `甘小${nth}`, idNumber: specimen(nth) } }),
    });
  const rows = await village.sql<{ id: number }[]>`select id from entries order by unit_code`;
  await pairRows(village.sql, {
    ...{ campaign, list: 'objects', hand: { name: '王某', via: 'cli' }, top: null, submission: randomUUID() },
    pairs: rows.map(({ id }, at) => ({ row: id, helper: { unit: '91', post: `帮扶${at + 1}` } })),
  });
  village.link = `/r/${await tokenOf('contact')}`;
});

/** The link of somebody of 东乡 to the entry: who it is is said by the post. */
const tokenOf = async (post: string) => {
  const [made] = await village.sql<{ id: number }[]>`
    insert into links (campaign_id, round_id, ask_id, purpose, region_code, contact_id)
    select a.campaign_id, a.round_id, a.id, 'report', a.unit_code, d.contact_id
    from asks a join duties d on d.region_code = a.unit_code and d.role = ${post} and not d.deputy
    where a.key = ${KEY} and a.unit_code = '91'
    on conflict (round_id, purpose, region_code, contact_id) where revoked_at is null do update set contact_id = excluded.contact_id
    returning id`;
  return linkToken(TEST_SECRET, made?.id ?? 0);
};
const page = async (query = '', link = village.link) => (await village.web.get(link + query)).text();
const rowIds = async () =>
  (await village.sql<{ row: string }[]>`select row from entries order by unit_code`).map(({ row }) => row);

it('takes deeds for each pair, undoes one, counts them, and is told that these are all', async () => {
  const html = await page();
  for (const words of [
    '本单位结对 2 对',
    '其中 2 对未达到次数下限',
    `尾号 ${specimen(1).slice(-4)}`,
    '帮扶1 甘**',
    '本年联系 0/4，还差 4',
    '零报告',
  ])
    expect(html).toContain(words);
  expect(html).not.toMatch(new RegExp(`甘小|甘一|${specimen(1)}`));
  const [row = ''] = await rowIds();
  const one = await page(`?row=${row}`);
  const deed = /name="deed-id" value="([^"]+)"/.exec(one)?.[1] ?? '';
  const send = (kind: string, answers: Record<string, string>, id = deed) =>
    village.web.submit(`${village.link}?row=${row}`, { 'deed-id': id, 'deed-row': row, 'deed-kind': kind, ...answers });
  const call = { 'contact-way': 'wechat', 'contact-times': '3', 'contact-on': '2026-12-01' };
  const wrong = await send('contact', { ...call, 'contact-on': '2026-12-24' });
  const told = await wrong.text();
  expect([
    wrong.status,
    told.includes('日期还没到'),
    told.includes('<details open>'),
    told.includes('value="3"'),
  ]).toEqual([422, true, true, true]);
  expect((await send('contact', call)).headers.get('location')).toBe(`${village.link}?lang=zh-CN`);
  expect((await send('contact', call)).status).toBe(303);
  expect(
    (await send('money', { 'money-cash': '200', 'money-goods': '', 'money-what': '助学金' }, randomUUID())).status,
  ).toBe(303);
  const after = await page(`?row=${row}`);
  for (const words of ['本年联系 3/4，还差 1', '微信 · 3 次', '资金 200 元 · 助学金']) expect(after).toContain(words);
  const undo = await village.web.submit(village.link, { 'deed-row': row, 'deed-undo': deed });
  expect([undo.status, (await page()).includes('本年联系 3/4')]).toEqual([303, false]);
  const whole = await village.web.submit(village.link, { 'all-reported': 'yes' });
  expect(await whole.text()).toMatch(/id="receipt">[\d-]+</);
  expect(
    await village.sql`select figures from reports p join asks a on a.report_id = p.id where a.key = ${KEY}`,
  ).toMatchObject([{ figures: { contacts: 0, gifts: 1, cash: 20_000 } }]);
});

it('shows a helper their own pairs, and does not let them say that these are all', async () => {
  const link = `/r/${await tokenOf('帮扶2')}`;
  const html = await page('', link);
  expect([
    html.includes('本单位结对 1 对'),
    html.includes('二村'),
    html.includes('一村'),
    html.includes('nothing-to-report'),
  ]).toEqual([true, true, false, false]);
  expect((await village.web.submit(link, { 'all-reported': 'yes' })).status).toBe(422);
});
