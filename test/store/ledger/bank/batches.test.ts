import { randomUUID } from 'node:crypto';
import { mendAccounts, withdrawBatch } from '../../../../actions/ledger/bank';
import type { Failure } from '../../../../domain/ledger/bank/bank-format';
import { atomically, type Sql } from '../../../../store/db/db';
import { linesOf } from '../../../../store/ledger/bank/lines-of';
import { deliverRows } from '../../../../store/ledger/delivery/deliver-rows';
import { reconcile } from '../../../../store/ledger/reconcile';
import type { Decision } from '../../../../store/list/acts/decide';
import { openKeyring } from '../../../../store/people/sealed/keyring';
import {
  type Answer,
  accountOf,
  answerOf,
  CSV,
  FIXED,
  paidFamily,
  readAtBank,
} from '../../../support/campaigns/bank-definition';
import { TEST_PEOPLE_KEY } from '../../../support/campaigns/rows';
import { type BankOffice, openBankOffice } from '../../../support/ledger/bank-office';
import { AT, refused } from '../../../support/ledger/officers';
import { dump } from '../../../support/people/dump';
import { testDatabase } from '../../../support/servers/database';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let office: BankOffice;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  office = await openBankOffice(sql);
});
afterAll(() => database.drop());
beforeEach(() => office.begin());

describe.each([
  ['fixed', FIXED],
  ['csv', CSV],
])('a batch in the format %s', (bank, format) => {
  it('is read by the bank as it was meant, is the same bytes again, and is booked once', async () => {
    await office.approved('911', paidFamily(1), paidFamily(2, { holder: '阿依古丽·买买提' }));
    await office.approved('921', paidFamily(3, { name: '欧阳某' }));
    const key = randomUUID();
    const made = await office.make({ bank, key });
    expect(made).toMatchObject({ rows: 3, fen: 180_000, open: 3, repeated: false, left: 0 });
    const bytes = await office.fileOf(made.id);
    expect(await office.make({ bank, key })).toMatchObject({ id: made.id, digest: made.digest, repeated: true });
    expect(await office.fileOf(made.id)).toEqual(bytes);
    const lines = readAtBank(bytes, format);
    expect(lines.map(({ line, name, fen }) => [line, name, fen])).toEqual([
      [1, '李某1', 60_000],
      [2, '阿依古丽·买买提', 60_000],
      [3, '欧阳某', 60_000],
    ]);
    // The bank answers in its own order.
    const failures: (Failure | null)[] = [null, 'closed', null];
    const answers = lines.map((one, at): Answer => ({ ...one, failure: failures[at] ?? null })).reverse();
    const result = answerOf(answers, format);
    const booked = await office.read(made.id, result);
    expect(booked).toMatchObject({ state: 'booked', paid: 2, paidFen: 120_000, failed: 1, failedFen: 60_000 });
    expect(await office.read(made.id, result)).toMatchObject({
      id: booked.id,
      receipt: booked.receipt,
      repeated: true,
    });
    expect(await office.rowsNow()).toEqual([
      { done: 4, state: 'in', given: 60_000 },
      { done: 3, state: 'in', given: 0 },
      { done: 4, state: 'in', given: 60_000 },
    ]);
    expect(await sql`select how, outcome, count(*)::int as n from deliveries group by 1, 2`).toEqual([
      { how: 'card', outcome: 'given', n: 2 },
    ]);
    const [failed] = await linesOf(sql, { batch: made.id, state: 'failed', limit: 10 });
    expect(failed).toMatchObject({ line: 2, shown: '张**', reason: 'closed', fen: 60_000 });
    expect((await refused(office.fileOf(made.id))).code).toBe('bank-batch-over');
    // Nothing of a file stays anywhere.
    const kept = await dump(sql);
    expect([accountOf(1), accountOf(2), '李某1', '买买提', '欧阳某'].filter((one) => kept.includes(one))).toEqual([]);
    expect((await reconcile(sql, { campaign: office.campaign.id, top: null })).differences).toEqual([]);
  });
});

describe('before anything is written', () => {
  it('rows that the bank cannot read are named by number and masked name; the others can be paid first', async () => {
    await office.approved('911', paidFamily(1), paidFamily(2, { name: '䶮某' }), paidFamily(3, { account: '' }));
    await office.approved('921', paidFamily(4, { account: '12' }));
    const error = await refused(office.make());
    expect(error.code).toBe('bank-rows-not-ready');
    const told = error.sayAll('zh-CN');
    expect(told).toMatch(/\d+ 911: 䶮\*这一行：户名中有该编码没有的字：䶮/);
    expect(told).toContain('没有银行账号');
    expect(error.problems).toHaveLength(3);
    expect(JSON.stringify(error.problems)).not.toMatch(/99000|某2/);
    expect(await sql`select count(*)::int as n from bank_batches`).toEqual([{ n: 0 }]);
    const made = await office.make({ leave: true });
    expect(made).toMatchObject({ rows: 1, fen: 60_000, left: 3 });
    // GB 18030 and UTF-8 have the character.
    expect(await office.make({ bank: 'csv', leave: true })).toMatchObject({ rows: 1, left: 2 });
    const [row] = await sql<{ id: number }[]>`select id from entries where shown = '刘**'`;
    const rows = [{ row: row?.id ?? 0, account: '6222 0000 1111 2222' }];
    expect(await mendAccounts(office.by, { ...office.paying(), list: 'poor', rows })).toEqual({ rows: 1 });
    expect(await office.asked((await office.make({ leave: true })).id, FIXED)).toMatchObject([
      { account: '6222000011112222' },
    ]);
  });

  it('a store that holds too little, a format or a purse that is not there', async () => {
    await office.approved('911', paidFamily(1));
    expect((await refused(office.make({ store: '91' }))).say('en')).toContain(
      '91 has 0.00 yuan of charity, and the batch pays 600.00',
    );
    expect((await refused(office.make({ bank: 'other' }))).say('en')).toContain('there are: csv, fixed');
    expect((await refused(office.make({ purse: 'city' }))).code).toBe('bank-nobody');
    expect((await refused(office.make({ ...office.paying('92'), store: '9' }))).code).toBe('ledger-not-yours');
    expect(await sql`select count(*)::int as n from bank_batches`).toEqual([{ n: 0 }]);
  });
});

