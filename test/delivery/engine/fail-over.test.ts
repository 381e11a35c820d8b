import { rehearsalTemplates } from '../../../delivery/words/platform-templates';
import { plusMs } from '../../../domain/instant';
import { type SmallServer, serve } from '../../../services/http-server';
import { openFaults } from '../../../store/message/faults';
import { shanghai } from '../../support/campaigns/tiny';
import { eventually } from '../../support/eventually';
import { openPostOffice, type PostOffice } from '../../support/servers/post-office';
import { writeMore } from '../../support/villages/more-messages';

/** Two providers; the preferred one breaks down. Both are the simulator, behind a proxy that can be closed. */
let office: PostOffice;
let door: SmallServer;
let isDown = false;
const asked = { http: 0, aliyun: 0 };

beforeAll(async () => {
  office = await openPostOffice();
  const { url: gateway } = office.gateway;
  const passOn = async (path: string, init: { headers: Record<string, string>; body: string }) => {
    const answer = await fetch(`${gateway}${path}`, { method: 'POST', ...init });
    return { status: answer.status, body: (await answer.json()) as object };
  };
  door = await serve({
    port: 0,
    routes: {
      'POST /send': ({ body }) => {
        asked.http += 1;
        return isDown
          ? { status: 503, body: { code: 'HTTP 503' } }
          : passOn('/send', { headers: { 'content-type': 'application/json' }, body });
      },
      'POST /': {
        takes: 'anything',
        answer: ({ url, headers, body }) => {
          asked.aliyun += 1;
          return passOn(`/${url.search}`, { headers: { 'x-acs-action': String(headers['x-acs-action']) }, body });
        },
      },
    },
  });
  await fetch(`${gateway}/templates`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(rehearsalTemplates(office.campaign.definition)),
  });
  await office.deliver({
    SMS_PROVIDERS: 'http,aliyun',
    REHEARSAL_SMS_URL: door.url,
    SMS_PER_NUMBER_DAY: 100,
    SMS_REMINDERS_PER_NUMBER_DAY: 100,
  });
});
afterAll(async () => {
  await office.close();
  await door.stop();
});

const more = () => writeMore(office.sql, 1, [office.campaign.id]);
const NOW = shanghai('12-02 09:30');
/** The breakers count attempts right after the rows are settled. */
const breaker = (expected: { failures: number; openUntil: string | null }) =>
  eventually(async () => {
    const rows = await office.sql`select provider, failures, open_until as "openUntil" from breakers`;
    expect([...rows]).toEqual([{ provider: 'http', ...expected }]);
  });
const faults = async () => (await openFaults(office.sql)).map(({ kind, scope }) => `${kind} ${scope}`);
const since = async (act: () => Promise<unknown>) => {
  const before = { ...asked };
  await act();
  return { http: asked.http - before.http, aliyun: asked.aliyun - before.aliyun };
};

test('five failures open the breaker, the next provider takes over, and the campaign clock closes it again', async () => {
  isDown = true;
  await office.write('early');
  await office.settled('retry');
  await breaker({ failures: 5, openUntil: plusMs(NOW, 60_000) });
  expect(await faults()).toEqual([`provider-down ${office.campaign.id}/http`]);

  // All messages go to the other provider while the circuit of the first is open.
  expect(
    await since(async () => {
      await more();
      await office.settled('retry', 'accepted', 'held');
    }),
  ).toEqual({ http: 0, aliyun: 5 });

  // After the minute it is tried; it fails again, and its circuit stays open for longer.
  const minute = plusMs(NOW, 60_000);
  await office.campaign.at(minute);
  const tried = await since(async () => {
    await more();
    await office.settled('retry', 'accepted', 'held');
  });
  expect(tried.http).toBeGreaterThan(0);
  await breaker({ failures: 10, openUntil: plusMs(minute, 120_000) });

  // It has recovered: the first SMS that it takes closes the breaker, and nothing is left behind.
  isDown = false;
  await office.campaign.at(plusMs(minute, 120_000));
  const recovered = await since(async () => {
    await more();
    await office.settled('accepted', 'delivered', 'retry');
  });
  expect(recovered.http).toBeGreaterThan(0);
  await breaker({ failures: 0, openUntil: null });
  await eventually(async () => expect(await faults()).toEqual([]));
  await office.campaign.at(plusMs(minute, 3_600_000));
  const all = await office.settled('accepted', 'delivered');
  const texts = await office.texts();
  expect(new Set(texts.map(({ outId }) => outId)).size).toBe(texts.length);
  expect(texts.length).toBe(all.filter(({ channel }) => channel === 'sms').length);
});
