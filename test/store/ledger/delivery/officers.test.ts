import { randomUUID } from 'node:crypto';
import { correct } from '../../../../actions/ledger/corrections';
import { deliver } from '../../../../actions/ledger/deliver';
import { receive } from '../../../../actions/ledger/gifts';
import { keepDeliveryPicture } from '../../../../actions/ledger/pictures';
import { takeBack } from '../../../../actions/ledger/returns';
import { type RowHanded, rowHanded } from '../../../../domain/ledger/delivery';
import type { Refused } from '../../../../domain/text/refusal';
import { PHOTO } from '../../../../rehearsal/people/photo';
import { auditLog } from '../../../../store/account/audit-log';
import type { Sql } from '../../../../store/db/db';
import { countDeliveries, deliveriesOf } from '../../../../store/ledger/delivery/delivery-list';
import { reconcile } from '../../../../store/ledger/reconcile';
import { decideRows } from '../../../../store/list/acts/decide';
import { drawnAgain, frameLines, keepSample } from '../../../../store/list/samples';
import { PhotoRefused } from '../../../../store/report/photos';
import { type Deliveries, deliveryDefinition, openDeliveries } from '../../../support/campaigns/deliveries';
import { quietClient } from '../../../support/campaigns/quiet-client';
import { TEST_PEOPLE_KEY } from '../../../support/campaigns/rows';
import { png, signature } from '../../../support/drawings';
import { testDatabase } from '../../../support/servers/database';

/** Officers hand over at a ceremony, key in paper, take back; and what waits for goods is booked when they come. */

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let winter: Deliveries;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  const { poor } = deliveryDefinition().lists;
  const lists = { poor: { ...poor, helps: [{ value: 'jobs', label: { 'zh-CN': '送岗位', en: 'work' } }] } };
  winter = await openDeliveries(sql, deliveryDefinition({ delivery: { proxy: { limit: 1 } }, lists }));
});
afterAll(() => database.drop());
beforeEach(() => winter.clear());

const acting = (by: string) => ({ sql, by: { id: null, via: 'cli' as const, by }, client: quietClient });
const booking = () => ({ campaign: winter.campaign.id, key: randomUUID(), top: null, via: 'cli' as const });
const handOver = (
  rows: object[],
  { by = 'wang', ...more }: { by?: string; submission?: string; top?: string; from?: string } = {},
) =>
  deliver(acting(by), {
    ...{
      campaign: winter.campaign.id,
      list: 'poor',
      submission: randomUUID(),
      top: null,
      via: 'cli',
      people: TEST_PEOPLE_KEY,
      ...more,
    },
    rows: rows.map((row): RowHanded => rowHanded.parse(row)),
  });
const refused = (promise: Promise<unknown>): Promise<Refused> =>
  promise.then(
    () => Promise.reject(new Error('It was done.')),
    (error: Refused) => error,
  );
const listed = (which?: 'again' | 'waits' | 'returned' | 'proxies' | 'unsigned') =>
  deliveriesOf(sql, { campaign: winter.campaign.id, top: null, which, limit: 9 });
const codes = async () =>
  (await reconcile(sql, { campaign: winter.campaign.id, top: null })).differences.map(({ code }) => code);

test('rows at a ceremony are booked at once, once by their key, with one line of the audit log', async () => {
  await winter.stocked(6000, 4, 2);
  const rows = await winter.announced('911', 1, 2, 3);
  const submission = randomUUID();
  const given = rows.map(({ id }) => ({ id, delivery: { how: 'ceremony' } }));
  const { receipt, rows: told } = await handOver(given, { submission });
  expect(told.map(({ is }) => is)).toEqual(['done', 'done', 'refused']);
  expect(await auditLog(sql, { limit: 1 })).toMatchObject([
    { verb: 'keep-ledger', target: { what: 'deliver', rows: 2, refused: 1, receipt } },
  ]);
  const again = await handOver(given, { submission });
  expect(again).toMatchObject({ receipt, repeated: true, rows: [{ is: 'same' }, { is: 'same' }, { is: 'refused' }] });
  expect(await winter.withRow(rows[0]?.id ?? 0)).toEqual({ cny: 200_000, coat: 2 });
  expect(await countDeliveries(sql, { campaign: winter.campaign.id, top: '91' })).toEqual({
    ...{ outcomes: { given: 2 }, signed: 0, unsigned: 0, proxies: 0 },
  });
  expect(await codes()).toEqual([]);
});

test('a row or a store outside the region of the account is refused', async () => {
  await winter.stocked(2000, 2);
  const [one] = await winter.announced('911', 1);
  expect((await refused(handOver([{ id: one?.id ?? 0 }], { top: '92' }))).code).toBe('unknown-row');
  expect((await refused(handOver([{ id: one?.id ?? 0 }], { top: '91', from: '9' }))).code).toBe('ledger-not-yours');
});

