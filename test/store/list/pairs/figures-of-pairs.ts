import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { periodOf } from '../../../../domain/report/period';
import { withContent } from '../../../../reporting/document/content';
import { excelReport } from '../../../../reporting/document/excel';
import { moneyTable } from '../../../../reporting/document/tables/money-tables';
import { pairsTable } from '../../../../reporting/document/tables/pair-tables';
import type { PostTotal } from '../../../../reporting/figures/list/pair-totals';
import { namesOf } from '../../../../reporting/figures/names';
import { periodFigures } from '../../../../reporting/figures/period/period-figures';
import { getCampaign } from '../../../../store/campaign/campaigns';
import { countPairs, type PairFilter, pairPage } from '../../../../store/list/pairs/pair-roster';
import { deedOf } from '../../../support/campaigns/pair-definition';
import { shanghai } from '../../../support/campaigns/tiny';
import { campaign, EAST_1, EAST_2, enter, pair, row, rows, sql, WEST } from './pairs-stage';

/** Who lacks something. */
export function listOfPairs(): void {
  const page = async (filter: PairFilter, on?: string) => {
    const of = { campaign: campaign.id, list: 'objects', top: '9', on };
    const { rows: shown } = await pairPage(sql, of, { filter, at: 'first', size: 10 });
    return [
      shown.map(({ unit, helper, below }) => [unit, helper?.post ?? null, below]),
      await countPairs(sql, of, filter),
    ];
  };

  it('shows who lacks something, who has no helper, and a period that is over', async () => {
    await pair([
      { row: row(0), helper: EAST_1 },
      { row: row(2), helper: WEST },
    ]);
    const done = ['contact', 'visit', 'help'] as const;
    await enter('91', {
      done: done.map((kind) => deedOf(rows[0]?.row ?? '', kind, kind === 'help' ? {} : { times: '4' })),
    });
    expect(await page({})).toEqual([
      [
        ['911', '帮扶1', false],
        ['912', null, true],
        ['921', '帮扶1', true],
      ],
      { rows: 3, paired: 2, helpers: 2, below: 1, planned: 0 },
    ]);
    expect(await page({ below: true })).toMatchObject([[['921', '帮扶1', true]], { rows: 1 }]);
    expect(await page({ without: true })).toMatchObject([[['912', null, true]], { rows: 1 }]);
    expect(await page({ helpers: '91' })).toMatchObject([[['911', '帮扶1', false]], { rows: 1 }]);
    expect(await page({ helpers: '91', below: true }, '2025-12-31')).toMatchObject([
      [['911', '帮扶1', true]],
      { rows: 1 },
    ]);
  });
}

/** A report counts pairs by unit and deeds by who did them. */
export async function figuresOfPairs(): Promise<void> {
  await pair([
    { row: row(0), helper: EAST_1 },
    { row: row(1), helper: EAST_2 },
  ]);
  const gift = deedOf(rows[1]?.row ?? '', 'money');
  await enter('91', { done: [deedOf(rows[0]?.row ?? '', 'contact', { times: '3' }), gift] });
  await pair([{ row: row(0), helper: WEST }], { reason: '调整' });
  await enter('92', { done: [deedOf(rows[0]?.row ?? '', 'visit')] });
  const money = { cash: 20_000, goods: 0 };
  const sums = { contacts: 0, visits: 0, problems: 0, helps: 0, gifts: 0, cash: 0, goods: 0 };
  const content = await withContent(sql, campaign.id, async (found, lists) => {
    const posts: PostTotal[] = [];
    for await (const post of lists.posts()) posts.push(post);
    return { ...found, posts };
  });
  expect(content.pairTotals).toEqual([
    { list: 'objects', unit: '91', name: '东乡', pairs: 1, below: 1, ...sums, contacts: 3, gifts: 1, ...money },
    { list: 'objects', unit: '92', name: '西乡', pairs: 1, below: 1, ...sums, visits: 1 },
    { list: 'objects', unit: null, name: null, pairs: 1, below: 0, ...sums },
  ]);
  expect(content.posts.map(({ unit, post, pairs, contacts, gifts }) => [unit, post, pairs, contacts, gifts])).toEqual([
    ['91', '帮扶1', 0, 3, 0],
    ['91', '帮扶2', 1, 0, 1],
    ['92', '帮扶1', 1, 0, 0],
    [null, null, 1, 0, 0],
  ]);
  expect(content.lengths.posts).toBe(4);
  expect(content.totals.filter(({ stage }) => stage === 'entry')).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ field: 'contacts', reports: 2, sum: 3 }),
      expect.objectContaining({ field: 'cash', sum: 20_000 }),
    ]),
  );
  const names = namesOf(content);
  expect(pairsTable(content, names).rows.map(([, unit, pairs]) => [unit, pairs])).toEqual([
    ['东乡', 1],
    ['西乡', 1],
    ['（无帮扶干部）', 1],
  ]);
  // No category gets money by a standard, so there is nothing to hold against a plan.
  expect(moneyTable(content, names).rows).toEqual([]);
  const out = new PassThrough();
  const excel = buffer(out);
  await withContent(sql, campaign.id, (found, lists) => excelReport(found, lists, out));
  expect((await excel).length).toBeGreaterThan(1000);

  // A period counts what was done in it; what is undone later counts against the later one.
  const pairsIn = async (said: string) => {
    const { pairs } = await periodFigures(sql, await getCampaign(sql, campaign.id), periodOf(said));
    return pairs.map(({ unit, contacts, visits, gifts, cash }) => [unit, contacts, visits, gifts, cash]);
  };
  const december = [
    ['91', 3, 0, 1, 20_000],
    ['92', 0, 1, 0, 0],
  ];
  expect(await pairsIn('2026-12-15')).toEqual(december);
  await sql`update campaigns set clock_at = ${shanghai('12-16 10:00')} where id = ${campaign.id}`;
  await enter('91', { undone: [gift.deed] });
  expect(await pairsIn('2026-12-15')).toEqual(december);
  expect(await pairsIn('2026-12-16')).toEqual([['91', 0, 0, -1, -20_000]]);
  await sql`update campaigns set clock_at = ${shanghai('12-15 10:00')} where id = ${campaign.id}`;
}
