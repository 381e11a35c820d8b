import { randomUUID } from 'node:crypto';
import { permitClosing } from '../../../actions/ledger/closings';
import { missingIn, unplannedOf } from '../../../domain/ledger/levels';
import type { Refused } from '../../../domain/text/refusal';
import { addAccount } from '../../../store/account/accounts';
import { atomically, type Sql } from '../../../store/db/db';
import { refuseUnbalanced } from '../../../store/ledger/closing';
import { countMoved, freshCount } from '../../../store/ledger/kept/fresh';
import { lastCount } from '../../../store/ledger/kept/kept-sums';
import { type Line, noteAct, postTransfers } from '../../../store/ledger/post';
import { reconcile } from '../../../store/ledger/reconcile';
import { type Decision, decideRows } from '../../../store/list/acts/decide';
import { recordReport } from '../../../store/report/reports';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { deliveryDefinition } from '../../support/campaigns/ledger-definition';
import { family, sending, TEST_PEOPLE_KEY } from '../../support/campaigns/rows';
import { shanghai } from '../../support/campaigns/tiny';
import { testDatabase } from '../../support/servers/database';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;
const officers: Record<string, number> = {};

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  campaign = await openCampaign(sql, { definition: deliveryDefinition() });
  for (const login of ['wang', 'li', 'zhao'])
    officers[login] = (await addAccount(sql, { login, name: `${login}某`, role: 'county-officer', region: '9' })).id;
});
afterAll(() => database.drop());

const post = (kind: 'receive' | 'deliver' | 'return' | 'dispatch' | 'lose', ...lines: Line[]) =>
  atomically(sql, async (tx) => {
    const hand = { name: 'zhang', via: 'cli' as const };
    const noted = { campaign: campaign.id, key: randomUUID(), kind, at: shanghai('12-02 10:00'), hand };
    const { act } = await noteAct(tx, noted, lines);
    await postTransfers(tx, { campaign: campaign.id, act, kind }, lines);
  });
const cash = { item: 'cny', purse: 'charity' };
const coats = { item: 'coat', purse: 'city' };

async function propose(unit: string, ...nths: number[]): Promise<void> {
  const place = { campaign: campaign.id, unit, via: 'form' as const, input: { nothing: false, figures: {} } };
  const rows = sending(...nths.map((nth) => family(nth)));
  await recordReport(sql, { ...place, key: 'apply.village', rows, people: TEST_PEOPLE_KEY });
}
const rowsOf = (unit: string) =>
  sql<{ id: number; version: number }[]>`select id, version from entries where unit_code = ${unit} order by id`;
async function decide(login: string, decision: Decision, rows: { id: number; version: number }[]) {
  const hand = { account: officers[login] ?? 0, via: 'api' as const };
  const act = { campaign: campaign.id, list: 'poor', decision, hand, submission: randomUUID(), top: '9' };
  return decideRows(sql, { ...act, meant: { rows: [...rows] } });
}
const look = async (region?: string) => {
  const found = await reconcile(sql, { campaign: campaign.id, top: null, region });
  for (const line of [...found.whole, ...found.parts]) expect([missingIn(line), unplannedOf(line)]).toEqual([0, 0]);
  return found;
};

test('at every level what was planned is delivered, returned, or missing for a reason', async () => {
  await propose('911', 1, 2, 3);
  await propose('921', 4);
  const all = [...(await rowsOf('911')), ...(await rowsOf('921'))];
  await decide('zhao', { act: 'do', step: 'check' }, all);
  await post('receive', { ...cash, quantity: 800_000, from: 'from:unnamed', to: 'store:9' });
  await post('receive', { ...coats, quantity: 9, from: 'from:unnamed', to: 'store:9', valueFen: 1_000 });
  const [one, two, three] = await rowsOf('911');
  await decide('wang', { act: 'do', step: 'approve' }, [...(await rowsOf('911')), ...(await rowsOf('921'))]);
  const to = (row: { id: number } | undefined) => ({ from: 'store:9', to: `with:${row?.id}` });
  await post('deliver', { ...cash, quantity: 200_000, ...to(one) }, { ...coats, quantity: 2, ...to(one) });
  await post('deliver', { ...cash, quantity: 200_000, ...to(two) });
  await post('return', { ...cash, quantity: 50_000, from: `with:${two?.id}`, to: 'store:9' });
  const third = (await rowsOf('911')).filter(({ id }) => id === three?.id);
  await decide('li', { act: 'explain', because: 'refused' }, third);
  const { balanced, whole, parts, given } = await look();
  expect(balanced).toBe(true);
  // 9 coats came for 1,000 fen.
  expect(given).toMatchObject([
    { region: '91', category: 'special', ...cash, quantity: 350_000, worth: 350_000 },
    { region: '91', category: 'special', ...coats, quantity: 2, worth: 222 },
    { region: '92', category: 'special', ...cash, quantity: 0, worth: 0 },
    { region: '92', category: 'special', ...coats, quantity: 0, worth: 0 },
  ]);
  expect(whole).toMatchObject([
    {
      ...{ region: '9', name: '小县', item: 'cny', planned: 800_000, delivered: 350_000, returned: 50_000 },
      ...{ undelivered: { refused: 200_000, unexplained: 200_000 }, came: 800_000, stores: 450_000, rows: 350_000 },
      ...{ owed: 4, served: 1 },
    },
    {
      ...{ item: 'coat', planned: 8, delivered: 2, undelivered: { refused: 2, unexplained: 4 } },
      worth: { planned: 889, delivered: 222, returned: 0, undelivered: 667 },
    },
  ]);
  expect(parts.filter(({ item }) => item === 'cny')).toMatchObject([
    { region: '9', planned: 0, came: 800_000, outOf: 400_000, into: 50_000, stores: 450_000 },
    { region: '91', planned: 600_000, delivered: 350_000, returned: 50_000, undelivered: { refused: 200_000 } },
    { region: '92', planned: 200_000, delivered: 0, undelivered: { unexplained: 200_000 } },
  ]);
  const village = await look('911');
  expect(village.whole).toMatchObject([
    { region: '911', item: 'cny', planned: 600_000, into: 400_000, outOf: 50_000 },
    {},
  ]);
  const foreign = reconcile(sql, { campaign: campaign.id, top: '92', region: '911' });
  await expect(foreign.catch((error: Refused) => error.code)).resolves.toBe('ledger-not-yours');
});