test('a decision over rows books them all, or none', async () => {
  await winter.stocked(6000, 4, 2);
  const rows = await winter.announced('911', 1, 2, 3);
  const decide = (ids: number[]) =>
    decideRows(sql, {
      ...{ campaign: winter.campaign.id, list: 'poor', top: null, hand: { name: 'wang', via: 'cli' } },
      ...{ submission: randomUUID(), decision: { act: 'do', step: 'deliver' } },
      meant: { rows: ids.map((id) => ({ id, version: 4 })) },
    });
  const error = await refused(decide(rows.map(({ id }) => id)));
  expect(error.problems.map(({ code }) => code)).toEqual(['delivery-store-lacks']);
  expect(await listed()).toEqual([]);
  await decide(rows.slice(0, 2).map(({ id }) => id));
  expect((await listed()).map(({ outcome, how, act }) => [outcome, how, act !== null])).toEqual([
    ['given', null, true],
    ['given', null, true],
  ]);
  expect(await winter.withRow(rows[1]?.id ?? 0)).toEqual({ cny: 200_000, coat: 2 });
});

test('D.5: what was signed for before the goods were there is booked when they come', async () => {
  await winter.stocked(4000, 0, 4);
  const [one, two] = await winter.announced('911', 1, 2);
  const signed = [one, two].map((row, nth) => ({
    id: row?.id ?? 0,
    delivery: { mark: 'signature', signature: signature(nth).id },
  }));
  expect((await handOver(signed)).rows.map(({ is }) => is)).toEqual(['done', 'done']);
  expect((await listed('waits')).map(({ act }) => act)).toEqual([null, null]);
  expect(await codes()).toEqual(['given-short', 'given-short']);
  const coats = { from: { unnamed: true as const }, to: '911', purse: 'city', things: [{ item: 'coat', quantity: 3 }] };
  await receive({ ...acting('li'), key: TEST_PEOPLE_KEY }, { ...booking(), ...coats });
  expect(await winter.withRow(one?.id ?? 0)).toEqual({ cny: 200_000, coat: 2 });
  expect((await listed('waits')).map(({ entry }) => entry)).toEqual([two?.id]);
  await receive({ ...acting('li'), key: TEST_PEOPLE_KEY }, { ...booking(), ...coats });
  expect(await listed('waits')).toEqual([]);
  expect(await codes()).toEqual([]);
});

describe('D.6: what comes back', () => {
  const back = (row: number, by: string, things?: { item: string; quantity: number }[]) =>
    takeBack(acting(by), {
      ...{ ...booking(), row, to: '911', because: 'in-error', reason: '发错一户', things },
    });

  test('is taken back by another hand; the signature stays, and the right family gets it later', async () => {
    await winter.stocked(2000, 2);
    const [one] = await winter.announced('911', 1);
    const id = one?.id ?? 0;
    await handOver([{ id, delivery: { mark: 'signature', signature: signature(1).id } }]);
    expect((await refused(back(id, 'wang'))).code).toBe('ledger-same-hand');
    expect((await refused(back(id, 'li', [{ item: 'coat', quantity: 3 }]))).code).toBe('return-of-nothing');
    await back(id, 'li');
    expect(await winter.withRow(id)).toEqual({});
    expect((await refused(back(id, 'li'))).code).toBe('return-of-nothing');
    expect((await listed()).map(({ outcome, returned, signedAt }) => [outcome, returned, signedAt])).toEqual([
      ['returned', 'in-error', null],
      ['given', null, null],
    ]);
    const [undone] = await sql`
      select b.because, g.kind from deeds b join deeds g on g.id = b.undoes where b.entry_id = ${id} and b.kind = 'back'`;
    expect(undone).toEqual({ because: 'in-error', kind: 'deliver' });
    expect((await handOver([{ id, delivery: {} }])).rows.map(({ is }) => is)).toEqual(['done']);
    expect(await winter.withRow(id)).toEqual({ cny: 200_000, coat: 2 });
  });

  test('does not go to the row again by a correction, once the row has got it anew', async () => {
    await winter.stocked(4000, 4);
    const [one] = await winter.announced('911', 1);
    const id = one?.id ?? 0;
    await handOver([{ id, delivery: {} }]);
    await back(id, 'li');
    await handOver([{ id, delivery: {} }]);
    const [returned] = await sql<{ id: number }[]>`
      select id from transfers where kind = 'return' and item = 'coat' and from_account = ${`with:${id}`}`;
    const undone = { ...booking(), transfer: returned?.id ?? 0, reason: '登记有误' };
    expect((await refused(correct(acting('zhao'), undone))).code).toBe('ledger-row-has-all');
    expect(await winter.withRow(id)).toEqual({ cny: 200_000, coat: 2 });
  });

  test('is not undone as if it had never been: a delivery that was returned has nothing left to undo', async () => {
    await winter.stocked(2000, 2);
    const [one] = await winter.announced('911', 1);
    await handOver([{ id: one?.id ?? 0 }]);
    await back(one?.id ?? 0, 'li');
    const [given] = await sql<{ id: number }[]>`select min(id) as id from transfers where kind = 'deliver'`;
    const undo = correct(acting('zhao'), { ...booking(), transfer: given?.id ?? 0, reason: '误记' });
    expect((await refused(undo)).code).toBe('ledger-too-little');
  });
});

