import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import {
  correctBatch,
  type Made,
  makeBatch,
  mendAccounts,
  openBankFile,
  withdrawBatch,
} from '../../../actions/ledger/bank';
import { readBankResult } from '../../../actions/ledger/bank-results';
import type { BankFormat, Failure } from '../../../domain/ledger/bank/bank-format';
import type { RowSent } from '../../../domain/list/row-check';
import type { Refused } from '../../../domain/text/refusal';
import { addAccount } from '../../../store/account/accounts';
import { atomically, type Sql } from '../../../store/db/db';
import { linesOf } from '../../../store/ledger/bank/lines-of';
import { deliverRows } from '../../../store/ledger/delivery/deliver-rows';
import { ledgerRefusal } from '../../../store/ledger/ledger-refusals';
import { noteAct, postTransfers } from '../../../store/ledger/post';
import { reconcile } from '../../../store/ledger/reconcile';
import { type Decision, decideRows } from '../../../store/list/acts/decide';
import { openKeyring } from '../../../store/people/sealed/keyring';
import { recordReport } from '../../../store/report/reports';
import {
  type Answer,
  accountOf,
  answerOf,
  bankDefinition,
  CSV,
  FIXED,
  paidFamily,
  readAtBank,
} from '../../support/campaigns/bank-definition';
import { EACH, rowsToPay } from '../../support/campaigns/bank-rows';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { sending, TEST_PEOPLE_KEY } from '../../support/campaigns/rows';
import { shanghai } from '../../support/campaigns/tiny';
import { dump } from '../../support/people/dump';
import { testDatabase } from '../../support/servers/database';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;
const officers: Record<string, number> = {};

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  campaign = await openCampaign(sql, { definition: bankDefinition() });
  for (const login of ['wang', 'li', 'zhao'])
    officers[login] = (await addAccount(sql, { login, name: `${login}某`, role: 'county-officer', region: '9' })).id;
});
afterAll(() => database.drop());
beforeEach(async () => {
  await sql`truncate entries, people, row_acts, reports, ledger_acts, balances, entitled_sums, bank_batches cascade`;
  await post('receive', [{ item: 'cny', purse: 'charity', quantity: 10_000_000, from: 'from:unnamed', to: 'store:9' }]);
});

const AT = shanghai('12-02 10:00');
const by = () => ({ sql, by: { id: officers.wang ?? 0, via: 'api' as const } });
const paying = (top: string | null = '9') => ({
  ...{ campaign: campaign.id, top, via: 'api' as const, people: TEST_PEOPLE_KEY, reason: '发放' },
});

const post = (kind: 'receive' | 'deliver', lines: Parameters<typeof postTransfers>[2]) =>
  atomically(sql, async (tx) => {
    const hand = { name: 'zhang', via: 'cli' as const };
    const { act } = await noteAct(tx, { campaign: campaign.id, key: randomUUID(), kind, at: AT, hand }, lines);
    await postTransfers(tx, { campaign: campaign.id, act, kind }, lines);
  }).catch((error: unknown) => {
    throw ledgerRefusal(error) ?? error;
  });

async function decide(login: string, decision: Decision, unit: string): Promise<void> {
  const rows = await sql<{ id: number; version: number }[]>`
    select id, version from entries where unit_code = ${unit} and state <> 'out' order by id`;
  const hand = { account: officers[login] ?? 0, via: 'api' as const };
  const deciding = { campaign: campaign.id, list: 'poor', decision, hand, submission: randomUUID(), top: '9' };
  await decideRows(sql, { ...deciding, meant: { rows: [...rows] } });
}

/** Rows that wait for their payment. */
async function approved(unit: string, ...rows: RowSent[]): Promise<void> {
  const place = { campaign: campaign.id, unit, via: 'form' as const, input: { nothing: false, figures: {} } };
  await recordReport(sql, { ...place, key: 'apply.village', rows: sending(...rows), people: TEST_PEOPLE_KEY });
  await decide('zhao', { act: 'do', step: 'check' }, unit);
  await decide('wang', { act: 'do', step: 'approve' }, unit);
}

