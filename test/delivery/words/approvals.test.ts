import { rehearsalTemplates } from '../../../delivery/words/platform-templates';
import { missingApprovals } from '../../../delivery/words/start-gate';
import { plusMs } from '../../../domain/instant';
import { changeSignature } from '../../../store/message/signatures';
import { changeTemplate, registerTemplates } from '../../../store/message/templates';
import { openPostOffice, type PostOffice } from '../../support/servers/post-office';

/** Messages without the platform's approval wait. */
let office: PostOffice;
beforeEach(async () => {
  office = await openPostOffice();
});
afterEach(async () => {
  await office.close();
});

const HOUR_MS = 3_600_000;
const AT = { provider: 'aliyun', signature: '暖冬' } as const;

/** The gateway of live campaigns uses Aliyun's protocol, and knows the same codes as our registry. */
const byAliyun = () =>
  ({
    SMS_PROVIDERS: 'aliyun',
    ALIYUN_ACCESS_KEY_ID: 'live',
    ALIYUN_ACCESS_KEY_SECRET: 'live',
    ALIYUN_ENDPOINT: new URL(office.env.SMS_URL ?? '').host,
    ALIYUN_PROTOCOL: 'http',
  }) as const;

async function approveTexts(): Promise<void> {
  const { definition } = office.campaign;
  const { templates } = await missingApprovals(office.sql, { ...office.env, SMS_PROVIDERS: 'aliyun' }, definition);
  await registerTemplates(office.sql, 'aliyun', templates);
  const coded = rehearsalTemplates(definition);
  for (const { text, code } of coded)
    await changeTemplate(office.sql, { provider: 'aliyun', text, state: 'approved', code, note: null });
  const headers = { 'content-type': 'application/json' };
  await fetch(`${office.env.SMS_URL}/templates`, { method: 'PUT', headers, body: JSON.stringify(coded) });
}

test('SMS wait for the signature as they wait for their texts, and go out once it is approved', async () => {
  await office.sql`update campaigns set mode = 'live'`;
  await approveTexts();
  await changeSignature(office.sql, { ...AT, state: 'rejected', note: '资质过期' });
  const waiting = await office.deliver(byAliyun());
  await office.write('early');
  const held = await office.settled('retry');
  expect(held.map(({ reason }) => reason)).toEqual(held.map(() => 'approval'));
  expect(await office.liveTexts()).toEqual([]);
  // A new process has not read the registry yet, so the test need not wait.
  await waiting.close();
  await changeSignature(office.sql, { ...AT, state: 'approved', note: null });
  await office.deliver(byAliyun());
  await office.campaign.at(plusMs(held[0]?.releaseAt ?? '', HOUR_MS));
  // An hour later each gets its first attempt again: a wait for an approval uses up no attempt.
  expect((await office.settled('accepted')).map(({ attempts }) => attempts)).toEqual(held.map(() => 1));
  const texts = await office.liveTexts();
  expect(texts.map(({ text }) => text.slice(0, 4))).toEqual(held.map(() => '【暖冬】'));
});
