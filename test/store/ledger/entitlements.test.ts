import { randomUUID } from 'node:crypto';
import { allocate } from '../../../actions/ledger/allocations';
import type { Refused } from '../../../domain/text/refusal';
import { addAccount } from '../../../store/account/accounts';
import { atomically, type Sql } from '../../../store/db/db';
import { ledgerRefusal } from '../../../store/ledger/ledger-refusals';
import { type Line, noteAct, postTransfers } from '../../../store/ledger/post';
import { type Decision, decideRows } from '../../../store/list/acts/decide';
import { recordReport } from '../../../store/report/reports';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { ledgerDefinition } from '../../support/campaigns/ledger-definition';
import { family, sending, TEST_PEOPLE_KEY } from '../../support/campaigns/rows';
import { shanghai } from '../../support/campaigns/tiny';
import { testDatabase } from '../../support/servers/database';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;
const officers: Record<string, number> = {};

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  campaign = await openCampaign(sql, { definition: ledgerDefinition() });
  for (const login of ['wang', 'li', 'zhao'])
    officers[login] = (await addAccount(sql, { login, name: `${login}某`, role: 'county-officer', region: '9' })).id;
});
afterAll(() => database.drop());
beforeEach(() => sql`truncate entries, people, row_acts, reports, ledger_acts, balances, entitled_sums cascade`);

const AT = shanghai('12-02 10:00');

const post = (kind: 'receive' | 'buy' | 'lose', lines: Line[]) =>
  atomically(sql, async (tx) => {
    const hand = { name: 'zhang', via: 'cli' as const };
    const { act } = await noteAct(tx, { campaign: campaign.id, key: randomUUID(), kind, at: AT, hand }, lines);
    await postTransfers(tx, { campaign: campaign.id, act, kind }, lines);
  }).catch((error: unknown) => {
    throw ledgerRefusal(error) ?? error;
  });
const receive = (item: string, quantity: number, purse = 'charity') =>
  post('receive', [{ item, purse, quantity, from: 'from:unnamed', to: 'store:9' }]);

/** Rows that stand before their approval, of one village. */
async function checked(unit: string, ...nths: number[]): Promise<void> {
  const place = { campaign: campaign.id, unit, via: 'form' as const, input: { nothing: false, figures: {} } };
  const rows = sending(...nths.map((nth) => family(nth)));
  await recordReport(sql, { ...place, key: 'apply.village', rows, people: TEST_PEOPLE_KEY });
  await decide('zhao', { act: 'do', step: 'check' }, unit);
}
async function decide(login: string, decision: Decision, unit: string, submission: string = randomUUID()) {
  const hand = { account: officers[login] ?? 0, via: 'api' as const };
  const rows = await sql<{ id: number; version: number }[]>`
    select id, version from entries where unit_code = ${unit} and state <> 'out' order by id`;
  return decideRows(sql, {
    ...{ campaign: campaign.id, list: 'poor', decision, hand, submission, top: '9' },
    meant: { rows: [...rows] },
  });
}
const approve = { act: 'do', step: 'approve' } as const;
const refused = (promise: Promise<unknown>): Promise<Refused> =>
  promise.then(
    () => Promise.reject(new Error('It was done.')),
    (error: Refused) => error,
  );
const sums = async () =>
  Object.fromEntries(
    (await sql<{ item: string; quantity: number }[]>`select item, quantity from entitled_sums order by item`).map(
      ({ item, quantity }) => [item, quantity],
    ),
  );

