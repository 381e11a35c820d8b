import { deadLetters, lifeOf } from '../../../store/message/dead-letters';
import { openFaults } from '../../../store/message/faults';
import { resendMessage } from '../../../store/message/messages';
import { checkAccounts } from '../../../store/round/self-check';
import { eventually } from '../../support/eventually';
import { openPostOffice, type PostOffice } from '../../support/servers/post-office';

/** Messages that did not arrive, and messages without a worker, are shown. */
let office: PostOffice;
beforeEach(async () => {
  office = await openPostOffice();
});
afterEach(() => office.close());

const tenMinutesLater = () => office.sql`update messages set touched_at = touched_at - interval '11 minutes'`;

test('dead letters tell their cause and their life, and live again', async () => {
  await office.deliver();
  await fetch(`${office.gateway.url}/wrong-numbers`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(['19900000911']),
  });
  await office.write('early');
  await office.settled('delivered', 'failed', 'accepted', 'suppressed');
  // An SMS is accepted before its receipt says that it failed.
  const failed = await eventually(async () => {
    const found = (await office.rows()).filter(({ state }) => state === 'failed').map(({ id }) => id);
    expect(found).toHaveLength(1);
    return found;
  });
  const campaign = office.campaign.id;
  const letters = await deadLetters(office.sql, { campaign, limit: 100 });
  expect(letters.map(({ id }) => id).sort()).toEqual(failed.sort());
  // Those of a rehearsal are shown only on request.
  expect(await deadLetters(office.sql, { limit: 100 })).toEqual([]);
  const [id = 0] = failed;
  const before = await lifeOf(office.sql, id);
  expect([before.at(0)?.after, before.at(-1)?.after]).toEqual(['planned', 'failed']);
  await resendMessage(office.sql, { id, force: false });
  expect((await lifeOf(office.sql, id)).slice(before.length)[0]).toMatchObject({
    before: 'failed',
    after: 'planned',
    reason: 'resent',
  });
  await expect(lifeOf(office.sql, 999_999)).rejects.toThrow('There is no message 999999');
});

test('a day on which nothing sends is a fault, until something does', async () => {
  const campaign = office.campaign.id;
  await office.write('early');
  const { length: due } = await office.rows();
  expect(await checkAccounts(office.sql)).toMatchObject([{ campaign, due, accounted: due }]);
  // Without a fault one check a day is enough.
  await tenMinutesLater();
  expect(await checkAccounts(office.sql)).toEqual([]);
  await office.sql`delete from self_checks`;
  expect(await checkAccounts(office.sql)).toMatchObject([{ campaign, due, accounted: 0, forgotten: { planned: due } }]);
  expect(await openFaults(office.sql)).toMatchObject([
    { kind: 'self-check', scope: campaign, detail: { due, accounted: 0, planned: due } },
  ]);
  await office.deliver();
  await office.settled('delivered', 'accepted');
  expect(await checkAccounts(office.sql)).toMatchObject([{ due, accounted: due }]);
  expect(await openFaults(office.sql)).toEqual([]);
});

test('what waits for an instant that is named is accounted for; what was claimed and left is not', async () => {
  const [first, ...others] = await office.write('early');
  const ids = others.map(({ id }) => id);
  await office.sql`
    update messages set state = 'held', reason = 'quiet', release_at = campaign_now(campaign_id) + interval '1 hour'
    where id = any(${ids})`;
  await office.sql`update messages set state = 'submitting' where id = ${first?.id ?? 0}`;
  await tenMinutesLater();
  expect(await checkAccounts(office.sql)).toMatchObject([
    { due: ids.length + 1, accounted: ids.length, forgotten: { submitting: 1 } },
  ]);
});
