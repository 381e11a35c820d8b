import { checkDefinition } from '../../../domain/campaign/definition/rules/definition-rules';
import { approximationOf, fits, inWords, numberOf } from '../../../domain/ledger/approximate';
import { withItems } from '../../../domain/ledger/items';
import { plannedSums } from '../../../domain/ledger/sums';
import { tellIn } from '../../../domain/text/refusal';
import { tinyDefinition } from '../../support/campaigns/tiny';

type Written = Parameters<typeof tinyDefinition>[0];
const defined = (changes: Written) => withItems(tinyDefinition(changes));
const standard = (given: Record<string, unknown>) => ({
  ...{ category: 'poor', name: { 'zh-CN': '困难户', en: 'The poor' }, per: 'household' },
  ...given,
});
const warned = (changes: Written): string[] =>
  checkDefinition(defined(changes))
    .warnings.filter(({ code }) => /^planned-|^value-/.test(code))
    .map((said) => tellIn('en', said));
const refused = (changes: Written) => checkDefinition(defined(changes)).findings.map(({ said }) => said?.code);

describe('the sums of a plan', () => {
  test('are held against what the standards give, and the difference is told', () => {
    const poor = (cash: number, more = {}) => ({
      standards: [standard({ cash: 300, planned: { households: 43, cash, ...more } })],
    });
    expect(warned(poor(12_900))).toEqual([]);
    expect(warned(poor(12_901))).toEqual([
      'The poor, money (yuan): 12901 planned, but the standard gives 300 × 43 = 12900, a difference of 1; if that is right, say why under because',
    ]);
    expect(warned(poor(12_901, { because: { 'zh-CN': '其中一户多给一元' } }))).toEqual([]);
  });

  test('of goods are held against the price of the catalogue', () => {
    const bought = (value: number, more = {}) => ({
      items: { oil: { name: { 'zh-CN': '食用油', en: 'Oil' }, unit: { 'zh-CN': '桶' }, price: 58.24 } },
      standards: [standard({ goods: [{ item: 'oil', quantity: 2, value }], planned: { households: 3, ...more } })],
    });
    expect(warned(bought(116.48))).toEqual([]);
    expect(warned(bought(120))).toEqual([
      'The poor, Oil: worth 120 yuan, but the price of the catalogue gives 58.24 × 2 = 116.48; if that is right, say why under because',
    ]);
    expect(warned(bought(120, { because: { 'zh-CN': '含运费' } }))).toEqual([]);
  });

  test('cannot be below what they count', () => {
    const reached = (planned: object) => ({ standards: [standard({ planned })] });
    expect(warned(reached({ households: 80, persons: 80, occasions: 240 }))).toEqual([]);
    expect(warned(reached({ households: 80, persons: 79 }))).toEqual([
      'The poor, planned: fewer persons than households (79 < 80); if that is right, say why under because',
    ]);
    expect(warned(reached({ households: 80, occasions: 79 }))).toEqual([
      'The poor, planned: fewer occasions than are reached (79 < 80); if that is right, say why under because',
    ]);
    expect(warned(reached({ households: { about: 80 }, persons: 79 }))).toEqual([]);
  });

  test('of goods are checked by piece and by value', () => {
    const planned = {
      households: 80,
      value: 11_059.2,
      goods: [{ name: { 'zh-CN': '大米' }, quantity: 81, unit: { 'zh-CN': '袋' } }],
    };
    const changes = {
      items: {
        rice: { name: { 'zh-CN': '大米' }, unit: { 'zh-CN': '袋' }, price: 80 },
        oil: { name: { 'zh-CN': '食用油' }, unit: { 'zh-CN': '桶' }, price: 58.24 },
      },
      standards: [
        standard({
          goods: [
            { item: 'rice', quantity: 1 },
            { item: 'oil', quantity: 1 },
          ],
          planned,
        }),
      ],
    };
    expect(
      plannedSums(defined(changes)).map(({ of, how, computed, fits: right }) => [of, how, computed, right]),
    ).toEqual([
      ['value', '138.24 × 80', 1_105_920, true],
      ['pieces', '1 × 80', 80, false],
    ]);
    expect(defined(changes).standards[0]?.goods[0]).toMatchObject({ name: { 'zh-CN': '大米' }, value: 80 });
  });

  test('a value that makes no price in whole fen is a total', () => {
    const boxes = (more = {}) => ({
      standards: [
        standard({
          goods: [{ name: { 'zh-CN': '家庭箱' }, quantity: 1, unit: { 'zh-CN': '箱' } }],
          planned: { households: 17, value: 5198, ...more },
        }),
      ],
    });
    expect(warned(boxes())).toEqual([expect.stringContaining('5198 yuan for 17 pieces make no price in whole fen')]);
    expect(warned(boxes({ because: { 'zh-CN': '总价' } }))).toEqual([]);
  });

  test('reproduce a city that prints eleven lines and their total', () => {
    const line = (category: string, persons: number, cash: number, gift: number, total: number) =>
      standard({
        ...{ category, per: 'person', cash },
        ...(gift > 0 && { goods: [{ name: { 'zh-CN': '礼品' }, quantity: 1, unit: { 'zh-CN': '份' }, value: gift }] }),
        planned: {
          persons,
          ...(cash > 0 && { cash: total - gift * persons }),
          ...(gift > 0 && { value: gift * persons }),
        },
      });
    const lines = [
      line('a', 3726, 100, 0, 372_600),
      line('b', 7500, 100, 0, 750_000),
      line('c', 10_572, 100, 0, 1_057_200),
      line('d', 4171, 100, 0, 417_100),
      line('e', 267, 100, 0, 26_700),
      line('f', 37, 100, 0, 3_700),
      line('g', 220, 100, 0, 22_000),
      line('h', 49, 100, 0, 4_900),
      line('i', 83, 300, 100, 33_200),
      line('j', 138, 300, 200, 69_000),
      line('k', 196, 0, 100, 19_600),
      line('l', 75, 300, 200, 37_500),
    ];
    const changes = (total: number) => ({
      standards: lines,
      planned: { cash: 2_720_500 + 22_500, value: 55_500 + 15_000, total },
    });
    expect(warned(changes(2_813_500))).toEqual([]);
    expect(warned(changes(2_776_000))).toEqual([expect.stringContaining('a difference of -37500')]);
  });

  test('that nobody has counted are right as far as they say', () => {
    expect([fits({ over: 700 }, 731), fits({ over: 700 }, 699)]).toEqual([true, false]);
    expect([fits({ nearly: 15_000 }, 14_800), fits({ nearly: 15_000 }, 15_001)]).toEqual([true, false]);
    expect([fits({ about: 480 }, 500), fits({ about: 480 }, 600)]).toEqual([true, false]);
    expect([numberOf({ over: 700 }), approximationOf({ over: 700 }), approximationOf(700)]).toEqual([
      700,
      'over',
      null,
    ]);
    expect(inWords('700', 'over', 'zh-CN')).toBe('700余');
    const some = (cash: number) => ({
      standards: [standard({ cash: 300, planned: { households: { over: 80 }, cash } })],
    });
    expect(warned(some(24_300))).toEqual([]);
    expect(warned(some(23_700))).toHaveLength(1);
  });
});

