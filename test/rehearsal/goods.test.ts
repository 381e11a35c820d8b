import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../config/root';
import { readDefinition } from '../../domain/campaign/definition/read-definition';
import type { Summary } from '../../rehearsal/audit/summary';
import { rehearse } from '../../rehearsal/rehearse';
import { reconcile } from '../../store/ledger/reconcile';
import { loadSamples } from '../../store/people/tables/samples/samples';
import { type Stage, testStage } from '../support/campaigns/stage';

/** Seasons of some hundred steps, slow on a loaded machine. */
jest.setTimeout(900_000);

let stage: Stage;
beforeAll(async () => {
  stage = await testStage();
  await loadSamples(stage.sql);
});
afterAll(() => stage?.close());

/** All users of this Temporal share workflow ids. */
const named = (template: string) => {
  const file = join(ROOT, 'config/campaigns', `${template}.yaml`);
  const { definition } = readDefinition(readFileSync(file, 'utf8'), { file });
  return { ...definition, id: `${template}-${randomBytes(4).toString('hex')}` };
};
const rehearsed = (definition: ReturnType<typeof named>): Promise<Summary> =>
  rehearse({
    ...stage,
    ...{ definition, seed: 1, caps: { messages: 8, reminders: 3 }, reportsDir: stage.env.REPORTS_DIR },
  });

const given = ({ ledger }: Summary) =>
  Object.fromEntries(
    (ledger?.items ?? []).map(({ category, households, persons, money, goods, total }) => [
      category,
      { households, persons, money, pieces: goods.map(({ pieces }) => pieces), total },
    ]),
  );
const happened = async (campaign: string, which: string): Promise<number> => {
  const { sql } = stage;
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from ${sql.unsafe(which)} and campaign_id = ${campaign}`;
  return row?.count ?? 0;
};

describe('丘北', () => {
  let summary: Summary;
  beforeAll(async () => {
    summary = await rehearsed(named('qiubei-red-cross'));
  });

  test('gives every category what its account says, from rows and transfers, and balances', () => {
    expect(summary.audit.violations).toEqual([]);
    expect(given(summary)).toEqual({
      leprosy: { households: 39, persons: 39, money: 15_600, pieces: [70], total: 15_600 + 4221 },
      disabled: { households: 43, persons: 137, money: 12_900, pieces: [], total: 12_900 },
      'old-and-young': { households: 32, persons: expect.any(Number), money: 9600, pieces: [], total: 9600 },
      'extreme-poverty': { households: 142, persons: expect.any(Number), money: 42_600, pieces: [], total: 42_600 },
      'family-box': { households: 17, persons: expect.any(Number), money: 0, pieces: [17], total: 5198 },
    });
    expect(given(summary)['extreme-poverty']?.persons).toBeGreaterThan(700);
    expect(summary.ledger).toMatchObject({ balanced: true, money: 80_700, goods: 4221 + 5198, total: 90_119 });
    expect(summary.ledger?.purses.map(({ purse, given: all }) => [purse, all])).toEqual([
      ['dermatology-station', 15_600],
      ['red-cross', 74_519],
    ]);
    for (const { raised, given: all, left, lost } of summary.ledger?.purses ?? [])
      expect(all + left + lost).toBeCloseTo(raised, 2);
  });

  test('has met everything that goods and money must stand, and keeps its books to the end', async () => {
    const { campaign } = summary;
    const all = await Promise.all(
      Object.entries({
        promised: "transfers where kind = 'pledge'",
        lost: "transfers where kind = 'lose'",
        short: "cases where kind = 'shortage'",
        raised: "deeds where kind = 'raise'",
        proxies: 'deliveries where relation is not null',
        signed: 'deliveries where signed_at is not null',
        onPaper: "deliveries where mark = 'paper'",
        ceremony: "deliveries where how = 'ceremony'",
        twice: "deliveries where outcome = 'again'",
        refused: "deliveries where outcome = 'refused'",
        away: "deliveries where outcome = 'unreached'",
        givenBack: "deliveries where outcome = 'returned'",
        held: "deeds where kind = 'hold'",
        diedBefore: "entries where because = 'deceased' and entitled is not null",
        struck: "entries where because = 'not-eligible'",
      }).map(async ([what, which]) => [what, (await happened(campaign, which)) > 0]),
    );
    expect(all.filter(([, did]) => !did)).toEqual([]);
    expect(await reconcile(stage.sql, { campaign, top: null })).toMatchObject({ balanced: true, differences: [] });
  });
});

test('communities give 80 sets, which make 11,059.20 yuan, after a meeting and an approval by two hands', async () => {
  const summary = await rehearsed(named('community-visits'));
  expect(summary.audit.violations).toEqual([]);
  expect(given(summary)).toEqual({
    recipient: { households: 80, persons: 80, money: 0, pieces: [80], total: 11_059.2 },
  });
  expect(summary.ledger).toMatchObject({ balanced: true, total: 11_059.2 });
  const { campaign } = summary;
  for (const kind of ['appraise', 'approve', 'deliver'])
    expect(await happened(campaign, `deeds where kind = '${kind}'`)).toBeGreaterThanOrEqual(80);
});

describe('面上 and 点上', () => {
  test('come to 2,776,000 and 37,500 yuan', async () => {
    const first = await rehearsed(named('civil-affairs-visits'));
    expect(first.audit.violations).toEqual([]);
    const { items = [], ...all } = first.ledger ?? {};
    expect(all).toMatchObject({ balanced: true, money: 2_743_000, goods: 70_500, total: 2_813_500 });
    const sum = (visited: boolean) =>
      items
        .filter(({ category }) => category.startsWith('visited') === visited)
        .reduce((total, one) => total + one.total, 0);
    expect([sum(false), sum(true)]).toEqual([2_776_000, 37_500]);
    const heads = Object.fromEntries(items.map(({ category, persons, total }) => [category, [persons, total]]));
    expect(heads).toEqual({
      veteran: [3726, 372_600],
      urban: [7500, 750_000],
      rural: [10_572, 1_057_200],
      'five-guarantees': [4171, 417_100],
      orphan: [267, 26_700],
      'aided-40': [37, 3700],
      'aided-once': [220, 22_000],
      leprosy: [49, 4900],
      'disabled-veteran': [83, 33_200],
      centenarian: [138, 69_000],
      home: [196, 19_600],
      'visited-veteran': [25, 12_500],
      'visited-urban': [25, 12_500],
      'visited-rural': [25, 12_500],
    });
  });
});
