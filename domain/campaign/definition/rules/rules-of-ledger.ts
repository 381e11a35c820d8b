import { MONEY, purseOf } from '../../../ledger/items';
import { lateStandards } from '../../../ledger/late-standards';
import { plannedSums, tooFew, unevenValues, unlikePrices } from '../../../ledger/sums';
import { kindOf } from '../../../report/field-kinds';
import { type Sentence, sentence } from '../../../text/refusal';
import type { Definition, Standard } from '../definition';
import type { Finding } from '../definition-problems';
import { unknown } from './rules-of-references';

/** @returns findings about unknown items and purses, and about gifts that no purse could answer for. */
export function ledgerFindings(definition: Definition): Finding[] {
  const { standards, items, forms } = definition;
  return [
    ...bankFindings(definition),
    ...(MONEY in items
      ? [
          {
            path: ['items', MONEY],
            allowed: sentence('another-item-name'),
            said: sentence('item-is-money'),
            atKey: true,
          },
        ]
      : []),
    ...standards.flatMap((standard, at) => standardFindings(definition, standard, ['standards', at])),
    ...Object.entries(forms).flatMap(([name, { fields }]) =>
      fields.flatMap(({ over, type }, at): Finding[] =>
        over === undefined || kindOf(type).decimals !== undefined
          ? []
          : [
              {
                path: ['forms', name, 'fields', at, 'over'],
                allowed: 'integer, money',
                said: sentence('means-nothing-here', { key: 'over' }),
                atKey: true,
              },
            ],
      ),
    ),
  ];
}

/** What a bank's file takes from a row's form is nobody's secret, and asked for by some list. */
function bankFindings({ banks = {}, lists, forms }: Definition): Finding[] {
  const rows = Object.values(lists).flatMap(({ row }) => forms[row ?? '']?.fields ?? []);
  const open = rows.filter(({ personal }) => personal === undefined).map(({ id }) => id);
  return Object.entries(banks).flatMap(([name, { row }]) =>
    row.flatMap(({ field }, at) =>
      field === undefined ? [] : unknown('word-open-field', field, open, ['banks', name, 'row', at, 'field']),
    ),
  );
}

function standardFindings(definition: Definition, standard: Standard, path: PropertyKey[]): Finding[] {
  const { items, purses } = definition;
  const [known, kept] = [Object.keys(items), Object.keys(purses)];
  const accounts = kept.length > 0;
  return [
    ...(standard.purse === undefined ? [] : unknown('word-purse', standard.purse, kept, [...path, 'purse'])),
    ...lateFindings(definition, standard, path),
    ...(accounts && standard.cash > 0 && standard.purse === undefined ? [without('purse', path)] : []),
    ...standard.goods.flatMap((goods, at): Finding[] => {
      const here = [...path, 'goods', at];
      return [
        ...(goods.item === undefined ? [] : unknown('word-item', goods.item, known, [...here, 'item'])),
        ...(goods.purse === undefined ? [] : unknown('word-purse', goods.purse, kept, [...here, 'purse'])),
        ...(accounts && goods.item === undefined ? [without('item', here)] : []),
        ...(accounts && purseOf(standard, goods) === undefined ? [without('purse', here)] : []),
        ...(goods.item !== undefined && !Number.isInteger(goods.quantity)
          ? [{ path: [...here, 'quantity'], allowed: sentence('a-whole-number'), said: sentence('item-in-parts') }]
          : []),
      ];
    }),
  ];
}

/** What is raised is divided among the rows that an office approves. */
function lateFindings(
  { lists, standards }: Definition,
  { late, cash, purse, category }: Standard,
  path: PropertyKey[],
): Finding[] {
  if (late === undefined) return [];
  const here = [...path, 'late'];
  if (cash > 0) return [{ path: here, allowed: 'cash: 0', said: sentence('late-with-cash'), atKey: true }];
  if (purse === undefined) return [without('purse', path)];
  if (lateStandards({ standards }, purse).some((other) => other.late?.among !== late.among))
    return [{ path: here, allowed: 'among: unit', said: sentence('late-among-both', { purse }), atKey: true }];
  const unfit = Object.entries(lists).find(
    ([, list]) => list.categories.includes(category) && (list.rows === 'none' || !list.track.includes('approve')),
  );
  const isListed = Object.values(lists).some((list) => list.categories.includes(category));
  if (!unfit && isListed) return [];
  const said = unfit ? sentence('late-without-approval', { list: unfit[0] }) : sentence('late-without-list');
  return [{ path: here, allowed: 'track: [propose, …, approve, …]', said, atKey: true }];
}

const without = (key: 'purse' | 'item', path: PropertyKey[]): Finding => ({
  path,
  found: sentence('nothing'),
  allowed: key,
  said: sentence('gift-without', { key }),
});

/** @returns a warning for each total of the plan that its own standards do not make, unless `because:` says why. */
export function sumWarnings(definition: Definition): Sentence[] {
  const silenced = new Set(
    definition.standards.flatMap(({ category, planned }) => (planned?.because === undefined ? [] : [category])),
  );
  return [
    ...plannedSums(definition)
      .filter(({ category, fits }) =>
        fits ? false : category === null ? definition.planned?.because === undefined : !silenced.has(category),
      )
      .map(({ name, of, goods, planned, computed, how }) => {
        const amount = (number: number) => (of === 'pieces' ? number : number / 100);
        const [said, made, difference] = [planned, computed, planned - computed].map(amount) as [
          number,
          number,
          number,
        ];
        const sum = { what: goods ?? WHAT[of], how, planned: said, computed: made, difference };
        return name === null
          ? sentence('planned-total-differs', sum)
          : sentence('planned-sum-differs', { category: name, ...sum });
      }),
    ...unevenValues(definition)
      .filter(({ category }) => !silenced.has(category))
      .map(({ name, value, pieces }) => sentence('value-uneven', { category: name, value: value / 100, pieces })),
    ...unlikePrices(definition)
      .filter(({ category }) => !silenced.has(category))
      .map(({ name, goods, value, computed, how }) => {
        const sum = { value: value / 100, computed: computed / 100, how };
        return sentence('value-not-price', { category: name, goods, ...sum });
      }),
    ...tooFew(definition)
      .filter(({ category }) => !silenced.has(category))
      .map(({ name, of, number, least }) =>
        sentence('planned-too-few', { category: name, what: HEADS[of], number, least }),
      ),
  ];
}

const HEADS = {
  persons: { 'zh-CN': '人数少于户数', en: 'fewer persons than households' },
  occasions: { 'zh-CN': '人次（户次）少于对象数', en: 'fewer occasions than are reached' },
} as const;

const WHAT = {
  cash: { 'zh-CN': '资金（元）', en: 'money (yuan)' },
  value: { 'zh-CN': '物资折价（元）', en: 'value of goods (yuan)' },
  pieces: { 'zh-CN': '件数', en: 'pieces' },
  total: { 'zh-CN': '款物合计（元）', en: 'money and goods (yuan)' },
} as const;
