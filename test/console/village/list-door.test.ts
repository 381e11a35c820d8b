import { openFor } from '../../../console/village/links';
import { codeOf, sendCode, takeCode } from '../../../store/list/page-codes';
import { openCampaign, TEST_SECRET } from '../../support/campaigns/campaign';
import { listDefinition } from '../../support/campaigns/list-definition';
import { specimen } from '../../support/campaigns/rows';
import { emptyTables } from '../../support/servers/empty-tables';
import { villageConsole } from '../../support/villages/village-console';

/** A list of a live campaign needs link and code. */
const village = villageConsole();
const row = { 'row-id': '0192e0a0-0000-7000-8000-000000000001', 'row-category': 'special', 'row-consent': 'yes' };
const sent = { ...row, name: '王某', idNumber: specimen(1), heads: '3' };

beforeEach(async () => {
  await emptyTables(village.sql, 'regions', 'campaigns', 'people');
  village.campaign = await openCampaign(village.sql, { definition: listDefinition() });
  village.link = `/r/${await village.campaign.token('report', '911', 'apply.village')}`;
  expect((await village.web.submit(village.link, sent)).status).toBe(303);
  await village.sql`update campaigns set mode = 'live', clock_at = null`;
  await village.sql`
    update rounds set opens_at = now() - interval '1 day', due_at = now() + interval '1 day', locks_at = now() + interval '2 days'`;
});

const door = () => `${village.link}/code?lang=zh-CN`;
const codeSent = async () => {
  const [message] = await village.sql<{ code: number; urgent: boolean; channel: string; params: object }[]>`
    select (params ->> 'codeNo')::int as code, urgent, channel, params from messages where template = 'list-code' order by id desc limit 1`;
  return { ...message, typed: codeOf(TEST_SECRET, message?.code ?? 0) };
};

it('shows no row and takes none before the code, which goes to the own number and opens this phone alone', async () => {
  const closed = await (await village.web.get(village.link)).text();
  expect(closed).toContain('发送验证码到');
  expect(closed).not.toMatch(/王\*|row-id/);
  expect((await village.web.submit(village.link, sent, { accept: 'application/json' })).status).toBe(401);
  const photo = await fetch(`${village.web.url}${village.link}/photos/${'a'.repeat(64)}?offset=0&size=1`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: new Uint8Array(1),
  });
  expect(photo.status).toBe(401);
  expect((await village.web.submit(door(), {})).status).toBe(303);
  const { typed, ...message } = await codeSent();
  expect(message).toMatchObject({ urgent: true, channel: 'sms' });
  expect(JSON.stringify(await village.sql`select * from messages`)).not.toContain(typed);
  const opened = await village.web.submit(door(), { code: ` ${typed} ` });
  expect(opened.status).toBe(303);
  const [cookie = ''] = (opened.headers.get('set-cookie') ?? '').split(';');
  expect(opened.headers.get('set-cookie')).toMatch(/Path=\/r\/; HttpOnly; SameSite=Lax/);
  const page = async () => (await village.web.get(village.link, { accept: 'text/html', cookie })).text();
  expect(await page()).toContain('王*');
  expect((await village.web.submit(door(), { code: typed })).status).toBe(401);
  await village.sql`update contacts set phone = '19900009999'`;
  expect(await page()).not.toContain('王*');
});

it('takes five tries of one code, each for ten minutes, and sends one a minute and five an hour', async () => {
  const from = { sql: village.sql, env: { LINK_SECRET: TEST_SECRET } };
  const opened = await openFor(from, village.link.slice('/r/'.length), 'report');
  if (!opened.open) throw new Error(opened.state);
  const { link } = opened;
  const later = (minutes: number) => village.sql`
    update list_codes set sent_at = sent_at - ${minutes} * interval '1 minute', since = since - ${minutes} * interval '1 minute'`;
  const take = (code: string) => takeCode(village.sql, TEST_SECRET, link, code);
  expect([await sendCode(village.sql, link), await sendCode(village.sql, link)]).toEqual([true, false]);
  for (let turn = 0; turn < 5; turn++) expect(await take('none')).toBe(false);
  expect(await take((await codeSent()).typed)).toBe(false);
  for (let turn = 0; turn < 4; turn++) {
    await later(2);
    expect(await sendCode(village.sql, link)).toBe(true);
  }
  await later(11);
  expect([await take((await codeSent()).typed), await sendCode(village.sql, link)]).toEqual([false, false]);
  await later(60);
  expect([await sendCode(village.sql, link), await take((await codeSent()).typed)]).toEqual([true, true]);
});
