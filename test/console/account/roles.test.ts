import { may, NATIONAL, PERMISSIONS, ROLES, type Role } from '../../../domain/account/roles';
import type { Rung } from '../../../domain/campaign/plan';
import { auditLog } from '../../../store/account/audit-log';
import type { Sql } from '../../../store/db/db';
import { openFault } from '../../../store/message/faults';
import { recordReport } from '../../../store/report/reports';
import { climbRung } from '../../../store/round/rungs';
import { type SignedIn, signIn } from '../../support/accounts';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { shanghai } from '../../support/campaigns/tiny';
import { BEARER, jsonOf, type TestConsole, testConsole } from '../../support/servers/console';
import { testDatabase } from '../../support/servers/database';

/** Two townships, 91 with the villages 911 to 913 and 92 with 921 and 922, in the county 9. */
const ROUND = '/api/campaigns/2026-every-field-9/rounds/survey/units';
const REPORT = { figures: { households: 3, cash: 100 } };

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let web: TestConsole;
let campaign: OpenCampaign;
const people = {} as Record<Role, SignedIn>;
let east: SignedIn;
let west: SignedIn;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  campaign = await openCampaign(sql);
  await sql`insert into regions (code, parent_code, level, kind, name, path, position)
            values ('8', null, 1, 'county', '邻县', '8/', 1)`;
  const rung = campaign.plan.stages
    .flatMap((stage) => stage.rounds.flatMap((round) => round.rungs))
    .find(({ id }) => id === 'open') as Rung;
  const now = shanghai('12-02 10:00');
  await sql.begin((tx) =>
    climbRung(tx, { campaign: campaign.id, round: campaign.rounds[0] ?? '', rung, now, today: '2026-12-02' }),
  );
  await sql`update messages set state = 'failed', reason = 'refused'`;
  await sql`insert into chases (campaign_id, round_id, rung, region_code, silent, opened_at, acknowledge_by)
            select ${campaign.id}, ${campaign.rounds[0] ?? ''}, 'chase', code, 2, now(), now() from regions where kind = 'township'`;
  web = await testConsole(sql);
  for (const role of ROLES) people[role] = await signIn(sql, role, '9');
  east = await signIn(sql, 'township-officer', '91');
  west = await signIn(sql, 'township-officer', '92');
});
afterAll(async () => {
  await web.close();
  await database.drop();
});

const status = async (answer: Promise<Response>) => (await answer).status;

describe('every route', () => {
  it('declares the permission it needs, and refuses a visitor without a sign-in', async () => {
    expect(web.routes.length).toBeGreaterThan(30);
    for (const { permission } of web.routes) expect([...PERMISSIONS, 'anybody']).toContain(permission);
    const closed = web.routes.filter(({ permission }) => permission !== 'anybody');
    expect(closed.length).toBeGreaterThan(15);
    for (const { method, url } of closed) {
      const path = url.replaceAll(/:\w+|\*/g, '999999');
      const answer = await fetch(new URL(path, web.url), { method, redirect: 'manual' });
      expect([method, url, answer.status]).toEqual([method, url, 401]);
    }
  });

  it('turns away the roles that may not, and those only', async () => {
    for (const { method, url, permission } of web.routes) {
      if (!permission || permission === 'anybody' || url.endsWith('/logout')) continue;
      const path = url.replaceAll(/:\w+|\*/g, '999999');
      const asked = async (role: (typeof ROLES)[number]) => {
        const headers = { ...people[role].headers, 'sec-fetch-site': 'same-origin' };
        const answer = await fetch(new URL(path, web.url), { method, headers, redirect: 'manual' });
        return [role, method, url, answer.status === 403];
      };
      const due = (role: (typeof ROLES)[number]) => !may(role, permission) || NATIONAL.includes(permission);
      expect(await Promise.all(ROLES.map(asked))).toEqual(ROLES.map((role) => [role, method, url, due(role)]));
    }
  });

  it('is closed without a sign-in, except for these', () => {
    const open = web.routes.filter(({ permission, method }) => permission === 'anybody' && method !== 'HEAD');
    const shown = open.map(({ method, url }) => `${method} ${url.replace(/(form-)\w+/, '$1*')}`);
    expect(shown.sort()).toEqual([
      'GET /a/:token',
      'GET /api/links/:token',
      'GET /api/links/:token/tasks',
      'GET /assets/form-*.css',
      'GET /assets/form-*.css',
      'GET /assets/form-*.css',
      'GET /assets/form-*.js',
      'GET /assets/form-*.js',
      'GET /assets/form-*.svg',
      'GET /console/assets/*',
      'GET /healthz',
      'GET /invitation/:token',
      'GET /login',
      'GET /login/code',
      'GET /p/:token',
      'GET /r/:token',
      'GET /r/:token/photos/:photo',
      'GET /r/worker.js',
      'GET /readyz',
      'OPTIONS /api/payloads/decode',
      'POST /a/:token',
      'POST /api/links/:token',
      'POST /hooks/sms/http/:secret/receipts',
      'POST /hooks/sms/http/:secret/replies',
      'POST /hooks/weather/:source/:secret',
      'POST /invitation/:token',
      'POST /login',
      'POST /login/code',
      'POST /p/:token',
      'POST /r/:token',
      'POST /r/:token/code',
      'POST /r/:token/photos/:photo',
    ]);
  });
});

