import { randomUUID } from 'node:crypto';
import { deliverySent } from '../../../../domain/ledger/delivery';
import type { Sql } from '../../../../store/db/db';
import { reconcile } from '../../../../store/ledger/reconcile';
import { openKeyring } from '../../../../store/people/sealed/keyring';
import { type Deliveries, openDeliveries } from '../../../support/campaigns/deliveries';
import { specimen, TEST_PEOPLE_KEY } from '../../../support/campaigns/rows';
import { png, signature } from '../../../support/drawings';
import { testDatabase } from '../../../support/servers/database';

/** Villages deliver what their rows are entitled to: 2,000 yuan of the charity and two coats of the city. */

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let winter: Deliveries;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  winter = await openDeliveries(sql);
});
afterAll(() => database.drop());
beforeEach(() => winter.clear());

const give: Deliveries['give'] = (...given) => winter.give(...given);
const stocked: Deliveries['stocked'] = (...held) => winter.stocked(...held);
const announced: Deliveries['announced'] = (...rows) => winter.announced(...rows);
const upload: Deliveries['upload'] = (...picture) => winter.upload(...picture);
const withRow: Deliveries['withRow'] = (id) => winter.withRow(id);
const sent = (what: object = {}) => deliverySent.parse(what);
const signed = (nth = 0) => sent({ mark: 'signature', signature: signature(nth).id });
const outcomes = () =>
  sql`select outcome, how, signed_at is not null as signed, act_id is not null as booked from deliveries order by id`;
const cases = async () => (await sql<{ kind: string }[]>`select kind from cases order by id`).map(({ kind }) => kind);
const differences = async () =>
  (await reconcile(sql, { campaign: winter.campaign.id, top: null })).differences.map(
    ({ code, item }) => `${code} ${item}`,
  );

test('a delivery moves the row on and books all that is due, out of the nearest store that holds it', async () => {
  await stocked(4000, 4);
  const [one, two] = await announced('911', 1, 2);
  expect(await give('911', { row: one?.row ?? '', version: 4, key: randomUUID() })).toEqual(['done']);
  expect(await withRow(one?.id ?? 0)).toEqual({ cny: 200_000, coat: 2 });
  expect(await sql`select account, quantity from balances where account like 'store:%' order by account`).toEqual([
    { account: 'store:9', quantity: 200_000 },
    { account: 'store:911', quantity: 2 },
  ]);
  // Without a script a browser says no more than this, and sends it again.
  expect(await give('911', { row: one?.row ?? '' }, { row: two?.row ?? '' })).toEqual(['same', 'done']);
  expect(await withRow(two?.id ?? 0)).toEqual({ cny: 200_000, coat: 2 });
  expect(await differences()).toEqual([]);
  expect(await cases()).toEqual([]);
});

test('what no store holds is refused for that row alone', async () => {
  await stocked(6000, 3, 3);
  const rows = await announced('911', 1, 2, 3);
  const did = rows.map(({ row }) => ({ row, key: randomUUID(), delivery: sent() }));
  expect(await give('911', ...did)).toEqual(['done', 'delivery-store-lacks', 'delivery-store-lacks']);
  expect(await withRow(rows[1]?.id ?? 0)).toEqual({});
  await stocked(0, 1);
  expect(await give('911', ...did)).toEqual(['same', 'done', 'delivery-store-lacks']);
});

test('sent three times it is one; by two phones, the second is kept with its signature, books nothing and opens a case', async () => {
  await stocked(4000, 4);
  const [one] = await announced('911', 1);
  const [mine, theirs] = [
    { row: one?.row ?? '', version: 4, key: randomUUID(), delivery: signed(1) },
    { row: one?.row ?? '', version: 4, key: randomUUID(), delivery: signed(2) },
  ];
  expect(await give('911', mine)).toEqual(['done']);
  for (let time = 0; time < 2; time++) expect(await give('911', mine)).toEqual(['same']);
  expect(await give('911', theirs)).toEqual(['row-given-again']);
  expect(await give('911', theirs)).toEqual(['row-given-again']);
  await upload('911', signature(2).bytes);
  expect(await outcomes()).toEqual([
    { outcome: 'given', how: 'door', signed: false, booked: true },
    { outcome: 'again', how: 'door', signed: true, booked: false },
  ]);
  expect(await withRow(one?.id ?? 0)).toEqual({ cny: 200_000, coat: 2 });
  expect(await cases()).toEqual(['discrepancy']);
  expect(await differences()).toEqual([]);
});

