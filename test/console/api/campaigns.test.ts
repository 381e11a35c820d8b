import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../../../config/root';
import type { RehearsalStanding, Rehearsals } from '../../../console/api/rehearsal/rehearsals';
import { Refused, sentence } from '../../../domain/text/refusal';
import { auditLog } from '../../../store/account/audit-log';
import type { Sql } from '../../../store/db/db';
import { signIn } from '../../support/accounts';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { writePast } from '../../support/campaigns/past-messages';
import { posts } from '../../support/campaigns/people';
import { shanghai, tinyDefinition } from '../../support/campaigns/tiny';
import { BEARER, fakeClient, jsonOf, type TestConsole, testConsole } from '../../support/servers/console';
import { emptyDatabase, testDatabase } from '../../support/servers/database';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;
let web: TestConsole;

const client = fakeClient();

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  web = await testConsole(sql, { client });
});
beforeEach(async () => {
  await emptyDatabase(sql);
  campaign = await openCampaign(sql);
  for (const calls of [client.started, client.steered, client.told]) calls.length = 0;
});
afterAll(async () => {
  await web.close();
  await database.drop();
});

const get = (path: string) => web.get(path, BEARER);
const post = (path: string, body: unknown) => web.send(path, body, BEARER);
const figures = { households: 3, cash: 600 };

describe('GET /api/campaigns', () => {
  it('lists them', async () => {
    expect(await (await get('/api/campaigns')).json()).toEqual([
      expect.objectContaining({
        id: '2026-every-field-9',
        season: 2026,
        mode: 'rehearsal',
        state: 'running',
        now: shanghai('12-02 10:00'),
        endedAt: null,
      }),
    ]);
  });

  it('shows one with its figures, the same as the report shows, and no person', async () => {
    const link = `/api/links/${await campaign.token('report', '911')}`;
    await web.send(link, { figures });
    const text = await (await get(`/api/campaigns/${campaign.id}`)).text();
    expect(JSON.parse(text)).toMatchObject({
      stages: [{ id: 'survey', expected: 5, onTime: 1, late: 0, missing: 4, reminders: 0, escalations: 0 }],
      missing: [
        { name: '二村', parentName: '东乡' },
        { name: '三村' },
        { name: '四村', parentName: '西乡' },
        { name: '五村' },
      ],
      messages: { sms: {}, email: {} },
      chases: [],
      calls: [],
      decisions: [],
    });
    expect(text).not.toMatch(/甲9|1990000/);
  });

  it('is 404 for one that is not there, and says which', async () => {
    for (const path of ['/api/campaigns/none', '/api/campaigns/none/messages']) {
      const answer = await get(path);
      expect(answer.status).toBe(404);
      expect(await answer.json()).toMatchObject({
        code: 'unknown-campaign',
        message: expect.stringContaining('none'),
      });
    }
  });
});

describe('POST /api/campaigns', () => {
  it('starts one from YAML, in the season asked for', async () => {
    const yaml = await readFile(join(ROOT, 'config/campaigns/qiubei-red-cross.yaml'), 'utf8');
    const answer = await post('/api/campaigns', { yaml, season: 2027, mode: 'rehearsal' });
    expect(await answer.json()).toMatchObject({ campaign: '2026-tiny', joined: false, warnings: expect.any(Array) });
    expect(client.started).toMatchObject([
      { mode: 'rehearsal', by: { id: null, via: 'api' }, definition: { id: 'qiubei-red-cross', season: 2027 } },
    ]);
  });

  it('starts one from JSON, under an id of its own', async () => {
    expect(
      (await post('/api/campaigns', { definition: tinyDefinition(), mode: 'live', campaign: '2026-mine' })).status,
    ).toBe(200);
    expect(client.started).toMatchObject([{ mode: 'live', campaign: '2026-mine', definition: { id: 'tiny' } }]);
  });

  it.each<[string, object, number, RegExp]>([
    ['no definition', { mode: 'live' }, 400, /yaml（文本）或 definition/],
    ['no mode', { yaml: 'id: x' }, 400, /mode/],
    ['an unknown mode', { yaml: 'id: x', mode: 'dry' }, 400, /mode/],
    ['a definition with a wrong word', { yaml: 'id: tiny\nstagess: []\n', mode: 'live' }, 422, /stagess/],
    ['text that is no YAML', { yaml: '{', mode: 'live' }, 422, /缺少括号|YAML/],
    ['an id that is none', { definition: tinyDefinition(), mode: 'live', campaign: '../x' }, 400, /campaign/],
  ])('refuses %s', async (_, body, status, message) => {
    const answer = await post('/api/campaigns', body);
    expect(answer.status).toBe(status);
    const { message: said, problems = [] } = await jsonOf<{ message: string; problems?: { field: string }[] }>(answer);
    expect([said, ...problems.map(({ field }) => field)].join(' ')).toMatch(message);
    expect(client.started).toEqual([]);
  });
});

