import { randomUUID } from 'node:crypto';
import { book } from '../../../actions/ledger/book';
import { correct } from '../../../actions/ledger/corrections';
import { confirmCount, count } from '../../../actions/ledger/counts';
import { arrive, dispatch, lose } from '../../../actions/ledger/dispatches';
import { buy, pledge, receive, receivePromised } from '../../../actions/ledger/gifts';
import { worthOfPlaces } from '../../../domain/ledger/reconciliation';
import type { Refused } from '../../../domain/text/refusal';
import type { Sql } from '../../../store/db/db';
import { balancesOf } from '../../../store/ledger/balances';
import { openDispatches } from '../../../store/ledger/dispatches';
import { reconcile } from '../../../store/ledger/reconcile';
import { transfersOf } from '../../../store/ledger/transfers-of';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { ledgerDefinition } from '../../support/campaigns/ledger-definition';
import { TEST_PEOPLE_KEY } from '../../support/campaigns/rows';
import { shanghai } from '../../support/campaigns/tiny';
import { testDatabase } from '../../support/servers/database';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  campaign = await openCampaign(sql, { definition: ledgerDefinition() });
});
afterAll(() => database.drop());

const started: string[] = [];
const client = {
  startCases: async (starts: readonly { workflowId: string }[]) => {
    started.push(...starts.map(({ workflowId }) => workflowId));
  },
  caseAnswered: async () => {},
  reportArrived: async () => {},
};
const by = (name = 'zhang') => ({ sql, by: { id: null, via: 'cli' as const, by: name }, key: TEST_PEOPLE_KEY, client });
const booking = (top: string | null = null) => ({ campaign: campaign.id, key: randomUUID(), top, via: 'cli' as const });
const rice = (quantity: number) => [{ item: 'rice', quantity }];
const refused = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'done',
    (error: Refused) => error.code,
  );
const held = async () =>
  Object.fromEntries(
    (await balancesOf(sql, { campaign: campaign.id, top: null, limit: 100 })).map(({ account, item, quantity }) => [
      `${account} ${item}`,
      quantity,
    ]),
  );
const differences = async () => {
  const { balanced, differences: found } = await reconcile(sql, { campaign: campaign.id, top: null });
  expect(balanced).toBe(found.length === 0);
  return found;
};

test('from the donor to the township: every fen and every bag is somewhere', async () => {
  const gift = { from: { name: '捐某', phone: '19900001111' }, to: '9', purse: 'charity' };
  await receive(by(), { ...booking(), ...gift, things: [{ item: 'cny', quantity: 1_000_00 }] });
  await pledge(by(), {
    ...booking(),
    ...gift,
    from: { unnamed: true },
    things: [...rice(40), { item: 'cny', quantity: 500 }],
  });
  await receivePromised(by(), { ...booking(), to: '9', purse: 'charity', things: rice(40) });
  expect(await refused(receivePromised(by(), { ...booking(), to: '9', purse: 'charity', things: rice(1) }))).toBe(
    'ledger-too-little',
  );
  // 100 yuan for 3 bags: what each is worth does not divide into fen.
  await buy(by(), { ...booking(), at: '9', purse: 'charity', pays: 100_00, things: rice(3) });
  const sent = { from: '9', to: '91', purse: 'charity', things: rice(13), dueAt: shanghai('12-05 10:00') };
  const { dispatch: note } = await dispatch(by(), { ...booking(), ...sent });
  await arrive(by(), { ...booking(), dispatch: note, things: rice(13), last: true });
  const { places } = await reconcile(sql, { campaign: campaign.id, top: null });
  expect(places).toEqual([
    expect.objectContaining({ item: 'cny', came: 100_500, promised: 500, stores: 90_000, spent: 10_000 }),
    expect.objectContaining({
      item: 'rice',
      came: 43,
      promised: 0,
      stores: 43,
      ways: 0,
      valueFen: 40 * 8_000 + 10_000,
    }),
  ]);
  for (const one of places) {
    const worth = worthOfPlaces(one);
    expect(Object.values(worth ?? {}).reduce((sum, fen) => sum + fen, 0)).toBe(one.valueFen);
  }
  expect(await differences()).toEqual([]);
  expect(JSON.stringify(await sql`select * from transfers, ledger_acts, audit_log`)).not.toMatch(/捐某|19900001111/);
  expect(await sql`select kind, shown from people`).toEqual([{ kind: 'donor', shown: '捐*' }]);
});

