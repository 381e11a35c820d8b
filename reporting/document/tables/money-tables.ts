import { type Standard, say } from '../../../domain/campaign/definition/definition';
import { inWords } from '../../../domain/ledger/approximate';
import { type Comparison, type StandardFigures, totalOf } from '../../figures/given/standards';
import type { Names } from '../../figures/names';
import type { ReportContent } from '../content';
import { unitsPage } from '../pages';
import { type Cell, cellText, fen, type Locale, linked, type Table, withoutEmptyColumns } from '../table';

/** A planned number as its document says it: 700余. */
const plan = (cell: Cell, { as }: Comparison, locale: Locale): Cell =>
  cell === null || as === undefined ? cell : inWords(cellText(cell, locale), as, locale.language);

const counts = (one: Comparison, { locale }: Names): Cell[] => [
  plan(one.planned, one, locale),
  one.reported,
  one.difference,
];
const amounts = (one: Comparison, { locale }: Names): Cell[] => [
  plan(fen(one.planned), one, locale),
  fen(one.reported),
  fen(one.difference),
];

/** Households, persons and, where they are counted, occasions: planned against reported. */
export function peopleTable({ campaign, standards }: ReportContent, names: Names): Table {
  const { word } = names;
  const defined = new Map(campaign.definition.standards.map((standard) => [standard.category, standard]));
  const counted = standards.some(({ occasions }) => occasions.planned !== null || occasions.reported !== null);
  const columns = [
    'category',
    'standard',
    'plannedHouseholds',
    'reportedHouseholds',
    'difference',
    'plannedPersons',
    'reportedPersons',
    'difference',
    ...(counted ? (['plannedOccasions', 'reportedOccasions', 'difference'] as const) : []),
  ] as const;
  const each = (one: Pick<StandardFigures, 'households' | 'persons' | 'occasions'>): Cell[] =>
    [one.households, one.persons, ...(counted ? [one.occasions] : [])].flatMap((figure) => counts(figure, names));
  const planned = isPlanned(standards.flatMap(({ households, persons, occasions: of }) => [households, persons, of]));
  return withoutEmptyColumns({
    title: word(planned ? 'people' : 'peoplePlain'),
    columns: columns.map((name, nr) => ({ label: word(name), width: nr < 2 ? 20 : 9 })),
    rows: standards.map((one) => [names.say(one.name), standardText(defined.get(one.category), names), ...each(one)]),
    total: [
      word('total'),
      null,
      ...each({
        households: totalOf(standards.map(({ households }) => households)),
        persons: totalOf(standards.map(({ persons }) => persons)),
        occasions: totalOf(standards.map(({ occasions }) => occasions)),
      }),
    ],
  });
}

/** Without a plan, nothing is held against one: neither title nor columns speak of it. */
const isPlanned = (comparisons: readonly Comparison[]): boolean => comparisons.some(({ planned }) => planned !== null);

/** Cash: planned, given, and due by the standard for the reported households or persons. */
export function moneyTable({ standards }: ReportContent, names: Names): Table {
  const { word } = names;
  const columns = ['category', 'plannedMoney', 'givenMoney', 'moneyDifference', 'dueMoney', 'dueDifference'] as const;
  const due = (one: Comparison) => [plan(fen(one.planned), one, names.locale), fen(one.difference)];
  const hasMoney = standards.some(({ cash, cashDue }) =>
    [cash.planned, cash.reported, cashDue.planned].some((one) => one !== null),
  );
  return withoutEmptyColumns({
    title: word(isPlanned(standards.map(({ cash }) => cash)) ? 'money' : 'moneyPlain'),
    columns: columns.map((name, nr) => ({ label: word(name), width: nr === 0 ? 16 : 17 })),
    rows: hasMoney
      ? standards.map(({ name, cash, cashDue }) => [names.say(name), ...amounts(cash, names), ...due(cashDue)])
      : [],
    total: [
      word('total'),
      ...amounts(totalOf(standards.map(({ cash }) => cash)), names),
      // Cash given to a category without a standard is no excess: only categories with a standard are compared.
      ...due(totalOf(standards.map(({ cashDue }) => cashDue).filter(({ planned }) => planned !== null))),
    ],
  });
}