const make = (changes: Partial<Parameters<typeof makeBatch>[1]> = {}): Promise<Made> =>
  makeBatch(by(), {
    ...{ ...paying(), key: randomUUID(), list: 'poor', purse: 'charity', store: '9', region: null },
    ...{ bank: 'fixed', leave: false, ...changes },
  });

async function fileOf(batch: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of await openBankFile(by(), { ...paying(), batch })) pieces.push(piece);
  return Buffer.concat(pieces);
}

const read = (batch: number, bytes: Buffer) =>
  readBankResult(by(), { ...paying(), batch, source: { file: 'result.txt', bytes } });

const asked = async (batch: number, format: BankFormat): Promise<Answer[]> =>
  readAtBank(await fileOf(batch), format).map((one) => ({ ...one, failure: null }));
const refused = (promise: Promise<unknown>): Promise<Refused> =>
  promise.then(
    () => Promise.reject(new Error('It was done.')),
    (error: Refused) => error,
  );
const codes = (error: Refused) => error.problems.map(({ field, code }) => [field, code]);
const rowsNow = () => sql`
  select e.done, e.state, coalesce(b.quantity, 0)::int as given from entries e
  left join balances b on b.account = 'with:' || e.id and b.item = 'cny' order by e.id`;

describe.each([
  ['fixed', FIXED],
  ['csv', CSV],
])('a batch in the format %s', (bank, format) => {
  it('is read by the bank as it was meant, is the same bytes again, and is booked once', async () => {
    await approved('911', paidFamily(1), paidFamily(2, { holder: '阿依古丽·买买提' }));
    await approved('921', paidFamily(3, { name: '欧阳某' }));
    const key = randomUUID();
    const made = await make({ bank, key });
    expect(made).toMatchObject({ rows: 3, fen: 180_000, open: 3, repeated: false, left: 0 });
    const bytes = await fileOf(made.id);
    expect(await make({ bank, key })).toMatchObject({ id: made.id, digest: made.digest, repeated: true });
    expect(await fileOf(made.id)).toEqual(bytes);
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
    const booked = await read(made.id, result);
    expect(booked).toMatchObject({ state: 'booked', paid: 2, paidFen: 120_000, failed: 1, failedFen: 60_000 });
    expect(await read(made.id, result)).toMatchObject({ id: booked.id, receipt: booked.receipt, repeated: true });
    expect(await rowsNow()).toEqual([
      { done: 4, state: 'in', given: 60_000 },
      { done: 3, state: 'in', given: 0 },
      { done: 4, state: 'in', given: 60_000 },
    ]);
    expect(await sql`select how, outcome, count(*)::int as n from deliveries group by 1, 2`).toEqual([
      { how: 'card', outcome: 'given', n: 2 },
    ]);
    const [failed] = await linesOf(sql, { batch: made.id, state: 'failed', limit: 10 });
    expect(failed).toMatchObject({ line: 2, shown: '张**', reason: 'closed', fen: 60_000 });
    expect((await refused(fileOf(made.id))).code).toBe('bank-batch-over');
    // Nothing of a file stays anywhere.
    const kept = await dump(sql);
    expect([accountOf(1), accountOf(2), '李某1', '买买提', '欧阳某'].filter((one) => kept.includes(one))).toEqual([]);
    expect((await reconcile(sql, { campaign: campaign.id, top: null })).differences).toEqual([]);
  });
});