test('two phones at once: one delivery, one discrepancy', async () => {
  await stocked(4000, 4);
  const [one] = await announced('911', 1);
  const did = [1, 2].map((nth) => ({ row: one?.row ?? '', key: randomUUID(), delivery: signed(nth) }));
  const both = await Promise.all(did.map((delivery) => give('911', delivery)));
  expect(both.flat().toSorted()).toEqual(['done', 'row-given-again']);
  expect(await withRow(one?.id ?? 0)).toEqual({ cny: 200_000, coat: 2 });
});

describe('a signature', () => {
  test('counts when its picture is here, whichever comes first; named then, it is kept', async () => {
    await stocked(4000, 4);
    const [one, two] = await announced('911', 1, 2);
    await upload('911', signature(1).bytes);
    expect(
      await give(
        '911',
        { row: one?.row ?? '', key: randomUUID(), delivery: signed(1) },
        { row: two?.row ?? '', key: randomUUID(), delivery: signed(2) },
      ),
    ).toEqual(['done', 'done']);
    expect((await outcomes()).map(({ signed: is }) => is)).toEqual([true, false]);
    await upload('911', signature(2).bytes);
    expect((await outcomes()).map(({ signed: is }) => is)).toEqual([true, true]);
    expect(await sql`select drawn, named_at is not null as named from deed_photos`).toEqual([
      { drawn: true, named: true },
      { drawn: true, named: true },
    ]);
  });

  test('is refused when it is blank', async () => {
    await expect(
      upload(
        '911',
        png(() => false),
      ),
    ).rejects.toMatchObject({ code: 'signature-blank' });
    await expect(
      upload(
        '911',
        png((x, y) => x + y === 3, { filter: 2 }),
      ),
    ).rejects.toMatchObject({
      code: 'signature-blank',
    });
  });
});

test('a part is handed over, and the rest follows; more than is due is kept as a discrepancy', async () => {
  await stocked(4000, 4);
  const [one] = await announced('911', 1);
  const { id, row } = one ?? { id: 0, row: '' };
  const coats = (quantity: number) => sent({ mark: 'paper', things: [{ item: 'coat', quantity }] });
  expect(await give('911', { row, key: randomUUID(), delivery: coats(1) })).toEqual(['part']);
  expect(await withRow(id)).toEqual({ coat: 1 });
  expect(await give('911', { row, key: randomUUID(), delivery: coats(2) })).toEqual(['row-given-again']);
  expect(await give('911', { row, key: randomUUID(), delivery: sent({ mark: 'paper' }) })).toEqual(['done']);
  expect(await withRow(id)).toEqual({ cny: 200_000, coat: 2 });
  expect((await outcomes()).map(({ outcome }) => outcome)).toEqual(['given', 'again', 'given']);
  expect(await differences()).toEqual([]);
});

test('D.5: where goods are not there, a signature wins: it is kept, waits for them, and asks for them', async () => {
  await stocked(4000, 1, 1);
  const [one] = await announced('911', 1);
  expect(await give('911', { row: one?.row ?? '', key: randomUUID(), delivery: signed(1) })).toEqual(['done']);
  expect(await outcomes()).toMatchObject([{ outcome: 'waits', booked: false }]);
  expect(await withRow(one?.id ?? 0)).toEqual({});
  expect(await cases()).toEqual(['shortage']);
});

test('D.4: after an objection it is a fact with a case, and is not booked', async () => {
  await stocked(4000, 4);
  const [one] = await announced('911', 1);
  await sql`update entries set state = 'held', because = 'objection', version = version + 1`;
  const late = { row: one?.row ?? '', key: randomUUID(), delivery: signed(1) };
  expect(await give('911', late)).toEqual(['row-given-although']);
  expect(await give('911', late)).toEqual(['row-given-although']);
  expect(await outcomes()).toMatchObject([{ outcome: 'stopped', booked: false }]);
  expect(await cases()).toEqual(['complaint']);
  expect(await differences()).toEqual([]);
});