/** Goods, by pieces and by value; only the categories that get any. */
export function goodsTable({ campaign, standards }: ReportContent, names: Names): Table {
  const { word } = names;
  const planned = new Map(
    campaign.definition.standards.map(({ category, planned: total }) => [category, total?.goods ?? []]),
  );
  const given = standards.filter(
    ({ category, goods, goodsPieces, goodsValue }) =>
      [goodsPieces, goodsValue].some((one) => one.planned !== null || one.reported !== null) ||
      goods.length > 0 ||
      planned.get(category)?.length,
  );
  const columns = [
    'category',
    'plannedGoods',
    'givenGoods',
    'plannedPieces',
    'givenPieces',
    'plannedValue',
    'givenValue',
    'moneyDifference',
  ] as const;
  const asPlanned = given.flatMap(({ goodsPieces, goodsValue }) => [goodsPieces, goodsValue]);
  return withoutEmptyColumns({
    title: word(isPlanned(asPlanned) ? 'goods' : 'goodsPlain'),
    columns: columns.map((name, nr) => ({ label: word(name), width: [16, 18, 18, 9, 9, 16, 16, 16][nr] ?? 12 })),
    rows: given.map(({ category, name, goods, goodsPieces, goodsValue }) => [
      names.say(name),
      goodsText(planned.get(category) ?? [], names) || null,
      goodsText(goods, names) || null,
      // Pieces are told where forms count them; the accounts name each item.
      goods.length > 0 ? null : goodsPieces.planned,
      goodsPieces.reported,
      ...amounts(goodsValue, names),
    ]),
    ...(given.length > 1 && {
      total: [
        word('total'),
        null,
        null,
        null,
        null,
        ...amounts(totalOf(given.map(({ goodsValue }) => goodsValue)), names),
      ],
    }),
  });
}

/** Every figure that was asked for, summed over the reports that count. */
export function totalsTable({ campaign, totals, stages }: ReportContent, names: Names): Table {
  const { word } = names;
  // The same figure may be asked of villages and of their township: who has told it stands beside.
  const asked = (stage: string, form: string): string => {
    const rounds = campaign.plan.stages.find(({ id }) => id === stage)?.rounds ?? [];
    const of = rounds.filter((round) => round.form === form).map((round) => names.kind(round.of));
    return [...new Set(of)].join(names.locale.language === 'en' ? ', ' : '、');
  };
  const rows = stages.flatMap(({ id: stage }) => {
    const own = totals.filter((total) => total.stage === stage);
    return [...new Set(own.map(({ form }) => form))].flatMap((form) =>
      names.fields(form).flatMap((field): Cell[][] => {
        const total = own.find((one) => one.form === form && one.field === field.id);
        if (!total) return [];
        const sum: Cell = field.type === 'money' ? { fen: total.sum } : total.sum;
        const label = names.say(field.label);
        const from = linked(names.stage(stage), unitsPage(campaign, stage));
        return [[from, names.form(form), asked(stage, form), label, names.measure(field), total.reports, sum]];
      }),
    );
  });
  const columns = ['stage', 'form', 'asked', 'field', 'measure', 'returns', 'total'] as const;
  return {
    title: word('totals'),
    columns: columns.map((name, nr) => ({ label: word(name), width: [10, 18, 10, 24, 8, 8, 16][nr] ?? 10 })),
    rows,
  };
}

/** For example `400元/户` or `20 yuan a person, 1 box of …`; null when the plan names no amount. */
function standardText(standard: Standard | undefined, names: Names): string | null {
  if (!standard) return null;
  const english = names.locale.language === 'en';
  const head = english ? standard.per : standard.per === 'household' ? '户' : '人';
  const each = (what: string) => (english ? `${what} a ${head}` : `${what}/${head}`);
  const cash = standard.cash > 0 ? [each(english ? `${standard.cash} yuan` : `${standard.cash}元`)] : [];
  const goods = standard.goods.length > 0 ? [each(goodsText(standard.goods, names))] : [];
  return [...cash, ...goods].join(english ? ', ' : '，') || null;
}

/** @returns for example `家庭箱17箱、棉被2床` */
export function goodsText(
  goods: readonly Pick<Standard['goods'][number], 'name' | 'quantity' | 'unit'>[],
  { locale: { language } }: Names,
): string {
  const one = ({ name, quantity, unit }: (typeof goods)[number]) =>
    language === 'en'
      ? `${quantity} ${say(unit, language)} ${say(name, language)}`
      : `${say(name, language)}${quantity}${say(unit, language)}`;
  return goods.map(one).join(language === 'en' ? ', ' : '、');
}