describe('before anything is written', () => {
  it('rows that the bank cannot read are named by number and masked name; the others can be paid first', async () => {
    await approved('911', paidFamily(1), paidFamily(2, { name: '䶮某' }), paidFamily(3, { account: '' }));
    await approved('921', paidFamily(4, { account: '12' }));
    const error = await refused(make());
    expect(error.code).toBe('bank-rows-not-ready');
    const told = error.sayAll('zh-CN');
    expect(told).toMatch(/\d+ 911: 䶮\*这一行：户名中有该编码没有的字：䶮/);
    expect(told).toContain('没有银行账号');
    expect(error.problems).toHaveLength(3);
    expect(JSON.stringify(error.problems)).not.toMatch(/99000|某2/);
    expect(await sql`select count(*)::int as n from bank_batches`).toEqual([{ n: 0 }]);
    const made = await make({ leave: true });
    expect(made).toMatchObject({ rows: 1, fen: 60_000, left: 3 });
    // GB 18030 and UTF-8 have the character.
    expect(await make({ bank: 'csv', leave: true })).toMatchObject({ rows: 1, left: 2 });
    const [row] = await sql<{ id: number }[]>`select id from entries where shown = '刘**'`;
    const rows = [{ row: row?.id ?? 0, account: '6222 0000 1111 2222' }];
    expect(await mendAccounts(by(), { ...paying(), list: 'poor', rows })).toEqual({ rows: 1 });
    expect(await asked((await make({ leave: true })).id, FIXED)).toMatchObject([{ account: '6222000011112222' }]);
  });

  it('a store that holds too little, a format or a purse that is not there', async () => {
    await approved('911', paidFamily(1));
    expect((await refused(make({ store: '91' }))).say('en')).toContain(
      '91 has 0.00 yuan of charity, and the batch pays 600.00',
    );
    expect((await refused(make({ bank: 'other' }))).say('en')).toContain('there are: csv, fixed');
    expect((await refused(make({ purse: 'city' }))).code).toBe('bank-nobody');
    expect((await refused(make({ ...paying('92'), store: '9' }))).code).toBe('ledger-not-yours');
    expect(await sql`select count(*)::int as n from bank_batches`).toEqual([{ n: 0 }]);
  });
});

