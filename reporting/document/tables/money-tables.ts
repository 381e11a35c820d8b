import { type Standard, say } from '../../../domain/campaign/definition/definition';
import type { Names } from '../../figures/names';
import { type Comparison, totalOf } from '../../figures/standards';
import type { ReportContent } from '../content';
import { type Cell, fen, type Table } from '../table';

const counts = ({ planned, reported, difference }: Comparison): Cell[] => [planned, reported, difference];
const amounts = ({ planned, reported, difference }: Comparison): Cell[] => [
  fen(planned),
  fen(reported),
  fen(difference),
];

/** Households and persons: planned against reported. */
export function peopleTable({ campaign, standards }: ReportContent, names: Names): Table {
  const { word } = names;
  const defined = new Map(campaign.definition.standards.map((standard) => [standard.category, standard]));
  const columns = [
    'category',
    'standard',
    'plannedHouseholds',
    'reportedHouseholds',
    'difference',
    'plannedPersons',
    'reportedPersons',
    'difference',
  ] as const;
  return {
    title: word('people'),
    columns: columns.map((name, nr) => ({ label: word(name), width: nr < 2 ? 20 : 9 })),
    rows: standards.map(({ category, name, households, persons }) => [
      names.say(name),
      standardText(defined.get(category), names),
      ...counts(households),
      ...counts(persons),
    ]),
    total: [
      word('total'),
      null,
      ...counts(totalOf(standards.map(({ households }) => households))),
      ...counts(totalOf(standards.map(({ persons }) => persons))),
    ],
  };
}

/** Cash: planned, given, and due by the standard for the reported households or persons. */
export function moneyTable({ standards }: ReportContent, names: Names): Table {
  const { word } = names;
  const columns = ['category', 'plannedMoney', 'givenMoney', 'moneyDifference', 'dueMoney', 'dueDifference'] as const;
  const due = ({ planned, difference }: Comparison) => [fen(planned), fen(difference)];
  return {
    title: word('money'),
    columns: columns.map((name, nr) => ({ label: word(name), width: nr === 0 ? 16 : 17 })),
    rows: standards.map(({ name, cash, cashDue }) => [names.say(name), ...amounts(cash), ...due(cashDue)]),
    total: [
      word('total'),
      ...amounts(totalOf(standards.map(({ cash }) => cash))),
      // Cash given to a category without a standard is no excess: only categories with a standard are compared.
      ...due(totalOf(standards.map(({ cashDue }) => cashDue).filter(({ planned }) => planned !== null))),
    ],
  };
}

/** Goods, by pieces and by value; only the categories that get any. */
export function goodsTable({ campaign, standards }: ReportContent, names: Names): Table {
  const { word } = names;
  const planned = new Map(
    campaign.definition.standards.map(({ category, planned: plan }) => [category, plan?.goods ?? []]),
  );
  const given = standards.filter(
    ({ category, goodsPieces, goodsValue }) =>
      [goodsPieces, goodsValue].some((one) => one.planned !== null || one.reported !== null) ||
      planned.get(category)?.length,
  );
  const columns = [
    'category',
    'plannedGoods',
    'plannedPieces',
    'givenPieces',
    'plannedValue',
    'givenValue',
    'moneyDifference',
  ] as const;
  return {
    title: word('goods'),
    columns: columns.map((name, nr) => ({ label: word(name), width: [16, 18, 9, 9, 16, 16, 16][nr] ?? 12 })),
    rows: given.map(({ category, name, goodsPieces, goodsValue }) => [
      names.say(name),
      goodsText(planned.get(category) ?? [], names) || null,
      goodsPieces.planned,
      goodsPieces.reported,
      ...amounts(goodsValue),
    ]),
    ...(given.length > 1 && {
      total: [word('total'), null, null, null, ...amounts(totalOf(given.map(({ goodsValue }) => goodsValue)))],
    }),
  };
}

/** Every figure that was asked for, summed over the reports that count. */
export function totalsTable({ totals, stages }: ReportContent, names: Names): Table {
  const { word } = names;
  const rows = stages.flatMap(({ id: stage }) => {
    const own = totals.filter((total) => total.stage === stage);
    return [...new Set(own.map(({ form }) => form))].flatMap((form) =>
      names.fields(form).flatMap((field): Cell[][] => {
        const total = own.find((one) => one.form === form && one.field === field.id);
        if (!total) return [];
        const sum: Cell = field.type === 'money' ? { fen: total.sum } : total.sum;
        const label = names.say(field.label);
        return [[names.stage(stage), names.form(form), label, names.measure(field), total.reports, sum]];
      }),
    );
  });
  const columns = ['stage', 'form', 'field', 'measure', 'returns', 'total'] as const;
  return {
    title: word('totals'),
    columns: columns.map((name, nr) => ({ label: word(name), width: [10, 22, 26, 9, 9, 16][nr] ?? 10 })),
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

function goodsText(
  goods: readonly Pick<Standard['goods'][number], 'name' | 'quantity' | 'unit'>[],
  { locale: { language } }: Names,
): string {
  const one = ({ name, quantity, unit }: (typeof goods)[number]) =>
    language === 'en'
      ? `${quantity} ${say(unit, language)} ${say(name, language)}`
      : `${say(name, language)}${quantity}${say(unit, language)}`;
  return goods.map(one).join(language === 'en' ? ', ' : '、');
}
