import { randomUUID } from 'node:crypto';
import { arrive, dispatch } from '../../actions/ledger/dispatches';
import { plusMs } from '../../domain/instant';
import { BANK_ANSWERS_DAYS } from '../../domain/ledger/bank/silence';
import type { Sql } from '../../store/db/db';
import { workOf } from '../../store/work/work';
import { WORK_KINDS, type WorkKind } from '../../store/work/worker';
import { answerOf, FIXED, paidFamily } from '../support/campaigns/bank-definition';
import { quietClient } from '../support/campaigns/quiet-client';
import { type BankOffice, openBankOffice } from '../support/ledger/bank-office';
import { AT } from '../support/ledger/officers';
import { testDatabase } from '../support/servers/database';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let office: BankOffice;
beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  office = await openBankOffice(sql);
  await sql`update campaigns set mode = 'live' where id = ${office.campaign.id}`;
});
afterAll(() => database.drop());
beforeEach(() => office.begin());

const DAY_MS = 86_400_000;
const kinds = Object.keys(WORK_KINDS) as WorkKind[];
const work = async (top: string, ...of: WorkKind[]) =>
  (await workOf(sql, { top, kinds: of.length > 0 ? of : kinds })).map(({ kind, count, dueAt }) => ({
    kind,
    count,
    dueAt,
  }));

it('rows wait for the office until it has decided; then the bank is waited for, for as long as anything is open', async () => {
  await office.checked('911', paidFamily(1), paidFamily(2));
  expect(await work('9', 'rows')).toEqual([{ kind: 'rows', count: 2, dueAt: null }]);
  expect(await work('92', 'rows')).toEqual([]);
  await office.decide('wang', { act: 'do', step: 'approve' }, '911');
  expect(await work('9', 'rows')).toEqual([]);

  const batch = await office.make();
  const waited = { kind: 'bank', count: 2, dueAt: plusMs(AT, BANK_ANSWERS_DAYS * DAY_MS) };
  expect(await work('9', 'bank')).toEqual([waited]);
  const [first, second] = await office.asked(batch.id, FIXED);
  if (!first || !second) throw new Error('no lines');
  await office.read(batch.id, answerOf([first], FIXED));
  expect(await work('9', 'bank')).toEqual([waited]);
  await office.read(batch.id, answerOf([second], FIXED));
  expect(await work('9', 'bank')).toEqual([]);
});

it('what is on its way to an office is its work until it has come', async () => {
  const by = { ...office.by, client: quietClient };
  const booking = { campaign: office.campaign.id, via: 'cli' as const };
  const things = [{ item: 'cny', quantity: 500 }];
  const dueAt = plusMs(AT, DAY_MS);
  const sent = { from: '9', to: '91', purse: 'charity', things, dueAt };
  const note = await dispatch(by, { ...booking, key: randomUUID(), top: '9', ...sent });
  expect(await work('91', 'arrival')).toEqual([{ kind: 'arrival', count: 1, dueAt }]);
  expect(await work('92', 'arrival')).toEqual([]);
  await arrive(by, { ...booking, key: randomUUID(), top: '91', dispatch: note.dispatch, things, last: true });
  expect(await work('91', 'arrival')).toEqual([]);
});
