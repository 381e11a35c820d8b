import { endSessions } from '../../../store/account/sessions';
import type { Sql } from '../../../store/db/db';
import { signIn } from '../../support/accounts';
import { openCampaign } from '../../support/campaigns/campaign';
import { shanghai } from '../../support/campaigns/tiny';
import { BEARER, consoleEnv, jsonOf, type TestConsole, testConsole } from '../../support/servers/console';
import { testDatabase } from '../../support/servers/database';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let web: TestConsole;
let campaign: Awaited<ReturnType<typeof openCampaign>>;

const ID = '2026-every-field-9';
const api = <Body>(path: string) => jsonOf<Body>(web.get(`/api/campaigns/${ID}/${path}`, BEARER));

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  campaign = await openCampaign(sql);
  web = await testConsole(sql, { env: consoleEnv({ TEMPORAL_UI_URL: 'http://temporal.test:8080' }) });
});
afterAll(async () => {
  await web.close();
  await database.drop();
});

it('a campaign shows its stages, what comes next, and the way to its workflows', async () => {
  expect(await api<object>('progress')).toMatchObject({
    id: ID,
    scope: { code: '9', name: '小县' },
    workflow: 'http://temporal.test:8080/namespaces/default/workflows/campaign%2F2026-every-field-9',
    stages: [
      {
        id: 'survey',
        expected: 5,
        onTime: 0,
        late: 0,
        next: { at: shanghai('12-03 09:30'), kind: 'reminder', up: 0 },
        rounds: [
          {
            key: 'survey',
            name: { 'zh-CN': expect.any(String) },
            areas: 1,
            workflow: expect.stringContaining('survey%2F9'),
          },
        ],
      },
    ],
    open: { chases: 0, calls: 0, undelivered: 0 },
  });
});

it('completeness is read level by level, and each missing village says why', async () => {
  await web.send(
    `/api/campaigns/${ID}/rounds/survey/units/911/report`,
    { figures: { households: 3, cash: 600 } },
    BEARER,
  );
  await sql`delete from duties where region_code = '912'`;
  await web.get(`/r/${await campaign.token('report', '921')}`);
  const { path, here, rows } = await api<{ path: object[]; here: object; rows: object[] }>('regions');
  expect(path).toEqual([{ code: '9', name: '小县', kind: expect.any(String) }]);
  expect(here).toMatchObject({ code: '9', hasRegions: true, stages: { survey: { expected: 5, onTime: 1, late: 0 } } });
  expect(rows).toMatchObject([
    { code: '91', hasRegions: false, stages: { survey: { expected: 3, onTime: 1, late: 0 } } },
    { code: '92', hasRegions: false, stages: { survey: { expected: 2, onTime: 0, late: 0 } } },
  ]);
  const below = await api<{ path: object[]; rows: object[] }>('regions?under=91');
  const its = { code: '91', hasRegions: false, stages: { survey: { expected: 3, onTime: 1 } } };
  expect(below).toMatchObject({ path: [{ code: '9' }, { code: '91' }], here: its, rows: [] });
  const { units } = await api<{ units: object[] }>('units?under=91');
  expect(units).toMatchObject([
    { code: '911', reason: null, receipt: expect.stringMatching(/^\d{3}-\d{4}$/), next: null },
    { code: '912', reason: 'no-contact', next: { kind: 'reminder' } },
    { code: '913', reason: 'not-told', told: 0 },
  ]);
  expect((await api<{ units: object[] }>('units?under=91&stage=survey')).units).toEqual(units);
  expect((await api<{ units: object[] }>('units?under=91&stage=visits')).units).toEqual([]);
  const west = await api<{ units: object[] }>('units?under=92');
  expect(west.units).toMatchObject([{ reason: 'opened-form' }, { reason: 'not-told' }]);
  const { stages } = await api<{ stages: object[] }>('curve');
  expect(stages).toMatchObject([{ stage: 'survey', points: [{ reported: 1 }] }]);
  expect((await web.get(`/api/campaigns/${ID}/units?under=none`, BEARER)).status).toBe(404);
});

