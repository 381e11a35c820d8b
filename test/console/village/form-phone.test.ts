import { fillIn } from '../../../rehearsal/people/answers';
import { handIn, openForm } from '../../../rehearsal/people/visitor';
import { openCampaign } from '../../support/campaigns/campaign';
import { shanghai } from '../../support/campaigns/tiny';
import { BEARER, jsonOf } from '../../support/servers/console';
import { emptyDatabase } from '../../support/servers/database';
import { LARGE_PHOTO } from '../../support/villages/photo';
import { threeAsks } from '../../support/villages/village';
import { villageConsole } from '../../support/villages/village-console';

/** The server's answers to the form's script on a phone. */
const village = villageConsole();

const right = { households: '3', cash: '600.50', remarks: '路滑' };
const lock = () => village.campaign.at(shanghai('12-05 18:00'));

describe('a report under a key of its own', () => {
  const key = { 'idempotency-key': '0192e0a0-0000-7000-8000-000000000001', accept: 'application/json' };

  it('arrives once; the answer that was lost is given again, also when reporting is locked by then', async () => {
    const first = await jsonOf<object>(village.web.submit(village.link, right, key));
    await village.web.submit(village.link, { ...right, households: '4' });
    expect(first).toMatchObject({
      told: {
        at: '12月2日（周三）10:00',
        timing: '按时',
        lines: expect.arrayContaining([{ label: '困难家庭', value: '3 户' }]),
      },
    });
    const again = await village.web.submit(village.link, right, key);
    expect(await again.json()).toEqual({ ...first, repeated: true });
    await lock();
    expect(await (await village.web.submit(village.link, right, key)).json()).toEqual({ ...first, repeated: true });
    expect(await village.sql`select 1 from reports`).toHaveLength(2);
    expect(village.web.client.told).toHaveLength(2);
  });

  it('does not tell the holder of a withdrawn link, nor another village', async () => {
    await village.web.submit(village.link, right, key);
    const other = `/r/${await village.campaign.token('report', '912')}`;
    expect(await (await village.web.submit(other, right, key)).json()).toMatchObject({ repeated: false });
    await village.sql`update links set revoked_at = now()`;
    expect((await village.web.submit(village.link, right, key)).status).toBe(410);
  });

  it('must be a UUID', async () => {
    expect((await village.web.submit(village.link, right, { ...key, 'idempotency-key': 'mine' })).status).toBe(400);
  });

  it('is refused in the language of the page', async () => {
    await lock();
    expect(await (await village.web.submit(village.link, right, key)).json()).toMatchObject({
      message: expect.stringContaining('填报已经锁定'),
    });
  });
});

describe('a photo', () => {
  const { id, bytes, kept } = LARGE_PHOTO;
  const send = (path: string, query: string, body: Buffer | null) =>
    fetch(`${village.web.url}${path}/photos/${id}?${query}`, {
      method: 'POST',
      ...(body && { headers: { 'content-type': 'application/octet-stream' }, body: new Uint8Array(body) }),
    });
  const size = `size=${bytes.length}`;

  it('comes in pieces by the link of its village, and is shown to it alone', async () => {
    expect(await jsonOf(send(village.link, `offset=0&${size}`, null))).toEqual({ received: 0, complete: false });
    await send(village.link, `offset=0&${size}`, bytes.subarray(0, 20_000));
    expect(await jsonOf(send(village.link, `offset=20000&${size}`, bytes.subarray(20_000)))).toMatchObject({
      complete: true,
    });
    const shown = await village.web.get(`${village.link}/photos/${id}`);
    expect(shown.headers.get('content-type')).toBe('image/jpeg');
    expect(Buffer.from(await shown.arrayBuffer())).toEqual(kept);
    const other = `/r/${await village.campaign.token('report', '912')}`;
    expect((await village.web.get(`${other}/photos/${id}`)).status).toBe(404);
    const official = `/api/campaigns/${village.campaign.id}/rounds/survey/units/911/photos/${id}`;
    expect((await village.web.get(official, {})).status).toBe(401);
    expect(Buffer.from(await (await village.web.get(official, BEARER)).arrayBuffer())).toEqual(kept);
    expect((await village.web.get(official.replace('/911/', '/912/'), BEARER)).status).toBe(404);
  });

  it('is refused without a link, after the lock, and in pieces that are too large', async () => {
    expect((await send('/r/nonsense', `offset=0&${size}`, bytes)).status).toBe(404);
    expect((await send(village.link, 'offset=0&size=9000000', bytes)).status).toBe(422);
    expect((await send(village.link, 'offset=0&size=2000000', Buffer.alloc(1_100_000))).status).toBe(413);
    await lock();
    expect((await send(village.link, `offset=0&${size}`, bytes)).status).toBe(410);
  });
});

test('a simulated village sends its photo ahead of its report, as a phone does', async () => {
  await emptyDatabase(village.sql);
  village.campaign = await openCampaign(village.sql, { definition: threeAsks });
  const address = `${village.web.url}/r/${await village.campaign.token('report', '911', 'survey.notice')}`;
  const { fields } = await openForm(address);
  const filling = {
    seed: 1,
    unit: '911',
    key: 'notice',
    version: 1,
    at: shanghai('12-02 10:00'),
    zone: 'Asia/Shanghai',
  };
  expect(await handIn(address, fillIn(fields, filling))).toEqual({ receipt: expect.stringMatching(/^\d{3}-\d{4}$/) });
  expect(await village.sql`select completed_at is not null as whole from photos`).toEqual([{ whole: true }]);
});

describe('what the form loads', () => {
  it('is one script and one style of its own; the worker sees nothing but forms', async () => {
    const page = await village.web.get(village.link);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self';");
    const html = await page.text();
    expect(html.match(/<script/g)).toHaveLength(1);
    const [, script = ''] = /<script src="(\/assets\/form-[^"]+\.js)" defer>/.exec(html) ?? [];
    const code = await village.web.get(script);
    expect(code.headers.get('cache-control')).toContain('immutable');
    expect(await code.text()).toContain('nuandong-form');
    const worker = await village.web.get('/r/worker.js');
    expect(worker.headers.get('cache-control')).toBe('no-cache');
    expect(worker.headers.get('service-worker-allowed')).toBeNull();
  });
});
