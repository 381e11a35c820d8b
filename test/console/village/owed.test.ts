import type { Sql } from '../../../store/db/db';
import { linkToken } from '../../../store/round/links';
import { linksToAll } from '../../../store/round/links-to-all';
import { type OpenCampaign, openCampaign, TEST_SECRET } from '../../support/campaigns/campaign';
import { jsonOf, type TestConsole, testConsole } from '../../support/servers/console';
import { emptyDatabase, testDatabase } from '../../support/servers/database';
import { threeStages } from '../../support/villages/village';

/** The link of a message that says several things at once: the page of all that its person owes, or looks after. */
let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;
let web: TestConsole;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  web = await testConsole(sql);
});
beforeEach(async () => {
  await emptyDatabase(sql);
  campaign = await openCampaign(sql, { definition: threeStages });
});
afterAll(async () => {
  await web.close();
  await database.drop();
});

const contactOf = async (region: string): Promise<number> => {
  const [link] = await sql<{ contact: number }[]>`
    select contact_id as contact from links where region_code = ${region} and round_id is not null`;
  return link?.contact ?? 0;
};
async function linkOf(region: string, purpose: 'report' | 'acknowledge' = 'report'): Promise<string> {
  const link = { campaign: campaign.id, purpose, region, contact: await contactOf(region) };
  const made = await linksToAll(sql, [link]);
  return linkToken(TEST_SECRET, made(link));
}
const pageOf = async (address: string) => {
  const page = await web.get(address);
  return { status: page.status, html: await page.text() };
};
/** The ways to forms on a page. */
const ways = (html: string) =>
  [...html.matchAll(/<a class="button plain" href="(\/r\/[^?"]+)/g)].map(([, way]) => way ?? '');

describe('the page of what is owed', () => {
  it('lists each thing in the order of deadlines, and leads to its form', async () => {
    const { status, html } = await pageOf(`/r/${await linkOf('911')}`);
    expect(status).toBe(200);
    for (const words of ['小县红十字会', '一村', '本单位还有 3 项要报', '摸底', '宣传', '慰问', '东乡'])
      expect(html).toContain(words);
    expect(html.indexOf('摸底<')).toBeLessThan(html.indexOf('宣传<'));
    expect(html).not.toMatch(/甲9|1990000/);
    const forms = await Promise.all(ways(html).map(pageOf));
    expect(forms.map((form) => form.status)).toEqual([200, 200, 200]);
  });

  it('shows what has been reported meanwhile, and at last that nothing is owed', async () => {
    const list = `/r/${await linkOf('911')}`;
    // One tap, without any script.
    const answers = [];
    for (const way of ways((await pageOf(list)).html))
      answers.push((await web.submit(way, { 'nothing-to-report': 'yes' })).status);
    expect(answers).toEqual([200, 200, 200]);
    expect((await pageOf(list)).html).toContain('本单位各项均已上报');
    await sql`update rounds set state = 'closed'`;
    expect((await pageOf(list)).html).toContain('现在没有要报的');
  });

  it('is about every place of its person, by name', async () => {
    const link = await linkOf('911');
    expect((await pageOf(`/r/${link}`)).html).not.toContain('二村');
    await sql`update links set contact_id = ${await contactOf('911')} where region_code = '912'`;
    const { html } = await pageOf(`/r/${link}`);
    expect(html).toContain('一村、二村');
    expect(ways(html)).toHaveLength(6);
  });

  it('is told to programs as well, which cannot report by it', async () => {
    const link = await linkOf('911');
    const tasks = await jsonOf<{ key: string; unit: object; token: string }[]>(web.get(`/api/links/${link}/tasks`));
    expect(tasks.map(({ key, unit }) => [key, unit])).toEqual(
      ['survey', 'publicity', 'visits'].map((key) => [key, { code: '911', name: '一村' }]),
    );
    expect((await web.get(`/api/links/${tasks[0]?.token}`)).status).toBe(200);
    expect((await web.get(`/api/links/${link}`)).status).toBe(404);
    expect((await web.submit(`/r/${link}`, { households: '3' })).status).toBe(404);
    expect((await pageOf(`/a/${link}`)).status).toBe(404);
  });

  it('opens no more once its links are taken back', async () => {
    const link = await linkOf('911');
    await sql`update links set revoked_at = now() where contact_id = ${await contactOf('911')}`;
    const { status, html } = await pageOf(`/r/${link}`);
    expect(status).toBe(410);
    expect(html).not.toContain('一村');
    expect((await web.get(`/api/links/${link}/tasks`)).status).toBe(404);
    // The next message brings another.
    expect(await linkOf('911')).not.toBe(link);
  });
});

describe('the page of a superior', () => {
  it('names who is silent in each round that is open', async () => {
    await sql`update asks set reported_at = now() where key = 'survey' and unit_code in ('911', '912')`;
    await sql`update asks set reported_at = now() where key = 'visits'`;
    const { status, html } = await pageOf(`/a/${await linkOf('91', 'acknowledge')}`);
    expect(status).toBe(200);
    for (const words of ['东乡', '摸底', '未报单位（1 个）', '宣传', '未报单位（3 个）', '三村'])
      expect(html).toContain(words);
    for (const words of ['"quiet">慰问', '四村', '五村']) expect(html).not.toContain(words);
  });

  it('says when everybody has reported', async () => {
    await sql`update asks set reported_at = now()`;
    expect((await pageOf(`/a/${await linkOf('91', 'acknowledge')}?lang=en`)).html).toContain('nobody left to press');
  });
});