test('nobody raises what they have decided, whoever writes the deed', async () => {
  const [row] = await rowsOf('921');
  const raised = sql`
    insert into deeds (campaign_id, entry_id, unit_code, kind, at, account_id, via)
    values (${campaign.id}, ${row?.id ?? 0}, '921', 'raise', now(), ${officers.wang ?? 0}, 'api')`;
  await expect(raised).rejects.toMatchObject({ code: 'ND002' });
});

test('a delivery is not closed while rows lack something without a reason, unless two persons want it', async () => {
  const close = (hand: string) =>
    atomically(sql, (tx) => {
      const by = { name: hand, via: 'cli' as const };
      return refuseUnbalanced(tx, {
        campaign: campaign.id,
        target: { key: 'give' },
        now: shanghai('12-11 10:00'),
        hand: by,
      });
    });
  const refusal = (hand: string) =>
    close(hand).then(
      () => null,
      (error: Refused) => error,
    );
  const open = await refusal('wang');
  expect(open?.code).toBe('stage-unbalanced');
  expect(open?.problems).toMatchObject([
    // Two had the money, and no coats yet.
    { field: '911', code: 'unit-unexplained', values: { unit: '一村', rows: 1, item: 'coat', left: '2' } },
    { field: '921', code: 'unit-unexplained', values: { unit: '四村', rows: 1, item: 'cny', left: '2000.00' } },
    { field: '921', code: 'unit-unexplained', values: { unit: '四村', rows: 1, item: 'coat', left: '2' } },
  ]);
  const permitting = { campaign: campaign.id, key: 'give', reason: '另行发放', top: null, via: 'cli' as const };
  const by = { id: null, via: 'cli' as const, by: 'wang' };
  await expect(permitClosing({ sql, by }, { ...permitting, key: 'apply' })).rejects.toMatchObject({
    code: 'permit-nothing',
  });
  await permitClosing({ sql, by }, permitting);
  expect((await refusal('wang'))?.code).toBe('permit-same-hand');
  expect(await refusal('li')).toBeNull();
  // A permit is for once.
  expect((await refusal('li'))?.code).toBe('stage-unbalanced');
  await decide('li', { act: 'explain', because: 'later' }, [...(await rowsOf('911')), ...(await rowsOf('921'))]);
  expect(await refusal('wang')).toBeNull();
});

test('pages show the sums of the last count; a slow one is shown while a newer one is made', async () => {
  const asked = { campaign: campaign.id, zone: 'Asia/Shanghai' };
  const { count, counting } = await freshCount(sql, asked);
  expect(counting).toBe(false);
  for (const region of ['9', '91', '921']) {
    const wanted = { campaign: campaign.id, top: null, region };
    expect(await reconcile(sql, wanted, count)).toEqual(await reconcile(sql, wanted));
  }
  await sql`update ledger_counts set took_ms = 5000, at = at - interval '1 hour'`;
  await post('receive', { ...cash, quantity: 100, from: 'from:unnamed', to: 'store:9' });
  expect(await freshCount(sql, asked)).toMatchObject({ counting: true, count: { transfer: count.transfer } });
  await countMoved(sql);
  const newer = await lastCount(sql, campaign.id);
  expect(newer?.transfer).toBeGreaterThan(count.transfer ?? 0);
  expect(newer?.places.find(({ item }) => item === 'cny')?.came).toBe(800_100);
});

test('a loss that leaves a purse short names the place where it was lost, and its office', async () => {
  await post('lose', { ...cash, quantity: 450_100, from: 'store:9', to: 'to:lost' });
  const { balanced, differences } = await look();
  expect(balanced).toBe(false);
  expect(differences).toMatchObject([
    { code: 'purse-short', item: 'cny', account: 'store:9', ask: '9', expected: 800_000, found: 350_000 },
  ]);
});