test('three of seventy are missing: a case asks the sender, and another hand writes them off', async () => {
  await receive(by(), { ...booking(), from: { source: 'fiscal-county' }, to: '9', purse: 'city', things: rice(70) });
  const sent = { from: '9', to: '92', purse: 'city', things: rice(70), dueAt: shanghai('12-05 10:00') };
  const key = randomUUID();
  const { dispatch: note } = await dispatch(by(), { ...booking(), key, ...sent });
  expect(await dispatch(by(), { ...booking(), key, ...sent })).toMatchObject({ repeated: true, dispatch: note });
  const came = (quantity: number, last: boolean) =>
    arrive(by('receiver'), { ...booking('92'), dispatch: note, things: rice(quantity), last });
  expect(await refused(came(71, false))).toBe('arrived-too-much');
  await came(60, false);
  expect(await differences()).toEqual([]);
  const last = await came(7, true);
  expect(last.left).toEqual([{ item: 'rice', purse: 'city', sent: 70, left: 3 }]);
  expect(last.workflows).toHaveLength(1);
  expect(started).toEqual(last.workflows);
  const [asked] =
    await sql`select kind, region_code as about, assignee_code as asks from cases where id = ${last.case}`;
  expect(asked).toEqual({ kind: 'shortage', about: '92', asks: '9' });
  // One more is found, and again they say that no more comes: the sender is asked about the rest already.
  expect(await came(1, true)).toMatchObject({ case: last.case, left: [{ left: 2 }] });
  expect(await differences()).toMatchObject([
    { code: 'on-the-way', account: `way:${note}`, found: 2, case: last.case, ask: '9', askName: '小县' },
  ]);
  expect((await openDispatches(sql, { campaign: campaign.id, top: '92' })).map(({ id, left }) => [id, left])).toEqual([
    [note, 2],
  ]);
  expect(await openDispatches(sql, { campaign: campaign.id, top: '91' })).toEqual([]);
  const gone = { where: { dispatch: note }, purse: 'city', things: rice(2), reason: '途中受潮' };
  expect(await refused(lose(by(), { ...booking(), ...gone }))).toBe('ledger-same-hand');
  await lose(by('li'), { ...booking(), ...gone });
  expect(await differences()).toEqual([]);
  expect(await held()).toMatchObject({ 'store:92 rice': 68, 'to:lost rice': 2 });
});

test('what is late on its way is asked of the receiver', async () => {
  await receive(by(), { ...booking(), from: { unnamed: true }, to: '9', purse: 'charity', things: rice(5) });
  const sent = { from: '9', to: '91', purse: 'charity', things: rice(5), dueAt: shanghai('12-03 10:00') };
  const { dispatch: note } = await dispatch(by(), { ...booking(), ...sent });
  expect(await differences()).toEqual([]);
  await campaign.at(shanghai('12-03 11:00'));
  expect(await differences()).toMatchObject([
    { code: 'on-the-way', dispatch: note, found: 5, ask: '91', askName: '东乡' },
  ]);
  const seen = async (top: string) => (await reconcile(sql, { campaign: campaign.id, top })).differences.length;
  expect([await seen('91'), await seen('92')]).toEqual([1, 0]);
  await arrive(by('receiver'), { ...booking(), dispatch: note, things: rice(5), last: true });
});