describe('a township officer', () => {
  it('sees their township’s part of a campaign, and no other', async () => {
    const overview = await (await web.get('/api/campaigns/2026-every-field-9', east.cookie)).text();
    for (const shown of ['一村', '二村', '三村', '东乡']) expect(overview).toContain(shown);
    expect(overview).not.toMatch(/四村|五村|西乡/);
    const { stages, messages, chases } = JSON.parse(overview);
    expect(stages).toMatchObject([{ expected: 3, missing: 3 }]);
    expect(chases).toMatchObject([{ code: '91' }]);
    expect(messages.sms.failed).toBe(3);
    for (const part of ['progress', 'regions', 'units?under=91', 'curve']) {
      const text = await (await web.get(`/api/campaigns/2026-every-field-9/${part}`, east.cookie)).text();
      expect(text).not.toMatch(/四村|五村|西乡/);
    }
    const progress = await jsonOf<object>(web.get('/api/campaigns/2026-every-field-9/progress', east.cookie));
    expect(progress).toMatchObject({ scope: { code: '91' }, stages: [{ expected: 3 }], open: { chases: 1 } });
    for (const beyond of ['regions?under=9', 'units?under=92'])
      expect(await status(web.get(`/api/campaigns/2026-every-field-9/${beyond}`, east.cookie))).toBe(404);
  });

  it('sees messages and what did not arrive of their township only', async () => {
    const messages = await jsonOf<{ region: string }[]>(
      web.get('/api/campaigns/2026-every-field-9/messages', east.cookie),
    );
    expect(new Set(messages.map(({ region }) => region))).toEqual(new Set(['911', '912', '913']));
    const found = await web.send('/api/tables/messages', { where: { campaign: campaign.id } }, east.headers);
    expect(await found.text()).not.toMatch(/四村|五村/);
    expect(await status(web.get('/api/faults', east.cookie))).toBe(403);
  });

  it('finds nothing by guessing: messages, units, receipts', async () => {
    const [foreign] = await sql<{ id: number }[]>`select id from messages where region_code = '921'`;
    const resend = (who: SignedIn) => web.send(`/api/messages/${foreign?.id}/resend`, {}, who.headers);
    expect(await status(resend(east))).toBe(404);
    expect(await sql`select from messages where state <> 'failed'`).toHaveLength(0);
    expect(await status(web.send(`${ROUND}/921/report`, REPORT, east.headers))).toBe(404);
    const { receipt } = await recordReport(sql, {
      campaign: campaign.id,
      key: 'survey',
      unit: '921',
      via: 'cli',
      input: { nothing: false, ...REPORT },
    });
    const find = (who: SignedIn) => status(web.get(`/api/receipts/${receipt}`, who.cookie));
    expect([await find(east), await find(west), await find(people.auditor)]).toEqual([404, 200, 200]);
    expect(await status(web.get(`/api/messages/${foreign?.id}`, east.cookie))).toBe(404);
    expect(await status(resend(west))).toBe(200);
  });

  it('reports for their own villages, and that is on record', async () => {
    const answer = await web.send(`${ROUND}/911/report`, REPORT, east.headers);
    const { receipt } = await jsonOf<{ receipt: string }>(answer);
    const [entry] = await auditLog(sql, { campaign: campaign.id, limit: 1 });
    expect(entry).toMatchObject({
      account: east.account.id,
      via: 'console',
      verb: 'submit-report',
      campaign: campaign.id,
      target: { unit: '911', key: 'survey', receipt },
    });
  });

  it('steers nothing', async () => {
    expect(await status(web.send('/api/campaigns/2026-every-field-9/pause', {}, east.headers))).toBe(403);
    expect(web.client.steered).toEqual([]);
  });
});