test('a refusal has its reason, a visit to nobody a case; the row stays for the next visit', async () => {
  await stocked(4000, 4);
  const [one, two] = await announced('911', 1, 2);
  const [first, second] = [one?.row ?? '', two?.row ?? ''];
  expect(await give('911', { row: first, missed: 'refused', key: randomUUID() })).toEqual(['row-say-why']);
  expect(
    await give(
      '911',
      { row: first, missed: 'refused', reason: '不需要', key: randomUUID() },
      { row: second, missed: 'unreached', key: randomUUID() },
    ),
  ).toEqual(['missed', 'missed']);
  expect(await sql`select undelivered_because as because from entries order by id`).toEqual([
    { because: 'refused' },
    { because: 'unreached' },
  ]);
  expect(await cases()).toEqual(['unreached']);
  expect((await outcomes()).map(({ outcome }) => outcome)).toEqual(['refused', 'unreached']);
  expect(await give('911', { row: first, key: randomUUID(), delivery: sent() })).toEqual(['done']);
});

test('who signs for somebody else is sealed, told apart by ID number, and needs one', async () => {
  await stocked(4000, 4);
  const rows = await announced('911', 1, 2);
  const proxy = { name: '钱某代', relation: 'neighbour', reason: '住院' };
  const by = (changes: object) =>
    sent({ mark: 'fingerprint', witnesses: ['孙某见', '李某证'], proxy: { ...proxy, ...changes } });
  const [first, second] = rows.map(({ row }) => ({ row, key: randomUUID() }));
  expect(await give('911', { ...first, row: first?.row ?? '', delivery: by({}) })).toEqual(['delivery-proxy-id']);
  expect(
    await give('911', { ...first, row: first?.row ?? '', delivery: by({ idNumber: specimen(7).replace(/.$/, '?') }) }),
  ).toEqual(['id-character']);
  for (const one of [first, second])
    expect(await give('911', { ...one, row: one?.row ?? '', delivery: by({ idNumber: specimen(7) }) })).toEqual([
      'done',
    ]);
  const kept = await sql<{ sealed: Buffer; keyNo: number; digest: string; relation: string }[]>`
    select sealed, key_no as "keyNo", encode(proxy_digest, 'hex') as digest, relation from deliveries order by id`;
  expect(new Set(kept.map(({ digest }) => digest)).size).toBe(1);
  expect(kept[0]?.relation).toBe('neighbour');
  const keyring = await openKeyring(sql, TEST_PEOPLE_KEY);
  expect(keyring.unseal(kept[0] ?? { sealed: Buffer.alloc(0), keyNo: 0 }, 'deliveries.sealed')).toMatchObject({
    proxy: { name: '钱某代', idNumber: specimen(7), reason: '住院' },
    witnesses: ['孙某见', '李某证'],
  });
});

test('a delivery is of the row and the campaign of its deed, and names an act of it, whoever writes it', async () => {
  await stocked(4000, 4);
  const [one, two] = await announced('911', 1, 2);
  await give('911', { row: one?.row ?? '', key: randomUUID(), delivery: sent() });
  const refused = { code: '23503' };
  const [made] = await sql<{ id: number }[]>`select id from deliveries`;
  const change = (what: ReturnType<Sql>) => sql`update deliveries set ${what} where id = ${made?.id ?? 0}`;
  await expect(change(sql`entry_id = ${two?.id ?? 0}`)).rejects.toMatchObject(refused);
  await expect(change(sql`campaign_id = 'another'`)).rejects.toMatchObject(refused);
  await expect(change(sql`act_id = 999999`)).rejects.toMatchObject(refused);
  const deeds = sql`select id from deeds where entry_id = ${two?.id ?? 0} order by id desc limit 1`;
  await expect(sql`
    insert into deliveries (deed_id, campaign_id, entry_id, outcome, handed_at)
    select d.id, ${winter.campaign.id}, ${one?.id ?? 0}, 'given', now() from (${deeds}) d`).rejects.toMatchObject(
    refused,
  );
});