test('an office that ticks rows says in which ways they are helped, of those that the list has', async () => {
  await winter.stocked(4000, 4);
  const rows = await winter.announced('911', 1, 2);
  const tick = (helps: string[]) =>
    decideRows(sql, {
      ...{ campaign: winter.campaign.id, list: 'poor', hand: { name: 'wang', via: 'cli' }, top: null },
      ...{ submission: randomUUID(), decision: { act: 'do', step: 'deliver', helps } },
      meant: { rows: rows.map(({ id }) => ({ id, version: 4 })) },
    });
  expect((await refused(tick(['luck']))).code).toBe('delivery-help-unknown');
  expect(await tick(['jobs'])).toMatchObject({ rows: 2 });
  expect(await sql`select outcome, helps from deliveries`).toEqual([
    { outcome: 'given', helps: ['jobs'] },
    { outcome: 'given', helps: ['jobs'] },
  ]);
});

test('who signs for more rows than one person may is flagged on all of them', async () => {
  await winter.stocked(6000, 6);
  const rows = await winter.announced('911', 1, 2, 3);
  const proxy = (name: string) => ({ name, relation: 'neighbour', reason: '外出', noId: 'withheld' });
  const given = rows.map(({ id }, nth) => ({
    id,
    delivery: { mark: 'paper', proxy: proxy(nth === 2 ? '钱某' : '孙 某') },
  }));
  await handOver(given);
  expect((await listed('proxies')).map(({ entry, proxyFor }) => [entry, proxyFor])).toEqual([
    [rows[1]?.id, 2],
    [rows[0]?.id, 2],
  ]);
  expect((await listed()).map(({ flagged }) => flagged)).toEqual([false, true, true]);
  // Such rows weigh double in a draw, which anybody can make again.
  const drawing = { campaign: winter.campaign.id, list: 'poor', step: 'deliver' as const, seed: 7, size: 1 };
  const { sample = 0 } = (await keepSample(sql, drawing)) ?? {};
  const doubled = (await frameLines(sql, sample)).split('\n').filter((line) => line.endsWith(' 91 2'));
  expect(doubled.map((line) => line.split(' ')[0]).toSorted()).toEqual(
    rows
      .slice(0, 2)
      .map(({ row }) => row)
      .toSorted(),
  );
  expect(await drawnAgain(sql, sample)).toBe(true);
});

test('an officer keeps the picture of a signature, and that of a signed sheet, and hands over by them', async () => {
  await winter.stocked(4000, 4);
  const [first = { id: 0 }, second = { id: 0 }] = await winter.announced('911', 1, 2);
  const ofRow = { campaign: winter.campaign.id, list: 'poor', top: null, people: TEST_PEOPLE_KEY };
  const keep = (row: number, bytes: Uint8Array, more = {}) =>
    keepDeliveryPicture(acting('wang'), { ...ofRow, row, bytes, ...more });
  const { photo: drawn } = await keep(first.id, signature().bytes);
  const { photo: sheet } = await keep(second.id, PHOTO.bytes);
  const { rows } = await handOver([
    { id: first.id, delivery: { mark: 'signature', signature: drawn } },
    { id: second.id, delivery: { mark: 'paper' }, photos: [sheet] },
  ]);
  expect(rows.map(({ is }) => is)).toEqual(['done', 'done']);
  expect((await listed()).map(({ mark, signedAt }) => [mark, signedAt !== null])).toEqual([
    ['paper', false],
    ['signature', true],
  ]);
  const deeds = await sql<{ photos: string[] }[]>`
    select photos from deeds where kind = 'deliver' and entry_id in (${first.id}, ${second.id}) order by entry_id`;
  expect(deeds.map(({ photos }) => photos)).toEqual([[drawn], [sheet]]);
  const [unnamed] = await sql<{ n: number }[]>`select count(*)::int as n from deed_photos where named_at is null`;
  expect(unnamed?.n).toBe(0);
  // A photo is no signature; an office of elsewhere has no such row; what was refused leaves no line.
  const third = await handOver([{ id: first.id, delivery: { mark: 'signature', signature: sheet } }]);
  expect(third.rows).toMatchObject([{ is: 'refused', problems: [{ code: 'signature-not-drawn' }] }]);
  expect(await refused(keep(first.id, PHOTO.bytes, { top: '92' }))).toMatchObject({ code: 'unknown-row' });
  await expect(
    keep(
      first.id,
      png(() => false),
    ),
  ).rejects.toThrow(PhotoRefused);
  const lines = (await auditLog(sql, { limit: 9 })).filter(({ target }) => target.what === 'picture');
  expect(lines.map(({ target }) => target.row)).toEqual([second.id, first.id]);
});