describe('what rows are entitled to', () => {
  it('is approved as long as its purse holds it; one fen short, nothing is, and the gap is told', async () => {
    await checked('911', 1, 2, 3);
    await receive('cny', 3 * 200_000 - 1);
    await receive('coat', 6, 'city');
    const error = await refused(decide('wang', approve, '911'));
    expect(error.code).toBe('purse-too-little');
    expect(error.sayAll('en')).toContain('0.01 short of cny (charity)');
    expect(await sql`select count(*)::int as n from entries where done = 2 and entitled is null`).toEqual([{ n: 3 }]);
    expect(await sums()).toEqual({});
    await receive('cny', 1);
    const submission = randomUUID();
    const { receipt } = await decide('wang', approve, '911', submission);
    expect(await sums()).toEqual({ cny: 600_000, coat: 6 });
    expect(await decide('wang', approve, '911', submission)).toMatchObject({ receipt, repeated: true });
    expect(await sums()).toEqual({ cny: 600_000, coat: 6 });
    expect(await sql`select item, purse, sum(quantity)::int as n from entitlements group by 1, 2 order by 1`).toEqual([
      { item: 'cny', purse: 'charity', n: 600_000 },
      { item: 'coat', purse: 'city', n: 6 },
    ]);
  });

  it('is not there twice: of two approvals of 2 coats where 3 are left, one goes through', async () => {
    await checked('911', 1);
    await checked('921', 2);
    await receive('cny', 1_000_000);
    await receive('coat', 3, 'city');
    const both = await Promise.allSettled([decide('wang', approve, '911'), decide('li', approve, '921')]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const [error] = both.flatMap((one) => (one.status === 'rejected' ? [one.reason as Refused] : []));
    expect(error?.sayAll('en')).toContain('1 short of coat (city)');
    expect(await sums()).toEqual({ cny: 200_000, coat: 2 });
  });

  it('grows and shrinks with a second approval, and is free again when the row leaves', async () => {
    await checked('911', 1);
    await receive('cny', 250_000);
    await receive('coat', 2, 'city');
    await decide('wang', approve, '911');
    const raise = (cash: number): Decision => ({ act: 'raise', cash, reason: '重病' });
    expect((await refused(decide('li', raise(50_001), '911'))).sayAll('en')).toContain('0.01 short');
    await decide('li', raise(50_000), '911');
    expect(await sums()).toMatchObject({ cny: 250_000 });
    await decide('zhao', raise(-10_000), '911');
    expect(await sums()).toMatchObject({ cny: 240_000 });
    await decide('wang', { act: 'remove', because: 'deceased', reason: '去世' }, '911');
    expect(await sums()).toEqual({ cny: 0, coat: 0 });
  });

  it('grows by goods of the catalogue as well, within their purse', async () => {
    await checked('911', 1);
    await receive('cny', 200_000);
    await receive('coat', 3, 'city');
    await decide('wang', approve, '911');
    const raise = (quantity: number, more: object = {}): Decision => ({
      ...{ act: 'raise', cash: 0, reason: '家中老人多' },
      goods: [{ item: 'coat', purse: 'city', quantity, ...more }],
    });
    expect((await refused(decide('li', raise(1, { item: 'tent' }), '911'))).code).toBe('ledger-no-item');
    expect((await refused(decide('li', raise(1, { purse: 'pocket' }), '911'))).code).toBe('ledger-no-purse');
    expect((await refused(decide('li', raise(2), '911'))).sayAll('en')).toContain('1 short of coat (city)');
    await decide('li', raise(1), '911');
    expect(await sums()).toEqual({ cny: 200_000, coat: 3 });
    expect(await sql`select figures from deeds where kind = 'raise'`).toEqual([{ figures: { cash: 0, coat: 1 } }]);
    await decide('wang', raise(-3), '911');
    expect(await sums()).toEqual({ cny: 200_000, coat: 0 });
  });

  it('divides money among the regions below to the fen, once by its key', async () => {
    await checked('911', 1, 2);
    await checked('921', 3);
    await receive('cny', 700_000);
    await receive('coat', 6, 'city');
    await decide('wang', approve, '911');
    await decide('wang', approve, '921');
    const by = { sql, by: { id: officers.li ?? 0, via: 'api' as const } };
    const booking = { campaign: campaign.id, key: randomUUID(), top: '9', via: 'api' as const };
    const parts = { from: '9', purse: 'charity', item: 'cny', quantity: 500_000, dueAt: shanghai('12-05 10:00') };
    const { notes } = await allocate(by, { ...booking, ...parts });
    expect(notes.map(({ to, name, quantity }) => [to, name, quantity])).toEqual([
      ['91', '东乡', 333_333],
      ['92', '西乡', 166_667],
    ]);
    expect(await allocate(by, { ...booking, ...parts })).toMatchObject({ repeated: true, notes });
    const none = allocate(by, { ...booking, key: randomUUID(), ...parts, from: '91', purse: 'city', item: 'rice' });
    expect((await refused(none)).code).toBe('nothing-to-allocate');
  });

  it('is neither spent otherwise nor given back, but a loss is a loss', async () => {
    await checked('911', 1);
    await receive('cny', 210_000);
    await receive('coat', 2, 'city');
    await decide('wang', approve, '911');
    const line = { item: 'cny', purse: 'charity', from: 'store:9' };
    const buy = (quantity: number) => post('buy', [{ ...line, quantity, to: 'to:supplier' }]);
    expect((await refused(buy(10_001))).sayAll('en')).toContain('0.01 short of cny (charity)');
    await buy(10_000);
    await post('lose', [{ ...line, quantity: 5_000, to: 'to:lost' }]);
    expect(await sums()).toMatchObject({ cny: 200_000 });
  });
});