describe('officers who look at a campaign', () => {
  type Look = {
    scope: object;
    path: object[];
    here: object | null;
    rows: object[];
    stages: { expected: number; onTime: number }[];
  };
  const PARTS = ['progress', 'regions', 'curve'];
  const lookOf = (part: string, headers: Record<string, string>) =>
    web.get(`/api/campaigns/${ID}/${part}`, { ...headers, accept: 'application/json' });
  const officerOf = (place: string) => signIn(sql, 'township-officer', place);

  it('see their own place alone, by the rights that they have at that moment', async () => {
    const { account, cookie } = await officerOf('92');
    const seen = (part: string) => jsonOf<Look>(lookOf(part, cookie));
    expect(await seen('progress')).toMatchObject({ scope: { code: '92' }, stages: [{ expected: 2, onTime: 0 }] });
    expect(await seen('regions')).toMatchObject({ path: [{ code: '92' }], rows: [] });
    expect((await seen('curve')).stages).toEqual([]);
    for (const beyond of ['91', '9']) expect((await lookOf(`regions?under=${beyond}`, cookie)).status).toBe(404);
    await sql`update accounts set region_code = '91' where id = ${account.id}`;
    expect(await seen('progress')).toMatchObject({ scope: { code: '91' }, stages: [{ expected: 3, onTime: 1 }] });
    expect(await seen('regions')).toMatchObject({ path: [{ code: '91' }], rows: [] });
    expect((await seen('curve')).stages).toHaveLength(1);
    await sql`
      insert into regions (code, parent_code, name, kind, level, path, position)
      values ('8', null, '邻县', 'county', 1, '8/', 9), ('93', '9', '林场', 'township', 2, '9/93/', 9)`;
    await sql`update accounts set region_code = '93' where id = ${account.id}`;
    // Where nobody is asked, nothing of the others is shown instead.
    expect(await seen('regions')).toEqual({ path: [], here: null, rows: [] });
    expect(await seen('progress')).toMatchObject({ scope: { code: '93' }, stages: [{ expected: 0 }] });
    await sql`update accounts set region_code = '8' where id = ${account.id}`;
    for (const part of PARTS) expect((await lookOf(part, cookie)).status).toBe(404);
  });

  it('see what they have just done, in every part', async () => {
    const { cookie, headers } = await officerOf('92');
    for (const part of PARTS) await lookOf(part, cookie);
    const report = { figures: { households: 1, cash: 10 } };
    expect((await web.send(`/api/campaigns/${ID}/rounds/survey/units/922/report`, report, headers)).status).toBe(200);
    const [progress, regions, curve] = await Promise.all(PARTS.map((part) => jsonOf<Look>(lookOf(part, cookie))));
    expect(progress?.stages).toMatchObject([{ onTime: 1 }]);
    expect(regions?.here).toMatchObject({ stages: { survey: { onTime: 1 } } });
    expect(curve?.stages).toMatchObject([{ points: [{ reported: 1 }] }]);
  });

  it('get an answer once, as long as it is the same and theirs', async () => {
    const { account, cookie } = await officerOf('92');
    const neighbour = await officerOf('91');
    for (const part of PARTS) {
      const tag = (await lookOf(part, cookie)).headers.get('etag') ?? '';
      const again = await lookOf(part, { ...cookie, 'if-none-match': tag });
      expect([again.status, await again.text()]).toEqual([304, '']);
      // The two curves are the same.
      if (part !== 'curve')
        expect((await lookOf(part, { ...neighbour.cookie, 'if-none-match': tag })).status).toBe(200);
    }
    const tag = (await lookOf('progress', cookie)).headers.get('etag') ?? '';
    await endSessions(sql, account.id);
    expect((await lookOf('progress', { ...cookie, 'if-none-match': tag })).status).toBe(401);
  });
});

