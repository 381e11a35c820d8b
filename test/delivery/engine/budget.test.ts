import { plusMs } from '../../../domain/instant';
import { openFaults } from '../../../store/message/faults';
import { charge, reviewBudget } from '../../../store/message/outbox/spending';
import { shanghai } from '../../support/campaigns/tiny';
import { eventually } from '../../support/eventually';
import { openPostOffice, type PostOffice } from '../../support/servers/post-office';

/** The SMS budget of a campaign, and its end. */
let office: PostOffice;
beforeEach(async () => {
  office = await openPostOffice();
});
afterEach(() => office.close());

const NOW = shanghai('12-02 09:30');
const mayCost = (yuan: number) =>
  office.sql`update campaigns set definition = jsonb_set(definition, '{budget}', ${office.sql.json({ sms: yuan })})`;
const spend = (fen: number) => charge(office.sql, [{ campaign: office.campaign.id, fen }]);
const faults = async () => (await openFaults(office.sql)).map(({ kind }) => kind).sort();

test('a warning comes at 80 %, at the end, and when sending goes on', async () => {
  await mayCost(1);
  const seen: string[][] = [];
  for (const fen of [79, 1, 19, 1, 1]) {
    await spend(fen);
    seen.push(await faults());
  }
  expect(seen).toEqual([
    [],
    ['budget-80'],
    ['budget-80'],
    ['budget-80', 'budget-spent'],
    ['budget-80', 'budget-overrun', 'budget-spent'],
  ]);
  const [warned] = await openFaults(office.sql);
  expect(warned).toMatchObject({ scope: office.campaign.id, detail: { spentFen: 80, budgetFen: 100 } });
});

test('without a budget there is no warning', async () => {
  await spend(1_000_000);
  expect(await faults()).toEqual([]);
});

test('when it is spent SMS wait and say why, what is urgent goes and is told of; more money sends the rest', async () => {
  await mayCost(1);
  await spend(100);
  const [first, ...others] = await office.write('early');
  await office.sql`update messages set urgent = true where id = ${first?.id ?? 0}`;
  await office.deliver({ SMS_PRICE_FEN: 5 });
  const rows = await office.settled('held', 'delivered');
  expect(rows.filter(({ state }) => state === 'delivered').map(({ id }) => id)).toEqual([first?.id]);
  const held = rows.filter(({ state }) => state === 'held');
  expect(held.map(({ id, reason, releaseAt }) => ({ id, reason, releaseAt }))).toEqual(
    others.map(({ id }) => ({ id, reason: 'budget', releaseAt: plusMs(NOW, 3_600_000) })),
  );
  // Its receipt may come before its price.
  await eventually(async () => expect(await faults()).toEqual(['budget-80', 'budget-overrun', 'budget-spent']));

  await mayCost(100);
  await reviewBudget(office.sql, office.campaign.id);
  await office.settled('delivered');
  expect(await faults()).toEqual([]);
  // As above: what has a receipt may not have its parts yet.
  await eventually(async () => {
    const parts = (await office.rows()).map(({ segments }) => segments);
    expect(parts).not.toContain(null);
    const cost = 5 * parts.reduce((sum: number, some) => sum + (some ?? 0), 0);
    expect([...(await office.sql`select fen::float8 as fen from spending`)]).toEqual([{ fen: 100 + cost }]);
  });
});

test('e-mails cost nothing', async () => {
  await mayCost(1);
  await spend(100);
  await office.deliver();
  await office.sql`update contacts set phone = null where id in (select contact_id from duties where deputy)`;
  await office.write('late');
  const rows = await office.settled('held', 'accepted');
  expect(new Set(rows.map(({ channel, state }) => `${channel} ${state}`))).toEqual(
    new Set(['sms held', 'email accepted']),
  );
});
