import { randomUUID } from 'node:crypto';
import { allocate } from '../../../actions/ledger/allocations';
import type { Refused } from '../../../domain/text/refusal';
import type { Sql } from '../../../store/db/db';
import type { Decision } from '../../../store/list/acts/decide';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { ledgerDefinition } from '../../support/campaigns/ledger-definition';
import { quietClient } from '../../support/campaigns/quiet-client';
import { family } from '../../support/campaigns/rows';
import { shanghai } from '../../support/campaigns/tiny';
import { type Officers, refused, threeOfficers } from '../../support/ledger/officers';
import { testDatabase } from '../../support/servers/database';
import { emptyTables } from '../../support/servers/empty-tables';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;
let officers: Officers;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  campaign = await openCampaign(sql, { definition: ledgerDefinition() });
  officers = await threeOfficers(sql, campaign);
});
afterAll(() => database.drop());
beforeEach(() =>
  emptyTables(sql, 'entries', 'people', 'row_acts', 'reports', 'ledger_acts', 'balances', 'entitled_sums'),
);

const receive = (item: string, quantity: number, purse = 'charity') =>
  officers.post('receive', [{ item, purse, quantity, from: 'from:unnamed', to: 'store:9' }]);
/** Rows that stand before their approval, of one village. */
const checked = (unit: string, ...nths: number[]) => officers.checked(unit, ...nths.map((nth) => family(nth)));
const approve = { act: 'do', step: 'approve' } as const;
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
    const error = await refused(officers.decide('wang', approve, '911'));
    expect(error.code).toBe('purse-too-little');
    expect(error.sayAll('en')).toContain('0.01 short of cny (charity)');
    expect(await sql`select count(*)::int as n from entries where done = 2 and entitled is null`).toEqual([{ n: 3 }]);
    expect(await sums()).toEqual({});
    await receive('cny', 1);
    const submission = randomUUID();
    const { receipt } = await officers.decide('wang', approve, '911', submission);
    expect(await sums()).toEqual({ cny: 600_000, coat: 6 });
    expect(await officers.decide('wang', approve, '911', submission)).toMatchObject({ receipt, repeated: true });
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
    const both = await Promise.allSettled([
      officers.decide('wang', approve, '911'),
      officers.decide('li', approve, '921'),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const [error] = both.flatMap((one) => (one.status === 'rejected' ? [one.reason as Refused] : []));
    expect(error?.sayAll('en')).toContain('1 short of coat (city)');
    expect(await sums()).toEqual({ cny: 200_000, coat: 2 });
  });

  it('grows and shrinks with a second approval, and is free again when the row leaves', async () => {
    await checked('911', 1);
    await receive('cny', 250_000);
    await receive('coat', 2, 'city');
    await officers.decide('wang', approve, '911');
    const raise = (cash: number): Decision => ({ act: 'raise', cash, reason: '重病' });
    expect((await refused(officers.decide('li', raise(50_001), '911'))).sayAll('en')).toContain('0.01 short');
    await officers.decide('li', raise(50_000), '911');
    expect(await sums()).toMatchObject({ cny: 250_000 });
    await officers.decide('zhao', raise(-10_000), '911');
    expect(await sums()).toMatchObject({ cny: 240_000 });
    await officers.decide('wang', { act: 'remove', because: 'deceased', reason: '去世' }, '911');
    expect(await sums()).toEqual({ cny: 0, coat: 0 });
  });

  it('grows by goods of the catalogue as well, within their purse', async () => {
    await checked('911', 1);
    await receive('cny', 200_000);
    await receive('coat', 3, 'city');
    await officers.decide('wang', approve, '911');
    const raise = (quantity: number, more: object = {}): Decision => ({
      ...{ act: 'raise', cash: 0, reason: '家中老人多' },
      goods: [{ item: 'coat', purse: 'city', quantity, ...more }],
    });
    expect((await refused(officers.decide('li', raise(1, { item: 'tent' }), '911'))).code).toBe('ledger-no-item');
    expect((await refused(officers.decide('li', raise(1, { purse: 'pocket' }), '911'))).code).toBe('ledger-no-purse');
    expect((await refused(officers.decide('li', raise(2), '911'))).sayAll('en')).toContain('1 short of coat (city)');
    await officers.decide('li', raise(1), '911');
    expect(await sums()).toEqual({ cny: 200_000, coat: 3 });
    expect(await sql`select figures from deeds where kind = 'raise'`).toEqual([{ figures: { cash: 0, coat: 1 } }]);
    await officers.decide('wang', raise(-3), '911');
    expect(await sums()).toEqual({ cny: 200_000, coat: 0 });
  });

  it('divides money among the regions below to the fen, once by its key', async () => {
    await checked('911', 1, 2);
    await checked('921', 3);
    await receive('cny', 700_000);
    await receive('coat', 6, 'city');
    await officers.decide('wang', approve, '911');
    await officers.decide('wang', approve, '921');
    const by = { sql, by: { id: officers.ids.li, via: 'api' as const }, client: quietClient };
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
    await officers.decide('wang', approve, '911');
    const line = { item: 'cny', purse: 'charity', from: 'store:9' };
    const buy = (quantity: number) => officers.post('buy', [{ ...line, quantity, to: 'to:supplier' }]);
    expect((await refused(buy(10_001))).sayAll('en')).toContain('0.01 short of cny (charity)');
    await buy(10_000);
    await officers.post('lose', [{ ...line, quantity: 5_000, to: 'to:lost' }]);
    expect(await sums()).toMatchObject({ cny: 200_000 });
  });
});
