import { randomUUID } from 'node:crypto';
import { INSIDE } from '../../../domain/ledger/accounts';
import { TRANSFER_KINDS, type TransferKind } from '../../../domain/ledger/transfers';
import type { Sql } from '../../../store/db/db';
import { atomically } from '../../../store/db/db';
import { addDispatch } from '../../../store/ledger/dispatches';
import { ledgerRefusal } from '../../../store/ledger/ledger-refusals';
import { type Line, noteAct, postTransfers } from '../../../store/ledger/post';
import { recordReport } from '../../../store/report/reports';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { ledgerDefinition } from '../../support/campaigns/ledger-definition';
import { family, sending, TEST_PEOPLE_KEY } from '../../support/campaigns/rows';
import { shanghai } from '../../support/campaigns/tiny';
import { testDatabase } from '../../support/servers/database';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;
let rows: number[];

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  campaign = await openCampaign(sql, { definition: ledgerDefinition() });
  await recordReport(sql, {
    ...{ campaign: campaign.id, key: 'apply.village', unit: '911', via: 'form' as const, people: TEST_PEOPLE_KEY },
    ...{ input: { nothing: false, figures: {} }, rows: sending(family(1), family(2), family(3), family(4)) },
  });
  rows = (await sql<{ id: number }[]>`select id from entries order by id`).map(({ id }) => id);
});
afterAll(() => database.drop());

const AT = shanghai('12-02 10:00');

interface Doing {
  kind: TransferKind;
  lines: Line[];
  name?: string;
  key?: string;
}

/** One act with its transfers, in a transaction of its own. */
const post = (at: Sql, { kind, lines, name = 'zhang', key = randomUUID() }: Doing) =>
  atomically(at, async (tx) => {
    const act = { campaign: campaign.id, key, kind, at: AT, hand: { name, via: 'cli' as const } };
    const { act: number, ...noted } = await noteAct(tx, act, lines);
    const ids = noted.repeated ? [] : await postTransfers(tx, { campaign: campaign.id, act: number, kind }, lines);
    return { ...noted, act: number, ids };
  }).catch((error: unknown) => {
    throw ledgerRefusal(error) ?? error;
  });
const refusal = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'done',
    (error: { code?: string; constraint_name?: string }) => error.constraint_name ?? error.code ?? String(error),
  );
const line = (item: string, quantity: number, from: string, to: string, more: Partial<Line> = {}): Line => ({
  ...{ item, purse: 'charity', quantity, from, to },
  ...more,
});
const dispatch = (
  at: Sql,
  lines: readonly { item: string; quantity: number }[],
  [from, to]: [string, string],
  name = 'zhang',
) =>
  atomically(at, async (tx) => {
    const act = {
      campaign: campaign.id,
      key: randomUUID(),
      kind: 'dispatch' as const,
      at: AT,
      hand: { name, via: 'cli' as const },
    };
    const { act: number } = await noteAct(tx, act, lines);
    const id = await addDispatch(tx, { campaign: campaign.id, act: number, from, to, dueAt: shanghai('12-05 10:00') });
    const posted = lines.map(({ item, quantity }) => line(item, quantity, `store:${from}`, `way:${id}`));
    await postTransfers(tx, { campaign: campaign.id, act: number, kind: 'dispatch' }, posted);
    return id;
  });

const balance = async (account: string, item = 'cny'): Promise<number> => {
  const [found] = await sql<{ quantity: number }[]>`
    select quantity from balances where account = ${account} and item = ${item} and purse = 'charity'`;
  return found?.quantity ?? 0;
};

/** What must hold at every moment. */
async function expectBalanced(): Promise<void> {
  expect(
    await sql`select item, purse, sum(quantity)::bigint as sum from balances group by 1, 2 having sum(quantity) <> 0`,
  ).toEqual([]);
  expect(
    await sql`
    select account, item, purse, quantity from balances
    where quantity < 0 and split_part(account, ':', 1) = any(${[...INSIDE]})`,
  ).toEqual([]);
  expect(
    await sql`
    select b.account, b.quantity, t.quantity as moved from balances b
    full join (
      select account, item, purse, sum(change)::bigint as quantity from (
        select to_account as account, item, purse, quantity as change from transfers
        union all select from_account, item, purse, -quantity from transfers) x group by 1, 2, 3) t using (account, item, purse)
    where coalesce(b.quantity, 0) <> coalesce(t.quantity, 0)`,
  ).toEqual([]);
}

