import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { correctBatch, mendAccounts, withdrawBatch } from '../../../../actions/ledger/bank';
import { plusMs } from '../../../../domain/instant';
import type { BankFormat, Failure } from '../../../../domain/ledger/bank/bank-format';
import { answerDueAt } from '../../../../domain/ledger/bank/silence';
import type { Refused } from '../../../../domain/text/refusal';
import { atomically, type Sql } from '../../../../store/db/db';
import { refuseUnbalanced } from '../../../../store/ledger/closing';
import { findingsOf } from '../../../../store/ledger/findings';
import { noteAct, postTransfers } from '../../../../store/ledger/post';
import { reconcile } from '../../../../store/ledger/reconcile';
import { type Answer, accountOf, answerOf, CSV, FIXED, paidFamily } from '../../../support/campaigns/bank-definition';
import { EACH, rowsToPay } from '../../../support/campaigns/bank-rows';
import { deliveryDefinition } from '../../../support/campaigns/ledger-definition';
import { type BankOffice, openBankOffice } from '../../../support/ledger/bank-office';
import { AT, refused } from '../../../support/ledger/officers';
import { testDatabase } from '../../../support/servers/database';
import { emptyTables } from '../../../support/servers/empty-tables';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let office: BankOffice;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  office = await openBankOffice(sql, { stages: deliveryDefinition().stages });
});
afterAll(() => database.drop());
beforeEach(() => office.begin());

const codes = (error: Refused) => error.problems.map(({ field, code }) => [field, code]);