describe('accounts of a campaign', () => {
  const purses = { charity: { name: { 'zh-CN': '慈善会' } } };
  const items = { rice: { name: { 'zh-CN': '大米' }, unit: { 'zh-CN': '袋' } } };
  test('need a purse for all that is given, and an item for goods', () => {
    const loose = { name: { 'zh-CN': '大米' }, quantity: 1, unit: { 'zh-CN': '袋' } };
    expect(refused({ purses, items, standards: [standard({ cash: 1, goods: [loose] })] })).toEqual([
      'gift-without',
      'gift-without',
      'gift-without',
    ]);
    expect(
      refused({
        purses,
        items,
        standards: [standard({ cash: 1, purse: 'charity', goods: [{ item: 'rice', quantity: 2 }] })],
      }),
    ).toEqual([]);
    expect(refused({ standards: [standard({ cash: 1, goods: [loose] })] })).toEqual([]);
  });
  test('know their items and purses, and count whole units', () => {
    const goods = [{ item: 'rise', quantity: 0.5, purse: 'charity' }];
    expect(refused({ purses, items, standards: [standard({ cash: 1, purse: 'charty', goods })] })).toEqual([
      'no-such-name',
      'no-such-name',
      'item-in-parts',
    ]);
    expect(refused({ items: { cny: items.rice } })).toEqual(['item-is-money']);
  });
});