describe('a county officer', () => {
  it('of another county sees no such campaign and decides nothing about it', async () => {
    const neighbour = await signIn(sql, 'county-officer', '8');
    expect(await jsonOf(web.get('/api/campaigns', neighbour.cookie))).toEqual([]);
    expect(await status(web.get('/api/campaigns/2026-every-field-9', neighbour.cookie))).toBe(404);
    expect(await status(web.send('/api/campaigns/2026-every-field-9/pause', {}, neighbour.headers))).toBe(404);
    const start = web.send('/api/campaigns', { definition: campaign.definition, mode: 'rehearsal' }, neighbour.headers);
    expect(await status(start)).toBe(404);
    expect([web.client.steered, web.client.started]).toEqual([[], []]);
  });

  it('sees the faults of what concerns them', async () => {
    await openFault(sql, { kind: 'budget-spent', scope: campaign.id, detail: {} });
    await openFault(sql, { kind: 'provider-down', scope: 'aliyun', detail: {} });
    const neighbour = await signIn(sql, 'county-officer', '8');
    const faults = async (who: SignedIn) =>
      (await jsonOf<{ faults: { scope: string }[] }>(web.get('/api/faults', who.cookie))).faults.map(
        ({ scope }) => scope,
      );
    expect(await faults(people['county-officer'])).toEqual([campaign.id, 'aliyun']);
    expect(await faults(neighbour)).toEqual(['aliyun']);
  });

  it('of a part decides about that part only', async () => {
    const part = await signIn(sql, 'county-officer', '91');
    const steer = (verb: string, body: object) =>
      status(web.send(`/api/campaigns/2026-every-field-9/${verb}`, { reason: '大雪', ...body }, part.headers));
    expect(await steer('extend', { key: 'survey', due: '12-04' })).toBe(404);
    expect(await steer('extend', { key: 'survey', due: '12-04', area: '92' })).toBe(404);
    expect(await steer('return', { key: 'survey', unit: '921' })).toBe(404);
    expect(await steer('cancel', { area: '91' })).toBe(404);
    expect(web.client.steered).toEqual([]);
    expect(await steer('extend', { key: 'survey', due: '12-04', area: '91' })).toBe(200);
  });

  it('decides about their county, under their number, and that is on record', async () => {
    const { headers, account } = people['county-officer'];
    const reason = '大雪封路';
    const body = { key: 'survey', due: '12-04', reason };
    expect(await status(web.send('/api/campaigns/2026-every-field-9/extend', body, headers))).toBe(200);
    expect(web.client.steered.at(-1)?.actor).toBe(`account:${account.id}`);
    const [entry] = await auditLog(sql, { campaign: campaign.id, limit: 1 });
    expect(entry).toMatchObject({ account: account.id, verb: 'extend', target: { key: 'survey' }, reason });
  });
});

it('an account whose region is no longer in the register sees nothing', async () => {
  const lost = await signIn(sql, 'county-officer', '8');
  await sql`delete from regions where code = '8'`;
  expect(await jsonOf(web.get('/api/campaigns', lost.cookie))).toEqual([]);
});

it('the audit log cannot be rewritten, and the API token acts as itself', async () => {
  await web.send('/api/campaigns/2026-every-field-9/pause', {}, BEARER);
  const [entry] = await auditLog(sql, { limit: 1 });
  expect(entry).toMatchObject({ account: null, via: 'api', verb: 'pause' });
  await expect(sql`update audit_log set verb = 'nothing'`).rejects.toThrow('only ever added to');
  await expect(sql`delete from audit_log`).rejects.toThrow('only ever added to');
});