describe('the answer of a bank', () => {
  const wrong: [string, (answers: Answer[]) => Buffer, [number, string][]][] = [
    [
      'an unknown row',
      (all) => answerOf([...all, { ...(all[0] as Answer), line: 77 }], FIXED),
      [[4, 'bank-row-unknown']],
    ],
    ['a doubled row', (all) => answerOf([...all, all[1] as Answer], FIXED), [[4, 'bank-row-doubled']]],
    [
      'too much',
      (all) => answerOf(all.map((one) => ({ ...one, fen: one.fen + 1 })).slice(0, 1), FIXED),
      [[1, 'bank-row-more']],
    ],
    ['too little', (all) => answerOf([{ ...(all[0] as Answer), fen: 1 }], FIXED), [[1, 'bank-row-less']]],
    [
      'another account',
      (all) => answerOf([{ ...(all[0] as Answer), account: '990001' }], FIXED),
      [[1, 'bank-row-other']],
    ],
    ['another name', (all) => answerOf([{ ...(all[0] as Answer), name: '别某' }], FIXED), [[1, 'bank-row-other']]],
    ['a wrong sum', (all) => answerOf(all, FIXED, { 'paid-sum': 1 }), [[4, 'bank-sum-wrong']]],
    ['a wrong number', (all) => answerOf(all, FIXED, { 'failed-count': 9 }), [[4, 'bank-sum-wrong']]],
    ['no row', () => Buffer.from(''), [[1, 'bank-no-lines']]],
    [
      'several of them',
      (all) => answerOf([{ ...(all[2] as Answer), line: 0 }, all[0] as Answer, all[0] as Answer], FIXED),
      [
        [1, 'bank-line-number'],
        [3, 'bank-row-doubled'],
      ],
    ],
  ];

  it('with any fault is set aside as a whole, told by line, and nothing is booked', async () => {
    await office.approved('911', paidFamily(1), paidFamily(2), paidFamily(3));
    const made = await office.make();
    const answers = await office.asked(made.id, FIXED);
    for (const [what, spoil, faults] of wrong) {
      const error = await refused(office.read(made.id, spoil(answers)));
      expect({ what, code: error.code, faults: codes(error) }).toEqual({
        ...{ what, code: 'bank-set-aside' },
        faults: faults.map(([at, code]) => [String(at), code]),
      });
    }
    expect(await sql`select state, count(*)::int as n from bank_results group by 1`).toEqual([
      { state: 'set-aside', n: wrong.length },
    ]);
    expect(await sql`select count(*)::int as n from bank_lines where state <> 'open'`).toEqual([{ n: 0 }]);
    expect(await sql`select count(*)::int as n from transfers where kind = 'deliver'`).toEqual([{ n: 0 }]);
    // In two parts, as the branches of a bank send them; then both again in one file.
    await office.read(made.id, answerOf(answers.slice(1), FIXED));
    await office.read(made.id, answerOf(answers.slice(0, 1), FIXED));
    expect(codes(await refused(office.read(made.id, answerOf(answers, FIXED))))).toEqual([
      ['1', 'bank-row-settled'],
      ['2', 'bank-row-settled'],
      ['3', 'bank-row-settled'],
    ]);
    expect((await office.rowsNow()).map(({ given }) => given)).toEqual([60_000, 60_000, 60_000]);
  });

  it('finds rows by account where it has no line numbers; of two with one account only when it says the same of both', async () => {
    const shared = '99123456789';
    await office.approved(
      '911',
      paidFamily(1),
      paidFamily(2, { account: shared, holder: '代某' }),
      paidFamily(3, { account: shared, holder: '代某' }),
    );
    const without = (columns: BankFormat['row']) => columns.filter(({ holds }) => holds !== 'line');
    const { result } = CSV;
    const format: BankFormat = {
      ...CSV,
      row: without(CSV.row),
      foot: undefined,
      result: { ...result, row: result.row.filter(({ holds }) => holds !== 'line'), foot: undefined },
    };
    const made = await office.make({ bank: undefined, format });
    const answers = await office.asked(made.id, format);
    const say = (...failures: (Failure | null)[]) =>
      office.read(
        made.id,
        answerOf(answers.map((one, at) => ({ ...one, failure: failures[at] ?? null })).reverse(), format),
      );
    expect(codes(await refused(say(null, 'closed', null)))).toEqual([
      ['2', 'bank-row-ambiguous'],
      ['3', 'bank-row-ambiguous'],
    ]);
    expect(await say('frozen', null, null)).toMatchObject({ paid: 2, failed: 1 });
  });

  it('that never comes is asked for by name, and no delivery is closed meanwhile', async () => {
    const campaign = office.campaign.id;
    const look = () => reconcile(sql, { campaign, top: null });
    const found = () => findingsOf(sql, { campaign, finding: 'bank-silent', top: null, limit: 50 });
    const close = () =>
      atomically(sql, (tx) =>
        refuseUnbalanced(tx, { campaign, target: { key: 'give' }, now: AT, hand: { name: 'li', via: 'cli' } }),
      );
    await office.approved('911', paidFamily(1), paidFamily(2));
    const made = await office.make();
    const [answered] = await office.asked(made.id, FIXED);
    await office.read(made.id, answerOf(answered ? [answered] : [], FIXED));
    expect([(await look()).balanced, await found()]).toEqual([true, []]);
    try {
      await office.campaign.at(plusMs(answerDueAt(AT), 1));
      const { balanced, differences } = await look();
      expect(balanced).toBe(false);
      expect(differences).toMatchObject([
        { code: 'bank-silent', batch: made.id, bank: 'fixed', rows: 1, expected: 0, found: 60_000, ask: '9' },
      ]);
      expect(await found()).toMatchObject([{ unit: '911', item: 'cny', expected: 60_000, at: AT }]);
      // A reason for the rows is no answer of the bank.
      await sql`update entries set undelivered_because = 'later' where campaign_id = ${campaign} and done = 3`;
      const refusal = await refused(close());
      expect(refusal.code).toBe('stage-unbalanced');
      expect(refusal.problems).toMatchObject([
        { field: '9', code: 'batch-not-answered', values: { batch: made.id, rows: 1, left: '600.00' } },
      ]);
      await withdrawBatch(office.by, { ...office.paying(), batch: made.id });
      expect([(await look()).balanced, await found()]).toEqual([true, []]);
      await expect(close()).resolves.toBeUndefined();
    } finally {
      await office.campaign.at(AT);
    }
  });

  it('cannot be booked when the money has left the store, and can as soon as it is back', async () => {
    await office.approved('911', paidFamily(1));
    const made = await office.make();
    const answer = answerOf(await office.asked(made.id, FIXED), FIXED);
    await sql.begin(async (tx) => {
      const hand = { name: 'zhang', via: 'cli' as const };
      const { act } = await noteAct(
        tx,
        { campaign: office.campaign.id, key: randomUUID(), kind: 'lose', at: AT, hand },
        {},
      );
      await postTransfers(tx, { campaign: office.campaign.id, act, kind: 'lose' }, [
        { item: 'cny', purse: 'charity', quantity: 9_950_000, from: 'store:9', to: 'to:lost' },
      ]);
    });
    expect((await refused(office.read(made.id, answer))).code).toBe('ledger-too-little');
    expect(await sql`select count(*)::int as n from bank_results`).toEqual([{ n: 0 }]);
    await office.post('receive', [
      { item: 'cny', purse: 'charity', quantity: 10_000, from: 'from:unnamed', to: 'store:9' },
    ]);
    expect(await office.read(made.id, answer)).toMatchObject({ state: 'booked', paid: 1 });
  });
});

