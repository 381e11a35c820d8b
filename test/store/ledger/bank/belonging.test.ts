import type { Sql } from '../../../../store/db/db';
import { answerOf, FIXED, paidFamily } from '../../../support/campaigns/bank-definition';
import { type BankOffice, openBankOffice } from '../../../support/ledger/bank-office';
import { AT, refused } from '../../../support/ledger/officers';
import { testDatabase } from '../../../support/servers/database';

/** What 0241 asks of all rows of a statement at once, where a foreign key asks row by row. */

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let office: BankOffice;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  office = await openBankOffice(sql);
  await office.begin();
  await office.approved('911', paidFamily(1), paidFamily(2));
  const made = await office.make();
  await office.read(made.id, answerOf(await office.asked(made.id, FIXED), FIXED));
});
afterAll(() => database.drop());

const NOBODY = 999_999;

it('refuses what is of no row, no region, no batch, no deed and no act, or of those of another campaign', async () => {
  const deed = (changes: { campaign?: string; row?: number; unit?: string }) => sql`
    insert into deeds (campaign_id, entry_id, unit_code, kind, at, by_name, via)
    select coalesce(${changes.campaign ?? null}, campaign_id), coalesce(${changes.row ?? null}, id), coalesce(${changes.unit ?? null}, unit_code),
           'tell', ${AT}, 'somebody', 'cli' from entries limit 1`;
  const line = (batch: number | null, row: number | null) => sql`
    insert into bank_lines (batch_id, line, entry_id, purse, fen)
    select coalesce(${batch}, batch_id), 900, coalesce(${row}, entry_id), purse, fen from bank_lines limit 1`;
  const delivery = sql`
    insert into deliveries (deed_id, campaign_id, entry_id, outcome, handed_at)
    select ${NOBODY}, campaign_id, id, 'unreached', ${AT} from entries limit 1`;
  const transfer = sql`
    insert into transfers (act_id, campaign_id, kind, item, purse, quantity, from_account, to_account)
    select ${NOBODY}, campaign_id, kind, item, purse, quantity, from_account, to_account from transfers where kind = 'receive' limit 1`;
  const tries = [
    ...[deed({ row: NOBODY }), deed({ unit: '777' }), deed({ campaign: 'another' })],
    ...[line(NOBODY, null), line(null, NOBODY), delivery, transfer],
  ];
  for (const one of tries) expect(await refused(one)).toMatchObject({ code: '23503' });
  expect(await refused(sql`delete from regions where code = '911'`)).toMatchObject({ code: '23503' });
});

it('goes with its campaign, as a whole', async () => {
  const left = () => sql<{ deeds: number; deliveries: number; lines: number; transfers: number; balances: number }[]>`
    select (select count(*)::int from deeds) as deeds, (select count(*)::int from deliveries) as deliveries,
           (select count(*)::int from bank_lines) as lines, (select count(*)::int from transfers) as transfers,
           (select count(*)::int from balances) as balances`;
  expect(await left()).toMatchObject([{ deliveries: 2, lines: 2, transfers: 3, balances: 4 }]);
  await sql`delete from campaigns`;
  expect(await left()).toEqual([{ deeds: 0, deliveries: 0, lines: 0, transfers: 0, balances: 0 }]);
});