it('news come as server-sent events, and a stream ends with the console', async () => {
  const answer = await web.get(`/api/campaigns/${ID}/events`, BEARER);
  expect(answer.headers.get('content-type')).toBe('text/event-stream');
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let heard = '';
  const until = async (words: string) => {
    while (!heard.includes(words)) heard += (await reader?.read())?.value ?? '';
  };
  await until('event: changed');
  await campaign.at(shanghai('12-03 09:30'));
  await until(shanghai('12-03 09:30'));
  expect((await web.get('/api/campaigns/none/events', BEARER)).status).toBe(404);
  await web.close();
  expect((await reader?.read())?.done).toBe(true);
  web = await testConsole(sql);
});

it('the report and the definition are files, and say so', async () => {
  const word = await web.get(`/api/campaigns/${ID}/report.docx`, BEARER);
  expect(word.headers.get('content-disposition')).toMatch(
    new RegExp(`^attachment; filename="${ID}\\.docx"; filename\\*=UTF-8''%E3%80%90`),
  );
  expect(
    Buffer.from(await word.arrayBuffer())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK');
  const yaml = await (await web.get(`/api/campaigns/${ID}/definition.yaml`, BEARER)).text();
  // m17: in the order in which one writes it, with the parts named; Postgres keeps keys by their length.
  expect(yaml).toMatch(/^# 编号\nid: [\s\S]*\n# 阶段\nstages:/);
  const read = await jsonOf<{ definition: object }>(web.send('/api/definitions', { yaml }, BEARER));
  expect(read.definition).toEqual(campaign.definition);
});

describe('chases and calls', () => {
  const post = (path: string, body: object = {}) => web.send(path, body, BEARER);
  const chase = async () =>
    (await jsonOf<{ chases: { id: number; state: string }[] }>(web.get(`/api/chases?campaign=${ID}`, BEARER)))
      .chases[0];

  it('a chase goes from known to done, and is put off with a reason, never beyond the lock', async () => {
    await sql`insert into chases (campaign_id, round_id, rung, region_code, silent, opened_at, acknowledge_by)
              values (${ID}, ${campaign.rounds[0] ?? ''}, 'chase', '92', 2, now(), ${shanghai('12-03 14:00')})`;
    const id = (await chase())?.id;
    const [soon, lock] = [shanghai('12-04 09:00'), shanghai('12-05 18:00')];
    expect((await post(`/api/chases/${id}/snooze`, { until: soon })).status).toBe(422);
    expect((await post(`/api/chases/${id}/snooze`, { until: lock, reason: '大雪' })).status).toBe(422);
    expect((await post(`/api/chases/${id}/snooze`, { until: soon, reason: '大雪' })).status).toBe(200);
    // An officer postponed it, so it is known and is not raised.
    expect(await chase()).toMatchObject({
      stage: { 'zh-CN': '摸底' },
      state: 'acknowledged',
      snoozedUntil: soon,
      snoozeReason: '大雪',
      doneAt: null,
    });
    await post(`/api/chases/${id}/finish`);
    expect(await chase()).toMatchObject({ dispatchedAt: expect.any(String), doneAt: expect.any(String) });
    expect((await post('/api/chases/999999/acknowledge')).status).toBe(404);
    await sql`update chases set state = 'closed'`;
    expect((await post(`/api/chases/${id}/acknowledge`)).status).toBe(409);
  });

  it('a call stays on the list until a person was reached', async () => {
    await sql`insert into call_list (campaign_id, round_id, unit_code, reason, opened_at)
              values (${ID}, ${campaign.rounds[0] ?? ''}, '921', 'silent', now())`;
    const calls = async () =>
      (await jsonOf<{ calls: { id: number }[] }>(web.get(`/api/calls?campaign=${ID}`, BEARER))).calls;
    const [call] = await calls();
    expect(call).toMatchObject({
      code: '921',
      stage: { 'zh-CN': '摸底' },
      people: [{ role: 'contact', name: '甲**' }, { role: 'deputy' }],
    });
    await post(`/api/calls/${call?.id}`, { result: 'no-answer', note: '下午再打' });
    expect(await calls()).toMatchObject([{ result: 'no-answer', attempts: 1, note: '下午再打' }]);
    await post(`/api/calls/${call?.id}`, { result: 'will-report' });
    expect(await calls()).toEqual([]);
  });
});