describe('a row that a bank was asked to pay', () => {
  it('stands as it was: it is not removed, raised, mended, paid otherwise or asked for twice', async () => {
    await office.approved('911', paidFamily(1), paidFamily(2));
    const made = await office.make();
    expect((await refused(office.make())).code).toBe('bank-nobody');
    const [row] = await sql<{ id: number }[]>`select id from entries order by id limit 1`;
    const id = row?.id ?? 0;
    const acts: Decision[] = [
      { act: 'remove', because: 'deceased', reason: '去世' },
      { act: 'raise', cash: 100, reason: '重病' },
      { act: 'do', step: 'deliver' },
    ];
    for (const act of acts) expect((await refused(office.decide('li', act, '911'))).code).toBe('row-with-bank');
    const rows = [{ row: id, account: '622200001111' }];
    expect((await refused(mendAccounts(office.by, { ...office.paying(), list: 'poor', rows }))).code).toBe(
      'row-with-bank',
    );
    const given = [{ item: 'cny', purse: 'charity', quantity: 1, from: 'store:9', to: `with:${id}` }];
    expect((await refused(office.post('deliver', given))).code).toBe('row-with-bank');
    await expect(
      sql`insert into bank_lines (batch_id, line, entry_id, purse, fen) select batch_id, 9, entry_id, purse, 1 from bank_lines where line = 1`,
    ).rejects.toMatchObject({ constraint_name: 'bank_lines_once' });
    const { withdrawnAt } = await withdrawBatch(office.by, { ...office.paying(), batch: made.id });
    expect(withdrawnAt).not.toBeNull();
    expect((await refused(office.fileOf(made.id))).code).toBe('bank-batch-over');
    expect(await office.make()).toMatchObject({ rows: 2 });
  });

  it('is asked for once by two makers at the same moment', async () => {
    await office.approved('911', paidFamily(1), paidFamily(2));
    const both = await Promise.allSettled([office.make(), office.make({ bank: 'csv' })]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await sql`select count(*)::int as n from bank_lines where state = 'open'`).toEqual([{ n: 2 }]);
  });

  it('may be held meanwhile: what was paid is booked, and the reconciliation tells of it', async () => {
    await office.approved('911', paidFamily(1));
    const made = await office.make();
    const answers = await office.asked(made.id, FIXED);
    await office.decide('li', { act: 'hold', reason: '有异议' }, '911');
    await office.read(made.id, answerOf(answers, FIXED));
    expect(await office.rowsNow()).toEqual([{ done: 3, state: 'held', given: 60_000 }]);
    const { differences } = await reconcile(sql, { campaign: office.campaign.id, top: null });
    expect(differences).toMatchObject([{ code: 'given-while-held', item: 'cny', found: 60_000 }]);
  });

  it('is given goods at the door meanwhile, but not its money', async () => {
    await office.post('receive', [{ item: 'coat', purse: 'city', quantity: 2, from: 'from:unnamed', to: 'store:9' }]);
    await office.approved('911', paidFamily(1), { ...paidFamily(2), category: 'special' });
    const made = await office.make();
    const rows = await sql<{ id: number; row: string }[]>`select id, row from entries order by id`;
    const outcomes = await atomically(sql, (tx) =>
      deliverRows(
        tx,
        {
          ...{
            campaign: office.campaign.id,
            list: 'poor',
            definition: office.campaign.definition,
            at: AT,
            today: '2026-12-02',
          },
          hand: { account: office.ids.li, via: 'api' },
          keyring: () => openKeyring(tx, TEST_PEOPLE_KEY),
        },
        rows.map((one) => ({ ...one, done: true })),
      ),
    );
    expect(outcomes).toMatchObject([{ is: 'refused', problems: [{ code: 'row-with-bank' }] }, { is: 'part' }]);
    await office.read(made.id, answerOf(await office.asked(made.id, FIXED), FIXED));
    expect(await office.rowsNow()).toEqual([
      { done: 4, state: 'in', given: 60_000 },
      { done: 4, state: 'in', given: 200_000 },
    ]);
    expect((await reconcile(sql, { campaign: office.campaign.id, top: null })).differences).toEqual([]);
  });

  it('has its delivery behind it only when nothing else is due', async () => {
    await office.post('receive', [{ item: 'coat', purse: 'city', quantity: 2, from: 'from:unnamed', to: 'store:9' }]);
    await office.approved('911', { ...paidFamily(1), category: 'special' });
    const made = await office.make();
    await office.read(made.id, answerOf(await office.asked(made.id, FIXED), FIXED));
    expect(await office.rowsNow()).toEqual([{ done: 3, state: 'in', given: 200_000 }]);
    expect(await sql`select d.kind, d.because from deliveries v join deeds d on d.id = v.deed_id`).toEqual([
      { kind: 'given', because: 'part' },
    ]);
  });
});