describe('a row that a bank was asked to pay', () => {
  it('stands as it was: it is not removed, raised, mended, paid otherwise or asked for twice', async () => {
    await approved('911', paidFamily(1), paidFamily(2));
    const made = await make();
    expect((await refused(make())).code).toBe('bank-nobody');
    const [row] = await sql<{ id: number }[]>`select id from entries order by id limit 1`;
    const id = row?.id ?? 0;
    const acts: Decision[] = [
      { act: 'remove', because: 'deceased', reason: '去世' },
      { act: 'raise', cash: 100, reason: '重病' },
      { act: 'do', step: 'deliver' },
    ];
    for (const act of acts) expect((await refused(decide('li', act, '911'))).code).toBe('row-with-bank');
    const rows = [{ row: id, account: '622200001111' }];
    expect((await refused(mendAccounts(by(), { ...paying(), list: 'poor', rows }))).code).toBe('row-with-bank');
    const given = [{ item: 'cny', purse: 'charity', quantity: 1, from: 'store:9', to: `with:${id}` }];
    expect((await refused(post('deliver', given))).code).toBe('row-with-bank');
    await expect(
      sql`insert into bank_lines (batch_id, line, entry_id, purse, fen) select batch_id, 9, entry_id, purse, 1 from bank_lines where line = 1`,
    ).rejects.toMatchObject({ constraint_name: 'bank_lines_once' });
    const { withdrawnAt } = await withdrawBatch(by(), { ...paying(), batch: made.id });
    expect(withdrawnAt).not.toBeNull();
    expect((await refused(fileOf(made.id))).code).toBe('bank-batch-over');
    expect(await make()).toMatchObject({ rows: 2 });
  });

  it('is asked for once by two makers at the same moment', async () => {
    await approved('911', paidFamily(1), paidFamily(2));
    const both = await Promise.allSettled([make(), make({ bank: 'csv' })]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await sql`select count(*)::int as n from bank_lines where state = 'open'`).toEqual([{ n: 2 }]);
  });

  it('may be held meanwhile: what was paid is booked, and the reconciliation tells of it', async () => {
    await approved('911', paidFamily(1));
    const made = await make();
    const answers = await asked(made.id, FIXED);
    await decide('li', { act: 'hold', reason: '有异议' }, '911');
    await read(made.id, answerOf(answers, FIXED));
    expect(await rowsNow()).toEqual([{ done: 3, state: 'held', given: 60_000 }]);
    const { differences } = await reconcile(sql, { campaign: campaign.id, top: null });
    expect(differences).toMatchObject([{ code: 'given-while-held', item: 'cny', found: 60_000 }]);
  });

  it('is given goods at the door meanwhile, but not its money', async () => {
    await post('receive', [{ item: 'coat', purse: 'city', quantity: 2, from: 'from:unnamed', to: 'store:9' }]);
    await approved('911', paidFamily(1), { ...paidFamily(2), category: 'special' });
    const made = await make();
    const rows = await sql<{ id: number; row: string }[]>`select id, row from entries order by id`;
    const outcomes = await atomically(sql, (tx) =>
      deliverRows(
        tx,
        {
          ...{ campaign: campaign.id, list: 'poor', definition: campaign.definition, at: AT, today: '2026-12-02' },
          hand: { account: officers.li, via: 'api' },
          keyring: () => openKeyring(tx, TEST_PEOPLE_KEY),
        },
        rows.map((one) => ({ ...one, done: true })),
      ),
    );
    expect(outcomes).toMatchObject([{ is: 'refused', problems: [{ code: 'row-with-bank' }] }, { is: 'part' }]);
    await read(made.id, answerOf(await asked(made.id, FIXED), FIXED));
    expect(await rowsNow()).toEqual([
      { done: 4, state: 'in', given: 60_000 },
      { done: 4, state: 'in', given: 200_000 },
    ]);
    expect((await reconcile(sql, { campaign: campaign.id, top: null })).differences).toEqual([]);
  });

  it('has its delivery behind it only when nothing else is due', async () => {
    await post('receive', [{ item: 'coat', purse: 'city', quantity: 2, from: 'from:unnamed', to: 'store:9' }]);
    await approved('911', { ...paidFamily(1), category: 'special' });
    const made = await make();
    await read(made.id, answerOf(await asked(made.id, FIXED), FIXED));
    expect(await rowsNow()).toEqual([{ done: 3, state: 'in', given: 200_000 }]);
    expect(await sql`select d.kind, d.because from deliveries v join deeds d on d.id = v.deed_id`).toEqual([
      { kind: 'given', because: 'part' },
    ]);
  });
});

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
    await approved('911', paidFamily(1), paidFamily(2), paidFamily(3));
    const made = await make();
    const answers = await asked(made.id, FIXED);
    for (const [what, spoil, faults] of wrong) {
      const error = await refused(read(made.id, spoil(answers)));
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
    await read(made.id, answerOf(answers.slice(1), FIXED));
    await read(made.id, answerOf(answers.slice(0, 1), FIXED));
    expect(codes(await refused(read(made.id, answerOf(answers, FIXED))))).toEqual([
      ['1', 'bank-row-settled'],
      ['2', 'bank-row-settled'],
      ['3', 'bank-row-settled'],
    ]);
    expect((await rowsNow()).map(({ given }) => given)).toEqual([60_000, 60_000, 60_000]);
  });

  it('finds rows by account where it has no line numbers; of two with one account only when it says the same of both', async () => {
    const shared = '99123456789';
    await approved(
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
    const made = await make({ bank: undefined, format });
    const answers = await asked(made.id, format);
    const say = (...failures: (Failure | null)[]) =>
      read(made.id, answerOf(answers.map((one, at) => ({ ...one, failure: failures[at] ?? null })).reverse(), format));
    expect(codes(await refused(say(null, 'closed', null)))).toEqual([
      ['2', 'bank-row-ambiguous'],
      ['3', 'bank-row-ambiguous'],
    ]);
    expect(await say('frozen', null, null)).toMatchObject({ paid: 2, failed: 1 });
  });

  it('cannot be booked when the money has left the store, and can as soon as it is back', async () => {
    await approved('911', paidFamily(1));
    const made = await make();
    const answer = answerOf(await asked(made.id, FIXED), FIXED);
    await sql.begin(async (tx) => {
      const hand = { name: 'zhang', via: 'cli' as const };
      const { act } = await noteAct(tx, { campaign: campaign.id, key: randomUUID(), kind: 'lose', at: AT, hand }, {});
      await postTransfers(tx, { campaign: campaign.id, act, kind: 'lose' }, [
        { item: 'cny', purse: 'charity', quantity: 9_950_000, from: 'store:9', to: 'to:lost' },
      ]);
    });
    expect((await refused(read(made.id, answer))).code).toBe('ledger-too-little');
    expect(await sql`select count(*)::int as n from bank_results`).toEqual([{ n: 0 }]);
    await post('receive', [{ item: 'cny', purse: 'charity', quantity: 10_000, from: 'from:unnamed', to: 'store:9' }]);
    expect(await read(made.id, answer)).toMatchObject({ state: 'booked', paid: 1 });
  });
});

