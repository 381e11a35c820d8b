import { kindsOf } from '../../../domain/case/kinds-of';
import { STEP_NAMES, stepKind } from '../../../domain/list/steps';
import type { Names } from '../../figures/names';
import type { PeriodFigures } from '../../figures/period/period-figures';
import type { ReportContent } from '../content';
import { casesPage, listPage } from '../pages';
import { type Cell, linked, type Table, withoutEmptyColumns } from '../table';
import type { Word } from '../texts';
import { columnsOf, measures } from './ledger-tables';
import { decisionsTable } from './message-tables';

const GOODS = ['opening', 'came', 'counted', 'delivered', 'spent', 'lost', 'back', 'closing'] as const;
const GOODS_WORDS = {
  ...{ opening: 'opening', came: 'raisedInAll', counted: 'countedOff', delivered: 'deliveredGoods', spent: 'spent' },
  ...{ lost: 'lost', back: 'givenBack', closing: 'closing' },
} as const satisfies Record<(typeof GOODS)[number], Word>;

/** @returns the tables of a summary of a period; those without rows are left out by whoever writes them */
export function periodTables(content: ReportContent, names: Names): Table[] {
  const { period } = content;
  if (period === null) return [];
  return [
    returnsTable(content, period, names),
    actsTable(content, period, names),
    goodsTable(content, period, names),
    deliveriesTable(content, period, names),
    casesTable(content, period, names),
    decisionsTable(content, names),
  ].filter(({ rows }) => rows.length > 0);
}

const sumOf = <T>(rows: readonly T[], count: (row: T) => number): number =>
  rows.reduce((all, row) => all + count(row), 0);

function returnsTable(_: ReportContent, { returns }: PeriodFigures, names: Names): Table {
  const cells = (one: Omit<(typeof returns)[number], 'stage'>): Cell[] => [
    ...[one.asked, one.onTime, one.late, one.missing],
  ];
  const all = (count: 'asked' | 'onTime' | 'late' | 'missing') => sumOf(returns, (one) => one[count]);
  return {
    title: names.word('stages'),
    columns: columnsOf(names, [
      ...([
        ['stage', 18],
        ['askedSoFar', 12],
        ['onTimeInPeriod', 12],
      ] as const),
      ...([
        ['lateInPeriod', 12],
        ['missingAtEnd', 12],
      ] as const),
    ]),
    rows: returns.map(({ stage, ...one }) => [names.stage(stage), ...cells(one)]),
    total: [
      names.word('total'),
      ...cells({ asked: all('asked'), onTime: all('onTime'), late: all('late'), missing: all('missing') }),
    ],
  };
}

function actsTable({ campaign }: ReportContent, { acts }: PeriodFigures, names: Names): Table {
  return {
    title: names.word('lists'),
    columns: columnsOf(names, [
      ['list', 20],
      ['done', 20],
      ['rows', 10],
    ]),
    rows: acts.map(({ list, kind, rows }) => [listCell(campaign, list, names), actName(kind, names), rows]),
  };
}

function actName(kind: string, names: Names): string {
  const step = STEP_NAMES.find((one) => one === kind);
  return step ? names.say(stepKind(step).past) : names.wordFor(`act-${kind}`);
}

const listCell = (campaign: ReportContent['campaign'], list: string, names: Names): Cell =>
  linked(names.say(campaign.definition.lists[list]?.name ?? { 'zh-CN': list }), listPage(campaign, { list }));

function goodsTable(content: ReportContent, { goods }: PeriodFigures, names: Names): Table {
  const { purse, item, quantity } = measures(content, names);
  const always = ['opening', 'closing'];
  return withoutEmptyColumns({
    title: names.word('ledger'),
    columns: columnsOf(names, [['purse', 16], ['item', 16], ...GOODS.map((name) => [GOODS_WORDS[name], 12] as const)]),
    rows: goods.map((one) => [
      ...[purse(one.purse), item(one.item)],
      ...GOODS.map((name) => (one[name] === 0 && !always.includes(name) ? null : quantity(one.item, one[name]))),
    ]),
  });
}

function deliveriesTable({ campaign }: ReportContent, { deliveries }: PeriodFigures, names: Names): Table {
  return {
    title: names.word('deliveriesInPeriod'),
    columns: columnsOf(names, [
      ['list', 20],
      ['outcome', 20],
      ['deliveredBy', 14],
      ['deliveryCount', 10],
    ]),
    rows: deliveries.map(({ list, outcome, how, deliveries: count }) => [
      listCell(campaign, list, names),
      names.wordFor(`delivery-${outcome}`),
      how === null ? null : names.wordFor(`by-${how}`),
      count,
    ]),
  };
}

function casesTable({ campaign }: ReportContent, { cases }: PeriodFigures, names: Names): Table {
  const kinds = kindsOf(campaign.definition);
  return {
    title: names.word('caseKinds'),
    columns: columnsOf(names, [
      ['kindOfCase', 20],
      ['casesOpened', 10],
      ['casesClosed', 10],
      ['openAtEnd', 10],
    ]),
    rows: cases.map(({ kind, opened, closed, open }) => [
      linked(names.say(kinds[kind]?.name ?? { 'zh-CN': kind }), casesPage(campaign)),
      ...[opened, closed, open],
    ]),
  };
}