describe('what has failed', () => {
  it('is paid again by one correction, never more than has failed', async () => {
    await office.approved('911', paidFamily(1), paidFamily(2), paidFamily(3));
    const first = await office.make();
    const answers = await office.asked(first.id, FIXED);
    const correct = (key: string = randomUUID()) =>
      correctBatch(office.by, { ...office.paying(), batch: first.id, key, leave: false });
    expect((await refused(correct())).code).toBe('bank-batch-open');
    await office.read(
      first.id,
      answerOf(
        answers.map((one, at) => ({ ...one, failure: at === 0 ? null : 'wrong-account' })),
        FIXED,
      ),
    );
    // They wait for their correction.
    expect((await refused(office.make())).code).toBe('bank-nobody');
    const [, second] = await sql<{ id: number }[]>`select id from entries order by id`;
    await mendAccounts(office.by, {
      ...office.paying(),
      list: 'poor',
      rows: [{ row: second?.id ?? 0, account: '998877', holder: '新某' }],
    });
    const tooMuch = sql.begin(async (tx) => {
      const [batch] = await tx<{ id: number }[]>`
        insert into bank_batches (campaign_id, key, asked, list, purse, store_code, bank, format, corrects_id, at, via)
        select campaign_id, ${randomUUID()}, asked, list, purse, store_code, bank, format, id, at, via from bank_batches returning id`;
      await tx`
        insert into bank_lines (batch_id, line, entry_id, purse, fen, failed_batch, failed_line)
        select ${batch?.id ?? 0}, 1, entry_id, purse, fen + 1, batch_id, line from bank_lines where line = 2`;
    });
    await expect(tooMuch).rejects.toMatchObject({ code: 'ND021' });
    const key = randomUUID();
    const correction = await correct(key);
    expect(correction).toMatchObject({ rows: 2, fen: 120_000, corrects: first.id, repeated: false });
    expect(await correct(key)).toMatchObject({ id: correction.id, repeated: true });
    expect((await refused(correct())).say('en')).toContain(`batch ${correction.id}`);
    expect(await office.asked(correction.id, FIXED)).toMatchObject([{ account: '998877', name: '新某' }, {}]);
    await office.read(correction.id, answerOf(await office.asked(correction.id, FIXED), FIXED));
    expect((await office.rowsNow()).map(({ done, given }) => [done, given])).toEqual([
      [4, 60_000],
      [4, 60_000],
      [4, 60_000],
    ]);
  });

  it('does not add up in Postgres unless its lines and what was booked do', async () => {
    await office.approved('911', paidFamily(1));
    const made = await office.make();
    await expect(
      sql`insert into bank_results (batch_id, digest, state, failed_rows, failed_fen, at, via)
          values (${made.id}, ${Buffer.alloc(32)}, 'booked', 1, 60000, ${AT}, 'cli')`,
    ).rejects.toMatchObject({ code: 'ND022' });
    await expect(sql`update bank_batches set fen = 1 where id = ${made.id}`).rejects.toMatchObject({ code: 'ND001' });
    await expect(sql`update bank_lines set fen = 1`).rejects.toMatchObject({ code: 'ND001' });
  });
});

describe('a random season', () => {
  const FAILURES: Failure[] = ['wrong-account', 'closed', 'name-mismatch', 'frozen', 'other'];
  const season = fc.record({
    rows: fc.integer({ min: 1, max: 9 }),
    // Round by round, which lines fail; and where the answer is cut into two files.
    rounds: fc.array(fc.record({ fails: fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }), cut: fc.nat(9) }), {
      minLength: 1,
      maxLength: 3,
    }),
    seed: fc.nat(),
  });

  it('pays every row exactly what it is entitled to, whatever fails, in whatever order it is told', async () => {
    await fc.assert(
      fc.asyncProperty(season, async ({ rows, rounds, seed }) => {
        await emptyTables(sql, 'entries', 'people', 'ledger_acts', 'balances', 'entitled_sums', 'bank_batches');
        const people = Array.from({ length: rows }, (_, nth) => ({ name: '任某', account: accountOf(nth) }));
        await rowsToPay(sql, { campaign: office.campaign.id, unit: '911', people });
        let batch = await office.make({ bank: seed % 2 === 0 ? 'fixed' : 'csv' });
        const format = seed % 2 === 0 ? FIXED : CSV;
        let owed = rows * EACH;
        // The last round pays all that is left.
        for (const { fails, cut } of [...rounds, { fails: [], cut: 0 }]) {
          expect(batch.fen).toBe(owed);
          const answers = (await office.asked(batch.id, format)).map(
            (one, at): Answer => ({ ...one, failure: fails[at] ? (FAILURES[(seed + at) % 5] ?? null) : null }),
          );
          const told = answers.toSorted((a, b) => ((a.line * 7 + seed) % 11) - ((b.line * 7 + seed) % 11));
          const files = [told.slice(0, cut), told.slice(cut)].filter(({ length }) => length > 0);
          for (const some of files) {
            const first = await office.read(batch.id, answerOf(some, format));
            expect(await office.read(batch.id, answerOf(some, format))).toMatchObject({ id: first.id, repeated: true });
          }
          owed = answers.filter(({ failure }) => failure !== null).length * EACH;
          const [held] = await sql<{ given: number }[]>`
            select coalesce(sum(quantity), 0)::bigint as given from balances where account like 'with:%'`;
          expect(held?.given).toBe(rows * EACH - owed);
          if (owed === 0) break;
          batch = await correctBatch(office.by, {
            ...office.paying(),
            batch: batch.id,
            key: randomUUID(),
            leave: false,
          });
        }
        expect(await office.rowsNow()).toEqual(
          Array.from({ length: rows }, () => ({ done: 4, state: 'in', given: EACH })),
        );
        const { balanced, differences } = await reconcile(sql, { campaign: office.campaign.id, top: null });
        expect({ balanced, differences }).toEqual({ balanced: true, differences: [] });
      }),
      { numRuns: 6 },
    );
  });
});