describe('the ledger in Postgres', () => {
  it('moves what is there, and tells what lacks', async () => {
    await post(sql, {
      kind: 'receive',
      lines: [line('cny', 1000, 'from:unnamed', 'store:9'), line('rice', 3, 'from:unnamed', 'store:911')],
    });
    const deliver = (quantity: number, row = 0) =>
      post(sql, { kind: 'deliver', lines: [line('rice', quantity, 'store:911', `with:${rows[row]}`)] });
    // Two want two bags where three are left.
    const both = await Promise.allSettled([deliver(2, 0), deliver(2, 1)]);
    const [refused] = both.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(refused).toMatchObject({ code: 'ledger-too-little' });
    expect(String(refused)).toContain('store:911: 1 short of rice (charity), 1 are there');
    expect(await balance('store:911', 'rice')).toBe(1);
    await expectBalanced();
  });

  it('posts one act once, and refuses its key for another', async () => {
    const key = randomUUID();
    const gift = { kind: 'receive' as const, key, lines: [line('cny', 50, 'from:unnamed', 'store:92')] };
    const sent = await Promise.all([post(sql, gift), post(sql, gift), post(sql, gift)]);
    expect(new Set(sent.map(({ receipt }) => receipt)).size).toBe(1);
    expect(sent.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(await refusal(post(sql, { ...gift, lines: [line('cny', 51, 'from:unnamed', 'store:92')] }))).toBe(
      'ledger-key-used',
    );
    expect(await balance('store:92')).toBe(50);
  });

  it('undoes a transfer once, by another hand, and as it was', async () => {
    const { ids } = await post(sql, { kind: 'receive', lines: [line('cny', 70, 'from:unnamed', 'store:92')] });
    const undo = (more: Partial<Line> = {}, name = 'li') =>
      post(sql, {
        kind: 'correct',
        name,
        lines: [line('cny', 70, 'store:92', 'from:unnamed', { reverses: ids[0], ...more })],
      });
    expect(await refusal(undo({}, 'zhang'))).toBe('ledger-same-hand');
    expect(await refusal(undo({ quantity: 69 }))).toBe('ledger-not-the-same');
    expect(await refusal(undo({ to: 'from:fiscal-county' }))).toBe('ledger-not-the-same');
    const twice = await Promise.all([refusal(undo()), refusal(undo())]);
    expect(twice.toSorted()).toEqual(['done', 'ledger-undone-before']);
    await expectBalanced();
  });

  it('never changes or deletes a transfer', async () => {
    expect(await refusal(sql`update transfers set quantity = 1`)).toBe('ND001');
    expect(await refusal(sql`delete from transfers`)).toBe('ND001');
    expect(await refusal(sql`update ledger_acts set at = now()`)).toBe('ND001');
    expect(await refusal(sql`update balances set quantity = quantity + 1 where account = 'store:9'`)).toBe('ND001');
    expect(await refusal(sql`delete from balances`)).toBe('ND001');
  });

  it('knows the same ways as the rules', async () => {
    const kinds = Object.keys(TRANSFER_KINDS) as TransferKind[];
    const accounts = ['from:unnamed', 'to:lost', 'promised:9', 'store:9', 'way:1', `with:${rows[0]}`];
    const [act] = await sql<{ id: number }[]>`select id from ledger_acts limit 1`;
    const allowed = await sql<{ kind: string; from: string; to: string }[]>`
      select k as kind, split_part(f, ':', 1) as from, split_part(t, ':', 1) as to
      from unnest(${kinds}::text[]) k, unnest(${accounts}::text[]) f, unnest(${accounts}::text[]) t
      where ${sql.unsafe(
        (
          await sql<{ check: string }[]>`
          select pg_get_expr(conbin, conrelid) as check from pg_constraint where conname = 'transfers_go'`
        )[0]?.check
          .replaceAll('from_account', 'f')
          .replaceAll('to_account', 't')
          .replaceAll(/\bkind\b/g, 'k')
          .replaceAll('reverses', 'null::bigint') ?? 'false',
      )}
      order by 1, 2, 3`;
    const rules = kinds.flatMap((kind) => TRANSFER_KINDS[kind].map(([from, to]) => ({ kind, from, to })));
    const inOrder = (a: { kind: string; from: string; to: string }, b: typeof a) =>
      `${a.kind} ${a.from} ${a.to}` < `${b.kind} ${b.from} ${b.to}` ? -1 : 1;
    expect([...allowed].sort(inOrder)).toEqual(rules.sort(inOrder));
    expect(act).toBeDefined();
  });

  it('refuses accounts, items and purses that are not there', async () => {
    const receive = (more: Partial<Line>) =>
      refusal(post(sql, { kind: 'receive', lines: [line('cny', 1, 'from:unnamed', 'store:9', more)] }));
    expect(await receive({ item: 'gold' })).toBe('ledger-unknown-end');
    expect(await receive({ purse: 'mine' })).toBe('ledger-unknown-end');
    expect(await receive({ to: 'store:777' })).toBe('ledger-unknown-end');
    expect(await receive({ to: 'store:' })).toBe('transfers_accounts');
    expect(await receive({ to: 'with:1' })).toBe('transfers_go');
    expect(await refusal(post(sql, { kind: 'deliver', lines: [line('cny', 1, 'store:9', 'with:999999')] }))).toBe(
      'ledger-unknown-end',
    );
  });

  it('has nobody write off what they have sent', async () => {
    const id = await dispatch(sql, [{ item: 'cny', quantity: 30 }], ['9', '91']);
    const lose = (name: string) => post(sql, { kind: 'lose', name, lines: [line('cny', 10, `way:${id}`, 'to:lost')] });
    expect(await refusal(lose('zhang'))).toBe('ledger-same-hand');
    await lose('li');
    await post(sql, { kind: 'arrive', lines: [line('cny', 20, `way:${id}`, 'store:91')] });
    expect(await balance(`way:${id}`)).toBe(0);
    await expectBalanced();
  });
});
