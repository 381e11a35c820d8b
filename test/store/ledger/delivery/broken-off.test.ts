import { randomUUID } from 'node:crypto';
import { deliverySent } from '../../../../domain/ledger/delivery';
import type { Queries, Sql } from '../../../../store/db/db';
import { recordReport } from '../../../../store/report/reports';
import { type Deliveries, openDeliveries } from '../../../support/campaigns/deliveries';
import { specimen, TEST_PEOPLE_KEY } from '../../../support/campaigns/rows';
import { signature } from '../../../support/drawings';
import { BrokenOff, brokenOff } from '../../../support/servers/broken-off';
import { testDatabase } from '../../../support/servers/database';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let winter: Deliveries;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  winter = await openDeliveries(sql);
});
afterAll(() => database.drop());

/** All that a delivery writes, in figures. */
const written = async () =>
  (
    await sql`
      select (select count(*) from deeds)::int as deeds, (select count(*) from deliveries)::int as deliveries,
             (select count(*) from ledger_acts)::int as acts, (select count(*) from transfers)::int as transfers,
             (select count(*) from cases)::int as cases, (select count(*) from reports)::int as reports,
             (select sum(done) from entries)::int as done, (select sum(quantity) from balances where account like 'with:%')::int as given`
  )[0];

test('killed before any of its statements, a sending has done nothing; sent again, it is done once', async () => {
  await winter.stocked(6000, 6);
  const [whole, part, stopped] = await winter.announced('911', 1, 2, 3);
  await sql`update entries set state = 'held', because = 'objection', version = version + 1 where id = ${stopped?.id ?? 0}`;
  const proxy = { name: '钱某代', relation: 'neighbour', reason: '住院', idNumber: specimen(7) };
  const did = [
    { row: whole?.row ?? '', delivery: { mark: 'signature', signature: signature(1).id, proxy } },
    { row: part?.row ?? '', delivery: { mark: 'paper', things: [{ item: 'coat', quantity: 1 }] } },
    { row: stopped?.row ?? '', delivery: { mark: 'paper' } },
  ].map(({ row, delivery }) => ({ row, done: true, key: randomUUID(), delivery: deliverySent.parse(delivery) }));
  const send = (through: Queries) =>
    recordReport(through, {
      ...{ campaign: winter.campaign.id, key: 'apply.give', unit: '911', via: 'form', did, people: TEST_PEOPLE_KEY },
      ...{ begun: true, input: { nothing: false, figures: {} } },
    });
  const before = await written();
  let broken = 0;
  for (let at = 1; ; at++) {
    const dying = brokenOff(sql, at);
    const sent = await send(dying.sql).then(
      () => true,
      (error: unknown) => {
        if (!(error instanceof BrokenOff)) throw error;
        return false;
      },
    );
    if (sent) break;
    broken++;
    expect(dying.ran()).toBeGreaterThanOrEqual(at);
    expect(await written()).toEqual(before);
  }
  expect(broken).toBeGreaterThan(20);
  const after = await written();
  expect(after).toMatchObject({ deliveries: 3, transfers: 5, given: 200_003, cases: 1 });
  expect((await send(sql)).rows?.map(({ is }) => is)).toEqual(['same', 'same', 'refused']);
  expect(await written()).toEqual({ ...after, reports: expect.any(Number) });
});
