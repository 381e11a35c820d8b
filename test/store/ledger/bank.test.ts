import { randomUUID } from 'node:crypto';
import { correctBatch, type Made, makeBatch, mendAccounts, openBankFile, withdrawBatch } from '../../../actions/ledger/bank';
import { readBankResult } from '../../../actions/ledger/bank-results';
import type { BankFormat, Failure } from '../../../domain/ledger/bank/bank-format';
import type { RowSent } from '../../../domain/list/row-check';
import type { Refused } from '../../../domain/text/refusal';
import { addAccount } from '../../../store/account/accounts';
import { atomically, type Sql } from '../../../store/db/db';
import { linesOf } from '../../../store/ledger/bank/lines-of';
import { ledgerRefusal } from '../../../store/ledger/ledger-refusals';
import { noteAct, postTransfers } from '../../../store/ledger/post';
import { reconcile } from '../../../store/ledger/reconcile';
import { type Decision, decideRows } from '../../../store/list/acts/decide';
import { recordReport } from '../../../store/report/reports';
import { type Answer, answerOf, bankDefinition, CSV, FIXED, paidFamily, readAtBank } from '../../support/campaigns/bank-definition';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { sending, TEST_PEOPLE_KEY } from '../../support/campaigns/rows';
import { shanghai } from '../../support/campaigns/tiny';
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
    expect((await reconcile(sql, { campaign: campaign.id, top: null })).differences).toEqual([]);
  });
});
