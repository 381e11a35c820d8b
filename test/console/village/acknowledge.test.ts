import type { Sql } from '../../../store/db/db';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { shanghai } from '../../support/campaigns/tiny';
import { type TestConsole, testConsole } from '../../support/servers/console';
import { emptyDatabase, testDatabase } from '../../support/servers/database';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;
let web: TestConsole;
let link: string;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  web = await testConsole(sql);
});
beforeEach(async () => {
  await emptyDatabase(sql);
  campaign = await openCampaign(sql, { now: shanghai('12-04 10:30') });
  link = `/a/${await campaign.token('acknowledge', '91')}`;
});
afterAll(async () => {
  await web.close();
  await database.drop();
});

const chase = (region: string, rung = 'chase') => sql`
  insert into chases (campaign_id, round_id, rung, region_code, silent, opened_at, acknowledge_by)
  values (${campaign.id}, ${campaign.rounds[0] ?? ''}, ${rung}, ${region}, 3, ${shanghai('12-04 10:00')}, ${shanghai('12-04 14:00')})`;
const states = () => sql`
  select region_code as region, state, acknowledged_at as at, acknowledged_by is not null as by from chases order by 1, rung`;

describe("an officer's link", () => {
  it('names the silent units below the region only, and until when to acknowledge', async () => {
    await chase('91');
    await sql`update asks set reported_at = ${shanghai('12-02 10:00')} where unit_code = '912'`;
    const page = await web.get(link);
    const html = await page.text();
    expect(page.status).toBe(200);
    for (const words of [
      '东乡：请督促未报单位',
      '未报单位（2 个）',
      '一村',
      '三村',
      '12月4日（周五）14:00',
      '>已知晓<',
    ]) {
      expect(html).toContain(words);
    }
    for (const words of ['二村', '四村', '甲91']) expect(html).not.toContain(words);
    // One tap rings a silent village; the others' numbers are not there.
    expect(html.match(/href="tel:\d+"/g)).toEqual(['href="tel:19900000911"', 'href="tel:19900000913"']);
  });

  it('groups by township for a county', async () => {
    const html = await (await web.get(`/a/${await campaign.token('acknowledge', '9')}`)).text();
    expect(html).toMatch(/东乡 <small>3<\/small>[\s\S]*一村[\s\S]*西乡 <small>2<\/small>[\s\S]*四村/);
  });

  it('puts those with most households at risk first when a warning asks', async () => {
    const [round] = campaign.rounds;
    await sql`
      with alert as (
        insert into alerts (campaign_id, name, hazard, area, workflow_id, event, opened_at)
        values (${campaign.id}, 'cold-wave-1204', 'cold-wave', '9', 'w', 'A', ${shanghai('12-04 10:00')}) returning id),
      asked as (update rounds set alert_id = (select id from alert), origin = 'warning' where id = ${round ?? ''})
      insert into visit_lists (alert_id, unit_code, households, persons)
      select id, unit_code, households, 9 from alert cross join (values ('912', 4), ('913', 12), ('921', 30)) v(unit_code, households)`;
    const html = await (await web.get(`/a/${await campaign.token('acknowledge', '9')}`)).text();
    expect(html).toMatch(/西乡.*四村 <small>需走访 30 户<.*五村<.*东乡.*三村 <small>需走访 12 户<.*二村.*一村</s);
  });

  it('acknowledges every open chase of that region, once, at campaign time', async () => {
    await chase('91');
    await chase('91', 'chase-2');
    await chase('92');
    const page = await web.submit(link, {});
    expect(await page.text()).toContain('已确认知晓');
    const known = { region: '91', state: 'acknowledged', at: shanghai('12-04 10:30'), by: true };
    const open = { region: '92', state: 'open', at: null, by: false };
    expect(await states()).toEqual([known, known, open]);
    await campaign.at(shanghai('12-04 11:00'));
    await web.submit(link, {});
    expect(await states()).toEqual([known, known, open]);
  });

  it('leaves alone what has been raised already', async () => {
    await chase('91');
    await sql`update chases set state = 'raised'`;
    expect(await (await web.submit(link, {})).text()).toContain('目前没有需要确认的督办');
    expect(await states()).toMatchObject([{ state: 'raised', at: null }]);
  });

  it('opening it acknowledges nothing: a mail scanner opens links too', async () => {
    await chase('91');
    await web.get(link);
    expect(await states()).toMatchObject([{ state: 'open' }]);
  });

  it('says so when everybody has reported', async () => {
    await sql`update asks set reported_at = now()`;
    expect(await (await web.get(link)).text()).toContain('所辖单位均已上报');
  });
});

describe("an officer's link is refused", () => {
  const both = async (path: string) => [await web.get(path), await web.submit(path, {})] as const;
  afterEach(async () => expect(await states()).toMatchObject([{ state: 'open' }]));
  beforeEach(() => chase('91'));

  it('when it is forged, or a village’s: 404', async () => {
    for (const page of await both('/a/1abcdefghijkl')) expect(page.status).toBe(404);
    for (const page of await both(`/a/${await campaign.token('report', '911')}`)) expect(page.status).toBe(404);
  });

  it('when it was revoked: 410', async () => {
    await sql`update links set revoked_at = now()`;
    for (const page of await both(link)) {
      expect(page.status).toBe(410);
      expect(await page.text()).toContain('链接已停用');
    }
  });

  it('when the round is locked: 410, and whom to call', async () => {
    await campaign.at(shanghai('12-05 18:00'));
    for (const page of await both(link)) {
      expect(page.status).toBe(410);
      expect(await page.text()).toContain('联系上级：小县');
    }
  });
});