describe('accounts', () => {
  const give = (who: SignedIn, path: string, body: object) => web.send(path, body, who.headers);

  it('are made by administrators, with a link that is shown once', async () => {
    const boss = people.administrator;
    const body = { login: 'new', name: '新人', role: 'township-officer', region: '91' };
    const { account, link } = await jsonOf<{ account: { id: number }; link: string }>(
      give(boss, '/api/accounts', body),
    );
    expect((await web.get(new URL(link).pathname)).status).toBe(200);
    expect(await status(give(boss, '/api/accounts', { ...body, login: 'NEW' }))).toBe(409);
    const changed = give(boss, `/api/accounts/${account.id}`, { role: 'auditor', region: '92', disabled: true });
    expect(await jsonOf(changed)).toMatchObject({ role: 'auditor', region: '92', disabledAt: expect.any(String) });
    const verbs = await jsonOf<{ verb: string }[]>(web.get('/api/audit?limit=2', boss.cookie));
    expect(verbs.map(({ verb }) => verb)).toEqual(['manage-accounts', 'manage-accounts']);
  });

  it('of a county or township have a region, or they would see everything', async () => {
    const boss = people.administrator;
    const all = await signIn(sql, 'administrator');
    for (const role of ['county-officer', 'township-officer']) {
      const refused = await give(all, '/api/accounts', { login: `every-${role}`, name: '某人', role, region: null });
      expect([refused.status, await jsonOf<{ code: string }>(refused)]).toMatchObject([
        422,
        { code: 'region-required' },
      ]);
    }
    expect(
      await status(give(all, '/api/accounts', { login: 'eye', name: '某人', role: 'auditor', region: null })),
    ).toBe(200);
    const old = await signIn(sql, 'township-officer', '91');
    const path = `/api/accounts/${old.account.id}`;
    const change = (over: object) => give(all, path, { role: 'township-officer', region: '92', ...over });
    expect(await status(change({ region: null }))).toBe(422);
    expect(await jsonOf(change({ name: '新名' }))).toMatchObject({
      name: '新名',
      region: '92',
      regionName: expect.any(String),
    });
    await sql`update accounts set region_code = null where id = ${old.account.id}`;
    // One from before is disabled as it is.
    expect(await status(change({ region: null, disabled: true }))).toBe(200);
    const listed = await jsonOf<{ id: number; lastSignInAt: string | null }[]>(web.get('/api/accounts', all.cookie));
    expect(listed.find(({ id }) => id === boss.account.id)?.lastSignInAt).not.toBeNull();
    expect(listed.filter(({ lastSignInAt }) => lastSignInAt === null).length).toBeGreaterThan(0);
  });

  it('are invited many at once from an office’s table, all or none', async () => {
    const boss = people.administrator;
    const [one, other] = await sql<
      { code: string; name: string }[]
    >`select code, name from regions where kind = 'township' order by code`;
    const form = new FormData();
    const table = [
      ['2026年乡镇经办人名册'],
      ['序号', '姓名', '手机号码', '角色', '乡镇'],
      ['1', '张　三', '１９９ 0000 0001'.replaceAll(' ', ''), '', one?.name],
      ['2', '李四', '19900000002', '审计', other?.code],
      ['3', '王五', '19900000003', '站长', other?.name],
      ['4', '赵六', '19900000004', '', '无此乡'],
      ['5', '', '19900000005', '', one?.name],
      ['6', '张三', '19900000001', '', one?.name],
    ];
    form.append('file', new File([table.map((row) => row.join('\t')).join('\n')], 'pasted.csv'));
    const { rows } = await jsonOf<{ rows: { wrong: string | null }[] }>(
      fetch(`${web.url}/api/accounts/read`, { method: 'POST', headers: boss.headers, body: form }),
    );
    expect(rows).toMatchObject([
      { row: 3, name: '张三', login: '19900000001', role: 'township-officer', region: one?.code, wrong: null },
      { name: '李四', role: 'auditor', region: other?.code, regionName: other?.name, wrong: null },
      { name: '王五', wrong: expect.stringContaining('站长') },
      { name: '赵六', wrong: expect.any(String) },
      { wrong: '姓名和登录名都要填。' },
      { wrong: expect.stringContaining('19900000001') },
    ]);
    const good = rows.filter(({ wrong }) => wrong === null).map(({ wrong: _, ...row }) => row);
    expect(await status(give(boss, '/api/accounts/several', { accounts: [...good, good[0]] }))).toBe(409);
    const { added } = await jsonOf<{ added: { link: string; account: { login: string } }[] }>(
      give(boss, '/api/accounts/several', { accounts: good }),
    );
    expect(added.map(({ account }) => account.login)).toEqual(['19900000001', '19900000002']);
    for (const { link } of added) expect((await web.get(new URL(link).pathname)).status).toBe(200);
  });

  it('beyond the administrator’s own region are not there, and none is given more than the administrator has', async () => {
    const local = await signIn(sql, 'administrator', '91');
    const body = { name: '某人', role: 'ops' };
    for (const region of [null, '9', '92', '8'])
      expect(await status(give(local, '/api/accounts', { ...body, login: `of-${region}`, region }))).toBe(404);
    expect(await status(give(local, '/api/accounts', { ...body, login: 'of-911', region: '911' }))).toBe(200);
    const listed = await jsonOf<{ region: string }[]>(web.get('/api/accounts', local.cookie));
    expect(new Set(listed.map(({ region }) => region))).toEqual(new Set(['91', '911']));
    for (const { account } of [west, people.administrator]) {
      const place = { role: 'ops', region: '91' };
      expect(await status(give(local, `/api/accounts/${account.id}`, place))).toBe(404);
      expect(await status(give(local, `/api/accounts/${account.id}/invite`, {}))).toBe(404);
    }
    expect(await status(give(local, `/api/accounts/${local.account.id}/invite`, {}))).toBe(409);
  });

  it('an auditor reads what was done in their region, and nothing of elsewhere', async () => {
    const [here, elsewhere] = [await signIn(sql, 'auditor', '9'), await signIn(sql, 'auditor', '92')];
    const ofCampaign = async (who: SignedIn) =>
      (await jsonOf<object[]>(web.get(`/api/audit?campaign=${campaign.id}`, who.cookie))).length;
    expect(await ofCampaign(here)).toBeGreaterThan(0);
    const seen = await jsonOf<{ account: number }[]>(web.get('/api/audit', elsewhere.cookie));
    expect(new Set(seen.map(({ account }) => account))).toEqual(new Set([west.account.id]));
  });
});
