import { randomUUID } from 'node:crypto';
import { receive } from '../../../actions/ledger/gifts';
import type { Sql } from '../../../store/db/db';
import { eraseHelped } from '../../../store/people/personal/erase-helped';
import { erasePeopleOver, forgetUnlisted, keepPeopleUntil } from '../../../store/people/personal/retention';
import { openKeyring } from '../../../store/people/sealed/keyring';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { ledgerDefinition } from '../../support/campaigns/ledger-definition';
import { TEST_PEOPLE_KEY } from '../../support/campaigns/rows';
import { testDatabase } from '../../support/servers/database';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  campaign = await openCampaign(sql, { definition: ledgerDefinition() });
  await sql`update campaigns set mode = 'live' where id = ${campaign.id}`;
});
afterAll(() => database.drop());

test('a donor is kept for the accounts, until three years after the campaign', async () => {
  const by = { sql, by: { id: null, via: 'cli' as const, by: 'zhang' }, key: TEST_PEOPLE_KEY };
  const booking = { campaign: campaign.id, key: randomUUID(), top: null, via: 'cli' as const };
  const things = [{ item: 'cny', quantity: 500 }];
  await receive(by, { ...booking, from: { name: '捐某' }, to: '9', purse: 'charity', things });
  const [donor] = await sql<{ id: number }[]>`select id from people where kind = 'donor'`;
  const erase = () =>
    sql.begin(async (tx) =>
      eraseHelped(tx, await openKeyring(tx, TEST_PEOPLE_KEY), { person: donor?.id ?? 0, top: null }),
    );
  await expect(erase()).rejects.toMatchObject({ code: 'kept-for-accounts' });
  await sql`update people set made_at = now() - interval '1 year'`;
  expect(await forgetUnlisted(sql)).toBe(0);

  await keepPeopleUntil(sql, { campaign: campaign.id, endedAt: '2023-03-01T00:00:00.000Z' });
  expect(await sql`select erase_after from people`).toEqual([{ erase_after: '2026-03-01' }]);
  await sql`update people set erase_after = current_date - 1`;
  expect(await erasePeopleOver(sql)).toBe(0);
  await sql`update campaigns set archived_at = now() where id = ${campaign.id}`;
  expect(await erasePeopleOver(sql)).toBe(1);
  expect(await sql`select sealed, erased_at is not null as erased from people`).toEqual([
    { sealed: null, erased: true },
  ]);
});