it('tells every problem of a definition by its path', async () => {
  const yaml = JSON.stringify({ ...tinyDefinition(), season: 'soon', scope: '' });
  const refusal = await jsonOf<{ problems: object[] }>(post('/api/campaigns', { yaml, mode: 'live' }));
  expect(refusal.problems).toEqual([
    { field: 'season', code: 'definition', message: expect.stringContaining('；应为：') },
    { field: 'scope', code: 'definition', message: expect.stringContaining('；应为：') },
  ]);
});

describe('steering', () => {
  it('passes a decision on, with what it aims at', async () => {
    const answer = await post(`/api/campaigns/${campaign.id}/extend`, {
      key: 'survey',
      area: '9',
      due: '12-08',
      reason: '大雪封路',
    });
    expect(await answer.json()).toEqual({ campaign: campaign.id, verb: 'extend', warnings: [] });
    expect(client.steered).toEqual([
      {
        campaign: campaign.id,
        verb: 'extend',
        target: { key: 'survey', area: '9', due: '12-08' },
        reason: '大雪封路',
        actor: 'api',
        asked: expect.any(Number),
      },
    ]);
  });

  it('needs no body where there is nothing to say', async () => {
    const answer = await fetch(new URL(`/api/campaigns/${campaign.id}/pause`, web.url), {
      method: 'POST',
      headers: BEARER,
    });
    expect(answer.status).toBe(200);
    expect(client.steered).toEqual([
      { campaign: campaign.id, verb: 'pause', target: {}, actor: 'api', asked: expect.any(Number) },
    ]);
  });

  it('reads a changed definition for replan, and refuses one that is wrong', async () => {
    await post(`/api/campaigns/${campaign.id}/replan`, { definition: tinyDefinition() });
    expect(client.steered).toMatchObject([{ verb: 'replan', definition: { id: 'tiny' } }]);
    expect((await post(`/api/campaigns/${campaign.id}/replan`, { yaml: 'id: 1' })).status).toBe(422);
    expect(client.steered).toHaveLength(1);
  });

  it('tells what the campaign refuses: 409', async () => {
    const refusing = fakeClient({
      steer: () => Promise.reject(new Refused(sentence('paused-already'))),
    });
    const other = await testConsole(sql, { client: refusing });
    const paused = (language: string) =>
      other.send(`/api/campaigns/${campaign.id}/pause`, {}, { ...BEARER, 'accept-language': language });
    const [english, chinese] = [await paused('en'), await paused('zh-CN')];
    await other.close();
    expect(english.status).toBe(409);
    expect(await english.json()).toEqual({ code: 'paused-already', message: 'The campaign is paused already.' });
    expect(await chinese.json()).toEqual({ code: 'paused-already', message: '活动已经处于暂停状态。' });
  });

  it('does not tell a failure of ours as a refusal, nor its details: 500, logged', async () => {
    const failing = fakeClient({ steer: () => Promise.reject(new Error('14 UNAVAILABLE 10.0.0.7:7233')) });
    const other = await testConsole(sql, { client: failing });
    const answer = await other.send(`/api/campaigns/${campaign.id}/pause`, {}, BEARER);
    await other.close();
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('10.0.0.7');
    expect(other.logged.join()).toContain('UNAVAILABLE');
  });

  it('knows no other verb, and no campaign that is not there', async () => {
    expect((await post(`/api/campaigns/${campaign.id}/explode`, {})).status).toBe(400);
    expect((await post('/api/campaigns/none/pause', {})).status).toBe(404);
    expect(client.steered).toEqual([]);
  });
});

