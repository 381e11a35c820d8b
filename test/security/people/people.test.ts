import type { Rung } from '../../../domain/campaign/plan';
import { maskedEmail, maskedName, maskedPhone, maskedText } from '../../../domain/people/masks';
import { auditLog } from '../../../store/account/audit-log';
import type { Sql } from '../../../store/db/db';
import { recordReport } from '../../../store/report/reports';
import { climbRung } from '../../../store/round/rungs';
import { type SignedIn, signIn } from '../../support/accounts';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { posts } from '../../support/campaigns/people';
import { shanghai } from '../../support/campaigns/tiny';
import { consoleEnv, jsonOf, type TestConsole, testConsole } from '../../support/servers/console';
import { testDatabase } from '../../support/servers/database';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let web: TestConsole;
let campaign: OpenCampaign;
let officer: SignedIn;
let message = 0;
/** Data that no user may see without a reason: every contact's full name, number and address. */
let secrets: string[] = [];

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  campaign = await openCampaign(sql);
  const rung = campaign.plan.stages.flatMap((s) => s.rounds.flatMap((r) => r.rungs)).find(({ id }) => id === 'open');
  const round = campaign.rounds[0] ?? '';
  const now = shanghai('12-02 10:00');
  await sql.begin((tx) =>
    climbRung(tx, { campaign: campaign.id, round, rung: rung as Rung, now, today: '2026-12-02' }),
  );
  await sql`
    update messages m set state = 'failed', reason = 'refused',
      text = c.name || '您好，请上报，回电 13812345678 或 help@example.org：http://x/r/token-of-it'
    from contacts c where c.id = m.contact_id`;
  await sql`
    insert into call_list (campaign_id, round_id, unit_code, reason, opened_at)
    select ${campaign.id}, ${round}, code, 'unreachable', now() from regions where kind = 'village'`;
  await sql`
    insert into chases (campaign_id, round_id, rung, region_code, silent, opened_at, acknowledge_by)
    select ${campaign.id}, ${round}, 'chase', code, 2, now(), now() from regions where kind = 'township'`;
  await recordReport(sql, {
    campaign: campaign.id,
    key: 'survey',
    unit: '912',
    via: 'api',
    input: { nothing: false, figures: { households: 1, cash: 1 } },
  });
  const [first] = await sql<{ id: number }[]>`select id from messages where region_code = '911' order by id limit 1`;
  message = first?.id ?? 0;
  const people = await sql<{ name: string; phone: string | null; email: string | null }[]>`
    select name, phone, email from contacts`;
  secrets = people.flatMap(({ name, phone, email }) => [name, phone, email]).filter((one) => one !== null);
  web = await testConsole(sql, { env: consoleEnv({ PEOPLE_SHOWN_A_DAY: '3' }) });
  officer = await signIn(sql, 'administrator', '9');
});
afterAll(async () => {
  await web.close();
  await database.drop();
});

const reveal = (body: object, who: SignedIn = officer) =>
  web.send('/api/people/reveal?lang=zh-CN', { purpose: 'call', reason: '核对电话', ...body }, who.headers);
const idOf = async (region: string, role = 'contact') =>
  (await sql<{ id: number }[]>`select id from ${posts(sql)} p where region_code = ${region} and role = ${role}`)[0]
    ?.id ?? 0;