test('a mistake is undone by another hand, as long as what it brought is there', async () => {
  await receive(by(), { ...booking(), from: { unnamed: true }, to: '922', purse: 'charity', things: rice(9) });
  const [wrong] = await transfersOf(sql, { campaign: campaign.id, top: '922', limit: 1 });
  const undo = (name: string, top: string | null = null) =>
    correct(by(name), { ...booking(top), transfer: wrong?.id ?? 0, reason: '重复登记' });
  expect(await refused(undo('zhang'))).toBe('ledger-same-hand');
  expect(await refused(undo('li', '91'))).toBe('unknown-transfer');
  await undo('li');
  expect(await refused(undo('wang'))).toBe('ledger-undone-before');
  const [correction] = await transfersOf(sql, { campaign: campaign.id, top: '922', limit: 1 });
  const again = correct(by('wang'), { ...booking(), transfer: correction?.id ?? 0, reason: '还是对的' });
  expect(await refused(again)).toBe('ledger-undoes-correction');
  expect(await held()).not.toHaveProperty('store:922 rice');
});

test('a store is counted by two persons: the difference is booked, whatever has moved meanwhile', async () => {
  const [at, thing] = ['911', { purse: 'charity', item: 'rice' }];
  await receive(by(), { ...booking(), from: { unnamed: true }, to: at, purse: 'charity', things: rice(67) });
  const counted = (found: number, name = 'zhang') => count(by(name), { ...booking('91'), region: at, ...thing, found });
  expect(await counted(67)).toMatchObject({ expected: 67, found: 67 });
  expect(await differences()).toEqual([]);
  const first = await counted(70);
  const { count: id } = await counted(68);
  expect(await differences()).toMatchObject([
    { code: 'count-open', account: 'store:911', count: id, expected: 67, found: 68, ask: '911', askName: '一村' },
  ]);
  const confirm = (name: string, of = id, top: string | null = '91') =>
    confirmCount(by(name), { ...booking(top), count: of });
  expect(await refused(confirm('zhang'))).toBe('ledger-same-hand');
  expect(await refused(confirm('li', first.count))).toBe('unknown-count');
  expect(await refused(confirm('li', id, '92'))).toBe('ledger-not-yours');
  await receive(by(), { ...booking(), from: { unnamed: true }, to: at, purse: 'charity', things: rice(2) });
  await confirm('li');
  expect(await refused(confirm('wang'))).toBe('unknown-count');
  expect(await held()).toMatchObject({ 'store:911 rice': 70, 'from:counted rice': -1 });
  const less = await counted(60);
  await confirm('li', less.count);
  expect(await held()).toMatchObject({ 'store:911 rice': 60, 'to:counted rice': 10 });
  expect(await differences()).toEqual([]);
});

test('no store is corrected without a count', async () => {
  const alone = book(by(), booking(), {
    ...{ kind: 'correct', content: {}, stores: [] },
    lines: () => [{ item: 'rice', purse: 'charity', quantity: 1, from: 'from:counted', to: 'store:911' }],
  });
  expect(await refused(alone)).toBe('ledger-unknown-end');
});

test('an office keeps its own stores only', async () => {
  const take = (to: string, top: string) =>
    refused(receive(by(), { ...booking(top), from: { unnamed: true }, to, purse: 'charity', things: rice(1) }));
  expect(await take('92', '91')).toBe('ledger-not-yours');
  expect(await take('911', '91')).toBe('done');
  expect(await take('777', '91')).toBe('ledger-not-yours');
});

test('somebody who was at the database is found by place', async () => {
  await sql.begin(async (tx) => {
    await tx`alter table balances disable trigger balances_are_moved`;
    await tx`update balances set quantity = quantity - 2 where account = 'store:91' and item = 'rice' and purse = 'charity'`;
    await tx`alter table balances enable trigger balances_are_moved`;
  });
  expect(await differences()).toMatchObject([
    { code: 'balance-off', account: 'store:91', item: 'rice', ask: '91', askName: '东乡' },
    { code: 'sum-off', item: 'rice', purse: 'charity' },
  ]);
});

test('the accounts of a campaign that is deleted go with it, and nothing else takes them away', async () => {
  expect(await refused(sql`delete from ledger_acts`)).toBe('ND001');
  await sql`delete from campaigns where id = ${campaign.id}`;
  expect(await sql`select (select count(*) from transfers) + (select count(*) from balances) as left`).toEqual([
    { left: 0 },
  ]);
});