describe('reports of administrators', () => {
  const path = (unit: string, key = 'survey', id = campaign.id) =>
    `/api/campaigns/${id}/rounds/${key}/units/${unit}/report`;

  it('are taken for a unit, and found again by a receipt read out on the telephone', async () => {
    const { receipt } = await jsonOf<{ receipt: string }>(post(path('911'), { figures }));
    expect(client.told).toEqual(campaign.rounds);
    const found = await get(`/api/receipts/${receipt.replace('-', '')}`);
    expect(await found.json()).toMatchObject({ receipt, unit: '911', unitName: '一村', version: 1, present: true });
    await post(path('911'), { figures: { households: 4, cash: 600 } });
    expect(await (await get(`/api/receipts/${receipt}`)).json()).toMatchObject({ version: 1, present: false });
  });

  it('are refused with the reason', async () => {
    const refusal = async (where: string, body: object) => {
      const answer = await post(where, body);
      return [answer.status, (await jsonOf<{ code: string }>(answer)).code];
    };
    expect(await refusal(path('911'), { figures: { households: 'x' } })).toEqual([422, 'invalid']);
    expect(await refusal(path('91'), { figures })).toEqual([404, 'not-asked']);
    expect(await refusal(path('911', 'summary'), { figures })).toEqual([404, 'unknown-round']);
    expect(await refusal(path('911', 'survey', 'none'), { figures })).toEqual([404, 'unknown-campaign']);
    await campaign.at(shanghai('12-05 18:00'));
    expect(await refusal(path('911'), { figures })).toEqual([410, 'locked']);
  });

  it('distinguish a misread receipt number from an unknown one', async () => {
    const { receipt } = await jsonOf<{ receipt: string }>(post(path('911'), { figures }));
    const swapped = receipt.replace(/(\d)(\d)$/, (_: string, a: string, b: string) =>
      a === b ? `${(Number(a) + 1) % 10}${b}` : b + a,
    );
    expect((await get(`/api/receipts/${swapped}`)).status).toBe(422);
    await emptyDatabase(sql);
    expect((await get(`/api/receipts/${receipt}`)).status).toBe(404);
  });
});

describe('messages', () => {
  it('are listed newest first, by state and page by page, without the person', async () => {
    const written = {
      message: {
        key: sql`'k' || c.id`,
        campaign_id: campaign.id,
        round_id: campaign.rounds[0] ?? '',
        rung: 'open',
        kind: 'task',
        region_code: sql`c.region_code`,
        contact_id: sql`c.id`,
        channel: 'sms',
        template: 'task',
        needed: 'silent',
        valid_until: sql`now()`,
        planned_at: sql`now()`,
      },
      from: sql`${posts(sql)} c where c.role = 'contact' and c.region_code like '91_' order by c.id`,
    };
    const [first = 0] = await writePast(sql, written, { state: 'delivered', text: '甲911同志' });
    await sql`update messages set state = 'failed' where id = ${first}`;
    const path = `/api/campaigns/${campaign.id}/messages`;
    const text = await (await get(path)).text();
    expect(text).not.toMatch(/甲911|1990000/);
    const all: { id: number; region: string }[] = JSON.parse(text);
    expect(all.map(({ region }) => region)).toEqual(['913', '912', '911']);
    expect(await (await get(`${path}?state=failed`)).json()).toMatchObject([{ regionName: '一村', state: 'failed' }]);
    expect(await (await get(`${path}?limit=1&before=${all[0]?.id}`)).json()).toMatchObject([{ region: '912' }]);
    expect((await get(`${path}?limit=0`)).status).toBe(400);
  });
});

describe('rehearsals', () => {
  it('are started for places that one decides about, and starting and stopping them is noted', async () => {
    const stopped: string[] = [];
    const now = shanghai('12-01 08:00');
    const standing: RehearsalStanding = {
      campaign: campaign.id,
      state: 'running',
      startsAt: now,
      endsAt: now,
      at: now,
      reports: 0,
      messages: 0,
      audit: null,
      error: null,
    };
    const rehearsals: Rehearsals = {
      start: async () => standing,
      standing: () => standing,
      running: () => standing,
      stop: (id) => void stopped.push(id),
    };
    const there = await testConsole(sql, { rehearsals });
    const start = (headers: Record<string, string>) =>
      there.send('/api/rehearsals', { yaml: JSON.stringify(tinyDefinition()) }, headers);
    const east = await signIn(sql, 'county-officer', '91');
    const county = await signIn(sql, 'county-officer', '9');
    expect((await start(east.headers)).status).toBe(404);
    expect((await start(county.headers)).status).toBe(200);
    const stop = `/api/rehearsals/${campaign.id}/stop`;
    // Part of it lies in the township, and the township's officer decides only about that part.
    expect((await there.send(stop, {}, east.headers)).status).toBe(404);
    expect((await there.send(stop, {}, county.headers)).status).toBe(200);
    await there.close();
    expect(stopped).toEqual([campaign.id]);
    const [by, about] = [county.account.id, { mode: 'rehearsal' }];
    expect(await auditLog(sql, { campaign: campaign.id, limit: 2 })).toMatchObject([
      { verb: 'cancel', account: by, target: about },
      { verb: 'start-campaign', account: by, target: about },
    ]);
  });
});