describe('H11: people are masked', () => {
  it('H11: no route shows a whole name, number or address, to any role', async () => {
    const values: Record<string, string> = {
      campaign: campaign.id,
      key: 'survey',
      unit: '911',
      code: '911',
      id: String(message),
      event: '1',
      item: '1',
    };
    const queries: Record<string, string> = {
      '/api/register/search': '?words=村',
      units: '?under=9',
      regions: '?under=9',
    };
    const routes = web.routes.filter(({ method, url }) => method === 'GET' && !/\/events$|\*/.test(url));
    expect(routes.length).toBeGreaterThan(30);
    const answered = [];
    for (const { url } of routes) {
      const path = url.replaceAll(/:(\w+)/g, (_, name: string) => values[name] ?? '999');
      const query = queries[url] ?? queries[url.split('/').at(-1) ?? ''] ?? '';
      const extra = url === '/api/calls' ? `?campaign=${campaign.id}` : query;
      const answer = await web.get(`${path}${extra}`, officer.cookie);
      const bytes = Buffer.from(await answer.arrayBuffer()).toString('utf8');
      if (answer.status === 200) answered.push(url);
      expect([url, secrets.filter((secret) => bytes.includes(secret))]).toEqual([url, []]);
      expect([url, /13812345678|help@example/.test(bytes)]).toEqual([url, false]);
    }
    for (const url of ['/api/register/:code', '/api/calls', '/api/messages/:id', '/api/campaigns/:campaign'])
      expect(answered).toContain(url);
    for (const person of ['甲911', '19900000911']) {
      const found = await web.send('/api/tables/messages', { where: { contact: person } }, officer.headers);
      const text = await found.text();
      expect([person, JSON.parse(text).rows.length, secrets.filter((one) => text.includes(one))]).toEqual([
        person,
        1,
        [],
      ]);
    }
  });

  it('H11: a masked name, number or address does not identify the person', () => {
    expect(['王小明', '王明', '王', '欧阳小明', 'Li Na', ''].map(maskedName)).toEqual([
      '王**',
      '王**',
      '**',
      '欧**',
      'L**',
      '**',
    ]);
    expect(['13900000001', '+8613900000001', '12345', '+4915112345678'].map(maskedPhone)).toEqual([
      '139****0001',
      '+86*******0001',
      '***45',
      '+49*******5678',
    ]);
    expect(['fan@example.org', 'f@example.org', 'no address'].map(maskedEmail)).toEqual([
      'f***@example.org',
      '***@example.org',
      '***no address',
    ]);
    expect(maskedText('王小明您好，请拨 13812345678', '王小明')).toBe('王**您好，请拨 138****5678');
    expect(maskedText('李四您好', '王小明')).toBeNull();
  });

  it('H11: masked values are never stored in place of real ones', async () => {
    const put = (body: object) =>
      fetch(`${web.url}/api/register/911/contact?lang=zh-CN`, {
        method: 'PUT',
        headers: { ...officer.headers, 'content-type': 'application/json' },
        body: JSON.stringify({
          name: '甲911',
          phone: null,
          email: null,
          language: 'zh-CN',
          leaveFrom: null,
          leaveUntil: null,
          ...body,
        }),
      });
    for (const body of [{ name: '甲**' }, { phone: '199****0911' }, { email: '9***@example.org' }]) {
      const refused = await put(body);
      expect([refused.status, await jsonOf(refused)]).toMatchObject([422, { code: 'masked-value' }]);
    }
  });
});

describe('H11: people are shown', () => {
  it('H11: with a reason that is written down with their numbers, and without what was shown', async () => {
    const person = await idOf('911');
    expect((await reveal({ people: [person], reason: ' ' })).status).toBe(400);
    const shown = await jsonOf(reveal({ people: [person], message }));
    expect(shown).toEqual({
      people: [{ id: person, name: '甲911', phone: '19900000911', email: null }],
      text: expect.stringMatching(/^甲911您好.*\/r\/…$/),
      left: 2,
    });
    const [line] = await auditLog(sql, { limit: 1 });
    expect(line).toMatchObject({
      verb: 'reveal-people',
      account: officer.account.id,
      target: { what: 'call', people: String(person), message },
      reason: '核对电话',
    });
    const [{ log } = { log: '' }] = await sql<
      { log: string }[]
    >`select string_agg(l::text, ' ') as log from audit_log l`;
    expect(secrets.filter((secret) => log.includes(secret))).toEqual([]);
  });

  it('H11: only so many in a day, all or none, and one who was shown once counts once', async () => {
    const [one, two, three, four] = await Promise.all(['911', '912', '913', '921'].map((code) => idOf(code)));
    expect(await jsonOf(reveal({ people: [one, two] }))).toMatchObject({ left: 1 });
    const refused = await reveal({ people: [three, four] });
    expect([refused.status, await jsonOf(refused)]).toMatchObject([
      429,
      { code: 'too-many-people', message: expect.stringContaining('还可以看 1 人') },
    ]);
    expect(await jsonOf(reveal({ people: [one, two, three] }))).toMatchObject({ left: 0 });
    expect((await reveal({ people: [four] })).status).toBe(429);
    await sql`update people_shown set shown_at = shown_at - interval '1 day'`;
    expect(await jsonOf(reveal({ people: [four] }))).toMatchObject({ left: 2 });
  });

  it('H11: two requests at once do not see more than one after the other', async () => {
    const other = await signIn(sql, 'county-officer', '9');
    const people = await Promise.all(['911', '912', '913', '921'].map((code) => idOf(code)));
    const answers = await Promise.all(people.map((person) => reveal({ people: [person] }, other)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 429]);
  });

  it('H11: only of one’s own region, and to roles that may', async () => {
    const east = await signIn(sql, 'township-officer', '91');
    expect((await reveal({ people: [await idOf('921')] }, east)).status).toBe(404);
    expect((await reveal({ message: 999_999 }, east)).status).toBe(404);
    expect((await reveal({ people: [await idOf('911')] }, await signIn(sql, 'ops'))).status).toBe(403);
  });
});