describe('what has failed', () => {
  it('is paid again by one correction, never more than has failed', async () => {
    await approved('911', paidFamily(1), paidFamily(2), paidFamily(3));
    const first = await make();
    const answers = await asked(first.id, FIXED);
    const correct = (key: string = randomUUID()) =>
      correctBatch(by(), { ...paying(), batch: first.id, key, leave: false });
    expect((await refused(correct())).code).toBe('bank-batch-open');
    await read(
      first.id,
      answerOf(
        answers.map((one, at) => ({ ...one, failure: at === 0 ? null : 'wrong-account' })),
        FIXED,
      ),
    );
    // They wait for their correction.
    expect((await refused(make())).code).toBe('bank-nobody');
    const [, second] = await sql<{ id: number }[]>`select id from entries order by id`;
    await mendAccounts(by(), {
      ...paying(),
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
    expect(await asked(correction.id, FIXED)).toMatchObject([{ account: '998877', name: '新某' }, {}]);
    await read(correction.id, answerOf(await asked(correction.id, FIXED), FIXED));
    expect((await rowsNow()).map(({ done, given }) => [done, given])).toEqual([
      [4, 60_000],
      [4, 60_000],
      [4, 60_000],
    ]);
  });

  it('does not add up in Postgres unless its lines and what was booked do', async () => {
    await approved('911', paidFamily(1));
    const made = await make();
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
        await sql`truncate entries, people, ledger_acts, balances, entitled_sums, bank_batches cascade`;
        const people = Array.from({ length: rows }, (_, nth) => ({ name: '任某', account: accountOf(nth) }));
        await rowsToPay(sql, { campaign: campaign.id, unit: '911', people });
        let batch = await make({ bank: seed % 2 === 0 ? 'fixed' : 'csv' });
        const format = seed % 2 === 0 ? FIXED : CSV;
        let owed = rows * EACH;
        // The last round pays all that is left.
        for (const { fails, cut } of [...rounds, { fails: [], cut: 0 }]) {
          expect(batch.fen).toBe(owed);
          const answers = (await asked(batch.id, format)).map(
            (one, at): Answer => ({ ...one, failure: fails[at] ? (FAILURES[(seed + at) % 5] ?? null) : null }),
          );
          const told = answers.toSorted((a, b) => ((a.line * 7 + seed) % 11) - ((b.line * 7 + seed) % 11));
          const files = [told.slice(0, cut), told.slice(cut)].filter(({ length }) => length > 0);
          for (const some of files) {
            const first = await read(batch.id, answerOf(some, format));
            expect(await read(batch.id, answerOf(some, format))).toMatchObject({ id: first.id, repeated: true });
          }
          owed = answers.filter(({ failure }) => failure !== null).length * EACH;
          const [held] = await sql<{ given: number }[]>`
            select coalesce(sum(quantity), 0)::bigint as given from balances where account like 'with:%'`;
          expect(held?.given).toBe(rows * EACH - owed);
          if (owed === 0) break;
          batch = await correctBatch(by(), { ...paying(), batch: batch.id, key: randomUUID(), leave: false });
        }
        expect(await rowsNow()).toEqual(Array.from({ length: rows }, () => ({ done: 4, state: 'in', given: EACH })));
        const { balanced, differences } = await reconcile(sql, { campaign: campaign.id, top: null });
        expect({ balanced, differences }).toEqual({ balanced: true, differences: [] });
      }),
      { numRuns: 6 },
    );
  });
});
